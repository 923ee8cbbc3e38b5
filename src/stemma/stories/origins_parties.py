"""Which actors of a story speak with one voice: a spokesman and whom he speaks for, a ministry and its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.records import ActorRelation, StoryActor
from stemma.stories.lineage_words import kind
from stemma.stories.words import WORD, fold

_HOUSES = frozenset({"organization", "org_group", "publication"})


def parties(actors: Sequence[StoryActor]) -> Mapping[str, str]:
    """Story actor -> the actor that stands for its party: the first of those who speak with one voice.

    A state's army, police, courts and parliament speak for themselves; so does a professor for his chair.
    """
    known = {actor.id: actor for actor in actors}
    home = {actor.id: actor.id for actor in actors}

    def root(actor: str) -> str:
        while home[actor] != actor:
            actor = home[actor]
        return actor

    order = {actor.id: n for n, actor in enumerate(actors)}
    for actor in actors:
        for relation in actor.relations:
            if relation.to in known and _one_voice(actor, relation, known[relation.to]):
                first, second = sorted((root(actor.id), root(relation.to)), key=order.__getitem__)
                home[second] = first
    return {actor.id: root(actor.id) for actor in actors}


def _one_voice(actor: StoryActor, relation: ActorRelation, whole: StoryActor) -> bool:
    if relation.kind == "speaks-for":
        return True
    if relation.kind == "part-of":
        return not kind("voice").isdisjoint(_words(actor.name))
    # "US commander" and "French director" do not speak for their states.
    heads = kind("ruler") | kind("head") if whole.type in _HOUSES else kind("ruler")
    return any(not heads.isdisjoint(_words(shown.quote)) for shown in relation.evidence)


def _words(text: str) -> list[str]:
    return [fold(m.group()) for m in WORD.finditer(text)]
