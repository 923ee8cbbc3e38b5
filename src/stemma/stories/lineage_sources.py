"""What each attribution of a story goes back to: a party's statement, an outlet, a document, an unnamed source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from stemma.records import Attribution, LineageNode, Reading, StoryActor, content_id
from stemma.stories.lineage_names import full_names, unnamed
from stemma.stories.lineage_occasions import occasions
from stemma.stories.lineage_telling import tells_inside
from stemma.stories.lineage_words import KEPT_NAMES, is_agency, is_outlet, outlet_key, written

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
    when = occasions([(s.node.id, s.reading, s.attribution) for s in found if s.node.kind == "statement"])
    return tuple(_dated(source, when.get(source.key)) for source in found)


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
    same = unnamed(reading)
    for said in reading.attributions:
        speaker = same.get(said.speaker, said.speaker) if said.speaker else None
        actor = story.get((reading.id, speaker)) if speaker else None
        node = _node(reading, said, actor, named=actor is not None and actor.id in named)
        if node is not None:
            yield Source(reading, said, node, actor)


def _node(reading: Reading, said: Attribution, actor: StoryActor | None, *, named: bool) -> LineageNode | None:
    if actor is None:
        return _unnamed(reading, said)
    if own(reading, actor.name):
        return None
    if said.speaker_type == "outlet" or actor.type == "publication" or is_outlet(actor.name) or is_agency(actor.name):
        return outlet_node(actor.name, actor.id)
    if not named:
        return LineageNode(content_id("n", "anonymous", actor.id), "anonymous", actor.name, reading.id, actor.id)
    source = said.source[0].cut(reading.text) if said.source else ""
    if written(source) == "document":
        return document_node(f"{actor.name}: {plain_name(source)}", actor.id)
    return statement_node(actor)


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
    """A source without an actor: a document, or whoever "reportedly" told."""
    if not said.source:
        if said.status != "hedged":
            return None
        ident = content_id("n", "unstated", reading.id, said.id)
        return LineageNode(ident, "unstated", "not stated", reading.id)
    words = said.source[0].cut(reading.text)
    what = written(words)
    if what is None:
        return None
    name = plain_name(words)
    if what == "document":
        return document_node(name, None)
    return LineageNode(content_id("n", "statement", reading.id, name.casefold()), "statement", name, reading.id)


def plain_name(words: str) -> str:
    """A description on one line, without its article."""
    return _ARTICLE.sub("", " ".join(words.split()))
