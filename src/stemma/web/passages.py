"""Passages in the paragraph they stand in, with the words themselves set off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.exports import wording
from stemma.records import Evidence, Reading, Story
from stemma.spans import Span
from stemma.web import address

# What is shown of a paragraph on either side of the words, in code points: a long paragraph is cut.
AROUND = 320


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their paragraph, and where they stand."""

    report: int
    report_id: str
    outlet: str
    when: wording.When
    before: str
    words: str
    after: str
    href: str
    place: str
    """`report:start-end`, as forms send it back."""


class Shower:
    """Shows passages of one story; the links carry its day."""

    def __init__(self, story: Story, query: str = "") -> None:
        self._story, self._query = story, query
        self._readings: Mapping[str, tuple[int, Reading]] = {r.id: (n, r) for n, r in enumerate(story.readings, 1)}

    def __call__(self, report: str, span: Span) -> Passage:
        """One passage."""
        number, reading = self._readings[report]
        text, head = reading.text, reading.report.report
        block = next((b.span for b in reading.report.blocks if b.start <= span.start < b.end), span)
        start, end = max(block.start, span.start - AROUND), min(max(block.end, span.end), span.end + AROUND)
        before, after = text[start : span.start], text[span.end : end]
        return Passage(
            report=number,
            report_id=report,
            outlet=head.outlet or "outlet not stated",
            when=wording.when(head.published),
            before=("…" if start > block.start else "") + before,
            words=span.cut(text),
            after=after + ("…" if end < block.end else ""),
            href=address.passage(self._story.id, Evidence(report, span.start, span.end, ""), self._query),
            place=f"{report}:{span.start}-{span.end}",
        )

    def all(self, evidence: Sequence[Evidence]) -> tuple[Passage, ...]:
        """Several, each once, those in reports of the story."""
        places = dict.fromkeys((e.report, Span(e.start, e.end)) for e in evidence if e.report in self._readings)
        return tuple(self(report, span) for report, span in places)
