"""The timeline as the page draws it: lines in words, and a strip whose marks stand where their days are.

The strip's scale opens where much happens and closes over empty stretches; positions are percent of its width, so that
it can be drawn without knowing how wide the page will be.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stemma.exports import wording
from stemma.exports.addresses import anchor
from stemma.records import EntryTime, Evidence, Story, TimelineEntry

LANE = 22
"""Pixels from one lane of the strip to the next."""
TOP, AXIS, REPORTS = 14, 22, 22
MARGIN_LEFT, MARGIN_RIGHT = 5.0, 95.0
"""Percent of the width that the days are drawn between."""
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
# Days are parted by a gap that grows with the logarithm of the days between them; this keeps two neighbours apart.
NEIGHBOUR = 1.0

STATUS_WORDS = {
    "happened": "",
    "ongoing": "going on",
    "planned": "planned",
    "proposed": "proposed",
    "hypothetical": "hypothetical",
    "denied": "did not happen",
}
CERTAINTY_WORDS = {"probable": "put as probable", "possible": "put as possible", "underspecified": ""}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime", "MI": "midday"}


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: the report's number and the anchor of its words."""

    report: int
    shown: str
    outlet: str
    quote: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    number: int
    anchor: str
    when: str
    machine: str | None
    """The time as HTML's time element takes it, where it is a day, month or year."""
    label: str
    kind: str
    notes: tuple[str, ...]
    who: tuple[str, ...]
    told: tuple[Told, ...]
    reported: str | None


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
    reports: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """What the timeline's section is given."""

    lines: tuple[Line, ...]
    strip: Strip | None


def chronology(story: Story) -> Chronology:
    """The timeline of a story; no strip where fewer than two lines have days."""
    lines = tuple(_line(n, entry, story) for n, entry in enumerate(story.timeline, 1))
    dated = [(line, e) for line, e in zip(lines, story.timeline, strict=True) if e.time.not_before or e.time.not_after]
    return Chronology(lines, _strip(dated, story) if len(dated) > 1 else None)


def shown_places(story: Story) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """For each report the places of its text that lines of the timeline lead to, with their anchors."""
    found: dict[str, list[tuple[int, str]]] = {}
    for entry in story.timeline:
        for n, place in enumerate(entry.evidence):
            found.setdefault(place.report, []).append((place.start, _shown(entry, n)))
    return {report: tuple(sorted(places)) for report, places in found.items()}


def _shown(entry: TimelineEntry, n: int) -> str:
    return anchor("shown", entry.id, str(n))


# --- lines ------------------------------------------------------------------------------------------------------------


def _line(number: int, entry: TimelineEntry, story: Story) -> Line:
    names = {a.id: a.name for a in story.actors}
    reports = {r.id: (n, r.report.report.outlet or "outlet not stated") for n, r in enumerate(story.readings, 1)}
    told = [_told(entry, n, place, reports) for n, place in enumerate(entry.evidence) if place.report in reports]
    label = entry.label.casefold()
    return Line(
        number=number,
        anchor=anchor("tl", entry.id),
        when=in_words(entry.time),
        machine=_machine(entry.time.value),
        label=entry.label,
        kind=entry.status,
        notes=limits(entry),
        who=tuple(names[a] for a in entry.actors if a in names and names[a].casefold() not in label),
        told=tuple({t.report: t for t in reversed(told)}[n] for n in dict.fromkeys(t.report for t in told)),
        reported=wording.day(entry.reported) if entry.reported else None,
    )


def limits(entry: TimelineEntry) -> tuple[str, ...]:
    """What an event is, where it did not simply happen for certain on a day that is said."""
    words = (
        STATUS_WORDS[entry.status],
        CERTAINTY_WORDS.get(entry.certainty, "") if entry.status != "denied" else "",
        "days worked out" if entry.time.basis == "inferred" else "",
    )
    return tuple(w for w in words if w)


def _told(entry: TimelineEntry, n: int, place: Evidence, reports: Mapping[str, tuple[int, str]]) -> Told:
    number, outlet = reports[place.report]
    return Told(number, _shown(entry, n), outlet, " ".join(place.quote.split()))


def in_words(time: EntryTime) -> str:
    """When it was, as it may be said: "3 Jun 2024, night", "Oct 2023", "by 5 Jun 2024", "no day given"."""
    if time.value:
        return _value(time.value)
    first, last = (wording.day(d) if d else None for d in (time.not_before, time.not_after))
    if first and last:
        return first if first == last else f"{first} to {last}"
    if last:
        return f"by {last}"
    return f"after {first}" if first else "no day given"


