"""The family tree of the reports: what several of them draw on is drawn, what one alone draws on is listed.

Reports stand on the left in order of publication, what lies upstream of them on the right beside those that draw on it;
reports that copy or repeat one another are joined by arcs on the left. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.exports.citing import Cited, Citer
from stemma.exports.wording import when
from stemma.records import LineageEdge, LineageNode, Story

WIDTH, ROW, TOP = 640, 34, 20
# Where the report boxes end on the left and what is upstream begins on the right; room for arcs before the boxes.
ARCS, BOX, UPSTREAM = 70, 190, 400
KIND_WORDS = {
    "outlet": "outlet", "agency": "agency", "document": "document", "statement": "statement", "person": "person",
    "anonymous": "unnamed source", "unstated": "source not stated", "report": "report",
}  # fmt: skip
EDGE_WORDS = {
    "copies": "copies", "cites": "cites", "same-utterance": "one utterance in two wordings",
    "shares-source": "draws on the same source as",
}  # fmt: skip
# Who took a picture is no source of what is told.
PICTURE = "picture credit"
# What one report alone draws on is listed by name up to so many; outlets, agencies and papers before who was quoted.
NAMED = 6
_FIRST = ("agency", "outlet", "document")
# So many upstream nodes can be told apart in a drawing; those that fewer reports draw on are told in words.
DRAWN = 14
# A name longer than this runs out of the drawing.
LONGEST_NAME = 34


@dataclass(frozen=True, slots=True)
class Box:
    """A node of the drawing: its middle left, its words."""

    x: float
    y: float
    label: str
    note: str
    number: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Wire:
    """An edge of the drawing: an SVG path, what it means, and the passage that shows it."""

    path: str
    kind: str
    directed: bool
    title: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Bond:
    """An edge in words."""

    report: int
    what: str
    other: str
    note: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The drawing (no boxes where nothing is shared) and the edges in words."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    bonds: tuple[Bond, ...]
    """Edges between reports, and from several reports to one node."""
    alone: tuple[tuple[int, tuple[Bond, ...], int], ...]
    """What each report alone draws on, by its number: the first of it, and how many more there are."""


def family(story: Story) -> Family:
    """The family tree of a story; empty where its lineage is."""
    cite = Citer(story)
    nodes = {node.id: node for node in story.lineage.nodes}
    edges = [e for e in story.lineage.edges if e.from_ in nodes and e.to in nodes and e.reason != PICTURE]
    shared = _shared(edges, nodes)
    told = [e for e in edges if nodes[e.to].kind == "report" or e.to in shared]
    drawn = [e for e in told if nodes[e.to].kind == "report" or e.to in shared[:DRAWN]]
    boxes = _boxes(story, drawn, nodes)
    height = TOP * 2 + ROW * max((len(story.readings), sum(b.number is None for b in boxes.values())))
    rest = [e for e in edges if e not in told]
    return Family(
        width=WIDTH,
        height=height,
        boxes=tuple(boxes.values()) if drawn else (),
        wires=tuple(_wire(e, boxes, nodes, cite) for e in drawn if e.from_ in boxes and e.to in boxes),
        bonds=tuple(_bond(e, nodes, cite) for e in told if nodes[e.from_].kind == "report"),
        alone=tuple(_alone(rest, nodes, cite)),
    )


def _shared(edges: Sequence[LineageEdge], nodes: Mapping[str, LineageNode]) -> tuple[str, ...]:
    """Upstream nodes that more than one report draws on, those of most reports first."""
    by: dict[str, set[str]] = {}
    for edge in edges:
        if nodes[edge.to].kind != "report":
            by.setdefault(edge.to, set()).add(edge.from_)
    several = [node for node, reports in by.items() if len(reports) > 1]
    return tuple(sorted(several, key=lambda node: -len(by[node])))


def _boxes(story: Story, drawn: Sequence[LineageEdge], nodes: Mapping[str, LineageNode]) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    for n, reading in enumerate(story.readings, 1):
        head = reading.report.report
        y = TOP + ROW * (n - 0.5)
        name = _cut(head.outlet or "outlet not stated", 20)
        boxes[reading.id] = Box(ARCS, y, name, when(head.published).short, n, "report")
    below: dict[str, list[float]] = {}
    for edge in drawn:
        if nodes[edge.to].kind != "report" and edge.from_ in boxes:
            below.setdefault(edge.to, []).append(boxes[edge.from_].y)
    # Beside the middle of those that draw on it, so that few wires cross; of equals in order of the lineage.
    ordered = sorted(below, key=lambda node: sum(below[node]) / len(below[node]))
    rows = max(len(story.readings), len(ordered))
    for n, node in enumerate(ordered):
        y = TOP + ROW * rows * (n + 0.5) / len(ordered)
        boxes[node] = Box(
            UPSTREAM, y, _cut(nodes[node].name, LONGEST_NAME), KIND_WORDS[nodes[node].kind], None, nodes[node].kind
        )
    return boxes


def _wire(edge: LineageEdge, boxes: Mapping[str, Box], nodes: Mapping[str, LineageNode], cite: Citer) -> Wire:
    start, end = boxes[edge.from_], boxes[edge.to]
    if end.number is not None:
        reach = ARCS - min(ARCS - 8, 16 + abs(end.y - start.y) / 4)
        path = f"M{start.x} {start.y:g} C{reach:g} {start.y:g} {reach:g} {end.y:g} {end.x} {end.y:g}"
    else:
        x, half = ARCS + BOX, (ARCS + BOX + UPSTREAM) / 2
        path = f"M{x} {start.y:g} C{half:g} {start.y:g} {half:g} {end.y:g} {UPSTREAM - 8} {end.y:g}"
    cited = cite(edge.evidence)
    title = f"{_name(nodes[edge.from_], cite)} {EDGE_WORDS[edge.kind]} {_name(nodes[edge.to], cite)}"
    return Wire(path, edge.kind, edge.directed, title, cited[0].shown if cited else None)


def _bond(edge: LineageEdge, nodes: Mapping[str, LineageNode], cite: Citer) -> Bond:
    other = nodes[edge.to]
    return Bond(
        cite.number(edge.from_), EDGE_WORDS[edge.kind], _name(other, cite), edge.reason or "", cite(edge.evidence)
    )


def _alone(
    edges: Sequence[LineageEdge], nodes: Mapping[str, LineageNode], cite: Citer
) -> Iterator[tuple[int, tuple[Bond, ...], int]]:
    by: dict[int, list[LineageEdge]] = {}
    for edge in edges:
        if nodes[edge.from_].kind == "report" and nodes[edge.to].kind != "unstated":
            by.setdefault(cite.number(edge.from_), []).append(edge)
    for number in sorted(by):
        ordered = sorted(by[number], key=lambda e: nodes[e.to].kind not in _FIRST)
        more = len(ordered) - NAMED if len(ordered) > NAMED + 1 else 0
        yield number, tuple(_bond(e, nodes, cite) for e in ordered[: len(ordered) - more]), more


def _name(node: LineageNode, cite: Citer) -> str:
    return f"report {cite.number(node.id)}" if node.kind == "report" else " ".join(node.name.split())


def _cut(name: str, room: int) -> str:
    line = " ".join(name.split())
    return line if len(line) <= room else line[: room - 1].rstrip() + "\u2026"
