"""Whose text and pictures a report says it prints: its address, byline, opening and closing lines, and captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from stemma.records import LineageNode, Reading
from stemma.spans import Span
from stemma.stories.lineage_sources import outlet_node, own
from stemma.stories.lineage_words import agency_forms, is_agency, kind, outlet_key
from stemma.stories.words import WORD, fold, key

# "/wires/afp/", "/aponline/2031/": the folder of an agency's feed; a bare "/pa/" or "/ani/" may be anything.
_WIRES = re.compile(
    r"/wires?/([a-z]{2,12})(?=/)|(?<!/)/(reuters|ap|afp|upi|dpa|xinhua|tass|bloomberg)(?:online)?(?=/)", re.IGNORECASE
)
# "The original article is on X", "This article originally appeared in X", "republished from X".
_REPRINT = re.compile(
    r"(?i:original(?:ly)?\s+(?:article\s+)?(?:appeared|published|ran|posted)\s+(?:in|on|at|by)"
    r"|(?:re)?published\s+(?:with permission\s+)?(?:here\s+)?(?:from|courtesy of)|first appeared (?:in|on)"
    r"|originalartikel[^.]{0,20}?\s(?:auf|bei)|courtesy of)\s+(?:the\s+)?"
    r"(?P<name>[A-Z][\w&'’-]*(?:\.\w+)*(?:\s+[A-Z][\w&'’-]*(?:\.\w+)*){0,4})",
)
# "Associated Press writer X in Y contributed to this report."
_HELPED = re.compile(r"contributed (?:to|reporting)", re.IGNORECASE)
MAST = frozenset({"byline", "outlet", "dateline", "disclaimer"})
"""Blocks in which a house signs."""
_PICTURES = frozenset({"caption"})


# Words with a capital in a byline that name nobody.
_NO_NAME = frozenset({"by", "the", "from", "and", "in", "with", "agencies", "updated", "published"})
Use: TypeAlias = Literal["text", "help", "picture"]


@dataclass(frozen=True, slots=True)
class Credit:
    """A house named outside the telling, what for, and where."""

    node: LineageNode
    what: Use
    span: Span | None
    """None where only the address says so."""
    reason: str


def credits_of(reading: Reading) -> tuple[Credit, ...]:
    """The houses a report credits, each once for each use, the address first and then in text order."""
    found: dict[tuple[str, str], Credit] = {}
    for credit in (*_address(reading), *_blocks(reading)):
        if not own(reading, credit.node.name):
            found.setdefault((credit.node.id, credit.what), credit)
    named = [f" {key(c.node.name)} " for c in found.values() if c.what == "text"]
    # "/wires/reuters/" over a text that is signed by the Reuters Foundation.
    return tuple(c for c in found.values() if not any(_inside(key(c.node.name), name) for name in named))


def _inside(name: str, longer: str) -> bool:
    return f" {name} " in longer and name != longer.strip()


def _address(reading: Reading) -> Iterator[Credit]:
    for match in _WIRES.finditer(reading.report.report.url or ""):
        folder = match.group(1) or match.group(2)
        if is_agency(folder):
            name = folder.upper() if len(folder) <= 4 else folder.title()  # noqa: PLR2004
            yield Credit(outlet_node(name), "text", None, f"its address has {match.group()}/")
            return


def _blocks(reading: Reading) -> Iterator[Credit]:
    head, text = reading.report.report, reading.text
    if head.byline and not any(b.type == "byline" for b in reading.report.blocks):
        what = _signed(head.byline, "byline")
        for name, _ in agency_forms(head.byline):
            yield Credit(outlet_node(name), _of(name, what), None, f"its byline is {head.byline}")
    for block in reading.report.blocks:
        words = text[block.start : block.end]
        if block.type in _PICTURES:
            for name, at in agency_forms(words):
                yield Credit(outlet_node(name), "picture", at.shift(block.start), "picture credit")
        elif block.type in MAST:
            for match in _REPRINT.finditer(words):
                span = Span(*match.span("name")).shift(block.start)
                yield Credit(outlet_node(span.cut(text)), "text", span, "says whose article it is")
            what = _signed(words, block.type)
            for name, at in agency_forms(words):
                yield Credit(outlet_node(name), _of(name, what), at.shift(block.start), f"credited in its {block.type}")


def _signed(words: str, block: str) -> Use:
    """What an agency in such a line gave: the text, unless the line names others beside it or says that it helped."""
    if _HELPED.search(words):
        return "help"
    if block != "byline":
        return "text"
    for name, _ in agency_forms(words):
        words = words.replace(name, " ")
    others = [m.group() for m in WORD.finditer(words) if m.group()[0].isupper() and fold(m.group()) not in _NO_NAME]
    return "help" if others else "text"


def _of(name: str, what: Use) -> Use:
    return "picture" if outlet_key(name) in kind("pictures") else what
