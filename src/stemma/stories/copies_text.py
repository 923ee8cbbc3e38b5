"""A report's own words, by which copies are known: what it quotes is not its own, and neither is page furniture."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from stemma.records import READ_BLOCKS, Reading
from stemma.spans import Span, merge
from stemma.stories.words import WORD, common_words, fold

SHINGLE = 3
"""Words in a row that are looked up: with three in ten words changed a third of these still stands."""

# A quotation in curly, straight or single marks. A straight mark opens where a word begins, so that one that was never
# closed does not turn the rest of the paragraph about; a long quotation may stay open to the end of its paragraph.
QUOTED = re.compile(
    r"[\u201c\u201e\u00ab][^\u201d\u00bb\n]*[\u201d\u00bb\n]?"
    r"|(?<![^\s(\[\u2014\u2013-])\"(?=\S)[^\"\n]*\"?"
    r"|(?<![^\s(\[\u2014\u2013-])['\u2018](?=\w)(?:[^'\u2018\u2019\n]|['\u2019](?=\w)){1,400}['\u2019](?!\w)"
)
# What follows an embedded post, and how far the post may reach back from there, link and all.
_SIGNED = re.compile(
    r"(?:pic\.twitter\.com/\w+\s*)?[\u2014\u2013-]\s?[^\n()]{1,60}\(@\w{1,20}\)(?:,?\s[A-Z]\w+ \d{1,2}, \d{4})?"
)
_LONGEST_POST = 320
_SENTENCE_END = re.compile(r"[.!?:\u201d\"]\s+(?=\S)")
# Said by many, whoever wrote first.
_COMMON_SHARE = 0.1


@dataclass(frozen=True)
class OwnWords:
    """The words of one report that are neither quoted nor furniture, in text order."""

    reading: Reading
    words: tuple[str, ...]
    """Folded."""
    bounds: tuple[tuple[int, int], ...]
    """Where each begins and ends."""

    @cached_property
    def telling(self) -> tuple[bool, ...]:
        """Whether each word is rare enough in the news at large to say something."""
        common = common_words()
        return tuple(common.get(word, 0.0) < _COMMON_SHARE for word in self.words)

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from one word to another, both included."""
        return Span(self.bounds[first][0], self.bounds[last][1])

    @cached_property
    def shingles(self) -> tuple[int, ...]:
        """Number n stands for the words n, n+1, ... n+SHINGLE-1."""
        ends = range(SHINGLE, len(self.words) + 1)
        return tuple(
            zlib.crc32(" ".join(self.words[end - SHINGLE : end]).encode("utf-8", "surrogatepass")) for end in ends
        )

    @cached_property
    def places(self) -> Mapping[int, Sequence[int]]:
        """Where each shingle stands, in text order."""
        out: dict[int, list[int]] = {}
        for at, shingle in enumerate(self.shingles):
            out.setdefault(shingle, []).append(at)
        return out

    @cached_property
    def with_quotations(self) -> OwnWords:
        """The words of the report's read blocks, quotations too."""
        return words_of(self.reading, (b.span for b in self.reading.report.blocks if b.type in READ_BLOCKS))

    def __len__(self) -> int:
        return len(self.words)


def own_words(reading: Reading) -> OwnWords:
    """The words of the read blocks outside quotations."""
    return words_of(reading, _unquoted(reading))


def words_of(reading: Reading, spans: Iterable[Span]) -> OwnWords:
    """The words of some stretches of a report, whoever's they are."""
    found = [match for span in spans for match in WORD.finditer(reading.text, span.start, span.end)]
    words, bounds = tuple(fold(match.group()) for match in found), tuple(match.span() for match in found)
    return OwnWords(reading, words, bounds)


def _unquoted(reading: Reading) -> Iterator[Span]:
    """The stretches of the read blocks that no quotation and no directly given content covers."""
    text = reading.text
    said = [span for a in reading.attributions if a.form == "direct" for span in a.content]
    for block in reading.report.blocks:
        if block.type not in READ_BLOCKS:
            continue
        quoted = (Span(m.start(), m.end()) for m in QUOTED.finditer(text, block.start, block.end))
        at = block.start
        posts = _posts(text, block.start, block.end)
        for gone in merge((*quoted, *posts, *(s for s in said if s.overlaps(block.span)))):
            if gone.start > at:
                yield Span(at, gone.start)
            at = max(at, gone.end)
        if at < block.end:
            yield Span(at, block.end)


def _posts(text: str, start: int, end: int) -> Iterator[Span]:
    """Embedded posts with their signatures: back from it to the paragraph's start, or to a sentence's within reach."""
    at = start
    for match in _SIGNED.finditer(text, start, end):
        first = max(at, match.start() - _LONGEST_POST)
        if first > at and (sentence := _SENTENCE_END.search(text, first, match.start())):
            first = sentence.end()
        yield Span(first, match.end())
        at = match.end()
