"""Figures that differ: within one claim, the numbers its reports give for the same thing, in order of publication.

Each stands with when it was given, by whom and in which words, and says whether its report only repeats another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.exports import wording
from stemma.records import Claim, ClaimSide, Evidence, Story
from stemma.web import address
from stemma.web.asking import Asked

_NUMBER = re.compile(r"(?P<sign>[<>~]?)(?P<number>\d+)(?P<rest>\.\d+)?")
# A claim keeps one sign for "at least" and "more than", one for "at most" and "under": the wider word is true of both.
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
QUOTED = 170
"""Of the words a number stands in, so many code points are shown."""


@dataclass(frozen=True, slots=True)
class Given:
    """One number as one report gives it: by whom, and where it goes back to."""

    value: str
    report: int
    outlet: str
    who: str
    origin: str
    href: str
    quote: str
    when: str
    again: bool
    """Whether an earlier report of the list gives the same number."""
    repeats: int | None
    """The earlier report that this one has it from, or whose very words it gives; None where nothing shows that."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted in one claim, and the numbers given for it."""

    claim: int
    proposition: str
    href: str
    counted: str
    given: tuple[Given, ...]


def figures(story: Story, asked: Asked) -> tuple[Figure, ...]:
    """Those for which two reports give different numbers, in the order of the claims."""
    return tuple(f for n, claim in enumerate(story.claims, 1) for f in _of(n, claim, story, asked.time))


def _of(number: int, claim: Claim, story: Story, query: str) -> Iterator[Figure]:
    found: dict[str, dict[tuple[str, str], ClaimSide]] = {}
    order = {r.id: n for n, r in enumerate(story.readings, 1)}
    for side in sorted(claim.sides, key=lambda s: order[s.report]):
        for counted, value in _numbers(side):
            found.setdefault(counted, {}).setdefault((value, side.report), side)
    for counted, numbers in sorted(found.items()):
        values, reports = {value for value, _ in numbers}, {report for _, report in numbers}
        if len(values) > 1 and len(reports) > 1:
            href = address.claim(story.id, claim.id, query)
            given = tuple(_given(numbers, key, story, order, query) for key in numbers)
            yield Figure(number, " ".join(claim.proposition.split()), href, counted, given)


def _numbers(side: ClaimSide) -> Iterator[tuple[str, str]]:
    """What is counted and how many, in words; dates are no figures."""
    for counted, value in side.values.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            said = _NUMBER.fullmatch(str(one))
            if counted != "date" and said:
                yield counted, f"{wording.SIGNS[said['sign']]}{int(said['number']):,}{said['rest'] or ''}"


def _given(
    numbers: Mapping[tuple[str, str], ClaimSide],
    key: tuple[str, str],
    story: Story,
    order: Mapping[str, int],
    query: str,
) -> Given:
    (value, report), side = key, numbers[key]
    names = {a.id: a.name for a in story.actors}
    nodes = {n.id: n for n in story.lineage.nodes}
    head = story.readings[order[report] - 1].report.report
    node = nodes.get(side.origin or "")
    origin = "" if node is None or node.kind == "report" else " ".join(node.name.split())
    shown = _shown(value)
    place = _place(side, shown)
    before = [s for (v, r), s in numbers.items() if v == value and order[r] < order[report]]
    return Given(
        value=value,
        report=order[report],
        outlet=head.outlet or "outlet not stated",
        who="" if side.attributed_to == "report" else names.get(side.attributed_to, "someone unnamed"),
        origin=origin,
        href=address.passage(story.id, place, query),
        quote=_cut(" ".join(place.quote.split()), shown),
        when=wording.when(head.published).text,
        again=bool(before),
        repeats=next((order[s.report] for s in before if _taken(story, side, s)), None),
    )


def _taken(story: Story, side: ClaimSide, other: ClaimSide) -> bool:
    """Whether a side's report copies or cites the other's, or both passages are told for one utterance."""
    for edge in story.lineage.edges:
        ends = {edge.from_, edge.to}
        if ends != {side.report, other.report}:
            continue
        if edge.kind in {"copies", "cites"} and (edge.from_ == side.report or not edge.directed):
            return True
        if edge.kind == "same-utterance" and all(_within(s.evidence, edge.evidence) for s in (side, other)):
            return True
    return False


def _within(places: Sequence[Evidence], passages: Sequence[Evidence]) -> bool:
    return any(a.report == b.report and a.start < b.end and b.start < a.end for a in places for b in passages)


def _place(side: ClaimSide, shown: re.Pattern[str]) -> Evidence:
    """The passage of a side that has the number in it; its first one where none shows it."""
    return next((e for e in side.evidence if shown.search(e.quote)), side.evidence[0])


def _shown(value: str) -> re.Pattern[str]:
    """How a text may write a number."""
    figure = value.rpartition(" ")[2]
    forms = sorted({figure, figure.replace(",", ""), _spelt(figure)} - {""})
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, forms))})(?!\w|[.,]\d)", re.IGNORECASE)


def _spelt(figure: str) -> str:
    """A number under a hundred as a word; empty for others."""
    number = int(figure) if figure.isdigit() else -1
    if 0 <= number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "") if 0 <= tens - 2 < len(_TENS) else ""


def _cut(words: str, shown: re.Pattern[str]) -> str:
    """Long words cut to what stands about the number."""
    if len(words) <= QUOTED:
        return words
    found = shown.search(words)
    start = max(0, min((found.start() if found else 0) - QUOTED // 2, len(words) - QUOTED))
    cut = words[start : start + QUOTED]
    head = "… " + cut.partition(" ")[2] if start else cut
    return head if start + QUOTED >= len(words) else head.rpartition(" ")[0] + " …"
