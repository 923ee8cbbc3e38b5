"""The shape of the SQLite file: named migrations, each applied in one transaction together with its record.

Two kinds of tables. `report`, `place` and `quarantine` are what came in, `judgement` and `correction` are what people
decided; they are kept for ever. `reading`, `pile_reading`, `story`, `member` and `state` are derived: they tell what
made them and can be dropped and rebuilt. No table but `judgement` and `correction` holds a time of day or a running
number, so equal inputs give equal rows whatever happened on the way; what `said` and the indexes for searching hold
besides content is nobody's to see.
"""

from __future__ import annotations

import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from stemma.errors import StoreError

APPLICATION_ID = 0x73746D61
"""ASCII "stma": tells a store from any other SQLite file before a single table is touched."""

DERIVED = ("reading", "pile_reading", "story", "member", "state", "said")
# Numbered in order of arrival, so not part of what two stores of equal inputs have in common.
UNSEEN = ("said", "found_text%", "found_said%")

# Statements of a migration that was released are never edited: a change is a new migration.
MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0001_reports_and_stories",
        (
            "CREATE TABLE report (id TEXT PRIMARY KEY, text TEXT NOT NULL)",
            # One row for each time a text was met: where, in which raw form, and how that form was cleaned.
            """CREATE TABLE place (
                path TEXT NOT NULL, raw TEXT NOT NULL, report TEXT NOT NULL REFERENCES report (id),
                url TEXT, source_id TEXT, fullness INTEGER NOT NULL, cleaning TEXT NOT NULL,
                head TEXT NOT NULL, blocks TEXT NOT NULL, sentences TEXT NOT NULL,
                PRIMARY KEY (path, raw))""",
            # In the order in which a report's places are preferred; see `archive.SETTLED`.
            "CREATE INDEX place_of_report ON place (report, fullness DESC, path, raw, cleaning)",
            """CREATE TABLE quarantine (
                path TEXT PRIMARY KEY, code TEXT NOT NULL, reason TEXT NOT NULL, remedy TEXT NOT NULL,
                report TEXT REFERENCES report (id)) WITHOUT ROWID""",
            """CREATE TABLE reading (
                report TEXT PRIMARY KEY REFERENCES report (id), reader TEXT NOT NULL, cleaning TEXT NOT NULL,
                body TEXT NOT NULL)""",
            "CREATE TABLE pile_reading (report TEXT PRIMARY KEY REFERENCES report (id), body TEXT NOT NULL)",
            "CREATE TABLE story (id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, body TEXT NOT NULL)",
            """CREATE TABLE member (
                story TEXT NOT NULL REFERENCES story (id), seq INTEGER NOT NULL,
                report TEXT NOT NULL REFERENCES report (id), PRIMARY KEY (story, seq)) WITHOUT ROWID""",
            "CREATE INDEX story_of_report ON member (report)",
            "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        ),
    ),
    (
        "0002_judgements",
        (
            # Actors are named by report and by the reading's own id, without foreign keys: a judgement outlives both,
            # and takes effect again when they come back. Undoing marks the row; no row is ever taken away.
            """CREATE TABLE judgement (
                number INTEGER PRIMARY KEY, verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
                one_report TEXT NOT NULL, one_actor TEXT NOT NULL,
                other_report TEXT NOT NULL, other_actor TEXT NOT NULL,
                who TEXT NOT NULL, made TEXT NOT NULL, one_name TEXT NOT NULL, other_name TEXT NOT NULL,
                undone_by TEXT, undone TEXT)""",
        ),
    ),
    (
        "0003_story_rows_that_stay",
        (
            # Stories were numbered in order, so each new one rewrote the rows of all; now their last day orders them.
            "DROP TABLE member",
            "DROP TABLE story",
            "DELETE FROM state",
            "CREATE TABLE story (id TEXT PRIMARY KEY, last TEXT, body TEXT NOT NULL)",
            """CREATE TABLE member (
                story TEXT NOT NULL, seq INTEGER NOT NULL, report TEXT NOT NULL REFERENCES report (id),
                PRIMARY KEY (story, seq)) WITHOUT ROWID""",
            "CREATE INDEX story_of_report ON member (report)",
        ),
    ),
    (
        "0004_search",
        (
            # The words themselves stay where they are: both indexes only point at them.
            """CREATE VIRTUAL TABLE found_text USING fts5 (
                text, content='report', tokenize='unicode61 remove_diacritics 2')""",
            "INSERT INTO found_text (found_text) VALUES ('rebuild')",
            """CREATE TRIGGER report_found AFTER INSERT ON report BEGIN
                INSERT INTO found_text (rowid, text) VALUES (new.rowid, new.text); END""",
            """CREATE TABLE said (
                number INTEGER PRIMARY KEY, report TEXT NOT NULL, attribution TEXT NOT NULL, form TEXT NOT NULL,
                start INTEGER NOT NULL, "end" INTEGER NOT NULL, speaker TEXT NOT NULL, content TEXT NOT NULL)""",
            "CREATE INDEX said_of_report ON said (report)",
            """CREATE VIRTUAL TABLE found_said USING fts5 (
                speaker, content, content='said', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
            """CREATE TRIGGER said_found AFTER INSERT ON said BEGIN
                INSERT INTO found_said (rowid, speaker, content) VALUES (new.number, new.speaker, new.content); END""",
            """CREATE TRIGGER said_lost AFTER DELETE ON said BEGIN
                INSERT INTO found_said (found_said, rowid, speaker, content)
                VALUES ('delete', old.number, old.speaker, old.content); END""",
            # Readings are read anew, so that what was said in them is found.
            "DELETE FROM reading",
            "DELETE FROM state",
        ),
    ),
    (
        "0005_corrections",
        (
            # Numbered together with the judgements, kept as they are, and like them undone by marking the row.
            """CREATE TABLE correction (
                number INTEGER PRIMARY KEY, kind TEXT NOT NULL, report TEXT NOT NULL, other TEXT, body TEXT NOT NULL,
                undone_by TEXT, undone TEXT)""",
        ),
    ),
)


def program_version() -> str:
    """The version of this program, as its package states it."""
    try:
        return version("stemma-news")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unknown"


def pending(db: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """Names of migrations the file still lacks; raises StoreError for a foreign or a newer file."""
    marked = db.execute("PRAGMA application_id").fetchone()[0]
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and marked != APPLICATION_ID:
        raise StoreError(f"{path} is an SQLite file, but not a store of stemma.", remedy="Name another file with --db.")
    done = dict(db.execute("SELECT name, program FROM migration ORDER BY name")) if "migration" in tables else {}
    known = [name for name, _ in MIGRATIONS]
    newer = [name for name in done if name not in known]
    if newer:
        raise StoreError(
            f"The store {path} was last changed by stemma {done[newer[-1]]} (migration {newer[-1]}); "
            f"this is stemma {program_version()}, which knows migrations up to {known[-1]}.",
            remedy="Upgrade stemma (pip install --upgrade stemma-news), or name another file with --db.",
        )
    return tuple(name for name in known if name not in done)


def migrate(db: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """Apply what is pending, each migration in one transaction with its record; returns the names applied."""
    applied = []
    for name in pending(db, path):
        db.execute("BEGIN IMMEDIATE")
        try:
            if name in pending(db, path):  # another process may have been quicker
                _apply(db, name)
                applied.append(name)
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
    return tuple(applied)


def _apply(db: sqlite3.Connection, name: str) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, program TEXT NOT NULL) WITHOUT ROWID")
    for statement in dict(MIGRATIONS)[name]:
        db.execute(statement)
    db.execute("INSERT INTO migration VALUES (?, ?)", (name, program_version()))
