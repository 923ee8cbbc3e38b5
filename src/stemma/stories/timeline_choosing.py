"""Which events of a story its timeline shows: what is dated, told by many, of those whom the story is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from stemma.records import EventStatus, Reading
from stemma.stories.timeline_labels import readable
from stemma.stories.timeline_merging import Cluster, told_by
from stemma.stories.timeline_tellings import Telling

# The most lines a timeline has: ten stories annotated by hand have one for 95 to 160 words of their reports.
FEW, WORDS_A_LINE, MOST = 4, 110, 40
# What speaks for a line and against it, by logistic regression on the events of ten annotated stories, seven of real
# news and three of our own; half of their 680 events meet a line of the annotators. Fitted to nine and tried on the
# tenth, ten times over, with a line for 100 words, it finds 67 % of the lines at a precision of 65 (fitted to all: 69
# and 67; the weights set by hand before: 65 and 63). What stood too seldom there has its weight by hand: the figure of
# a year, what one report alone tells of many years ago (the building of a ship that ran aground today), and guesses.
FOR = {
    "dated": 1.0, "two reports": 0.9, "central": 0.8, "old": 0.7, "words": 0.7, "to the day": 0.5, "lead": 0.5,
    "opens": 0.4, "a name": 0.4, "told": 0.4, "listed": 0.3, "a stance": 0.3, "a deed of saying": 0.3, "party": 0.2,
}  # fmt: skip
AGAINST = {
    "headline": 0.9, "perfect": 0.8, "direct": 0.6, "denied": 0.5, "ongoing": 0.5, "was going on": 0.5,
    "a year's figure": 2.0, "long ago": 1.2, "a guess": 1.0, "a noun": 0.3, "anybody": 0.2,
}  # fmt: skip
# The even chance lies at 1.7; lines are missed more than they disturb. A second line of one sentence has to be sure.
ENOUGH, SURE = 1.7, 2.7
# So many words besides its own make a clause that tells something.
MANY = 10
# In its first sentences a report tells what matters most.
LEAD = 3
# A time so many days before every report that gives it is of old, and told for its own sake.
OLD, LONG_AGO = 60, 3650
# A word or actor that so many of the reports have in what they tell is central to the story.
CENTRAL = 0.6
# A verb group has at most so many words before its verb: "has not yet been".
GROUP = 4
# So many characters before a verb hold its auxiliary.
REACH = 32
# Longer is a year, or a part of it that was still going on; a greater number is a figure, not a dozen people.
SEASON, DOZENS = 35, 40
# So many characters before a clause are a mark of quotation and no words.
QUOTE = 3
# Of whom a clause tells that begins with one of these nobody can say.
_ANYBODY = frozenset((
    "people", "some", "many", "everyone", "everybody", "someone", "others", "most", "several", "few", "those", "women",
    "men",
))  # fmt: skip
STATUSES: tuple[EventStatus, ...] = ("happened", "denied", "ongoing", "planned", "proposed")


_WAS_GOING_ON = re.compile(r"(?i)\b(?:was|were)\s+(?:\w+ly\s+|not\s+)?\w+ing$")


def chosen(clusters: Sequence[Cluster], readings: Sequence[Reading]) -> list[Cluster]:
    """The events worth a line, at most so many as reports of this length have."""
    words = sum(len(r.text.split()) for r in readings)
    most = min(MOST, max(FEW, words // WORDS_A_LINE))
    spread = _spread(clusters)
    kept = [(weight(c, spread, readings), n) for n, c in enumerate(clusters) if any(readable(t) for t in c.members)]
    taken: list[Cluster] = []
    for worth, n in sorted((-w, n) for w, n in kept if w >= ENOUGH):
        if len(taken) < most and not _told_already(clusters[n], taken, sure=-worth >= SURE):
            taken.append(clusters[n])
    return taken


def _told_already(cluster: Cluster, taken: Sequence[Cluster], *, sure: bool) -> bool:
    """Whether other lines have its words, or, where it is not sure, the sentences that it only goes on with."""
    lines: dict[tuple[str, int], list[Telling]] = {}
    for telling in (t for c in taken for t in c.members):
        lines.setdefault((telling.report, telling.at), []).append(telling)
    return all(
        any(_in_its_words(t, line) or (not sure and _goes_on(t, line)) for line in lines.get((t.report, t.at), ()))
        for t in cluster.members
    )


def _in_its_words(telling: Telling, line: Telling) -> bool:
    """Whether one clause is part of the other; what is announced or judged is part of that which does it."""
    if any(q.contains(telling.event.trigger[0]) for q in line.event.evidence):
        return True
    return telling.cue_of is None and any(p.contains(line.event.trigger[0]) for p in telling.event.evidence)


def _goes_on(telling: Telling, line: Telling) -> bool:
    """Whether it is told behind the other in one sentence, and of no other day."""
    other_day = telling.dated and telling.days != line.days
    return line.event.trigger[0].start < telling.event.trigger[0].start and not other_day


def weight(cluster: Cluster, spread: Mapping[str, int], readings: Sequence[Reading]) -> float:
    """How much speaks for a line: the sum of FOR and AGAINST for what is true of it."""
    signs = _signs(cluster, spread, len(readings))
    return sum((FOR.get(sign, 0.0) - AGAINST.get(sign, 0.0)) * much for sign, much in signs.items())


def status(cluster: Cluster) -> EventStatus:
    """What most is known of it: a plan that another report tells as done is done."""
    held = Counter(t.event.status for t in cluster.members)
    if held["planned"] and cluster.days.first is not None and _lies_ahead(cluster, cluster.days.first):
        return "planned"
    return next(s for s in STATUSES if held[s])


def _lies_ahead(cluster: Cluster, first: int) -> bool:
    """Whether its days are after those of all its reports."""
    return all(t.written.last is not None and first > t.written.last for t in cluster.members)


def _spread(clusters: Sequence[Cluster]) -> dict[str, int]:
    """In how many reports' tellings each word and actor stands."""
    where: dict[str, set[str]] = {}
    for telling in (t for c in clusters for t in c.members):
        for term in (*telling.terms, telling.root):
            where.setdefault(term, set()).add(telling.report)
    return {term: len(reports) for term, reports in where.items()}


