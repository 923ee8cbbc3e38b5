"""How the statements of a claim stand to one another: agreement, detail, certainty, source, conflict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from stemma.reading.certainty import STRENGTH
from stemma.records import ClaimRelation
from stemma.stories.claims_denied import of_one_thing
from stemma.stories.claims_numbers import MOVING, Number
from stemma.stories.claims_units import Unit
from stemma.stories.claims_words import listed
from stemma.stories.words import WORD, fold

# "Confirmed" against "feared"; "probably" against "reportedly" is no difference that a reader needs to be told first.
# What a question or an appeal leaves open is neither sure nor unsure (main relation right with it: 66, 87 and 68 of 100
# on the real, the other annotated and the bundled stories; without: 68, 92 and 71).
_SURE, _UNSURE = frozenset(("certain",)), frozenset(("possible",))
# A statement with so many words of content more than another adds detail.
DETAIL = 4
# Clauses that say yes and no are at odds only where they share this part of the words of the shorter one.
SAME_WORDS = 0.5
# ... or of the longer one where nobody is told to deny anything, and at least so many words.
DENIED, NEGATED = 2, 3
# Figures of reports more days apart than this are of another event, or no longer the same.
FAR, DAY = 7, len("2024-01-31")
# Clauses kept for when they are compared again: more than stand in the claims of one story.
KEPT_CLAUSES = 1 << 12


def at_odds(one: Unit, other: Unit) -> bool:
    """Whether two clauses of one claim cannot both hold."""
    return signs(one, other) or (figures(one, other) is not None and not is_update(one, other))


def contradiction(units: Sequence[Unit]) -> bool:
    """Whether any two of the clauses cannot both hold."""
    return any(at_odds(one, other) for one, other in combinations(units, 2))


def signs(one: Unit, other: Unit) -> bool:
    """One says yes, another voice no, of the same thing; a question and what one speaker says twice do neither."""
    if {one.polarity, other.polarity} != {"positive", "negative"} or "underspecified" in (
        one.certainty,
        other.certainty,
    ):
        return False
    if one.speaker is not None and one.speaker == other.speaker:
        return False
    shared, sizes = len(one.terms & other.terms), sorted((len(one.terms), len(other.terms)))
    denied = any(u.told is not None and u.told.act == "deny" for u in (one, other))
    if denied:
        return shared >= DENIED and shared >= SAME_WORDS * sizes[0]
    return shared >= NEGATED and shared >= SAME_WORDS * sizes[1] and of_one_thing(one, other)


def figures(one: Unit, other: Unit) -> tuple[Number, Number] | None:
    """Where both count the same things and come to different numbers, these."""
    pairs = [(a, b) for a in one.numbers for b in other.numbers if _comparable(a, b)]
    if not pairs or any(a.meets(b) for a, b in pairs):
        return None
    pairs = [(a, b) for a, b in pairs if _of_the_same(a, b) and not _adds_up(a, b, one, other)]
    if not pairs or _far_apart(one, other):
        return None
    if any(_tallied(a) for a, _ in pairs):
        return pairs[0] if _one_event(one, other) else None
    if one.report != other.report:
        # A report that gives both figures gives them of two things: 21 freed of 276 abducted.
        pairs = [(a, b) for a, b in pairs if b.value not in a.beside and a.value not in b.beside]
    return pairs[0] if pairs and _same_matter(one, other) else None


def _one_event(one: Unit, other: Unit) -> bool:
    """Whether two counts of the dead and the like may be of one event: not two of a report's list of events."""
    if one.report == other.report and "headline" not in (one.place, other.place):
        return one.speaker != other.speaker
    return one.background == other.background


def _of_the_same(a: Number, b: Number) -> bool:
    """Whether both say how many there are, or how many of them; "lap 48" and 71 laps do neither."""
    return not (a.name or b.name) and a.part == b.part


