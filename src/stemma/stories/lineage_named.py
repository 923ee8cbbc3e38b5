"""Outlets that a report names as having told something: "told The Harbour Courier", "first reported by X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stemma.records import READ_BLOCKS, LineageNode, Reading
from stemma.spans import Span
from stemma.stories.lineage_sources import outlet_node, own
from stemma.stories.lineage_words import outlet_forms, outlet_key

# Before and after a name that is a word or a place of its own beside being an outlet's, only these make it a source.
_BEFORE = re.compile(
    r"\b(?:told|by|according to|citing|cites|cited|quoting|via|to|with|speaking to|wrote in|published in|reported in"
    r"|interview with|reports? (?:from|in)|on|seen by|obtained by)\s+(?:the\s+)?"
    r"(?:\w+\s+(?:newspaper|website|news agency|site)\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:['’]s)?,?\s+(?:(?:has|have|had|also|first|later)\s+)*(?:report|sa(?:ys|id)\b|quot|wrote|cit|claim|reveal|show|foot|video|interview)",
    re.IGNORECASE,
)
_REPORTED_BY = re.compile(
    r"(?:reported (?:by|in)|according to|citing|published (?:by|in))\s+(?:the\s+)?$", re.IGNORECASE
)
_REPORTS = re.compile(
    r",?\s+(?:(?:has|have|had|also|first|later|was|were)\s+)*(?:the first to\s+)?"
    r"(?:report(?:s|ed|ing)\b|reveal|cit|wrote|said|says)"
    r"|,\s+citing\b",
    re.IGNORECASE,
)
# The name goes on: "Vice President".
_LONGER = re.compile(r" [A-Z]")
# Closed-circuit television, not the broadcaster.
_CAMERAS = re.compile(r"CCTV\s+(?:footage|camera|image|picture|video|still|recording|evidence)")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet named in the telling, and the stretch of its sentence that shows it."""

    node: LineageNode
    span: Span
    name: Span
    reports: bool
    """Whether it is named for what it reported itself, rather than as where somebody spoke or was seen."""


def named(reading: Reading, known: Mapping[str, LineageNode]) -> tuple[Named, ...]:
    """The outlets a report draws on by name, in text order; `known` has nodes by other names of theirs ("SZ")."""
    blocks = [b.span for b in reading.report.blocks if b.type in READ_BLOCKS or b.type == "caption"]
    found: dict[Span, LineageNode] = {}
    for name, actor in (*_mentioned(reading), *_known(reading)):
        inside = any(block.contains(name) for block in blocks)
        covered = any(name.overlaps(other) for other in found)
        if inside and not covered and not own(reading, name.cut(reading.text)):
            words = name.cut(reading.text)
            found[name] = known.get(outlet_key(words)) or outlet_node(words, actor)
    return tuple(
        Named(node, _around(reading, name), name, _reports(reading.text, name)) for name, node in sorted(found.items())
    )


def _mentioned(reading: Reading) -> Iterator[tuple[Span, str | None]]:
    """Names that were read as those of publications, in a place where outlets are drawn on."""
    for mention in reading.mentions:
        if mention.form == "name" and mention.type == "publication" and _drawn_on(reading.text, mention.span):
            yield mention.span, None


def _known(reading: Reading) -> Iterator[tuple[Span, str | None]]:
    """Names on our list that were not read as publications, where the words about them say that they tell."""
    for _, span in outlet_forms(reading.text):
        if _drawn_on(reading.text, span) and not _CAMERAS.match(reading.text, span.start):
            yield span, None


def _drawn_on(text: str, span: Span) -> bool:
    if _LONGER.match(text, span.end):
        return False
    before, after = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
    return _BEFORE.search(before) is not None or _AFTER.match(after) is not None


def _reports(text: str, span: Span) -> bool:
    """Whether the outlet stands as the one who reports: "reported by X", "X reported", "according to X"."""
    before, after = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
    return _REPORTED_BY.search(before) is not None or _REPORTS.match(after) is not None


def _around(reading: Reading, name: Span) -> Span:
    """The sentence that holds the name, or the name alone."""
    return next((s for s in reading.report.sentences if s.contains(name)), name)
