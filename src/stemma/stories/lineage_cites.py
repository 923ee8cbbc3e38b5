"""What a report draws on, by its attributions and by the outlets it names: one citation for each node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.records import LineageNode, Reading
from stemma.spans import Span, hull
from stemma.stories.lineage_named import Named, named
from stemma.stories.lineage_relays import Relay, relays
from stemma.stories.lineage_sources import Source, same_house
from stemma.stories.lineage_unread import unread
from stemma.stories.lineage_words import outlet_key
from stemma.stories.words import WORD, common_words, fold

# An outlet named in words that draw on it.
NAMED = 0.8
# A source named by words that were not read as an attribution.
UNREAD = 0.6
# So many words in a row, most of them used by less than a tenth of the news, do not stand in two reports by chance.
WORDS, COMMON_SHARE = 5, 0.1
_DAY = len("2024-01-31")


@dataclass(frozen=True, slots=True)
class Citation:
    """A report, what it draws on, how sure (0 to 1), and the passages that show it."""

    reading: Reading
    node: LineageNode
    score: float
    spans: tuple[Span, ...]
    reports: bool = False
    """Whether some of them give what an outlet or document reports, rather than what somebody told it."""


def citations(readings: Sequence[Reading], found: Sequence[Source]) -> tuple[tuple[Citation, ...], tuple[Relay, ...]]:
    """All citations, in order of report and of first mention, and what the outlets among them pass on."""
    out: list[Citation] = []
    passed: list[Relay] = []
    pile = _Pile(readings)
    houses = _called(found)
    by_report: dict[str, list[Source]] = {}
    for source in found:
        by_report.setdefault(source.reading.id, []).append(source)
    for reading in readings:
        mine, outlets = by_report.get(reading.id, ()), named(reading, houses)
        relayed = list(relays(reading, mine, outlets))
        passed += relayed
        through = {relay.source.key for relay in relayed if not relay.heard}
        held: dict[str, list[_Drawn]] = {}
        drawn_on = _drawn(reading, [s for s in mine if s.key not in through], outlets, pile)
        for drawn in sorted(drawn_on, key=lambda d: d.span):
            held.setdefault(drawn.node.id, []).append(drawn)
        for shown in held.values():
            spans = tuple(dict.fromkeys(drawn.span for drawn in shown))
            score = round(max(drawn.score for drawn in shown), 3)
            out.append(Citation(reading, shown[0].node, score, spans, any(drawn.reports for drawn in shown)))
    return tuple(out), tuple(passed)


def _called(found: Sequence[Source]) -> Mapping[str, LineageNode]:
    """The nodes of outlets that are quoted, by each of their names."""
    return {
        outlet_key(name): source.node
        for source in reversed(found)
        if source.actor is not None and source.node.kind in ("outlet", "agency")
        for name in (source.actor.name, *source.actor.aliases)
    }


class _Drawn(NamedTuple):
    node: LineageNode
    span: Span
    score: float
    reports: bool


def _drawn(reading: Reading, found: Sequence[Source], outlets: Sequence[Named], pile: _Pile) -> Iterator[_Drawn]:
    told: list[Span] = []
    for source in found:
        said = source.attribution
        if source.tells:
            span = hull([*said.source, *said.cue, *said.content])
            told.append(span)
            by_name = any(o.node.id == source.node.id and o.name.overlaps(s) for o in outlets for s in said.source)
            if not by_name:
                yield _Drawn(source.node, span, said.confidence, reports=True)
    for outlet in outlets:
        yield _Drawn(pile.report_of(reading, outlet) or outlet.node, outlet.span, NAMED, reports=outlet.reports)
    for node, span in unread(reading, told):
        if node.kind != "unstated" or not any(o.span == span for o in outlets):
            yield _Drawn(node, span, UNREAD, reports=False)


class _Pile:
    """The reports of the story, to find the one that is meant by its outlet's name."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._houses: dict[str, list[Reading]] = {}
        for reading in readings:
            if reading.report.report.outlet:
                self._houses.setdefault(reading.report.report.outlet, []).append(reading)
        self._called: dict[str, list[Reading]] = {}
        self._runs: dict[str, frozenset[tuple[str, ...]]] = {}

    def report_of(self, reading: Reading, outlet: Named) -> LineageNode | None:
        """The only report of this house that is not known to be later, if it is named for what it reported.

        Somebody's words to an outlet may have stood in another report of it: they must be found in this one.
        """
        own = [r for r in self._of_house(outlet.node.name) if not _later(r, reading)]
        if len(own) != 1 or own[0].id == reading.id:
            return None
        if not outlet.reports and self._words(own[0]).isdisjoint(_grams(reading, outlet.span)):
            return None
        return LineageNode(own[0].id, "report", own[0].report.report.outlet or outlet.node.name, own[0].id)

    def _of_house(self, name: str) -> Sequence[Reading]:
        """The reports of the houses that go by this name."""
        if name not in self._called:
            houses = (reports for house, reports in self._houses.items() if same_house(house, name))
            self._called[name] = [reading for reports in houses for reading in reports]
        return self._called[name]

    def _words(self, reading: Reading) -> frozenset[tuple[str, ...]]:
        if reading.id not in self._runs:
            self._runs[reading.id] = frozenset(_grams(reading, Span(0, len(reading.text))))
        return self._runs[reading.id]


def _grams(reading: Reading, span: Span) -> Iterator[tuple[str, ...]]:
    """Runs of WORDS words, most of them rare enough to say something."""
    words = [fold(m.group()) for m in WORD.finditer(reading.text, span.start, span.end)]
    for end in range(WORDS, len(words) + 1):
        run = tuple(words[end - WORDS : end])
        if sum(common_words().get(w, 0.0) < COMMON_SHARE for w in run) * 2 > WORDS:
            yield run


def _later(reading: Reading, than: Reading) -> bool:
    """Whether a report is known to be of a later day."""
    one, other = reading.report.report.published.value, than.report.report.published.value
    return bool(one and other and one[:_DAY] > other[:_DAY])
