"""How likely two clauses assert the same thing, from what they share; candidates come from an inverted index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stemma.stories.claims_numbers import SMALL, Number
from stemma.stories.claims_units import Unit
from stemma.stories.claims_words import listed, term
from stemma.stories.dating_clauses import words as clause_words

T = TypeVar("T")
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# A term that so many clauses use tells of the story, not of a claim: it counts, but finds no candidates.
COMMON = 40
# Added to every weight of words, so that two clauses of two words each are not held for the same when they share one.
SMOOTH = 3.0
# Log odds that two clauses of two reports assert one thing: a logistic regression on the pairs of two annotated stories
# (schoolgirls and rules), rounded, fitted while clauses were still cut a little otherwise. Fitted anew they differ
# (dice 2.9, log 1.2, sentence 1.6), and the claims found hardly do.
FEATURES = ("dice", "log", "cosine", "sentence", "value", "speaker", "time", "other time")
WEIGHTS = (3.8, 0.8, 5.0, 2.8, 1.3, 1.1, 1.7, -0.8)
OFFSET = -7.7


# What a story counts once (the dead, those aboard) is one matter whatever the figure and the words around it: so much
# lifts a pair without other words in common over the threshold (set by hand on the bundled ferry story), and figures
# further apart tell of other events.
TALLY = 3.5
FACTOR = 4

# Sums of money, shares and distances that come nowhere near each other are of two moments or two things: a pair that
# has only such loses so much. Counts are left out: who counts the same crowd otherwise contradicts.
FIGURES_APART, NEAR = 3.0, 1.2
# What a pair of two reports gains of which each clause is the other's likest in its report (more where one of them has
# no second that comes within CLEARLY). Set on the annotated and the bundled stories (claims found of 107 and 40: 53 and
# 27, then 58 and 33; each annotated story by what the others ask for: 58). A fifth more or less is worse everywhere.
CLEAR, FOREMOST = 1.0, 0.75
CLEARLY = 1.0
# A second is taken to score so much at least: what is likest of little alike is not clearly so.
SECOND = -3.0
# What two pieces without a finite verb lose that nobody is said to tell: "with the ongoing war", "to attend the talks".
FRAGMENTS = 1.0

# Pairs whose vectors are held in memory at once: two times 25 MB.
AT_ONCE = 1 << 14

# What a pair loses that shares nothing but names: of 22 such pairs that scored above -1.5 in the development stories 5
# told one thing, of 440 others 162.
NAMES_ONLY = 2.5
# What a pair without figures loses where one clause only names the event that the other tells ("any lifting of the ban
# would be a threat", "the ban was lifted in spring"). Of 21 such pairs with scores of -1.5 to 0.5 in fourteen annotated
# stories 3 were of one claim, of 1,297 others 400; no claim is lost by it there.
NAMED_ONLY = 1.0
# What one says of what it names has so many words of content.
OWN_WORDS = 2
# Pairs that score less are not looked at for it: no clause is drawn to a claim by them.
LOOKED_AT = -2.5


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs (`left` before `right`) with their features, one row each."""

    left: Ints
    right: Ints
    features: Floats


def candidates(found: Sequence[Unit]) -> Pairs:
    """Pairs of clauses of different sentences that share a term."""
    words = _Index(found, lambda u: (*u.terms, *(f"#{n.value:g}" for n in u.numbers)))
    left, right, shared = words.pairs()
    sentences = _numbered([(u.report, u.sentence) for u in found])
    kept = sentences[left] != sentences[right]
    left, right, shared = left[kept], right[kept], shared[kept]
    around = _Index(found, lambda u: u.around)
    total, sentence_total = words.totals, around.totals
    dice = 2 * shared / (total[left] + total[right] + SMOOTH)
    vectors = np.stack([u.vector for u in found]) if found else np.zeros((0, 1), dtype=np.float32)
    cosine = _cosines(vectors, left, right)
    sentence = 2 * around.shared(left, right) / (sentence_total[left] + sentence_total[right] + SMOOTH)
    features = np.column_stack(
        [
            dice,
            np.log1p(shared),
            cosine,
            sentence,
            *_facts(found, left, right),
        ]
    )
    return Pairs(left, right, features)


def _cosines(vectors: NDArray[np.float32], left: Ints, right: Ints) -> Floats:
    """The products of the pairs' vectors, some thousands at a time: all at once would fill the memory."""
    starts = range(0, len(left), AT_ONCE)
    parts = [np.einsum("ij,ij->i", vectors[left[s : s + AT_ONCE]], vectors[right[s : s + AT_ONCE]]) for s in starts]
    return np.concatenate([np.zeros(0), *parts])


