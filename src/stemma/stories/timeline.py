"""The timeline of a story: events merged across its reports, in order of time, with what is open about it left open.

Two clocks run: when something was or is to be, and when a report first told of it. Only what a reader would look for
is kept: what several reports tell, or one tells with its day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from stemma.records import EntryTime, EventStatus, Evidence, Reading, StoryActor, TimeBasis, TimelineEntry, content_id
from stemma.stories.timeline_days import CENTURY, iso
from stemma.stories.timeline_merging import Cluster, merged
from stemma.stories.timeline_tellings import Telling, tellings, whole

# The most lines a timeline has: a few, and so many more for each report. Readers of six reports want about twenty.
FEW, EACH = 6, 4
MOST = 40
# How long a label may be, in characters; a clause that goes on is cut between words at a comma or preposition.
LONGEST_LABEL, SHORTEST_LABEL = 120, 24
_STATUSES: tuple[EventStatus, ...] = ("happened", "denied", "ongoing", "planned", "proposed")
# A clause of fewer words tells nothing by itself.
SHORTEST = 3
# An undated event of one report is kept when it stands among the report's first sentences and has some substance.
EARLY, SUBSTANCE = 12, 4
_SPEAKERS = frozenset(("i", "we", "our", "my", "us"))
_POINTING = frozenset(("it", "them", "him", "her", "this", "that"))
_LEADING = re.compile(r"^(?:and|but|so|then|also|meanwhile)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:to\s+\w+|and\s+[a-z]+|to|and|,)$")
_UNCLOSED = re.compile(r"\s*(?:\u201c[^\u201d]*|\"[^\"]*)$")
_RELATIVES = frozenset(("which", "who", "whom", "whose", "where", "when"))
_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "who",
        "which",
        "his",
        "her",
        "their",
    )
)
_NEXT_CLAUSE = frozenset(("when", "after", "before", "as", "while", "and", "but", "because", "if", "since", "until"))
_CUTS = frozenset(("for", "in", "on", "at", "with", "after", "before", "to", "from", "by", "of", "under", "over", "as"))


def timeline(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> tuple[TimelineEntry, ...]:
    """The timeline of `readings`, dated as the story settles them and in order of publication."""
    clusters = merged(tellings(readings, actors), actors)
    kept = [c for c in clusters if _is_news(c)]
    limit = min(MOST, FEW + EACH * len(readings))
    chosen = sorted(kept, key=_rank)[:limit]
    return tuple(_entry(c) for c in sorted(chosen, key=_order))


def _reports(cluster: Cluster) -> int:
    return len({t.report for t in cluster.members})


def _is_news(cluster: Cluster) -> bool:
    """Whether several reports tell of it, or one tells when it was; and some telling can be read by itself."""
    if not any(_readable(t) for t in cluster.members):
        return False
    status = _status(cluster)
    if any(t.dated or t.time.evidence for t in cluster.members):
        return status != "proposed" or _reports(cluster) > 1
    if _reports(cluster) > 1:
        return status not in ("denied", "proposed")
    return any(_stands_alone(t) for t in cluster.members)


def _stands_alone(telling: Telling) -> bool:
    """Whether an undated event of one report is told as news: early in it, by the report itself, with who did it."""
    event = telling.event
    told = event.told_by is None and event.status in ("happened", "planned") and event.certainty == "certain"
    return (
        told
        and not telling.headline
        and bool(telling.who)
        and telling.at < EARLY
        and bool(telling.others or len(telling.terms) >= SUBSTANCE)
    )


def _readable(telling: Telling) -> bool:
    """Whether its clause says by itself what is meant: no pronoun stands first, and there is something besides."""
    clause = whole(telling)
    words = clause.cut(telling.text).lower().split()
    before = telling.text[: clause.start].rstrip(" ,").rsplit(None, 1)[-1:]
    related = bool(before) and before[0].lower() in _RELATIVES
    if _unfinished(telling) or any(w.strip(",") in _SPEAKERS for w in words[:6]):
        return False
    if words[-1] in _POINTING:
        return False
    return not related and len(words) >= SHORTEST and words[0].strip(",") not in _PRONOUNS and bool(telling.terms)


def _unfinished(telling: Telling) -> bool:
    """Whether the clause ends with its verb though the sentence goes on: what was done is told outside of it."""
    clause, trigger = whole(telling), telling.event.trigger[0]
    behind = telling.text[clause.end :].split(None, 1)[:1]
    return trigger.end == clause.end and behind[:1] != [] and behind[0][:1].isalnum() and behind[0] not in _NEXT_CLAUSE


def _rank(cluster: Cluster) -> tuple[int, int, int, int]:
    """What comes first when room is short: told by many reports, with its day, by whom, early in its report."""
    first = cluster.members[0]
    return (
        -_reports(cluster),
        -any(t.close for t in cluster.members),
        -any(t.who or t.others for t in cluster.members),
        first.at,
    )


def _order(cluster: Cluster) -> tuple[int, int, int, int, int]:
    """By the earliest day it may be; where that is open, by the latest; then as first told."""
    days, first = cluster.days, cluster.members[0]
    start = days.first if days.first is not None else days.last
    last = days.last if days.last is not None else CENTURY
    return (0 if start is not None else 1, start or 0, last, first.order, first.event.trigger[0].start)


def _status(cluster: Cluster) -> EventStatus:
    """What most is known of it: a plan that another report tells as done is done."""
    held = Counter(t.event.status for t in cluster.members)
    return next(s for s in _STATUSES if held[s])


def _entry(cluster: Cluster) -> TimelineEntry:
    status = _status(cluster)
    best = min((t for t in cluster.members if _readable(t)), key=lambda t: _goodness(t, status))
    others = sorted((t for t in cluster.members if t is not best), key=lambda t: (t.order, t.event.trigger[0].start))
    told = [best, *others]
    published = [t.published for t in told if t.published is not None]
    label = _label(best)
    return TimelineEntry(
        id=content_id("t", best.report, best.event.id),
        label=label,
        time=_time(cluster, status, best),
        status=status,
        certainty=best.event.certainty,
        actors=tuple(dict.fromkeys(who for t in told for who in sorted(t.who))),
        place=tuple(dict.fromkeys(p for t in told for p in sorted(t.others) if _is_place(t, p))),
        evidence=tuple(dict.fromkeys(_evidence(t) for t in told)),
        reported=iso(min(published)) if published else None,
        reason="; ".join(dict.fromkeys(cluster.reasons)) or None,
    )


def _is_place(telling: Telling, actor: str) -> bool:
    return bool(telling.event.place) and actor in telling.others


def _goodness(telling: Telling, status: EventStatus) -> tuple[bool, bool, bool, bool, int, int]:
    """The best telling has the story's status, a day, whoever did it, and is no headline; the earliest of equals."""
    return (
        telling.event.status != status,
        telling.headline,
        not telling.who,
        not telling.close,
        telling.order,
        telling.event.trigger[0].start,
    )


