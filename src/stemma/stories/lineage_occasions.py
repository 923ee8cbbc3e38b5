"""When something was said: one party's statements of one occasion are one node, those of another day another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from stemma.records import Attribution, Reading
from stemma.spans import Span, hull

# Words that say when it was said begin or end so near to source and cue, in code points.
BESIDE = 16
# Days between two tellings of one party from which they are taken for two occasions. What is said in the evening
# stands in papers of the next day.
APART = 2
# A report that lies so many days from the middle one of its story tells its day to nobody.
FAR = 14
_NOW = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}(?:-\d{2})?(?=$|-)")


def occasions(said: Sequence[tuple[str, Reading, Attribution]]) -> Mapping[tuple[str, str], str]:
    """When each attribution was said, as far as that parts it from others of its party: report and attribution -> when.

    Triples of party, reading and attribution. A party that spoke on one occasion only has no entries.
    """
    days = _days([reading for _, reading, _ in said])
    by_party: dict[str, list[tuple[tuple[str, str], str]]] = {}
    for party, reading, attribution in said:
        when = uttered(reading, attribution)
        when = days.get(reading.id, "") if when is None else when
        by_party.setdefault(party, []).append(((reading.id, attribution.id), when))
    out: dict[tuple[str, str], str] = {}
    for told in by_party.values():
        named = _named([when for _, when in told])
        if len(set(named.values())) > 1:
            out |= {key: named[when] for key, when in told}
    return out


def _days(readings: Sequence[Reading]) -> Mapping[str, str]:
    """The days of reports, without those that lie so far from the middle one that they may be a crawler's."""
    days = {r.id: v[: len("2024-01-31")] for r in readings if (v := r.report.report.published.value)}
    known = {report: date.fromisoformat(day).toordinal() for report, day in days.items() if _DAY.fullmatch(day)}
    middle = sorted(known.values())[len(known) // 2] if known else 0
    return {report: days[report] for report, day in known.items() if abs(day - middle) <= FAR}


def _named(values: Sequence[str]) -> dict[str, str]:
    """Each value -> the first day of its occasion; months and years stand for themselves.

    What has no day was said when most was.
    """
    out = {value: value for value in values}
    days = sorted(value for value in out if _DAY.fullmatch(value))
    for before, day in pairwise(days):
        if date.fromisoformat(day).toordinal() - date.fromisoformat(before).toordinal() < APART:
            out[day] = out[before]
    counts = Counter(out[value] for value in values if value)
    if counts and "" in out:
        out[""] = min(counts, key=lambda when: (-counts[when], when))
    return out


def uttered(reading: Reading, said: Attribution) -> str | None:
    """The day, month or year in which it was said, where words beside the cue tell of one before the report's.

    Empty where they leave the day open ("earlier this week"), None where there are none.
    """
    published = reading.report.report.published.value
    frame = hull([*said.source, *said.cue]) if said.source or said.cue else None
    if frame is None or not published:
        return None
    around = Span(frame.start - BESIDE, frame.end + BESIDE)
    sentence = next((s for s in reading.report.sentences if s.overlaps(frame)), around)
    found = None
    for time in reading.times:
        beside = around.overlaps(time.span) and sentence.overlaps(time.span)
        if time.type != "DATE" or not beside or any(c.overlaps(time.span) for c in said.content):
            continue
        if (day := _DAY.match(time.value or "")) and day.group() <= published[:10]:
            return day.group()
        if (month := _MONTH.match(time.value or "")) and month.group() < published[: len(month.group())]:
            return month.group()
        if not _DAY.match(time.value or "") and time.value not in _NOW:
            found = ""
    return found
