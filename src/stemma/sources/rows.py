"""JSON Lines: one report a row, under the column names in common use; a broken row harms nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from stemma.records import Given, RawItem, Rejected

# The first column that holds something wins. Names as news-please, news crawls and media monitors write them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "body", "content"),
    "url": ("url", "link"),
    "id": ("id", "_id", "uuid"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source_domain", "domain", "source", "publisher"),
    "published": ("published", "date_publish", "publish_date", "published_at", "date"),
    "byline": ("authors", "author", "byline"),
    "section": ("section",),
    "language": ("language", "lang"),
    "description": ("description",),
}
_REMEDY = "Give one JSON object a line, with the report in a column called text."


def read_rows(stream: BinaryIO, path: str, max_bytes: int) -> Iterator[RawItem | Rejected]:
    """Stream the rows of one file. Rows are numbered from 1 by line; blank lines are passed over."""
    number, seen = 0, False
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            seen = True
            yield _too_large(stream, line, f"{path}#{number}", max_bytes)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            seen = True
            yield read_row(line, path, number)
    if not seen:
        yield Rejected(path, "empty", f"{path} has no rows.", _REMEDY)


def _too_large(stream: BinaryIO, line: bytes, where: str, max_bytes: int) -> Rejected:
    """Refuse an overlong row and read on to its end, a piece at a time."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(max_bytes)
    return Rejected(where, "too-large", f"The row has more than {max_bytes:,} bytes.", "Cut it, or raise the limit.")


def read_row(line: bytes, path: str, number: int) -> RawItem | Rejected:
    """One row as an item; `path` becomes `path#<row id>`, or `path#<number>` for a row without id."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return _bad(path, number, f"is not JSON in UTF-8 ({error})")
    if not isinstance(row, dict):
        return _bad(path, number, f"is a JSON {type(row).__name__}, not an object")
    name = next((c for c in COLUMNS["text"] if isinstance(row.get(c), str)), None)
    if name is None:
        return _bad(path, number, "has no text column")
    text = row[name]
    if any("\ud800" <= ch <= "\udfff" for ch in text):
        return _bad(path, number, "has half a surrogate pair in its text")
    own_id = _value(row, "id")
    return RawItem(
        content=text,
        kind="row",
        path=f"{path}#{own_id or number}",
        url=_value(row, "url"),
        source_id=own_id,
        given=Given(**{f: _value(row, f) for f in _GIVEN}),
    )


_GIVEN = ("title", "outlet", "published", "byline", "section", "language", "description")


def _value(row: Mapping[str, Any], field: str) -> str | None:
    """The first filled column of `field`, as written; surrounding white space and broken surrogates go."""
    for column in COLUMNS[field]:
        words = _words(row.get(column))
        if words:
            return words.encode("utf-8", "replace").decode("utf-8")
    return None


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return ""


def _bad(path: str, number: int, why: str) -> Rejected:
    return Rejected(f"{path}#{number}", "bad-row", f"Line {number} of {path} {why}.", _REMEDY)
