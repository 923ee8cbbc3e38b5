"""When a report was published: all witnesses ranked, kept, and weighed; what they leave open stays open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from stemma.records import Block, DateBasis, DateEvidence, Published
from stemma.reports import dates
from stemma.spans import Span

# How far each kind of witness is believed when alone, first the most trusted. A column or tag was written for the
# purpose; a masthead is read; an address or a file name may name another day (a draft's, a download's).
TRUST: dict[str, float] = {"given": 0.95, "metadata": 0.9, "masthead": 0.85, "dateline": 0.5, "url": 0.6, "file": 0.4}
BASIS: dict[str, DateBasis] = {
    "given": "given",
    "metadata": "metadata",
    "masthead": "masthead",
    "dateline": "inferred",
    "url": "inferred",
    "file": "inferred",
}
ORDER = ("given", "metadata", "masthead", "url", "dateline", "file")
AGREE_BONUS, DISAGREE_FACTOR, UPDATED_FACTOR, SETTLED_FACTOR = 0.04, 0.6, 0.7, 0.9
TOP_CONFIDENCE = 0.99
# A report comes out on the day of its dateline or soon after; the other reading of day and month is weeks away.
MAX_DATELINE_LAG = 3
# A clock without a zone and one with it can be one moment when no zone lies further off.
WIDEST_ZONE = timedelta(hours=14)
# Two clocks of one day apart: zones lie between -12 and +14 hours, so neighbouring days may be one moment.
_NEIGHBOURS = 1

_PATH_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_PATH_WORDS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})/(?P<m>[a-z]{3})/(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)")


Precision = Literal["minute", "day", "month", "year"]


class Witness(NamedTuple):
    """One trace of the publication time: its kind, the evidence kept of it, and whether it speaks of an update."""

    kind: str
    evidence: DateEvidence
    updated: bool = False
    odd: bool = False
    day: tuple[int, int] | None = None
    """Month and day of a dateline that does not say its year."""


def from_column(text: str | None) -> list[Witness]:
    """The witness a row's column is."""
    if not text:
        return []
    return [Witness("given", DateEvidence("column published", text, dates.values(text)))]


def from_blocks(text: str, blocks: Iterable[Block]) -> list[Witness]:
    """The witnesses in the text: date lines, and datelines that say their year."""
    found = []
    for block in blocks:
        if block.type == "published_date":
            for stamp in dates.parse(block.span.cut(text), block.start):
                span = Span(stamp.start, stamp.end)
                evidence = DateEvidence("masthead", span.cut(text), stamp.values, span)
                found.append(Witness("masthead", evidence, stamp.updated, stamp.odd_weekday))
        elif block.type == "dateline":
            found += _dateline(text, block)
    return found


def _dateline(text: str, block: Block) -> list[Witness]:
    """The day in a dateline: with its year a weak witness, without it one that can only choose among readings."""
    words = block.span.cut(text)
    for found in re.finditer(r"\b[A-Z0-9]", words):
        for end in (words.find(" (", found.start()), len(words.rstrip(" -–—:."))):
            stamps = dates.parse(words[found.start() : end], block.start + found.start()) if end > 0 else ()
            if not stamps or not (stamps[0].values or stamps[0].day):
                continue
            span = Span(stamps[0].start, stamps[0].end)
            evidence = DateEvidence("dateline", span.cut(text), stamps[0].values, span)
            return [Witness("dateline", evidence, day=stamps[0].day)]
    return []


def from_address(url: str | None, path: str) -> list[Witness]:
    """Dates in the path of an address (/2018/09/13/) and in a file's own name."""
    found = []
    if url:
        found += _in_path("url", urlsplit(url).path if "//" in url else url)
    name = path.replace("\\", "/").rsplit("/", 1)[-1].split("#", 1)[0]
    if not name.lower().endswith(".jsonl"):
        found += _in_path("file", name)
    return found


def _in_path(kind: str, path: str) -> list[Witness]:
    for pattern in (_PATH_DATE, _PATH_WORDS):
        found = pattern.search(path.casefold())
        if found is None:
            continue
        month = found["m"] if found["m"].isdigit() else str(_month(found["m"]))
        try:
            day = date(int(found["y"]), int(month), int(found["d"]))
        except ValueError:
            continue
        where = "url" if kind == "url" else "file name"
        return [Witness(kind, DateEvidence(where, found[0], (day.isoformat(),)))]
    return []


def _month(word: str) -> int:
    stamps = dates.parse(f"1 {word} 2000")
    return stamps[0].days[0].month if stamps and stamps[0].days else 0


