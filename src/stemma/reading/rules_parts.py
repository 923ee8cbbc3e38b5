"""The further parts of a rule: the thing with its supplier and origin, where, under which condition, from when."""

from __future__ import annotations

import re

from stemma.reading import events_parts
from stemma.reading.rules_complements import Range
from stemma.reading.rules_scene import Scene, phrase_end, stretch_end, words_of
from stemma.records import RuleObject, TimeExpression, Validity

_PLACES = frozenset(("in", "on", "over", "at", "along", "near", "under", "around"))
_SUPPLIED = re.compile(
    r"(?i)(?P<who>[\w.]+(?: [\w.]+)?)[-\u2011](?:supplied|donated|provided|funded|lent|gifted|delivered)\b"
    r"|\b(?:supplied|donated|provided|lent|given|delivered) by (?P<by>(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*)"
)
_MADE = re.compile(
    r"(?i)(?P<who>[\w.]+)[-\u2011](?:made|built|produced|manufactured|designed)\b"
    r"|\b(?:made|built|produced|manufactured) (?:in|by) (?P<by>(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*)"
    r"|\b(?:include|includes|contain|contains|containing|including|use|with) (?P<parts>[A-Z][\w.]*)"
    r" (?:parts?|components?|technology|motors?|engines?|chips?)\b"
)
_CONDITIONAL = frozenset((
    ("as", "long"), ("so", "long"), ("in", "exchange"), ("on", "condition"), ("subject", "to"),
))  # fmt: skip
_EXCEPTING = frozenset((("other", "than"), ("apart", "from"), ("aside", "from"), ("exception", "of")))
# Behind these a condition is that of another clause.
_FEARS = frozenset(("amid", "fears", "fearing", "fear", "worries", "concerns", "saying", "warning", "because"))
_UNTIL = frozenset(("until", "till", "through"))
_FROM = frozenset(("from", "since", "effective", "starting", "beginning"))
# How far behind a thing's words a clause may begin that says where it is made.
_TAIL = 60


def supplier_of(scene: Scene, thing: Range) -> tuple[str | None, str | None]:
    """Who supplies the thing, and where it or its parts come from, where the words in or right behind it say so.

    The id of the actor that these words name, or the words themselves.
    """
    span = scene.span(thing[0], stretch_end(scene, thing[1]))
    if span is None:
        return None, None
    tail = scene.found.text[span.start : min(len(scene.found.text), span.end + _TAIL)].split("\n")[0]
    own = span.cut(scene.found.text)
    return _actor_of(scene, _SUPPLIED.search(own), span.start), _actor_of(scene, _near(own, tail), span.start)


def _near(own: str, tail: str) -> re.Match[str] | None:
    """Where the thing is made: in its own words, or in a clause that follows with "which" or "whose"."""
    found = _MADE.search(own)
    follows = re.match(r"[\s,]*(?:which|that|whose)\b", tail[len(own) :])
    return found or (_MADE.search(tail, len(own)) if follows else None)


def _actor_of(scene: Scene, match: re.Match[str] | None, offset: int) -> str | None:
    if match is None:
        return None
    name = next(n for n, value in match.groupdict().items() if value)
    start, end = offset + match.start(name), offset + match.end(name)
    held = next((m for m in scene.found.mentions if m.start < end and start < m.end and m.actor), None)
    return held.actor if held is not None else match.group(name)


def object_of(scene: Scene, thing: Range, fallback: Range) -> RuleObject | None:
    """The thing ruled, with supplier and origin; the rule's own noun phrase where nothing else is said."""
    used = thing if thing[0] < thing[1] else fallback
    span = scene.span(*used)
    if span is None:
        return None
    supplier, origin = supplier_of(scene, used)
    return RuleObject(" ".join(span.cut(scene.found.text).split()), supplier, origin, span)


def scope_of(scene: Scene, start: int, end: int) -> str | None:
    """Where or how far: "inside Orvania", "to within its borders", "in three provinces"."""
    strong = words_of("scope_strong")
    for place in range(start, end):
        lower = scene.words[place].lower
        if lower == "by" and place + 1 < end and scene.words[place + 1].lower.endswith("ing"):
            break
        if lower == "," and place + 1 < end and scene.words[place + 1].lower in {"the", "a", "an"}:
            break  # another clause, or a list that has left the place behind
        if lower in strong and not scene.timed(place) and place + 1 < end and not scene.timed(place + 1):
            first = place - 1 if scene.words[place - 1].lower in {"to", "only"} else place
            return scene.text(first, phrase_end(scene, place + 1, through=frozenset(("of", "in"))))
        if lower in _PLACES and _placed(scene, place):
            return scene.text(place, phrase_end(scene, place + 1))
    return None


def _placed(scene: Scene, at: int) -> bool:
    behind = at + 2 if at + 1 < scene.hi and scene.words[at + 1].lower == "the" else at + 1
    held = scene.party(behind, behind + 1)
    return held is not None and held.type == "place" and held.form == "name"


def conditions_of(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Under which condition, by what follows `start`: "provided", "only if", "unless"; "without" up to `end` only."""
    for place in range(start, scene.hi):
        lower, pair = scene.words[place].lower, _pair(scene, place)
        if lower in _FEARS:
            return ()  # "amid fears the bank could be liable if the price falls"
        if lower in {"if", "unless", "provided", "providing"} or pair in _CONDITIONAL:
            text = scene.text(place, _clause_end(scene, place + 1))
            return (text,) if text else ()
        if lower in {"without", "with"} and place < end and scene.has(place + 1, place + 5, "approval"):
            text = scene.text(place, phrase_end(scene, place + 1, through=frozenset(("of", "from"))))
            return (text,) if text else ()
    return ()


def _pair(scene: Scene, at: int) -> tuple[str, str]:
    after = scene.words[at + 1].lower if at + 1 < scene.hi else ""
    return scene.words[at].lower, after


def exceptions_of(scene: Scene, start: int) -> tuple[str, ...]:
    """What is left out: "except for", "excluding", "other than", "with the exception of"."""
    for place in range(start, scene.hi):
        if scene.words[place].lower in {"except", "excluding", "exempting"} or _pair(scene, place) in _EXCEPTING:
            text = scene.text(place, _clause_end(scene, place + 1))
            return (text,) if text else ()
    return ()


def _clause_end(scene: Scene, start: int) -> int:
    at = start
    while at < scene.hi and scene.words[at].lower not in {",", ";", ".", "\u2014", "\u2013", ":"}:
        at += 1
    return at


def validity(scene: Scene, span: Range, when: str | None, *, lifted: bool, as_of: str | None) -> Validity:
    """From when to when, by the times of the clause `span`; `when` is the time of the act that makes or lifts it."""
    since, until = None, None
    for time in scene.found.times:
        place = next((n for n in range(*span) if scene.words[n].span.start == time.start), None)
        if place is None or not _dates(time):
            continue
        before = scene.words[place - 1].lower if place else ""
        until = time.value if before in _UNTIL else until
        since = time.value if before in _FROM else since
    if lifted:
        return Validity(since, until or when, as_of)
    return Validity(since or when, until, as_of)


def _dates(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and events_parts.dates(time)
