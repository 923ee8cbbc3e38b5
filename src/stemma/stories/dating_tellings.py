"""What a report tells, clause by clause: the words that make the event, its tense, and when it was seen from there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from stemma.reading.morphology import lemmas
from stemma.reading.times import find_times
from stemma.reading.times_tense import is_past
from stemma.records import Reading, TimeExpression
from stemma.spans import Span, trim
from stemma.stories.dating_days import Tense, When, when
from stemma.stories.words import WORD, fold, stem

# A clause ends where another verb may begin. "after" and "before" stand here because what follows is an event of its own.
_CUT = re.compile(
    r"[;:()\u2014\u2013\"\u201c\u201d]|\s-\s"
    r"|,?\s+(?=(?:that|but|while|when|after|before|as|who|which|where|because|although|though|whether|if)\s)"
    r"|,\s+(?=(?:and|so|then)\s)"
    r"|\s(?=and\s(?:was|were|is|are|will|has|have|had|[a-z]+ed)\s)"
)
_MEANWHILE = re.compile(r"(?:when|while|as)\s", re.IGNORECASE)
# Has the subject of the clause before it: "and will march".
_JOINED = re.compile(r",?\s*(?:and|but)\s+(?:was|were|is|are|will|has|have|had|[a-z]+ed)\b")
_COMMA = re.compile(r",\s+")
_SPEECH = frozenset(
    "said say says saying told tell tells announced announce added stated commented warned insisted confirmed denied declared argued "
    "noted explained reported reports according repeated promised wrote replied asked".split()
)
# Words that carry no event; verbs of saying are left out too, for everybody says things on every day.
_EMPTY = _SPEECH | frozenset(
    "a an the of in on at to for from by with and or but as that this these those it its he his him she her they their them we our us i my me you your "
    "who which where when while after before than then there here not no nor be is are was were been being am has have had having do does did done "
    "will would shall should may might can could must also still just only more most very much many some any all both each other another such so too up down "
    "out over under into onto about above below between through during until since again against within without because if whether although though however "
    "what how why one two first last next new mr mrs ms dr day days week weeks month months year years today yesterday tomorrow morning evening night afternoon "
    "later earlier now late early time set due expected scheduled planned likely people make made take took come came go went get got".split()
)
_NEGATED = frozenset(["not", "never", "n't", "neither", "nobody", "without", "cannot"])
_UNSURE = frozenset("would could might may should if whether unless can".split())
_AHEAD = frozenset("will shall upcoming forthcoming 'll".split())
_PLANNED = frozenset("to set due scheduled expected slated planned poised likely preparing ready meant".split())
_QUOTE = re.compile(r"\u201c([^\u201d\n]{12,})[\u201d\n]|\"([^\"\n]{12,})\"")
_AFTER = re.compile(r"\s+(after|before)\s", re.IGNORECASE)
_AMOUNT = re.compile(r"P(\d+)([DW])")
SHORTEST_QUOTE = 5
"""Words; shorter quotations are turns of phrase that two reports may share by chance."""
STEM_LETTERS = 6
_ENDINGS = ("ation", "ition", "ment", "sion", "tion", "ing", "ion", "ed", "er", "or", "al", "e")
NOW = "=now"
"""Stands for "right now", "currently" and the like, whatever the words."""

Sort = Literal["clause", "remark", "quote"]


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one report tells it."""

    report: str
    sort: Sort
    span: Span
    terms: frozenset[str]
    names: frozenset[str]
    """Those of the terms that are written with a capital."""
    verb: str | None
    """The one of the terms that says what is done."""
    around: frozenset[str]
    """Terms of the rest of the sentence."""
    when: When
    evidence: Span
    """The words that say when, or the clause where only its tense tells."""
    speakers: frozenset[str] = frozenset()
    """Of a remark: the names in the clause that says who speaks."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells, in text order."""

    tellings: tuple[Telling, ...]
    twins: tuple[tuple[Span, When, When], ...]
    """Two expressions side by side for one day: "yesterday, Thursday"."""
    beyond: tuple[tuple[Span, When, frozenset[str]], ...]
    """Weekdays that something of today may run beyond, with the words of that clause."""
    sentences: tuple[frozenset[str], ...]
    months: tuple[tuple[Span, When], ...]
    """Months named without a year."""
    times: tuple[TimeExpression, ...]


