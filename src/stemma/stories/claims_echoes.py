"""Short remarks that say nothing by themselves ("we're working on that"), found in a second report by who and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.stories.claims_units import Unit

# A remark with more words of content than this is compared by its words.
SHORT = 4
# Likeness of the two sentences: about that of one matter in other words. By itself it says little (of 40 pairs in the
# development piles nearly all were other remarks): both must also say the same time, such as "right now".
# With that, one pair is left in those piles, and it is right; how often the rule is wrong elsewhere is not known.
ALIKE = 0.65
SCORE = 1.0
"""What such a pair is worth among the log odds of the others."""


def echoes(found: Sequence[Unit]) -> Iterator[tuple[int, int, float]]:
    """Pairs of short remarks of one speaker in two reports, of one time and with no word in common."""
    spoken: dict[str, list[int]] = {}
    for n, unit in enumerate(found):
        if unit.speaker is not None and unit.told is not None and len(unit.terms) <= SHORT:
            spoken.setdefault(unit.speaker, []).append(n)
    for said in spoken.values():
        best: dict[int, float] = {}
        alike = {(a, b): float(found[a].vector @ found[b].vector) for a, b in _of_one_time(said, found)}
        for pair, likeness in alike.items():
            best.update({n: max(best.get(n, likeness), likeness) for n in pair})
        for (a, b), likeness in alike.items():
            rival = max(best[a], best[b])
            if likeness >= ALIKE and likeness == rival and found[a].terms.isdisjoint(found[b].terms):
                yield a, b, SCORE


def _of_one_time(said: Sequence[int], found: Sequence[Unit]) -> list[tuple[int, int]]:
    """Pairs of two reports that say the same time, in order."""
    times: dict[str, list[int]] = {}
    for n in said:
        for time in sorted(found[n].times):
            times.setdefault(time, []).append(n)
    pairs = {pair for ns in times.values() for pair in combinations(ns, 2)}
    return sorted((a, b) for a, b in pairs if found[a].report != found[b].report)
