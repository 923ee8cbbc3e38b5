"""Which pairs of reports may be copies of one another: MinHash signatures (Broder 1997) cut into bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stemma.stories.copies_text import OwnWords

# Up to so many reports all pairs are compared: 2,000 pairs take 40 ms, and nothing can be missed.
ALL_PAIRS = 64
# Two rows a band: a copy with three words in ten changed and half its paragraphs cut shares 13 in 100 of the shingles
# of both and meets its original in one of 128 bands with probability 0.89, an untouched copy always; two reports of
# one story that share 3 in 100 meet with probability 0.11.
BANDS, ROWS = 128, 2
# In a group larger than MANY each is compared with the first few there and with the one before it: copies of one text
# meet through the first of them, so that a text under many mastheads costs no more than its number.
MANY, FIRST = 24, 3


def candidates(texts: Sequence[OwnWords]) -> tuple[tuple[int, int], ...]:
    """Pairs of numbers of reports, the smaller first, in order."""
    if len(texts) <= ALL_PAIRS:
        return tuple((one, other) for one in range(len(texts)) for other in range(one + 1, len(texts)))
    found: set[tuple[int, int]] = set()
    signatures = np.stack([signature(text) for text in texts])
    for band in range(BANDS):
        buckets: dict[bytes, list[int]] = {}
        for n, row in enumerate(signatures[:, band * ROWS : (band + 1) * ROWS]):
            if len(texts[n].shingles):
                buckets.setdefault(row.tobytes(), []).append(n)
        for held in buckets.values():
            found.update(pairs_in(held))
    return tuple(sorted(found))


def pairs_in(held: Sequence[int], many: int = MANY) -> Iterator[tuple[int, int]]:
    """Pairs of a group, in order: all of a small one, of more than `many` a number that grows as the group does."""
    if len(held) <= many:
        yield from combinations(held, 2)
        return
    for at, n in enumerate(held):
        yield from ((m, n) for m in dict.fromkeys((*held[: min(at, FIRST)], *held[max(at - 1, 0) : at])))


def signature(text: OwnWords) -> NDArray[np.uint32]:
    """BANDS * ROWS numbers; two texts agree in about the share of shingles that both hold."""
    factors, offsets = _hashing()
    if not len(text.shingles):
        return np.zeros(BANDS * ROWS, dtype=np.uint32)
    hashed = np.array(sorted(text.places), dtype=np.uint64)[:, None] * factors + offsets
    lowest: NDArray[np.uint32] = (hashed >> np.uint64(32)).astype(np.uint32).min(axis=0)
    return lowest


def _hashing() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply-shift hashing (Dietzfelbinger 1996): odd factors and offsets, written out by splitmix64 from 0."""
    state = np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    state ^= state >> np.uint64(31)
    factors: NDArray[np.uint64] = state[: BANDS * ROWS] | np.uint64(1)
    return factors, state[BANDS * ROWS :]
