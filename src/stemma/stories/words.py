"""Words and names of a report as plain strings: what likeness and the pile-wide checks count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from stemma.records import READ_BLOCKS, Reading
from stemma.spans import Span

WORD = re.compile(r"[^\W_]+(?:['\u2019.\-][^\W_]+)*")

_COMMON = Path(__file__).parent / "data" / "common_words.tsv"
_POSSESSIVE = re.compile(r"'s?$")
# What may stand between two words without starting a sentence or parting a name.
_STARTS_SENTENCE = re.compile(r"[.!?:;\n\"(\[\u2018\u201c\u2013\u2014]")
# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "sir", "st", "gen", "col", "capt", "lt", "sgt", "sen", "rep", "gov", "adm", "maj")
)
# Capitalised in English without naming anybody.
_NOT_NAMES = frozenset(
    word
    for line in (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
        "september october november december jan feb mar apr jun jul aug sep sept oct nov dec i i'm i've i'd i'll",
        "mr mrs ms dr am pm gmt est edt",
    )
    for word in line.split()
)

# A heading in which this part of the longer words has a capital is in title case.
MOSTLY = 0.75


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


def names(reading: Reading) -> dict[str, tuple[str, int]]:
    """The names of a report by folded name: how it is written, and how often it occurs.

    Names come from the reading's mentions, or from capitals inside sentences where it has none. The words of a longer
    name count too, so that "Ada Brook" and "Brook" meet. A heading with a capital on every word only confirms names.
    """
    found: Counter[str] = Counter()
    written: dict[str, str] = {}
    headings = _headings(reading)
    surfaces = _mentioned(reading) or capitalised(reading.text, _paragraphs(reading))
    for surface in surfaces + [s for h in headings if not title_case(h) for s in capitalised(h, [Span(0, len(h))])]:
        words = WORD.findall(surface)
        for part in [surface, *words] if len(words) > 1 else [surface]:
            folded = key(part)
            if folded and part[0].isupper() and folded not in _NOT_NAMES and folded not in common_words():
                found[folded] += 1
                written.setdefault(folded, part)
    for word in (w for h in headings if title_case(h) for w in WORD.findall(h)):
        if key(word) in found:
            found[key(word)] += 1
    return {name: (written[name], found[name]) for name in sorted(found)}


def _mentioned(reading: Reading) -> list[str]:
    # A paper's name says who reports, not what happened.
    return [m.span.cut(reading.text) for m in reading.mentions if m.form == "name" and m.type != "publication"]


def title_case(heading: str) -> bool:
    """Whether nearly every longer word of a heading has a capital, so that capitals tell no names."""
    longer = [w for w in WORD.findall(heading)[1:] if len(w) > 3]  # noqa: PLR2004
    return sum(not w[0].islower() for w in longer) >= MOSTLY * len(longer)


def _headings(reading: Reading) -> list[str]:
    """The title and the headings in the text, each once."""
    parts = [reading.text[b.start : b.end] for b in reading.report.blocks if b.type in ("headline", "subheading")]
    return list({key(h): h for h in (reading.report.report.title or "", *parts) if key(h)}.values())


def _paragraphs(reading: Reading) -> list[Span]:
    return [b.span for b in reading.report.blocks if b.type == "paragraph"]


def capitalised(text: str, spans: Sequence[Span]) -> list[str]:
    """Runs of capitalised words; one that opens a sentence counts when it is seen with a capital inside one too."""
    runs = [run for span in spans for run in _runs(text, span)]
    inside = {key(w) for surface, opens in runs for w in WORD.findall(surface)[1 if opens else 0 :]}
    lower = {fold(w) for span in spans for w in WORD.findall(span.cut(text)) if w[0].islower()}
    kept: list[str] = []
    for surface, opens in runs:
        first, _, rest = surface.partition(" ")
        if not opens or key(first) in inside or (rest and fold(first) not in lower | common_words().keys()):
            kept.append(surface)
        elif rest:
            kept.append(rest)
        elif fold(first) not in lower:
            kept.append(first)
    return kept


def _runs(text: str, span: Span) -> Iterator[tuple[str, bool]]:
    """Runs of capitalised words inside `span`, each with whether it opens a sentence."""
    start, opens, end = -1, False, span.start
    before = ""
    for match in WORD.finditer(text, span.start, span.end):
        gap = text[end : match.start()]
        abbreviated = fold(before) in _ABBREVIATIONS or "." in before or len(before) == 1
        breaks = not before or (_STARTS_SENTENCE.search(gap) is not None and not (abbreviated and gap.strip() == "."))
        capital = match.group()[0].isupper() and fold(match.group()) not in _NOT_NAMES
        if start >= 0 and (breaks or not capital or (gap.strip() and not abbreviated)):
            yield text[start:end], opens
            start = -1
        if capital and start < 0:
            start, opens = match.start(), breaks
        before, end = match.group(), match.end()
    if start >= 0:
        yield text[start:end], opens
