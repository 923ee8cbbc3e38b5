"""When the reports of one story were published, as far as they settle it among themselves.

Every report's possible days are weighed together: what several reports tell of one event ("later today" here, "on
Thursday" there), what is still ahead in one and done in another, two words for one day side by side, who is cited, how
one house writes its dates, and how close together the reports of a story lie. What stays in doubt stays open. Nothing
here knows today's date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from stemma.records import Evidence, Published, Reading
from stemma.spans import Span, merge
from stemma.stories.dating_days import Days, Table, When, months_of, weekdays_of
from stemma.stories.dating_events import Match, Weights, matches
from stemma.stories.dating_gatherings import gatherings, month_fits
from stemma.stories.dating_tellings import Told, told
from stemma.stories.dating_weighing import PairFactor, Vector, beliefs

# How sure a day must be. On the development piles no settled day below it was worth having; the dates that came out
# wrong while this was built stood under 0.7.
SURE = 0.75
# An ambiguous date may be settled by how near its neighbours are alone, so it asks for a little more.
SURE_OF_TWO = 0.8
# A date that came with the report gives way only to this, and only where it is itself as good as excluded.
SURE_AGAINST = 0.85
TOP_CONFIDENCE = 0.97
# Neighbouring days are no contradiction: clocks and zones differ, and a page is dated when it was last touched.
LEAST_APART = 3
CONTRADICTION = 0.05
# Events may lie so many days outside the days of publication.
EVENT_DAYS = 40
# Days looked at on either side of every day that a report of the pile may be of.
WINDOW = 14
# An undated report may be of a day outside the window: so many days' worth of prior.
ELSEWHERE_DAYS = 12.0
ELSEWHERE_FAR, ELSEWHERE_ODD = 0.05, 0.3
# How much of the prior is left to other days where a date is known: by its basis.
LEEWAY = {"given": 0.03, "metadata": 0.03, "inferred": 0.08, "masthead": 0.006, "pile": 0.08}
# Reports of one story are close in time: alike likely up to so many days apart, then less, but never impossible.
CLOSE_DAYS, FADE_DAYS, FAR = 2, 4.0, 0.05
# A factor of a pair is never surer than this, however many events both reports tell: copies repeat one another's words.
LEAST = 0.002
# A report that cites another came after it, unless it cites another piece of the same house.
CITED_DOUBT, QUOTED_DOUBT = 0.3, 0.05
# One house writes its dates one way.
STYLE_DOUBT = 0.08
# "Today" beside a weekday is that day; what is said to run beyond a weekday takes place on it.
TWIN_DOUBT, BEYOND_DOUBT = 0.02, 0.04
# A month named without a year is seldom the one before last year's: said of it are "last" or the year.
FAR_MONTHS, FAR_MONTH_DOUBT = 8, 0.25
# A factor tells as evidence when it makes the settled day so many times likelier than the others, on average.
TELLING = 1.5
MAX_EVIDENCE = 6

_ORDERED = re.compile(r"^\D*(\d{1,2})([/.\-])(\d{1,2})\2\d{2,4}")


@dataclass(frozen=True, slots=True)
class _Possible:
    """The days one report may be of."""

    days: Days
    prior: Vector
    """One entry more than days where it may be of another day altogether."""
    values: Mapping[int, str]
    """How each of its own readings is written."""

    @property
    def elsewhere(self) -> bool:
        return len(self.prior) > len(self.days)


@dataclass(frozen=True, slots=True)
class _Fact:
    """One piece of evidence: the reports (by number) it is about, its table, and the words that show it."""

    reports: tuple[int, ...]
    table: Table
    shown: tuple[tuple[int, Span], ...]


def settle_dates(readings: Sequence[Reading]) -> dict[str, Published]:
    """The publication time of each report of one story, by report id; what the pile cannot settle is left as it was.

    A settled one has the basis "pile", `evidence` into its own text and `pile_evidence` into the others'.
    """
    pile = sorted({r.id: r for r in readings}.values(), key=lambda r: r.id)
    as_it_was = {r.id: r.report.report.published for r in pile}
    known = [_own_days(p) for p in as_it_was.values()]
    if len(pile) < 2 or not any(known):  # noqa: PLR2004 - a pile is two reports or more
        return as_it_was
    stories = [told(r) for r in pile]
    weights = Weights(stories)
    found = {(i, j): matches(stories[i], stories[j], weights) for i, j in combinations(range(len(pile)), 2)}
    possible = _possible(pile, found)
    facts = [*_of_one(pile, stories, possible), *_of_pairs(pile, stories, possible, found)]
    likely = _weigh(possible, facts)
    return {r.id: _settled(n, pile, possible, likely, facts) for n, r in enumerate(pile)}


def dated(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of one story with their dates as the story settles them, in the order they came in."""
    settled = settle_dates(readings)
    return tuple(
        r
        if settled[r.id] is r.report.report.published
        else r.with_(report=r.report.with_(report=r.report.report.with_(published=settled[r.id])))
        for r in readings
    )


