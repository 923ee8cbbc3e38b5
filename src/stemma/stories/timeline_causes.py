"""What answers an event of the story is not before it: blame for the launch comes after the launch."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.stories.timeline_days import Window
from stemma.stories.timeline_likeness import ZONES
from stemma.stories.timeline_merging import Cluster, told_by
from stemma.stories.timeline_tellings import Telling, groups

# An event that so many reports tell is one that others answer.
KNOWN = 2


def after_causes(clusters: Sequence[Cluster]) -> None:
    """Take from the days of undated answers those before what they name, where it is of a day that is known."""
    causes = [c for c in clusters if told_by(c) >= KNOWN and (c.days.width or KNOWN) == 1]
    for cluster in clusters:
        if not any(t.dated for t in cluster.members) and any(_answers(t) for t in cluster.members):
            for cause in causes:
                first, named = cause.days.first, any(_names(t, cause) for t in cluster.members if _answers(t))
                if first is not None and named:
                    cluster.days = cluster.days.meets(Window(first - ZONES, None)) or cluster.days


def _answers(telling: Telling) -> bool:
    return telling.news and telling.cue_of is not None and telling.announces is None


def _names(telling: Telling, cause: Cluster) -> bool:
    """Whether its words name the other event, by its own word or another for it."""
    known = groups()
    kinds = frozenset().union(*(t.kinds for t in cause.members))
    roots = {t.root for t in cause.members}
    return any(term in roots or not kinds.isdisjoint(known.get(term, ())) for term in telling.terms)
