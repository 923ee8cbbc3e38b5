"""Numbers of a stretch of text: how much, how exactly, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.reading.events_clauses import known_verbs
from stemma.reading.morphology import is_past, is_regular_past, lemmas
from stemma.spans import Span
from stemma.stories.claims_words import listed, term
from stemma.stories.dating_clauses import words as clause_words
from stemma.stories.words import WORD, fold

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_SPELT = "|".join(sorted((w for w in _VALUES if w not in ("zero", "one")), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<money>(?:US|AU|CA)?[$£€¥])?(?P<figure>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|bn|tn|m)\b)?(?P<percent>\s?%)?(?![\d:]|[.,/]\d|-\d|-year|-month|-day|(?-i:[A-Z]))"
    rf"|\b(?P<spelt>(?:{_SPELT})(?:-(?:{'|'.join(_ONES[1:10])}))?)(?:\s(?P<big>hundred|thousand|million|billion))?\b"
    r"|\b(?P<half>half)\s(?:a\s)(?P<halved>million|billion)\b",
    re.IGNORECASE,
)
_MONEY = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
# Short forms and other spellings of units.
_SPELLINGS = {
    "per cent": "percent", "pc": "percent", "km": "kilometres", "kilometers": "kilometres", "kilometer": "kilometres",
    "kilometre": "kilometres", "mile": "miles", "mi": "miles", "meters": "metres", "meter": "metres", "metre": "metres",
    "ft": "feet", "foot": "feet", "kg": "kilograms", "kilos": "kilograms", "kilo": "kilograms", "kilogram": "kilograms",
    "tons": "tonnes", "ton": "tonnes", "tonne": "tonnes", "dollar": "dollars", "euro": "euros", "pound": "pounds",
    "point": "points", "liters": "litres", "liter": "litres", "litre": "litres", "acre": "acres", "hectare": "hectares",
    "terabyte": "terabytes", "gigabyte": "gigabytes", "megabyte": "megabytes", "inch": "inches", "gallon": "gallons",
    "megawatt": "megawatts", "gigawatt": "gigawatts", "ounce": "ounces", "hour": "hours", "minute": "minutes",
    "day": "days", "week": "weeks", "month": "months", "year": "years",
}  # fmt: skip
# A clause with more of its words in capitals than this is set as a title.
TITLED = 0.6
# What a number counts stands within so many words after it ("21 of the abducted schoolgirls").
HEAD_REACH = 5
# Before it: "the toll rose to 12", "killing at least four".
BEFORE_REACH = 4
_PARTITIVE = frozenset(
    (
        "of",
        "the",
        "its",
        "their",
        "our",
        "these",
        "those",
        "more",
        "other",
        "others",
        "than",
        "least",
        "about",
        "some",
        "nearly",
        "around",
    )
)
# Emptied of meaning elsewhere, they are what is counted here.
COUNTED = frozenset(("people", "others"))
# A noun phrase ends before them.
_ENDS = frozenset(
    ("per", "off", "near", "during", "across", "against", "along", "toward", "towards", "inside", "outside")
)
# Things that are numbered rather than counted.
_NUMBERED = re.compile(
    r"\b(?:lap|round|game|day|chapter|page|version|update|firmware|flight|level|phase|step|stage|week|year|article|section"
    r"|route|highway|channel|group|number|grade|class|category|magnitude|part|episode|season|paragraph|item|room|gate"
    r"|platform|aged?)\s$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s(?:more\s)?of\s(?:the|them|those|these|whom|which|its|their|his|her|our)\b")
_STOPS = re.compile(r"[.;:!?()\u2014\u201c\u201d\"]|,\s")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: `bound` is "", ">", "<" or "~"; `heads` are the roots of what it counts, `label` its words."""

    span: Span
    value: float
    bound: str
    heads: frozenset[str]
    label: str
    unit: str = ""
    beside: frozenset[float] = frozenset()
    """Other figures of the same kind in the same report: mostly of something else."""
    part: bool = False
    """Whether it is some of them: "five of the dead"."""
    name: bool = False
    """Whether it tells which one and not how many: "lap 48", "update 5.5"."""

    @property
    def shown(self) -> str | int | float:
        """The value as a claim shows it: 21, ">270", "~197"."""
        value = int(self.value) if self.value == int(self.value) else self.value
        return f"{self.bound}{value}" if self.bound else value

    def meets(self, other: Number) -> bool:
        """Whether both may be true of one quantity: "more than 200" and 276, "about 270" and 276."""
        low, high = sorted((self, other), key=lambda n: n.value)
        if low.value == high.value:
            return True
        if low.bound == ">" or high.bound == "<":
            return True
        if (
            self.unit
            and self.unit not in MOVING
            and high.value - low.value <= MEASURED[bool(low.bound or high.bound)] * high.value
        ):
            return True
        if low.bound or high.bound:
            return high.value - low.value <= CLOSE_ENOUGH * high.value
        if high.value - low.value > ROUNDED_OFF * high.value:
            return False
        return any(_rounded(a.value) and a.value in _to_digits(b.value, a.value) for a, b in ((low, high), (high, low)))

    def of_a_kind(self, other: Number) -> bool:
        """Whether both count or measure the same kind of thing."""
        if self.unit or other.unit:
            return self.unit == other.unit
        mine, theirs = self.heads - COUNTED, other.heads - COUNTED
        return not mine.isdisjoint(theirs) if mine and theirs else not self.heads.isdisjoint(other.heads)


