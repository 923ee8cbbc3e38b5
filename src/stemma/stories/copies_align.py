"""Runs of shared text in two reports: seeds of equal words, grown over words that were changed, added or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    return len(one.places.keys() & other.places.keys())


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
    both = (shingle for shingle in one.places.keys() & other.places.keys() if len(other.places[shingle]) <= OFTEN)
    for i, held in sorted((i, other.places[shingle]) for shingle in both for i in one.places[shingle]):
        yield from ((i, j) for j in held)


def _grown(
    one: Sequence[str], other: Sequence[str], seed: tuple[int, int], used: tuple[bytearray, bytearray]
) -> list[tuple[int, int]]:
    """The pairs of equal words from a seed on, up to where the texts part."""
    pairs: list[tuple[int, int]] = []
    i, j = seed
    mine, theirs = used
    last, end = len(one), len(other)
    while i < last and j < end and not mine[i] and not theirs[j]:
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
    last, end = len(one) - 1, len(other) - 1
    if i < last and j < end and one[i + 1] == other[j + 1]:
        return 1, 1
    for total in range(1, 2 * GAP + 1):
        for di in range(max(0, total - GAP), min(total, GAP) + 1):
            dj = total - di
            a, b = i + di, j + dj
            if a < last and b < end and one[a] == other[b] and one[a + 1] == other[b + 1]:
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
        one.span(first[0], last[0]),
        other.span(first[1], last[1]),
        len(pairs),
        length,
    )
