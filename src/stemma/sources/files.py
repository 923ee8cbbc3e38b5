"""One file or stream: told apart by name or by its first bytes, measured before it is read, never guessed at."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from stemma.records import RawItem, Rejected
from stemma.sources import rows

Kind = Literal["text", "html", "jsonl"]
SUFFIXES: dict[str, Kind] = {".txt": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}

# Enough to meet the first tag behind licence comments and byte order marks of saved pages.
SNIFF_BYTES = 2048
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*+(?:-->|\Z)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL
)
# What stemma writes is no report: a dossier in the folder it was made from is passed over.
_OWN = re.compile(rb"<meta name=\"generator\" content=\"stemma\">")
_ROW = re.compile(rb"\A\s*\{\s*\"")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"WARC/", "a web archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
)


def is_wanted(name: str) -> bool:
    """Whether a file found while walking is read: a known suffix, not hidden, not a README."""
    return not name.startswith(".") and not name.upper().startswith("README") and Path(name).suffix.lower() in SUFFIXES


def read_file(path: str, max_bytes: int, *, named: bool = False) -> Iterator[RawItem | Rejected]:
    """Items of one file. `named` files of an unknown suffix are told apart by their first bytes."""
    try:
        about = Path(path).stat()
        if not stat.S_ISREG(about.st_mode):
            yield Rejected(path, "unreadable", f"{path} is not a regular file.", "Name a file, or pipe it into `-`.")
            return
        with Path(path).open("rb") as stream:
            start = stream.read(SNIFF_BYTES)
            stream.seek(0, os.SEEK_SET)
            kind = SUFFIXES.get(Path(path).suffix.lower()) or (sniff(start) if named else None)
            alien = foreign(start)
            if kind == "html" and not named and _OWN.search(start):
                return
            if alien:
                yield Rejected(path, "unsupported", f"{path} is {alien}.", "Give plain text, saved HTML or JSON Lines.")
            elif kind is not None:
                yield from _read(stream, path, kind, about.st_size, max_bytes)
    except FileNotFoundError:
        yield Rejected(path, "missing", f"{path} is not there, or is a link to nothing.", "Check the path.")
    except OSError as error:
        why = error.strerror or type(error).__name__
        yield Rejected(path, "unreadable", f"{path} cannot be read: {why}.", "Check its permissions.")


def _read(stream: BinaryIO, path: str, kind: Kind, size: int, max_bytes: int) -> Iterator[RawItem | Rejected]:
    if kind == "jsonl":
        yield from rows.read_rows(stream, path, max_bytes)
    elif size > max_bytes:
        yield too_large(path, size, max_bytes)
    else:
        yield RawItem(content=stream.read(), kind=kind, path=path)


def read_stream(stream: BinaryIO, path: str, max_bytes: int) -> RawItem | Rejected:
    """One item from a stream that cannot be measured beforehand: plain text, or HTML when it looks so."""
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        return too_large(path, len(content), max_bytes)
    alien = foreign(content[:SNIFF_BYTES])
    if alien:
        return Rejected(path, "unsupported", f"Standard input is {alien}.", "Give plain text or HTML.")
    return RawItem(content=content, kind="html" if looks_like_html(content[:SNIFF_BYTES]) else "text", path=path)


def too_large(path: str, size: int, max_bytes: int) -> Rejected:
    """The refusal of an input that is longer than the limit."""
    return Rejected(
        path,
        "too-large",
        f"{path} has at least {size:,} bytes; the limit is {max_bytes:,}.",
        "Cut it into single reports, or raise the limit.",
    )


def sniff(start: bytes) -> Kind:
    """What the first bytes look like; what is neither HTML nor rows is taken for text."""
    if looks_like_html(start):
        return "html"
    return "jsonl" if _ROW.match(_plain(start)) else "text"


def looks_like_html(start: bytes) -> bool:
    """Whether the first tag is one that opens a page."""
    return bool(_HTML.match(_plain(start)))


def foreign(start: bytes) -> str | None:
    """The name of a format that is known and not read (yet), or None."""
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return name
    return "a feed" if _FEED.match(_plain(start)) else None


def _plain(start: bytes) -> bytes:
    """The bytes as near to ASCII as a sniff needs: without a byte order mark and the zeros of UTF-16."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[2:].replace(b"\0", b"")
    return start.removeprefix(b"\xef\xbb\xbf")
