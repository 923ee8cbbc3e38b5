"""When the reports of one story were published, as far as they settle it among themselves.

Every report's possible days are weighed together: what several reports tell of one event ("later today" here, "on
Thursday" there), what is still ahead in one and done in another, two words for one day side by side, who is cited, how
one house writes its dates, and how close together the reports of a story lie. What stays in doubt stays open. Nothing
here knows today's date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from stemma.records import Evidence, Published, Reading
from stemma.spans import Span, merge
from stemma.stories.dating_days import Table
from stemma.stories.dating_events import Weights, matches
from stemma.stories.dating_facts import Fact, of_one, of_pairs
from stemma.stories.dating_possible import Possible, own_days, possible_days, stamped_alike
from stemma.stories.dating_suspect import suspects
from stemma.stories.dating_tellings import told
from stemma.stories.dating_weighing import PairFactor, Vector, beliefs

# How sure a day must be. On the development piles no settled day below it was worth having; the dates that came out
# wrong while this was built stood under 0.7.
SURE = 0.75
# An ambiguous date may be settled by how near its neighbours are alone, so it asks for a little more.
SURE_OF_TWO = 0.8
# A date that came with the report gives way only to this, and only where it is itself as good as excluded; one that a
# machine set weighs no more than an ambiguous one.
SURE_AGAINST, NEVER = 0.85, 2.0
# Where the pile as good as excludes a day that a machine set and settles no other, the report keeps what is sure: its
# month. Not so where a person set it: a report of last year's like event has every neighbour against it, and is right.
SURE_OF_MONTH = 0.95
MONTH_LETTERS = len("2024-05")
TOP_CONFIDENCE = 0.97
# Neighbouring days are no contradiction: clocks and zones differ, and a page is dated when it was last touched.
LEAST_APART = 3
# In larger piles dated reports are not held against one another: every pair of 60 reports takes 1.4 seconds.
MANY = 60
# A factor of a pair is never surer than this, however many events both reports tell: copies repeat one another's words.
LEAST = 0.002
# A factor tells as evidence when it makes the settled day so many times likelier than the others, on average.
TELLING = 1.5
MAX_EVIDENCE = 6


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A pile with the days its reports may be of, how likely each is, and why."""

    pile: Sequence[Reading]
    possible: Sequence[Possible]
    likely: Sequence[Vector]
    facts: Sequence[Fact]
    suspect: frozenset[int]
    """Reports whose own words exclude the day they came with."""


def settle_dates(readings: Sequence[Reading]) -> dict[str, Published]:
    """The publication time of each report of one story, by report id; what the pile cannot settle is left as it was.

    A settled one has the basis "pile", `evidence` into its own text and `pile_evidence` into the others'.
    """
    pile = sorted({r.id: r for r in readings}.values(), key=lambda r: r.id)
    as_it_was = {r.id: r.report.report.published for r in pile}
    known = [own_days(p) for p in as_it_was.values()]
    if len(pile) < 2 or not any(known):  # noqa: PLR2004 - a pile is two reports or more
        return as_it_was
    stories = [told(r) for r in pile]
    weights = Weights(stories)
    pairs = [
        (i, j) for i, j in combinations(range(len(pile)), 2) if len(pile) <= MANY or _open(pile[i]) or _open(pile[j])
    ]
    closed = [bool(days) and not _open(r) for r, days in zip(pile, known, strict=True)]
    stamped = stamped_alike(pile)
    # Two reports with a day each may contradict each other: of those only what both say to the day counts at first.
    some = {(i, j) for i, j in pairs if closed[i] and closed[j] and not {i, j} & stamped.keys()}
    found = {(i, j): matches(stories[i], stories[j], weights, sharp=(i, j) in some) for i, j in pairs}
    suspect = suspects(
        pile, stories, [next(iter(days), None) if c else None for days, c in zip(known, closed, strict=True)]
    )
    possible = possible_days(pile, found, suspect)
    if all(len(p.prior) == 1 for p in possible):
        return as_it_was
    for i, j in some:
        if len(possible[i].prior) > 1 or len(possible[j].prior) > 1:
            found[i, j] = matches(stories[i], stories[j], weights)
    facts = [*of_one(pile, stories, possible, suspect), *of_pairs(pile, possible, found)]
    weighed = _Weighed(pile, possible, _weigh(possible, facts), facts, suspect)
    return {r.id: _settled(n, weighed) for n, r in enumerate(pile)}


def _open(reading: Reading) -> bool:
    return reading.report.report.published.value is None