def _value(value: str) -> str:
    head, _, clock = value.partition("T")
    if "-W" in head:
        year, _, week = head.partition("-W")
        try:
            monday = date.fromisocalendar(int(year), int(week[:2]), 1)
        except ValueError:
            return value
        if week.endswith("-WE"):
            return f"weekend of {wording.day((monday + timedelta(days=5)).isoformat())}"
        return f"week of {wording.day(monday.isoformat())}"
    year, _, rest = head.partition("-")
    if rest in _SEASONS:
        return f"{_SEASONS[rest]} {year}"
    said = wording.day(head)
    part = _PARTS.get(clock, clock if clock[:1].isdigit() else "")
    return f"{said}, {part.removesuffix('Z')}{' UTC' if part.endswith('Z') else ''}" if part else said


def _machine(value: str | None) -> str | None:
    head = (value or "").partition("T")[0]
    return head if head.replace("-", "").isdigit() and len(head) in (4, 7, 10) else None


# --- the strip --------------------------------------------------------------------------------------------------------


class _Scale:
    """Days to percent: neighbours stay apart, empty stretches close up."""

    def __init__(self, days: Sequence[int]) -> None:
        self.days = sorted(set(days))
        self._at = [0.0]
        for before, day in zip(self.days, self.days[1:], strict=False):
            self._at.append(self._at[-1] + NEIGHBOUR + math.log2(day - before))
        whole = self._at[-1] or 1.0
        self._at = [MARGIN_LEFT + (MARGIN_RIGHT - MARGIN_LEFT) * a / whole for a in self._at]

    def x(self, day: int) -> float:
        """Percent from the left; `day` is one of the days given."""
        return round(self._at[self.days.index(day)], 2)

    def breaks(self) -> tuple[float, ...]:
        """Where long empty stretches were closed up."""
        pairs = zip(self.days, self.days[1:], strict=False)
        return tuple(
            round((self.x(a) + self.x(b)) / 2, 2)
            for a, b in pairs
            if b - a > BROKEN_DAYS and self.x(b) - self.x(a) > 2  # noqa: PLR2004
        )


def _bounds(entry: TimelineEntry) -> tuple[int, int]:
    first, last = entry.time.not_before or entry.time.not_after, entry.time.not_after or entry.time.not_before
    return date.fromisoformat(str(first)).toordinal(), date.fromisoformat(str(last)).toordinal()


def _strip(dated: Sequence[tuple[Line, TimelineEntry]], story: Story) -> Strip:
    published = [r.report.report.published.value for r in story.readings]
    days = [date.fromisoformat(p[:10]).toordinal() if p and len(p) >= 10 else None for p in published]  # noqa: PLR2004
    scale = _Scale([d for _, e in dated for d in _bounds(e)] + [d for d in days if d is not None])
    lanes: list[float] = []
    marks = tuple(_mark(line, entry, scale, lanes) for line, entry in dated)
    axis = TOP + LANE * len(lanes)
    placed = sorted((scale.x(day), n) for n, day in enumerate(days, 1) if day is not None)
    return Strip(
        height=axis + AXIS + REPORTS,
        axis=axis,
        marks=marks,
        ticks=_ticks(scale),
        breaks=scale.breaks(),
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


def _mark(line: Line, entry: TimelineEntry, scale: _Scale, lanes: list[float]) -> Mark:
    """The mark of one line, on the first lane that has room for it; `lanes` holds how far each is taken."""
    first, last = _bounds(entry)
    start, end = scale.x(first), scale.x(last)
    open_left, open_right = entry.time.not_before is None, entry.time.not_after is None
    reach = start - (OPEN_REACH if open_left else 0)
    lane = next((n for n, taken in enumerate(lanes) if taken + 1 <= reach), len(lanes))
    if lane == len(lanes):
        lanes.append(0.0)
    beyond = end + (OPEN_REACH if open_right else 0)
    lanes[lane] = beyond + APART
    return Mark(
        number=line.number,
        href=line.told[0].shown if line.told else line.anchor,
        kind=entry.status,
        x=end if open_left else start,
        start=max(0.5, reach),
        end=min(99.5, beyond),
        y=TOP + LANE * lane,
        open_left=open_left,
        open_right=open_right,
        number_x=min(99.5, beyond),
        title=f"{line.when}: {line.label}",
    )


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    """Labels under the axis: the ends first, then what fits between them."""
    chosen: list[int] = []
    ordered = [scale.days[0], scale.days[-1], *scale.days[1:-1]] if len(scale.days) > 1 else scale.days[:1]
    for day in ordered:
        if all(abs(scale.x(day) - scale.x(other)) >= _room(scale, day, other) for other in chosen):
            chosen.append(day)
    return tuple(Tick(scale.x(d), wording.day(date.fromordinal(d).isoformat()), _end(scale, d)) for d in sorted(chosen))


def _room(scale: _Scale, day: int, other: int) -> float:
    """A label at an end of the axis runs inwards, so it needs room on one side only."""
    at_end = {scale.days[0], scale.days[-1]}
    return LABEL_WIDTH * (1.5 if (day in at_end) != (other in at_end) else 1.0)


def _end(scale: _Scale, day: int) -> str:
    if day == scale.days[0]:
        return "start"
    return "end" if day == scale.days[-1] else "middle"
