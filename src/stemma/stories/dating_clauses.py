"""Sentences taken apart for dating: clauses, what each of them tells, its tense, and the words that make the event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

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
NOW = "=now"
"""Stands for "right now", "currently" and the like, whatever the words."""


@cache
def words(*kinds: str) -> frozenset[str]:
    """The words of `data/clause_words.tsv` of some kinds."""
    rows = [line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset(word for word, kind in rows if kind in kinds)


def speaks(text: str) -> bool:
    """Whether a stretch has a word of saying."""
    return not words("speech").isdisjoint(w.lower() for w in WORD.findall(text))


def clauses(text: str, sentence: Span, times: Sequence[TimeExpression]) -> list[Span]:
    """The clauses of a sentence, in order; one that says when another took place ("when she fell") is joined to it."""
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
    return [part for span in spans for part in _speech_tail(text, span, times)]


def _speech_tail(text: str, span: Span, times: Sequence[TimeExpression]) -> list[Span]:
    """What is told, and the tail that says by whom ("..., the coastguard said on Friday")."""
    speech = words("speech")
    said = next((m.start() for m in WORD.finditer(text, span.start, span.end) if m.group().lower() in speech), None)
    commas = [m.start() for m in _COMMA.finditer(text, span.start, said)] if said is not None else []
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
    low = [m.group().lower().replace("\u2019", "'") for m in _outside(text, clause, times)]
    if any(w in words("negated", "unsure") or w.endswith("n't") for w in low) or {"yet", "to"} <= set(low):
        return None, False
    for word, following in zip(low, [*low[1:], ""], strict=False):
        if word in ("was", "were", "been") and following in words("planned"):
            return None, False
        planned = word in ("is", "are") and following in words("planned")
        intends = (word, following) in {
            ("plans", "to"),
            ("plan", "to"),
            ("expects", "to"),
            ("hopes", "to"),
            ("ahead", "of"),
        }
        if planned or intends or word in words("ahead"):
            return "ahead", True
    return ("past" if any(_past(w) for w in low) else None), True


def _past(word: str) -> bool:
    return is_past(word) or word in words("past")


def verb_of(low: Sequence[str]) -> int | None:
    """Where the verb that says what is done stands: the first past form, or what follows "will" or "is due to"."""
    for at, word in enumerate(low):
        before = low[max(0, at - 2) : at]
        planned = before[-1:] == ["to"] and before[0] in words("planned")
        if word not in words("empty", "speech") and (before[-1:] in (["will"], ["shall"]) or planned or _past(word)):
            return at
    return None


def terms(text: str, span: Span, times: Sequence[TimeExpression]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that make an event, as roots, and those that are names; time expressions are left out."""
    found, names = set(), set()
    for match in _outside(text, span, times):
        word = fold(match.group())
        if word in words("empty", "speech") or len(word) == 1:
            continue
        found.add(root(word))
        if match.group()[0].isupper() and match.start() > span.start:
            names.add(root(word))
    if any(t.value == "PRESENT_REF" for t in times):
        found.add(NOW)
    return frozenset(found), frozenset(names)


def _outside(text: str, span: Span, times: Sequence[TimeExpression]) -> list[re.Match[str]]:
    """The words of a stretch that belong to no time expression ("May" of "12 May" is no verb)."""
    return [
        m for m in WORD.finditer(text, span.start, span.end) if not any(t.start <= m.start() < t.end for t in times)
    ]


@lru_cache(maxsize=KEPT_ROOTS)
def root(word: str) -> str:
    """What "met" and "meeting", "suspended" and "suspension" share: a lemma without its ending, cut short."""
    base = stem(lemmas(word)[0]) if word.isalpha() else word
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= (SHORTEST_VERB if ending in _VERBAL else SHORTEST_STEM):
            base = base.removesuffix(ending)
            break
    return base[:STEM_LETTERS]
