"""Stances by resolve: what a speaker says he will do, will not do, will do only if, or will do to others if they act.

Only deeds count that one may be for or against: "we will go on drilling", "it would never accept"; not "we will be
back". The words are in `data/stances_resolve.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.records import StanceKind

_WILL = frozenset(("will", "'ll", "would", "'d", "shall", "wo", "won't"))
_NOT = frozenset(("not", "n't", "never", "no"))
_SKIPPED = frozenset(("also", "now", "only", "all", "always", "still", "soon", "both", "then", "therefore"))
_IFS = frozenset(("if", "unless", "provided", "providing"))
_BANNING = frozenset(("ban", "bar", "forbid", "prohibit", "outlaw", "block", "suspend", "halt", "expel", "revoke"))
_LETTING = frozenset(("allow", "permit", "let", "authorise", "authorize", "legalise", "legalize", "readmit"))
_RULED_OUT = frozenset((
    "negotiate", "accept", "tolerate", "support", "recognise", "recognize", "comply", "share", "sell", "give", "do",
    "allow", "permit", "cooperate", "compromise", "talk", "pay", "yield", "bow", "surrender", "condone", "deal",
))  # fmt: skip
_UNDER_WAY = frozenset(
    ("review", "investigate", "fight", "campaign", "push", "resist", "challenge", "appeal", "boycott")
)
# Said not to come, not to be known: no refusal.
_NO_REFUSAL = frozenset((
    "be", "have", "know", "see", "get", "find", "hear", "forget", "comment", "speculate", "say", "need", "miss", "like",
    "happen", "come", "look", "feel", "seem", "want", "think", "believe", "hurt", "mind", "lie", "last", "elaborate",
    "understand", "matter", "mean", "regret", "discuss", "confirm", "win", "lose", "play", "make", "take", "arrive",
    "eat", "drink", "hold", "bet", "sleep", "watch", "buy", "spend", "cry", "die", "rain", "reach", "wait",
))  # fmt: skip
_NO_MANNER = frozenset(
    ("comply", "apply", "rely", "reply", "supply", "fly", "multiply", "ally", "imply", "family", "only")
)
# How far behind the deed its condition begins.
IF_REACH = 14
# How far into a clause its resolve may begin: "and so we will".
WITHIN = 3


def resolved(rest: Sequence[Token], *, if_they: bool) -> tuple[StanceKind, tuple[Token, ...]] | None:
    """The stance of a predicate said of oneself, and the words of what is resolved; None where it tells of none.

    With `if_they` its sentence begins with what others would have done first: "if they cross, we will shoot".
    """
    begun = _begun(rest)
    if begun is None:
        return _never_do(rest)
    n, denied = begun
    deed = _deed(rest, n)
    if (again := _again(rest[n:])) or deed is None or deed[0] == "plan":
        if again:
            return ("refuses" if denied else "supports"), again
        return _will_not(rest[n:]) if denied else None
    kind, last = deed
    if denied or kind == "against":
        return _turned_down(kind, rest[n:], rest[last + 1 :], denied=denied)
    return _promised(rest, n, deed, if_they=if_they)


def _begun(rest: Sequence[Token]) -> tuple[int, bool] | None:
    """Where what will be done begins behind "will" or "going to", and whether it is denied."""
    at = next((n for n, w in enumerate(rest[:WITHIN]) if w.lower in _WILL), None)
    denied = False
    if at is None:
        near = range(min(WITHIN + 1, len(rest) - 1))
        at = next((n for n in near if [w.lower for w in rest[n : n + 2]] == ["going", "to"]), None)
        if at is None:
            return _at_work(rest)
        denied, at = any(w.lower in _NOT for w in rest[:at]), at + 1
    n = at + 1
    while n < len(rest) and (rest[n].lower in _NOT | _SKIPPED or in_manner(rest[n])):
        denied = denied or rest[n].lower in _NOT
        n += 1
    going = n + 1 < len(rest) and rest[n].lower == "be" and rest[n + 1].lower.endswith("ing")
    return n + going, denied  # "will be reaching out"


def _never_do(rest: Sequence[Token]) -> tuple[StanceKind, tuple[Token, ...]] | None:
    """What somebody says not to do as a rule: "we do not negotiate with kidnappers"."""
    lowers = [w.lower for w in rest[:2]]
    deed = tuple(rest[2:])
    wanted = lowers in (["do", "n't"], ["do", "not"], ["does", "n't"], ["does", "not"])
    settled = len(deed) > 1 and deed[0].lower in _RULED_OUT
    return ("refuses", deed) if wanted and settled else None


def decided(words: Sequence[Token]) -> StanceKind | None:
    """What a decision "to ban" or "to allow" comes to; None where its deed is neither."""
    deed = next((w for w in words[:3] if w.lower != "to" and not in_manner(w)), None)
    if deed is None:
        return None
    return "forbids" if _BANNING & set(deed.lemmas) else "permits" if _LETTING & set(deed.lemmas) else None


def _at_work(rest: Sequence[Token]) -> tuple[int, bool] | None:
    """Where what is being done begins: "is reviewing what happened"."""
    at = next((n for n, w in enumerate(rest[:WITHIN]) if "be" in w.lemmas), None)
    if at is None or at + 1 >= len(rest) or not rest[at + 1].lower.endswith("ing"):
        return None
    return (at + 1, False) if _UNDER_WAY & set(rest[at + 1].lemmas) else None


def _promised(
    rest: Sequence[Token], n: int, deed: tuple[str, int], *, if_they: bool
) -> tuple[StanceKind, tuple[Token, ...]] | None:
    """The stance of a deed that is promised: a threat, a condition, or resolve."""
    kind, last = deed
    if kind == "blow" or (kind == "harm" and if_they):
        return "threatens", tuple(rest[n:])
    condition = next((m for m in range(last, min(len(rest), last + IF_REACH)) if rest[m].lower in _IFS), None)
    if condition is not None and (rest[condition].lower != "if" or rest[condition - 1].lower == "only"):
        return "conditional", tuple(rest[n : condition - (rest[condition - 1].lower == "only")])
    start = last + 1 if kind == "going" else n
    return "supports", tuple(rest[start:] or rest[n:])


def _again(words: Sequence[Token]) -> tuple[Token, ...]:
    """As in "would do it again", "would make the same decision": stood by."""
    lowers = [w.lower for w in words[:8]]
    if lowers[:2] == ["have", "done"] and "same" in lowers[2:6]:
        return tuple(words)
    same = "same" in lowers[:3] and lowers[:1] in (["do"], ["make"], ["take"])
    return tuple(words) if same or (lowers[:1] == ["do"] and "again" in lowers[:4]) else ()


def _will_not(words: Sequence[Token]) -> tuple[StanceKind, tuple[Token, ...]] | None:
    """What is refused though it is no deed of the list: "will not be silenced", "would not name the clinics"."""
    if not words or not words[0].word or words[0].lower != words[0].lemmas[0]:
        return None
    done = words[0].lower == "be" and len(words) > 1 and words[1].lower.endswith("ed")
    if not done and (_NO_REFUSAL & set(words[0].lemmas) or lexicon.words("verbs").isdisjoint(words[0].lemmas)):
        return None
    return "refuses", tuple(words)


def _turned_down(
    kind: str, deed: Sequence[Token], thing: Sequence[Token], *, denied: bool
) -> tuple[StanceKind, tuple[Token, ...]] | None:
    """The stance of what one will not do, or will do against something."""
    if kind == "against":
        return ("supports" if denied else "opposes"), tuple(thing)
    return ("refuses", tuple(deed)) if kind != "going" else None


def harms(words: Sequence[Token]) -> bool:
    """Whether what one says one will do harms others: "it would close the pipeline", "we will strike back"."""
    at = next((n for n, w in enumerate(words[: WITHIN + 1]) if w.lower in _WILL), None)
    if at is None:
        return False
    n = at + 1
    while n < len(words) and (words[n].lower in _SKIPPED or in_manner(words[n])):
        n += 1
    deed = _deed(words, n)
    return deed is not None and deed[0] in ("harm", "blow")


def contestable(words: Sequence[Token]) -> bool:
    """Whether `words` begin with a deed that one may be for or against, whoever decides on it: "reopen the lock"."""
    n = 0
    while n < len(words) and (words[n].lower in _NOT | _SKIPPED | {"to"} or in_manner(words[n])):
        n += 1
    return _deed(words, n) is not None


def in_manner(word: Token) -> bool:
    """Whether a word tells how: "firmly", not "comply"."""
    return word.lower.endswith("ly") and not word.capital and word.lower not in _NO_MANNER


@cache
def _deeds() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in lexicon.rows("stances_resolve"):
        phrase = tuple(words.split())
        index.setdefault(phrase[0], []).append((phrase, kind))
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in index.items()}


def _deed(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The kind of the deed whose words begin at `at`, and the place of the last of them."""
    if at >= len(words):
        return None
    going = at > 0 and "be" in words[at - 1].lemmas and words[at].lower.endswith("ing")
    first = next((w for w in words[at].lemmas if w in _deeds()), "") if going else words[at].lower
    if not going and first != words[at].lemmas[0]:
        return None
    for phrase, kind in _deeds().get(first, ()):
        if all(at + k < len(words) and words[at + k].lower == part for k, part in enumerate(phrase) if k):
            return kind, at + len(phrase) - 1
    return None
