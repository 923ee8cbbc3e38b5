"""The title of a story, in the words of its most central report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from stemma.records import Reading

# A title cut out of a lead sentence is no longer than this, in code points.
LONGEST_TITLE = 90


def title(readings: Sequence[Reading], scores: npt.NDArray[np.float64]) -> str:
    """The headline of the most central report that has one, or else the lead of the most central that can be read.

    `scores` is the likeness of the readings to one another, in the same order. Empty when there are no readings.
    """
    central_first = [readings[n] for n in np.argsort(-scores.sum(axis=1), kind="stable")]
    for reading in central_first:
        if headline := " ".join((reading.report.report.title or "").split()):
            return headline
    for reading in central_first:
        if reading.report.sentences:
            return _cut(reading.report.sentences[0].cut(reading.text))
    return _cut(central_first[0].text) if central_first else ""


def _cut(sentence: str) -> str:
    """The sentence on one line, or its beginning up to the end of a word, with an ellipsis."""
    line = " ".join(sentence.split())
    if len(line) <= LONGEST_TITLE:
        return line
    head = line[: LONGEST_TITLE + 1]
    head = head[: head.rindex(" ")] if " " in head else line[:LONGEST_TITLE]
    return head.rstrip(" ,;:-\u2013\u2014") + "…"
