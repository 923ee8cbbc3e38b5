"""Figures that differ: within one claim, the numbers its reports give for the same thing, in order of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemma.records import Claim, ClaimSide, Story
from stemma.web import address
from stemma.web.asking import Asked

_NUMBER = re.compile(r"(?P<sign>[<>~]?)(?P<number>\d+)(?P<rest>\.\d+)?")
_SIGNS = {"": "", "<": "under ", ">": "more than ", "~": "about "}


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
    found: dict[str, dict[tuple[str, str], Given]] = {}
    order = {r.id: n for n, r in enumerate(story.readings, 1)}
    for side in sorted(claim.sides, key=lambda s: order[s.report]):
        for counted, value in _numbers(side):
            one = _given(side, value, story, order, query)
            found.setdefault(counted, {}).setdefault((value, side.report), one)
    for counted, numbers in sorted(found.items()):
        values, reports = {value for value, _ in numbers}, {report for _, report in numbers}
        if len(values) > 1 and len(reports) > 1:
            href = address.claim(story.id, claim.id, query)
            yield Figure(number, " ".join(claim.proposition.split()), href, counted, tuple(numbers.values()))


def _numbers(side: ClaimSide) -> Iterator[tuple[str, str]]:
    """What is counted and how many, in words; dates are no figures."""
    for counted, value in side.values.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            said = _NUMBER.fullmatch(str(one))
            if counted != "date" and said:
                yield counted, f"{_SIGNS[said['sign']]}{int(said['number']):,}{said['rest'] or ''}"


def _given(side: ClaimSide, value: str, story: Story, order: dict[str, int], query: str) -> Given:
    names = {a.id: a.name for a in story.actors}
    nodes = {n.id: n for n in story.lineage.nodes}
    head = story.readings[order[side.report] - 1].report.report
    node = nodes.get(side.origin or "")
    origin = "" if node is None or node.kind == "report" else " ".join(node.name.split())
    place = side.evidence[0]
    return Given(
        value=value,
        report=order[side.report],
        outlet=head.outlet or "outlet not stated",
        who="" if side.attributed_to == "report" else names.get(side.attributed_to, "someone unnamed"),
        origin=origin,
        href=address.passage(story.id, place, query),
        quote=" ".join(place.quote.split()),
    )
