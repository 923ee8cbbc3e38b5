"""What the pages say in words: dates with their basis and openness, counts, forms, block labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from stemma.records import Attribution, Published

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ](?P<time>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?)?)?)?"
)

BASIS_WORDS = {
    "given": "as given with the report",
    "metadata": "from the page\u2019s metadata",
    "masthead": "from the report\u2019s masthead",
    "inferred": "inferred",
    "pile": "settled by the other reports",
    "unknown": "",
}
FORM_WORDS = {
    "direct": ("\u201c\u201d", "direct", "the words are quoted"),
    "mixed": ("\u201c\u2013", "mixed", "partly quoted, partly retold"),
    "indirect": ("\u2013", "indirect", "retold in the report\u2019s words"),
}
# Blocks that are shown but were not read, and what the page calls them.
UNREAD_WORDS = {
    "caption": "Caption",
    "disclaimer": "Disclaimer",
    "related_link": "Related link",
    "advertisement": "Advertisement",
    "other": "Other text",
}


class When(NamedTuple):
    """A publication time in words: `text` in full, `value` for machines or None, `basis` how it is known.

    `short` is the day alone, for lines that stand beside the full one.
    """

    text: str
    short: str
    value: str | None
    basis: str
    is_open: bool


def day(iso: str) -> str:
    """`2024-11-09` as "9 Nov 2024", cut at the precision given; a value that is no ISO date is returned unchanged."""
    found = _ISO.match(iso)
    if not found or not 1 <= int(found["month"] or 1) <= len(MONTHS):
        return iso
    words = [found["year"]]
    if found["month"]:
        words.insert(0, MONTHS[int(found["month"]) - 1])
    if found["day"]:
        words.insert(0, str(int(found["day"])))
    return " ".join(words)


def moment(iso: str) -> str:
    """Like `day`, with the time of day and its offset where given."""
    found = _ISO.match(iso)
    if not found or not found["time"]:
        return day(iso)
    zone = found["zone"] or ""
    if zone:
        zone = " UTC" if zone in {"Z", "+00:00", "-00:00", "+0000"} else f" UTC{zone.replace('-', chr(0x2212))}"
    return f"{day(iso)}, {found['time']}{zone}"


def either(values: Sequence[str]) -> str:
    """Candidate dates as "9 Nov or 11 Sep 2024": what they share at the end is said once."""
    words = list(dict.fromkeys(day(v) for v in values))
    years = {w.rsplit(" ", 1)[-1] for w in words}
    if len(words) > 1 and len(years) == 1 and all(" " in w for w in words):
        words = [*(w.rsplit(" ", 1)[0] for w in words[:-1]), words[-1]]
    return " or ".join(words)


def when(published: Published) -> When:
    """The publication time as it may be said: a value with its basis, or open with its candidates, or unknown."""
    if published.value is None:
        if published.alternatives:
            return When(f"date open: {either(published.alternatives)}", "date open", None, "", is_open=True)
        return When("date unknown", "date unknown", None, "", is_open=True)
    basis = BASIS_WORDS[published.basis]
    others = [a for a in published.alternatives if a != published.value and day(a) != day(published.value)]
    if others:
        basis = "; ".join(part for part in (basis, f"also read as {either(others)}") if part)
    return When(moment(published.value), day(published.value), published.value, basis, is_open=False)


def span_of_time(start: str | None, end: str | None) -> str:
    """From and to as "9 to 12 Nov 2024"; "dates open" where neither is known."""
    if start is None and end is None:
        return "dates open"
    first, last = day(start or end or ""), day(end or start or "")
    if first == last:
        return first
    a, b = first.split(" "), last.split(" ")
    shared = 0
    while shared < min(len(a), len(b)) - 1 and a[-1 - shared] == b[-1 - shared]:
        shared += 1
    return f"{' '.join(a[: len(a) - shared])} to {last}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`3 reports`, `1 report`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """`A, B and C`."""
    return " and ".join([", ".join(names[:-1]), *names[-1:]]) if names[1:] else "".join(names)


# How an attribution is told, where it is not simply asserted, certain and positive.
CERTAINTY_WORDS = {"probable": "put as probable", "possible": "put as possible", "underspecified": "no claim of fact"}
POLARITY_WORDS = {"negative": "in the negative", "mixed": "partly in the negative"}
STATUS_WORDS = {
    "hedged": "the report is not sure of it",
    "hypothetical": "hypothetical",
    "future": "still to come",
    "negated": "the report says it did not happen",
}


def manner(attribution: Attribution) -> tuple[str, ...]:
    """What the act was, and what limits it: ("warn", "put as possible")."""
    act = (attribution.act or "").replace("_", " ")
    words = (
        "" if act == "assert" else act,
        CERTAINTY_WORDS.get(attribution.certainty or "", ""),
        POLARITY_WORDS.get(attribution.polarity or "", ""),
        STATUS_WORDS.get(attribution.status or "", ""),
    )
    return tuple(w for w in words if w)


# What stands before a number of a claim's values, in words.
SIGNS = {"": "", "<": "at most ", ">": "at least ", "~": "about "}
_SIGNED = re.compile(r"(?<![\w<>~])([<>~])(?=\d)")


def signed(values: str) -> str:
    """Values of a claim with their signs as words: `people: >7` is at least 7 people."""
    return _SIGNED.sub(lambda sign: SIGNS[sign[1]], values)
