"""Builders for weeks, months and years counted from the report's date or the expression before: last, ago, later."""

from __future__ import annotations

from stemma.reading.times_calendar import SATURDAY, clockwise
from stemma.reading.times_context import SPEAKER, Context
from stemma.reading.times_parts import VAGUE_FUTURE, VAGUE_PAST, amount, comparison, edge, step, unit
from stemma.reading.times_phrase import Meaning, Phrase
from stemma.records import TimeType

# What is left of a date of each grain when its distance is open.
_OPEN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}
HALF_MORE = {"Y": 18, "E": 180}


def unit_by_direction(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "last week", "this year", "next month", "earlier this week"."""
    return context.away(phrase, step(phrase), unit(phrase), mod=edge(phrase))


def unit_from_last(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the same day", "that year", "the following month": counted from the expression before."""
    if context.last is None and phrase.has("same"):
        return Meaning("DATE", _OPEN.get(unit(phrase)), mod=edge(phrase))
    return context.away_from_last(phrase, step(phrase), unit(phrase), mod=edge(phrase))


def weekend(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the weekend": the last one, or the coming one where the verb looks ahead."""
    began = context.day is not None and context.day.isoweekday() >= SATURDAY
    return context.away(phrase, 0 if began or context.tense(phrase) == "future" else -1, "WE")


def unit_of_report(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "earlier in the day", "later in the week", "the year so far"."""
    if phrase.word("unit") == "day" and phrase.words()[0] != "the":
        return context.away_from_last(phrase, 0, "D")
    return context.away(phrase, 0, unit(phrase))


def edge_of_unit(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the end of the year", "the start of next week", "year-end"."""
    return context.away(phrase, step(phrase), unit(phrase), mod=edge(phrase) or "END")


def ago(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "three days ago", "a year from now": a date of the unit's grain; vague amounts stay vague."""
    number, grain = amount(phrase), unit(phrase)
    sign, vague = (1, VAGUE_FUTURE) if phrase.has("ahead") else (-1, VAGUE_PAST)
    mod = comparison(phrase)
    if number == "0.5" and grain == "TH":
        number, grain = "30", "TM"
    if number is not None and grain in ("E", "C"):  # ten years ago is a year, as three years ago is
        number, grain = f"{float(number) * (10 if grain == 'E' else 100):g}", "Y"
    if number is None or "." in number:
        return Meaning("DATE", vague, context.anchor(phrase), mod=mod)
    found = context.away(phrase, sign * int(number), grain, mod=mod)
    if clockwise(grain) and (found.value is None or found.anchor == SPEAKER):
        return Meaning("TIME", vague, found.anchor, found.relative, mod)
    return found


def half_more(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "a year and a half ago": told in months."""
    sign, vague = (1, VAGUE_FUTURE) if phrase.has("ahead") else (-1, VAGUE_PAST)
    months = HALF_MORE.get(unit(phrase))
    if months is None:
        return Meaning("DATE", vague, context.anchor(phrase))
    count = context.away_from_last if "later" in phrase.words() else context.away
    return count(phrase, sign * months, "M")


def later(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "three years later", "a day earlier": counted from the expression before."""
    number, grain = amount(phrase), unit(phrase)
    sign = 1 if phrase.has("ahead") or phrase.has("after") else -1
    if grain == "TH" and number == "0.5":
        number, grain = "30", "TM"
    if number is None or "." in number:
        kind: TimeType = "TIME" if clockwise(grain) else "DATE"
        return Meaning(kind, _OPEN.get(grain), context.last_value, mod=comparison(phrase))
    return context.away_from_last(phrase, sign * int(number), grain, mod=comparison(phrase))


def beside_last(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the day before" at the end of its clause, "the year-ago quarter"."""
    return context.away_from_last(phrase, 1 if phrase.has("ahead") else -1, unit(phrase))
