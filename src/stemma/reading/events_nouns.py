"""Events inside noun phrases that a time belongs to: "the reduction on Monday", "the May raid"."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import events_parts as parts
from stemma.reading.events_finite import verbal
from stemma.reading.events_ground import Ground, Manner, People, is_kind, lies_ahead
from stemma.reading.events_status import in_a_phrase
from stemma.reading.events_stretch import Stretch
from stemma.reading.events_verbs import is_a
from stemma.reading.morphology import Token
from stemma.records import Event, TimeExpression

DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "this", "that", "another"))
JOINING = frozenset(
    ("and", "or", "but", "of", "for", "to", "on", "in", "at", "with", "from", "by", "that", "than", "as")
)
_OWNS = frozenset(("'s", "'"))
_BELONGING = frozenset(("over", "in", "into", "on", "against", "between", "with", "of"))
# How many words before a noun its determiner stands: "the long-awaited second joint naval drill".
PHRASE_REACH = 7
_ON = frozenset(("on", "in", "at", "from", "of"))
_ANNOUNCED = frozenset(("planned", "scheduled", "due", "set", "called"))


def in_noun_phrase(ground: Ground, stretch: Stretch, at: int) -> Event | None:
    """The event that the noun `stretch.words[at]` names; None where no time belongs to it."""
    words = stretch.words
    if words[at].capital or words[at].lower.endswith("ed") or is_kind(words[at], "untimed", "light"):
        return None
    first = _phrase_start(words, at)
    if first is None or words[at - 1].lower in ("to", "be") or any(verbal(words, n) for n in range(first, at)):
        return None
    time, end, ahead = _own_time(ground.found.times, words, first, at)
    if time is None:
        return None
    ahead = ahead or any(is_a(w, "will", "would") for w in words[:first])
    status = in_a_phrase(stretch.told_by, ahead=ahead)
    people = People(place=parts.places(ground.found, words[first : end + 3]))
    return ground.event(stretch, words[at], words[first:end], Manner(status, "certain", parts.as_time(time)), people)


def _own_time(
    times: Sequence[TimeExpression], words: Sequence[Token], first: int, at: int
) -> tuple[TimeExpression | None, int, bool]:
    """The time inside or right behind a noun phrase, where the phrase then ends, and whether it is still ahead."""
    start = words[first].span.start
    behind = at + 1
    planned = behind + 1 < len(words) and words[behind].lower in _ANNOUNCED
    behind += planned
    for time in times:
        if not parts.dates(time):
            continue
        if start <= time.start and time.end <= words[at].span.start:
            return time, _phrase_end(words, at), False
        if _follows(words[behind : behind + 2], time, planned=planned):
            end = next((n for n in range(behind, len(words)) if words[n].span.start >= time.end), len(words))
            return time, end, planned or lies_ahead(time)
    return None, at, False


def _phrase_start(words: Sequence[Token], at: int) -> int | None:
    """Where the noun phrase around `words[at]` begins: its determiner, or the owner before "'s"."""
    for first in range(at - 1, max(-1, at - PHRASE_REACH), -1):
        word = words[first]
        if word.lower in _OWNS:
            owner = first - 1
            while owner > 0 and words[owner - 1].capital and words[owner - 1].word:
                owner -= 1
            return owner if owner >= 0 else None
        if word.lower in DETERMINERS:
            return first
        if not word.word or word.lower in JOINING:
            return None
    return None


def _phrase_end(words: Sequence[Token], at: int) -> int:
    """Behind a noun with the place or party that belongs to it: "launch over Japan"."""
    end = at + 1
    if end + 1 < len(words) and words[end].lower in _BELONGING:
        reach = end + 1
        while reach < len(words) and (words[reach].capital or words[reach].lower in DETERMINERS):
            reach += 1
        if reach > end + 1 and words[reach - 1].capital:
            return reach
    return end


def _follows(near: Sequence[Token], time: TimeExpression, *, planned: bool) -> bool:
    """Whether a time comes right behind a noun, with a preposition or without."""
    if not near:
        return False
    if near[0].span.start == time.start:
        # "A resolution this week" does not say whether it came about.
        return lies_ahead(time) or str(time.relative or "").startswith("P-")
    joined = near[0].lower in (_ON | {"for"} if planned else _ON)
    return joined and len(near) > 1 and near[1].span.start == time.start
