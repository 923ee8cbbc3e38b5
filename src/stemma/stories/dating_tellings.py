"""What a report tells: its events with the words that make them, and when each was, seen from the report's day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from stemma.reading.times import find_times
from stemma.records import Reading, TimeExpression
from stemma.spans import Span
from stemma.stories.dating_clauses import (
    Word,
    between,
    clauses,
    outside,
    root,
    says,
    shares_subject,
    tense,
    tense_of,
    terms,
    verb_of,
    words_in,
)
from stemma.stories.dating_days import WEEK, Tense, When, when
from stemma.stories.words import WORD, fold, stem

_MARK = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb]|``|''")
_QUOTE = re.compile(r"\u201c([^\u201d\n]{12,})[\u201d\n]|\"([^\"\n]{12,})\"")
_AFTER = re.compile(r"\s+(after|before)\s", re.IGNORECASE)
_AMOUNT = re.compile(r"P(\d+)([DW])")
_RUN_ON = re.compile(
    r"\b(?:extend|continue|last|stretch|run|go on|spill|drag)\w*\s+(?:on\s+)?(?:beyond|past|after)\s+$", re.IGNORECASE
)
RUN_ON_REACH = 40
"""Characters before a weekday in which "continue beyond" stands."""
SHORTEST_QUOTE = 5
"""Words; shorter quotations are turns of phrase that two reports may share by chance."""
# Two expressions for one day stand side by side: a comma, a bracket or a space between them.
TWIN_GAP = 3
_PRECISE_FIRST = ("date", "offset", "yearless", "weekday", "week", "month", "month name")

Sort = Literal["clause", "remark", "quote"]


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one report tells it."""

    sort: Sort
    span: Span
    terms: frozenset[str]
    names: frozenset[str]
    """Those of the terms that are written with a capital."""
    when: When
    evidence: Span
    """The words that say when, or the clause where only its tense tells."""
    verb: str | None = None
    """The one of the terms that says what is done."""
    around: frozenset[str] = frozenset()
    """Terms of the rest of the sentence."""
    speakers: frozenset[str] = frozenset()
    """Of a remark: the names in the clause that says who speaks."""


@dataclass(frozen=True)
class Told:
    """What one report tells, in text order."""

    tellings: tuple[Telling, ...]
    twins: tuple[tuple[Span, When, When], ...]
    """Two expressions side by side for one day: "yesterday, Thursday"."""
    beyond: tuple[tuple[Span, When, frozenset[str]], ...]
    """Weekdays that something of today may run beyond, with the words of that sentence."""
    months: tuple[tuple[Span, When], ...]
    """Months named without a year."""
    sentences: tuple[frozenset[str], ...]
    """The words of each sentence."""
    times: tuple[TimeExpression, ...]

    @cached_property
    def holders(self) -> Mapping[Sort, Mapping[str, Sequence[int]]]:
        """For each sort and term the numbers of the tellings that have it."""
        out: dict[Sort, dict[str, list[int]]] = {"quote": {}, "clause": {}, "remark": {}}
        for n, telling in enumerate(self.tellings):
            for term in telling.terms:
                out[telling.sort].setdefault(term, []).append(n)
        return out

    @cached_property
    def sharp(self) -> frozenset[int]:
        """The tellings whose words say when, more than before or after."""
        return frozenset(n for n, telling in enumerate(self.tellings) if telling.when.sharp)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its time expressions, taken apart."""

    text: str
    span: Span
    times: Sequence[TimeExpression]
    words: Sequence[Word]
    clauses: Sequence[Span]
    terms: frozenset[str]
    names: frozenset[str]


def told(reading: Reading) -> Told:
    """The tellings of one report; times are read without its date, for that is what is asked."""
    text = reading.text
    times = _times_without_a_date(reading)
    starts = [t.start for t in times]
    tellings: list[Telling] = []
    sentences = []
    lead: When | None = None
    for span in reading.report.sentences:
        here = times[bisect_right(starts, span.start - 1) : bisect_right(starts, span.end - 1)]
        words = words_in(text, span)
        parts = clauses(text, span, here, words)
        sentence = _Sentence(text, span, here, words, parts, *terms(outside(words, here), span.start, here))
        found = [*_events(sentence, lead), *_spoken(sentence)]
        if not tellings:
            lead = next((f.when for f in found if f.when.sharp and f.when.tense == "past"), None)
        tellings += found
        sentences.append(sentence)
    return Told(
        tuple(tellings),
        tuple(_twins(text, times)),
        tuple(found for s in sentences for found in _beyond(s)),
        tuple(found for s in sentences for found in _months(s)),
        tuple(s.terms for s in sentences),
        times,
    )


def _times_without_a_date(reading: Reading) -> tuple[TimeExpression, ...]:
    """The report's time expressions as they are read when nobody knows its date.

    Where they were read with one, only sentences that have some are read again, and those with marks of quotation:
    whose "now" it is they tell. On 235 reports that gives the same as reading all.
    """
    text, sentences = reading.text, reading.report.sentences
    if "times" in reading.layers:
        starts = [t.start for t in reading.times]
        sentences = tuple(
            s
            for s in sentences
            if bisect_right(starts, s.end - 1) > bisect_right(starts, s.start - 1) or _MARK.search(text, s.start, s.end)
        )
    return find_times(text, sentences, None)


def _events(sentence: _Sentence, lead: When | None) -> Iterator[Telling]:
    """A telling for each clause whose tense or words say when; `lead` is when the report's first event was."""
    text, main, subject = sentence.text, lead, frozenset[str]()
    for clause in sentence.clauses:
        inside = [t for t in sentence.times if clause.contains(t.span)]
        words = between(sentence.words, clause)
        telling = outside(words, inside)
        own, names = terms(telling, clause.start, inside)
        low = [w.folded for w in words]
        at = verb_of(low)
        if shares_subject(text, clause):
            own |= subject
        else:
            subject = frozenset(root(w) for w in low[:at]) & sentence.terms
        how, sure = tense_of(telling)
        if not sure:
            continue
        shifted = _after_amount(sentence, clause, main)
        best = shifted or _best(text, inside, how) or (_by_tense(how, clause) if how else None)
        if best is None:
            continue
        if best[0].sharp and shifted is None:
            main = best[0]
        if own:
            verb = root(low[at]) if at is not None else None
            yield Telling("clause", clause, own, names, *best, verb=verb, around=sentence.terms - own)


