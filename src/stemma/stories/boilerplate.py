"""Page furniture that only the whole pile betrays: blocks that repeat in reports which otherwise share little.

A passage that several reports of one story share is wire text or an outlet's own background, and stays. A block is
furniture when it stands in three reports no two of which are alike, or when it is a short line without a quotation, a
figure or a name that one outlet puts under several of its reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.records import READ_BLOCKS, Actor, Attribution, Block, Mention, Reading
from stemma.spans import Span
from stemma.stories.likeness import SAME_STORY, Profiles, profiles
from stemma.stories.names import capitalised
from stemma.stories.words import common_words, key

# So many reports, no two of them alike, must hold a block: two stories may share a sentence by chance.
UNLIKE_REPORTS = 3
# Two reports that share this part of the shorter one's words, the block aside, are copies of one another.
COPY = 0.5
# Two reports of one outlet that share more than this reuse copy; a line they share may be part of it.
REUSE = 0.2
# An outlet's standing line ("Sign up for our newsletter here.") is no longer than this, in words.
STANDING_LINE = 20

# The label of a speaker in a transcript ("ADA BROOK, HOST:") is the report's own however often it comes.
_LABEL = re.compile(r"[^a-z]*[^\W_] [^a-z]*:")
_TELLS = re.compile(r"[\d\"\u201c-\u201e\u2018\u00ab\u00bb]|'\w.*\w'")


@dataclass(frozen=True, slots=True)
class _Pile:
    readings: Sequence[Reading]
    shares: Sequence[Mapping[str, int]]
    """Each report's read blocks by their normalised text, with their number of words."""
    holders: Mapping[str, Sequence[int]]
    """The reports of each text that more than one report holds."""


def without_boilerplate(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings in the order given, with repeated page furniture retyped "other" and nothing read in it.

    Sentences, mentions and attributions that touch a retyped block are dropped, and actors that only stood there.
    """
    pile = _pile(readings)
    furniture = _standing_lines(pile) | _repeated_everywhere(pile)
    return tuple(_unread(r, furniture) for r in readings)


def _pile(readings: Sequence[Reading]) -> _Pile:
    distinct = sorted({r.id: r for r in readings}.values(), key=lambda r: r.id)
    shares = [
        {text: text.count(" ") + 1 for b in r.report.blocks if b.type in READ_BLOCKS and (text := _text(r, b))}
        for r in distinct
    ]
    holders: dict[str, list[int]] = {}
    for n, blocks in enumerate(shares):
        for text in blocks:
            holders.setdefault(text, []).append(n)
    return _Pile(distinct, shares, {text: held for text, held in holders.items() if len(held) > 1})


def _text(reading: Reading, block: Block) -> str:
    """The words of a block by which it is known again; none for a speaker's label."""
    words = reading.text[block.start : block.end]
    text = key(words)
    label = _LABEL.fullmatch(words.strip()) and any(w not in common_words() for w in text.split())
    return "" if label else text


def _shared(pile: _Pile, one: int, other: int, text: str) -> float:
    """The part of the shorter report's words, `text` aside, that stands in blocks of both."""
    first, second = pile.shares[one], pile.shares[other]
    both = sum(words for t, words in first.items() if t in second and t != text)
    least = min(sum(first.values()) - first[text], sum(second.values()) - second[text])
    # Nothing beside the block: all there is to compare is the same.
    return both / least if least else 1.0


def _standing_lines(pile: _Pile) -> frozenset[str]:
    """Short lines that stand in two reports of one outlet which otherwise share next to nothing word for word."""
    found = set()
    for text, held in pile.holders.items():
        if text.count(" ") >= STANDING_LINE or any(_tells(pile.readings[n], text) for n in held):
            continue
        by_outlet: dict[str, list[int]] = {}
        for n in held:
            if outlet := pile.readings[n].report.report.outlet:
                by_outlet.setdefault(key(outlet), []).append(n)
        if any(_unlike(pile, ns, text, 2, most=REUSE) for ns in by_outlet.values()):
            found.add(text)
    return frozenset(found)


def _tells(reading: Reading, text: str) -> bool:
    """Whether the block holds a quotation, a figure or a name, or is the headline: then it may be the report's own."""
    own = set(key(reading.report.report.outlet or "").split()) | common_words().keys()
    for block in reading.report.blocks:
        if block.type in READ_BLOCKS and _text(reading, block) == text:
            if block.type == "headline" or _TELLS.search(reading.text, block.start, block.end) is not None:
                return True
            if any(w not in own for name in capitalised(reading.text, [block.span])[0] for w in key(name).split()):
                return True
    return False


def _repeated_everywhere(pile: _Pile) -> frozenset[str]:
    """Blocks that stand in three reports no two of which are alike."""
    often = {text: held for text, held in pile.holders.items() if len(held) >= UNLIKE_REPORTS}
    if not often:
        return frozenset()
    repeated = frozenset(often)
    rows = sorted({n for held in often.values() for n in held})
    # What repeats says nothing about whether the rest is alike.
    own = profiles([_unread(pile.readings[n], repeated) for n in rows])
    at = {n: row for row, n in enumerate(rows)}
    return frozenset(t for t, held in often.items() if _unlike(pile, held, t, UNLIKE_REPORTS, most=COPY, own=(own, at)))


def _unlike(
    pile: _Pile,
    held: Sequence[int],
    text: str,
    wanted: int,
    *,
    most: float,
    own: tuple[Profiles, Mapping[int, int]] | None = None,
) -> bool:
    """Whether `wanted` of the reports can be picked, in order, so that no two of them are alike."""
    picked: list[int] = []
    for n in held:
        near = any(
            _shared(pile, n, other, text) >= most or (own and own[0].alike(own[1][n], own[1][other]) >= SAME_STORY)
            for other in picked
        )
        if not near:
            picked.append(n)
        if len(picked) == wanted:
            return True
    return False


def _unread(reading: Reading, furniture: frozenset[str]) -> Reading:
    """The reading with the blocks of these texts retyped and all that was read in them dropped."""
    blocks = reading.report.blocks
    gone = [b.span for b in blocks if b.type in READ_BLOCKS and _text(reading, b) in furniture]
    if not gone:
        return reading
    attributions = _kept_attributions(reading.attributions, gone)
    mentions = tuple(m for m in reading.mentions if not _touches((m.span,), gone))
    report = reading.report.with_(
        blocks=tuple(b.with_(type="other") if b.span in gone else b for b in blocks),
        sentences=tuple(s for s in reading.report.sentences if not _touches((s,), gone)),
    )
    return reading.with_(
        report=report,
        attributions=attributions,
        mentions=mentions,
        actors=_kept_actors(reading, mentions, attributions),
    )


def _kept_attributions(attributions: Sequence[Attribution], gone: Sequence[Span]) -> tuple[Attribution, ...]:
    kept = [a for a in attributions if not _touches((*a.source, *a.cue, *a.content), gone)]
    left = {a.id for a in kept}
    return tuple(a.with_(parent=None, layer="outer") if a.parent and a.parent not in left else a for a in kept)


def _kept_actors(
    reading: Reading, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> tuple[Actor, ...]:
    needed = {m.actor for m in mentions} | {s for a in attributions for s in (a.speaker, *a.speakers)}
    dropped = {m.actor for m in reading.mentions} - needed
    return tuple(actor for actor in reading.actors if actor.id not in dropped)


def _touches(spans: Sequence[Span], gone: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in gone)
