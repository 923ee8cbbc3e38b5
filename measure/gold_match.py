"""How far a reading agrees with an example's gold: blocks, head, publication time, attributions and speakers.

Pure functions of a gold line (`readings.jsonl`) and the records of one report. In a text file gold spans index the same
text; in a page the gold has words, and they are looked up in the text that the extractor made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from measure.gold_quotes import pattern
from stemma.records import READ_BLOCKS, Attribution, Block, Published, Reading, Report
from stemma.spans import Span

Json = dict[str, Any]

# A block counts as typed when this share of its characters has the type: separators and marks may fall outside.
BLOCK_SHARE = 0.9
# The rule of the guidelines for two attributions to be one: token overlap F1 of their contents.
CONTENT_OVERLAP = 0.5
# Words shorter than this many code points also stand inside other blocks; they must be a line of their own.
SHORT = 40


# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BlockCheck:
    """One gold block, or a stretch that is read and should not be: its size and how much of it has the right type."""

    type: str
    size: int
    typed: int

    @property
    def right(self) -> bool:
        """Whether the block as a whole has its type."""
        return self.typed >= BLOCK_SHARE * self.size


def check_blocks(gold: Json, report: Report) -> list[BlockCheck]:
    """Every gold block against the report's blocks, in non-space code points.

    A block the extractor may leave out counts only when it is there. Words that are read and lie in no gold block count
    as one wrong block each.
    """
    types: dict[int, str] = {}
    for block in report.blocks:
        types.update(dict.fromkeys(_inked(report.text, block.start, block.end), block.type))
    checks, claimed = [], set[int]()
    for item in gold["blocks"]:
        span = place_block(item, report.text, claimed)
        if span is None:
            if not item.get("optional"):
                checks.append(BlockCheck(item["type"], len("".join(item["text"].split())), 0))
            continue
        inked = _inked(report.text, *span)
        claimed.update(inked)
        allowed = {item["type"], *item.get("accept", [])}
        checks.append(BlockCheck(item["type"], len(inked), sum(types.get(i) in allowed for i in inked)))
    return checks + [_stray(b, report.text) for b in report.blocks if _is_stray(b, report.text, claimed)]


def place_block(item: Json, text: str, claimed: set[int]) -> Span | None:
    """Where a gold block stands in the text; None when it is not there."""
    if "start" in item:
        return Span(item["start"], item["end"])
    words = pattern(item["text"])
    if len(item["text"]) < SHORT:
        words = rf"(?:(?<=\n)|^)[^\S\n]*{words}[^\S\n]*(?=\n|$)"
    for match in re.finditer(words, text):
        if match.start() not in claimed:
            return Span(*match.span())
    return None


def _inked(text: str, start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if not text[i].isspace()]


def _is_stray(block: Block, text: str, claimed: set[int]) -> bool:
    inked = _inked(text, block.start, block.end)
    return block.type in READ_BLOCKS and bool(inked) and not any(i in claimed for i in inked)


def _stray(block: Block, text: str) -> BlockCheck:
    return BlockCheck(f"not a {block.type}", len(_inked(text, block.start, block.end)), 0)


# --- the head ---------------------------------------------------------------------------------------------------------


def same_name(gold: str | None, found: str | None) -> bool:
    """Whether two names of an outlet, a title or an actor are one, whatever their case, spaces and leading article."""
    return _bare(gold) == _bare(found)


def _bare(name: str | None) -> str | None:
    return None if name is None else re.sub(r"^the\s+", "", " ".join(name.split()).casefold().replace("’", "'"))


def date_right(gold: Json, found: Published) -> bool:
    """Whether the time is right at the gold's precision, or left open, with its candidates, where the gold is open."""
    if gold["open"]:
        days = {a[:10] for a in gold["alternatives"]}
        return found.value is None and days <= {a[:10] for a in found.alternatives}
    if found.value is None:
        return False
    cut = 16 if gold["precision"] == "minute" else 10
    return found.value[:cut].replace(" ", "T") == str(gold["value"])[:cut]


