"""Is this installation sound? Python, SQLite, the model and the store, each with what was found and what to do."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from stemma.errors import StemmaError, StoreError
from stemma.exports.wording import count
from stemma.reading import Reader
from stemma.records import Record, Rejected
from stemma.settings import Settings
from stemma.store import Archive, program_version, sqlite_features


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """One thing that was examined."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Look at everything a build needs; never raises for what it finds."""
    python = ".".join(map(str, sys.version_info[:3]))
    version, fts5 = sqlite_features()
    search = "with full-text search" if fts5 else "without full-text search (FTS5)"
    remedy = "" if fts5 else "Use a Python whose SQLite has FTS5."
    return (
        Finding("stemma", ok=True, detail=program_version()),
        Finding("python", ok=True, detail=f"{python} on {sys.platform}"),
        Finding("sqlite", ok=fts5, detail=f"{version} {search}", remedy=remedy),
        _model(settings),
        _store(settings),
    )


def quarantine(settings: Settings) -> tuple[Rejected, ...]:
    """What the store could not use; nothing where there is no store, or none that opens."""
    try:
        with Archive(settings.database) as archive:
            return archive.quarantine()
    except StoreError:
        return ()


def _model(settings: Settings) -> Finding:
    try:
        reader = Reader.open(settings)
        reader.self_check()
    except StemmaError as error:
        return Finding("model", ok=False, detail=error.message, remedy=error.remedy)
    return Finding("model", ok=True, detail=f"{reader.version}; digests and golden scores agree")


def _store(settings: Settings) -> Finding:
    if not settings.database.exists():
        return Finding("store", ok=True, detail=f"none yet at {settings.database}")
    try:
        with Archive(settings.database) as archive:
            state, counts = archive.check(), archive.counts()
    except StoreError as error:
        return Finding("store", ok=False, detail=error.message, remedy=error.remedy)
    if state != "ok":
        remedy = "Restore it from a copy, or build into another file with --db."
        return Finding("store", ok=False, detail=f"{settings.database} is damaged: {state}", remedy=remedy)
    held = count(counts["reports"], "report"), count(counts["stories"], "story", "stories")
    return Finding("store", ok=True, detail=f"{settings.database}: {', '.join(held)}")
