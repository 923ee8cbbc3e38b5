"""An actor's page: everything said by and about one actor, over time, in every story that has one of this name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.exports import ledger, wording
from stemma.exports.saying import Item
from stemma.records import Story, StoryActor
from stemma.spans import Span
from stemma.web import address, reporting
from stemma.web.asking import Asked
from stemma.web.passages import Passage, Shower
from stemma.web.shelf import Told

# An actor of this many stories is a household name; the page would not end.
STORIES = 12
ABOUT = 60
"""Passages about an actor in one story; the first ones are shown."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said, with where its words and its details are."""

    item: Item
    href: str
    details: str
    when: str
    elsewhere: tuple[reporting.Elsewhere, ...]
    """The same words, or the same in other words, in other reports; who only repeats whom."""


@dataclass(frozen=True, slots=True)
class Member:
    """An actor of one report behind the story's actor."""

    name: str
    report: int
    report_id: str
    outlet: str
    place: str
    """`report:actor`, as forms send it."""


@dataclass(frozen=True, slots=True)
class Part:
    """The actor in one story."""

    story: str
    title: str
    actor: str
    name: str
    is_here: bool
    sayings: tuple[Saying, ...]
    """In order of publication."""
    reports: int
    """In so many reports."""
    about: tuple[tuple[str, Passage], ...]
    """Who speaks of them, and the words."""
    more_about: int
    positions: tuple[ledger.PositionView, ...]
    leads: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """An actor's page."""

    actor: StoryActor
    parts: tuple[Part, ...]
    members: tuple[Member, ...]
    why: tuple[tuple[str, str], ...]
    """Why names of several reports were joined: how sure, and the reason."""
    others: tuple[StoryActor, ...]
    """The story's other actors, to be joined with this one."""
    conflicts: tuple[str, ...]


def actor_page(here: Told, actor: StoryActor, elsewhere: Sequence[Told], asked: Asked) -> Page:
    """The page; `elsewhere` are other stories that may have someone of this name."""
    story = here.story
    parts = [_part(here, actor, asked, is_here=True)]
    for told in elsewhere:
        parts += [_part(told, twin, Asked(), is_here=False) for twin in told.story.actors if _same_name(twin, actor)]
    names = {(r.id, a.id): a.name for r in story.readings for a in r.actors}
    numbers = {r.id: (n, r.report.report.outlet or "outlet not stated") for n, r in enumerate(story.readings, 1)}
    members = tuple(
        Member(names[m.report, m.actor], *_with_id(numbers[m.report], m.report), f"{m.report}:{m.actor}")
        for m in actor.members
    )
    return Page(
        actor=actor,
        parts=tuple(parts),
        members=members,
        why=tuple((f"{merge.score:.2f}", merge.reason) for merge in actor.merges),
        others=tuple(sorted((a for a in story.actors if a.id != actor.id), key=lambda a: (a.name.casefold(), a.id))),
        conflicts=tuple(wording.listed(conflict.roles) for conflict in actor.role_conflicts),
    )


def _with_id(numbered: tuple[int, str], report: str) -> tuple[int, str, str]:
    return numbered[0], report, numbered[1]


def _same_name(one: StoryActor, other: StoryActor) -> bool:
    """Whether two stories may mean the same: equal full names. The page says that they are stories apart."""
    return one.name.casefold() == other.name.casefold() and (one.type == "person") == (other.type == "person")


def _part(told: Told, actor: StoryActor, asked: Asked, *, is_here: bool) -> Part:
    story = told.story
    about = list(_about(story, actor, asked.time))
    held = story.with_(positions=tuple(p for p in story.positions if p.actor == actor.id))
    positions = tuple(p for standing in ledger.ledger(held).standings for p in standing.positions)
    return Part(
        story=story.id,
        title=story.title,
        actor=actor.id,
        name=actor.name,
        is_here=is_here,
        sayings=(sayings := tuple(_sayings(told, actor, asked.time))),
        reports=len({saying.item.report for saying in sayings}),
        about=tuple(about[:ABOUT]),
        more_about=len(about[ABOUT:]),
        positions=positions,
        leads=_leads(story, actor, asked.time),
    )


def _leads(story: Story, actor: StoryActor, query: str) -> dict[str, str]:
    """Where the passages of the actor's positions are, by their anchors."""
    from stemma.exports.citing import opening  # noqa: PLC0415 - one use

    places = (e for p in story.positions if p.actor == actor.id for s in p.stances for e in s.evidence)
    return {opening(e): address.passage(story.id, e, query) for e in places}


def _sayings(told: Told, actor: StoryActor, query: str) -> Iterator[Saying]:
    story = told.story
    reports = {n: r.id for n, r in enumerate(story.readings, 1)}
    items = [i for s in (*told.dossier.speakers, *told.dossier.unnamed) for i in s.items]
    for item in sorted(items, key=lambda i: i.number):
        found = item.attribution
        if actor.id in (found.speakers or (found.speaker,)):
            report = reports[item.report]
            way = address.words(story.id, report, address.said_query(found.id), query)
            details = address.said(story.id, report, found.id, query)
            yield Saying(item, way, details, item.date.text, reporting.retold(story, report, found))


def _about(story: Story, actor: StoryActor, query: str) -> Iterator[tuple[str, Passage]]:
    """What others are reported to say in which the actor is named."""
    members = {(m.report, m.actor) for m in actor.members}
    names, shower = {a.id: a.name for a in story.actors}, Shower(story, query)
    spans = {
        r.id: [m.span for m in r.mentions if (r.id, m.actor) in members and m.form in {"name", "title"}]
        for r in story.readings
    }
    for told in story.attributions:
        found = told.attribution
        if actor.id in (found.speakers or (found.speaker,)):
            continue
        content = next((c for c in found.content if any(c.contains(s) for s in spans[told.report])), None)
        if content:
            who = names.get(found.speaker or "") or _own_words(story, told.report, found.source) or "someone"
            yield who, shower(told.report, content)


def _own_words(story: Story, report: str, source: Sequence[Span]) -> str:
    text = next(r.text for r in story.readings if r.id == report)
    return " … ".join(span.cut(text) for span in source)
