"""Rules for what is counted from the report's date or from an expression before: days, weekdays, units, seasons."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from stemma.reading.times_amounts import COMPARED, amount, comparison
from stemma.reading.times_calendar import SEASON_MONTH, Moment, season_of
from stemma.reading.times_context import Context
from stemma.reading.times_dates import full_date
from stemma.reading.times_grammar import Meaning, Phrase, Rule, rule
from stemma.reading.times_tokens import BREAK, CAPITAL, UPPER

VAGUE_PAST, VAGUE_NOW, VAGUE_FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"


SATURDAY = 6


def _step(phrase: Phrase) -> int:
    """-1, 0 or 1 from "last", "this", "next" and their like."""
    found = phrase.means("dir", "back", "ahead")
    return int(found) if found else 0


def _mod(phrase: Phrase) -> str | None:
    words = phrase.words("e")
    if not words:
        return None
    return {"early": "START", "late": "END", "mid": "MID", "earlier": None, "later": None}.get(words[0])


def _part_of(value: str | None, part: str) -> str | None:
    return f"{value[:10]}T{part}" if value else None


def near_day(phrase: Phrase, context: Context) -> Meaning | None:
    """Today, yesterday, tomorrow, with a part of the day perhaps."""
    first, stop = phrase.extent
    tokens = context.tokens
    if tokens.capital(first) and (
        (first and tokens.atoms[first - 1] in (CAPITAL, UPPER))
        or tokens.words[stop] in ("show", "programme", "program")
    ):
        return None
    steps = int(phrase.means("day", "near_day"))
    found = context.away(phrase, steps, "D", mod=_mod(phrase))
    if phrase.has("part"):
        placeholder = found.value or "XXXX-XX-XX"
        return Meaning(
            "TIME", _part_of(placeholder, phrase.means("part", "part")), found.anchor, found.relative, found.mod
        )
    return found


def beyond_day(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    return context.away(phrase, -2 if phrase.has("before") else 2, "D")


def tonight(phrase: Phrase, context: Context) -> Meaning | None:
    """Tonight, last night, overnight."""
    last = phrase.has("last") or (phrase.has("over") and context.tense(phrase) != "future")
    found = context.away(phrase, -1 if last else 0, "D")
    value = _part_of(found.value or "XXXX-XX-XX", "NI")
    return Meaning("TIME", value, found.anchor, found.relative, _mod(phrase))


# What follows a weekday in the name of a newspaper or programme.
_TITLES = frozenset(
    "times telegraph mirror mail express herald post star tribune independent journal world night group inc".split()
)


def weekday(phrase: Phrase, context: Context) -> Meaning | None:
    """A weekday, alone or with a direction and a part of the day."""
    number = int(phrase.means("day", "weekday", "weekday_short"))
    stop = phrase.extent[1]
    first = phrase.extent[0]
    tokens = context.tokens
    follows = tokens.words[stop]
    if follows in _TITLES and tokens.capital(stop):
        return None
    if phrase.has("part") and tokens.capital(stop - 1) and tokens.atoms[stop] in (CAPITAL, UPPER):
        return None  # "Saturday Night Live"
    if tokens.words[first - 1 if first else 0] in (
        "black",
        "bloody",
        "super",
        "cyber",
        "ruby",
        "casual",
    ) and tokens.capital(first - 1):
        return None
    if phrase.has("that"):
        found = (
            context.last_day + timedelta(days=(number - context.last_day.isoweekday()) % 7 or 7)
            if context.last_day
            else None
        )
        anchor = context.last_day.isoformat() if context.last_day else None
    else:
        direction = _step(phrase) if phrase.has("dir") and _step(phrase) else None
        found = context.weekday(number, direction, phrase)
        anchor = context.anchor(phrase)
    value = found.isoformat() if found else f"XXXX-WXX-{number}"
    if phrase.has("part"):
        return Meaning("TIME", f"{value}T{phrase.means('part', 'part')}", anchor, mod=_mod(phrase))
    return Meaning("DATE", value, anchor, mod=_mod(phrase))


def weekday_of_week(phrase: Phrase, context: Context) -> Meaning | None:
    """ "Monday last week", "Friday of next week"."""
    if context.day is None:
        return Meaning("DATE", f"XXXX-WXX-{phrase.means('day', 'weekday')}", context.anchor(phrase))
    number = int(phrase.means("day", "weekday"))
    monday = context.day - timedelta(days=context.day.weekday())
    found = monday + timedelta(weeks=_step(phrase), days=number - 1)
    return Meaning("DATE", found.isoformat(), context.anchor(phrase))


def part_of_day(phrase: Phrase, context: Context) -> Meaning | None:
    """ "this morning", "that night", "the next afternoon", "in the evening"."""
    part = phrase.means("part", "part")
    if phrase.has("this"):
        return Meaning("TIME", f"{context.day or 'XXXX-XX-XX'}T{part}", context.anchor(phrase), "P0D", _mod(phrase))
    step = 1 if phrase.has("next") else -1 if phrase.has("previous") else 0
    base = context.last_day or context.day
    value = (base + timedelta(days=step)).isoformat() if base else "XXXX-XX-XX"
    anchor = context.last_day.isoformat() if context.last_day else context.anchor(phrase)
    return Meaning("TIME", f"{value}T{part}", anchor, mod=_mod(phrase))


def part_of_date(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the night of June 5"."""
    day = full_date(phrase, context)
    if day is None or day.value is None:
        return None
    return Meaning("TIME", f"{day.value}T{phrase.means('part', 'part')}", day.anchor, mod=_mod(phrase))


