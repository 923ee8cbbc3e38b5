"""Stories: how well a pile of reports on 35 events comes apart into them (B-cubed), whatever the order it comes in.

Reports are built from the rows alone, so that what is measured is the grouping and not the cleaning before it.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from stemma.records import Block, Published, Reading, Report, ReportHead, content_id
from stemma.spans import Span, trim
from stemma.stories import group, without_boilerplate

DEV = Path(__file__).parents[1].parent / "shared" / "data" / "stories" / "giveme5w1h_dev.jsonl"
INPUTS: tuple[Path, ...] = (DEV,)


def bcubed(gold: Mapping[str, object], found: Mapping[str, object]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of the groups `found` against `gold`; both map the same items to a group."""
    both = Counter((gold[i], found[i]) for i in gold)
    gold_size, found_size = Counter(gold.values()), Counter(found[i] for i in gold)
    precision = sum(n * n / found_size[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / gold_size[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def row_reading(row: Mapping[str, str]) -> Reading:
    """A reading of a row's text with lines as paragraphs and nothing found in it."""
    text, blocks, at = row["text"], [], 0
    for line in text.splitlines(keepends=True):
        if (span := trim(text, at, at + len(line))) is not None:
            blocks.append(Block("paragraph", span.start, span.end))
        at += len(line)
    day = Published(value=row["published"], precision="minute", basis="given", confidence=1.0)
    head = ReportHead(
        id=content_id("r", row["id"]), path=row["id"], outlet=row["outlet"], title=row["title"] or None, published=day
    )
    return Reading(Report(head, text, tuple(blocks), tuple(Span(b.start, b.end) for b in blocks)))


def rows() -> list[dict[str, str]]:
    """The rows of the development pile."""
    with DEV.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def grouped(readings: Sequence[Reading]) -> dict[str, str]:
    """The story each report falls into, by report id."""
    return {report: g.id for g in group(without_boilerplate(readings)) for report in g.reports}


def score() -> dict[str, float]:
    """B-cubed of the development pile, and whether a shuffled pile gives the same stories (1.0) or not (0.0)."""
    pile = rows()
    readings = [row_reading(row) for row in pile]
    gold = {r.id: row["event_id"] for r, row in zip(readings, pile, strict=True)}
    found = grouped(readings)
    precision, recall, f1 = bcubed(gold, found)
    random.Random(7).shuffle(readings)
    return {
        "stories.bcubed_precision": precision,
        "stories.bcubed_recall": recall,
        "stories.bcubed_f1": f1,
        "stories.same_when_shuffled": float(grouped(readings) == found),
    }


if __name__ == "__main__":
    print(json.dumps(score(), indent=1))
