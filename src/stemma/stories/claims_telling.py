"""A claim in few words: the clause that says it best, why it has its status, and how much it matters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.records import ClaimRelation
from stemma.stories.claims_relations import figures, is_update, signs
from stemma.stories.claims_sides import Statement
from stemma.stories.claims_units import Unit
from stemma.stories.claims_words import listed
from stemma.stories.words import fold

_LEADING = re.compile(
    r"(?:that|and|but|or|so|then|which|whether|though|although|because|while|as|since)\s+(?=\S)", re.IGNORECASE
)
# What is left of the next clause, or of the words that tell who says it, where a clause is cut off before it.
_TRAILING = re.compile(
    r"[\s,;:]+(?:and|or|but|that|which|who|whose|where|when|from|to|of|in|said|says|told|saying|adding|explaining|noting"
    r"|stating|arguing|claiming)$",
    re.IGNORECASE,
)
_MARKS = ' \t\n.,;:-\u2013\u2014"\u201c\u201d()'
# A clause that begins so stands for something before it, or lacks its subject.
_LEANS = frozenset((
    "he", "she", "they", "it", "we", "i", "you", "this", "that", "these", "those", "his", "her", "their", "its",
    "there", "to", "of", "in", "for", "with", "by", "from", "on", "at", "not", "or", "as",
    "am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may",
    "might", "must", "shall", "should", "did", "does", "do",
    "am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may",
    "might", "must", "shall", "should", "did", "does", "do",
))  # fmt: skip
# Words by which a reader still takes in a line at a glance; longer clauses are chosen where nothing else is as good.
GLANCE = 25
# A dispute counts two, a difference of certainty one.
MOST_DIFFERENCE = 3
_PLACES = {"headline": 2, "lead": 2, "body": 0}


def best_said(told: Sequence[Statement]) -> tuple[str, ...]:
    """Words of the clauses, first those of the one that stands by itself, is sure, and has most of what all share."""
    clauses = [u for s in told for u in s.units]
    held = Counter(term for s in told for term in frozenset[str]().union(*(u.terms for u in s.units)))

    def rank(unit: Unit) -> tuple[bool, bool, bool, int, int, int]:
        sure, glance = unit.certainty == "certain", len(cut(unit.words).split()) <= GLANCE
        shared = sum(held[t] > 1 for t in unit.terms)
        return stands(unit), sure, glance, shared, -unit.report, -unit.span.start

    ranked = sorted(clauses, key=rank, reverse=True)
    # Another clause is as good only where it stands by itself as the first does.
    return tuple(cut(u.words) for u in ranked if stands(u) or u is ranked[0])


def stands(unit: Unit) -> bool:
    """Whether its words are a statement by themselves: a finite verb, and no beginning that leans on other words."""
    words = cut(unit.words).split()
    first = fold(words[0]) if words else ""
    return unit.whole and first not in _LEANS and first not in listed("opens")


def cut(words: str) -> str:
    """The words of a clause without marks around it, the "that" before it and the "and" behind."""
    bare = words.strip(_MARKS)
    while (shorter := _TRAILING.sub("", bare).strip(_MARKS)) != bare:
        bare = shorter
    leading = _LEADING.match(bare)
    return bare[leading.end() :] if leading else bare


def reason(told: Sequence[Statement], related: Sequence[ClaimRelation], origins: int) -> str | None:
    """What a reader should know of how the statements stand to one another; None where they simply agree."""
    if "conflicts" in related:
        return _conflict([s.units for s in told])
    # Only clauses with figures tell that one moved.
    counts = [tuple(u for u in s.units if u.numbers) for s in told]
    moved = [found for a, b in _pairs(counts) if (found := figures(a, b)) and is_update(a, b)]
    if moved:
        shown = dict.fromkeys(str(n.shown) for pair in moved for n in pair)
        return f"the figure moved: {', '.join(shown)} ({moved[0][0].label})"
    if "differs-in-certainty" in related:
        sure = dict.fromkeys(s.best.certainty for s in told)
        return f"told as {', '.join(list(sure)[:-1])} and as {list(sure)[-1]}"
    reports = len({s.best.report for s in told})
    if reports == 1 and len(told) == 1:
        return "told by one report alone"
    return f"one origin behind {reports} reports" if origins == 1 and reports > 1 else None


def _pairs(groups: Sequence[Sequence[Unit]]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs of clauses of two statements, in order."""
    return ((a, b) for one, other in combinations(groups, 2) for a in one for b in other)


def _conflict(groups: Sequence[Sequence[Unit]]) -> str:
    for a, b in _pairs([[u for u in group if u.numbers] for group in groups]):
        if (found := figures(a, b)) and not is_update(a, b):
            return f"{found[0].shown} against {found[1].shown} ({found[0].label})"
    no = next(x for a, b in _pairs(groups) if signs(a, b) for x in (a, b) if x.polarity == "negative")
    return "one denies what another says" if no.told is not None and no.told.act == "deny" else "one says yes, one no"


def most_weight(group: Sequence[Unit], origins: int) -> int:
    """What `weight` comes to at most for clauses that go back to no more than so many origins."""
    return len({u.report for u in group}) + origins + MOST_DIFFERENCE + max(_PLACES[u.place] for u in group)


def weight(told: Sequence[Statement], related: Sequence[ClaimRelation], origins: int) -> int:
    """How much a claim matters: reports, independent origins, dispute, doubt, and a place at the top of a report."""
    differs = 2 * ("conflicts" in related) + ("differs-in-certainty" in related)
    return len({s.best.report for s in told}) + origins + differs + max(_PLACES[u.place] for s in told for u in s.units)
