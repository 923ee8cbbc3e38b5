"""Words of a report as plain strings: what likeness and the pile-wide checks count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from stemma.records import READ_BLOCKS, Reading

WORD = re.compile(r"[^\W_]+(?:['\u2019.\-][^\W_]+)*")

_COMMON = Path(__file__).parent / "data" / "common_words.tsv"
_POSSESSIVE = re.compile(r"'s?$")
# Folded words kept for when they come again: 20 reports have some 5,000 different ones, 500 reports some 30,000.
KEPT_WORDS = 1 << 16


@lru_cache(maxsize=KEPT_WORDS)
def fold(word: str) -> str:
    """A word without case, diacritics, curly apostrophes and the possessive."""
    if word.isascii():
        return _POSSESSIVE.sub("", word.lower())
    word = unicodedata.normalize("NFKD", word.replace("\u2019", "'")).casefold()
    return _POSSESSIVE.sub("", "".join(c for c in word if not unicodedata.combining(c)))


def stem(folded: str) -> str:
    """A folded word without the plural s."""
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss"):  # noqa: PLR2004
        return folded[:-1]
    return folded


def key(name: str) -> str:
    """A name without case, diacritics and punctuation: equal keys are equal names."""
    return " ".join(fold(w).replace(".", "") for w in WORD.findall(name))


@cache
def common_words() -> dict[str, float]:
    """Share of news reports that use a word, for words that at least 2% use (training/common_words.py made it)."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return {w: float(share) for w, share in (line.split("\t") for line in lines if not line.startswith("#"))}


def word_counts(text: str) -> Counter[str]:
    """How often each folded word of two letters or more occurs."""
    folded = (stem(fold(m.group())) for m in WORD.finditer(text))
    return Counter(w for w in folded if len(w) > 1)


def read_text(reading: Reading) -> str:
    """The title, unless the text holds it, and the blocks that are read, a line each."""
    parts = [reading.text[b.start : b.end] for b in reading.report.blocks if b.type in READ_BLOCKS]
    title = reading.report.report.title
    if title and not any(key(title) == key(part) for part in parts[:3]):
        parts.insert(0, title)
    return "\n".join(parts)
