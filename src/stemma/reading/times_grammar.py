"""The notation of the time grammar (`data/time_rules.tsv` tells it), and how its rules are tried on a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from stemma.reading import lexicon
from stemma.reading import times_tokens as shapes
from stemma.reading.times_calendar import holidays
from stemma.reading.times_context import Context
from stemma.reading.times_phrase import Meaning, Phrase
from stemma.reading.times_tokens import Tokens, vocabulary

_S = shapes.SHAPES
_NUMBERS = {
    "hour": _S["hour12"] + _S["hour24"],
    "day": _S["hour12"] + _S["hour24"] + _S["late_day"],
    "year": _S["year4"],
    "two": "".join(_S[s] for s in ("hour12", "hour24", "late_day", "sixty", "ninety")) + shapes.ZEROS,
    "figure": "".join(_S.values()) + shapes.FIGURE + shapes.DECIMAL,
    "military": shapes.ZEROS + _S["year4"],
    "clock": shapes.CLOCK,
    "iso": shapes.ISO,
    "slashed": shapes.SLASHED,
    "decade": shapes.DECADE,
    "nth": shapes.ORDINAL,
    "ampm": shapes.AMPM,
    "fiscal": shapes.FISCAL,
    "dash": "-",
    "dot": "t",
    "comma": ",",
    "slash": "/",
    "open": "(",
    "close": ")",
    "apos": "'",
    "percent": "%",
    "lower": shapes.LOWER,
    "name": shapes.CAPITAL + shapes.UPPER,
    "break": shapes.BREAK,
    "mark": shapes.MARK + ",t",
}
_PIECE = re.compile(
    r"(?P<group>\w+)=\(|\{(?P<kind>\w+)\}|(?P<word>[a-z]+)|(?P<space>\s+)|(?P<keep>\(\?(?::|=|!|<=|<!)|.)"
)


Builder = Callable[[Phrase, Context], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over atoms and the builder that makes a meaning of what fits it."""

    pattern: re.Pattern[str]
    build: Builder


@cache
def _macros() -> dict[str, str]:
    named = {row[0]: row[1] for row in lexicon.rows("time_rules") if row[0].isupper()}
    marks = {"'": " {apos} ", ".": " {dot} ", "-": " {dash} "}
    spelled = ["".join(marks.get(c, c) for c in name) for name in holidays() if not name[0].isdigit()]
    return {**named, "HOLIDAY": "|".join(sorted(spelled, key=lambda name: (-len(name), name)))}


def grammar(builders: Mapping[str, Builder]) -> tuple[Rule, ...]:
    """The rules of `data/time_rules.tsv`, in order; `builders` by the names the file gives them."""
    rows = [row for row in lexicon.rows("time_rules") if not row[0].isupper()]
    return tuple(Rule(re.compile(_translate(pattern)), builders[name]) for name, pattern in rows)


def _translate(pattern: str) -> str:
    known = vocabulary()

    def piece(found: re.Match[str]) -> str:
        if found["group"]:
            return f"(?P<{found['group']}>"
        if name := found["kind"]:
            if name in _macros():
                return f"(?:{_translate(_macros()[name])})"
            return f"[{re.escape(_NUMBERS.get(name) or known.classes[name])}]"
        if found["word"]:
            return known.atom(found["word"])
        return "" if found["space"] else found["keep"]

    return _PIECE.sub(piece, pattern)


def candidates(tokens: Tokens, rules: Sequence[Rule]) -> Iterator[tuple[int, int, int, Phrase]]:
    """All stretches that fit a rule: first token, minus the length, the rule's rank, the phrase."""
    for rank, each in enumerate(rules):
        for found in each.pattern.finditer(tokens.atoms):
            first, stop = found.span("x")
            yield first, first - stop, rank, Phrase(tokens, found)
