"""Speakers told by a description: "an official", "the premier", "one of them", "the company".

A definite description goes back to whoever the report has described so before, if that is one actor; an indefinite one
is always somebody new: two unnamed officials are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading.mentions import Cast, folded
from stemma.reading.titles import role_noun
from stemma.reading.windows import words_of
from stemma.records import Actor, ActorType, SpeakerType, content_id
from stemma.spans import Span

_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_COUNTS = frozenset({"one", "two", "three", "some", "several", "many", "most", "both", "few", "another", "others"})
_NAMED: frozenset[ActorType] = frozenset({"organization", "publication"})


@dataclass(slots=True)
class Descriptions:
    """Actors known by what they are called; asked in text order, it remembers who was described how."""

    text: str
    cast: Cast
    _known: dict[str, list[str]] = field(default_factory=dict)

    def find(self, head: Span, whole: Span) -> tuple[tuple[str, ...], SpeakerType | None]:
        """The actor behind the description whose head phrase is `head`, in the source `whole`, and its kind."""
        words = [w.cut(self.text).casefold() for w in words_of(self.text, *head) if w.cut(self.text).isalnum()]
        noun = words[-1] if words else ""
        if noun in _COUNTS and self.text[head.end : whole.end].lstrip().startswith("of "):
            return self._some_of(noun, head, whole)
        kind = _kind_of(noun)
        if kind is None:
            return (), None
        if words[0] in _DEFINITE and (known := self._described(noun, words[1:-1])):
            self.cast.add(head, "nominal", self.cast.actor(known))
            return (known,), self._speaker_type(known)
        return self._new(noun, head, kind)

    def _described(self, noun: str, modifiers: Sequence[str]) -> str | None:
        """The one actor that has the noun, and all that is said with it, as role, in its name, or as description."""
        wanted = {noun, *modifiers}
        roles = self.cast.roles()
        holders = [a for a in roles if any(role_noun(r) == noun and wanted <= _words(r) for r in roles[a])]
        if not holders:
            named = [a for a in self.cast.actors() if a.type in _NAMED]
            holders = [a.id for a in named if folded(a.name).split()[-1] == noun and wanted <= _words(a.name)]
        if not holders:
            holders = [a for a in dict.fromkeys(self._known.get(noun, [])) if wanted <= _words(self.cast.actor(a).name)]
        return holders[0] if len(holders) == 1 else None

    def _in_full(self, noun: str, words: str, head: Span) -> str | None:
        """What "the government" was called before ("Orvanian government"), if it was called one thing only."""
        if folded(words) != noun:
            return None
        pattern = rf"\b({_CAPITAL})(?:['’]s)?\s{re.escape(noun)}\b"
        found = (m for m in re.finditer(pattern, self.text[: head.start]) if folded(m[1]) not in _DEFINITE)
        fuller = {folded(m[0]).removeprefix("the "): m[0].removeprefix("The ") for m in found}
        return next(iter(fuller.values())) if len(fuller) == 1 else None

    def _speaker_type(self, actor_id: str) -> SpeakerType:
        actor = self.cast.actor(actor_id)
        if actor.anonymous:
            return "anonymous"
        return "outlet" if actor.type == "publication" else "named" if actor.type == "person" else "collective"

    def _some_of(self, noun: str, head: Span, whole: Span) -> tuple[tuple[str, ...], SpeakerType]:
        """Somebody out of several ("one of the officials"), told by the words up to the next comma or relative word."""
        end = head.end
        for word in words_of(self.text, head.end, whole.end):
            if word.cut(self.text) == "," or word.cut(self.text).casefold() in ("who", "which", "that"):
                break
            end = word.end
        kind: ActorType = "person" if noun in ("one", "another") else "person_group"
        return self._new(noun, Span(head.start, end), kind)

    def _new(self, noun: str, head: Span, kind: ActorType) -> tuple[tuple[str, ...], SpeakerType]:
        words = head.cut(self.text)
        if kind == "org_group":
            name = self._in_full(noun, words, head) or words
            actor = Actor(content_id("g", folded(name)), name, kind)
        else:
            actor = Actor(content_id("u", head.start, head.end, words), words, kind, anonymous=True)
        self._known.setdefault(noun, []).append(self.cast.add(head, "nominal", actor))
        return (actor.id,), "collective" if kind == "org_group" else "anonymous"


_CAPITAL = r"(?:[A-Z][^\W\d_]*[-\s])*[A-Z][^\W\d_]*"


def _words(phrase: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"[^\W_]+", phrase)}


def _kind_of(noun: str) -> ActorType | None:
    if noun in lexicon.words("people", "person"):
        return "person"
    if noun in lexicon.words("people", "persons"):
        return "person_group"
    return "org_group" if noun in lexicon.words("collectives") else None
