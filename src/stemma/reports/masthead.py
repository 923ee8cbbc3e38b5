"""The top of a report: headline, outlet, section, byline and date in any order, and the dateline of the lead.

What is found is typed in place; a line that cannot be told is left to the body. Nothing is filled in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from stemma.records import Block, BlockType, Given
from stemma.reports import dates, lines, tables
from stemma.spans import Span, trim

# A masthead with its picture, share labels and update line: eight pieces hold all seen in 235 crawled reports.
ZONE = 8
# A title retyped by a crawler differs in quotes and dashes; another headline on the same news is below 0.7.
SAME_TITLE = 0.86
MIN_ALIKE = 12
# "By A. Voss Jr." and "Acme Inc." end in a full stop too.
MIN_SENTENCE_WORDS = 5
MIN_TITLE_WORDS = 3
MAX_LABEL_WORDS = 3
MIN_PERSON_WORDS, MAX_PERSON_WORDS = 2, 3
# "NATO - The alliance" is no dateline; towns of three letters are, but they come with an agency or a day.
MIN_BARE_PLACE = 4
MAX_TITLE_LENGTH = 220
MAX_LINE = 160
_EDGES = ",;|–—-·•"
_PART = re.compile(r"\s*[|•·]\s*|\s+[-–—]{1,2}\s+|\t+|\s{3,}")


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
    blocks = tuple(Block(kind, span.start, span.end) for kind, span in settled)
    return _facts(text, blocks, used)


def _credit(words: str, given: Given, parts: Sequence[Part], text: str) -> bool:
    """Whether an agency's name is a credit, because another house, given or standing near, brought the report out."""
    if not lines.is_agency(words) or _same(words, given.outlet):
        return False
    houses = [span.cut(text) for kind, span in parts if kind == "outlet" and span.cut(text) != words]
    return bool(given.outlet) or any(not lines.is_agency(house) for house in houses)


def _facts(text: str, blocks: tuple[Block, ...], used: int) -> Masthead:
    found: dict[str, str] = {}
    for block in blocks:
        found.setdefault(block.type, block.span.cut(text))
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
    if len(words) > MAX_LINE + MAX_TITLE_LENGTH:
        return False
    return (
        same_title(words, given.title)
        or _title_inside(words, given.title) is not None
        or (len(words) <= MAX_LINE and (lines.byline(words) is not None or _parts(words) is not None))
    )


def _place(text: str, span: Span, given: Given, *, titled: bool) -> list[Part]:
    """Type one piece of the zone; None stands for a line that its neighbours have to tell."""
    words = span.cut(text)
    if not titled and same_title(words, given.title):
        return [("headline", span)]
    inside = None if titled else _title_inside(words, given.title)
    if inside is not None:
        return _split_title(text, span, inside)
    parts = _parts(words) if len(words) <= MAX_LINE else None
    if parts is not None:
        return [(kind, part.shift(span.start)) for kind, part in parts]
    kind = lines.kind_of(words) or _single(words, given)
    if kind == "post" or (kind is None and _is_prose(words)):
        kind = "paragraph"
    return [(kind, span)]


def _is_prose(words: str) -> bool:
    """Whether a piece is told rather than set: a paragraph, or a short sentence with its full stop."""
    closed = lines.ends_plainly(words) or words.endswith((":", ";"))
    return lines.is_body(words) or (closed and len(words.split()) >= MIN_SENTENCE_WORDS)


def _single(words: str, given: Given) -> BlockType | None:
    """The type of a whole line that needs no neighbours to be told."""
    if lines.is_date(words):
        return "published_date"
    if lines.byline(words) is not None or _same(words, given.byline) or lines.is_staff(words):
        return "byline"
    if _same(words, given.section) or lines.is_section(words):
        return "section_label"
    if _same(words, given.outlet) or lines.is_outlet(words):
        return "outlet"
    return None


def _parts(words: str) -> list[tuple[BlockType, Span]] | None:
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
    kind = _single(words, Given()) or ("byline" if lines.is_name(words) else None)
    if kind is not None and not strict:
        return [(kind, Span(at, at + len(words)))]
    best: list[tuple[BlockType, Span]] | None = None
    most = 0
    for found in re.finditer(r"(?<=[\s,;(])(?=[\w(])", words):
        cut = found.start()
        for dated, named in ((Span(cut, len(words)), Span(0, cut)), (Span(0, cut), Span(cut, len(words)))):
            # The longest time is the whole time: "9:28 AM UTC" does not end after "9:28".
            made = _pair(words, dated, named) if dated.length > most else None
            if made:
                best, most = made, dated.length
    return [(kind, span.shift(at)) for kind, span in best] if best else None


def _pair(words: str, dated: Span, named: Span) -> list[tuple[BlockType, Span]] | None:
    """A time and a name without a bar between them: "Harbour Herald, 12 May 2031", "2031-05-12 (Agencies)"."""
    time = _stripped(words, dated)
    name = _stripped(words, named)
    if time is None or name is None or not any(stamp.values for stamp in dates.parse(time.cut(words))):
        return None
    kind = _single(name.cut(words), Given()) or ("byline" if lines.is_name(name.cut(words).strip("()")) else None)
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


def _split_title(text: str, span: Span, inside: Span) -> list[Part]:
    """A crawler ran section, headline and standfirst together in one line; the given title tells them apart."""
    before = trim(text, span.start, span.start + inside.start)
    after = trim(text, span.start + inside.end, span.end)
    made: list[Part] = [("section_label", before)] if before else []
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
            settled.append((_by_place(span.cut(text), kinds, after=after), span))
            kinds.add(settled[-1][0])
    return settled


