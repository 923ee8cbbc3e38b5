"""Bytes become text, and the name of the encoding that was used; nothing is repaired and no line end is touched."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

# Bytes that no text in any encoding handled here contains: C0 controls without tab, line feeds, form feed, escape.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# One control byte in 300 is noise in a crawled text (measured: none of 235 reports has any); a picture has one in 10.
MAX_CONTROL_SHARE = 1 / 300
# Up to this many are noise in a text of any length.
MIN_CONTROLS = 4
# The five bytes Windows-1252 leaves undefined; a text with one of them is read as Latin-1.
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# Latin-1 gives C1 controls for 0x80-0x9F; a text with many of them is in no Western encoding.
_C1 = re.compile(r"[\x80-\x9f]")
MAX_C1_SHARE = 1 / 100

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""", re.IGNORECASE)
# The HTML standard looks at the first 1,024 bytes; saved pages put comments and styles before it.
_CHARSET_BYTES = 8192
# Browsers read these labels as their Windows supersets.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


class Decoded(NamedTuple):
    """Text and the encoding it was read in, under the name people know it by."""

    text: str
    encoding: str


class Undecodable(NamedTuple):
    """Why bytes are not text."""

    code: Literal["binary", "undecodable"]
    reason: str


def decode(content: bytes, *, html: bool = False) -> Decoded | Undecodable:
    """Decode by byte order mark, declared charset (`html`), UTF-8, then Windows-1252 or Latin-1, in that order."""
    marked = _by_mark(content)
    if marked is not None:
        return marked
    controls = len(_CONTROLS.findall(content))
    if b"\0" in content or controls > max(MIN_CONTROLS, len(content) * MAX_CONTROL_SHARE):
        return Undecodable(
            "binary", f"It holds {controls} control bytes in {len(content)}, as pictures and programs do"
        )
    found = _try(content, "utf-8") or (_declared(content) if html else None)
    return found or _western(content)


def _by_mark(content: bytes) -> Decoded | Undecodable | None:
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8-sig", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    ):
        if content.startswith(mark):
            try:
                text = content.decode(codec)
            except UnicodeDecodeError as error:
                return Undecodable(
                    "undecodable", f"Its byte order mark says {name}, but byte {error.start} is not {name}"
                )
            if "\0" in text:
                return Undecodable("binary", "It holds zero characters, as programs and pictures do")
            return Decoded(text, name)
    return None


def _try(content: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(content.decode(codec), _name(codec))
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _name(codec: str) -> str:
    name = codecs.lookup(codec).name
    return {"cp1252": "windows-1252", "iso8859-1": "latin-1"}.get(name, name)


def _declared(content: bytes) -> Decoded | None:
    head = content[:_CHARSET_BYTES]
    found = _XML.search(head) or _CHARSET.search(head)
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
    except LookupError:
        return None
    # Python also knows codecs that are no character sets (base64, rot13, idna), and utf-16 cannot be meant here.
    if not codec._is_text_encoding or codec.name.startswith("utf"):  # noqa: SLF001 - no public way to ask
        return None
    return _try(content, _SUPERSETS.get(codec.name, codec.name))


def _western(content: bytes) -> Decoded | Undecodable:
    if not _UNDEFINED_1252.search(content):
        return Decoded(content.decode("cp1252"), "windows-1252")
    text = content.decode("latin-1")
    if len(_C1.findall(text)) > len(text) * MAX_C1_SHARE:
        return Undecodable("undecodable", "It is neither UTF-8 nor in a Western encoding")
    return Decoded(text, "latin-1")
