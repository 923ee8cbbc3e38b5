import pytest
from builders import mention, person, reading, report

from stemma.stories.names import names, title_case


@pytest.mark.parametrize(
    ("heading", "answer"),
    [
        ("Ferry Runs Aground Off Port Selm", True),
        ("Ferry runs aground off Port Selm", False),
        ("Orrin miners strike", False),
        ("FERRY AGROUND", True),
    ],
)
def test_title_case(heading, answer):
    assert title_case(heading) is answer


def _names(text, **about):
    return dict(names(reading(report(text, **about))).sure)


def test_names_are_capitals_inside_sentences():
    found = _names("Yesterday the mayor met Ada Brook. On Monday Brook left for Sunday House.")
    assert found == {"ada": 1, "ada brook": 1, "brook": 2, "house": 1}


def test_a_capital_that_a_sentence_gives_is_doubtful():
    found = names(reading(report("Lifeboats came. Otterhulk sank. The lifeboats left.")))
    assert (found.sure, found.doubtful) == ({}, {"otterhulk": 1})
    assert found.counts(frozenset()) == {}
    assert found.counts(frozenset({"otterhulk", "brook"})) == {"otterhulk": 1}


def test_a_first_word_seen_with_a_capital_inside_a_sentence_is_a_name():
    assert _names("Reyl spoke. The captain, Reyl, left.")["reyl"] == 2


def test_a_common_word_before_a_name_opens_the_sentence_and_not_the_name():
    assert _names("Former Reyl crews left.") == {"reyl": 1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then Gov. Brook spoke.", "brook"),
        ("It sailed past St. Orrin at noon.", "orrin"),
        ("We met J. Callow here.", "callow"),
        ("The O\u2019Dell boats left.", "o'dell"),
        ("Crews of the Anne-Marie left.", "anne-marie"),
    ],
)
def test_full_stops_and_marks_inside_names(text, name):
    assert name in _names(text)


def test_the_possessive_is_no_part_of_a_name():
    found = names(reading(report("He took Ada Brook\u2019s boat to Tomas Reyl's quay.")))
    assert {"Ada Brook", "Tomas Reyl"} < set(found.forms.values())
    assert not any("\u2019" in form or "'" in form for form in found.forms.values())


def test_marks_part_names():
    assert set(_names("He saw Orrin, Brook and Reyl\u2019s boat.")) == {"orrin", "brook", "reyl"}


@pytest.mark.parametrize(
    "heading", ["Ferry With Reyl Runs Aground Off Gullwick", "Ferry with Reyl aground off Gullwick"]
)
def test_a_heading_in_title_case_leaves_names_in_doubt(heading):
    found = names(reading(report("The captain, Reyl, left.", title=heading)))
    assert ("gullwick" in found.doubtful) is title_case(heading)
    assert ("gullwick" in found.sure) is not title_case(heading)
    assert found.counts(frozenset(found.sure))["reyl"] == 2


def test_a_headline_block_that_repeats_the_title_counts_once():
    text = "Callow sues Orrin\n\nThe town objects."
    assert names(reading(report(text, title="Callow sues Orrin", first="headline"))).sure == {"orrin": 1}


def test_mentions_win_over_capitals_and_newspapers_are_left_out():
    text = "The Lantern says Ada Brook met the Quayside Board."
    brook, paper = person("Ada Brook"), person("The Lantern", type_="publication")
    found = names(
        reading(
            report(text),
            actors=[brook, paper],
            mentions=[mention(text, "Ada Brook", brook), mention(text, "The Lantern", paper)],
        )
    )
    assert found.sure == {"ada": 1, "ada brook": 1, "brook": 1}
    assert found.forms["ada brook"] == "Ada Brook"


def test_pronouns_and_descriptions_are_no_names():
    text = "She met Ada Brook, the Mayor."
    brook = person("Ada Brook")
    marked = [mention(text, "Ada Brook", brook), mention(text, "She", brook, form="pronoun")]
    assert "she" not in names(reading(report(text), actors=[brook], mentions=marked)).sure
