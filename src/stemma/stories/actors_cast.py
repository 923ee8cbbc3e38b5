"""All actors of a pile before they are joined: what each is called, what kind of name it is, what roles it is given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from stemma.reading import lexicon
from stemma.records import Actor, Evidence, Mention, Reading
from stemma.spans import Span
from stemma.stories.actors_names import (
    PersonName,
    kinds,
    person_name,
    state_adjectives,
    state_forms,
    thing_key,
    words,
)
from stemma.stories.actors_roles import Role, read_role, roles_at

Family = Literal["person", "thing", "unnamed"]

_THINGS = frozenset({"organization", "place", "publication", "other", "product", "event", "org_group"})
_HE_OR_SHE = frozenset({"he", "she", "him", "her", "his", "hers"})
_CAPITAL = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DESCRIBED = re.compile(r"^(?:[Tt]he\s+)?(?:(?:\d+-)?[a-z]{3,}\s+)+(?=[^\W\d_]*[A-Z])")
# Shorter words make adjectives by chance.
_ADJECTIVE_LETTERS = 4
_ENDINGS = ("n", "an", "ian", "ese", "ish", "i")


@dataclass(frozen=True, slots=True)
class Figure:
    """One actor of one reading."""

    reading: Reading
    order: int
    actor: Actor
    family: Family
    key: str
    """Equal keys are equal names; empty for the unnamed."""
    person: PersonName | None
    names: tuple[Span, ...]
    """Where the text names it, in text order."""
    roles: tuple[Role, ...] = ()
    evident: bool = False
    """Whether something beside the type says that this is a person."""

    @property
    def id(self) -> tuple[str, str]:
        """Report and actor."""
        return self.reading.id, self.actor.id

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its other forms in this report, folded."""
        return tuple(dict.fromkeys(" ".join(words(n)) for n in (self.actor.name, *self.actor.aliases)))

    def evidence(self, span: Span | None = None) -> tuple[Evidence, ...]:
        """The passage at `span`, or the first naming; nothing where the text has none."""
        span = span or (self.names[0] if self.names else None)
        return (Evidence(self.reading.id, span.start, span.end, span.cut(self.reading.text)),) if span else ()


def cast_of(readings: Sequence[Reading]) -> tuple[tuple[Figure, ...], Mapping[str, str]]:
    """The actors of all readings, in their order, and the places of the pile by their names and adjectives."""
    adjectives = pile_adjectives(readings)
    adjectives = {form: form for form in sorted(_places(readings))} | adjectives
    figures = [f for reading in readings for f in _figures(reading, adjectives)]
    figures = [replace(f, order=n) for n, f in enumerate(figures)]
    return tuple(_owned(_settled(figures, adjectives), adjectives)), adjectives


def pile_adjectives(readings: Sequence[Reading]) -> dict[str, str]:
    """Adjectives that the pile's places form by the endings of English ("Selkian"), each of one place only."""
    places = _places(readings)
    made: dict[str, set[str]] = {}
    for place in sorted(p for p in places if len(p) >= _ADJECTIVE_LETTERS and p not in state_forms()):
        stems = (place, place[:-1]) if place[-1] in "aeiouy" else (place,)
        for form in (stem + ending for stem in stems for ending in _ENDINGS if stem != place or ending != "n"):
            made.setdefault(form, set()).add(place)
        if place.endswith("a"):
            made.setdefault(place + "n", set()).add(place)
    # A report that has only the adjective may have it as a place: "Selkian" beside another report's "Selkia".
    own = {place + "n" for place in places if place.endswith("a")}
    known = state_forms().keys() | state_adjectives().keys() | (places - own)
    return {form: min(homes) for form, homes in made.items() if len(homes) == 1 and form not in known}


