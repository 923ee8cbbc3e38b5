"""What may be one side of a claim: the clauses of a story's reports, each with its words, figures and voice."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stemma.reading.certainty import certainty, polarity, take_apart, weakest
from stemma.reading.scope import CONDITIONS
from stemma.records import READ_BLOCKS, Attribution, Reading, StoryActor, TimeExpression
from stemma.spans import Span
from stemma.stories.claims_cutting import Cutting, Known
from stemma.stories.claims_numbers import COUNTED, Number, numbers
from stemma.stories.claims_signs import denying, sign
from stemma.stories.claims_words import decisions, listed
from stemma.stories.vectors import unpacked
from stemma.stories.words import WORD

# "Fears of a strike", "concerns about Orvania supplying": what such a noun governs is no more than possible.
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?![\dX])")
# One event has so many figures at most: first count, last count, somebody else's.
LISTED = 4
# What is told of more than so many months before the report is its background.
RECENT = 2
_QUOTES = " \n\"'\u201d\u2019)"
_CONSEQUENCE = re.compile(r",\s+[\w\u201c\"]")
MAY = "may"
_GOVERNS = frozenset(("about", "of", "that", "over"))


@dataclass(frozen=True, slots=True)
class Unit:
    """One clause of one report."""

    report: int
    sentence: int
    span: Span
    text: str
    terms: frozenset[str]
    acts: frozenset[str]
    """Those of them that say what is done: its events' words."""
    names: frozenset[str]
    """Those of them that are names here."""
    predicate: frozenset[str]
    """Those of them that stand from its first finite verb on; none where it has none."""
    around: frozenset[str]
    """The terms of its whole sentence."""
    numbers: tuple[Number, ...]
    times: frozenset[str]
    told: Attribution | None
    """The innermost attribution that carries it; None where the report asserts it."""
    deed: str | None
    """The attribution whose act it tells as a deed: "the bank said it would bar", "the court forbade"."""
    speaker: str | None
    """The story actor who says it."""
    decided: frozenset[str]
    """The story actors who decide what it tells: their decision is known from them, whoever reports it."""
    published: str | None
    """The day of its report, where it is settled."""
    background: bool
    """Whether it tells of a time well before its report, or is one of a list of such events: no news."""
    place: str
    """`headline`, `lead` or `body`."""
    whole: bool
    """Whether it has a finite verb of its own."""
    vector: NDArray[np.float32]
    certainty: str = ""
    """Filled in by `Units.qualified`, for what is part of a claim."""
    polarity: str = ""

    @property
    def tallied(self) -> frozenset[str]:
        """What it counts of the things that a story counts once: the dead, the missing."""
        return frozenset[str]().union(*(n.heads for n in self.numbers)) & listed("tally")

    @property
    def words(self) -> str:
        """What it says."""
        return self.span.cut(self.text)


class Units:
    """Every clause of every report, in order of report and text."""

    def __init__(self, readings: Sequence[Reading], actors: Sequence[StoryActor]) -> None:
        home = {(m.report, m.actor): actor.id for actor in actors for m in actor.members}
        known: Known = {}
        self._reports = [_Report(n, reading, home, known) for n, reading in enumerate(readings)]
        self.found = [u for report in self._reports for u in _beside(list(_without_lists(list(report.units()))))]

    def qualified(self, unit: Unit) -> Unit:
        """The clause with how sure it is and whether it says yes or no; worked out for few, as it takes long."""
        return self._reports[unit.report].qualified(unit)


def _without_lists(found: Sequence[Unit]) -> Iterator[Unit]:
    """Where a report counts the dead (or the like) many times over, it lists events: all but its top is background."""
    counts: dict[str, set[float]] = {}
    for unit in found:
        for number in unit.numbers:
            for kind in number.heads & listed("tally"):
                counts.setdefault(kind, set()).add(number.value)
    lists = {kind for kind, values in counts.items() if len(values) > LISTED}
    for unit in found:
        of = frozenset[str]().union(*(n.heads for n in unit.numbers))
        yield replace(unit, background=True) if unit.place == "body" and not of.isdisjoint(lists) else unit


