"""Direct, indirect or mixed: from the quotation marks in and around the content.

The marks of a content itself count first, so that a mark that was never closed elsewhere in the paragraph turns nothing
around. Words in quotation marks that only name or distance ("so-called", titles) are no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.reading.windows import Paragraph, words_of
from stemma.records import AttributionForm
from stemma.spans import Span

_MARK = re.compile(r"[\"“”„«»]")
_OPENING, _CLOSING = "“„«", "”»"
# Single marks as pairs inside one line; an apostrophe stands between letters or has no partner.
_SINGLE = re.compile(r"(?<![^\W_])['‘](?=[^\W_])([^'‘’\n]*(?:(?<=[^\W_])['’](?=[^\W_])[^'‘’\n]*)*)['’](?![^\W_])")
_DISTANCING = re.compile(r"\bso-called\s*$", re.IGNORECASE)


def form_of(content: Sequence[Span], paragraphs: Sequence[Paragraph], text: str) -> AttributionForm:
    """`direct` when every word of the content stands in quotation marks, `mixed` when some do, else `indirect`."""
    quoted = plain = 0
    for span in content:
        regions = _regions(text, span, paragraphs)
        for word in words_of(text, span.start, span.end):
            if text[word.start].isalnum():
                inside = any(r.contains(word) for r in regions)
                quoted += inside
                plain += not inside
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"


def _regions(text: str, span: Span, paragraphs: Sequence[Paragraph]) -> list[Span]:
    """The stretches of `span` that are quotations."""
    marks = list(_marks(text, span))
    before = next(_marks(text, Span(max(0, span.start - 1), span.start)), None)
    after = next(_marks(text, Span(span.end, min(len(text), span.end + 1))), None)
    is_open = before is not None and before[1] != "closing"
    if not marks:
        if is_open or (after is not None and after[1] != "opening"):
            return [span]
        return [span] if _inside_a_quotation(text, span, paragraphs) else _single(text, span)
    return [r for r in _between(text, marks, span, is_open=is_open) if r == span or not _names(text, r)]


def _between(text: str, marks: Sequence[tuple[int, str]], span: Span, *, is_open: bool) -> Iterator[Span]:
    """What stands between the marks; an open mark holds to the end, and one that only closes holds from the start."""
    start, straight = span.start, False
    is_open = is_open or marks[0][1] == "closing"
    for at, kind in marks:
        if is_open and straight and text[at] != '"':
            continue
        if kind == "closing" and not is_open:
            continue
        if kind != "opening" and is_open:
            yield Span(start, at + 1)
            is_open = False
        elif not is_open:
            start, is_open, straight = at, True, text[at] == '"'
    if is_open:
        yield Span(start, span.end)


def _marks(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """Places of double marks with what they do: opening, closing, or either for a straight one that may do both."""
    for match in _MARK.finditer(text, span.start, span.end):
        at, mark = match.start(), match.group()
        if mark in _OPENING or mark in _CLOSING:
            yield at, "opening" if mark in _OPENING else "closing"
            continue
        free_before = at == 0 or text[at - 1].isspace() or text[at - 1] in "([{-–—:"
        free_after = at + 1 == len(text) or text[at + 1].isspace()
        yield at, "either" if free_before == free_after else "opening" if free_before else "closing"


def _single(text: str, span: Span) -> list[Span]:
    return [Span(*m.span()) for m in _SINGLE.finditer(text, span.start, span.end)]


def _names(text: str, region: Span) -> bool:
    """Whether the marks name or distance: after "so-called", or around two or more words that all have capitals."""
    if _DISTANCING.search(text, max(0, region.start - 12), region.start):
        return True
    words = [w.cut(text) for w in words_of(text, region.start, region.end) if text[w.start].isalpha()]
    return len(words) > 1 and all(w[0].isupper() for w in words)


def _inside_a_quotation(text: str, span: Span, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the paragraph holds the span quoted, by marks that pair up or that stay open from its first word."""
    for paragraph in paragraphs:
        whole = Span(paragraph.words[0].start, paragraph.words[-1].end) if paragraph.words else None
        if whole is None or not whole.overlaps(span):
            continue
        marks = list(_marks(text, whole))
        for region in _between(text, marks, whole, is_open=False) if marks else ():
            closed = _MARK.match(text, region.end - 1) is not None and region.length > 1
            if region.contains(span) and (closed or region.start == whole.start):
                return True
    return False
