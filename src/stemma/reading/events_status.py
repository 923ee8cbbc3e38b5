"""What becomes of an event by the words around its verb: the clause's opener and the attribution that tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading.certainty import certainty, take_apart, weakest
from stemma.reading.events_clauses import Clause
from stemma.reading.events_stretch import Stretch
from stemma.reading.events_verbs import Group
from stemma.reading.morphology import Token
from stemma.records import Attribution, EventStatus

# What is wished for, asked for or threatened in a content without a finite verb of its own, by the act that says it.
_BY_ACT: dict[str, EventStatus] = {
    "urge": "proposed", "request": "proposed", "propose": "proposed", "suggest": "proposed", "ask": "hypothetical",
    "want": "hypothetical", "threaten": "hypothetical", "consider": "hypothetical", "doubt": "hypothetical",
    "worry": "hypothetical", "plan": "planned", "commit": "planned", "expect": "planned",
}  # fmt: skip
# Of these nothing is promised: "any such move would be answered".
_ANY = frozenset(("any", "such", "anyone", "anybody", "anything", "whoever", "whatever"))
# A subject's first words, where "that" may stand before it.
OPENING = 2
# What a clause that hangs on one of these tells is supposed, not told.
_SUPPOSING = frozenset(("if", "unless", "whether"))


def governed(stretch: Stretch, clause: Clause, status: EventStatus) -> EventStatus:
    """The status as the clause's opener and the attribution around it leave it."""
    conditional = any(w.lower == "if" for w in stretch.words) or any(
        w.lower == "whether" for w in stretch.words[: clause.first]
    )
    if clause.opener in _SUPPOSING or (status == "planned" and conditional):
        return "hypothetical"
    if stretch.deed is not None and stretch.deed.act == "deny" and status == "happened":
        return "denied"
    if stretch.told_by is None:
        return status
    return _told(stretch, clause, stretch.told_by, status)


def _told(stretch: Stretch, clause: Clause, told: Attribution, status: EventStatus) -> EventStatus:
    """The status of what somebody tells."""
    if told.status in ("hypothetical", "negated"):
        return "hypothetical"
    leading = stretch.words[clause.first].span.start <= told.content[0].start + len("that ")
    if told.act == "deny" and leading and status in ("happened", "ongoing"):
        return "denied"
    return _by_act(str(told.act), status, promised=_future_in_the_past(stretch, clause))


def in_a_phrase(told: Attribution | None, *, ahead: bool) -> EventStatus:
    """The status of what a noun phrase names, by who tells of it."""
    if told is None:
        return "planned" if ahead else "happened"
    if told.status in ("hypothetical", "negated"):
        return "hypothetical"
    return _by_act(str(told.act), "planned" if ahead or told.act in _BY_ACT else "happened", promised=False)


def _by_act(act: str, status: EventStatus, *, promised: bool) -> EventStatus:
    """What is still to come, by the act that tells of it."""
    if status == "hypothetical":
        return "planned" if promised and _BY_ACT.get(act, "planned") == "planned" else status
    return _BY_ACT.get(act, status) if status == "planned" else status


def _future_in_the_past(stretch: Stretch, clause: Clause) -> bool:
    """Whether "would" only tells a promise in the past tense: "said the talks would go ahead"."""
    words = [w.lower for w in stretch.words[clause.first : clause.end]]
    subject = slice(*clause.subject) if clause.subject is not None else slice(clause.first, clause.first + OPENING)
    if any(w.lower in _ANY for w in stretch.words[subject][:OPENING]):
        return False
    return "would" in words and "have" not in words and not any(w.lower == "if" for w in stretch.words)


def sure(stretch: Stretch, inside: Sequence[Token], verb: Group, status: EventStatus) -> str:
    """How sure the event is, by its own words, its verb and who tells of it."""
    own = certainty(take_apart([inside]), frozenset())
    told = stretch.told_by.certainty if stretch.told_by else None
    of_verb = None if verb.status == "hypothetical" and status == "planned" else verb.certainty
    unless = "possible" if any(w.lower == "unless" for w in stretch.words) else None
    return weakest(own if own != "underspecified" else None, of_verb, told, unless)
