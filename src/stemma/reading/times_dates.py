"""Rules for dates of the calendar: days and months in every layout, years, decades, centuries, quarters, named days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from stemma.reading.times_calendar import MONTHS, Moment, holiday, holidays, month_of, moved, nth_weekday, shifted
from stemma.reading.times_context import Context
from stemma.reading.times_grammar import Meaning, Phrase, Rule, rule
from stemma.reading.times_tokens import CAPITAL, LOWER, UPPER, vocabulary

# Two digits up to this one are of this century, as in the rest of stemma.
LAST_SHORT_YEAR = 69
CENTURY = 100


def month_in(phrase: Phrase, part: str = "m") -> int:
    """The month a part names."""
    return int(phrase.means(part, "month", "month_short"))


def day_in(phrase: Phrase, part: str = "d") -> int:
    """The day of the month a part names: "7", "7th", "seventh"."""
    word = phrase.word(part)
    return int(word.rstrip("stndrh")) if word[0].isdigit() else int(phrase.means(part, "ordinal"))


def year_in(phrase: Phrase, context: Context, part: str = "y") -> int | None:
    """The year a part names: "1998", "'98", "last year"; None when it has none or the report's is not known."""
    for word in phrase.words(part):
        if word.isdigit():
            return int(word)
    if not phrase.has(part) or context.report is None:
        return None
    words = phrase.words(part)
    step = -1 if "last" in words or "previous" in words else 1 if "next" in words else 0
    return context.report.year + step


def _edge(phrase: Phrase) -> str | None:
    return phrase.means("e", "edge", "edge_noun") or None


def _anchored(phrase: Phrase, context: Context) -> str | None:
    return None if any(w.isdigit() for w in phrase.words("y")) else context.anchor(phrase)


def full_date(phrase: Phrase, context: Context) -> Meaning | None:
    """A day of a month, with or without its year."""
    month, day = month_in(phrase), day_in(phrase)
    year = year_in(phrase, context) or year_in(phrase, context, "y2")
    if not 1 <= day <= 31:  # noqa: PLR2004 - a calendar
        return None
    if year is None:
        return _yearless(phrase, context, month, day)
    try:
        return Meaning(
            "DATE", date(year, month, day).isoformat(), _anchored(phrase, context) if phrase.has("y") else None
        )
    except ValueError:
        return None


