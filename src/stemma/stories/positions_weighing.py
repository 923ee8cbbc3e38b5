"""Whose positions a reader looks for first: bodies and office-holders, told by several reports, that changed.

Also who holds none: words that point at somebody in the text but name no one outside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.records import Position, StoryActor

# "Some of whom", "all", "others": nobody could say later whose position that was.
_NOBODY = frozenset((
    "whom", "who", "which", "all", "some", "others", "other", "many", "most", "both", "several", "few", "none", "one",
    "they", "them", "he", "she", "we", "us", "it", "everyone", "everybody", "those", "these", "someone", "somebody",
    "nobody", "anyone", "people", "me", "i", "you",
))  # fmt: skip
# "Local people" are somebody, "some people" are not.
_COUNTED = _NOBODY | {"of", "the", "more", "than", "other", "about", "young", "old"}
_WAYS = {
    "supports": "for", "permits": "for", "opposes": "against", "forbids": "against", "refuses": "against",
    "considering": "open", "undecided": "open", "conditional": "open", "reluctant": "open",
}  # fmt: skip


def moved(position: Position) -> bool:
    """Whether an actor changed where it stood: to urge something and to oppose its contrary is no change."""
    return len({way(stance.stance) for stance in position.stances} - {""}) > 1


def way(stance: str) -> str:
    """Which way a stance points: "for", "against", "open"; nothing for what was only urged or threatened."""
    return _WAYS.get(stance, "")


def is_somebody(actor: StoryActor) -> bool:
    """Whether the actor's name says who it is."""
    words = actor.name.lower().split()
    return bool(words) and (words[-1] not in _NOBODY or (words[-1] == "people" and bool(set(words) - _COUNTED)))


def weighed(found: Sequence[Position], actors: Mapping[str, StoryActor]) -> tuple[Position, ...]:
    """The positions, most important first; of equals those taken first stay first."""
    return tuple(sorted(found, key=lambda p: -_weight(p, actors.get(p.actor))))


def _weight(position: Position, actor: StoryActor | None) -> int:
    reports = min(3, len({stance.report for stance in position.stances}))
    heard = min(3, len({m.report for m in actor.members})) if actor is not None else 0
    stated = all(stance.explicit for stance in position.stances)
    return 2 * reports + heard + 2 * _stands_for_many(actor) + moved(position) + stated


def _stands_for_many(actor: StoryActor | None) -> bool:
    """Whether it is a state or a body, or a person with an office."""
    if actor is None or not actor.name[:1].isupper():
        return False
    return actor.type in ("organization", "place", "org_group", "gpe_group") or bool(actor.roles)
