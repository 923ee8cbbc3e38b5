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


@pytest.mark.parametrize(
    ("text", "homes"),
    [
        ("North Korea met South Korea. The North left.", {"North Korea": "North", "South Korea": None}),
        ("North Korea met Oman. The North left.", {"North Korea": None, "Oman": None, "North": None}),
    ],
)
def test_one_half_of_a_land_is_named_by_its_side_where_both_are_told_of(text, homes):
    found = [n for n in ("North Korea", "South Korea", "Oman") if n in text]
    made = [Name(span_of(text, n), "place") for n in found] + [Name(span_of(text, "North", 1), "other")]
    actors, _ = cast_of(text, made).finish()
    assert {a.name: (a.aliases or (None,))[0] for a in actors} == homes


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


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("The terror group Selm Dar fled.", [("Selm Dar", "person")], [("Selm Dar", "organization")]),
        ("Selm Dar fighters fled.", [("Selm Dar", "person")], [("Selm Dar", "organization")]),
        ("The company Ada Brook founded grew.", [("Ada Brook", "person")], [("Ada Brook", "person")]),
        ("The newspaper Selmer Tal said no.", [("Selmer Tal", "organization")], [("Selmer Tal", "publication")]),
        ("Selmer Tal magazine said no.", [("Selmer Tal", "other")], [("Selmer Tal", "publication")]),
        ("The White House said no.", [("White House", "place")], [("White House", "organization")]),
        ("Orvania, Chad and Selkia met.", [("Orvania", "place"), ("Chad", "person"), ("Selkia", "place")],
         [("Orvania", "place"), ("Chad", "place"), ("Selkia", "place")]),
        ("Selkia slept. A Selkian ship left.", [("Selkia", "person")], [("Selkia", "place"), ("Selkian", "place")]),
        ("They met in Banor. Banor slept.", [("Banor", "person")], [("Banor", "place")]),
        ("President Banor spoke in Banor Hall. Ivo Banor left.", [("Ivo Banor", "person")],
         [("Banor", "person"), ("Ivo Banor", "person")]),
        ("Ada Brook spoke. Nobody knew why Brook left.", [("Ada Brook", "person")],
         [("Ada Brook", "person"), ("Brook", "person")]),
        ("Harbour Courier's Ada Storm-Lund said no.", [("Harbour Courier", "organization")],
         [("Harbour Courier", "publication"), ("Ada Storm-Lund", "person")]),
        ("As Selmer noted, no.", [("As Selmer", "person")], [("Selmer", "person")]),
        ("Dain Chase and Bank of Selmark met.", [("Dain Chase and Bank", "organization")],
         [("Dain Chase", "organization"), ("Bank of Selmark", "organization")]),
        ("The council for Friday met the Council for Friday.", [("Council", "organization")],
         [("Council", "organization")]),
        ("France-Spain talks began.", [("France-Spain", "other")], [("France", "place"), ("Spain", "place")]),
        ("The S-Alert French system rang.", [("S-Alert French", "other")], [("S-Alert", "other"), ("French", "place")]),
        ("South African ships left.", [("South African", "other")], [("South African", "place")]),
        ("Latin American ships left.", [("Latin American", "other")], [("Latin American", "other")]),
        ("South Korean ships left.", [("South Korean", "other")], [("South Korean", "place")]),
        ("Save Our Rivers marched.", [("Save", "organization")], [("Save Our Rivers", "organization")]),
        ("Use iodine. Iodine helps, iodine heals, says Iodine.", [("Iodine", "organization")], []),
    ],
)  # fmt: skip
def test_what_a_name_is_and_where_it_ends(text, found, expected):
    kept = refine(text, [Name(span_of(text, words), kind) for words, kind in found], [Span(0, len(text))])
    assert [(k.span.cut(text), k.type) for k in kept] == expected


def test_all_forms_of_a_state_are_one_actor_and_its_adjectives_mentions_of_it():
    text = "US ships left. The United States denied it. American crews slept."
    found = refine(text, [Name(span_of(text, "US"), "organization"), Name(span_of(text, "United States"), "place")],
                   [Span(0, len(text))])  # fmt: skip
    actors, mentions = cast_of(text, found).finish()
    assert [(a.name, a.type, a.aliases) for a in actors] == [("United States", "place", ("US",))]
    assert [m.form for m in mentions] == ["name", "name", "adjective"]


def test_nobody_is_called_by_a_first_word_before_the_name_is_given():
    text = "Min spoke. Edited by Min Brook."
    found = [Name(span_of(text, "Min"), "person"), Name(span_of(text, "Min Brook"), "person")]
    assert len(cast_of(text, found).finish()[0]) == len(found)


@pytest.mark.parametrize(("short", "actors"), [("Aldane", 1), ("UN", 2)])
def test_a_body_is_called_by_its_first_word_if_that_is_no_abbreviation(short, actors):
    text = f"{short} Biologics met. {short} left."
    found = [Name(span_of(text, f"{short} Biologics"), "organization"), Name(span_of(text, short, 1), "organization")]
    assert len(cast_of(text, found).finish()[0]) == actors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("American Ferries sank. American said it would pay.", "organization"),
        ("American Ferries sank. An American said it would pay.", "place"),
        ("American Ferries sank. American officials said so.", "place"),
        ("American Ferries sank. She sailed on American, she said.", "organization"),
        ("Northern Ferries sank. American said it would pay.", "place"),
    ],
)
def test_a_firm_goes_by_the_adjective_of_a_state(text, kind):
    firm = " ".join(text.split()[:2])
    alone = span_of(text, "American", int(firm.startswith("American")))
    made = [Name(span_of(text, firm), "organization"), Name(alone, "place")]
    found = refine(text, made, [Span(0, len(text))])
    assert [n.type for n in found if n.span.cut(text) == "American"] == [kind]