# --- the days that may be --------------------------------------------------------------------------------------------


def _own_days(published: Published) -> dict[int, str]:
    """The days that a report's own readings name, each with the reading as it is written."""
    own: dict[int, str] = {}
    for value in ([published.value] if published.value else []) + list(published.alternatives):
        try:
            own.setdefault(date.fromisoformat(value[:10]).toordinal(), value)
        except ValueError:  # a month or a year alone
            continue
    return own


def _possible(pile: Sequence[Reading], found: Mapping[tuple[int, int], Sequence[Match]]) -> list[_Possible]:
    owns = [_own_days(r.report.report.published) for r in pile]
    anchors = sorted({day for own in owns for day in own})
    window = np.array(sorted({d + k for d in anchors for k in range(-WINDOW, WINDOW + 1)}), dtype=np.int64)
    doubted = _doubted(pile, owns, found)
    return [
        _possible_of(r.report.report.published, own, window, n in doubted)
        for n, (r, own) in enumerate(zip(pile, owns, strict=True))
    ]


def _doubted(
    pile: Sequence[Reading], owns: Sequence[Mapping[int, str]], found: Mapping[tuple[int, int], Sequence[Match]]
) -> set[int]:
    """Dated reports that dated neighbours contradict more than once and that no other house bears out."""
    against: Counter[int] = Counter()
    borne_out: set[int] = set()
    for (i, j), matched in found.items():
        if any(pile[n].report.report.published.value is None or not owns[n] for n in (i, j)):
            continue
        days = [np.array([next(iter(owns[n]))], dtype=np.int64) for n in (i, j)]
        events = _events(days)
        heads = pile[i].report.report, pile[j].report.report
        same_house = heads[0].outlet is not None and heads[0].outlet == heads[1].outlet
        for match in matched:
            if not (match.one.when.sharp and match.other.when.sharp):
                continue
            if float(_together(match, days[0], days[1], events)[0, 0]) < CONTRADICTION:
                against.update((i, j))
            elif not same_house:
                borne_out.update((i, j))
    return {n for n, times in against.items() if times > 1 and n not in borne_out}


def _possible_of(published: Published, own: Mapping[int, str], window: Days, doubted: bool) -> _Possible:  # noqa: FBT001
    if published.value is None:
        if own:
            days = np.array(sorted(own), dtype=np.int64)
            return _Possible(days, np.ones(len(days)), own)
        return _Possible(window, np.append(np.ones(len(window)), ELSEWHERE_DAYS), own)
    first = next(iter(own), None)
    if first is None or own[first] != published.value:
        inside = _days_inside(published.value, window)
        if not len(inside):
            return _Possible(window, np.append(np.ones(len(window)), ELSEWHERE_DAYS), {})
        return _Possible(inside, np.append(np.ones(len(inside)), 1.0), {})
    if not doubted:
        return _Possible(np.array([first], dtype=np.int64), np.ones(1), own)
    leeway = LEEWAY[published.basis]
    prior = np.full(len(window), leeway / len(window))
    for day in own:
        prior[np.searchsorted(window, day)] = leeway
    prior[np.searchsorted(window, first)] = 1.0
    return _Possible(window, prior, own)


def _days_inside(value: str, window: Days) -> Days:
    return np.array([d for d in window if date.fromordinal(int(d)).isoformat().startswith(value)], dtype=np.int64)


# --- what one report says of its own day -----------------------------------------------------------------------------


def _of_one(pile: Sequence[Reading], stories: Sequence[Told], possible: Sequence[_Possible]) -> Iterator[_Fact]:
    for n, (mine, days) in enumerate(zip(stories, possible, strict=True)):
        events = _events([days.days])
        for span, one, other in mine.twins:
            fits = (one.table(days.days, events) * other.table(days.days, events)).max(axis=1)
            yield _fact(n, days, np.maximum(fits, TWIN_DOUBT), span)
        for span, meant, words in mine.beyond:
            today = [
                t for t in mine.tellings if t.when.kind == "offset" and not t.when.number and len(t.terms & words) > 0
            ]
            if today:
                fits = np.where(weekdays_of(days.days) == meant.number, 1.0, BEYOND_DOUBT)
                yield _Fact((n,), _padded(fits, days), ((n, span), (n, today[0].evidence)))
        for telling in mine.tellings:
            if telling.when.kind == "date":
                fits = telling.when.table(days.days, events).max(axis=1)
                yield _fact(n, days, np.maximum(fits, TWIN_DOUBT), telling.evidence)
        for span, meant in mine.months:
            yield _fact(n, days, _month_fits(meant, days.days), span)
        for span, named, off in gatherings(pile[n], mine.times):
            yield _fact(n, days, month_fits(named, off, days.days), span)
        yield from _style(n, pile, days)


