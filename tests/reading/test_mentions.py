"""Names to actors: a short form joins the one name it fits, and only that."""

import pytest
from builders import span_of

from stemma.reading.mentions import cast_of, folded, refine
from stemma.reading.repairs import Name
from stemma.spans import Span

TEXT = "Ada Brook and Ivo Brook met Lena Storm of the Northern Relief Fund (NRF). Storm praised NRF. Brook left."


def names(*wanted):
    return [Name(span_of(TEXT, words, nth), kind) for words, nth, kind in wanted]


def test_a_last_name_joins_its_full_name_and_is_an_alias():
    actors, mentions = cast_of(TEXT, names(("Lena Storm", 0, "person"), ("Storm", 1, "person"))).finish()
    assert [(a.name, a.aliases) for a in actors] == [("Lena Storm", ("Storm",))]
    assert {m.actor for m in mentions} == {actors[0].id}


def test_a_last_name_that_fits_two_people_stays_by_itself():
    found = names(("Ada Brook", 0, "person"), ("Ivo Brook", 0, "person"), ("Brook", 2, "person"))
    actors, _ = cast_of(TEXT, found).finish()
    assert [a.name for a in actors] == ["Ada Brook", "Ivo Brook", "Brook"]


def test_an_abbreviation_the_text_declares_is_the_same_actor():
    found = names(("Northern Relief Fund", 0, "organization"), ("NRF", 1, "organization"))
    actors, _ = cast_of(TEXT, found).finish()
    assert [(a.name, a.aliases) for a in actors] == [("Northern Relief Fund", ("NRF",))]


@pytest.mark.parametrize(
    ("text", "found", "expected", "kind"),
    [
        ("Kim Jae-in spoke", "Kim Jae-", "Kim Jae-in", "person"),
        ("Kim Jae-in spoke", "Kim Jae", "Kim Jae-in", "person"),
        ("at Icon.io today", "Icon", "Icon.io", "organization"),
        ("a Castrel-built dam", "Castrel", "Castrel", "place"),
        ("the Port Selm-Lisk line", "Port Selm", "Port Selm-Lisk", "place"),
        ("the Office for the Red Lakes met", "Office for the", "Office for the Red Lakes", "organization"),
        ("the Office for the poor met", "Office for the", "Office", "organization"),
        ("Brook’ went", "Brook’", "Brook", "person"),
        ("the harbour", "harbour", None, "person"),
    ],
)
def test_names_are_whole_words_with_a_capital(text, found, expected, kind):
    kept = refine(text, [Name(span_of(text, found), kind)], [Span(0, len(text))])
    assert [k.span.cut(text) for k in kept] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("The Harbour Courier", "organization", "publication"),
        ("Reuters", "organization", "publication"),
        ("Emily Post", "person", "person"),
        ("Courier", "organization", "organization"),
    ],
)
def test_mastheads_are_publications(words, kind, expected):
    (name,) = refine(words, [Name(span_of(words, words), kind)], [Span(0, len(words))])
    assert name.type == expected


@pytest.mark.parametrize(("one", "other"), [("The U.S.", "us"), ("Zoë  Brøk", "zoe brøk"), ("NRF", "nrf")])
def test_folding(one, other):
    assert folded(one) == folded(other)
