"""Which independent origins a statement goes back to: copies, a shared upstream and one utterance are one origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stemma.records import READ_BLOCKS, Lineage, LineageEdge, Reading, StoryActor
from stemma.spans import Span
from stemma.stories.claims_cutting import VOICES
from stemma.stories.copies_text import QUOTED
from stemma.stories.lineage_names import full_names, noun, officials
from stemma.stories.lineage_sources import Source, sources
from stemma.stories.lineage_telling import passes_on
from stemma.stories.lineage_words import outlet_key
from stemma.stories.origins_parties import parties
from stemma.stories.words import WORD, fold

# A report of whose text this part stands in another is that report's text.
WHOLE = 0.5
# So many words in a row are not put alike by chance in a text that is copied anyway.
TELLING = 4
# A quotation that begins so near behind one that somebody is given goes on with it, in code points: two paragraphs.
GOES_ON = 600


class Origins:
    """Answers where statements of a story's reports come from, by lineage nodes that can be counted."""

    def __init__(self, lineage: Lineage, readings: Sequence[Reading], actors: Sequence[StoryActor]) -> None:
        self.own = frozenset(r.id for r in readings)
        """The nodes of the reports themselves."""
        self._sources = {s.key: s for s in sources(readings, actors) if _gives(s)}
        self._held: dict[str, list[Source]] = {}
        for source in self._sources.values():
            self._held.setdefault(source.reading.id, []).append(source)
        self._parents = {(r.id, a.id): a.parent for r in readings for a in r.attributions}
        self._home: dict[str, str] = {}
        self._parties = parties(actors, readings)
        self._full = {short: actor.id for short, actor in full_names(actors).items()}
        self._mentioned = self._mentions(readings, actors)
        self._texts = {r.id: r.text for r in readings}
        self._quotations: dict[str, Sequence[Span]] = {}
        alone = self._known_to_one(actors)
        self._of_one = frozenset(n.id for n in lineage.nodes if n.kind == "anonymous" or n.actor in alone)
        self._kind = {n.id: n.kind for n in lineage.nodes}
        self._officials = frozenset(n.id for n in lineage.nodes if n.kind == "anonymous" and officials(n.name))
        self._kinds = {n.id: (n.report, noun(n.name)) for n in lineage.nodes if n.kind == "anonymous"}
        self._rank = {node.id: n for n, node in enumerate(lineage.nodes)}
        self._copied = _copied(lineage.edges, readings)
        self._join_parties()
        self._join_houses(readings)
        self._join_utterances(lineage.edges)
        self._join_copied(lineage.edges)

    def of(self, report: str, attribution: str | None, spans: Iterable[Span] = ()) -> tuple[str, ...]:
        """The nodes a statement goes back to, each an origin of its own; equal ids are one origin.

        `attribution` None is the report's own assertion: its house's, or that of the text it copies. `spans` say where
        the assertion stands, so that what a report adds to copied text counts as its own.
        """
        at: str | None = attribution
        while at is not None:
            source = self._sources.get((report, at))
            # What nobody told is no origin: deeds and thoughts that the report tells of by itself.
            if source is not None and (node := self.one(source.node.id)) in self._rank:
                return (node,)
            at = self._parents.get((report, at))
        spans = tuple(spans)
        speaker = self._quoted(report, spans) if attribution is None else None
        return (speaker or self.house(report, spans),)

    def party(self, actor: str) -> str:
        """The story actor that stands for all who speak with one voice with this one."""
        full = self._full.get(actor, actor)
        return self._parties.get(full, full)

    def house(self, report: str, spans: Sequence[Span] = ()) -> str:
        """The node that a report's own words there go back to: its house's, or that of the text it copies."""
        return self.one(self._house(report, spans))

    def _quoted(self, report: str, spans: Sequence[Span]) -> str | None:
        """Whose words they are that stand in quotation marks and were given to nobody: whoever was quoted before."""
        marks = self._marked(report)
        if not spans or not all(any(m.start <= s.start and s.end <= m.end + 1 for m in marks) for s in spans):
            return None
        before = [s for s in self._held.get(report, ()) if s.attribution.form != "indirect" and s.attribution.content]
        before = [s for s in before if 0 <= spans[0].start - s.attribution.content[-1].end <= GOES_ON]
        if not before:
            return None
        node = self.one(max(before, key=lambda s: s.attribution.content[-1].end).node.id)
        return node if node in self._rank else None

    def _marked(self, report: str) -> Sequence[Span]:
        """The quotations of a report, found when they are first asked for."""
        if report not in self._quotations:
            text = self._texts[report]
            self._quotations[report] = [Span(*m.span()) for m in QUOTED.finditer(text)]
        return self._quotations[report]

    def named(self, report: str, spans: Iterable[Span]) -> frozenset[str]:
        """The parties that a report mentions there, without places: a state is named in half of what is told of it."""
        mentioned = self._mentioned.get(report, ())
        return frozenset(actor for span in spans for at, actor in mentioned if span.contains(at))

    def speaks_to_one(self, node: str | None) -> bool:
        """Whether it is somebody whom one report alone knows: without a name, or a person who speaks for no body."""
        return node in self._of_one

    def without_officials(self, nodes: Sequence[str]) -> Sequence[str]:
        """Nodes without officials in general, "police" or "a spokesman", where somebody named says the same.

        They may be his; an official who is counted or called senior is somebody of his own.
        """
        named = any(self._kind.get(node) == "statement" for node in nodes)
        return [node for node in nodes if node not in self._officials] if named else nodes

    def one(self, node: str) -> str:
        """The node that stands for all that are one origin with this one."""
        while node in self._home:
            node = self._home[node]
        return node

    def independent(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """Nodes without those that are, or may be, one origin with an earlier one.

        Unnamed people of one kind in one report, "a local source" and "local sources", may be the same.
        """
        found = dict.fromkeys(self.one(node) for node in nodes)
        kinds: dict[object, str] = {}
        return tuple(node for node in found if kinds.setdefault(self._kinds.get(node, node), node) == node)

    def _known_to_one(self, actors: Sequence[StoryActor]) -> frozenset[str]:
        """The persons that one report alone mentions and who speak with nobody else."""
        voices = Counter(self.party(actor.id) for actor in actors)
        once = (a for a in actors if a.type == "person" and len({m.report for m in a.members}) == 1)
        return frozenset(a.id for a in once if voices[self.party(a.id)] == 1)

    def _mentions(
        self, readings: Sequence[Reading], actors: Sequence[StoryActor]
    ) -> Mapping[str, Sequence[tuple[Span, str]]]:
        """Where each report mentions whom, by party."""
        story = {(m.report, m.actor): self.party(a.id) for a in actors if a.type != "place" for m in a.members}
        return {
            r.id: [(m.span, party) for m in r.mentions if m.actor and (party := story.get((r.id, m.actor)))]
            for r in readings
        }

    def _house(self, report: str, spans: Sequence[Span]) -> str:
        """Where a report's own words come from: the first of the copies that hold these words, and what that copies."""
        seen = {report}
        while (copied := self._copied_from(report, spans)) is not None and copied not in seen:
            seen.add(copied)
            report, spans = copied, ()
        return report

    def _copied_from(self, report: str, spans: Sequence[Span]) -> str | None:
        for copied in self._copied.get(report, ()):
            whole = copied.part >= WHOLE and (not spans or not copied.held)
            if whole or any(span.overlaps(other) for span in spans for other in copied.held):
                return copied.to
        return None

    def _join(self, one: str, other: str) -> None:
        first, second = self.one(one), self.one(other)
        if first != second:
            first, second = sorted((first, second), key=lambda n: (self._rank.get(n, len(self._rank)), n))
            self._home[second] = first

    def _join_parties(self) -> None:
        """What named parties said, and unnamed people who speak for one."""
        home = self._parties
        voices = Counter(home.values())
        first: dict[str, str] = {}
        for source in self._sources.values():
            if source.actor is None or source.node.kind not in ("statement", "person", "anonymous", "document"):
                continue
            party = home.get(source.actor.id, source.actor.id)
            if source.node.kind != "anonymous" or voices[party] > 1:
                self._join(first.setdefault(party, source.node.id), source.node.id)

    def _join_houses(self, readings: Sequence[Reading]) -> None:
        """Reports of one outlet are one house; an outlet that is cited is the house of its reports."""
        first: dict[str, str] = {}
        for reading in readings:
            if outlet := reading.report.report.outlet:
                self._join(first.setdefault(outlet_key(outlet), reading.id), reading.id)
        for source in self._sources.values():
            if source.node.kind in ("outlet", "agency") and (house := first.get(outlet_key(source.node.name))):
                self._join(house, source.node.id)

    def _join_utterances(self, edges: Iterable[LineageEdge]) -> None:
        """Nodes of attributions that two reports give of one utterance."""
        for edge in edges:
            if edge.kind == "same-utterance":
                pair = [self._at(shown.report, Span(shown.start, shown.end)) for shown in edge.evidence]
                for one, other in zip(pair[::2], pair[1::2], strict=False):
                    if one and other:
                        self._join(one, other)

    def _join_copied(self, edges: Iterable[LineageEdge]) -> None:
        """Nodes of what a report and its copy give in the same words: whoever said it, it was told once."""
        for edge in edges:
            if edge.kind == "copies":
                told = {_content(source): source.node.id for source in self._held.get(edge.to, ())}
                for source in self._held.get(edge.from_, ()):
                    words = _content(source)
                    if len(words) >= TELLING and words in told:
                        self._join(told[words], source.node.id)

    def _at(self, report: str, span: Span) -> str | None:
        """The node of the attribution whose content stands there."""
        for source in self._held.get(report, ()):
            if any(c.overlaps(span) for c in source.attribution.content):
                return source.node.id
        return None


def _gives(source: Source) -> bool:
    """Whether the content goes back to the source: what it tells, or hints at, warns of or hopes in so many words."""
    said = source.attribution
    return passes_on(source.reading, said) or (source.actor is not None and said.act in VOICES)


def _content(source: Source) -> tuple[str, ...]:
    text = source.reading.text
    return tuple(fold(m.group()) for span in source.attribution.content for m in WORD.finditer(text, *span))


class _Copied(NamedTuple):
    to: str
    held: Sequence[Span]
    """Passages of the copy; empty where an address or a byline says that all of it is."""
    part: float
    """Of the text that is read."""


def _copied(edges: Iterable[LineageEdge], readings: Sequence[Reading]) -> Mapping[str, Sequence[_Copied]]:
    """The copies of each report, what holds most of it first."""
    size = {r.id: sum(b.span.length for b in r.report.blocks if b.type in READ_BLOCKS) for r in readings}
    out: dict[str, list[_Copied]] = {}
    for edge in edges:
        if edge.kind == "copies" and edge.from_ in size:
            held = [Span(e.start, e.end) for e in edge.evidence if e.report == edge.from_]
            # A credit alone is no passage: it says whose all of it is.
            whole = len(edge.evidence) < 2  # noqa: PLR2004
            part = sum(span.length for span in held) / max(1, size[edge.from_])
            out.setdefault(edge.from_, []).append(_Copied(edge.to, () if whole else held, 1.0 if whole else part))
    return {report: sorted(found, key=lambda f: -f.part) for report, found in out.items()}
