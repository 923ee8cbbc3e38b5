"""Further statements of a claim: the reports that tell it too, in a clause that went to another claim or to none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stemma.stories.claims_clusters import UNLIKE, Link
from stemma.stories.claims_units import Unit

# A clause of a report that has no say in a claim yet joins it where its best pair scores so much and all its pairs on
# the average so much.
BEST, MEAN = -0.5, -1.5
# A clause stays in a claim where its best pair with a clause of another report scores so much, and a better one where
# three reports tell it already: strangers that join late bring origins with them. Set with LEAST on ten annotated
# stories: with -0.5 for the second 3 of 266 claims more are found and of 100 sides 4 fewer, origins 3 fewer are right.
HOLDS, HOLDS_MORE = -1.0, 0.0
# Two claims that hold more than this part of their clauses in common have become one by that.
SAME = 0.5


def gathered(groups: Sequence[tuple[int, ...]], found: Sequence[Unit], links: Iterable[Link]) -> list[tuple[int, ...]]:
    """The groups of two reports or more, with the best clause of every other report that says the same.

    Clauses that no clause of another report holds in their group are left out.
    """
    near: list[dict[int, float]] = [{} for _ in found]
    for a, b, score in links:
        if score >= UNLIKE:
            near[a][b] = near[b][a] = score
    counted = [u.tallied if u.numbers else frozenset[str]() for u in found]
    joined = _one_each([_with_others(g, found, near, counted) for g in groups])
    # Without what does not hold they may have come to be the same.
    return _one_each([_held(group, found, near) for group in joined])


def _held(group: tuple[int, ...], found: Sequence[Unit], near: Sequence[dict[int, float]]) -> tuple[int, ...]:
    """The group without clauses that hang on no clause of another report, the loosest left out first."""
    kept = list(group)
    while len({found[n].report for n in kept}) > 1:
        best = {n: max(near[n].get(m, UNLIKE) for m in kept if found[m].report != found[n].report) for n in kept}
        loosest = min(kept, key=lambda n: (best[n], n))
        pair = len({found[n].report for n in kept}) == 2  # noqa: PLR2004
        if best[loosest] >= (HOLDS if pair else HOLDS_MORE):
            return tuple(kept)
        kept.remove(loosest)
    return tuple(kept)


def _one_each(groups: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Groups that have come to hold the same clauses for the greater part are one."""
    out: list[tuple[int, ...]] = []
    homes: dict[int, list[int]] = {}
    for group in groups:
        near = Counter(g for n in group for g in homes.get(n, ()))
        alike = [g for g, both in sorted(near.items()) if both > SAME * len({*out[g], *group})]
        at = alike[0] if alike else len(out)
        if alike:
            out[at] = tuple(sorted({*out[at], *group}))
        else:
            out.append(group)
        for n in group:
            if at not in homes.setdefault(n, []):
                homes[n].append(at)
    return out


def _with_others(
    group: tuple[int, ...],
    found: Sequence[Unit],
    near: Sequence[dict[int, float]],
    counted: Sequence[frozenset[str]],
) -> tuple[int, ...]:
    have = {found[n].report for n in group}
    if len(have) == 1:
        return group
    # What all its clauses count that count the dead, the missing or the like: who counts others is of another matter.
    kinds = [counted[n] for n in group if counted[n]]
    common = frozenset[str].intersection(*kinds) if kinds else None
    pairs: dict[int, list[float]] = {}
    for n in group:
        for other, score in near[n].items():
            if found[other].report not in have:
                pairs.setdefault(other, []).append(score)
    best: dict[int, tuple[float, int]] = {}
    for other, scores in pairs.items():
        mean = (sum(scores) + UNLIKE * (len(group) - len(scores))) / len(group)
        matter = common is None or not counted[other] or not common.isdisjoint(counted[other])
        if matter and max(scores) >= BEST and mean >= MEAN:
            report = found[other].report
            best[report] = min(best.get(report, (-mean, other)), (-mean, other))
    return tuple(sorted({*group, *(other for _, other in best.values())}))
