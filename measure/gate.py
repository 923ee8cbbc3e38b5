"""The ratchet: `python -m measure.gate` scores stemma on the development sets and fails when a floor is broken.

Floors live in `floors.json` beside a digest of every input they were measured on. `--update` raises floors to what was
measured (less the allowance), notes what was measured for the pages that tell it, and never lowers a floor unless
`--allow-regression METRIC` names it. A topic whose inputs are not on this machine is reported as skipped, except in CI,
where all of them must be there.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
TOPICS = (
    "attribution", "qualities", "gum", "times", "dating", "reports", "stories", "actors", "timeline", "copies",
    "ledger", "news", "examples",
)  # fmt: skip
# Scores are exact for one machine; int8 kernels differ in the last digits between processors, which moved no
# figure by more than 0.1 points here. The allowance is what a floor keeps below the measured value.
ALLOWANCE = 0.2


@dataclass(slots=True)
class Verdict:
    """What came of comparing scores with floors."""

    broken: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the inputs' names and bytes, in order of name; a folder stands for the files below it."""
    total = hashlib.sha256()
    files = [f for p in paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p]) if f.is_file()]
    for path in sorted(files, key=lambda f: f.name):
        total.update(path.name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def compare(topic: str, scores: Mapping[str, float], floors: Mapping[str, Any], digest: str) -> Verdict:
    """Hold one topic's scores against its floors; a changed input or a missing metric is a broken floor too."""
    verdict = Verdict()
    kept = floors.get(topic)
    if kept is None:
        verdict.broken.append(f"{topic}: no floors yet; run with --update")
        return verdict
    if kept["inputs"] != digest:
        verdict.broken.append(f"{topic}: its inputs changed since the floors were set; look why, then --update")
    for metric, floor in kept["floors"].items():
        if metric not in scores:
            verdict.broken.append(f"{metric}: no longer measured, floor {floor}")
        elif scores[metric] < floor:
            verdict.broken.append(f"{metric}: {scores[metric]:.2f} is below its floor {floor}")
    return verdict


def updated(
    topic: str, scores: Mapping[str, float], floors: Mapping[str, Any], digest: str, allowed: Sequence[str]
) -> dict[str, Any]:
    """Floors raised to the scores less the allowance; lowered only for metrics in `allowed`."""
    old = floors.get(topic, {}).get("floors", {})
    new = {}
    for metric, score in scores.items():
        proposed = round(score - ALLOWANCE, 2)
        new[metric] = proposed if metric in allowed else max(proposed, old.get(metric, proposed))
    lost = sorted(set(old) - set(new) - set(allowed))
    if lost:
        raise SystemExit(f"{', '.join(lost)}: no longer measured; name it with --allow-regression to drop its floor.")
    measured = {metric: round(score, 2) for metric, score in sorted(scores.items())}
    return {**floors, topic: {"inputs": digest, "floors": dict(sorted(new.items())), "measured": measured}}


def main(argv: Sequence[str] | None = None) -> int:
    """Score every topic, print a table (or JSON), return 0 when all floors hold."""
    parser = argparse.ArgumentParser(prog="python -m measure.gate", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help="only these topics")
    parser.add_argument("--json", action="store_true", help="print the scores as one JSON object")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--allow-regression", action="append", default=[], metavar="METRIC")
    arguments = parser.parse_args(argv)
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    total = Verdict()
    table: dict[str, float] = {}
    for topic in arguments.topics or TOPICS:
        module = importlib.import_module(f"measure.{topic}")
        if missing := [str(p) for p in module.INPUTS if not p.exists()]:
            total.skipped.append(f"{topic}: {missing[0]} is not here")
            continue
        print(f"measuring {topic} ...", file=sys.stderr, flush=True)
        scores, digest = module.score(), digest_of(module.INPUTS)
        table |= scores
        if arguments.update:
            floors = updated(topic, scores, floors, digest, arguments.allow_regression)
        total.broken += compare(topic, scores, floors, digest).broken
    if arguments.update:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    if total.skipped and os.environ.get("CI"):
        total.broken += [f"{line}, and CI must measure it" for line in total.skipped]
    report(table, floors, total, as_json=arguments.json)
    return 1 if total.broken else 0


def report(scores: Mapping[str, float], floors: Mapping[str, Any], verdict: Verdict, *, as_json: bool) -> None:
    """Print scores beside their floors, then what is broken or was skipped."""
    flat = {m: f for topic in floors.values() for m, f in topic["floors"].items()}
    if as_json:
        print(json.dumps({"scores": scores, "floors": flat, "broken": verdict.broken, "skipped": verdict.skipped}))
        return
    print(f"{'':44}{'score':>8}{'floor':>8}")
    for metric, score in sorted(scores.items()):
        print(f"{metric:44}{score:8.2f}{flat.get(metric, float('nan')):8.2f}")
    for line in verdict.skipped:
        print(f"skipped  {line}")
    for line in verdict.broken:
        print(f"BROKEN   {line}")
    print("gate: " + ("broken" if verdict.broken else "all floors hold"))


if __name__ == "__main__":
    sys.exit(main())
