"""Cue families that are easy to miss, read by the shipped model: source, cue and content each where they should be."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from stemma.reading import Reader
from stemma.records import Attribution, Block, Report, ReportHead
from stemma.settings import Settings
from stemma.spans import Span

FOLDER = Path(__file__).parents[1] / "cases" / "attributions"
CASES = FOLDER / "families.tsv"
MARKED = re.compile(r"\[([sct])(\d?):(.*?)\](?=[^\]]|$)")
ROLES = {"s": "source", "c": "cue", "t": "content"}
# The measure's own rule: half of the content's words shared is the same content.
OVERLAP = 0.5

Parts = dict[str, list[Span]]


def cases() -> list[object]:
    lines = CASES.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [
        pytest.param(family, marked.replace("\\n", "\n"), id=f"{family}-{n}",
                     marks=() if why == "-" else (pytest.mark.xfail(reason=why, strict=True),))
        for n, (family, why, marked) in enumerate(rows)
    ]  # fmt: skip


def unmarked(marked: str) -> tuple[str, list[Parts]]:
    """The text without its marks, and the attributions that are marked in it."""
    text, at, said = "", 0, dict[str, Parts]()
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        parts = said.setdefault(match[2], {role: [] for role in ROLES.values()})
        parts[ROLES[match[1]]].append(Span(len(text), len(text) + len(match[3])))
        text += match[3]
        at = match.end()
    return text + marked[at:], list(said.values())


def by_paragraph(family: str, text: str, said: list[Parts]) -> list[Parts]:
    """In an interview, and where several speak, every paragraph with a cue has an attribution of its own."""
    ends = [m.start() for m in re.finditer("\n|$", text)]
    cues = [sum(any(c.end <= e and (n == 0 or c.start > ends[n - 1]) for c in p["cue"]) for p in said)
            for n, e in enumerate(ends)]  # fmt: skip
    if sum(map(bool, cues)) < len([c for c in cues if c]) or sum(map(bool, cues)) <= 1:
        return said
    out = []
    for low, high in pairwise([0, *(e + 1 for e in ends)]):
        parts = {r: [s for p in said for s in p[r] if low <= s.start < high] for r in ROLES.values()}
        if any(parts.values()):
            out.append(parts)
    return out


@cache
def reader() -> Reader:
    return Reader.open(Settings())


def nested_cases() -> list[object]:
    rows = [line.split("\t") for line in (FOLDER / "nested.tsv").read_text("utf-8").splitlines() if line[0] != "#"]
    return [
        pytest.param(
            marked, id=f"nested-{n}", marks=() if why == "-" else (pytest.mark.xfail(reason=why, strict=True),)
        )
        for n, (why, marked) in enumerate(rows)
    ]


def read(family: str, text: str, layer: str = "outer") -> list[Attribution]:
    first = "headline" if family == "headline" else "paragraph"
    blocks, at = [], 0
    for n, line in enumerate(text.split("\n")):
        blocks.append(Block(first if n == 0 else "paragraph", at, at + len(line)))
        at += len(line) + 1
    report = Report(ReportHead("r", "r"), text, tuple(blocks), tuple(b.span for b in blocks))
    return [a for a in reader().read(report).attributions if a.layer == layer]


def words(text: str, spans: list[Span] | tuple[Span, ...]) -> set[int]:
    return {s.start + m.start() for s in spans for m in re.finditer(r"\w+", s.cut(text))}


def same(text: str, gold: Parts, found: Attribution) -> bool:
    """Whether sources and cues meet, or both have none, and the contents share half of their words."""
    for role in ("source", "cue"):
        mine = getattr(found, role)
        marks = role == "cue" and not words(text, gold[role])
        if marks:
            continue
        if bool(gold[role]) != bool(mine) or (mine and not any(a.overlaps(b) for a in mine for b in gold[role])):
            return False
    ours, theirs = words(text, found.content), words(text, gold["content"])
    return 2 * len(ours & theirs) >= OVERLAP * (len(ours) + len(theirs))


@pytest.mark.parametrize(("family", "marked"), cases())
def test_cue_families(family: str, marked: str) -> None:
    text, said = unmarked(marked)
    said = by_paragraph(family, text, said)
    found = read(family, text)
    assert len(found) == len(said), [(a.source, a.cue, a.content) for a in found]
    for gold in said:
        assert any(same(text, gold, a) for a in found)


@pytest.mark.parametrize("marked", nested_cases())
def test_nested(marked: str) -> None:
    text, said = unmarked(marked)
    found = read("nested", text, "nested")
    assert len(found) == len(said), [(a.source, a.cue, a.content) for a in found]
    for gold in said:
        assert any(same(text, gold, a) for a in found)


def test_nested_ones_lie_in_their_parent() -> None:
    text = "“Nobody,” said Orsk, “believes that the dam will hold.” Falk said the union had warned that it would not."
    report = Report(ReportHead("r", "r"), text, (Block("paragraph", 0, len(text)),), (Span(0, len(text)),))
    read_ = reader().read(report).attributions
    outer = {a.id: a for a in read_ if a.layer == "outer"}
    nested = [a for a in read_ if a.layer == "nested"]
    assert nested
    for a in nested:
        pieces = outer[a.parent or ""].content
        assert all(any(p.contains(s) for p in pieces) for s in (*a.source, *a.cue, *a.content))


def test_there_are_enough_cases() -> None:
    families = [line.split("\t")[0] for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(families) >= 60
    assert all(families.count(f) >= 5 for f in set(families))
