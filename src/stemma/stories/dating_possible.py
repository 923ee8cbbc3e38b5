"""The days each report of a pile may be of, before its neighbours are asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from stemma.records import Published, Reading
from stemma.stories.dating_days import Days, Table
from stemma.stories.dating_events import Match
from stemma.stories.dating_weighing import Vector

# Days looked at on either side of every day that a report of the pile may be of.
WINDOW = 14
# Events may lie so many days outside the days of publication.
EVENT_DAYS = 40
# An undated report may be of a day outside the window: so many days' worth of prior.
ELSEWHERE_DAYS = 12.0
# How much of the prior is left to other days where a dated report is in doubt: by the basis of its date.
LEEWAY = {"given": 0.03, "metadata": 0.03, "inferred": 0.08, "masthead": 0.006, "pile": 0.08, "unknown": 0.08}
# Two tellings of one event whose days go together no better than this contradict each other.
CONTRADICTION = 0.05
# What only the tense of one telling contradicts: such things may happen again.
LOOSE = 0.5


@dataclass(frozen=True, slots=True)
class Possible:
    """The days one report may be of."""

    days: Days
    prior: Vector
    """One entry more than days where it may be of another day altogether."""
    values: Mapping[int, str]
    """How each of its own readings is written."""

    @property
    def elsewhere(self) -> bool:
        """Whether it may be of a day that is not among `days`."""
        return len(self.prior) > len(self.days)


def own_days(published: Published) -> dict[int, str]:
    """The days that a report's own readings name, each with the reading as it is written."""
    own: dict[int, str] = {}
    for value in ([published.value] if published.value else []) + list(published.alternatives):
        try:
            own.setdefault(date.fromisoformat(value[:10]).toordinal(), value)
        except ValueError:  # a month or a year alone
            continue
    return own


def possible_days(
    pile: Sequence[Reading], found: Mapping[tuple[int, int], Sequence[Match]], suspect: Collection[int] = ()
) -> list[Possible]:
    """For each report its own readings; where it has none, or is in doubt, the days around those of the pile."""
    owns = [own_days(r.report.report.published) for r in pile]
    anchors = sorted({day for own in owns for day in own})
    window = np.array(sorted({d + k for d in anchors for k in range(-WINDOW, WINDOW + 1)}), dtype=np.int64)
    doubted = _doubted(pile, owns, found).union(suspect)
    return [
        _possible_of(r.report.report.published, own, window, doubted=n in doubted)
        for n, (r, own) in enumerate(zip(pile, owns, strict=True))
    ]


def _doubted(
    pile: Sequence[Reading], owns: Sequence[Mapping[int, str]], found: Mapping[tuple[int, int], Sequence[Match]]
) -> set[int]:
    """Dated reports that dated neighbours contradict more than once and that no other house bears out.

    What a neighbour told as past before it can have happened counts half, and only against a date that a machine set,
    which speaks against no other.
    """
    stamped = stamped_alike(pile)
    against: dict[int, float] = dict.fromkeys(range(len(pile)), 0.0)
    borne_out: set[int] = set()
    for (i, j), matched in found.items():
        if any(pile[n].report.report.published.value is None or not owns[n] for n in (i, j)):
            continue
        days = [np.array([next(iter(owns[n]))], dtype=np.int64) for n in (i, j)]
        events = event_days(days)
        heads = pile[i].report.report, pile[j].report.report
        same_house = heads[0].outlet is not None and heads[0].outlet == heads[1].outlet
        for match in matched:
            sharp = match.one.when.sharp and match.other.when.sharp
            if not sharp and not {i, j} & stamped.keys():
                continue
            if float(together(match, days[0], days[1], events)[0, 0]) < CONTRADICTION:
                for n in {i, j} & stamped.keys() or {i, j}:
                    against[n] += 1.0 if sharp else LOOSE
            elif sharp and not same_house:
                borne_out.update((i, j))
    for alike in sorted(set(stamped.values())):  # one stamp, one doubt
        total = sum(against[n] for n in alike)
        against.update(dict.fromkeys(alike, total))
    return {n for n, times in against.items() if times > 1 and n not in borne_out}


def stamped_alike(pile: Sequence[Reading]) -> dict[int, tuple[int, ...]]:
    """Reports of one house that were given the same minute, with all of them: a crawler or a new site set it.

    Nobody publishes two pieces at once; midnight is no minute but a day.
    """
    same: dict[tuple[str, str], list[int]] = {}
    for n, reading in enumerate(pile):
        head = reading.report.report
        value = head.published.value or ""
        if head.outlet and head.published.basis in ("given", "metadata") and "T" in value and "T00:00" not in value:
            same.setdefault((head.outlet, value), []).append(n)
    return {n: tuple(alike) for alike in same.values() if len(alike) > 1 for n in alike}


def _possible_of(published: Published, own: Mapping[int, str], window: Days, *, doubted: bool) -> Possible:
    if published.value is None:
        if own:
            days = np.array(sorted(own), dtype=np.int64)
            return Possible(days, np.ones(len(days)), own)
        return Possible(window, np.append(np.ones(len(window)), ELSEWHERE_DAYS), own)
    first = next(iter(own), None)
    if first is None or own[first] != published.value:
        inside = _days_inside(published.value, window)
        if not len(inside):
            return Possible(window, np.append(np.ones(len(window)), ELSEWHERE_DAYS), {})
        return Possible(inside, np.append(np.ones(len(inside)), 1.0), {})
    if not doubted:
        return Possible(np.array([first], dtype=np.int64), np.ones(1), own)
    leeway = LEEWAY[published.basis]
    prior = np.full(len(window), leeway / len(window))
    for day in own:
        prior[np.searchsorted(window, day)] = leeway
    prior[np.searchsorted(window, first)] = 1.0
    return Possible(window, prior, own)


def _days_inside(value: str, window: Days) -> Days:
    return np.array([d for d in window if date.fromordinal(int(d)).isoformat().startswith(value)], dtype=np.int64)


def event_days(days: Sequence[Days]) -> Days:
    """The days on which what the reports tell may have taken place."""
    return np.arange(min(d.min() for d in days) - EVENT_DAYS, max(d.max() for d in days) + EVENT_DAYS + 1)


def together(match: Match, one: Days, other: Days, events: Days) -> Table:
    """For each pair of days how well some day of the event goes with both."""
    a, b = match.one.when.table(one, events), match.other.when.table(other, events)
    # Days that one of them rules out whenever it was written say nothing.
    both = a.any(axis=0) & b.any(axis=0)
    if not both.any():
        return np.zeros((len(one), len(other)))
    a, b = a[:, both], b[:, both]
    if len(one) > len(other):
        best: Table = np.array([(a * row).max(axis=1) for row in b]).T
        return best
    return np.array([(b * row).max(axis=1) for row in a])
