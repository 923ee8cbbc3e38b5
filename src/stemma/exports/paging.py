"""A report's text as the page sets it: blocks on lines, sentences in blocks, marked segments in sentences.

Nothing of the text is lost: the gaps between blocks are kept too, so that the pieces joined are the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.exports.marking import Mark, Segment, segments
from stemma.exports.wording import UNREAD_WORDS
from stemma.records import Attribution, Block, Report
from stemma.spans import Span

Marked = tuple[int, str, str, Attribution]
"""An item's number, the anchors of its words and of its entry in the list, and the attribution."""


@dataclass(frozen=True, slots=True)
class Note:
    """The small number behind an item's last words; it leads to the item's entry in the list."""

    number: int
    said: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment with the anchors that open on it and the numbers that close on it."""

    segment: Segment
    anchors: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or the text between two sentences."""

    is_sentence: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A typed block and the gap of white space before it."""

    type: str
    gap: str
    """The white space between the block before and this one."""
    tail: str
    """The white space behind the last block; empty on the others."""
    stretches: tuple[Stretch, ...]
    label: str
    """What the page calls a block that was not read; empty for all others."""
    is_read: bool
    runs_on: bool
    """Whether it stands on the same line as the block before, as a dateline and its paragraph do."""
    runs_into: bool
    """Whether the block behind it runs on."""


def blocks_of(
    report: Report,
    marked: Sequence[Marked],
    labels: Mapping[int, str],
    *,
    dates: Sequence[Span],
    dated: str,
    shown: Sequence[tuple[int, str]] = (),
) -> tuple[BlockView, ...]:
    """The blocks of `report`, its text cut at the boundaries of all marks; `dated` names where its date was read.

    `shown` are further places that something leads to, with their anchors.
    """
    marks = _marks(marked, dates)
    blocks = _covering(report)
    near = _Near(marks)
    cut = [[(segments(report.text, s, near(s)), is_one) for s, is_one in _sentences(report, b)] for b in blocks]
    flat = [segment for stretches in cut for found, _ in stretches for segment in found]
    anchors = _opening(flat, marked, [*([(dates[0].start, dated)] if dates else []), *shown])
    notes = _closing(flat, marked, labels)
    views, at = [], 0
    for n, (block, stretches) in enumerate(zip(blocks, cut, strict=True)):
        set_ = tuple(
            Stretch(is_one, tuple(Piece(s, anchors.get(s.start, ()), notes.get(s.start, ())) for s in found))
            for found, is_one in stretches
        )
        gap, at = report.text[at : block.start], block.end
        behind = report.text[at : blocks[n + 1].start] if n + 1 < len(blocks) else None
        views.append(_view(report.text, block, gap, behind, set_))
    return tuple(views)


class _Near:
    """Finds the marks that may lie over a stretch without looking at all of them: a long text has thousands of both."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._marks]
        self._longest = max((m.span.length for m in marks), default=0)

    def __call__(self, within: Span) -> list[Mark]:
        first = bisect_left(self._starts, within.start - self._longest)
        return self._marks[first : bisect_left(self._starts, within.end)]


def _opening(
    flat: Sequence[Segment], marked: Sequence[Marked], others: Sequence[tuple[int, str]]
) -> dict[int, tuple[str, ...]]:
    """The anchors that open on each segment, by the segment's start."""
    opening: dict[int, tuple[str, ...]] = {}
    ends = [s.end for s in flat]
    wanted = [(key_spans(attribution)[0].start, told) for _, told, _, attribution in marked]
    for start, name in [*wanted, *others]:
        at = flat[min(bisect_right(ends, start), len(flat) - 1)].start
        opening[at] = (*opening.get(at, ()), name)
    return opening


def _closing(
    flat: Sequence[Segment], marked: Sequence[Marked], labels: Mapping[int, str]
) -> dict[int, tuple[Note, ...]]:
    """The numbers that close on each segment, by the segment's start."""
    closing: dict[int, tuple[Note, ...]] = {}
    starts = [s.start for s in flat]
    for number, _, said, attribution in marked:
        at = flat[max(bisect_left(starts, key_spans(attribution)[-1].end) - 1, 0)].start
        closing[at] = (*closing.get(at, ()), Note(number, said, labels[number]))
    return closing


def key_spans(attribution: Attribution) -> tuple[Span, ...]:
    """The spans that stand for the whole item: its content, or what there is."""
    return attribution.content or attribution.cue or attribution.source


def _view(text: str, block: Block, gap: str, behind: str | None, stretches: tuple[Stretch, ...]) -> BlockView:
    # A dash or a dot between two parts of a masthead line is no text that somebody left unread.
    has_words = any(c.isalnum() for c in block.span.cut(text))
    return BlockView(
        type=block.type,
        gap=gap,
        tail=text[block.end :] if behind is None else "",
        stretches=stretches,
        label=UNREAD_WORDS.get(block.type, ""),
        is_read=block.type not in UNREAD_WORDS or not has_words,
        runs_on=block.start > 0 and _on_one_line(gap),
        runs_into=behind is not None and _on_one_line(behind),
    )


def _on_one_line(gap: str) -> bool:
    return "\n" not in gap and "\r" not in gap


def _marks(marked: Sequence[Marked], dates: Sequence[Span]) -> list[Mark]:
    marks = [Mark(span, 0, "date") for span in dates]
    for number, _, _, attribution in marked:
        marks += [Mark(s, number, "source") for s in attribution.source]
        marks += [Mark(s, number, "cue") for s in attribution.cue]
        marks += [Mark(s, number, "content") for s in attribution.content]
    return marks


def _covering(report: Report) -> tuple[Block, ...]:
    """The report's blocks, with text that lies in none of them as blocks of type "other"."""
    found: list[Block] = []
    at = 0
    for block in (*report.blocks, Block("other", len(report.text), len(report.text))):
        loose = report.text[at : block.start]
        if loose.strip():
            lead = len(loose) - len(loose.lstrip())
            found.append(Block("other", at + lead, at + len(loose.rstrip())))
        if block.start < block.end:
            found.append(block)
        at = block.end
    return tuple(found)


def _sentences(report: Report, block: Block) -> list[tuple[Span, bool]]:
    """The block's sentences and what lies between them, in order."""
    out: list[tuple[Span, bool]] = []
    at = block.start
    # Sentences are in order and do not overlap: those that may lie in the block are found by their beginnings.
    first = max(0, bisect_right(report.sentences, (block.start, block.start)) - 1)
    for sentence in report.sentences[first : bisect_left(report.sentences, (block.end, 0))]:
        if not sentence.overlaps(block.span):
            continue
        start, end = max(sentence.start, at), min(sentence.end, block.end)
        if at < start:
            out.append((Span(at, start), False))
        if start < end:
            out.append((Span(start, end), True))
            at = end
    if at < block.end:
        out.append((Span(at, block.end), False))
    return out
