"""Which stance the words of a cue come to, by what stands behind them: "wants talks", "asked the town to leave"."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.stances_attitudes import TO_REACH
from stemma.reading.stances_judgements import ADVICE_WITHIN, tells_of
from stemma.reading.stances_objects import fits
from stemma.reading.stances_questions import QUOTES, verbal_within
from stemma.reading.stances_resolve import contestable, decided
from stemma.reading.stances_words import Match
from stemma.records import Attribution, StanceKind

WANTS = frozenset(("want", "wish", "like"))
ASKS = frozenset((
    "ask", "tell", "press", "push", "order", "direct", "request", "insist", "pressure", "remind", "encourage",
    "recommend",
))  # fmt: skip
# Wished by people for themselves as often as by those who take a side.
_OF_LIFE = frozenset((
    "meet", "leave", "run", "work", "talk", "help", "stand", "hold", "join", "lead", "return", "enter", "share", "send",
    "sell", "bring", "pay", "respond", "react", "push", "move", "start", "begin", "open", "hire", "build", "buy",
    "attend", "participate", "train", "fix", "raise", "ensure", "protect", "keep", "let", "give", "invest", "create",
    "remain", "focus", "concentrate", "drill", "dig", "mine", "acquire", "double", "improve", "develop", "fight",
))  # fmt: skip
# Wished for others without asking for anything.
_MINDS = frozenset(("know", "understand", "remember", "realise", "realize", "feel", "enjoy", "think", "believe"))
_INTERROGATIVE = frozenset(("why", "what", "how", "who", "whether", "if", "when", "where", "which"))
_DECISIONS = frozenset(("decision", "decide", "vote", "agree", "move", "order", "choose"))
_WILL = frozenset(("will", "'ll", "would", "'d"))
_DECIDING = frozenset(("permits", "forbids"))
_PENALTIES = frozenset(("sanction", "tariff", "fine", "tax", "levy", "penalty", "duty", "fee", "charge", "price"))
# How far behind "imposed" stands what is imposed: "sweeping new sanctions".
HEAD_WITHIN = 4
# How far into what is vowed its "would" stands: "that those who set the fire would".
VOW_REACH = 10


def settled(
    match: Match, told: Attribution, content: Sequence[Token], source: Sequence[Token], *, denied: bool
) -> StanceKind | None:
    """The stance of a phrase, by what follows it."""
    stance = match.entry.stance
    if denied and not {"not", "no"} & set(match.phrase):
        return match.entry.denied
    lowers = [w.lower for w in content if w.word]
    if WANTS & set(match.phrase):
        return _wanted(match, lowers) or _wished(match, content)
    if match.phrase[0] in ASKS and not match.entry.free and not _demands(match, told, content):
        return None
    asks_nothing = (stance == "urges" and _asks(content)) or (stance == "considering" and _explains(lowers))
    idle = match.phrase == ("vow",) and verbal_within(content) and not _WILL & set(lowers[:VOW_REACH])
    if (
        idle
        or asks_nothing
        or not fits(match, content, source)
        or (match.entry.stance in _DECIDING and lowers[:1] == ["to"])
    ):
        return None
    if match.phrase[-1] == "to" and match.phrase[0] in _DECISIONS:
        stance = decided(content) or stance
    if match.phrase in (("impose",), ("slap",)) and any(_PENALTIES & set(w.lemmas) for w in content[:HEAD_WITHIN]):
        return "supports"  # who imposes sanctions forbids something, not the sanctions
    return None if stance == "urges" and tells_of(content[:ADVICE_WITHIN], "advice") else stance


def _asks(content: Sequence[Token]) -> bool:
    """Whether a question is put, and nothing asked for: "demanded: why did nobody come?"."""
    words = [w for w in content if w.lower not in QUOTES]
    return bool(words) and (words[0].lower in _INTERROGATIVE or words[-1].lower == "?")


def _explains(lowers: Sequence[str]) -> bool:
    """Whether what is looked into is how things are or were, and no choice: not "consider how to"."""
    return lowers[:1] in (["how"], ["why"], ["what"]) and lowers[1:2] != ["to"]


def _wanted(match: Match, lowers: Sequence[str]) -> StanceKind | None:
    """As in "wants talks" or "wants the town to leave"; "wants to leave" is a plan, "would like peace" a wish."""
    if match.phrase[-1] == "see":
        return "urges"
    if lowers[:1] in (["to"], ["nobody"], ["no"], ["neither"], ["nothing"]):
        return None
    if "to" in lowers[1:7]:
        to = lowers.index("to", 1)
        return None if lowers[to + 1 : to + 2] and lowers[to + 1] in _MINDS else "urges"
    return None if "like" in match.phrase else "supports"


def _wished(match: Match, content: Sequence[Token]) -> StanceKind | None:
    """As in "wants to sign the bill": a deed that others may contest, and no plan of one's own life."""
    words = [w for w in content if w.word]
    opens = [w.lower for w in words[:1]] == ["to"] and match.phrase == ("want",)
    return "supports" if opens and contestable(words[1:]) and not _OF_LIFE & set(words[1].lemmas) else None


def _demands(match: Match, told: Attribution, words: Sequence[Token]) -> bool:
    """Whether somebody is asked to do something: not "asked whether", not "told that", not "he came to ask"."""
    content = [w for w in words if w.word]
    lowers = [w.lower for w in content]
    to = lowers.index("to") if "to" in lowers[:TO_REACH] else None
    asked = (
        (to is not None and not any(verbal(content, n) for n in range(to)))
        or lowers[:1] == ["that"]
        or match.phrase[0] == "request"
    )
    return told.act in ("urge", "request") and asked
