"""Telling what the store holds: stories, what changed in them, what was said, what people decided, what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from stemma import stories as grouping
from stemma.errors import UsageError
from stemma.records import Attribution, Group, Judgement, Record, ReportHead, Story, StoryActor, content_id
from stemma.settings import Settings
from stemma.store import Archive, Hit, parse, program_version

GROUPING = 7
"""Raised by whoever changes what `stemma.stories` makes of the same readings, so that stores are grouped anew."""

# Hits of one search, unless more are asked for.
HITS = 50


@dataclass(frozen=True, slots=True)
class Summary(Record):
    """A story as it stands in a list: its group and what is known of each report."""

    group: Group
    reports: tuple[ReportHead, ...]

    def to_dict(self) -> dict[str, Any]:
        """The contract's entry of `stories --json`."""
        group = self.group
        out = {"id": group.id, "title": group.title, "from": group.from_, "to": group.to}
        return {**out, "reports": [head.to_dict() for head in self.reports]}


def prepare(settings: Settings) -> None:
    """Make the store if it is not there, and bring an older one up to date."""
    Archive(settings.database, write=True).close()


def stories(settings: Settings) -> tuple[Summary, ...]:
    """The stories in the store, the latest first."""
    with Archive(settings.database) as store:
        return tuple(Summary(group, store.heads(group.reports)) for group in store.groups())


def story(settings: Settings, prefix: str, *, as_of: str | None = None) -> Story:
    """One story, by its id or a beginning of it that no other has; `as_of` (YYYY-MM-DD) leaves out what came later."""
    day = _day(as_of)
    with Archive(settings.database) as store:
        return _told(store, store.group(prefix), as_of=day)


def diff(settings: Settings, prefix: str, *, since: str) -> tuple[Story, tuple[grouping.Change, ...]]:
    """A story as it stands, and what is new, changed or withdrawn in it since the end of a day (YYYY-MM-DD)."""
    day = _day(since)
    with Archive(settings.database) as store:
        group = store.group(prefix)
        now = _told(store, group)
        return now, grouping.changes(_told(store, group, as_of=day), now)


def compared(then: Story, now: Story) -> tuple[grouping.Change, ...]:
    """What is new, changed or withdrawn between two tellings of one story."""
    return grouping.changes(then, now)


def judgements(settings: Settings) -> tuple[Judgement, ...]:
    """What people decided about actors, as far as it holds, in the order in which it was decided."""
    with Archive(settings.database) as store:
        return store.judgements()


def judge(
    settings: Settings,
    prefix: str,
    verdict: grouping.Verdict,
    one: str,
    other: str,
    *,
    who: str,
    when: str | None = None,
) -> Judgement:
    """Keep a judgement on two actors of a story; see `stories.judgement` for how they are named.

    `when` is ISO 8601, now if not given. It takes effect in every story that is assembled from then on.
    """
    story(settings, prefix)  # a story that is not there makes no store
    with Archive(settings.database, write=True) as store, store.writing():
        told = _told(store, store.group(prefix))
        return store.judge(grouping.judgement(told, verdict, one, other, who=who, when=when or _now()))


@dataclass(frozen=True, slots=True)
class Telling:
    """A story that can be told when it is wanted; `made_from` changes whenever it would be told differently."""

    summary: Summary
    made_from: str
    tell: Callable[[], Story]


def tellings(settings: Settings) -> Iterator[Telling]:
    """Every story in the store, the latest first; they can be told while the iteration goes on."""
    with Archive(settings.database) as store:
        decided, moved, version = store.judgements(), store.corrections(), grouping_version()
        for group in store.groups():
            here = [j.to_dict() for j in decided if {j.one.report, j.other.report} & set(group.reports)]
            here += [c.to_dict() for c in moved if c.reports & set(group.reports)]
            made_from = content_id("m", group.to_dict(), store.trace(group.reports), here, version, length=32)
            yield Telling(Summary(group, store.heads(group.reports)), made_from, partial(_told, store, group))


def marked(made_from: Iterable[str]) -> str:
    """A mark of several tellings together."""
    return content_id("l", *made_from, length=32)


def all_stories(settings: Settings, *, archive: Archive | None = None) -> Iterator[Story]:
    """Every story in the store, assembled one at a time."""
    with nullcontext(archive) if archive else Archive(settings.database) as store:
        for group in store.groups():
            yield _told(store, group)


def _told(store: Archive, group: Group, *, as_of: str | None = None) -> Story:
    readings, decided, moved = store.readings(group.reports), store.judgements(), store.corrections()
    return grouping.assemble(group, readings, as_of=as_of, judgements=decided, corrections=moved)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def grouping_version() -> str:
    """What stories are made by; changes whenever the same readings may be told differently."""
    return f"grouping {GROUPING} of stemma {program_version()}"


def search(settings: Settings, query: str, *, limit: int = HITS, offset: int = 0) -> tuple[Hit, ...]:
    """What is found for a search line; see `store.queries`. Raises UsageError where the line cannot be understood."""
    asked = parse(query)
    with Archive(settings.database) as store:
        return store.search(asked, limit=limit, offset=offset)


@dataclass(frozen=True, slots=True)
class Saying(Record):
    """One attribution of one actor, with the story and the report it stands in."""

    story: str
    title: str
    actor: str
    """The story actor's id."""
    name: str
    roles: tuple[str, ...]
    report: ReportHead
    attribution: Attribution
    words: tuple[str, ...]
    """The content, piece by piece, as the text has it; the cue or the source where there is none."""


def said(settings: Settings, name: str) -> Iterator[Saying]:
    """What everyone called `name` said, by story (the latest first), actor, and order of publication.

    A name is matched whole or by its words, without case. Raises UsageError for a name without a word.
    """
    asked = parse(f'speaker:"{name.replace(chr(34), " ")}"')
    with Archive(settings.database) as store:
        where = {hit.story for hit in store.search(asked, limit=-1)}
        for group in store.groups():
            if group.id in where:
                yield from _said(_told(store, group), name)


def _said(told: Story, name: str) -> Iterator[Saying]:
    readings = {reading.id: reading for reading in told.readings}
    order = {report: n for n, report in enumerate(readings)}
    for actor in (actor for actor in told.actors if _is_called(actor, name)):
        found = [a for a in told.attributions if actor.id in _speakers(a.attribution)]
        for entry in sorted(found, key=lambda a: order[a.report]):
            reading, one = readings[entry.report], entry.attribution
            words = tuple(span.cut(reading.text) for span in one.content or one.cue or one.source)
            head = reading.report.report
            yield Saying(told.id, told.title, actor.id, actor.name, actor.roles, head, one, words)


def _speakers(told: Attribution) -> tuple[str | None, ...]:
    return told.speakers or (told.speaker,)


def _is_called(actor: StoryActor, name: str) -> bool:
    wanted = set(name.casefold().split())
    return any(wanted <= set(called.casefold().split()) for called in (actor.name, *actor.aliases))


def _day(as_of: str | None) -> str | None:
    if as_of is None:
        return None
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise UsageError(
            f"{as_of!r} is not a date.", remedy="Write it as YYYY-MM-DD, for example 2024-09-13."
        ) from None
