"""Average linkage over sparse links."""

import random

import pytest

from stemma.stories.claims_clusters import UNLIKE, clusters


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], [(0,), (1,), (2,), (3,)]),
        ([(0, 1, 2.0), (2, 3, 1.0)], [(0, 1), (2, 3)]),
        ([(0, 1, 2.0), (1, 2, 2.0), (0, 2, 2.0)], [(0, 1, 2), (3,)]),
        # A chain: 0 and 2 have nothing in common, and the two links cannot carry them.
        ([(0, 1, 1.0), (1, 2, 0.9)], [(0, 1), (2,), (3,)]),
        ([(0, 1, -1.5)], [(0,), (1,), (2,), (3,)]),
    ],
)
def test_groups_hold_together_on_the_average(links, expected):
    assert clusters(range(4), links, -1.0) == expected


def test_two_pieces_of_one_sentence_are_no_pair():
    links = [(0, 2, 1.0), (1, 2, 0.5)]
    assert clusters(["one", "one", "two"], links, -1.0) == [(0, 1, 2)]
    assert clusters(["one", "other", "two"], links, -1.0) == [(0, 2), (1,)]


def test_the_order_of_links_changes_nothing():
    chance = random.Random(7)
    links = [(a, b, round(chance.uniform(UNLIKE, 3), 2)) for a in range(30) for b in range(a + 1, 30)]
    expected = clusters(range(30), links, -1.0)
    for _ in range(5):
        chance.shuffle(links)
        assert clusters(range(30), links, -1.0) == expected
    assert sorted(n for group in expected for n in group) == list(range(30))
