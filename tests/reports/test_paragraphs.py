"""Where pieces lie: a paragraph a line, blank lines between, or hard-wrapped, told from the text."""

from __future__ import annotations

import textwrap

import pytest

from stemma.reports import paragraphs

LONG = (
    "The harbour board of Ostrava Bay is weighing a ban on night traffic for barges, three people familiar with the "
    "talks said on Monday, after a third collision in a month left two tugs on the rocks below the old light."
)
SHORT = "The chairwoman said the matter was being worked out."
LAST = (
    "Unions said they would answer within days, and that no pilot would take a barge out after dark until the lamps "
    "on the eastern mole were lit again, as the board had promised in the spring."
)
PROSE = [LONG, SHORT, LAST]


def cut(text: str) -> list[str]:
    return [" ".join(span.cut(text).split()) for span in paragraphs.split(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("gap", [1, 2, 3])
def test_a_paragraph_a_line_or_blank_lines(end, gap):
    assert cut((end * gap).join(PROSE)) == PROSE


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [60, 66, 72, 80])
def test_hard_wrapped(end, width):
    text = (end * 2).join(end.join(textwrap.wrap(p, width)) for p in PROSE)
    assert cut(text) == PROSE


@pytest.mark.parametrize("width", [64, 72])
def test_hard_wrapped_with_indents_instead_of_blank_lines(width):
    text = "\n".join("\n".join(textwrap.wrap(p, width, initial_indent="   ")) for p in PROSE)
    assert cut(text) == PROSE


def test_masthead_lines_of_a_wrapped_text_stay_apart():
    top = ["Night ban on barges", "The Coast Herald", "3 May 2031"]
    text = "\n".join(top) + "\n\n" + "\n\n".join("\n".join(textwrap.wrap(p, 72)) for p in PROSE)
    assert cut(text) == top + PROSE


def test_one_wrapped_paragraph_is_enough_to_tell():
    lead = (
        "Portugal's port authority will close two docks next year, its director said on Tuesday, after a review found "
        "the piers were no longer safe."
    )
    text = "\n".join(textwrap.wrap(lead, 64)) + "\n\n“We had no choice,” she said.\n"
    assert len(cut(text)) == 2


def test_short_lines_are_no_wrapped_text():
    lines = ["The Coast Herald", "Night ban on barges", "Tide tables for the weekend", "Letters to the editor"]
    assert cut("\n".join(lines)) == lines


def test_spans_are_trimmed():
    text = " \n\n  One line.  \n \t\n\u3000Two lines.\n"
    assert [span.cut(text) for span in paragraphs.split(text)] == ["One line.", "Two lines."]


def test_nothing():
    assert paragraphs.split(" \r\n\t") == ()
