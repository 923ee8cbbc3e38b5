"""How actors of a story stand to one another, where the words say it: who speaks for whom, what is part of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from stemma.records import ActorRelation, Evidence, RoleConflict
from stemma.spans import Span
from stemma.stories.actors_cast import Figure
from stemma.stories.actors_names import kinds
from stemma.stories.actors_roles import Role, title_words

# What follows these words inside a role is whom it is held for.
_FOR = re.compile(r"\s(?:for|of|at|to|in)\s+", re.IGNORECASE)


class Ties:
    """The groups of a story's figures, as needed to find relations between them."""

    def __init__(self, figures: Sequence[Figure], home: Mapping[int, int]) -> None:
        self.figures, self.home = figures, home
        self._report: dict[str, list[int]] = {}
        self._named: dict[str, list[int]] = {}
        for n, f in enumerate(figures):
            self._report.setdefault(f.reading.id, []).append(n)
            for name in dict.fromkeys((f.key, f.person.last if f.person else "")):
                self._named.setdefault(name, []).append(n)

    def relations(self, group: Sequence[int], ids: Mapping[int, str]) -> tuple[ActorRelation, ...]:
        """The relations of one group to others; `ids` names the groups. One of each kind for each pair."""
        found: dict[tuple[str, str], list[Evidence]] = {}
        for n in group:
            for kind, to, span in (*self._by_role(n), *self._by_name(n)):
                if to != self.home[n]:
                    shown = found.setdefault((ids[to], kind), [])
                    shown.extend(e for e in self.figures[n].evidence(span) if e not in shown)
        return tuple(ActorRelation(to, kind, tuple(shown)) for (to, kind), shown in found.items())  # type: ignore[arg-type]

    def _by_role(self, n: int) -> Iterator[tuple[str, int, Span]]:
        """A spokesman speaks for whom his role names; a minister has a role in the state that it names."""
        for role in self.figures[n].roles:
            to = self._named_in(n, role)
            if to is None and role.owner:
                owners = (m for m in self._named.get(role.owner, ()) if self.figures[m].key == role.owner)
                to = next((self.home[m] for m in owners), None)
            if to is not None and not role.past:
                yield ("speaks-for" if role.kind == "speaks" else "role-in"), to, role.span

    def _named_in(self, n: int, role: Role) -> int | None:
        """The actor that the role's own words name: behind "for" or "of", else before the noun."""
        me = self.figures[n]
        tail = _FOR.search(role.span.cut(me.reading.text))
        at = role.span.start + tail.end() if tail else role.span.start
        inside = [
            (span, m)
            for m in self._report[me.reading.id]
            if m != n
            for span in self.figures[m].names
            if at <= span.start and span.end <= role.span.end
        ]
        if not inside:
            return None
        first = min(inside, key=lambda i: (i[0].start, -i[0].end))
        person = next((i for i in inside if tail and self.figures[i[1]].family == "person"), None)
        return self.home[(person or first)[1]]

    def _by_name(self, n: int) -> Iterator[tuple[str, int, Span]]:
        """What the name says: "the Brook administration" speaks for Brook."""
        f = self.figures[n]
        parts = f.key.split()
        if f.family != "thing" or f.actor.type == "publication" or not f.names:
            return
        kind = kinds().get(parts[-1], "") if parts else ""
        if kind not in ("voice", "body"):
            return
        for size in range(len(parts) - 1, 0, -1):
            owner = self._called(" ".join(parts[:size]), n)
            if owner is not None:
                yield ("speaks-for" if kind == "voice" else "part-of"), owner, f.names[0]
                return

    def _called(self, key: str, but: int) -> int | None:
        """The one group of this name, or this last name."""
        homes = {self.home[m] for m in self._named.get(key, ()) if m != but and self.figures[m].key}
        return min(homes) if len(homes) == 1 else None


def conflicts(figures: Sequence[Figure]) -> tuple[RoleConflict, ...]:
    """Pairs of roles of one actor that cannot both hold: two such offices of one owner, or the same, held and past."""
    stated: dict[tuple[str, str | None, bool], tuple[Figure, Role]] = {}
    for f in figures:
        for role in f.roles:
            if role.noun in title_words("one"):
                stated.setdefault((role.office, role.owner, role.past), (f, role))
    found = []
    for (_, (f, one)), (_, (g, other)) in combinations(stated.items(), 2):
        if _contradict(one, other):
            shown = (*f.evidence(one.span), *g.evidence(other.span))
            found.append(RoleConflict((one.text, other.text), shown))
    return tuple(found)


def _contradict(one: Role, other: Role) -> bool:
    """An owner that is not stated contradicts nothing, and neither does "minister" beside "foreign minister"."""
    if one.owner and other.owner and one.owner != other.owner and not one.past and not other.past:
        return one.office == other.office
    if one.owner != other.owner:
        return False
    if one.office == other.office:
        return one.past != other.past
    nested = set(one.office.split()) <= set(other.office.split()) or set(other.office.split()) <= set(
        one.office.split()
    )
    return not nested and not one.past and not other.past
