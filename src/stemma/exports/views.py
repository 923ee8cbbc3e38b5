"""What the dossier's templates are given: a story turned into frozen views, with anchors, numbers and words ready.

Numbers run through the reports' texts in reading order, like footnotes; anchors are made from content ids, so that a
link into a dossier still holds after it was rebuilt from the same reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.errors import RecordError
from stemma.exports import wording
from stemma.exports.addresses import anchor, web_address
from stemma.exports.chronology import Chronology, chronology, shown_places
from stemma.exports.citing import Cited, Citer, cited_places
from stemma.exports.family import Family, family
from stemma.exports.ledger import Ledger, ledger
from stemma.exports.matrix import Matrix, matrix
from stemma.exports.paging import BlockView, blocks_of, key_spans
from stemma.records import READ_BLOCKS, Attribution, Published, Reading, Report, Story, StoryActor
from stemma.spans import Span, check


@dataclass(frozen=True, slots=True)
class Item:
    """One attribution as the list, the card and the text need it."""

    number: int
    said: str
    """Anchor of its entry in the list."""
    told: str
    """Anchor of its words in the report's text."""
    attribution: Attribution
    words: tuple[str, ...]
    """The content, piece by piece, as the text has it."""
    cue: str
    source: str
    """The source's own words; empty where the text names none."""
    speaker: str
    """The speaker's name if known, else the source's own words, else a plain word for their absence."""
    others: tuple[str, ...]
    """The other speakers of a joint source."""
    unnamed: str
    """The report's words for why the speaker is not named; empty where it gives none."""
    report: int
    outlet: str
    date: wording.When
    parent: int | None
    """Number of the item this one lies inside."""

    @property
    def sign(self) -> str:
        """The form's sign, e.g. quotation marks for a direct quotation."""
        return wording.FORM_WORDS[self.attribution.form][0]

    @property
    def form(self) -> str:
        """The form's word."""
        return wording.FORM_WORDS[self.attribution.form][1]

    @property
    def manner(self) -> tuple[str, ...]:
        """The act, and what limits it."""
        return wording.manner(self.attribution)

    @property
    def confidence(self) -> str:
        """How sure the reader was, in percent."""
        return f"{round(self.attribution.confidence * 100)}%"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A heading of the list and what stands under it."""

    key: str
    name: str
    note: str
    items: tuple[Item, ...]
    cells: tuple[int, ...] = ()
    """How many items each report has of this speaker, in the reports' order; empty for one report or too many."""

    @property
    def tally(self) -> str:
        """`7 items in 3 reports`, or how many items where there is one report."""
        reports = len({i.report for i in self.items})
        items = wording.count(len(self.items), "item")
        return f"{items} in {wording.count(reports, 'report')}" if reports > 1 else items


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its typed blocks, their segments marked."""

    number: int
    anchor: str
    report: Report
    outlet: str
    title: str | None
    opening: str
    """The text's first words, for a report without a title."""
    has_headline: bool
    """Whether the text itself holds its headline; if not, the given title is set above it."""
    date: wording.When
    evidence: str | None
    """Anchor of the words the date was read from, where the text has them."""
    updated: str | None
    link: str | None
    """The address, if it is one that may be followed."""
    blocks: tuple[BlockView, ...]
    items: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: anchor, heading, and the template that fills it."""

    anchor: str
    heading: str
    template: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the brief."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All a dossier page shows."""

    story: Story
    time: str
    outlets: tuple[str, ...]
    reports: tuple[ReportView, ...]
    speakers: tuple[Speaker, ...]
    """Named speakers, most quoted first."""
    unnamed: tuple[Speaker, ...]
    """Speakers that no name could be given, under their own words, by why that is so."""
    items: int
    sections: tuple[Section, ...]
    chronology: Chronology
    brief: tuple[Line, ...]
    matrix: Matrix
    ledger: Ledger
    family: Family


