"""The bundled stories against their gold: blocks, headline, outlet, publication time, attributions and speakers.

`blocks_accuracy` counts gold blocks (a block is right when at least 90% of its characters have its type), plus one
wrong block for every stretch that is read and should not be; `blocks_codepoints` weighs the same by non-space code
points. A date that the gold leaves open and the reading settles is wrong. Attributions are the outer ones of tiers core
and extended; a pair has content token overlap F1 of at least 0.5 and overlapping sources, or both without.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure.compile_gold import EXAMPLES, HELD_OUT, stories
from measure.gold_match import check_blocks, check_said, date_right, same_name
from stemma.reading import Reader
from stemma.records import Reading, Rejected, Report
from stemma.reports import clean
from stemma.settings import Settings
from stemma.sources import gather

INPUTS: tuple[Path, ...] = (
    *sorted(EXAMPLES.glob("*/gold/readings.jsonl")),
    *sorted(EXAMPLES.glob("*/reports/*")),
    *sorted(HELD_OUT.glob("*/gold/readings.jsonl")),
    *sorted(HELD_OUT.glob("*/reports/*")),
)

Json = dict[str, Any]


def cleaned(folder: Path, settings: Settings) -> dict[str, Report | Rejected]:
    """The reports of a story as the program cleans them, by file name."""
    items = gather([str(folder / "reports")], max_bytes=settings.max_bytes)
    done = ((i, i if isinstance(i, Rejected) else clean(i)) for i in items)
    return {Path(i.path).name: report for i, report in done}


def readings(root: Path = EXAMPLES) -> Iterator[tuple[Json, Reading | None]]:
    """Every gold line with the program's reading of the same report; None when it was turned away."""
    settings = Settings()
    reader = Reader.open(settings)
    for folder in stories(root):
        reports = cleaned(folder, settings)
        for line in (folder / "gold" / "readings.jsonl").read_text("utf-8").splitlines():
            gold = json.loads(line)
            report = reports.get(gold["file"])
            yield gold, reader.read(report) if isinstance(report, Report) else None


def score() -> dict[str, float]:
    """Percentages, those of the held-out stories beginning with "held_out_"."""
    return _scores("examples.", list(readings())) | _scores("examples.held_out_", list(readings(HELD_OUT)))


def _scores(prefix: str, pairs: Sequence[tuple[Json, Reading | None]]) -> dict[str, float]:
    """A report that was turned away has all its blocks, head and attributions wrong."""
    heads = [(g["report"], r.report.report) for g, r in pairs if r]
    blocks = [check for g, r in pairs if r for check in check_blocks(g, r.report)]
    said = [check_said(g, r) for g, r in pairs if r]
    nested = [check_said(g, r, "nested") for g, r in pairs if r]
    lost_blocks = sum(len(g["blocks"]) for g, r in pairs if not r)
    lost_said = sum(len(g["attributions"]) for g, r in pairs if not r)
    paired, total = sum(s.paired for s in said), sum(s.gold for s in said) + lost_said
    found = sum(s.found for s in said)
    return {
        f"{prefix}blocks_accuracy": _share(sum(b.right for b in blocks), len(blocks) + lost_blocks),
        f"{prefix}blocks_codepoints": _share(sum(b.typed for b in blocks), sum(b.size for b in blocks)),
        f"{prefix}headline_accuracy": _share(sum(same_name(g["title"], r.title) for g, r in heads), len(pairs)),
        f"{prefix}outlet_accuracy": _share(sum(same_name(g["outlet"], r.outlet) for g, r in heads), len(pairs)),
        f"{prefix}dates_accuracy": _share(sum(date_right(g["published"], r.published) for g, r in heads), len(pairs)),
        f"{prefix}attribution_precision": _share(paired, found),
        f"{prefix}attribution_recall": _share(paired, total),
        f"{prefix}attribution_f1": _share(2 * paired, found + total),
        f"{prefix}speaker_accuracy": _share(sum(s.speakers for s in said), paired),
        f"{prefix}nested_recall": _share(sum(n.paired for n in nested), sum(n.gold for n in nested)),
        f"{prefix}nested_precision": _share(sum(n.paired for n in nested), sum(n.found for n in nested)),
    }


def _share(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 0.0


if __name__ == "__main__":
    for name, value in score().items():
        print(f"{name:34} {value:6.1f}")
