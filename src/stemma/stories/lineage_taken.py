"""Sentences that one report gives as an outlet's, by name, and another as its own: taken without credit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.records import READ_BLOCKS, Reading
from stemma.spans import Span, hull
from stemma.stories.copies_text import OwnWords, words_of
from stemma.stories.lineage_sources import Source, own
from stemma.stories.words import stem

# What an outlet is quoted with must have so many words, so many telling ones among them; the sentence must hold this
# part of them in the same order, and of the telling ones in any.
LEAST_WORDS, LEAST_TELLING = 8, 3
SAME_ORDER, SAME_WORDS = 0.65, 0.7


@dataclass(frozen=True, slots=True)
class Taken:
    """A report's own words, and where another gives them as an outlet's."""

    reading: Reading
    span: Span
    source: Source
    quoted: Span
    score: float
    """Share of the quoted words that stand in the sentence in the same order, 0 to 1."""


def taken(readings: Sequence[Reading], found: Sequence[Source]) -> tuple[Taken, ...]:
    """All such sentences, in order of the passages that name the outlet."""
    passed_on = [s for s in found if s.node.kind in ("outlet", "agency") and s.attribution.content]
    if not passed_on:
        return ()
    sentences = [words_of(reading, (s,)) for reading in readings for s in _own_sentences(reading)]
    holding: dict[str, list[int]] = {}
    for n, sentence in enumerate(sentences):
        for word in sorted(_telling(sentence)):
            holding.setdefault(word, []).append(n)
    return tuple(t for source in passed_on for t in _of(source, sentences, holding))


def _own_sentences(reading: Reading) -> Iterator[Span]:
    """Sentences that the report gives to nobody."""
    given = [c for a in reading.attributions if a.source for c in a.content]
    blocks = [b.span for b in reading.report.blocks if b.type in READ_BLOCKS]
    for sentence in reading.report.sentences:
        if any(b.contains(sentence) for b in blocks) and not any(c.overlaps(sentence) for c in given):
            yield sentence


def _of(source: Source, sentences: Sequence[OwnWords], holding: Mapping[str, Sequence[int]]) -> Iterator[Taken]:
    said = words_of(source.reading, source.attribution.content)
    telling = sorted(_telling(said), key=lambda word: (len(holding.get(word, ())), word))
    if len(said) < LEAST_WORDS or len(telling) < LEAST_TELLING:
        return
    needed = math.ceil(SAME_WORDS * len(telling))
    # What holds so many of them holds one of the rarest that it cannot do without.
    some = {n for word in telling[: len(telling) - needed + 1] for n in holding.get(word, ())}
    for sentence in (sentences[n] for n in sorted(some)):
        if sentence.reading.id == source.reading.id or own(sentence.reading, source.node.name):
            continue
        if len(_telling(sentence).intersection(telling)) < needed:
            continue
        held = _in_order(said.words, sentence.words) / len(said)
        if held >= SAME_ORDER:
            span = sentence.span(0, -1)
            yield Taken(sentence.reading, span, source, hull(source.attribution.content), round(held, 3))


def _telling(text: OwnWords) -> frozenset[str]:
    return frozenset(stem(word) for word, tells in zip(text.words, text.telling, strict=True) if tells)


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """The longest common subsequence, in words."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for j, against in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if word == against else max(row[j], row[j - 1])
    return row[-1]
