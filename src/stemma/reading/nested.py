"""Contents of outer attributions as sentences of their own, to be read again for what is told inside them.

A content begins in the middle of a sentence ("that the dam had held"), comes in pieces or stands in quotation marks,
while the model learned from whole paragraphs. So the pieces of one sentence are joined, the marks around them and the
"that" in front are left out, the first word counts as a capital and a full stop ends it. Read as they stand, 14 of the
51 nested attributions of the examples and two ledger stories were found; read so, 20 (contents alone compared).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import lemmas
from stemma.reading.windows import (
    CASES,
    QUOTES,
    WINDOW_PIECES,
    Paragraph,
    PieceCutter,
    Window,
    case_of,
    quote_states,
    window_of,
    words_of,
)
from stemma.records import Attribution
from stemma.spans import Span

# A content shorter than this, in code points, has no room for a source, a cue and a content of its own.
LEAST_NESTING = 12
# Pieces of one window of passages. Passages know nothing of one another; of 2, 64, 128 and 256 pieces this found as
# much as any and was the fastest.
ROOM = 128
# Adverbs that report without a speaker.
HEARSAY = frozenset({"reportedly", "allegedly", "purportedly"})
_MARKS = '"“”„«»'
_STOPS = frozenset(".!?")
# Words that open a content and no sentence.
_OPENERS = frozenset({"that", "whether", "if"})
_ENDED = re.compile(r"[.!?…][\"”»’')\]]*\s*$")
_ENDS = re.compile(r"[.!?…](?:\s|$|[\"”»])|\n")
# White space after a full stop and before a capital, save after what looks like an initial or a title.
_BREAK = re.compile(
    r"(?:(?<=[^\W_A-Z][.!?…])|(?<=[.!?…][\"”’]))(?<!Mr.)(?<!Dr.)(?<!Ms.)(?<!Mrs.)(?<!St.)\s+(?=[\"“„«‘']?[A-Z0-9])"
)
_LOWER, _CAPITAL = CASES.index("lower"), CASES.index("capital")
_OUTSIDE = QUOTES.index("outside")
_AT_THE_EDGE = frozenset({QUOTES.index("opening"), QUOTES.index("closing")})


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of one outer content that make a sentence, or several in a row, and the words they are read as."""

    parent: Attribution
    pieces: tuple[Span, ...]
    paragraph: Paragraph

    def cut(self, text: str, span: Span) -> tuple[Span, ...]:
        """The parts of `span` that lie in the pieces: between them stand the source and the cue of the parent."""
        parts = (Span(max(span.start, p.start), min(span.end, p.end)) for p in self.pieces)
        return tuple(bare for part in parts if part.start < part.end and (bare := _stripped(text, part)) is not None)


def passages(text: str, attributions: Sequence[Attribution], cutter: PieceCutter) -> list[Passage]:
    """The contents of the outer attributions, a passage a sentence, in text order and none twice."""
    made: dict[tuple[Span, ...], list[Passage]] = {}
    for attribution in attributions:
        parts = [part for piece in attribution.content for part in _parts(text, piece)]
        for group in _sentences(text, parts):
            pieces = tuple(piece for piece, _ in group)
            if pieces not in made and sum(p.length for p in pieces) >= LEAST_NESTING:
                words = [w for _, words in group for w in words]
                if _may_tell(text, words):
                    paragraph = _paragraph(text, words, cutter)
                    parts_ = _fitting(paragraph) if paragraph else ()
                    made[pieces] = [Passage(attribution, pieces, part) for part in parts_]
    return [passage for pieces in sorted(made) for passage in made[pieces]]


def _may_tell(text: str, words: Sequence[Span]) -> bool:
    """Whether a word stands there that reports: what has none need not be read again, which is every other passage."""
    return any(not _reporting().isdisjoint(lemmas(w.cut(text).lower())) for w in words)


