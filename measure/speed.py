"""`python -m measure.speed`: words per CPU-second, peak memory and start-up time of `stemma read`; what a story takes.

What a story takes is `measure.assembling`, where the reports it needs are on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import assembling

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*/reports/*.txt"))
# Enough text that starting up does not weigh: the example reports read this often.
ROUNDS = 40


def run(paths: list[Path]) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds and peak memory in bytes (of the largest child so far) of one `stemma read --json`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command = [sys.executable, "-m", "stemma", "read", *map(str, paths), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss * 1024


def measure() -> dict[str, float]:
    """Figures of one run over the example reports, each repeated under a name and a text of its own."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        one.write_text(
            "The mayor of Port Selm, Ada Brook, said on Monday that the ferry would sail.\n", encoding="utf-8"
        )
        starts = sorted(run([one])[:2] for _ in range(3))
        words, paths = 0, []
        for n in range(ROUNDS):
            for path in EXAMPLES:
                text = path.read_bytes().decode("utf-8", "replace")
                target = Path(folder) / f"{n}-{path.parent.parent.name}-{path.name}"
                target.write_text(text, encoding="utf-8")
                paths.append(target)
                words += len(text.split())
        wall, cpu, peak = run(paths)
    return {
        "start_up_seconds": round(starts[0][0], 2),
        "reports": len(paths),
        "words": words,
        "words_per_cpu_second": round(words / (cpu - starts[0][1])),
        "words_per_second": round(words / (wall - starts[0][0])),
        "peak_megabytes": round(peak / 1e6),
    }


def main() -> None:
    """Print the figures, for people or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m measure.speed", description=__doc__)
    parser.add_argument("--json", action="store_true")
    figures = measure() if (as_json := parser.parse_args().json) else announce()
    if not as_json:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):24}{value:>12}")
    if not all(path.exists() for path in assembling.INPUTS):
        print("assembling: skipped, ../shared/data is missing", file=sys.stderr)
        taken: dict[str, float] = {}
    else:
        taken = assembling.measure()
    if as_json:
        print(json.dumps(figures | {f"assembling_{name}": value for name, value in taken.items()}))
    elif taken:
        print("", *assembling.rows(taken), sep="\n")


def announce() -> dict[str, float]:
    """Say on stderr that this takes a while, then measure."""
    print("reading the example reports over and over, then assembling stories; some minutes ...", file=sys.stderr)
    return measure()


if __name__ == "__main__":
    main()
