"""What a person types for an actor of a story -> the actors of readings that a judgement is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from stemma.errors import UsageError
from stemma.records import Judgement, Member, Story, StoryActor
from stemma.stories.actors_names import words

Verdict = Literal["same", "different", "unsure"]
Found = list[tuple[StoryActor, Member]]


def judgement(story: Story, verdict: Verdict, one: str, other: str, *, who: str, when: str) -> Judgement:
    """The judgement that a person makes on two actors of a story, still without a number.

    Each is given by the id of a story actor (or the beginning of it), by a name, or by REPORT:ACTOR, the place of one
    reading's actor (or the beginnings of both). Raises UsageError where that names nobody or several, and where the
    two are one already (`same`) or cannot be told apart by what was typed.
    """
    names = {(r.id, a.id): a.name for r in story.readings for a in r.actors}
    here, there = (_found(story.actors, names, ref) for ref in (one, other))
    shared = [m for _, m in here if m in [n for _, n in there]]
    together = {a.id for a, _ in here} & {a.id for a, _ in there}
    if together and verdict == "same":
        raise UsageError(f"{one!r} and {other!r} are one actor already.", remedy="There is nothing to merge.")
    if shared:
        raise UsageError(
            f"{one!r} and {other!r} are one actor, and nothing says which of its members to part.",
            remedy="Name two of its members as REPORT:ACTOR; stemma actors STORY lists them.",
        )
    a, b = here[0][1], there[0][1]
    return Judgement(0, verdict, a, b, who, when, names[a.report, a.actor], names[b.report, b.actor])


def _found(actors: Sequence[StoryActor], names: dict[tuple[str, str], str], ref: str) -> Found:
    """The members that `ref` names, all of one story actor, in order."""
    pairs = [(actor, member) for actor in actors for member in actor.members]
    report, colon, actor_id = ref.partition(":")
    if colon and actor_id:
        found = [p for p in pairs if p[1].report.startswith(report) and p[1].actor.startswith(actor_id)]
        return _one(found, ref, most=1)
    if by_id := [p for p in pairs if ref and p[0].id.startswith(ref)]:
        return _one(by_id, ref)
    wanted = words(ref)
    by_form = [p for p in pairs if words(names[p[1].report, p[1].actor]) == wanted]
    by_alias = [p for p in pairs if any(words(n) == wanted for n in (p[0].name, *p[0].aliases))]
    return _one(by_form or by_alias, ref)


def _one(found: Found, ref: str, most: int | None = None) -> Found:
    ids = list(dict.fromkeys(actor.id for actor, _ in found))
    if not found:
        raise UsageError(f"No actor {ref!r} in this story.", remedy="List them with: stemma actors STORY")
    if len(ids) > 1 or (most and len(found) > most):
        some = ", ".join(ids[:5]) if len(ids) > 1 else ", ".join(f"{m.report}:{m.actor}" for _, m in found[:5])
        raise UsageError(f"{ref!r} may be any of {some}.", remedy="Give one of these.")
    return found
