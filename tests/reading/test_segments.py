"""Choosing runs of greatest expected worth, against brute force on chains small enough to enumerate."""

import itertools

import numpy as np
import pytest

from stemma.reading.labels import Chain, pad
from stemma.reading.segments import SURE, roles_of, segments

LABELS = ("O", "B-cue", "I-cue", "B-source", "I-source")


def chain(seed: int) -> Chain:
    rng = np.random.default_rng(seed)
    size = len(LABELS)
    return Chain(LABELS, rng.normal(size=(size, size)).astype(np.float32), rng.normal(size=size).astype(np.float32))


def chances_of_all_paths(scores, c):
    """Each path of labels with its probability."""
    weights = {}
    for path in itertools.product(range(len(LABELS)), repeat=len(scores)):
        total = c.start[path[0]] + sum(scores[i, p] for i, p in enumerate(path))
        weights[path] = float(np.exp(total + sum(c.transitions[a, b] for a, b in itertools.pairwise(path))))
    total = sum(weights.values())
    return {path: w / total for path, w in weights.items()}


def runs_on(path):
    """(role, first, last) of a path: B begins a run, and so does an I of another role than the label before."""
    found, begun = [], None
    for at, label in enumerate([*(LABELS[p] for p in path), "O"]):
        if begun and label != f"I-{begun[0]}":
            found.append((*begun, at - 1))
            begun = None
        if label != "O" and not begun:
            begun = (label[2:], at)
    return found


def worths(scores, c, set_):
    """What each possible run is worth: its own probability, that of its words, and what the best path says of them."""
    every, size = chances_of_all_paths(scores, c), len(scores)
    best = [LABELS[p][2:] for p in max(every, key=every.get)]
    exactly, inside = dict.fromkeys(itertools.product(("cue", "source"), range(size), range(size)), 0.0), {}
    for path, chance in every.items():
        for run in runs_on(path):
            exactly[run] += chance
        for at, p in enumerate(path):
            inside[LABELS[p][2:], at] = inside.get((LABELS[p][2:], at), 0.0) + chance
    out = {}
    for role, a, b in exactly:
        worth, size = set_[role], b - a + 1
        if size > 0:
            partly = sum(inside[role, n] for n in range(a, b + 1)) / size
            on_best = best[a : b + 1].count(role) / size
            out[role, a, b] = exactly[role, a, b] + worth.partly * partly + worth.best * on_best - worth.least
    return out


def best_total(worth, size):
    best = [0.0] * (size + 1)
    for end in range(1, size + 1):
        best[end] = max([best[end - 1], *(best[a] + w for (_, a, b), w in worth.items() if b == end - 1)])
    return best[size]


@pytest.mark.parametrize("seed", range(8))
def test_the_runs_taken_are_worth_most(seed):
    c, rng = chain(seed), np.random.default_rng(100 + seed)
    sequences = [3 * rng.normal(size=(n, len(LABELS))).astype(np.float32) for n in (1, 5, 4)]
    for scores, found in zip(sequences, segments(*pad(sequences), c), strict=True):
        worth = worths(scores, c, SURE)
        taken = sum(worth[f.label, f.first, f.last] for f in found if not f.doubtful)
        assert taken == pytest.approx(best_total(worth, len(scores)), abs=1e-4)
        assert all(one.last < other.first for one, other in itertools.pairwise(found))


def test_a_run_is_as_probable_as_its_labels_are_on_average():
    scores = np.log(np.array([[0.1, 0.9, 1e-9], [1e-9, 1e-9, 1.0]], dtype=np.float32))
    flat = Chain(LABELS[:3], np.zeros((3, 3), np.float32), np.zeros(3, np.float32))
    ((found,),) = segments(*pad([scores]), flat)
    assert (found.label, found.first, found.last) == ("cue", 0, 1)
    assert found.probability == pytest.approx(0.9**0.5, rel=1e-3)


def test_what_is_too_doubtful_to_be_named_may_still_complete():
    """A word that is a source in four of ten: not to be named by itself, but better than no source."""
    scores = np.log(np.array([[0.6, 1e-9, 1e-9, 0.4, 1e-9]], dtype=np.float32))
    flat = Chain(LABELS, np.zeros((5, 5), np.float32), np.zeros(5, np.float32))
    (found,) = segments(*pad([scores]), flat)
    assert [(f.label, f.first, f.doubtful) for f in found] == [("source", 0, True)]


def test_the_roles_of_a_chain():
    assert [(r.name, r.begins, r.goes_on) for r in roles_of(chain(0))] == [("cue", 1, 2), ("source", 3, 4)]
