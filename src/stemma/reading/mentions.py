"""Names in one report -> mentions and the actors behind them; short names join the full name they shorten."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading.mentions_firms import firms_by_adjective
from stemma.reading.repairs import Name, declared_abbreviations, mended, parted
from stemma.reading.speakers_kinds import Kinds
from stemma.reading.speakers_states import adjectives_of, halves_of, state_named
from stemma.reading.titles import is_title, roles_beside, title_before, without_title
from stemma.records import Actor, ActorType, Mention, MentionForm, content_id
from stemma.spans import Span

# The name head's labels in the contract's words.
TYPES: Mapping[str, ActorType] = {
    "PERSON": "person",
    "ORGANIZATION": "organization",
    "LOCATION": "place",
    "MISC": "other",
}


def folded(name: str) -> str:
    """A name for comparing: no case, no accents, no dots, one space, no leading article."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    return re.sub(r"\s+", " ", plain).strip().removeprefix("the ")


def refine(text: str, names: Sequence[Name], passages: Sequence[Span]) -> list[Name]:
    """Names as whole words, without titles, each form with one type; what is no name is dropped.

    `passages` are the parts of the text that are read. Adjectives of states come with the type of places.
    """
    kept: list[Name] = []
    for name in names:
        span = _whole_words(text, name)
        if span is not None and name.type == "person":
            span = without_title(text, span)
        if span is None or not any(c.isupper() for c in span.cut(text)):
            continue
        if not (kept and kept[-1].span.overlaps(span)):
            kept.append(Name(span, "organization" if "&" in span.cut(text) else name.type))
    kept = _apart([part for name in kept for part in parted(text, name)])
    kinds = Kinds(text, kept)
    told = {folded(n.span.cut(text)): kind for n in kept if (kind := kinds.told(n)) is not None}
    told |= {folded(words): kind for words, kind in kinds.in_company(kept).items()}
    kept = [Name(n.span, told.get(folded(n.span.cut(text)), n.type)) for n in kept if not kinds.slipped(n)]
    kept = mended(text, kept, passages)
    told |= {folded(words): kind for words, kind in kinds.shortened(kept).items()}
    return firms_by_adjective(text, _with_adjectives(text, _one_type_a_form(text, kept, told), passages))


