"""Builders for days and months of the calendar, in every layout, with and without their year, and for named days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from stemma.reading import lexicon
from stemma.reading.times_calendar import (
    MONTHS,
    Moment,
    dates_of,
    holiday,
    holidays,
    month_of,
    moved,
    nth_weekday,
    shifted,
    week_of,
)
from stemma.reading.times_context import Context
from stemma.reading.times_parts import anchor_of_year, count_in, edge, month_in, part_of_day, unit, year_in
from stemma.reading.times_phrase import Meaning, Phrase
from stemma.reading.times_tokens import LOWER, vocabulary

# Two-digit years up to this one are of this century, as in the rest of stemma.
LAST_SHORT_YEAR = 69
CENTURY = 100
LAST_DAY = 31

# Month names that are also first names, and those that are also other words.
_NAMES = frozenset(("march", "april", "may", "june", "august"))
_WORDS = frozenset(("march", "may"))
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}


def full_date(phrase: Phrase, context: Context) -> Meaning | None:
    """A day of a month, with or without its year."""
    month, day = month_in(phrase), count_in(phrase, "d")
    year = year_in(phrase, context) or year_in(phrase, context, "y2")
    if not 1 <= day <= LAST_DAY:
        return None
    if year is None and (month, day) == (9, 11) and phrase.after in lexicon.words("time_contexts", "atrocity"):
        year = 2001
    if year is None:
        return _yearless(phrase, context, month, day)
    found = dates_of([(year, month, day)])
    return Meaning("DATE", found[0].isoformat()) if found else None


def _yearless(phrase: Phrase, context: Context, month: int, day: int) -> Meaning | None:
    here, anchor = context.report, context.anchor(phrase)
    if here is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}", anchor)
    if here.day is None:
        return Meaning("DATE", f"{context.year_of_month(month, phrase):04}-{month:02}-{day:02}", anchor)
    days = dates_of((here.year + y, month, day) for y in (-1, 0, 1))
    weekday = int(phrase.means("wd", "weekday", "weekday_short") or 0)
    found = _chosen([d for d in days if d.isoweekday() == weekday] or days, phrase, context)
    return Meaning("DATE", found.isoformat(), anchor) if found else None


def _chosen(days: Iterable[date], phrase: Phrase, context: Context) -> date | None:
    """Of the days of several years the one that is meant."""
    here = context.day
    if here and phrase.has("last"):
        days = [d for d in days if d < here][-1:]
    elif here and phrase.has("next"):
        days = [d for d in days if d > here][:1]
    return context.nearest(list(days), phrase)


def second_day(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "April 24 and 25": the 25th, in the month of the date before."""
    before = context.last_day
    if phrase.has("y") or before is None or before.month != month_in(phrase):
        return full_date(phrase, context)
    found = dates_of([(before.year, before.month, count_in(phrase, "d"))])
    return Meaning("DATE", found[0].isoformat(), context.anchor(phrase)) if found else None


