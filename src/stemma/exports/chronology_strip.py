"""The strip of a timeline: marks where their days are, on a scale that opens where much happens.

Empty stretches close up and crowded days open to columns; positions are percent of the width, so that it can be drawn
without knowing how wide the page will be.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stemma.exports import wording
from stemma.records import Story, TimelineEntry

LANE = 19
"""Pixels from one lane of the strip to the next."""
TOP, AXIS, REPORTS = 14, 22, 22
MARGIN_LEFT, MARGIN_RIGHT = 5.0, 95.0
"""Percent of the width that the days are drawn between."""
# Less than this, in percent, is nothing: sums of decimal fractions are off by so little.
HAIR = 1e-6
# Two marks of one lane keep so far apart, in percent: a dot, its number and some air on a screen of 360 pixels.
APART = 11.0
# So many percent of the strip belong to the date under the axis: on 360 pixels "14 Oct 2024" takes about twenty.
LABEL_WIDTH = 23.0
# Numbers of reports that lie closer are written together.
REPORT_WIDTH = 9.0
# What is open to one side is drawn so far, in percent.
OPEN_REACH = 7.0
# An empty stretch of so many days is drawn shorter than its share, and shown as broken.
BROKEN_DAYS = 21
# A break takes so many percent of the strip, and is left out where there is no room for it.
BREAK_WIDTH = 5.0
# Days are parted by a gap that keeps neighbours apart and grows with the logarithm of the days between them, far less
# than they do: long ago is background, and what happened in one week is what the page is read for.
NEIGHBOUR, DISTANCE = 1.0, 0.25
# A day with more marks than these opens to two columns, and to three; so many columns more a strip has at most.
CROWDED, PACKED, COLUMNS = 3, 8, 4


@dataclass(frozen=True, slots=True)
class Numbered:
    """What the strip shows of a line: its number, where its mark leads and what it says under the pointer."""

    number: int
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the strip: its dot or bar, and the whiskers of what is open."""

    number: int
    href: str
    kind: str
    x: float
    start: float
    end: float
    y: int
    open_left: bool
    open_right: bool
    number_x: float
    title: str

    @property
    def is_bar(self) -> bool:
        """Whether it is a stretch of days rather than one."""
        return self.end - self.start > 1.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the axis with its label."""

    x: float
    label: str
    end: str
    """SVG's text-anchor: start, middle or end."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing: marks, the axis and the days on which the reports were published."""

    height: int
    axis: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]
    """From where to where a crowded day goes; its marks stand beside one another."""
    reports: tuple[tuple[float, str], ...]


class _Scale:
    """Days to percent: neighbours stay apart, empty stretches close up, crowded days open to columns.

    `marks` are the days that have a mark to themselves, one for each mark.
    """

    def __init__(self, days: Sequence[int], marks: Sequence[int] = ()) -> None:
        self.days = sorted(set(days))
        self._wide = {day: APART * more for day, more in _columns(marks).items()}
        gaps = [
            NEIGHBOUR + DISTANCE * math.log2(day - before)
            for before, day in zip(self.days, self.days[1:], strict=False)
        ]
        room = MARGIN_RIGHT - MARGIN_LEFT - sum(self._wide.values())
        unit = room / (sum(gaps) or 1.0)
        self._at = {self.days[0]: MARGIN_LEFT}
        for before, day, gap in zip(self.days, self.days[1:], gaps, strict=False):
            self._at[day] = self.end(before) + unit * gap

    def x(self, day: int) -> float:
        """Percent from the left; `day` is one of the days given."""
        return round(self._at[day], 2)

    def end(self, day: int) -> float:
        """Where the day ends: beside where it begins only for a crowded one."""
        return round(self._at[day] + self._wide.get(day, 0.0), 2)

    def bands(self) -> tuple[tuple[float, float], ...]:
        """From where to where the crowded days go."""
        return tuple((self.x(day), self.end(day)) for day in sorted(self._wide))

    def breaks(self) -> tuple[float, ...]:
        """Where long empty stretches were closed up."""
        pairs = zip(self.days, self.days[1:], strict=False)
        return tuple(
            round((self.end(a) + self.x(b)) / 2, 2)
            for a, b in pairs
            if b - a > BROKEN_DAYS and self.x(b) - self.end(a) > BREAK_WIDTH
        )


def _columns(marks: Sequence[int]) -> dict[int, int]:
    """How many columns more than one each crowded day has; the fullest come first where they are too many."""
    held = Counter(marks)
    more: dict[int, int] = {}
    for day, count in sorted(held.items(), key=lambda h: (-h[1], h[0])):
        wanted = (count > CROWDED) + (count > PACKED)
        given = min(wanted, COLUMNS - sum(more.values()))
        if given > 0:
            more[day] = given
    return more


