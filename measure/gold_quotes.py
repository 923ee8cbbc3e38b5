"""Looking up quoted words in an example report: the file as decoded, or the visible words of a page.

White space of any kind stands for a space in a quote, and any words for " ⋯ ". Pieces in brackets, `[s:...]` for
source, `[c:...]` for cue, `[t:...]` for content, are looked up inside the words around them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

PIECE = re.compile(r"\[([sct]):(.*?)\]", re.DOTALL)
LINE_TAGS = frozenset(
    [
        *("p", "div", "h1", "h2", "h3", "h4", "li", "td", "tr", "br", "figcaption", "time"),
        *("header", "footer", "nav", "section", "aside", "ul", "table"),
    ]
)


class GoldError(Exception):
    """An annotation does not fit its report."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report's file as the gold sees it: decoded text, or the words of a page with single spaces."""

    file: str
    encoding: str
    text: str
    page: bool


def number_of(file: str) -> str:
    """The two digits a report is quoted by: its file name begins with them, or its row's id."""
    return file.rpartition("#")[2][:2]


def load_source(folder: Path, file: str, encoding: str) -> Source:
    """Read a report; a byte order mark is dropped, line ends are kept. `rows.jsonl#ID` is the text of one row."""
    if "#" in file:
        name, _, row = file.partition("#")
        lines = (folder / "reports" / name).read_text("utf-8").splitlines()
        return Source(file, encoding, next(r["text"] for r in map(json.loads, lines) if r["id"] == row), page=False)
    raw = (folder / "reports" / file).read_bytes()
    page = file.endswith(".html")
    text = raw.decode(encoding)
    return Source(file, encoding, page_words(text) if page else text, page)


def page_words(text: str) -> str:
    """The visible words of a page, one space between any two."""
    tree = lxml_html.fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "head", "title"}:
            element.text = None
        if element.tag in LINE_TAGS:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    return " ".join("".join(map(str, tree.itertext())).split())


def pattern(quote: str) -> str:
    """A regular expression for a quote: white space is free, " ⋯ " stands for any words."""
    return r"[\s\S]*?".join(r"\s+".join(map(re.escape, part.split())) for part in quote.split("⋯"))


def find(source: Source, quote: str, *, start: int = 0, nth: int | None = None) -> tuple[int, int]:
    """Where the quote stands: the only occurrence, or the `nth` (from 0; -1 takes the first of several)."""
    bare = PIECE.sub(r"\2", quote)
    before, after = (r"(?<!\w)" if bare[0].isalnum() else ""), (r"(?!\w)" if bare[-1].isalnum() else "")
    found = list(re.finditer(f"{before}{marked_pattern(quote)}{after}", source.text[start:]))
    if nth is None and len(found) > 1:
        raise GoldError(f"{source.file}: {quote!r} stands {len(found)} times; say which.")
    if len(found) <= max(nth or 0, 0):
        raise GoldError(f"{source.file}: {quote!r} is not in the text.")
    match = found[max(nth or 0, 0)]
    return match.start() + start, match.end() + start


def marked_pattern(marked: str) -> str:
    """`pattern` for a quote with bracketed pieces; each piece becomes a group."""
    out, at = [], 0
    for piece in PIECE.finditer(marked):
        out += [_edge(marked[at : piece.start()]), f"({pattern(piece[2])})"]
        at = piece.end()
    return "".join(out) + _edge(marked[at:])


def _edge(between: str) -> str:
    """The pattern of words between two pieces: its outer white space counts too."""
    if not between.strip():
        return r"\s+" if between else ""
    lead = r"\s+" if between[0].isspace() else ""
    return lead + pattern(between) + (r"\s+" if between[-1].isspace() else "")
