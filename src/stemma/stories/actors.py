"""Actors of a story: which actors of its reports are one, under which name, and how they stand to one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stemma.records import ActorMerge, ActorType, Judgement, Member, Reading, StoryActor, content_id
from stemma.stories.actors_capitals import capitals
from stemma.stories.actors_cast import Figure, cast_of
from stemma.stories.actors_joining import Joining, Step
from stemma.stories.actors_names import is_abbreviation, kinds, state_adjectives, words
from stemma.stories.actors_passes import joined_figures
from stemma.stories.actors_relations import Ties, conflicts
from stemma.stories.actors_roles import is_role


def joined(readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> tuple[StoryActor, ...]:
    """The actors of some readings, in order of first appearance; every actor of every reading is in exactly one.

    Unnamed people are never joined, save that an office that the text gives in full ("the Selkian prime minister") is
    its one named holder. Two people are not joined where anything speaks against it. Judgements come before all else;
    those about actors that are not here are passed over.
    """
    figures, adjectives = cast_of(readings)
    joining = joined_figures(figures, adjectives, judgements)
    groups = joining.groups()
    ids = _ids(figures, groups)
    ties = Ties(figures, {n: joining.home(n) for n in range(len(figures))})
    steps: dict[int, list[Step]] = {}
    for step in joining.steps:
        steps.setdefault(joining.home(step.figures[0]), []).append(step)
    return tuple(_story_actor(joining, group, ids, ties, steps.get(group[0], [])) for group in groups)


def _story_actor(
    joining: Joining, group: Sequence[int], ids: dict[int, str], ties: Ties, steps: Sequence[Step]
) -> StoryActor:
    figures = [joining.figures[n] for n in group]
    name = _best_name(figures)
    return StoryActor(
        id=ids[group[0]],
        name=name,
        type=_type(figures),
        aliases=_others(name, (alias for f in figures for alias in (f.actor.name, *f.actor.aliases))),
        roles=_roles(figures),
        members=tuple(_member(f) for f in figures),
        merges=tuple(
            ActorMerge(tuple(_member(joining.figures[n]) for n in s.figures), s.score, s.reason, s.evidence)
            for s in steps
        ),
        relations=ties.relations(group, ids),
        role_conflicts=conflicts(figures),
    )


def _member(f: Figure) -> Member:
    return Member(f.reading.id, f.actor.id)


def _ids(figures: Sequence[Figure], groups: Sequence[Sequence[int]]) -> dict[int, str]:
    """An id for each group, made from its first full name, so that it stays when a report joins.

    Where several groups have that name, or a group has none, it is made from the place of its first member.
    """
    named = {g[0]: next((_identity(figures[n]) for n in g if _identity(figures[n])), None) for g in groups}
    count = Counter(identity for identity in named.values() if identity)
    return {
        home: content_id("p", *(identity if identity and count[identity] == 1 else ("", *figures[home].id)))
        for home, identity in named.items()
    }


def _identity(f: Figure) -> tuple[str, ...] | None:
    """What a figure's name identifies by itself; a person's bare name identifies nobody."""
    if f.family == "unnamed" or (f.person is not None and f.person.bare):
        return None
    return f.family, f.key


def _best_name(figures: Sequence[Figure]) -> str:
    """The name most reports use, full before short and in ordinary letters before capitals; the first one of equals."""
    named = [f for f in figures if f.family != "unnamed"] or list(figures)
    count = Counter(f.actor.name for f in named)

    def rank(f: Figure) -> tuple[bool, bool, bool, int, int]:
        name = f.actor.name
        full = (f.person is None or not f.person.bare) and f.key not in capitals()
        adjective = name.casefold() in state_adjectives()
        plain = not name.isupper() or is_abbreviation(name)
        return full, not adjective, not is_abbreviation(name) and plain, count[name], -f.order

    return max(named, key=rank).actor.name


def _type(figures: Sequence[Figure]) -> ActorType:
    """The type with most mentions; the first one of equals. What the pile has as a thing's name is no person's."""
    votes: Counter[ActorType] = Counter()
    for f in figures:
        votes[f.actor.type] += max(1, len(f.names))
    if any(f.family == "thing" for f in figures) and len(votes) > 1:
        del votes["person"]
    return max(votes, key=lambda t: votes[t])


def _roles(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Roles stated right at the name, else those of the reading; none that says less than another."""
    stated: list[str] = []
    for f in figures:
        here = [role.text for role in f.roles if f.family == "person"]
        stated += here or [role for role in f.actor.roles if is_role(role)]
    said: dict[tuple[str, ...], str] = {}
    for role in stated:
        said.setdefault(words(role), role)
    return tuple(role for less, role in said.items() if not any(_says_more(more, less) for more in said))


def _says_more(more: Sequence[str], less: Sequence[str]) -> bool:
    """Whether a role has all words of another and more; "former mayor" is no fuller "mayor"."""
    return set(less) < set(more) and not any(kinds().get(word) == "before" for word in set(more) - set(less))


def _others(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n != name))