def settle(witnesses: Sequence[Witness]) -> Published:
    """Weigh the witnesses: the most trusted one is believed, the others agree, refine, settle or object."""
    witnesses = [_as_update(w, witnesses) for w in witnesses]
    kept = tuple(w.evidence for w in witnesses)
    evidence = tuple(sorted({w.evidence.span for w in witnesses if w.evidence.span is not None}))
    updated = next(
        (w.evidence.values[0] for w in _ranked(witnesses) if w.updated and len(w.evidence.values) == 1), None
    )
    usable = [w for w in _ranked(witnesses) if w.evidence.values and not w.updated]
    usable = usable or [w for w in _ranked(witnesses) if w.evidence.values]
    if not usable:
        basis: DateBasis = "masthead" if any(w.kind == "masthead" for w in witnesses) else "unknown"
        return Published(basis=basis, evidence=evidence, witnesses=kept, updated=updated)
    first = usable[0]
    value, confidence = _believe(first, [w for w in witnesses if w is not first])
    if value is None:
        options = tuple(dict.fromkeys(v for w in usable for v in w.evidence.values))
        return Published(
            basis=BASIS[first.kind], alternatives=options, evidence=evidence, witnesses=kept, updated=updated
        )
    value, basis = _refine(value, first, usable)
    return Published(
        value=value,
        precision=precision(value),
        basis=basis,
        confidence=round(confidence, 2),
        alternatives=_others(value, usable),
        evidence=evidence,
        witnesses=kept,
        updated=updated if updated != value or first.updated else None,
    )


def _as_update(witness: Witness, witnesses: Sequence[Witness]) -> Witness:
    """A visible date that the metadata knows as that of the update, and not as that of publication, speaks of it."""
    if witness.kind != "masthead" or witness.updated or len(witness.evidence.values) != 1:
        return witness
    value = witness.evidence.values[0]
    others = [w for w in witnesses if w.kind in ("given", "metadata") and w.evidence.values]
    agrees = {w.updated for w in others if any(near(value, v) for v in w.evidence.values)}
    return witness._replace(updated=True) if agrees == {True} and any(not w.updated for w in others) else witness


def _ranked(witnesses: Sequence[Witness]) -> list[Witness]:
    return sorted(witnesses, key=lambda w: (ORDER.index(w.kind), len(w.evidence.values) > 1))


def _believe(first: Witness, others: Sequence[Witness]) -> tuple[str | None, float]:
    """The value of the most trusted witness and how sure it is; None when its readings stay open."""
    trust = TRUST[first.kind] * (UPDATED_FACTOR if first.updated else 1) * (DISAGREE_FACTOR if first.odd else 1)
    readings = first.evidence.values
    if len(readings) > 1:
        fitting = [r for r in readings if any(_points_to(w, r) for w in others)]
        return (fitting[0], trust * SETTLED_FACTOR) if len(fitting) == 1 else (None, 0.0)
    for witness in others:
        if not witness.evidence.values:
            continue
        fits = any(near(readings[0], value) for value in witness.evidence.values)
        weight = TRUST[witness.kind] / TRUST[first.kind]
        if fits:
            trust = min(TOP_CONFIDENCE, trust + AGREE_BONUS)
        elif not witness.updated:
            trust *= 1 - (1 - DISAGREE_FACTOR) * min(1.0, weight)
    return readings[0], trust


def _points_to(witness: Witness, reading: str) -> bool:
    """Whether a witness settles an ambiguous reading: it has that day alone, or a dateline of about that day."""
    values = witness.evidence.values
    if len(values) == 1:
        return same_day(reading, values[0]) or near(reading, values[0])
    if values or witness.day is None:
        return False
    day = date.fromisoformat(reading[:10])
    try:
        written = date(day.year, *witness.day)
    except ValueError:
        return False
    return 0 <= (day - written).days <= MAX_DATELINE_LAG


def _refine(value: str, first: Witness, usable: Sequence[Witness]) -> tuple[str, DateBasis]:
    """A day that a lesser witness knows to the minute gets its minute."""
    if precision(value) == "day":
        for witness in usable:
            for other in witness.evidence.values:
                if precision(other) == "minute" and not witness.updated and same_day(value, other):
                    return other, BASIS[witness.kind]
    return value, BASIS[first.kind]


def _others(value: str, usable: Sequence[Witness]) -> tuple[str, ...]:
    """Readings that are not the value nor the same moment, in order of trust."""
    found = dict.fromkeys(v for w in usable for v in w.evidence.values)
    return tuple(v for v in found if v != value and not near(value, v))


def precision(value: str) -> Precision:
    """How finely an ISO value is cut."""
    if "T" in value:
        return "minute"
    return "year" if len(value) == len("2000") else "month" if len(value) == len("2000-01") else "day"


def same_day(one: str, other: str) -> bool:
    """Whether two values name the same calendar day as written."""
    return one[:10] == other[:10] and len(one) >= 10 and len(other) >= 10  # noqa: PLR2004 - YYYY-MM-DD


def near(one: str, other: str) -> bool:
    """Whether two values can be one moment: the same as far as the coarser goes, or the same instant in two zones.

    A day in an address and a clock elsewhere, or clocks with and without a zone, may be one moment seen from two zones.
    """
    if one[: len(other)] == other or other[: len(one)] == one or same_day(one, other):
        return True
    kinds = {precision(one), precision(other)}
    if kinds == {"minute"}:
        a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
        if (a.tzinfo is None) == (b.tzinfo is None):
            return a == b
        return abs(a.replace(tzinfo=None) - b.replace(tzinfo=None)) <= WIDEST_ZONE
    if kinds == {"minute", "day"}:
        days = date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])
        return abs(days.days) <= _NEIGHBOURS
    return False
