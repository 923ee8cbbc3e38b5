"""Direct, indirect or mixed: from the quotation marks around and inside the content."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading.windows import QUOTES, Paragraph
from stemma.records import AttributionForm
from stemma.spans import Span

_QUOTED = frozenset(QUOTES.index(q) for q in ("opening", "inside", "closing", "inner"))


def form_of(content: Sequence[Span], paragraphs: Sequence[Paragraph], text: str) -> AttributionForm:
    """`direct` when every word of the content stands in quotation marks, `mixed` when some do, else `indirect`."""
    quoted = plain = 0
    for paragraph in paragraphs:
        for word, state in zip(paragraph.words, paragraph.quote, strict=True):
            if text[word.start].isalnum() and any(s.contains(word) for s in content):
                quoted += state in _QUOTED
                plain += state not in _QUOTED
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"
