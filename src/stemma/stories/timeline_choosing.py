"""Which events of a story its timeline shows: what is dated, told by many, of those whom the story is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from stemma.records import EventStatus, Reading
from stemma.stories.timeline_labels import readable
from stemma.stories.timeline_merging import Cluster, told_by
from stemma.stories.timeline_tellings import Telling

# The most lines a timeline has: stories annotated by hand have one for 95 to 160 words of their reports.
FEW, WORDS_A_LINE, MOST = 4, 110, 40
# What speaks for a line and against it. A clause with its day was a gold line in three of four cases, one told by
# several reports in nine of ten, one of neither in one of four; the others part the undated ones a little.
FOR = {
    "dated": 2.5, "to the day": 0.8, "between days": 1.0, "a time": 1.5, "two reports": 1.5, "three reports": 1.0,
    "doer": 0.8, "party": 0.5, "central": 0.8, "early": 0.3, "a stance": 0.3, "news": 0.5, "planned": 0.3,
}  # fmt: skip
AGAINST = {
    "perfect": 0.8, "ongoing": 0.5, "headline": 1.0, "proposed": 1.0, "told": 0.5, "quoted": 1.0, "bare": 0.7,
    "uncertain": 0.5, "a year's figure": 2.0, "was going on": 1.0, "a noun": 1.5,
}  # fmt: skip
ENOUGH = 1.75
# Among the first so many sentences a report tells what matters most.
EARLY = 8
# A word or actor that so many of the reports have in what they tell is central to the story.
CENTRAL = 0.6
# A verb group has at most so many words before its verb: "has not yet been".
GROUP = 4
# So many characters before a verb hold its auxiliary.
REACH = 32
# Longer is a year, or a part of it that was still going on; a greater number is a figure, not a dozen people.
SEASON, DOZENS = 35, 40
STATUSES: tuple[EventStatus, ...] = ("happened", "denied", "ongoing", "planned", "proposed")


_WAS_GOING_ON = re.compile(r"(?i)\b(?:was|were)\s+(?:\w+ly\s+|not\s+)?\w+ing$")


def chosen(clusters: Sequence[Cluster], readings: Sequence[Reading]) -> list[Cluster]:
    """The events worth a line, at most so many as reports of this length have."""
    words = sum(len(r.text.split()) for r in readings)
    most = min(MOST, max(FEW, words // WORDS_A_LINE))
    spread = _spread(clusters)
    kept = [
        (weight(c, spread, len(readings)), n) for n, c in enumerate(clusters) if any(readable(t) for t in c.members)
    ]
    best = sorted((-w, n) for w, n in kept if w >= ENOUGH)[:most]
    return [clusters[n] for _, n in best]


def weight(cluster: Cluster, spread: Mapping[str, int], reports: int) -> float:
    """How much speaks for a line: the sum of FOR and AGAINST for what is true of it."""
    return sum(FOR.get(sign, 0.0) - AGAINST.get(sign, 0.0) for sign in _signs(cluster, spread, reports))


def status(cluster: Cluster) -> EventStatus:
    """What most is known of it: a plan that another report tells as done is done."""
    held = Counter(t.event.status for t in cluster.members)
    return next(s for s in STATUSES if held[s])


def _spread(clusters: Sequence[Cluster]) -> dict[str, int]:
    """In how many reports' tellings each word and actor stands."""
    where: dict[str, set[str]] = {}
    for telling in (t for c in clusters for t in c.members):
        for term in (*telling.terms, telling.root):
            where.setdefault(term, set()).add(telling.report)
    return {term: len(reports) for term, reports in where.items()}


def _signs(cluster: Cluster, spread: Mapping[str, int], reports: int) -> list[str]:
    members = cluster.members
    dated = any(t.dated for t in members)
    now = status(cluster)
    longest = max((t.terms for t in members), key=len)
    signs = {
        "dated": dated,
        "to the day": any(t.close for t in members),
        "between days": not dated and any(t.bounded for t in members),
        "a time": not dated and any(t.time.evidence and not _a_clock(t) for t in members),
        "two reports": told_by(cluster) > 1,
        "three reports": told_by(cluster) > 2,  # noqa: PLR2004 - as the name says
        "doer": any(t.who for t in members),
        "party": any(t.others for t in members),
        "central": max((spread[term] for term in sorted(longest)), default=0) >= CENTRAL * reports,
        "early": min(t.at for t in members) < EARLY,
        "news": any(t.news for t in members),
        "planned": now == "planned",
        "perfect": not dated and _perfect(members[0]),
        "ongoing": now == "ongoing",
        "headline": all(t.headline for t in members),
        "proposed": now == "proposed",
        "told": all(t.by_others for t in members),
        "a noun": now != "planned" and all(t.noun for t in members),
        "a stance": any(t.stance for t in members),
        "a year's figure": all(_figure(t) for t in members),
        "was going on": all(_was_going_on(t) for t in members),
        "quoted": not dated and told_by(cluster) == 1 and all(t.rhetoric for t in members),
        "bare": told_by(cluster) == 1 and max(len(t.terms) for t in members) <= 1,
        "uncertain": all(t.event.certainty != "certain" for t in members),
    }
    return [sign for sign, holds in signs.items() if holds]


def _figure(telling: Telling) -> bool:
    """Whether it only gives a figure of a year: "890 ships called last year"."""
    return telling.dated and (telling.days.width or 0) > SEASON and any(n > DOZENS for n in telling.numbers)


def _was_going_on(telling: Telling) -> bool:
    """Whether it tells of what was on its way when something else happened: "was burning"."""
    trigger = telling.event.trigger[0]
    return _WAS_GOING_ON.search(telling.text, max(0, trigger.start - REACH), trigger.end) is not None


def _a_clock(telling: Telling) -> bool:
    """Whether its time is one of any day: "around 7 a.m."."""
    return (telling.time.value or "").startswith("XXXX-XX-XXT") and (telling.time.value or "")[11:12].isdigit()


def _perfect(telling: Telling) -> bool:
    """Whether it tells how things have come to be, and not what happened: "has lost half of its value"."""
    trigger = telling.event.trigger[0].start
    piece = max(p.start for p in telling.event.evidence if p.start <= trigger)
    return not {"has", "have"}.isdisjoint(telling.text[piece:trigger].lower().split()[-GROUP:])