def _headline(text: str, parts: list[Part]) -> int | None:
    """The line that is the headline: the first of some words, else the first that is there."""
    left = [number for number, (kind, _) in enumerate(parts) if kind is None]
    long = [n for n in left if len(parts[n][1].cut(text).split()) >= MIN_TITLE_WORDS]
    for number in long or left:
        if parts[number][1].length <= MAX_TITLE_LENGTH:
            return number
    return None


def _by_place(words: str, kinds: set[BlockType | None], *, after: bool) -> BlockType:
    """The type of a line that nothing but its place tells."""
    count = len(words.split())
    if not after:
        return "section_label" if count <= MAX_LABEL_WORDS else "other"
    masthead = kinds & {"published_date", "byline", "outlet", "section_label"}
    if masthead and lines.is_name(words) and not lines.ends_sentence(words):
        plain = MIN_PERSON_WORDS <= count <= MAX_PERSON_WORDS and not words.startswith("The ") and not words.isupper()
        return "byline" if plain and "byline" not in kinds else "outlet" if "outlet" not in kinds else "other"
    return "subheading" if count > MAX_LABEL_WORDS or not masthead else "other"


def is_line(words: str) -> bool:
    """Whether a line can only stand in a masthead: a time, alone or with names, or a byline that says "by"."""
    return lines.byline(words) is not None or _parts(words) is not None


def stamps_of(words: str) -> tuple[dates.Stamp, ...]:
    """The times of a masthead line, whatever else stands in it."""
    parts = [span for kind, span in _parts(words) or () if kind == "published_date"]
    return tuple(stamp for span in parts for stamp in dates.parse(span.cut(words), span.start))


def same_title(words: str, title: str | None) -> bool:
    """Whether a line is the given title, give or take quotation marks, dashes and a site's name at the end."""
    if not title or len(words) > 2 * len(title) + 20:
        return False
    line, known = _bare(words), _bare(title)
    if not line or not known or (lines.ends_plainly(words) and not lines.ends_plainly(title)):
        return False
    if line == known:
        return True
    if min(len(line), len(known)) < MIN_ALIKE:
        return False
    return SequenceMatcher(None, line, known, autojunk=False).ratio() >= SAME_TITLE


def _title_inside(words: str, title: str | None) -> Span | None:
    """Where the given title stands word for word near the beginning of a longer line, or None."""
    if not title or len(title.split()) < MIN_TITLE_WORDS or len(words) < len(title) + 2:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in title.split()), words[: len(title) + 60])
    if not found or len(words[: found.start()].split()) > MAX_LABEL_WORDS:
        return None
    # The title must end there: "Bank bans coins as prices fall" is not the title "Bank bans coins" and a standfirst.
    rest = words[found.end() :]
    if rest[:1].isspace() and (rest.lstrip()[:1].isupper() or not rest.lstrip()[:1].isalnum()):
        return Span(found.start(), found.end())
    return None


def _same(words: str, given: str | None) -> bool:
    return bool(given) and _bare(words) == _bare(given or "") != ""


def _bare(words: str) -> str:
    """Letters and digits alone, in one case and one spacing."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return " ".join("".join(ch if ch.isalnum() else " " for ch in plain.replace("'", "").replace("’", "")).split())


# --- the dateline ---------------------------------------------------------------------------------------------------


@cache
def _dateline() -> re.Pattern[str]:
    months = "|".join(sorted((row[0].capitalize() for row in tables.rows("months")), key=len, reverse=True))
    names = "|".join(re.escape(name) for name in lines.agencies())
    word = r"[A-Z][A-Z.'’-]*[A-Z.](?:\d{1,2})?"
    place = rf"(?:{word})(?:(?:[ /,]|, |-){word}){{0,5}}"
    region = r"(?:, (?:[A-Z][\w.'’-]+)(?: [A-Z][\w.'’-]+){0,2})?"
    day = rf"(?:,? (?:(?:{months})\.? \d{{1,2}}|\d{{1,2}} (?:{months})\.?)(?:,? \d{{4}})?)"
    agency = rf"(?:\s*\((?:(?i:{names})|[A-Z][\w/&. -]{{1,30}})\))"
    known = rf"(?:\s*\((?i:{names})\))"
    dash = r"\s*(?:-{1,2}|[–—]|[.:]\s*[-–—]+)\s+"
    town = r"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}"
    return re.compile(
        rf"(?P<agency>\((?:(?i:{names}))\))(?:{dash}|\s*)"
        rf"|(?P<wire>(?:{place}{region}|{town}{region}){day}?{known})(?:{dash}|\s*|:\s+)"
        rf"|(?P<dated>{place}{region}{day}{agency}?){dash}"
        rf"|(?P<bare>{place}{region}{agency}?)(?:\s+(?:-{{1,2}}|[–—])\s+|--)"
    )


def dateline(text: str, span: Span) -> tuple[BlockType, Span] | None:
    """The dateline or agency mark that opens a paragraph, with the dash that closes it."""
    found = _dateline().match(text, span.start, span.end)
    if not found or found.end() >= span.end or len(found[0]) > MAX_LINE // 2:
        return None
    following = text[found.end()]
    if not (following.isupper() or following.isdigit() or following in "\"'“‘«("):
        return None
    if found["bare"] and len(re.sub(r"[^A-Z]", "", found["bare"])) < MIN_BARE_PLACE:
        return None
    where = trim(text, found.start(), found.end())
    return None if where is None else ("outlet" if found["agency"] else "dateline", where)
