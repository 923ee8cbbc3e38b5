"""Words of stance that tell of none taken: under "whether" and "if", shied away from, only able, on a timetable.

Nobody holds what a sentence leaves unknown: "it is unclear whether the board has decided to lift the ban".
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.stances_words import Group, Match, carries

# What such a word opens is unknown, supposed or asked.
_OPENERS = frozenset(("if", "unless", "whether", "lest"))
_PERHAPS = frozenset(("perhaps", "maybe"))
_OTHER_CLAUSE = frozenset(("who", "which", "because", "although", "though", "while", "when", "where", "but", "that"))
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "had", "did", "does", "do", "'s", "'re", "'ve"))
_MODALS = frozenset(("will", "would", "may", "might", "could", "can", "must", "should", "shall", "'ll", "'d"))
# How far behind "whether" the verb stands: "whether the new board of the port has decided to".
OPENER_REACH = 14
# What these govern is left undone: "avoided blaming", "stopped short of condemning", "failed to back".
_SHUNNING = frozenset(("avoid", "without", "forgo", "forego", "resist", "stop", "quit", "evade", "dodge", "skip"))
_SHUNNING_OF = frozenset((
    ("short", "of"), ("clear", "of"), ("refrain", "from"), ("away", "from"), ("instead", "of"), ("rather", "than"),
    ("far", "from"), ("abstain", "from"), ("back", "from"), ("wary", "of"), ("desist", "from"),
))  # fmt: skip
_UNDONE = frozenset(("fail", "forget", "neglect", "unable", "struggle", "hesitate", "try", "attempt", "unlikely"))
# Who was told or asked "to" do something, with nobody in between, was the one who was told.
_ADDRESSING = frozenset((
    "tell", "ask", "urge", "order", "instruct", "direct", "encourage", "advise", "remind", "command", "request",
    "invite", "pressure", "press",
))  # fmt: skip
_ASKING_ONESELF = frozenset(("see", "be", "speak", "know", "hear", "meet", "have"))
_TIMETABLE = frozenset((
    "meet", "speak", "visit", "arrive", "travel", "attend", "appear", "hold", "host", "address", "testify", "play",
    "start", "begin", "open", "return", "face", "take", "join", "leave", "give", "discuss", "present", "run", "enter",
    "receive", "report", "release", "publish", "deliver", "sit", "go", "come", "become", "make", "get", "have", "be",
    "win", "see", "retire", "stay", "move", "sail", "fly", "depart", "sign", "brief", "welcome", "greet", "talk",
))  # fmt: skip


def supposed(words: Sequence[Token], first: int) -> bool:
    """Whether the verb group at `first` stands behind a "whether" or "if", with no other clause in between."""
    for n in range(first - 1, max(-1, first - OPENER_REACH), -1):
        lower = words[n].lower
        if lower in _OPENERS or (lower in _PERHAPS and words[first].lower in _MODALS):
            return True
        if (not words[n].word and lower not in ("-", "'", "\u2019", "\u201c", "\u201d", '"')) or lower in _OTHER_CLAUSE:
            return False
        if lower in _FINITE | _MODALS or (n and verbal(words, n)):
            return False
    return False


def shunned(words: Sequence[Token], around: Group) -> bool:
    """Whether a verb is only shied away from, or not brought about: "steered clear of criticising", "failed to"."""
    before = list(words[: around.first])
    while before and before[-1].lower.endswith("ly"):
        before.pop()
    if not before:
        return False
    last = before[-1]
    if last.lower in ("and", "or"):  # "unable to turn it off and blame the crew"
        near = before[-OPENER_REACH:]
        to = next((n for n in range(len(near) - 1, 0, -1) if near[n].lower == "to"), 0)
        return bool(to and {"unable", "fail", "unlikely"} & set(near[to - 1].lemmas))
    if last.lower == "to":
        return len(before) > 1 and bool(_UNDONE & set(before[-2].lemmas))
    pair = any((lemma, last.lower) in _SHUNNING_OF for lemma in (before[-2].lemmas if len(before) > 1 else ()))
    return pair or bool(_SHUNNING & set(last.lemmas))


def addressed(match: Match, after: Sequence[Token], gap: int) -> bool:
    """Whether "told to leave" has nobody between its words, so that its subject was told; `gap` in code points."""
    if match.phrase[0] not in _ADDRESSING:
        return False
    if len(match.phrase) > 1:  # "told to leave"
        return match.phrase[1] == "to" and match.last - match.first == len(match.phrase) - 1 > 1
    if not after or gap > 1:
        return False
    return after[0].lower == "to" and not (len(after) > 1 and after[1].lower in _ASKING_ONESELF)


def scheduled(match: Match, question: Sequence[Token]) -> bool:
    """Whether "is set to" only tells of a timetable: "is set to meet the minister"."""
    if match.phrase not in (("be", "set", "to"), ("be", "ready", "to"), ("be", "prepared", "to")):
        return False
    deed = next((w for w in question if w.lower != "to" and not w.lower.endswith("ly")), None)
    return deed is None or (bool(_TIMETABLE & set(deed.lemmas)) and match.phrase[1] == "set")


def denied_before(words: Sequence[Token], at: int) -> bool:
    """Whether a noun stands in a clause that is denied: "did not show any plan to"."""
    for n in range(at - 1, max(-1, at - OPENER_REACH), -1):
        if not words[n].word or words[n].lower in _OTHER_CLAUSE | {"and"}:
            return False
        if words[n].lower in ("not", "n't", "never", "without", "no"):
            return True
        if verbal(words, n) and not carries(words[n - 1]):
            return False
    return False
