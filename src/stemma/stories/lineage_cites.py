"""What a report draws on, by its attributions and by the outlets it names: one citation for each node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.records import LineageNode, Reading
from stemma.spans import Span, hull
from stemma.stories.lineage_named import named
from stemma.stories.lineage_sources import TELLING, Source, same_house

# An outlet named in words that draw on it.
NAMED = 0.8


@dataclass(frozen=True, slots=True)
class Citation:
    """A report, what it draws on, how sure (0 to 1), and the passages that show it."""

    reading: Reading
    node: LineageNode
    score: float
    spans: tuple[Span, ...]


def citations(readings: Sequence[Reading], found: Sequence[Source]) -> tuple[Citation, ...]:
    """All citations, in order of report and of first mention."""
    out = []
    for n, reading in enumerate(readings):
        nodes: dict[str, LineageNode] = {}
        held: dict[str, list[tuple[Span, float]]] = {}
        for node, span, score in sorted(_drawn(reading, found), key=lambda d: d[1]):
            target = _report_of(node, readings[:n]) or node
            nodes.setdefault(target.id, target)
            held.setdefault(target.id, []).append((span, score))
        for key, shown in held.items():
            spans = tuple(dict.fromkeys(span for span, _ in shown))
            out.append(Citation(reading, nodes[key], round(max(score for _, score in shown), 3), spans))
    return tuple(out)


def _drawn(reading: Reading, found: Sequence[Source]) -> Iterator[tuple[LineageNode, Span, float]]:
    for source in found:
        if source.reading.id == reading.id and tells(source):
            said = source.attribution
            yield source.node, hull([*said.source, *said.cue, *said.content]), said.confidence
    for outlet in named(reading):
        yield outlet.node, outlet.span, NAMED


def tells(source: Source) -> bool:
    """Whether the attribution passes on what somebody said, rather than thought, wished or did."""
    said = source.attribution
    if said.layer == "nested" or said.status in ("future", "hypothetical", "negated"):
        return False
    return said.form != "indirect" or said.act in TELLING


def _report_of(node: LineageNode, earlier: Sequence[Reading]) -> LineageNode | None:
    """The report of the pile that is meant by an outlet's name: the only one of this house that came before."""
    if node.kind not in ("outlet", "agency"):
        return None
    own = [r for r in earlier if r.report.report.outlet and same_house(r.report.report.outlet, node.name)]
    if len(own) != 1:
        return None
    return LineageNode(own[0].id, "report", own[0].report.report.outlet or node.name, own[0].id)
