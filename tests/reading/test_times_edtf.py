"""TIMEX3 values as EDTF level 1."""

import pytest

from stemma.reading.times import edtf
from stemma.records import TimeExpression


@pytest.mark.parametrize(
    ("type_", "value", "mod", "expected"),
    [
        ("DATE", "2024-05-15", None, "2024-05-15"),
        ("DATE", "2024-05", None, "2024-05"),
        ("DATE", "2024", None, "2024"),
        ("DATE", "2024", "APPROX", "2024~"),
        ("DATE", "199X", None, "199X"),
        ("DATE", "18XX", None, "18XX"),
        ("DATE", "2024-SU", None, "2024-22"),
        ("DATE", "2023-WI", None, "2023-24"),
        ("DATE", "2024-Q3", None, "2024-07/2024-09"),
        ("DATE", "2024-H1", None, "2024-01/2024-06"),
        ("DATE", "2024-W20", None, "2024-05-13/2024-05-19"),
        ("DATE", "2024-W20-WE", None, "2024-05-18/2024-05-19"),
        ("DATE", "2024-W53", None, None),
        ("DATE", "XXXX-WXX-5", None, None),
        ("DATE", "XXXX-11", None, None),
        ("DATE", "PAST_REF", None, None),
        ("DATE", "FY2020", None, None),
        ("DATE", None, None, None),
        ("TIME", "2024-05-15T09:30", None, "2024-05-15T09:30:00"),
        ("TIME", "2024-05-15T09:30Z", None, "2024-05-15T09:30:00Z"),
        ("TIME", "2024-02-29T24:00", None, "2024-03-01T00:00:00"),
        ("TIME", "2024-05-15TEV", None, "2024-05-15"),
        ("TIME", "XXXX-XX-XXT10:00", None, None),
        ("DURATION", "P3D", None, None),
        ("SET", "XXXX-WXX-2", None, None),
    ],
)
def test_value(type_, value, mod, expected):
    assert edtf(TimeExpression(0, 1, type_, value, mod=mod)) == expected
