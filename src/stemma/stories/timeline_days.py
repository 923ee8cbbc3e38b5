"""The days that a time may be: a TIMEX3 value as a window, and what windows have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import overload

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T|$)")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_YEAR = re.compile(r"(\d{4})$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE|-[1-7])?(?:T|$)")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
# Later than any day of a timeline.
CENTURY = date(2200, 1, 1).toordinal()
# First and last month of what a year is parted into; winter is that which ends in the year's first months or begins
# in its last one, so its window is the widest.
_PARTS = {
    "SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (1, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included, as proleptic ordinals; None where nothing bounds it."""

    first: int | None = None
    last: int | None = None

    @property
    def width(self) -> int | None:
        """How many days; None for an open window."""
        return None if self.first is None or self.last is None else self.last - self.first + 1

    @property
    def ends(self) -> tuple[float, float]:
        """First and last day, infinite where nothing bounds it."""
        return -inf if self.first is None else self.first, inf if self.last is None else self.last

    def wider(self, days: int) -> Window:
        """So many days more on either side."""
        return Window(
            None if self.first is None else self.first - days, None if self.last is None else self.last + days
        )

    def meets(self, other: Window) -> Window | None:
        """The days that both have; None where there are none."""
        firsts = [d for d in (self.first, other.first) if d is not None]
        lasts = [d for d in (self.last, other.last) if d is not None]
        first, last = max(firsts, default=None), min(lasts, default=None)
        return None if first is not None and last is not None and first > last else Window(first, last)


def window_of(value: str | None) -> Window:
    """The days that a TIMEX3 value may mean; open for one that names no year."""
    try:
        return _window(value or "")
    except ValueError:
        return Window()


def _window(value: str) -> Window:
    if found := _DAY.match(value):
        day = date(int(found[1]), int(found[2]), int(found[3])).toordinal()
        return Window(day, day)
    if found := _WEEK.match(value):
        return _week(int(found[1]), int(found[2]), found[3] or "")
    if found := _MONTH.match(value):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := _PART.match(value):
        return _months(int(found[1]), *_PARTS[found[2]])
    if found := _YEAR.match(value):
        return _months(int(found[1]), 1, 12)
    return Window()


def _week(year: int, week: int, day: str) -> Window:
    monday = date.fromisocalendar(year, week, 1).toordinal()
    if day == "-WE":
        return Window(monday + 5, monday + 6)
    if day:
        return Window(monday + int(day[1]) - 1, monday + int(day[1]) - 1)
    return Window(monday, monday + 6)


def _months(year: int, first: int, last: int) -> Window:
    after = date(year + last // 12, last % 12 + 1, 1)
    return Window(date(year, first, 1).toordinal(), (after - timedelta(days=1)).toordinal())


@overload
def iso(day: int) -> str: ...
@overload
def iso(day: None) -> None: ...
def iso(day: int | None) -> str | None:
    """An ordinal as an ISO day."""
    return None if day is None else date.fromordinal(day).isoformat()
