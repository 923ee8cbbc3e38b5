"""Who took part in an event, where, and when, as far as the words of its clause say; what they leave open is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemma.reading.events_finite import verbal
from stemma.reading.events_verbs import is_a
from stemma.reading.morphology import Token
from stemma.records import EventTime, Mention, TimeExpression
from stemma.spans import Span

_PLACED = frozenset(("in", "at", "near", "over", "off", "outside", "around", "across", "above", "below"))
_PREPOSITIONS = _PLACED | {
    "of", "from", "by", "with", "on", "for", "to", "against", "between", "after", "before", "under", "into", "through",
    "about", "toward", "towards", "despite", "like", "as", "per", "than", "among", "without", "within", "upon",
}  # fmt: skip
_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "this", "these", "last", "both"))
# How many words after the verb its object may begin, articles and adjectives left out of account.
OBJECT_REACH = 6
# What a time with one of these before it says is not when the event was, but how long it holds or what it is about.
_OTHER_TIMES = frozenset(("until", "till", "since", "through", "to", "for", "of", "from", "beyond", "than", "despite"))
# So many words may stand before a time that opens its clause: "Only on Sunday".
OPENING = 2
# "In the": so many words stand before the time of an occasion that opens its clause.
OCCASION = 2
# Mentions that only describe the one who is named: "Ukrainian President".
_DESCRIBING = ("adjective", "title")
_NO_PARTICIPLES = frozenset((
    "during", "including", "following", "regarding", "concerning", "according", "morning", "evening", "meeting",
    "nothing", "something", "anything", "everything", "spring", "wedding", "building", "king", "hundred", "need",
))  # fmt: skip
_POSSESSIVES = ("'s", "\u2019s", "' ", "\u2019 ")
_YEARS_AGO = re.compile(r"P-\d+Y")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d|$)")
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOINING = frozenset(("and", "or", "but", "that", "which", "who", "when", "where", "while", "as", "if", "because"))
_VAGUE = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")


@dataclass(frozen=True, slots=True)
class Found:
    """The report's mentions and times, in text order."""

    text: str
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]


def subjects(found: Found, words: Sequence[Token]) -> tuple[str, ...]:
    """The actors that are the subject in `words`, the words before the verb group."""
    if not words:
        return ()
    inside = [m for m in _inside(found, Span(words[0].span.start, words[-1].span.end)) if m.form != "title"]
    heads: list[Mention] = []
    for before, mention in zip([None, *inside], inside, strict=False):
        gap = found.text[before.end : mention.start] if before is not None else " "
        # A title or office right before a name is no item of a list before it.
        listed = gap.strip() != "" and gap.strip(" ,") in {"", "and"}
        if _is_head(found, words, mention) and (not listed or before in heads):
            heads.append(mention)
    if not heads or not _reaches_verb(words, heads[-1]):
        return ()
    last = heads[-1]
    joined = [last]
    for mention in reversed(heads[:-1]):
        between = found.text[mention.end : joined[0].start].strip(" ,")
        if between not in {"and", "", "and the"} or (
            between == "" and mention.type == last.type and last.form == "name"
        ):
            break
        if between.startswith("and"):
            joined.insert(0, mention)
    return tuple(dict.fromkeys(m.actor for m in joined if m.actor))


def _reaches_verb(words: Sequence[Token], mention: Mention) -> bool:
    """Whether nothing but an apposition stands between a name and the verb: not "in Abuja on Sunday, the girls sat"."""
    behind = [w for w in words if w.span.start >= mention.end]
    return not behind or behind[-1].lower == "," or not any(w.lower == "," for w in behind)


def _is_head(found: Found, words: Sequence[Token], mention: Mention) -> bool:
    """Whether a mention names somebody for himself: not in a possessive, not after a preposition, no adjective."""
    possessive = found.text.startswith(_POSSESSIVES, mention.end)
    if possessive or mention.form in ("adjective", "title") or _goes_on(words, mention):
        return False
    before = [w for w in words if w.span.end <= mention.start]
    # "On Monday Varga": the preposition governs the day.
    if before and any(t.span.contains(before[-1].span) for t in found.times):
        return True
    titles = [m.span for m in found.mentions if m.form == "title" and m.start < mention.start]
    while before and any(t.contains(before[-1].span) for t in titles):
        before.pop()
    while before and before[-1].lower not in _PREPOSITIONS:
        if before[-1].lower not in _ARTICLES and not (before[-1].capital and before[-1].word):
            break
        before.pop()
    return not before or before[-1].lower not in _PREPOSITIONS


