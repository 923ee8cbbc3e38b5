"""The timeline of a story: events merged across its reports, in order of time, with what is open about it left open.

Two clocks run: when something was or is to be, and when a report first told of it. Only what a reader would look for
is kept: what several reports tell, or one tells with its day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from stemma.records import EntryTime, EventStatus, Evidence, Reading, StoryActor, TimeBasis, TimelineEntry, content_id
from stemma.stories.timeline_causes import after_causes
from stemma.stories.timeline_choosing import chosen, status
from stemma.stories.timeline_days import CENTURY, iso
from stemma.stories.timeline_labels import label, readable, unclear
from stemma.stories.timeline_merging import Cluster, merged
from stemma.stories.timeline_placing import placed
from stemma.stories.timeline_tellings import Telling, tellings, whole


def timeline(
    readings: Sequence[Reading], actors: Sequence[StoryActor], as_read: Collection[str] = ()
) -> tuple[TimelineEntry, ...]:
    """The timeline of `readings`, dated as the story settles them and in order of publication.

    `as_read` are the reports whose date is still the one they were read with.
    """
    found = tellings(readings, actors, as_read)
    clusters = merged(found, actors)
    if where := placed(clusters, readings):
        clusters = merged(tellings(readings, actors, as_read, where, found), actors)
    after_causes(clusters)
    return tuple(_entry(c) for c in sorted(chosen(clusters, readings), key=_order))


def _order(cluster: Cluster) -> tuple[int, int, int, int, int]:
    """By the earliest day it may be; where that is open, by the latest; then as first told."""
    days, first = cluster.days, cluster.members[0]
    start = days.first if days.first is not None else days.last
    last = days.last if days.last is not None else CENTURY
    return (0 if start is not None else 1, start or 0, last, first.order, first.event.trigger[0].start)


def _entry(cluster: Cluster) -> TimelineEntry:
    now = status(cluster)
    best = min((t for t in cluster.members if readable(t)), key=lambda t: _goodness(t, now))
    others = sorted((t for t in cluster.members if t is not best), key=lambda t: (t.order, t.event.trigger[0].start))
    told = [best, *others]
    published = [t.written.last for t in told if t.written.last is not None]
    return TimelineEntry(
        id=content_id("t", best.report, best.event.id),
        label=label(best),
        time=_time(cluster, now, best),
        status=now,
        certainty=best.event.certainty,
        actors=tuple(dict.fromkeys(who for t in told for who in sorted(t.who))),
        place=tuple(dict.fromkeys(p for t in told for p in sorted(t.others) if _is_place(t, p))),
        evidence=_without_parts(tuple(dict.fromkeys(_evidence(t) for t in told))),
        reported=iso(min(published)) if published else None,
        reason="; ".join(dict.fromkeys(cluster.reasons)) or None,
    )


def _without_parts(shown: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The passages but those that are part of another one."""
    return tuple(
        v
        for v in shown
        if not any(v != w and v.report == w.report and w.start <= v.start and v.end <= w.end for w in shown)
    )


def _is_place(telling: Telling, actor: str) -> bool:
    return bool(telling.event.place) and actor in telling.others


def _goodness(telling: Telling, now: EventStatus) -> tuple[bool, bool, bool, bool, bool, int, int, int]:
    """The best telling has the story's status, names whoever did it and the closest day; the earliest of equals."""
    return (
        telling.event.status != now,
        unclear(telling),
        telling.headline,
        telling.meant is not None,
        not telling.who,
        (telling.days.width or CENTURY) if telling.dated else CENTURY,
        telling.order,
        telling.event.trigger[0].start,
    )


def _time(cluster: Cluster, now: EventStatus, best: Telling) -> EntryTime:
    """The most exact time that any telling gives, and the days that all of them leave."""
    dated = [t for t in cluster.members if t.dated]
    basis: TimeBasis
    if not dated:
        basis = "inferred" if cluster.days.width else "unknown"
        return EntryTime(None, iso(cluster.days.first), iso(cluster.days.last), basis)
    exact = min(dated, key=lambda t: (t.days.width or 0, t is not best, -len(t.time.value or ""), t.order))
    basis = exact.time.basis
    if exact.event.status != now:
        basis = "inferred"
    days = cluster.days
    return EntryTime(exact.time.value, iso(days.first), iso(days.last), basis)


def _evidence(telling: Telling) -> Evidence:
    span = whole(telling)
    return Evidence(telling.report, span.start, span.end, span.cut(telling.text))
