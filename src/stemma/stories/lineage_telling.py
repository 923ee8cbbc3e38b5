"""Which attributions pass on what somebody said, rather than thought, wished, did, or stood for."""

from __future__ import annotations

from stemma.reading.morphology import Token, tokens
from stemma.records import Attribution, Reading
from stemma.spans import hull
from stemma.stories.lineage_words import kind, written

# With part of the words quoted, these are still no telling unless the cue says so.
_NO_TELLING = frozenset({"discuss", "plan", "want", "refer", "expect", "worry", "consider", "regard", "doubt"})
# What the reader is less sure of is furniture and chance; from 0.45 on known citations are lost (ledger and examples).
LEAST_SURE = 0.35
# Acts that are announced by those who do them, so that a report that names no source has them from there.
RULINGS = frozenset({"forbid", "permit", "commit", "refuse", "propose"})
# What somebody thinks, wants or rules is known from nobody else.
_MINDS = RULINGS | {
    "regard", "expect", "worry", "want", "plan", "consider", "doubt", "support", "oppose", "state_position", "threaten",
    "urge", "request", "acknowledge",
}  # fmt: skip
_UNREAL = frozenset({"future", "hypothetical", "negated"})
_BE = frozenset(("be", "was", "were", "is", "are", "been"))
_HEADS = frozenset({"headline", "subheading"})


def tells(reading: Reading, said: Attribution) -> bool:
    """Whether the attribution is a report's account of words that somebody gave out.

    A headline sums up what its article tells, and a source that is nobody in particular is none.
    """
    return said.layer != "nested" and tells_inside(reading, said)


def tells_inside(reading: Reading, said: Attribution) -> bool:
    """The same for what stands inside another's words too."""
    if said.confidence < LEAST_SURE or said.status in _UNREAL or in_headline(reading, said):
        return False
    if not said.source:
        return said.status == "hedged"
    return not _vague(reading, said) and (said.form == "direct" or _spoken(reading, said))


def passes_on(reading: Reading, said: Attribution) -> bool:
    """Whether the content goes back to the source: its words, thoughts and rulings, not what it did or suffered."""
    if not said.source:
        return said.status == "hedged"
    if _vague(reading, said):
        return False
    minds = said.act in _MINDS and not _passive(tokens(reading.text, said.cue))
    return said.form == "direct" or minds or _spoken(reading, said)


def ruled(reading: Reading, said: Attribution) -> bool:
    """Whether the report tells of a ruling by itself, surely enough."""
    return (
        said.confidence >= LEAST_SURE
        and said.layer == "outer"
        and said.status not in _UNREAL
        and bool(said.source)
        and not in_headline(reading, said)
    )


def _spoken(reading: Reading, said: Attribution) -> bool:
    if (said.form == "mixed" and said.act not in _NO_TELLING) or written(said.source[0].cut(reading.text)):
        return True
    cue = tokens(reading.text, said.cue)
    spoken = any(not kind("speech").isdisjoint(word.lemmas) for word in cue) or not any(word.word for word in cue)
    return spoken and not _passive(cue)


def _passive(cue: list[Token]) -> bool:
    """Whether it is like "was criticized by many": somebody else's act, told in passing."""
    words = [word.lower for word in cue]
    return not _BE.isdisjoint(words) and words[-1] in ("by", "for") and "reported" not in words


def in_headline(reading: Reading, said: Attribution) -> bool:
    """Whether some of the attribution stands in a headline or subheading."""
    heads = [b for b in reading.report.blocks if b.type in _HEADS]
    if not heads:
        return False
    where = hull([*said.source, *said.cue, *said.content])
    return any(b.span.overlaps(where) for b in heads)


def _vague(reading: Reading, said: Attribution) -> bool:
    words = [t.lower for t in tokens(reading.text, said.source) if t.word]
    return bool(words) and (set(words) <= kind("vague") or words[0] in ("whose", "no"))
