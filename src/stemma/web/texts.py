"""A report's text for a page of its own: every layer marked in place, nothing of the text lost or moved.

The text is swept once: at each boundary the set of marks that are open changes, and what lies between two boundaries is
one piece. So a page of a thousand marks, or a paragraph of five million letters, takes time in proportion to both.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from stemma.exports.wording import UNREAD_WORDS
from stemma.records import Block, Reading
from stemma.spans import Span

Layer = Literal["source", "cue", "content", "actor", "time", "rule", "date", "at", "shared"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text and what it is: the layer, and which item of it."""

    span: Span
    layer: Layer
    item: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which the same marks hold."""

    text: str
    layers: tuple[Layer, ...] = ()
    items: str = ""
    """Numbers of the attributions it is part of, parted by spaces."""
    title: str = ""
    """What the text says of itself where nothing else does: an actor's name, a time's value."""
    joins: str = ""
    """The shared passages it is part of, parted by spaces."""
    opens: bool = False
    """Whether the selected words begin here."""

    @property
    def classes(self) -> str:
        """Style classes, one for each layer."""
        return " ".join(f"w-{layer}" for layer in self.layers)


@dataclass(frozen=True, slots=True)
class BlockText:
    """A typed block, the white space before it, and the white space behind the last one."""

    block: Block
    gap: str
    tail: str
    label: str
    """What the page calls a block that was not read; empty for all others."""
    runs_on: bool
    pieces: tuple[Piece, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it heads the report or a part of it."""
        return self.block.type in {"headline", "subheading"}


def blocks_of(reading: Reading, marks: Sequence[Mark]) -> tuple[BlockText, ...]:
    """The text of a reading in blocks and pieces; joined, gaps and all, they are the text."""
    text, out, at = reading.text, [], 0
    blocks = _covering(reading)
    sweep = _Sweep(text, marks)
    for n, block in enumerate(blocks):
        gap, at = text[at : block.start], block.end
        is_last = n + 1 == len(blocks)
        has_words = any(c.isalnum() for c in block.span.cut(text))
        label = UNREAD_WORDS.get(block.type, "") if has_words else ""
        on = block.start > 0 and "\n" not in gap and "\r" not in gap
        out.append(BlockText(block, gap, text[at:] if is_last else "", label, on, tuple(sweep.pieces(block.span))))
    return tuple(out)


class _Sweep:
    """Marks in order of their beginning; asked for stretches of the text from its beginning to its end."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._coming = sorted(marks, key=lambda m: (m.span, m.layer, m.item), reverse=True)
        self._edges = sorted({e for m in marks for e in m.span})
        self._open: list[Mark] = []
        self._selected = False

    def pieces(self, within: Span) -> Iterator[Piece]:
        first = bisect_left(self._edges, within.start + 1)
        last = bisect_left(self._edges, within.end)
        cuts = [within.start, *self._edges[first:last], within.end]
        for start, end in pairwise(cuts):
            while self._coming and self._coming[-1].span.start <= start:
                self._open.append(self._coming.pop())
            self._open = [m for m in self._open if m.span.end > start]
            yield self._piece(self._text[start:end])

    def _piece(self, text: str) -> Piece:
        here = self._open
        if not here:
            return Piece(text)
        layers = tuple(dict.fromkeys(m.layer for m in here))
        numbers = dict.fromkeys(m.item for m in here if m.layer in {"source", "cue", "content"})
        # The shortest mark says most exactly what stands here.
        named = [m for m in here if m.layer in {"actor", "time", "rule"} and m.item]
        title = min(named, key=lambda m: m.span.length).item if named else ""
        joins = " ".join(dict.fromkeys(m.item for m in here if m.layer == "shared"))
        opens = "at" in layers and not self._selected
        self._selected = self._selected or opens
        return Piece(text, layers, " ".join(numbers), title, joins, opens)


def _covering(reading: Reading) -> tuple[Block, ...]:
    """The report's blocks, with text that lies in none of them as blocks of type "other"."""
    text, found, at = reading.text, [], 0
    for block in (*reading.report.blocks, Block("other", len(text), len(text))):
        loose = text[at : block.start]
        if loose.strip():
            found.append(Block("other", at + len(loose) - len(loose.lstrip()), at + len(loose.rstrip())))
        if block.start < block.end:
            found.append(block)
        at = block.end
    return tuple(found)
