"""Positions: where each actor stands on each question, report by report, in order of time.

Stances of one actor are on one question when their questions share enough of their words, or some words and a sentence
that says the same. A ban and the thing banned are two questions, and so are easing a rule and tightening it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.reading.certainty import STRENGTH
from stemma.reading.times import find_times
from stemma.records import DatedStance, Evidence, Position, Reading, Stance, StanceTime, StoryActor, content_id
from stemma.spans import merge
from stemma.stories.positions_questions import Question, questions, same
from stemma.stories.positions_weighing import is_somebody, weighed
from stemma.stories.timeline_days import window_of

_PERFECT = re.compile(r"(?i)\b(?:has|have|had|previously|earlier|until now)\b")
# A time wider than a month says less of when a stance was taken than the day of the report that tells of it.
WIDEST = 31
# With so many members a position is compared by the first of them: later ones repeat their words.
COMPARED = 6
# A question of so many words reads well as a heading.
SHORTEST, LONGEST = 2, 14


@dataclass(frozen=True, slots=True)
class _Held:
    """A stance inside the story: whose, on what, when, and where it stands among all."""

    actor: str
    reading: Reading
    stance: Stance
    question: Question
    order: tuple[int, int, bool, int]


def positions(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> tuple[Position, ...]:
    """The positions of a story's actors, most important first.

    `readings` are dated and in order of publication, `actors` are those of the story. Each position's stances are in
    order of time: by the day the text gives, else by the report's.
    """
    story = {(m.report, m.actor): actor.id for actor in actors if is_somebody(actor) for m in actor.members}
    groups: dict[str, list[list[_Held]]] = {}
    for held in sorted(_held(readings, story), key=lambda h: (h.order, h.stance.id)):
        own = groups.setdefault(held.actor, [])
        fits = [(score, -n) for n, group in enumerate(own) if (score := _fit(held, group)) > 0]
        if fits:
            own[-max(fits)[1]].append(held)
        else:
            own.append([held])
    found = [(group[0].order, _position(actor, group)) for actor, own in groups.items() for group in own]
    ordered = [position for _, position in sorted(found, key=lambda f: (f[0], f[1].id))]
    return weighed(ordered, {actor.id: actor for actor in actors})


def _held(readings: Sequence[Reading], story: Mapping[tuple[str, str], str]) -> list[_Held]:
    out = []
    for n, reading in enumerate(readings):
        about = questions(reading, story)
        for stance in _timed(reading):
            if (actor := story.get((reading.id, stance.actor))) is not None:
                place = (_day(stance, reading), n, not _earlier(stance, reading), stance.evidence[0].start)
                out.append(_Held(actor, reading, stance, about[stance.id], place))
    return out


def _earlier(stance: Stance, reading: Reading) -> bool:
    """Whether the report looks back at the stance: "has long resisted" comes before "is considering"."""
    return any(_PERFECT.search(s.cut(reading.text)) for s in stance.evidence)


def _fit(held: _Held, group: Sequence[_Held]) -> float:
    """How well a stance fits a position: 0 where more than half of its members are on another question."""
    scores = [same(held.question, other.question) for other in group[:COMPARED]]
    return sum(scores) / len(scores) if sum(s > 0 for s in scores) * 2 >= len(scores) else 0.0


def _timed(reading: Reading) -> Sequence[Stance]:
    """The stances of a reading, with times that only the story's date of the report settles."""
    published = reading.report.report.published
    unsettled = [s for s in reading.stances if (s.time.value or "").startswith("X")]
    if not unsettled or published.value is None:
        return reading.stances
    anew = {t.span: t.value for t in find_times(reading.text, reading.report.sentences, published.value)}
    known: dict[str | None, str | None] = {}
    for time in reading.times:
        known.setdefault(time.value, anew.get(time.span, time.value))
    return [
        s.with_(time=StanceTime(known.get(s.time.value))) if s in unsettled and s.time.value in known else s
        for s in reading.stances
    ]


def _day(stance: Stance, reading: Reading) -> int:
    """The day a stance is sorted by; stances of undated reports come last."""
    window = window_of(stance.time.value)
    if window.first is not None and window.width is not None and window.width <= WIDEST:
        return window.first
    told = window_of(reading.report.report.published.value)
    return told.first if told.first is not None else window_of("2199").first or 0


def _position(actor: str, group: Sequence[_Held]) -> Position:
    question = _heading(group)
    stances = tuple(_dated(tellings) for tellings in _told_once(group))
    return Position(
        id=content_id("p", actor, question, stances[0].evidence), actor=actor, question=question, stances=stances
    )


def _heading(group: Sequence[_Held]) -> str:
    """The question that has most in common with the others; of equal ones the first."""

    def rank(held: _Held) -> tuple[bool, float, bool]:
        words = len(held.stance.question.split())
        near = sum(same(held.question, other.question) for other in group[:COMPARED])
        return SHORTEST <= words <= LONGEST, near, words > SHORTEST

    return max(group, key=rank).stance.question


def _told_once(group: Sequence[_Held]) -> Iterator[list[_Held]]:
    """Stances of one position that a report only repeats, together: the same stance, and no two different times."""
    found: list[list[_Held]] = []
    for held in group:
        for tellings in found:
            first = tellings[0]
            times = {h.stance.time.value for h in (held, *tellings)} - {None}
            alike = (held.reading.id, held.stance.stance) == (first.reading.id, first.stance.stance)
            if alike and len(times) <= 1 and held.stance.explicit == first.stance.explicit:
                tellings.append(held)
                break
        else:
            found.append([held])
    yield from found


def _dated(tellings: Sequence[_Held]) -> DatedStance:
    """One stance of what a report tells once or more, with the passages of all."""
    held = max(tellings, key=lambda h: (-STRENGTH.index(h.stance.certainty), h.stance.time.value is not None))
    stance, text = held.stance, held.reading.text
    spans = merge([span for h in tellings for span in h.stance.evidence])
    return DatedStance(
        report=held.reading.id,
        stance=stance.stance,
        condition=next((h.stance.condition for h in tellings if h.stance.condition), None),
        time=next((h.stance.time for h in tellings if h.stance.time.value is not None), stance.time),
        explicit=stance.explicit,
        certainty=stance.certainty,
        evidence=tuple(Evidence(held.reading.id, s.start, s.end, s.cut(text)) for s in spans),
    )
