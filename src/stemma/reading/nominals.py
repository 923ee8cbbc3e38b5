"""Speakers told by a description: "an official", "the premier", "one of them", "the company".

A definite description goes back to whoever the report has described so before, if that is one actor; an indefinite one
is always somebody new: two unnamed officials are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from stemma.reading import lexicon
from stemma.reading.mentions import Cast, folded
from stemma.reading.pronouns import LIKELY, Antecedent, Earlier
from stemma.reading.speakers_groups import REACH, Groups
from stemma.reading.speakers_offices import office_holders, words_in
from stemma.reading.speakers_states import adjectives_of
from stemma.reading.titles import is_title, role_noun
from stemma.reading.windows import words_of
from stemma.records import Actor, ActorType, Mention, SpeakerType, content_id
from stemma.spans import Span

_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_COUNTS = frozenset({"one", "two", "three", "some", "several", "many", "most", "both", "few", "another", "others"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})
# Nouns for people that no list has, by how English makes them ("a flight attendant", "two rocketeers").
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ent|ee|man|woman)$")
_HOLDER = re.compile(r"^old$|(?:ologist|man|woman)$")
_AGENTS = re.compile(r"(?:ers|ors|ists|ians|ants|ees|men|women)$")
# "A number of drivers" are drivers; "anybody" is nobody in particular.
_AMOUNTS = frozenset({"number", "series", "host", "majority", "minority", "handful", "couple", "range", "string"})
_NOBODY = frozenset({"anybody", "anyone", "nobody", "none", "everybody", "everyone"})
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "scores"})
# What may restrict a group: "regulators in Selm", "the heads of the armies"; not what it does or when.
_RESTRICTS = re.compile(
    r"\s(?:of|in|from|at|on)\s(?:(?!(?:who|which|that|whose|said|says)\b)[^\s,;:(–—]+\s?)+(?:,\s[A-Z]\w+(?=,|\sand))*"
    r"(?:,?\sand\s[A-Z]\w+)?"
)
_APPOSED = r"\b[Tt]he {noun},\s(?:[A-Z][a-z]{{0,4}}\.\s|[A-Z][^\W\d_]+\s)?$"
_NAMED: frozenset[ActorType] = frozenset({"organization", "publication"})


@dataclass(slots=True)
class Descriptions:
    """Actors known by what they are called; asked in text order, it remembers who was described how."""

    text: str
    cast: Cast
    names: Sequence[Mention] = ()
    """Mentions that are names, in text order."""
    antecedent: Antecedent = field(default=lambda _mention, _candidates: None)
    """Asks the coreference head."""
    _known: dict[str, list[str]] = field(default_factory=dict)
    _groups: Groups = field(init=False)

    def __post_init__(self) -> None:
        """Nouns for groups are looked up apart."""
        self._groups = Groups(self.text, self.cast)

    def find(
        self, head: Span, whole: Span, earlier: Earlier | None = None
    ) -> tuple[tuple[str, ...], SpeakerType | None]:
        """The actor behind the description whose head phrase is `head`, in the source `whole`, and its kind.

        `earlier` spoke last before it.
        """
        words = [w.cut(self.text).casefold() for w in words_of(self.text, *head) if w.cut(self.text).isalnum()]
        noun = words[-1] if words else ""
        if noun in _NOBODY:
            return (), "collective"
        if noun in _COUNTS | _AMOUNTS and self.text[head.end : whole.end].lstrip().startswith("of "):
            return self._some_of(noun, head, whole)
        kind = self._kind_of(noun, words[0]) if words else None
        if kind is None:
            return (), None
        last = earlier.actor if earlier is not None and head.start - REACH <= earlier.source.start else None
        known = self._groups.find(noun, head, last) if kind == "org_group" else None
        known = known or self._described(noun, words, head, whole, last)
        if known is None and kind == "person" and words[0] in ("a", "an"):
            known = self._named_later(noun, head)
        if known is None and kind == "person" and (words == ["the", noun] or noun == "old"):
            known = self._learned(noun, head) or self._who_spoke(noun, head, last)
        if known is not None:
            return self._as_known(known, head)
        return self._new(noun, head, whole, kind)

    def _as_known(self, known: str, head: Span) -> tuple[tuple[str, ...], SpeakerType]:
        words = re.sub(r"^(?:the|a|an|this)\s", "", head.cut(self.text), flags=re.IGNORECASE)
        if self.cast.actor(known).type == "place":
            self._call_government(known, words)
        self.cast.add(head, "nominal", self.cast.actor(known))
        return (known,), self._speaker_type(known)

    def _call_government(self, state: str, words: str) -> None:
        """A state that speaks is also called what the report calls its government: "Selmarkian government"."""
        adjective = (m.span.cut(self.text) for m in self.cast.mentions if m.actor == state and m.form == "adjective")
        told = words if any(c.isupper() for c in words) and " " in words else None
        said = next(adjective, None)
        for name in (told, f"{said} government" if said else None):
            if name:
                self.cast.call(state, name)

    # --- who was told of before -------------------------------------------------------------------------------

    def _described(self, noun: str, words: Sequence[str], head: Span, whole: Span, last: str | None) -> str | None:
        """The one actor that has the noun, and all that is said with it, as role, in its name, or as description."""
        owned = re.match(r".*['’]s?\s", head.cut(self.text))
        named = head.cut(self.text)[:1].isupper() and words[0] not in _COUNTS | {"a", "an"} and len(words) > 1
        if words[0] not in _DEFINITE and not owned and not (named and self._title_like(head)):
            return None
        modifiers = [w for w in words[:-1] if w not in _DEFINITE]
        behind = re.match(r"\s(?:of|for|at|in)\s([^,;(]+)", self.text[head.end : whole.end])
        field_ = {w for w in words_in(behind[1]) if len(w) > len("the")} if behind else set()
        owner = words_in(owned[0]) & lexicon.words("collectives") if owned else set()
        offices = office_holders(self.cast.roles(), noun, [m for m in modifiers if m != "s" and m not in owner], field_)
        if offices:
            return self._nearest(offices, head, last)
        wanted = {noun, *modifiers}
        bodies = [a for a in self.cast.actors() if a.type in _NAMED or (a.type == "place" and " " in a.name)]
        holders = [a.id for a in bodies if noun in _heads(a.name) and wanted <= words_in(a.name)]
        if not holders and not owned:
            known = dict.fromkeys(self._known.get(noun, []))
            holders = [a for a in known if wanted <= words_in(self.cast.actor(a).name)]
        return self._nearest(holders, head, last)

    def _nearest(self, holders: Sequence[str], head: Span, last: str | None) -> str | None:
        """The only one, or who spoke last, or the only one that the paragraph has named before."""
        if len(holders) > 1 and last in holders:
            return last
        paragraph = self.text.rfind("\n", 0, head.start) + 1
        here = {m.actor for m in self.cast.mentions if paragraph <= m.start and m.end <= head.start}
        close = [h for h in holders if h in here] if len(holders) > 1 else list(holders)
        return close[0] if len(close) == 1 else None

    def _title_like(self, head: Span) -> bool:
        """Whether the phrase stands without article, as in headlines: "NRF head"."""
        return re.fullmatch(r"(?:[A-Z][\w.]*\s)+[a-z]+", head.cut(self.text)) is not None

    def _learned(self, noun: str, head: Span) -> str | None:
        """Whom the coreference head takes "the expert" for, if the person is not known to be something else."""
        if noun not in lexicon.words("people", "person"):
            return None
        near = [m for m in self.names if m.type == "person" and head.start - REACH <= m.start and m.end <= head.start]
        choice = self.antecedent(head, [m.span for m in near])
        if choice is None or choice[1] < LIKELY:
            return None
        actor = near[choice[0]].actor
        offices = [role_noun(r) for r in self.cast.roles().get(actor or "", ())]
        return actor if not any(o is not None and is_title(o, "office") for o in offices) else None

    def _who_spoke(self, noun: str, head: Span, last: str | None) -> str | None:
        """Who spoke last, where "the expert" can be nobody else: no expert was told of, and it is no office."""
        told = re.search(rf"\b(?!the\b)[^\W\d_]+\s{re.escape(noun)}\b", self.text[: head.start], re.IGNORECASE)
        if last is None or told or is_title(noun, "office") or noun in lexicon.words("he_or_she"):
            return None
        who = self.cast.actor(last)
        return last if who.type == "person" and not who.anonymous else None

    def _named_later(self, noun: str, head: Span) -> str | None:
        """Who "a spokesman" is when the report goes on with "the spokesman, Ada Brook": the one it told of before."""
        opened = re.compile(rf"\b[Aa]n?\s(?:[^\W_]+\s){{0,3}}?{re.escape(noun)}\b")
        pattern = re.compile(_APPOSED.format(noun=re.escape(noun)))
        for name in (m for m in self.names if m.type == "person" and m.start > head.end):
            found = pattern.search(self.text, head.end, name.start)
            if found is not None:
                return name.actor if len(opened.findall(self.text[: found.start()])) == 1 else None
        return None

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

    # --- who is new -------------------------------------------------------------------------------------------

    def _some_of(self, noun: str, head: Span, whole: Span) -> tuple[tuple[str, ...], SpeakerType]:
        """Somebody out of several ("one of the officials"), told by the words up to the next comma or relative word."""
        end = head.end
        for word in words_of(self.text, head.end, whole.end):
            if word.cut(self.text) == "," or word.cut(self.text).casefold() in ("who", "which", "that"):
                break
            end = word.end
        kind: ActorType = "person" if noun in ("one", "another") else "person_group"
        if any(singular(w) for w in words_in(self.text[head.start : end])):
            actor = Actor(content_id("g", head.start, end), self.text[head.start : end], "org_group")
            self.cast.add(Span(head.start, end), "nominal", actor)
            return (actor.id,), "collective"
        return self._unnamed(noun, Span(head.start, end), kind)

    def _new(self, noun: str, head: Span, whole: Span, kind: ActorType) -> tuple[tuple[str, ...], SpeakerType]:
        if kind == "org_group":
            named = self._in_full(noun, head.cut(self.text), head)
            full = self._restricted(head, whole)
            name = named or full.cut(self.text)
            first = folded(name).split()[0]
            known = noun in lexicon.words("collectives") and first not in _INDEFINITE | _COUNTS | _NUMBERS
            # "A company" may be another one each time; "the company" is not.
            actor = Actor(content_id("g", folded(name)) if known else content_id("g", *full, name), name, kind)
            self._known.setdefault(noun, []).append(self.cast.add(full, "nominal", actor))
            return (actor.id,), "collective"
        if kind == "person_group" and self._is_crowd(noun, head):
            full = self._restricted(head, whole)
            actor = Actor(content_id("u", *full, full.cut(self.text)), full.cut(self.text), kind)
            self._known.setdefault(noun, []).append(self.cast.add(full, "nominal", actor))
            return (actor.id,), "collective"
        return self._unnamed(noun, head, kind)

    def _unnamed(self, noun: str, head: Span, kind: ActorType) -> tuple[tuple[str, ...], SpeakerType]:
        words = head.cut(self.text)
        actor = Actor(content_id("u", head.start, head.end, words), words, kind, anonymous=True)
        self._known.setdefault(noun, []).append(self.cast.add(head, "nominal", actor))
        return (actor.id,), "anonymous"

    def _restricted(self, head: Span, whole: Span) -> Span:
        """The phrase with the "of" or "in" that tells which group it is."""
        more = _RESTRICTS.match(self.text[: whole.end], head.end)
        return Span(head.start, head.end + len(more[0].rstrip())) if more else head

    def _is_crowd(self, noun: str, head: Span) -> bool:
        """Whether people speak as a crowd ("fishermen", "the survivors") and are no unnamed sources."""
        words = [w.cut(self.text).casefold() for w in words_of(self.text, *head)]
        if self.is_people(noun):
            return True
        counted = any(w in _COUNTS | _NUMBERS or w.isdigit() for w in words)
        return not counted and noun not in lexicon.words("sources")

    def is_people(self, noun: str) -> bool:
        """Whether a noun is the plural of a state's adjective: "Selmarkians"."""
        adjectives = adjectives_of(m.span.cut(self.text) for m in self.names if m.type == "place")
        return noun.endswith("s") and noun[:-1] in adjectives

    def _kind_of(self, noun: str, first: str) -> ActorType | None:
        if noun in lexicon.words("people", "person"):
            return "person"
        if noun in lexicon.words("people", "persons") or self.is_people(noun):
            return "person_group"
        if noun in lexicon.words("collectives") or singular(noun) in lexicon.words("collectives"):
            return "org_group"
        if (first in _INDEFINITE and _AGENT.search(noun)) or _HOLDER.search(noun):
            return "person"
        return "person_group" if _AGENTS.search(noun) and noun not in lexicon.words("documents") else None


_CAPITAL = r"(?:[A-Z][^\W\d_]*[-\s])*[A-Z][^\W\d_]*"


def singular(noun: str) -> str | None:
    """What a plural of a noun for a group is made from; None for what is no such plural."""
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        one = noun.removesuffix(ending) + instead
        if noun.endswith(ending) and one in lexicon.words("collectives"):
            return one
    return None


def _heads(name: str) -> set[str]:
    """The nouns that head a body's name: its last word, or the one before "of" ("Board of Trade")."""
    parts = folded(name).split()
    before = [one for one, other in pairwise(parts) if other in ("of", "for")]
    return {parts[-1], *before[:1]}
