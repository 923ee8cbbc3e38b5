"""Time expressions: a grammar over the tokens of each sentence, to TIMEX3 values counted from the report's date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.reading import times_clock, times_dates, times_durations, times_relative, times_vague
from stemma.reading.times_calendar import Moment
from stemma.reading.times_context import Context
from stemma.reading.times_edtf import edtf
from stemma.reading.times_grammar import Rule, candidates
from stemma.reading.times_quotes import quoted_stretches
from stemma.reading.times_tokens import tokens_of
from stemma.records import TimeExpression
from stemma.spans import Span

__all__ = ["edtf", "find_times"]


@cache
def _rules() -> tuple[Rule, ...]:
    """The whole grammar; of two readings of one stretch the earlier rule's is tried first."""
    rooms = (times_clock, times_dates, times_relative, times_durations, times_vague)
    return tuple(rule for room in rooms for rule in room.rules())


def find_times(
    text: str, sentences: Sequence[Span], anchor: str | None, quoted: Sequence[Span] | None = None
) -> tuple[TimeExpression, ...]:
    """The time expressions of `sentences`, in text order, none inside another.

    `anchor` is the report's date as far as it is known ("2017-09-15T21:45", "2017-09", None). `quoted` are the
    stretches of direct speech in text order; without them quotation marks tell.
    """
    rules = _rules()
    tokens = tokens_of(text, sentences)
    stretches = quoted_stretches(tokens) if quoted is None else quoted
    context = Context(tokens, Moment.read(anchor), stretches)
    found: list[TimeExpression] = []
    reached = 0
    ordered = sorted(candidates(tokens, rules), key=lambda c: c[:3])
    context.upcoming = ordered
    for first, _, rank, phrase in ordered:
        if first < reached:
            continue
        meaning = rules[rank].build(phrase, context)
        if meaning is None:
            continue
        reached = phrase.extent[1]
        span = tokens.span(first, reached)
        context.note(meaning, span.end)
        found.append(
            TimeExpression(
                span.start, span.end, meaning.type, meaning.value, meaning.anchor, meaning.relative, meaning.mod
            )
        )
    return tuple(found)