def told(reading: Reading) -> Told:
    """The tellings of one report; times are read without its date, which is what is asked."""
    text = reading.text
    times = find_times(text, reading.report.sentences, None)
    starts = [t.start for t in times]
    tellings: list[Telling] = []
    sentences: list[frozenset[str]] = []
    lead: When | None = None
    for sentence in reading.report.sentences:
        here = times[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end - 1)]
        found = list(_in_sentence(reading.id, text, sentence, here, lead))
        sentences.append(_terms(text, sentence, here)[0])
        if not tellings and found:
            lead = next((f.when for f in found if f.when.sharp and f.when.tense == "past"), None)
        tellings += found
    return Told(
        tuple(tellings),
        _twins(text, times),
        tuple(_beyond(text, reading, times)),
        tuple(sentences),
        _months(text, reading, times),
        times,
    )


def _in_sentence(
    report: str, text: str, sentence: Span, times: Sequence[TimeExpression], lead: When | None
) -> Iterator[Telling]:
    whole, names = _terms(text, sentence, times)
    clauses = _clauses(text, sentence, times)
    before: When | None = None
    subject: frozenset[str] = frozenset()
    for clause in clauses:
        inside = [t for t in times if clause.start <= t.start and t.end <= clause.end]
        terms, named = _terms(text, clause, inside)
        tense, sure = _tense(text, clause, inside)
        shifted = _after_amount(text, clause, times, before or lead)
        best = None
        if shifted and sure:
            best = (shifted[0], shifted[1])
        elif sure:
            best = _best(text, inside, tense)
        if best is None and tense is not None and sure:
            best = (When("any", tense=tense), clause)
        if best is None:
            continue
        if best[0].sharp and before is None and not shifted:
            before = best[0]
        words = [fold(w) for w in WORD.findall(clause.cut(text))]
        at = _verb(words)
        if _JOINED.match(text, clause.start):
            terms |= subject
        else:
            subject = frozenset(root(w) for w in words[:at] if w not in _EMPTY) & whole
        verb = root(words[at]) if at is not None else None
        if terms:
            yield Telling(report, "clause", clause, terms, named, verb, whole - terms, best[0], best[1])
    yield from _spoken(report, text, sentence, times, whole, names)


def _spoken(
    report: str,
    text: str,
    sentence: Span,
    times: Sequence[TimeExpression],
    whole: frozenset[str],
    names: frozenset[str],
) -> Iterator[Telling]:
    """The sentence as something said: its words, and its quotations word for word."""
    words = [w.lower() for w in WORD.findall(sentence.cut(text))]
    if not _SPEECH.intersection(words):
        return
    quotes = [Span(sentence.start + m.start(), sentence.start + m.end()) for m in _QUOTE.finditer(sentence.cut(text))]
    outside = [t for t in times if not any(q.contains(t.span) for q in quotes)]
    speech = [
        c for c in _clauses(text, sentence, times) if _SPEECH.intersection(w.lower() for w in WORD.findall(c.cut(text)))
    ]
    said = [t for t in outside if any(c.contains(t.span) for c in speech)]
    best = _best(text, said, "past") or (When("any", tense="past"), sentence)
    yield Telling(
        report, "remark", sentence, whole, names, None, frozenset(), *best, _speakers(text, sentence, speech, times)
    )
    for quote in quotes:
        said_words = frozenset(stem(fold(m.group())) for m in WORD.finditer(quote.cut(text)))
        if len(said_words) >= SHORTEST_QUOTE:
            best = best if best[0].sharp else (best[0], quote)
            yield Telling(report, "quote", quote, said_words, names, None, frozenset(), *best)


