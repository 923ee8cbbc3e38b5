"""What of an attribution shows a stance: the pieces of its content that a cue governs, and the words that are cited."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading.morphology import Token
from stemma.reading.stances_questions import phrase_of
from stemma.reading.stances_setting import Setting
from stemma.records import Attribution
from stemma.spans import Span, hull, merge


def behind(told: Attribution) -> Sequence[Span]:
    """The pieces of a content behind the cue, where there are any: a verb of stance has its object there."""
    return [piece for piece in told.content if piece.start >= told.cue[-1].end] or told.content


def evidence(setting: Setting, told: Attribution, question: Sequence[Token]) -> tuple[Span, ...]:
    """Source, cue and question: one passage where they lie in one sentence."""
    sentence = setting.sentence(told.cue[0])
    parts = [*told.source, *told.cue, phrase_of(question)]
    near = [p for p in parts if sentence is None or p.overlaps(sentence)]
    whole = hull(near)
    return merge([whole, *(p for p in parts if p not in near and not p.overlaps(whole))][:2])
