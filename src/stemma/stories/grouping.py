"""Which reports tell one story: average-link clustering of the pile's likeness, the same for every input order.

Average link joins two groups only when their reports are alike on average, so one odd pair cannot chain two stories
together, and it needs no medoid to be chosen first. The average alone would still let one report that tells of both
("the week in brief") join two small stories, so half of the pairs must be alike at least a little. Groups that are
joined hold at least one pair over the threshold, so only reports connected by such pairs are ever compared: the result
is exact and a large pile stays affordable.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from stemma.records import Correction, Group, GroupLink, Reading, story_id
from stemma.stories.dating import dated
from stemma.stories.judging import corrected, redated, regrouped
from stemma.stories.likeness import SAME_STORY, Matrix, Profiles, likeness, profiles
from stemma.stories.order import published_key
from stemma.stories.titles import title

# The median pair of two groups that are joined is at least this alike. Pairs of two events stand at 0.005, nine in ten
# of them under 0.02; asking for anything up to 0.05 refuses no merge of the development piles.
TYPICAL_PAIR = 0.03


def group(readings: Sequence[Reading], corrections: Sequence[Correction] = ()) -> tuple[Group, ...]:
    """The stories of a pile, the latest first (by last publication date, then id; undated stories last).

    Every reading is in exactly one group. The order of the input does not matter; the same report twice counts once.
    `corrections` of dates, and of which report belongs with which, go before what the words say.
    """
    pile = sorted({r.id: r for r in readings}.values(), key=lambda r: r.id)
    scores = likeness(profiles(pile))
    by_id = {r.id: r for r in corrected(pile, corrections)}
    homes = regrouped([[pile[row].id for row in members] for members in _members(scores)], corrections)
    groups = [_story([by_id[id_] for id_ in sorted(home)], corrections) for home in homes]
    return tuple(sorted(sorted(groups, key=lambda g: g.id), key=lambda g: g.to or "", reverse=True))


def _members(scores: Matrix) -> list[list[int]]:
    """Rows of the reports of each story."""
    if scores.shape[0] == 0:
        return []
    _, labels = connected_components(scores >= SAME_STORY, directed=False)
    parts: list[list[int]] = [[] for _ in range(int(labels.max()) + 1)]
    for row, label in enumerate(labels):
        parts[label].append(row)
    return [story for part in parts for story in _average_link(part, scores)]


def _average_link(part: list[int], scores: Matrix) -> list[list[int]]:
    """Stories of connected reports, cut out of the tree of average-link merges from the top."""
    if len(part) == 1:
        return [part]
    within: npt.NDArray[np.float64] = scores[part][:, part].toarray()
    distance = 1.0 - within
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    nodes: list[list[int]] = [[n] for n in range(len(part))]
    for left, right in tree[:, :2].astype(int):
        nodes.append(nodes[left] + nodes[right])
    stories: list[list[int]] = []
    waiting = [len(nodes) - 1]
    while waiting:
        node = waiting.pop()
        left, right, apart = tree[node - len(part), :3] if node >= len(part) else (node, node, 0.0)
        if left == right or _one_story(within[np.ix_(nodes[int(left)], nodes[int(right)])], 1.0 - apart):
            stories.append(sorted(part[n] for n in nodes[node]))
        else:
            waiting += [int(right), int(left)]
    return stories


def _one_story(across: npt.NDArray[np.float64], mean: float) -> bool:
    """Whether two groups tell one story, by the likeness of their pairs `across` and its mean."""
    return mean >= SAME_STORY and float(np.median(across)) >= TYPICAL_PAIR


def _story(members: Sequence[Reading], corrections: Sequence[Correction]) -> Group:
    """A story told by these reports. All of it rests on them alone: a report elsewhere changes nothing here."""
    ordered = sorted(redated(dated(members), corrections), key=published_key)
    dates = sorted(v[:10] for r in ordered if (v := r.report.report.published.value))
    seen = profiles(ordered)
    scores = likeness(seen)
    within = scores.toarray()
    return Group(
        id=story_id(ordered[0].id),
        title=title(ordered, within),
        from_=dates[0] if dates else None,
        to=dates[-1] if dates else None,
        reports=tuple(reading.id for reading in ordered),
        links=_links(ordered, seen, within),
    )


def _links(ordered: Sequence[Reading], seen: Profiles, within: npt.NDArray[np.float64]) -> tuple[GroupLink, ...]:
    """For each report but the first, the report before it that it is most like (of equals, the earliest)."""
    links = []
    for row, reading in enumerate(ordered[1:], start=1):
        nearest = int(np.argmax(within[row, :row]))
        score = round(float(within[row, nearest]), 4)
        links.append(GroupLink(reading.id, ordered[nearest].id, score, seen.reason(row, nearest)))
    return tuple(links)
