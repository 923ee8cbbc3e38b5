"""The store: one SQLite file with the reports for ever, and what was made of them until it is rebuilt."""

from stemma.store.archive import Archive, Place
from stemma.store.connection import MEMORY, sqlite_features
from stemma.store.queries import Query, parse
from stemma.store.schema import program_version
from stemma.store.search import Hit

__all__ = ["MEMORY", "Archive", "Hit", "Place", "Query", "parse", "program_version", "sqlite_features"]
