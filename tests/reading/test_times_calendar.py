"""Calendar arithmetic in TIMEX3 values."""

from datetime import date

import pytest

from stemma.reading.times_calendar import Moment, easter, holiday, holidays, moved, nth_weekday, period, shifted


@pytest.mark.parametrize(
    ("start", "number", "unit", "expected"),
    [
        ("2024-03-01", -1, "D", "2024-02-29"),
        ("2024-01-01", -1, "W", "2023-W52"),
        ("2024-01-31", 1, "M", "2024-02"),
        ("2024-01", -1, "M", "2023-12"),
        ("2024-01-31", -1, "Q", "2023-Q4"),
        ("2024", -1, "Y", "2023"),
        ("2024", -1, "E", "201X"),
        ("2024", -1, "C", "19XX"),
        ("2024", -1, "M", None),
        ("2024-01", -1, "D", None),
        ("2024-05-15", -2, "TH", None),
        ("2024-05-15T01:00", -2, "TH", "2024-05-14T23:00"),
        ("2024-05-15", -5000, "Y", None),
        ("2024-05-15", 10**9, "D", None),
        ("2024-05-15", -30000, "M", None),
    ],
)
def test_units_from_a_moment(start, number, unit, expected):
    moment = Moment.read(start)
    assert moment is not None
    assert shifted(moment, number, unit) == expected


@pytest.mark.parametrize("value", [None, "", "XXXX-05", "PAST_REF", "2024-13", "2024-02-30"])
def test_what_is_no_moment(value):
    assert Moment.read(value) is None


@pytest.mark.parametrize(
    ("year", "day"), [(1998, (4, 12)), (2000, (4, 23)), (2008, (3, 23)), (2024, (3, 31)), (2038, (4, 25))]
)
def test_easter(year, day):
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("thanksgiving", 1999, date(1999, 11, 25)),
        ("election day", 1998, date(1998, 11, 3)),
        ("memorial day", 2024, date(2024, 5, 27)),
        ("good friday", 2024, date(2024, 3, 29)),
        ("christmas eve", 2024, date(2024, 12, 24)),
        ("ramadan", 2024, None),
    ],
)
def test_named_days(name, year, expected):
    assert holiday(holidays()[name], year) == expected


def test_every_named_day_has_a_rule_that_reads():
    assert all(holiday(rule, 2024) is not None or rule == "-" for rule in holidays().values())


def test_months_end_where_they_end():
    assert moved(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert nth_weekday(2024, 2, 4, 5) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("3", "D", "P3D"),
        ("2", "E", "P20Y"),
        ("X", "E", "PXDE"),
        ("2", "F", "P4W"),
        ("1.5", "TH", "PT1H30M"),
        ("1", "XW", "PXW"),
    ],
)
def test_durations(number, unit, expected):
    assert period(number, unit) == expected
