"""Words with their possible lemmas: a table of irregular forms and the spelling rules of -s, -ed and -ing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from stemma.reading import lexicon
from stemma.spans import Span

# "U.S." is one word, and so is everything joined by apostrophes or hyphens; "n't" and "'s" are parted off below.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-‑.,][^\W_]+)*|[^\w\s]")
_PARTED = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at its place: `lower` with straight apostrophes, and every lemma it may have, itself among them."""

    lower: str
    span: Span
    lemmas: tuple[str, ...]
    capital: bool = False

    @property
    def word(self) -> bool:
        """Whether it is a word rather than a mark."""
        return self.lower[-1].isalnum() or self.lower[0].isalnum()


def tokens(text: str, spans: Sequence[Span]) -> list[Token]:
    """The words and marks of `text` inside `spans`, in order."""
    return [token for span in spans for token in _tokens(text, span)]


def _tokens(text: str, span: Span) -> Iterator[Token]:
    for match in _WORD.finditer(text, span.start, span.end):
        at = match.start()
        for lower, length, found, capital in _pieces(match.group()):
            yield Token(lower, Span(at, at + length), found, capital)
            at += length


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[tuple[str, int, tuple[str, ...], bool], ...]:
    """The parts of what is written as one word: in lower case, their length, their lemmas, and whether capital."""
    parted = _PARTED.match(word)
    found = []
    for piece in parted.groups() if parted else (word,):
        lower = piece.lower().replace("\u2019", "'")
        found.append((lower, len(piece), lemmas(lower), piece[0].isupper()))
    return tuple(found)


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in lexicon.rows("irregular")}


def is_past(word: str) -> bool:
    """Whether the form is a finite past and nothing else ("went"), by the table."""
    return _irregular().get(word, ("", ""))[1] == "past"


def is_regular_past(word: str) -> bool:
    """Whether the form ends like a regular past; a participle may end so too."""
    return len(word) > 3 and word.endswith("ed") and not word.endswith("eed")  # noqa: PLR2004 - "red", "bed"


@lru_cache(maxsize=1 << 16)
def lemmas(word: str) -> tuple[str, ...]:
    """Every lemma that `word` (lower case) may be a form of, the likeliest first; always with the word itself."""
    found = [_irregular()[word][0]] if word in _irregular() else []
    found.append(
        {"can't": "can", "wo": "will", "ca": "can", "'ll": "will", "'d": "would", "n't": "not"}.get(word, word)
    )
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            found += _stems(word[: -len(ending)], ending)
    return tuple(dict.fromkeys(found))


def _stems(stem: str, ending: str) -> list[str]:
    if ending == "s":
        return [stem]
    if ending == "es":
        return [stem[:-1] + "y", stem] if stem.endswith("i") else [stem]
    stems = [stem, stem + "e"]
    if stem.endswith("i") and ending == "ed":
        stems.insert(0, stem[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:  # noqa: PLR2004 - a doubled consonant
        stems.append(stem[:-1])
    return stems
