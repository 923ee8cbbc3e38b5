"""Lineage: edges of gold against ours, by kind.

Edges of one kind between the same two ends count once, however many passages they have. Ends match when both are the
same report, or nodes outside the pile that were mapped to each other. Nodes are mapped one to one, so that as many
edges as possible match: an edge from the same report, of the same kind, speaks for two nodes when the names of nodes
(or of the actors behind them) are alike or when passages of the two edges overlap. A node of ours whose name fits
another gold node and not this one is not mapped to it. An edge between two reports needs overlapping passages too where
gold shows any (two reports may share one utterance and not another); copies need none. `cites` between reports must
point the same way; for copies the direction is judged apart, where gold has one. Gold edges marked `optional` (what
follows from a copy) count neither for nor against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from measure.ledger_pile import Json, Pile, Place, alike, assign
from measure.ledger_tally import Tally

KINDS = ("cites", "copies", "same-utterance", "shares-source")
# Small beside an edge: decides between nodes that match as many edges.
NAMED = 0.1
# An edge that does not count speaks less than one that does.
ASIDE = 0.3


@dataclass(frozen=True, slots=True)
class Edge:
    """Edges of one kind between two ends taken together; ends are node ids, report ids for reports."""

    from_: str
    to: str
    kind: str
    directed: bool
    places: tuple[Place, ...]
    optional: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """The two ends; in a fixed order unless a citation gives one."""
        return (self.from_, self.to) if self.kind == "cites" else _sorted(self.from_, self.to)


@dataclass(frozen=True, slots=True)
class Tree:
    """One side's family tree: edges by kind and ends, names of nodes outside the pile, all their words for display."""

    edges: tuple[Edge, ...]
    names: Mapping[str, tuple[str, ...]]
    """Nodes outside the pile, with what they and the actors behind them are called."""
    shown: Mapping[str, str]


def lineage(pile: Pile) -> Tally:
    """Counts "gold", "found" and "matched", of all kinds and of each, and the quality "direction"."""
    if "lineage" not in pile.gold:
        return Tally()
    gold, ours = _gold_tree(pile), _tree(pile, pile.ours.get("lineage") or {}, pile.ours["actors"])
    mapped = _mapped(gold, ours)
    there = {(e.kind, e.ends): e for e in ours.edges}
    pairs: dict[Edge, Edge] = {}
    for edge in gold.edges:
        ends = [mapped.get(end, end if end not in gold.names else "") for end in edge.ends]
        found = there.get((edge.kind, (ends[0], ends[1]) if edge.kind == "cites" else _sorted(*ends)))
        if found and (_outside(edge, gold) or edge.kind == "copies" or _overlap(edge, found)):
            pairs[edge] = found
    tally = Tally()
    aside = {found for edge, found in pairs.items() if edge.optional}
    for kind, key in [(k, f"{k} ") for k in KINDS] + [("", "")]:
        tally.add(f"{key}gold", sum(e.kind == (kind or e.kind) for e in gold.edges if not e.optional))
        tally.add(f"{key}found", sum(e.kind == (kind or e.kind) for e in ours.edges if e not in aside))
        tally.add(f"{key}matched", sum(e.kind == (kind or e.kind) for e in pairs if not e.optional))
    for edge, found in pairs.items():
        if edge.kind == "copies" and edge.directed and not _outside(edge, gold):
            tally.judge("direction", right=found.directed and (edge.from_, edge.to) == (found.from_, found.to))
    _explain(pile, gold, ours, pairs, tally)
    return tally