def _apart(names: Sequence[Name]) -> list[Name]:
    """Of names that overlap the longer one, of equals the first."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (-n.span.length, n.span)):
        if not any(name.span.overlaps(k.span) for k in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.span)


def _one_type_a_form(text: str, names: Sequence[Name], told: Mapping[str, ActorType]) -> list[Name]:
    """The same words in one report are of one type: what is told, else what was found most often, else first."""
    counts: dict[str, dict[ActorType, int]] = {}
    for name in names:
        tally = counts.setdefault(folded(name.span.cut(text)), {})
        tally[name.type] = tally.get(name.type, 0) + 1
    best = {form: max(tally, key=lambda kind: tally[kind]) for form, tally in counts.items()} | dict(told)
    return [Name(n.span, best[folded(n.span.cut(text))]) for n in names]


def _with_adjectives(text: str, names: Sequence[Name], passages: Sequence[Span]) -> list[Name]:
    """Adjectives of states before a noun are mentions of the state wherever they stand outside other names.

    So are the names that the report has of a state.
    """
    places = _places(text, names)
    adjectives = adjectives_of(places)
    states = {p for p in places if state_named(p) and " " not in p}
    taken = sorted(n.span for n in names)
    found = list(names)
    for match in _CAPITALISED.finditer(text):
        for words in (match[1] + (match[2] or ""), match[1]):
            span = Span(match.start(), match.start() + len(words))
            adjective = folded(words) in adjectives and _BEFORE_NOUN.match(text, span.end)
            if not (adjective or (words in states and not text[span.end : span.end + 1].isalnum())):
                continue
            at = bisect_left(taken, span)
            free = not any(span.overlaps(t) for t in taken[max(0, at - 1) : at + 1])
            if free and any(p.contains(span) for p in passages):
                taken.insert(at, span)
                found.append(Name(span, "place"))
            break
    return sorted(found, key=lambda n: n.span)


def _places(text: str, names: Sequence[Name]) -> list[str]:
    return list(dict.fromkeys(n.span.cut(text) for n in names if n.type == "place"))


_CAPITALISED = re.compile(r"(?<![\w.])((?:[A-Z]\.)+|[A-Z][^\W\d_]*\.?)(?=(\s[A-Z][^\W\d_]*)?)")
_BEFORE_NOUN = re.compile(r"[\s-][^\W\d_]")
_TAIL = re.compile(r"(?:\.[^\W_]+)+|-[A-Z][^\W_]*|(?<=-)[^\W_]+|\s&\s[A-Z][^\W_]*")
_PERSON_TAIL = re.compile(r"(?:-[^\W_]+)+|(?<=-)[^\W_]+|\s&\s[A-Z][^\W_]*")
_OPEN_END = re.compile(r"\s(?:of|for|and|the|in)$")
_CAPITALS = re.compile(r"(?:\s(?:the|of))*(?:\s[A-Z][^\W_]*)+")


def _whole_words(text: str, name: Name) -> Span | None:
    """The name with all of a hyphenated, dotted or joined last word ("Jae-in", "Icon.io", "Dain & Sons").

    A name that ends in a small word goes on to the capitals after it ("Committee of the" + "Red Cross") or loses it.
    """
    start, end = name.span
    tail = (_PERSON_TAIL if name.type == "person" else _TAIL).match(text, end)
    end = tail.end() if tail else end
    if _OPEN_END.search(text[start:end]):
        more = _CAPITALS.match(text, end)
        end = more.end() if more else end
    while (small := _OPEN_END.search(text[start:end])) is not None:
        end = start + small.start()
    while end > start and text[end - 1] in "-–,;:'’\"” ":
        end -= 1
    return Span(start, end) if end > start else None


@dataclass(slots=True)
class Cast:
    """The actors of one report while it is being read; `finish` gives them in order of first appearance."""

    text: str
    mentions: list[Mention] = field(default_factory=list)
    _actors: dict[str, Actor] = field(default_factory=dict)
    _aliases: dict[str, list[str]] = field(default_factory=dict)
    _roles: dict[str, list[str]] = field(default_factory=dict)

    def add(self, span: Span, form: MentionForm, actor: Actor) -> str:
        """Note a mention of `actor`; returns the actor's id."""
        known = self._actors.setdefault(actor.id, actor)
        self.mentions.append(Mention(span.start, span.end, form, known.type, known.id))
        if form == "name":
            self.call(known.id, span.cut(self.text))
        return known.id

    def call(self, actor_id: str, words: str) -> None:
        """Note another name of an actor, as the text has it."""
        seen = self._aliases.setdefault(actor_id, [])
        if words != self._actors[actor_id].name and words not in seen:
            seen.append(words)

    def add_role(self, actor_id: str, role: str) -> None:
        """Note a role the text gives an actor; the same role is noted once."""
        roles = self._roles.setdefault(actor_id, [])
        if folded(role) not in map(folded, roles):
            roles.append(role)

    def roles(self) -> Mapping[str, Sequence[str]]:
        """Roles by actor id, in the order they were noted."""
        return self._roles

    def names(self) -> list[Mention]:
        """Mentions that are names, in text order."""
        return sorted((m for m in self.mentions if m.form == "name"), key=lambda m: m.start)

    def actors(self) -> list[Actor]:
        """All actors so far, in the order they were added."""
        return list(self._actors.values())

    def actor(self, actor_id: str) -> Actor:
        """The actor of an id given out by `add`."""
        return self._actors[actor_id]

    def finish(self) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
        """Actors with their aliases, and mentions in text order."""
        mentions = sorted(set(self.mentions), key=lambda m: (m.start, m.end, m.actor or ""))
        order = dict.fromkeys(m.actor for m in mentions if m.actor)
        actors = [
            self._actors[i].with_(aliases=tuple(self._aliases.get(i, ())), roles=tuple(self._roles.get(i, ())))
            for i in order
        ]
        return tuple(actors), tuple(mentions)


def cast_of(text: str, names: Sequence[Name]) -> Cast:
    """Actors of the names of one report: the same name is one actor, a short form joins the one name it fits.

    All names of a state are one actor, and its adjectives are mentions of it.
    """
    cast = Cast(text)
    adjectives = adjectives_of(_places(text, names))
    homes = _homes(text, names, adjectives)
    for at, name in enumerate(names):
        form = folded(name.span.cut(text))
        adjective = name.type == "place" and form in adjectives
        actor = cast.add(name.span, "adjective" if adjective else "name", homes[form, name.type])
        if name.type in ("person", "organization"):
            _note_roles(cast, actor, name, [n.span for n in names[max(0, at - 3) : at]])
    return cast


