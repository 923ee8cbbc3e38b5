"""`python -m measure.assembling`: CPU seconds of assembling a story, by layers, and how they grow with its reports.

The story of 20 is the largest of the development pile, filled up from the next largest. Larger ones repeat it with
other ids, outlets and days and a share of other words, so that few of their reports are copies word for word.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import math
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from measure.stories import DEV, cleaned
from stemma.cli import SELDOM
from stemma.reading import Reader
from stemma.reading.times import find_times
from stemma.records import Group, Published, Reading
from stemma.settings import Settings

INPUTS: tuple[Path, ...] = (DEV,)
STORY, LARGE = 20, 500
"""Reports of the story that is measured, and of the one that shows the growth."""
CHANGED = 0.3
"""Share of the lower-case words of a repeated report that are others."""
LAYERS = {
    "dating": "dated", "actors": "joined", "timeline": "timeline", "lineage": "lineage", "claims": "claims",
    "rules": "rules", "positions": "positions", "brief": "brief",
}  # fmt: skip
"""The layers and the functions that `stories.assemble` calls for them."""
_WORD = re.compile(r"(?<![^\W\d_])[a-z]{5,}(?![^\W\d_])")
# As `stemma.stories` has a function of the module's name.
_assembling = importlib.import_module("stemma.stories.assemble")


def story() -> tuple[list[Reading], list[Reading]]:
    """The readings of the story of 20, and of another one that warms up what is kept between stories."""
    readings, events = cleaned()
    by_event: dict[int, list[Reading]] = {}
    for reading in readings:
        by_event.setdefault(events[reading.id], []).append(reading)
    largest = sorted(by_event, key=lambda event: (-len(by_event[event]), event))
    pile = [r for event in largest for r in by_event[event]]
    reader = Reader.open(Settings())
    read = list(reader.read_many(r.report for r in pile[: STORY + 10]))
    return read[:STORY], read[STORY:]


def repeated(readings: Sequence[Reading], count: int) -> list[Reading]:
    """So many readings: the given ones, then these again with changed ids, outlets, days and words of equal length.

    Spans hold in the changed texts, for they are as long as the others.
    """
    by_length: dict[int, list[str]] = {}
    for word in sorted({m.group() for r in readings for m in _WORD.finditer(r.text)}):
        by_length.setdefault(len(word), []).append(word)
    return [
        reading if not turn else _changed(reading, turn, by_length)
        for turn in range(math.ceil(count / len(readings)))
        for reading in readings
    ][:count]


def _changed(reading: Reading, turn: int, by_length: dict[int, list[str]]) -> Reading:
    chance = random.Random(f"{reading.id} {turn}")

    def other(match: re.Match[str]) -> str:
        return chance.choice(by_length[len(match.group())]) if chance.random() < CHANGED else match.group()

    head = reading.report.report
    published = head.published.with_(value=_later(head.published, turn))
    head = head.with_(id=f"{head.id}-{turn}", outlet=head.outlet and f"{head.outlet} {turn}", published=published)
    report = reading.report.with_(report=head, text=_WORD.sub(other, reading.text))
    return reading.with_(report=report, times=find_times(report.text, report.sentences, published.value))


def _later(published: Published, days: int) -> str | None:
    """The same time so many days later; what is not known to the day stays."""
    value = published.value
    if value is None or len(value) < len("2024-01-31"):
        return value
    return (date.fromisoformat(value[:10]) + timedelta(days=days)).isoformat() + value[10:]


@contextmanager
def _timed(spent: dict[str, float]) -> Iterator[None]:
    """Count what each layer of `stories.assemble` takes, in seconds of processor time."""

    def counting(layer: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*args, **named)
            finally:
                spent[layer] = spent.get(layer, 0.0) + time.process_time() - began

        return call

    functions = {name: getattr(_assembling, name) for name in LAYERS.values()}
    try:
        for layer, name in LAYERS.items():
            setattr(_assembling, name, counting(layer, functions[name]))
        yield
    finally:
        for name, function in functions.items():
            setattr(_assembling, name, function)


def assembled(readings: Sequence[Reading]) -> dict[str, float]:
    """CPU seconds of assembling one story: `all` of it and each layer."""
    group = Group("measured", "", None, None, tuple(r.id for r in readings))
    spent: dict[str, float] = {}
    gc.collect()
    with _timed(spent):
        began = time.process_time()
        _assembling.assemble(group, readings)
        spent["all"] = time.process_time() - began
    return {layer: spent[layer] for layer in ("all", *LAYERS)}


def measure(large: int = LARGE) -> dict[str, float]:
    """Seconds for STORY reports (the best of three), and the exponent by which they grow up to `large`."""
    gc.set_threshold(*SELDOM)
    readings, others = story()
    assembled(others)
    runs = [assembled(readings) for _ in range(3)]
    small = min(runs, key=lambda run: run["all"])
    out = {f"{layer}_seconds": round(seconds, 3) for layer, seconds in small.items()}
    if large > STORY:
        spent = assembled(repeated(readings, large))
        scale = math.log(large / STORY)
        out |= {f"{layer}_seconds_{large}": round(seconds, 2) for layer, seconds in spent.items()}
        out |= {
            f"{layer}_growth": round(math.log(max(spent[k], 1e-3) / max(small[k], 1e-3)) / scale, 2)
            for k, layer in zip(small, small, strict=True)
        }
    return out


def rows(figures: dict[str, float]) -> Iterator[str]:
    """The figures as lines of a table."""
    large = next((int(key.rpartition("_")[2]) for key in figures if key.startswith("all_seconds_")), 0)
    yield f"{'assembling, CPU seconds':24}{f'{STORY} reports':>12}" + (
        f"{f'{large} reports':>13}{'growth':>8}" if large else ""
    )
    for layer in ("all", *LAYERS):
        line = f"{layer:24}{figures[f'{layer}_seconds']:>12.3f}"
        yield line + (
            f"{figures[f'{layer}_seconds_{large}']:>13.2f}{figures[f'{layer}_growth']:>8.2f}" if large else ""
        )


def main() -> None:
    """Print the figures, for people or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m measure.assembling", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reports", type=int, default=LARGE, help="reports of the large story (default: %(default)s)")
    args = parser.parse_args()
    if not DEV.exists():
        print("assembling is not measured: ../shared/data is missing", file=sys.stderr)
        return
    figures = measure(args.reports)
    print(json.dumps(figures) if args.json else "\n".join(rows(figures)))


if __name__ == "__main__":
    main()