def dated(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of one story with their dates as the story settles them, in the order they came in."""
    settled = settle_dates(readings)
    return tuple(
        r
        if settled[r.id] is r.report.report.published
        else r.with_(report=r.report.with_(report=r.report.report.with_(published=settled[r.id])))
        for r in readings
    )


def _weigh(possible: Sequence[Possible], facts: Sequence[Fact]) -> list[Vector]:
    priors = [p.prior for p in possible]
    pairs: dict[tuple[int, int], Table] = {}
    for fact in facts:
        if len(fact.reports) == 1:
            priors[fact.reports[0]] = priors[fact.reports[0]] * fact.table
            continue
        i, j = fact.reports
        table = fact.table if i < j else fact.table.T
        key = (min(i, j), max(i, j))
        pairs[key] = pairs[key] * table if key in pairs else table
    factors = [PairFactor(i, j, np.maximum(t / t.max(), LEAST)) for (i, j), t in sorted(pairs.items())]
    return beliefs(priors, factors)


def _settled(n: int, weighed: _Weighed) -> Published:
    reading, days, chances = weighed.pile[n], weighed.possible[n], weighed.likely[n]
    was = reading.report.report.published
    best = int(np.argmax(chances))
    if best >= len(days.days):
        return was
    day = int(days.days[best])
    value = days.values.get(day) or date.fromordinal(day).isoformat()
    confidence = float(chances[best])
    stamped = n in stamped_alike(weighed.pile)
    if value != was.value and confidence < _needed(was, day, stamped=stamped):
        value, confidence = _month_of(was, days, chances) if stamped or n in weighed.suspect else ("", 0.0)
    if not value or value == was.value:
        return was
    own, others = _deciding(n, best, weighed)
    kept = [v for v in ([was.value] if was.value else []) + list(was.alternatives) if v != value]
    return was.with_(
        value=value,
        precision="minute" if "T" in value else "month" if len(value) == MONTH_LETTERS else "day",
        basis="pile",
        confidence=round(min(TOP_CONFIDENCE, confidence), 2),
        alternatives=tuple(v for v in kept if not value.startswith(v)),
        evidence=merge([*was.evidence, *own]),
        pile_evidence=others,
    )


def _needed(was: Published, day: int, *, stamped: bool) -> float:
    """How sure a day must be, by what it takes the place of; more than 1 where it must not."""
    given = next(iter(own_days(was)), None) if was.value else None
    if given is not None:
        if stamped:
            return SURE_OF_TWO
        return SURE_AGAINST if abs(day - given) >= LEAST_APART else NEVER
    return SURE_OF_TWO if was.alternatives else SURE


def _month_of(was: Published, days: Possible, chances: Vector) -> tuple[str, float]:
    """The month of a report whose given day is as good as excluded but which no other day replaces; else nothing."""
    given = next(iter(own_days(was)), None) if was.value else None
    if given is None or given not in days.days:
        return "", 0.0
    shares: dict[str, float] = {}
    for day, chance in zip(days.days, chances, strict=False):
        month = date.fromordinal(int(day)).isoformat()[:MONTH_LETTERS]
        shares[month] = shares.get(month, 0.0) + float(chance)
    best = max(shares, key=lambda month: shares[month])
    excluded = float(chances[int(np.searchsorted(days.days, given))]) <= 1 - SURE_OF_MONTH
    return (best, shares[best]) if excluded and shares[best] >= SURE_OF_MONTH else ("", 0.0)


def _deciding(n: int, best: int, weighed: _Weighed) -> tuple[list[Span], tuple[Evidence, ...]]:
    """The words that make the day so much likelier than the others: in the report itself, and in its neighbours."""
    prior = np.delete(weighed.possible[n].prior, best)
    gains = []
    for order, fact in enumerate(weighed.facts):
        if n in fact.reports:
            fits = _seen_from(n, fact, weighed.likely)
            others = float((np.delete(fits, best) * prior).sum() / prior.sum()) if prior.sum() else 1.0
            if fits[best] >= TELLING * others:
                gains.append((-float(fits[best]) / max(others, LEAST), order))
    places = (place for _, order in sorted(gains) for place in weighed.facts[order].shown)
    shown = sorted(list(dict.fromkeys(places))[:MAX_EVIDENCE])
    ids = {where: weighed.pile[where] for where, _ in shown}
    return [span for where, span in shown if where == n], tuple(
        Evidence(ids[where].id, span.start, span.end, span.cut(ids[where].text)) for where, span in shown if where != n
    )


def _seen_from(n: int, fact: Fact, likely: Sequence[Vector]) -> Vector:
    """What a fact says of each state of one report, the other report being as likely it is."""
    if len(fact.reports) == 1:
        return fact.table
    i, j = fact.reports
    seen: Vector = fact.table @ likely[j] if i == n else fact.table.T @ likely[i]
    return seen
