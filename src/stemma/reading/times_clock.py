"""Rules for times of day with their zones, alone or with the day they belong to."""

from __future__ import annotations

from functools import cache

from stemma.reading.times_amounts import comparison
from stemma.reading.times_context import Context
from stemma.reading.times_dates import full_date
from stemma.reading.times_grammar import Meaning, Phrase, Rule, rule
from stemma.reading.times_relative import near_day, weekday

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
    late = "".join(phrase.words("ap"))[:1] or {"AF": "p", "EV": "p", "NI": "p", "MO": "a"}.get(phrase.means("of", "part"), "")
    if late and not 1 <= hour <= 12:  # noqa: PLR2004 - a clock
        late = ""
    if late:
        hour = hour % 12 + (12 if late == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= LAST_HOUR and minute < MINUTES else None


def clock(phrase: Phrase, context: Context) -> Meaning | None:
    """A time of day; its day is the one it stands beside, else the sentence's, the paragraph's or the report's."""
    time = _clock(phrase)
    if time is None:
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


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of this module, the more special ones first."""
    zone = "(?:{open}?z=({zone}|local time|{name}(?:standard)?time|eastern(?:standard|daylight)?time){close}?)?"
    plain_zone = "(?:z=({zone}|local time|{name}(?:standard|daylight)?time|{zone}time))"
    dated = "(?:{WEEKDAY}{comma}?)?(?:m=({MONTH})d=({DAY})|d2=({DAY})m2=({MONTH}))(?:{comma}?y=({year}))?"
    del zone, dated
    full = "(?:t=({clock}|{hour})ap=({ampm})|t=({point}))"
    del full
    times = (
        "t=({clock}|{hour}|{cardinal})ap=({ampm})",
        "t=({clock}|{cardinal}|{hour})o{apos}clock(?:in the of=({part})|at of=(night))?",
        "t=({clock})(?={zone}|local)",
        "t=({military})(?:hours)?(?={zone})",
        "t=({point})",
    )
    tails = (
        "",
        "(?:on)?(?:{WEEKDAY}{comma}?)?m=({MONTH})d=({DAY})(?:{comma}?y=({year}))?",
        "(?:on)?(?:{WEEKDAY}{comma}?)?d=({DAY})m=({MONTH})(?:{comma}?y=({year}))?",
        "(?:{comma}?on)?(?:{comma})?day=({weekday}|{near_day})",
    )
    made = []
    for time in times:
        time = time.replace("at of=(night)", "at night") if time.count("of=(") > 1 else time  # noqa: PLW2901
        for tail in tails:
            comma = "{comma}?" if tail else ""
            made.append(rule(f"x=({time}{plain_zone}?{{dot}}?{comma}{tail})" if tail else f"x=({time}{plain_zone}?)", clock))
        for head in (
            "(?:{WEEKDAY}{comma}?)?m=({MONTH})d=({DAY})(?:{comma}?y=({year}))?",
            "day=({weekday}|{near_day})",
        ):
            made.append(rule(f"x=({head}{{comma}}?(?:at)?{time}{plain_zone}?)", clock))
    made.append(rule("(?:at|by|until|till|from|around|about|before|after|shortly|between|since|{break})x=(t=({clock}))(?!{percent}|{dash}|to)", clock))
    made.append(rule("(?:from|between)x=(t=({clock}|{hour}))(?=(?:to|and|{dash})(?:{clock}|{hour})ap=({ampm}))", clock))
    return tuple(made)