def _beside(found: Sequence[Unit]) -> Iterator[Unit]:
    """The clauses of one report, each figure with the others of its kind that the report gives."""
    every = [n for unit in found for n in unit.numbers]
    for unit in found:
        known = (frozenset(o.value for o in every if o.value != n.value and n.of_a_kind(o)) for n in unit.numbers)
        numbers = tuple(replace(n, beside=values) for n, values in zip(unit.numbers, known, strict=True))
        yield replace(unit, numbers=numbers) if numbers else unit


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
        self._mentions = sorted((m for m in reading.mentions if m.actor), key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]
        self._deciding = [e for e in reading.events if any(self._decides(t) for t in e.trigger)]

    def units(self) -> Iterator[Unit]:
        """The units of the report."""
        blocks = [b for b in self.reading.report.blocks if b.type in READ_BLOCKS]
        starts = [b.start for b in blocks]
        opened = -1
        for n, sentence in enumerate(self.reading.report.sentences):
            at = max(0, bisect_right(starts, sentence.start) - 1)
            block = next((b for b in blocks[at : at + 2] if b.span.overlaps(sentence)), None)
            if block is None:
                continue
            if block.type == "paragraph" and opened < 0:
                opened = n
            place = "headline" if block.type == "headline" else "lead" if opened in (-1, n) else "body"
            around = self.cutting.terms(sentence)
            for span in self.cutting.pieces(sentence):
                if not (self._asserts_nothing(span) or self._asks(span, sentence)):
                    yield self._unit(n, span, around, place)

    def _asks(self, span: Span, sentence: Span) -> bool:
        """Whether the report itself asks: "What do the owners say?" tells nothing of them."""
        return (
            self.text[sentence.start : sentence.end].rstrip(_QUOTES).endswith("?") and self.cutting.told(span) is None
        )

    def _asserts_nothing(self, span: Span) -> bool:
        """Whether it is a bare condition: "provided these are not ours" says nothing of whose they are.

        With what follows from it behind a comma ("if the pumps start, the gates close") it is a statement.
        """
        first = WORD.search(self.text, span.start, span.end)
        is_condition = first is not None and first.group().lower() in CONDITIONS
        return is_condition and not _CONSEQUENCE.search(self.text, span.start, span.end)

    def _unit(self, sentence: int, span: Span, around: frozenset[str], place: str) -> Unit:
        times = [t for t in self.cutting.times if t.start < span.end and span.start < t.end]
        told = None if self._reminds(span, times) else self.cutting.told(span)
        return Unit(
            report=self.order,
            sentence=sentence,
            span=span,
            text=self.text,
            terms=self.cutting.terms(span),
            acts=self.cutting.acts(span),
            names=self.cutting.names(span),
            predicate=self.cutting.says_of_it(span),
            around=around,
            numbers=self._numbers(span, [t.span for t in times]),
            times=frozenset(t.value for t in times if t.value),
            told=told,
            deed=self.cutting.deed(span),
            speaker=next((who for a in self._chain(told) if (who := self._actor(a.speaker))), None),
            decided=self._decided(span),
            published=(self.reading.report.report.published.value or "")[:10] or None,
            background=self._old(times),
            place=place,
            whole=self.cutting.whole(span),
            vector=self.vectors[sentence],
        )

    def qualified(self, unit: Unit) -> Unit:
        """With certainty and polarity."""
        words = self.cutting.tokens_of(unit.span)
        # Neither "in May" nor "Theresa May" is a "may".
        names = {w.start for w in self.cutting.words_of(unit.span) if w.name and w.folded == MAY}
        words = [w for w in words if w.span.start not in names]
        content = take_apart([words])
        doubted = "possible" if self._doubted(unit.span) else None
        voices = self._sureness(unit.span, list(self._chain(unit.told)))
        sure = weakest(certainty(content, frozenset()), doubted, *voices)
        may_deny = not denying().isdisjoint(w.lower for w in words)
        own = polarity(content) if may_deny or content.question else "positive"
        return replace(unit, certainty=sure, polarity=sign(unit.words, unit.span, unit.told, own))

    def _numbers(self, span: Span, taken: Sequence[Span]) -> tuple[Number, ...]:
        """The figures of the clause; people are counted by what befell them: "nine people are known to have died"."""
        return tuple(
            replace(n, heads=n.heads | self.cutting.act_beside(span, n.span))
            if n.heads <= COUNTED and not n.unit
            else n
            for n in numbers(self.text, span, taken)
        )

    def _old(self, times: Sequence[TimeExpression]) -> bool:
        published = _months(self.reading.report.report.published.value or "")
        said = [m for t in times if t.type == "DATE" and t.value and (m := _months(t.value)) is not None]
        return published is not None and bool(said) and max(said) < published - RECENT

    def _reminds(self, span: Span, times: Sequence[TimeExpression]) -> bool:
        """Whether the report reminds its readers of what was long before, in a relative clause of another's words."""
        told = self.cutting.told(span)
        first = next((w.folded for w in self.cutting.words_of(span)), "")
        return told is not None and told.form == "indirect" and first in listed("relative") and self._old(times)

    def _decided(self, span: Span) -> frozenset[str]:
        """Who does what is decided in the clause, "gave permission" as well as "permitted".

        Where the reading names nobody for a decision, whoever stands first in the clause.
        """
        here = self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        found: set[str | None] = set()
        for event in self._deciding:
            trigger = next((t for t in event.trigger if span.contains(t)), None)
            if trigger is None or not self._decides(trigger):
                continue
            found.update(
                map(self._actor, event.actors or [next((m.actor for m in here if m.end <= trigger.start), None)])
            )
        if not found and here and not self.cutting.terms(span).isdisjoint(decisions()):
            verb = self.cutting.first_verb(span)
            found.update(self._actor(m.actor) for m in here[:1] if verb is not None and m.end <= verb)
        return frozenset(a for a in found if a)

    def _decides(self, trigger: Span) -> bool:
        return not self.cutting.acts(trigger).isdisjoint(decisions())

    def _actor(self, speaker: str | None) -> str | None:
        return self.home.get((self.reading.id, speaker)) if speaker else None

    def _chain(self, told: Attribution | None) -> Iterator[Attribution]:
        """The attribution and those it is nested in, the innermost first."""
        while told is not None:
            yield told
            told = self.by_id.get(told.parent) if told.parent else None

    def _sureness(self, span: Span, chain: Sequence[Attribution]) -> Iterator[str | None]:
        """What those who tell it take from its certainty; what "because" or "after" opens is given as a fact.

        A question counts for its own content only, not for what somebody else says inside it.
        """
        first = next((w.folded for w in self.cutting.words_of(span)), "")
        for n, voice in enumerate(chain):
            if first not in listed("fact") and not (n and voice.certainty == "underspecified"):
                yield "possible" if _feared(voice) else voice.certainty

    def _doubted(self, span: Span) -> bool:
        """Whether a noun of doubt governs the clause, from within or right before it.

        What stands before the noun is told as it is, if it is the greater part: "was held on suspicion of arson".
        """
        words = self.cutting.words_of(Span(max(0, span.start - 30), span.end))
        for a, b in pairwise(words):
            if a.folded in listed("doubt") and b.folded in _GOVERNS:
                before, after = Span(span.start, max(span.start, a.start)), Span(b.end, span.end)
                return len(self.cutting.terms(before)) < len(self.cutting.terms(after))
        return False


def _feared(voice: Attribution) -> bool:
    """Whether somebody only fears the content, which the reading leaves open: it may be so."""
    return voice.certainty == "underspecified" and voice.act in listed("dread")


def _months(value: str) -> int | None:
    """A TIMEX3 date in months; a bare year is its last month."""
    found = _DATE.match(value)
    return int(found[1]) * 12 + int(found[2] or 12) if found else None
