"""Typed blocks over a whole text: masthead, then each piece by its own words, then by its neighbours."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Literal

from stemma.records import READ_BLOCKS, Block, BlockType, Given
from stemma.reports import datelines, dates, language, lines, masthead, sentences, titles
from stemma.spans import Span, trim

# Subheadings of 235 crawled reports have at most nine words; longer lines without a full stop are captions.
MAX_SUBHEADING_WORDS = 9
MAX_SUBHEADING_LENGTH = 90
# A longer line is a paragraph that lost its full stop.
MAX_CAPTION_WORDS = 30
# A dateline opens the lead; a standfirst or a caption may come first.
DATELINE_REACH = 3
# Update and print lines at the foot.
TAIL = 3
# Credits, imprints and links after the report: eight pieces hold them in all but 2 of 235 crawled reports.
FOOT = 8
# Titles of linked stories are short; a longer piece after "Related" is the report again.
MAX_LINK = 160
_TELLING = (None, "paragraph", "subheading")


def build(
    text: str, pieces: Sequence[Span], hints: Sequence[BlockType | None], given: Given
) -> tuple[tuple[Block, ...], masthead.Masthead]:
    """All blocks of `text` in order, and what its masthead says. `hints` are types the page's own tags gave."""
    top = masthead.read(text, pieces, given)
    rest = list(pieces[top.used :])
    kinds = _by_words(text, rest, list(hints[top.used :]))
    _by_neighbours(text, rest, kinds)
    blocks = list(top.blocks)
    reach = 0
    for span, kind in zip(rest, kinds, strict=True):
        reach += kind == "paragraph"
        opening = datelines.read(text, span) if kind == "paragraph" and reach <= DATELINE_REACH else None
        if opening:
            blocks.append(Block(opening[0], *opening[1]))
            span = _after(text, opening[1], span)  # noqa: PLW2901 - the paragraph without its dateline
        blocks.append(Block(kind or "paragraph", span.start, span.end))
        if kind == "byline" and top.byline is None and lines.is_outlet(span.cut(text)):
            top.byline = span.cut(text)  # an agency that signs at the foot
    return _covered(text, pieces, blocks), top


