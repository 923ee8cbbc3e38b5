"""Printed publication times: the grammar takes whole lines, keeps what is open, and never searches prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.reports import dates

CASES = Path(__file__).parents[1] / "cases" / "reports"


def rows() -> list:
    lines = (CASES / "dates.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [pytest.param(c[0], c[1], c[2], id=c[0]) for c in cells]


def marks(stamp: dates.Stamp) -> str:
    return "u" * stamp.updated + "r" * stamp.relative + "w" * stamp.odd_weekday


@pytest.mark.parametrize(("printed", "values", "expected"), rows())
def test_printed_times(printed, values, expected):
    stamps = dates.parse(printed)
    assert ";".join(",".join(s.values) or "-" for s in stamps) == values
    assert ";".join(marks(s) for s in stamps) == expected


@pytest.mark.parametrize("words", (CASES / "not_dates.txt").read_text("utf-8").splitlines())
def test_what_is_no_time(words):
    assert dates.parse(words) == ()


def test_spans_cut_out_the_time_and_its_label():
    line = "Published: Sept 3, 2020 | Updated: Sept 4, 2020 10am"
    first, second = dates.parse(line, offset=100)
    assert line[first.start - 100 : first.end - 100] == "Published: Sept 3, 2020"
    assert line[second.start - 100 : second.end - 100] == "Updated: Sept 4, 2020 10am"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("2017-12-27T06:57:28", ("2017-12-27T06:57",)),
        ("2017-12-27T00:00:00", ("2017-12-27",)),
        ("2017-12-27 00:00:00", ("2017-12-27",)),
        ("2017-12-27T00:00", ("2017-12-27T00:00",)),
        ("2017-12-27", ("2017-12-27",)),
        ("  27 December 2017 ", ("2017-12-27",)),
        ("yesterday", ()),
        ("None", ()),
        ("", ()),
    ],
)
def test_a_column_of_midnight_says_the_day_only(column, values):
    assert dates.values(column) == values
