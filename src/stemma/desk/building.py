"""Building: gather, clean, file, read, regroup; what is done is never done again.

A build works in two passes. First every input is cleaned and filed; then every report that this reader has not read as
it now stands is read. So the store ends the same whatever order things came in and wherever a run was cut off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from stemma import stories as grouping
from stemma.desk.reading import (
    READING_BATCH,
    Progress,
    Reads,
    batches,
    clean_one,
    failure,
    items_of,
    read_batch,
    silent,
)
from stemma.desk.telling import grouping_version
from stemma.errors import SpanError
from stemma.reading import Reader
from stemma.records import RawItem, Reading, Record, Rejected, Report, content_id
from stemma.settings import Settings
from stemma.store import Archive

FILING_BATCH = 32
"""Inputs cleaned and filed at once: saved pages take up to 50 ms each, so a kill loses under two seconds."""


@dataclass(frozen=True, slots=True)
class BuildResult(Record):
    """What a build did."""

    seen: int
    """Inputs met, usable or not."""
    added: int
    """Reports that were not in the store."""
    places: int
    """Further places of reports that were."""
    known: int
    """Inputs that were in the store already, from the same place."""
    read: int
    """Reports read in this run."""
    reports: int
    """Reports in the store now."""
    stories: int
    """Stories in the store now."""
    unchanged: bool
    """Whether the store holds exactly what it held before."""
    quarantined: tuple[Rejected, ...]
    """Inputs of this run that could not be used."""


def build(
    refs: Sequence[str],
    settings: Settings,
    *,
    reader: Reads | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    archive: Archive | None = None,
    items: Iterable[RawItem | Rejected] = (),
) -> BuildResult:
    """Bring `refs` and `items` into the store (`archive`, or the settings' file), read what is new, regroup."""
    reader = reader or Reader.open(settings)
    with nullcontext(archive) if archive else Archive(settings.database, write=True) as store:
        before, tell = store.changes, progress or silent
        tally, refused = _file_all(chain(items_of(refs, settings, stdin), items), store, tell)
        read, failed = _read_all(store, reader, tell)
        if regroup(store, tell) or read:
            _reindex(store)
        counts = store.counts()
        return BuildResult(
            seen=sum(tally.values()) + len(refused),
            added=tally["new report"],
            places=tally["new place"],
            known=tally["known"] + tally["cleaned anew"],
            read=read,
            reports=counts["reports"],
            stories=counts["stories"],
            unchanged=store.changes == before,
            quarantined=(*refused, *failed),
        )


# --- the passes of a build -------------------------------------------------------------------------------------------


def _file_all(
    items: Iterator[RawItem | Rejected], store: Archive, tell: Progress
) -> tuple[dict[str, int], list[Rejected]]:
    """Clean and file every input; how many of each outcome, and what was refused."""
    tally = dict.fromkeys(("new report", "new place", "cleaned anew", "known"), 0)
    refused: list[Rejected] = []
    for batch in batches(items, FILING_BATCH):
        cleaned = [(item, clean_one(item)) for item in batch]
        with store.writing():
            for item, report in cleaned:
                outcome = _file(store, item, report)
                if isinstance(outcome, Rejected):
                    refused.append(outcome)
                else:
                    tally[outcome] += 1
        tell("filing", sum(tally.values()) + len(refused), None)
    return tally, refused


def _file(store: Archive, item: RawItem | Rejected, report: Report | Rejected) -> str | Rejected:
    if isinstance(report, Report) and isinstance(item, RawItem):
        try:
            return store.file(report, _raw_digest(item))
        except (SpanError, UnicodeError) as error:
            report = failure(item.path, error)
    assert isinstance(report, Rejected)
    if report.code != "missing":  # what is not there is told, but there is nothing to keep
        store.reject(report)
    return report


def _raw_digest(item: RawItem) -> str:
    content = item.content.encode("utf-8", "surrogatepass") if isinstance(item.content, str) else item.content
    beside = item.given.to_dict(), item.kind, item.url, item.source_id
    return content_id("i", hashlib.sha256(content).hexdigest(), *beside, length=24)


def _read_all(store: Archive, reader: Reads, tell: Progress) -> tuple[int, list[Rejected]]:
    """Read every report that this reader has not read as it now stands; how many, and which could not be read."""
    ids, read, failed = store.unread(reader.version), 0, []
    for batch in batches(iter(ids), READING_BATCH):
        results = read_batch(reader, list(store.reports(batch)))
        with store.writing():
            for id_, result in zip(batch, results, strict=True):
                outcome = _keep(store, reader.version, result)
                if outcome is None:
                    read += 1
                else:
                    failed.append(outcome)
                    store.reject(outcome, id_)
        tell("reading", read + len(failed), len(ids))
    return read, failed


def _keep(store: Archive, version: str, result: Reading | Rejected) -> Rejected | None:
    if isinstance(result, Rejected):
        return result
    try:
        store.put_reading(result, version)
    except (SpanError, UnicodeError) as error:
        return failure(result.report.report.path, error)
    return None


def regroup(store: Archive, tell: Progress | None = None) -> bool:
    """Group the pile anew, unless the stories already rest on exactly these readings, this grouping and these moves.

    Whether they were grouped anew.
    """
    moved = store.corrections()
    marks = [repr(c) for c in moved if c.kind in grouping.GROUPING_KINDS]
    version = f"{grouping_version()} {content_id('k', *marks)}" if marks else grouping_version()
    anew = False
    while store.grouped() != (made_from := f"{store.fingerprint()} {version}"):
        anew = True
        pile = store.pile()
        if tell:
            tell("grouping", 0, len(pile.readings))
        trimmed = grouping.without_boilerplate(pile.readings)
        groups = grouping.group(trimmed, moved)
        before = {reading.id: reading for reading in pile.readings}
        with store.writing():
            if store.fingerprint() == pile.fingerprint:  # else another writer came between: once more
                store.put_stories(groups, [r for r in trimmed if r != before[r.id]], made_from)
    return anew


def _reindex(store: Archive) -> None:
    """What people corrected is found by what they said, whatever was just read."""
    moved = store.corrections()
    reports = sorted({c.place.report for c in moved if c.kind in {"speaker", "not-attribution"}})
    if reports:
        with store.writing():
            for reading in grouping.corrected(store.readings(reports), moved):
                store.index(reading)


# --- one item at a time --------------------------------------------------------------------------------------------
