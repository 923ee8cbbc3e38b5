"""Text and overlapping spans -> segments that an HTML page can wrap, and strange characters made harmless.

A segment is the longest stretch over which the same marks hold, so spans that overlap or lie inside one another need no
nesting of elements: each segment names all marks over it. Joined, the segments are the text, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape

from stemma.spans import Span

Role = Literal["source", "cue", "content", "date"]

# Characters that turn the direction of the text around them: harmless only when shut in and shown.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Tab, LF and FF pass through HTML as they are. CR, which a parser turns into LF, the other controls and lone surrogates
# do not.
_STRANGE = re.compile(f"[{BIDI_CONTROLS}\x00-\x08\x0b\x0d-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of one item: `number` is the item's number on the page, `role` what the piece is to it."""

    span: Span
    number: int
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same marks hold; `marks` has the shortest span first."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def end(self) -> int:
        """Where the segment ends, in code points of the report's text."""
        return self.start + len(self.text)

    @property
    def numbers(self) -> str:
        """The items' numbers, parted by spaces, shortest span first."""
        return " ".join(str(m.number) for m in self.marks if m.role != "date")

    @property
    def roles(self) -> str:
        """The roles, parted by spaces, in step with `numbers`."""
        return " ".join(m.role for m in self.marks if m.role != "date")

    @property
    def classes(self) -> str:
        """Style classes: each role once, in a fixed order, and `deep` where two contents lie over one another."""
        held = [m.role for m in self.marks]
        names = [role for role in ("source", "cue", "content", "date") if role in held]
        return " ".join([*names, *(["deep"] if held.count("content") > 1 else [])])


def segments(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Cut `text` inside `within` at every boundary of `marks`; the parts of marks outside `within` play no role."""
    here = sorted((m for m in marks if m.span.overlaps(within)), key=lambda m: (m.span.length, m.number, m.role))
    cuts = {within.start, within.end}
    for mark in here:
        cuts |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    edges = sorted(cuts)
    return tuple(
        Segment(start, text[start:end], tuple(m for m in here if m.span.start <= start and end <= m.span.end))
        for start, end in pairwise(edges)
    )


def shown(text: str) -> Markup:
    """The text escaped for HTML. Direction controls and other unprintable characters are shut in and named."""
    out, at = [], 0
    for found in _STRANGE.finditer(text):
        out += [escape(text[at : found.start()]), _shut_in(found.group())]
        at = found.end()
    return Markup("").join([*out, escape(text[at:])])


def plain(text: str) -> str:
    """The text for places that hold no elements (attributes, the page's title): strange characters as `[U+202E]`."""
    return _STRANGE.sub(lambda found: f"[{_name(found.group())}]", " ".join(text.split()))


def _shut_in(char: str) -> Markup:
    if char == "\r":
        return Markup("&#13;")
    # A parser would drop or change the rest; only the direction controls can stand in the page as themselves.
    inside = char if re.match(f"[{BIDI_CONTROLS}]", char) else ""
    return Markup('<span class="ctl" data-u="{}">{}</span>').format(_name(char), inside)


def _name(char: str) -> str:
    return f"U+{ord(char):04X}"
