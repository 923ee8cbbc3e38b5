"""Who speaks by the shape of a paragraph: transcripts, tweets with their signature, headlines that end in their source.

Conventions of layout, so rules and not the model, which learned from running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.reading import lexicon
from stemma.reading.carried import Told
from stemma.reading.windows import Paragraph
from stemma.spans import Span

# How likely such a find is right: of 43 sentences of our own that nothing was fitted on, 39 came out right with them.
SURE = 0.9
# The name before a colon: "Q", "BRANDT", "Ms Orsk", "The Courier"; at most this many words.
_LABEL = re.compile(
    r"(?:the )?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?: \([^()\n]{1,40}\))?\s?:\s+(?=\S)", re.IGNORECASE
)
_LABEL_WORD = re.compile(r"(?:[Tt]he )?[A-Z]")
_DAY = r"[^\W\d_]+\.? \d{1,2},? \d{4}|\d{1,2}\.? [^\W\d_]+\.?,? \d{4}(?: [^\W\d_]\.)?"
_SIGNED = re.compile(rf"\s*([—–-]{{1,2}})\s*([^\n—–]{{2,60}}?\(@\w{{1,30}}\))(?:,?\s+(?:{_DAY}))?\s*$")
_TAIL = re.compile(r"(?:(?<=\S)(:)|(?<=\s)([-–—]))\s+((?:the |a |an )?[\w.’'& -]{2,40})$")
_PAPERS = frozenset({"report", "study", "poll", "survey", "inquiry", "documents", "filing", "lawsuit", "audit"})
# A paragraph of more words than this is no headline.
MOST_HEADLINE = 18
MOST_TAIL = 4
# What is said has at least this many words, or is a question.
LEAST_SAID = 4


def shaped(text: str, told: Sequence[Told], paragraphs: Sequence[Paragraph]) -> list[Told]:
    """`told` with what the shapes of paragraphs tell; inside a labelled paragraph nothing else is outermost."""
    places = [Span(p.words[0].start, p.words[-1].end) for p in paragraphs]
    found = [*_transcript(text, places), *_tweets(text, places)]
    held = [c for t in found for c in t.content]
    kept = [t for t in told if not any(h.overlaps(c) for h in held for c in t.content)]
    taken = [Span(t.place.start, max(c.end for c in t.content)) for t in [*kept, *found]]
    free = [p for p in places if not any(p.overlaps(t) for t in taken)]
    return [*kept, *found, *_tails(text, free)]


def _transcript(text: str, places: Sequence[Span]) -> Iterator[Told]:
    """What follows a speaker's label, where paragraphs with labels ask and answer one another."""
    labelled = [(p, _labelled(text, p)) for p in places]
    counts: dict[str, int] = {}
    for _, label in labelled:
        if label is not None:
            counts[label.cut(text)] = counts.get(label.cut(text), 0) + 1
    talking = {
        n
        for (i, (one, a)), (j, (_, b)) in pairwise(enumerate(labelled))
        if a
        and b
        and a.cut(text) != b.cut(text)
        and (_asks(text, one) or counts[a.cut(text)] > 1 or _asks(text, labelled[j][0]))
        for n in (i, j)
    }
    for n in sorted(talking):
        place, label = labelled[n]
        if label is not None:
            colon = text.index(":", label.end)
            start = colon + 1 + len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip())
            yield Told((label,), (), (_said(text, start, place.end),), SURE, verbatim=True)


def _asks(text: str, place: Span) -> bool:
    return text[place.end - 1] == "?"


def _labelled(text: str, place: Span) -> Span | None:
    """The label of a paragraph that somebody says."""
    match = _LABEL.match(text, place.start, place.end)
    if match is None or not _LABEL_WORD.match(match.group()):
        return None
    name = re.split(r"\s?(?:\(|:)", match.group())[0]
    if not all(w[0].isupper() for w in name.split() if w.lower() != "the"):
        return None
    said = text[match.end() : place.end]
    if said[-1] not in '.?!…"”' or (len(said.split()) < LEAST_SAID and said[-1] != "?"):
        return None
    return Span(place.start, place.start + len(name))


def _said(text: str, start: int, end: int) -> Span:
    """Without the full stop that ends it."""
    return Span(start, end - 1) if text[end - 1] == "." and end - start > 1 else Span(start, end)


def _tweets(text: str, places: Sequence[Span]) -> Iterator[Told]:
    """Tweets with their signature, in one paragraph or the signature in the next."""
    for before, place in zip([None, *places], places, strict=False):
        match = _SIGNED.search(text, place.start, place.end)
        if match is None:
            continue
        body = Span(place.start, match.start()) if match.start() > place.start else before
        if body is not None and body.length > 1:
            yield Told((Span(*match.span(2)),), (Span(*match.span(1)),), (_said(text, *body),), SURE, verbatim=True)


def _tails(text: str, places: Sequence[Span]) -> Iterator[Told]:
    """Headlines whose source comes last: "Harbour will close in May: ministry"."""
    for place in places:
        line = place.cut(text)
        match = None if "©" in line or len(line.split()) > MOST_HEADLINE else _TAIL.search(text, *place)
        if match is None or not _somebody(match.group(3).split()):
            continue
        said = text[place.start : match.start()].rstrip()
        if len(said.split()) >= LEAST_SAID:
            cue = Span(*match.span(1 if match.group(1) else 2))
            content = Span(place.start, place.start + len(said))
            yield Told((Span(*match.span(3)),), (cue,), (content,), SURE)


def _somebody(words: Sequence[str]) -> bool:
    """Whether a phrase is short and ends in a word for people, groups or papers that are quoted."""
    last = words[-1].casefold()
    known = last in _PAPERS or any(last in lexicon.words(name) for name in ("people", "collectives"))
    return known and len(words) <= MOST_TAIL
