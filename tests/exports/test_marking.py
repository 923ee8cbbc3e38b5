"""Cutting a text at overlapping spans: nothing lost, nothing covered up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.exports.marking import Mark, plain, segments, shown
from stemma.spans import Span

TEXT = "\u201cZoe\u0308 \U0001f469\u200d\U0001f680 agrees,\u201d\r\nsaid she\u2019s \u202eevil\u202c friend."
WHOLE = Span(0, len(TEXT))


def mark(start: int, end: int, number: int = 1, role: str = "content") -> Mark:
    return Mark(Span(start, end), number, role)


@pytest.mark.parametrize(
    ("marks", "want"),
    [
        ([], [("abcdef", "", "")]),
        ([mark(0, 6)], [("abcdef", "1", "content")]),
        ([mark(1, 3)], [("a", "", ""), ("bc", "1", "content"), ("def", "", "")]),
        # nested: the inner one comes first
        (
            [mark(0, 6), mark(2, 4, 2)],
            [("ab", "1", "content"), ("cd", "2 1", "content content"), ("ef", "1", "content")],
        ),
        # crossing
        (
            [mark(0, 4), mark(2, 6, 2)],
            [("ab", "1", "content"), ("cd", "1 2", "content content"), ("ef", "2", "content")],
        ),
        # a source inside another's content
        (
            [mark(0, 6), mark(0, 2, 2, "source")],
            [("ab", "2 1", "source content"), ("cdef", "1", "content")],
        ),
        # the same span twice: by number
        ([mark(0, 6, 2), mark(0, 6, 1)], [("abcdef", "1 2", "content content")]),
        # touching
        ([mark(0, 3), mark(3, 6, 2)], [("abc", "1", "content"), ("def", "2", "content")]),
        # beyond the block on both sides
        ([Mark(Span(-5, 99), 1, "cue")], [("abcdef", "1", "cue")]),
        # a date is no item
        ([mark(0, 6, 0, "date")], [("abcdef", "", "")]),
    ],
)
def test_segments_name_all_marks_over_them(marks, want):
    found = segments("abcdef", Span(0, 6), marks)
    assert [(s.text, s.numbers, s.roles) for s in found] == want


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT)),
            st.integers(0, len(TEXT)),
            st.integers(1, 9),
            st.sampled_from(["source", "cue", "content"]),
        ),
        max_size=12,
    )
)
def test_joined_segments_are_the_text_and_every_mark_is_covered(rows):
    marks = [mark(min(a, b), max(a, b), n, role) for a, b, n, role in rows if a != b]
    found = segments(TEXT, WHOLE, marks)
    assert "".join(s.text for s in found) == TEXT
    assert all(s.text for s in found)
    for one in marks:
        assert "".join(s.text for s in found if one in s.marks) == one.span.cut(TEXT)


def test_a_block_gets_its_own_part_of_a_span_that_runs_over_several():
    spans = [Span(0, 3), Span(4, 7)]
    over = mark(1, 6)
    assert ["".join(s.text for s in segments("abc def", b, [over]) if s.marks) for b in spans] == ["bc", "de"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("a\r\nb", "a&#13;\nb"),
        ("x\u202ey", 'x<span class="ctl" data-u="U+202E">\u202e</span>y'),
        ("\x00", '<span class="ctl" data-u="U+0000"></span>'),
        ("\ud83d", '<span class="ctl" data-u="U+D83D"></span>'),
        ("\u201cnai\u0308ve\u201d \U0001f469\u200d\U0001f680", "\u201cnai\u0308ve\u201d \U0001f469\u200d\U0001f680"),
    ],
)
def test_strange_characters_are_shut_in_and_named(text, html):
    assert shown(text) == html


def test_words_for_attributes_hold_no_strange_character():
    assert plain("a\u202e\x00 b\r\n c") == "a[U+202E][U+0000] b c"
