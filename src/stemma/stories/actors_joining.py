"""Which actors of a pile are one: passes from the surest to the least sure, each step with a score and a reason.

A wrong join costs more than a missed one. Within a pass nothing depends on the order of the reports: a name that fits
two others joins neither. What a person judged comes first and stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from stemma.records import Evidence, Judgement
from stemma.spans import Span
from stemma.stories.actors_cast import Figure, honorifics
from stemma.stories.actors_names import (
    PersonName,
    initials,
    is_abbreviation,
    kinds,
    same_person,
    squeezed,
    state_forms,
    thing_key,
    without_tail,
    words,
)
from stemma.stories.actors_roles import Role

# How sure each kind of step is, for people to read and to rank by; ordered by what else the words could mean.
NAME, DECLARED, VARIANT, ATTESTED, OFFICE, INITIALS, ONLY_BEARER, SHORT = 1.0, 0.95, 0.85, 0.85, 0.8, 0.75, 0.75, 0.7
# Shorter names are too often equal by chance once spaces are gone.
SQUEEZED_LETTERS = 6
_DECLARED = re.compile(r",?\s*\((?:the\s+)?([^\W\d_][\w&.\-]{1,11})\)")
_REVERSED = re.compile(r"\s*\((?:the\s+)?([^()]{6,80})\)")
# Around a full name, this many code points tell of a relative who bears the surname too.
KIN_REACH = 40


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


def joined_figures(
    figures: Sequence[Figure], adjectives: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> Joining:
    """All passes over the figures of a pile."""
    joining = Joining(figures, adjectives)
    _judged(joining, judgements)
    _same_names(joining, _taken_out(figures, judgements))
    _abbreviations(joining)
    _variants(joining)
    _persons(joining)
    _bare_names(joining)
    _offices(joining)
    return joining


# --- what people judged -----------------------------------------------------------------------------------------------


def _judged(joining: Joining, judgements: Sequence[Judgement]) -> None:
    """Different and unsure keep apart, same joins; of two judgements on one pair the later one counts."""
    at = {f.id: n for n, f in enumerate(joining.figures)}
    last: dict[frozenset[int], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.when, j.number)):
        here = [n for m in (judgement.one, judgement.other) if (n := at.get((m.report, m.actor))) is not None]
        if len(here) == 2:  # noqa: PLR2004 - both are in this pile
            last[frozenset(here)] = judgement
    for pair, judgement in last.items():
        if judgement.verdict != "same" and len(pair) > 1:
            joining.keep_apart(min(pair), max(pair))
    for pair, judgement in last.items():
        if judgement.verdict == "same":
            joining.join(sorted(pair), 1.0, f"judged the same by {judgement.who}, {judgement.when[:10]}")


def _taken_out(figures: Sequence[Figure], judgements: Sequence[Judgement]) -> frozenset[int]:
    """Figures that were judged not to be who they looked like: the others of the name go with the rest."""
    out = {(j.other.report, j.other.actor) for j in judgements if j.verdict != "same"}
    return frozenset(n for n, f in enumerate(figures) if f.id in out)


# --- equal names ------------------------------------------------------------------------------------------------------


def _same_names(joining: Joining, taken_out: frozenset[int]) -> None:
    """The same full name is the same actor; persons need two words, one word may be anybody's."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, f in enumerate(joining.figures):
        if f.family == "thing" or (f.person is not None and not f.person.bare):
            found[f.family, f.key].append(n)
    for same in found.values():
        joining.join(sorted(same, key=lambda n: (n in taken_out, n)), NAME, "the same name")


# --- organisations and places -----------------------------------------------------------------------------------------


def _abbreviations(joining: Joining) -> None:
    """What any text of the pile declares, then what only one name of the pile can stand for."""
    things = [n for n, f in enumerate(joining.figures) if f.family == "thing"]
    by_key = defaultdict(list)
    for n in things:
        for form in dict.fromkeys((joining.figures[n].key, *_short_forms(joining.figures[n]))):
            by_key[form].append(n)
    for short, homes in sorted(_declared(joining, things, by_key).items()):
        if len({joining.home(n) for n, _ in homes}) == 1:
            n, passage = homes[0]
            wanted = [m for m in by_key.get(short, []) if _may_shorten(joining.figures[m], short)]
            reason = f"declared in the text: {passage[0].quote}"
            joining.join([n, *wanted], DECLARED, reason, [*passage, *_shown(joining, wanted)])
    _called_so(joining, by_key)
    for group in joining.of("thing"):
        names = dict.fromkeys(joining.figures[n].actor.name for n in group)
        alone = all(is_abbreviation(name) for name in names) and all(_whole(joining.figures[n]) for n in group)
        if alone and joining.figures[group[0]].key not in state_forms().values():
            _undeclared(joining, group, min(names))


def _called_so(joining: Joining, by_key: Mapping[str, list[int]]) -> None:
    """A name that another report uses beside the full one: an abbreviation, a state, a name of several words."""
    used: dict[str, list[int]] = defaultdict(list)
    for n, f in enumerate(joining.figures):
        if f.family == "thing":
            for alias in f.actor.aliases:
                key = thing_key(alias, joining.adjectives)
                if key != f.key and (" " in key or is_abbreviation(alias) or key in state_forms().values()):
                    used[key].append(n)
    for key, homes in sorted(used.items()):
        if len({joining.home(n) for n in homes}) == 1:
            named = joining.figures[homes[0]].actor.name
            wanted = [n for n in by_key.get(key, []) if joining.figures[n].key == key]
            joining.join([homes[0], *wanted], ATTESTED, f"another report calls {named} so")


