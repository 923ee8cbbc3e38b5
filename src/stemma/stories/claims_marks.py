"""Where a sentence may be cut into clauses: at marks, at words that open a clause, at "and" between clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.spans import Span
from stemma.stories.claims_words import listed

_PUNCTUATION = re.compile(r"[;:()\u2014\u2013]|\s-\s|,\s|[\"\u201c\u201d]")
_JOINT = re.compile(r"\s(?=(?:and|but|or)\s+(?:[a-z]+ed|was|were|is|are|will|has|have|had|would|could)\s)")
# "... and the bridge was shut", "but they had left": where a finite verb stands before and soon after, a new clause.
_COORDINATED = re.compile(
    r"\s(?=(?:and|but|or|yet)\s+(?:the|a|an|this|that|these|those|his|her|its|their|our|my|he|she|it|they|we|i|you|there"
    r"|no|some|many|most|all|others?|both|nobody|everyone|everybody|someone)\s)",
    re.IGNORECASE,
)
# What follows "and" as the subject of a verb, whatever stands before.
_SUBJECT = re.compile(r"\w+\s+(?:he|she|they|we|i|there)\s", re.IGNORECASE)
# Such a clause has its verb among so many words.
SUBJECT = 6
# "King" and "bed" are no participles.
SHORTEST = 4


def marks(text: str, sentence: Span, finite: Sequence[int]) -> set[int]:
    """Places in the sentence, its ends among them; `finite` is where the text's finite verbs stand, in order."""
    cuts = {sentence.start, sentence.end}
    cuts.update(m.start() for m in _opening().finditer(text, *sentence))
    for mark in _PUNCTUATION.finditer(text, *sentence):
        cuts.update((mark.start(), mark.end()))
    cuts.update(m.end() for m in _JOINT.finditer(text, *sentence))
    cuts.update(m.end() for m in _COORDINATED.finditer(text, *sentence) if _parts(text, m.end(), sentence, finite))
    return cuts


def _parts(text: str, at: int, sentence: Span, finite: Sequence[int]) -> bool:
    """Whether the conjunction joins clauses: a finite verb stands before it, another after a subject of few words.

    Before "and they" no verb is asked for: many a past form is no finite verb by itself.
    """
    first, here = bisect_left(finite, sentence.start), bisect_left(finite, at)
    if here == len(finite) or finite[here] >= sentence.end:
        return False
    if first == here and not _SUBJECT.match(text, at):
        return False
    between = text[at : finite[here]]
    return _PUNCTUATION.search(between) is None and len(between.split()) <= SUBJECT + 1


@cache
def _opening() -> re.Pattern[str]:
    openers = "|".join(sorted(listed("opens")))
    return re.compile(rf"\s+(?=(?:{openers})\s)|(?<=,)\s+(?=[a-z]+(?:ing|ed)\s)")


def verbs(words: Sequence[Token]) -> Iterator[tuple[int, bool]]:
    """Where verbs and participles stand, and whether each is finite."""
    for at, word in enumerate(words):
        participle = not word.capital and len(word.lower) > SHORTEST and word.lower.endswith(("ing", "ed"))
        if word.word and ((finite := verbal(words, at)) or participle):
            yield word.span.start, finite
