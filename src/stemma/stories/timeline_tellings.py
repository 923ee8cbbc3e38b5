"""The events of a story's reports as the timeline compares them: words, who takes part, and the days they may be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from stemma.reading.events_clauses import verbal
from stemma.reading.events_parts import of_its_year
from stemma.reading.events_verbs import kinds
from stemma.reading.morphology import Token, tokens
from stemma.records import Attribution, Event, EventTime, Reading, StoryActor
from stemma.spans import Span, hull
from stemma.stories.dating_clauses import root, words
from stemma.stories.timeline_days import Window, window_of
from stemma.stories.timeline_news import is_news, of_old, since
from stemma.stories.timeline_numbers import numbers
from stemma.stories.timeline_reports import Cast, Looked
from stemma.stories.timeline_speakers import meant, speakers, tells_of_himself
from stemma.stories.timeline_windows import ABOUT_NOW, left, lies_after, no_later
from stemma.stories.words import WORD, fold

_GROUPS = Path(__file__).parent / "data" / "event_groups.tsv"
# Within so many days a time counts as a day, not as a season or a year.
CLOSE = 2
# Rhetoric under quotation marks tells of an event only where it says when it was.
_RHETORICAL = frozenset(("direct", "mixed"))
_NEARLY = frozenset(("around", "about", "nearly", "almost", "early", "late", "shortly"))
# Groups of words that name what other words do, and are like to none themselves.
_ONLY_NAMED = frozenset(("published", "support", "accident"))
NO_SPAN = Span(0, 0)
NOWHERE: Mapping[str, Window] = MappingProxyType({})
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7]).*")
# What these acts are about had come about before.
_JUDGING = frozenset(("criticize", "dismiss", "praise", "oppose", "support", "justify", "disagree", "doubt", "worry"))
_SETTLED = frozenset(("happened", "ongoing", "planned", "denied", "proposed"))


@dataclass(frozen=True)
class Telling:
    """One event as one report tells it."""

    report: str
    text: str
    event: Event
    order: int
    """Its report's place in the story."""
    at: int
    """The number of its sentence in the report."""
    root: str
    terms: frozenset[str]
    """Roots of the clause's words and the story actors it names, without the trigger and the words that say when."""
    who: frozenset[str]
    """Story actors that do it; empty where the text leaves it open."""
    whom: frozenset[str]
    """Story actors that it is done to."""
    others: frozenset[str]
    """Those and where it is done."""
    time: EventTime
    days: Window
    written: Window
    """The days on which its report may have been written."""
    numbers: frozenset[int]
    """The figures of its clause, those that say when left out."""
    cue_of: str | None
    """The attribution whose cue its word is, where it is done by saying it."""
    announces: str | None
    """The same where what it is about is what it brings, and not what it judges: no apology, no blame."""
    meant: str | None
    """Whom the pronoun means that its clause begins with; None where it begins with none, or nobody is named."""
    rhetoric: bool
    """Whether it is told without a day in a quotation, or as hearsay."""
    headline: bool
    stance: bool
    """Whether somebody takes a side by it."""
    news: bool
    """Whether its report tells it as news: it is of the report's day or the days before it."""
    by_others: bool
    """Whether somebody tells it of others: not "she said she welcomed it"."""
    of_old: bool
    """Whether its clause names a time of old, though not as its own: "the ship launched in 1987 sank"."""
    sentence: Span = NO_SPAN
    quoted: bool = False
    """Whether it is told in somebody's own words."""

    @cached_property
    def dated(self) -> bool:
        """Whether its own words say when it was."""
        return self.days.width is not None and bool(self.time.evidence) and not ABOUT_NOW.match(self.time.value or "")

    @property
    def bounded(self) -> bool:
        """Whether its words say when it began or ended: "since February", "over the past year"."""
        return self.days.width is not None and not self.news

    @cached_property
    def noun(self) -> bool:
        """Whether a noun phrase names it and no clause tells of it: "the vote on Monday"."""
        return not self.who and not self.whom and named_only(self.event, self.text)

    @property
    def weekday(self) -> int | None:
        """The day of some week that its words say, 0 for Monday, where its report's date does not say which."""
        found = _WEEKDAY.fullmatch(self.time.value or "") if self.time.evidence else None
        return int(found[1]) - 1 if found else None

    @property
    def today(self) -> bool:
        """Whether it is of its report's own day, which is open: "this morning"."""
        return bool(self.time.evidence) and (self.time.value or "").startswith("XXXX-XX-XXT")

    @cached_property
    def close(self) -> bool:
        """Whether they say it to the day."""
        return self.dated and (self.days.width or 0) <= CLOSE

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The first and the last of its days, infinite where nothing bounds them."""
        return self.days.ends

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The groups of its word; names and films are released in another way than people."""
        found = groups().get(self.root, frozenset())
        if found >= {"free", "publish"}:
            return found - ({"publish"} if self.terms.isdisjoint(_published()) else {"free"})
        return found - _ONLY_NAMED

    @cached_property
    def supports(self) -> bool:
        """Whether its word only helps to tell what its object names: "secured the release"."""
        return "support" in groups().get(self.root, ())


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """For the root of each listed word the groups of words that may tell of the same event."""
    rows = (line.split("\t") for line in _GROUPS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    found: dict[str, set[str]] = {}
    for name, members in rows:
        for word in members.split():
            found.setdefault(root(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _published() -> frozenset[str]:
    return frozenset(word for word, names in groups().items() if "published" in names)


def tellings(
    readings: Sequence[Reading],
    actors: Sequence[StoryActor],
    as_read: Collection[str] = (),
    placed: Mapping[str, Window] = NOWHERE,
    before: Sequence[Telling] = (),
) -> tuple[Telling, ...]:
    """What the timeline may be made of, in order of report and text; what is only supposed is left out.

    `as_read` are the reports whose date is still the one they were read with; `placed` the days between which reports
    without a day must have been written. Those of the other reports stay as they were `before`.
    """
    cast = Cast.of(actors)
    reports = (
        Looked.of(n, reading, cast, as_read=reading.id in as_read, placed=placed.get(reading.id))
        for n, reading in enumerate(readings)
        if not before or reading.id in placed
    )
    found = tuple(t for report in reports for t in _of_report(report))
    kept = (t for t in before if t.report not in placed)
    return tuple(sorted((*kept, *found), key=lambda t: t.order)) if before else found


def _of_report(report: Looked) -> Iterator[Telling]:
    reading = report.reading
    times = {t.span: t for t in report.times}
    day = report.day
    for event in (_still_to_come(e, reading.text, day) for e in reading.events):
        if event.status not in _SETTLED:
            continue
        when = event.time
        announced = report.deeds.get(event.told_by or "")
        if not when.evidence and event.status == "happened" and announced is not None:
            # What was announced in May had come about by then.
            when = announced.time
        found = [times[s] for s in when.evidence if s in times]
        of_year = of_its_year(reading.text, found[0], found[1]) if len(found) > 1 else None
        time = when.with_(value=of_year or found[0].value) if found else when
        time = no_later(time, event, day, reading.text)
        own = window_of(time.value)
        rhetoric = own.width is None and not _counts(report.said.get(event.told_by or ""))
        at = report.sentence(event.trigger[0])
        news = not rhetoric and is_news(reading, report.times, event, at, day)
        if own.width:
            # "This year" of something done ends with the report.
            days = own.meets(Window(None, day.last)) or own if event.status == "happened" else own
        else:
            days = since(reading, report.times, event, day) or left(time, event, day, news=news)
        yield _telling(report, event, time, days, rhetoric=rhetoric, news=news)


def _still_to_come(event: Event, text: str, day: Window) -> Event:
    """An event that a noun names is planned where its day lies after the report: "the party on New Year's Eve"."""
    ahead = event.status == "happened" and not event.actors and lies_after(event.time, day)
    return event.with_(status="planned") if ahead and named_only(event, text) else event


def _counts(told: Attribution | None) -> bool:
    """Whether an undated event told by it counts: no rhetoric, no hearsay."""
    return told is None or (told.form not in _RHETORICAL and told.status == "asserted")


def _telling(report: Looked, event: Event, time: EventTime, days: Window, *, rhetoric: bool, news: bool) -> Telling:
    reading, cast = report.reading, report.cast

    def ids(which: Sequence[str]) -> frozenset[str]:
        return frozenset(cast.home[reading.id, actor] for actor in which if (reading.id, actor) in cast.home)

    trigger = event.trigger[0]
    at = report.sentence(trigger)
    cue = report.cue_of.get(trigger)
    clause = hull(event.evidence)
    dates = [t for t in report.times if t.type in ("DATE", "TIME") and clause.contains(t.span)]
    who = ids(event.actors or speakers(report, event))
    return Telling(
        report=reading.id,
        text=reading.text,
        event=event,
        order=report.order,
        at=at,
        root=root(fold(trigger.cut(reading.text))),
        terms=_terms(report, event, [t.span for t in dates]),
        who=who,
        whom=ids(event.recipients),
        others=ids((*event.recipients, *event.place)),
        time=time,
        days=days,
        written=report.day,
        numbers=numbers(reading.text, event, [t.span for t in dates]),
        cue_of=cue,
        announces=cue if cue is not None and report.said[cue].act not in _JUDGING else None,
        meant=meant(report, event),
        rhetoric=rhetoric,
        headline=any(span.contains(trigger) for span in report.headings),
        stance=any(span.contains(trigger) for span in report.stances),
        news=news,
        by_others=event.told_by is not None and not tells_of_himself(report, event),
        of_old=not time.evidence and any(t.end <= trigger.start and of_old(t, report.day.first) for t in dates),
        sentence=reading.report.sentences[at] if reading.report.sentences else clause,
        quoted=any(report.said[told].form == "direct" for told in (event.told_by or "",) if told in report.said),
    )


def named_only(event: Event, text: str) -> bool:
    """Whether its words are a noun phrase, without a verb."""
    words = tokens(text, list(event.evidence))
    return not any(verbal(words, n) or (w.span in event.trigger and _acts(w)) for n, w in enumerate(words))


def _acts(word: Token) -> bool:
    """Whether a word has the form of a verb that tells of the past: "launched in July", "struck"."""
    return word.lower.endswith(("ed", "ing")) or (word.lower != word.lemmas[0] and not word.lower.endswith("s"))


def _terms(report: Looked, event: Event, dates: Sequence[Span]) -> frozenset[str]:
    reading, cast = report.reading, report.cast
    skipped = (*event.trigger, *dates)
    empty, out = words("empty"), set()
    for piece in event.evidence:
        named = [m for m in report.names if piece.start <= m.start and m.end <= piece.end]
        for match in WORD.finditer(reading.text, *piece):
            if any(s.start <= match.start() < s.end for s in skipped):
                continue
            held = next((m for m in named if m.start <= match.start() < m.end), None)
            word = fold(match.group())
            if held is not None and (reading.id, held.actor) in cast.home:
                out.add(f"@{cast.home[reading.id, str(held.actor)]}")
            elif match.group()[:1].isupper() and word in cast.named:
                out.add(f"@{cast.named[word]}")
            elif len(word) > 1 and word not in empty and word not in _NEARLY and "did" not in kinds(word):
                out.add(root(word))
    return frozenset(out)


def whole(telling: Telling) -> Span:
    """The stretch of text from the clause's first word to its last."""
    return hull(telling.event.evidence)
