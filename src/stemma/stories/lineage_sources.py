"""What each attribution of a story goes back to: a party's statement, an outlet, a document, an unnamed source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from stemma.records import Attribution, LineageNode, Reading, StoryActor, content_id
from stemma.stories.lineage_names import full_names, unnamed
from stemma.stories.lineage_occasions import occasions
from stemma.stories.lineage_persons import heard_by_outlet, holder, named_later, unnamed_speakers
from stemma.stories.lineage_telling import tells_inside
from stemma.stories.lineage_words import (
    KEPT_NAMES,
    is_agency,
    is_outlet,
    kind,
    may_be_outlet,
    of_people,
    outlet_key,
    written,
)
from stemma.stories.words import WORD, fold

# What makes a mention the maker of the statement that is named: "Brook's speech", "a statement from the board".
_OWNED = re.compile(r"['’]s?\s")
_BY = re.compile(r"\s(?:by|of|from)\s+(?:the\s+)?$", re.IGNORECASE)
# The house that was named last.
_THE_HOUSE = re.compile(
    r"the\s+(?:(?:news)?paper|daily|weekly|magazine|tabloid|broadcaster|channel|network|(?:news\s+)?(?:agency|site|website"
    r"|outlet)|report)$",
    re.IGNORECASE,
)
# What "reports" say nobody knows who said.
_REPORTS = re.compile(
    r"^(?:(?:news|media|press|some|several|local|other|recent|unconfirmed|various)\s+)*(?:reports|media)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:we|they|their|its?|he|she|who|which|his|her|our)\b", re.IGNORECASE)
_HOUSES = ("outlet", "agency")
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|this|that)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """One attribution and the node it goes back to."""

    reading: Reading
    attribution: Attribution
    node: LineageNode
    actor: StoryActor | None

    @property
    def key(self) -> tuple[str, str]:
        """Report and attribution."""
        return self.reading.id, self.attribution.id

    @cached_property
    def tells_inside(self) -> bool:
        """Whether the report gives words that somebody gave out, be it inside another's words."""
        return tells_inside(self.reading, self.attribution)

    @property
    def tells(self) -> bool:
        """The same, but not for what stands inside another's words."""
        return self.attribution.layer != "nested" and self.tells_inside


