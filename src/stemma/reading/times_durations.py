"""Rules for durations ("three years", "the past two months", "a two-hour meeting", ages) and sets ("every Tuesday")."""

from __future__ import annotations

from functools import cache

from stemma.reading.times_amounts import COMPARED, amount, comparison
from stemma.reading.times_calendar import period
from stemma.reading.times_context import Context
from stemma.reading.times_grammar import Meaning, Phrase, Rule, rule
from stemma.reading.times_relative import VAGUE_FUTURE, VAGUE_PAST
from stemma.reading.times_tokens import CAPITAL, UPPER

# "1990 to 2000 years" is no range of durations.
MOST_OPEN = 1000
_UNITS_NEVER_ALONE = frozenset("TS Q L N WE".split())


def _unit(phrase: Phrase) -> str:
    return phrase.means("unit", "unit", "units", "span_word")


def counted(phrase: Phrase, context: Context) -> Meaning | None:
    """An amount of a unit."""
    unit = _unit(phrase)
    tokens, (first, stop) = context.tokens, phrase.extent
    singular = phrase.word("unit") in _SINGULAR
    if singular and amount(phrase, "n") is None and not phrase.words("x")[-2] == "-":
        return None  # "some day", "many a year"
    if phrase.words("n") == ["one"] and phrase.word("unit") == "day" and tokens.words[first - 1 if first else 0] not in _HOLD_DURATION:
        return None  # "One day he will"
    if phrase.word("unit") in ("second", "quarter", "quarters", "min") and phrase.words("n")[-1] not in ("one", "half"):
        return None
    if _is_title(phrase, context):
        return None
    if (phrase.word("unit"), tokens.words[stop + 1]) in _ALWAYS and tokens.words[stop] in ("a", "per"):
        return None
    if phrase.word("unit") == "quarters" or (tokens.atoms[first - 1 if first else 0] == "$"):
        return None
    return Meaning("DURATION", period(amount(phrase, "n") or "X", unit), mod=comparison(phrase))


# "24 hours a day", "seven days a week": always.
_ALWAYS = (
    ("hours", "day"),
    ("days", "week"),
    ("hours", "week"),
    ("weeks", "year"),
    ("months", "year"),
    ("days", "year"),
)


def _is_title(phrase: Phrase, context: Context) -> bool:
    """ "60 Minutes": a unit with a capital where the words around it have none, as in a headline."""
    tokens, (first, stop) = context.tokens, phrase.extent
    if not tokens.capital(stop - 1):
        return False
    around = [
        at
        for at in (first - 2, first - 1, stop, stop + 1)
        if 0 <= at < len(tokens.words) and tokens.words[at][:1].isalpha()
    ]
    return not any(tokens.capital(at) for at in around) and tokens.words[first - 1 if first else 0] != ""


def one(phrase: Phrase, context: Context) -> Meaning | None:
    """ "a week", "an hour": one of them, or how often, where it follows an amount ("24 hours a day")."""
    unit = _unit(phrase)
    if unit in _UNITS_NEVER_ALONE:
        return None
    first = phrase.extent[0]
    if first and (context.tokens.words[first - 1], phrase.word("unit")) in _ALWAYS:
        return None
    if _distributes(phrase, context):
        return Meaning("SET", period("1", unit))
    return Meaning("DURATION", period("1.5" if phrase.has("half") else "1", unit), mod=comparison(phrase))


_HOLD_DURATION = frozenset(
    "for in after within over about nearly almost of by than last take takes took taken is was only just under least to spent once every "
    "half with be lasted has had through during until and or as spend approximately around roughly another quite if not".split()
)
REACH = 5


def _distributes(phrase: Phrase, context: Context) -> bool:
    """Whether "a day" tells a rate: it follows a noun, with an amount a few words before."""
    tokens, first = context.tokens, phrase.extent[0]
    before = tokens.words[first - 1] if first else ""
    if before in _HOLD_DURATION or not before or not (before[0].isalnum() or before == "%") or phrase.has("half"):
        return False
    if before in ("times", "once", "twice"):
        return True
    window = range(max(0, first - REACH), first)
    return any(
        tokens.words[k][:1].isdigit()
        or tokens.words[k] in ("million", "billion", "thousand", "hundred", "hundreds", "dozens")
        for k in window
    )


