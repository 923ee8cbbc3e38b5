"""Sentences that are alike as a whole, with hardly a word in common."""

import base64

import numpy as np
import pytest
from builders import reading, report

from stemma.stories.claims_twins import twins
from stemma.stories.claims_units import Units
from stemma.stories.vectors import WIDTH

SKERROW = ["The keepers of Skerrow were appalled.", "The harbour sells eels."]
SELM = ["News of the theft left people in Selm aghast.", "A choir of forty sang in the market."]
OTHERS = [f"The {name} of Lisk opens at noon." for name in ("mill", "weir", "bakery", "school", "forge", "chapel")]


def packed(at, *more):
    vector = np.zeros(WIDTH, dtype=np.int8)
    vector[at] = 100
    vector[: len(more)] = more
    return base64.b64encode(vector.tobytes()).decode()


def units(likeness, others=OTHERS):
    """Sentences of two reports; the first ones are `likeness` alike, all others not at all."""
    apart = [packed(n) for n in range(10, 10 + len(others))]
    first = [packed(2), packed(3), *apart]
    second = [packed(4, 0, 0, round(100 * likeness), 0, round(100 * (1 - likeness**2) ** 0.5)), packed(5)]
    made = [
        reading(report("\n\n".join(text), outlet=f"Outlet {n}", published="2023-05-14")).with_(vectors=tuple(vectors))
        for n, (text, vectors) in enumerate((([*SKERROW, *others], first), (SELM, second)))
    ]
    return Units(made, ()).found


@pytest.mark.parametrize(("likeness", "expected"), [(0.95, [(0, 8)]), (0.5, [])])
def test_sentences_each_of_which_is_the_others_likest_are_of_one_thing(likeness, expected):
    found = units(likeness)
    assert [u.report for u in found] == [0] * 8 + [1] * 2
    assert twins(found, [], {}) == expected


def test_what_a_claim_holds_is_left_to_it():
    assert twins(units(0.95), [(0, 9)], {}) == []


def test_few_sentences_tell_nothing_of_what_all_have_in_common():
    assert twins(units(0.95, ()), [], {}) == []


def test_sentences_without_vectors_are_like_none():
    made = [reading(report("\n\n".join([*SKERROW, *OTHERS]), outlet=f"Outlet {n}")) for n in range(2)]
    assert twins(Units(made, ()).found, [], {}) == []
    assert twins([], [], {}) == []
