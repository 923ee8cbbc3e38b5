"""Clauses that assert one thing put together: average linkage, so that no chain of halves makes a whole."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

Link = tuple[int, int, float]
# What two clauses of one group count when nothing at all was compared: about the score of a pair that shares one word.
UNLIKE = -4.0


def clusters(homes: Sequence[Hashable], links: Iterable[Link], least: float) -> list[tuple[int, ...]]:
    """Groups of items: those whose pairs score `least` on the average (UPGMA; pairs without a link: UNLIKE).

    `homes` has for each item what it is a piece of: two pieces of one sentence are no pair, as nobody says one thing
    twice in a sentence. Deterministic: of equal links that of the lowest numbers goes first. Groups come in order of
    their first item.
    """
    state = _State(homes)
    queue = []
    for left, right, score in links:
        weight = max(score - UNLIKE, 0.0)
        if left != right and weight > 0:
            state.near[left][right] = state.near[right][left] = weight
            if score >= least:
                queue.append((-score, left, right))
    heapq.heapify(queue)
    while queue:
        likeness, left, right = heapq.heappop(queue)
        if left not in state.members or right not in state.members:
            continue
        if abs(state.average(left, right) + likeness) > ROUNDING:
            continue  # one of the two has grown since; a fresh entry is in the queue
        for other, score in state.join(left, right).items():
            if score >= least:
                heapq.heappush(queue, (-score, min(left, other), max(left, other)))
    return [tuple(sorted(members)) for _, members in sorted(state.members.items())]


ROUNDING = 1e-9


class _State:
    """Groups by their lowest item, and the summed weights between groups."""

    def __init__(self, homes: Sequence[Hashable]) -> None:
        self.members = {n: [n] for n in range(len(homes))}
        self.homes = [Counter((home,)) for home in homes]
        self.near: list[dict[int, float]] = [{} for _ in homes]

    def average(self, one: int, other: int) -> float:
        """The mean score between two groups."""
        return self._mean(one, other, self.near[one].get(other, 0.0))

    def _mean(self, one: int, other: int, weight: float) -> float:
        homes, others = self.homes[one], self.homes[other]
        pairs = len(self.members[one]) * len(self.members[other])
        if not homes.keys().isdisjoint(others.keys()):
            pairs -= sum(n * others[home] for home, n in homes.items())
        return weight / pairs + UNLIKE if pairs else UNLIKE

    def join(self, keep: int, gone: int) -> Mapping[int, float]:
        """Put one group into another; gives the new averages to all that either was near to."""
        self.members[keep] += self.members.pop(gone)
        self.homes[keep] += self.homes[gone]
        mine = self.near[keep]
        for other, weight in self.near[gone].items():
            del self.near[other][gone]
            if other != keep:
                mine[other] = self.near[other][keep] = mine.get(other, 0.0) + weight
        self.near[gone] = {}
        return {other: self._mean(keep, other, weight) for other, weight in mine.items()}
