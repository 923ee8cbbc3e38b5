"""Facts inside clauses: figures that two reports give of the same thing, whatever else their clauses say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.stories.claims_numbers import COUNTED, SMALL, Number
from stemma.stories.claims_units import Unit
from stemma.stories.claims_words import listed


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one thing: the places of the clauses that give it, in order, and what each of them gives."""

    places: tuple[int, ...]
    numbers: tuple[tuple[Number, ...], ...]

    def told_in(self, place: int, unit: Unit) -> Unit:
        """The clause as far as it tells this fact."""
        return replace(unit, numbers=self.numbers[self.places.index(place)])


# In order of size a figure is compared with so many that follow, so that many reports take no longer in proportion.
REACH = 40
# "More than 200" may be 276, not 2,000.
ROOM = 1.5
_CONVERTED = re.compile(r"\d[^().;]{0,20}\((?:[a-z]+\s)?$")
# Shares and spans of time are found in every report: of these too.
_SHARES = frozenset(("percent", "points", "hours", "minutes", "days", "weeks", "months", "years"))


def figures_told(found: Sequence[Unit]) -> list[Fact]:
    """Figures that clauses of two reports or more give of one thing, in order of their first clause."""
    held = [
        (place, number)
        for place, unit in enumerate(found)
        for number in unit.numbers
        if not unit.background and not _converted(unit, number)
    ]
    home = list(range(len(held)))
    for alike in _by_kind(held):
        for at, a in enumerate(alike):
            for b in alike[at + 1 : at + 1 + REACH]:
                if _one_figure(held[a], held[b], found):
                    low, high = sorted((_root(home, a), _root(home, b)))
                    home[high] = low
    groups: dict[int, dict[int, list[Number]]] = {}
    for n, (place, number) in enumerate(held):
        groups.setdefault(_root(home, n), {}).setdefault(place, []).append(number)
    shared = [g for g in groups.values() if len({found[p].report for p in g}) > 1]
    return [Fact(tuple(g), tuple(tuple(ns) for ns in g.values())) for g in shared]


def _converted(unit: Unit, number: Number) -> bool:
    """Whether it gives in another measure what stands before it: "40 kilometres (25 miles)"."""
    return bool(number.unit) and _CONVERTED.search(unit.text, unit.span.start, number.span.start) is not None


def _by_kind(held: Sequence[tuple[int, Number]]) -> list[list[int]]:
    """The figures of each kind of thing, the smallest first."""
    kinds: dict[str, list[int]] = {}
    for n, (_, number) in enumerate(held):
        for kind in sorted(number.heads - COUNTED) if not number.unit else [number.unit]:
            kinds.setdefault(kind, []).append(n)
    return [sorted(ns, key=lambda n: (held[n][1].value, n)) for ns in kinds.values()]


def _root(home: list[int], n: int) -> int:
    while home[n] != n:
        home[n] = home[home[n]]
        n = home[n]
    return n


def _one_figure(one: tuple[int, Number], other: tuple[int, Number], found: Sequence[Unit]) -> bool:
    (at, mine), (there, theirs) = one, other
    if found[at].report == found[there].report and found[at].sentence == found[there].sentence:
        return False
    low, high = sorted((mine, theirs), key=lambda n: n.value)
    if not mine.of_a_kind(theirs) or not mine.meets(theirs) or high.value > ROOM * low.value:
        return False
    one_clause = (found[at].terms & found[there].terms) - mine.heads - theirs.heads
    if mine.value in range(SMALL + 1) or mine.unit in _SHARES:
        return bool(one_clause)
    return not mine.unit or bool(found[at].around & found[there].around)


def untold(facts: Sequence[Fact], groups: Sequence[tuple[int, ...]], found: Sequence[Unit]) -> list[Fact]:
    """The facts that no group of clauses is about; a group is about one fact at most, which it shares most with.

    What a story counts once, the dead or the missing, is told by any group that holds a count of it.
    """
    homes: dict[int, list[int]] = {}
    for g, group in enumerate(groups):
        for place in group:
            homes.setdefault(place, []).append(g)
    ranked, told = [], set()
    for f, fact in enumerate(facts):
        counted = any(not n.heads.isdisjoint(listed("tally")) for ns in fact.numbers for n in ns)
        for g in sorted({g for place in fact.places for g in homes.get(place, ())}):
            both = set(fact.places) & set(groups[g])
            if counted and len({found[p].report for p in groups[g]}) > 1:
                told.add(f)
            elif len({found[p].report for p in both}) > 1:
                ranked.append((-len(both) / len({*fact.places, *groups[g]}), f, g))
    used = set[int]()
    for _, f, g in sorted(ranked):
        if f not in told and g not in used:
            told.add(f)
            used.add(g)
    return [fact for f, fact in enumerate(facts) if f not in told]