def scored(found: Sequence[Unit]) -> list[tuple[int, int, float]]:
    """Candidate pairs with their scores (log odds), in order."""
    pairs = candidates(found)
    counted = [
        () if u.background else tuple(n for n in u.numbers if not n.heads.isdisjoint(listed("tally"))) for u in found
    ]
    tallies = _where(pairs.left, pairs.right, counted, _one_count) * _apart_or_titled(found, pairs)
    scores = pairs.features @ np.array(WEIGHTS) + OFFSET + TALLY * tallies - _named(found, pairs)
    measured = [tuple(n for n in u.numbers if n.unit) for u in found]
    scores -= FIGURES_APART * _where(pairs.left, pairs.right, measured, _far_apart)
    bare = np.array([not u.whole and u.told is None for u in found], dtype=bool)
    scores -= FRAGMENTS * (bare[pairs.left] & bare[pairs.right])
    scores[_told_of(found, pairs, scores >= LOOKED_AT)] -= NAMED_ONLY
    scores += _foremost(found, pairs, scores)
    return list(zip(pairs.left.tolist(), pairs.right.tolist(), scores.tolist(), strict=True))


def _told_of(found: Sequence[Unit], pairs: Pairs, asked: NDArray[np.bool_]) -> list[int]:
    """Those of the pairs asked for of which one clause says something else of what the other says by itself."""
    out = []
    for at in np.flatnonzero(asked).tolist():
        one, other = found[pairs.left[at]], found[pairs.right[at]]
        if not (one.numbers and other.numbers) and (_names_only(one, other) or _names_only(other, one)):
            out.append(at)
    return out


def _names_only(one: Unit, other: Unit) -> bool:
    """Whether all that both say is what `one` is about, and the event that `other` tells is among it."""
    if len(one.predicate) < OWN_WORDS or not one.predicate.isdisjoint(other.terms):
        return False
    return not one.terms.isdisjoint(other.acts) and not one.terms.isdisjoint(other.predicate)


def _foremost(found: Sequence[Unit], pairs: Pairs, scores: Floats) -> Floats:
    """What pairs of two reports gain where their clauses are each other's likest in the two reports."""
    reports = np.array([u.report for u in found], dtype=np.int64)
    apart = np.not_equal(reports[pairs.left], reports[pairs.right])
    left, right, values = pairs.left[apart], pairs.right[apart], scores[apart]
    many = int(reports.max()) + 1 if len(reports) else 1
    ahead = [_ahead(one * many + reports[other], values) for one, other in ((left, right), (right, left))]
    best = [margin >= 0 for margin in ahead]
    both, clear = best[0] & best[1], np.maximum(*ahead) >= CLEARLY
    out = np.zeros(len(scores))
    out[apart] = np.select([both & clear, both], [CLEAR, FOREMOST], 0.0)
    return out


def _ahead(keys: Ints, values: Floats) -> Floats:
    """How far each value is ahead of the best other one with its key; below zero where it is not the best."""
    order = np.lexsort((-values, keys))
    sorted_keys, sorted_values = keys[order], values[order]
    same = np.equal(sorted_keys[1:], sorted_keys[:-1])
    opens = np.concatenate(([True], ~same))[: len(order)]
    following = np.where(np.concatenate((same, [False]))[: len(order)], np.roll(sorted_values, -1), -np.inf)
    group = np.cumsum(opens) - 1
    highest, second = sorted_values[opens][group], np.maximum(following[opens][group], SECOND)
    ahead = np.maximum(sorted_values - second, 0.0)
    out = np.zeros(len(values))
    out[order] = np.where(sorted_values == highest, ahead, sorted_values - highest)
    return out


def _names(found: Sequence[Unit]) -> frozenset[str]:
    """The terms that stand as names more often than not."""
    named = Counter(t for u in found for t in u.names)
    plain = Counter(t for u in found for t in u.terms - u.names)
    return frozenset(t for t in named if named[t] > plain[t])


def _named(found: Sequence[Unit], pairs: Pairs) -> NDArray[np.float64]:
    """What pairs lose that share names alone, and no figure: what is said of the name may be anything."""
    names = _names(found) | {t for w in clause_words("speech") if (t := term(w, name=False))}
    said = [u.terms - names for u in found]
    figures = [u.numbers for u in found]
    shared = _in_common(said, pairs.left, pairs.right)
    figured = _where(pairs.left, pairs.right, figures, _one_figure) > 0
    return np.where((shared == 0) & ~figured, NAMES_ONLY, 0.0)


def _in_common(held: Sequence[frozenset[str]], left: Ints, right: Ints) -> Ints:
    """How many terms the clauses of each pair share."""
    at: dict[str, int] = {}
    columns = [at.setdefault(t, len(at)) for terms in held for t in terms]
    rows = np.repeat(np.arange(len(held)), [len(terms) for terms in held])
    ones = np.ones(len(columns), dtype=np.int64)
    matrix = sparse.csr_matrix((ones, (rows, columns)), shape=(len(held), max(1, len(at))))
    return np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1), dtype=np.int64).ravel()


