"""What looks like a rule and is none: leave to speak, what was so but once, guesses, and how a thing is set."""

from __future__ import annotations

from itertools import pairwise

from stemma.reading.rules_case import Case
from stemma.reading.rules_words import is_a

# What makes a rule of what "was allowed": for how long, how often, how far.
_LASTING = frozenset((
    "until", "only", "each", "every", "per", "daily", "longer", "unless", "if", "provided", "within", "under", "now",
    "no", "once", "twice", "always", "up", "without", "from",
))  # fmt: skip
# An order stays one however often it is given; who is let or told to do a thing may be so but once.
_LETTING = frozenset(
    ("allow", "permit", "let", "tell", "ask", "instruct", "clear", "authorise", "authorize", "entitle")
)
_SETTING = frozenset(("can", "could", "'ll", "will", "want", "need", "'re", "are", "may"))


def aside(case: Case) -> bool:
    """Whether it only says that somebody was not allowed to speak to the press, or breaks no law."""
    spoken = case.scene.text(*case.complement.action) or ""
    if case.frame.family == "breach":
        near = case.scene.words[max(case.scene.lo, case.first - 3) : case.first + 4]
        return any(w.lower in {"any", "no", "not", "n't"} for w in near)
    dismissed = case.frame.phrase == ("let",) and spoken == "go"
    return (
        dismissed
        or _vowed(case)
        or _guessed(case)
        or _once(case)
        or _how_to(case)
        or (
            (case.frame.family == "permission")
            and spoken in {"speak", "comment", "talk", "discuss", "brief", "disclose"}
        )
    )


def _vowed(case: Case) -> bool:
    """Whether what goes on is not to be let go on: "we will no longer allow this to continue"."""
    words = [w.lower for w in case.scene.words[case.last + 1 : case.last + 4]]
    letting = case.frame.family == "permission" and case.frame.kind == "verb"
    return letting and words[:1] in (["this"], ["that"], ["it"]) and words[1:2] == ["to"]


def _once(case: Case) -> bool:
    """Whether it tells only what somebody was let do, or told to do, on one occasion: "was allowed to board"."""
    verb, words = case.verb, case.scene.words
    if verb is None or not verb.passive or verb.form != "finite" or verb.negated or verb.modal:
        return False
    entered = case.after in ("in", "into", "on", "onto", "inside", "through", "back")
    if case.frame.kind != "verb" or case.frame.phrase[0] not in _LETTING:
        return False
    if case.complement.link != "to" and not entered:
        return False
    if any(is_a(w, "public") for w in words[slice(*case.complement.noun)]) and case.frame.phrase[0] == "tell":
        return False
    before = [w.lower for w in words[verb.first : verb.main]]
    behind = {w.lower for w in words[case.last + 1 : case.clause[1]]}
    lasts = not _LASTING.isdisjoint(behind | set(before)) or case.authority.ruler or bool(case.authority.ids)
    return bool(before) and before[0] in ("was", "were") and not lasts and not duly(case)


def _guessed(case: Case) -> bool:
    """Whether it guesses or measures: "the pilot may have dozed off", "faster than is permitted"."""
    supposed = case.frame.kind == "modal" and case.frame.phrase[0] == "may" and case.after == "have"
    first = case.verb.first if case.verb is not None else case.first
    return supposed or (first > 0 and case.scene.words[first - 1].lower == "than")


def _how_to(case: Case) -> bool:
    """Whether it tells the reader how a thing is set: "you can choose how long they are allowed to play"."""
    if case.scene.told is not None:
        return False
    near = [w.lower for w in case.scene.words]
    return any(a == "you" and b in _SETTING for a, b in pairwise(near))


def duly(case: Case) -> bool:
    """Whether it is said by when: "told to recall the heaters by Friday"."""
    words = case.scene.words[case.last + 1 : case.scene.hi]
    by = [n for n, w in enumerate(words, case.last + 1) if w.lower == "by"]
    return any(case.scene.timed(m) for n in by for m in (n + 1, n + 2) if m < case.scene.hi)
