"""Calendar arithmetic in TIMEX3 values: days, weeks, months, quarters, seasons, years, and the named days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Self

from stemma.reading import lexicon

SEASONS = ("SP", "SU", "FA", "WI")
# The first month of each season; winter begins in the year that names it.
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS, DAYS = 12, 7
QUARTER = 3
SATURDAY = 6
YEAR_DIGITS = 4
# Years that reports are written in or speak of; far enough from the calendar's ends to count on in both directions.
FIRST_YEAR, LAST_YEAR = 1000, 2999

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time as far as it is known: a year, and perhaps month, day, hour and minute."""

    year: int
    month: int | None = None
    day: date | None = None
    minute: int | None = None
    """Minutes since midnight."""

    @classmethod
    def read(cls, value: str | None) -> Self | None:
        """The moment an ISO 8601 or TIMEX3 value begins with; None when it has no year of a report, or no such day."""
        found = _ISO.match(value or "")
        if not found:
            return None
        year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= MONTHS):
            return None
        try:
            whole = date(year, month, day) if month and day else None
        except ValueError:
            return None
        clock = None if hour is None or minute is None else hour * 60 + minute
        return cls(year, month, whole, clock)

    @classmethod
    def on(cls, day: date) -> Self:
        """The moment that is known to the day."""
        return cls(day.year, day.month, day)


def week_of(day: date) -> str:
    """The ISO week of a day: "2018-W05"."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def month_of(year: int, month: int) -> str:
    """As in "2018-01", where months before January and after December belong to other years."""
    return date(year + (month - 1) // MONTHS, (month - 1) % MONTHS + 1, 1).isoformat()[:7]


def quarter_of(year: int, quarter: int) -> str:
    """As in "2018-Q3", counted on across years."""
    return f"{year + (quarter - 1) // 4:04}-Q{(quarter - 1) % 4 + 1}"


def season_of(day: date) -> tuple[int, str]:
    """The season a day falls into, with the year that names it."""
    if day.month < SEASON_MONTH["SP"]:
        return day.year - 1, "WI"
    return day.year, SEASONS[(day.month - SEASON_MONTH["SP"]) // QUARTER]


def dates_of(triples: Iterable[tuple[int, int, int]]) -> list[date]:
    """Those of the year, month, day triples that are days of the calendar."""
    days = []
    for year, month, day in triples:
        if 1 <= month <= MONTHS and 1 <= day <= monthrange(year, month)[1]:
            days.append(date(year, month, day))
    return days


def clockwise(unit: str) -> bool:
    """Whether a unit is shorter than a day."""
    return unit in ("TH", "TM", "TS")


def moved(day: date, months: int) -> date:
    """The same day some months on, or the month's last where it has no such day."""
    year, month = day.year + (day.month - 1 + months) // MONTHS, (day.month - 1 + months) % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shifted(start: Moment, number: int, unit: str) -> str | None:
    """The `unit` that lies `number` units from `start`, as a value of that grain; None when `start` is too coarse."""
    try:
        return _shifted(start, number, unit)
    except (OverflowError, ValueError):
        return None


# Years in a decade, and the like, with what stands for the digits that they leave open.
_WHOLE_YEARS = {"Y": (1, ""), "E": (10, "X"), "C": (100, "XX")}


def _shifted(start: Moment, number: int, unit: str) -> str | None:
    if unit in _WHOLE_YEARS:
        size, left_open = _WHOLE_YEARS[unit]
        digits = YEAR_DIGITS - len(left_open)
        count = start.year // size + number
        return f"{count:0{digits}}{left_open}" if 0 < count < 10**digits else None
    if unit in ("M", "Q"):
        if start.month is None:
            return None
        quarter = (start.month - 1) // QUARTER + 1
        return month_of(start.year, start.month + number) if unit == "M" else quarter_of(start.year, quarter + number)
    return _shifted_day(start, start.day, number, unit) if start.day else None


def _shifted_day(start: Moment, day: date, number: int, unit: str) -> str | None:
    if unit == "D":
        return (day + timedelta(days=number)).isoformat()
    if unit in ("W", "F"):
        return week_of(day + timedelta(weeks=number * (2 if unit == "F" else 1)))
    if unit == "WE":
        return week_of(day + timedelta(weeks=number)) + "-WE"
    if unit == "N":
        return (day + timedelta(days=number)).isoformat() + "TNI"
    minutes = {"TM": 1, "TH": 60}.get(unit)
    if minutes is None or start.minute is None:
        return None
    total = start.minute + number * minutes
    whole = (day + timedelta(days=total // 1440)).isoformat()
    return f"{whole}T{total % 1440 // 60:02}:{total % 60:02}"


def period(number: str, unit: str) -> str:
    """A duration in TIMEX3: amount ("3", "2.5", "X") and unit code; weeks stay weeks, decades become years."""
    if unit.startswith("X"):
        number, unit = "X", unit[1:]
    if unit in ("E", "C", "L", "F", "Q") and number != "X":
        factor, unit = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W"), "Q": (3, "M")}[unit]
        number = f"{float(number) * factor:g}"
    if unit == "TH" and number.endswith(".5"):
        return f"PT{number[:-2]}H30M"
    if unit.startswith("T"):
        return f"PT{number}{unit[1:]}"
    return "P" + number + {"E": "DE", "C": "CE", "L": "ML", "N": "N", "F": "W"}.get(unit, unit)


def offset(number: int, unit: str) -> str:
    """A distance from the anchor: "P-1D", "P0W", "PT-2H"."""
    return period(str(number), {"WE": "W", "N": "D"}.get(unit, unit))


@cache
def holidays() -> dict[str, str]:
    """The rule of each named day by its name in lower case."""
    return {row[0]: row[1] for row in lexicon.rows("holidays")}


def holiday(rule: str, year: int) -> date | None:
    """The named day of a year; None when the rule cannot place it."""
    if rule == "-":
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if "/" not in rule:
        month, day = map(int, rule.split("-")[-2:])
        return date(year, month, day)
    count, weekday, rest = rule.split("/")
    month_text, _, plus = rest.partition("+")
    return nth_weekday(year, int(month_text), int(weekday), int(count)) + timedelta(days=int(plus or 0))


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The `count`th weekday (1 Monday .. 7 Sunday) of a month; -1 is the last one."""
    if count < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % DAYS)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % DAYS + DAYS * (count - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of 1876)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