def _places(readings: Sequence[Reading]) -> set[str]:
    single: dict[str, set[str]] = {}
    for actor in (a for r in readings for a in r.actors):
        single.setdefault(" ".join(words(actor.name)), set()).add(actor.type)
    # A name beside its own adjective ("Selkia", "Selkian") is a place's, whatever either was taken for; two people may
    # be called so ("Julia", "Julian").
    beside = {name for name in single if name.endswith("ia") and single.get(name + "n", {"person"}) != {"person"}}
    names = {name for name, types in single.items() if "place" in types} | beside
    return names - state_forms().keys() - state_adjectives().keys() - {""}


def _figures(reading: Reading, adjectives: Mapping[str, str]) -> list[Figure]:
    mentions: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.actor:
            mentions.setdefault(mention.actor, []).append(mention)
    return [_figure(reading, actor, mentions.get(actor.id, []), adjectives) for actor in reading.actors]


def _figure(reading: Reading, actor: Actor, mentions: Sequence[Mention], adjectives: Mapping[str, str]) -> Figure:
    named = tuple(m.span for m in mentions if m.form in ("name", "adjective"))
    family = _family(actor)
    text = reading.text
    if family == "unnamed":
        nominal = tuple(m.span for m in mentions if m.form in ("nominal", "title"))
        return Figure(reading, 0, actor, family, "", None, nominal, _stated(text, nominal, adjectives))
    if family == "thing":
        return Figure(reading, 0, actor, family, _key_of(actor, adjectives), None, named or _any(mentions))
    person = person_name(actor.name)
    roles = tuple(role for span in named for role in roles_at(text, span, adjectives))
    shortened = person is not None and not person.bare and any(" ".join(words(a)) == person.last for a in actor.aliases)
    spoken = any(m.form == "pronoun" and m.span.cut(text).casefold() in _HE_OR_SHE for m in mentions)
    evident = bool(roles or shortened or spoken or (person and person.honorific) or _honorific(text, named))
    return Figure(reading, 0, actor, family, person.key if person else "", person, named, roles, evident)


def _key_of(actor: Actor, adjectives: Mapping[str, str]) -> str:
    """A body's key without what describes it: "the 15-member Selkian Council"; "northern Selkia" is not all of it."""
    name = actor.name
    if actor.type not in ("place", "publication"):
        name = _DESCRIBED.sub("", name)
    return thing_key(name, adjectives)


def _any(mentions: Sequence[Mention]) -> tuple[Span, ...]:
    return tuple(m.span for m in mentions if m.form != "pronoun")


def _family(actor: Actor) -> Family:
    """Names have capitals where names have them; "two officials" is none, whatever it is called."""
    bare = actor.name.removeprefix("#").removeprefix("@")
    parts = _CAPITAL.findall(bare)
    capital = bool(parts) and parts[0][0].isupper() and parts[-1][0].isupper()
    if actor.anonymous or actor.type in ("person_group", "gpe_group"):
        return "unnamed"
    if actor.type == "person":
        return "person" if capital else "unnamed"
    # Whether "the Selkian navy" is a name depends on the rest of the pile: see `_owned`.
    return "thing" if actor.type in _THINGS and any(p[0].isupper() for p in parts) else "unnamed"


def _stated(text: str, nominal: Sequence[Span], adjectives: Mapping[str, str]) -> tuple[Role, ...]:
    """The roles that definite descriptions state: "the Selkian prime minister", "Selkia's prime minister"."""
    found = []
    for span in nominal[:1]:
        article = re.match(r"the\s+", span.cut(text), re.IGNORECASE)
        definite = article or re.search(r"['’]s?\s", span.cut(text)) or text[: span.start].lower().endswith("the ")
        inner = Span(span.start + article.end(), span.end) if article else span
        if definite and inner.length and (role := read_role(text, inner, adjectives)):
            found.append(role)
    return tuple(found)


