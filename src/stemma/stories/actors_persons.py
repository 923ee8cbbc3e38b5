"""Persons of a pile that are one: spellings, initials, bare last names, and offices that the text gives in full."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from stemma.stories.actors_cast import honorifics
from stemma.stories.actors_joining import (
    ATTESTED,
    OFFICE,
    ONLY_BEARER,
    SHORT,
    Joining,
)
from stemma.stories.actors_names import (
    PersonName,
    kinds,
    same_person,
    skeleton,
    squeezed,
    words,
)
from stemma.stories.actors_roles import Role

# Around a full name, this many code points tell of a relative who bears the surname too.
KIN_REACH = 40


def join_persons(joining: Joining) -> None:
    """Full names among themselves, then bare names, then offices without a name."""
    _persons(joining)
    _bare_names(joining)
    _offices(joining)


def _full(joining: Joining, group: Iterable[int]) -> list[PersonName]:
    return [p for n in group if (p := joining.figures[n].person) is not None and not p.bare]


def _persons(joining: Joining) -> None:
    """Other spellings, middle names, initials. Two names in one report are two people; who fits two, joins neither."""
    groups = [g for g in joining.of("person") if _full(joining, g)]
    links: dict[frozenset[int], tuple[float, str]] = {}
    for a, b in _pairs(joining, groups):
        like = [same_person(x, y) for x in _full(joining, a) for y in _full(joining, b)]
        if all(like) and not joining.reports(a) & joining.reports(b):
            worst = min((likeness for likeness in like if likeness), key=lambda k: (k.score, k.reason))
            links[frozenset((a[0], b[0]))] = worst.score, worst.reason
    friends: dict[int, set[int]] = defaultdict(set)
    for pair in links:
        for n in sorted(pair):
            friends[n] |= pair - {n}
    clear = {n for n, near in friends.items() if all(frozenset(p) in links for p in combinations(sorted(near), 2))}
    for pair, (score, reason) in sorted(links.items(), key=lambda i: (-i[1][0], sorted(i[0]))):
        if pair <= clear:
            both = sorted(pair)
            names = " / ".join(dict.fromkeys(joining.figures[n].actor.name for n in both))
            joining.join(both, score, f"{reason}: {names}")


def _pairs(joining: Joining, groups: Sequence[list[int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Pairs of groups worth a look: last names that sound alike, or whole names that begin alike without spaces."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for person in _full(joining, group):
            blocks[f"last {skeleton(person.last)[:3]}"].append(at)
            blocks[f"whole {squeezed(person.key)[:4]}"].append(at)
    seen = sorted({(a, b) for block in blocks.values() for a, b in combinations(sorted(set(block)), 2)})
    yield from ((groups[a], groups[b]) for a, b in seen)


def _bare_names(joining: Joining) -> None:
    """A bare last name joins the one full name of the pile that has it, if nothing speaks against it."""
    full = [g for g in joining.of("person") if _full(joining, g)]
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(full):
        for form in sorted(_short_names(joining, group)):
            bearers[form].append(at)
    kin = _kin(joining)
    bare = [g for g in joining.of("person") if not _full(joining, g)]
    for group in bare:
        person = joining.figures[group[0]].person
        form = person.last if person else ""
        if len(bearers[form]) == 1 and form not in kin:
            _join_bare(joining, full[bearers[form][0]], group, form)
    _same_bare(joining, [g for g in bare if not bearers[(joining.figures[g[0]].person or _NOBODY).last]], kin)


_NOBODY = PersonName((), "")


def _short_names(joining: Joining, group: Sequence[int]) -> set[str]:
    """Last names of a group, and those other single words of its name that its own reports use for it."""
    full = _full(joining, group)
    parts = {word for person in full for word in person.given}
    used = {form for n in group for form in joining.figures[n].forms}
    return {person.last for person in full} | (parts & used)


def _join_bare(joining: Joining, full: Sequence[int], group: Sequence[int], form: str) -> None:
    if joining.reports(full) & joining.reports(group) or not _agree(joining, full, group):
        return
    attested = any(form in joining.figures[n].forms for n in full)
    shared = _offices_of(joining, full) & _offices_of(joining, group)
    if not (attested or shared or len(form) > 1):
        return
    name = joining.figures[full[0]].actor.name
    reason = f"{name} is the only {joining.figures[group[0]].actor.name} of the pile"
    joining.join([full[0], *group], ATTESTED if attested or shared else ONLY_BEARER, reason)


def _offices_of(joining: Joining, group: Iterable[int]) -> set[str]:
    return {role.office for n in group for role in joining.figures[n].roles if not role.past}


def _agree(joining: Joining, a: Sequence[int], b: Sequence[int]) -> bool:
    """No honorific and no office of the one speaks against the other."""
    return _agreeing(_told(joining, a), _told(joining, b))


def _told(joining: Joining, group: Sequence[int]) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds of honorifics and the offices that a group is given."""
    figures = [joining.figures[n] for n in group]
    return (
        frozenset(kind for f in figures for kind in honorifics(f.reading.text, f.names)),
        frozenset(role.noun for f in figures for role in f.roles if role.kind == "office"),
    )


