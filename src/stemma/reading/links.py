"""Which content belongs to which cue and which cue to which source: scores between the pieces found in one window.

Each content piece picks its cue, each cue its source, each content without a cue a source of its own; "none" is
always a choice. The score is a product of learned projections of both ends, plus a learned bias for how the two lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.reading.labels import Found
from stemma.reading.windows import QUOTES

FloatArray = NDArray[np.float32]

LINKS = (("content", "cue"), ("cue", "source"), ("content", "source"))
LINK_WIDTH = 64
# Bucket borders for the signed number of words between two pieces (negative: the asked one comes first).
DISTANCES = (-64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64)
MOST_BETWEEN = 3
OUTSIDE = QUOTES.index("outside")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words of a window stand: paragraph of each, sentence-ending marks before it, whether it is quoted."""

    paragraph: NDArray[np.int64]
    stops: NDArray[np.int64]
    quoted: NDArray[np.bool_]


def layout(words: Sequence[str], paragraphs: Sequence[Sequence[int]]) -> Layout:
    """From the window's words and the quotation states of each paragraph's words."""
    ends = np.array([0, *(w in ".!?" for w in words)], dtype=np.int64)
    number = [n for n, states in enumerate(paragraphs) for _ in states]
    quoted = [state != OUTSIDE for states in paragraphs for state in states]
    return Layout(np.array(number, dtype=np.int64), np.cumsum(ends), np.array(quoted, dtype=np.bool_))


def geometry(asking: Found, asked: Sequence[Found], where: Layout) -> NDArray[np.int64]:
    """For each asked piece: distance bucket, same-role pieces between, paragraph relation, sentence ends between."""
    rows = []
    for piece in asked:
        ahead = piece.first > asking.first
        gap = piece.first - asking.last if ahead else piece.last - asking.first
        low, high = (asking.last, piece.first) if ahead else (piece.last, asking.first)
        between = sum(low <= other.first and other.last <= high for other in asked if other is not piece)
        step = where.paragraph[piece.first] - where.paragraph[asking.first]
        stops = where.stops[max(high, 0)] - where.stops[min(low, high)]
        rows.append(
            (
                int(np.digitize(gap, DISTANCES)),
                min(between, MOST_BETWEEN),
                0 if step == 0 else 1 if step < 0 else 2,
                int(np.clip(stops, 0, MOST_BETWEEN)),
            )
        )
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """Learned biases of the links: by distance, pieces between, paragraph, stops, for "none", and leanings."""

    distance: FloatArray
    between: FloatArray
    paragraph: FloatArray
    stops: FloatArray
    none: FloatArray
    lean: FloatArray


def choose(
    link: int, asking: Found, asked: Sequence[Found], where: Layout, projected: FloatArray, *, weights: LinkWeights
) -> FloatArray:
    """Probabilities over `asked`, then "none" as the last entry. `projected` is (words, links * 4 * LINK_WIDTH)."""
    at = projected.reshape(len(projected), len(LINKS), 4, LINK_WIDTH)[:, link]
    ask = at[asking.first, 0] + at[asking.last, 1]
    scores = np.empty(len(asked) + 1, dtype=np.float32)
    scores[-1] = weights.none[link]
    if asked:
        keys = np.stack([at[p.first, 2] + at[p.last, 3] for p in asked])
        shape = geometry(asking, asked, where)
        scores[:-1] = keys @ (ask * LINK_WIDTH**-0.5 + weights.lean[link, 1]) + ask @ weights.lean[link, 0]
        scores[:-1] += weights.distance[link, shape[:, 0]] + weights.between[link, shape[:, 1]]
        scores[:-1] += weights.paragraph[link, shape[:, 2]] + weights.stops[link, shape[:, 3]]
    odds = np.exp(scores - scores.max())
    chances: FloatArray = odds / odds.sum()
    return chances
