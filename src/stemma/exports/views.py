"""What the dossier's templates are given: a story turned into frozen views, with anchors, numbers and words ready.

Numbers run through the reports' texts in reading order, like footnotes; anchors are made from content ids, so that a
link into a dossier still holds after it was rebuilt from the same reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.exports import wording
from stemma.exports.addresses import anchor, web_address
from stemma.exports.chronology import Chronology, chronology, shown_places
from stemma.exports.citing import Cited, Citer, cited_places
from stemma.exports.family import Family, family
from stemma.exports.ledger import Ledger, ledger
from stemma.exports.matrix import Matrix, matrix
from stemma.exports.paging import BlockView, blocks_of
from stemma.exports.saying import Item, Speaker, items_of, speakers_of, unnamed_of
from stemma.records import READ_BLOCKS, Published, Reading, Report, Story
from stemma.spans import check


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
# A report without a title is listed by its first words: about one line of the list.
OPENING_WORDS = 10


def dossier(story: Story) -> Dossier:
    """Build the views of `story`. Raises SpanError or RecordError for an attribution that points nowhere."""
    items = items_of(story)
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
        speakers=speakers_of(story, every),
        unnamed=unnamed_of(story, every),
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
