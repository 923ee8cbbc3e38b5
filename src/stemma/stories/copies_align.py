"""Runs of shared text in two reports: seeds of equal words, grown over words that were changed, added or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stemma.spans import Span
from stemma.stories.copies_text import SHINGLE, OwnWords

# A run reaches over so many words that differ on either side.
GAP = 6
# Shorter runs, or runs with fewer telling words, are what two who write on one thing have in common.
LEAST_WORDS, LEAST_TELLING = 8, 4
# Share of a run's words, on the side that has more of them, that are equal.
LEAST_EQUAL = 0.5
# A shingle that stands so often in a report is a formula; it seeds nothing.
OFTEN = 4


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one report beside the stretch of the other that it shares."""

    one: Span
    other: Span
    words: int
    """Equal words in it."""
    length: int
    """All words of it, on the side that has more."""


def shared(one: OwnWords, other: OwnWords) -> int:
    """How many different shingles both reports hold."""
    return len(np.intersect1d(one.shingles, other.shingles))


def runs(one: OwnWords, other: OwnWords) -> tuple[Run, ...]:
    """The shared runs, in text order of the first report; none overlaps another in either report."""
    found: list[Run] = []
    used = bytearray(len(one)), bytearray(len(other))
    for i, j in _seeds(one, other):
        if used[0][i] or used[1][j]:
            continue
        pairs = _grown(one.words, other.words, (i, j), used)
        run = _run(one, other, pairs)
        if run is not None:
            found.append(run)
            for side in (0, 1):
                first, last = pairs[0][side], pairs[-1][side]
                used[side][first : last + 1] = b"\1" * (last + 1 - first)
    return tuple(found)


def _seeds(one: OwnWords, other: OwnWords) -> Iterator[tuple[int, int]]:
    """Places where both have the same shingle, in order of the first report."""
    places: dict[int, list[int]] = {}
    for j, shingle in enumerate(other.shingles.tolist()):
        places.setdefault(shingle, []).append(j)
    for i, shingle in enumerate(one.shingles.tolist()):
        held = places.get(shingle, ())
        if len(held) <= OFTEN:
            yield from ((i, j) for j in held)


def _grown(
    one: Sequence[str], other: Sequence[str], seed: tuple[int, int], used: tuple[bytearray, bytearray]
) -> list[tuple[int, int]]:
    """The pairs of equal words from a seed on, up to where the texts part."""
    pairs: list[tuple[int, int]] = []
    i, j = seed
    while i < len(one) and j < len(other) and not used[0][i] and not used[1][j]:
        if one[i] == other[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
            continue
        step = _next(one, other, i, j)
        if step is None:
            break
        i, j = i + step[0], j + step[1]
    return pairs


def _next(one: Sequence[str], other: Sequence[str], i: int, j: int) -> tuple[int, int] | None:
    """How far on both texts meet again: at two equal words, or at one behind a single changed word."""
    if i + 1 < len(one) and j + 1 < len(other) and one[i + 1] == other[j + 1]:
        return 1, 1
    for total in range(1, 2 * GAP + 1):
        for di in range(max(0, total - GAP), min(total, GAP) + 1):
            dj = total - di
            a, b = one[i + di : i + di + 2], other[j + dj : j + dj + 2]
            if len(a) == 2 and list(a) == list(b):  # noqa: PLR2004
                return di, dj
    return None


def _run(one: OwnWords, other: OwnWords, pairs: Sequence[tuple[int, int]]) -> Run | None:
    if len(pairs) < max(LEAST_WORDS, SHINGLE):
        return None
    first, last = pairs[0], pairs[-1]
    length = max(last[0] - first[0], last[1] - first[1]) + 1
    if len(pairs) < LEAST_EQUAL * length or sum(one.telling[i] for i, _ in pairs) < LEAST_TELLING:
        return None
    return Run(
        Span(one.spans[first[0]].start, one.spans[last[0]].end),
        Span(other.spans[first[1]].start, other.spans[last[1]].end),
        len(pairs),
        length,
    )
