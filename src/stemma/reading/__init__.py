"""Report -> Reading: a pure function of one report and the model folder."""

from stemma.reading.reader import LAYERS, Reader

__all__ = ["LAYERS", "Reader"]
