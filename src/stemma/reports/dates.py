"""A grammar for printed publication times. It reads a whole line or nothing; it never searches running text.

A reading is ISO 8601 cut at its precision. What a line leaves open (day or month first, no year, "3 hours ago")
stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from stemma.reports import tables

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Two-digit years up to this one are of this century: web pages do not go back further, and the clock is not asked.
LAST_SHORT_YEAR = 69
FIRST_YEAR, LAST_YEAR = 1600, 2100


class Clock(NamedTuple):
    """A time of day as printed, with its offset where the zone says one."""

    hour: int
    minute: int
    offset: str = ""

    def iso(self) -> str:
        """`HH:MM` and the offset."""
        return f"{self.hour:02}:{self.minute:02}{self.offset}"


@dataclass(slots=True)
class Stamp:
    """One printed time. `days` are the dates it may mean, most likely first; `month` one that lacks its day."""

    start: int
    end: int
    updated: bool = False
    labelled: bool = False
    days: tuple[date, ...] = ()
    month: str | None = None
    weekday: int | None = None
    clock: Clock | None = None
    relative: bool = False
    odd_weekday: bool = False
    day: tuple[int, int] | None = None
    """Month and day of a date that does not say its year."""

    @property
    def values(self) -> tuple[str, ...]:
        """The readings as ISO strings; empty when the line does not say the year."""
        if self.days:
            tail = f"T{self.clock.iso()}" if self.clock else ""
            return tuple(day.isoformat() + tail for day in self.days)
        return (self.month,) if self.month else ()


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TIME = r"""
    (?P<h>[01]?\d|2[0-4]) \s?[:.h]\s? (?P<m>[0-5]\d) (?::?[0-5]\d)? (?:[.,]\d+)? \s* (?P<ap>[ap]\.?\s?m\b\.?)? (?!\d)
    | (?P<h2>1[0-2]|0?[1-9]) \s* (?P<ap2>[ap]\.?\s?m\b\.?)
    | (?P<word>noon|midnight)\b
"""
_LABEL = r"""
    (?:(?:first|originally|last|article|story|page|date|press\s+release)\s+)*
    (?:published|publication\s+date|posted|updated?|modified|changed|issued|created|released|printed|filed|date|on)
    (?:\s+(?:on|at|date))? \s* :? (?!\w)
"""
_AGO = r"""
    (?:an?|\d+) \s* (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[hmd]) \s+ ago \b
    | (?:yesterday|today|just\s+now) \b
