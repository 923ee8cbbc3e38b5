"""Publication time: witnesses are ranked, agree or object; what stays open stays open; no clock is asked."""

from __future__ import annotations

import pytest

from stemma.records import Given, Published, RawItem, Report
from stemma.reports import clean, published

LEAD = "The harbour board of Ostrava Bay is weighing a ban on night traffic, three people familiar with the talks said."


def when(line: str = "", *, given: str | None = None, url: str | None = None, path: str = "a.txt") -> Published:
    text = f"Night trains return\n\n{line}\n\n{LEAD}" if line else f"Night trains return\n\n{LEAD}"
    report = clean(RawItem(content=text, kind="row", path=path, url=url, given=Given(published=given)))
    assert isinstance(report, Report)
    for witness in report.report.published.witnesses:
        assert witness.span is None or witness.span.cut(text) == witness.text
    return report.report.published


@pytest.mark.parametrize(
    ("line", "given", "url", "value", "basis", "alternatives"),
    [
        pytest.param("", None, None, None, "unknown", (), id="nothing"),
        pytest.param(
            "11/09/2024 21h26", None, None, None, "masthead", ("2024-09-11T21:26", "2024-11-09T21:26"), id="open"
        ),
        pytest.param(
            "11/09/2024 21h26",
            None,
            "https://a.example/2024/09/11/trains",
            "2024-09-11T21:26",
            "masthead",
            ("2024-11-09T21:26",),
            id="the address settles it",
        ),
        pytest.param(
            "11/09/2024 21h26",
            "2024-11-09",
            None,
            "2024-11-09T21:26",
            "masthead",
            ("2024-09-11T21:26",),
            id="the column settles it and the masthead knows the minute",
        ),
        pytest.param(
            "11/09/2024 21h26",
            None,
            "https://a.example/2024/10/01/trains",
            None,
            "masthead",
            ("2024-09-11T21:26", "2024-11-09T21:26", "2024-10-01"),
            id="a third day settles nothing",
        ),
        pytest.param("3 hours ago", None, None, None, "masthead", (), id="relative"),
        pytest.param("Sept 3", None, None, None, "masthead", (), id="no year"),
        pytest.param("13 Sept 2018", None, None, "2018-09-13", "masthead", (), id="masthead alone"),
        pytest.param("", "2018-09-13T00:00:00", None, "2018-09-13", "given", (), id="midnight is a day"),
        pytest.param("", None, "https://a.example/2018/sep/13/x", "2018-09-13", "inferred", (), id="address alone"),
        pytest.param("", None, "https://a.example/20180913-x", "2018-09-13", "inferred", (), id="digits in an address"),
        pytest.param("", None, "https://a.example/id/20189913", None, "unknown", (), id="digits that are no day"),
        pytest.param(
            "14 Sept 2018",
            "2018-11-26T21:37:00",
            None,
            "2018-11-26T21:37",
            "given",
            ("2018-09-14",),
            id="a contradiction is kept",
        ),
        pytest.param(
            "", "2018-09-14T02:00:00", "https://a.example/2018/09/13/x", "2018-09-14T02:00", "given", (), id="zones"
        ),
    ],
)
def test_settling(line, given, url, value, basis, alternatives):  # noqa: PLR0917 - a row of the table
    found = when(line, given=given, url=url)
    assert (found.value, found.basis, found.alternatives) == (value, basis, alternatives)
    assert (found.confidence > 0) == (value is not None)
    assert (found.precision is None) == (value is None)


def test_agreement_raises_and_contradiction_lowers_confidence():
    alone = when(given="2018-09-13").confidence
    assert when("13 Sept 2018", given="2018-09-13").confidence > alone
    assert when("20 Sept 2018", given="2018-09-13").confidence < alone


def test_published_and_updated_are_kept_apart():
    found = when("Published: 3 Sept 2020 | Updated: 4 Sept 2020 10am")
    assert (found.value, found.updated) == ("2020-09-03", "2020-09-04T10:00")


def test_an_update_alone_is_the_best_there_is_and_less_sure():
    found = when("Updated: 2020-09-04 10:00")
    assert (found.value, found.updated) == ("2020-09-04T10:00", "2020-09-04T10:00")
    assert found.confidence < when("2020-09-04 10:00").confidence


@pytest.mark.parametrize(
    ("opening", "value"),
    [
        ("HALVOR, 4 March —", "2023-03-04"),
        ("HALVOR, April 2 (Reuters) -", "2023-04-03"),
        ("HALVOR, 9 August —", None),
        ("HALVOR —", None),
    ],
)
def test_a_dateline_without_year_can_choose_but_not_date(opening, value):
    text = f"Night trains return\n\n04.03.2023\n\n{opening} {LEAD}"
    report = clean(RawItem(content=text, kind="text", path="a.txt"))
    assert report.report.published.value == value
    undated = clean(RawItem(content=f"{opening} {LEAD}", kind="text", path="a.txt"))
    assert undated.report.published.value is None


def test_a_dateline_with_its_year_is_a_weak_witness():
    report = clean(RawItem(content=f"LISBON, Sept 3, 2031 (Reuters) - {LEAD}", kind="text", path="a.txt"))
    found = report.report.published
    assert (found.value, found.basis) == ("2031-09-03", "inferred")
    assert found.confidence <= 0.5


def test_a_file_name_is_the_last_witness():
    assert when(path="x/2018-09-13-trains.txt").value == "2018-09-13"
    assert when(path="x/2018-09-13.jsonl#7").value is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2018-09-13", "2018-09-13T10:00", True),
        ("2018-09", "2018-09-13T10:00", True),
        ("2018-09-13T10:00+00:00", "2018-09-13T06:00-04:00", True),
        ("2018-09-14T00:30+00:00", "2018-09-13", True),
        ("2018-09-15T00:30+00:00", "2018-09-13", False),
        ("2018-09-13", "2018-09-14", False),
        ("2018-09-14T01:48+00:00", "2018-09-13T15:48", True),
        ("2018-09-14T01:48+00:00", "2018-09-13T01:48", False),
        ("2018-09-13T10:00", "2018-09-14T10:00", False),
    ],
)
def test_near(one, other, expected):
    assert published.near(one, other) is expected
    assert published.near(other, one) is expected
