"""What a clause says is not so: the words its negation governs, for a yes and a no to be of one thing."""

from __future__ import annotations

import re

from stemma.stories.claims_units import Unit
from stemma.stories.claims_words import term
from stemma.stories.words import WORD, fold

_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|cannot|without|neither|nor|den(?:y|ies|ied|ying))\b|n['\u2019]t\b",
    re.IGNORECASE,
)
# What is denied ends with its clause.
_ENDS = re.compile(
    r"[,;:.()\u2014\u201c\u201d\"]|\s(?:but|and|or|because|since|when|while|as|after|before|if)\s", re.IGNORECASE
)
# Of what is denied the other side must have more than this part.
SHARED = 0.5
_SINCE, _FIRST = re.compile(r"\bsince\b", re.IGNORECASE), re.compile(r"\bfirst\b", re.IGNORECASE)


def denied(unit: Unit) -> tuple[str, ...] | None:
    """The terms that the clause's own negation governs, in text order; None where it has no negation."""
    words = unit.words
    negation = _NEGATION.search(words)
    if negation is None:
        return None
    end = _ENDS.search(words, negation.end())
    scope = WORD.finditer(words, negation.end(), end.start() if end else len(words))
    found = (term(fold(m.group()), name=name) for m in scope for name in (False, True))
    return tuple(dict.fromkeys(t for t in found if t is not None and t in unit.terms))


def of_one_thing(one: Unit, other: Unit) -> bool:
    """Whether what one of the clauses denies is what the other says.

    "It will not outdo the old rocket" and "it flies from the old rocket's pad" share their words and are not at odds,
    for what is denied is not in both; nor are "the first since May" and "none since May".
    """
    scopes = [(denied(a), b) for a, b in ((one, other), (other, one))]
    held = [(scope, b) for scope, b in scopes if scope is not None]
    if not held:
        return True
    if len(held) > 1:
        return False
    ((scope, says),) = held
    if _SINCE.search(one.words) and _SINCE.search(other.words) and _FIRST.search(says.words):
        return False
    shared = [t for t in scope if t in says.terms]
    return shared[:1] == list(scope[:1]) and len(shared) > SHARED * len(scope)
