"""What one report alone tells: headlines, leads and what somebody says, so that a reader sees what rests on one."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.stories.claims_telling import stands
from stemma.stories.claims_units import Unit

# A story shows so many, of each report so many.
SHOWN, OF_A_REPORT = 10, 2
# A clause with fewer words of content says too little to be shown by itself.
LEAST_WORDS = 5
_PLACES = {"headline": 3, "lead": 2, "body": 0}


def alone(found: Sequence[Unit], shared: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Places of the clauses that matter most among those of sentences no shared claim touches; SHOWN at most.

    A clause matters that stands at the top of its report, is somebody's, has figures, and speaks of what most reports
    speak of. In order of text.
    """
    taken = {(found[n].report, found[n].sentence) for group in shared for n in group}
    reports: dict[str, set[int]] = {}
    for unit in found:
        for term in unit.terms:
            reports.setdefault(term, set()).add(unit.report)
    every = len({u.report for u in found})

    def matters(n: int) -> float:
        unit = found[n]
        theme = sum(len(reports[t]) for t in unit.terms) / (len(unit.terms) * every)
        return _PLACES[unit.place] + (unit.speaker is not None) + (bool(unit.numbers)) / 2 + theme

    fit = (n for n, u in enumerate(found) if (u.report, u.sentence) not in taken and _fit(u))
    chosen: list[int] = []
    for n in sorted(fit, key=lambda n: (-matters(n), n)):
        if len(chosen) == SHOWN:
            break
        unit = found[n]
        same = [found[m] for m in chosen if found[m].report == unit.report]
        if len(same) < OF_A_REPORT and all(m.sentence != unit.sentence for m in same):
            chosen.append(n)
    return [(n,) for n in sorted(chosen)]


def _fit(unit: Unit) -> bool:
    """Whether it is news that stands by itself, with a source or at the top of its report."""
    top = unit.place != "body" or unit.speaker is not None
    return top and stands(unit) and not unit.background and len(unit.terms) >= LEAST_WORDS