def _goes_on(words: Sequence[Token], mention: Mention) -> bool:
    """Whether a noun goes on behind the name: "the Selm harbour" is no Selm."""
    after = next((w for w in words if w.span.start >= mention.end), None)
    if after is None or not after.word or mention.form == "pronoun" or is_a(after, "adverb") or _in_ly(after):
        return False
    return after.lower not in (_PREPOSITIONS | {"and", "or", "who", "itself", "himself", "herself"})


def _in_ly(word: Token) -> bool:
    return word.lower.endswith("ly") and not word.capital


def recipients(found: Found, words: Sequence[Token]) -> tuple[str, ...]:
    """The actor that is the object right after the verb: the first mention before any preposition."""
    beside = bool(words) and words[0].lower == "with"  # "met with Varga"
    for place, word in enumerate(words[beside:OBJECT_REACH], start=beside):
        if word.lower in _PREPOSITIONS or not word.word:
            return ()
        held = next((m for m in found.mentions if m.start == word.span.start and m.form not in _DESCRIBING), None)
        if held is not None and held.actor:
            rest = words[place:]
            return (held.actor,) if _is_head(found, rest, held) or held.form == "pronoun" else ()
    return ()


def agent(found: Found, words: Sequence[Token]) -> tuple[str, ...]:
    """The actor after "by"."""
    for place, word in enumerate(words[:-1]):
        if word.lower == "by":
            near = words[place + 1 : place + 1 + OBJECT_REACH]
            held = next((m for m in found.mentions for w in near if m.start == w.span.start and m.actor), None)
            if held is not None and held.actor and _is_head(found, words[place + 1 :], held):
                return (held.actor,)
    return ()


def places(found: Found, words: Sequence[Token]) -> tuple[str, ...]:
    """Places after "in", "at", "near" and the like."""
    out = []
    for before, word in pairwise(words):
        if before.lower in _PLACED:
            near = {w.span.start for w in words if word.span.start <= w.span.start <= word.span.start + len("the ")}
            held = next((m for m in found.mentions if m.start in near and m.type == "place" and m.actor), None)
            if held is not None and held.actor and found.text[held.end : held.end + 2] not in ("'s", "\u2019s"):
                out.append(held.actor)
    return tuple(dict.fromkeys(out))


def _inside(found: Found, span: Span) -> list[Mention]:
    return [m for m in found.mentions if span.contains(m.span) and m.actor]


def time_of(found: Found, words: Sequence[Token], main: Token, *, ahead: bool) -> EventTime:
    """The time expression of the clause `words` that says when `main` was; the nearest one of several."""
    if not words:
        return EventTime()
    clause = Span(words[0].span.start, words[-1].span.end)
    starts = {w.span.start for w in words}
    inside = [t for t in found.times if clause.contains(t.span) and not starts.isdisjoint(range(t.start, t.end))]
    held = [t for t in inside if _tells(found.text, words, main, t, ahead=ahead)]
    held = held or [t for t in inside[:1] if not ahead and _owns_subject(found.text, words, main, t)]
    held = held or [t for t in inside if not ahead and _of_its_occasion(words, main, t)]
    if not held:
        return EventTime()
    best = min(held, key=lambda t: (_precision(t), abs(t.start - main.span.start)))
    year = next((t for t in held if _years_ago(t)), None)
    value = of_its_year(found.text, best, year) if year is not None else None
    return as_time(best) if year is None or value is None else EventTime(value, "relative", (best.span, year.span))


def _owns_subject(text: str, words: Sequence[Token], main: Token, time: TimeExpression) -> bool:
    """Whether the clause begins with a day's own noun: "Friday's verdict set off riots" tells of Friday."""
    day = time.type == "DATE" and dates(time) and text.startswith(_POSSESSIVES, time.end)
    earlier = [w for w in words if w.span.end <= time.start]
    return day and len(earlier) == 0 and time.end < main.span.start


def _of_its_occasion(words: Sequence[Token], main: Token, time: TimeExpression) -> bool:
    """Whether a dated occasion says when: "lost votes in the June election", "in his New Year's address, he said"."""
    earlier = [w for w in words if w.span.end <= time.start]
    behind = [w for w in words if w.span.start >= time.end]
    if len(earlier) < OCCASION or not behind or not dates(time) or earlier[-1].lower not in _ARTICLES:
        return False
    opens = time.start > main.span.start or len(earlier) == OCCASION
    noun = behind[0].word and not behind[0].capital and behind[0].lower not in _PREPOSITIONS
    return opens and noun and earlier[-2].lower in ("in", "at", "during") and not _of_another(earlier, main)


def _precision(time: TimeExpression) -> bool:
    """A day before a week or a year."""
    return time.type == "DATE" and len(time.value or "") < len("2000-01-01") and time.relative not in ("P0D", "P-1D")


def _years_ago(time: TimeExpression) -> bool:
    """Whether it only tells of which year: "two years ago"."""
    return bool(_YEARS_AGO.fullmatch(time.relative or "")) and len(time.value or "") == len("2000")