BRIEF = Section("brief", "In brief", "_brief.html.j2")
REPORTS = Section("reports", "The reports", "_reports.html.j2")
TIMELINE = Section("timeline", "Timeline", "_timeline.html.j2")
CLAIMS = Section("claims", "Claims by reports", "_claims.html.j2")
RULES = Section("rules", "Who may do what", "_rules.html.j2")
POSITIONS = Section("positions", "Where they stand", "_positions.html.j2")
FAMILY = Section("family", "Who drew on whom", "_family.html.j2")
SAID = Section("said", "Who said what", "_said.html.j2")
# The strip of squares behind a speaker's name, one a report: more of them than this no longer fit beside the name.
STRIP_REPORTS = 16
# A report without a title is listed by its first words: about one line of the list.
OPENING_WORDS = 10
UNNAMED = (
    ("anonymous", "Anonymous", "described, not named; never taken for one another"),
    ("unresolved", "Not resolved", "a pronoun or description that was not tied to a name"),
    ("unstated", "No speaker stated", "the text reports it without saying whose words they are"),
)


def dossier(story: Story) -> Dossier:
    """Build the views of `story`. Raises SpanError or RecordError for an attribution that points nowhere."""
    items = _items(story)
    places = shown_places(story), cited_places(story)
    shown = {r.id: [place for found in places for place in found.get(r.id, ())] for r in story.readings}
    cite = Citer(story)
    reports = tuple(_report(n, r, items.get(r.id, ()), shown.get(r.id, ())) for n, r in enumerate(story.readings, 1))
    every = [i for r in story.readings for i in items.get(r.id, ())]
    return Dossier(
        story=story,
        time=wording.span_of_time(story.from_, story.to),
        outlets=tuple(dict.fromkeys(r.report.report.outlet for r in story.readings if r.report.report.outlet)),
        reports=reports,
        speakers=_speakers(story, every),
        unnamed=_unnamed(story, every),
        items=len(every),
        sections=_sections(story),
        chronology=chronology(story),
        brief=tuple(Line(line.text, cite.firsts(line.evidence)) for line in story.brief),
        matrix=matrix(story),
        ledger=ledger(story),
        family=family(story),
    )


def _sections(story: Story) -> tuple[Section, ...]:
    """The parts of the page: those that always stand there, and those that this story has something for."""
    has = ((BRIEF, story.brief), (REPORTS, True), (TIMELINE, True), (CLAIMS, story.claims), (RULES, story.rules))
    more = ((POSITIONS, story.positions), (FAMILY, story.lineage.edges), (SAID, True))
    return tuple(section for section, wanted in (*has, *more) if wanted)


def _items(story: Story) -> dict[str, tuple[Item, ...]]:
    """The items of each report, in reading order, numbered through the whole story."""
    readings = {r.id: (n, r) for n, r in enumerate(story.readings, 1)}
    names = {a.id: a.name for a in story.actors}
    lost = [a.report for a in story.attributions if a.report not in readings]
    if lost:
        raise RecordError(f"An attribution points at report {lost[0]!r}, which is not in the story.")
    rows = [(readings[a.report], a.attribution) for a in story.attributions]
    rows.sort(key=lambda row: (row[0][0], _place(row[1]), row[1].id))
    numbers = {(place[1].id, attribution.id): n for n, (place, attribution) in enumerate(rows, 1)}
    found: dict[str, list[Item]] = {}
    for (position, reading), attribution in rows:
        found.setdefault(reading.id, []).append(_item(position, reading, attribution, numbers, names))
    return {report: tuple(items) for report, items in found.items()}


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    if not spans:
        raise RecordError(f"Attribution {attribution.id!r} has no span, so nothing could be shown of it.")
    return min(s.start for s in spans), max(s.end for s in spans)


