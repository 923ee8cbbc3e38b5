"""Words of reports made safe for a terminal, and what is drawn there turned into text.

Words of reports are hostile input: they are never taken for markup, and control characters in them never reach the
terminal.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable

from rich.console import Console, RenderableType

from stemma.spans import Span

WIDTH = 100
"""Columns where the output is no terminal, and the most that is used in one: longer lines tire the eye."""


def words(text: str, spans: Iterable[Span]) -> list[str]:
    """What the spans cut out, each on one line."""
    return [plain(span.cut(text)) for span in spans]


def with_marks(text: str, span: Span) -> Span:
    """The span and the quotation marks that the report puts right around it."""
    start = span.start - (text[max(span.start - 1, 0)] in _OPENING)
    return Span(max(start, 0), span.end + (text[span.end : span.end + 1] in _CLOSING))


def plain(text: str) -> str:
    """On one line, without anything that a terminal would obey (escapes, right-to-left overrides)."""
    kept = (c for c in " ".join(text.split()) if unicodedata.category(c) != "Cc" and c not in _OVERRIDES)
    return "".join(kept)


_OPENING = frozenset('"\u201c\u2018\u201e\u00ab')
_CLOSING = frozenset('"\u201d\u2019\u201c\u00bb')
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def drawn(what: RenderableType) -> str:
    """The text that standard output shows: with colours where it is a terminal that has them."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    with console.capture() as captured:
        console.print(what)
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n"))
