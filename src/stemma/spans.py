"""Spans: half-open ranges of Unicode code points in one report's text, and the arithmetic on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from stemma.errors import SpanError


class Span(NamedTuple):
    """`[start, end)` in code points of one text. `text[start:end]` is what was read; never empty once checked."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points covered."""
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The words the span stands for."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same span, `by` code points further on."""
        return Span(self.start + by, self.end + by)


def check(span: Span, text: str, what: str) -> Span:
    """Return `span` if it cuts a non-empty piece out of `text`; raise SpanError naming `what` otherwise."""
    if not 0 <= span.start < span.end <= len(text):
        raise SpanError(
            f"{what}: span [{span.start}, {span.end}) does not lie inside its text of {len(text)} code points.",
            remedy="This is a defect of stemma; please report it with the input.",
        )
    return span


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without surrounding white space, or None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The union of `spans` as disjoint spans in text order; touching spans become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
