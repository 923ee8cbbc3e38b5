"""Quotations over several paragraphs, put together by the printers' convention."""

import pytest
from builders import span_of

from stemma.reading.carried import Told, carry_on, goes_on
from stemma.reading.windows import Paragraph, quote_states, words_of

TEXT = "“One day,” said Brook. “It will end.\n“It always ends.\n“And then it starts.”\n“Never,” said Lund."
LINES = TEXT.split("\n")


def paragraphs(text):
    out, at = [], 0
    for line in text.split("\n"):
        words = words_of(text, at, at + len(line))
        states = tuple(quote_states(text, words))
        out.append(Paragraph(tuple(words), ((1,),) * len(words), (0,) * len(words), states))
        at += len(line) + 1
    return out


def told(content, cue=None, source=None):
    spans = [tuple(span_of(TEXT, w) for w in (part if isinstance(part, tuple) else (part,) if part else ()))
             for part in (source, cue, content)]  # fmt: skip
    return Told(*spans, probability=0.9)


FIRST = ("“One day,”", "“It will end.")
SECOND, THIRD = "“It always ends.", "“And then it starts.”"


def contents(found):
    return [[s.cut(TEXT) for s in t.content] for t in found]


def test_paragraphs_nobody_claims_go_to_whoever_left_the_quotation_open():
    found = carry_on([told(FIRST, "said", "Brook"), told(SECOND), told(THIRD)], paragraphs(TEXT))
    assert contents(found) == [[*FIRST, SECOND, THIRD]]


def test_a_paragraph_given_to_the_next_speaker_comes_back():
    later = Told((span_of(TEXT, "Lund"),), (span_of(TEXT, "said", 1),),
                 (span_of(TEXT, THIRD), span_of(TEXT, "“Never,”")), 0.5)  # fmt: skip
    found = carry_on([told(FIRST, "said", "Brook"), told(SECOND), later], paragraphs(TEXT))
    assert contents(found) == [[*FIRST, SECOND, THIRD], ["“Never,”"]]


def test_a_paragraph_with_a_cue_of_its_own_keeps_its_speaker():
    text = "“It will end.\n“It always ends,” said Lund."
    one = Told((), (), (span_of(text, "“It will end."),), 0.5)
    other = Told((span_of(text, "Lund"),), (span_of(text, "said"),), (span_of(text, "“It always ends,”"),), 0.9)
    assert carry_on([one, other], paragraphs(text)) == [one, other]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("“One.\n“Two.”", True), ("“One.”\n“Two.”", False), ("“One.\nTwo.", False), ('"One.\n"Two."', True),
     ("One.\n“Two.”", False)],
)  # fmt: skip
def test_a_quotation_goes_on_where_one_is_open_and_the_next_opens(text, expected):
    assert goes_on(*paragraphs(text)) is expected


def test_nothing_told_is_nothing_carried():
    assert carry_on([], paragraphs(TEXT)) == []
