"""Reading without a store: each input cleaned and read by itself, and what a build does with one of them.

Nothing of stories is imported here: `stemma read` starts without them (a third of a second).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Protocol, TypeVar

from stemma.errors import ModelError, StoreError
from stemma.reading import Reader
from stemma.records import RawItem, Reading, Rejected, Report
from stemma.reports import clean
from stemma.settings import Settings
from stemma.sources import gather

READING_BATCH = 16
"""Reports read and kept at once: about 8,000 words, two seconds of one processor."""
T = TypeVar("T")


class Reads(Protocol):
    """What the desk asks of a reader."""

    @property
    def version(self) -> str:
        """Changes whenever the same report may be read differently."""

    def read(self, report: Report) -> Reading:
        """Read one report."""

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read several, in the same order."""


class Progress(Protocol):
    """Told how far a stage has come; `total` is None while nobody knows."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """`stage` is "filing", "reading" or "grouping"."""


def read(
    refs: Sequence[str],
    settings: Settings,
    *,
    reader: Reads | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Rejected]:
    """One reading or refusal for each input, in their order, duplicates too; no store is touched."""
    reader, tell, done = reader or Reader.open(settings), progress or silent, 0
    for items in batches(items_of(refs, settings, stdin), READING_BATCH):
        cleaned = [clean_one(item) for item in items]
        reports = [report for report in cleaned if isinstance(report, Report)]
        results = iter(read_batch(reader, reports))
        for report in cleaned:
            yield next(results) if isinstance(report, Report) else report
        done += len(items)
        tell("reading", done, None)


def items_of(refs: Sequence[str], settings: Settings, stdin: BinaryIO | None) -> Iterator[RawItem | Rejected]:
    """What the references name, in their order."""
    for item in gather(refs, stdin=stdin, max_bytes=settings.max_bytes):
        # A file name that is no UTF-8 arrives with half surrogates, which neither the store nor JSON can hold.
        yield item.with_(path=item.path.encode("utf-8", "backslashreplace").decode("utf-8"))


def clean_one(item: RawItem | Rejected) -> Report | Rejected:
    """The report of an item, or why there is none; whatever the cleaner breaks down on is a refusal."""
    if isinstance(item, Rejected):
        return item
    try:
        return clean(item)
    except (ModelError, StoreError):
        raise
    except Exception as error:  # noqa: BLE001 - a bad report harms nobody else
        return failure(item.path, error)


def read_batch(reader: Reads, reports: Sequence[Report]) -> list[Reading | Rejected]:
    """Read several together; when that fails, one by one, so that only the report at fault is lost."""
    try:
        return list(reader.read_many(reports))
    except (ModelError, StoreError):
        raise
    except Exception:  # noqa: BLE001 - the report at fault is found below
        return [_read_one(reader, report) for report in reports]


def _read_one(reader: Reads, report: Report) -> Reading | Rejected:
    try:
        return reader.read(report)
    except (ModelError, StoreError):
        raise
    except Exception as error:  # noqa: BLE001 - a bad report harms nobody else
        return failure(report.report.path, error)


def failure(path: str, error: Exception) -> Rejected:
    """The refusal of an input on which a step broke down."""
    # Addresses of objects differ from run to run and say nothing.
    said = re.sub(r"0x[0-9a-fA-F]+", "0x…", str(error)) or "no message"
    return Rejected(path, "failed", f"{type(error).__name__}: {said}", "Please report this with the input.")


def batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    while batch := list(islice(items, size)):
        yield batch


def silent(stage: str, done: int, total: int | None) -> None:
    """Nobody asked how far things are."""
