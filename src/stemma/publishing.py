"""Writing dossiers into a folder: a page for each story and an index, nothing touched that did not change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from stemma.desk import Progress, Summary, Telling
from stemma.errors import StemmaError
from stemma.exports import dossier
from stemma.exports.dossier import Entry

INDEX = "index.html"
_LISTED = re.compile(r'href="(s[0-9a-f]+\.html)"')
# A page tells in its head what it was made from; within this many bytes of its beginning.
HEAD = 2048


def write(tellings: Iterable[Telling], folder: Path, progress: Progress | None = None) -> Path | None:
    """Write the pages; returns the one to open: the only story's, else the index; None where there is no story.

    A page that was made from the same is left alone, and its story is not told again. Pages that the folder's last
    index lists and this one does not are removed: their stories have other ids now.
    """
    try:
        before = _listed(folder / INDEX)
        entries = []
        for telling in tellings:
            folder.mkdir(parents=True, exist_ok=True)
            _put_story(folder / f"{telling.summary.group.id}.html", telling)
            entries.append(_entry(telling.summary))
            if progress:
                progress("writing", len(entries), None)
        if not entries:
            return None
        names = [entry.href for entry in entries]
        _put(folder / INDEX, dossier.render_index(entries))
        for name in sorted(before - set(names)):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise StemmaError(
            f"The dossiers cannot be written to {folder}: {error.strerror or error}.",
            remedy="Name a folder with --out.",
        ) from error
    return folder / (names[0] if len(names) == 1 else INDEX)


def _put_story(path: Path, telling: Telling) -> None:
    mark = dossier.mark(telling.made_from)
    if path.is_file():
        with path.open("rb") as page:
            if mark.encode("ascii") in page.read(HEAD):
                return
    _put(path, dossier.render(telling.tell(), made_from=telling.made_from))


def _entry(summary: Summary) -> Entry:
    group, outlets = summary.group, dict.fromkeys(head.outlet for head in summary.reports if head.outlet)
    return Entry(group.id, group.title, group.from_, group.to, len(summary.reports), tuple(outlets))


def _listed(index: Path) -> set[str]:
    return set(_LISTED.findall(index.read_text(encoding="utf-8", errors="replace"))) if index.is_file() else set()


def _put(path: Path, page: str) -> None:
    """Whole or not at all; an equal page keeps its time of change."""
    content = page.encode("utf-8")
    if path.is_file() and path.read_bytes() == content:
        return
    half = path.with_name(f".{path.name}.new")
    half.write_bytes(content)
    half.replace(path)