def _item(
    position: int,
    reading: Reading,
    attribution: Attribution,
    numbers: Mapping[tuple[str, str], int],
    names: Mapping[str, str],
) -> Item:
    def words(spans: Sequence[Span]) -> tuple[str, ...]:
        return tuple(check(s, reading.text, f"attribution {attribution.id}").cut(reading.text) for s in spans)

    source = " \u2026 ".join(words(attribution.source))
    joint = tuple(dict.fromkeys(names[s] for s in attribution.speakers if s in names and s != attribution.speaker))
    head = reading.report.report
    return Item(
        number=numbers[reading.id, attribution.id],
        said=anchor("said", reading.id, attribution.id),
        told=anchor("told", reading.id, attribution.id),
        attribution=attribution,
        words=words(key_spans(attribution)),
        cue=" \u2026 ".join(words(attribution.cue)),
        source=source,
        speaker=names.get(attribution.speaker or "") or source or "No speaker stated",
        others=joint,
        unnamed=" \u2026 ".join(words(attribution.anonymity)),
        report=position,
        outlet=head.outlet or "outlet not stated",
        date=wording.when(head.published),
        parent=numbers.get((reading.id, attribution.parent)) if attribution.parent else None,
    )


def _report(number: int, reading: Reading, items: Sequence[Item], shown: Sequence[tuple[int, str]]) -> ReportView:
    report = reading.report
    head = report.report
    marks = [(i.number, i.told, i.said, i.attribution) for i in items]
    labels = {i.number: f"{i.number}: {i.speaker}, {i.form}" for i in items}
    dates = tuple(check(s, report.text, f"date of {head.id}") for s in head.published.evidence)
    dated = anchor("dated", head.id)
    headline = next((b.span.cut(report.text) for b in report.blocks if b.type == "headline"), None)
    return ReportView(
        number=number,
        anchor=anchor("text", head.id),
        report=report,
        outlet=head.outlet or "outlet not stated",
        title=head.title or headline,
        opening=_opening(report),
        has_headline=headline is not None,
        date=wording.when(head.published),
        evidence=dated if dates else None,
        updated=_updated(head.published),
        link=web_address(head.url),
        blocks=blocks_of(report, marks, labels, dates=dates, dated=dated, shown=shown),
        items=len(items),
    )


def _updated(published: Published) -> str | None:
    """When it was changed last, if that is not when it was published."""
    said = wording.moment(published.updated) if published.updated else None
    return said if said != wording.when(published).text else None


def _opening(report: Report) -> str:
    first = next((b for b in report.blocks if b.type in READ_BLOCKS), None)
    words = (first.span.cut(report.text) if first else report.text).split()
    return " ".join(words[:OPENING_WORDS]) + (" \u2026" if len(words) > OPENING_WORDS else "")


def _is_unnamed(item: Item, actors: Mapping[str, StoryActor]) -> bool:
    return item.attribution.speaker not in actors or item.attribution.speaker_type == "anonymous"


def _speakers(story: Story, items: Sequence[Item]) -> tuple[Speaker, ...]:
    actors = {a.id: a for a in story.actors}
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.attribution.speaker is not None and not _is_unnamed(item, actors):
            groups.setdefault(item.attribution.speaker, []).append(item)
    # Most quoted first; who speaks first in the pile comes first among equals (the sort is stable).
    ranked = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple(
        _speaker(f"s{n}", actors[actor].name, ", ".join(actors[actor].roles), found, len(story.readings))
        for n, (actor, found) in enumerate(ranked, 1)
    )


def _unnamed(story: Story, items: Sequence[Item]) -> tuple[Speaker, ...]:
    actors = {a.id: a for a in story.actors}
    groups: dict[str, list[Item]] = {}
    for item in items:
        if not _is_unnamed(item, actors):
            continue
        kind = "unstated" if not item.source else "unresolved"
        if item.attribution.speaker_type == "anonymous" and item.source:
            kind = "anonymous"
        groups.setdefault(kind, []).append(item)
    return tuple(
        _speaker(key, name, note, groups[key], len(story.readings)) for key, name, note in UNNAMED if key in groups
    )


def _speaker(key: str, name: str, note: str, items: Sequence[Item], reports: int) -> Speaker:
    fits = 1 < reports <= STRIP_REPORTS
    cells = tuple(sum(i.report == n for i in items) for n in range(1, reports + 1)) if fits else ()
    return Speaker(key=key, name=name, note=note, items=tuple(items), cells=cells)
