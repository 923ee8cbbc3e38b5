"""What pairs of clauses score: figures that come nowhere near each other, and who is whose likest."""

import base64
from dataclasses import replace

import numpy as np
import pytest
from builders import reading, report

from stemma.stories.claims_likeness import CLEAR, FIGURES_APART, FOREMOST, Pairs, _foremost, _names_only, scored
from stemma.stories.claims_units import Units
from stemma.stories.vectors import WIDTH

NEAR = base64.b64encode(np.full(WIDTH, 100, dtype=np.int8).tobytes()).decode()


def units(*texts):
    made = [reading(report(text, outlet=f"Outlet {n}", published="2023-05-14")) for n, text in enumerate(texts)]
    return Units([r.with_(vectors=(NEAR,) * len(r.report.sentences)) for r in made], ()).found


def score(one, other):
    ((_, _, found),) = scored(units(one, other))
    return found


@pytest.mark.parametrize(
    ("figure", "apart"),
    [
        ("$11 billion", True),
        ("$5 billion", False),
        ("$5.2 billion", False),
        ("more than $4 billion", False),
        # Counts of one thing that differ are a contradiction.
        ("11 billion bricks", False),
    ],
)
def test_sums_that_come_nowhere_near_each_other_are_of_two_things(figure, apart):
    bare = score("The harbour of Skerrow cost money.", "The harbour of Skerrow cost money.")
    found = score("The harbour of Skerrow cost $5 billion.", f"The harbour of Skerrow cost {figure}.")
    assert (found < bare - FIGURES_APART / 2) == apart


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Any ban on the pumps would be seen as a breach of trust.", True),
        ("The pumps were banned by the council.", False),
        ("A breach of trust, said the council, was the ban on the pumps.", False),
    ],
)
def test_a_clause_that_only_names_what_another_tells_is_not_of_it(told, named):
    one, other = units("The council banned the pumps.", told)
    one = replace(one, acts=frozenset(("=ban",)))
    assert (_names_only(other, one) or _names_only(one, other)) == named


@pytest.mark.parametrize(("things", "same"), [("keepers", True), ("bridges", False)])
def test_two_keepers_and_two_bridges_share_no_figure(things, same):
    bare = score("The harbour of Skerrow has keepers.", f"The harbour of Skerrow has {things}.")
    found = score("The harbour of Skerrow has two keepers.", f"The harbour of Skerrow has two {things}.")
    assert (found > bare + 1) == same


def pairs(*ends):
    left, right = (np.array(side, dtype=np.int64) for side in zip(*ends, strict=True))
    return Pairs(left, right, np.zeros((len(ends), 0)))


FOUND = ("Eels swim in the weir.\n\nBells hang in Lisk.", "Lamps burn in Selm.\n\nNets dry on the pier.")


def test_a_pair_gains_where_each_is_the_others_likest_of_its_report():
    ends = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]
    scores = np.array([9.0, 2.0, 1.5, 1.6, -1.0])
    gains = dict(zip(ends, _foremost(units(*FOUND), pairs(*ends), scores), strict=True))
    assert gains == {
        (0, 1): 0.0,  # one report: nothing is compared
        (0, 2): FOREMOST,  # each other's likest, with seconds close behind
        (0, 3): 0.0,  # the likest of one of them
        (1, 2): 0.0,
        (1, 3): 0.0,
    }


@pytest.mark.parametrize(
    ("best", "seconds", "gain"),
    [
        (2.0, (0.9, 1.5), CLEAR),
        (2.0, (1.1, 1.5), FOREMOST),
        # What is likest of little alike is not clearly so.
        (-2.5, (-9.0, -9.0), FOREMOST),
    ],
)
def test_it_gains_more_where_it_is_clearly_so(best, seconds, gain):
    gains = _foremost(units(*FOUND), pairs((0, 2), (0, 3), (1, 2)), np.array([best, *seconds]))
    assert list(gains) == [gain, 0.0, 0.0]
