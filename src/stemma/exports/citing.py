"""Evidence as the pages cite it: the report's number, the passage's words, and the anchor that opens on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.errors import RecordError
from stemma.exports.addresses import anchor
from stemma.records import Evidence, Story


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage: which report's, what it says, and where it opens."""

    report: int
    outlet: str
    quote: str
    shown: str


class Citer:
    """Turns the evidence of one story into citations."""

    def __init__(self, story: Story) -> None:
        self._reports = {
            r.id: (n, r.report.report.outlet or "outlet not stated") for n, r in enumerate(story.readings, 1)
        }

    def __call__(self, evidence: Iterable[Evidence]) -> tuple[Cited, ...]:
        """The passages in order, each once. Raises RecordError for one in a report that the story does not hold."""
        return tuple(self._cited(place) for place in dict.fromkeys(evidence))

    def firsts(self, evidence: Iterable[Evidence]) -> tuple[Cited, ...]:
        """One passage for each report, the first, in order of the reports."""
        firsts: dict[int, Cited] = {}
        for cited in self(evidence):
            firsts.setdefault(cited.report, cited)
        return tuple(firsts[number] for number in sorted(firsts))

    def number(self, report: str) -> int:
        """The report's number on the page. Raises RecordError for a report that the story does not hold."""
        return self._known(report)[0]

    def _known(self, report: str) -> tuple[int, str]:
        if report not in self._reports:
            raise RecordError(f"Something points at report {report!r}, which is not in the story.")
        return self._reports[report]

    def _cited(self, place: Evidence) -> Cited:
        number, outlet = self._known(place.report)
        return Cited(number, outlet, " ".join(place.quote.split()), opening(place))


def opening(place: Evidence) -> str:
    """The anchor that opens on a passage."""
    return anchor("shown", place.report, str(place.start), str(place.end))


def cited_places(story: Story) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """For each report the places of its text that the page's sections lead to, with their anchors."""
    found: dict[str, set[tuple[int, str]]] = {}
    for place in _all(story):
        found.setdefault(place.report, set()).add((place.start, opening(place)))
    return {report: tuple(sorted(places)) for report, places in found.items()}


def _all(story: Story) -> Iterator[Evidence]:
    groups: list[Sequence[Evidence]] = [line.evidence for line in story.brief]
    groups += [side.evidence for claim in story.claims for side in claim.sides]
    groups += [rule.evidence for rule in story.rules]
    groups += [change.evidence for rule in story.rules for change in rule.history]
    groups += [tension.evidence for tension in story.tensions]
    groups += [stance.evidence for position in story.positions for stance in position.stances]
    groups += [edge.evidence for edge in story.lineage.edges]
    for group in groups:
        yield from group
