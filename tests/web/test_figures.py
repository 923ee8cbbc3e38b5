"""Figures that differ: the numbers of one claim by report, in order, and where each goes back to."""

import pytest
from builders import reading, report

from stemma.exports.wording import signed
from stemma.records import Claim, ClaimSide, Evidence, Lineage, LineageEdge, LineageNode, Story
from stemma.web.asking import Asked
from stemma.web.figures import figures


def side(told, values: dict) -> ClaimSide:
    place = Evidence(told.id, 0, 5, told.text[:5])
    return ClaimSide(told.id, told.text[:5], "certain", "positive", "report", (place,), values)


def story(*values: dict) -> Story:
    texts = [f"Report {n} of the flood" for n in range(len(values))]
    readings = tuple(reading(report(text, outlet=f"Outlet {n}")) for n, text in enumerate(texts))
    sides = tuple(side(told, value) for told, value in zip(readings, values, strict=True))
    claim = Claim("c1", "people died", "corroborated", 1, (), (), tuple(reversed(sides)))
    return Story("s1", "Flood", None, None, None, readings, claims=(claim,))


def test_different_numbers_of_two_reports_stand_in_order_of_publication():
    told = story({"dead": ">60", "date": "2031-05-12"}, {"dead": ["84", "~1500.5"]})
    (figure,) = figures(told, Asked())
    assert [(g.report, g.value) for g in figure.given] == [(1, "at least 60"), (2, "84"), (2, "about 1,500.5")]
    assert (figure.counted, figure.claim, figure.given[0].outlet) == ("dead", 1, "Outlet 0")
    assert figure.given[0].href.endswith("?at=0-5#at")


def test_equal_numbers_dates_and_words_are_no_difference():
    assert figures(story({"dead": "84", "date": "2031-05-12"}, {"dead": "84", "date": "2031-05-13"}), Asked()) == ()
    assert figures(story({"dead": ["84", "85"]}, {"hurt": "3"}), Asked()) == ()
    assert figures(story({"place": "Orle"}, {"place": "Sell"}), Asked()) == ()


def test_a_number_given_again_is_told_from_a_new_one_and_a_copy_is_called_one():
    told = story({"dead": 60}, {"dead": 60}, {"dead": 60}, {"dead": 84})
    first, second, *_ = (r.id for r in told.readings)
    nodes = tuple(LineageNode(r.id, "report", r.id, r.id) for r in told.readings)
    copy = LineageEdge(second, first, "copies", directed=True, score=1.0)
    (figure,) = figures(told.with_(lineage=Lineage(nodes, (copy,))), Asked())
    assert [(g.report, g.again, g.repeats) for g in figure.given] == [
        (1, False, None), (2, True, 1), (3, True, None), (4, False, None)
    ]  # fmt: skip


def test_the_words_shown_are_those_about_the_number():
    text = "Rain fell on the hills for days. " * 9 + "The river took twenty-one lives at Orle. " + "It rained on. " * 9
    one, other = reading(report(text)), reading(report("The flood took 30 lives."))
    sides = [
        ClaimSide(
            r.id, r.text, "certain", "positive", "report", (Evidence(r.id, 0, len(r.text), r.text),), {"lives": n}
        )
        for r, n in ((one, 21), (other, 30))
    ]
    claim = Claim("c1", "people died", "disputed", 1, (), (), tuple(sides))
    (figure,) = figures(Story("s1", "Flood", None, None, None, (one, other), claims=(claim,)), Asked())
    assert "took twenty-one lives" in figure.given[0].quote
    assert figure.given[0].quote.startswith("… ")
    assert len(figure.given[0].quote) < len(text) / 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("people: >7", "people: at least 7"),
        (">50, killed: ~3", "at least 50, killed: about 3"),
        ("<4", "at most 4"),
        ("a > b", "a > b"),
        ("84", "84"),
    ],
)
def test_the_signs_of_values_are_said_in_words(values, words):
    assert signed(values) == words
