"""What builders read off the parts of a phrase: months, days, years, directions, edges, amounts, comparisons."""

from __future__ import annotations

from stemma.reading.times_context import Context
from stemma.reading.times_phrase import Phrase
from stemma.reading.times_tokens import vocabulary

VAGUE_PAST, VAGUE_NOW, VAGUE_FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"

_OPEN_AMOUNTS = frozenset(("few", "couple", "number", "dozens", "scores", "tens", "hundreds", "thousands", "millions"))
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def month_in(phrase: Phrase, part: str = "m") -> int:
    """The month a part names, 1 to 12."""
    return int(phrase.means(part, "month", "month_short"))


def count_in(phrase: Phrase, part: str) -> int:
    """The number or ordinal a part begins with: "7", "7th", "seventh"; 0 when it has none."""
    word = phrase.word(part)
    if word[:1].isdigit():
        return int(word.rstrip("stndrh"))
    return int(phrase.means(part, "ordinal", "cardinal") or 0)


def year_in(phrase: Phrase, context: Context, part: str = "y") -> int | None:
    """The year a part names, "1998" or "last year"; None when there is none or the report's is not known."""
    for word in phrase.words(part):
        if word.isdigit():
            return int(word)
    if not phrase.has(part) or context.report is None:
        return None
    words = phrase.words(part)
    return context.report.year + (-1 if "last" in words or "previous" in words else 1 if "next" in words else 0)


def anchor_of_year(phrase: Phrase, context: Context) -> str | None:
    """None when the year is written out, else whose moment it is counted from."""
    return None if any(word.isdigit() for word in phrase.words("y")) else context.anchor(phrase)


def step(phrase: Phrase) -> int:
    """-1, 0 or 1 from "last", "this", "next" and their like."""
    return int(phrase.means("dir", "back", "ahead") or 0)


def edge(phrase: Phrase) -> str | None:
    """START, MID or END from "early", "the beginning of" and their like."""
    return phrase.means("e", "edge", "edge_noun") or None


def part_of_day(phrase: Phrase) -> str:
    """TIMEX3's letters for the part of the day the phrase names."""
    return phrase.means("part", "part", "parts")


def unit(phrase: Phrase) -> str:
    """The code of the unit the phrase names."""
    return phrase.means("unit", "unit", "units", "span_word")


def amount(phrase: Phrase, part: str = "n") -> str | None:
    """The amount a part states, "2" or "2.5"; None when it is left open."""
    words = [w for w in phrase.words(part) if w not in ("more", "-")]
    if not words:
        return None
    if "couple" in words:
        return "2"
    if words[0] == "half" or words[1:2] == ["half"]:
        return "0.5"
    if any(w in _OPEN_AMOUNTS or ("vague", w) in vocabulary().values for w in words):
        return None
    half = words[-1] == "half"
    number = _number([w for w in (words[: words.index("and")] if half else words) if w != "and"])
    if number is None:
        return None
    return f"{number + half / 2:.4f}".rstrip("0").rstrip(".")


def _number(words: list[str]) -> float | None:
    values = vocabulary().values
    total, current = 0.0, 0.0
    for word in words:
        if word[0].isdigit():
            current += _figure(word)
        elif word == "dozen":
            current = (current or 1) * 12
        elif small := values.get(("cardinal", word)) or values.get(("article", word)):
            current += float(small)
        elif scale := values.get(("scale", word)):
            current = (current or 1) * float(scale)
            if word != "hundred":  # "two thousand | five hundred"
                total, current = total + current, 0
        else:
            return None
    return total + current


def _figure(word: str) -> float:
    """The value of "1,500", "2.5", "5 1/2", "5½"."""
    if word[-1] in _FRACTIONS:
        return float(word[:-1]) + _FRACTIONS[word[-1]]
    whole, _, part = word.partition(" ")
    if part:
        return float(whole) + int(part[0]) / (int(part[-1]) or 1)
    return float(word.replace(",", ""))


def comparison(phrase: Phrase) -> str | None:
    """TIMEX3's mod of the comparison before an amount, or of the word that stands before the whole expression."""
    said = " ".join(phrase.words("c"))
    if not said:
        if ("approximate", phrase.before) in vocabulary().values:
            return "APPROX"
        return {"over": "MORE_THAN", "under": "LESS_THAN"}.get(phrase.before)
    negated = said.startswith(("no ", "not "))
    more = "more" in said or "longer" in said
    if said == "at least" or (negated and not more):
        return "EQUAL_OR_MORE"
    if said in ("at most", "up to") or negated:
        return "EQUAL_OR_LESS"
    return "MORE_THAN" if more else "LESS_THAN"
