"""Dating: piles of a few reports without dates, with ambiguous or with wrong ones; what they settle, and what not.

A pile is right when every report in it comes out with its day, or stays open where the gold leaves it open.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stemma.records import Given, RawItem, Reading, Report
from stemma.reports import clean
from stemma.stories.dating import settle_dates

CASES = Path(__file__).parents[1] / "tests" / "cases" / "dating"
HELD_OUT = CASES / "held_out"
INPUTS: tuple[Path, ...] = (CASES,)


def readings(pile: Mapping[str, Any]) -> list[Reading]:
    """The reports of a pile, cleaned as in a build; nothing is read in them, so that no model is needed."""
    found = []
    for n, row in enumerate(pile["reports"]):
        given = Given(title=row.get("title"), outlet=row.get("outlet"), published=row.get("published"))
        kind = "row" if "published" in row or "title" in row else "text"
        content = row["text"] if kind == "row" else row["text"].encode()
        report = clean(RawItem(content, kind, f"{n}.txt", given=given))  # type: ignore[arg-type]
        assert isinstance(report, Report), f"report {n} was refused: {report.reason}"
        found.append(Reading(report))
    return found


def outcome(pile: Mapping[str, Any]) -> list[tuple[str | None, str | None]]:
    """For each report of a pile its gold day and the day it was given (None: open)."""
    read = readings(pile)
    settled = settle_dates(read)
    return [(row["gold"], _day(settled[r.id].value)) for row, r in zip(pile["reports"], read, strict=True)]


def _day(value: str | None) -> str | None:
    return value[:10] if value else None


def load(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The piles of a folder by name."""
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))}


def score(folder: Path | None = None) -> dict[str, float]:
    """Shares in percent: piles all right; of the piles with a report that stays open, those in which it does."""
    outcomes = [outcome(pile) for name, pile in load(folder or CASES).items()]
    right = [all(gold == found for gold, found in pile) for pile in outcomes]
    still_open = [
        all(found is None for gold, found in pile if gold is None)
        for pile in outcomes
        if any(g is None for g, _ in pile)
    ]
    scores = {"dating.right": _percent(right), "dating.unsettled_kept_open": _percent(still_open)}
    if folder is None:
        scores |= {f"dating.held_out_{k.split('.')[1]}": v for k, v in score(HELD_OUT).items()}
    return scores


def _percent(of: list[bool]) -> float:
    return 100 * sum(of) / len(of) if of else 0.0


if __name__ == "__main__":
    for each in (CASES, HELD_OUT):
        for name, pile in load(each).items():
            if any(gold != found for gold, found in outcome(pile)):
                print(f"{name}: {outcome(pile)}", file=sys.stderr)
    print(json.dumps(score(), indent=1))
