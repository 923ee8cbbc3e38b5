"""The verb group of a rule: is it done, promised, supposed, denied; active or passive; what governs its infinitive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stemma.reading.morphology import Token, is_past, is_regular_past
from stemma.reading.rules_words import MARKS, PREPOSITIONS, adverb, is_a

Form = Literal["finite", "infinitive", "gerund", "reduced"]

_BE = frozenset(("am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m", "get", "gets", "got"))
_HAVE = frozenset(("has", "have", "had", "having", "'ve"))
_DO = frozenset(("do", "does", "did"))
_NEGATIONS = frozenset(("not", "n't", "never", "cannot", "longer"))
_MODALS = {
    "will": "will", "shall": "will", "'ll": "will", "wo": "will", "would": "would", "'d": "would", "could": "could",
    "may": "may", "might": "may", "can": "can", "ca": "can", "cannot": "can", "must": "must", "should": "should",
}  # fmt: skip
_AUXILIARIES = _BE | _HAVE | _DO | _NEGATIONS | frozenset(_MODALS) | {"no"}
_REDUCED_BEFORE = frozenset(("by", "from", "under", "since", "to", "until", "for", "in", "on", "against"))
_ATTRIBUTIVE = frozenset(("a", "an", "the", "its", "his", "her", "their", "of", "'s", "previously", "newly", "all"))
# How far to the left of an infinitive or a noun the word that governs it is looked for.
GOVERNOR_REACH = 10
_PRONOUNS = frozenset(("i", "we", "you", "they", "he", "she", "it", "who"))
_GUESSED = frozenset(("expected", "likely", "poised"))
_SOON = frozenset(("going", "set", "due", "about", "expected", "likely", "scheduled", "poised", "ready"))


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group: the places of its first word and its main verb, and what it says."""

    first: int
    main: int
    form: Form
    passive: bool = False
    negated: bool = False
    modal: str = ""
    """will, would, could, may, can, must, should, or nothing."""
    governor: int | None = None
    """For an infinitive the place of "to", for a gerund of the word before it."""
    present: bool = False
    continuous: bool = False


def verb_at(words: Sequence[Token], at: int, last: int | None = None) -> Verb | None:
    """The verb group whose main verb is `words[at]` (up to `last` with a particle); None for an attribute of a noun."""
    first = at
    while first and (words[first - 1].lower in _AUXILIARIES or adverb(words[first - 1])):
        first -= 1
    while first < at and words[first].lower not in _AUXILIARIES:
        first += 1
    chain = [w.lower for w in words[first:at]]
    before = words[first - 1].lower if first else ""
    negated = not _NEGATIONS.isdisjoint(chain) or before in {"never", "nor"}
    passive = _passive(words[at], chain)
    modal = next((_MODALS[c] for c in chain if c in _MODALS), "")
    if before == "to" and not modal:
        return _infinitive(words, Verb(first, at, "infinitive", passive, negated, "", first - 1))
    if words[at].lower.endswith("ing"):
        if not _BE.isdisjoint(chain):
            return Verb(first, at, "finite", passive, negated, modal, present=True, continuous=True)
        return Verb(first, at, "gerund", passive="being" in chain, negated=before == "not", governor=first - 1)
    if chain:
        wished = chain[0] == "be" and not modal  # "demanded that the ban be lifted"
        return Verb(first, at, "finite", passive, negated, "should" if wished else modal)
    return _alone(words, at, at if last is None else last)


def _passive(main: Token, chain: Sequence[str]) -> bool:
    return not _BE.isdisjoint(chain) and not main.lower.endswith("ing")


def _infinitive(words: Sequence[Token], verb: Verb) -> Verb:
    """An infinitive after a modal word counts as finite: "has to", "is to be", "is going to"."""
    at = verb.first - 2
    while at > 0 and adverb(words[at]):
        at -= 1
    if at < 0:
        return verb
    before = words[at].lower
    negated = verb.negated or words[at].lower == "not" or (at > 0 and words[at - 1].lower in {"not", "n't"})
    if before in _BE or (before in _SOON and at > 0):
        guessed = "may" if before in _GUESSED else "will"
        return Verb(at, verb.main, "finite", verb.passive, negated, guessed)
    if before in {"have", "has", "had"}:
        return Verb(at, verb.main, "finite", verb.passive, negated, "must")
    return Verb(verb.first, verb.main, "infinitive", verb.passive, verb.negated, "", verb.governor)


def _alone(words: Sequence[Token], at: int, last: int) -> Verb | None:
    """A main verb without auxiliaries: past, present, or a participle that describes a noun."""
    main = words[at]
    before = words[at - 1] if at else None
    after = words[last + 1].lower if last + 1 < len(words) else ""
    past = is_regular_past(main.lower) or is_past(main.lower) or main.lower in {"shut", "let"}
    participle = past or main.lower.endswith("en")
    if (
        participle
        and before is not None
        and (before.lower in _ATTRIBUTIVE | PREPOSITIONS or _after_infinitive(words, at))
    ):
        return None
    if before is not None and before.lower in _PRONOUNS:
        return Verb(at, at, "finite", present=not past)
    if participle and last - at <= 1 and (after in _REDUCED_BEFORE or not after) and not is_past(main.lower):
        return Verb(at, at, "reduced", passive=True)
    return Verb(at, at, "finite", present=not past)


def _after_infinitive(words: Sequence[Token], at: int) -> bool:
    """Whether a participle describes the object of an infinitive: "to permit limited strikes"."""
    return at > 1 and words[at - 2].lower == "to" and after_noun(words, at)


def after_noun(words: Sequence[Token], at: int) -> bool:
    """Whether a plain word, no mark and no preposition, follows."""
    return at + 1 < len(words) and words[at + 1].word and words[at + 1].lower not in PREPOSITIONS


def governors(words: Sequence[Token], at: int, floor: int = 0) -> list[int]:
    """Places of the words that may govern what stands at `at`, the nearest first; the last is the governing verb."""
    found: list[int] = []
    for place in range(at - 1, max(floor - 1, at - 1 - GOVERNOR_REACH), -1):
        word = words[place]
        if word.lower in MARKS or word.lower in {"who", "which", ","}:
            break
        if word.lower in PREPOSITIONS or adverb(word):
            continue
        found.append(place)
        if _governs(words, place):
            break
    return found


def _governs(words: Sequence[Token], at: int) -> bool:
    """Whether the word is a finite verb with an auxiliary before it, or a past form."""
    word = words[at]
    before = words[at - 1].lower if at else ""
    if word.lower in _AUXILIARIES:
        return True
    if before in _AUXILIARIES and not is_a(word, "ruler"):
        return True
    return (is_regular_past(word.lower) or is_past(word.lower)) and before not in _ATTRIBUTIVE


def of_governor(words: Sequence[Token], at: int) -> Verb | None:
    """The verb group of a governing word, where it is a verb."""
    word = words[at]
    if word.lower in _AUXILIARIES:
        return None
    return verb_at(words, at)
