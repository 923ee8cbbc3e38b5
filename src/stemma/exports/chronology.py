"""The timeline as the page tells it: lines in words, each with the places of the texts that it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stemma.exports import wording
from stemma.exports.addresses import anchor
from stemma.exports.chronology_strip import Numbered, Strip, strip
from stemma.records import EntryTime, Evidence, Story, TimelineEntry

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
class Chronology:
    """What the timeline's section is given."""

    lines: tuple[Line, ...]
    strip: Strip | None


def chronology(story: Story) -> Chronology:
    """The timeline of a story; no strip where fewer than two lines have days."""
    lines = tuple(_line(n, entry, story) for n, entry in enumerate(story.timeline, 1))
    dated = [
        (Numbered(line.number, line.told[0].shown if line.told else line.anchor, f"{line.when}: {line.label}"), entry)
        for line, entry in zip(lines, story.timeline, strict=True)
        if entry.time.not_before or entry.time.not_after
    ]
    return Chronology(lines, strip(dated, story) if len(dated) > 1 else None)


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