def _adds_up(a: Number, b: Number, one: Unit, other: Unit) -> bool:
    """Whether one figure is a part of the other: "12 leaders and 128 others" are 140."""
    for part, whole, unit in ((a, b, one), (b, a, other)):
        if any(n is not part and n.value + part.value == whole.value for n in unit.numbers):
            return True
    return False


def _far_apart(one: Unit, other: Unit) -> bool:
    """Whether the reports lie so far apart that the figures are of other events, or have moved."""
    if not (one.published and other.published) or min(len(one.published), len(other.published)) < DAY:
        return False
    days = date.fromisoformat(one.published).toordinal() - date.fromisoformat(other.published).toordinal()
    return abs(days) > FAR


def _comparable(one: Number, other: Number) -> bool:
    return one.of_a_kind(other) and one.unit not in MOVING


def _tallied(number: Number) -> bool:
    return not number.heads.isdisjoint(listed("tally"))


def _same_matter(one: Unit, other: Unit) -> bool:
    acts = not one.acts.isdisjoint(other.acts) or not (one.acts or other.acts)
    shared = len(one.terms & other.terms)
    return acts and shared >= SAME_WORDS * min(len(one.terms), len(other.terms))


def is_update(one: Unit, other: Unit) -> bool:
    """Whether a later figure replaces an earlier one.

    By its words ("the toll rose to 12"), or as a count of the dead, the missing and the like in a later day's report.
    """
    first, later = sorted((one, other), key=lambda u: u.report)
    if _says_update(later) or (one.report == other.report and _says_update(first)):
        return True
    if not (first.published and later.published and first.published < later.published):
        return False
    pairs = [(a, b) for a in first.numbers for b in later.numbers if _comparable(a, b)]
    return bool(pairs) and all(_tallied(a) for a, _ in pairs)


def _says_update(unit: Unit) -> bool:
    return bool(unit.numbers) and _updates(unit.words)


@lru_cache(maxsize=KEPT_CLAUSES)
def _updates(words: str) -> bool:
    return not {fold(m.group()) for m in WORD.finditer(words)}.isdisjoint(listed("update"))


def relations(groups: Sequence[Sequence[Unit]], origins: Sequence[str | None]) -> tuple[ClaimRelation, ...]:
    """Relations of a claim's statements (each its clauses, the best first), the main one first; none for a single one.

    The main one describes the two that are furthest apart; a difference of source or detail is told after agreement.
    """
    if len(groups) < 2:  # noqa: PLR2004 - one statement stands in no relation
        return ()
    found: list[ClaimRelation] = []
    if any(at_odds(u, v) for a, b in combinations(_may_differ(groups), 2) for u in a for v in b):
        found.append("conflicts")
    sure = _certainties(groups)
    if sure & _SURE and sure & _UNSURE:
        found.append("differs-in-certainty")
    if not found:
        found.append("agree")
    sizes = [len(_terms(group)) for group in groups]
    if max(sizes) - min(sizes) >= DETAIL:
        found.append("adds-detail")
    if len({o for o in origins if o}) > 1:
        found.append("differs-in-source")
    return tuple(found)


def _may_differ(groups: Sequence[Sequence[Unit]]) -> Sequence[Sequence[Unit]]:
    """The statements without the clauses that cannot be at odds with any: no figure, and nobody says the contrary."""
    if {"positive", "negative"} <= {u.polarity for group in groups for u in group}:
        return groups
    return [held for group in groups if (held := [u for u in group if u.numbers])]


def _certainties(groups: Sequence[Sequence[Unit]]) -> set[str]:
    """How sure each report is at its surest; within a single report, how sure each statement is."""
    best: dict[int, str] = {}
    for group in groups:
        unit = group[0]
        best[unit.report] = min(best.get(unit.report, unit.certainty), unit.certainty, key=STRENGTH.index)
    return set(best.values()) if len(best) > 1 else {group[0].certainty for group in groups}


def _terms(group: Sequence[Unit]) -> frozenset[str]:
    return frozenset[str]().union(*(u.terms for u in group))
