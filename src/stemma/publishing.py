"""Writing dossiers into a folder: a page for each story and an index, nothing touched that did not change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from stemma.errors import StemmaError
from stemma.exports import dossier
from stemma.records import Story

INDEX = "index.html"
_LISTED = re.compile(r'href="(s[0-9a-f]+\.html)"')


def write(stories: Iterable[Story], folder: Path) -> Path | None:
    """Write the pages; returns the one to open: the only story's, else the index; None where there is no story.

    Pages that the folder's last index lists and this one does not are removed: their stories have other ids now.
    """
    told = list(stories)
    if not told:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _listed(folder / INDEX)
        names = [f"{story.id}.html" for story in told]
        for name, story in zip(names, told, strict=True):
            _put(folder / name, dossier.render(story))
        _put(folder / INDEX, dossier.render_index(told))
        for name in sorted(before - set(names)):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise StemmaError(
            f"The dossiers cannot be written to {folder}: {error.strerror or error}.",
            remedy="Name a folder with --out.",
        ) from error
    return folder / (names[0] if len(told) == 1 else INDEX)


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
