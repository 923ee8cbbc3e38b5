"""Claims: what the reports of a story assert, set side by side with how many independent origins stand behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from stemma.records import Claim, Correction, Lineage, Reading, StoryActor, content_id
from stemma.stories.claims_alone import alone
from stemma.stories.claims_clusters import clusters
from stemma.stories.claims_echoes import echoes
from stemma.stories.claims_facts import figures_told, untold
from stemma.stories.claims_gathering import gathered
from stemma.stories.claims_likeness import scored
from stemma.stories.claims_relations import contradiction, relations
from stemma.stories.claims_sides import Statement, side, statements
from stemma.stories.claims_telling import best_said, most_weight, reason, weight
from stemma.stories.claims_twins import twins
from stemma.stories.claims_units import Unit, Units
from stemma.stories.judging import reclaimed
from stemma.stories.origins import Origins
from stemma.stories.origins_counting import counted

# The mean score (log odds) of a claim's pairs of clauses; measured where HOLDS is (`claims_gathering`).
LEAST = -0.5
# A reader wants the few dozen that matter; what two reports quote at length would make hundreds.
MOST = 40
# About what a second origin and a place in a lead weigh: the brief has few lines, and one of 35 went to a bare figure.
LATER = 3
# Clauses none of which scores so much with the others on the average are barely alike: their claim counts less, by two
# places, and is none where they neither agree nor contradict each other, one saying yes, one no.
LOOSE, LOOSELY = 1.0, 2


class _Ranked(NamedTuple):
    """A claim, its place among the others, and words it may be called by, the best first."""

    place: tuple[int, int, int]
    claim: Claim
    words: tuple[str, ...]


def claims(
    readings: Sequence[Reading],
    actors: Sequence[StoryActor],
    lineage: Lineage,
    corrections: Sequence[Correction] = (),
) -> tuple[Claim, ...]:
    """The claims of a story, most important first, MOST of them at most, and then a few that one report alone tells.

    `readings` are dated and in order of publication. The first have sides from two reports or more, or from one report
    that contradicts itself. Nothing but the reports' own words decides whether two statements are one claim, and what
    people corrected.
    """
    units = Units(readings, actors)
    found = units.found
    links = [*scored(found), *echoes(found)]
    near = {(a, b): s for a, b, s in links}
    origins = Origins(lineage, readings, actors)
    groups = _same_sentences(clusters([(u.report, u.sentence) for u in found], links, LEAST), found)
    figures = untold(figures_told(found), groups, found)
    groups = gathered(groups, found, links)
    facts = {figure.places: figure for figure in figures if figure.places not in groups}
    groups += facts
    shared = [g for g in groups if len({found[n].report for n in g}) > 1]
    alike = twins(found, shared, near) if len(shared) < MOST else []
    groups += alike
    groups = reclaimed(groups, [(readings[u.report].id, u.span) for u in found], corrections)
    sure: dict[int, Unit] = {}

    def claim(members: tuple[int, ...]) -> _Ranked | None:
        fact = facts.get(members)
        sure.update({n: units.qualified(found[n]) for n in members if n not in sure})
        group = [fact.told_in(n, sure[n]) if fact else sure[n] for n in members]
        if len(members) > 1 and len({u.report for u in group}) == 1 and not contradiction(group):
            return None
        central = _centrality(members, near)
        loose = fact is None and len(members) > 1 and max(central.values()) < LOOSE
        if loose and {"positive", "negative"} <= {u.polarity for u in group} and not contradiction(group):
            return None
        made = _claim(statements(group, central), readings, origins)
        # A figure out of clauses that tell more comes after the claims they were put together for, and so do clauses
        # that are barely alike.
        later = LATER if fact or members in alike else LOOSELY if loose else 0
        return made._replace(place=(made.place[0] + later, *made.place[1:]))

    shared = [members for members in groups if len(members) > 1]
    out = _foremost(shared, lambda g: _most([found[n] for n in g]) - LATER * (g in facts), claim)
    out += sorted((c for c in map(claim, alone(found, shared)) if c), key=lambda c: c.place)
    return tuple(_called(out))


def _most(group: Sequence[Unit]) -> int:
    """What a claim of these clauses weighs at most: no statement of it has two origins."""
    voices = {(u.report, u.told.id) for u in group if u.told is not None}
    return most_weight(group, max(1, len(voices) + sum(u.told is None for u in group)))


def _foremost(
    shared: Sequence[tuple[int, ...]],
    most: Callable[[tuple[int, ...]], int],
    claim: Callable[[tuple[int, ...]], _Ranked | None],
) -> list[_Ranked]:
    """The MOST first claims; groups that cannot come among them by what they weigh at most are not worked out."""
    bounds = [most(members) for members in shared]
    weights: list[int] = []
    made: list[tuple[tuple[int, int, int], int, _Ranked]] = []
    for at in sorted(range(len(shared)), key=lambda n: (-bounds[n], n)):
        if len(weights) == MOST and bounds[at] < weights[0]:
            break
        ranked = claim(shared[at])
        if ranked is not None:
            made.append((ranked.place, at, ranked))
            heappush(weights, -ranked.place[0])
            if len(weights) > MOST:
                heappop(weights)
    return [ranked for _, _, ranked in sorted(made, key=lambda m: m[:2])[:MOST]]


def _same_sentences(groups: Sequence[tuple[int, ...]], found: Sequence[Unit]) -> list[tuple[int, ...]]:
    """Groups whose clauses stand in the very same sentences of several reports are one statement told in both."""
    joined: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for members in groups:
        if len(members) > 1:
            key = tuple(sorted({(found[n].report, found[n].sentence) for n in members}))
            joined.setdefault(key, []).extend(members)
    return [tuple(sorted(members)) for members in joined.values()]


def _centrality(members: Sequence[int], near: Mapping[tuple[int, int], float]) -> dict[int, float]:
    """For each place in the group the mean score to the others."""
    out = {}
    for n, one in enumerate(members):
        scores = [near.get((min(one, other), max(one, other)), -4.0) for other in members if other != one]
        out[n] = sum(scores) / max(1, len(scores))
    return out


def _claim(told: Sequence[Statement], readings: Sequence[Reading], origins: Origins) -> _Ranked:
    sides = tuple(side(s, readings, origins) for s in told)
    nodes = counted(told, sides, origins)
    related = relations([s.units for s in told], [s.origin for s in sides])
    words = best_said(told)
    claim = Claim(
        id=content_id("c", *(f"{e.report}:{e.start}-{e.end}" for s in sides for e in s.evidence)),
        proposition=words[0],
        status="disputed" if "conflicts" in related else "corroborated" if len(nodes) > 1 else "single-origin",
        origins=len(nodes),
        origin_nodes=nodes,
        relations=related,
        sides=sides,
        reason=reason(told, related, len(nodes)),
    )
    first = told[0].best
    return _Ranked((-weight(told, related, len(nodes)), first.report, first.span.start), claim, words)


def _called(ranked: Sequence[_Ranked]) -> Iterator[Claim]:
    """The claims, none called by the words of one before it where other words of its sides would do."""
    used: set[str] = set()
    for _, claim, words in ranked:
        proposition = next((w for w in words if w not in used), words[0])
        used.add(proposition)
        yield claim.with_(proposition=proposition)
