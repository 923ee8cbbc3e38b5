"""Which actors of a pile are one: passes from the surest to the least sure, each step with a score and a reason.

A wrong join costs more than a missed one. Within a pass nothing depends on the order of the reports: a name that fits
two others joins neither. What a person judged comes first and stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from stemma.records import Judgement
from stemma.stories.actors_capitals import join_capitals
from stemma.stories.actors_cast import Figure
from stemma.stories.actors_joining import (
    NAME,
    Joining,
)
from stemma.stories.actors_persons import join_persons
from stemma.stories.actors_things import join_things


def joined_figures(
    figures: Sequence[Figure], adjectives: Mapping[str, str], judgements: Sequence[Judgement] = ()
) -> Joining:
    """All passes over the figures of a pile."""
    joining = Joining(figures, adjectives)
    _judged(joining, judgements)
    _same_names(joining, _taken_out(figures, judgements))
    join_things(joining)
    join_capitals(joining)
    join_persons(joining)
    return joining


# --- what people judged -----------------------------------------------------------------------------------------------


def _judged(joining: Joining, judgements: Sequence[Judgement]) -> None:
    """Different and unsure keep apart, same joins; of two judgements on one pair the later one counts."""
    at = {f.id: n for n, f in enumerate(joining.figures)}
    last: dict[frozenset[int], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.when, j.number)):
        here = [n for m in (judgement.one, judgement.other) if (n := at.get((m.report, m.actor))) is not None]
        if len(here) == 2:  # noqa: PLR2004 - both are in this pile
            last[frozenset(here)] = judgement
    for pair, judgement in last.items():
        if judgement.verdict != "same" and len(pair) > 1:
            joining.keep_apart(min(pair), max(pair))
    for pair, judgement in last.items():
        if judgement.verdict == "same":
            joining.join(sorted(pair), 1.0, f"judged the same by {judgement.who}, {judgement.when[:10]}")


def _taken_out(figures: Sequence[Figure], judgements: Sequence[Judgement]) -> frozenset[int]:
    """Figures that were judged not to be who they looked like: the others of the name go with the rest."""
    out = {(j.other.report, j.other.actor) for j in judgements if j.verdict != "same"}
    return frozenset(n for n, f in enumerate(figures) if f.id in out)


# --- equal names ------------------------------------------------------------------------------------------------------


def _same_names(joining: Joining, taken_out: frozenset[int]) -> None:
    """The same full name is the same actor; persons need two words, one word may be anybody's."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, f in enumerate(joining.figures):
        if f.family == "thing" or (f.person is not None and not f.person.bare):
            found[f.family, f.key].append(n)
    for same in found.values():
        joining.join(sorted(same, key=lambda n: (n in taken_out, n)), NAME, "the same name")
