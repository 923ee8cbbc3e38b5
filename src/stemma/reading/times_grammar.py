"""The notation of the time grammar, and how its rules are tried on a text.

A rule is a pattern over tokens: `word` is that word, `{class}` a class of words or numbers, `{MACRO}` a named part,
`name=( ... )` a part that the rule's builder looks at, and the rest is the syntax of regular expressions without
spaces. The part called `x` is the expression itself; what stands around it is context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stemma.reading import times_tokens as shapes
from stemma.reading.times_tokens import Tokens, vocabulary
from stemma.records import TimeType

if TYPE_CHECKING:
    from stemma.reading.times_context import Context

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
    "money": "$",
    "percent": "%",
    "lower": shapes.LOWER,
    "name": shapes.CAPITAL + shapes.UPPER,
    "break": shapes.BREAK,
    "mark": shapes.MARK + ",t",
}
MACROS = {
    "MONTH": "(?:{month}|{month_short}{dot}?)",
    "DAY": "(?:{day}|{nth})",
    "WEEKDAY": "(?:{weekday}|{weekday_short}{dot}?)",
    "WORDS": "(?:{cardinal}|{scale})(?:{dash}?(?:{cardinal}|{scale})|and{cardinal})*",
    "COUNT": "(?:{figure}(?:{scale})?|{article}{scale}|{WORDS})",
    "OPEN": "(?:(?:{article})?couple(?:of)?|(?:{article}|the)?few|{article}number of|{vague}|(?:tens of)?(?:dozens|scores|hundreds|thousands|millions)of)",
    "DOZEN": "(?:(?:{article}|{cardinal})?dozen)",
    "OFTEN_ENOUGH": "(?:{times_a}|(?:{cardinal}|{figure}|several)times)",
}
_PIECE = re.compile(
    r"(?P<group>\w+)=\(|\{(?P<kind>\w+)\}|(?P<word>[a-z]+)|(?P<space>\s+)|(?P<keep>\(\?(?::|=|!|<=|<!)|.)"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression denotes, before it has a place; `skip` tokens of its extent turned out not to belong to it."""

    type: TimeType
    value: str | None
    anchor: str | None = None
    relative: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of tokens that fits a rule, and the parts it names."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def extent(self) -> tuple[int, int]:
        """First token and the one after the last."""
        return self.match.span("x") if "x" in self.match.re.groupindex else self.match.span()

    def has(self, part: str) -> bool:
        """Whether the part was there."""
        return part in self.match.re.groupindex and self.match[part] is not None

    def words(self, part: str) -> Sequence[str]:
        """The tokens of a part in lower case, none when it was not there."""
        return self.tokens.words[slice(*self.match.span(part))] if self.has(part) else ()

    def word(self, part: str) -> str:
        """The first token of a part, "" when it was not there."""
        return next(iter(self.words(part)), "")

    def means(self, part: str, *classes: str) -> str:
        """What the part's first token of one of the classes stands for, "" when none does."""
        known = vocabulary().values
        for word in self.words(part):
            for kind in classes:
                if (kind, word) in known:
                    return known[kind, word]
        return ""


Builder = Callable[[Phrase, "Context"], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what to make of it."""

    pattern: re.Pattern[str]
    build: Builder


def rule(pattern: str, build: Builder) -> Rule:
    """A rule from its notation."""
    return Rule(re.compile(_translate(pattern)), build)


def _translate(pattern: str) -> str:
    known = vocabulary()

    def piece(found: re.Match[str]) -> str:
        if found["group"]:
            return f"(?P<{found['group']}>"
        if name := found["kind"]:
            if name in MACROS:
                return f"(?:{_translate(MACROS[name])})"
            return f"[{re.escape(_NUMBERS.get(name) or known.classes[name])}]"
        if found["word"]:
            return known.atom(found["word"])
        return "" if found["space"] else found["keep"]

    return _PIECE.sub(piece, pattern)


def candidates(tokens: Tokens, rules: Sequence[Rule]) -> Iterator[tuple[int, int, int, Phrase]]:
    """All stretches that fit a rule: first token, minus the length, the rule's rank, the phrase."""
    for rank, each in enumerate(rules):
        for found in each.pattern.finditer(tokens.atoms):
            phrase = Phrase(tokens, found)
            first, stop = phrase.extent
            yield first, first - stop, rank, phrase
