"""What kind of line a piece is by its own words: a lexicon of labels, credits, promotions and notices, kept as data."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from stemma.records import BlockType
from stemma.reports import dates, tables

# Names of persons and houses: one to four words that begin with a capital, small particles allowed.
_NAME = re.compile(
    r"(?:[A-Z][\w'’.-]*)(?:\s+(?:(?:de|da|di|del|van|von|der|den|bin|al|el|la|le|du|dos|of|and|the|for)\s+)*[A-Z][\w'’.-]*){0,5}"
)
_BYLINE = re.compile(
    r"\W*(?:(?:words|written|reported|story|report|text|posted|published|edited)\s+)?(?:by|author\s*:|byline\s*:|from)\s*:?\s+"
    r"(?P<name>(?-i:[A-Z])[^\n]{1,120})",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:[\w.&'’ -]{0,40}\b)?(?:staff|agencies|newsroom|news desk|web desk|news service|correspondents?|wire reports)"
    r"(?:\s+(?:reporters?|writers?|correspondents?|reports))?(?:,?\s+(?:and|with|&)\s+[\w ]{2,30})?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
# The sign of a wire after the last sentence: "... left for the night. (Reuters)".
_SIGN = re.compile(r"(?<=[.!?”\"])\s\((?:AP|AFP|Reuters|REUTERS|Xinhua|PA|EPA|PTI|ANI|IANS|dpa|DPA|UPI)\)\.?$")
_FULL_END = re.compile(r"[.…][\"'”’»)\]]*$|[,;]$")
_SIGNATURE = re.compile(r"[—–-]\s(?P<name>[^()\n—–]{1,60}?)\s?\(@\w{1,30}\)[^()]{3,40}$")
_TRAIL = re.compile(r"\s*[>›»/|]\s*")
_DOMAIN = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|co|news|tv|eu|[a-z]{2})(?:\.[a-z]{2})?", re.IGNORECASE
)
# Names of bylines and houses are short; a longer line says something.
MAX_NAME_WORDS = 6
# Nearly all leads of 235 crawled reports have at least 12 words; lines of a masthead hardly ever end in a full stop.
MIN_BODY_WORDS = 12
MIN_BODY_LENGTH = 200
# The longest pieces of the lexicon are link boxes and explainers; what is longer is the report, and not searched.
MAX_KNOWN = 6_000
# Shorter parts of a signature are initials and particles.
MIN_SIGNATURE = 4


LineType = BlockType | Literal["post"]


class Rule(NamedTuple):
    """One row of the lexicon: a piece that matches is of `type`."""

    type: LineType
    pattern: re.Pattern[str]
    whole: bool
    foot: bool


@cache
def rules() -> tuple[Rule, ...]:
    """The lexicon in its order; the first row that matches wins."""
    made = []
    for kind, where, written, *_ in tables.rows("lines"):
        marks = written[: len(written) - len(written.lstrip("~="))]
        flags = re.DOTALL if "=" in marks else re.DOTALL | re.IGNORECASE
        made.append(Rule(kind, re.compile(written.removeprefix(marks), flags), "~" not in marks, where == "foot"))  # type: ignore[arg-type]
    return tuple(made)


def kind_of(words: str, *, foot: bool = False) -> LineType | None:
    """The type of a piece that the lexicon knows, or None; "post" is a network's post set in whole."""
    if len(words) > MAX_KNOWN:
        return None
    for rule in rules():
        if rule.foot and not foot:
            continue
        if rule.pattern.fullmatch(words) if rule.whole else rule.pattern.match(words):
            return rule.type
    return None


def is_of_story(words: str, rest: str) -> bool:
    """Whether the writer who signs a post is named in the `rest` of the text: then it is a statement of the story.

    Posts that were only set in for colour are signed by people and houses that the report never mentions.
    """
    found = _SIGNATURE.search(words)
    if not found:
        return False
    names = [part for part in re.findall(r"[\w'’-]+", found["name"]) if len(part) >= MIN_SIGNATURE]
    return any(re.search(rf"\b{_spelled(name)}\b", rest) for name in names)


