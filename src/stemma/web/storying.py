"""A story's page: the dossier's sections, live, as of a day, narrowed to an actor, an outlet, a certainty, a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from stemma.exports import ledger as ledgers
from stemma.exports import wording
from stemma.exports.addresses import anchor
from stemma.exports.chronology import Chronology
from stemma.exports.citing import opening
from stemma.exports.matrix import Matrix
from stemma.exports.saying import Item, Speaker
from stemma.exports.views import Dossier, Section
from stemma.records import ClaimSide, Evidence, Position, Story, StoryRule, TimelineEntry
from stemma.web import address
from stemma.web.asking import Asked, address_query
from stemma.web.figures import figures
from stemma.web.rendering import led, section
from stemma.web.shelf import Told

# In the order in which a person works down a story.
SHORT = {
    "brief": "Brief", "reports": "Reports", "timeline": "Timeline", "claims": "Claims", "rules": "Rules",
    "positions": "Positions", "family": "Family tree", "said": "Who said what",
}  # fmt: skip


FIGURES = Section("figures", "Figures that differ", "_figures.html.j2")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A section and its markup."""

    section: Section
    short: str
    markup: Markup


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something of the story was published, for the slider."""

    value: str
    words: str
    reports: int


@dataclass(frozen=True, slots=True)
class Page:
    """All that the story's template shows."""

    told: Told
    dossier: Dossier
    asked: Asked
    sections: tuple[Filled, ...]
    actors: tuple[Choice, ...]
    outlets: tuple[Choice, ...]
    days: tuple[Day, ...]
    day: int
    """Which of the days the story is told as of; the last one for all of it."""
    all_reports: int
    report_ids: tuple[str, ...]


def story_page(told: Told, asked: Asked, whole_story: Story) -> Page:
    """The views of the page; `whole_story` is the story with all its reports, which `told` may lack some of."""
    days = _days(whole_story)
    chosen = next((n for n, d in enumerate(days) if asked.as_of and d.value >= asked.as_of), len(days) - 1)
    whole = told.dossier
    shown = narrowed(whole, asked) if asked.narrows else whole
    sections = tuple(_sections(told, whole, shown, asked))
    return Page(
        told=told,
        dossier=whole,
        asked=asked,
        sections=sections,
        actors=tuple(_actors(told, asked)),
        outlets=tuple(Choice(name, name, name == asked.outlet) for name in whole.outlets),
        days=days,
        day=chosen,
        all_reports=len(whole_story.readings),
        report_ids=tuple(r.id for r in whole_story.readings),
    )


def _sections(told: Told, whole: Dossier, shown: Dossier, asked: Asked) -> Iterator[Filled]:
    """The dossier's sections, and after the claims the figures in which they differ."""
    ways = leads(told, asked.time)
    for part in whole.sections:
        markup = section(part.template, dossier=shown, asked=asked, story=told.story.id)
        yield Filled(part, SHORT.get(part.anchor, part.heading), led(markup, ways))
        if part.anchor == "claims":
            numbers = {row.number for row in (*shown.matrix.shared, *shown.matrix.alone)}
            differing = [f for f in figures(told.story, asked) if f.claim in numbers]
            if differing:
                yield Filled(FIGURES, "Figures", Markup(section(FIGURES.template, figures=differing)))  # noqa: S704 - ours


def leads(told: Told, query: str) -> dict[str, str]:
    """Where the anchors of a dossier lead in the app: to the words, on the page of their report."""
    story, out = told.story, {}
    for view in told.dossier.reports:
        out[view.anchor] = address.report(story.id, view.report.id, query)
        if view.evidence:
            out[view.evidence] = address.words(story.id, view.report.id, "at=date", query)
    for entry in story.timeline:
        for n, place in enumerate(entry.evidence):
            out[anchor("shown", entry.id, str(n))] = address.passage(story.id, place, query)
    for place in evidence_of(story):
        out[opening(place)] = address.passage(story.id, place, query)
    for told_ in story.attributions:
        found = told_.attribution.id
        way = address.words(story.id, told_.report, address_query(said=found), query)
        out[anchor("told", told_.report, found)] = way
        out["fix-" + anchor("told", told_.report, found)] = address.said(story.id, told_.report, found, query)
    out |= {f"actor-{a.id}": address.actor(story.id, a.id, query) for a in story.actors}
    out |= {f"page-{anchor('claim', c.id)}": address.claim(story.id, c.id, query) for c in story.claims}
    return out


def evidence_of(story: Story) -> Iterator[Evidence]:
    """Every passage that the sections beside the timeline lead to."""
    yield from (e for line in story.brief for e in line.evidence)
    yield from (e for claim in story.claims for side in claim.sides for e in side.evidence)
    yield from (e for rule in story.rules for e in rule.evidence)
    yield from (e for rule in story.rules for change in rule.history for e in change.evidence)
    yield from (e for tension in story.tensions for e in tension.evidence)
    yield from (e for position in story.positions for stance in position.stances for e in stance.evidence)
    yield from (e for edge in story.lineage.edges for e in edge.evidence)


def _days(story: Story) -> tuple[Day, ...]:
    """The days on which the story's reports were published, as far as they are settled."""
    heads = [r.report.report for r in story.readings]
    dates = sorted(h.published.value[:10] for h in heads if h.published.value)
    whole = [d for d in dates if len(d) == len("2024-05-01")]
    return tuple(Day(day, wording.day(day), sum(d <= day for d in whole)) for day in dict.fromkeys(whole))


