"""Rules for times of day with their zones, alone or with the day they belong to."""

from __future__ import annotations

from functools import cache

from stemma.reading.times_amounts import comparison
from stemma.reading.times_context import Context
from stemma.reading.times_dates import full_date
from stemma.reading.times_grammar import Meaning, Phrase, Rule, rule
from stemma.reading.times_relative import near_day, weekday
from stemma.reading.times_tokens import CAPITAL, UPPER

LAST_HOUR, MINUTES = 24, 60


def _clock(phrase: Phrase) -> str | None:
    """HH:MM as far as the words say; None for no time of day."""
    word = phrase.word("t")
    if point := phrase.means("t", "point"):
        return point
    digits = word.replace(".", ":").split(":")
    if len(digits) == 1 and len(word) == 4:  # noqa: PLR2004 - "0735 GMT"
        digits = [word[:2], word[2:]]
    if word[0].isdigit():
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    else:
        hour, minute = int(phrase.means("t", "cardinal") or 99), 0
    late = "".join(phrase.words("ap"))[:1] or {"AF": "p", "EV": "p", "NI": "p", "MO": "a"}.get(
        phrase.means("of", "part"), ""
    )
    if late and not 1 <= hour <= 12:  # noqa: PLR2004 - a clock
        late = ""
    if late:
        hour = hour % 12 + (12 if late == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= LAST_HOUR and minute < MINUTES else None


def clock(phrase: Phrase, context: Context) -> Meaning | None:
    """A time of day; its day is the one it stands beside, else the sentence's, the paragraph's or the report's."""
    time = _clock(phrase)
    first = phrase.extent[0]
    named = context.tokens.capital(first) and first > 0 and context.tokens.atoms[first - 1] in (CAPITAL, UPPER)
    if time is None or (named and phrase.means("t", "point")):
        return None
    zone = "Z" if phrase.means("z", "zone") == "Z" else ""
    mod = comparison(phrase)
    day, anchor = _day_of(phrase, context)
    return Meaning("TIME", f"{day or 'XXXX-XX-XX'}T{time}{zone}", anchor, mod=mod)


def _day_of(phrase: Phrase, context: Context) -> tuple[str | None, str | None]:
    beside = None
    if phrase.has("m"):
        beside = full_date(phrase, context)
    elif phrase.means("day", "weekday"):
        beside = weekday(phrase, context)
    elif phrase.has("day"):
        beside = near_day(phrase, context)
    if beside is not None:
        return (beside.value or "XXXX-XX-XX")[:10], beside.anchor
    return context.day_around(phrase)


_ZONE = "(?:z=({zone}(?:time)?|local time|{name}(?:standard|daylight)?time)|{open}(?:{zone}|local time){close})?"
_TIMES = (
    "t=({clock}|{hour}|{cardinal})ap=({ampm})",
    "t=({clock}|{cardinal}|{hour})o{apos}clock(?:in the of=({part})|at night)?",
    "t=({clock})(?={open}?{zone}|local)",
    "t=({military})(?:hours)?(?={zone})",
    "t=({point})",
)
_TAILS = (
    "",
    "{comma}?(?:on)?(?:{WEEKDAY}{comma}?)?m=({MONTH})d=({DAY})(?:{comma}?y=({year}))?",
    "{comma}?(?:on)?(?:{WEEKDAY}{comma}?)?d=({DAY})m=({MONTH})(?:{comma}?y=({year}))?",
    "{comma}?(?:on)?day=({weekday}|{near_day})",
    "(?:on)?{dot}?day=({weekday})",
)
_HEADS = ("(?:{WEEKDAY}{comma}?)?m=({MONTH})d=({DAY})(?:{comma}?y=({year}))?", "day=({weekday}|{near_day})")


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of this module, the more special ones first."""
    made = []
    for time in _TIMES:
        made += [rule(f"x=({time}{_ZONE}{tail})", clock) for tail in _TAILS]
        made += [rule(f"x=({head}{{comma}}?(?:at)?{time}{_ZONE})", clock) for head in _HEADS]
    # "10:35 a.m. (0735 GMT) Friday": two times of one day.
    made.append(
        rule(
            "x=(t=({clock}|{hour})ap=({ampm})(?:local time)?)(?={open}(?:{military}|{clock}|{hour}){ampm}?{zone}(?:time)?{close}(?:on)?day=({weekday}))",
            clock,
        )
    )
    made.append(
        rule(
            "{open}x=(t=({military}|{clock}|{hour})(?:ap=({ampm}))?z=({zone}(?:time)?))(?={close}(?:on)?day=({weekday}))",
            clock,
        )
    )
    made.append(rule("at x=(t=({hour}|{cardinal})in the of=({part}))", clock))
    before = "at|by|until|till|from|around|about|before|after|shortly|between|since|{break}"
    made.append(rule(f"(?:{before})x=(t=({{clock}}))(?!{{percent}}|{{dash}}|to)", clock))
    made.append(rule("(?:from|between)x=(t=({clock}|{hour}))(?=(?:to|and|{dash})(?:{clock}|{hour})ap=({ampm}))", clock))
    return tuple(made)
