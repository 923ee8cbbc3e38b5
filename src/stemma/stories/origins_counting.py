"""How many origins stand behind a claim: which of its statements add one, and which only pass on another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.records import ClaimSide
from stemma.stories.claims_numbers import Number
from stemma.stories.claims_sides import Statement
from stemma.stories.claims_units import Unit
from stemma.stories.origins import Origins
from stemma.stories.words import WORD, fold

# So many words and no others are not come by twice: what one report quotes another has without a name.
VERBATIM = 5
_UNSTATED = frozenset({"report", "claim", "doubt"})
# A clause of a house that shares this part of the shorter one's words of content with somebody's passes that on.
ALIKE = 0.25


def counted(told: Sequence[Statement], sides: Sequence[ClaimSide], origins: Origins) -> tuple[str, ...]:
    """The nodes that count, each an origin of its own.

    What goes back to a house's own words adds none where it has them from somebody who is quoted for the same:
    - that report, or the one that carries them, gives somebody's; or two reports have it from one source;
    - it says much what somebody says in public, and tells no time of its own; or it has somebody's very words;
    - it names a body or person that speaks for it elsewhere, or tells what a party decided that speaks here;
    - it has a figure that somebody gives, or counts the dead or the like, which somebody else has counted.
    What is reportedly so, or found unclear, adds none either, nor do officials in general beside who is named.
    """
    pairs = list(zip(told, sides, strict=True))
    own = [_own(t, s, origins) for t, s in pairs]
    sourced = [(t, s) for (t, s), mine in zip(pairs, own, strict=True) if s.origin is not None and not mine]
    wired = [t for (t, s), mine in zip(pairs, own, strict=True) if mine and s.origin not in origins.own]
    given = _Given(sourced, wired, origins)
    known = {origins.party(s.attributed_to) for s in sides}
    nodes = []
    for (statement, shown), mine in zip(pairs, own, strict=True):
        decided = {origins.party(actor) for u in statement.units for actor in u.decided}
        passed_on = mine and (given.holds(statement, shown) or not known.isdisjoint(decided))
        if shown.origin and not passed_on and not _hearsay(statement):
            nodes.append(shown.origin)
        known |= decided
    return origins.independent(origins.without_officials(nodes) or [s.origin for s in sides if s.origin][:1])


class _Given:
    """What sources are quoted with in a claim."""

    def __init__(
        self, sourced: Sequence[tuple[Statement, ClaimSide]], wired: Sequence[Statement], origins: Origins
    ) -> None:
        self._origins = origins
        self.reports = {s.report for _, s in sourced}
        quoting = Counter(node for _, node in {(s.report, origins.one(s.origin)) for _, s in sourced if s.origin})
        # What two reports have from one source was given out to all.
        self.widely = max(quoting.values(), default=0) > 1
        self.parties = {origins.party(s.attributed_to) for _, s in sourced}
        self.units = [u for t, _ in sourced for u in t.units]
        # Who speaks to one house alone is nobody that another house has it from.
        self.public = [u for t, s in sourced if not origins.speaks_to_one(s.origin) for u in t.units]
        self.numbers = [n for u in self.units for n in u.numbers]
        # A figure that an agency gives its customers is known from there.
        self.wired = [n for t in wired for u in t.units for n in u.numbers]
        self.quoted = {_said(u) for u in self.units}

    def holds(self, statement: Statement, shown: ClaimSide) -> bool:
        """Whether a house has from them what it tells by itself."""
        known = [*self.numbers, *(self.wired if shown.origin in self._origins.own else ())]
        if any(_same_figure(n, m) for u in statement.units for n in u.numbers for m in known):
            return True
        if not self.units:
            return False
        if self.widely or not self.reports.isdisjoint((shown.report, shown.origin)):
            return True
        if not self.parties.isdisjoint(self._origins.named(shown.report, [u.span for u in statement.units])):
            return True
        return bool(statement.best.tallied) or any(map(self._holds, statement.units))

    def _holds(self, unit: Unit) -> bool:
        said = _said(unit)
        return (len(said) >= VERBATIM and said in self.quoted) or (
            not (unit.background or unit.times) and any(_alike(unit, other) >= ALIKE for other in self.public)
        )


def _hearsay(statement: Statement) -> bool:
    """Whether it has a source that nobody states: "reportedly", "is said to", "it was unclear"."""
    said = statement.best.told
    return said is not None and not said.source and bool(said.cue) and said.act in _UNSTATED


def _own(statement: Statement, shown: ClaimSide, origins: Origins) -> bool:
    """Whether it goes back to a house's own words, be it the agency's whose text the report prints."""
    return shown.origin in origins.own or shown.origin == origins.house(shown.report, [u.span for u in statement.units])


def _alike(one: Unit, other: Unit) -> float:
    """The part of the shorter one's words of content that the other has too."""
    return len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))


def _said(unit: Unit) -> tuple[str, ...]:
    return tuple(fold(m.group()) for m in WORD.finditer(unit.words))


def _same_figure(one: Number, other: Number) -> bool:
    return one.value == other.value and one.of_a_kind(other)
