"""What belongs together: scores between the pieces found in one window.

Each content piece picks its cue, each cue its source, each content without a cue a source of its own, and a mention
the earlier mention it stands for; "none" is always a choice. The score is a product of learned projections of both
ends, plus a learned bias for how the two lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.reading.labels import Found
from stemma.reading.windows import QUOTES

FloatArray = NDArray[np.float32]

LINKS = (("content", "cue"), ("cue", "source"), ("content", "source"), ("mention", "mention"))
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


def geometry(asking: Sequence[Found], asked: Sequence[Found], where: Layout) -> NDArray[np.int64]:
    """For each pair (asking, asked): distance bucket, asked pieces between, paragraph relation, sentence ends between.

    Shape (asking, asked, 4).
    """
    first, last = (np.array([getattr(p, end) for p in asking], dtype=np.int64)[:, None] for end in ("first", "last"))
    start, stop = (np.array([getattr(p, end) for p in asked], dtype=np.int64)[None, :] for end in ("first", "last"))
    ahead = start > first
    gap = np.where(ahead, start - last, stop - first)
    low, high = np.where(ahead, last, stop), np.where(ahead, start, first)
    ends, begins = np.sort(stop[0]), np.sort(start[0])
    inside = np.searchsorted(ends, high, side="right") - np.searchsorted(begins, low, side="left")
    itself = (start >= low) & (stop <= high)
    step = where.paragraph[start] - where.paragraph[first]
    stops = where.stops[np.maximum(low, high)] - where.stops[np.minimum(low, high)]
    parts = (
        np.digitize(gap, DISTANCES),
        np.clip(inside - itself, 0, MOST_BETWEEN),
        np.where(step == 0, 0, np.where(step < 0, 1, 2)),
        np.clip(stops, 0, MOST_BETWEEN),
    )
    return np.stack(parts, axis=-1).astype(np.int64)


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
    link: int,
    asking: Sequence[Found],
    asked: Sequence[Found],
    where: Layout,
    projected: FloatArray,
    *,
    weights: LinkWeights,
) -> FloatArray:
    """Probabilities (asking, asked + 1), the last column "none". `projected` is (words, links * 4 * LINK_WIDTH)."""
    at = projected.reshape(len(projected), -1, 4, LINK_WIDTH)[:, link]
    ask = np.stack([at[p.first, 0] + at[p.last, 1] for p in asking])
    scores = np.full((len(asking), len(asked) + 1), weights.none[link], dtype=np.float32)
    if asked:
        keys = np.stack([at[p.first, 2] + at[p.last, 3] for p in asked])
        shape = geometry(asking, asked, where)
        scores[:, :-1] = (ask * LINK_WIDTH**-0.5 + weights.lean[link, 1]) @ keys.T
        scores[:, :-1] += (ask @ weights.lean[link, 0])[:, None] + shape_bias(link, shape, weights)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: FloatArray = odds / odds.sum(axis=1, keepdims=True)
    return chances


def shape_bias(link: int, shape: NDArray[np.int64], weights: LinkWeights) -> FloatArray:
    """The learned bias for how each pair lies."""
    total: FloatArray = weights.distance[link][shape[..., 0]] + weights.between[link][shape[..., 1]]
    total += weights.paragraph[link][shape[..., 2]] + weights.stops[link][shape[..., 3]]
    return total
