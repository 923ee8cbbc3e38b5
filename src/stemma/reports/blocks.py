"""Typed blocks over a whole text: masthead, then each piece by its own words, then by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from stemma.records import READ_BLOCKS, Block, BlockType, Given
from stemma.reports import dates, language, lines, masthead, sentences
from stemma.spans import Span

# Subheadings of 235 crawled reports have at most nine words; longer lines without a full stop are captions.
MAX_SUBHEADING_WORDS = 9
MAX_SUBHEADING_LENGTH = 90
# A longer line is a paragraph that lost its full stop.
MAX_CAPTION_WORDS = 30
# A dateline opens the lead; a standfirst or a caption may come first.
DATELINE_REACH = 3
# Update and print lines at the foot.
TAIL = 3
# Titles of linked stories are short; a longer piece after "Related" is the report again.
MAX_LINK = 160


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
        opening = masthead.dateline(text, span) if kind == "paragraph" and reach <= DATELINE_REACH else None
        if opening:
            blocks.append(Block(opening[0], *opening[1]))
            span = _after(text, opening[1], span)  # noqa: PLW2901 - the paragraph without its dateline
        blocks.append(Block(kind or "paragraph", span.start, span.end))
    return tuple(blocks), top


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
        words = span.cut(text)
        kind = lines.kind_of(words)
        stamps = dates.parse(words) if kind is None else ()
        if kind == "post":
            of_story = lines.is_of_story(words, text[: span.start] + "\n" + text[span.end :])
            kinds.append("paragraph" if of_story else "other")
        elif stamps and number >= len(pieces) - TAIL and any(stamp.values for stamp in stamps):
            kinds.append("published_date")
        elif stamps and kinds and kinds[-1] == "advertisement":
            kinds.append("advertisement")  # the hour of the programme that is promoted
        elif kind is None and lines.byline(words) is not None and not lines.ends_sentence(words):
            kinds.append("byline")
        else:
            kinds.append(kind or hint or _body_or_line(words))
    return kinds


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
    for number, span in enumerate(pieces):
        before = kinds[number - 1] if number else None
        if before == "related_link" and _in_link_list(text, pieces, kinds, number):
            kinds[number] = "related_link"
        elif kinds[number] is None:
            # Headings stand over something: where no paragraph follows any more, a short line is the foot's.
            rest = kinds[number + 1 :]
            following = rest[0] if "paragraph" in rest or None in rest else "end"
            kinds[number] = _short(span.cut(text), before, following)


def _in_link_list(text: str, pieces: Sequence[Span], kinds: Sequence[BlockType | None], number: int) -> bool:
    """Whether a piece after a bare "Related" label is a linked title: a short line, none but such behind it."""
    label = number - 1
    while label >= 0 and kinds[label] == "related_link":
        if _is_label(pieces[label].cut(text)):
            break
        label -= 1
    else:
        return False
    words = pieces[number].cut(text)
    if len(words) > MAX_LINK or kinds[number] not in (None, "paragraph", "subheading"):
        return False
    if all(p.length <= MAX_LINK for p in pieces[number:]):
        return True
    return kinds[number] is None and number + 1 < len(pieces) and kinds[number + 1] != "paragraph"


def _is_label(words: str) -> bool:
    return len(words.split()) <= masthead.MAX_LABEL_WORDS + 1 and not words.rstrip().endswith((".", "?", "!"))


def _short(words: str, before: BlockType | None, following: BlockType | Literal["end"] | None) -> BlockType:
    """A short line without final punctuation: subheading, caption, item of a list, or debris at the foot."""
    count = len(words.split())
    if following == "end":
        return "other" if count < lines.MIN_BODY_WORDS else "caption" if before == "caption" else "paragraph"
    if "caption" in (before, following) and count > masthead.MAX_LABEL_WORDS and following != "paragraph":
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
