"""Which day the words of a report mean, for every day the report may be of: time expressions as tables.

A table has a row for each day of publication and a column for each day of the event; a cell says in 0..1 how well the
two go together. Days are proleptic Gregorian ordinals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from stemma.records import TimeExpression

Days: TypeAlias = npt.NDArray[np.int64]
Table: TypeAlias = npt.NDArray[np.float64]
Tense = Literal["past", "ahead"]
Edge = Literal["earlier", "later", "last", "next"]
Kind = Literal["offset", "weekday", "week", "month", "date", "yearless", "month name", "any"]

WEEK, MONTHS = 7, 12
# "Yesterday" counted by a clock some zones away is a neighbouring day; so is a day that a night runs into.
NEIGHBOUR = 0.04
# Words quoted in a report were mostly said on its day, else on the day before.
SPOKEN_BEFORE = 0.3
# Told as ahead the day after it happened.
STALE = 0.02
# What is ahead without a day being said is mostly close: alike likely so many days on, then half as likely every
# five days.
SOON, SOON_FADES = 3, 7.0
# A bare weekday of the past is nearly always one of the last seven days; one more week back is slack for the careless.
SECOND_WEEK = 0.03
# Where no verb tells, news looks back more often than ahead.
LOOKS_AHEAD = 0.5
# Weeks that begin on Sunday, and "last week" for the seven days before.
OTHER_WEEK = 0.3
# How far off a day of a year that is not said may be: the nearest one is meant, on the side that the tense tells.
YEARLESS_REACH = 330

_RELATIVE = re.compile(r"P(-?\d+)([DWM])")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T|$)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T|$)")
_YEARLESS = re.compile(r"XXXX-(\d{2})-(\d{2})(?:T|$)")
_MONTH = re.compile(r"XXXX-(\d{2})$")
# Counted from the day last told of, not from the report's: "the next day", "two days earlier".
_NARRATIVE = re.compile(
    r"\b(?:before|previous|following|after|(?<!this )(?:earlier|later)$|the next|that (?:same )?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class When:
    """What day an event has, seen from the day of the report that tells of it."""

    kind: Kind
    number: int = 0
    """Days, weeks or months from the report's; the weekday (1 Monday); the date's ordinal; the day of a month."""
    month: int = 0
    tense: Tense | None = None
    edge: Edge | None = None
    shift: int = 0
    """Days to go on from there ("a day after")."""
    spoken: bool = False
    """Counted from the day on which somebody quoted spoke: the report's, or the one before."""

    @property
    def sharp(self) -> bool:
        """Whether it says more than before or after."""
        return self.kind != "any"

    def table(self, reports: Days, events: Days) -> Table:
        """How well each day of `events` goes with each day of `reports`."""
        ahead: Days = events[None, :] - self.shift - reports[:, None]
        cells = _TABLES[self.kind](self, ahead, reports, events - self.shift)
        if self.kind in ("weekday", "yearless"):
            return cells
        return cells * _on_the_side(self.tense, ahead)


def when(found: TimeExpression, words: str, tense: Tense | None) -> When | None:
    """What an expression read without a report date says of the day; None where it says nothing that can be used."""
    if found.type not in ("DATE", "TIME"):
        return None
    if found.anchor is None:
        exact = _DATE.match(found.value or "")
        return When("date", date(*map(int, exact.groups())).toordinal(), tense=tense) if exact else None
    if _NARRATIVE.search(words):
        return None
    meant = _counted(found.value or "", found.relative or "", words.lower().split()[0], tense)
    if found.anchor == "speaker":
        return replace(meant, spoken=True) if meant and meant.kind == "offset" else None
    return meant if found.anchor == "report" else None


def _counted(value: str, relative: str, first: str, tense: Tense | None) -> When | None:
    edge: Edge | None = first if first in ("earlier", "later", "last", "next") else None  # type: ignore[assignment]
    if match := _WEEKDAY.match(value):
        return When("weekday", int(match[1]), tense=tense, edge=edge)
    if match := _RELATIVE.fullmatch(relative):
        kinds: dict[str, Kind] = {"D": "offset", "W": "week", "M": "month"}
        return When(kinds[match[2]], int(match[1]), tense=tense, edge=edge)
    if match := _YEARLESS.match(value):
        return When("yearless", int(match[2]), int(match[1]), tense)
    match = _MONTH.match(value)
    return When("month name", month=int(match[1]), tense=tense) if match else None


def months_of(days: Days) -> Days:
    """The month of each day, counted from year 0."""
    found = [date.fromordinal(int(d)) for d in days]
    return np.array([d.year * MONTHS + d.month - 1 for d in found], dtype=np.int64)


def weekdays_of(days: Days) -> Days:
    """1 Monday .. 7 Sunday."""
    return (days - 1) % WEEK + 1


