"""What the evidence of a pile says about its days: of one report by itself, and of two reports together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from stemma.records import Published, Reading
from stemma.spans import Span
from stemma.stories.dating_days import MONTHS, Days, Table, When, months_of, weekdays_of
from stemma.stories.dating_events import Match
from stemma.stories.dating_gatherings import gatherings, month_fits
from stemma.stories.dating_possible import Possible, event_days, own_days, stamped_alike, together
from stemma.stories.dating_suspect import own_words
from stemma.stories.dating_tellings import Told
from stemma.stories.dating_weighing import Vector

# How evidence bears on a day that is not among those looked at: by nearness to the others, and by its own words.
ELSEWHERE_FAR, ELSEWHERE_ODD = 0.05, 0.3
# Reports of one story are close in time: alike likely up to so many days apart, then less, but never impossible. Masked
# dates of the development reports (95 with another reading of day and month): 85 right, 1 wrong, 9 open.
CLOSE_DAYS, FADE_DAYS, FAR = 2, 4.0, 0.05
# A report that cites another came after it, unless it cites another piece of the same house.
CITED_DOUBT, QUOTED_DOUBT = 0.3, 0.05
SHORTEST_OUTLET = 6
"""Letters; shorter names of outlets are anybody's."""
# A report keeps a stamp that was wrong for another.
STAMP_DOUBT = 0.02
# One house writes its dates one way.
STYLE_DOUBT = 0.08
# "Today" beside a weekday is that day; what is said to run beyond a weekday takes place on it.
TWIN_DOUBT, BEYOND_DOUBT = 0.02, 0.04
# A month named without a year is seldom more than eight months off: "last" or the year would be said.
FAR_MONTHS, FAR_MONTH_DOUBT = 8, 0.25