def _yearless(phrase: Phrase, context: Context, month: int, day: int) -> Meaning | None:
    here = context.report
    anchor = context.anchor(phrase)
    if here is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}", anchor)
    if here.day is None:
        year = context.year_of_month(month, phrase)
        return Meaning("DATE", f"{year:04}-{month:02}-{day:02}", anchor)
    days = []
    for year in (here.year - 1, here.year, here.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if phrase.has("last"):
        days = [d for d in days if d < here.day][-1:]
    elif phrase.has("next"):
        days = [d for d in days if d > here.day][:1]
    found = context.nearest(days, phrase)
    return Meaning("DATE", found.isoformat(), anchor) if found else None


def second_day(phrase: Phrase, context: Context) -> Meaning | None:
    """ "April 24 and 25": the 25th, in the month of the date before."""
    if not phrase.has("y") and context.last and context.last.day and context.last.month == month_in(phrase):
        try:
            day = context.last.day.replace(day=day_in(phrase))
        except ValueError:
            return None
        return Meaning("DATE", day.isoformat(), context.anchor(phrase))
    return full_date(phrase, context)


def month_year(phrase: Phrase, context: Context) -> Meaning | None:
    """A month with its year."""
    year = year_in(phrase, context)
    if year is None:
        return Meaning("DATE", f"XXXX-{month_in(phrase):02}", context.anchor(phrase), mod=_edge(phrase))
    return Meaning("DATE", month_of(year, month_in(phrase)), _anchored(phrase, context), mod=_edge(phrase))


@cache
def vocabulary_months() -> frozenset[str]:
    """The months' full names."""
    return frozenset(word for kind, word in vocabulary().values if kind == "month")


# Month names that are also first names or other words, and so need a preposition or a modifier to be months.
_DOUBTFUL = frozenset(("march", "april", "may", "june", "august"))
_BEFORE_MONTH = frozenset(
    "in since until till by last next this early late mid of from to through during for before after between and or the a "
    "every each that following around about , -".split()
)


def month_alone(phrase: Phrase, context: Context) -> Meaning | None:
    """A month without a year: the one the tense and the report's date point at."""
    month, (first, stop) = month_in(phrase), phrase.extent
    tokens = context.tokens
    modified = any(phrase.has(part) for part in ("e", "last", "next", "this"))
    if phrase.word("m") not in vocabulary_months() and not modified and phrase.words("x")[-1] != ".":
        return None  # "Jan" is a first name, "Sep" no word
    before = tokens.words[first - 1] if first else ""
    if not modified and before in (",", "and", "or", ":") and tokens.atoms[stop] in (CAPITAL, UPPER):
        return None  # a first name in a list
    if not modified and before not in _BEFORE_MONTH:
        named = tokens.atoms[stop] in (CAPITAL, UPPER) or (first and tokens.atoms[first - 1] in (CAPITAL, UPPER))
        if phrase.word("m") in _DOUBTFUL or named:
            return None
    if not modified and phrase.word("m") in ("may", "march") and before in ("the", "a", "-", "and", "or", ","):
        near = tokens.atoms[stop] == LOWER and before in ("the", "a")
        if not near:
            return None
    anchor = context.anchor(phrase)
    if context.report is None:
        return Meaning("DATE", f"XXXX-{month:02}", anchor, mod=_edge(phrase))
    here = context.report
    if here.month and phrase.has("last"):
        year: int | None = here.year - (month >= here.month)
    elif here.month and phrase.has("next"):
        year = here.year + (month <= here.month)
    elif phrase.has("this"):
        year = here.year
    else:
        year = context.year_of_month(month, phrase)
    return Meaning("DATE", f"{year:04}-{month:02}", anchor, mod=_edge(phrase))


def iso_date(phrase: Phrase, _: Context) -> Meaning | None:
    """ "2017-09-15", "2017-09-15 21:45Z"."""
    word = phrase.word("x").upper().replace(" ", "T", 1)
    moment = Moment.read(word)
    if moment is None or moment.day is None:
        return None
    if moment.minute is None:
        return Meaning("DATE", word[:10])
    return Meaning("TIME", word[:16] + ("Z" if word.endswith("Z") else ""))


def slashed_date(phrase: Phrase, context: Context) -> Meaning | None:
    """ "9/11/2024": a day only where its order is settled by the numbers themselves, else the year alone."""
    first, second, last = (int(part) for part in phrase.word("x").replace(".", "/").split("/"))
    year = last if last >= CENTURY else last + (2000 if last <= LAST_SHORT_YEAR else 1900)
    days = set()
    for month, day in ((first, second), (second, first)):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    del context
    if not days:
        return None
    return Meaning("DATE", days.pop().isoformat() if len(days) == 1 else f"{year:04}")


# Nouns that a number before them counts, so that it is no year.
_COUNTED = frozenset(
    "people troops soldiers votes dollars euros pounds feet miles meters metres kilometers kilometres km acres employees workers homes jobs "
    "members men women children students police officers square points tons tonnes megawatts calories times percent per hp words seats "
    "copies units houses families refugees migrants deaths cases hours days minutes weeks years months rpm mg kg ft".split()
)


def year_alone(phrase: Phrase, context: Context) -> Meaning | None:
    """A bare year."""
    stop = phrase.extent[1]
    following = context.tokens.words[stop]
    if following in _COUNTED or (following == "-" and context.tokens.words[stop + 1] in _COUNTED):
        return None
    if (
        phrase.has("loose")
        and context.tokens.atoms[stop] == LOWER
        and following.endswith("s")
        and following not in ("as", "was", "is", "has")
    ):
        return None
    return Meaning("DATE", phrase.word("y"), mod=_edge(phrase))


def short_year(phrase: Phrase, _: Context) -> Meaning | None:
    """The second year of "1994-97"."""
    return Meaning("DATE", phrase.word("y")[:2] + phrase.word("yy")) if len(phrase.word("yy")) == 2 else None  # noqa: PLR2004


def decade(phrase: Phrase, _: Context) -> Meaning | None:
    """ "the 1990s", "the early '80s", "the sixties"."""
    digits = "".join(c for c in phrase.word("dec") if c.isdigit()) or phrase.means("dec", "decade_word")
    if len(digits) == 2:  # noqa: PLR2004 - "80s"
        digits = ("20" if int(digits) <= 10 else "19") + digits  # noqa: PLR2004 - "the 10s" are the present century's
    return Meaning("DATE", f"{digits[:3]}X", mod=_edge(phrase))


def century(phrase: Phrase, _: Context) -> Meaning | None:
    """ "the 19th century"."""
    number = int(
        phrase.word("n").rstrip("stndrh") if phrase.word("n")[0].isdigit() else phrase.means("n", "ordinal") or 0
    )
    number += 20 if "twenty" in phrase.words("n") else 0
    return Meaning("DATE", f"{number - 1:02}XX", mod=_edge(phrase)) if number else None


def fiscal_year(phrase: Phrase, context: Context) -> Meaning | None:
    """ "fiscal 1999", "the last fiscal year"."""
    year = year_in(phrase, context)
    return Meaning(
        "DATE", f"FY{year:04}" if year else None, None if phrase.word("y").isdigit() else context.anchor(phrase)
    )


def part_of_year(phrase: Phrase, context: Context) -> Meaning | None:
    """Quarters and halves: with a year given, else the latest one that has begun, or what the tense says."""
    code = phrase.word("code")
    count = (
        int(code[1])
        if code
        else int(phrase.word("n")[0])
        if phrase.word("n")[0].isdigit()
        else int(phrase.means("n", "ordinal"))
    )
    letter = code[0].upper() if code else "Q" if "quarter" in phrase.words("x") else "H"
    parts = 4 if letter == "Q" else 2
    if not 1 <= count <= parts:
        return None
    year = year_in(phrase, context)
    anchor = _anchored(phrase, context)
    if year is None and context.report and context.report.month:
        now = (context.report.month - 1) // (MONTHS // parts) + 1
        ahead = context.tense(phrase) == "future"
        year = context.report.year - (count > now and not ahead) + (count < now and ahead)
    fiscal = "FY" if "fiscal" in phrase.words("x") else ""
    return Meaning("DATE", f"{fiscal}{year:04}-{letter}{count}" if year else f"XXXX-{letter}{count}", anchor)


def named_day(phrase: Phrase, context: Context) -> Meaning | None:
    """Holidays: of the year given, else the nearest one."""
    name = _joined(phrase)
    rule_ = holidays().get(name)
    if rule_ is None or not (context.tokens.capital(phrase.match.start("h")) or name[0].isdigit()):
        return None
    if rule_.startswith("2001"):
        return Meaning("DATE", rule_)
    year = year_in(phrase, context)
    anchor = _anchored(phrase, context)
    if year is not None:
        found = holiday(rule_, year)
    else:
        here = context.report.year if context.report else None
        days = [d for y in (-1, 0, 1) if here and (d := holiday(rule_, here + y))]
        if context.day and phrase.has("last"):
            days = [d for d in days if d < context.day][-1:]
        if context.day and phrase.has("next"):
            days = [d for d in days if d > context.day][:1]
        found = context.nearest(days, phrase)
    if found is None:
        fixed = rule_ if len(rule_) == 5 and rule_[2] == "-" else None  # noqa: PLR2004 - MM-DD
        return Meaning("DATE", f"XXXX-{fixed}" if fixed else None, anchor)
    week = f"{found.isocalendar()[0]:04}-W{found.isocalendar()[1]:02}"
    if phrase.has("span"):
        return Meaning("DATE", week + ("-WE" if phrase.word("span") == "weekend" else ""), anchor)
    if phrase.has("eve_part"):
        return Meaning("TIME", f"{found.isoformat()}T{phrase.means('eve_part', 'part')}", anchor)
    return Meaning("DATE", found.isoformat(), anchor)


def beside_named(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the week before Christmas"."""
    day = named_day(phrase, context)
    moment = Moment.read(day.value) if day else None
    if day is None or moment is None or moment.day is None:
        return None
    value = shifted(moment, 1 if phrase.has("ahead") else -1, phrase.means("unit", "unit"))
    return Meaning("TIME" if phrase.word("unit") == "night" else "DATE", value, day.anchor)


def day_alone(phrase: Phrase, context: Context) -> Meaning | None:
    """ "on the 15th": of the report's month or the one beside it."""
    number = day_in(phrase)
    if not 1 <= number <= 31:  # noqa: PLR2004 - a calendar
        return None
    here = context.day
    if here is None:
        return Meaning("DATE", f"XXXX-XX-{number:02}", context.anchor(phrase))
    days = []
    for months in (-1, 0, 1):
        try:
            days.append(moved(here.replace(day=1), months).replace(day=number))
        except ValueError:
            continue
    found = context.nearest(days, phrase)
    return Meaning("DATE", found.isoformat(), context.anchor(phrase)) if found else None


def _joined(phrase: Phrase) -> str:
    text = context_text(phrase)
    return " ".join(text.replace("’", "'").lower().split())


def context_text(phrase: Phrase) -> str:
    """The text of the part that names the day."""
    first, stop = phrase.match.span("h")
    return phrase.tokens.span(first, stop).cut(phrase.tokens.text)


def _holiday_pattern() -> str:
    names = sorted(holidays(), key=lambda name: (-len(name), name))
    spelled = []
    for name in names:
        if name[0].isdigit():
            continue
        parts = name.replace("'", " {apos} ").replace(".", " {dot} ").replace("-", " {dash} ").split()
        spelled.append(" ".join(parts))
    return "|".join(spelled)


_YEAR_SAID = "(?:of)?(?:last|this|next) year"
# What may stand before a bare number for it to be a year; after the loose ones a plural noun makes it a count.
_BEFORE_YEAR = "in|since|until|till|by|from|between|through|during|before|after|early|late|mid|the|{article}|to|of|and|or|for|back|as|than|versus|vs"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of this module, the more special ones first."""
    weekday = "(?:{WEEKDAY}{comma}?(?:the)?)"
    year = "{comma}?y=({year})"
    edge = "(?:e=({edge}){dash}?)"
    return (
        rule("x=({iso})", iso_date),
        rule("x=({slashed})", slashed_date),
        rule(
            f"x=({weekday}?(?:last=(last)|next=(next))?m=({{MONTH}})(?:the)?d=({{DAY}}|{{ordinal}})(?:{year})?)(?!{{percent}}|percent)"
            "(?:(?=(?:{dash}|and|to|or|through){DAY}{comma}?y2=({year})))?",
            full_date,
        ),
        rule(f"x=({weekday}?(?:the)?d=({{DAY}}|{{ordinal}})(?:of)?m=({{MONTH}})(?:{year})?)", full_date),
        rule(f"x=(d=({{DAY}}))(?=(?:{{dash}}|and|to|or|through){{DAY}}(?:of)?m=({{MONTH}})(?:{year})?)", full_date),
        rule(
            f"m=({{MONTH}}){{DAY}}(?:(?:{{comma}}|and|to|or){{DAY}})*(?:{{dash}}|{{comma}}?and|to|or|through|{{comma}})x=(d=({{DAY}})(?:{year})?)"
            "(?!{percent}|{ampm}|{month}|{unit}|{units}|{lower})",
            second_day,
        ),
        rule(
            f"m=({{MONTH}}){{DAY}}(?:{{dash}}|{{comma}}?and|to|or|through)x=(d=({{DAY}})(?:{year})?)(?!{{percent}}|{{ampm}}|{{month}}|{{unit}}|{{units}})",
            second_day,
        ),
        rule("m=({MONTH}){DAY}(?:{comma}{DAY})*{comma}x=(d=({DAY}))(?=(?:{comma}{DAY})*{comma}?(?:and|or){DAY})", second_day),
        rule("m=({MONTH}){DAY}{comma}x=(d=({DAY}))(?=(?:{comma}{DAY})*{comma}?(?:and|or){DAY})", second_day),
        rule("(?:on|by|before|until|till|since|from|to|after)the x=(d=({nth}))(?={break}|{mark}|{open}|and|to|in|at|or|will|with|when|after|{apos})", day_alone),
        rule(f"x=({edge}?m=({{MONTH}})(?:{{comma}}|of)?y=({{year}}|{_YEAR_SAID}))", month_year),
        rule(
            f"x=({edge}?(?:last=(last)|next=(next)|this=(this))?m=({{MONTH}}))(?!{{DAY}}(?!{{percent}}))", month_alone
        ),
        rule("x=(the year y=({year}))", year_alone),
        rule(
            f"(?:{_BEFORE_YEAR}|{{open}}|{{comma}}|{{dash}}|{{slash}})x=(y=({{year}}))(?={{dash}}{{year}}|{{close}}|{{comma}}|{{dot}}|{{mark}}|{{break}}|{{apos}})",
            year_alone,
        ),
        rule(
            "(?:in|since|until|by|from|between|during|early|late|through)x=(e=(early|late|mid)?{dash}?y=({year}))",
            year_alone,
        ),
        rule("x=(e=({edge}){dash}?y=({year}))", year_alone),
        rule(f"loose=({_BEFORE_YEAR}|{{open}}|{{comma}}|{{dash}})x=(y=({{year}}))", year_alone),
        rule("x=(y=({year}))(?={dash}{two}season)", year_alone),
        rule("x=(y=({year}))(?={lower}(?!{units}))", _subject_year),
        rule("y=({year}){dash}x=(yy=({two}))(?!{unit}|{units}|{dash})", short_year),
        rule("(?:between|from){year}(?:and|to)x=(y=({year}))", year_alone),
        rule("{year}{dash}x=(y=({year}))", year_alone),
        rule("x=(y=({year}))(?={apos}s)", year_alone),
        rule("x=((?:the)?n=(first|second|third|fourth|fifth|last|final)(?:full)?unit=(day|week|weekend|quarter)of(?:m=({MONTH})(?:{comma}?y=({year}))?|(?:the year)?y3=({year})))", nth_of),
        rule("x=((?:the)?n=(first|second|third|fourth|fifth|last)wd=({weekday})(?:of|in)m=({MONTH})(?:{comma}?y=({year}))?)", nth_of),
        rule(f"x=((?:the)?{edge}?(?:to{{dash}}?{{edge}})?dec=({{decade}}|{{decade_word}}))", _decade),
        rule(
            f"x=((?:the)?(?:{edge}|turn of)?(?:the)?n=({{nth}}|{{ordinal}}|twenty{{dash}}?{{ordinal}}){{dash}}?century)",
            century,
        ),
        rule("x=((?:the)?fiscal(?:year)?y=({year}))", fiscal_year),
        rule("x=({fiscal})", _fiscal_code),
        rule("x=((?:the)?y=(last|this|next|previous|current|{year})fiscal year)", fiscal_year),
        rule(
            f"x=((?:the)?n=({{ordinal}}|{{nth}}|final){{dash}}?(?:fiscal)?quarter(?:(?:of)?(?:the)?(?:fiscal)?y=({{year}}|{_YEAR_SAID})|of the year)?)",
            part_of_year,
        ),
        rule(f"x=((?:the)?n=({{ordinal}}|{{nth}})half(?:of)?(?:the)?(?:y=({{year}}|{_YEAR_SAID})|year))", part_of_year),
        rule(f"x=(code=({{part_code}})(?:of)?(?:{{comma}}?y=({{year}}|{_YEAR_SAID}))?)", part_of_year),
        rule(
            f"x=((?:last=(last)|next=(next)|this)?h=({_holiday_pattern()})(?:span=(week|weekend)|eve_part=({{part}}))?(?:{{comma}}?y=({{year}}|{_YEAR_SAID}))?)",
            named_day,
        ),
        rule(f"x=((?:the)?unit=(day|week|month|night|weekend|year)(?:before|ahead=(after))h=({_holiday_pattern()})(?:{{comma}}?y=({{year}}|{_YEAR_SAID}))?)", beside_named),
        rule("x=(h=({day}{slash}{day}))(?!{slash})", named_day),
    )


def _fiscal_code(phrase: Phrase, _: Context) -> Meaning | None:
    """ "FY2018", "FY18"."""
    digits = phrase.word("x")[2:].strip()
    return Meaning("DATE", f"FY{digits if len(digits) > 2 else '20' + digits}")  # noqa: PLR2004


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}


def nth_of(phrase: Phrase, context: Context) -> Meaning | None:
    """ "the last day of May", "the first Monday in June", "the first week of March"."""
    count = _NTH[phrase.word("n")]
    month = month_in(phrase) if phrase.has("m") else None
    written = year_in(phrase, context, "y3" if phrase.has("y3") else "y")
    year = written or (context.year_of_month(month, phrase) if month else None)
    anchor = None if written else context.anchor(phrase)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}" if month else None, anchor)
    if phrase.has("wd") and month:
        return Meaning("DATE", nth_weekday(year, month, int(phrase.means("wd", "weekday")), count).isoformat(), anchor)
    if phrase.word("unit") == "day":
        first = date(year, month or (1 if count > 0 else MONTHS), 1)
        day = first + timedelta(days=count - 1) if count > 0 else moved(first, 1) - timedelta(days=1)
        return Meaning("DATE", day.isoformat(), anchor)
    whole = month_of(year, month) if month else f"{year:04}"
    return Meaning("DATE", whole, anchor, mod={1: "START", -1: "END"}.get(count))


def _decade(phrase: Phrase, context: Context) -> Meaning | None:
    """A decade; bare words and two digits only after "the" or an edge."""
    if not phrase.word("dec")[0].isdigit() and phrase.word("dec")[0] not in "'’‘`" and "the" not in phrase.words("x"):
        return None
    digits = [c for c in phrase.word("dec") if c.isdigit()]
    if len(digits) == 2 and len(phrase.words("x")) == 1 and phrase.word("dec")[0].isdigit():  # noqa: PLR2004 - "in his 80s"
        return None
    return decade(phrase, context)


def _subject_year(phrase: Phrase, context: Context) -> Meaning | None:
    """ "2017 has been a year of ...": a year that opens its sentence."""
    first, stop = phrase.extent
    opens = first == 0 or context.tokens.words[first - 1] == ""
    return (
        year_alone(phrase, context)
        if opens and context.tokens.words[stop] in ("was", "is", "has", "will", "had", "may")
        else None
    )
