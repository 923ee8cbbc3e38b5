"""Builders for days and parts of days counted from the report's date: today, weekdays, mornings, times of day."""

from __future__ import annotations

from datetime import date, timedelta

from stemma.reading import lexicon
from stemma.reading.times_calendar import DAYS
from stemma.reading.times_context import Context
from stemma.reading.times_dates import full_date
from stemma.reading.times_parts import comparison, count_in, edge, part_of_day, step
from stemma.reading.times_phrase import Meaning, Phrase

OPEN_DAY = "XXXX-XX-XX"
LAST_HOUR, NOON, MINUTES = 24, 12, 60
MILITARY = 4


def near_day(phrase: Phrase, context: Context) -> Meaning | None:
    """Today, yesterday, tomorrow, with a part of the day perhaps."""
    titled = phrase.tokens.capital(phrase.extent[0])
    if titled and (phrase.follows_name or phrase.after in ("show", "programme", "program")):
        return None
    found = context.away(phrase, int(phrase.means("day", "near_day")), "D")
    if not phrase.has("part"):
        return found
    return Meaning("TIME", f"{found.value or OPEN_DAY}T{part_of_day(phrase)}", found.anchor, found.relative)


def beyond_day(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the day before yesterday", "the day after tomorrow"."""
    return context.away(phrase, -2 if phrase.has("before") else 2, "D")


def tonight(phrase: Phrase, context: Context) -> Meaning | None:
    """Tonight, last night, overnight; "almost overnight" is "at once"."""
    if phrase.has("over") and phrase.before in lexicon.words("time_contexts", "sudden"):
        return None
    if phrase.tokens.capital(phrase.extent[0]) and phrase.before and phrase.leads_name:
        return None  # "The Tonight Show"
    last = phrase.has("last") or (phrase.has("over") and context.tense(phrase) != "future")
    found = context.away(phrase, -1 if last else 0, "D")
    return Meaning("TIME", f"{found.value or OPEN_DAY}TNI", found.anchor, found.relative, edge(phrase))


def weekday(phrase: Phrase, context: Context) -> Meaning | None:
    """A weekday, alone or with a direction and a part of the day."""
    if _is_name(phrase):
        return None
    number = int(phrase.means("day", "weekday"))
    found: date | None
    if phrase.has("that"):  # counted from the day before in the text
        last = context.last_day
        found = last + timedelta(days=(number - last.isoweekday()) % DAYS or DAYS) if last else None
        anchor = last.isoformat() if last else None
    else:
        found = context.weekday(number, step(phrase) or None, phrase.extent)
        anchor = context.anchor(phrase)
    value = found.isoformat() if found else f"XXXX-WXX-{number}"
    if phrase.has("part"):
        value = f"{value}T{part_of_day(phrase)}"
    # "late Monday": the corpora leave the word outside, but it tells.
    mod = edge(phrase) or {"early": "START", "late": "END"}.get(phrase.before)
    return Meaning("TIME" if phrase.has("part") else "DATE", value, anchor, mod=mod)


def _is_name(phrase: Phrase) -> bool:
    """Whether it is "The Sunday Times", "Black Friday", "Saturday Night Live"."""
    first, stop = phrase.extent
    capital = phrase.tokens.capital
    if phrase.after in lexicon.words("time_contexts", "title") and capital(stop):
        return True
    if phrase.before in lexicon.words("time_contexts", "named") and capital(first - 1):
        return True
    return phrase.has("part") and capital(stop - 1) and phrase.leads_name


def weekday_of_week(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "Monday last week", "Friday of next week"."""
    number = int(phrase.means("day", "weekday"))
    if context.day is None:
        return Meaning("DATE", f"XXXX-WXX-{number}", context.anchor(phrase))
    found = context.day + timedelta(weeks=step(phrase), days=number - context.day.isoweekday())
    return Meaning("DATE", found.isoformat(), context.anchor(phrase))


def part_of_some_day(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "this morning", "that night", "the next afternoon", "in the evening"."""
    part = part_of_day(phrase)
    if phrase.has("this"):
        return Meaning("TIME", f"{context.day or OPEN_DAY}T{part}", context.anchor(phrase), "P0D", edge(phrase))
    days = 1 if phrase.has("next") else -1 if phrase.has("previous") else 0
    base = context.last_day or context.day
    anchor = context.last_day.isoformat() if context.last_day else context.anchor(phrase)
    value = (base + timedelta(days=days)).isoformat() if base else OPEN_DAY
    return Meaning("TIME", f"{value}T{part}", anchor, mod=edge(phrase))


def clock(phrase: Phrase, context: Context) -> Meaning | None:
    """A time of day; its day is the one it stands beside, else the sentence's, or the report's."""
    time = _time(phrase)
    named = phrase.tokens.capital(phrase.extent[0]) and phrase.follows_name
    if time is None or (named and phrase.means("t", "point")):
        return None
    beside = None
    if phrase.has("m"):
        beside = full_date(phrase, context)
    elif phrase.has("day") and phrase.means("day", "weekday"):
        beside = weekday(phrase, context)
    elif phrase.has("day") or phrase.has("gone"):
        beside = context.away(phrase, -1 if phrase.has("gone") else int(phrase.means("day", "near_day") or 0), "D")
    day, anchor = ((beside.value or OPEN_DAY)[:10], beside.anchor) if beside else _around(phrase, context, time)
    zone = "Z" if phrase.means("z", "zone") == "Z" else ""
    relative = beside.relative if beside else None
    return Meaning("TIME", f"{day or OPEN_DAY}T{time}{zone}", anchor, relative, comparison(phrase))


def _around(phrase: Phrase, context: Context, time: str) -> tuple[str | None, str | None]:
    hour, minute = map(int, time.split(":"))
    return context.day_around(phrase, hour * MINUTES + minute)


def _time(phrase: Phrase) -> str | None:
    """HH:MM as far as the words say; None for no time of day."""
    if point := phrase.means("t", "point"):
        return point
    word = phrase.word("t").replace(".", ":")
    if word.isdigit() and len(word) == MILITARY:  # "0735 GMT"
        word = f"{word[:2]}:{word[2:]}"
    hour, minute = (int(part) for part in word.split(":")[:2]) if ":" in word else (count_in(phrase, "t"), 0)
    half = "".join(phrase.words("ap"))[:1] or {"MO": "a"}.get(of := phrase.means("of", "part"), "p" if of else "")
    if half and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= LAST_HOUR and minute < MINUTES else None
