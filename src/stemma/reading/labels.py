"""Scores -> spans: decoding of a linear chain over words, and what its marginals say. No model is needed to test it.

The chain is that of a conditional random field (Lafferty, McCallum, Pereira 2001): best path by Viterbi, marginals
by forward-backward, over a batch of sequences padded to one length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.spans import Span

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

# Classes of event words, after TimeML, in the order of the model's scores.
EVENT_LABELS = ("O", "OCCURRENCE", "STATE", "REPORTING", "I_ACTION", "I_STATE", "ASPECTUAL", "PERCEPTION")


@dataclass(frozen=True, slots=True)
class Chain:
    """Label names in the order of the scores, and the learned moves between them."""

    labels: tuple[str, ...]
    transitions: FloatArray
    """[from, to], added to the score of a path."""
    start: FloatArray


def bio_chain(labels: Sequence[str]) -> Chain:
    """A chain without learned moves that only forbids an I which nothing of its kind comes before."""
    forbidden = -1e4
    moves = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for to, label in enumerate(labels):
        if label.startswith("I-"):
            moves[:, to] = [0.0 if before[2:] == label[2:] else forbidden for before in labels]
    start = np.array([forbidden if label.startswith("I-") else 0.0 for label in labels], dtype=np.float32)
    return Chain(tuple(labels), moves, start)


@dataclass(frozen=True, slots=True)
class Found:
    """A labelled run of words; `first` and `last` are word indices, inclusive."""

    label: str
    first: int
    last: int
    probability: float
    """That of its labels, a mean over its words; 1 where nobody asked."""
    doubtful: bool = False
    """Whether it may only complete what is sure."""


def pad(sequences: Sequence[FloatArray]) -> tuple[FloatArray, IntArray]:
    """Stack sequences of scores (n, labels) into (batch, longest, labels) with their lengths."""
    lengths = np.array([len(s) for s in sequences], dtype=np.int64)
    out = np.zeros((len(sequences), int(lengths.max()), sequences[0].shape[1]), dtype=np.float32)
    for row, sequence in zip(out, sequences, strict=True):
        row[: len(sequence)] = sequence
    return out, lengths


def viterbi(scores: FloatArray, lengths: IntArray, chain: Chain) -> list[IntArray]:
    """Best path of each sequence, as label indices."""
    batch, longest, width = scores.shape
    best = chain.start + scores[:, 0]
    back = np.zeros((longest, batch, width), dtype=np.int64)
    for at in range(1, longest):
        moves = best[:, :, None] + chain.transitions
        back[at] = moves.argmax(1)
        step = np.take_along_axis(moves, back[at][:, None, :], 1)[:, 0] + scores[:, at]
        best = np.where((at < lengths)[:, None], step, best)
    paths = []
    for row, length in enumerate(lengths):
        path = np.empty(int(length), dtype=np.int64)
        path[-1] = best[row].argmax()
        for at in range(int(length) - 1, 0, -1):
            path[at - 1] = back[at, row, path[at]]
        paths.append(path)
    return paths


def logsumexp(values: FloatArray, axis: int) -> FloatArray:
    """Logarithm of the sum of exponentials along an axis."""
    top = values.max(axis, keepdims=True)
    summed: FloatArray = np.log(np.exp(values - top).sum(axis)) + np.squeeze(top, axis)
    return summed


def forwards(scores: FloatArray, chain: Chain) -> FloatArray:
    """Log-weight of all paths up to each word that end in each label, (batch, words, labels)."""
    out = np.empty_like(scores)
    out[:, 0] = chain.start + scores[:, 0]
    for at in range(1, scores.shape[1]):
        out[:, at] = logsumexp(out[:, at - 1, :, None] + chain.transitions, 1) + scores[:, at]
    return out


def backwards(scores: FloatArray, lengths: IntArray, chain: Chain) -> FloatArray:
    """Log-weight of all paths from each word with each label to the sequence's end, the word itself left out."""
    out = np.zeros_like(scores)
    for at in range(scores.shape[1] - 2, -1, -1):
        step = logsumexp(chain.transitions + (scores[:, at + 1] + out[:, at + 1])[:, None, :], 2)
        out[:, at] = np.where((at + 1 < lengths)[:, None], step, 0.0)
    return out


def marginals(scores: FloatArray, lengths: IntArray, chain: Chain) -> list[FloatArray]:
    """Probability of each label at each word, (n, labels) per sequence."""
    joint = forwards(scores, chain) + backwards(scores, lengths, chain)
    chances = np.exp(joint - logsumexp(joint, 2)[:, :, None])
    return [row[: int(length)] for row, length in zip(chances, lengths, strict=True)]


def runs(path: IntArray, labels: Sequence[str]) -> list[Found]:
    """Runs of one label: B begins one, I goes on with it, or begins one where nothing is open."""
    found: list[Found] = []
    kind, first = "", 0
    for at in range(len(path) + 1):
        label = labels[path[at]] if at < len(path) else "O"
        begins = label.startswith("B-") or (label.startswith("I-") and label[2:] != kind)
        if kind and (begins or label == "O"):
            found.append(Found(kind, first, at - 1, 1.0))
            kind = ""
        if begins:
            kind, first = label[2:], at
    return found


def span_of(words: Sequence[Span], found: Found) -> Span:
    """The code points from the run's first word to its last."""
    return Span(words[found.first].start, words[found.last].end)
