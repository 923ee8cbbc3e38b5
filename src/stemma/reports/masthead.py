"""The top of a report: headline, outlet, section, byline and date in any order.

What is found is typed in place; a line that cannot be told is left to the body. Nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.records import Block, BlockType, Given
from stemma.reports import lines, mastlines, titles
from stemma.spans import Span, trim

# A masthead with its picture, share labels and update line: eight pieces hold all seen in 235 crawled reports.
ZONE = 8
MAX_TITLE_LENGTH = 220
# "By A. Voss Jr." and "Acme Inc." end in a full stop too.
MIN_SENTENCE_WORDS = 4
MIN_PERSON_WORDS, MAX_PERSON_WORDS = 2, 3


@dataclass(slots=True)
class Masthead:
    """What the top of a report says of itself. `used` pieces of the text belong to it."""

    blocks: tuple[Block, ...] = ()
    used: int = 0
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None


Part = tuple[BlockType | None, Span]
# What a line that nothing but its place tells can become.
_LEFT = ("outlet", "subheading", "other")


def read(text: str, pieces: Sequence[Span], given: Given) -> Masthead:
    """Read the masthead of `text`, whose `pieces` are in order."""
    used = _zone(text, pieces, given)
    parts: list[Part] = []
    titled = False
    for span in pieces[:used]:
        made = _place(text, span, given, titled=titled)
        titled = titled or any(kind == "headline" for kind, _ in made)
        parts += made
    settled = _settle(text, parts, given, titled=titled or bool(given.title))
    blocks = tuple(Block(kind, span.start, span.end) for kind, span in _joined(text, settled))
    return _facts(text, blocks, used)


def _credit(words: str, given: Given, parts: Sequence[Part], text: str) -> bool:
    """Whether an agency's name is a credit, because another house, given or standing near, brought the report out."""
    if not lines.is_agency(words) or titles.same(words, given.outlet):
        return False
    houses = [span.cut(text) for kind, span in parts if kind == "outlet" and span.cut(text) != words]
    return bool(given.outlet) or any(not lines.is_agency(house) for house in houses)


def _facts(text: str, blocks: tuple[Block, ...], used: int) -> Masthead:
    found: dict[str, str] = {}
    for block in blocks:
        words = block.span.cut(text)
        field = mastlines.labelled(words)
        value = " ".join((field[1] if field else words).split()).strip("#*_ ")
        if value:
            found.setdefault(block.type, value)
    name = found.get("byline")
    return Masthead(
        blocks=blocks,
        used=used,
        title=found.get("headline"),
        outlet=found.get("outlet"),
        byline=(lines.byline(name) or name) if name else None,
        section=found.get("section_label"),
    )


def _zone(text: str, pieces: Sequence[Span], given: Given) -> int:
    """How many pieces stand before the report's own telling begins."""
    last, body = 0, 0
    for number, span in enumerate(pieces[:ZONE]):
        words = span.cut(text)
        if _strict(words, given):
            last = number + 1
        elif _is_prose(words) and lines.kind_of(words) is None:
            body += 1
            if number == last:
                # One standfirst may stand between the headline and the date; a second paragraph is the report.
                if body > 1 or number == 0:
                    break
            else:
                break
        elif body == 0:
            last = number + 1 if number + 1 < len(pieces) else last
    return last


def _strict(words: str, given: Given) -> bool:
    """Whether a piece can only be a line of a masthead."""
    if len(words) > mastlines.MAX_LINE + MAX_TITLE_LENGTH:
        return False
    return (
        titles.same_title(words, given.title)
        or titles.inside(words, given.title) is not None
        or mastlines.labelled(words) is not None
        or (len(words) <= mastlines.MAX_LINE and mastlines.is_line(words))
    )


def _place(text: str, span: Span, given: Given, *, titled: bool) -> list[Part]:
    """Type one piece of the zone; None stands for a line that its neighbours have to tell."""
    words = span.cut(text)
    if not titled and titles.same_title(words, given.title):
        return [("headline", span)]
    inside = None if titled else titles.inside(words, given.title)
    if inside is not None:
        return _split_title(text, span, inside)
    field = mastlines.labelled(words)
    if field is not None:
        return [(field[0] if field[0] != "headline" or not titled else "other", span)]
    parts: Sequence[Part] | None = mastlines.parts(words) if len(words) <= mastlines.MAX_LINE else None
    parts = parts or (None if titled or given.title else _titled_part(words))
    if parts is not None:
        return [(kind, part.shift(span.start)) for kind, part in parts]
    kind = mastlines.single(words, given) or _known(words)
    if kind is None and _is_prose(words):
        kind = "paragraph"
    return [(kind, span)]


