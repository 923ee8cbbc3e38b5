"""Numbers of a clause: how much, how exactly, and of what."""

import pytest

from stemma.spans import Span
from stemma.stories.claims_numbers import numbers


def read(text, taken=()):
    return numbers(text, Span(0, len(text)), taken)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("276 miners were trapped", [(276, "miners")]),
        ("more than 270 miners", [(">270", "miners")]),
        ("at least twenty-one passengers", [(">21", "passengers")]),
        ("at most 12 passengers", [("<12", "passengers")]),
        ("some 197 miners remain below", [("~197", "miners")]),
        ("Four Dead as Ferry Sinks", [(4, "dead")]),
        ("seven dead and six missing", [(7, "dead"), (6, "missing")]),
        ("the toll has risen to seven", [(7, "toll")]),
        ("about 1.2 million doses", [("~1200000", "doses")]),
        ("a $500m hack", [(500000000, "dollars")]),
        ("nearly half a billion dollars of coins", [("~500000000", "dollars")]),
        ("the wave was 14 metres high", [(14, "metres")]),
        ("support fell by 14%", [(14, "percent")]),
        ("two of the five gates", [(2, "gates"), (5, "gates")]),
        ("the pumps above Weir Nine were moved", []),
        ("aboard Flight 370 over Orvania", []),
        ("the 2.6-terabyte archive of Lisk", [(2.6, "terabytes")]),
        # As many in one family; and a picture's number.
        ("including a family of five", [(5, "number")]),
        ("5/8 Boats leave Skerrow", []),
        ("no figures here", []),
    ],
)
def test_numbers_have_a_value_a_bound_and_what_they_count(text, expected):
    assert [(n.shown, n.label) for n in read(text)] == expected


def test_numbers_of_times_are_left_out():
    text = "On 14 May 30 miners came up"
    assert [n.shown for n in read(text, [Span(3, 9)])] == [30]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("more than 200 miners", "276 miners", True),
        ("276 miners", "276 miners", True),
        ("fewer than 30 miners", "28 miners", True),
        ("about 270 miners", "276 miners", True),
        ("about 270 miners", "340 miners", False),
        ("seven miners", "eight miners", False),
        ("at least four miners", "two miners", False),
        ("1,700 miners", "2,000 miners", True),
        ("548 miners", "1,000 miners", False),
    ],
)
def test_numbers_meet_where_both_may_be_true(one, other, both):
    (a,), (b,) = read(one), read(other)
    assert a.meets(b) is both
    assert b.meets(a) is both


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("seven dead", "eight bodies", True),
        ("seven dead", "eight injured", False),
        ("21 of the schoolgirls", "276 girls", True),
        ("12 metres", "12 miles", False),
        ("12 metres", "14 metres", True),
        ("12 km", "14 kilometers", True),
        ("12 per cent", "14%", True),
    ],
)
def test_numbers_are_of_a_kind_by_what_they_count_or_measure(one, other, same):
    assert read(one)[0].of_a_kind(read(other)[0]) is same
