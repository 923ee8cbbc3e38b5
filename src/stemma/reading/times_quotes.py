"""Direct speech by its quotation marks, as far as time expressions ask: whose moment "right now" is."""

from __future__ import annotations

from stemma.reading.times_tokens import Tokens
from stemma.spans import Span

_OPENING, _CLOSING = "“«„", "”»"


def quoted_stretches(tokens: Tokens) -> tuple[Span, ...]:
    """The stretches between double quotation marks, of any kind; an open one ends with its paragraph."""
    text, stretches = tokens.text, []
    opened: int | None = None
    before = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        if opened is not None and text.find("\n\n", before, start) >= 0:
            stretches.append(Span(opened, before))
            opened = None
        mark = text[start:end]
        double = mark == '"' or (mark in ("'", "`") and text[end : end + 1] == mark)
        if opened is None and (mark in _OPENING or double) and mark:
            opened = start
        elif opened is not None and ((mark in _CLOSING and mark) or double) and start > opened + 1:
            stretches.append(Span(opened, end))
            opened = None
        before = end
    if opened is not None:
        stretches.append(Span(opened, before))
    return tuple(stretches)