def between(phrase: Phrase, context: Context) -> Meaning | None:
    """ "two to three weeks": an amount that the words leave open."""
    low, high = amount(phrase, "low"), amount(phrase, "n")
    if low is None or high is None or float(low) >= float(high) or float(low) > MOST_OPEN:
        return None
    del context
    return Meaning("DURATION", period("X", _unit(phrase)), mod=comparison(phrase))


def half(phrase: Phrase, _: Context) -> Meaning | None:
    """ "half an hour", "half a century"."""
    unit = _unit(phrase)
    halves = {"TH": "PT30M", "E": "P5Y", "C": "P50Y", "Y": "P6M", "D": "PT12H"}
    return Meaning("DURATION", halves.get(unit, period("0.5", unit)), mod=comparison(phrase))


def stretch(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the past two months", "the next few days", "the last year"."""
    unit = _unit(phrase)
    number = "1" if not phrase.has("n") and phrase.word("unit") in _SINGULAR else amount(phrase, "n") or "X"
    return Meaning("DURATION", period(number, unit), context.anchor(phrase))


_SINGULAR = frozenset("second minute hour day week fortnight month year decade century night quarter weekend".split())


def recent(phrase: Phrase, context: Context) -> Meaning | None:
    """ "recent weeks", "the coming months": vague, behind or ahead."""
    return Meaning("DATE", VAGUE_FUTURE if phrase.has("ahead") else VAGUE_PAST, context.anchor(phrase))


def bare(phrase: Phrase, context: Context) -> Meaning | None:
    """ "for years", "days after": an open amount; "the early hours" are none."""
    first = phrase.extent[0]
    if first and context.tokens.words[first - 1] in (
        "early",
        "late",
        "small",
        "wee",
        "working",
        "opening",
        "business",
        "rush",
        "these",
        "those",
    ):
        return None
    return Meaning("DURATION", period("X", _unit(phrase)))


def long_word(phrase: Phrase, _: Context) -> Meaning | None:
    """ "day-long", "weeklong", "months-long"."""
    return Meaning("DURATION", period("X" if phrase.word("unit") in _PLURAL else "1", _unit(phrase)))


_PLURAL = frozenset("years months weeks days hours minutes decades centuries".split())


def daily(phrase: Phrase, context: Context) -> Meaning | None:
    """ "daily", "annually", but not in a newspaper's name."""
    at, stop = phrase.extent
    tokens = context.tokens
    if tokens.capital(at) and (
        tokens.atoms[stop] in (CAPITAL, UPPER) or (at and tokens.atoms[at - 1] in (CAPITAL, UPPER))
    ):
        return None
    if at and tokens.atoms[at - 1] in (CAPITAL, UPPER) and tokens.atoms[stop] in (CAPITAL, UPPER):
        return None  # "the party daily Vanguard"
    return Meaning("SET", phrase.means("x", "often"))


def every(phrase: Phrase, _: Context) -> Meaning | None:
    """ "every Tuesday", "each year", "every two weeks"."""
    if phrase.has("wd"):
        value = f"XXXX-WXX-{phrase.means('wd', 'weekday', 'weekdays')}"
        return Meaning("SET", value + (f"T{phrase.means('part', 'part', 'parts')}" if phrase.has("part") else ""))
    if phrase.word("unit") in ("weekend", "weekends"):
        return Meaning("SET", "XXXX-WXX-WE")
    if phrase.word("unit") == "night" and not phrase.has("n"):
        return Meaning("SET", "XXXX-XX-XXTNI")
    if phrase.has("part"):
        return Meaning("SET", f"XXXX-XX-XXT{phrase.means('part', 'part', 'parts')}")
    if phrase.has("m"):
        return Meaning("SET", f"XXXX-{int(phrase.means('m', 'month')):02}")
    if phrase.has("season"):
        return Meaning("SET", f"XXXX-{phrase.means('season', 'season')}")
    number = "2" if phrase.has("other") else amount(phrase, "n") or "1"
    return Meaning("SET", period(number, _unit(phrase)))


def rate(phrase: Phrase, _: Context) -> Meaning | None:
    """ "twice a month"."""
    return Meaning("SET", period("1", _unit(phrase)))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of this module, the more special ones first."""
    return (*_duration_rules(), *_open_rules(), *_set_rules())


def _duration_rules() -> tuple[Rule, ...]:
    count = "n=({COUNT}(?:and{article}half)?|{OPEN}|{DOZEN})"
    reach = "low=({COUNT}){dash}?(?:to|or|{dash})n=({COUNT}){dash}?(?:more)?unit=({units}|{unit})"
    return (
        rule(f"x=({COMPARED}{reach}(?:{{dash}}old)?)", between),
        rule(
            f"x=({COMPARED}{count}(?:full|whole|straight|consecutive|long|short|extra|additional|more|further|other)?{{dash}}?unit=({{units}}|{{unit}})"
            "(?:{dash}(?:old|long))?)",
            counted,
        ),
        rule("x=(n=({COUNT}(?:and{article}half)?)unit=({units}|{unit})(?:old|of age))", counted),
        rule(
            f"x=({COMPARED}{{article}}(?:full|whole|single|further|solid|mere|entire)?unit=({{unit}})(?:half=(and{{article}}half))?)(?!ago|earlier|later|{{dash}})",
            one,
        ),
        rule("x=({article}unit=({unit}){dash}old)", one),
        rule("x=(another n=(one)?unit=(day|week|month|year|hour|decade))", one),
        rule("x=(another n=({COUNT}|{OPEN}|{DOZEN})unit=({units}))", counted),
        rule("x=(half(?:{article}|{dash}){dash}?unit=(hour|century|decade|year|day))", half),
        rule("x=({article}half{dash}?unit=(hour|century|decade|year|day))", half),
        rule(
            "x=((?:the|this|these|those)?(?:last|past|next|first|final|coming|previous|following|preceding|opening|remaining)"
            f"(?:{count}(?:more)?)(?:full)?unit=({{units}}|{{unit}}))",
            stretch,
        ),
        rule("x=(the(?:last|past|next)unit=({unit}|{units}))(?!{month}|{dash}|of)", stretch),
        rule("x=(past unit=(decade|century|year|month|week))", stretch),
        rule(
            "x=((?:the|all|{article})?(?:entire|whole|full)unit=(day|week|month|year|decade|century|weekend|hour))",
            rate_free,
        ),
        rule("x=(all unit=(year|week|month))", rate_free),
    )


def rate_free(phrase: Phrase, _: Context) -> Meaning | None:
    """ "the whole year"."""
    return Meaning("DURATION", period("1", _unit(phrase)))


def _open_rules() -> tuple[Rule, ...]:
    plain = "unit=(years|months|weeks|days|hours|minutes|decades|centuries)"
    return (
        rule("x=((?:more|very)?recent unit=(years|months|weeks|days|decades|hours|minutes|centuries))", recent),
        rule("x=((?:the)?(?:coming|upcoming)unit=(years|months|weeks|days|decades|hours))", stretch),
        rule("x=((?:the|{OPEN})?unit=(years|months|weeks|days|decades)(?:ahead=(ahead|to come)))", recent),
        rule(
            f"(?:for|in|within|over|last|lasted|lasting|lasts|took|take|takes|taken|spent|spend|after|of|through|until|the)x=({plain})(?!{{dash}}|and{{lower}}hours)",
            bare,
        ),
        rule(f"x=((?:just|only|mere){plain})", bare),
        rule(f"x=({plain})(?=before|after|earlier|later|of|into|since)", bare),
        rule(f"x=({plain}{{dash}}(?:long|old))", long_word),
        rule("x=(unit=(day|week|month|year|hour|decade|century|night|minute){dash}(?:long|old))", long_word),
        rule("x=(unit=({span_word}))", long_word),
    )


def _set_rules() -> tuple[Rule, ...]:
    each = "(?:every|each)(?:single)?"
    return (
        rule(f"x=({each}(?:other=(other|second))?unit=({{unit}}))", every),
        rule(f"x=({each}n=({{COUNT}}|few|couple of)unit=({{units}}))", every),
        rule(f"x=({each}(?:other)?wd=({{weekday}})(?:part=({{part}}))?)", every),
        rule(f"x=({each}part=({{part}}))", every),
        rule(f"x=({each}m=({{month}}))", every),
        rule(f"x=({each}season=({{season}}))", every),
        rule("x=(each of the(?:last|past|next)n=({COUNT})unit=({units}))", every),
        rule("x=(wd=({weekdays}))", every),
        rule("x=(wd=({weekday})part=({parts}))", every),
        rule("(?:on|at|{break})x=(unit=(weekends))", every),
        rule("x=({often})", daily),
        rule(
            "x=({OFTEN_ENOUGH}(?:{article}|per|each|every)unit=(day|week|month|year|night|hour|minute|decade|season))",
            rate,
        ),
    )
