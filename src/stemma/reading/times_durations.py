"""Builders for durations ("three years", "a two-hour meeting", ages) and sets ("every Tuesday", "twice a month")."""

from __future__ import annotations

from stemma.reading import lexicon
from stemma.reading.times_calendar import period
from stemma.reading.times_context import Context
from stemma.reading.times_parts import (
    VAGUE_FUTURE,
    VAGUE_PAST,
    amount,
    comparison,
    part_of_day,
    unit,
)
from stemma.reading.times_phrase import Meaning, Phrase
from stemma.reading.times_tokens import vocabulary

# "1990 to 2000 years" is no range of durations.
MOST_OPEN = 1000
# How many tokens before "a day" the amount may stand that makes it a rate.
RATE_REACH = 5
_NEVER_ALONE = frozenset(("TS", "Q", "L", "N", "WE"))
_HALVES = {"TH": "PT30M", "E": "P5Y", "C": "P50Y", "Y": "P6M", "D": "PT12H"}
# "24 hours a day", "seven days a week": always.
_ALWAYS = frozenset(
    (("hours", "day"), ("days", "week"), ("hours", "week"), ("weeks", "year"), ("months", "year"), ("days", "year"))
)


def _singular(phrase: Phrase) -> bool:
    return ("unit", phrase.word("unit")) in vocabulary().values


def counted(phrase: Phrase, _: Context) -> Meaning | None:
    """An amount of a unit."""
    number, word = amount(phrase), phrase.word("unit")
    words = phrase.tokens.words
    if _singular(phrase) and number is None and phrase.words()[-2] != "-":
        return None  # "some day", "many a year"
    beside = phrase.before in lexicon.words("time_contexts", "holds") or phrase.after in ("after", "before")
    if list(phrase.words()) == ["one", "day"] and not beside:
        return None  # "One day he will"
    if word == "quarters" or (word in ("second", "quarter", "min") and number not in ("1", "0.5")):
        return None
    if (word, words[phrase.extent[1] + 1]) in _ALWAYS and phrase.after in ("a", "per"):
        return None
    if phrase.atom_before == "$" or _is_title(phrase):
        return None
    return Meaning("DURATION", period(number or "X", unit(phrase)), mod=comparison(phrase))


def _is_title(phrase: Phrase) -> bool:
    """Whether it is "60 Minutes": a unit with a capital where the words around it, unlike a headline's, have none."""
    tokens, (first, stop) = phrase.tokens, phrase.extent
    if not tokens.capital(stop - 1) or not phrase.before:
        return False
    around = (at for at in (first - 2, first - 1, stop, stop + 1) if 0 <= at < len(tokens.words))
    return not any(tokens.capital(at) for at in around if tokens.words[at][:1].isalpha())


def between(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "two to three weeks": an amount that the words leave open."""
    low, high = amount(phrase, "low"), amount(phrase)
    if low is None or high is None or float(low) >= float(high) or float(low) > MOST_OPEN:
        return None
    return Meaning("DURATION", period("X", unit(phrase)), mod=comparison(phrase))


def one(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "a week", "an hour": one of them, or how often, where it follows an amount ("$5 a day")."""
    code = unit(phrase)
    if code in _NEVER_ALONE or (phrase.before, phrase.word("unit")) in _ALWAYS:
        return None
    if phrase.before in ("been", "is", "was", "such") and phrase.after in ("of", "in", "when", "for", "that"):
        return None  # "it has been a year of"
    if _is_rate(phrase):
        return Meaning("SET", period("1", code))
    return Meaning("DURATION", period("1.5" if phrase.has("half") else "1", code), mod=comparison(phrase))


def _is_rate(phrase: Phrase) -> bool:
    """Whether "a day" tells how often: it follows a noun, with an amount a few words before."""
    before, first = phrase.before, phrase.extent[0]
    if phrase.has("half") or not before or before in lexicon.words("time_contexts", "holds"):
        return False
    if not (before[0].isalnum() or before == "%"):
        return False
    large = lexicon.words("time_contexts", "large")
    return any(w[:1].isdigit() or w in large for w in phrase.tokens.words[max(0, first - RATE_REACH) : first])


def half(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "half an hour", "half a century"."""
    return Meaning("DURATION", _HALVES[unit(phrase)], mod=comparison(phrase))


def quarter(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "a quarter-century", "a quarter of an hour"."""
    return Meaning("DURATION", "P25Y" if unit(phrase) == "C" else "PT15M", mod=comparison(phrase))


def stretch(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "the past two months", "the next few days", "the last year"."""
    if phrase.word() == "last" and phrase.before in lexicon.words("time_contexts", "infinitive"):
        return None  # "expected to last six weeks"
    number = "1" if not phrase.has("n") and _singular(phrase) else amount(phrase) or "X"
    return Meaning("DURATION", period(number, unit(phrase)), context.anchor(phrase))


def whole(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "the whole year"."""
    return Meaning("DURATION", period("1", unit(phrase)))


def recent(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "recent weeks", "the months ahead": vague, behind or ahead."""
    return Meaning("DATE", VAGUE_FUTURE if phrase.has("ahead") else VAGUE_PAST, context.anchor(phrase))


def bare(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "for years", "days after": an open amount; "the early hours" are none."""
    if phrase.before in lexicon.words("time_contexts", "adjective"):
        return None
    return Meaning("DURATION", period("X", unit(phrase)))


def long_word(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "day-long", "weeklong", "months-long"."""
    plural = ("units", phrase.word("unit")) in vocabulary().values
    return Meaning("DURATION", period("X" if plural else "1", unit(phrase)))


def often(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "daily", "annually", but not in a newspaper's name ("the Daily Post", "the party daily Vanguard")."""
    beside = phrase.follows_name, phrase.leads_name
    if all(beside) or (any(beside) and phrase.tokens.capital(phrase.extent[0])):
        return None
    return Meaning("SET", phrase.means("x", "often"))


def every(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "every Tuesday", "each year", "every two weeks"."""
    part = f"T{part_of_day(phrase)}" if phrase.has("part") else ""
    if phrase.has("wd"):
        value = f"XXXX-WXX-{phrase.means('wd', 'weekday', 'weekdays')}{part}"
    elif phrase.word("unit") in ("weekend", "weekends"):
        value = "XXXX-WXX-WE"
    elif part or phrase.word("unit") == "night":
        value = f"XXXX-XX-XX{part or 'TNI'}"
    elif phrase.has("m"):
        value = f"XXXX-{int(phrase.means('m', 'month')):02}"
    elif phrase.has("season"):
        value = f"XXXX-{phrase.means('season', 'season')}"
    else:
        value = period("2" if phrase.has("other") else amount(phrase) or "1", unit(phrase))
    return Meaning("SET", value)


def rate(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "twice a month"."""
    return Meaning("SET", period("1", unit(phrase)))
