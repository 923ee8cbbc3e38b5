"""How many origins stand behind a claim: which of its statements add one, and which only pass on another's."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.records import ClaimSide
from stemma.stories.claims_numbers import Number
from stemma.stories.claims_sides import Statement
from stemma.stories.claims_units import Unit
from stemma.stories.origins import Origins
from stemma.stories.words import WORD, fold

# So many words and no others are not come by twice: what one report quotes another has without a name.
VERBATIM = 5


def counted(told: Sequence[Statement], sides: Sequence[ClaimSide], origins: Origins) -> tuple[str, ...]:
    """The nodes that count, each an origin of its own.

    What goes back to a report's own words adds none where that report, or the one that carries them, gives somebody's
    for the same, where it has a figure that somebody gives, where it tells what a party decided that has spoken here or
    whose decision another report tells, where it counts the dead or the like, which somebody else has counted, or where
    it has somebody's very words.
    """
    sourced = [(t, s) for t, s in zip(told, sides, strict=True) if s.origin is not None and s.origin not in origins.own]
    reports = {s.report for _, s in sourced}
    given = [n for t, _ in sourced for u in t.units for n in u.numbers]
    known = {origins.party(s.attributed_to) for s in sides}
    quoted = {_said(u) for t, _ in sourced for u in t.units}
    nodes = []
    for statement, shown in zip(told, sides, strict=True):
        decided = {origins.party(actor) for u in statement.units for actor in u.decided}
        own = shown.origin in origins.own
        passed_on = not reports.isdisjoint((shown.report, shown.origin)) or (bool(reports) and statement.best.tallied)
        passed_on = passed_on or any(_same_figure(n, m) for u in statement.units for n in u.numbers for m in given)
        passed_on = passed_on or any(len(w) >= VERBATIM and w in quoted for w in map(_said, statement.units))
        if shown.origin and not (own and (passed_on or not known.isdisjoint(decided))):
            nodes.append(shown.origin)
        known |= decided
    return origins.independent(nodes or [s.origin for s in sides if s.origin][:1])


def _said(unit: Unit) -> tuple[str, ...]:
    return tuple(fold(m.group()) for m in WORD.finditer(unit.words))


def _same_figure(one: Number, other: Number) -> bool:
    return one.value == other.value and one.of_a_kind(other)
