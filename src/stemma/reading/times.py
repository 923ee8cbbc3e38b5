"""Time expressions: a grammar over the tokens of each sentence, to TIMEX3 values counted from the report's date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from inspect import getmembers, isfunction
from types import ModuleType

from stemma.reading import times_dates, times_days, times_durations, times_units, times_vague, times_years
from stemma.reading.times_calendar import Moment
from stemma.reading.times_context import Context
from stemma.reading.times_edtf import edtf
from stemma.reading.times_grammar import Builder, Rule, candidates, grammar
from stemma.reading.times_quotes import quoted_stretches
from stemma.reading.times_tokens import tokens_of
from stemma.records import TimeExpression
from stemma.spans import Span

__all__ = ["edtf", "find_times"]

_BUILDERS: tuple[ModuleType, ...] = (
    times_dates,
    times_years,
    times_days,
    times_units,
    times_durations,
    times_vague,
)


# An age says how old somebody is, not when or how long something was: newswire gold leaves every one unmarked.
_AGES = ("old", "of age")


def builders() -> dict[str, Builder]:
    """The functions that make values, by name."""
    return {
        name: function
        for module in _BUILDERS
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


@cache
def rules() -> tuple[Rule, ...]:
    """The whole grammar, read once."""
    return grammar(builders())


def find_times(
    text: str, sentences: Sequence[Span], anchor: str | None, quoted: Sequence[Span] | None = None
) -> tuple[TimeExpression, ...]:
    """The time expressions of `sentences`, in text order, none inside another.

    `anchor` is the report's date as far as it is known ("2017-09-15T21:45", "2017-09", None). `quoted` are the
    stretches of direct speech in text order; without them quotation marks tell.
    """
    grammar_rules = rules()
    tokens = tokens_of(text, sentences)
    stretches = quoted_stretches(tokens) if quoted is None else quoted
    context = Context(tokens, Moment.read(anchor), stretches)
    found: list[TimeExpression] = []
    reached = 0
    ordered = sorted(candidates(tokens, grammar_rules), key=lambda c: c[:3])
    for first, _, rank, phrase in ordered:
        if first < reached:
            continue
        meaning = grammar_rules[rank].build(phrase, context)
        if meaning is None:
            continue
        reached = phrase.extent[1]
        span = tokens.span(first, reached)
        if span.cut(text).casefold().endswith(_AGES):
            continue
        context.note(meaning, span.end)
        found.append(
            TimeExpression(
                span.start, span.end, meaning.type, meaning.value, meaning.anchor, meaning.relative, meaning.mod
            )
        )
    return tuple(found)
