"""Quotations over several paragraphs: each paragraph opens with a mark, only the last one closes.

Printers' convention, so a rule and not the model: what a window's model says of a paragraph that goes on quoting is
that nobody speaks, or that the next speaker does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.reading.decoding import WindowReading
from stemma.reading.labels import Found, span_of
from stemma.reading.windows import QUOTES, Paragraph
from stemma.spans import Span

_OPENING, _OPEN = QUOTES.index("opening"), frozenset({QUOTES.index("opening"), QUOTES.index("inside")})


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution as places in the text, before anybody asked who speaks."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    probability: float
    verbatim: bool = False
    """Whether the words are the speaker's own though no quotation marks stand around them: a transcript, a tweet."""

    @property
    def place(self) -> Span:
        """Where it is told: its source, or else its cue, or else its content."""
        return (self.source or self.cue or self.content)[0]


def told_in(read: Sequence[WindowReading]) -> list[Told]:
    """The drafts of all windows as places in the text, quotations carried on, in text order."""
    told = [_told(part, *draft) for part in read for draft in _parts(part)]
    paragraphs = [p for part in read for p in part.window.paragraphs]
    return sorted(carry_on(told, paragraphs), key=lambda t: (t.place, t.content))


def _parts(part: WindowReading) -> list[tuple[Sequence[Found], Sequence[Found], Sequence[Found], float]]:
    return [(d.source, d.cue, d.content, d.probability) for d in part.drafts]


def _told(
    part: WindowReading, source: Sequence[Found], cue: Sequence[Found], content: Sequence[Found], probability: float
) -> Told:
    source_, cue_, content_ = (tuple(span_of(part.words, f) for f in role) for role in (source, cue, content))
    return Told(source_, cue_, content_, probability)


def carry_on(told: Sequence[Told], paragraphs: Sequence[Paragraph]) -> list[Told]:
    """Give a paragraph that goes on quoting to whoever was quoted where the paragraph before left off.

    Not where it has a cue of its own: then the model knows better.
    """
    starts = [p.words[0].start for p in paragraphs]
    kept = {n: list(t.content) for n, t in enumerate(told)}
    for at in range(1, len(paragraphs)):
        if not goes_on(paragraphs[at - 1], paragraphs[at]):
            continue
        before = _holder(kept, paragraphs[at - 1].words[-1])
        after = _holder(kept, paragraphs[at].words[0])
        if before is None or after is None or before == after:
            continue
        cues = told[after].cue
        if cues and bisect_right(starts, cues[0].start) - 1 == at:
            continue
        moved = [s for s in kept[after] if bisect_right(starts, s.start) - 1 == at]
        kept[after] = [s for s in kept[after] if s not in moved]
        kept[before] += moved
    return [replace(t, content=tuple(sorted(kept[n]))) for n, t in enumerate(told) if kept[n]]


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a quotation is left open at the end of one paragraph and taken up at the start of the next."""
    return before.quote[-1] in _OPEN and after.quote[0] == _OPENING


def _holder(kept: dict[int, list[Span]], word: Span) -> int | None:
    """Which attribution's content holds the word, a mark at its edge included."""
    reach = Span(max(0, word.start - 1), word.end)
    return next((n for n, spans in kept.items() if any(s.overlaps(reach) for s in spans)), None)
