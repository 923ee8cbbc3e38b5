"""The days that are left for what a report tells without one that is settled."""

from __future__ import annotations

import re

from stemma.records import Event, EventTime
from stemma.stories.timeline_days import Window, iso, window_of

WEEK = 7
# What a report opens with in the past tense, and no day, is news: of its day or the two before (zones, nights).
NEWS_DAYS = 2
_WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
# A weekday of any week, an hour of any day: what only the report's own day tells the date of.
ABOUT_NOW = re.compile(r"XXXX-(?:WXX-\d|XX-XXT)")


def left(time: EventTime, event: Event, day: Window, *, news: bool) -> Window:
    """The days that the report's own, what it is as news, and a weekday that nothing dates leave for an event."""
    return _near(time, event, day) or _by_status(event, day, news=news)


def lies_after(time: EventTime, day: Window) -> bool:
    """Whether a time is later than its report; the next day is not, for it has begun elsewhere."""
    first = window_of(time.value).first
    return first is not None and day.last is not None and first > day.last + 1


def no_later(time: EventTime, event: Event, day: Window, text: str) -> EventTime:
    """What has happened was not after its report: "signed the order to sail on Saturday" means the last one."""
    own = window_of(time.value)
    past = event.status == "happened" and time.basis != "stated"
    if not past or own.first is None or day.last is None or not lies_after(time, day):
        return time
    named = any(_WEEKDAY.search(span.cut(text)) for span in time.evidence)
    if not named or own.width != 1 or own.first - WEEK > day.last:
        return EventTime()
    return time.with_(value=iso(own.first - WEEK) + str(time.value)[len("2000-01-01") :], basis="inferred")


def _near(time: EventTime, event: Event, day: Window) -> Window | None:
    """The days that a weekday or an hour leaves which the report's own date, no day itself, does not settle."""
    if day.first is None or not time.evidence or not ABOUT_NOW.match(time.value or ""):
        return None
    if "W" not in str(time.value):
        return day
    wide = day.wider(WEEK - 1)
    return Window(day.first, wide.last) if event.status == "planned" else Window(wide.first, day.last)


def _by_status(event: Event, day: Window, *, news: bool) -> Window:
    """What has happened was not after the report, what is planned not before it."""
    status = event.status
    if status == "planned":
        return Window(day.first, None)
    if news and day.width is not None and day.first is not None:
        # Where the report has no day, its news is what told when it was written.
        return Window(day.first - NEWS_DAYS * (day.width == 1), day.last)
    if status == "ongoing":
        # What goes on does so on the report's day, whenever it began.
        return day
    return Window(None, day.last) if status in ("happened", "denied") else Window()