def _known(words: str) -> BlockType | None:
    """The lexicon's type of a line; a post at the top is part of what is told."""
    kind = lines.kind_of(words)
    return "paragraph" if kind == "post" else kind


def _titled_part(words: str) -> list[Part] | None:
    """A headline with its section before it or its outlet behind it: "Opinion | Why not", "Why not - The Daily"."""
    both = mastlines.around_bar(words)
    if both is None:
        return None
    first, second = (part.cut(words) for part in both)
    if lines.is_section(first) and len(second.split()) >= titles.MIN_TITLE_WORDS:
        return [("section_label", both[0]), (None, both[1])]
    if lines.is_outlet(second) and len(first.split()) >= titles.MIN_TITLE_WORDS:
        return [(None, both[0]), ("outlet", both[1])]
    return None


def _is_prose(words: str) -> bool:
    """Whether a piece is told rather than set: a paragraph, or a short sentence with its full stop."""
    closed = lines.ends_plainly(words) or words.endswith((":", ";"))
    return lines.is_body(words) or (closed and len(words.split()) >= MIN_SENTENCE_WORDS)


def _split_title(text: str, span: Span, inside: Span) -> list[Part]:
    """A crawler ran section, headline and standfirst together in one line; the given title tells them apart."""
    before = trim(text, span.start, span.start + inside.start)
    after = trim(text, span.start + inside.end, span.end)
    made: list[Part] = []
    if before:
        made.append((_known(before.cut(text)) or "section_label", before))
    made.append(("headline", inside.shift(span.start)))
    if after:
        made.append(("subheading" if after.length <= MAX_TITLE_LENGTH else "paragraph", after))
    return made


def _settle(text: str, parts: list[Part], given: Given, *, titled: bool) -> list[tuple[BlockType, Span]]:
    """Give the lines that were left a type by their place: headline first, then standfirst, name or outlet."""
    chosen = None if titled else _headline(text, parts)
    kinds = {kind for kind, _ in parts}
    settled: list[tuple[BlockType, Span]] = []
    after = titled
    for number, (kind, span) in enumerate(parts):
        if number == chosen or kind == "headline":
            settled.append(("headline", span))
            after = True
        elif kind == "outlet" and _credit(span.cut(text), given, parts, text):
            settled.append(("byline", span))
        elif kind is not None:
            settled.append((kind, span))
        else:
            dated = number + 1 < len(parts) and parts[number + 1][0] == "published_date"
            settled.append((_by_place(span.cut(text), kinds, after=after, dated=dated), span))
            kinds.add(settled[-1][0])
    return settled


def _joined(text: str, settled: list[tuple[BlockType, Span]]) -> list[tuple[BlockType, Span]]:
    """The same lines, where a headline in capitals that was set in two lines is one headline."""
    joined: list[tuple[BlockType, Span]] = []
    for kind, span in settled:
        words = span.cut(text)
        if joined and joined[-1][0] == "headline" and kind in _LEFT and words.isupper() and not lines.is_outlet(words):
            above = joined[-1][1]
            if above.cut(text).isupper() and len(text[above.end : span.start].splitlines()) == 1:
                joined[-1] = ("headline", Span(above.start, span.end))
                continue
        joined.append((kind, span))
    return joined


def _headline(text: str, parts: list[Part]) -> int | None:
    """The line that is the headline: the first of some words, else the first that is there."""
    left = [number for number, (kind, _) in enumerate(parts) if kind is None]
    long = [n for n in left if len(parts[n][1].cut(text).split()) >= titles.MIN_TITLE_WORDS]
    for number in long or left:
        if parts[number][1].length <= MAX_TITLE_LENGTH:
            return number
    return None


def _by_place(words: str, kinds: set[BlockType | None], *, after: bool, dated: bool) -> BlockType:
    """The type of a line that nothing but its place tells."""
    count = len(words.split())
    if not after:
        return "section_label" if count <= titles.MAX_LABEL_WORDS else "other"
    if dated and lines.are_names(words):
        return "byline"
    masthead = kinds & {"published_date", "byline", "outlet", "section_label"}
    if masthead and lines.is_name(words) and not lines.ends_sentence(words):
        plain = MIN_PERSON_WORDS <= count <= MAX_PERSON_WORDS and not words.startswith("The ") and not words.isupper()
        return "byline" if plain and "byline" not in kinds else "outlet" if "outlet" not in kinds else "other"
    return "subheading" if count > titles.MAX_LABEL_WORDS or not masthead else "other"
