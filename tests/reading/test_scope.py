"""Sentences of a content: where a stop ends one, and where it only shortens a word."""

import pytest

from stemma.reading.morphology import tokens
from stemma.reading.scope import sentences
from stemma.spans import Span


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We thank Sen. Brook for it. She left.", 2),
        ("He met Mr. Dahl and the president. Nobody spoke.", 2),
        ("It ended at noon; nobody spoke.", 2),
        ("It cost 2.5 million.", 1),
    ],
)
def test_a_stop_that_shortens_a_title_ends_no_sentence(text, count):
    assert len(list(sentences([tokens(text, [Span(0, len(text))])]))) == count
