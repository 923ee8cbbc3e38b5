"""Sentences taken apart for dating: clauses, what each of them tells, its tense, and the words that make the event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from stemma.reading.morphology import lemmas
from stemma.reading.times_tense import is_past
from stemma.records import TimeExpression
from stemma.spans import Span, trim
from stemma.stories.dating_days import Tense
from stemma.stories.words import WORD, fold, stem

_WORDS = Path(__file__).parent / "data" / "clause_words.tsv"
# A clause ends where another verb may begin. After "after" and "before" stands an event of its own.
_CUT = re.compile(
    r"[;:()\u2014\u2013\"\u201c\u201d]|\s-\s"
    r"|,?\s+(?=(?:that|but|while|when|after|before|as|who|which|where|because|although|though|whether|if)\s)"
    r"|,\s+(?=(?:and|so|then)\s)"
    r"|\s(?=and\s(?:was|were|is|are|will|has|have|had|[a-z]+ed)\s)"
)
_MEANWHILE = re.compile(r"(?:when|while|as)\s", re.IGNORECASE)
_JOINED = re.compile(r",?\s*(?:and|but)\s+(?:was|were|is|are|will|has|have|had|[a-z]+ed)\b")
_COMMA = re.compile(r",\s+")
_ENDINGS = ("ation", "ition", "ment", "sion", "tion", "ing", "ion", "ed", "er", "or", "al", "e")
_VERBAL = ("ing", "ed", "e")
# Of longer words only so many letters count: "suspend" and "suspension" part after six.
STEM_LETTERS = 6
# What is left of a word without its ending: "voted" is "vot", but "river" and "rival" are not "riv".
SHORTEST_STEM, SHORTEST_VERB = 4, 3
# Roots kept for words that come again; a story of 20 reports has some 4,000 different words.
KEPT_ROOTS = 1 << 15
_INTENDS = frozenset((("plans", "to"), ("plan", "to"), ("expects", "to"), ("hopes", "to"), ("ahead", "of")))
NOW = "=now"
"""Stands for "right now", "currently" and the like, whatever the words."""


@cache
def words(*kinds: str) -> frozenset[str]:
    """The words of `data/clause_words.tsv` of some kinds."""
    rows = [line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset(word for word, kind in rows if kind in kinds)


class Word(NamedTuple):
    """A word of a sentence: where it begins, as written, and folded."""

    start: int
    written: str
    folded: str


def words_in(text: str, span: Span) -> list[Word]:
    """The words of a stretch, in order."""
    return [Word(m.start(), m.group(), fold(m.group())) for m in WORD.finditer(text, span.start, span.end)]


def between(found: Sequence[Word], span: Span) -> Sequence[Word]:
    """Those of a sentence's words that begin inside a stretch of it."""
    return found[bisect_left(found, (span.start,)) : bisect_left(found, (span.end,))]


def speaks(text: str) -> bool:
    """Whether a stretch has a word of saying."""
    return says(WORD.findall(text))


def says(written: Iterable[str]) -> bool:
    """Whether a word of saying is among these."""
    speech = words("speech")
    return any(w.lower() in speech for w in written)


def clauses(
    text: str, sentence: Span, times: Sequence[TimeExpression], found: Sequence[Word] | None = None
) -> list[Span]:
    """The clauses of a sentence, in order; one that says when another took place ("when she fell") is joined to it.

    `found` are the words of the sentence, where they are known.
    """
    cuts = [sentence.start, *(m.start() for m in _CUT.finditer(text, sentence.start, sentence.end)), sentence.end]
    spans: list[Span] = []
    for start, end in pairwise(cuts):
        span = trim(text, start, end) if end > start else None
        if span is None:
            continue
        both_dated = not spans or all(any(s.contains(t.span) for t in times) for s in (spans[-1], span))
        if _MEANWHILE.match(text, span.start) and not both_dated:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    speech = words("speech")
    said = [w.start for w in (words_in(text, sentence) if found is None else found) if w.written.lower() in speech]
    return [part for span in spans for part in _speech_tail(text, span, times, said)]


