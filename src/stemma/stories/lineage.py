"""The family tree of a story's reports: who copies whom, who cites what, where two give one utterance.

A node upstream of the reports is a statement (what one party said), an outlet or agency, a document, an unnamed source
known to one report, or a source that nobody states.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.records import Evidence, Lineage, LineageEdge, LineageNode, Reading, StoryActor
from stemma.spans import Span, hull
from stemma.stories.lineage_sources import TELLING, Source, sources


def lineage(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> Lineage:
    """Nodes and edges: the reports in the order given, then what lies upstream in order of first mention."""
    reports = [_report_node(reading) for reading in readings]
    found = sources(readings, actors)
    edges = tuple(_cites(found))
    upstream = {source.node.id: source.node for source in found}
    used = {edge.to for edge in edges}
    return Lineage((*reports, *(n for n in upstream.values() if n.id in used)), edges)


def _report_node(reading: Reading) -> LineageNode:
    head = reading.report.report
    name = head.outlet or head.title or head.path
    return LineageNode(reading.id, "report", name, reading.id)


def _cites(found: Sequence[Source]) -> Iterable[LineageEdge]:
    """One edge for each report and node, with all passages that draw on it."""
    by_pair: dict[tuple[str, str], list[Source]] = {}
    for source in found:
        if _tells(source):
            by_pair.setdefault((source.reading.id, source.node.id), []).append(source)
    for (report, node), cited in by_pair.items():
        score = max(s.attribution.confidence for s in cited)
        evidence = tuple(dict.fromkeys(_evidence(s) for s in cited))
        yield LineageEdge(report, node, "cites", True, round(score, 3), evidence)


def _tells(source: Source) -> bool:
    said = source.attribution
    if said.layer == "nested" or said.status in ("future", "hypothetical", "negated"):
        return False
    return said.form != "indirect" or said.act in TELLING


def _evidence(source: Source) -> Evidence:
    said, text = source.attribution, source.reading.text
    span = hull([*said.source, *said.cue, *said.content])
    return passage(source.reading, span) if span.end <= len(text) else passage(source.reading, said.content[0])


def passage(reading: Reading, span: Span) -> Evidence:
    """The evidence that a span cuts out."""
    return Evidence(reading.id, span.start, span.end, span.cut(reading.text))