def unit_by_direction(phrase: Phrase, context: Context) -> Meaning | None:
    """ "last week", "this year", "next month", "earlier this week"."""
    return context.away(phrase, _step(phrase), phrase.means("unit", "unit"), mod=_mod(phrase))


def unit_from_last(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the same day", "that year", "the following month", "the previous week": counted from the expression before."""
    unit = phrase.means("unit", "unit")
    step = 0 if phrase.has("same") else _step(phrase)
    if context.last is None and phrase.has("same"):
        return Meaning(
            "DATE", {"D": "XXXX-XX-XX", "M": "XXXX-XX", "Y": "XXXX", "W": "XXXX-WXX"}.get(unit), None, mod=_mod(phrase)
        )
    return context.away_from_last(phrase, step, unit, mod=_mod(phrase))


def weekend(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the weekend": the last one, or the coming one where the verb looks ahead."""
    ahead = context.tense(phrase) == "future"
    began = context.day is not None and context.day.isoweekday() >= SATURDAY
    return context.away(phrase, 0 if ahead or began else -1, "WE")


def day_of_report(phrase: Phrase, context: Context) -> Meaning | None:
    """ "earlier in the day", "later in the week"."""
    unit = phrase.means("unit", "unit")
    if unit == "D":
        return context.away_from_last(phrase, 0, unit)
    return context.away(phrase, 0, unit)


def current_unit(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the end of the year", "year-end": the report's own, with its edge."""
    mod = phrase.means("e", "edge_noun") or "END"
    step = _step(phrase)
    return context.away(phrase, step, phrase.means("unit", "unit"), mod=mod)


def edge_of_date(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the beginning of 2018", "the end of May", "the end of May 2018"."""
    mod = phrase.means("e", "edge_noun")
    if phrase.has("m"):
        month = int(phrase.means("m", "month", "month_short"))
        year = int(phrase.word("y")) if phrase.has("y") else context.year_of_month(month, phrase)
        anchor = None if phrase.has("y") else context.anchor(phrase)
        return Meaning("DATE", f"{year:04}-{month:02}" if year else f"XXXX-{month:02}", anchor, mod=mod)
    return Meaning("DATE", phrase.word("y"), mod=mod)


def ago(phrase: Phrase, context: Context) -> Meaning | None:
    """ "three days ago", "a year from now": a date of the unit's grain; vague amounts stay vague."""
    number, unit = amount(phrase, "n"), phrase.means("unit", "unit", "units")
    sign = 1 if phrase.has("ahead") else -1
    mod = comparison(phrase)
    if number is None or "." in number:
        vague = VAGUE_FUTURE if sign > 0 else VAGUE_PAST
        return Meaning("DATE", vague, context.anchor(phrase), mod=mod)
    found = context.away(phrase, sign * int(number), unit, mod=mod)
    if unit in ("TH", "TM", "TS", "N") and found.value is None:
        vague = VAGUE_FUTURE if sign > 0 else VAGUE_PAST
        return Meaning("TIME", vague, found.anchor, found.relative, mod)
    return found


def half_more_ago(phrase: Phrase, context: Context) -> Meaning | None:
    """ "a year and a half ago": told in months."""
    months = {"E": 180, "Y": 18}.get(phrase.means("unit", "unit"))
    sign = 1 if phrase.has("ahead") else -1
    if months is None:
        return Meaning("DATE", VAGUE_FUTURE if sign > 0 else VAGUE_PAST, context.anchor(phrase))
    return context.away(phrase, sign * months, "M")


# What an amount left open leaves of a date of each grain.
_OPEN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}


def later(phrase: Phrase, context: Context) -> Meaning | None:
    """ "three years later", "a day earlier": counted from the expression before."""
    number, unit = amount(phrase, "n"), phrase.means("unit", "unit", "units")
    sign = 1 if phrase.has("ahead") or phrase.has("ahead2") else -1
    mod = comparison(phrase)
    if unit == "TH" and number == "0.5":
        number, unit = "30", "TM"
    if number is None or "." in number:
        return Meaning("DATE", _OPEN.get(unit), context.last_value, mod=mod)
    return context.away_from_last(phrase, sign * int(number), unit, mod=mod)


def season(phrase: Phrase, context: Context) -> Meaning | None:
    """Seasons: "last fall", "the summer of 1998", "this winter"."""
    code = phrase.means("season", "season")
    anchor = None if phrase.word("y").isdigit() else context.anchor(phrase)
    if phrase.has("y"):
        word = phrase.words("y")[-1] if phrase.words("y")[-1].isdigit() else ""
        step = -1 if "last" in phrase.words("y") else 1 if "next" in phrase.words("y") else 0
        year = int(word) if word else (context.report.year + step if context.report else None)
        return Meaning("DATE", f"{year:04}-{code}" if year else f"XXXX-{code}", anchor, mod=_mod(phrase))
    if not phrase.has("dir") and not phrase.has("this") and not phrase.has("e") and _names_something(phrase, context):
        return None
    here = context.report
    if here is None or here.month is None:
        return Meaning("DATE", f"XXXX-{code}", anchor, mod=_mod(phrase))
    return Meaning("DATE", f"{_season_year(phrase, context, here, code):04}-{code}", anchor, mod=_mod(phrase))


def _names_something(phrase: Phrase, context: Context) -> bool:
    """ "the fall of the wall", "the Winter Olympics", "the spring in his step" are no seasons."""
    stop = phrase.extent[1]
    following = context.tokens.words[stop]
    at = phrase.match.start("season")
    if phrase.word("season") in ("fall", "spring") and following in ("of", "from", "in", "to"):
        return True
    return context.tokens.capital(at) and context.tokens.atoms[stop] in (CAPITAL, UPPER)


def _season_year(phrase: Phrase, context: Context, here: Moment, code: str) -> int:
    start = SEASON_MONTH[code]
    month = here.month or 1
    if context.day:
        now = season_of(context.day)
    else:
        now = (here.year, "")
    if phrase.has("dir") and _step(phrase) < 0:
        if now[1] == code:
            return now[0] - 1
        return here.year if start < month else here.year - 1
    if phrase.has("dir") and _step(phrase) > 0:
        if now[1] == code:
            return now[0] + 1
        return here.year if start > month else here.year + 1
    if now[1] == code:
        return now[0]
    if phrase.has("this"):
        return here.year
    return context.year_of_month(start + 1 if code != "WI" else start, phrase) or here.year


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of this module, the more special ones first."""
    return (*_day_rules(), *_unit_rules(), *_distance_rules(), *_season_rules())


_SHIFT = "(?:e=(earlier|later|early|late|mid){dash}?)?"
_GRAIN = "unit=(week|weekend|month|quarter|year|decade|century)"


def _day_rules() -> tuple[Rule, ...]:
    return (
        rule("x=(day=({near_day})(?:part=({part}))?)", near_day),
        rule("x=((?:the)?day(?:before=(before)yesterday|after tomorrow))", beyond_day),
        rule("x=(tonight|(?:e=(late|early))?last=(last)night)", tonight),
        rule("x=(over=(overnight))", tonight),
        rule("{weekday}(?:to|through|until|{dash})x=(that=(day=({weekday})))", weekday),
        rule("x=((?:the)?(?:e=(early|late))?part=({part})of day=({weekday}))(?!{comma}{MONTH})", weekday),
        rule("x=((?:the)?(?:e=(early|late))?part=({part})of(?:{WEEKDAY}{comma}?)?m=({MONTH})d=({DAY})(?:{comma}?y=({year}))?)", part_of_date),
        rule("x=((?:the)?(?:e=(early|late))?part=({part})of(?:{WEEKDAY}{comma}?)?d=({DAY})m=({MONTH})(?:{comma}?y=({year}))?)", part_of_date),
        rule("x=(that=((?:the)?following|the next|that)day=({weekday})(?:part=({part}))?)", weekday),
        rule("x=((?:the|this)?dir=({back}|{ahead})day=({weekday})(?:part=({part}))?)", weekday),
        rule("x=((?:this(?:past|coming)?)?day=({weekday})(?:part=({part}))?)", weekday),
        rule("x=(day=({weekday})(?:of)?(?:dir=(last|next)|this)week)", weekday_of_week),
        rule(f"x=({_SHIFT}this=(this)part=({{part}}))", part_of_day),
        rule("x=((?:e=(late|early))?(?:that|the same)part=({part}))", part_of_day),
        rule("x=((?:the)?(?:next=(next|following)|previous=(previous))part=({part}))", part_of_day),
        rule("(?:in|during|by|until|into|through)x=(the(?:e=(early|late))?part=({part}))", part_of_day),
    )


def _unit_rules() -> tuple[Rule, ...]:
    same = "same=(that(?:same|very)?|the(?:very)?same)"
    return (
        rule(f"x=({_SHIFT}(?:this|dir=(last|next)){_GRAIN})", unit_by_direction),
        rule(f"x=({_SHIFT}this dir=(past|coming|last|next){_GRAIN})", unit_by_direction),
        rule(f"x=({_SHIFT}the current {_GRAIN})", unit_by_direction),
        rule(f"x=({_SHIFT}{same}unit=(day|week|weekend|month|quarter|year|decade))", unit_from_last),
        rule("x=((?:the)?dir=(previous|preceding|following)unit=({unit}))", unit_from_last),
        rule("x=(the dir=(next)unit=(day))", unit_from_last),
        rule("x=(the weekend)(?!{dash}|of)", weekend),
        rule("x=((?:earlier|later)in the unit=(day|week|month|year))", day_of_report),
        rule(f"x=((?:the)?e=({{edge_noun}})of(?:the|this|dir=(last|next)){_GRAIN})", current_unit),
        rule("x=(unit=(year){dash}end)", current_unit),
        rule("x=(e=(mid){dash}?unit=(year|month|week|decade|century))", unit_by_direction),
        rule("x=((?:the)?unit=(year|month){apos}s e=({edge_noun}))", current_unit),
        rule("x=((?:the)?e=({edge_noun})of m=({MONTH})(?:{comma}?y=({year}))?)", edge_of_date),
        rule("x=((?:the)?e=({edge_noun})of(?:the year)?y=({year}))", edge_of_date),
    )


def _distance_rules() -> tuple[Rule, ...]:
    count = "n=({COUNT}(?:and{article}half)?|{OPEN}(?:more)?|{DOZEN}|{article}|half{article})"
    return (
        rule("x=({article}unit=(year|decade|month|week)and{article}half(?:ago|ahead=(later|from now)))", half_more_ago),
        rule(f"x=({COMPARED}{count}?unit=({{units}}|{{unit}})(?:ago|ahead=(from now|hence|from today)))", ago),
        rule(
            f"x=({COMPARED}{count}unit=({{units}}|{{unit}})(?:earlier|ahead=(later|afterwards|afterward)"
            "|(?:before|previously|ahead2=(after))(?={break}|{mark})))",
            later,
        ),
        rule("x=(unit=(year|month|week){dash}(?:ago|earlier))", _year_ago),
        rule("x=(unit=(years|months|weeks|days|hours|minutes|decades)(?:earlier|ahead=(later|afterwards)))", later),
        rule("x=(the unit=(day|week|month|year|night)(?:before|ahead=(after)))(?={break}|{mark})", _beside_last),
    )


def _season_rules() -> tuple[Rule, ...]:
    return (
        rule(f"x=({_SHIFT}(?:(?:the)?dir=({{back}}|{{ahead}})|this=(this)|that)season=({{season}}))", season),
        rule(
            "x=((?:the)?(?:e=({edge}){dash}?)?season=({season})(?:of)?{comma}?y=({year}|(?:last|this|next)year))",
            season,
        ),
        rule("x=((?:the)?e=({edge}){dash}?season=({season}))", season),
        rule(
            "(?:in|during|by|until|since|through|over|for|of|before|after|from)x=((?:the)?season=({season}))",
            _plain_season,
        ),
    )


def _year_ago(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the year-ago quarter"."""
    return context.away_from_last(phrase, -1, phrase.means("unit", "unit"))


def _beside_last(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the day before", at the end of its clause."""
    return context.away_from_last(phrase, 1 if phrase.has("ahead") else -1, phrase.means("unit", "unit"))


def _plain_season(phrase: Phrase, context: Context) -> Meaning | None:
    """A season after a preposition; "fall" and "spring" need their article."""
    follows = context.tokens.atoms[phrase.extent[1]]
    if phrase.word("season") in ("fall", "spring") and "the" not in phrase.words("x") and follows not in (BREAK, ",", "t"):
        return None
    return season(phrase, context)
