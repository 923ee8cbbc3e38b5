"""Names in one report -> mentions and the actors behind them; short names join the full name they shorten."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.records import Actor, ActorType, Mention, MentionForm, content_id
from stemma.spans import Span

# The name head's labels in the contract's words.
TYPES: Mapping[str, ActorType] = {
    "PERSON": "person",
    "ORGANIZATION": "organization",
    "LOCATION": "place",
    "MISC": "other",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the name head found it."""

    span: Span
    type: ActorType


def folded(name: str) -> str:
    """A name for comparing: no case, no accents, no dots, one space, no leading article."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    return re.sub(r"\s+", " ", plain).strip().removeprefix("the ")


def refine(text: str, names: Sequence[Name]) -> list[Name]:
    """Drop what cannot be a name (no capital, no letter) and call mastheads and agencies publications."""
    kept: list[Name] = []
    for name in names:
        span = _whole_words(text, name.span)
        words = span.cut(text)
        if any(c.isupper() for c in words) and not (kept and kept[-1].span.overlaps(span)):
            kept.append(Name(span, "publication" if is_publication(words, name.type) else name.type))
    return kept


def _whole_words(text: str, span: Span) -> Span:
    """The name with all of a hyphenated or dotted last word ("Jae-in", "Icon.io"), no bare mark at its end."""
    tail = re.compile(r"(?:[-.][^\W_]+)+|(?<=-)[^\W_]+").match(text, span.end)
    end = tail.end() if tail else span.end
    while text[end - 1] in "-–,;:'’\"”" and end > span.start + 1:
        end -= 1
    return Span(span.start, end)


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

    def add(self, span: Span, form: MentionForm, actor: Actor) -> str:
        """Note a mention of `actor`; returns the actor's id."""
        known = self._actors.setdefault(actor.id, actor)
        self.mentions.append(Mention(span.start, span.end, form, known.type, known.id))
        words, seen = span.cut(self.text), self._aliases.setdefault(known.id, [])
        if form == "name" and words != known.name and words not in seen:
            seen.append(words)
        return known.id

    def actor(self, actor_id: str) -> Actor:
        """The actor of an id given out by `add`."""
        return self._actors[actor_id]

    def finish(self) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
        """Actors with their aliases, and mentions in text order."""
        mentions = sorted(set(self.mentions), key=lambda m: (m.start, m.end, m.actor or ""))
        order = dict.fromkeys(m.actor for m in mentions if m.actor)
        actors = [self._actors[i].with_(aliases=tuple(self._aliases[i])) for i in order]
        return tuple(actors), tuple(mentions)


def cast_of(text: str, names: Sequence[Name]) -> Cast:
    """Actors of the names of one report: the same name is one actor, a short form joins the one name it fits."""
    cast = Cast(text)
    homes = _homes(text, names)
    for name in names:
        home = homes[folded(name.span.cut(text)), name.type]
        cast.add(name.span, "name", home)
    return cast


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


def declared_abbreviations(text: str, names: Sequence[Name]) -> dict[str, Name]:
    """Abbreviations the text itself declares, "Northern Relief Fund (NRF)", each with the name it stands for."""
    out: dict[str, Name] = {}
    for name in names:
        match = re.match(r" \(([A-Z][A-Za-z&.]{1,9})\)", text[name.span.end : name.span.end + 14])
        if match and name.type != "person":
            short = match[1].replace(".", "")
            initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", name.span.cut(text)) if w[0].isupper())
            if len(short) > 1 and short.upper() == initials.upper():
                out[match[1]] = name
    return out
