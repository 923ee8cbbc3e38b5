"""Capitals that stand for their states ("sanctions against Moscow", "Moscow said no"), as far as the pile shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from stemma.spans import Span
from stemma.stories.actors_cast import Figure
from stemma.stories.actors_joining import METONYM, Joining
from stemma.stories.actors_names import rows, state_forms, words

# A pile that names a city as a place as often as for its state is about the city. On the ledger stories the capitals
# that gold gives to their states are named for them at least 5 times as often as for themselves; the others never are.
TIMES_AS_OFTEN = 3
# How far before and behind a name the words are looked at, in characters.
REACH = 40

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|to|into|around|through|throughout|via|across|left|leav(?:e|es|ing)|depart(?:s|ed)?"
    r"|visit(?:s|ed|ing)?|reach(?:es|ed|ing)?|capital(?: city)?(?: of)?|vicinity of|city of|downtown|central)[,\s]+$",
    re.IGNORECASE,
)
_STATE_BEFORE = re.compile(
    r"\b(?:against|with|according to|sanctions on|pressure on|response to|urg(?:e|es|ed|ing)|accus(?:e|es|ed|ing)"
    r"|condemn(?:s|ed|ing)?|warn(?:s|ed|ing)?|threat from|calls? (?:for|on)|called (?:for|on))\s+$",
    re.IGNORECASE,
)
_STATE_BEHIND = re.compile(
    r"\s+(?:also |now |later |has |had |have |would |will |is |are |was |were |repeatedly |long )*"
    r"(?:say(?:s|ing)?|said|claim(?:s|ed|ing)?|warn(?:s|ed|ing)?|announc(?:es|ed|ing)|condemn(?:s|ed|ing)"
    r"|den(?:y|ies|ied|ying)|insist(?:s|ed|ing)?|accus(?:es|ed|ing)|want(?:s|ed)?|reject(?:s|ed|ing)|vow(?:s|ed|ing)"
    r"|propos(?:es|ed|ing)|threaten(?:s|ed|ing)?|test(?:s|ed|ing)|fired|launched|pledg(?:es|ed|ing)|urg(?:es|ed|ing)"
    r"|refus(?:es|ed|ing)|impos(?:es|ed|ing)|maintain(?:s|ed|ing)|agreed|responded|retaliated|recalled|expelled)\b"
)
_PLACE_BEHIND = re.compile(r",\s+[A-Z]")


@cache
def capitals() -> Mapping[str, str]:
    """The seats of government by their folded names, with their states."""
    return {row[0]: row[1] for row in rows("capitals")}


def join_capitals(joining: Joining) -> None:
    """A capital joins its state where both are named and the pile speaks of it as of a government, not of a town."""
    states: dict[str, int] = {}
    for group in joining.of("thing"):
        for n in group:
            if (state := joining.figures[n].key) in state_forms().values():
                states.setdefault(state, group[0])
    for group in joining.of("thing"):
        name = " ".join(words(joining.figures[group[0]].actor.name))
        home = states.get(capitals().get(name, ""))
        if home is None or all(joining.figures[n].actor.type != "place" for n in group):
            continue
        shown = _for_state([joining.figures[n] for n in group])
        if shown:
            f, span = shown
            reason = f"{f.actor.name} stands for its government here, not for the town"
            evidence = (*joining.figures[home].evidence(), *f.evidence(span))
            joining.join([home, group[0]], METONYM, reason, evidence)


def _for_state(figures: Sequence[Figure]) -> tuple[Figure, Span] | None:
    """The first naming of the capital for its state, if it is named so often enough."""
    told, town = [], 0
    for f in figures:
        said = _speaks(f)
        for span in f.names:
            meant = _meant(f.reading.text, span)
            if meant is None and any(s.start <= span.start and span.end <= s.end for s in said):
                meant = True
            town += meant is False
            if meant:
                told.append((f, span))
    return told[0] if told and len(told) >= TIMES_AS_OFTEN * town else None


def _speaks(f: Figure) -> Sequence[Span]:
    """The places where the actor is named as who says something."""
    return [span for a in f.reading.attributions if a.speaker == f.actor.id for span in a.source]


def _meant(text: str, span: Span) -> bool | None:
    """Whether one naming means the state (True) or the town (False); None where the words beside it do not tell."""
    before, behind = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
    if _PLACE_BEFORE.search(before) or _PLACE_BEHIND.match(behind):
        return None if _STATE_BEFORE.search(before) else False
    if _STATE_BEFORE.search(before) or _STATE_BEHIND.match(behind):
        return True
    return True if _beside_capital(before, behind) else None


def _beside_capital(before: str, behind: str) -> bool:
    """Whether another capital is named with it: "Moscow and Beijing"."""
    follows = re.match(r",? (?:and|or) ([A-Z]\w+)", behind)
    leads = re.search(r"([A-Z]\w+),? (?:and|or) $", before)
    if leads and _PLACE_BEFORE.search(before[: leads.start()]):
        return False
    return any(m is not None and m[1].casefold() in capitals() for m in (follows, leads))