def _actors(told: Told, asked: Asked) -> Iterator[Choice]:
    """Those who say or do something, most often named first."""
    tally = {a.id: 0 for a in told.story.actors}
    for entry in told.story.attributions:
        for id_ in entry.attribution.speakers or (entry.attribution.speaker,):
            if id_ in tally:
                tally[id_] += 1
    for claim in told.story.timeline:
        for id_ in claim.actors:
            if id_ in tally:
                tally[id_] += 1
    names = {a.id: a.name for a in told.story.actors}
    for id_ in sorted((i for i in tally if tally[i]), key=lambda i: (-tally[i], names[i])):
        yield Choice(id_, f"{names[id_]} ({tally[id_]})", id_ == asked.actor)


# --- narrowing -------------------------------------------------------------------------------------------------------


def narrowed(whole: Dossier, asked: Asked) -> Dossier:
    """A dossier with what does not fit left out; the numbers of what stays are kept."""
    story = whole.story
    reports = _reports(story, asked)
    numbers = {n for n, r in enumerate(story.readings, 1) if r.id in reports}
    claims = {
        n for n, claim in enumerate(story.claims, 1) if any(_side_fits(s, asked, reports, story) for s in claim.sides)
    }
    rules = {n for n, r in enumerate(story.rules, 1) if _rule_fits(r, asked, reports)}
    kept = story.with_(positions=tuple(p for p in story.positions if _position_fits(p, asked, reports)))
    standings = ledgers.ledger(kept).standings
    events = {n for n, e in enumerate(story.timeline, 1) if _event_fits(e, asked, reports)}
    return replace(
        whole,
        reports=tuple(v for v in whole.reports if v.number in numbers),
        speakers=_speakers(whole.speakers, asked, numbers),
        unnamed=_speakers(whole.unnamed, asked, numbers),
        chronology=_chronology(whole.chronology, events),
        matrix=_matrix(whole.matrix, claims),
        ledger=replace(
            whole.ledger,
            rules=tuple(r for r in whole.ledger.rules if r.number in rules),
            tensions=tuple(t for t in whole.ledger.tensions if {n for n, _ in t.between} <= rules),
            standings=standings,
        ),
    )


def _reports(story: Story, asked: Asked) -> frozenset[str]:
    heads = [r.report.report for r in story.readings]
    return frozenset(h.id for h in heads if asked.outlet is None or h.outlet == asked.outlet)


def _matrix(matrix: Matrix, numbers: set[int]) -> Matrix:
    return replace(
        matrix,
        shared=tuple(r for r in matrix.shared if r.number in numbers),
        alone=tuple(r for r in matrix.alone if r.number in numbers),
    )


def _chronology(whole: Chronology, numbers: set[int]) -> Chronology:
    """The list alone: a drawing of a part would have other scales."""
    return replace(whole, lines=tuple(line for line in whole.lines if line.number in numbers), strip=None)


def _speakers(speakers: Sequence[Speaker], asked: Asked, numbers: set[int]) -> tuple[Speaker, ...]:
    out = []
    for speaker in speakers:
        items = tuple(i for i in speaker.items if i.report in numbers and _item_fits(i, asked))
        if items:
            cells = tuple(sum(i.report == n for i in items) for n in range(1, len(speaker.cells) + 1))
            out.append(replace(speaker, items=items, cells=cells))
    return tuple(out)


def _item_fits(item: Item, asked: Asked) -> bool:
    told = item.attribution
    return (
        (asked.actor is None or asked.actor in (told.speakers or (told.speaker,)))
        and (asked.certainty is None or told.certainty == asked.certainty)
        and (asked.form is None or told.form == asked.form)
    )


def _side_fits(side: ClaimSide, asked: Asked, reports: frozenset[str], story: Story) -> bool:
    return (
        side.report in reports
        and (asked.actor is None or side.attributed_to == asked.actor)
        and (asked.certainty is None or side.certainty == asked.certainty)
        and (asked.form is None or (side.report, side.attribution) in _of_form(story, asked.form))
    )


def _of_form(story: Story, form: str) -> frozenset[tuple[str, str | None]]:
    return frozenset((a.report, a.attribution.id) for a in story.attributions if a.attribution.form == form)


def _rule_fits(rule: StoryRule, asked: Asked, reports: frozenset[str]) -> bool:
    return (
        any(e.report in reports for e in rule.evidence)
        and (asked.actor is None or asked.actor in (*rule.authority, *rule.bound))
        and (asked.certainty is None or rule.certainty == asked.certainty)
    )


def _position_fits(position: Position, asked: Asked, reports: frozenset[str]) -> bool:
    return (asked.actor is None or position.actor == asked.actor) and any(
        s.report in reports and (asked.certainty is None or s.certainty == asked.certainty) for s in position.stances
    )


def _event_fits(event: TimelineEntry, asked: Asked, reports: frozenset[str]) -> bool:
    return (
        any(e.report in reports for e in event.evidence)
        and (asked.actor is None or asked.actor in event.actors)
        and (asked.certainty is None or event.certainty == asked.certainty)
    )
