"""Sentence vectors of a reading, unpacked."""

from __future__ import annotations

import base64

import numpy as np
from numpy.typing import NDArray

from stemma.records import Reading

WIDTH = 384


def unpacked(reading: Reading) -> NDArray[np.float32]:
    """(sentences, WIDTH), each row of length 1, or of zeros where the sentence has no vector (or none was kept)."""
    out = np.zeros((len(reading.report.sentences), WIDTH), dtype=np.float32)
    for row, packed in zip(out, reading.vectors, strict=False):
        if packed:
            row[:] = np.frombuffer(base64.b64decode(packed), dtype=np.int8)
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    out /= np.where(lengths > 0, lengths, np.float32(1.0))
    return out
