"""A story's reports as the timeline looks things up in them: times, cues, names and headings, found once a report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.reading.times import find_times
from stemma.records import Attribution, Event, Mention, Reading, StoryActor, TimeExpression
from stemma.spans import Span
from stemma.stories.timeline_days import Window, iso, window_of
from stemma.stories.words import fold


@dataclass(frozen=True, slots=True)
class Cast:
    """The story's actors: by report and its actor, and by one-word names that only one of them bears."""

    home: Mapping[tuple[str, str], str]
    named: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, actors: Sequence[StoryActor]) -> Cast:
        """Of a story with these actors."""
        bearers: dict[str, set[str]] = {}
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                bearers.setdefault(fold(name), set()).add(actor.id)
        return cls(
            {(m.report, m.actor): actor.id for actor in actors for m in actor.members},
            {name: min(ids) for name, ids in bearers.items() if len(ids) == 1},
            {actor.id: actor.name for actor in actors},
        )


@dataclass(frozen=True, slots=True)
class Looked:
    """One report with what every event of it is looked up in."""

    order: int
    reading: Reading
    day: Window
    """The days on which it may have been written."""
    cast: Cast
    times: Sequence[TimeExpression]
    """Its time expressions, counted from its day."""
    starts: Sequence[int]
    """Where its sentences begin."""
    names: Sequence[Mention]
    headings: Sequence[Span]
    stances: Sequence[Span]
    """The passages by which somebody takes a side."""
    cue_of: Mapping[Span, str]
    """For each event's word that is a cue the first attribution that it is a cue of."""
    deeds: Mapping[str, Event]
    """For each attribution the last event whose word is its cue."""
    said: Mapping[str, Attribution]

    @classmethod
    def of(cls, order: int, reading: Reading, cast: Cast, *, as_read: bool, placed: Window | None = None) -> Looked:
        """With `as_read` the reading's own times hold, its date being the one it was read with.

        `placed` are the few days between which a report without a day must have been written.
        """
        published, sentences = reading.report.report.published.value, reading.report.sentences
        cues = list(_cues(reading))
        if placed is not None:
            times: Sequence[TimeExpression] = _agreed(reading, placed)
        elif as_read and reading.times:
            times = reading.times
        else:
            times = find_times(reading.text, sentences, published)
        return cls(
            order,
            reading,
            placed or window_of(published),
            cast,
            times,
            [s.start for s in sentences],
            [m for m in reading.mentions if m.form == "name"],
            [b.span for b in reading.report.blocks if b.type in ("headline", "subheading")],
            [span for stance in reading.stances for span in stance.evidence],
            {event.trigger[0]: said for said, event in reversed(cues)},
            dict(cues),
            {a.id: a for a in reading.attributions},
        )

    def sentence(self, trigger: Span) -> int:
        """The number of the sentence that holds a word; the first one where none does."""
        at = bisect_right(self.starts, trigger.start) - 1
        return at if at >= 0 and self.reading.report.sentences[at].contains(trigger) else 0


def _agreed(reading: Reading, placed: Window) -> tuple[TimeExpression, ...]:
    """Its times as they are whichever of the days it was written on; where the days differ, as they are on none."""
    text, sentences = reading.text, reading.report.sentences
    first, last = placed.first, placed.last
    if first is None or last is None:
        return reading.times
    of_days = [{t.span: t for t in find_times(text, sentences, iso(day))} for day in range(first, last + 1)]
    open_ = find_times(text, sentences, reading.report.report.published.value)
    agreed = [{found[t.span].value if t.span in found else None for found in of_days} for t in open_]
    return tuple(
        of_days[0][t.span] if len(values) == 1 and t.span in of_days[0] else t
        for t, values in zip(open_, agreed, strict=True)
    )


def _cues(reading: Reading) -> Iterator[tuple[str, Event]]:
    """Attributions and the events whose words are their cues, in order of attribution and event."""
    placed = sorted((event.trigger[0].start, n) for n, event in enumerate(reading.events))
    starts = [start for start, _ in placed]
    for said in reading.attributions:
        inside = (
            n for cue in said.cue for _, n in placed[bisect_left(starts, cue.start) : bisect_left(starts, cue.end)]
        )
        for n in sorted(set(inside)):
            if any(cue.contains(reading.events[n].trigger[0]) for cue in said.cue):
                yield said.id, reading.events[n]
