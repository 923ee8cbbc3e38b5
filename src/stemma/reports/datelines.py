"""The dateline that opens a lead: place, day and agency before a dash, or an agency's mark alone."""

from __future__ import annotations

import re
from functools import cache

from stemma.records import BlockType
from stemma.reports import lines, tables
from stemma.spans import Span, trim

# "NATO - The alliance" is no dateline; towns of three letters are, but they come with an agency or a day.
MIN_BARE_PLACE = 4
# The longest one met, two towns with day and agency, has 61 characters.
MAX_LENGTH = 80


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted((row[0].capitalize() for row in tables.rows("months")), key=len, reverse=True))
    names = "|".join(re.escape(name) for name in lines.agencies())
    word = r"[A-Z][A-Z.'’-]*[A-Z.](?:\d{1,2})?"
    place = rf"(?:{word})(?:(?:[ /,]|, |-){word}){{0,5}}"
    region = r"(?:, (?:[A-Z][\w.'’-]+)(?: [A-Z][\w.'’-]+){0,2})?"
    day = rf"(?:,? (?:(?:{months})\.? \d{{1,2}}|\d{{1,2}} (?:{months})\.?)(?:,? \d{{4}})?)"
    agency = rf"(?:\s*\((?:(?i:{names})|[A-Z][\w/&. -]{{1,30}})\))"
    known = rf"(?:\s*\((?i:{names})\))"
    dash = r"\s*(?:-{1,2}|[–—]|[.:]\s*[-–—]+)\s+"
    town = r"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}"
    return re.compile(
        rf"(?P<agency>\((?:(?i:{names}))\))(?:{dash}|\s*)"
        rf"|(?P<wire>(?:{place}{region}|{town}{region}){day}?{known})(?:{dash}|\s*|:\s+)"
        rf"|(?P<dated>{place}{region}{day}{agency}?){dash}"
        rf"|(?P<bare>{place}{region}{agency}?)(?:\s+(?:-{{1,2}}|[–—])\s+|--)"
    )


def read(text: str, span: Span) -> tuple[BlockType, Span] | None:
    """The dateline or agency mark that opens a paragraph, with the dash that closes it."""
    found = _pattern().match(text, span.start, span.end)
    if not found or found.end() >= span.end or len(found[0]) > MAX_LENGTH:
        return None
    following = text[found.end()]
    if not (following.isupper() or following.isdigit() or following in "\"'“‘«("):
        return None
    if found["bare"] and len(re.sub(r"[^A-Z]", "", found["bare"])) < MIN_BARE_PLACE:
        return None
    where = trim(text, found.start(), found.end())
    return None if where is None else ("outlet" if found["agency"] else "dateline", where)
