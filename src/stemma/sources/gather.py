"""The front door: every reference yields raw items in a fixed order, and says so when it yields nothing."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from stemma.records import RawItem, Rejected
from stemma.sources import files

STDIN = "-"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GLOB = re.compile(r"[*?\[]")


def gather(refs: Sequence[str], *, stdin: BinaryIO | None = None, max_bytes: int) -> Iterator[RawItem | Rejected]:
    """Yield what each reference holds: files, folders (walked down, sorted), globs, `-` for `stdin`.

    A row of JSON Lines and a file are items alike. Inputs longer than `max_bytes` are refused before they are read.
    """
    for ref in refs:
        yield from _one(ref, stdin, max_bytes)


def _one(ref: str, stdin: BinaryIO | None, max_bytes: int) -> Iterator[RawItem | Rejected]:
    path = Path(ref)
    if ref == STDIN:
        yield files.read_stream(stdin or sys.stdin.buffer, STDIN, max_bytes)
    elif _URL.match(ref):
        yield Rejected(ref, "unsupported", f"{ref} is an address.", "Save the page as a file and name the file.")
    elif not ref or "\0" in ref:
        yield Rejected(ref, "missing", "The reference is empty or not a path.", "Name a file, folder or glob, or -.")
    elif _is(path.is_dir):
        yield from _several(ref, folder_files(ref), max_bytes, "no .txt, .html, .htm or .jsonl file")
    elif os.path.lexists(ref):
        yield from files.read_file(ref, max_bytes, named=True)
    elif _GLOB.search(ref):
        yield from _several(ref, glob_files(ref), max_bytes, "nothing that can be read")
    else:
        yield Rejected(ref, "missing", f"{ref} is not there.", "Check the path and the current folder.")


def _is(question: object) -> bool:
    """Ask the file system; a path it refuses to look at (too long, forbidden) is not what was asked for."""
    try:
        return bool(question())  # type: ignore[operator]
    except OSError:
        return False


def _several(ref: str, paths: Iterator[str], max_bytes: int, nothing: str) -> Iterator[RawItem | Rejected]:
    empty = True
    for path in paths:
        for item in files.read_file(path, max_bytes):
            empty = False
            yield item
    if empty:
        yield Rejected(ref, "missing", f"{ref} holds {nothing}.", "Name a file in it, or another folder.")


def folder_files(folder: str) -> Iterator[str]:
    """Readable files below `folder`, sorted by path; hidden ones and README* are passed over."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if files.is_wanted(name):
                yield (Path(here) / name).as_posix()


def glob_files(pattern: str) -> Iterator[str]:
    """Files a glob finds, sorted; folders it finds are walked; the same names are passed over as in a folder."""
    for found in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob refuses absolute patterns
        if Path(found).is_dir():
            # "**" lists the files below each folder by itself; walking too would give them twice.
            if "**" not in pattern:
                yield from folder_files(found)
        elif files.is_wanted(Path(found).name):
            yield Path(found).as_posix()