_ORDERED = re.compile(r"^\D*(\d{1,2})([/.\-])(\d{1,2})\2\d{2,4}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One piece of evidence: the reports (by number) it is about, its table, and the words that show it."""

    reports: tuple[int, ...]
    table: Table
    shown: tuple[tuple[int, Span], ...]


def of_one(
    pile: Sequence[Reading], stories: Sequence[Told], possible: Sequence[Possible], suspect: Collection[int] = ()
) -> Iterator[Fact]:
    """What each report's own words say of its day; of those in `suspect` also what excludes the day they came with."""
    for n, (mine, days) in enumerate(zip(stories, possible, strict=True)):
        yield from _in_words(n, mine, days)
        for span, meant in mine.months:
            yield _fact(n, days, _month_fits(meant, days.days), span)
        for span, named, off in gatherings(pile[n], mine.times):
            yield _fact(n, days, month_fits(named, off, days.days), span)
        yield from _style(n, pile, days)
        for span, fits in own_words(pile[n], mine, days.days) if n in suspect else ():
            yield _fact(n, days, fits, span)


def _in_words(n: int, mine: Told, days: Possible) -> Iterator[Fact]:
    """Two words for one day; what is of today and runs on beyond a weekday; full dates that are past or ahead."""
    events = event_days([days.days])
    for span, one, other in mine.twins:
        fits = (one.table(days.days, events) * other.table(days.days, events)).max(axis=1)
        yield _fact(n, days, np.maximum(fits, TWIN_DOUBT), span)
    today = [t for t in mine.tellings if t.when.kind == "offset" and not t.when.number]
    for span, meant, words in mine.beyond:
        same = next((t for t in today if t.terms & words), None)
        if same:
            fits = np.where(weekdays_of(days.days) == meant.number, 1.0, BEYOND_DOUBT)
            yield Fact((n,), _padded(fits, days), ((n, span), (n, same.evidence)))
    for telling in mine.tellings:
        if telling.when.kind == "date":
            fits = telling.when.table(days.days, events).max(axis=1)
            yield _fact(n, days, np.maximum(fits, TWIN_DOUBT), telling.evidence)


def _fact(n: int, days: Possible, fits: Vector, span: Span) -> Fact:
    return Fact((n,), _padded(fits, days), ((n, span),))


def _padded(fits: Vector, days: Possible) -> Vector:
    return np.append(fits, ELSEWHERE_ODD) if days.elsewhere else fits


def _month_fits(meant: When, days: Days) -> Vector:
    months = months_of(days) % MONTHS + 1
    apart = (months - meant.month) % MONTHS if meant.tense == "past" else (meant.month - months) % MONTHS
    return np.where(apart > FAR_MONTHS, FAR_MONTH_DOUBT, 1.0)


def _style(n: int, pile: Sequence[Reading], days: Possible) -> Iterator[Fact]:
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
    yield Fact((n,), _padded(fits, days), tuple(shown))


def _order_of(published: Published) -> str | None:
    for witness in published.witnesses:
        match = _ORDERED.match(witness.text)
        if match and published.value and len(witness.values) == 1 and match[1] != match[3]:
            day = int(published.value[8:10])
            return "day first" if int(match[1]) == day else "month first"
    return None


def of_pairs(
    pile: Sequence[Reading],
    possible: Sequence[Possible],
    found: Mapping[tuple[int, int], Sequence[Match]],
) -> Iterator[Fact]:
    """What each pair of reports says of both their days: events both tell, citations, and that they are one story."""
    alike = stamped_alike(pile)
    for (i, j), matched in found.items():
        if len(possible[i].prior) == len(possible[j].prior) == 1:
            continue  # whatever two settled days have in common moves neither
        quoted = False
        events = event_days([possible[i].days, possible[j].days])
        for match in matched:
            quoted |= match.one.sort == "quote"
            fits = together(match, possible[i].days, possible[j].days, events)
            table = match.doubt + (1 - match.doubt) * fits
            shown = ((i, match.one.evidence), (j, match.other.evidence))
            yield Fact((i, j), _framed(table, possible[i], possible[j], match.doubt), shown)
        for a, b in ((i, j), (j, i)):
            if span := _cites(pile[a], pile[b]):
                doubt = QUOTED_DOUBT if quoted else CITED_DOUBT
                later = possible[a].days[:, None] >= possible[b].days[None, :]
                table = _framed(np.where(later, 1.0, doubt), possible[a], possible[b], doubt)
                yield Fact((a, b), table, ((a, span),))
        if alike.get(i) and j in alike[i]:
            yield _one_stamp(i, j, pile, possible)
        yield _closeness(i, j, pile, possible)


def _one_stamp(i: int, j: int, pile: Sequence[Reading], possible: Sequence[Possible]) -> Fact:
    """A machine that set one date wrongly set the other, too."""
    given = next(iter(own_days(pile[i].report.report.published)))
    kept = [possible[n].days == given for n in (i, j)]
    table = np.where(kept[0][:, None] == kept[1][None, :], 1.0, STAMP_DOUBT)
    return Fact((i, j), _framed(table, possible[i], possible[j], 1.0), ())


def _closeness(i: int, j: int, pile: Sequence[Reading], possible: Sequence[Possible]) -> Fact:
    apart = np.abs(possible[i].days[:, None] - possible[j].days[None, :])
    near = np.exp(-np.maximum(0, apart - CLOSE_DAYS) / FADE_DAYS) * (1 - FAR) + FAR
    table = _framed(near, possible[i], possible[j], ELSEWHERE_FAR) ** (1 / (len(pile) - 1))
    shown = [
        (n, s)
        for n in (i, j)
        for s in pile[n].report.report.published.evidence[:1]
        if pile[n].report.report.published.value
    ]
    return Fact((i, j), table, tuple(shown))


def _framed(table: Table, one: Possible, other: Possible, rest: float) -> Table:
    """The table with a row and a column for reports that may be of another day."""
    return np.pad(table, ((0, int(one.elsewhere)), (0, int(other.elsewhere))), constant_values=rest)


def _cites(one: Reading, other: Reading) -> Span | None:
    """Where a report names the other's outlet as its source."""
    outlet = other.report.report.outlet
    if not outlet or outlet == one.report.report.outlet or len(outlet) < SHORTEST_OUTLET:
        return None
    name = re.escape(re.sub(r"(?i)^the\s+", "", outlet))
    if not re.search(name, one.text, re.IGNORECASE):
        return None
    pattern = re.compile(
        rf"(?:reported by|told|according to|quoted by|cited by|first published (?:in|by))\s+(?:the\s+)?{name}\b"
        rf"|{name}\b[^.]{{0,40}}\breported",
        re.IGNORECASE,
    )
    for sentence in one.report.sentences:
        if match := pattern.search(one.text, sentence.start, sentence.end):
            return Span(*match.span())
    return None