# --- attributions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """A gold attribution laid onto a text; no content when its words are not there."""

    gold: Json
    source: tuple[Span, ...]
    content: tuple[Span, ...]


def place_said(item: Json, text: str) -> Said:
    """A gold attribution with spans into `text`."""
    if "passages" not in item:
        return Said(item, _spans(item["source"]), _spans(item["content"]))
    found = [_find_passage(passage, text) for passage in item["passages"]]
    roles = []
    for role in ("source", "content"):
        pieces = ((found[n], start, end) for n, start, end in item[role])
        roles.append(tuple(Span(at[start], at[end - 1] + 1) for at, start, end in pieces if at))
    return Said(item, roles[0], roles[1])


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(a, b) for a, b in pairs)


def _find_passage(passage: str, text: str) -> list[int]:
    """The place in `text` of every character of the passage; empty when it is not there."""
    match = re.search(pattern(passage), text)
    if match is None:
        return []
    places, i = [], match.start()
    for char in passage:
        if char == " ":
            places.append(i)
            while text[i].isspace():
                i += 1
        else:
            places.append(i)
            i += 1
    return places


def tokens(text: str, spans: Sequence[Span]) -> set[int]:
    """Places where a word begins inside the spans."""
    return {m.start() + s.start for s in spans for m in re.finditer(r"\w+", s.cut(text))}


def overlap_f1(one: set[int], other: set[int]) -> float:
    """F1 of two sets of tokens; 0 when nothing is shared."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def alike(text: str, gold: Said, found: Attribution) -> float:
    """Content overlap of two attributions when their sources meet or both have none; otherwise 0."""
    if bool(gold.source) != bool(found.source):
        return 0.0
    if gold.source and not any(a.overlaps(b) for a in gold.source for b in found.source):
        return 0.0
    return overlap_f1(tokens(text, gold.content), tokens(text, found.content))


def match(
    text: str, gold: Sequence[Said], found: Sequence[Attribution], layer: str = "outer"
) -> list[tuple[Said, Attribution]]:
    """Pairs of gold and found attributions, one to one, the most alike first, at least CONTENT_OVERLAP alike."""
    scored = [(alike(text, g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if f.layer == layer]
    pairs, taken_gold, taken_found = [], set[int](), set[int]()
    for likeness, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if likeness >= CONTENT_OVERLAP and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


@dataclass(frozen=True, slots=True)
class SaidCheck:
    """Counts over one report: gold attributions, found ones, pairs of both, and pairs with the right speaker."""

    gold: int
    found: int
    paired: int
    speakers: int


def check_said(gold: Json, reading: Reading, layer: str = "outer") -> SaidCheck:
    """Attributions of one layer, of tiers core and extended; a found one that pairs with a marginal one is left out."""
    placed = [place_said(item, reading.text) for item in gold["attributions" if layer == "outer" else "nested"]]
    pairs = match(reading.text, placed, reading.attributions, layer)
    counted = [p for p in pairs if p[0].gold["tier"] != "marginal"]
    found = sum(a.layer == layer for a in reading.attributions)
    return SaidCheck(
        gold=sum(g.gold["tier"] != "marginal" for g in placed),
        found=found - (len(pairs) - len(counted)),
        paired=len(counted),
        speakers=sum(speaker_right(g.gold, f, gold, reading) for g, f in counted),
    )


def speaker_right(item: Json, found: Attribution, gold: Json, reading: Reading) -> bool:
    """Whether the speaker is the gold's: by a name, by being unnamed where the gold's is, or by having none."""
    actor = next((a for a in reading.actors if a.id == found.speaker), None)
    if item["speaker"] is None:
        return actor is None
    wanted = next(a for a in gold["actors"] if a["id"] == item["speaker"])
    if wanted["anonymous"]:
        return found.speaker_type == "anonymous" or (actor is not None and actor.anonymous)
    if actor is None:
        return False
    names = [wanted["name"], *wanted["aliases"]]
    return any(same_name(a, b) for a in names for b in (actor.name, *actor.aliases))
