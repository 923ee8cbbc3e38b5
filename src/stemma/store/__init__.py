"""The store: one SQLite file with the reports for ever, and what was made of them until it is rebuilt."""

from stemma.store.archive import Archive, Place
from stemma.store.connection import MEMORY, sqlite_features
from stemma.store.schema import program_version

__all__ = ["MEMORY", "Archive", "Place", "program_version", "sqlite_features"]
