"""One connection to the store's file: opened for one writer or for reading only, every SQLite failure said in words."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar
from urllib.parse import quote

from stemma.errors import StoreError
from stemma.store import schema

T = TypeVar("T")

BUSY_SECONDS = 30.0
"""How long a writer waits for another one: the longest transaction, a regrouping's, takes a few seconds."""
PAUSE_SECONDS = 0.05
"""SQLite does not wait where another process opens or tidies away the write-ahead log; then we do, this long a time."""
MEMORY = Path(":memory:")
"""The name of a store that lives as long as its connection and touches no disk."""


class Connection:
    """Statements against the file, all of them run to their end here; transactions are explicit and never nested."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        if not write and path != MEMORY and not path.exists():
            raise StoreError(f"There is no store at {path}.", remedy="Make one with: stemma build FILES")
        with self.explained():
            self._db = patiently(lambda: self._open(write=write))

    def _open(self, *, write: bool) -> sqlite3.Connection:
        self._db = self._connect(write=write)
        try:
            self._prepare(write=write)
        except BaseException:
            self._db.close()
            raise
        return self._db

    def _connect(self, *, write: bool) -> sqlite3.Connection:
        if self.path == MEMORY:
            return sqlite3.connect(":memory:", isolation_level=None)
        uri = f"file:{quote(str(self.path.absolute()))}?mode={'rwc' if write else self._reading_mode()}"
        return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)

    def _reading_mode(self) -> str:
        """How to open for reading: a reader of a WAL file keeps an index beside it, if it may write there."""
        folder = self.path.absolute().parent
        if os.access(folder, os.W_OK) and os.access(self.path, os.W_OK):
            return "rw"  # so that the last one to leave can tidy that index away; `query_only` keeps it from the rest
        return "ro" if Path(f"{self.path}-wal").exists() else "ro&immutable=1"

    def _prepare(self, *, write: bool) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        if write or self.path == MEMORY:
            schema.pending(self._db, self.path)  # refuse a foreign or newer file before its journal mode is touched
            self._db.execute("PRAGMA journal_mode = WAL")
            # A crash of the machine may lose the last batches, never half of one; a build makes them again.
            self._db.execute("PRAGMA synchronous = NORMAL")
            schema.migrate(self._db, self.path)
            return
        self._db.execute("PRAGMA query_only = ON")
        if schema.pending(self._db, self.path):
            Connection(self.path, write=True).close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what SQLite raises into a StoreError that names the file and what to do."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreError(f"The store {self.path} cannot be used: {error}.", remedy=_remedy(str(error))) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"The store {self.path} is damaged or no SQLite file: {error}.",
                remedy="Restore it from a copy, or build into another file with --db.",
            ) from error

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement."""
        with self.explained():
            if self._db.in_transaction:
                return self._db.execute(sql, values).fetchall()
            return patiently(lambda: self._db.execute(sql, values).fetchall())

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row, or None."""
        rows = self.run(sql, values)
        return rows[0] if rows else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; waits for another writer at its start, not in its middle."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.rollback()
            raise

    @property
    def changes(self) -> int:
        """Rows changed over this connection so far."""
        return self._db.total_changes


def patiently(attempt: Callable[[], T]) -> T:
    """The result of `attempt`, tried again while another process holds the file, for BUSY_SECONDS in all."""
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            return attempt()
        except sqlite3.OperationalError as error:
            if not _is_held(str(error)) or monotonic() > deadline:
                raise
        sleep(PAUSE_SECONDS)


def _is_held(message: str) -> bool:
    return "locked" in message or "busy" in message


def _remedy(message: str) -> str:
    if _is_held(message):
        return "Another stemma is writing to it; wait until it is done."
    if "readonly" in message or "unable to open" in message:
        return "Check that the folder exists and that you may write there, or name another file with --db."
    if "full" in message:
        return "Free some disk space and run the same command again."
    return "Restore it from a copy, or build into another file with --db."


def sqlite_features() -> tuple[str, bool]:
    """SQLite's version, and whether it was built with full-text search (FTS5)."""
    db = sqlite3.connect(":memory:")
    try:
        options = {row[0] for row in db.execute("PRAGMA compile_options")}
    finally:
        db.close()
    return sqlite3.sqlite_version, "ENABLE_FTS5" in options


def as_json(value: Any) -> str:
    """The one way in which records stand in a row."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