def _sorted(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _gold_tree(pile: Pile) -> Tree:
    tree = pile.gold["lineage"]
    known = {n["id"] for n in tree["nodes"]}
    ends = {end for e in tree["edges"] for end in (e["from"], e["to"])}
    # An edge may end at an actor that has no node of its own.
    loose = [a for a in pile.gold["actors"] if a["id"] in ends - known]
    more = [{"id": a["id"], "kind": "person", "name": a["name"]} for a in loose]
    return _tree(pile, {"nodes": [*tree["nodes"], *more], "edges": tree["edges"]}, pile.gold["actors"])


def _by_report(pile: Pile, tree: Json) -> Json:
    """The tree with every report's node under the report's own id."""
    renamed = {
        n["id"]: pile.ids.get(n.get("report") or n["id"], n["id"])
        for n in tree.get("nodes", ())
        if n["kind"] == "report"
    }
    nodes = [{**n, "id": renamed.get(n["id"], n["id"])} for n in tree.get("nodes", ())]
    edges = [{**e, **{k: renamed.get(e[k], e[k]) for k in ("from", "to")}} for e in tree.get("edges", ())]
    return {"nodes": nodes, "edges": edges}


def _tree(pile: Pile, tree: Json, actors: Sequence[Json]) -> Tree:
    people = {a["id"]: (a["name"], *a.get("aliases", ())) for a in actors}
    tree = _by_report(pile, tree)
    nodes = {n["id"]: n for n in tree["nodes"]}
    names = {
        id_: tuple(
            dict.fromkeys(
                [n.get("name") or n.get("label") or id_]
                + [name for key in (id_, n.get("actor"), n.get("by")) for name in people.get(str(key), ())]
            )
        )
        for id_, n in nodes.items()
        if n["kind"] != "report"
    }
    merged: dict[tuple[str, tuple[str, str]], Edge] = {}
    for e in tree["edges"]:
        edge = Edge(
            e["from"],
            e["to"],
            e["kind"],
            bool(e.get("directed", e["kind"] == "copies")),
            pile.places(e["evidence"]),
            bool(e.get("optional")),
        )
        before = merged.get((edge.kind, edge.ends))
        places = (*before.places, *edge.places) if before else edge.places
        first = before or edge
        optional = first.optional and bool(e.get("optional"))
        merged[edge.kind, edge.ends] = Edge(first.from_, first.to, first.kind, first.directed, places, optional)
    shown = {id_: str(n.get("name") or n.get("label") or n.get("report") or id_) for id_, n in nodes.items()}
    return Tree(tuple(merged.values()), names, shown)


def _outside(edge: Edge, tree: Tree) -> bool:
    return edge.from_ in tree.names or edge.to in tree.names


def _overlap(edge: Edge, other: Edge) -> bool:
    return not edge.places or any(a.overlaps(b) for a in edge.places for b in other.places)


def _mapped(gold: Tree, ours: Tree) -> dict[str, str]:
    """Gold nodes outside the pile and ours, one to one."""
    weights: dict[tuple[int, int], float] = {}
    rows, columns = list(gold.names), list(ours.names)
    fits = {(g, o): _fit(gold.names[g], ours.names[o]) for g in rows for o in columns}
    taken = {o for (_, o), fit in fits.items() if fit}
    for (g, o), edges in _speaking(gold, ours).items():
        votes = sum(ASIDE if a.optional else 1.0 for a, b in edges if fits[g, o] or _evident(a, b))
        if votes and (fits[g, o] or o not in taken):
            weights[rows.index(g), columns.index(o)] = votes + NAMED * fits[g, o]
    pairs = {rows[g]: columns[o] for g, o in assign(weights, most=False)}
    # Nodes that no report of the pile draws on directly are mapped by name alone.
    for (g, o), fit in fits.items():
        if fit and g not in pairs and o not in pairs.values():
            pairs[g] = o
    return pairs


def _evident(edge: Edge, other: Edge) -> bool:
    return any(a.overlaps(b) for a in edge.places for b in other.places)


def _speaking(gold: Tree, ours: Tree) -> dict[tuple[str, str], list[tuple[Edge, Edge]]]:
    """Pairs of edges of one kind from one report, by the pair of nodes they end at."""
    out: dict[tuple[str, str], list[tuple[Edge, Edge]]] = {}
    for edge, up, report in _upward(gold):
        for other, theirs, from_ in _upward(ours):
            if edge.kind == other.kind and report == from_:
                out.setdefault((up, theirs), []).append((edge, other))
    return out


def _upward(tree: Tree) -> Iterator[tuple[Edge, str, str]]:
    """Edges between a report and a node outside the pile: the edge, the node, the report."""
    for edge in tree.edges:
        inside = [end for end in (edge.from_, edge.to) if end not in tree.names]
        if len(inside) == 1:
            yield edge, edge.to if edge.to in tree.names else edge.from_, inside[0]


def _fit(gold: Sequence[str], ours: Sequence[str]) -> bool:
    return any(alike(a, b) for a in gold for b in ours)


def _explain(pile: Pile, gold: Tree, ours: Tree, pairs: Mapping[Edge, Edge], tally: Tally) -> None:
    def show(edge: Edge, tree: Tree) -> str:
        words = " + ".join(map(pile.cut, edge.places[:4]))
        ends = [tree.shown.get(end, end)[:40] for end in (edge.from_, edge.to)]
        return f"{edge.kind}: {ends[0]} -> {ends[1]}  {words}"

    matched = set(pairs.values())
    for edge in gold.edges:
        told = f" | ours: {show(pairs[edge], ours)}" if edge in pairs else ""
        word = "matched" if edge in pairs else "missed"
        tally.lines.append(f"{'optional' if edge.optional else word:9} {show(edge, gold)}{told}")
    tally.lines += [f"spurious  {show(edge, ours)}" for edge in ours.edges if edge not in matched]


def lineage_scores(tally: Tally) -> dict[str, float]:
    """Percentages."""
    return {
        "lineage_recall": tally.share("matched", "gold"),
        "lineage_precision": tally.share("matched", "found"),
        "lineage_f1": tally.f1(),
        **{f"lineage_{kind.replace('-', '_')}_f1": tally.f1(f"{kind} ") for kind in KINDS},
    }