def _bounds(entry: TimelineEntry) -> tuple[int, int]:
    first, last = entry.time.not_before or entry.time.not_after, entry.time.not_after or entry.time.not_before
    return date.fromisoformat(str(first)).toordinal(), date.fromisoformat(str(last)).toordinal()


def strip(dated: Sequence[tuple[Numbered, TimelineEntry]], story: Story) -> Strip:
    """The drawing of the lines that have days, two or more."""
    published = [r.report.report.published.value for r in story.readings]
    days = [date.fromisoformat(p[:10]).toordinal() if p and len(p) >= 10 else None for p in published]  # noqa: PLR2004
    bounds = [_bounds(e) for _, e in dated]
    alone = [first for (first, last), (_, e) in zip(bounds, dated, strict=True) if first == last and not _open(e)]
    scale = _Scale([d for pair in bounds for d in pair] + [d for d in days if d is not None], alone)
    lanes: list[float] = []
    marks = tuple(_mark(line, entry, scale, lanes) for line, entry in dated)
    axis = TOP + LANE * len(lanes)
    placed = sorted(((scale.x(day) + scale.end(day)) / 2, n) for n, day in enumerate(days, 1) if day is not None)
    return Strip(
        height=axis + AXIS + REPORTS,
        axis=axis,
        marks=marks,
        ticks=_ticks(scale),
        breaks=scale.breaks(),
        bands=scale.bands(),
        reports=_published(placed),
    )


def _published(placed: Sequence[tuple[float, int]]) -> tuple[tuple[float, str], ...]:
    """The numbers of the reports where they were published; close ones are written together."""
    groups: list[list[tuple[float, int]]] = []
    for x, n in placed:
        if groups and x - groups[-1][0][0] < REPORT_WIDTH:
            groups[-1].append((x, n))
        else:
            groups.append([(x, n)])
    return tuple((group[0][0] / 2 + group[-1][0] / 2, _runs([n for _, n in group])) for group in groups)


def _runs(numbers: Sequence[int]) -> str:
    """`1, 2` as it is, more than two in a row as `1\u20133`."""
    ordered = sorted(numbers)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:  # noqa: PLR2004
        return f"{ordered[0]}\u2013{ordered[-1]}"
    return ", ".join(str(n) for n in ordered)


def _mark(line: Numbered, entry: TimelineEntry, scale: _Scale, lanes: list[float]) -> Mark:
    """The mark of one line, on the first lane that has room for it; `lanes` holds how far each is taken."""
    first, last = _bounds(entry)
    open_left, open_right = entry.time.not_before is None, entry.time.not_after is None
    start, end = scale.x(first), scale.end(last)
    reach = start - (OPEN_REACH if open_left else 0)
    single = first == last and not _open(entry)
    # A mark of a crowded day may stand anywhere in its band.
    latest = end if single else reach
    lane = next((n for n, taken in enumerate(lanes) if taken <= latest + HAIR), len(lanes))
    if lane == len(lanes):
        lanes.append(0.0)
    if single:
        start = end = reach = _column(lanes[lane], scale.x(first))
    beyond = end + (OPEN_REACH if open_right else 0)
    lanes[lane] = beyond + APART
    return Mark(
        number=line.number,
        href=line.href,
        kind=entry.status,
        x=end if open_left else start,
        start=max(0.5, reach),
        end=min(99.5, beyond),
        y=TOP + LANE * lane,
        open_left=open_left,
        open_right=open_right,
        number_x=min(99.5, beyond),
        title=line.title,
    )


def _open(entry: TimelineEntry) -> bool:
    return entry.time.not_before is None or entry.time.not_after is None


def _column(taken: float, start: float) -> float:
    """The first column of a day, at `start` and every APART behind it, that a lane taken up to `taken` leaves free."""
    columns = max(0, math.ceil((taken - start) / APART - HAIR))
    return round(start + APART * columns, 2)


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    """Labels under the axis: the ends first, then what fits between them."""
    chosen: list[int] = []
    ordered = [scale.days[0], scale.days[-1], *scale.days[1:-1]] if len(scale.days) > 1 else scale.days[:1]
    for day in ordered:
        if all(abs(scale.x(day) - scale.x(other)) >= _room(scale, day, other) for other in chosen):
            chosen.append(day)
    last = scale.days[-1]
    return tuple(
        Tick(scale.end(d) if d == last else scale.x(d), wording.day(date.fromordinal(d).isoformat()), _end(scale, d))
        for d in sorted(chosen)
    )


def _room(scale: _Scale, day: int, other: int) -> float:
    """A label at an end of the axis runs inwards, so it needs room on one side only."""
    at_end = {scale.days[0], scale.days[-1]}
    return LABEL_WIDTH * (1.5 if (day in at_end) != (other in at_end) else 1.0)


def _end(scale: _Scale, day: int) -> str:
    if day == scale.days[0]:
        return "start"
    return "end" if day == scale.days[-1] else "middle"
