"""Turns of phrase by which a speaker takes a side: "there will be no talks", "it is time to act", "this cannot go on".

Each says what ought to be or what shall not be; what only foretells ("there will be no rain") lacks a deed to decide
on.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.records import StanceKind

Turn = tuple[StanceKind, tuple[Token, ...]]
_WILL = frozenset(("will", "'ll", "would", "'d", "shall", "wo"))
_IS = frozenset(("is", "'s", "was", "are", "were", "be", "been"))
# What may stand before "time" where it is time for something.
_HIGH = frozenset(
    ("high", "about", "now", "past", "long", "also", "therefore", "the", "not", "only", "surely", "simply")
)
_NO_PLAN = frozenset(("plan", "intention", "question"))
_NO_WAY_OUT = frozenset(("option", "alternative", "choice", "solution"))
_NO_NEED = frozenset(("need", "reason", "point", "justification", "excuse", "case", "room", "place"))
# Behind "cannot" these say that something must not be.
_NOT_TO_BE = (
    ("be", "allowed"), ("be", "tolerated"), ("be", "accepted"), ("be", "justified"), ("be", "permitted"), ("continue",),
    ("go", "on"), ("stand",), ("be", "ignored"), ("be", "repeated"), ("be", "left"), ("be", "right"),
)  # fmt: skip
# How far behind "no" stands what there will not be.
NOUN_WITHIN = 5


def turned(subject: Sequence[Token], rest: Sequence[Token]) -> Turn | None:
    """The stance of a clause by its turn of phrase, and the words of its question; None where it has none of them."""
    words = [w for w in subject if w.word]
    first = words[-1].lower if words else ""
    if first == "there":
        return _none_of(rest)
    if first == "it":
        return _in_time(rest) or _on_it(words, rest)
    if first == "nothing" and any({"justify", "excuse"} & set(w.lemmas) for w in rest[:3]):
        return "opposes", tuple(rest[1:])
    if not words:
        return None
    return _not_to_be(words, rest) or _answered(words, rest) or _effect(words, rest)


def _none_of(rest: Sequence[Token]) -> Turn | None:
    """As in "there will be no checks", "there is no need to wait"."""
    no = next((n for n, w in enumerate(rest[:4]) if w.lower == "no"), None)
    if no is None or not any(w.lower in _IS for w in rest[:no]):
        return None
    near = rest[no + 1 : no + 1 + NOUN_WITHIN]
    if any(_NO_WAY_OUT & set(w.lemmas) for w in near):
        praised = any(w.lower in ("good", "military", "easy", "real", "quick", "viable") for w in near)
        return ("opposes" if praised else "supports"), tuple(rest[no + 1 :])
    for n, word in enumerate(near):
        behind = rest[no + 2 + n :]
        opens = [w.lower for w in behind[:1]]
        if set(word.lemmas) & (_NO_PLAN | _NO_NEED) and opens and opens[0] in ("to", "for", "of", "in"):
            place = next((k for k, w in enumerate(behind[:8]) if opens == ["in"] and w.lower == "for"), 0)
            return ("refuses" if set(word.lemmas) & _NO_PLAN else "opposes"), tuple(behind[place:])
    denied = any(w.lower in _WILL for w in rest[:no])
    if denied and any(not lexicon.words("stances_turns", "shunned").isdisjoint(w.lemmas) for w in near):
        return "refuses", tuple(rest[no + 1 :])
    return None


def _in_time(rest: Sequence[Token]) -> Turn | None:
    """As in "it is time to act", "it's high time for the council to decide"."""
    at = next((n for n, w in enumerate(rest[:4]) if w.lower == "time"), None)
    if at is None or not rest or rest[0].lower not in _IS or len(rest) <= at + 1:
        return None
    if any(w.lower not in _HIGH for w in rest[1:at]):  # "the first time that"
        return None
    return ("urges", tuple(rest[at + 1 :])) if rest[at + 1].lower in ("to", "for", "that") else None


def _on_it(subject: Sequence[Token], rest: Sequence[Token]) -> Turn | None:
    """As in "it cannot go on"."""
    found = _not_to_be(subject, rest)
    return ("opposes", (*subject, *rest)) if found is not None else None


def _answered(subject: Sequence[Token], rest: Sequence[Token]) -> Turn | None:
    """As in "any tariff would be met with tariffs", "a strike cannot be ruled out"."""
    lowers = [w.lower for w in rest[:6]]
    if lowers[:1] and lowers[0] in _WILL and lowers[1:2] == ["be"] and {"met", "answered"} & set(lowers[2:4]):
        return "threatens", (*subject, *rest)
    modal = lowers[:1] and lowers[0] in ("could", "can", "cannot", "ca")
    open_ = modal and any(lowers[n : n + 2] == ["ruled", "out"] for n in range(len(lowers)))
    return ("considering", tuple(subject)) if open_ and {"not", "n't", "cannot"} & set(lowers) else None


def _effect(subject: Sequence[Token], rest: Sequence[Token]) -> Turn | None:
    """As in "the levy would ruin the valley": no mere forecast ("the tax will hurt growth")."""
    lowers = [w.lower for w in rest[:4] if not w.lower.endswith("ly")]
    if not lowers or lowers[0] not in _WILL or lexicon.words("stances_turns", "plan").isdisjoint(subject[-1].lemmas):
        return None
    deed = lowers[1] if len(lowers) > 1 else ""
    return ("opposes", tuple(subject)) if deed in lexicon.words("stances_turns", "harms") else None


def _not_to_be(subject: Sequence[Token], rest: Sequence[Token]) -> Turn | None:
    """As in "this cannot go on", "the killings cannot be allowed to continue"."""
    lowers = [w.lower for w in rest[:5] if w.lower != "simply"]
    skip = 1 if lowers[:1] == ["cannot"] else 2 if lowers[:2] in (["can", "not"], ["ca", "n't"], ["must", "not"]) else 0
    if not skip or subject[-1].lower in ("i", "we", "they", "he", "she", "you"):
        return None
    return ("opposes", tuple(subject)) if any(tuple(lowers[skip : skip + len(p)]) == p for p in _NOT_TO_BE) else None
