"""How well the shipped reader finds attributions: PolNeAR dev, speakers and forms on ledger stories, nested ones.

A nested attribution is found when its parent is the gold parent (paired as outer ones are) and the contents overlap by
at least half. The ledger's gold marks nested ones where they change who speaks, not all there are (28 in two stories):
precision is a lower bound. Those of the examples are scored in `measure.examples`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from measure import polnear
from stemma.reading import Reader
from stemma.reading.labels import span_of
from stemma.reading.mentions import folded
from stemma.records import READ_BLOCKS, Attribution, Block, Reading, Report, ReportHead
from stemma.settings import Settings
from stemma.spans import Span

LEDGER = polnear.DATA.parent / "ledger"
STORIES = polnear.DATA.parent / "stories" / "giveme5w1h_dev.jsonl"
LEDGER_READINGS = tuple(LEDGER / story / "readings.jsonl" for story in ("missile", "rules", "schoolgirls"))
INPUTS: tuple[Path, ...] = (polnear.ALIGNMENT, polnear.DEV, *LEDGER_READINGS, STORIES)
BINS = 10


def plain_report(report_id: str, text: str, blocks: Sequence[Span]) -> Report:
    """A report whose blocks are all paragraphs: corpus texts come without typed blocks."""
    return Report(ReportHead(report_id, report_id), text, tuple(Block("paragraph", s.start, s.end) for s in blocks))


def lines_of(text: str) -> list[Span]:
    """The non-empty lines of a corpus text, which are its paragraphs."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def outer(reading: Reading) -> list[Attribution]:
    """The attributions that lie in no other's content: what PolNeAR and the ledger's readings annotate."""
    return [a for a in reading.attributions if a.layer == "outer"]


def parts_of(attribution: Attribution) -> dict[str, tuple[Span, ...]]:
    """An attribution as spans by role."""
    return {role: getattr(attribution, role) for role in polnear.ROLES}


@cache
def reader() -> Reader:
    """The shipped reader."""
    return Reader.open(Settings())


def polnear_scores() -> dict[str, float]:
    """Exact-match, whole-attribution and calibration scores on PolNeAR dev."""
    fragments: dict[str, dict[str, list[Span]]] = {}
    wholes: dict[str, list[dict[str, tuple[Span, ...]]]] = {}
    certain: list[tuple[float, bool]] = []
    for row in polnear.articles():
        text = row["text"]
        found: dict[str, set[Span]] = {role: set() for role in polnear.ROLES}
        for part in reader().read_windows(text, lines_of(text)):
            for run in part.found:
                found[run.label].add(span_of(part.words, run))
        fragments[row["id"]] = {role: sorted(spans) for role, spans in found.items()}
        read = outer(reader().read(plain_report(row["id"], text, lines_of(text))))
        wholes[row["id"]] = [parts_of(a) for a in read]
        right = {i for i, _ in polnear.match(text, wholes[row["id"]], polnear.gold_parts(row))}
        certain += [(a.confidence, i in right) for i, a in enumerate(read)]
    scores = polnear.exact(fragments) | polnear.whole(wholes)
    scores["calibration"] = 100.0 - 100.0 * calibration_error(certain)
    return {f"polnear.{name}": value for name, value in scores.items()}