def _shown(joining: Joining, figures: Iterable[int]) -> list[Evidence]:
    return [e for n in figures for e in joining.figures[n].evidence()]


def _whole(f: Figure) -> bool:
    """Whether no letter follows an abbreviation: "D.P." out of "D.P.R.K." is none."""
    return any(not re.match(r"\.?[^\W_]", f.reading.text[s.end : s.end + 2]) for s in f.names)


def _short_forms(f: Figure) -> list[str]:
    return [" ".join(words(a)) for a in (f.actor.name, *f.actor.aliases) if is_abbreviation(a)]


def _may_shorten(f: Figure, short: str) -> bool:
    return f.key == short or short in _short_forms(f)


Declared = dict[str, list[tuple[int, tuple[Evidence, ...]]]]


def _declared(joining: Joining, things: Sequence[int], by_key: Mapping[str, list[int]]) -> Declared:
    """Abbreviations that texts put in brackets behind a name, or names behind an abbreviation."""
    out: Declared = {}
    for n in things:
        f = joining.figures[n]
        for span in f.names:
            name, text = span.cut(f.reading.text), f.reading.text
            if (match := _DECLARED.match(text, span.end)) and _abbreviates(match[1], name):
                passage = f.evidence(Span(span.start, match.end()))
                out.setdefault(" ".join(words(match[1])), []).append((n, passage))
            elif is_abbreviation(name) and (match := _REVERSED.match(text, span.end)) and _abbreviates(name, match[1]):
                full = by_key.get(thing_key(match[1], joining.adjectives), [])
                passage = f.evidence(Span(span.start, match.end()))
                out.setdefault(" ".join(words(name)), []).extend((m, passage) for m in full[:1])
    return out


def _abbreviates(short: str, name: str) -> bool:
    letters = "".join(c for c in short if c.isalpha())
    return sum(c.isupper() for c in letters) > 1 and letters.casefold() in initials(name)


def _undeclared(joining: Joining, group: Sequence[int], short: str) -> None:
    """An abbreviation that no text declares joins the one name of the pile that has its initials."""
    letters = "".join(c for c in short if c.isalpha()).casefold()
    fits = []
    for other in joining.of("thing"):
        names = (name for n in other for name in (joining.figures[n].actor.name, *joining.figures[n].actor.aliases))
        if joining.home(other[0]) != joining.home(group[0]) and any(letters in initials(name) for name in names):
            fits.append(other[0])
    if len(fits) == 1:
        joining.join(
            sorted([fits[0], group[0]]), INITIALS, f"{short} are its initials, and of no other name in the pile"
        )


def _variants(joining: Joining) -> None:
    """The same name with other spaces, or with and without a word such as "group"."""
    for reason, cut in (
        ("one name with and without spaces", _close),
        ("one name with and without its kind", _bare_key),
    ):
        found: dict[str, list[int]] = defaultdict(list)
        for group in joining.of("thing"):
            for key in dict.fromkeys(joining.figures[n].key for n in group):
                if cut(key):
                    found[cut(key)].append(group[0])
        for key, homes in sorted(found.items()):
            places = {joining.figures[n].actor.type == "place" for n in homes}
            # "Selm Group" and "Selm Company" beside "Selm": nobody knows which of the two is meant.
            clear = len(homes) == 2 or cut is _close  # noqa: PLR2004
            if clear and (len(places) == 1 or " " in key):
                joining.join(homes, VARIANT, reason)


def _close(key: str) -> str:
    return squeezed(key) if len(squeezed(key)) >= SQUEEZED_LETTERS else ""


def _bare_key(key: str) -> str:
    return without_tail(key)


# --- persons ----------------------------------------------------------------------------------------------------------


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
    """Pairs of groups worth a look: some word of the two begins alike at the end, where last names stand."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for person in _full(joining, group):
            for mark in {person.last[:1], squeezed(person.key)[:1]}:
                blocks[mark].append(at)
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
    told = [
        {k for n in g for k in honorifics(joining.figures[n].reading.text, joining.figures[n].names)} for g in (a, b)
    ]
    he, she = "honorific_he", "honorific_she"
    if (he in told[0] and she in told[1]) or (she in told[0] and he in told[1]):
        return False
    nouns = [{role.noun for n in g for role in joining.figures[n].roles if role.kind == "office"} for g in (a, b)]
    return not (nouns[0] and nouns[1]) or bool(nouns[0] & nouns[1])


def _kin(joining: Joining) -> set[str]:
    """Last names near which the pile speaks of relatives: such a name alone may be either's."""
    found = set()
    for f in joining.figures:
        if f.person is not None:
            for span in f.names:
                around = f.reading.text[max(0, span.start - KIN_REACH) : span.end + KIN_REACH]
                near = words(around)
                if any(kinds().get(w) == "kin" for w in near) or "first lady" in " ".join(near):
                    found.add(f.person.last)
    return found


def _same_bare(joining: Joining, bare: Sequence[list[int]], kin: set[str]) -> None:
    """A bare name that nobody in the pile bears in full is one man's, unless offices or honorifics tell two apart."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    for group in bare:
        if (person := joining.figures[group[0]].person) is not None and person.last not in kin:
            found[person.last].append(group)
    for _, groups in sorted(found.items()):
        if all(_agree(joining, a, b) for a, b in combinations(groups, 2)):
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