def _on_the_side(tense: Tense | None, ahead: Days) -> Table:
    """What is told as past was not later than the report, what is told as ahead not earlier."""
    if tense is None:
        return np.ones(ahead.shape)
    gone, slack = (-ahead, NEIGHBOUR) if tense == "past" else (ahead, STALE)
    return np.where(gone >= 0, 1.0, np.where(gone == -1, slack, 0.0))


def _any(when_: When, ahead: Days, _: Days, __: Days) -> Table:
    if when_.tense != "ahead":
        return np.ones(ahead.shape)
    return np.exp(-np.maximum(0, ahead - SOON) / SOON_FADES)


def _offset(when_: When, ahead: Days, _: Days, __: Days) -> Table:
    miss = np.abs(ahead - when_.number)
    before = SPOKEN_BEFORE if when_.spoken else NEIGHBOUR
    return np.where(miss == 0, 1.0, np.where(ahead - when_.number == -1, before, np.where(miss == 1, NEIGHBOUR, 0.0)))


def _weekday(when_: When, ahead: Days, _: Days, events: Days) -> Table:
    back, on = _weekday_back(ahead), _weekday_ahead(ahead)
    if when_.edge == "last":
        cells = np.where((ahead < 0) & (ahead >= -2 * WEEK + 1), 1.0, 0.0)
    elif when_.edge == "next":
        cells = np.where((ahead > 0) & (ahead < 2 * WEEK), 1.0, 0.0)
    elif when_.tense == "past":
        cells = back
    elif when_.tense == "ahead":
        cells = on
    else:
        cells = np.maximum(back, LOOKS_AHEAD * on)
    return np.where(weekdays_of(events)[None, :] == when_.number, cells, 0.0)


def _weekday_back(ahead: Days) -> Table:
    near = (ahead <= 0) & (ahead > -WEEK)
    far = (ahead <= -WEEK) & (ahead > -2 * WEEK)
    # "Friday local time", told on Thursday evening elsewhere.
    return np.where(near, 1.0, np.where(far, SECOND_WEEK, np.where(ahead == 1, 4 * NEIGHBOUR, 0.0)))


def _weekday_ahead(ahead: Days) -> Table:
    near, far = (ahead >= 0) & (ahead < WEEK), (ahead >= WEEK) & (ahead < 2 * WEEK)
    return np.where(near, 1.0, np.where(far, 2 * SECOND_WEEK, 0.0))


def _week(when_: When, ahead: Days, reports: Days, events: Days) -> Table:
    iso = (events[None, :] - 1) // WEEK - (reports[:, None] - 1) // WEEK
    sunday = events[None, :] // WEEK - reports[:, None] // WEEK
    cells = np.where(iso == when_.number, 1.0, np.where(sunday == when_.number, OTHER_WEEK, 0.0))
    return cells * _at_edge(when_, ahead)


def _month(when_: When, ahead: Days, reports: Days, events: Days) -> Table:
    apart = months_of(events)[None, :] - months_of(reports)[:, None]
    return np.where(apart == when_.number, 1.0, 0.0) * _at_edge(when_, ahead)


def _at_edge(when_: When, ahead: Days) -> Table:
    """Words like "earlier this week": that is seldom today, and never tomorrow."""
    if when_.number or when_.edge not in ("earlier", "later"):
        return np.ones(ahead.shape)
    gone = -ahead if when_.edge == "earlier" else ahead
    return np.where(gone > 0, 1.0, np.where(gone == 0, OTHER_WEEK, 0.0))


def _date(when_: When, ahead: Days, _: Days, events: Days) -> Table:
    return np.broadcast_to(np.where(events == when_.number, 1.0, 0.0)[None, :], ahead.shape)


def _yearless(when_: When, ahead: Days, _: Days, events: Days) -> Table:
    named = [date.fromordinal(int(d)) for d in events]
    on = np.array([d.month == when_.month and d.day == when_.number for d in named])
    back, further = (ahead <= 1) & (ahead > -YEARLESS_REACH), (ahead >= 0) & (ahead < YEARLESS_REACH)
    reach = back if when_.tense == "past" else further if when_.tense == "ahead" else back | further
    return np.where(reach & on[None, :], 1.0, 0.0)


def _month_name(when_: When, ahead: Days, _: Days, events: Days) -> Table:
    cells = np.where(months_of(events) % MONTHS == when_.month - 1, 1.0, 0.0)
    return np.where(np.abs(ahead) < YEARLESS_REACH, cells[None, :], 0.0)


_TABLES = {
    "any": _any,
    "offset": _offset,
    "weekday": _weekday,
    "week": _week,
    "month": _month,
    "date": _date,
    "yearless": _yearless,
    "month name": _month_name,
}
