"""Which tellings of two reports tell of one event: shared words, weighed by how much they say in this pile.

A wrong match may date a report wrongly, a missed one leaves it open, so a match asks for much: a shared action, a
shared name or several shared words, and most of the shorter telling's words in the longer one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from stemma.stories.dating_clauses import NOW, root, words
from stemma.stories.dating_tellings import Sort, Telling, Told
from stemma.stories.words import common_words

# A word that the news at large seldom uses says all it can; one that every other report uses, little.
RARE_WORD = 0.003
# What even a word that stands in every sentence of the pile keeps of its weight.
FLOOR = 0.4
# Tiers of a match of clauses: (share of the shorter telling's weight, weight shared, how likely they are two events).
# Set on the development piles: the lowest tier alone settles no date, two of it or one of the highest do.
TIERS = ((0.8, 2.8, 0.006), (0.7, 2.2, 0.012), (0.55, 1.9, 0.04), (0.42, 1.6, 0.12))
# In a small pile every word is common; so much of the shorter telling and so many words are enough by themselves.
WORD_FOR_WORD = (0.85, 4)
# Where neither says a day, only which came first is at stake, and "talks" may be ahead and past all the time.
ORDER_DOUBT = 0.1
# What the other merely knows as past may be an earlier one of its kind: missiles are tested again and again.
PAST_DOUBT = 0.15
# Remarks are whole sentences and so share more words by chance.
REMARK_TIERS = ((0.7, 3.0, 0.02), (0.55, 2.4, 0.08))
QUOTE_SHARE, QUOTE_DOUBT = 0.8, 0.01
# Each report has one remark of somebody, and both say how things stand at present: likely one remark, not surely.
STANDING_DOUBT = 0.2
SORTS: tuple[Sort, ...] = ("quote", "clause", "remark")
# A name and an action at least; quotations share far more.
SHARED_WORDS = 2
# Without a name in common, a verb, its object and one word more.
NAMELESS_WORDS = 3
WHOLE_DOUBT = 0.04
# Words of the rest of the sentence tell who took part, but also of other things.
AROUND = 0.4


@dataclass(frozen=True, slots=True)
class Match:
    """Two tellings of one event, and how likely they are of two."""

    one: Telling
    other: Telling
    doubt: float


class Weights:
    """How much each word of a pile says about which event is meant."""

    def __init__(self, pile: Sequence[Told]) -> None:
        sentences = [s for told in pile for s in told.sentences]
        seen: Counter[str] = Counter()
        for sentence in sentences:
            seen.update(sentence)
        shares = _shares()
        top, total = -math.log(RARE_WORD), math.log(len(sentences) + 1)
        self._together: dict[frozenset[str], float] = {}
        self._of = {
            term: min(1.0, -math.log(shares.get(term, RARE_WORD)) / top)
            * (FLOOR + (1 - FLOOR) * (math.log((len(sentences) + 1) / count) / total if total else 0.0))
            for term, count in seen.items()
        }

    def of(self, terms: frozenset[str]) -> float:
        """The weight of some words together."""
        found = self._together.get(terms)
        if found is None:
            # Sums of `fsum` are exact and so the same in any order.
            found = self._together[terms] = math.fsum(self._of.get(term, 0.0) for term in terms)
        return found


@cache
def _roles() -> frozenset[str]:
    return frozenset(root(word) for word in words("role"))


@cache
def _shares() -> dict[str, float]:
    shares: dict[str, float] = {NOW: 0.05}
    for word, share in common_words().items():
        term = root(word)
        shares[term] = max(share, shares.get(term, 0.0))
    return shares


def matches(one: Told, other: Told, weights: Weights, *, sharp: bool = False) -> tuple[Match, ...]:
    """The events that both reports tell; a telling is in at most one match of its sort, those that say days first.

    With `sharp` only those of which both say when: what else there is takes nothing from them.
    """
    found = [match for sort in SORTS for match in _of_sort(sort, one, other, weights, sharp=sharp)]
    standing = (s for s in _standing(one, other) if not sharp or (s.one.when.sharp and s.other.when.sharp))
    return (*found, *standing)


def _of_sort(sort: Sort, one: Told, other: Told, weights: Weights, *, sharp: bool) -> Iterator[Match]:
    pairs = []
    for n, m in _sharing(sort, one, other, sharp=sharp):
        a, b = one.tellings[n], other.tellings[m]
        says = n in one.sharp, m in other.sharp
        if any(says) or a.when.tense != b.when.tense:
            doubt, shared = _doubt(a, b, weights)
            if doubt < (1 if any(says) else ORDER_DOUBT):
                pairs.append((not all(says), doubt, -shared, n, m))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, doubt, _, n, m in sorted(pairs):
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            yield Match(one.tellings[n], other.tellings[m], doubt)


def _sharing(sort: Sort, one: Told, other: Told, *, sharp: bool) -> list[tuple[int, int]]:
    """The tellings of two reports that share words enough to be looked at."""
    mine, theirs = one.holders[sort], other.holders[sort]
    counts: Counter[tuple[int, int]] = Counter()
    for term in mine.keys() & theirs.keys():
        left: Iterable[int] = mine[term]
        right: Iterable[int] = theirs[term]
        if sharp:
            left, right = one.sharp.intersection(left), other.sharp.intersection(right)
        counts.update(product(left, right))
    return sorted(pair for pair, count in counts.items() if count >= SHARED_WORDS)


def _doubt(a: Telling, b: Telling, weights: Weights) -> tuple[float, float]:
    """How likely two tellings are of two events (1.0: nothing says that they are of one), and the weight they share."""
    both = a.terms & b.terms
    if a.sort == "quote":
        share = len(both) / min(len(a.terms), len(b.terms))
        return (QUOTE_DOUBT if share >= QUOTE_SHARE else 1.0), float(len(both))
    names = both & (a.names | b.names)
    if not both - names - _roles() or (not names and len(both) < NAMELESS_WORDS):
        return 1.0, 0.0
    near = (a.terms & b.around) | (b.terms & a.around)
    shared = weights.of(both) + AROUND * weights.of(near)
    doubt = _tier(a, b, len(both), shared, min(weights.of(a.terms), weights.of(b.terms)) or 1.0)
    only_past = any(t.when.kind == "any" and t.when.tense == "past" for t in (a, b))
    return (max(doubt, PAST_DOUBT) if only_past else doubt), shared


def _tier(a: Telling, b: Telling, count: int, shared: float, least: float) -> float:
    others = _other_verbs(a, b)
    if a.sort == "clause" and shared / least >= WORD_FOR_WORD[0] and count >= WORD_FOR_WORD[1]:
        return TIERS[1 if others else 0][2]
    tiers = () if others else REMARK_TIERS if a.sort == "remark" else TIERS
    found = next((doubt for share, weight, doubt in tiers if shared / least >= share and shared >= weight), 1.0)
    # "She had collapsed on stage in Brigg": few words, but all of them, the verb too.
    whole = a.verb is not None and a.verb == b.verb and (a.terms <= b.terms or b.terms <= a.terms)
    return min(found, WHOLE_DOUBT) if whole and count >= NAMELESS_WORDS else found


def _other_verbs(a: Telling, b: Telling) -> bool:
    """Whether each says what was done, and neither has the other's verb in any form."""
    return bool(a.verb and b.verb and a.verb not in b.terms and b.verb not in a.terms)


def _standing(one: Told, other: Told) -> Iterable[Match]:
    """The only remarks of one person in each report, where both say how things stand now."""
    mine, theirs = _sole(one), _sole(other)
    for name in sorted(mine.keys() & theirs.keys()):
        a, b = mine[name], theirs[name]
        if NOW in a.terms and NOW in b.terms and (a.when.sharp or b.when.sharp):
            yield Match(a, b, STANDING_DOUBT)
            return


def _sole(told: Told) -> Mapping[str, Telling]:
    remarks = [t for t in told.tellings if t.sort == "remark"]
    counts = Counter(name for t in remarks for name in t.speakers)
    return {name: t for t in remarks for name in sorted(t.speakers) if counts[name] == 1}
