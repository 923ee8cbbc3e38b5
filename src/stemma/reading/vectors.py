"""One vector for each sentence, from the encoder's word vectors: what makes sentences in other words comparable."""

from __future__ import annotations

import base64
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.reading.decoding import WindowReading
from stemma.spans import Span

# Steps of a number: a vector of length 1 has few parts above a half, and 8 bits keep cosines to two digits.
STEPS = 127


def sentence_vectors(read: Sequence[WindowReading], sentences: Sequence[Span]) -> tuple[str, ...]:
    """Packed vectors of `sentences`, in order; "" where no window holds a word of a sentence.

    A sentence that a window cuts has the vector of its part in the window where it begins.
    """
    starts = [part.words[0].start for part in read]
    out = []
    for sentence in sentences:
        at = max(0, bisect_left(starts, sentence.start + 1) - 1)
        out.append(_packed(read[at], sentence) if read else "")
    return tuple(out)


def _packed(part: WindowReading, sentence: Span) -> str:
    first = bisect_left(part.words, sentence.start, key=lambda w: w.start)
    last = bisect_left(part.words, sentence.end, key=lambda w: w.start)
    if first == last or part.vectors is None:
        return ""
    mean: NDArray[np.float32] = part.vectors[first:last].astype(np.float32).mean(0)
    scaled = np.rint(mean / max(float(np.abs(mean).max()), 1e-9) * STEPS).astype(np.int8)
    return base64.b64encode(scaled.tobytes()).decode("ascii")