def sources(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> tuple[Source, ...]:
    """The attributions that go back to somebody, in order of report and text."""
    full = full_names(actors)
    story = {(m.report, m.actor): full.get(actor.id, actor) for actor in actors for m in actor.members}
    named = _named(readings, actors)
    found = [source for reading in readings for source in _of_report(reading, story, named)]
    found = _one_document(_by_office(found, [a for a in actors if a.type == "person" and a.id in named]))
    when = occasions([(s.node.id, s.reading, s.attribution) for s in found if s.node.kind == "statement"])
    return tuple(_dated(source, when.get(source.key)) for source in found)


def _by_office(found: Sequence[Source], persons: Sequence[StoryActor]) -> list[Source]:
    """The sources, "the sheriff" of one report being the one person whom another calls sheriff."""
    known = {actor.id: actor for actor in persons}
    held = [(actor.id, actor.roles) for actor in persons]
    out = []
    for source in found:
        unnamed_ = source.node.kind == "anonymous" and source.actor is not None
        meant = known.get(holder(source.actor.name, held) or "") if unnamed_ and source.actor else None
        out.append(replace(source, node=statement_node(meant), actor=meant) if meant else source)
    return out


def _one_document(found: Sequence[Source]) -> list[Source]:
    """The sources, "the documents" of a story that has one set of them by name ("the Selm Papers") being that."""
    called = {
        source.node.id: source.node
        for source in found
        if source.node.kind == "document" and source.actor is not None and source.node.name == source.actor.name
    }
    if len(called) != 1:
        return list(found)
    (node,) = called.values()
    return [
        replace(source, node=node)
        if source.node.kind == "document" and source.node.actor is None and fold(source.node.name) in kind("set")
        else source
        for source in found
    ]


def _dated(source: Source, when: str | None) -> Source:
    if when is None or source.actor is None:
        return source
    return replace(source, node=statement_node(source.actor, when))


def _named(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> frozenset[str]:
    """Story actors that some report names."""
    unnamed_ = {(r.id, a.id) for r in readings for a in r.actors if a.anonymous or a.type == "person_group"}
    return frozenset(a.id for a in actors if any((m.report, m.actor) not in unnamed_ for m in a.members))


def _of_report(
    reading: Reading, story: Mapping[tuple[str, str], StoryActor], named: frozenset[str]
) -> Iterator[Source]:
    who = _speakers(reading)
    house: Source | None = None
    for said in reading.attributions:
        actor = story.get((reading.id, who.get(said.id, ""))) or _maker(reading, said, story)
        heard = who.get(said.id) != said.speaker and said.speaker_type == "outlet"
        node = _node(reading, said, actor, named=actor is not None and actor.id in named, outlet=not heard)
        known = node is not None and node.kind in _HOUSES
        if house is not None and not known and said.source and _THE_HOUSE.match(said.source[0].cut(reading.text)):
            actor, node = house.actor, house.node
        if node is not None:
            source = Source(reading, said, node, actor)
            house = source if known else house
            yield source


def _speakers(reading: Reading) -> Mapping[str, str]:
    """The actor of the report behind each attribution that has one, by what the rest of the report says of him."""
    same, meant = unnamed(reading), named_later(reading, list(unnamed_speakers(reading)))
    parents = {a.parent for a in reading.attributions}
    out: dict[str, str] = {}
    for said in reading.attributions:
        heard = heard_by_outlet(reading, said) if said.id not in parents else None
        speaker = same.get(said.speaker, said.speaker) if said.speaker else None
        if found := heard or (meant.get(speaker, speaker) if speaker else None):
            out[said.id] = found
    return out


def _node(
    reading: Reading, said: Attribution, actor: StoryActor | None, *, named: bool, outlet: bool
) -> LineageNode | None:
    if actor is None:
        return _unnamed(reading, said)
    if own(reading, actor.name):
        return None
    if (outlet and said.speaker_type == "outlet") or _sells_news(actor):
        return outlet_node(actor.name, actor.id)
    if not named:
        return LineageNode(content_id("n", "anonymous", actor.id), "anonymous", actor.name, reading.id, actor.id)
    source = said.source[0].cut(reading.text) if said.source else ""
    if written(source) == "document":
        name = plain_name(source)
        # "The papers" of the Selm Papers, "the organizers' website" that is an actor itself.
        itself = set(_folded(name)) <= set(_folded(actor.name))
        return document_node(actor.name if itself else f"{actor.name}: {name}", actor.id)
    return statement_node(actor)


def _sells_news(actor: StoryActor) -> bool:
    body = actor.type in ("organization", "org_group")
    known = is_outlet(actor.name) or is_agency(actor.name)
    return actor.type == "publication" or known or (body and may_be_outlet(actor.name))


def _maker(reading: Reading, said: Attribution, story: Mapping[tuple[str, str], StoryActor]) -> StoryActor | None:
    """Whose statement a source is by its words: "Brook's address", "a statement by the board", "a police statement"."""
    if not said.source or said.speaker or written(said.source[0].cut(reading.text)) != "statement":
        return None
    source = said.source[0]
    for mention in sorted((m for m in reading.mentions if m.actor and source.contains(m.span)), key=lambda m: m.start):
        before, after = reading.text[source.start : mention.start], reading.text[mention.end : source.end]
        if _OWNED.match(after) or _BY.search(before):
            return story.get((reading.id, mention.actor or ""))
    whose = _folded(plain_name(source.cut(reading.text)))[:-1]
    bodies = {a.id: story[reading.id, a.id] for a in reading.actors if a.type in ("organization", "org_group")}
    fit = {actor.id: actor for actor in bodies.values() if whose and _folded(actor.name)[-len(whose) :] == whose}
    return next(iter(fit.values())) if len(fit) == 1 else None


def _folded(words: str) -> list[str]:
    return [fold(m.group()) for m in WORD.finditer(words)]


def own(reading: Reading, name: str) -> bool:
    """Whether the name is that of the report's own house, or its last words: "the Gazette"."""
    outlet = reading.report.report.outlet
    return outlet is not None and same_house(outlet, name)


@lru_cache(maxsize=KEPT_NAMES)
def same_house(outlet: str, name: str) -> bool:
    """Whether a report's outlet, a name or a site ("nytimes.com"), is the house that goes by this name."""
    mine, other = outlet_key(outlet), outlet_key(name)
    if f" {mine}".endswith(f" {other}"):
        return True
    words = other.split()
    short = "".join(word[0] for word in words[:-1]) + words[-1] if words else ""
    site = outlet.casefold().split(".")
    return len(site) > 1 and not {other.replace(" ", ""), "the" + other.replace(" ", ""), short}.isdisjoint(site)


def outlet_node(name: str, actor: str | None = None) -> LineageNode:
    """The node of a newspaper, broadcaster or agency."""
    what = "agency" if is_agency(name) else "outlet"
    return LineageNode(content_id("n", what, outlet_key(name)), what, name, actor=actor)  # type: ignore[arg-type]


def statement_node(actor: StoryActor, when: str | None = None) -> LineageNode:
    """The node of what a party said, now or on an earlier occasion."""
    name = f"{actor.name}, {when}" if when else actor.name
    return LineageNode(content_id("n", "statement", actor.id, when or ""), "statement", name, actor=actor.id)


def document_node(name: str, maker: str | None = None) -> LineageNode:
    """The node of something written, by its description and the actor who made it."""
    name = plain_name(name)
    return LineageNode(content_id("n", "document", name.casefold(), maker or ""), "document", name, actor=maker)


def _unnamed(reading: Reading, said: Attribution) -> LineageNode | None:
    """A source without an actor: a document, people, or whoever "reportedly" told."""
    if not said.source:
        return _unstated(reading) if said.status == "hedged" else None
    words = said.source[0].cut(reading.text)
    name, what = plain_name(words), written(words)
    if what == "document" and _REPORTS.search(name):
        # "The reports" are those told of before.
        return None if words.lower().startswith("the ") else _unstated(reading)
    if what == "document":
        return document_node(name, None)
    if what is None and (_PRONOUN.match(words) or not of_people(words)):
        return None
    kind_ = what or "anonymous"
    ident = content_id("n", kind_, reading.id, name.casefold())
    return LineageNode(ident, kind_, name, reading.id)  # type: ignore[arg-type]


def _unstated(reading: Reading) -> LineageNode:
    """Whoever told what a report has "reportedly"."""
    return LineageNode(content_id("n", "unstated", reading.id), "unstated", "not stated", reading.id)


def plain_name(words: str) -> str:
    """A description on one line, without its article."""
    return _ARTICLE.sub("", " ".join(words.split()))
