"""Words, states and windows: nothing is lost, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.reading.windows import CASES, QUOTES, case_of, quote_states, windows, words_of
from stemma.spans import Span


class Letters:
    """A piece cutter without a vocabulary: one piece a character, none for a zero-width space."""

    cls_id, sep_id = 1, 2

    def cut(self, words):
        return [[ord(c) for c in w if c != "\u200b"] for w in words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brook's ferry", ["Brook", "'", "s", "ferry"]),
        ("the U.S. Navy", ["the", "U", ".", "S", ".", "Navy"]),
        ("cafe\u0301 au lait", ["cafe\u0301", "au", "lait"]),
        ("😀 said “no”", ["😀", "said", "“", "no", "”"]),
        ("a_b", ["a", "_", "b"]),
        ("one\r\ntwo", ["one", "two"]),
    ],
)
def test_words(text, words):
    assert [w.cut(text) for w in words_of(text, 0, len(text))] == words


@pytest.mark.parametrize(
    ("word", "case"),
    [("ferry", "lower"), ("Brook", "capital"), ("NRF", "upper"), ("McAda", "mixed"), ("12", "digit"), ("“", "mark"),
     ("A", "capital"), ("é", "lower")],
)  # fmt: skip
def test_case(word, case):
    assert CASES[case_of(word)] == case


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('He said "no" twice', "outside outside opening inside closing outside"),
        ("“Go on", "opening inside inside"),
        ("‘Fine’ she said", "opening inner closing outside outside"),
        ("the ferry’s crew", "outside outside outside outside outside"),
        ("“They call it ‘home’”", "opening inside inside inside opening inner closing closing"),
    ],
)
def test_quotation_states(text, states):
    found = quote_states(text, words_of(text, 0, len(text)))
    assert [QUOTES[s] for s in found] == states.split()


def test_whole_paragraphs_share_a_window_and_are_parted_by_separators():
    text = "Rain fell. Wind rose.\n\nBoats stayed in."
    (window,) = windows(text, [Span(0, 21), Span(23, 39)], Letters(), room=256)
    assert [len(p.words) for p in window.paragraphs] == [6, 4]
    assert list(window.ids).count(Letters.sep_id) == 2
    assert [chr(window.ids[at]) for at in window.first[:2]] == ["R", "f"]


def test_a_word_without_pieces_is_left_out():
    (window,) = windows("one \u200b two", [Span(0, 9)], Letters())
    assert [w.length for w in window.paragraphs[0].words] == [3, 3]


@given(st.text(alphabet="ab .!“”\n😀\u0301", max_size=400), st.integers(min_value=12, max_value=64))
def test_every_word_is_read_exactly_once_however_long_the_paragraph(text, room):
    found = [w for window in windows(text, [Span(0, len(text))], Letters(), room=room) for p in window.paragraphs
             for w in p.words]  # fmt: skip
    assert found == words_of(text, 0, len(text))


@given(st.integers(min_value=1, max_value=300), st.integers(min_value=16, max_value=64))
def test_no_window_is_larger_than_its_room(count, room):
    text = "ab, " * count
    assert all(len(w.ids) <= room for w in windows(text, [Span(0, len(text))], Letters(), room=room))


def test_a_long_paragraph_is_cut_after_a_sentence_where_there_is_one():
    text = "Aa bb cc. Dd ee ff gg hh."
    first, _ = windows(text, [Span(0, len(text))], Letters(), room=16)
    assert first.paragraphs[0].words[-1].cut(text) == "."
