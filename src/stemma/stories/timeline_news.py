"""When something was that is told without a day: news is of the days before its report, background is of any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.records import Event, Reading, TimeExpression
from stemma.spans import Span, hull
from stemma.stories.timeline_days import Window, window_of

# How far down a report what is told in the past tense, and with no day, is its news; of 48 such gold events 31 were of
# the report's day or the two before, 17 older, and of those 16 are told with one of the signs below.
NEWS_SENTENCES = 24
# The perfect tells of what is new in a report's first sentences, of how things stand further down.
LEAD = 3
# So many sentences before it a time of old makes background of what follows.
CARRIES = 2
# A time so many days before the report is of old.
OLD = 10
_BEFORE = frozenset(
    ("after", "since", "when", "until", "because", "before", "while", "where", "whose", "which", "who", "that")
)
# What was shortly before the news is as new; so many characters hold the words that say it.
_SHORTLY = re.compile(r"(?i)\b(?:shortly|soon|hours?|minutes?|moments?|immediately|right)\s+(?:after|before)$")
AT_MOST = 32
_AUXILIARIES = re.compile(r"(?i)\b(?:has|have|had|\w+['\u2019]ve|\w+['\u2019]d)\b")
_AHEAD = re.compile(r"(?i)\b(?:will|would|won['\u2019]t|shall)\b")
_PAST_SPAN = re.compile(r"(?i)\b(?:past|last)\b")
_DURATION = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 31, "Y": 366}


def is_news(reading: Reading, times: Sequence[TimeExpression], event: Event, at: int, written: Window) -> bool:
    """Whether a report tells an undated event of its sentence number `at` as news.

    News is told in the simple past in a main clause, or in the perfect in the lead; a time in its sentence or a time of
    old shortly before it makes it something else, for it may be as old as that.
    """
    text, trigger = reading.text, event.trigger[0]
    if event.status not in ("happened", "denied") or (at >= NEWS_SENTENCES and not _deed(reading, trigger)):
        return False
    clause = hull(event.evidence)
    before = text[clause.start : trigger.start]
    if _AUXILIARIES.search(before) and (at >= LEAD or "already" in before):
        return False
    if _AHEAD.search(before):
        return False
    opening = text[max(0, clause.start - AT_MOST) : clause.start].rstrip(' ,"\u201c')
    if (opening.rsplit(None, 1)[-1:] or [""])[0].lower() in _BEFORE and not _SHORTLY.search(opening):
        return False
    sentences = reading.report.sentences
    here = sentences[at] if at < len(sentences) else clause
    day = written.first
    if day is None or any(here.contains(t.span) and t.type in ("DATE", "TIME") for t in times):
        return False
    return not any(_background(reading, times, sentences[n], day) for n in range(max(0, at - CARRIES), at))


def _background(reading: Reading, times: Sequence[TimeExpression], sentence: Span, day: int) -> bool:
    """Whether a sentence tells of what was of old, and of nothing else besides: not "freed those seized last year"."""
    old = {t.span for t in _inside(times, sentence) if of_old(t, day)}
    told = [e for e in reading.events if sentence.contains(e.trigger[0])]
    return bool(old) and all(not old.isdisjoint(e.time.evidence) for e in told)


def _deed(reading: Reading, trigger: Span) -> bool:
    return any(cue.contains(trigger) for a in reading.attributions for cue in a.cue)


def _inside(times: Sequence[TimeExpression], sentence: Span) -> list[TimeExpression]:
    return [t for t in times if sentence.contains(t.span)]


def of_old(time: TimeExpression, day: int | None) -> bool:
    """Whether a time is well before the report of `day`."""
    last = window_of(time.value).last
    return last is not None and day is not None and last < day - OLD


def since(reading: Reading, times: Sequence[TimeExpression], event: Event, day: Window) -> Window | None:
    """The days that "since February" and "over the past year" leave; None where its words say neither."""
    clause = hull(event.evidence)
    for time in _inside(times, clause):
        word = (reading.text[: time.start].rsplit(None, 1)[-1:] or [""])[0].lower()
        first = window_of(time.value).first
        if word == "since" and first is not None:
            return Window(first, day.last)
        length = _DURATION.fullmatch(time.value or "")
        if length and day.first is not None and _PAST_SPAN.search(time.span.cut(reading.text)):
            return Window(day.first - int(length[1]) * _DAYS[length[2]], day.last)
    return None
