"""Whether a clause says yes or no of what it tells."""

from __future__ import annotations

from functools import cache

from stemma.reading import lexicon
from stemma.records import Attribution
from stemma.spans import Span
from stemma.stories.claims_words import listed
from stemma.stories.words import WORD, fold


@cache
def denying() -> frozenset[str]:
    """Words that begin a negation: where none of them stands, nothing says no, and most clauses have none."""
    return frozenset(phrase.split()[0] for kind in ("word", "verb") for phrase in lexicon.words("negations", kind))


def sign(words: str, span: Span, told: Attribution | None, own: str) -> str:
    """Whether a clause says that something is or is not so; what is denied is negative, a question neither.

    `own` is what its words say by themselves, `told` the attribution that carries it.
    """
    if told is not None and told.act == "deny":
        return "negative"
    if not {fold(m.group()) for m in WORD.finditer(words)}.isdisjoint(listed("denial")):
        return "negative"
    opens = told is not None and span.start <= told.content[0].start + 1 <= span.end
    return "negative" if opens and told is not None and told.polarity == "negative" else own
