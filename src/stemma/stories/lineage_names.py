"""Short forms of institutions and repeated mentions of unnamed people, so that one source is one node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from stemma.records import Reading, StoryActor
from stemma.stories.lineage_words import is_agency, is_outlet, kind
from stemma.stories.words import WORD, fold, stem

_BODIES = frozenset({"organization", "org_group"})
_SMALL = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "own"))
# What such a word means is open wherever it stands.
_OPEN = frozenset(("group", "force", "side", "team", "movement", "people", "network", "body"))
# So many words tell what a body is.
MORE = 2
_AGAIN = re.compile(r"^(?:the|one of(?: the| them)?|both|that|this)\b", re.IGNORECASE)
# How many they are, or of what rank, tells them apart from all others.
_FEW = frozenset((
    "one", "two", "three", "four", "five", "several", "some", "many", "other", "another", "second", "senior", "former",
    "unnamed", "anonymous", "intelligence", "western",
))  # fmt: skip
_ANYONE = frozenset(("man", "woman", "person", "source", "them"))
# What follows the noun of an unnamed source.
_TAIL = re.compile(
    r"\s(?:of|in|at|on|for|from|with|close|near|familiar|briefed|involved|based|who|whose|that|which|not)\b.*|,.*",
    re.IGNORECASE | re.DOTALL,
)


def full_names(actors: Sequence[StoryActor]) -> Mapping[str, StoryActor]:
    """Bodies named in short ("the coastguard") -> the one body of their report, or else of the story, that is meant."""
    bodies = [(actor, _words(actor.name)) for actor in actors if actor.type in _BODIES]
    short_forms = {tuple(words) for _, words in bodies if len(words) == 1}
    bodies = [(actor, _uncredited(actor.name, words, short_forms)) for actor, words in bodies]
    by_noun: dict[str, list[tuple[StoryActor, list[str]]]] = {}
    for actor, words in bodies:
        if words and stem(words[-1]) not in _OPEN:
            by_noun.setdefault(words[-1], []).append((actor, words))
    by_first: dict[str, list[tuple[StoryActor, list[str]]]] = {}
    for actor, words in bodies:
        if words:
            by_first.setdefault(words[0], []).append((actor, words))
    out = {}
    for actor, short in bodies:
        alike = by_noun.get(short[-1], []) if short else []
        fuller = [other for other, words in alike if other is not actor and _short_for(short, words)]
        fuller += [other for other, words in by_first.get(short[0] if short else "", ()) if _begins(short, words)]
        here = {m.report for m in actor.members}
        beside = [other for other in fuller if not here.isdisjoint(m.report for m in other.members)]
        meant = beside if len(beside) == 1 else fuller
        if len(meant) == 1:
            out[actor.id] = meant[0]
    # A short form of a short form is one of the full name.
    return {actor: out.get(other.id, other) for actor, other in out.items()}


def _uncredited(name: str, words: list[str], short_forms: AbstractSet[tuple[str, ...]]) -> list[str]:
    """Without the picture's credit that the page ran into the name: "BBC Police", where there are "police" too."""
    first = name.split(maxsplit=1)[0]
    credit = is_outlet(first) or is_agency(first)
    return words[1:] if credit and len(words) == 2 and tuple(words[1:]) in short_forms else words  # noqa: PLR2004


def _begins(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a name is another without the word for what it is: "Norrey" for "Norrey Airlines"."""
    more = words[len(short) :]
    return 0 < len(more) <= MORE and list(words[: len(short)]) == list(short) and more[-1] in kind("company")


def _short_for(short: Sequence[str], words: Sequence[str]) -> bool:
    return len(short) < len(words) and set(short) <= set(words)


def _words(name: str) -> list[str]:
    return [w for m in WORD.finditer(name) if (w := fold(m.group())) not in _SMALL]


def unnamed(reading: Reading) -> Mapping[str, str]:
    """Unnamed people of a report -> the first of them who is meant: "the engineer" is the engineer told of before.

    "A second official" is somebody else.
    """
    known = {actor.id: actor for actor in reading.actors}
    first: dict[str, str] = {}
    out: dict[str, str] = {}
    last: str | None = None
    for speaker in _speakers(reading):
        actor = known.get(speaker)
        if actor is None or not (actor.anonymous or actor.type == "person_group") or speaker in out:
            continue
        called = noun(actor.name)
        meant = (first.get(called) or (last if called in _ANYONE else None)) if _AGAIN.match(actor.name) else None
        out[speaker] = meant or speaker
        last = out[speaker]
        first.setdefault(called, out[speaker])
    return out


def _speakers(reading: Reading) -> Iterator[str]:
    """The speakers of a report in text order."""
    placed = sorted((min(s.start for s in a.source), a.speaker) for a in reading.attributions if a.source and a.speaker)
    yield from dict.fromkeys(speaker for _, speaker in placed)


def noun(name: str) -> str:
    """The head noun of a description, without the plural s."""
    head = re.sub(r"^one of (?:the )?", "", name, flags=re.IGNORECASE)
    words = _words(_TAIL.sub("", head))
    return stem(words[-1]) if words else ""


def officials(name: str) -> bool:
    """Whether a description is of officials in general, or of a spokesman: "local authorities", "a spokeswoman"."""
    words = _words(_TAIL.sub("", name))
    if not words or words[0] in _FEW:
        return False
    return words[-1] in kind("officials") or words[-1] in kind("spokesman")