def _spelled(name: str) -> str:
    """A pattern for a name, or for what a short name in capitals stands for."""
    plain = re.escape(name)
    if not name.isupper() or not name.isalpha() or len(name) > MAX_NAME_WORDS:
        return plain
    return rf"(?:{plain}|" + r"\w*(?:\s+(?:of|for|on|and|the))*\s+".join(name) + r"\w*)"


def ends_sentence(words: str) -> bool:
    """Whether the last character, closing marks aside, is final punctuation."""
    return bool(_SENTENCE_END.search(_SIGN.sub("", words)))


def ends_plainly(words: str) -> bool:
    """Whether it ends in a full stop or is cut off by a comma; question and exclamation marks also close headings."""
    return bool(_FULL_END.search(_SIGN.sub("", words)))


def is_body(words: str) -> bool:
    """Whether a piece is a paragraph rather than a line of a masthead or a heading."""
    count = len(words.split())
    return len(words) >= MIN_BODY_LENGTH or (count >= MIN_BODY_WORDS and ends_sentence(words))


def byline(words: str) -> str | None:
    """The names of a byline that begins with "By" or the like, or None."""
    found = _BYLINE.fullmatch(words.strip())
    if not found or len(words.split()) > 16 or (ends_plainly(words) and len(words.split()) > MAX_NAME_WORDS):  # noqa: PLR2004
        return None
    return found["name"].strip().rstrip(" .,|-–—")


def is_staff(words: str) -> bool:
    """Whether a short line signs for people without a name: "Staff and agencies", "Our correspondent"."""
    return len(words.split()) <= MAX_NAME_WORDS and bool(_STAFF.fullmatch(words.strip()))


def is_section(words: str) -> bool:
    """Whether a line is the name of a section, or a trail of them ("Home > News > Politics")."""
    known = tables.words("sections")
    parts = [part for part in _TRAIL.split(words.strip().rstrip(":").casefold()) if part]
    return bool(parts) and (parts[0] in known)


def is_outlet(words: str) -> bool:
    """Whether a short line has the shape of an outlet's name: an agency, an address, or a name with a press word."""
    line = words.strip().strip("()[]").casefold()
    table = _outlets()
    if table.get(line) == "agency" or _DOMAIN.fullmatch(line):
        return True
    parts = [part.strip(".,'’") for part in line.split()]
    return 1 < len(parts) <= MAX_NAME_WORDS and is_name(words) and any(table.get(part) == "noun" for part in parts)


def is_agency(words: str) -> bool:
    """Whether a line is the name of a news agency or broadcaster that other houses reprint."""
    return _outlets().get(words.strip().strip("()[]").casefold()) == "agency"


def is_name(words: str) -> bool:
    """Whether a line is nothing but a few words in capitals, as names are."""
    return len(words.split()) <= MAX_NAME_WORDS and bool(_NAME.fullmatch(words.strip()))


def are_names(words: str) -> bool:
    """Whether a line is names, perhaps with their places: "Anna Voss in Ostrava and Tom Lee in Lisk"."""
    parts = re.split(r"\s*(?:,|&|\band\b)\s*", words.strip())
    return len(words.split()) <= 2 * MAX_NAME_WORDS and all(
        is_name(piece) for part in parts for piece in re.split(r"\s+(?:in|for|at)\s+", part)
    )


def is_date(words: str) -> bool:
    """Whether a line is a publication time and nothing else."""
    return bool(dates.parse(words))


@cache
def _outlets() -> dict[str, str]:
    return {row[0]: row[1] for row in tables.rows("outlets")}


def agencies() -> tuple[str, ...]:
    """Names of agencies and broadcasters that sign datelines."""
    return tuple(sorted((n for n, kind in _outlets().items() if kind == "agency"), key=lambda n: (-len(n), n)))
