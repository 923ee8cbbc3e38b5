"""Whether what stands behind a word of stance is something one can be for or against.

"Called an election" but not "called his mother"; "blamed the ministry" but not "was accused of theft". The objects that
a word needs, and those with which it tells of no stance, are in `data/stances_objects.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.reading.stances_questions import verbal_within
from stemma.reading.stances_resolve import contestable
from stemma.reading.stances_verdicts import judged_last
from stemma.reading.stances_words import Match

# "Backed away", "barred from": another verb than the one alone.
_PARTICLES = frozenset((
    "away", "off", "into", "onto", "from", "toward", "towards", "down", "through", "around", "against",
))  # fmt: skip
_BACK_WHERE = frozenset((
    "to", "in", "on", "at", "for", "home", "together", "with", "here", "there", "then", "soon", "out", "up", "over",
))  # fmt: skip
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))
_ACCUSING = frozenset(("accuse", "blame"))
_WHOM = frozenset(("him", "her", "them", "us", "me", "you", "it"))
_PROSECUTING = frozenset((
    "police", "prosecutor", "officer", "detective", "investigator", "court", "jury", "judge", "sheriff", "authority",
    "indictment", "complaint", "charge", "attorney", "official", "state", "lawsuit", "suit", "who", "which", "that",
))  # fmt: skip
_CRIMES = frozenset((
    "murder", "rape", "theft", "steal", "assault", "robbery", "rob", "burglary", "shoplifting", "manslaughter",
    "kidnap", "abduct", "stab", "molest", "arson", "perjury", "drug", "drunk", "narcotic", "misconduct",
    "harassment", "harass", "sexual",
))  # fmt: skip
# Behind "doubt" these open a fact that is doubted: "doubted that it would last".
_CLAUSES = frozenset(("that", "if", "whether", "it", "he", "she", "they", "there"))
# Who plans, wishes or is ready takes a side only where others may see the deed otherwise: not "a plan to retire".
_RESOLVING = frozenset(
    (word, "to")
    for word in ("decision", "plan", "proposal", "intention", "intent", "determination", "wish", "desire", "readiness",
                 "willingness", "resolve", "bid", "push", "campaign")
) | frozenset((
    ("make", "decision", "to"), ("take", "decision", "to"), ("make", "choice", "to"), ("decide", "not", "to"),
    ("plan", "to"), ("intend", "to"), ("aim", "to"), ("decide", "to"), ("be", "set", "to"),
    ("be", "ready", "to"), ("stand", "ready", "to"), ("strive", "to"), ("express", "intent", "to"),
    ("express", "intention", "to"),
    ("express", "desire", "to"), ("express", "wish", "to"),
))  # fmt: skip
_FINITE = frozenset(("that", "would", "will", "should", "could", "which", "who"))
_PROMISING = frozenset(("promise", "pledge"))
# How far behind "called" a judgement shows that nothing was convened.
JUDGED_WITHIN = 14
# How far behind "accuse" stands who is accused.
WHOM_WITHIN = 5
# How far behind such a word its object stands: "suspended for ten days the right".
OBJECT_WITHIN = 7
# And how far the head of a short one: "their new arrival", not "the release of the girls".
HEAD_WITHIN = 3


@cache
def _objects(kind: str) -> dict[str, frozenset[str]]:
    """The objects of a kind by the words that they belong to."""
    found: dict[str, set[str]] = {}
    for word, sort, thing in lexicon.rows("stances_objects"):
        if sort == kind:
            found.setdefault(word, set()).add(thing)
    return {word: frozenset(things) for word, things in found.items()}


def fits(match: Match, after: Sequence[Token], subject: Sequence[Token] = ()) -> bool:
    """Whether the object in the words behind a phrase is one that makes it a stance, with whom it is told of."""
    if _another_verb(match, after):
        return False
    if match.entry.deed:
        # Not "announced that it would ban the sale".
        end = next((n for n, w in enumerate(after[:OBJECT_WITHIN]) if w.lower in _FINITE), OBJECT_WITHIN)
        return any(not lexicon.words("stances_turns", "measure").isdisjoint(w.lemmas) for w in after[:end])
    if match.phrase[0] in _ACCUSING and len(match.phrase) == 1 and not _accuses(after, subject):
        return False
    if match.phrase in _RESOLVING and not contestable(after):
        return False
    near = after[:OBJECT_WITHIN]
    key = " ".join(match.phrase)
    shunned = _objects("without").get(key, frozenset()) | _objects("without").get(match.phrase[0], frozenset())
    if any(shunned & set(w.lemmas) for w in near[:HEAD_WITHIN]):
        return False
    wanted = _objects("with").get(key)
    return wanted is None or any(wanted & set(w.lemmas) for w in near) or _promises(match, near)


def _another_verb(match: Match, after: Sequence[Token]) -> bool:
    """Whether the word behind a phrase makes another verb of it: "backed away", "stood by, waiting"."""
    first = after[0] if after else None
    if first is None:
        return False
    return (
        (len(match.phrase) == 1 and first.lower in _PARTICLES)
        or (match.phrase == ("defend",) and first.lower in _REFLEXIVE)
        or (match.phrase[0] == "consider" and first.lower == "to")  # "what some consider to be safe"
        or (match.phrase[0] == "consider" and _as_it_is(after))
        or (match.phrase == ("call",) and bool(judged_last(after[:JUDGED_WITHIN])[1]))  # "called the vote a mistake"
        or (match.phrase == ("weigh",) and first.lower in ("in", "on", "up"))
        or (match.phrase[-2:] in (("think", "of"), ("think", "about")) and not first.lower.endswith("ing"))
        or (match.phrase == ("back",) and first.lower in _BACK_WHERE)
        or (match.phrase == ("doubt",) and (first.lower in _CLAUSES or verbal_within(after[:OBJECT_WITHIN])))
        or (match.phrase == ("stand", "by") and (not first.word or first.lower.endswith("ing")))
    )


def _as_it_is(after: Sequence[Token]) -> bool:
    """Whether something is considered to be something: "considers it an insult", "considers force the last means"."""
    lowers = [w.lower for w in after[:3]]
    return lowers[0] in _WHOM | _REFLEXIVE or (
        not {"a", "an", "the"} & set(lowers[:1]) and lowers[1:2] in (["a"], ["an"])
    )


def _promises(match: Match, near: Sequence[Token]) -> bool:
    """Whether a clause or a sum is promised: "pledged that it would", "pledged $5m"."""
    words = [w.lower for w in near if w.word or w.lower == "$"]
    return match.phrase[0] in _PROMISING and bool(words) and (words[0] in ("that", "$") or words[0][:1].isdigit())


def _accuses(after: Sequence[Token], subject: Sequence[Token]) -> bool:
    """Whether somebody is accused or blamed, and not of a crime by those who prosecute: not "was accused of theft"."""
    words = [w for w in after if w.word]
    if not words or words[0].lower in ("of", "for", "on", "by"):
        return False
    # "Blamed the flood on years of neglect by the ministry": who is blamed stands behind "on".
    near = words[: 2 * WHOM_WITHIN if any(w.lower == "on" for w in words[:WHOM_WITHIN]) else WHOM_WITHIN]
    people = lexicon.words("people") | lexicon.words("collectives")
    whom = near[0].lower in _WHOM or any(w.capital or not people.isdisjoint(w.lemmas) for w in near)
    private = bool(subject) and not any(_PROSECUTING & set(w.lemmas) for w in subject)
    return whom and (private or not any(_CRIMES & set(w.lemmas) for w in words[: WHOM_WITHIN + OBJECT_WITHIN]))