def calibration_error(certain: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins (Guo et al. 2017), 0..1."""
    error = 0.0
    for n in range(BINS):
        inside = [(c, r) for c, r in certain if n / BINS <= c < (n + 1) / BINS or (n == BINS - 1 and c >= 1.0)]
        if inside:
            error += abs(sum(c for c, _ in inside) - sum(r for _, r in inside)) / len(certain)
    return error


def ledger_rows() -> Iterator[tuple[dict[str, Any], str]]:
    """Gold readings with the text they index."""
    with STORIES.open(encoding="utf-8") as handle:
        texts = {row["id"]: row["text"] for row in map(json.loads, handle)}
    for path in LEDGER_READINGS:
        with path.open(encoding="utf-8") as handle:
            for row in map(json.loads, handle):
                yield row, texts[row["id"]]


def ledger_scores() -> dict[str, float]:
    """Whole-attribution F1, and speaker, speaker type and form accuracy on matched attributions."""
    hits = said = total = 0
    right = {"speaker": [0, 0], "speaker_type": [0, 0], "form": [0, 0], "speaker_when_given": [0, 0]}
    for row, text in ledger_rows():
        reading = reader().read(plain_report(row["id"], text, read_blocks(row)))
        gold = [a for a in row["attributions"] if a["tier"] != "marginal"]
        marginal = [a for a in row["attributions"] if a["tier"] == "marginal"]
        found = outer(reading)
        mine = [parts_of(a) for a in found]
        pairs = polnear.match(text, mine, [spans_of(a) for a in gold])
        spare = polnear.match(text, mine, [spans_of(a) for a in marginal])
        free = {i for i, _ in spare} - {i for i, _ in pairs}
        hits, said, total = hits + len(pairs), said + len(mine) - len(free), total + len(gold)
        for i, j in pairs:
            tally(right, reading, found[i], row, gold[j])
    out = {"whole": polnear.f1(hits, said, total)}
    out |= {name: 100.0 * a / b for name, (a, b) in right.items()}
    return {f"ledger.{name}": value for name, value in out.items()}


def spans_of(gold: Mapping[str, Any]) -> dict[str, list[Span]]:
    """A gold attribution as spans by role."""
    return {role: [Span(*s) for s in gold[role]] for role in polnear.ROLES}


def tally(
    right: dict[str, list[int]], reading: Reading, mine: Attribution, row: Mapping[str, Any], gold: Mapping[str, Any]
) -> None:
    """Count one matched attribution: the same speaker, the same kind, the same form."""
    same = same_speaker(reading, mine, row, gold)
    outcomes = {
        "speaker": same,
        "speaker_type": mine.speaker_type == gold["speaker_type"],
        "form": mine.form == gold["form"],
    }
    if mine.speaker is not None:
        outcomes["speaker_when_given"] = same
    for name, good in outcomes.items():
        right[name][0] += good
        right[name][1] += 1


def same_speaker(reading: Reading, mine: Attribution, row: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    """Whether both name one speaker: none and none, an unnamed one at the same place, or a shared name."""
    if mine.speaker is None or gold["speaker"] is None:
        return mine.speaker is None and gold["speaker"] is None
    actor = next(a for a in reading.actors if a.id == mine.speaker)
    other = next(a for a in row["actors"] if a["id"] == gold["speaker"])
    if actor.anonymous or other["anonymous"]:
        return actor.anonymous and bool(other["anonymous"])
    ours = {folded(n) for n in (actor.name, *actor.aliases)}
    theirs = {folded(n) for n in (other["name"], *other["aliases"])}
    last = {n.split()[-1] for n in theirs} if actor.type == "person" else set()
    return bool(ours & theirs) or any(n.split()[-1] in last for n in ours)


Parts = Mapping[str, Sequence[Span]]
Nested = tuple[str, Parts]


def nested_hits(text: str, found: Sequence[Attribution], outer_gold: Sequence[Nested], gold: Sequence[Nested]) -> int:
    """How many nested gold attributions are found; each is given with its parent's id, outer ones with their own."""
    own = [a for a in found if a.layer == "outer"]
    pairs = polnear.match(text, [parts_of(a) for a in own], [parts for _, parts in outer_gold])
    parents = {own[i].id: outer_gold[j][0] for i, j in pairs}
    hits = 0
    for parent in dict.fromkeys(parents.values()):
        mine = [parts_of(a) for a in found if a.layer == "nested" and parents.get(a.parent or "") == parent]
        theirs = [parts for home, parts in gold if home == parent]
        hits += len(polnear.match(text, mine, theirs, sources=False))
    return hits


def nested_scores() -> dict[str, float]:
    """Recall and precision of nested attributions on the ledger reports that mark some."""
    hits = said = total = 0
    for text, found, outer_gold, gold in nested_ledger():
        hits += nested_hits(text, found, outer_gold, gold)
        said, total = said + sum(a.layer == "nested" for a in found), total + len(gold)
    return {"ledger.nested_recall": 100.0 * hits / total, "ledger.nested_precision": 100.0 * hits / max(said, 1)}


Row = tuple[str, Sequence[Attribution], list[Nested], list[Nested]]


def nested_ledger() -> Iterator[Row]:
    """Text, what was found, outer and nested gold of each ledger report whose gold has nested attributions."""
    for row, text in ledger_rows():
        if row.get("nested"):
            found = reader().read(plain_report(row["id"], text, read_blocks(row))).attributions
            outer_gold: list[Nested] = [(a["id"], spans_of(a)) for a in row["attributions"]]
            nested: list[Nested] = [(a["parent"], spans_of(a)) for a in row["nested"]]
            yield text, found, outer_gold, nested


def read_blocks(row: Mapping[str, Any]) -> list[Span]:
    """The blocks of a gold line that are read."""
    return [Span(b["start"], b["end"]) for b in row["blocks"] if b["type"] in READ_BLOCKS]


def score() -> dict[str, float]:
    """All of it; percent, higher is better."""
    return polnear_scores() | ledger_scores() | nested_scores()
