"""Names in one report -> mentions and the actors behind them; short names join the full name they shorten."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading.repairs import Name, declared_abbreviations, mended
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
    """Names as whole words, without titles, each form with the type it has most often; what is no name is dropped.

    `passages` are the parts of the text that are read.
    """
    kept: list[Name] = []
    for name in names:
        span = _whole_words(text, name)
        if span is not None and name.type == "person":
            span = without_title(text, span)
        if span is None or not any(c.isupper() for c in span.cut(text)):
            continue
        kind = "organization" if "&" in span.cut(text) else name.type
        if kept and kept[-1].span.overlaps(span):
            continue
        kept.append(Name(span, "publication" if is_publication(span.cut(text), kind) else kind))
    return _one_type_a_form(text, mended(text, kept, passages))


def _one_type_a_form(text: str, names: Sequence[Name]) -> list[Name]:
    """The same words in one report are of one type: the one found most often, the first found among equals."""
    counts: dict[str, dict[ActorType, int]] = {}
    for name in names:
        tally = counts.setdefault(folded(name.span.cut(text)), {})
        tally[name.type] = tally.get(name.type, 0) + 1
    best = {form: max(tally, key=lambda kind: tally[kind]) for form, tally in counts.items()}
    return [Name(n.span, best[folded(n.span.cut(text))]) for n in names]


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


def is_publication(words: str, kind: ActorType) -> bool:
    """Whether a name is that of a newspaper, broadcaster or agency."""
    if kind in ("person", "place"):
        return False
    parts = words.split()
    if words in lexicon.words("publications", "whole"):
        return True
    return len(parts) > 1 and parts[-1] in lexicon.words("publications", "last")


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
        words, seen = span.cut(self.text), self._aliases.setdefault(known.id, [])
        if form == "name" and words != known.name and words not in seen:
            seen.append(words)
        return known.id

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
            self._actors[i].with_(aliases=tuple(self._aliases[i]), roles=tuple(self._roles.get(i, ()))) for i in order
        ]
        return tuple(actors), tuple(mentions)


def cast_of(text: str, names: Sequence[Name]) -> Cast:
    """Actors of the names of one report: the same name is one actor, a short form joins the one name it fits."""
    cast = Cast(text)
    homes = _homes(text, names)
    for at, name in enumerate(names):
        actor = cast.add(name.span, "name", homes[folded(name.span.cut(text)), name.type])
        if name.type in ("person", "organization"):
            _note_roles(cast, actor, name, [n.span for n in names[max(0, at - 3) : at]])
    return cast


def _note_roles(cast: Cast, actor: str, name: Name, others: Sequence[Span]) -> None:
    """Note the title before a person's name as a mention, and what the text calls the actor right beside the name."""
    title = title_before(cast.text, name.span, others) if name.type == "person" else None
    if title is not None:
        cast.add(title, "title", cast.actor(actor))
        if not all(is_title(word, "courtesy") for word in title.cut(cast.text).split()):
            cast.add_role(actor, title.cut(cast.text))
    for role in roles_beside(cast.text, name.span, title):
        cast.add_role(actor, role)


def named_actor(name: str, kind: ActorType) -> Actor:
    """An actor known by its name."""
    return Actor(id=content_id("e", folded(name), kind), name=name, type=kind)


def _homes(text: str, names: Sequence[Name]) -> dict[tuple[str, ActorType], Actor]:
    """Which actor each folded name belongs to; a form that fits two full names stays by itself."""
    forms: dict[tuple[str, ActorType], str] = {}
    for name in names:
        forms.setdefault((folded(name.span.cut(text)), name.type), name.span.cut(text))
    abbreviations = declared_abbreviations(text, names)
    homes = {}
    for (form, kind), words in forms.items():
        longer = [key for key in forms if key[1] == kind and key[0] != form and _shortens(form, key[0], kind)]
        declared = abbreviations.get(words)
        if declared is not None:
            homes[form, kind] = named_actor(declared.span.cut(text), declared.type)
        elif len(longer) == 1:
            homes[form, kind] = named_actor(forms[longer[0]], kind)
        else:
            homes[form, kind] = named_actor(words, kind)
    return homes


def _shortens(form: str, full: str, kind: ActorType) -> bool:
    """Whether `form` is the last or first word of the person's full name `full`."""
    parts = full.split()
    return kind == "person" and " " not in form and len(parts) > 1 and form in (parts[-1], parts[0])
