"""TIMEX3 values as EDTF level 1 (ISO 8601-2): dates and what is left open in them, seasons, quarters, doubt."""

from __future__ import annotations

import re
from datetime import date, timedelta

from stemma.records import TimeExpression

# EDTF's numbers for seasons (level 1) and quarters (level 2, read by level 1 tools as seasons of the year).
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_DAY = re.compile(r"(?P<y>\d{4}|XXXX)(?:-(?P<m>\d{2}|XX)(?:-(?P<d>\d{2}|XX))?)?(?P<t>T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?(?:-(\d))?")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q\d|H\d)")
_MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


def edtf(expression: TimeExpression) -> str | None:
    """The expression as EDTF level 1; None for durations, sets, vague references and what has no year."""
    value = expression.value
    if expression.type not in ("DATE", "TIME") or not value or value.endswith("_REF"):
        return None
    rendered = _rendered(value)
    if rendered and expression.mod == "APPROX":
        return rendered + "~" if "/" not in rendered and "T" not in rendered else rendered
    return rendered


def _rendered(value: str) -> str | None:
    if re.fullmatch(r"\d{3}X|\d\dXX", value):
        return value
    if found := _PART.fullmatch(value):
        return _part(found[1], found[2])
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), weekend=bool(found[3]), day=found[4])
    found = _DAY.fullmatch(value.removeprefix("FY") if not value.startswith("FY") else "")
    if not found or found["y"] == "XXXX":
        return None
    return _day(found)


def _part(year: str, code: str) -> str:
    if code in _SEASONS:
        return f"{year}-{_SEASONS[code]}"
    first, last = _MONTHS[code]
    return f"{year}-{first:02}/{year}-{last:02}"


def _week(year: int, week: int, *, weekend: bool, day: str | None) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if day:
        return (monday + timedelta(days=int(day) - 1)).isoformat()
    return f"{monday + timedelta(days=5 if weekend else 0)}/{monday + timedelta(days=6)}"


def _day(found: re.Match[str]) -> str:
    parts = [found["y"], *(p for p in (found["m"], found["d"]) if p)]
    time = found["t"] or ""
    clock = re.fullmatch(r"T(\d{2}):(\d{2})(Z?)", time)
    if not clock or "XX" in parts or len(parts) < 3:  # noqa: PLR2004 - year, month, day
        return "-".join(parts)
    if clock[1] == "24":
        return (date.fromisoformat("-".join(parts)) + timedelta(days=1)).isoformat() + f"T00:{clock[2]}:00{clock[3]}"
    return "-".join(parts) + f"T{clock[1]}:{clock[2]}:00{clock[3]}"