@cache
def _reporting() -> frozenset[str]:
    kinds = ("clear", "clause", "state")
    return (
        frozenset(row[0] for row in lexicon.rows("nested_cues") if row[1] in kinds)
        | lexicon.words("nested_nouns")
        | HEARSAY
    )


def packed(found: Sequence[Passage], cutter: PieceCutter) -> list[tuple[Window, tuple[Passage, ...]]]:
    """Windows of whole passages, and the passages in each; one too long for a window has a window of its own."""
    groups: list[list[Passage]] = []
    used = ROOM
    for passage in found:
        need = passage.paragraph.length + 1
        if used + need > ROOM:
            groups.append([])
            used = 1
        groups[-1].append(passage)
        used += need
    return [(window_of([p.paragraph for p in group], cutter), tuple(group)) for group in groups]


Part = tuple[Span, list[Span]]


def _parts(text: str, piece: Span) -> Iterator[Part]:
    """The sentences of a piece with their words, without the marks around the piece when all of it is quoted."""
    words = words_of(text, piece.start, piece.end)
    states = quote_states(text, words)
    if all(s != _OUTSIDE for s, w in zip(states, words, strict=True) if text[w.start].isalnum()):
        kept = zip(states, words, strict=True)
        words = [w for s, w in kept if s not in _AT_THE_EDGE or w.cut(text) not in _MARKS]
    for part in sentences_in(text, piece):
        yield part, [w for w in words if part.contains(w)]


def sentences_in(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of text."""
    start = span.start
    for stop in _BREAK.finditer(text, span.start, span.end):
        yield Span(start, stop.start())
        start = stop.end()
    yield Span(start, span.end)


def _sentences(text: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts, those together that a source or a cue parts inside one sentence."""
    group: list[Part] = []
    for part in parts:
        if group and (_ENDED.search(group[-1][0].cut(text)) or _ENDS.search(text, group[-1][0].end, part[0].start)):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _paragraph(text: str, words: Sequence[Span], cutter: PieceCutter) -> Paragraph | None:
    """The words as one sequence that looks like a paragraph of its own; None when there are none."""
    first = next((n for n, w in enumerate(words) if not (_opens(w.cut(text)) or _stray(w.cut(text)))), len(words))
    words = list(words[first:])
    if not words:
        return None
    written = [w.cut(text) for w in words]
    if written[-1] not in _STOPS:
        words.append(Span(words[-1].end, words[-1].end))
        written.append(".")
    case = [case_of(w) for w in written]
    case[0] = _CAPITAL if case[0] == _LOWER else case[0]
    states = quote_states(" ".join(written), _laid_out(written))
    cut = cutter.cut(written)
    kept = [n for n, pieces in enumerate(cut) if pieces]
    return Paragraph(
        words=tuple(words[n] for n in kept),
        pieces=tuple(tuple(cut[n]) for n in kept),
        case=tuple(case[n] for n in kept),
        quote=tuple(states[n] for n in kept),
    )


def _opens(word: str) -> bool:
    return word in _OPENERS


def _fitting(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph in parts that a window can hold: a sentence of some hundred words is cut where the room ends."""
    start, used = 0, 0
    for at, pieces in enumerate(paragraph.pieces):
        if used + len(pieces) > WINDOW_PIECES - 2 and at > start:
            yield _slice(paragraph, start, at)
            start, used = at, 0
        used += len(pieces)
    yield _slice(paragraph, start, len(paragraph.words))


def _slice(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    part = slice(start, end)
    return Paragraph(paragraph.words[part], paragraph.pieces[part], paragraph.case[part], paragraph.quote[part])


def _stray(word: str) -> bool:
    """Whether it is a mark that opens no sentence, a comma left over."""
    return not word[0].isalnum() and word not in "\"“„«‘'([$£€#@"


def _laid_out(written: Sequence[str]) -> list[Span]:
    """Where the words stand when one space parts them."""
    spans, at = [], 0
    for word in written:
        spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    return spans


def _stripped(text: str, span: Span) -> Span | None:
    """Without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