def _apart_or_titled(found: Sequence[Unit], pairs: Pairs) -> NDArray[np.bool_]:
    """Pairs of two reports, or with a headline among them: within one text two counts are of two events."""
    reports = np.array([u.report for u in found], dtype=np.int64)
    titled = np.array([u.place == "headline" for u in found], dtype=bool)
    apart = np.not_equal(reports[pairs.left], reports[pairs.right])
    out: NDArray[np.bool_] = np.logical_or.reduce([apart, titled[pairs.left], titled[pairs.right]])
    return out


def _facts(found: Sequence[Unit], left: Ints, right: Ints) -> Iterable[Floats]:
    """Figures, speakers and times that two clauses share, and times that cannot be one."""
    figures = [u.numbers for u in found]
    speakers = [frozenset((u.speaker,)) if u.speaker else frozenset[str]() for u in found]
    times = [u.times for u in found]
    days = [tuple(t[:10] for t in sorted(u.times) if t[:1].isdigit()) for u in found]
    yield _where(left, right, figures, _one_figure)
    for held in (speakers, times):
        yield _where(left, right, held, lambda a, b: not a.isdisjoint(b))
    yield _where(left, right, days, _apart)


def _where(left: Ints, right: Ints, held: Sequence[T], test: Callable[[T, T], bool]) -> Floats:
    """1 for the pairs that pass `test`, asked only where both clauses hold something."""
    some = np.array([bool(h) for h in held], dtype=bool)
    out = np.zeros(len(left))
    for n in np.flatnonzero(some[left] & some[right]).tolist():
        out[n] = test(held[left[n]], held[right[n]])
    return out


def _one_figure(mine: Sequence[Number], theirs: Sequence[Number]) -> bool:
    """Whether both give the same figure; two men and two nations have none in common."""
    return any(a.value == b.value and (a.value > SMALL or a.of_a_kind(b)) for a in mine for b in theirs)


def _one_count(mine: Sequence[Number], theirs: Sequence[Number]) -> bool:
    """Whether both count the dead, the missing and the like, and come near each other."""
    pairs = ((a, b) for a in mine for b in theirs if a.of_a_kind(b))
    return any(max(a.value, b.value) <= FACTOR * min(a.value, b.value) for a, b in pairs)


def _far_apart(mine: Sequence[Number], theirs: Sequence[Number]) -> bool:
    """Whether both give figures in one unit and none of one comes near one of the other."""
    pairs = [(a, b) for a in mine for b in theirs if a.unit == b.unit]
    return bool(pairs) and not any(
        a.meets(b) or max(a.value, b.value) <= NEAR * min(a.value, b.value) for a, b in pairs
    )


def _apart(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether no time of one can be one of the other: 2014-04 and 2016-10, not 2014 and 2014-04."""
    return not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def _numbered(keys: Sequence[tuple[int, int]]) -> Ints:
    order = {key: n for n, key in enumerate(dict.fromkeys(keys))}
    return np.array([order[key] for key in keys], dtype=np.int64)


class _Index:
    """Which clauses hold which terms, each term weighed by how few do."""

    def __init__(self, found: Sequence[Unit], terms: Callable[[Unit], Iterable[str]]) -> None:
        held = [sorted(set(terms(u))) for u in found]
        count = Counter(t for ts in held for t in ts)
        at = {t: n for n, t in enumerate(sorted(count))}
        frequency = np.array([count[t] for t in sorted(count)], dtype=np.float64)
        rows = np.repeat(np.arange(len(held)), [len(ts) for ts in held])
        columns = np.array([at[t] for ts in held for t in ts], dtype=np.int64)
        weight = np.sqrt(np.log1p(len(held) / np.maximum(frequency, 1)))
        self.matrix = sparse.csr_matrix((weight[columns], (rows, columns)), shape=(len(held), len(at)))
        self.frequency = frequency
        self.totals = np.asarray(self.matrix.multiply(self.matrix).sum(axis=1), dtype=np.float64).ravel()

    def pairs(self) -> tuple[Ints, Ints, Floats]:
        """Pairs that share a term that is not common, with the weight of all they share."""
        rare = self.matrix[:, np.flatnonzero(self.frequency <= COMMON)]
        met = sparse.triu(rare @ rare.T, k=1).tocoo()
        left, right = met.row.astype(np.int64), met.col.astype(np.int64)
        order = np.lexsort((right, left))
        left, right = left[order], right[order]
        return left, right, self.shared(left, right)

    def shared(self, left: Ints, right: Ints) -> Floats:
        """The weight of what the clauses of each pair share."""
        return np.asarray(self.matrix[left].multiply(self.matrix[right]).sum(axis=1), dtype=np.float64).ravel()
