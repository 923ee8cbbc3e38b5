"""Figures inside clauses, further tellings of a claim, and names that are no likeness."""

import base64

import numpy as np
import pytest
from builders import reading, report

from stemma.records import Lineage
from stemma.stories.claims import claims
from stemma.stories.claims_facts import figures_told, untold
from stemma.stories.claims_gathering import gathered
from stemma.stories.claims_units import Units
from stemma.stories.vectors import WIDTH

# The encoder's vectors of sentences on one matter lie close together.
NEAR = base64.b64encode(np.full(WIDTH, 100, dtype=np.int8).tobytes()).decode()


def texts(*sentences, outlets=("Courier", "Lantern", "Ledger", "Mail")):
    return [
        reading(report(text, outlet=outlet, published="2023-05-14")).with_(vectors=(NEAR,))
        for text, outlet in zip(sentences, outlets, strict=False)
    ]


def units(*sentences):
    return Units(texts(*sentences), ()).found


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("The flood drowned 340 sheep near the weir.", "Farmers in Brannock mourn 340 sheep this week.", 1),
        ("The flood drowned more than 300 sheep.", "Farmers in Brannock mourn 340 sheep this week.", 1),
        ("The flood drowned 340 sheep near the weir.", "Farmers in Brannock mourn 120 sheep this week.", 0),
        ("The flood drowned 340 sheep near the weir.", "The library in Brannock lost 340 books this week.", 0),
        ("Two men repaired the lighthouse door.", "A shop in Lisk was robbed by two men.", 0),
        ("Two men repaired the lighthouse door.", "The lighthouse has new hinges thanks to two men.", 1),
        ("The company lost $500m in the harbour.", "A hole of half a billion dollars, and the company is gone.", 1),
        ("The company lost $500m in the harbour.", "A concert hall for half a billion dollars opened today.", 0),
    ],
)
def test_a_figure_is_one_where_it_counts_the_same_thing(one, other, groups):
    found = units(one, other)
    assert len(figures_told(found)) == groups


def test_a_figure_is_no_claim_of_its_own_where_a_claim_is_about_it():
    found = units("The flood drowned 340 sheep near the weir.", "Farmers in Brannock mourn 340 sheep this week.")
    (fact,) = figures_told(found)
    assert fact.places == (0, 1)
    assert [[n.value for n in ns] for ns in fact.numbers] == [[340], [340]]
    assert untold([fact], [(0, 1)], found) == []
    assert untold([fact], [(0,), (1,)], found) == [fact]
    assert untold([fact, fact], [(0, 1)], found) == [fact]


@pytest.mark.parametrize(("more", "conflict"), [("Police have found 21 church bells by now.", False), ("", True)])
def test_a_report_that_gives_both_figures_gives_them_of_two_things(more, conflict):
    readings = texts(
        f"Robbers took 90 church bells from the Skerrow islands. {more}",
        "Robbers took 21 church bells from the Skerrow islands.",
    )
    assert any("conflicts" in c.relations for c in claims(readings, (), Lineage())) == conflict


def test_clauses_that_share_nothing_but_a_name_are_no_claim():
    readings = texts(
        "The ministry of Aldane Biologics and Partners grew barley on wet meadows.",
        "A lawyer from Aldane Biologics and Partners slept through the long concert.",
    )
    assert all(len(c.sides) == 1 for c in claims(readings, (), Lineage()))


def test_a_third_report_that_tells_the_figure_too_has_a_side():
    readings = texts(
        "The night flood in the Daven valley drowned 340 sheep near the weir.",
        "The night flood in the Daven valley drowned 340 sheep, farmers found.",
        "Insurers will pay in full for all the 340 sheep.",
    )
    told_by = [{s.report for s in c.sides} for c in claims(readings, (), Lineage())]
    assert any({r.id for r in readings} <= reports for reports in told_by)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        # The third report's clause joins the claim where its best pair and the mean of its pairs are good enough.
        (0.5, [(0, 1, 2)]),
        (-1.0, [(0, 1)]),
    ],
)
def test_a_clause_of_a_further_report_joins_a_claim_it_resembles(score, expected):
    found = units(*(f"The keeper of Skerrow sold all {name} to merchants." for name in ("eels", "bells", "lamps")))
    assert gathered([(0, 1)], found, [(0, 1, 2.0), (0, 2, score), (1, 2, -1.2)]) == expected


def test_claims_that_come_to_hold_the_same_clauses_are_one():
    found = units(
        *(f"The keeper of Skerrow sold all {name} to merchants." for name in ("eels", "bells", "lamps", "nets"))
    )
    close = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0), (1, 3, 1.0), (2, 3, 1.0)]
    assert gathered([(0, 1), (2, 3)], found, close[:1] + close[4:]) == [(0, 1), (2, 3)]
    links = [(a, b, 1.0) for a in range(4) for b in range(a + 1, 4)]
    assert gathered([(0, 1, 2), (1, 2, 3)], found, links) == [(0, 1, 2, 3)]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        # Two reports that hang together loosely are a claim; a third must hang better.
        ({(0, 1): -0.9}, [(0, 1)]),
        ({(0, 1): -1.1}, [(1,)]),
        ({(0, 1): 2.0, (0, 2): 0.1, (1, 2): -3.0}, [(0, 1, 2)]),
        ({(0, 1): 2.0, (0, 2): -0.1, (1, 2): -3.0}, [(0, 1)]),
    ],
)
def test_what_hangs_on_no_clause_of_another_report_is_left_out(scores, expected):
    found = units(*(f"The keeper of Skerrow sold all {name} to merchants." for name in ("eels", "bells", "lamps")))
    group = tuple(sorted({n for pair in scores for n in pair}))
    assert gathered([group], found, [(a, b, score) for (a, b), score in scores.items()]) == expected


def test_a_figure_in_another_measure_is_no_fact_of_its_own():
    found = units(
        "The balloon drifted 40 kilometres (25 miles) over Selkia.",
        "A balloon drifted 40 km (about 25 miles) before it sank.",
    )
    (fact,) = figures_told(found)
    assert {n.unit for ns in fact.numbers for n in ns} == {"kilometres"}


@pytest.mark.parametrize(("no", "sides"), [("", 2), (" not", 0)])
def test_a_yes_and_a_no_that_are_barely_alike_are_no_claim(no, sides):
    one, other = texts(
        f"The coastguard of Selkia did{no} warn the ferry.",
        "All night the coastguard of Selkia followed the ferry with lamps, drums and a rusty trumpet.",
    )
    vector = np.where(np.arange(WIDTH) < WIDTH * 2 // 3, 100, 0).astype(np.int8)
    readings = one, other.with_(vectors=(base64.b64encode(vector.tobytes()).decode(),))
    assert sum(len(c.sides) for c in claims(readings, (), Lineage())) == sides
