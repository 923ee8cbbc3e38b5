"""Which reports of a story are copies of one another: wire text under several mastheads, rewrites, cuts, added leads.

What both quote is no copying: only words outside quotations and embedded posts are compared. Every candidate pair is
verified by aligning the runs of text that both share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Literal

from stemma.records import Published, Reading
from stemma.stories.copies_align import Run, runs, shared
from stemma.stories.copies_candidates import candidates
from stemma.stories.copies_text import OwnWords, own_words
from stemma.stories.lineage_credits import MAST, credits_of
from stemma.stories.lineage_sources import own
from stemma.stories.lineage_words import is_agency, outlet_key
from stemma.stories.words import key

# Fewer different shingles in common cannot make a run that counts.
LEAST_SHINGLES = 4
# A copy shares this part of the shorter report's own words, and so many words in all: among 931 pairs of reports of one
# event in the development pile, what lies above was judged to be the same text by reading, and what two reporters wrote
# each for himself reaches 0.13 and 20 words (see measure/copies.py).
COPY_SHARE, COPY_WORDS = 0.15, 20
# A report with so few words of its own is nearly all quotation: it is a copy of one that quotes the same, and frames it
# the same. Two that quote one short post at length, each in its own frame, reach 0.54 in the development pile.
FEW_OWN, QUOTED_SHARE, QUOTED_WORDS = 60, 0.75, 40
# Reports that share less, but a run of this many words nearly word for word, or so many words in all, hold a passage of
# one text: an agency's background, a release.
PASSAGE_WORDS, PASSAGE_EQUAL = 18, 0.75
PASSAGES_WORDS, PASSAGES_SHARE = 40, 0.1


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share text. `one` stands before `other` in the order of the story."""

    one: str
    other: str
    kind: Literal["copy", "passage"]
    score: float
    """Share of the shorter report's own words that both hold, 0 to 1."""
    runs: tuple[Run, ...]
    """In text order of `one`."""
    source: str | None
    """The one that was copied from, None where nothing tells."""
    reason: str


def copies(readings: Sequence[Reading]) -> tuple[Copy, ...]:
    """All pairs that share text, in order."""
    texts = [own_words(reading) for reading in readings]
    found = (compared(texts[n], texts[m]) for n, m in candidates(texts))
    return tuple(copy for copy in found if copy is not None)


def compared(one: OwnWords, other: OwnWords) -> Copy | None:
    """What two reports share; None where it is no more than two who write on one thing have in common."""
    if one.reading.id == other.reading.id:
        return None
    verdict = _shared(one, other)
    if verdict is None and min(len(one), len(other)) < FEW_OWN:
        verdict = _shared(one.with_quotations, other.with_quotations, QUOTED_SHARE, QUOTED_WORDS)
    if verdict is None:
        return None
    kind, share, found = verdict
    words = sum(run.words for run in found)
    source, reason = _direction(one.reading, other.reading)
    reason = f"{words} words in {_number(len(found), 'run')} of shared text; {reason}"
    return Copy(one.reading.id, other.reading.id, kind, round(share, 3), found, source, reason)


def _shared(
    one: OwnWords, other: OwnWords, copy_share: float = COPY_SHARE, copy_words: int = COPY_WORDS
) -> tuple[Literal["copy", "passage"], float, tuple[Run, ...]] | None:
    """The kind of what two texts share, its part of the shorter one, and its runs; passages only of own words."""
    if shared(one, other) < LEAST_SHINGLES:
        return None
    found = runs(one, other)
    words = sum(run.words for run in found)
    share = words / max(1, min(len(one), len(other)))
    if share >= copy_share and words >= copy_words:
        return "copy", share, found
    return ("passage", share, found) if copy_share == COPY_SHARE and _passage(found, words, share) else None


def _passage(found: Sequence[Run], words: int, share: float) -> bool:
    long = any(run.words >= PASSAGE_WORDS and run.words >= PASSAGE_EQUAL * run.length for run in found)
    return long or (words >= PASSAGES_WORDS and share >= PASSAGES_SHARE)


def _direction(one: Reading, other: Reading) -> tuple[str | None, str]:
    """Which of the two was copied from, and what tells: a credit, an agency's own report, then time.

    Two that both credit an agency draw on it, whichever came first.
    """
    for copied, copying in ((one, other), (other, one)):
        if _credits(copying, copied) and not _credits(copied, copying):
            return copied.id, f"{_name(copying)} credits {_name(copied)}"
    for copied, copying in ((one, other), (other, one)):
        if is_agency(copied.report.report.outlet or "") and not is_agency(copying.report.report.outlet or ""):
            return copied.id, f"{_name(copied)} is an agency"
    if any(credit.what == "text" for reading in (one, other) for credit in credits_of(reading)):
        return None, "agency text"
    earlier = _earlier(one.report.report.published, other.report.report.published)
    if earlier is None:
        return None, "nothing tells which came first"
    source = one if earlier == 0 else other
    return source.id, f"{_name(source)} was published first"


def _credits(reading: Reading, other: Reading) -> bool:
    """Whether a report credits the other's house with its text, at its head or foot."""
    house = outlet_key(other.report.report.outlet or "")
    if not house or own(reading, house):
        return False
    lines = [reading.text[b.start : b.end] for b in reading.report.blocks if b.type in MAST]
    return any(f" {house} " in f" {key(line)} " for line in (*lines, reading.report.report.byline or ""))


def _earlier(first: Published, second: Published) -> int | None:
    """0 or 1, whichever was published first; None where the dates leave it open."""
    if not first.value or not second.value:
        return None
    if len(first.value) > _DAY and len(second.value) > _DAY:
        one, other = datetime.fromisoformat(first.value), datetime.fromisoformat(second.value)
        if (one.tzinfo is None) == (other.tzinfo is None):
            return None if one == other else int(one > other)
    one_day, other_day = first.value[:_DAY], second.value[:_DAY]
    if min(len(one_day), len(other_day)) < _DAY or one_day == other_day:
        return None
    return int(one_day > other_day)


_DAY = len("2024-01-31")


def _name(reading: Reading) -> str:
    head = reading.report.report
    return head.outlet or head.title or PurePath(head.path).name


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
