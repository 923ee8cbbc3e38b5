"""How likely each day is for each report, by sum-product over what the evidence says of one report and of pairs.

Every report has its possible days and, where it has no date, one state more: a day that is not among them. On a pile in
which the open reports hang together as a tree the result is exact; else messages go round a fixed number of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stemma.stories.dating_days import Table

Vector = npt.NDArray[np.float64]

ROUNDS = 8
"""Rounds of messages; chains of evidence longer than four reports have not been met."""
LEAST = 1e-300
"""Stands for nothing at all, so that logarithms are finite."""
DAMPING = 0.3
"""Share of the old message kept, so that loops settle."""


@dataclass(frozen=True, slots=True)
class PairFactor:
    """What the evidence says of two reports' days together: rows for `one`, columns for `other`."""

    one: int
    other: int
    table: Table


def beliefs(priors: Sequence[Vector], pairs: Sequence[PairFactor]) -> list[Vector]:
    """For each report how likely each of its states is; each sums to 1."""
    ends = [(p.one, p.other, p.table) for p in pairs] + [(p.other, p.one, p.table.T) for p in pairs]
    messages = [np.full(table.shape[1], 1.0 / table.shape[1]) for _, _, table in ends]
    half = len(pairs)
    for _ in range(ROUNDS if pairs else 0):
        gathered = _gathered(priors, ends, messages)
        fresh = []
        for n, (start, _, table) in enumerate(ends):
            back = messages[(n + half) % (2 * half)]
            sent = _normal(_normal(gathered[start] / back) @ table)
            fresh.append(_normal(DAMPING * messages[n] + (1 - DAMPING) * sent))
        messages = fresh
    return [_normal(b) for b in _gathered(priors, ends, messages)]


def _gathered(
    priors: Sequence[Vector], ends: Sequence[tuple[int, int, Table]], messages: Sequence[Vector]
) -> list[Vector]:
    logs = [np.log(np.maximum(prior, LEAST)) for prior in priors]
    for (_, to, _), message in zip(ends, messages, strict=True):
        logs[to] = logs[to] + np.log(np.maximum(message, LEAST))
    return [np.exp(log - log.max()) for log in logs]


def _normal(values: Vector) -> Vector:
    kept: Vector = np.maximum(values, LEAST)
    whole: Vector = kept / kept.sum()
    return whole
