"""Which words of a clause are finite verbs, as far as their forms and neighbours tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.events_verbs import UNCHANGED, is_a
from stemma.reading.morphology import Token, is_past, is_regular_past
from stemma.reading.scope import finite

SHORT_PREPOSITIONS = frozenset(("of", "in", "at", "on", "for", "with", "by", "from", "to"))


def verbal(words: Sequence[Token], at: int) -> bool:
    """Whether the word is a finite verb, as far as form and neighbours tell."""
    word = words[at]
    if is_a(word, "negation", "adverb"):
        return False
    if word.lower in UNCHANGED and at and (words[at - 1].lower == "," or words[at - 1].capital):
        return True
    if word.capital and (word.lower in ("may", "march") or _named_like_a_past(word)):
        return False
    return auxiliary(word) or finite(words, at) or _after_a_subject(words, at)


def _named_like_a_past(word: Token) -> bool:
    """Whether a word with a capital only ends like a verb: "Mohammed", "Alfred"."""
    return is_regular_past(word.lower) and known_verbs().isdisjoint(word.lemmas)


@cache
def known_verbs() -> frozenset[str]:
    """The lemmas of the list of verbs."""
    return frozenset(row[0] for row in lexicon.rows("verbs"))


def _after_a_subject(words: Sequence[Token], at: int) -> bool:
    """Whether an irregular form that may be a participle too ("left", "met") follows what may be its subject."""
    word = words[at]
    if not at or word.lower == word.lemmas[0] or word.lower.endswith(("n", "s", "ed", "ing")) or word.capital:
        return False
    before = words[at - 1]
    return before.word and (before.capital or before.lower.endswith("s")) and before.lower not in SHORT_PREPOSITIONS


def auxiliary(word: Token) -> bool:
    """Whether a word is a form of "be" or "have", a modal, or an irregular past."""
    return is_a(word, "is", "was", "have", "will", "would", "may") or is_past(word.lower)
