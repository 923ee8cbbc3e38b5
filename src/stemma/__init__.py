"""stemma: from a pile of reports to who said what, each item pointing at its source.

>>> import stemma
>>> reading = stemma.read("report.txt")      # a path, or the text itself
>>> stories = stemma.build(["reports/"])     # files, folders, globs
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from stemma.errors import StemmaError, UsageError
from stemma.records import (
    Actor,
    Attribution,
    Block,
    Group,
    Mention,
    Published,
    RawItem,
    Reading,
    Rejected,
    Report,
    ReportHead,
    Story,
    StoryActor,
    StoryAttribution,
)
from stemma.settings import Settings
from stemma.spans import Span

if TYPE_CHECKING:
    from stemma.desk import Reads

__all__ = [
    "Actor",
    "Attribution",
    "Block",
    "Group",
    "Mention",
    "Published",
    "RawItem",
    "Reading",
    "Rejected",
    "Report",
    "ReportHead",
    "Settings",
    "Span",
    "StemmaError",
    "Story",
    "StoryActor",
    "StoryAttribution",
    "UsageError",
    "build",
    "read",
]

__version__: str


def read(text_or_path: str | Path, *, settings: Settings | None = None, reader: Reads | None = None) -> Reading:
    """Read one report: the file at a path (a Path, or a str that names one), or a text.

    Raises UsageError, with the code of the refusal, for what is no report. A `reader` that was opened before is used
    again: `stemma.reading.Reader.open(Settings())` takes longer than reading a report.
    """
    # Imported here: the desk brings the whole pipeline, and `stemma --version` needs none of it (0.5 s).
    from stemma import desk  # noqa: PLC0415

    is_path = isinstance(text_or_path, Path) or _names_a_file(text_or_path)
    ref, text = (str(text_or_path), "") if is_path else ("-", str(text_or_path))
    stdin = BytesIO(text.encode("utf-8", "surrogatepass"))
    results = list(desk.read([ref], settings or Settings(), reader=reader, stdin=stdin))
    if len(results) != 1:
        raise UsageError(f"{ref} holds {len(results)} reports, not one.", remedy="Use stemma.build for several.")
    if isinstance(result := results[0], Rejected):
        raise UsageError(f"{result.path} is no report ({result.code}): {result.reason}", remedy=result.remedy)
    return result


def build(paths: Sequence[str | Path], *, db: str | Path | None = None, reader: Reads | None = None) -> list[Story]:
    """The stories of the reports at `paths` (files, folders, globs): kept in the file `db`, or in memory without one.

    With a `db` the stories of all that it holds are returned. Inputs that cannot be used are passed over; they stand
    in the store's quarantine.
    """
    from stemma import desk  # noqa: PLC0415 - as above
    from stemma.store import MEMORY, Archive  # noqa: PLC0415

    settings = Settings(database=MEMORY if db is None else Path(db))
    with Archive(settings.database, write=True) as archive:
        desk.build([str(path) for path in paths], settings, reader=reader, archive=archive)
        return list(desk.all_stories(settings, archive=archive))


def _names_a_file(text: str) -> bool:
    """A path is told from a text by being there."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a file name, or with a NUL in it
        return False


def __getattr__(name: str) -> str:
    if name == "__version__":  # asked for rarely, and importlib.metadata takes as long to import as all the above
        from importlib.metadata import version  # noqa: PLC0415

        return version("stemma-news")
    raise AttributeError(f"module 'stemma' has no attribute {name!r}")
