"""Further statements of a claim: the reports that tell it too, in a clause that went to another claim or to none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.stories.claims_clusters import UNLIKE, Link
from stemma.stories.claims_units import Unit

# A clause of a report that has no say in a claim yet joins it where its best pair scores so much and all its pairs on
# the average so much.
BEST, MEAN = -0.5, -1.5


def gathered(groups: Sequence[tuple[int, ...]], found: Sequence[Unit], links: Iterable[Link]) -> list[tuple[int, ...]]:
    """The groups of two reports or more, with the best clause of every other report that says the same."""
    near: list[dict[int, float]] = [{} for _ in found]
    for a, b, score in links:
        if score >= UNLIKE:
            near[a][b] = near[b][a] = score
    return [_with_others(group, found, near) for group in groups]


def _with_others(group: tuple[int, ...], found: Sequence[Unit], near: Sequence[dict[int, float]]) -> tuple[int, ...]:
    have = {found[n].report for n in group}
    if len(have) == 1:
        return group
    pairs: dict[int, list[float]] = {}
    for n in group:
        for other, score in near[n].items():
            if found[other].report not in have and _one_count(group, other, found):
                pairs.setdefault(other, []).append(score)
    best: dict[int, tuple[float, int]] = {}
    for other, scores in pairs.items():
        mean = (sum(scores) + UNLIKE * (len(group) - len(scores))) / len(group)
        if max(scores) >= BEST and mean >= MEAN:
            report = found[other].report
            best[report] = min(best.get(report, (0.0, other)), (-mean - 10, other))
    return tuple(sorted({*group, *(other for _, other in best.values())}))


def _one_count(group: tuple[int, ...], other: int, found: Sequence[Unit]) -> bool:
    """Whether the clause counts what all clauses of the group count that count the dead, the missing or the like."""
    counted = [kinds for n in (*group, other) if (kinds := found[n].tallied)]
    return not counted or bool(frozenset.intersection(*counted))
