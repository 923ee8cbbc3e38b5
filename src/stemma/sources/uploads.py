"""What a person hands over by dropping it or pasting it: named bytes and typed text, told apart as files are."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree, html

from stemma.records import Given, RawItem, Rejected
from stemma.sources import files, rows

PASTED = "pasted text"


def uploaded(name: str, content: bytes, *, max_bytes: int) -> Iterator[RawItem | Rejected]:
    """The items of one file that was handed over under `name`."""
    path = plain_name(name)
    start = content[: files.SNIFF_BYTES]
    kind = files.SUFFIXES.get(PurePosixPath(path).suffix.lower()) or files.sniff(start)
    alien = files.foreign(start)
    if alien:
        yield Rejected(path, "unsupported", f"{path} is {alien}.", "Give plain text, saved HTML or JSON Lines.")
    elif kind == "jsonl":
        yield from rows.read_rows(BytesIO(content), path, max_bytes)
    elif len(content) > max_bytes:
        yield files.too_large(path, len(content), max_bytes)
    else:
        yield RawItem(content=content, kind=kind or "text", path=path)


def pasted(text: str, given: Given, *, name: str = "") -> RawItem:
    """One item of typed or pasted text, with what the person says of it."""
    words = " ".join(text.split()[:8])
    return RawItem(content=text, kind="text", path=plain_name(name) if name else f"{PASTED}: {words}", given=given)


def as_text(path: str, content: bytes) -> RawItem:
    """Bytes that could not be used, once more: all letters they hold as plain text, whatever they were."""
    text = content.decode("utf-8", "replace").replace("\ufffd", "")
    if "<" in text and files.sniff(content[: files.SNIFF_BYTES]) == "html":
        text = _words_of(content) or text
    kept = "".join(c for c in text if c.isprintable() or c in "\n\t")
    return RawItem(content=kept, kind="text", path=path)


def plain_name(name: str) -> str:
    """A name as it is shown: no folders above, nothing that cannot be printed."""
    parts = [p for p in name.replace("\\", "/").split("/") if p not in {"", ".", ".."}]
    kept = "".join(c for c in "/".join(parts) if c.isprintable())
    return kept[:300] or "without a name"


def _words_of(content: bytes) -> str:
    """All text of a page, a line for each block of it."""
    try:
        page = html.document_fromstring(content)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for element in list(page.iter("script", "style", "noscript", "template")):
        element.text = None
        for child in list(element):
            element.remove(child)
    lines = (" ".join(str(text).split()) for text in page.itertext())
    return "\n\n".join(line for line in lines if line)