# "Two men" stand in half of all reports: so small a figure needs more in common than its size, or than what it counts.
SMALL = 3
# "About 270" is 276, "about 1.2 million" is 1.16 million: measured on nothing, what a round number leaves open.
CLOSE_ENOUGH = 0.05
# Prices, shares and measurements move from hour to hour; only counted things can be at odds by their number alone.
MOVING = frozenset(("dollars", "pounds", "euros", "yen", "yuan", "percent", "points"))
# Measures of one thing differ by so much, as they are and where they are called rough: 229 and 230 feet, "about 130"
# and 140 miles.
MEASURED = {False: 0.02, True: 0.1}
# 1,600 may be told as 2,000; 548 is not told as 1,000.
ROUNDED_OFF = 0.2


def _rounded(value: float) -> bool:
    """Whether a number is round enough to be an approximation without saying so: 2,000 or 1.2 million."""
    digits = f"{value:.0f}".rstrip("0")
    return value >= 1000 and len(digits) <= 2  # noqa: PLR2004 - two digits that count


def _to_digits(value: float, like: float) -> tuple[float, float]:
    """The value rounded as coarsely as another, and cut off there: 1.16 million like 1.2 million, 11.5 like 11."""
    digits = f"{like:.0f}"
    step = 10 ** (len(digits) - len(digits.rstrip("0")))
    return float(round(value / step) * step), float(value // step * step)


def figures(text: str, span: Span) -> list[Span]:
    """Where the numbers in `span` stand, those in times and names among them."""
    return [Span(*m.span()) for m in _NUMBER.finditer(text, *span)]


def numbers(text: str, span: Span, taken: Sequence[Span]) -> tuple[Number, ...]:
    """The numbers inside `span`, those inside `taken` (times) left out."""
    return tuple(_found(text, span, taken))


def _found(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Number]:
    for match in _NUMBER.finditer(text, *span):
        here = Span(match.start(), match.end())
        if any(t.overlaps(here) for t in taken) or _named(text, match, span):
            continue
        unit, after = _unit(text, match, span.end)
        heads = _heads(text, after, span.end) or ([] if unit else _before(text, match.start(), span.start))
        kinds = frozenset(t for w in heads if (t := term(fold(w), name=False) or fold(w)))
        label = unit or (_label(heads) if heads else "number")
        value = _value(match)
        part = _OF_THEM.match(text, match.end(), span.end) is not None
        which = not unit and (value != int(value) or _which(text, match, span))
        bound = _bound(text, span.start, match.start())
        yield Number(here, value, bound, kinds, label, unit, part=part, name=which)


def _which(text: str, match: re.Match[str], span: Span) -> bool:
    """Whether the number stands right behind the noun it tells apart: "lap 48", "in the 48th"."""
    if re.match(r"(?:st|nd|rd|th)\b", text[match.end() : span.end]):
        return True
    return _NUMBERED.search(text[max(span.start, match.start() - 20) : match.start()]) is not None


def _named(text: str, match: re.Match[str], span: Span) -> bool:
    """Whether the number belongs to a name: "Weir Nine", "Flight 370"."""
    before = [m.group() for m in WORD.finditer(text, max(span.start, match.start() - 20), match.start())][-1:]
    if not before or not before[0][0].isupper() or match["money"] or match["percent"]:
        return False
    around = [m.group()[0].isupper() for m in WORD.finditer(text, *span)]
    if sum(around) > TITLED * len(around):
        return False
    if match.group()[0].isupper():
        return True
    after = next((fold(m.group()) for m in WORD.finditer(text, match.end(), span.end)), "")
    return before[0] not in ("The", "About", "Some") and (not after or after in clause_words("empty"))


def _value(match: re.Match[str]) -> float:
    if match["half"]:
        return _SCALES[match["halved"].lower()] / 2
    if match["spelt"]:
        tens, _, ones = match["spelt"].lower().partition("-")
        return (_VALUES[tens] + _VALUES.get(ones, 0)) * _SCALES.get((match["big"] or "").lower(), 1)
    value = float(match["figure"].replace(",", ""))
    return round(value * _SCALES.get((match["scale"] or "").lower(), 1), 6)


def _unit(text: str, match: re.Match[str], end: int) -> tuple[str, int]:
    """The unit of measure, and where the search for what is counted begins."""
    if match["money"]:
        return _MONEY[match["money"][-1]], match.end()
    if match["percent"]:
        return "percent", match.end()
    following = re.compile(r"[\s-]?(per cent|[a-zA-Z]+)").match(text, match.end(), end)
    if following and following[1].lower() in listed("unit"):
        word = following[1].lower()
        return _SPELLINGS.get(word, word), following.end()
    return "", match.end()


def _bound(text: str, start: int, at: int) -> str:
    before = [fold(m.group()) for m in WORD.finditer(text, max(start, at - 25), at)][-2:]
    if not before:
        return ""
    if before[-1] in ("than", "to") and len(before) > 1:
        before = [*before[1:], before[0]] if before[0] in ("more", "less", "fewer") else before
    if before[0] == "at" and before[-1] == "most":
        return "<"
    for kind, sign in (("more", ">"), ("less", "<"), ("about", "~")):
        if before[-1] in listed(kind) and before[-1] != "most":
            return sign
    return ""


def _heads(text: str, at: int, end: int) -> list[str]:
    """The words after a number up to the first that is none of its noun phrase: "21 of the abducted girls"."""
    stop = _STOPS.search(text, at, end)
    found: list[str] = []
    for match in WORD.finditer(text, at, stop.start() if stop else end):
        word = fold(match.group())
        empty = (word in clause_words("empty", "speech") and word not in COUNTED) or word in listed("scale")
        if len(found) >= HEAD_REACH or (found and (empty or word in _ENDS or _no_noun(word))):
            break
        if empty and word not in _PARTITIVE:
            break
        if not empty and not word.isdigit():
            found.append(match.group())
    return found


def _no_noun(word: str) -> bool:
    """Whether the noun phrase ends before the word: "girls captured by", "girls remain"."""
    return is_regular_past(word) or is_past(word) or not known_verbs().isdisjoint(lemmas(word)[:1])


def _label(heads: Sequence[str]) -> str:
    """The noun that is counted: "dead" and the like, else the last plural, else the last word."""
    tallied = [w for w in heads if term(fold(w), name=False) in listed("tally")]
    plural = [w for w in heads if w.endswith("s") and not w.endswith("ss")]
    return (tallied or plural or heads)[-1].lower()


def _before(text: str, at: int, start: int) -> list[str]:
    """What stands before a number that nothing follows: "the toll rose to 12"; but "a family of five" is one."""
    found = [m.group() for m in WORD.finditer(text, start, at)][-BEFORE_REACH:]
    if found[-1:] == ["of"] and not any(term(fold(w), name=False) in listed("tally") for w in found):
        return []
    low = [w for w in found if w.islower() and w not in clause_words("empty", "speech") and w not in _PARTITIVE]
    return [w for w in low if not _no_noun(w) and known_verbs().isdisjoint(lemmas(w))]
