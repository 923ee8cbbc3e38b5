"""Direct, indirect or mixed, by the marks in and around a content; marks gone astray elsewhere turn nothing around."""

import pytest
from builders import span_of

from stemma.reading.forms import form_of
from stemma.reading.windows import Paragraph, quote_states, words_of


def form(text, *pieces):
    words = tuple(words_of(text, 0, len(text)))
    paragraph = Paragraph(words, (), (), tuple(quote_states(text, words)))
    return form_of([span_of(text, p) for p in pieces], [paragraph], text)


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("She said the gates held.", ["the gates held"], "indirect"),
        ("“The gates held,” she said.", ["“The gates held,”"], "direct"),
        ("“The gates held,” she said.", ["The gates held,"], "direct"),
        ('"The gates held," she said. "They do."', ['"The gates held,"', '"They do."'], "direct"),
        ("She said the gates “held well”.", ["the gates “held well”"], "mixed"),
        ("She said the gates 'held well'.", ["the gates 'held well'"], "mixed"),
        ("“It held. The gates held. It is over,” she said.", ["The gates held"], "direct"),
        ("“The gates held. Nobody slept.", ["Nobody slept"], "direct"),
        ('"It held. "It holds," she said. He said the gates held.', ["the gates held"], "indirect"),
        ('Brook: "One “inner” word. "And more."', ['"One “inner” word. ', '"And more."'], "direct"),
        ("She praised the so-called “double lock” plan.", ["the so-called “double lock” plan"], "indirect"),
        ('She joined the "Save Our River" campaign.', ['the "Save Our River" campaign'], "indirect"),
        (
            "She said the players' wives' and men's gates held.",
            ["the players' wives' and men's gates held"],
            "indirect",
        ),
    ],
)
def test_form_is_told_by_the_marks_that_belong_to_the_content(text, pieces, expected):
    assert form(text, *pieces) == expected
