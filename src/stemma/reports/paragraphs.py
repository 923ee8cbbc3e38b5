"""Where the pieces of a text lie: a paragraph a line, blank lines between, or hard-wrapped; the text itself tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from stemma.spans import Span, trim

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+|\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")

# Wrapped text was set for teletypes, terminals and mail: 40 to 100 columns. Longer lines were not wrapped by hand.
MIN_WIDTH, MAX_WIDTH = 40, 100
# A wrapped text has joins: lines that stop although the sentence goes on because the next word would not have fitted.
# In 235 crawled reports with a paragraph a line the largest share was 0.10; wrapped ones stand above 0.7.
MIN_WRAPPED_SHARE = 0.5
MIN_JOINS = 2
# Ragged right: a line may stop this many columns before the longest one although the next word would just have fitted.
SLACK = 3


class Line(NamedTuple):
    """A line without its end; `gap` is true when it is the first or a blank line stands before it."""

    start: int
    end: int
    gap: bool
    indent: int


def split(text: str) -> tuple[Span, ...]:
    """The pieces of `text` in order, each trimmed: paragraphs, headings, lines of a masthead."""
    lines = _lines(text)
    width = _width(text, lines)
    pieces: list[Span] = []
    for number, line in enumerate(lines):
        if pieces and width and _joins(text, lines, number, width):
            pieces[-1] = Span(pieces[-1].start, line.end)
        else:
            pieces.append(Span(line.start, line.end))
    return tuple(pieces)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    gap, breaks = True, 0
    for found in _LINE.finditer(text):
        span = trim(text, found.start(), found.end())
        if span is None:
            breaks += not found[0].isspace() or found[0][0] in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
            gap = gap or breaks > 1
            continue
        lines.append(Line(span.start, span.end, gap, span.start - found.start()))
        gap, breaks = False, 0
    return lines


def _width(text: str, lines: Sequence[Line]) -> int:
    """The column at which the text was wrapped, or 0 when it was not."""
    lengths = sorted(line.end - line.start for line in lines)
    if not lengths or lengths[-1] < MIN_WIDTH or lengths[-1] > MAX_WIDTH:
        return 0
    width = lengths[-1]
    pairs = [n for n in range(1, len(lines)) if not lines[n].gap]
    full = [n for n in pairs if _full(text, lines, n, width) and not _ends(text, lines[n - 1])]
    joins = [n for n in pairs if n in full or _goes_on(text, lines, n, width)]
    return width if full and len(joins) >= max(MIN_JOINS, len(pairs) * MIN_WRAPPED_SHARE) else 0


def _joins(text: str, lines: Sequence[Line], number: int, width: int) -> bool:
    """Whether a line goes on the paragraph of the line before it in a text wrapped at `width`."""
    line, before = lines[number], lines[number - 1]
    if line.gap or line.indent > before.indent:
        return False
    if _full(text, lines, number, width):
        return True
    return _goes_on(text, lines, number, width)


def _goes_on(text: str, lines: Sequence[Line], number: int, width: int) -> bool:
    """Whether a line begins small after a long one without final punctuation."""
    before, line = lines[number - 1], lines[number]
    return text[line.start].islower() and not _ends(text, before) and before.end - before.start > width // 2


def _full(text: str, lines: Sequence[Line], number: int, width: int) -> bool:
    """Whether the first word of a line would not have fitted on the line before."""
    before, line = lines[number - 1], lines[number]
    word = text[line.start : line.end].split(None, 1)[0]
    return before.end - before.start + 1 + len(word) > width - SLACK


def _ends(text: str, line: Line) -> bool:
    return bool(_TERMINAL.search(text[line.start : line.end]))
