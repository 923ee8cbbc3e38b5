"""A report's own words, by which copies are known: what it quotes is not its own, and neither is page furniture."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one report that are neither quoted nor furniture, in text order."""

    reading: Reading
    words: tuple[str, ...]
    """Folded."""
    spans: tuple[Span, ...]
    telling: tuple[bool, ...]
    """Whether the word is rare enough in the news at large to say something."""
    shingles: NDArray[np.uint32]
    """Number n stands for the words n, n+1, ... n+SHINGLE-1."""

    def __len__(self) -> int:
        return len(self.words)


def own_words(reading: Reading) -> OwnWords:
    """The words of the read blocks outside quotations."""
    return words_of(reading, _unquoted(reading))


def all_words(reading: Reading) -> OwnWords:
    """The words of the read blocks, quotations too."""
    return words_of(reading, (block.span for block in reading.report.blocks if block.type in READ_BLOCKS))


def words_of(reading: Reading, spans: Iterable[Span]) -> OwnWords:
    """The words of some stretches of a report, whoever's they are."""
    places, words = [], []
    for span in spans:
        for match in WORD.finditer(reading.text, span.start, span.end):
            places.append(Span(match.start(), match.end()))
            words.append(fold(match.group()))
    common = common_words()
    telling = tuple(common.get(word, 0.0) < _COMMON_SHARE for word in words)
    return OwnWords(reading, tuple(words), tuple(places), telling, _shingles(words))


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


def _shingles(words: Sequence[str]) -> NDArray[np.uint32]:
    ends = range(SHINGLE, len(words) + 1)
    hashes = [zlib.crc32(" ".join(words[end - SHINGLE : end]).encode("utf-8", "surrogatepass")) for end in ends]
    return np.array(hashes, dtype=np.uint32)
