"""What a report has through an outlet alone: "was quoted by Tass as saying", "he said, according to Reuters".

Who "told The Harbour Courier" something is drawn on beside the outlet too, not only behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.records import LineageNode, Reading
from stemma.spans import Span, hull
from stemma.stories.lineage_named import Named
from stemma.stories.lineage_sources import Source

# Right before the name of an outlet that stands between the speaker and the report.
_THROUGH = re.compile(r"\b(?:quoted|cited)\s+by\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
# The same, before one who heard him: "told Reuters", "in an interview with Reuters".
_HEARD = re.compile(
    r"\b(?:told|telling|tells|(?:speaking|spoke|speaks|remarks|interview)\s+(?:to|with|on))\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
# "In an interview with Reuters, Ada Brook said".
_TALK = re.compile(r"\b(?:speaking|interview)\s+(?:to|with|on)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_REACH = 60
_OUTLETS = ("outlet", "agency")


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet that draws on a source, as a report tells."""

    reading: Reading
    outlet: LineageNode
    source: Source
    span: Span
    heard: bool = False
    """Whether it is told as a speaker's words to the outlet."""


def relays(reading: Reading, found: Sequence[Source], outlets: Sequence[Named]) -> Iterator[Relay]:
    """What outlets pass on in one report; `found` are its sources."""
    by_id = {source.attribution.id: source for source in found}
    for source in found:
        said = source.attribution
        if source.node.kind in _OUTLETS or not said.source or not source.tells_inside:
            continue
        outer = by_id.get(said.parent or "")
        if outer is not None and outer.node.kind in _OUTLETS:
            yield Relay(reading, outer.node, source, hull([*said.source, *said.cue, *said.content]))
            continue
        frame = hull([*said.source, *said.cue])
        for outlet in outlets:
            before = reading.text[max(0, outlet.name.start - _REACH) : outlet.name.start]
            heard = _HEARD.search(before) is not None and outlet.span.overlaps(frame)
            talk = heard and _TALK.search(before) is not None
            near = _beside(frame, outlet.name) or (talk and 0 <= frame.start - outlet.name.end <= _REACH)
            if near and (heard or _THROUGH.search(before)):
                yield Relay(reading, outlet.node, source, hull([frame, outlet.name]), heard)


def _beside(frame: Span, name: Span) -> bool:
    """Whether the name stands among the words that say who said it, or right behind them."""
    return frame.start <= name.start <= frame.end + _REACH // 2
