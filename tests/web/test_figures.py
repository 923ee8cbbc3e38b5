"""Figures that differ: the numbers of one claim by report, in order, and where each goes back to."""

from builders import reading, report

from stemma.records import Claim, ClaimSide, Evidence, Story
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
    assert [(g.report, g.value) for g in figure.given] == [(1, "more than 60"), (2, "84"), (2, "about 1,500.5")]
    assert (figure.counted, figure.claim, figure.given[0].outlet) == ("dead", 1, "Outlet 0")
    assert figure.given[0].href.endswith("?at=0-5#at")


def test_equal_numbers_dates_and_words_are_no_difference():
    assert figures(story({"dead": "84", "date": "2031-05-12"}, {"dead": "84", "date": "2031-05-13"}), Asked()) == ()
    assert figures(story({"dead": ["84", "85"]}, {"hurt": "3"}), Asked()) == ()
    assert figures(story({"place": "Orle"}, {"place": "Sell"}), Asked()) == ()