def of_its_year(text: str, day: TimeExpression, year: TimeExpression) -> str | None:
    """The day in the year beside it: "on New Year's Eve in Mirna two years ago"; None where it says its own."""
    value = day.value or ""
    whole = _WHOLE_DAY.match(value) is not None and not _A_YEAR.search(day.span.cut(text)) and year.value is not None
    return f"{year.value}{value[len('2000') :]}" if whole and day.relative is None else None


def as_time(time: TimeExpression) -> EventTime:
    """A time expression as an event's time."""
    absolute = time.anchor is None and time.relative is None and not (time.value or "X").startswith("X")
    return EventTime(time.value, "stated" if absolute else "relative", (time.span,))


def dates(time: TimeExpression) -> bool:
    """Whether an expression can say when something was at all."""
    if time.type not in ("DATE", "TIME") or time.value in _VAGUE:
        return False
    return bool(time.value or time.relative)


def _tells(text: str, words: Sequence[Token], main: Token, time: TimeExpression, *, ahead: bool) -> bool:
    if not dates(time) or in_noun_phrase(text, words, time):
        return False
    earlier = [w for w in words if w.span.end <= time.start]
    if time.start < main.span.start and not _leads(words, earlier, main, time):
        return False
    if _of_another(earlier, main):
        return False
    before = [w.lower for w in earlier][-1:]
    if ahead and before[:1] in (["for"], ["from"]):
        return True
    return not before or before[0] not in _OTHER_TIMES


def _leads(words: Sequence[Token], earlier: Sequence[Token], main: Token, time: TimeExpression) -> bool:
    """Whether a time before the verb is the verb's: it opens the clause, or stands right before the verb group.

    "The two gates closed on Saturday would reopen" tells when they were closed; "talks planned for Friday will go
    ahead" tells of Friday.
    """
    if len(earlier) <= OPENING or any(is_a(w, "ahead") for w in earlier):
        return True
    between = [w for w in words if time.end <= w.span.start < main.span.start]
    if any(_describes(earlier, n) for n in range(1, len(earlier))):
        return False
    return all(is_a(w, "have", "is", "was", "be", "will", "would", "may", "adverb") for w in between)


def _describes(words: Sequence[Token], at: int) -> bool:
    """Whether a participle hangs on the noun before it: "the girls captured", but not "the captured girls"."""
    word, before = words[at], words[at - 1]
    after_noun = before.word and before.lower not in _PREPOSITIONS | _ARTICLES and not before.lower[0].isdigit()
    return word.lower.endswith("ed") and after_noun and not is_a(word, "ahead") and not is_a(before, "adverb")


def _of_another(earlier: Sequence[Token], main: Token) -> bool:
    """Whether a participle behind the verb and a noun takes the time: "freed the girls kidnapped two years ago"."""
    for before, word in pairwise(earlier):
        participle = (word.lower.endswith(("ed", "ing")) and word.lower not in _NO_PARTICIPLES) or (
            word.lemmas[0] != word.lower and word.lower[-1] != "s"
        )
        if before.span.start > main.span.start and participle and before.word and not word.capital:
            describes = before.lower in _PREPOSITIONS | _ARTICLES or is_a(before, "adverb") or before.lower == "and"
            if not describes and not is_a(word, "ahead"):
                return True
    return False


def in_noun_phrase(text: str, words: Sequence[Token], time: TimeExpression) -> bool:
    """Whether a time belongs to a noun after it: "Tuesday's launch", "the 1961 agreement"."""
    if text[time.end : time.end + 2] in ("'s", "\u2019s"):
        return True
    before = [w for w in words if w.span.end <= time.start][-1:]
    after = [w for w in words if w.span.start >= time.end][:1]
    if not after or not after[0].word or not before:
        return False
    if describes_a_noun(words, before[0], after[0]):
        return True
    return before[0].lower in (_ARTICLES | {"'s"}) and after[0].lower not in _PREPOSITIONS


def describes_a_noun(words: Sequence[Token], before: Token, after: Token) -> bool:
    """Whether a time stands between an adjective and a noun: "their open-air New Year's Eve party"."""
    if before.capital or after.capital or not before.word or before.lower in _PREPOSITIONS | _JOINING:
        return False
    at = next(n for n, w in enumerate(words) if w.span == after.span)
    earlier = [w for w in words if w.span.end <= before.span.start][-1:]
    adjective = bool(earlier) and earlier[0].lower in _ARTICLES | {"'s", "\u2019s", "of", "for"}
    noun = after.lower not in _PREPOSITIONS | _JOINING and not after.lower.endswith(("ing", "ed", "ly"))
    return adjective and noun and not verbal(words, at)
