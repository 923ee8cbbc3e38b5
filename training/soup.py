"""Average the weights of runs: `python -m training.soup --out RUN RUN/last.pt ...` (Wortsman et al. 2022, model soups).

The runs must come of one: branches that were trained on from the same weights lie in one basin and can be averaged,
two runs from the base model cannot (LOG.md).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="last.pt of each run")
    parser.add_argument("--out", type=Path, required=True, help="folder of the averaged run")
    args = parser.parse_args()
    states = [torch.load(run, weights_only=False)["average"] for run in args.runs]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({"average": mean, "of": [str(run) for run in args.runs]}, args.out / "last.pt")


if __name__ == "__main__":
    main()
