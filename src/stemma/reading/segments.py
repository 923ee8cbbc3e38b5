"""Scores -> runs of least expected error: which runs of words to name, given how likely each possible run is.

The best single path of a chain is not the best set of runs: two readings of where a content ends share what speaks for
it. So every possible run is weighed by its own probability, and the runs that do not overlap and together promise
most are taken (minimum Bayes risk decoding, Goel and Byrne 2000).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.reading.labels import Chain, FloatArray, Found, IntArray, backwards, forwards, logsumexp, viterbi

# The logarithm of no chance at all.
NEVER = -1e9

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a run is worth: the probability that it has exactly these words, and for nearly right ones what follows."""

    partly: float
    """Times the mean probability that a word of it has its role."""
    best: float
    """Times the share of its words that have the role on the best path."""
    least: float
    """A run that is worth less is left out; more than `partly` and `best` together, or single words would do."""


# Measured on PolNeAR dev (training/LOG.md): the first set is where exact matches are most, the second what completes an
# attribution of which a cue or a content is sure: a source nearly right is better than none.
SURE: Mapping[str, Worth] = {
    "source": Worth(partly=0.5, best=0.3, least=0.82),
    "cue": Worth(partly=0.5, best=0.2, least=0.8),
    "content": Worth(partly=0.3, best=0.2, least=0.7),
}
DOUBTFUL: Mapping[str, Worth] = {
    "source": Worth(partly=0.1, best=0.1, least=0.22),
    "cue": Worth(partly=0.3, best=0.2, least=0.52),
    "content": Worth(partly=0.3, best=0.2, least=0.52),
}


@dataclass(frozen=True, slots=True)
class Role:
    """One kind of run: where its labels "B-" and "I-" stand among the chain's."""

    name: str
    begins: int
    goes_on: int

    def among(self, labels: FloatArray) -> FloatArray:
        """What is said of both labels together, (sequences, words, labels) to (sequences, words)."""
        both: FloatArray = labels[:, :, self.begins] + labels[:, :, self.goes_on]
        return both


def roles_of(chain: Chain) -> tuple[Role, ...]:
    """The kinds of runs a chain tells apart."""
    return tuple(
        Role(label[2:], at, chain.labels.index(f"I-{label[2:]}"))
        for at, label in enumerate(chain.labels)
        if label.startswith("B-")
    )


@dataclass(frozen=True, slots=True)
class Paths:
    """All paths through a batch of sequences: their scores, and log-weights up to each word and from each word on."""

    chain: Chain
    scores: FloatArray
    lengths: IntArray
    forward: FloatArray
    backward: FloatArray
    totals: FloatArray
    """Of all paths, (sequences, words): the same at every word of a sequence; beyond its end it means nothing."""

    @classmethod
    def of(cls, scores: FloatArray, lengths: IntArray, chain: Chain) -> Paths:
        """The paths through (sequences, words, labels)."""
        forward, backward = forwards(scores, chain), backwards(scores, lengths, chain)
        return cls(chain, scores, lengths, forward, backward, logsumexp(forward + backward, 2))

    def marginals(self) -> FloatArray:
        """Probability of each label at each word; beyond a sequence's end it means nothing."""
        chances: FloatArray = np.exp(self.forward + self.backward - self.totals[:, :, None])
        return chances

    def opening(self, kind: Role) -> Doubles:
        """Log-weight (sequences, words, 2) of all that leads to a run's first word, labelled "B-" or "I-"."""
        chain, scores, inside = self.chain, self.scores, kind.goes_on
        before = [n for n in range(len(chain.labels)) if n not in (kind.begins, inside)]
        out = np.stack([self.forward[:, :, kind.begins]] * 2, axis=2).astype(np.float64)
        out[:, 0, 1] = chain.start[inside] + scores[:, 0, inside]
        led = logsumexp(self.forward[:, :-1, before] + chain.transitions[before, inside], 2)
        out[:, 1:, 1] = led + scores[:, 1:, inside]
        return out

    def closing(self, kind: Role) -> Doubles:
        """Log-weight (sequences, words, 2) of all that follows a run's last word, labelled "B-" or "I-"."""
        after = [n for n in range(len(self.chain.labels)) if n != kind.goes_on]
        rest = (self.scores + self.backward)[:, 1:, after]
        out = np.zeros((*self.scores.shape[:2], 2))
        for n, label in enumerate((kind.begins, kind.goes_on)):
            out[:, :-1, n] = logsumexp(rest + self.chain.transitions[label, after], 2)
        out[np.arange(self.scores.shape[1]) + 1 >= self.lengths[:, None]] = 0.0
        return out

    def exactly(self, kind: Role) -> Doubles:
        """Probability (sequences, words, words) of a run from exactly one word to another."""
        moves, inside, size = self.chain.transitions, kind.goes_on, self.scores.shape[1]
        opening, closing = self.opening(kind), self.closing(kind) - self.totals[:, :1, None]
        along = np.cumsum(self.scores[:, :, inside].astype(np.float64) + moves[inside, inside], axis=1)
        first_step = float(moves[kind.begins, inside] - moves[inside, inside])
        begun = np.logaddexp(opening[:, :, 0] + first_step, opening[:, :, 1]) - along
        out = begun[:, :, None] + (along + closing[:, :, 1])[:, None, :]
        each = np.arange(size)
        out[:, each, each] = np.logaddexp(opening[:, :, 0] + closing[:, :, 0], opening[:, :, 1] + closing[:, :, 1])
        chances: Doubles = np.exp(np.minimum(np.where(each[:, None] <= each, out, NEVER), 0.0))
        return chances


