"""Cues that the model passes over: hearsay adverbs and nouns where it found nothing, sources that set phrases name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from stemma.reading import lexicon
from stemma.reading.carried import Told
from stemma.reading.morphology import tokens
from stemma.reading.nested import HEARSAY, sentences_in
from stemma.reading.nested_nouns import hearsay, told_by_nouns
from stemma.reading.scope import clauses
from stemma.reading.windows import Paragraph
from stemma.spans import Span

# A source in a set phrase: up to eight words without a mark.
_WHO = r"((?:\w[\w.’'-]*\s?){1,8}?)"
_IN_THE_WORDS = re.compile(rf"\b(In the words of) {_WHO},\s*$", re.IGNORECASE)
_IN_HIS_WORDS = re.compile(r"\bin (his|her|their|\w[\w.-]*['’]s) (?:own )?(words),\s*$", re.IGNORECASE)
_POST = "tweet|post|message|statement|letter|note|notice|sign|text|email|banner"
_FROM = re.compile(
    rf"\s+(?:(?:an?|the) (?:{_POST}) )?(?:from|by) ((?:the |a |an )?(?:[^\W\d][\w’'-]* ?){{1,5}})(?=[,.;]|$)"
)
_VIEW = "view|opinion|judgment|judgement|telling|estimation"
# "Per" only before an article: it is a name too.
_PER = re.compile(r"(Per) ((?:the|a|an|its|his|her|their)(?: \w[\w.’'-]*){1,7}),\s+")
_IN_VIEW = re.compile(rf"(In the (?:{_VIEW}) of) {_WHO},\s+")
_ITS_VIEW = re.compile(rf"In (his|her|their|its|(?:\w[\w.-]* ){{0,4}}\w[\w.-]*['’]s?) ({_VIEW}),\s+")
_HEARSAY = re.compile(rf"\b(?:{'|'.join(sorted(HEARSAY))})\b", re.IGNORECASE)
_FEARS = "feared|believed|presumed|thought|reported"
# "Her papers, it is believed, were lost": what nobody is named for, in the middle of what is told.
_BETWEEN = re.compile(rf",\s(it (?:is|was) (?:now |widely )?(?:{_FEARS}|understood|hoped|said)),\s")
# Who is feared dead is feared so by nobody in particular.
_FEARED = re.compile(rf"\b(?:is|are|was|were) (?:\w+ly )?({_FEARS}) (?=to |dead|missing|lost|trapped)")
# What follows a set phrase has at least this many words.
LEAST_SAID = 3
SURE = 0.8


def worded(text: str, told: Sequence[Told], paragraphs: Sequence[Paragraph]) -> list[Told]:
    """`told` with the cues that were passed over."""
    out = [_with_source(text, t) for t in told]
    taken = [s for t in told for s in (*t.source, *t.cue, *t.content)]
    for paragraph in paragraphs:
        for sentence in sentences_in(text, Span(paragraph.words[0].start, paragraph.words[-1].end)):
            near = [t for t in taken if sentence.overlaps(t)]
            if not near:
                out += _passed_over(text, sentence)
            elif _HEARSAY.search(text, *sentence):
                heard = hearsay(text, [sentence])
                out += (t for t in heard if not any(s.overlaps(n) for s in (*t.cue, *t.content) for n in near))
    return out


def _with_source(text: str, told: Told) -> Told:
    """With the source that a set phrase names where the model saw none, and its cue."""
    first = told.content[0].start
    his = None if told.cue else _IN_HIS_WORDS.search(text, max(0, first - 80), first)
    if his is not None and (not told.source or told.source[0].overlaps(Span(*his.span(1)))):
        return replace(told, cue=(Span(*his.span(2)),), source=(Span(*his.span(1)),))
    if told.source:
        return told
    named = None if told.cue else _IN_THE_WORDS.search(text, max(0, first - 80), first)
    if named is not None:
        return replace(told, cue=(Span(*named.span(1)),), source=(Span(*named.span(2)),))
    behind = _FROM.match(text, told.cue[-1].end) if told.cue else None
    if behind is not None and not any(c.overlaps(Span(*behind.span(1))) for c in told.content):
        return replace(told, source=(Span(*behind.span(1)),))
    return told


def _passed_over(text: str, sentence: Span) -> Iterator[Told]:
    """What a sentence tells in which the model found nothing."""
    if _worth_a_look().search(text, *sentence) is None:
        return
    phrase = _phrased(text, sentence)
    between = _BETWEEN.search(text, *sentence)
    if between is not None:
        parts = (
            Span(sentence.start, between.start()),
            Span(between.end(), sentence.end - (text[sentence.end - 1] == ".")),
        )
        yield Told((), (Span(*between.span(1)),), parts, SURE)
        return
    found = [phrase] if phrase is not None else [*hearsay(text, [sentence]), *_feared(text, sentence)]
    yield from found or (t for t in told_by_nouns(text, [sentence]) if t.source)


@cache
def _worth_a_look() -> re.Pattern[str]:
    """Words of which a sentence must have one, so that the others need not be taken apart."""
    words = [*HEARSAY, *lexicon.words("nested_nouns"), *_VIEW.split("|"), *_FEARS.split("|"), "per"]
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})s?\b", re.IGNORECASE)


def _phrased(text: str, sentence: Span) -> Told | None:
    """After "per the statement," or "in the mayor's view,"."""
    for pattern, source, cue in ((_PER, 2, 1), (_IN_VIEW, 2, 1), (_ITS_VIEW, 1, 2)):
        match = pattern.match(text, sentence.start, sentence.end)
        if match is not None:
            content = Span(match.end(), sentence.end - (text[sentence.end - 1] == "."))
            if len(content.cut(text).split()) >= LEAST_SAID:
                return Told((Span(*match.span(source)),), (Span(*match.span(cue)),), (content,), SURE)
    return None


def _feared(text: str, sentence: Span) -> Iterator[Told]:
    """Passives of belief without anybody who believes: "are feared dead", "is thought to have fled"."""
    match = _FEARED.search(text, sentence.start, sentence.end)
    if match is None or re.search(r"\bby\b", text[match.end() : sentence.end]):
        return
    words = tokens(text, [sentence])
    home = next(c for c in clauses(words) if any(w.span.start == match.start(1) for w in c.words))
    inside = [w.span for w in home.words if w.word]
    before = [w for w in inside if w.end <= match.start()]
    behind = [w for w in inside if w.start >= match.end()]
    if before and behind:
        parts = (Span(before[0].start, before[-1].end), Span(behind[0].start, behind[-1].end))
        yield Told((), (Span(*match.span(1)),), parts, SURE)
