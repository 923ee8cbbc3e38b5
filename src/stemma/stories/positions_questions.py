"""What a question is compared by: its words, the actors it names, whether it is about a ban, and its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.records import Reading, Stance
from stemma.stories.dating_clauses import root
from stemma.stories.vectors import unpacked
from stemma.stories.words import WORD, common_words, fold, stem

# A word that so many reports use says little of what is in question.
COMMON, COMMON_WEIGHT = 0.15, 0.5
# Shares of words in common, of both questions and of the shorter: read on two ledger stories, held-out one apart.
ALIKE, WITHIN, PARTLY = 0.5, 0.99, 0.5
# Cosines of sentences: about the same in other words; the same matter.
SAME_SENTENCE, SAME_MATTER = 0.75, 0.5
# So much weight of words in common is no chance.
TELLING = 1.5
_EMPTY = frozenset((
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "with", "from", "and", "or", "that", "this", "these",
    "those", "its", "his", "her", "their", "our", "it", "be", "is", "are", "was", "were", "been", "has", "have", "had",
    "would", "will", "should", "must", "may", "might", "could", "can", "not", "no", "any", "all", "some", "such", "as",
    "over", "about", "against", "into", "than", "so", "called", "new", "latest", "another", "also", "more", "other",
    "whether", "what", "which", "who", "how", "they", "them", "he", "she", "we", "us", "i", "you", "there", "do",
))  # fmt: skip
# A ban on a thing, and the lifting of one: not the thing itself.
_BANS = frozenset(root(w) for w in ("ban", "restriction", "prohibition", "embargo", "limit", "limitation", "curb"))
_LIFTING = frozenset(root(w) for w in ("lift", "ease", "end", "loosen", "remove", "relax", "repeal", "scrap"))
_ALLOWING = frozenset(root(w) for w in ("allow", "permit", "authorise", "authorize", "approve", "permission"))


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is compared; `bans` is -1 for a ban, 1 for the lifting of one, 0 for neither."""

    words: frozenset[str]
    actors: frozenset[str]
    head: str | None
    """The last word before the first preposition: what the question is of."""
    bans: int
    place: tuple[str, int]
    """Its report and the number of its sentence: what one sentence says twice is no likeness."""
    sentence: NDArray[np.float32]
    weights: Mapping[str, float]


def questions(reading: Reading, story: Mapping[tuple[str, str], str]) -> dict[str, Question]:
    """The questions of a reading's stances, by stance id; `story` gives story actors by report and reading actor."""
    if not reading.stances:
        return {}
    vectors = unpacked(reading)
    return {stance.id: _question(reading, stance, story, vectors) for stance in reading.stances}


def _question(
    reading: Reading, stance: Stance, story: Mapping[tuple[str, str], str], vectors: NDArray[np.float32]
) -> Question:
    about = stance.object or stance.evidence
    named = [m for m in reading.mentions if m.actor and m.form != "title" and any(s.contains(m.span) for s in about)]
    weights: dict[str, float] = {}
    head, open_ = None, True
    for span in about:
        for found in WORD.finditer(reading.text, span.start, span.end):
            word = fold(found.group())
            if word in _EMPTY:
                open_ = open_ and word not in ("of", "to", "in", "on", "at", "for", "by", "with", "from", "against")
                continue
            if any(m.start <= found.start() < m.end for m in named):
                continue
            made = root(word)
            weights[made] = COMMON_WEIGHT if common_words().get(stem(word), 0.0) >= COMMON else 1.0
            head = made if open_ or head is None else head
    at = bisect_right(reading.report.sentences, (about[0].start, len(reading.text))) - 1
    vector = vectors[at] if 0 <= at < len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
    actors = frozenset(a for m in named if (a := story.get((reading.id, str(m.actor)))) is not None)
    words = frozenset(weights)
    return Question(words, actors, head, _bans(words), (reading.id, at), vector, weights)


def _bans(words: frozenset[str]) -> int:
    if (words & _LIFTING and words & _BANS) or words & _ALLOWING:
        return 1
    return -1 if words & _BANS else 0


def same(one: Question, other: Question) -> float:
    """How sure two questions of one actor are the same: 0 where they are not, at most 1."""
    if one.bans != other.bans and -1 in (one.bans, other.bans):
        return 0.0
    if not one.words or not other.words:
        return 1.0 if one.words == other.words and one.actors == other.actors and one.actors else 0.0
    shared = _weight(one.words & other.words, one, other)
    if not shared:
        return 0.0
    alike = shared / _weight(one.words | other.words, one, other)
    within = shared / min(_weight(one.words, one, one), _weight(other.words, other, other))
    near = float(one.sentence @ other.sentence) if one.place != other.place else 0.0
    contained = within >= WITHIN and (one.head == other.head or shared >= TELLING)
    told_alike = near >= SAME_SENTENCE and within >= PARTLY
    same_matter = near >= SAME_MATTER and shared >= TELLING
    much = alike >= ALIKE and (one.head == other.head or shared >= TELLING)
    of_one_thing = near >= SAME_MATTER and one.head == other.head and one.head is not None
    return max(alike, 0.01) if much or contained or told_alike or same_matter or of_one_thing else 0.0


def _weight(words: frozenset[str], one: Question, other: Question) -> float:
    return sum(one.weights.get(w, other.weights.get(w, 0.0)) for w in sorted(words))
