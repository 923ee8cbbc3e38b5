"""He and she in the report's own words, outside quotations: whom they mean, where the text settles it.

Such a pronoun speaks for nobody; it tells who met whom and who was released. A wrong name is worse than none here, so
the coreference head must be clear about it; who spoke last is no hint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.reading.speakers import SpeakerFinder
from stemma.records import Attribution
from stemma.spans import Span

_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


def add_narrated(finder: SpeakerFinder, attributions: Sequence[Attribution], blocks: Sequence[Span]) -> None:
    """Add the pronouns of `blocks` that are settled to the finder's cast."""
    quoted = [c for a in attributions if a.form != "indirect" for c in a.content]
    known = {m.span for m in finder.cast.mentions}
    for block in blocks:
        for match in _PRONOUN.finditer(finder.text, *block):
            span = Span(*match.span())
            if span in known or any(q.contains(span) for q in quoted):
                continue
            actor = finder.pronouns.settled(match.group().lower(), span)
            if actor is not None:
                finder.cast.add(span, "pronoun", finder.cast.actor(actor))
