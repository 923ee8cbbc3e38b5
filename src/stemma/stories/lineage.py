"""The family tree of a story's reports: who copies whom, who cites what, where two give one utterance.

A node upstream of the reports is a statement (what one party said), an outlet or agency, a document, an unnamed source
known to one report, or a source that nobody states. An edge leads from the report that draws to what it draws on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from stemma.records import Evidence, Lineage, LineageEdge, LineageNode, Reading, StoryActor
from stemma.spans import Span, hull
from stemma.stories.copies import Copy, copies
from stemma.stories.copies_candidates import pairs_in
from stemma.stories.lineage_cites import Citation, citations
from stemma.stories.lineage_credits import credits_of
from stemma.stories.lineage_relays import Relay
from stemma.stories.lineage_sources import Source, sources
from stemma.stories.lineage_taken import Taken, taken
from stemma.stories.lineage_telling import RULINGS, ruled
from stemma.stories.lineage_utterances import Utterance, content, utterances

# A house that signs a text is its source as surely as a page can tell; a credit for help or pictures is as plain.
SIGNED = 0.95


def lineage(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> Lineage:
    """Nodes and edges: the reports in the order given, then what lies upstream in order of first mention."""
    by_id = {reading.id: reading for reading in readings}
    found = sources(readings, actors)
    cited, relayed = citations(readings, found)
    printed = {(reading.id, node.id) for reading in readings for node in _texts(reading)}
    cited = tuple(c for c in cited if (c.reading.id, c.node.id) not in printed)
    without = taken(readings, found)
    edges = (
        *(_copy_edge(copy, by_id) for copy in copies(readings)),
        *(edge for reading in readings for edge, _ in _credited(reading)),
        *(_cite_edge(citation) for citation in cited),
        *_relay_edges(relayed),
        *_inferred(found, cited),
        *_shared(cited),
        *(edge for passed in without for edge in _taken_edges(passed)),
        *(_utterance_edge(u) for u in utterances(found, readings)),
    )
    upstream = {node.id: node for reading in readings for _, node in _credited(reading)}
    upstream |= {c.node.id: c.node for c in cited if c.node.kind != "report"}
    upstream |= {node.id: node for relay in relayed for node in (relay.outlet, relay.source.node)}
    upstream |= {passed.source.node.id: passed.source.node for passed in without}
    reports = (_report_node(reading) for reading in readings)
    return Lineage((*reports, *upstream.values()), edges)


def _report_node(reading: Reading) -> LineageNode:
    head = reading.report.report
    return LineageNode(reading.id, "report", head.outlet or head.title or PurePath(head.path).name, reading.id)


def _copy_edge(copy: Copy, by_id: dict[str, Reading]) -> LineageEdge:
    """A copy, or for a passage that two share, an upstream in common that nobody names."""
    turned = copy.source == copy.one
    from_, to = (copy.other, copy.one) if turned else (copy.one, copy.other)
    evidence = []
    for run in copy.runs:
        pair = (run.other, run.one) if turned else (run.one, run.other)
        evidence += [passage(by_id[from_], pair[0]), passage(by_id[to], pair[1])]
    # A house that has a passage twice took it from itself; two houses may both have it from elsewhere.
    house = {by_id[report].report.report.outlet for report in (from_, to)}
    copied = copy.kind == "copy" or (len(house) == 1 and None not in house)
    directed = copied and copy.source is not None
    kind = "copies" if copied else "shares-source"
    return LineageEdge(from_, to, kind, directed, copy.score, tuple(evidence), copy.reason)  # type: ignore[arg-type]


def _texts(reading: Reading) -> Iterator[LineageNode]:
    """The houses whose text a report prints: who told them something told it this report."""
    return (credit.node for credit in credits_of(reading) if credit.what == "text")


def _credited(reading: Reading) -> Iterator[tuple[LineageEdge, LineageNode]]:
    printed = {node.id for node in _texts(reading)}
    for credit in credits_of(reading):
        if credit.what != "text" and credit.node.id in printed:
            continue
        evidence = (passage(reading, credit.span),) if credit.span else ()
        kind = "copies" if credit.what == "text" else "cites"
        yield (
            LineageEdge(reading.id, credit.node.id, kind, True, SIGNED, evidence, credit.reason),  # type: ignore[arg-type] # noqa: FBT003
            credit.node,
        )


def _cite_edge(citation: Citation) -> LineageEdge:
    evidence = tuple(passage(citation.reading, span) for span in citation.spans)
    return LineageEdge(
        citation.reading.id, citation.node.id, "cites", directed=True, score=citation.score, evidence=evidence
    )


def _inferred(found: Sequence[Source], cited: Sequence[Citation]) -> Iterator[LineageEdge]:
    """Rulings and promises that a report tells of as facts, and another as words of who made them."""
    told: dict[str, set[str]] = {}
    for citation in cited:
        told.setdefault(citation.node.id, set()).add(citation.reading.id)
    seen: set[tuple[str, str]] = set()
    for source in found:
        said, report, node = source.attribution, source.reading.id, source.node.id
        if said.act not in RULINGS or not ruled(source.reading, said) or report in told.get(node, {report}):
            continue
        if (report, node) not in seen:
            seen.add((report, node))
            shown = (passage(source.reading, hull([*said.source, *said.cue, *said.content])),)
            score, reason = round(said.confidence, 3), "tells as a fact what another report has as a statement"
            yield LineageEdge(report, node, "shares-source", directed=True, score=score, evidence=shown, reason=reason)


def _relay_edges(relayed: Sequence[Relay]) -> Iterator[LineageEdge]:
    """An outlet draws on somebody, as a report tells: one edge for each pair."""
    by_pair: dict[tuple[str, str], list[Relay]] = {}
    for relay in relayed:
        by_pair.setdefault((relay.outlet.id, relay.source.node.id), []).append(relay)
    for (outlet, node), shown in by_pair.items():
        evidence = tuple(dict.fromkeys(passage(relay.reading, relay.span) for relay in shown))
        score = round(max(relay.source.attribution.confidence for relay in shown), 3)
        reason = "passed on by the outlet"
        yield LineageEdge(outlet, node, "cites", directed=True, score=score, evidence=evidence, reason=reason)


def _shared(cited: Sequence[Citation]) -> Iterator[LineageEdge]:
    """Reports that draw on one outlet or agency: an upstream in common. A document may be read by each for itself."""
    by_node: dict[str, list[Citation]] = {}
    for citation in cited:
        if citation.reports and citation.node.kind in ("outlet", "agency"):
            by_node.setdefault(citation.node.id, []).append(citation)
    for held in by_node.values():
        for n, m in pairs_in(range(len(held))):
            one, other = held[n], held[m]
            evidence = (passage(one.reading, one.spans[0]), passage(other.reading, other.spans[0]))
            yield LineageEdge(
                one.reading.id,
                other.reading.id,
                "shares-source",
                directed=False,
                score=min(one.score, other.score),
                evidence=evidence,
                reason=f"both draw on {one.node.name}",
            )


def _taken_edges(passed: Taken) -> Iterator[LineageEdge]:
    """The report copies the outlet, and shares it as a source with the one that names it."""
    shown = (passage(passed.reading, passed.span), passage(passed.source.reading, passed.quoted))
    node, other = passed.source.node, passed.source.reading
    reason = f"has as its own what another report gives as {node.name}'s"
    yield LineageEdge(
        passed.reading.id, node.id, "copies", directed=True, score=passed.score, evidence=shown, reason=reason
    )
    reason = f"both draw on {node.name}"
    yield LineageEdge(
        passed.reading.id, other.id, "shares-source", directed=False, score=passed.score, evidence=shown, reason=reason
    )


def _utterance_edge(pair: Utterance) -> LineageEdge:
    evidence = tuple(passage(s.reading, content(s.attribution)) for s in (pair.one, pair.other))
    return LineageEdge(
        pair.one.reading.id,
        pair.other.reading.id,
        "same-utterance",
        directed=False,
        score=pair.score,
        evidence=evidence,
        reason=pair.reason,
    )


def passage(reading: Reading, span: Span) -> Evidence:
    """The evidence that a span cuts out."""
    return Evidence(reading.id, span.start, span.end, span.cut(reading.text))