def _signs(cluster: Cluster, spread: Mapping[str, int], reports: int) -> dict[str, float]:
    """What is true of an event, and how much so (0..1)."""
    members = cluster.members
    dated = any(t.dated for t in members)
    now = status(cluster)
    longest = max((t.terms for t in members), key=len)
    return {
        "words": min(MANY, len(longest)) / MANY,
        "dated": dated,
        "to the day": any(t.close for t in members),
        "old": all(_of_old(t) for t in members),
        "long ago": told_by(cluster) == 1 and all(_of_old(t, LONG_AGO) for t in members),
        "two reports": told_by(cluster) > 1,
        "party": any(t.others for t in members),
        "central": max((spread[term] for term in sorted(longest)), default=0) >= CENTRAL * reports,
        "lead": min(t.at for t in members) < LEAD,
        "opens": any(_opens(t) for t in members),
        "a name": any(_names_subject(t) for t in members),
        "anybody": all(_opening(t) in _ANYBODY for t in members),
        "listed": any(t.kinds for t in members),
        "a deed of saying": any(t.cue_of for t in members),
        "a stance": any(t.stance for t in members),
        "told": all(t.by_others for t in members),
        "direct": all(t.quoted for t in members),
        "perfect": not dated and _perfect(members[0]),
        "ongoing": now == "ongoing",
        "denied": now == "denied",
        "a guess": now == "planned" and not dated and all(t.event.certainty != "certain" for t in members),
        "headline": all(t.headline for t in members),
        "a noun": now != "planned" and all(t.noun for t in members),
        "a year's figure": all(_figure(t) for t in members),
        "was going on": all(_was_going_on(t) for t in members),
    }


def _of_old(telling: Telling, least: int = OLD) -> bool:
    last, day = telling.days.last, telling.written.first
    return telling.dated and last is not None and day is not None and last < day - least


def _opens(telling: Telling) -> bool:
    """Whether its sentence begins with it."""
    return telling.event.evidence[0].start - telling.sentence.start <= QUOTE


def _opening(telling: Telling) -> str:
    return telling.event.evidence[0].cut(telling.text).split(None, 1)[0].lower()


def _names_subject(telling: Telling) -> bool:
    """Whether somebody or something is named before its verb, its first word apart."""
    before = telling.text[telling.event.evidence[0].start : telling.event.trigger[0].start].split()
    return any(word[:1].isupper() for word in before[1:])


def _figure(telling: Telling) -> bool:
    """Whether it only gives a figure of a year: "890 ships called last year"."""
    return telling.dated and (telling.days.width or 0) > SEASON and any(n > DOZENS for n in telling.numbers)


def _was_going_on(telling: Telling) -> bool:
    """Whether it tells of what was on its way when something else happened: "was burning"."""
    trigger = telling.event.trigger[0]
    return _WAS_GOING_ON.search(telling.text, max(0, trigger.start - REACH), trigger.end) is not None


def _perfect(telling: Telling) -> bool:
    """Whether it tells how things have come to be, and not what happened: "has lost half of its value"."""
    trigger = telling.event.trigger[0].start
    piece = max(p.start for p in telling.event.evidence if p.start <= trigger)
    return not {"has", "have"}.isdisjoint(telling.text[piece:trigger].lower().split()[-GROUP:])