def _fact(n: int, days: _Possible, fits: Vector, span: Span) -> _Fact:
    return _Fact((n,), _padded(fits, days), ((n, span),))


def _padded(fits: Vector, days: _Possible) -> Vector:
    return np.append(fits, ELSEWHERE_ODD) if days.elsewhere else fits


def _month_fits(meant: When, days: Days) -> Vector:
    months = months_of(days) % 12 + 1
    apart = (months - meant.month) % 12 if meant.tense == "past" else (meant.month - months) % 12
    return np.where(apart > FAR_MONTHS, FAR_MONTH_DOUBT, 1.0)


def _style(n: int, pile: Sequence[Reading], days: _Possible) -> Iterator[_Fact]:
    """Other reports of the same house whose dates can be read one way only tell how it writes them."""
    head = pile[n].report.report
    if head.published.value is not None or len(days.values) < 2 or not head.outlet:  # noqa: PLR2004
        return
    orders = {o for r in pile if r.report.report.outlet == head.outlet and (o := _order_of(r.report.report.published))}
    mine = next((w for w in head.published.witnesses if len(w.values) > 1 and _ORDERED.match(w.text)), None)
    if len(orders) != 1 or mine is None or (match := _ORDERED.match(mine.text)) is None:
        return
    place = 1 if orders == {"day first"} else 3
    fits = np.array([1.0 if date.fromordinal(int(d)).day == int(match[place]) else STYLE_DOUBT for d in days.days])
    shown = [(n, mine.span)] if mine.span else []
    yield _Fact((n,), _padded(fits, days), tuple(shown))


def _order_of(published: Published) -> str | None:
    for witness in published.witnesses:
        match = _ORDERED.match(witness.text)
        if match and published.value and len(witness.values) == 1 and match[1] != match[3]:
            day = int(published.value[8:10])
            return "day first" if int(match[1]) == day else "month first"
    return None


# --- what two reports say together -----------------------------------------------------------------------------------


def _of_pairs(
    pile: Sequence[Reading],
    stories: Sequence[Told],
    possible: Sequence[_Possible],
    found: Mapping[tuple[int, int], Sequence[Match]],
) -> Iterator[_Fact]:
    for (i, j), matched in found.items():
        quoted = False
        events = _events([possible[i].days, possible[j].days])
        for match in matched:
            quoted |= match.one.sort == "quote"
            fits = _together(match, possible[i].days, possible[j].days, events)
            table = match.doubt + (1 - match.doubt) * fits
            shown = ((i, match.one.evidence), (j, match.other.evidence))
            yield _Fact((i, j), _framed(table, possible[i], possible[j], match.doubt), shown)
        for a, b in ((i, j), (j, i)):
            if span := _cites(pile[a], pile[b]):
                doubt = QUOTED_DOUBT if quoted else CITED_DOUBT
                later = possible[a].days[:, None] >= possible[b].days[None, :]
                table = _framed(np.where(later, 1.0, doubt), possible[a], possible[b], doubt)
                yield _Fact((a, b), table, ((a, span),))
        yield _closeness(i, j, pile, possible)
    del stories


def _together(match: Match, one: Days, other: Days, events: Days) -> Table:
    """For each pair of days how well some day of the event goes with both."""
    a, b = match.one.when.table(one, events), match.other.when.table(other, events)
    best = np.zeros((len(one), len(other)))
    for column in range(len(events)):
        np.maximum(best, a[:, column, None] * b[None, :, column], out=best)
    return best


def _closeness(i: int, j: int, pile: Sequence[Reading], possible: Sequence[_Possible]) -> _Fact:
    apart = np.abs(possible[i].days[:, None] - possible[j].days[None, :])
    near = np.exp(-np.maximum(0, apart - CLOSE_DAYS) / FADE_DAYS) * (1 - FAR) + FAR
    table = _framed(near, possible[i], possible[j], ELSEWHERE_FAR) ** (1 / (len(pile) - 1))
    shown = [
        (n, s)
        for n in (i, j)
        for s in pile[n].report.report.published.evidence[:1]
        if pile[n].report.report.published.value
    ]
    return _Fact((i, j), table, tuple(shown))


