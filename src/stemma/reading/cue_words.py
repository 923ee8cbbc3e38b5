"""Cues that the model passes over: hearsay adverbs and nouns where it found nothing, sources that set phrases name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.reading.carried import Told
from stemma.reading.morphology import Token, tokens
from stemma.reading.nested import sentences_in
from stemma.reading.nested_nouns import told_by_nouns
from stemma.reading.scope import clauses
from stemma.reading.windows import Paragraph
from stemma.spans import Span

SURE = 0.9
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly"})
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
    words = tokens(text, [sentence])
    hearsay = next((n for n, w in enumerate(words) if w.lower in _HEARSAY), None)
    if hearsay is not None:
        content = _around(words, hearsay)
        if content:
            yield Told((), (words[hearsay].span,), content, SURE)
        return
    yield from (t for t in told_by_nouns(text, [sentence]) if t.source)


def _around(words: Sequence[Token], at: int) -> tuple[Span, ...]:
    """The clause around an adverb, in the pieces before and behind it."""
    home = next((c for c in clauses(words) if words[at] in c.words), None)
    if home is None or home.verb is None:
        return ()
    inside = [w for w in home.words if w.word and w.span != words[at].span]
    before = [w for w in inside if w.span.start < words[at].span.start]
    behind = [w for w in inside if w.span.start > words[at].span.start]
    return tuple(Span(part[0].span.start, part[-1].span.end) for part in (before, behind) if part)
