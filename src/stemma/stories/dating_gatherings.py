"""Yearly gatherings said to be ahead: they make some of a report's possible months likelier, and fill no blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from stemma.records import Reading, TimeExpression
from stemma.spans import Span
from stemma.stories.dating_days import MONTHS, Days, Table, months_of, when

_TABLE = Path(__file__).parent / "data" / "gatherings.tsv"
_AHEAD = re.compile(
    r"\b(?:upcoming|forthcoming|ahead of|will|(?:is|are) (?:due|set|expected|to)|later this|next month)\b",
    re.IGNORECASE,
)
# What is "upcoming" lies within so many months; a doubt of a fourth ranks candidates and settles none by itself.
UPCOMING_MONTHS = 4
DOUBT = 0.25


@cache
def _gatherings() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    known = {name: (int(first), int(last)) for name, first, last in rows}
    longest = sorted(known, key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE), known


def gatherings(reading: Reading, times: Sequence[TimeExpression]) -> Iterator[tuple[Span, tuple[int, int], int | None]]:
    """Each gathering that is ahead: the words, its months, and how many months off the report puts it, if at all."""
    pattern, known = _gatherings()
    text = reading.text
    for sentence in reading.report.sentences:
        for found in pattern.finditer(text, sentence.start, sentence.end):
            if not _AHEAD.search(text, sentence.start, sentence.end):
                continue
            inside = [t for t in times if sentence.contains(t.span)]
            off = [
                (t, w.number)
                for t in inside
                if (w := when(t, t.span.cut(text), None)) and w.kind == "month" and w.number >= 0
            ]
            end = max([found.end(), *(t.end for t, _ in off[:1])])
            yield (
                Span(found.start(), end),
                known[found.group().lower().replace("\u2019", "'")],
                off[0][1] if off else None,
            )


def month_fits(months: tuple[int, int], off: int | None, days: Days) -> Table:
    """How well each day of publication goes with a gathering of these months that is ahead."""
    here = months_of(days) % MONTHS + 1
    first, last = months
    if off is not None:
        there = (here - 1 + off) % MONTHS + 1
        return np.where((there >= first) & (there <= last), 1.0, DOUBT)
    apart = np.minimum((first - here) % MONTHS, (last - here) % MONTHS)
    return np.where(apart <= UPCOMING_MONTHS, 1.0, DOUBT)
