"""Dates that came with a report and that its own words exclude: a crawler's, or of the page's last change.

Two things exclude a day: a day of the year told as ahead that would be nearly a year away ("on New Year's Eve there
will be", dated 10 January), and posts in the text that are all weeks older while the neighbours are of their days.
Alone they settle nothing; they open the report's day to what its neighbours say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from stemma.reading.times import find_times
from stemma.records import Reading, TimeExpression
from stemma.spans import Span
from stemma.stories.dating_days import Days, When
from stemma.stories.dating_tellings import Told
from stemma.stories.dating_weighing import Vector

# A news report shows posts of its own days; one whose posts are all older than this is hardly of its day.
OLD_POSTS = 14
# Neighbours of other houses bear the posts out when so many of them are of a day so near the last post.
BEARING_OUT, NEAR = 2, 3
# The words of one feast may be careless; two exclude the day.
TWICE = 2
# How likely a report is of a day that a feast excludes, and of one so long after its posts.
FEAST_DOUBT, POSTS_DOUBT = 0.02, 0.001
# Days on either side of a report's day in which a feast may lie.
A_YEAR = 366
# Who looks back shows old posts.
_LOOKS_BACK = re.compile(
    r"(?i)\b(?:anniversar|(?:weeks?|months?|years?|decades?)\s+(?:on|later|after|since)\b|look(?:s|ed|ing)? back\b)"
)
_SIGNED = re.compile(r"\(@\w{1,30}\)[ \u00a0]((?:[A-Z][a-z]+\.? \d{1,2}, |\d{1,2} [A-Z][a-z]+\.? )\d{4})\b")
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def suspects(pile: Sequence[Reading], stories: Sequence[Told], days: Sequence[int | None]) -> frozenset[int]:
    """The numbers of the reports whose day (of `days`) their own words exclude."""
    out = set()
    for n, (reading, mine, day) in enumerate(zip(pile, stories, days, strict=True)):
        if day is None:
            continue
        others = [d for m, d in enumerate(days) if d is not None and _house(pile[m]) != _house(reading)]
        if _old_posts(reading, mine, day, others) or len(list(_far_feasts(mine, day))) >= TWICE:
            out.add(n)
    return frozenset(out)


def own_words(reading: Reading, mine: Told, days: Days) -> Iterator[tuple[Span, Vector]]:
    """How well each of `days` goes with a suspect's feasts and posts, with the words that tell."""
    for span, meant in _feasts(mine):
        yield span, np.maximum(_fits(meant, days), FEAST_DOUBT)
    posts = _posts(reading.text)
    if posts:
        span, last = max(posts, key=lambda p: (p[1], -p[0].start))
        late = (days < last) | (days > last + OLD_POSTS)
        yield span, np.where(late, POSTS_DOUBT, 1.0)


def _house(reading: Reading) -> str:
    return reading.report.report.outlet or reading.id


def _old_posts(reading: Reading, mine: Told, day: int, others: Sequence[int]) -> bool:
    posts = [d for _, d in _posts(reading.text)]
    if not posts or max(posts) > day - OLD_POSTS or _LOOKS_BACK.search(reading.text):
        return False
    if any(named > max(posts) + OLD_POSTS for t in mine.times if (named := _day(t)) is not None):
        return False
    return sum(abs(other - max(posts)) <= NEAR for other in others) >= BEARING_OUT


def _posts(text: str) -> list[tuple[Span, int]]:
    """Dates that sign a post, also one set apart from the report: "Mara Lind (@mlind) April 3, 2031"."""
    signed = [Span(*m.span(1)) for m in _SIGNED.finditer(text)]
    return [(t.span, day) for t in find_times(text, signed, None) if (day := _day(t)) is not None]


def _day(time: TimeExpression) -> int | None:
    return date.fromisoformat(str(time.value)).toordinal() if _A_DAY.fullmatch(time.value or "") else None


def _feasts(mine: Told) -> Iterator[tuple[Span, When]]:
    """Days of the year without their year, told as ahead."""
    for telling in mine.tellings:
        if telling.when.kind == "yearless" and telling.when.tense == "ahead":
            yield telling.evidence, telling.when


def _far_feasts(mine: Told, day: int) -> Iterator[Span]:
    for span, meant in _feasts(mine):
        if not _fits(meant, np.array([day], dtype=np.int64)).any():
            yield span


def _fits(meant: When, days: Days) -> Vector:
    events = np.arange(days.min() - A_YEAR, days.max() + A_YEAR + 1)
    fits: Vector = meant.table(days, events).max(axis=1)
    return fits
