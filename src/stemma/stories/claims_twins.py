"""Sentences of two reports that are alike as a whole, though their clauses share too few words to be put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.stories.claims_units import Unit

# Of all that a story's sentences have in common so much is taken off before they are compared: they are of one matter.
COMMON_GROUND = 0.3
# Sentences each of which is the other's likest, and that no claim holds yet, are of one thing where they come so near:
# of some ten such pairs in seven annotated stories half were asked for, of the fifty next best a fifth.
ALIKE = 0.7
# In fewer sentences nothing shows what all of them have in common.
FEWEST = 10


def twins(
    found: Sequence[Unit], groups: Sequence[tuple[int, ...]], near: Mapping[tuple[int, int], float]
) -> list[tuple[int, ...]]:
    """Places of the clauses of such sentences, pair by pair in order of text. `groups` are the claims so far."""
    clauses: dict[tuple[int, int], list[int]] = {}
    for n, unit in enumerate(found):
        clauses.setdefault((unit.report, unit.sentence), []).append(n)
    taken = {(found[n].report, found[n].sentence) for group in groups for n in group}
    keys = list(clauses)
    free = [k for k, key in enumerate(keys) if key not in taken and found[clauses[key][0]].vector.any()]
    if not free or len(keys) < FEWEST:
        return []
    likeness = _likeness(np.stack([found[clauses[key][0]].vector for key in keys]), free)
    out = []
    for one, other in _likest(likeness, free, np.array([report for report, _ in keys])):
        out.append(_said(found, clauses[keys[one]], clauses[keys[other]], near))
    return out


def _likeness(vectors: NDArray[np.float32], free: Sequence[int]) -> NDArray[np.float32]:
    """(free, all): how near each free sentence is to every sentence, by what the story's sentences do not share."""
    own = vectors - np.float32(COMMON_GROUND) * vectors.mean(axis=0)
    own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), np.float32(1e-9))
    found: NDArray[np.float32] = own[free] @ own.T
    return found


def _likest(likeness: NDArray[np.float32], free: Sequence[int], reports: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Pairs of free sentences that come ALIKE and are each the other's likest in the two reports."""
    at = {sentence: row for row, sentence in enumerate(free)}
    best = {
        report: likeness[:, np.flatnonzero(reports == report)].max(axis=1) for report in np.unique(reports).tolist()
    }
    out = []
    for row, column in np.argwhere(likeness[:, free] >= ALIKE).tolist():
        one, other = free[row], free[column]
        if one < other and reports[one] != reports[other]:
            value = likeness[row, other]
            if value >= best[int(reports[other])][row] and value >= best[int(reports[one])][at[other]]:
                out.append((one, other))
    return out


def _said(
    found: Sequence[Unit], mine: Sequence[int], theirs: Sequence[int], near: Mapping[tuple[int, int], float]
) -> tuple[int, ...]:
    """The two clauses that are likest, or say most, with what the same voices say beside them in the sentences."""
    pairs = [(a, b) for a in mine for b in theirs]
    one, other = max(pairs, key=lambda p: (near.get(p, -9.0), len(found[p[0]].terms) + len(found[p[1]].terms)))
    beside = [n for best, side in ((one, mine), (other, theirs)) for n in side if found[n].told is found[best].told]
    return tuple(sorted(beside))