def _covered(text: str, pieces: Sequence[Span], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks and, for bars and dashes between them, blocks of type other: nothing that is printed is left out."""
    made: list[Block] = []
    queue = deque(blocks)
    at = 0
    for piece in pieces:
        at = max(at, piece.start)  # a block may hold several pieces
        while queue and queue[0].start < piece.end:
            made += _rest(text, at, queue[0].start)
            made.append(queue.popleft())
            at = made[-1].end
        made += _rest(text, at, piece.end)
    return tuple(made)


def _rest(text: str, start: int, end: int) -> list[Block]:
    span = trim(text, start, end) if start < end else None
    return [Block("other", span.start, span.end)] if span else []


def _after(text: str, opening: Span, span: Span) -> Span:
    start = opening.end
    while text[start].isspace():
        start += 1
    return Span(start, span.end)


def sentence_spans(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Sentences of the blocks that are read; what else is there has none."""
    return tuple(
        span for block in blocks if block.type in READ_BLOCKS for span in sentences.split(text, block.start, block.end)
    )


def _by_words(text: str, pieces: Sequence[Span], hints: Sequence[BlockType | None]) -> list[BlockType | None]:
    """A type for every piece that tells itself, "paragraph" for bodies, None for short lines."""
    kinds: list[BlockType | None] = []
    for number, (span, hint) in enumerate(zip(pieces, hints, strict=True)):
        left = len(pieces) - number
        words = span.cut(text)
        kind = lines.kind_of(words, foot=left <= FOOT)
        if kind == "post":
            rest = text[: span.start] + "\n" + text[span.end :]
            kinds.append("paragraph" if lines.is_of_story(words, rest) else "other")
        else:
            before = kinds[-1] if kinds else None
            kinds.append(kind or _credit(words, before, left) or hint or _body_or_line(words))
    return kinds


def _credit(words: str, before: BlockType | None, left: int) -> BlockType | None:
    """Dates and names outside the masthead, `left` pieces from the end: at the foot, or in a promotion."""
    stamps = dates.parse(words)
    if stamps and before == "advertisement":
        return "advertisement"  # the hour of the programme that is promoted
    if stamps and left <= TAIL and any(stamp.values for stamp in stamps):
        return "published_date"
    if lines.byline(words) is not None and not lines.ends_sentence(words):
        return "byline"
    return "byline" if left <= FOOT and lines.is_outlet(words) else None


def _body_or_line(words: str) -> BlockType | None:
    """A paragraph where it reads as prose, None for a line that its neighbours have to tell."""
    if language.is_foreign(words):
        return "other"
    if lines.is_body(words) or lines.ends_plainly(words) or words.rstrip().endswith((":", ";")):
        return "paragraph"
    if words[:1] in '"“«' and (lines.ends_sentence(words) or len(words.split()) > MAX_SUBHEADING_WORDS):
        return "paragraph"
    return None


def _by_neighbours(text: str, pieces: Sequence[Span], kinds: list[BlockType | None]) -> None:
    """Settle in place what a piece's own words leave open."""
    last = max((n for n, kind in enumerate(kinds) if kind in ("paragraph", None)), default=0)
    listed = False
    for number, span in enumerate(pieces):
        before = kinds[number - 1] if number else None
        following = kinds[number + 1] if number + 1 < len(kinds) else None
        if kinds[number] == "related_link":
            if _is_label(span.cut(text)) and _links_to_end(text, pieces, kinds, number + 1):
                kinds[number:] = ["related_link" if k in _TELLING else k for k in kinds[number:]]
            listed = listed or _is_label(span.cut(text))
        elif listed and kinds[number] is None and following not in (None, "paragraph") and span.length <= MAX_LINK:
            kinds[number] = "related_link"
        elif before == "advertisement" and _is_sold(text, pieces, kinds, number):
            kinds[number] = "advertisement"
        elif kinds[number] is None:
            # Headings stand over something: where no paragraph follows any more, a short line is the foot's.
            kinds[number] = _short(span.cut(text), before, following if number < last else "end")
        listed = listed and kinds[number] == "related_link"


def _links_to_end(text: str, pieces: Sequence[Span], kinds: Sequence[BlockType | None], start: int) -> bool:
    """Whether all that follows a bare "Related" are linked titles: short lines, few of them whole sentences."""
    rest = [pieces[n] for n in range(start, len(pieces)) if kinds[n] in _TELLING]
    if any(piece.length > MAX_LINK for piece in rest):
        return False
    return 2 * sum(lines.ends_plainly(piece.cut(text)) for piece in rest) <= len(rest)


def _is_sold(text: str, pieces: Sequence[Span], kinds: Sequence[BlockType | None], number: int) -> bool:
    """Whether a short piece after the bare label "Advertisement" is what is sold: it comes last, or it shouts."""
    words = pieces[number].cut(text)
    if not _is_label(pieces[number - 1].cut(text)) or len(words) > MAX_LINK or kinds[number] not in (None, "paragraph"):
        return False
    last = number + 1 == len(pieces) or kinds[number + 1] in ("related_link", "disclaimer", "advertisement")
    return last or (not lines.ends_plainly(words) and lines.ends_sentence(words) and words[:1] not in '"“')


def _is_label(words: str) -> bool:
    return len(words.split()) <= titles.MAX_LABEL_WORDS + 1 and not words.rstrip().endswith((".", "?", "!"))


def _short(words: str, before: BlockType | None, following: BlockType | Literal["end"] | None) -> BlockType:
    """A short line without final punctuation: subheading, caption, item of a list, or debris at the foot."""
    count = len(words.split())
    if following == "end":
        return "other" if count < lines.MIN_BODY_WORDS else "caption" if before == "caption" else "paragraph"
    if "caption" in (before, following) and count > titles.MAX_LABEL_WORDS and following != "paragraph":
        return "caption"
    if following is None:
        return "paragraph"  # several in a row are a list, and a list is part of what is told
    if count <= MAX_SUBHEADING_WORDS and len(words) <= MAX_SUBHEADING_LENGTH:
        return "subheading" if not words[:1].islower() else "paragraph"
    if _title_case(words):
        return "subheading"
    return "paragraph" if lines.ends_sentence(words) or count > MAX_CAPTION_WORDS else "caption"


def _title_case(words: str) -> bool:
    """Whether most words of some length begin with a capital, as in headings of American papers."""
    long = [word for word in words.split() if len(word) > 3]  # noqa: PLR2004 - articles and prepositions
    return bool(long) and sum(word[:1].isupper() for word in long) * 3 >= len(long) * 2
