"""Who takes part in a story: actors across its reports, how they were joined and how they stand to one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.records.base import Record
from stemma.records.readings import ActorType
from stemma.records.reports import Evidence


@dataclass(frozen=True, slots=True)
class Member(Record):
    """A reading's actor behind a story's actor."""

    report: str
    actor: str


@dataclass(frozen=True, slots=True)
class ActorMerge(Record):
    """One step by which actors of readings became one: who, how sure (0 to 1), why, and the passages that show it."""

    members: tuple[Member, ...]
    score: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorRelation(Record):
    """How one story actor stands to another (`to`, a story id), as the text says it."""

    to: str
    kind: Literal["speaks-for", "part-of", "role-in"]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleConflict(Record):
    """Roles that the reports state of one actor and that cannot all hold at once; all are kept."""

    roles: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryActor(Record):
    """An actor across the reports of a story; `id` is a story id, `members` the actors of the readings behind it."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    merges: tuple[ActorMerge, ...] = ()
    relations: tuple[ActorRelation, ...] = ()
    role_conflicts: tuple[RoleConflict, ...] = ()
