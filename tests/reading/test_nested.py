"""Contents made ready to be read again, and what shapes and nouns tell: rules alone, no model."""

from __future__ import annotations

import pytest
from builders import attribution, span_of

from stemma.reading.cue_shapes import shaped
from stemma.reading.cue_words import worded
from stemma.reading.nested import Passage, packed, passages
from stemma.reading.nested_nouns import hearsay, told_by_nouns
from stemma.reading.windows import WINDOW_PIECES, Paragraph, quote_states, words_of
from stemma.spans import Span


class Letters:
    """Cuts a word into one piece for each four letters."""

    cls_id, sep_id = 1, 2

    def cut(self, words):
        return [[3] * ((len(w) + 3) // 4) for w in words]


def made(text: str, content) -> list[Passage]:
    return passages(text, [attribution(text, content)], Letters())


def written(text: str, passage: Passage) -> str:
    return " ".join(w.cut(text) or "." for w in passage.paragraph.words)


def test_the_word_that_opens_a_content_and_the_marks_around_it_are_left_out():
    text = "She said that he wants rain. “We want snow,” he added."
    one, two = passages(
        text, [attribution(text, "that he wants rain"), attribution(text, "“We want snow,”")], Letters()
    )
    assert (written(text, one), written(text, two)) == ("he wants rain .", "We want snow , .")
    assert one.paragraph.case[0] == two.paragraph.case[0]
    assert set(two.paragraph.quote) == {0}


def test_pieces_of_one_sentence_are_read_together_and_cut_apart_again():
    text = "The envoy, two aides said, believed that the talks would fail."
    (passage,) = made(text, ("The envoy", "believed that the talks would fail"))
    assert written(text, passage).startswith("The envoy believed that")
    assert passage.cut(text, span_of(text, "The envoy, two aides said, believed")) == (
        span_of(text, "The envoy"),
        span_of(text, "believed"),
    )


def test_sentences_are_passages_of_their_own_and_what_reports_nothing_is_not_read():
    text = "“I want to leave. The road is wet. Mr. Falk thinks so,” she said."
    found = made(text, "“I want to leave. The road is wet. Mr. Falk thinks so,”")
    assert [written(text, p) for p in found] == ["I want to leave .", "Mr . Falk thinks so , ."]


def test_passages_fill_windows_and_none_is_larger_than_a_window():
    text = "He said that " + "they want the long bridge and " * 120 + "rain."
    found = made(text, text[8:-1])
    assert len(found) > 1
    for window, inside in packed(found, Letters()):
        assert len(window.ids) <= WINDOW_PIECES
        assert len(window.paragraphs) == len(inside)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "a report by Meridian Wire that a second dam has leaked",
            "Meridian Wire",
            "a report",
            "that a second dam has leaked",
        ),
        ("the union's refusal to vote on Monday was noted", "the union's", "refusal", "to vote on Monday"),
        ("Her threat of new checks had never been serious", "Her", "threat", "of new checks"),
        ("the suggestion that Falk lied was wrong", None, "the suggestion", "that Falk lied"),
        ("various estimates that half the boats were lost", None, "estimates", "that half the boats were lost"),
    ],
)
def test_nouns_tell_what_they_govern(text, source, cue, content):
    (told,) = told_by_nouns(text, [Span(0, len(text))])
    assert [s.cut(text) for s in told.source] == ([source] if source else [])
    assert ([s.cut(text) for s in told.cue], [s.cut(text) for s in told.content]) == ([cue], [content])


@pytest.mark.parametrize(
    "text",
    ["a threat to the town", "a vow that led to war", "They report that it rains", "the plan for the station",
     "the order of the chapters", "there's agreement on that", "the threat of rain"],
)  # fmt: skip
def test_nouns_that_tell_nothing(text):
    assert list(told_by_nouns(text, [Span(0, len(text))])) == []


def test_hearsay_has_the_clause_around_it():
    text = "the plan, which she reportedly wrote alone, failed"
    (told,) = hearsay(text, [Span(0, len(text))])
    assert [s.cut(text) for s in told.content] == ["which she", "wrote alone"]


def lines(text: str) -> list[Paragraph]:
    out, at = [], 0
    for line in text.split("\n"):
        words = words_of(text, at, at + len(line))
        states = tuple(quote_states(text, words))
        out.append(Paragraph(tuple(words), ((1,),) * len(words), (0,) * len(words), states))
        at += len(line) + 1
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: Who did it?\nA: I did it, and gladly.", [("Q", "Who did it?"), ("A", "I did it, and gladly")]),
        ("Opens: 9 a.m. and not before.\nCloses: at dusk, if it is dry.", []),
        ("Back on air soon. — Varr Grid (@varr) May 4, 2021", [("Varr Grid (@varr)", "Back on air soon")]),
        ("We are back on air.\n— Varr Grid (@varr)", [("Varr Grid (@varr)", "We are back on air")]),
        ("Harbour will close in May: ministry", [("ministry", "Harbour will close in May")]),
        ("Harbour will close in May: three maps", []),
        ("Copyright © 2020 by the: ministry", []),
    ],
)
def test_shapes(text, expected):
    found = shaped(text, [], lines(text))
    assert [(t.source[0].cut(text), t.content[0].cut(text)) for t in found] == expected


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Per the statement, no crew member was hurt.", "the statement", "Per"),
        ("In the mayor’s view, the wall is safe.", "the mayor’s", "view"),
        ("In the opinion of two judges, the law is void.", "two judges", "In the opinion of"),
        ("Six people are feared dead after the storm.", None, "feared"),
        ("Per Hansen, a baker, won the race.", None, None),
    ],
)
def test_phrases_where_nothing_was_found(text, source, cue):
    found = worded(text, [], lines(text))
    assert [s.cut(text) for t in found for s in t.source] == ([source] if source else [])
    assert [s.cut(text) for t in found for s in t.cue] == ([cue] if cue else [])
