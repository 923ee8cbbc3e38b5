"""Amounts in words and figures ("twenty-five", "two and a half", "a dozen"), and the comparisons before them."""

from __future__ import annotations

from stemma.reading.times_grammar import Phrase
from stemma.reading.times_tokens import vocabulary

# Comparisons that belong to the expression; "about", "nearly" and "almost" stand outside it, as the corpora have it.
COMPARED = "c=((?:just|a little|slightly|well|much)?(?:more|less|fewer|longer)than|(?:no|not)(?:more|less|fewer|longer)than|at(?:least|most)|up to)?"
_VAGUE_STARTS = frozenset(
    "few several many some numerous countless multiple couple number dozens scores tens hundreds thousands millions".split()
)


def amount(phrase: Phrase, part: str) -> str | None:
    """The amount a part states as digits, "2" or "2.5"; None when it is left open."""
    words = [w for w in phrase.words(part) if w not in ("more", "-")]
    if not words:
        return None
    if "couple" in words:
        return "2"
    if _VAGUE_STARTS & set(words):
        return None
    if words[0] == "half":
        return "0.5"
    half = words[-1] == "half"
    if half:
        words = words[: words.index("and")]
    number = _number([w for w in words if w != "and"])
    if number is None:
        return None
    return f"{number + (0.5 if half else 0):g}" if number < 10**6 else f"{number:.0f}"


def _number(words: list[str]) -> float | None:
    values = vocabulary().values
    total, current = 0.0, 0.0
    for word in words:
        if word in ("a", "an"):
            current = 1
        elif word[0].isdigit():
            current += float(word.replace(",", ""))
        elif ("cardinal", word) in values:
            current += float(values["cardinal", word])
        elif word == "dozen":
            current = (current or 1) * 12
        elif ("scale", word) in values:
            scale = float(values["scale", word])
            current = (current or 1) * scale
            if scale > 100:  # noqa: PLR2004 - "two thousand | five hundred"
                total, current = total + current, 0
        else:
            return None
    return total + current


def comparison(phrase: Phrase) -> str | None:
    """TIMEX3's mod of the comparison before an amount, or of the word that stands before the whole expression."""
    said = " ".join(phrase.words("c"))
    mod = None
    if said:
        negated = said.startswith(("no ", "not "))
        more = "more" in said or "longer" in said
        less = "less" in said or "fewer" in said
        if said in ("at least",) or (negated and less):
            mod = "EQUAL_OR_MORE"
        elif said in ("at most", "up to") or (negated and more):
            mod = "EQUAL_OR_LESS"
        else:
            mod = "MORE_THAN" if more else "LESS_THAN"
    first = phrase.extent[0]
    before = phrase.tokens.words[first - 1] if first else ""
    if mod is None and ("approximate", before) in vocabulary().values:
        return "APPROX"
    if mod is None and before in ("over", "under"):
        mod = "MORE_THAN" if before == "over" else "LESS_THAN"
    return mod
