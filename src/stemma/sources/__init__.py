"""Sources: a reference (file, folder, glob, standard input) becomes items that may be reports, or coded refusals."""

from stemma.sources.gather import gather

__all__ = ["gather"]