def _note_roles(cast: Cast, actor: str, name: Name, others: Sequence[Span]) -> None:
    """Note the title before a person's name as a mention, and what the text calls the actor right beside the name."""
    title = title_before(cast.text, name.span, others) if name.type == "person" else None
    if title is not None:
        cast.add(title, "title", cast.actor(actor))
        if not all(is_title(word, "courtesy") for word in title.cut(cast.text).split()):
            # "French President": whose office it is belongs to the role, not to the title.
            state = next((o for o in others if o.end + 1 == title.start and cast.text[o.end] == " "), None)
            cast.add_role(actor, Span(state.start if state else title.start, title.end).cut(cast.text))
    for role in roles_beside(cast.text, name.span, title):
        cast.add_role(actor, role)


def named_actor(name: str, kind: ActorType) -> Actor:
    """An actor known by its name."""
    return Actor(id=content_id("e", folded(name), kind), name=name, type=kind)


def _homes(text: str, names: Sequence[Name], adjectives: Mapping[str, str]) -> dict[tuple[str, ActorType], Actor]:
    """Which actor each folded name belongs to; a form that fits two full names stays by itself."""
    forms: dict[tuple[str, ActorType], str] = {}
    order: dict[str, int] = {}
    for name in names:
        form, words = folded(name.span.cut(text)), name.span.cut(text)
        known = forms.setdefault((form, name.type), words)
        if known.isupper() and not words.isupper():
            forms[form, name.type] = words
        order.setdefault(form, name.span.start)
    abbreviations = declared_abbreviations(text, names)
    states = _states(forms, adjectives)
    halves = halves_of({folded(state_named(name) or name): name for name in states.values()})
    homes: dict[tuple[str, ActorType], Actor] = {}
    for (form, kind), words in forms.items():
        longer = [
            key
            for key in sorted(forms, key=lambda k: len(k[0]))
            if key[1] == kind and key[0] != form and _shortens(form, key[0], kind)
        ]
        # Nobody is called by the first word of a name alone before the name is given.
        longer = [key for key in longer if key[0].endswith(f" {form}") or order[key[0]] < order[form]]
        # "UN" is not the "UN Security Council".
        longer = [] if kind == "organization" and words.isupper() else longer
        declared = abbreviations.get(words)
        if kind in ("place", "other", "organization") and form in halves:
            homes[form, kind] = named_actor(halves[form], "place")
        elif kind == "place" and form in states:
            homes[form, kind] = named_actor(states[form], "place")
        elif declared is not None:
            homes[form, kind] = named_actor(declared.span.cut(text), declared.type)
        elif longer and all(key[0].startswith(longer[0][0]) for key in longer):
            homes[form, kind] = named_actor(forms[longer[0]], kind)
        else:
            homes[form, kind] = named_actor(words, kind)
    return homes


def _states(forms: Mapping[tuple[str, ActorType], str], adjectives: Mapping[str, str]) -> dict[str, str]:
    """The forms of states, folded, with what the report calls the state: its usual name, else the longest given."""
    given: dict[str, list[tuple[str, str]]] = {}
    for (form, kind), words in forms.items():
        state = adjectives.get(form) or state_named(words) if kind == "place" else None
        if state is not None:
            given.setdefault(state, []).append((form, words))
    out: dict[str, str] = {}
    for state, found in given.items():
        names = [words for form, words in found if form not in adjectives]
        name = state if state in names or not names else max(names, key=len)
        out |= {form: name for form, _ in found}
    return out


def _shortens(form: str, full: str, kind: ActorType) -> bool:
    """Whether `form` is the last or first word of the person's full name `full`, or the first of a body's."""
    parts = full.split()
    if " " in form or len(parts) == 1:
        return False
    if kind == "organization":
        general, body = lexicon.words("name_words", "general"), lexicon.words("name_words", "body")
        # What goes by a state's adjective alone was told to be the firm: see `mentions_firms`.
        plain = (form not in general and parts[-1] not in body) or form in adjectives_of(())
        return form == parts[0] and plain and parts[1] not in ("of", "for")
    return kind == "person" and form in (parts[-1], parts[0])