def _speech_tail(text: str, span: Span, times: Sequence[TimeExpression], said: Sequence[int]) -> list[Span]:
    """What is told, and the tail that says by whom ("..., the coastguard said on Friday").

    `said` is where words of saying stand.
    """
    first = next((at for at in said if span.start <= at < span.end), None)
    commas = [m.start() for m in _COMMA.finditer(text, span.start, first)] if first is not None else []
    commas = [at for at in commas if not any(t.start <= at < t.end for t in times)]
    if not commas:
        return [span]
    parts = trim(text, span.start, commas[-1]), trim(text, commas[-1] + 1, span.end)
    return [part for part in parts if part]


def shares_subject(text: str, clause: Span) -> bool:
    """Whether a clause has the subject of the one before it: "and will march"."""
    return _JOINED.match(text, clause.start) is not None


def tense(text: str, clause: Span, times: Sequence[TimeExpression]) -> tuple[Tense | None, bool]:
    """The tense of a clause, and whether it says at all that the thing comes about."""
    return tense_of(outside(words_in(text, clause), times))


def tense_of(found: Sequence[Word]) -> tuple[Tense | None, bool]:
    """The same from the words of a clause, those that say when left out."""
    low = [w.written.lower().replace("\u2019", "'") for w in found]
    doubt, planned, ahead = words("negated", "unsure"), words("planned"), words("ahead")
    if any(w in doubt or w.endswith("n't") for w in low) or ("yet" in low and "to" in low):
        return None, False
    for word, following in zip(low, [*low[1:], ""], strict=False):
        if following in planned and word in ("was", "were", "been"):
            return None, False
        if word in ahead or (word, following) in _INTENDS or (following in planned and word in ("is", "are")):
            return "ahead", True
    return ("past" if any(_past(w) for w in low) else None), True


@lru_cache(maxsize=KEPT_ROOTS)
def _past(word: str) -> bool:
    return is_past(word) or word in words("past")


def verb_of(low: Sequence[str]) -> int | None:
    """Where the verb that says what is done stands: the first past form, or what follows "will" or "is due to"."""
    passed, planned = words("empty", "speech"), words("planned")
    for at, word in enumerate(low):
        if word in passed:
            continue
        before = low[at - 1] if at else ""
        due = before == "to" and low[max(0, at - 2)] in planned
        if before in ("will", "shall") or due or _past(word):
            return at
    return None


def terms(found: Sequence[Word], start: int, times: Sequence[TimeExpression]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that make an event, as roots, and those that are names, of a stretch that begins at `start`.

    `found` are its words without those of the time expressions in it, `times`.
    """
    out, names, passed = set(), set(), words("empty", "speech")
    for at, written, word in found:
        if word in passed or len(word) == 1:
            continue
        term = root(word)
        out.add(term)
        if written[0].isupper() and at > start:
            names.add(term)
    if any(t.value == "PRESENT_REF" for t in times):
        out.add(NOW)
    return frozenset(out), frozenset(names)


def outside(found: Sequence[Word], times: Sequence[TimeExpression]) -> Sequence[Word]:
    """The words that belong to no time expression ("May" of "12 May" is no verb)."""
    if not times:
        return found
    return [w for w in found if not any(t.start <= w.start < t.end for t in times)]


@lru_cache(maxsize=KEPT_ROOTS)
def root(word: str) -> str:
    """What "met" and "meeting", "suspended" and "suspension" share: a lemma without its ending, cut short."""
    base = stem(lemmas(word)[0]) if word.isalpha() else word
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= (SHORTEST_VERB if ending in _VERBAL else SHORTEST_STEM):
            base = base.removesuffix(ending)
            break
    return base[:STEM_LETTERS]
