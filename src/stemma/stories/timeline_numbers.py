"""The figures that a clause gives, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.records import Event
from stemma.spans import Span

_ONES = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "one": 1,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBER = re.compile(
    r"(?i)\b(?<!/)(?:\d{1,3}(?:,\d{3})+|\d+(?![.,/]\d)"
    rf"|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(n for n in _ONES if n != 'one')})\b"
)


def numbers(text: str, event: Event, dates: Sequence[Span]) -> frozenset[int]:
    """Whole numbers in figures or words; "21" and "twenty-one" are one, those of `dates` left out."""
    found = set()
    for piece in event.evidence:
        for match in _NUMBER.finditer(text, *piece):
            if any(s.start <= match.start() < s.end for s in dates):
                continue
            word = match.group().lower().replace(",", "")
            tens, _, ones = word.partition("-")
            value = int(word) if word.isdigit() else _TENS.get(tens, 0) + _ONES.get(ones or tens, 0)
            found.add(value)
    return frozenset(found)
