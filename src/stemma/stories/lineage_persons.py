"""Unnamed speakers of a report who are somebody that it names: the lead's "a union boss", "the father", a spokesman."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemma.records import Attribution, Mention, Reading
from stemma.spans import Span
from stemma.stories.lineage_words import kind
from stemma.stories.words import WORD, fold, stem

# "A harbour official opposed the plan. Ivo Dahl, who heads the office, said": who is introduced without a name is named
# within so many sentences.
SOON = 3
_INTRODUCED = re.compile(r"^(?:an?|one)\s", re.IGNORECASE)
_DEFINITE = re.compile(r"^the\s+(?:[\w-]+\s+){0,2}?([\w-]+)\b", re.IGNORECASE)
_OFFICE = re.compile(r"^(?:the)\s+(?:[a-z][\w-]*\s+){0,2}?([\w-]+)$", re.IGNORECASE)
_AGED = re.compile(r"\d+-year-old")
# A person stands so near the beginning of what he tells, behind a title at most, in code points.
OPENING = 24
_TELLS = re.compile(
    r"(?:,[^.;]{1,80},|\s\([^)]{1,40}\))?\s(?:has\s|had\s|also\s)?(?:said|says|told|tells|added|recalled)\b"
)
_MARKS = re.compile(r"[\"“”]")
# What follows the noun of a description.
_TAIL = re.compile(r"\s(?:of|in|at|on|for|from|with|who|whose|that|which)\b.*|,.*", re.IGNORECASE | re.DOTALL)


def named_later(reading: Reading, unnamed: Sequence[str]) -> Mapping[str, str]:
    """Unnamed actors of a report -> the named person who is meant; `unnamed` are those who speak."""
    known = {actor.id: actor for actor in reading.actors}
    persons = [m for m in reading.mentions if m.actor and m.form == "name" and _person(known, m)]
    persons.sort(key=lambda m: m.start)
    out: dict[str, str] = {}
    for actor in unnamed:
        mine = min((m for m in reading.mentions if m.actor == actor), key=lambda m: m.start, default=None)
        if mine is None:
            continue
        words = reading.text[mine.start : mine.end]
        if _INTRODUCED.match(words):
            meant = _introduced(reading, mine, persons)
        else:
            meant = _of_kin(reading, mine, persons) or _by_office(reading, words)
        if meant is not None:
            out[actor] = meant
    return out


def _person(known: Mapping[str, object], mention: Mention) -> bool:
    actor = known.get(mention.actor or "")
    return actor is not None and getattr(actor, "type", "") == "person" and not getattr(actor, "anonymous", True)


def _introduced(reading: Reading, mine: Mention, persons: Sequence[Mention]) -> str | None:
    """The first person named soon after, in a sentence that calls him by a noun of the description."""
    nouns = _nouns(reading.text[mine.start : mine.end])
    sentences = [s for s in reading.report.sentences if s.end > mine.end][: SOON + 1]
    first = next((p for p in persons if p.start > mine.end and any(s.contains(p.span) for s in sentences)), None)
    if first is None or any(p.actor == first.actor for p in persons if p.start < mine.start):
        return None
    around = next(s for s in sentences if s.contains(first.span))
    beside = {stem(fold(m.group())) for m in WORD.finditer(reading.text, *_without(around, mine.span))}
    return first.actor if nouns & beside else None


def _without(around: Span, mine: Span) -> tuple[int, int]:
    """The stretch of the sentence behind the description, where it stands in it."""
    return (max(around.start, mine.end) if around.overlaps(mine) else around.start), around.end


def _nouns(words: str) -> frozenset[str]:
    """The words of a description that say what somebody is, without names and adjectives of places."""
    inside = (m.group() for m in WORD.finditer(_TAIL.sub("", words)))
    return frozenset(stem(fold(w)) for w in inside if w[0].islower() and len(w) > 3)  # noqa: PLR2004


def _of_kin(reading: Reading, mine: Mention, persons: Sequence[Mention]) -> str | None:
    """The one person named in the sentence before "the father", "the 30-year-old", or in theirs."""
    words = reading.text[mine.start : mine.end]
    described = _DEFINITE.match(words)
    if described is None or not (_AGED.search(words) or fold(described[1]) in kind("kin")):
        return None
    here = [s for s in reading.report.sentences if s.start <= mine.start][-2:]
    named = {p.actor for p in persons if p.end <= mine.start and any(s.contains(p.span) for s in here)}
    return named.pop() if len(named) == 1 else None


def _by_office(reading: Reading, words: str) -> str | None:
    """The one named person of the report whose office "the sheriff" names."""
    named_ = ((a.id, a.roles) for a in reading.actors if a.type == "person" and not a.anonymous)
    return holder(words, named_)


def holder(words: str, persons: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    """The one person whose office "the sheriff" names; `persons` are ids with roles."""
    described = _OFFICE.match(words)
    office = fold(described[1]) if described else ""
    held = {person for person, roles in persons if office in _offices(roles)} if office else set()
    return held.pop() if len(held) == 1 else None


def _offices(roles: Iterable[str]) -> frozenset[str]:
    """The nouns of offices: "mayor" for "mayor of Selm"."""
    heads = (_TAIL.sub("", role).split() for role in roles)
    return frozenset(fold(head[-1]) for head in heads if head)


def heard_by_outlet(reading: Reading, said: Attribution) -> str | None:
    """Who speaks in what an outlet is quoted with, where that was not read: "Ada Brook, 30, said X, the Mail reports".

    None unless the content begins with a person, and a word of telling follows before anything is quoted.
    """
    if said.speaker_type != "outlet" or not said.content:
        return None
    content = said.content[0]
    first = min(
        (m for m in reading.mentions if m.actor and content.contains(m.span) and m.start - content.start <= OPENING),
        key=lambda m: (m.start, -m.end),
        default=None,
    )
    if first is None or first.form == "pronoun" or first.type not in ("person", "person_group", "organization"):
        return None
    after = reading.text[first.end : said.content[-1].end]
    return first.actor if (found := _TELLS.match(after)) and not _MARKS.search(found.group()) else None


def unnamed_speakers(reading: Reading) -> Iterator[str]:
    """The unnamed speakers of a report, in text order."""
    known = {actor.id: actor for actor in reading.actors}
    placed = sorted((min(s.start for s in a.source), a.speaker) for a in reading.attributions if a.source and a.speaker)
    for speaker in dict.fromkeys(who for _, who in placed):
        actor = known.get(speaker)
        if actor is not None and actor.anonymous and actor.type == "person":
            yield speaker
