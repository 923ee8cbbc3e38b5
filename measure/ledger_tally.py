"""Counts of one layer, and the lines that explain them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """What was counted in one layer of one story or several.

    Keys: "gold", "found" and "matched", and for each quality of the matched "<quality>" (right) and "<quality>/of".
    A count with a kind ("cites gold") stands beside the sum of all kinds.
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, key: str, number: int = 1) -> None:
        """Count something."""
        self.counts[key] += number

    def judge(self, quality: str, *, right: bool) -> None:
        """Count a quality of a matched item, right or wrong."""
        self.counts[quality] += right
        self.counts[f"{quality}/of"] += 1

    def share(self, part: str, whole: str) -> float:
        """Percent; 0 when there is nothing to count."""
        return 100.0 * self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    def quality(self, name: str) -> float:
        """Percent of the matched that have a quality right."""
        return self.share(name, f"{name}/of")

    def f1(self, kind: str = "") -> float:
        """F1 of found against gold, of one kind or all."""
        total = self.counts[f"{kind}gold"] + self.counts[f"{kind}found"]
        return 200.0 * self.counts[f"{kind}matched"] / total if total else 0.0


def total(tallies: Sequence[Tally]) -> Tally:
    """The sum of several."""
    out = Tally()
    for tally in tallies:
        out.counts.update(tally.counts)
        out.lines += tally.lines
    return out
