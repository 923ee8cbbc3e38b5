"""Decoding against brute force on chains small enough to enumerate."""

import itertools

import numpy as np
import pytest

from stemma.reading.labels import Chain, Found, marginals, pad, runs, span_of, viterbi
from stemma.spans import Span

LABELS = ("O", "B-cue", "I-cue")


def chain(seed: int) -> Chain:
    rng = np.random.default_rng(seed)
    return Chain(LABELS, rng.normal(size=(3, 3)).astype(np.float32), rng.normal(size=3).astype(np.float32))


def scores_of_all_paths(scores, c):
    out = {}
    for path in itertools.product(range(3), repeat=len(scores)):
        total = c.start[path[0]] + sum(scores[i, p] for i, p in enumerate(path))
        out[path] = float(total + sum(c.transitions[a, b] for a, b in itertools.pairwise(path)))
    return out


@pytest.mark.parametrize("seed", range(5))
def test_best_path_and_marginals_agree_with_enumeration(seed):
    c, rng = chain(seed), np.random.default_rng(100 + seed)
    sequences = [rng.normal(size=(n, 3)).astype(np.float32) for n in (1, 4, 6)]
    padded, lengths = pad(sequences)
    paths, chances = viterbi(padded, lengths, c), marginals(padded, lengths, c)
    for scores, path, chance in zip(sequences, paths, chances, strict=True):
        every = scores_of_all_paths(scores, c)
        assert tuple(path) == max(every, key=every.get)
        weights = np.array([np.exp(v) for v in every.values()])
        for at, label in itertools.product(range(len(scores)), range(3)):
            share = sum(w for w, p in zip(weights, every, strict=True) if p[at] == label) / weights.sum()
            assert chance[at, label] == pytest.approx(share, abs=1e-4)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([0, 1, 2, 0], [("cue", 1, 2)]),
        ([1, 1, 2], [("cue", 0, 0), ("cue", 1, 2)]),
        ([2, 2, 0], [("cue", 0, 1)]),
        ([0, 0], []),
        ([0, 1], [("cue", 1, 1)]),
    ],
)
def test_runs(labels, expected):
    found = runs(np.array(labels), LABELS)
    assert [(f.label, f.first, f.last) for f in found] == expected


def test_span_of_a_run():
    assert span_of([Span(0, 2), Span(3, 6), Span(7, 9)], Found("cue", 1, 2, 1.0)) == Span(3, 9)
