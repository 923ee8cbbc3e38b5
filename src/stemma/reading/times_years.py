"""Builders for years, decades, centuries, fiscal years, quarters, halves and seasons."""

from __future__ import annotations

from stemma.reading import lexicon
from stemma.reading.times_calendar import MONTHS, SEASON_MONTH, Moment, season_of
from stemma.reading.times_context import Context
from stemma.reading.times_parts import anchor_of_year, count_in, edge, step, year_in
from stemma.reading.times_phrase import Meaning, Phrase
from stemma.reading.times_tokens import BREAK, LOWER

TWO_DIGITS = 2
# "the 10s" and "the 00s" are of this century, "the 20s" and later ones of the last: nobody writes the 2020s so yet.
LAST_YOUNG_DECADE = 10
# One word of sport stands in many a report on business ("the coach maker"); different ones together tell a match.
PLAY_WORDS = 2


def year_alone(phrase: Phrase, _: Context) -> Meaning | None:
    """A bare year, unless it counts what follows."""
    counted = lexicon.words("time_contexts", "counted")
    stop = phrase.extent[1]
    if phrase.after in counted or (phrase.after == "-" and phrase.tokens.words[stop + 1] in counted):
        return None
    plural = phrase.after.endswith("s") and phrase.after not in ("as", "was", "is", "has")
    if phrase.has("loose") and phrase.atom_after == LOWER and plural:
        return None
    return Meaning("DATE", phrase.word("y"), mod=edge(phrase))


def subject_year(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "2017 has been a year of ..."."""
    return year_alone(phrase, context)


def short_year(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "1994-97": the second year."""
    last = phrase.word("yy")
    return Meaning("DATE", phrase.word("y")[:2] + last) if len(last) == TWO_DIGITS else None


def decade(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "the 1990s", "the early '80s", "the sixties"; "in his 80s" is an age."""
    word = phrase.word("dec")
    digits = "".join(c for c in word if c.isdigit())
    if (
        len(digits) <= TWO_DIGITS
        and word[0] not in "'’‘`"
        and "the" not in (phrase.before, phrase.word())
        and not edge(phrase)
    ):
        return None
    digits = digits or phrase.means("dec", "decade_word")
    if len(digits) == TWO_DIGITS:
        digits = ("20" if int(digits) <= LAST_YOUNG_DECADE else "19") + digits
    return Meaning("DATE", f"{digits[:3]}X", mod=edge(phrase))


def century(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "the 19th century", "the twenty-first century"."""
    number = count_in(phrase, "n") + (20 if "twenty" in phrase.words("n") else 0)
    if "twenty" in phrase.words("n"):
        number = 20 + int(phrase.means("n", "ordinal"))
    return Meaning("DATE", f"{number - 1:02}XX", mod=edge(phrase)) if number else None


def fiscal_year(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "fiscal 1999", "the last fiscal year"."""
    year = year_in(phrase, context)
    return Meaning("DATE", f"FY{year:04}" if year else None, anchor_of_year(phrase, context))


def fiscal_code(phrase: Phrase, _: Context) -> Meaning | None:
    """As in "FY2018", "FY18"."""
    digits = phrase.word()[2:].strip()
    return Meaning("DATE", f"FY{'20' + digits if len(digits) == TWO_DIGITS else digits}")


def part_of_year(phrase: Phrase, context: Context) -> Meaning | None:
    """Quarters and halves: with a year given, else the latest one that has begun, or what the tense says."""
    code = phrase.word("code")
    count = int(code[1]) if code else 4 if phrase.word("n") in ("final", "last") else count_in(phrase, "n")
    letter = code[0].upper() if code else "Q" if "quarter" in phrase.words() else "H"
    if letter == "Q" and not code and not phrase.has("y") and _of_a_game(phrase):
        return None
    parts = 4 if letter == "Q" else 2
    if not 1 <= count <= parts:
        return None
    year = year_in(phrase, context)
    if year is None and context.report and context.report.month:
        now = (context.report.month - 1) // (MONTHS // parts) + 1
        ahead = context.tense(phrase) == "future"
        year = context.report.year - (count > now and not ahead) + (count < now and ahead)
    fiscal = "FY" if "fiscal" in phrase.words() else ""
    return Meaning("DATE", f"{fiscal}{year or 'XXXX'}-{letter}{count}", anchor_of_year(phrase, context))


def _of_a_game(phrase: Phrase) -> bool:
    """Whether the quarter is one of a match: the report speaks of play, and its sentence of no one's accounts."""
    tokens, (first, stop) = phrase.tokens, phrase.extent
    sentence = tokens.words[tokens.atoms.rfind(BREAK, 0, first) : tokens.atoms.find(BREAK, stop)]
    if not lexicon.words("time_contexts", "accounts").isdisjoint(sentence):
        return False
    return len(lexicon.words("time_contexts", "play").intersection(tokens.words)) >= PLAY_WORDS


def plain_season(phrase: Phrase, context: Context) -> Meaning | None:
    """A season after a preposition; "fall" and "spring" need their article or the end of the clause."""
    bare = phrase.word("season") in ("fall", "spring") and "the" not in phrase.words()
    return None if bare and phrase.atom_after not in (BREAK, ",", "t") else season(phrase, context)


def season(phrase: Phrase, context: Context) -> Meaning | None:
    """Seasons, as in "last fall", "the summer of 1998", "this winter"."""
    code, here = phrase.means("season", "season"), context.report
    anchor = anchor_of_year(phrase, context)
    if phrase.has("y"):
        year = year_in(phrase, context)
    elif not any(phrase.has(part) for part in ("dir", "this", "e")) and _names_something(phrase):
        return None
    else:
        year = _season_year(phrase, context, here, code) if here and here.month else None
    return Meaning("DATE", f"{year or 'XXXX'}-{code}", anchor, mod=edge(phrase))


def _names_something(phrase: Phrase) -> bool:
    """Whether it is "the fall of the wall", "the Winter Olympics", "the spring in his step"."""
    if phrase.word("season") in ("fall", "spring") and phrase.after in ("of", "from", "in", "to"):
        return True
    return phrase.tokens.capital(phrase.match.start("season")) and phrase.leads_name


def _season_year(phrase: Phrase, context: Context, here: Moment, code: str) -> int:
    """The year of a season that is named without one, by "last" or "next" or by the tense."""
    start, month = SEASON_MONTH[code], here.month or 1
    now_year, now = season_of(context.day) if context.day else (here.year, "")
    direction = step(phrase)
    if now == code:
        return now_year + direction
    if direction < 0:
        return here.year - (start > month)
    if direction > 0:
        return here.year + (start < month)
    if phrase.has("this"):
        return here.year
    return context.year_of_month(start + (code != "WI"), phrase) or here.year