def _time(cluster: Cluster, status: EventStatus, best: Telling) -> EntryTime:
    """The most exact time that any telling gives, and the days that all of them leave."""
    dated = [t for t in cluster.members if t.dated]
    basis: TimeBasis
    if not dated:
        basis = "inferred" if cluster.days.width else "unknown"
        return EntryTime(None, iso(cluster.days.first), iso(cluster.days.last), basis)
    exact = min(dated, key=lambda t: (t.days.width or 0, t is not best, -len(t.time.value or ""), t.order))
    basis = exact.time.basis
    if exact.event.status != status:
        basis = "inferred"
    days = cluster.days
    return EntryTime(exact.time.value, iso(days.first), iso(days.last), basis)


def _evidence(telling: Telling) -> Evidence:
    span = whole(telling)
    return Evidence(telling.report, span.start, span.end, span.cut(telling.text))


def _label(telling: Telling) -> str:
    """The clause's words as the report has them, cut between words where they go on too long."""
    text = telling.text
    pieces = [" ".join(s.cut(text).split()) for s in telling.event.evidence]
    room = LONGEST_LABEL
    out = []
    for piece in pieces:
        held = _cut(piece, room, keep=" ".join(telling.event.trigger[0].cut(text).split()))
        out.append(held)
        room = max(SHORTEST_LABEL, room - len(held))
        if held != piece:
            break
    label = " \u2026 ".join(out).strip(' ,;:\u201c\u201d"')
    if label.count("\u201c") > label.count("\u201d") or label.count('"') % 2:
        label = _UNCLOSED.sub("", label) or label
    return _TRAILING.sub("", _LEADING.sub("", label))


def _cut(piece: str, room: int, *, keep: str) -> str:
    if len(piece) <= room:
        return piece
    words = piece[:room].rsplit(" ", 1)[0].split(" ")
    least = len(piece[: piece.find(keep)].split()) + 2 if keep in piece else 2
    for at in range(len(words) - 1, least, -1):
        if words[at - 1].endswith(","):
            return " ".join(words[:at]).rstrip(",")
    for at in range(len(words) - 1, least, -1):
        if words[at].lower() in _CUTS:
            return " ".join(words[:at])
    return " ".join(words)
