"""Facts inside clauses: figures that two reports give of the same thing, whatever else their clauses say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from stemma.stories.claims_numbers import COUNTED, Number
from stemma.stories.claims_units import Unit
from stemma.stories.claims_words import listed

Fact = tuple[int, ...]
"""The places of the clauses that give one figure."""
# "Two men" stand in half of all reports: so small a figure needs more in common than what it counts.
SMALL = 3
# "More than 200" may be 276, not 2,000.
ROOM = 1.5
# Shares and spans of time are found in every report: of these too.
_SHARES = frozenset(("percent", "points", "hours", "minutes", "days", "weeks", "months", "years"))


def figures_told(found: Sequence[Unit]) -> list[Fact]:
    """Groups of clauses of two reports or more that give one figure of one thing, in order of their first clause."""
    held = [(place, number) for place, unit in enumerate(found) for number in unit.numbers if not unit.background]
    home = list(range(len(held)))
    by_kind: dict[str, list[int]] = {}
    for n, (_, number) in enumerate(held):
        for kind in sorted(number.heads - COUNTED) if not number.unit else [number.unit]:
            by_kind.setdefault(kind, []).append(n)
    for alike in by_kind.values():
        for a, b in combinations(alike, 2):
            if _one_figure(held[a], held[b], found):
                low, high = sorted((_root(home, a), _root(home, b)))
                home[high] = low
    groups: dict[int, set[int]] = {}
    for n, (place, _) in enumerate(held):
        groups.setdefault(_root(home, n), set()).add(place)
    return [tuple(sorted(g)) for g in groups.values() if len({found[p].report for p in g}) > 1]


def _root(home: list[int], n: int) -> int:
    while home[n] != n:
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
    if mine.value <= SMALL or mine.unit in _SHARES:
        return bool(one_clause)
    return not mine.unit or bool(found[at].around & found[there].around)


def untold(facts: Sequence[Fact], groups: Sequence[tuple[int, ...]], found: Sequence[Unit]) -> list[Fact]:
    """The facts that no group of clauses is about; a group is about one fact at most, which it shares most with."""
    ranked = []
    for f, fact in enumerate(facts):
        for g, group in enumerate(groups):
            both = set(fact) & set(group)
            if len({found[p].report for p in both}) > 1:
                ranked.append((-len(both) / len({*fact, *group}), f, g))
    told: dict[int, int] = {}
    for _, f, g in sorted(ranked):
        if f not in told and (g not in told.values() or _tallied(facts[f], found)):
            told[f] = g
    return [fact for f, fact in enumerate(facts) if f not in told]


def _tallied(fact: Fact, found: Sequence[Unit]) -> bool:
    """Whether the story counts it once, whatever the figure: the dead, the missing."""
    return any(not n.heads.isdisjoint(listed("tally")) for p in fact for n in found[p].numbers)