def _agreeing(a: tuple[frozenset[str], frozenset[str]], b: tuple[frozenset[str], frozenset[str]]) -> bool:
    he, she = "honorific_he", "honorific_she"
    if (he in a[0] and she in b[0]) or (she in a[0] and he in b[0]):
        return False
    return not (a[1] and b[1]) or bool(a[1] & b[1])


def _kin(joining: Joining) -> set[str]:
    """Last names near which the pile speaks of relatives: such a name alone may be either's."""
    found: set[str] = set()
    for f in joining.figures:
        if f.person is not None and f.person.last not in found:
            around = (f.reading.text[max(0, s.start - KIN_REACH) : s.end + KIN_REACH] for s in f.names)
            if any(_of_kin(text) for text in around):
                found.add(f.person.last)
    return found


def _of_kin(text: str) -> bool:
    """Whether a stretch has a word for a relative."""
    if text.isascii() and not _kin_letters().search(text.replace(".", "")):
        return False  # the folded words are letters of the text, so that none of these is among them
    near = words(text)
    return any(kinds().get(w) == "kin" for w in near) or "first lady" in " ".join(near)


@cache
def _kin_letters() -> re.Pattern[str]:
    return re.compile("|".join(sorted(w for w, kind in kinds().items() if kind == "kin")) + "|lady", re.IGNORECASE)


def _agree_all(joining: Joining, groups: Sequence[Sequence[int]]) -> bool:
    """Whether no two of them speak against each other; what is equal for many is looked at once."""
    seen: Counter[tuple[frozenset[str], frozenset[str]]] = Counter(_told(joining, g) for g in groups)
    return all(_agreeing(a, b) for a, b in combinations(seen, 2)) and all(
        _agreeing(a, a) for a, times in seen.items() if times > 1
    )


def _same_bare(joining: Joining, bare: Sequence[list[int]], kin: set[str]) -> None:
    """A bare name that nobody in the pile bears in full is one man's, unless offices or honorifics tell two apart."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    for group in bare:
        if (person := joining.figures[group[0]].person) is not None and person.last not in kin:
            found[person.last].append(group)
    for _, groups in sorted(found.items()):
        if _agree_all(joining, groups):
            offices = [_offices_of(joining, g) for g in groups]
            shared = set.intersection(*offices)
            reason = (
                f"the same name and office: {min(shared)}" if shared else "the same short name, borne by nobody else"
            )
            joining.join([g[0] for g in groups], OFFICE if shared else SHORT, reason)


def _offices(joining: Joining) -> None:
    """Definite offices: "the Selkian prime minister" is the one prime minister of Selkia that the pile names."""
    holders: dict[tuple[str, str | None], list[tuple[int, Role]]] = defaultdict(list)
    for n, f in enumerate(joining.figures):
        for role in f.roles:
            if f.family == "person" and role.kind == "office" and role.owner:
                holders[role.office, role.owner].append((n, role))
    for n, f in enumerate(joining.figures):
        stated = f.roles[:1] if f.family == "unnamed" and f.actor.type == "person" else ()
        for role in stated:
            held = holders[role.office, role.owner]
            # A former holder would make two.
            if (
                held
                and not role.past
                and len({joining.home(m) for m, _ in held}) == 1
                and not any(r.past for _, r in held)
            ):
                holder, said = held[0]
                reason = f"{joining.figures[holder].actor.name} is the only {role.text} that the pile names"
                shown = [*joining.figures[holder].evidence(said.span), *f.evidence()]
                joining.join([joining.home(holder), n], OFFICE, reason, shown)
