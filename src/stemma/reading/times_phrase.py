"""A stretch of tokens that fits a rule, with the parts the rule names; and what a builder makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.reading import times_tokens as shapes
from stemma.reading.times_tokens import Tokens, vocabulary
from stemma.records import TimeType


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression denotes, in the fields of a TimeExpression."""

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
        """First token of the expression and the one after its last."""
        return self.match.span("x")

    @property
    def before(self) -> str:
        """The token before the expression in lower case, "" at the start of a sentence."""
        first = self.extent[0]
        return self.tokens.words[first - 1] if first else ""

    @property
    def after(self) -> str:
        """The token after the expression in lower case, "" at the end of a sentence."""
        return self.tokens.words[self.extent[1]]

    @property
    def atom_before(self) -> str:
        """The atom of the token before the expression."""
        first = self.extent[0]
        return self.tokens.atoms[first - 1] if first else shapes.BREAK

    @property
    def atom_after(self) -> str:
        """The atom of the token after the expression."""
        return self.tokens.atoms[self.extent[1]]

    @property
    def follows_name(self) -> bool:
        """Whether a word with a capital stands before it that is no word of the grammar."""
        return self.atom_before in (shapes.CAPITAL, shapes.UPPER)

    @property
    def leads_name(self) -> bool:
        """Whether a word with a capital stands after it that is no month, weekday or time zone."""
        known = vocabulary()
        calendar = self.after in known.must_capital or self.after in known.must_upper
        return self.tokens.capital(self.extent[1]) and self.after[:1].isalpha() and not calendar

    def has(self, part: str) -> bool:
        """Whether the part was there."""
        return part in self.match.re.groupindex and self.match[part] is not None

    def words(self, part: str = "x") -> Sequence[str]:
        """The tokens of a part in lower case, none when it was not there."""
        return self.tokens.words[slice(*self.match.span(part))] if self.has(part) else ()

    def word(self, part: str = "x") -> str:
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