def _speakers(text: str, sentence: Span, speech: Sequence[Span], times: Sequence[TimeExpression]) -> frozenset[str]:
    """Names where the saying is told, else those the sentence opens with ("The mayor, when asked, said")."""
    names = [_terms(text, Span(c.start - 1, c.end), times)[1] for c in (*speech, *_clauses(text, sentence, times)[:1])]
    return next((n for n in names if n), frozenset())


def _best(text: str, times: Sequence[TimeExpression], tense: Tense | None) -> tuple[When, Span] | None:
    """The expression of a clause that says its day; days before weeks before months."""
    order = ("date", "offset", "yearless", "weekday", "week", "month", "month name")
    found = [(w, t.span) for t in times if (w := when(t, t.span.cut(text), _turned(t, text, tense)))]
    return min(found, key=lambda f: order.index(f[0].kind), default=None)


def _turned(time: TimeExpression, text: str, tense: Tense | None) -> Tense | None:
    """ "later today" and "later this month" are ahead whatever the verb."""
    low = time.span.cut(text).lower()
    before = text[max(0, time.start - 6) : time.start].lower()
    if low.startswith("later") or before == "later ":
        return "ahead"
    return tense


def _after_amount(
    text: str, clause: Span, times: Sequence[TimeExpression], main: When | None
) -> tuple[When, Span] | None:
    """ "a day after X": X came that much earlier than what the sentence tells."""
    for time in times:
        amount = _AMOUNT.fullmatch(time.value or "") if time.type == "DURATION" else None
        link = _AFTER.match(text, time.end) if amount else None
        if amount and link and clause.start <= link.end(1) <= clause.end and time.end <= clause.start + 2:
            days = int(amount[1]) * (7 if amount[2] == "W" else 1)
            base = main or When("offset", 0, tense="past")
            if base.kind in ("week", "month", "month name"):
                return None
            sign = -1 if link[1].lower() == "after" else 1
            return replace(base, shift=base.shift + sign * days), Span(time.start, link.end(1))
    return None


def _clauses(text: str, sentence: Span, times: Sequence[TimeExpression]) -> list[Span]:
    """The clauses of a sentence, in order; one that says when another took place ("when she fell") is joined to it."""
    cuts = [sentence.start, *(m.start() for m in _CUT.finditer(text, sentence.start, sentence.end)), sentence.end]
    spans: list[Span] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        span = trim(text, start, end) if end > start else None
        if span is None:
            continue
        dated = [any(s.contains(t.span) for t in times) for s in (spans[-1], span)] if spans else [True, True]
        if _MEANWHILE.match(text, span.start) and spans[-1:] and not all(dated):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return [part for span in spans for part in _speech_tail(text, span, times)]


def _speech_tail(text: str, span: Span, times: Sequence[TimeExpression]) -> list[Span]:
    """ "..., the coastguard said on Friday" is a clause of its own."""
    speech = next((m.start() for m in WORD.finditer(text, span.start, span.end) if m.group().lower() in _SPEECH), None)
    if speech is None:
        return [span]
    commas = [m.start() for m in _COMMA.finditer(text, span.start, speech)]
    commas = [at for at in commas if not any(t.start <= at < t.end for t in times)]
    if not commas:
        return [span]
    parts = trim(text, span.start, commas[-1]), trim(text, commas[-1] + 1, span.end)
    return [part for part in parts if part]


def _tense(text: str, clause: Span, times: Sequence[TimeExpression]) -> tuple[Tense | None, bool]:
    """The tense of a clause, and whether it says at all that the thing comes about."""
    found = [
        m for m in WORD.finditer(text, clause.start, clause.end) if not any(t.start <= m.start() < t.end for t in times)
    ]
    words = [m.group().lower().replace("\u2019", "'") for m in found]
    if any(w in _NEGATED or w.endswith("n't") for w in words) or ("yet" in words and "to" in words):
        return None, False
    if _UNSURE.intersection(words):
        return None, False
    for at, word in enumerate(words):
        following = words[at + 1 : at + 4]
        planned = _PLANNED.intersection(following[:1]) or ({"to"} & set(following[1:2]) and following[:1] == ["also"])
        if word in ("is", "are") and planned:
            return "ahead", True
        if word in ("was", "were", "been") and _PLANNED.intersection(following[:1]):
            return None, False
        if (
            word in _AHEAD
            or (word in ("plan", "plans", "expects", "hopes") and following[:1] == ["to"])
            or word == "ahead"
            and following[:1] == ["of"]
        ):
            return "ahead", True
    if any(is_past(w) for w in words):
        return "past", True
    return None, True