"""


@cache
def _grammar() -> re.Pattern[str]:
    """The tokens of a printed time, each kind under its name; earlier ones are tried first."""
    month = _either(row[0] for row in tables.rows("months"))
    zone = _either(row[0] for row in tables.rows("zones"))
    week = _either([*WEEKDAYS, *(day[:3] for day in WEEKDAYS), "tues", "weds", "thur", "thurs"])
    kinds = {
        "label": _LABEL,
        "iso": r"\d{4} (?P<isep>[-/.]) \d{1,2} (?P=isep) \d{1,2} (?!\d)",
        "compact": r"(?:19|20)\d{2} (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01]) (?!\d)",
        "numeric": r"\d{1,2} (?P<nsep>[/.-]) \d{1,2} (?P=nsep) (?:\d{4}|\d{2}) (?!\d)",
        "dmy": rf"(?P<dmy_d>{_DAY}) (?:st|nd|rd|th)? [\s\-/.]* (?:of\s+)? (?P<dmy_m>{month})\b \.?,?"
        rf"(?: [\s\-/]* (?P<dmy_y>\d{{4}}) (?!\d) )?",
        "mdy": rf"(?P<mdy_m>{month}) \.? [\s\-]* (?P<mdy_d>{_DAY}) (?:st|nd|rd|th)? (?![\d:])"
        rf"(?: ,?[\s\-]* (?P<mdy_y>\d{{4}}) (?![\d:]) )?",
        "my": rf"(?P<my_m>{month}) \.?,?\s+ (?P<my_y>\d{{4}}) (?!\d)",
        "week": rf"(?:{week})\b \.?",
        "ago": _AGO,
        "time": _TIME,
        "zone": rf"(?:utc|gmt)? \s? (?P<off>[+\-−]\d{{1,2}}(?::?\d{{2}})?) (?!\d) | (?P<zname>{zone})\b \.?",
        "sep": r"[\s,;|•·/()\[\]–—-]+ | \b(?:at|on|hrs?|hours|h|local\s+time|and)\b | (?<=\d)t(?=\d) | :",
    }
    return re.compile("|".join(f"(?P<{kind}>{rule})" for kind, rule in kinds.items()), re.IGNORECASE | re.VERBOSE)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def parse(text: str, offset: int = 0) -> tuple[Stamp, ...]:
    """All times of a line that holds nothing else; empty when any word is left over. Spans begin at `offset`."""
    stamps: list[Stamp] = []
    current: Stamp | None = None
    at, end = 0, len(text)
    while at < end:
        found = _grammar().match(text, at)
        if not found or found.end() == at:
            return ()
        kind = _kind(found)
        if kind != "sep":
            if current is None or _starts_new(current, kind):
                current = Stamp(offset + found.start(), offset + found.end())
                stamps.append(current)
            if not _READ[kind](current, found):
                return ()
            current.end = offset + len(text[: found.end()].rstrip())
        at = found.end()
    return tuple(_finish(s) for s in stamps) if stamps and all(map(_is_time, stamps)) else ()


def values(text: str) -> tuple[str, ...]:
    """The readings of a written date, such as a column or a meta tag; a time of 00:00:00 says the day only."""
    stamps = parse(text.strip())
    if len(stamps) != 1:
        return ()
    stamp = stamps[0]
    if stamp.clock and (stamp.clock.hour, stamp.clock.minute) == (0, 0) and re.search(r"00:00:00", text):
        stamp.clock = None
    return stamp.values


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if found.group(kind) is not None)


def _starts_new(stamp: Stamp, kind: str) -> bool:
    """A label, or a second date, opens another stamp."""
    dated = bool(stamp.days or stamp.month or stamp.day or stamp.relative)
    if kind == "label":
        return dated or stamp.clock is not None
    return (
        dated
        and kind in ("iso", "compact", "numeric", "dmy", "mdy", "my", "ago")
        and not (kind == "ago" and stamp.relative)
    )


def _is_time(stamp: Stamp) -> bool:
    """A label, a bare clock or a bare zone is no publication time."""
    return bool(stamp.days or stamp.month or stamp.day or stamp.relative or stamp.weekday is not None) or (
        stamp.labelled and stamp.clock is not None
    )


def _finish(stamp: Stamp) -> Stamp:
    """Let a printed weekday choose among the readings, or note that it fits none."""
    if stamp.weekday is not None and stamp.days:
        fitting = tuple(day for day in stamp.days if day.weekday() == stamp.weekday)
        stamp.odd_weekday = not fitting
        stamp.days = fitting or stamp.days
    return stamp


def _set_days(stamp: Stamp, *candidates: tuple[int, int, int]) -> bool:
    days = []
    for year, month, day in candidates:
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004 - a calendar
            try:
                days.append(date(year, month, day))
            except ValueError:
                continue
    stamp.days = tuple(dict.fromkeys(days))
    return bool(days)


def _label(stamp: Stamp, found: re.Match[str]) -> bool:
    word = found["label"].casefold()
    stamp.labelled = True
    stamp.updated = any(w in word for w in ("updat", "modif", "chang"))
    return True


def _iso(stamp: Stamp, found: re.Match[str]) -> bool:
    year, month, day = map(int, re.split(r"[-/.]", found["iso"]))
    return _set_days(stamp, (year, month, day))


def _compact(stamp: Stamp, found: re.Match[str]) -> bool:
    digits = found["compact"]
    return _set_days(stamp, (int(digits[:4]), int(digits[4:6]), int(digits[6:])))


def _numeric(stamp: Stamp, found: re.Match[str]) -> bool:
    first, second, last = re.split(r"[-/.]", found["numeric"])
    year = int(last)
    if len(last) == 2:  # noqa: PLR2004 - two digits
        year += 2000 if year <= LAST_SHORT_YEAR else 1900
    return _set_days(stamp, (year, int(second), int(first)), (year, int(first), int(second)))


def _worded(stamp: Stamp, found: re.Match[str], prefix: str) -> bool:
    month = _months()[found[f"{prefix}_m"].casefold()]
    year = found[f"{prefix}_y"]
    if year is None:
        stamp.day = (month, int(found[f"{prefix}_d"]))
        return True
    return _set_days(stamp, (int(year), month, int(found[f"{prefix}_d"])))


def _month_year(stamp: Stamp, found: re.Match[str]) -> bool:
    stamp.month = f"{int(found['my_y']):04}-{_months()[found['my_m'].casefold()]:02}"
    return True


def _week(stamp: Stamp, found: re.Match[str]) -> bool:
    stamp.weekday = next(n for n, day in enumerate(WEEKDAYS) if day.startswith(found["week"].casefold()[:3]))
    return True


def _ago(stamp: Stamp, found: re.Match[str]) -> bool:
    del found
    stamp.relative = True
    return True


def _time(stamp: Stamp, found: re.Match[str]) -> bool:
    if found["word"]:
        hour, minute = (12, 0) if found["word"].casefold() == "noon" else (0, 0)
    else:
        hour, minute = int(found["h"] or found["h2"]), int(found["m"] or 0)
        half = (found["ap"] or found["ap2"] or "").casefold()[:1]
        if half and 1 <= hour <= 12:  # noqa: PLR2004 - a clock
            hour = hour % 12 + (12 if half == "p" else 0)
    # "9:41 p.m. EDT / 01:41 GMT" gives one moment twice; the first is the outlet's own.
    if stamp.clock is None and hour < 24:  # noqa: PLR2004 - a clock
        stamp.clock = Clock(hour, minute)
    return True


def _zone(stamp: Stamp, found: re.Match[str]) -> bool:
    if stamp.clock is None or stamp.clock.offset:
        return True
    if found["zname"]:
        offset = _zones().get(found["zname"].upper(), "-")
    else:
        digits = found["off"][1:].replace(":", "").rjust(2, "0") if ":" in found["off"] else found["off"][1:]
        digits = digits.zfill(2) if len(digits) <= 2 else digits.zfill(4)  # noqa: PLR2004 - HH or HHMM
        offset = ("+" if found["off"][0] == "+" else "-") + digits[:2] + ":" + (digits[2:] or "00")
    if offset != "-":
        stamp.clock = Clock(stamp.clock.hour, stamp.clock.minute, offset)
    return True


@cache
def _months() -> dict[str, int]:
    return {row[0]: int(row[1]) for row in tables.rows("months")}


@cache
def _zones() -> dict[str, str]:
    return {row[0].upper(): row[1] for row in tables.rows("zones")}


_READ = {
    "label": _label,
    "iso": _iso,
    "compact": _compact,
    "numeric": _numeric,
    "dmy": lambda stamp, found: _worded(stamp, found, "dmy"),
    "mdy": lambda stamp, found: _worded(stamp, found, "mdy"),
    "my": _month_year,
    "week": _week,
    "ago": _ago,
    "time": _time,
    "zone": _zone,
}
_KINDS = (*_READ, "sep")
