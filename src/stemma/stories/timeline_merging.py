"""Tellings put together as events, the likest first; nothing is joined that any two of its tellings contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.records import StoryActor
from stemma.stories.timeline_days import Window
from stemma.stories.timeline_likeness import ZONES, contradict, likeness, past
from stemma.stories.timeline_tellings import Telling
from stemma.stories.timeline_ties import Ties


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, the days that all of them allow, and why they were put together."""

    members: list[Telling]
    days: Window
    reasons: list[str] = field(default_factory=list)


def merged(found: Sequence[Telling], actors: Sequence[StoryActor]) -> list[Cluster]:
    """The tellings as events, in order of their first telling."""
    ties = Ties.of(actors)
    clusters = {n: Cluster([t], t.days) for n, t in enumerate(found)}
    home = list(range(len(found)))
    pairs = []
    for i, j in _comparable(found):
        found_alike = likeness(found[i], found[j], ties)
        if found_alike is not None:
            pairs.append((-found_alike[0], i, j, found_alike[1]))
    for _, i, j, reason in sorted(pairs):
        a, b = home[i], home[j]
        if a == b:
            continue
        days = _meeting(clusters[a], clusters[b])
        if days is None or _at_odds(clusters[a], clusters[b], ties):
            continue
        keep, gone = min(a, b), max(a, b)
        clusters[keep].members += clusters[gone].members
        clusters[keep].days = days
        clusters[keep].reasons += [reason, *clusters[gone].reasons]
        del clusters[gone]
        home = [keep if h == gone else h for h in home]
    return [clusters[n] for n in sorted(clusters)]


def _comparable(found: Sequence[Telling]) -> list[tuple[int, int]]:
    """Pairs with a word in common, or with a bare reference among them; others are never one event."""
    holders: dict[str, list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    cues: dict[tuple[str, str | None], int] = {(t.report, t.cue_of): n for n, t in enumerate(found) if t.cue_of}
    for n, telling in enumerate(found):
        if (announcing := cues.get((telling.report, telling.event.told_by), n)) != n:
            pairs.add((min(n, announcing), max(n, announcing)))
    for n, telling in enumerate(found):
        of_then = (f"={telling.days.first}",) if past(telling) else ()
        same_subject = f"{telling.report} {telling.event.evidence[0].start}"
        for term in (*sorted(telling.terms), *of_then, same_subject):
            pairs.update((m, n) for m in holders.setdefault(term, []))
            holders[term].append(n)
    bare = [n for n, telling in enumerate(found) if not telling.terms]
    pairs.update((min(n, m), max(n, m)) for n in bare for m in range(len(found)) if n != m)
    return sorted(pairs)


def _at_odds(one: Cluster, other: Cluster, ties: Ties) -> bool:
    """Whether any two tellings of two clusters name different doers, or tell what came about and what did not."""
    return any(contradict(a, b, ties) for a in one.members for b in other.members)


def _meeting(one: Cluster, other: Cluster) -> Window | None:
    """The days that two clusters have in common; where only clocks part them, those of the one whose words say when."""
    # What is announced lies ahead of the announcement: a plan without a day bounds no deed.
    done = [c for c in (one, other) if any(t.event.status != "planned" or t.dated for t in c.members)]
    if len(done) == 1:
        return done[0].days
    days = one.days.meets(other.days)
    if days is not None:
        return days
    dated = [c.days for c in (one, other) if any(t.dated for t in c.members)]
    return dated[0] if len(dated) == 1 and one.days.wider(ZONES).meets(other.days) is not None else None