def _terms(text: str, span: Span, times: Sequence[TimeExpression]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that make an event, as stems, and those that are names; time expressions are left out."""
    terms, names = set(), set()
    for found in WORD.finditer(text, span.start, span.end):
        if any(t.start <= found.start() < t.end for t in times):
            continue
        word = fold(found.group())
        if word in _EMPTY or len(word) < 2:
            continue
        term = root(word)
        terms.add(term)
        if found.group()[0].isupper() and found.start() > span.start:
            names.add(term)
    if any(t.value == "PRESENT_REF" for t in times):
        terms.add(NOW)
    return frozenset(terms), frozenset(names)


def _verb(words: Sequence[str]) -> int | None:
    """Where the verb that says what is done stands: the first past form, or what follows "will" or "is due to"."""
    for at, word in enumerate(words):
        before = words[max(0, at - 2) : at]
        planned = before[-1:] == ["to"] and before[0] in _PLANNED
        if word not in _EMPTY and (before[-1:] in (["will"], ["shall"]) or planned or is_past(word)):
            return at
    return None


def root(word: str) -> str:
    """What "met" and "meeting", "suspended" and "suspension" share: a lemma without its ending, cut short."""
    base = lemmas(word)[0] if word.isalpha() else word
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) > 3:  # noqa: PLR2004 - a stem that says something
            base = base[: -len(ending)]
            break
    return base[:STEM_LETTERS]


def _twins(text: str, times: Sequence[TimeExpression]) -> tuple[tuple[Span, When, When], ...]:
    found = []
    for one, other in zip(times, times[1:], strict=False):
        between = text[one.end : other.start]
        if len(between) > 3 or between.strip(" ,("):  # noqa: PLR2004 - a comma, a bracket, a space
            continue
        pair = when(one, one.span.cut(text), None), when(other, other.span.cut(text), None)
        if pair[0] and pair[1] and {pair[0].kind, pair[1].kind} & {"offset"} and pair[0].kind != pair[1].kind:
            found.append((Span(one.start, other.end), pair[0], pair[1]))
    return tuple(found)


_RUN_ON = re.compile(
    r"\b(?:extend|continue|last|stretch|run|go on|spill|drag)\w*\s+(?:on\s+)?(?:beyond|past|after)\s+$", re.IGNORECASE
)


def _beyond(
    text: str, reading: Reading, times: Sequence[TimeExpression]
) -> Iterator[tuple[Span, When, frozenset[str]]]:
    for time in times:
        if not _RUN_ON.search(text, max(0, time.start - 40), time.start):
            continue
        meant = when(time, time.span.cut(text), None)
        sentence = next((s for s in reading.report.sentences if s.contains(time.span)), None)
        if meant and meant.kind == "weekday" and sentence:
            yield time.span, meant, _terms(text, sentence, times)[0]


def _months(text: str, reading: Reading, times: Sequence[TimeExpression]) -> tuple[tuple[Span, When], ...]:
    found = []
    for time in times:
        meant = when(time, time.span.cut(text), None)
        if meant is None or meant.kind != "month name":
            continue
        sentence = next(s for s in reading.report.sentences if s.contains(time.span))
        clause = next((c for c in _clauses(text, sentence, times) if c.contains(time.span)), sentence)
        tense, sure = _tense(text, clause, (time,))
        if sure and tense:
            found.append((time.span, replace(meant, tense=tense)))
    return tuple(found)
