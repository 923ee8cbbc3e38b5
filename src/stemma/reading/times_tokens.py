"""Tokens of the time grammar: one pass over the sentences, each token with an atom, one character that stands for it.

A word of the vocabulary has an atom of its own, numbers have one by their shape, other words one by their case. The
atoms of a text make a string with as many characters as tokens, so that a rule over tokens is a pattern over atoms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from stemma.reading import lexicon
from stemma.spans import Span

# Stands between sentences; no rule matches it, so none reaches over a sentence's end.
BREAK = "\n"
LOWER, CAPITAL, UPPER, MARK = "x", "X", "A", "p"
# Numbers by what they may be: a month or hour, an hour or day, a day, a minute, two digits, three, a year, a figure.
SHAPES = {"hour12": "a", "hour24": "b", "late_day": "c", "sixty": "d", "ninety": "e", "three": "f", "year4": "g"}
FIGURE, ZEROS, DECIMAL, CLOCK, ISO, SLASHED, DECADE, ORDINAL, AMPM = "h", "i", "j", "k", "l", "m", "n", "o", "q"
FISCAL = "r"
MARKS = {
    ",": ",",
    ".": "t",
    "/": "/",
    "(": "(",
    ")": ")",
    "'": "'",
    "’": "'",
    ":": ":",
    "$": "$",
    "£": "$",
    "€": "$",
    "%": "%",
}
MARKS |= {"-": "-", "‐": "-", "‑": "-", "–": "-", "—": "-", "_": "p", ";": "p"}

# Classes whose words count only when written with a capital ("March", not "march"), or all in capitals ("EST").
_CAPITAL = frozenset({"month", "month_short", "weekday", "weekday_short", "weekdays"})
_UPPER = frozenset({"zone"})
# Where the atoms of the vocabulary begin: the private use area, which no pattern syntax touches.
_FIRST_ATOM = 0xE000

_TOKEN = re.compile(
    r"""
    (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T\s][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s?Z\b|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9-]))
  | (?P<slashed>[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}(?![0-9/])
    |[0-9]{1,2}(?P<sep>[/.])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2})(?![0-9/]))
  | (?P<decade>(?:[0-9]{3}0['’]?|['’‘`]?[0-9]0)s\b)
  | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])|[0-9]{1,2}\.[0-9]{2}(?=\s?[ap]\.?\s?m\b))
  | (?P<ordinal>[0-9]{1,4}(?:st|nd|rd|th)\b)
  | (?P<mixed>[0-9]+\s[0-9]/[0-9](?![0-9/])|[0-9]+[½¼¾])
  | (?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+\.[0-9]+(?![^\W_])|[0-9]+(?=[ap]\.?m\b)|[0-9]+(?![^\W_]))
  | (?P<ampm>[ap]\.\s?m\b\.?|(?<=[0-9])[ap]m\b|(?<=[0-9]\s)[ap]m\b)
  | (?P<fiscal>FY\s?(?:[0-9]{4}|[0-9]{2})\b)
  | (?P<word>[^\W_][^\W_\u0300-\u036f]*[\u0300-\u036f]*)
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BY_KIND = {
    "iso": ISO,
    "slashed": SLASHED,
    "decade": DECADE,
    "clock": CLOCK,
    "ordinal": ORDINAL,
    "ampm": AMPM,
    "fiscal": FISCAL,
    "mixed": DECIMAL,
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text's sentences; before, between and after them stands one empty token with the atom BREAK."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    """In lower case."""
    atoms: str

    def span(self, first: int, stop: int) -> Span:
        """The stretch of text from token `first` up to, not including, token `stop`."""
        return Span(self.starts[first], self.ends[stop - 1])

    def capital(self, at: int) -> bool:
        """Whether the token is written with a capital first letter."""
        return self.text[self.starts[at] : self.starts[at] + 1].isupper()


@dataclass(slots=True)
class Vocabulary:
    """Which word has which atom, and which atoms make up a class."""

    atoms: dict[str, str]
    classes: dict[str, str]
    values: dict[tuple[str, str], str]
    """What a word stands for as a member of a class."""
    must_capital: frozenset[str]
    must_upper: frozenset[str]

    def atom(self, word: str) -> str:
        """The atom of a word that a rule names; it gets one if it has none yet."""
        return self.atoms.setdefault(word, chr(_FIRST_ATOM + len(self.atoms)))


@cache
def vocabulary() -> Vocabulary:
    """The words of `data/time_words.tsv` in their classes."""
    made = Vocabulary({}, {}, {}, frozenset(), frozenset())
    classes_of: dict[str, set[str]] = {}
    for word, kind, value in lexicon.rows("time_words"):
        made.classes[kind] = made.classes.get(kind, "") + made.atom(word)
        made.values[kind, word] = value
        classes_of.setdefault(word, set()).add(kind)
    made.must_capital = frozenset(w for w, kinds in classes_of.items() if kinds <= _CAPITAL)
    made.must_upper = frozenset(w for w, kinds in classes_of.items() if kinds <= _UPPER)
    return made


def tokens_of(text: str, sentences: Iterable[Span]) -> Tokens:
    """The tokens of `sentences`, in order."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    atoms: list[str] = []
    known = vocabulary()
    _break(0, starts, ends, words, atoms)
    for sentence in sentences:
        for found in _TOKEN.finditer(text, sentence.start, sentence.end):
            word = found[0]
            low = word.lower()
            kind = found.lastgroup
            if kind == "word":
                atoms.append(_atom(known, word, low))
            elif kind == "mark":
                atoms.append(MARKS.get(word, MARK))
            else:
                atoms.append(_BY_KIND.get(kind or "") or _shape(low))
            starts.append(found.start())
            ends.append(found.end())
            words.append(low)
        _break(sentence.end, starts, ends, words, atoms)
    _break(len(text), starts, ends, words, atoms)  # so that builders may look two tokens on
    return Tokens(text, starts, ends, words, "".join(atoms))


def _break(at: int, starts: list[int], ends: list[int], words: list[str], atoms: list[str]) -> None:
    starts.append(at)
    ends.append(at)
    words.append("")
    atoms.append(BREAK)


def _atom(known: Vocabulary, word: str, low: str) -> str:
    atom = known.atoms.get(low)
    if (
        atom
        and not (low in known.must_capital and not word[0].isupper())
        and not (low in known.must_upper and not word.isupper())
    ):
        return atom
    if not word[0].isupper():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else CAPITAL


def _shape(number: str) -> str:
    """The atom of a number by its size and digits."""
    if "." in number:
        return DECIMAL
    if "," in number or len(number) > 4:  # noqa: PLR2004 - a year has four digits
        return FIGURE
    value = int(number)
    if len(number) > 1 and number[0] == "0" and not (len(number) == 2 and value):  # noqa: PLR2004 - "07" is a number, "0735" no year
        return ZEROS
    limits = ((12, "hour12"), (24, "hour24"), (31, "late_day"), (59, "sixty"), (99, "ninety"), (999, "three"))
    for limit, shape in limits:
        if value <= limit:
            return SHAPES[shape] if value else ZEROS
    return SHAPES["year4"] if 1000 <= value < 2200 else FIGURE  # noqa: PLR2004 - years that reports speak of
