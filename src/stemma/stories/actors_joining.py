"""Actors of readings on their way to being one: groups that grow step by step, and pairs that are kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stemma.records import Evidence
from stemma.stories.actors_cast import Figure

# How sure each kind of step is, for people to read and to rank by: not measured, ordered by what else the words could
# mean. A name, a declaration in the text, a variant of one name, a form that a report itself uses, an office or the end
# of a name that only one has, initials, a last name that only one bears, a bare name that nobody bears in full, a
# capital that stands for its state.
NAME, DECLARED, VARIANT, ATTESTED, OFFICE, INITIALS, ONLY_BEARER, SHORT = 1.0, 0.95, 0.85, 0.85, 0.8, 0.75, 0.75, 0.7
METONYM = 0.7


@dataclass(frozen=True, slots=True)
class Step:
    """One join: who came together, how sure, why, and the passages that show it."""

    figures: tuple[int, ...]
    score: float
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class Joining:
    """Figures being joined; `groups` are the actors of the story in the end."""

    figures: Sequence[Figure]
    adjectives: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)
    _home: list[int] = field(default_factory=list)
    _members: dict[int, list[int]] = field(default_factory=dict)
    _apart: set[frozenset[int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._home = list(range(len(self.figures)))
        self._members = {n: [n] for n in self._home}

    def groups(self) -> list[list[int]]:
        """The groups, each and all in order of appearance."""
        return sorted(self._members.values())

    def home(self, figure: int) -> int:
        """The group of a figure, named by its first."""
        return self._home[figure]

    def keep_apart(self, a: int, b: int) -> None:
        """Never join the groups of these two."""
        self._apart.add(frozenset((a, b)))

    def may_join(self, a: int, b: int) -> bool:
        """Whether no judgement keeps the groups of these two apart."""
        if not self._apart:
            return True
        here, there = self._members[self._home[a]], set(self._members[self._home[b]])
        return not any(len(pair) > 1 and pair & there and pair & set(here) for pair in self._apart)

    def join(self, those: Iterable[int], score: float, reason: str, evidence: Iterable[Evidence] | None = None) -> None:
        """Join the groups of the first and each of the others; those that are kept apart from it stay out."""
        first, *rest = dict.fromkeys(those)
        joined = [first]
        for other in rest:
            if self._home[first] != self._home[other] and self.may_join(first, other):
                self._unite(self._home[first], self._home[other])
                joined.append(other)
        if len(joined) > 1:
            shown = tuple(evidence) if evidence else tuple(e for n in joined for e in self.figures[n].evidence())
            self.steps.append(Step(tuple(joined), score, reason, shown))

    def _unite(self, a: int, b: int) -> None:
        low, high = min(a, b), max(a, b)
        self._members[low] = sorted(self._members[low] + self._members.pop(high))
        for n in self._members[low]:
            self._home[n] = low

    def of(self, family: str) -> list[list[int]]:
        """The groups of a family."""
        return [g for g in self.groups() if self.figures[g[0]].family == family]

    def reports(self, group: Iterable[int]) -> set[str]:
        """The reports in which a group is named."""
        return {self.figures[n].reading.id for n in group}
