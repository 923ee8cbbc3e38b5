"""What may be one side of a claim: the clauses of a story's reports, each with its words, figures and voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stemma.reading.certainty import certainty, polarity, take_apart, weakest
from stemma.reading.morphology import tokens
from stemma.records import READ_BLOCKS, Attribution, Reading, StoryActor
from stemma.spans import Span
from stemma.stories.claims_cutting import Cutting, Known
from stemma.stories.claims_numbers import Number, numbers
from stemma.stories.claims_words import listed
from stemma.stories.vectors import unpacked

# "Fears of a strike", "concerns about Orvania supplying": what such a noun governs is no more than possible.
_GOVERNS = frozenset(("about", "of", "that", "over"))


@dataclass(frozen=True, slots=True)
class Unit:
    """One clause of one report."""

    report: int
    sentence: int
    span: Span
    text: str
    terms: frozenset[str]
    names: frozenset[str]
    """Those of them that are written as names."""
    acts: frozenset[str]
    """Those of them that say what is done: its events' words."""
    around: frozenset[str]
    """The terms of its whole sentence."""
    numbers: tuple[Number, ...]
    times: frozenset[str]
    told: Attribution | None
    """The innermost attribution that carries it; None where the report asserts it."""
    speaker: str | None
    """The story actor who says it."""
    certainty: str
    polarity: str
    place: str
    """`headline`, `lead` or `body`."""
    vector: NDArray[np.float32]

    @property
    def words(self) -> str:
        """What it says."""
        return self.span.cut(self.text)


def units(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> list[Unit]:
    """Every clause of every report, in order of report and text."""
    home = {(m.report, m.actor): actor.id for actor in actors for m in actor.members}
    known: Known = {}
    return [u for n, reading in enumerate(readings) for u in _Report(n, reading, home, known).units()]


class _Report:
    """One report, its clauses and what is known of each."""

    def __init__(
        self,
        order: int,
        reading: Reading,
        home: Mapping[tuple[str, str], str],
        known: Known,
    ) -> None:
        self.order, self.reading, self.text, self.home = order, reading, reading.text, home
        self.cutting = Cutting(reading, known)
        self.by_id = {a.id: a for a in reading.attributions}
        self.vectors = unpacked(reading)

    def units(self) -> Iterator[Unit]:
        """The units of the report."""
        blocks = [b for b in self.reading.report.blocks if b.type in READ_BLOCKS]
        opened = -1
        for n, sentence in enumerate(self.reading.report.sentences):
            block = next((b for b in blocks if b.span.overlaps(sentence)), None)
            if block is None:
                continue
            if block.type == "paragraph" and opened < 0:
                opened = n
            place = "headline" if block.type == "headline" else "lead" if opened in (-1, n) else "body"
            around = self.cutting.terms(sentence)
            for span in self.cutting.pieces(sentence):
                yield self._unit(n, span, around, place)

    def _unit(self, sentence: int, span: Span, around: frozenset[str], place: str) -> Unit:
        told = self.cutting.told(span)
        chain = list(self._chain(told))
        times = [t for t in self.cutting.times if t.span.overlaps(span)]
        content = take_apart([tokens(self.text, [span])])
        doubted = "possible" if self._doubted(span) else None
        return Unit(
            report=self.order,
            sentence=sentence,
            span=span,
            text=self.text,
            terms=self.cutting.terms(span),
            names=self.cutting.names(span),
            acts=self.cutting.acts(span),
            around=around,
            numbers=numbers(self.text, span, [t.span for t in times]),
            times=frozenset(t.value for t in times if t.value),
            told=told,
            speaker=next((who for a in chain if (who := self._actor(a.speaker))), None),
            certainty=weakest(certainty(content, frozenset()), doubted, *(a.certainty for a in chain)),
            polarity=_sign(span, told, polarity(content)),
            place=place,
            vector=self.vectors[sentence],
        )

    def _actor(self, speaker: str | None) -> str | None:
        return self.home.get((self.reading.id, speaker)) if speaker else None

    def _chain(self, told: Attribution | None) -> Iterator[Attribution]:
        """The attribution and those it is nested in, the innermost first."""
        while told is not None:
            yield told
            told = self.by_id.get(told.parent) if told.parent else None

    def _doubted(self, span: Span) -> bool:
        """Whether a noun of doubt governs the clause, from within or right before it."""
        low = [w.folded for w in self.cutting.words_of(Span(max(0, span.start - 30), span.end))]
        return any(a in listed("doubt") and b in _GOVERNS for a, b in pairwise(low))


def _sign(span: Span, told: Attribution | None, own: str) -> str:
    """The polarity of a clause: what is denied is negative, and so is the start of a content that says no."""
    if told is None:
        return own
    if told.act == "deny":
        return "negative"
    opens = span.start <= told.content[0].start + 1 <= span.end
    return "negative" if opens and told.polarity == "negative" else own
