"""Drafts found inside a content -> nested attributions: those in which somebody does say or think something."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from stemma.reading import cues, lexicon
from stemma.reading.carried import Told
from stemma.reading.certainty import take_apart
from stemma.reading.decoding import WindowReading
from stemma.reading.drafts import Draft
from stemma.reading.labels import Found, span_of
from stemma.reading.morphology import Token, tokens
from stemma.reading.nested import Passage
from stemma.reading.nested_nouns import hearsay, told_by_nouns, verb_next
from stemma.spans import Span

# How likely a draft must be: below this they were mostly wrong, read by hand on the ledger stories.
LEAST_LIKELY = 0.15
_KINDS = "nested_cues"
_BE = frozenset({"be", "get"})
# Sources longer than this, in words, that have a verb of their own have swallowed a clause.
LONG_SOURCE = 7
# A head this many words into its cue hangs on another verb ("was leaving home to fight").
FAR_HEAD = 4
_HAVE_TO = (["have", "to"], ["has", "to"], ["had", "to"])
# Who it was by, between what a passive tells and its cue: "were told, by the paper, that".
_BY = re.compile(r"\bby ((?:[\w’'&.-]+ ){0,5}[\w’'&-]+),?\s*$")
# Prepositions that look like forms of verbs.
_PREPOSITIONS = frozenset({"regarding", "concerning", "about", "on", "over", "considering", "following", "including"})
_PLACES = frozenset({"to", "at", "in", "out"})
_QUESTION = re.compile(r"(?:that|whether|if|how|what|why|who|whom|where|when|which)\b", re.IGNORECASE)


def told_inside(text: str, read: Sequence[tuple[WindowReading, Sequence[Passage]]]) -> Iterator[tuple[Told, Passage]]:
    """Nested attributions with their passages, in text order within a passage."""
    for part, passages in read:
        begins = [0, *accumulate(len(p.paragraph.words) for p in passages)]
        drafts: list[list[Told]] = [[] for _ in passages]
        for draft in part.drafts:
            at = bisect_right(begins, draft.content[0].first) - 1
            told = _told(text, part, draft, passages[at])
            if told is not None and _convincing(text, told := _agentless(text, told)):
                drafts[at].append(told)
        for passage, found in zip(passages, drafts, strict=True):
            nouns = [n for n in _by_rule(text, passage) if not _known(n, found)]
            rest = [t for t in found if not any(n.cue[0].overlaps(c) for n in nouns for c in t.cue)]
            yield from ((t, passage) for t in sorted([*rest, *nouns], key=lambda t: (t.place, t.content)))


def _by_rule(text: str, passage: Passage) -> Iterator[Told]:
    yield from told_by_nouns(text, passage.pieces)
    yield from hearsay(text, passage.pieces)


def _known(noun: Told, found: Sequence[Told]) -> bool:
    """Whether the model found the same with a source that the rule does not see."""
    same = (t for t in found if any(noun.cue[0].overlaps(c) for c in t.cue))
    return any(t.source and not noun.source for t in same)


def _told(text: str, part: WindowReading, draft: Draft, passage: Passage) -> Told | None:
    """The draft as places in the text; None without a cue or a content."""

    def places(found: Sequence[Found]) -> tuple[Span, ...]:
        spans = (span_of(part.words, f) for f in found)
        return tuple(cut for s in spans if s.length for cut in passage.cut(text, s))

    told = Told(places(draft.source), places(draft.cue), places(draft.content), draft.probability)
    return told if told.cue and told.content else None


def _agentless(text: str, told: Told) -> Told:
    """Who "was ordered", "was told" or "is accused" does not speak: the passive leaves the speaker out, or names it."""
    words = [w for w in tokens(text, told.cue) if w.word]
    ends = told.source[-1].end if told.source else -1
    if ends > told.cue[0].start or not _passive(words, named=True):
        return told
    inside = next((n for n, w in enumerate(words) if w.lower == "by" and 0 < n < len(words) - 1), None)
    if inside is not None:
        by, first = words[inside].span, words[inside + 1].span
        cue = tuple(Span(s.start, min(s.end, by.start - 1)) for s in told.cue if s.start < by.start)
        return replace(told, source=(Span(first.start, words[-1].span.end),), cue=cue)
    start = words[-1].span.start if words[-1].lower == "by" else told.cue[-1].end
    follows = next((s.start for s in told.content if s.start > start), start)
    behind = _BY.search(text, start, follows)
    return replace(told, source=(Span(*behind.span(1)),) if behind else ())


def _passive(words: Sequence[Token], *, named: bool = False) -> bool:
    """Whether the group is a form of "be" with the participle of a verb that needs a speaker, who may be `named`."""
    be = next((n for n, w in enumerate(words) if _BE & set(w.lemmas)), None)
    after = [w for w in words[be + 1 :] if not w.lower.endswith("ly")] if be is not None else []
    return any(_participle(w) for w in after[:3]) and (named or "by" not in {w.lower for w in after})


def _participle(word: Token) -> bool:
    """Whether it is the participle of such a verb, not its bare form or "-ing"."""
    known = lexicon.words(_KINDS, "passive")
    return word.lower not in known and not word.lower.endswith("ing") and not known.isdisjoint(word.lemmas)


def _is(word: Token, kind: str) -> bool:
    return not lexicon.words(_KINDS, kind).isdisjoint(word.lemmas)


def _convincing(text: str, told: Told) -> bool:
    """Whether the cue is a word that reports, somebody speaks, and the draft likely enough for how often that is so."""
    cue = [w for w in tokens(text, told.cue) if w.word]
    lowers = [w.lower for w in cue]
    if (
        not cue
        or lowers[0] in lexicon.words(_KINDS, "duty")
        or lowers[:2] in _HAVE_TO
        or any(_is(w, "never") for w in cue)
        or (len(cue) == 1 and lowers[0] in _PREPOSITIONS)
    ):
        return False
    if not (_speaks(text, told.source) if told.source else _may_lack_source(cue)):
        return False
    head = cues.head(cue)
    if head is None or head.first > FAR_HEAD or _summoned(lowers, told.content[0].cut(text)):
        return False
    opening = told.content[0].cut(text)
    clause = _QUESTION.match(opening) or _has_verb(text, told.content)
    if any(_is(w, "clause") for w in cue[head.first : head.last + 1]) and not clause:
        return False
    if any(_is(w, "sense") for w in cue) and not opening.casefold().startswith(("that ", "how ")):
        return False
    reports = any(_is(w, "clear") or _is(w, "clause") for w in cue[head.first : head.last + 1]) or _state(cue)
    return reports and told.probability >= LEAST_LIKELY


def _summoned(cue: Sequence[str], content: str) -> bool:
    """Whether somebody is called to a place: "police were called to a fire"."""
    called = "called" in cue and not {"been", "was", "were", "is", "are", "being"}.isdisjoint(cue)
    return called and (cue[-1] in _PLACES or re.match(r"(?:to|at|in) (?:an?|the) ", content) is not None)


def _state(cue: Sequence[Token]) -> bool:
    """Whether somebody is "open to" or "ready to" something."""
    at = next((n for n, w in enumerate(cue) if _is(w, "state")), None)
    return at is not None and any(_BE & set(w.lemmas) for w in cue[:at]) and "to" in {w.lower for w in cue[at:]}


def _has_verb(text: str, content: Sequence[Span]) -> bool:
    lead = take_apart([tokens(text, [span]) for span in content]).lead
    return lead is not None and lead.verb is not None


def _speaks(text: str, source: Sequence[Span]) -> bool:
    """Whether the source can be somebody: no bare "this" or "nobody", no clause."""
    words = [w for w in tokens(text, source) if w.word]
    if not words or words[0].lower in lexicon.words(_KINDS, "nobody") or words[0].lower == "to":
        return False
    if words[-1].lower in {"and", "or", "of", "that"} or any(verb_next(words, n) for n in range(1, len(words))):
        return False
    return len(words) < LONG_SOURCE or not _has_verb(text, [Span(words[0].span.start, words[-1].span.end)])


def _may_lack_source(cue: Sequence[Token]) -> bool:
    """Whether the cue names no speaker by itself: a passive ("was ordered"), hearsay ("reportedly")."""
    return _passive(cue) or cue[0].lower in lexicon.words("classes", "hearsay")
