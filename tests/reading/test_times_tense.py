"""The tense that governs a place in a sentence."""

import pytest

from stemma.reading import times
from stemma.reading.times_tense import tense_at
from stemma.reading.times_tokens import tokens_of
from stemma.spans import Span


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He left on *Friday*.", "past"),
        ("He will leave on *Friday*.", "future"),
        ("He would leave on *Friday*, he said.", "future"),
        ("He would have left on *Friday*.", "past"),
        ("He said *Friday* he would leave.", "past"),
        ("He is expected on *Friday*.", "future"),
        ("It was scheduled for *Friday*.", "future"),
        ("It will be held on *Friday*.", "future"),
        ("It was held on *Friday*.", "past"),
        ("It is to be held on *Friday*.", "future"),
        ("He plans to leave on *Friday*.", "future"),
        ("He refused to leave on *Friday*.", "past"),
        ("On *Friday* the court will rule.", "future"),
        ("On *Friday* the court ruled.", "past"),
        ("He ran until *Friday*.", "future"),
        ("He had not run until *Friday*.", "past"),
        ("He may go no later than *Friday*.", "future"),
        ("He will go; on *Friday* he stayed.", "past"),
        ("The feud is of *Friday*.", None),
    ],
)
def test_tense(sentence, expected):
    times.rules()
    text = sentence.replace("*", "")
    tokens = tokens_of(text, [Span(0, len(text))])
    at = tokens.words.index("friday")
    assert tense_at(tokens, at, at + 1) == expected
