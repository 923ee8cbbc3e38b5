"""Attributions mended by grammar and layout: pieces of other sentences let go, statements around others put together.

Measured on PolNeAR dev (whole attributions 77.6 to 78.0 F1) and on the ledger stories (80.7 to 84.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.reading import lexicon
from stemma.reading.attributions_page import Page
from stemma.reading.attributions_pieces import (
    by_whom,
    claimed,
    completed,
    ended,
    expletive,
    heard,
    in_one,
    phrase,
    supposed,
    whole_source,
)
from stemma.reading.attributions_quoted import quoted_by
from stemma.reading.carried import Told
from stemma.reading.cue_shapes import MOST_HEADLINE
from stemma.reading.morphology import Token, tokens
from stemma.reading.scope import finite
from stemma.reading.windows import Paragraph
from stemma.spans import Span

# Where a sentence may end.
_BREAKS = re.compile(r"[.!?…][\"'”’»)]*\s|\n")
# How a paragraph ends that is no headline.
_STOPPED = re.compile(r"[.!?…,:;]['\"’”)]*$")
_IN_FRONT = re.compile(
    r"As ((?:[\w’'&.-]+ ){0,5}?[\w’'&.-]+) "
    r"((?:(?:has|have|had) )?(?:\w+ly |earlier )?(?:reported|noted|said|announced)), "
)
_QUOTE_ENDS = re.compile(r"[.!?…]['’]?[\"”]\s*$")
_IN_THE_END = re.compile(r",\s((?:all\s)?according to)\s((?:[\w’'&.-]+\s){0,7}[\w’'&.-]*[\w’'&-])\.?$")
# Plans beside the nouns of speech and the papers.
_PLANS = frozenset({"initiative", "bill", "law", "resolution", "deal", "treaty", "motion", "draft", "scheme", "policy"})
# Words that open what only leads up to a sentence: "As the river fell, …".
_LEADING = frozenset({"as", "after", "before", "while", "although", "though", "and", "but", "in", "with", "when"})


def mended(text: str, told: Sequence[Told], paragraphs: Sequence[Paragraph]) -> list[Told]:
    """`told` with every rule applied; those that nothing is told in are left out."""
    page = Page(text, paragraphs)
    out = []
    for one in (part for t in told for part in _parted(page, t)):
        made = completed(page, supposed(page, expletive(page, heard(page, in_one(page, one)))))
        if made is not None and not claimed(page, made):
            out.append(whole_source(page, by_whom(page, ended(page, phrase(page, made)))))
    return list(_outermost(page, _put_in(page, _hung_on(page, quoted_by(page, out)))))


def _parted(page: Page, told: Told) -> Iterator[Told]:
    """Without pieces of other sentences that nobody quotes; a quoted headline is told by itself."""
    places = [*told.cue, *told.content]
    if not told.cue or _BREAKS.search(page.text, min(places).start, max(p.end for p in places)) is None:
        yield told
        return
    home = page.sentence(told.cue[0].start)
    told = _without_tail(page, told, home)
    here = [s for s in told.content if home.overlaps(s)]
    if not here:
        # A lone word of another sentence, "it" or a name, is nothing that was said.
        if len(told.content) > 1 or page.quoted(told.content[0]) or " " in told.content[0].cut(page.text):
            yield told
        return
    kept = [s for s in told.content if s in here or _belongs(page, s, home)]
    for piece in told.content:
        if piece not in kept and page.quoted(piece):
            yield Told((), (), (piece,), told.probability)
    yield told if len(kept) == len(told.content) else replace(told, content=tuple(kept))


def _without_tail(page: Page, told: Told, home: Span) -> Told:
    """Without what a content takes along of the sentence behind a quotation; behind a colon that may be told too."""
    last = told.content[-1]
    begins = next((s for s in told.content if s.start >= told.cue[-1].end), last)
    if told.verbatim or not home.start <= last.start < home.end < last.end:
        return told
    if not _QUOTE_ENDS.search(page.text, last.start, home.end):
        return told
    if ":" in page.text[told.cue[-1].start : begins.start] or page.quoted(Span(home.end, last.end)):
        return told
    return replace(told, content=(*told.content[:-1], Span(last.start, home.end)))


def _belongs(page: Page, piece: Span, home: Span) -> bool:
    """Whether a piece of another sentence may be told by the same cue: it is quoted, and in no headline."""
    words = page.paragraph(piece.start).words
    short = len(words) <= MOST_HEADLINE and words[-1].end <= home.start
    headline = short and _STOPPED.search(page.text, words[0].start, words[-1].end) is None
    return page.quoted(piece) and not headline


def _hung_on(page: Page, told: Sequence[Told]) -> list[Told]:
    """What a plan or a paper provides, told by "which", is part of the content it ends: "a plan, which calls for …"."""
    out, gone = list(told), set[int]()
    for n, inner in enumerate(told):
        if len(inner.source) != 1 or inner.source[0].cut(page.text) != "which":
            continue
        at = inner.source[0].start
        end = max(s.end for s in (*inner.cue, *inner.content))
        for m, outer in enumerate(out):
            last = outer.content[-1]
            joined = outer.cue and last.end < at and page.text[last.end : at] == ", "
            if joined and m not in gone | {n} and _provides(page.words([last])[-1:]):
                out[m] = replace(outer, content=(*outer.content[:-1], Span(last.start, end)))
                gone.add(n)
                break
    return [t for n, t in enumerate(out) if n not in gone]


def _provides(noun: Sequence[Token]) -> bool:
    """Whether a noun stands for what can call for something: a proposal, a letter."""
    known = lexicon.words("nested_nouns") | lexicon.words("documents") | _PLANS
    return any(not known.isdisjoint(word.lemmas) for word in noun)


def _put_in(page: Page, told: Sequence[Told]) -> list[Told]:
    """Who speaks in the middle of a sentence says its beginning too: "Prices will rise, the bank said, by a third"."""
    out, gone = list(told), set[int]()
    for n, one in enumerate(told):
        begun = _begun(page, one)
        if begun is None:
            continue
        inside = [m for m, t in enumerate(told) if m != n and _touches(t, begun)]
        if not any(told[m].source for m in inside):
            out[n] = replace(one, content=(begun, *one.content))
            gone |= set(inside)
    return [t for n, t in enumerate(out) if n not in gone]


def _begun(page: Page, told: Told) -> Span | None:
    """The clause before a source and a cue that commas part from it and from what follows."""
    if len(told.source) != 1 or len(told.cue) != 1:
        return None
    start, end = min(told.source[0].start, told.cue[0].start), max(told.source[0].end, told.cue[0].end)
    if told.content[0].start < end or page.text[end : end + 1] != "," or page.text[max(start - 2, 0) : start] != ", ":
        return None
    begun = Span(page.sentence(start).start, start - 2)
    words = tokens(page.text, [begun]) if begun.start < begun.end else []
    clause = any(finite(words, n) for n in range(1, len(words))) and words[0].lower not in _LEADING
    return begun if clause and not page.quoted(begun) and not page.quoted(told.content[0]) else None


def _outermost(page: Page, told: Sequence[Told]) -> Iterator[Told]:
    """Who passes a whole sentence on at its beginning or end speaks outermost: "…, according to the Courier"."""
    if "ccording to" not in page.text and "As " not in page.text:
        yield from told
        return
    for one in told:
        around = _around(page, one) if one.cue and not page.quoted(one.content[0]) else None
        alone = around is not None and not any(
            t is not one and _touches(t, page.sentence(one.cue[0].start)) for t in told
        )
        yield around if around is not None and alone else one


def _around(page: Page, told: Told) -> Told | None:
    """Who passes on the sentence that an attribution stands in, and everything else in it."""
    sentence = page.sentence(told.cue[0].start)
    behind, before = _IN_THE_END.search(page.text, *sentence), _IN_FRONT.match(page.text, *sentence)
    if behind is not None:
        source, cue, whole = behind.span(2), behind.span(1), Span(sentence.start, behind.start())
    elif before is not None:
        end = sentence.end - (page.text[sentence.end - 1] == ".")
        source, cue, whole = before.span(1), before.span(2), Span(before.end(), end)
    else:
        return None
    inside = all(whole.contains(s) for s in (*told.source, *told.cue, *told.content))
    return Told((Span(*source),), (Span(*cue),), (whole,), told.probability) if inside else None


def _touches(told: Told, place: Span) -> bool:
    return any(place.overlaps(s) for s in (*told.source, *told.cue, *told.content))
