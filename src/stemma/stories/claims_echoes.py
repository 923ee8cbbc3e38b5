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
        alike = {(a, b): _alike(found[a], found[b]) for a, b in combinations(said, 2)}
        for (a, b), likeness in alike.items():
            rivals = [s for pair, s in alike.items() if a in pair or b in pair]
            if likeness >= ALIKE and likeness == max(rivals) and found[a].terms.isdisjoint(found[b].terms):
                yield a, b, SCORE


def _alike(one: Unit, other: Unit) -> float:
    if one.report == other.report or one.times.isdisjoint(other.times):
        return -1.0
    return float(one.vector @ other.vector)
