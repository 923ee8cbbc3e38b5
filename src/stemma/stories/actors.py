"""Actors of a story: the same name of the same kind in several reports is one actor, and nothing else is.

A first, conservative version: better one actor twice than two in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.records import Actor, Member, Reading, StoryActor, content_id
from stemma.stories.words import WORD, key

# Named in full by one word; a person's single name ("Brook") may be anybody's.
_ONE_WORD = frozenset({"organization", "place", "publication"})


def joined(readings: Sequence[Reading]) -> tuple[StoryActor, ...]:
    """The actors of some readings, in order of first appearance; every actor of every reading is in exactly one.

    Actors of different reports are joined when type and full name are equal but for case, diacritics and punctuation.
    Persons need a name of two words or more; groups, events, products and anonymous actors are never joined.
    """
    found: dict[tuple[str, ...], list[tuple[str, Actor]]] = {}
    for reading in readings:
        for actor in reading.actors:
            found.setdefault(_identity(reading, actor), []).append((reading.id, actor))
    return tuple(_story_actor(identity, members) for identity, members in found.items())


def _identity(reading: Reading, actor: Actor) -> tuple[str, ...]:
    words = WORD.findall(actor.name)
    enough = actor.type in _ONE_WORD or (actor.type == "person" and len(words) > 1)
    # "two officials" is no name, whatever it is called.
    if words and enough and words[0][0].isupper() and words[-1][0].isupper() and not actor.anonymous:
        return actor.type, key(actor.name)
    return "", reading.id, actor.id


def _story_actor(identity: tuple[str, ...], members: Sequence[tuple[str, Actor]]) -> StoryActor:
    first = members[0][1]
    return StoryActor(
        # Not made from the members: an actor keeps its id when a report joins the story.
        id=content_id("p", *identity),
        name=first.name,
        type=first.type,
        aliases=_others(first.name, (alias for _, a in members for alias in (a.name, *a.aliases))),
        roles=tuple(dict.fromkeys(role for _, a in members for role in a.roles)),
        members=tuple(Member(report, actor.id) for report, actor in members),
    )


def _others(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n != name))
