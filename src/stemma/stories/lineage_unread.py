"""Sources that the words name where nothing was read as an attribution: "reportedly", "according to a note"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.records import READ_BLOCKS, LineageNode, Reading, content_id
from stemma.spans import Span
from stemma.stories.lineage_sources import document_node
from stemma.stories.lineage_words import of_people, written

_REPORTEDLY = re.compile(
    r"\breportedly\b|(?:\b(?:is|are)|['’](?:s|re))\s+(?:alleged|said|rumou?red|reported|thought|believed|understood)\s+to\b",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"\b(?:according to|citing)\s+(?P<who>(?:(?:a|an|the|one|two|three|four|several|recent|unnamed|anonymous)\s+)?"
    r"[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*){0,9})"
)
# What follows the head noun of such a source.
_TAIL = re.compile(r"\s(?:of|in|at|on|for|from|with|by|close|familiar|briefed|who|that|which|circulated|seen|and)\b.*")


def unread(reading: Reading, told: Sequence[Span]) -> Iterator[tuple[LineageNode, Span]]:
    """Nodes that a report draws on outside its attributions, whose passages are `told`, with their sentences."""
    for span in (b.span for b in reading.report.blocks if b.type in READ_BLOCKS):
        for match in _REPORTEDLY.finditer(reading.text, span.start, span.end):
            at = Span(*match.span())
            sentence = _sentence(reading, at)
            if not any(other.overlaps(at) for other in told):
                ident = content_id("n", "unstated", reading.id)
                yield LineageNode(ident, "unstated", "not stated", reading.id), sentence
        for match in _NAMED_SO.finditer(reading.text, span.start, span.end):
            at = Span(*match.span("who"))
            node = _node(reading, match["who"])
            if node is not None and not _read(reading, at):
                yield node, _sentence(reading, at)


def _read(reading: Reading, at: Span) -> bool:
    """Whether an attribution has these words for its source."""
    return any(s.overlaps(at) for a in reading.attributions for s in a.source)


def _node(reading: Reading, who: str) -> LineageNode | None:
    """A document, or people without a name."""
    if written(_TAIL.sub("", who)) == "document":
        return document_node(who)
    if of_people(who):
        return LineageNode(content_id("n", "anonymous", reading.id, who), "anonymous", who, reading.id)
    return None


def _sentence(reading: Reading, at: Span) -> Span:
    return next((s for s in reading.report.sentences if s.contains(at)), at)
