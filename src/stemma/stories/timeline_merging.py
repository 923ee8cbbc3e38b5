"""Tellings put together as events, the likest first; nothing is joined that any two of its tellings contradict."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from stemma.records import StoryActor
from stemma.stories.timeline_candidates import candidates
from stemma.stories.timeline_days import Window
from stemma.stories.timeline_likeness import AT_ONCE, ZONES, contradict, likeness
from stemma.stories.timeline_once import by_its_word, told_once
from stemma.stories.timeline_tellings import Telling
from stemma.stories.timeline_ties import Ties


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, the days that all of them allow, and why they were put together."""

    members: list[Telling]
    days: Window
    reasons: list[str] = field(default_factory=list)


def told_by(cluster: Cluster) -> int:
    """How many reports tell of it."""
    return len({t.report for t in cluster.members})


def merged(found: Sequence[Telling], actors: Sequence[StoryActor]) -> list[Cluster]:
    """The tellings as events, in order of their first telling."""
    ties = Ties.of(actors)
    pairs = []
    once = told_once(found)
    for i, j in candidates(found):
        found_alike = likeness(found[i], found[j], ties)
        if found_alike is None and i in once and j in once:
            found_alike = by_its_word(found[i], found[j], ties)
        if found_alike is not None:
            pairs.append((-found_alike[0], i, j, found_alike[1]))
    merging = _Merging(found, ties)
    for score, i, j, reason in sorted(pairs):
        merging.join(i, j, reason, at_once=score == -AT_ONCE)
    return [merging.clusters[n] for n in sorted(merging.clusters)]


class _Merging:
    """The clusters as they grow, each known by its first telling."""

    def __init__(self, found: Sequence[Telling], ties: Ties) -> None:
        self.clusters = {n: Cluster([t], t.days) for n, t in enumerate(found)}
        self._ties = ties
        self._home = list(range(len(found)))
        cues = {(t.report, t.cue_of) for t in found if t.cue_of}
        # Of tellings alike in all that a contradiction looks at one will do.
        self._unlike: list[dict[object, Telling]] = [{_stand(t, cues): t} for t in found]
        self._foes: list[set[int]] = [set() for _ in found]

    def home(self, n: int) -> int:
        """The cluster of a telling."""
        while self._home[n] != n:
            self._home[n] = n = self._home[self._home[n]]
        return n

    def join(self, i: int, j: int, reason: str, *, at_once: bool = False) -> None:
        """Put the clusters of two tellings together, where nothing in them contradicts it."""
        a, b = self.home(i), self.home(j)
        if a == b or (b in self._foes[a] and not at_once):
            return
        days = _meeting(self.clusters[a], self.clusters[b])
        if days is None:
            return
        if at_once and not _together(self.clusters[a], self.clusters[b]):
            return
        if not at_once and self._at_odds(a, b):
            self._foes[a].add(b)
            self._foes[b].add(a)
            return
        keep, gone = min(a, b), max(a, b)
        into, out = self.clusters[keep], self.clusters.pop(gone)
        into.members += out.members
        into.days = days
        into.reasons += [reason, *out.reasons]
        self._home[gone] = keep
        self._unlike[keep] |= self._unlike[gone]
        # What contradicts a part contradicts the whole.
        for foe in self._foes[gone]:
            self._foes[foe].discard(gone)
            self._foes[foe].add(keep)
        self._foes[keep] |= self._foes[gone]

    def _at_odds(self, a: int, b: int) -> bool:
        """Whether any two tellings of two clusters name different doers, or tell what came about and what did not."""
        others = self._unlike[b].values()
        return any(contradict(one, other, self._ties) for one in self._unlike[a].values() for other in others)


def _together(one: Cluster, other: Cluster) -> bool:
    """Whether every report that tells one tells the other: what some tell of alone are two."""
    a, b = ({t.report for t in c.members} for c in (one, other))
    return a <= b or b <= a


def _stand(t: Telling, cues: AbstractSet[tuple[str, str | None]]) -> object:
    """All by which a telling may contradict another: tellings with equal ones contradict the same."""
    announces = (t.report, t.cue_of, t.announces, t.terms) if t.cue_of else None
    announced = (t.report, t.event.told_by, not t.event.time.evidence) if (t.report, t.event.told_by) in cues else None
    done = t.event.status == "denied", t.event.status == "planned", t.dated, t.days
    return done, announces, announced, t.of_old, t.news, t.numbers, t.root, t.kinds, t.who, t.whom


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