def _by_tense(how: Tense, clause: Span) -> tuple[When, Span]:
    return When("any", tense=how), clause


def _spoken(sentence: _Sentence) -> Iterator[Telling]:
    """The sentence as something said: its words, and its quotations word for word."""
    text, span = sentence.text, sentence.span
    if not says(w.written for w in sentence.words):
        return
    quotes = [Span(m.start(), m.end()) for m in _QUOTE.finditer(text, span.start, span.end)]
    saying = [c for c in sentence.clauses if says(w.written for w in between(sentence.words, c))]
    times = [
        t
        for t in sentence.times
        if any(c.contains(t.span) for c in saying) and not any(q.contains(t.span) for q in quotes)
    ]
    found = _best(text, times, "past")
    speakers = (_names(sentence, c) for c in (*saying, *sentence.clauses[:1]))
    yield Telling(
        "remark", span, sentence.terms, sentence.names, *(found or _by_tense("past", span)),
        speakers=next((names for names in speakers if names), frozenset()),
    )  # fmt: skip
    for quote in quotes:
        said = frozenset(stem(fold(m.group())) for m in WORD.finditer(quote.cut(text)))
        if len(said) >= SHORTEST_QUOTE:
            yield Telling("quote", quote, said, sentence.names, *(found or _by_tense("past", quote)))


def _names(sentence: _Sentence, clause: Span) -> frozenset[str]:
    """The names in a clause, its first word too."""
    here = Span(clause.start - 1, clause.end)
    return terms(outside(words_in(sentence.text, here), sentence.times), here.start, sentence.times)[1]


def _best(text: str, times: Sequence[TimeExpression], how: Tense | None) -> tuple[When, Span] | None:
    """The expression of a clause that says its day; days before weeks before months."""
    found = [(w, t.span) for t in times if (w := when(t, t.span.cut(text), _turned(t, text, how)))]
    return min(found, key=lambda f: _PRECISE_FIRST.index(f[0].kind), default=None)


def _turned(time: TimeExpression, text: str, how: Tense | None) -> Tense | None:
    """The tense, but "later today" and "later this month" are ahead whatever the verb."""
    return "ahead" if re.search(r"\blater\b", text[max(0, time.start - 6) : time.end].lower()) else how


def _after_amount(sentence: _Sentence, clause: Span, main: When | None) -> tuple[When, Span] | None:
    """What comes after "a day after": that much earlier than what the sentence tells."""
    for time in sentence.times:
        amount = _AMOUNT.fullmatch(time.value or "") if time.type == "DURATION" else None
        link = _AFTER.match(sentence.text, time.end) if amount else None
        if not amount or not link or link.start(1) != clause.start:
            continue
        base = main or When("offset", 0, tense="past")
        if base.kind in ("any", "week", "month", "month name"):
            return None
        days = int(amount[1]) * (WEEK if amount[2] == "W" else 1) * (-1 if link[1].lower() == "after" else 1)
        return replace(base, shift=base.shift + days), Span(time.start, link.end(1))
    return None


def _twins(text: str, times: Sequence[TimeExpression]) -> Iterator[tuple[Span, When, When]]:
    for one, other in pairwise(times):
        between = text[one.end : other.start]
        if len(between) > TWIN_GAP or between.strip(" ,("):
            continue
        a, b = when(one, one.span.cut(text), None), when(other, other.span.cut(text), None)
        if a and b and "offset" in (a.kind, b.kind) and a.kind != b.kind:
            yield Span(one.start, other.end), a, b


def _beyond(sentence: _Sentence) -> Iterator[tuple[Span, When, frozenset[str]]]:
    for time in sentence.times:
        if _RUN_ON.search(sentence.text, max(0, time.start - RUN_ON_REACH), time.start):
            meant = when(time, time.span.cut(sentence.text), None)
            if meant and meant.kind == "weekday":
                yield time.span, meant, sentence.terms


def _months(sentence: _Sentence) -> Iterator[tuple[Span, When]]:
    for time in sentence.times:
        meant = when(time, time.span.cut(sentence.text), None)
        if meant and meant.kind == "month name":
            clause = next((c for c in sentence.clauses if c.contains(time.span)), sentence.span)
            how, sure = tense(sentence.text, clause, (time,))
            if sure and how:
                yield time.span, replace(meant, tense=how)
