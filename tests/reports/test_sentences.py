"""Sentence cut points: offsets only, nothing lost, ends inside quotations found."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.reports import sentences

CASES = Path(__file__).parents[1] / "cases" / "reports" / "sentences.txt"
LINES = [
    line.replace("\\u0301", "\u0301")
    for line in CASES.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_cuts(line):
    parts = line.split("|")
    text = "".join(parts)
    assert [s.cut(text) for s in sentences.split(text, 0, len(text))] == [part.strip() for part in parts]


@pytest.mark.parametrize("line", LINES)
def test_cuts_do_not_depend_on_where_the_stretch_lies(line):
    text = line.replace("|", "")
    alone = sentences.split(text, 0, len(text))
    within = sentences.split(f"Ä.\r\n{text}\r\nZ.", 4, 4 + len(text))
    assert tuple(s.shift(4) for s in alone) == within


def test_wrapped_lines_are_one_sentence():
    text = "The harbour was\r\nclosed on Monday. It\r\nopened again later."
    assert [s.cut(text) for s in sentences.split(text, 0, len(text))] == [
        "The harbour was\r\nclosed on Monday.",
        "It\r\nopened again later.",
    ]


def test_white_space_alone_has_no_sentence():
    assert sentences.split(" \n\u2028 ", 0, 4) == ()
