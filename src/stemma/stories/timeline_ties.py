"""Who may be whom among the doers of a story's events: a government for its state, a description for anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.records import StoryActor

_PARTS = re.compile(r"[\s-]+")
_POSSESSIVE = re.compile(r"(?:['\u2019]?s|['\u2019])$")


@dataclass(frozen=True, slots=True)
class Ties:
    """For each actor those that may stand for it: a government for its state, a minister for the government."""

    related: Mapping[str, frozenset[str]]
    described: frozenset[str]
    """Actors that no report names: "the militant group" may be any."""

    @classmethod
    def of(cls, actors: Sequence[StoryActor]) -> Ties:
        """By the relations that the story found among its actors, and by names that hold one another."""
        ties: dict[str, set[str]] = {a.id: {a.id} for a in actors}
        for actor in actors:
            for relation in actor.relations:
                ties[actor.id].add(relation.to)
                ties.setdefault(relation.to, {relation.to}).add(actor.id)
        for one, other in _like_names(actors):
            ties[one].add(other)
            ties[other].add(one)
        described = frozenset(
            a.id for a in actors if not any(w[:1].isupper() for w in a.name.split()[_article(a.name) :])
        )
        return cls({who: frozenset(others) for who, others in ties.items()}, described)

    def meet(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether some of one are, or may stand for, some of the other."""
        return any(not self.related.get(who, frozenset((who,))).isdisjoint(other) for who in one)

    def others(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether both are named and none of one may be any of the other."""
        if not one or not other or not (self.described.isdisjoint(one) and self.described.isdisjoint(other)):
            return False
        return not self.meet(one, other)


def _like_names(actors: Sequence[StoryActor]) -> Iterator[tuple[str, str]]:
    """Actors where all words of one name, a last "s" left out, are in the other: "Varga's", "Vargas Group"."""
    names = {a.id: frozenset(_POSSESSIVE.sub("", w) for w in _PARTS.split(a.name.lower()) if w) for a in actors}
    holders: dict[str, list[str]] = {}
    for actor in actors:
        for word in sorted(names[actor.id]):
            holders.setdefault(word, []).append(actor.id)
    for actor in actors:
        for other in holders.get(min(names[actor.id], default=""), ()):
            if other != actor.id and names[actor.id] <= names[other]:
                yield actor.id, other


def _article(name: str) -> int:
    return int(name.split()[:1] in (["The"], ["A"], ["An"]))
