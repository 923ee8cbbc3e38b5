"""Cues that the model passes over: hearsay adverbs and nouns where it found nothing, sources that set phrases name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.reading.carried import Told
from stemma.reading.nested import sentences_in
from stemma.reading.nested_nouns import hearsay, told_by_nouns
from stemma.reading.windows import Paragraph
from stemma.spans import Span

_IN_THE_WORDS = re.compile(r"\b(In the words of) ((?:\w[\w.’'-]*\s?){1,8}),\s*$")
_FROM = re.compile(r"\s+(?:from|by) ((?:the |a |an )?(?:[\w’'-]+ ?){1,5})(?=[,.;]|$)")


def worded(text: str, told: Sequence[Told], paragraphs: Sequence[Paragraph]) -> list[Told]:
    """`told` with the cues that were passed over."""
    out = [_with_source(text, t) for t in told]
    taken = [s for t in told for s in (*t.source, *t.cue, *t.content)]
    for paragraph in paragraphs:
        for sentence in sentences_in(text, Span(paragraph.words[0].start, paragraph.words[-1].end)):
            if not any(sentence.overlaps(t) for t in taken):
                out += _passed_over(text, sentence)
    return out


def _with_source(text: str, told: Told) -> Told:
    """With the source that a set phrase names where the model saw none."""
    if told.source:
        return told
    first = told.content[0].start
    named = None if told.cue else _IN_THE_WORDS.search(text, max(0, first - 80), first)
    if named is not None:
        return replace(told, cue=(Span(*named.span(1)),), source=(Span(*named.span(2)),))
    behind = _FROM.match(text, told.cue[-1].end) if told.cue else None
    if behind is not None and not any(c.overlaps(Span(*behind.span(1))) for c in told.content):
        return replace(told, source=(Span(*behind.span(1)),))
    return told


def _passed_over(text: str, sentence: Span) -> Iterator[Told]:
    found = list(hearsay(text, [sentence]))
    yield from found or (t for t in told_by_nouns(text, [sentence]) if t.source)