def honorifics(text: str, named: Sequence[Span]) -> frozenset[str]:
    """The honorifics right before any naming: their kinds tell "Mr" from "Mrs"."""
    found = (re.search(r"([^\W\d_]+)\.?\s+$", text[max(0, s.start - 12) : s.start]) for s in named)
    told = (kinds().get(m[1].casefold(), "") for m in found if m)
    return frozenset(kind for kind in told if kind.startswith("honorific"))


def _honorific(text: str, named: Sequence[Span]) -> bool:
    return bool(honorifics(text, named))


# --- what the rest of the pile says about a name ----------------------------------------------------------------------


def _settled(figures: Sequence[Figure], adjectives: Mapping[str, str]) -> list[Figure]:
    """Persons that are none: a name that the pile has as a thing's, and that nothing else makes a person."""
    things: dict[str, set[str]] = {}
    for f in figures:
        if f.family == "thing":
            things.setdefault(f.key, set()).add(f.reading.id)
    evident = {f.key for f in figures if f.family == "person" and f.evident}
    # "Heron X" is nobody's name where another report has it as a thing's.
    full = [f for f in figures if f.person and not f.person.bare]
    named = {
        id(f) for f in full if f.key not in evident and _like_a_thing(f, thing_key(f.actor.name, adjectives), things)
    }
    parts = {part for f in full if id(f) not in named for part in f.key.split()}
    both = {
        key
        for f in figures
        if f.family == "person" and f.reading.id in things.get(key := thing_key(f.actor.name, adjectives), ())
    }
    out = []
    for f in figures:
        key = thing_key(f.actor.name, adjectives)
        known = id(f) in named or (f.key not in evident and _is_thing(f, key, things, both, parts))
        if f.family == "person" and known:
            f = replace(f, family="thing", key=key, person=None)  # noqa: PLW2901
        out.append(f)
    return out


def _like_a_thing(f: Figure, key: str, things: Mapping[str, set[str]]) -> bool:
    """Whether a full name is a thing's elsewhere in the pile and does not begin with a name that people are given."""
    return key in things and f.key.split()[0] not in lexicon.words("given_names")


def _is_thing(f: Figure, key: str, things: Mapping[str, set[str]], both: set[str], parts: set[str]) -> bool:
    # Nobody calls a person and a place by the same name in one report.
    if key in both and (f.person is None or not f.person.bare):
        return True
    # Reports give a person a first name, a title or at least a "he"; what has none of these anywhere, and is a thing's
    # name elsewhere in the pile, is a thing's here.
    return f.person is not None and f.person.bare and f.key not in parts and (f.key in state_forms() or key in things)


def _owned(figures: Sequence[Figure], adjectives: Mapping[str, str]) -> list[Figure]:
    """Bodies without a name of their own are known by their owner: "Selkia's navy"; without one they stay unnamed."""
    owners = {f.key for f in figures if f.family == "thing" and _capital(f.actor.name)}
    owners |= {f.person.last for f in figures if f.person} | {f.key for f in figures if f.person}
    owners |= set(adjectives.values()) | set(state_forms().values())
    return [f if f.family != "thing" or _proper(f) or _has_owner(f, owners) else _unnamed(f) for f in figures]


def _proper(f: Figure) -> bool:
    """Whether the capital is a name's and not the sentence's, as in "the Selm coastguard"."""
    if f.actor.type == "place" or _capital(f.actor.name):
        return True
    if re.match(r"[Tt]he\s+[^\W\d_]*[A-Z]", f.actor.name):
        return True
    return any(re.search(r"[a-z]\s$", f.reading.text[max(0, s.start - 2) : s.start]) for s in f.names)


def _capital(name: str) -> bool:
    parts: list[str] = _CAPITAL.findall(name)
    return parts[0][0].isupper() and parts[-1][0].isupper()


def _has_owner(f: Figure, owners: set[str]) -> bool:
    parts = f.key.split()
    return any(" ".join(parts[:size]) in owners for size in range(1, len(parts)))


def _unnamed(f: Figure) -> Figure:
    return replace(f, family="unnamed", key="")
