"""Text rules of the encoder: words, their case and quotation state, and windows of whole paragraphs.

Training and reading share this module, so a model sees at work what it saw in training. `TEXT_RULES` names the
version of these rules; a model folder made under another version is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from stemma.spans import Span

TEXT_RULES = "2026-11"

# A run of letters and digits (with their combining marks), or one other printing character: what a BERT basic
# tokenizer would part too, so that a possessive or a quotation mark can always be left out of a span.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*|[^\s]")

# Pieces of one window, its separators included. The base model allows 512; 256 is what it was trained with.
WINDOW_PIECES = 256

CASES = ("lower", "capital", "upper", "mixed", "digit", "mark")
QUOTES = ("outside", "opening", "inside", "closing", "inner")

_OPENING = "“«„"
_CLOSING = "”»"
_SENTENCE_END = frozenset(".!?…")

IntArray = NDArray[np.int64]


class PieceCutter(Protocol):
    """What cuts words into vocabulary pieces: piece ids per word, none for a word without any."""

    cls_id: int
    sep_id: int

    def cut(self, words: Sequence[str]) -> list[list[int]]:
        """Piece ids of each word, in order."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of words that is decoded as one sequence; `words` are spans into the report's text."""

    words: tuple[Span, ...]
    pieces: tuple[tuple[int, ...], ...]
    case: tuple[int, ...]
    quote: tuple[int, ...]

    @property
    def length(self) -> int:
        """Number of pieces."""
        return sum(len(p) for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Window:
    """Paragraphs read together: piece ids with case and quotation state, and the piece each word begins with."""

    paragraphs: tuple[Paragraph, ...]
    ids: IntArray
    case: IntArray
    quote: IntArray
    first: IntArray
    """For each word of the window, in order, the position of its first piece."""


def words_of(text: str, start: int, end: int) -> list[Span]:
    """Spans of the words of `text[start:end]`."""
    return [Span(m.start(), m.end()) for m in WORD.finditer(text, start, end)]


def case_of(word: str) -> int:
    """Index into CASES."""
    if not word[0].isalnum():
        return 5
    if word.isdigit():
        return 4
    if word.islower() or not any(c.isalpha() for c in word):
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3


def quote_states(text: str, words: Sequence[Span]) -> list[int]:
    """For each word of one paragraph an index into QUOTES; an open mark holds to the paragraph's end."""
    states, double, single = [], False, False
    for at, word in enumerate(words):
        mark = word.cut(text)
        if mark == '"':
            states.append(3 if double else 1)
            double = not double
        elif mark in _OPENING:
            states.append(1)
            double = True
        elif mark in _CLOSING:
            states.append(3)
            double = False
        elif mark == "‘":
            states.append(1)
            single = True
        elif mark == "’" and single and not _glued(text, words, at):
            states.append(3)
            single = False
        else:
            states.append(4 if single else 2 if double else 0)
    return states


def _glued(text: str, words: Sequence[Span], at: int) -> bool:
    """Whether letters follow at once: an apostrophe inside a word, not a closing mark."""
    return at + 1 < len(words) and words[at + 1].start == words[at].end and text[words[at].end].isalnum()


def paragraph_of(text: str, span: Span, cutter: PieceCutter) -> Paragraph:
    """The words of one block with pieces and states; words without pieces (control characters) are left out."""
    words = words_of(text, span.start, span.end)
    states = quote_states(text, words)
    cut = cutter.cut([w.cut(text) for w in words])
    kept = [i for i, pieces in enumerate(cut) if pieces]
    return Paragraph(
        words=tuple(words[i] for i in kept),
        pieces=tuple(tuple(cut[i]) for i in kept),
        case=tuple(case_of(words[i].cut(text)) for i in kept),
        quote=tuple(states[i] for i in kept),
    )


def _slice(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    return Paragraph(
        paragraph.words[start:end],
        paragraph.pieces[start:end],
        paragraph.case[start:end],
        paragraph.quote[start:end],
    )


def _parts(paragraph: Paragraph, text: str, room: int) -> Iterator[Paragraph]:
    """Cut a paragraph longer than `room` pieces, after a sentence where there is one, else where the room ends."""
    start, used, stop = 0, 0, 0
    for at, pieces in enumerate(paragraph.pieces):
        if used + len(pieces) > room and at > start:
            cut = stop if stop > start else at
            yield _slice(paragraph, start, cut)
            used = sum(len(p) for p in paragraph.pieces[cut:at])
            start = cut
        used += len(pieces)
        if text[paragraph.words[at].end - 1] in _SENTENCE_END:
            stop = at + 1
    yield _slice(paragraph, start, len(paragraph.words))


def windows(text: str, spans: Sequence[Span], cutter: PieceCutter, *, room: int = WINDOW_PIECES) -> list[Window]:
    """Pack the blocks at `spans` into as few windows of at most `room` pieces as whole paragraphs allow.

    No text is left out, however long: a paragraph that does not fit is cut between sentences.
    """
    packed: list[list[Paragraph]] = []
    used = room
    for span in spans:
        paragraph = paragraph_of(text, span, cutter)
        if not paragraph.words:
            continue
        for part in _parts(paragraph, text, room - 2):
            need = part.length + 1
            if used + need > room - 1:
                packed.append([])
                used = 0
            packed[-1].append(part)
            used += need
    return [window_of(paragraphs, cutter) for paragraphs in packed]


def window_of(paragraphs: Sequence[Paragraph], cutter: PieceCutter) -> Window:
    """One window: a start mark, then each paragraph followed by a separator."""
    ids, case, quote, first = [cutter.cls_id], [5], [0], []
    for paragraph in paragraphs:
        for pieces, c, q in zip(paragraph.pieces, paragraph.case, paragraph.quote, strict=True):
            first.append(len(ids))
            ids.extend(pieces)
            case.extend([c] * len(pieces))
            quote.extend([q] * len(pieces))
        ids.append(cutter.sep_id)
        case.append(5)
        quote.append(0)
    as_array = [np.array(x, dtype=np.int64) for x in (ids, case, quote, first)]
    return Window(tuple(paragraphs), *as_array)