def _framed(table: Table, one: _Possible, other: _Possible, rest: float) -> Table:
    """The table with a row and a column for reports that may be of another day."""
    return np.pad(table, ((0, int(one.elsewhere)), (0, int(other.elsewhere))), constant_values=rest)


def _cites(one: Reading, other: Reading) -> Span | None:
    """Where a report names the other's outlet as its source."""
    outlet = other.report.report.outlet
    if not outlet or outlet == one.report.report.outlet or len(outlet) < 6:  # noqa: PLR2004 - "Post" is anybody's
        return None
    name = re.escape(re.sub(r"(?i)^the\s+", "", outlet))
    pattern = re.compile(
        rf"(?:reported by|told|according to|quoted by|cited by|first published (?:in|by))\s+(?:the\s+)?({name})\b|({name})\b[^.]{{0,40}}\breported",
        re.IGNORECASE,
    )
    for sentence in one.report.sentences:
        if match := pattern.search(one.text, sentence.start, sentence.end):
            return Span(*match.span())
    return None


def _events(days: Sequence[Days]) -> Days:
    """The days on which what the reports tell may have taken place."""
    return np.arange(min(d.min() for d in days) - EVENT_DAYS, max(d.max() for d in days) + EVENT_DAYS + 1)


# --- weighing and telling --------------------------------------------------------------------------------------------


def _weigh(possible: Sequence[_Possible], facts: Sequence[_Fact]) -> list[Vector]:
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


def _settled(
    n: int, pile: Sequence[Reading], possible: Sequence[_Possible], likely: Sequence[Vector], facts: Sequence[_Fact]
) -> Published:
    was, days, chances = pile[n].report.report.published, possible[n], likely[n]
    best = int(np.argmax(chances))
    if best >= len(days.days):
        return was
    value = days.values.get(int(days.days[best])) or date.fromordinal(int(days.days[best])).isoformat()
    if value == was.value:
        return was
    if chances[best] < _needed(was, value):
        return was
    own, others = _deciding(n, best, pile, possible, likely, facts)
    kept = [v for v in ([was.value] if was.value else []) + list(was.alternatives) if v != value and len(v) >= 10]  # noqa: PLR2004
    return was.with_(
        value=value,
        precision="minute" if "T" in value else "day",
        basis="pile",
        confidence=round(min(TOP_CONFIDENCE, float(chances[best])), 2),
        alternatives=tuple(kept),
        evidence=merge([*was.evidence, *own]),
        pile_evidence=others,
    )


def _needed(was: Published, value: str) -> float:
    """How sure a day must be, by what it takes the place of; more than 1 where it must not."""
    if was.value and len(was.value) >= len("2000-01-01"):
        apart = abs((date.fromisoformat(value[:10]) - date.fromisoformat(was.value[:10])).days)
        return SURE_AGAINST if apart >= LEAST_APART else 2.0
    return SURE_OF_TWO if was.alternatives else SURE


def _deciding(
    n: int,
    best: int,
    pile: Sequence[Reading],
    possible: Sequence[_Possible],
    likely: Sequence[Vector],
    facts: Sequence[_Fact],
) -> tuple[list[Span], tuple[Evidence, ...]]:
    """The words that make the day so much likelier than the others: in the report itself, and in its neighbours."""
    gains = []
    for order, fact in enumerate(facts):
        if n not in fact.reports:
            continue
        fits = _seen_from(n, fact, likely)
        prior = np.delete(possible[n].prior, best)
        rest = float((np.delete(fits, best) * prior).sum() / prior.sum()) if prior.sum() else 1.0
        gain = float(fits[best]) / max(rest, 1e-9)
        if gain >= TELLING:
            gains.append((-gain, order, fact))
    shown = list(dict.fromkeys(place for _, _, fact in sorted(gains, key=lambda g: g[:2]) for place in fact.shown))
    shown = shown[:MAX_EVIDENCE]
    own = [span for where, span in shown if where == n]
    others = tuple(
        Evidence(pile[where].id, span.start, span.end, span.cut(pile[where].text))
        for where, span in sorted(shown)
        if where != n
    )
    return own, others


def _seen_from(n: int, fact: _Fact, likely: Sequence[Vector]) -> Vector:
    """What a fact says of each state of one report, the other report being as likely it is."""
    if len(fact.reports) == 1:
        return fact.table
    i, j = fact.reports
    table = fact.table if i == n else fact.table.T
    other = j if i == n else i
    return np.asarray(table @ likely[other])
