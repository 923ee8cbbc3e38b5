"""He and she that tell and do not speak: named where the coreference head is clear about it."""

import pytest
from builders import attribution, span_of

from stemma.reading.mentions import cast_of
from stemma.reading.pronouns_narrated import add_narrated
from stemma.reading.repairs import Name
from stemma.reading.speakers import SpeakerFinder
from stemma.spans import Span

TEXT = 'Mara Lind resigned. She left at noon. Ivo Dahl said: "She was tired."'


def pronouns(text, chance, attributions=()):
    names = [Name(span_of(text, "Mara Lind"), "person")]
    cast = cast_of(text, names)
    finder = SpeakerFinder(text, cast, cast.names(), lambda _, before: (len(before) - 1, chance) if before else None)
    add_narrated(finder, attributions, [Span(0, len(text))])
    _, mentions = cast.finish()
    who = next(m.actor for m in mentions if m.form == "name")
    return [m.span for m in mentions if m.form == "pronoun" and m.actor == who]


@pytest.mark.parametrize(("chance", "found"), [(0.99, True), (0.72, True), (0.6, False)])
def test_a_pronoun_is_named_where_it_is_clear(chance, found):
    text = TEXT[: TEXT.index(" Ivo")]
    assert pronouns(text, chance) == ([Span(20, 23)] if found else [])


def test_quotations_are_left_alone():
    said = attribution(TEXT, '"She was tired."', source="Ivo Dahl", cue="said", form="direct")
    assert pronouns(TEXT, 0.99, [said]) == [Span(20, 23)]


def test_a_pronoun_of_the_other_gender_is_not_hers():
    assert pronouns("Mrs Mara Lind resigned. She left. She slept. He stayed.", 0.99) == [Span(24, 27), Span(34, 37)]
