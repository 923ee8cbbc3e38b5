"""One line of a masthead: a time, a name, a section, or several of them with bars between; or a labelled field."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from stemma.records import BlockType, Given
from stemma.reports import dates, lines, tables, titles
from stemma.spans import Span, trim

# Longer lines say something.
MAX_LINE = 160
_EDGES = ",;|–—-·•*_"
_PART = re.compile(r"\s*[|•·]\s*|\s+[-–—]{1,2}\s+|\t+|\s{3,}")
_BAR = re.compile(r"\s+(?:[|•·»]|[-–—]{1,2})\s+")
_LABEL = re.compile(r"(?P<label>[A-Za-z]{3,12})\s*:\s*(?P<value>\S.*)", re.DOTALL)


def around_bar(words: str) -> tuple[Span, Span] | None:
    """The two parts of a line with one bar or dash in it, or None."""
    cuts = list(_BAR.finditer(words))
    if len(cuts) != 1:
        return None
    first, second = trim(words, 0, cuts[0].start()), trim(words, cuts[0].end(), len(words))
    return (first, second) if first and second else None


def labelled(words: str) -> tuple[BlockType, str] | None:
    """The type and the value of a field of an archive's print ("BYLINE: Anna Voss"), or None."""
    found = _LABEL.fullmatch(words)
    kind = _labels().get(found["label"].casefold()) if found else None
    return (kind, found["value"].strip()) if found and kind else None


@cache
def _labels() -> dict[str, BlockType]:
    return {row[0]: row[1] for row in tables.rows("labels")}  # type: ignore[misc]


def single(words: str, given: Given) -> BlockType | None:
    """The type of a whole line that needs no neighbours to be told."""
    if lines.is_date(words):
        return "published_date"
    if lines.byline(words) is not None or titles.same(words, given.byline) or lines.is_staff(words):
        return "byline"
    if titles.same(words, given.section) or lines.is_section(words):
        return "section_label"
    if titles.same(words, given.outlet) or lines.is_outlet(words):
        return "outlet"
    return None


def is_line(words: str) -> bool:
    """Whether a line can only stand in a masthead: a time, alone or with names, or a byline that says "by"."""
    return lines.byline(words) is not None or parts(words) is not None


def stamps_of(words: str) -> tuple[dates.Stamp, ...]:
    """The times of a masthead line, whatever else stands in it."""
    spans = [span for kind, span in parts(words) or () if kind == "published_date"]
    return tuple(stamp for span in spans for stamp in dates.parse(span.cut(words), span.start))


def parts(words: str) -> list[tuple[BlockType, Span]] | None:
    """A line of several parts with a time or a byline among them, every part told; None for any other line."""
    cuts = [found.span() for found in _PART.finditer(words)]
    edges = [0, *(n for cut in cuts for n in cut), len(words)]
    made: list[tuple[BlockType, Span]] = []
    for number, (start, end) in enumerate(pairwise(edges)):
        span = trim(words, start, end)
        if span is None:
            continue
        kinds = [("other", span)] if number % 2 else _date_in(span.cut(words), span.start)
        if kinds is None:
            return _whole_date(words)
        made += kinds  # type: ignore[arg-type]
    told = {kind for kind, _ in made}
    return _join_dates(made) if told & {"published_date"} else None


def _whole_date(words: str) -> list[tuple[BlockType, Span]] | None:
    return [("published_date", Span(0, len(words)))] if lines.is_date(words) else _date_in(words, 0, strict=True)


def _join_dates(made: list[tuple[BlockType, Span]]) -> list[tuple[BlockType, Span]]:
    """Make one of "2 Mar 2016 | 10:11 GMT": parts of one block with the bar between them."""
    joined: list[tuple[BlockType, Span]] = []
    for kind, span in made:
        if kind == "published_date" and len(joined) > 1 and joined[-1][0] == "other" and joined[-2][0] == kind:
            joined[-2:] = [(kind, Span(joined[-2][1].start, span.end))]
        else:
            joined.append((kind, span))
    return joined


def _date_in(words: str, at: int, *, strict: bool = False) -> list[tuple[BlockType, Span]] | None:
    """One part: a time, a name or section, or a name with a time before or after it."""
    if lines.is_date(words) or _clock_only(words):
        return [("published_date", Span(at, at + len(words)))]
    best: list[tuple[BlockType, Span]] | None = None
    most = 0
    for found in re.finditer(r"(?<=[\s,;(])(?=[\w(])", words):
        cut = found.start()
        for dated, named in ((Span(cut, len(words)), Span(0, cut)), (Span(0, cut), Span(cut, len(words)))):
            # The longest time is the whole time: "9:28 AM UTC" does not end after "9:28".
            made = _pair(words, dated, named) if dated.length > most else None
            if made:
                best, most = made, dated.length
    if best:
        return [(kind, span.shift(at)) for kind, span in best]
    kind = None if strict else single(words, Given()) or ("byline" if lines.is_name(words) else None)
    return [(kind, Span(at, at + len(words)))] if kind else None


def _pair(words: str, dated: Span, named: Span) -> list[tuple[BlockType, Span]] | None:
    """A time and a name without a bar between them: "Harbour Herald, 12 May 2031", "2031-05-12 (Agencies)"."""
    time = _stripped(words, dated)
    name = _stripped(words, named)
    if time is None or name is None or not any(stamp.values for stamp in dates.parse(time.cut(words))):
        return None
    kind = single(name.cut(words), Given()) or ("byline" if lines.is_name(name.cut(words).strip("()")) else None)
    if kind is None:
        return None
    return sorted([("published_date", time), (kind, name)], key=lambda part: part[1])


def _stripped(words: str, span: Span) -> Span | None:
    """The span without the commas, dashes and bars at its edges."""
    start, end = span
    while start < end and (words[start].isspace() or words[start] in _EDGES):
        start += 1
    while end > start and (words[end - 1].isspace() or words[end - 1] in _EDGES):
        end -= 1
    return Span(start, end) if start < end else None


def _clock_only(words: str) -> bool:
    """A clock or zone set off by a bar from its date."""
    return bool(re.fullmatch(r"(?:at\s+)?[012]?\d[:.h][0-5]\d(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{1,5})?", words))
