"""The statements of one claim, each with its voice, its values and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stemma.records import ClaimSide, Evidence, Reading
from stemma.spans import Span
from stemma.stories.claims_relations import at_odds
from stemma.stories.claims_units import Unit
from stemma.stories.origins import Origins

OWN = "report"


@dataclass(frozen=True, slots=True)
class Statement:
    """One voice of one report on one matter: its clauses, the one that says it best first."""

    units: tuple[Unit, ...]

    @property
    def best(self) -> Unit:
        """The clause that says it best."""
        return self.units[0]


def statements(group: Sequence[Unit], centrality: Mapping[int, float]) -> list[Statement]:
    """The clauses of a claim as statements, in order of report and text.

    Clauses of one report and voice are one statement unless they contradict each other. `centrality` tells for each
    place in `group` how near its clause is to the others.
    """
    order = sorted(range(len(group)), key=lambda n: (-centrality[n], n))
    found: list[list[Unit]] = []
    voices: dict[tuple[int, bool, str | None], list[list[Unit]]] = {}
    for n in order:
        unit = group[n]
        same = voices.setdefault(_voice(unit), [])
        home = next((s for s in same if not any(at_odds(u, unit) for u in s)), None)
        if home is None:
            found.append([unit])
            same.append(found[-1])
        else:
            home.append(unit)
    return sorted((Statement(tuple(s)) for s in found), key=lambda s: (s.best.report, s.best.span))


def _voice(unit: Unit) -> tuple[int, bool, str | None]:
    """The report and who speaks in it; where nobody is known, which attribution or none."""
    if unit.speaker:
        return unit.report, True, unit.speaker
    return unit.report, False, unit.told.id if unit.told else None


def side(statement: Statement, readings: Sequence[Reading], origins: Origins) -> ClaimSide:
    """The record of a statement."""
    best = statement.best
    reading = readings[best.report]
    told = best.told.id if best.told else None
    source = told or next((u.deed for u in statement.units if u.deed), None)
    spans = _joined(sorted(u.span for u in statement.units), reading.text)
    return ClaimSide(
        report=reading.id,
        says=best.words,
        certainty=best.certainty,
        polarity=best.polarity,
        attributed_to=best.speaker or OWN,
        evidence=tuple(Evidence(reading.id, s.start, s.end, s.cut(reading.text)) for s in spans),
        values=_values(statement),
        attribution=told,
        origin=next(iter(origins.of(reading.id, source, [u.span for u in statement.units])), None),
    )


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Spans that only marks and spaces part are one passage."""
    out: list[Span] = []
    for span in spans:
        between = text[out[-1].end : span.start] if out else ""
        if out and not any(c.isalnum() for c in between):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _values(statement: Statement) -> Mapping[str, Any]:
    values: dict[str, Any] = {}
    for unit in statement.units:
        for number in unit.numbers:
            values.setdefault(number.label, number.shown)
    times = sorted({t for u in statement.units for t in u.times if t[:1].isdigit()})
    if times:
        values.setdefault("date", times[0] if len(times) == 1 else times)
    return values