def day_alone(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "on the 15th": of the report's month or the one beside it."""
    number, here = count_in(phrase, "d"), context.day
    if not 1 <= number <= LAST_DAY:
        return None
    if here is None:
        return Meaning("DATE", f"XXXX-XX-{number:02}", context.anchor(phrase))
    beside = [moved(here.replace(day=1), months) for months in (-1, 0, 1)]
    found = context.nearest(dates_of((d.year, d.month, number) for d in beside), phrase)
    return Meaning("DATE", found.isoformat(), context.anchor(phrase)) if found else None


def month_year(phrase: Phrase, context: Context) -> Meaning | None:
    """A month with its year."""
    year, month = year_in(phrase, context), month_in(phrase)
    value = month_of(year, month) if year else f"XXXX-{month:02}"
    return Meaning("DATE", value, anchor_of_year(phrase, context), mod=edge(phrase))


def month_of_last(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "September of that year": of the year of the expression before."""
    year = f"{context.last.year:04}" if context.last else "XXXX"
    return Meaning("DATE", f"{year}-{month_in(phrase):02}", context.last_value, mod=edge(phrase))


def month_alone(phrase: Phrase, context: Context) -> Meaning | None:
    """A month without a year: the one the tense and the report's date point at."""
    if not any(phrase.has(part) for part in ("e", "last", "next", "this")) and not _is_month(phrase):
        return None
    month, anchor, here = month_in(phrase), context.anchor(phrase), context.report
    if here is None:
        return Meaning("DATE", f"XXXX-{month:02}", anchor, mod=edge(phrase))
    year = context.year_of_month(month, phrase) or here.year
    if phrase.has("this"):
        year = here.year
    elif here.month and phrase.has("last"):
        year = here.year - (month >= here.month)
    elif here.month and phrase.has("next"):
        year = here.year + (month <= here.month)
    return Meaning("DATE", f"{year:04}-{month:02}", anchor, mod=edge(phrase))


def _is_month(phrase: Phrase) -> bool:
    """Whether a month's name that stands alone is one, and neither a person ("April Jones") nor a word ("May I")."""
    word, before = phrase.word("m"), phrase.before
    if ("month", word) not in vocabulary().values and phrase.words()[-1] != ".":
        return False  # "Jan" is a first name, "Sep" no word
    if before in (",", "and", "or", ":") and (phrase.leads_name or word in _WORDS):
        return False
    if word in _WORDS and before in ("the", "a", "-"):
        return before != "-" and phrase.atom_after == LOWER
    if before in lexicon.words("time_contexts", "before_month"):
        return True
    return word not in _NAMES and not phrase.leads_name and not phrase.follows_name


def iso_date(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "2017-09-15", "2017-09-15 21:45Z"."""
    word = phrase.word().upper().replace(" ", "T", 1)
    moment = Moment.read(word)
    if moment is None or moment.day is None:
        return None
    if moment.minute is None:
        return Meaning("DATE", word[:10])
    return Meaning("TIME", word[:16] + ("Z" if word.endswith("Z") else ""))


def slashed_date(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "9/11/2024": a day only where its order is settled by the numbers themselves, else the year alone."""
    first, second, last = (int(part) for part in phrase.word().replace(".", "/").split("/"))
    if first >= CENTURY:  # "2024/9/11"
        days = dates_of([(first, second, last)])
        return Meaning("DATE", days[0].isoformat()) if days else None
    year = last if last >= CENTURY else last + (2000 if last <= LAST_SHORT_YEAR else 1900)
    days = sorted(set(dates_of([(year, first, second), (year, second, first)])))
    if not days:
        return None
    return Meaning("DATE", days[0].isoformat() if len(days) == 1 else f"{year:04}")


def nth_of(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the last day of May", "the first Monday in June", "the first week of March"."""
    count, month = _NTH[phrase.word("n")], month_in(phrase) if phrase.has("m") else None
    written = year_in(phrase, context, "y3" if phrase.has("y3") else "y")
    year = written or (context.year_of_month(month, phrase) if month else None)
    anchor = None if written else context.anchor(phrase)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}" if month else None, anchor)
    if phrase.has("wd") and month:
        return Meaning("DATE", nth_weekday(year, month, int(phrase.means("wd", "weekday")), count).isoformat(), anchor)
    if phrase.word("unit") == "day":
        first = date(year, month or (1 if count > 0 else MONTHS), 1)
        day = first + timedelta(days=count - 1) if count > 0 else moved(first, 1) - timedelta(days=1)
        return Meaning("DATE", day.isoformat(), anchor)
    whole = month_of(year, month) if month else f"{year:04}"
    return Meaning("DATE", whole, anchor, mod={1: "START", -1: "END"}.get(count))


def edge_of_date(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the beginning of 2018", "the end of May", "the end of May 2018"."""
    if not phrase.has("m"):
        return Meaning("DATE", phrase.word("y"), mod=edge(phrase))
    month = month_in(phrase)
    year = year_in(phrase, context) or context.year_of_month(month, phrase)
    value = f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"
    return Meaning("DATE", value, anchor_of_year(phrase, context), mod=edge(phrase))


def part_of_date(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the night of June 5"."""
    day = full_date(phrase, context)
    if day is None:
        return None
    return Meaning("TIME", f"{day.value}T{part_of_day(phrase)}", day.anchor, mod=edge(phrase))


def week_of_day(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the week of March 6"."""
    day = full_date(phrase, context)
    moment = Moment.read(day.value) if day else None
    return Meaning("DATE", shifted(moment, 0, unit(phrase)), day.anchor) if day and moment else None


def named_day(phrase: Phrase, context: Context) -> Meaning | None:
    """Holidays: of the year given, else the nearest one."""
    name = _name(phrase)
    spelled = holidays().get(name)
    if spelled is None or not (phrase.tokens.capital(phrase.match.start("h")) or name[0].isdigit()):
        return None
    if spelled[:4].isdigit():
        return Meaning("DATE", spelled)
    anchor = anchor_of_year(phrase, context)
    year = year_in(phrase, context)
    years = [year] if year else [context.report.year + y for y in (-1, 0, 1)] if context.report else []
    days = [d for y in years if (d := holiday(spelled, y))]
    found = days[0] if year and days else _chosen(days, phrase, context)
    if found is None:
        return Meaning("DATE", f"XXXX-{spelled}" if spelled[:2].isdigit() and "/" not in spelled else None, anchor)
    if phrase.has("span"):
        return Meaning("DATE", week_of(found) + ("-WE" if phrase.word("span") == "weekend" else ""), anchor)
    if phrase.has("eve_part"):
        return Meaning("TIME", f"{found.isoformat()}T{phrase.means('eve_part', 'part')}", anchor)
    return Meaning("DATE", found.isoformat(), anchor)


def _name(phrase: Phrase) -> str:
    first, stop = phrase.match.span("h")
    text = phrase.tokens.span(first, stop).cut(phrase.tokens.text)
    return " ".join(text.replace("’", "'").lower().split())


def beside_named(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the week before Christmas"."""
    day = named_day(phrase, context)
    moment = Moment.read(day.value) if day else None
    if day is None or moment is None or moment.day is None:
        return None
    value = shifted(moment, 1 if phrase.has("ahead") else -1, unit(phrase))
    return Meaning("TIME" if phrase.word("unit") == "night" else "DATE", value, day.anchor)