def segments(scores: FloatArray, lengths: IntArray, chain: Chain) -> list[list[Found]]:
    """The runs to name in each sequence of a batch (sequences, words, labels), in order; doubtful ones marked so."""
    kinds, paths = roles_of(chain), Paths.of(scores, lengths, chain)
    marginals = paths.marginals()
    best = _one_hot(viterbi(scores, lengths, chain), scores)
    parts = [(paths.exactly(kind), _mean(kind.among(marginals)), _mean(kind.among(best))) for kind in kinds]
    out = []
    for n, size in enumerate(lengths.tolist()):
        here = [(exactly[n], partly[n], on_best[n]) for exactly, partly, on_best in parts]
        sure = _chosen(kinds, here, SURE, size)
        more = [run for run in _chosen(kinds, here, DOUBTFUL, size) if not any(_overlap(run, other) for other in sure)]
        runs = sorted((run, doubtful) for runs, doubtful in ((sure, False), (more, True)) for run in runs)
        out.append([_found(kinds[kind], first, last, marginals[n], doubtful) for (first, last, kind), doubtful in runs])
    return out


def _chosen(
    kinds: Sequence[Role], parts: Sequence[tuple[Doubles, Doubles, Doubles]], worths: Mapping[str, Worth], size: int
) -> list[tuple[int, int, int]]:
    """The runs (first, last, kind) of one sequence that together are worth most."""
    summed = []
    for kind, (exactly, partly, on_best) in zip(kinds, parts, strict=True):
        worth = worths[kind.name]
        summed.append(exactly + worth.partly * partly + worth.best * on_best - worth.least)
    every = np.stack(summed)
    which, most = every.argmax(0), every.max(0)
    return [(first, last, int(which[first, last])) for first, last in _best(most, size)]


def _overlap(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _one_hot(paths: Sequence[IntArray], like: FloatArray) -> FloatArray:
    """Paths as (sequences, words, labels): 1 for the label of each word, all 0 beyond a path's end."""
    out = np.zeros_like(like)
    for row, path in zip(out, paths, strict=True):
        row[np.arange(len(path)), path] = 1.0
    return out


def _mean(chances: FloatArray) -> Doubles:
    """The mean of (sequences, words) over every stretch of words, (sequences, words, words)."""
    size = chances.shape[1]
    sums = np.concatenate([np.zeros((len(chances), 1)), np.cumsum(chances, axis=1, dtype=np.float64)], axis=1)
    widths = np.maximum(np.arange(size)[None, :] - np.arange(size)[:, None] + 1, 1)
    mean: Doubles = (sums[:, None, 1:] - sums[:, :-1, None]) / widths
    return mean


def _best(worth: Doubles, size: int) -> list[tuple[int, int]]:
    """The stretches (first, last) within `size` words that do not overlap and together are worth most."""
    totals, back = np.zeros(size + 1), np.full(size + 1, -1)
    for last in range(size):
        gains = totals[: last + 1] + worth[: last + 1, last]
        first = int(gains.argmax())
        totals[last + 1] = max(totals[last], gains[first])
        back[last + 1] = first if gains[first] > totals[last] else -1
    found, end = [], size
    while end:
        first = int(back[end])
        if first >= 0:
            found.append((first, end - 1))
        end = first if first >= 0 else end - 1
    return found[::-1]


def _found(kind: Role, first: int, last: int, marginals: FloatArray, doubtful: bool) -> Found:  # noqa: FBT001
    """A run with the geometric mean of its labels' probabilities."""
    chosen = marginals[first : last + 1, kind.goes_on].copy()
    chosen[0] = max(chosen[0], marginals[first, kind.begins])
    return Found(kind.name, first, last, float(np.exp(np.log(np.maximum(chosen, 1e-9)).mean())), doubtful)
