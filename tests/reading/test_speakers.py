"""Who a source is. Each case: a text, the source's words, the names in it, what comes out."""

import re

import pytest
from builders import span_of

from stemma.reading.mentions import cast_of
from stemma.reading.pronouns import Earlier
from stemma.reading.repairs import Name
from stemma.reading.speakers import SpeakerFinder
from stemma.reading.speakers_kinds import is_publication
from stemma.spans import Span

CASES = [
    # text, source, names (words, type), speaker names, speaker type
    ("Ada Brook said no.", "Ada Brook", [("Ada Brook", "person")], ["Ada Brook"], "named"),
    ("Minister Ada Brook said no.", "Minister Ada Brook", [("Ada Brook", "person")], ["Ada Brook"], "named"),
    (
        "Secretary of Trade Ada Brook said no.",
        "Secretary of Trade Ada Brook",
        [("Ada Brook", "person")],
        ["Ada Brook"],
        "named",
    ),
    ("Brook's spokesman said no.", "Brook's spokesman", [("Brook", "person")], ["Brook's spokesman"], "anonymous"),
    (
        "a spokesman for Brook said no.",
        "a spokesman for Brook",
        [("Brook", "person")],
        ["a spokesman"],
        "anonymous",
    ),
    (
        "Brook's aide, Ivo Lund, said no.",
        "Brook's aide, Ivo Lund,",
        [("Brook", "person"), ("Ivo Lund", "person")],
        ["Ivo Lund"],
        "named",
    ),
    (
        "Ada Brook and Ivo Lund said no.",
        "Ada Brook and Ivo Lund",
        [("Ada Brook", "person"), ("Ivo Lund", "person")],
        ["Ada Brook", "Ivo Lund"],
        "named",
    ),
    ("Brook’s denial came late.", "Brook’s", [("Brook", "person")], ["Brook"], "named"),
    ("the Harbour Courier reported it.", "the Harbour Courier", [("Harbour Courier", "publication")],
     ["Harbour Courier"], "outlet"),
    ("Moravia and Selmark agreed.", "Moravia and Selmark", [("Moravia", "place"), ("Selmark", "place")],
     ["Moravia", "Selmark"], "collective"),
    ("Moravia officials said no.", "Moravia officials", [("Moravia", "place")], ["Moravia officials"], "anonymous"),
    ("a letter by Ada Brook said no.", "a letter by Ada Brook", [("Ada Brook", "person")], ["Ada Brook"], "named"),
    ("figures released in June said no.", "figures released in June", [], [], "collective"),
    ("the ministry’s statement said no.", "the ministry’s statement", [], ["the ministry"], "collective"),
    ("recent data from the Dain Bank said no.", "recent data from the Dain Bank", [("Dain Bank", "organization")],
     ["Dain Bank"], "collective"),
    ("the bank Dain’s said no.", "the bank Dain’s", [("Dain’s", "organization")], ["Dain’s"], "collective"),
    ("the Selm Alert warning system urged calm.", "the Selm Alert warning system", [("Selm Alert", "organization")],
     ["Selm Alert"], "collective"),
    ("SelmCoin said no.", "SelmCoin", [], ["SelmCoin"], "collective"),
    ("A leaflet said no.", "A leaflet", [], [], "anonymous"),
    ("Orvania and Selkia met. Both countries said no.", "Both countries",
     [("Orvania", "place"), ("Selkia", "place")], ["Orvania", "Selkia"], "collective"),
    ("Orvania met Ada Brook. Both sides said no.", "Both sides", [("Orvania", "place"), ("Ada Brook", "person")],
     ["Both sides"], "collective"),
    ("an official briefed on it said no.", "an official briefed on it", [], ["an official"], "anonymous"),
    ("people running the yard said no.", "people running the yard", [], ["people"], "anonymous"),
    ("the board’s chair, Dr. Ada Brook, said no.", "the board’s chair, Dr. Ada Brook,", [("Ada Brook", "person")],
     ["Ada Brook"], "named"),
    ("the Brook administration said no.", "the Brook administration", [("Brook", "person")],
     ["the Brook administration"], "collective"),
    ("Brook herself said no.", "Brook herself", [("Brook", "person")], ["Brook"], "named"),
    ("the river ministry said no.", "the river ministry", [], ["the river ministry"], "collective"),
    ("Then the Office for Rivers said no.", "the Office for Rivers", [], ["Office for Rivers"], "collective"),
    ("Later it said no.", "it", [], [], "collective"),
    ("Ada Brook, who said no, left.", "who", [("Ada Brook", "person")], ["Ada Brook"], "named"),
    ("the heavy rain said no.", "the heavy rain", [], [], None),
    ("The Orvanian government met. Later the government said no.", "the government", [], ["Orvanian government"],
     "collective"),
    ("The Orvanian government met Selkia's government. The government said no.", "The government", [],
     ["The government"], "collective"),
    ("Dain Lines, which said no, left.", "which", [("Dain Lines", "organization")], ["Dain Lines"], "collective"),
    ("Dain Lines, which until May sailed from Selkia, said no.", "Dain Lines, which until May sailed from Selkia,",
     [("Dain Lines", "other"), ("Selkia", "place")], ["Dain Lines"], "collective"),
    ("Two officials, who said no, left.", "who", [], ["Two officials"], "anonymous"),
    ("He met an engineer at the yard who said no.", "who", [], ["an engineer"], "anonymous"),
    ("The rain, who said no, fell.", "who", [], [], None),
    ("Orvania left. The Orvanian government said no.", "The Orvanian government",
     [("Orvania", "place"), ("Orvanian", "place")],
     ["Orvania"], "collective"),
    ("The Selm Relief campaign said no.", "The Selm Relief campaign", [("Selm Relief", "organization")],
     ["Selm Relief"], "collective"),
    ("The 15-member Selm Council said no.", "The 15-member Selm Council", [("Selm Council", "organization")],
     ["Selm Council"], "collective"),
    ("Orvania's Harbour Courier said no.", "Orvania's Harbour Courier",
     [("Orvania", "place"), ("Harbour Courier", "publication")], ["Harbour Courier"], "outlet"),
    ("a report published in the Harbour Courier said no.", "a report published in the Harbour Courier",
     [("Harbour Courier", "publication")], ["Harbour Courier"], "outlet"),
    ("a letter seen by Ada Brook said no.", "a letter seen by Ada Brook", [("Ada Brook", "person")], [], "anonymous"),
    ("Early Selmark assessments said no.", "Early Selmark assessments", [("Selmark", "place")], ["Selmark"],
     "collective"),
    ("Some reports said no.", "Some reports", [], [], "outlet"),
    ("Opposition lawmakers said no.", "Opposition lawmakers", [], ["Opposition lawmakers"], "collective"),
    ("Several lawmakers said no.", "Several lawmakers", [], ["Several lawmakers"], "anonymous"),
    ("regulators in Selm and Dain said no.", "regulators in Selm and Dain", [], ["regulators in Selm and Dain"],
     "collective"),
    ("many unions said no.", "many unions", [], ["many unions"], "collective"),
    ("a flight attendant said no.", "a flight attendant", [], ["a flight attendant"], "anonymous"),
    ("Dain met its lenders. The company said no.", "The company", [("Dain", "organization")], ["Dain"], "collective"),
    ("The exchange Dain met Ada & Co. Later the exchange said no.", "the exchange",
     [("Dain", "organization"), ("Ada & Co", "organization")], ["Dain"], "collective"),
    ("Dain met Ada & Co. The company said no.", "The company",
     [("Dain", "organization"), ("Ada & Co", "organization")], ["The company"], "collective"),
    ("A river spokesman said no. Later the spokesman, Ivo Lund, left.", "A river spokesman", [("Ivo Lund", "person")],
     ["Ivo Lund"], "named"),
    ("NRF head says no\nThe head of the Northern Relief Fund, Ada Brook, left.", "NRF head", [("Ada Brook", "person")],
     ["Ada Brook"], "named"),
    ("the head of the water board said no. Ada Brook, head of the Relief Fund, left.", "the head of the water board",
     [("Ada Brook", "person")], ["the head"], "anonymous"),
    ("We said no.", "We", [], [], "outlet"),
    ("spokeswoman for the festival Ada Brook said no.", "spokeswoman for the festival Ada Brook",
     [("Ada Brook", "person")], ["Ada Brook"], "named"),
    ("a spokeswoman for the singer Ada Brook said no.", "a spokeswoman for the singer Ada Brook",
     [("Ada Brook", "person")], ["a spokeswoman"], "anonymous"),
    ("A Ports for Selm spokesman said no.", "A Ports for Selm spokesman", [], ["A Ports for Selm spokesman"],
     "anonymous"),
    ("Two dry rooms for sailors said no.", "Two dry rooms for sailors", [], [], None),
    ("Dain met its lenders. The mining company said no.", "The mining company", [("Dain", "organization")], ["Dain"],
     "collective"),
    ("Dain met its lenders. The other company said no.", "The other company", [("Dain", "organization")],
     ["The other company"], "collective"),
    ("Orvania’s envoy to the Selm Council Ada Brook said no.", "Orvania’s envoy to the Selm Council Ada Brook",
     [("Orvania", "place"), ("Selm Council", "organization"), ("Ada Brook", "person")], ["Ada Brook"], "named"),
    ("the Selm Council today said no.", "the Selm Council today", [("Selm Council", "organization")],
     ["Selm Council"], "collective"),
    ("a number of drivers said no.", "a number of drivers", [], ["a number of drivers"], "anonymous"),
    ("a series of firms said no.", "a series of firms", [], ["a series of firms"], "collective"),
    ("nobody said no.", "nobody", [], [], "collective"),
    ("He met a friend of a nurse who said no.", "who", [], ["a nurse"], "anonymous"),
    ("French President Ada Brook left. The French president said no.", "The French president",
     [("French", "place"), ("Ada Brook", "person")], ["Ada Brook"], "named"),
    ("French President Ada Brook left. France’s president said no.", "France’s president",
     [("French", "place"), ("Ada Brook", "person")],
     ["Ada Brook"], "named"),
    ("President Ada Brook left. France’s president said no.", "France’s president", [("Ada Brook", "person")],
     ["France’s president"], "anonymous"),
    ("Prime Minister Ada Brook met Minister Ivo Lund. The premier said no.", "The premier",
     [("Ada Brook", "person"), ("Ivo Lund", "person")], ["Ada Brook"], "named"),
    ("Premier Ada Brook met Minister Ivo Lund. The prime minister said no.", "The prime minister",
     [("Ada Brook", "person"), ("Ivo Lund", "person")], ["Ada Brook"], "named"),
    ("Ada Brook, the board's chairwoman, left. The chair said no.", "The chair", [("Ada Brook", "person")],
     ["Ada Brook"], "named"),
    ("Ada Brook, chief executive of Dain, left. The company's chief executive said no.",
     "The company's chief executive", [("Ada Brook", "person"), ("Dain", "organization")], ["Ada Brook"], "named"),
    ("The Board of Trade met. The board said no.", "The board", [("Board of Trade", "organization")],
     ["Board of Trade"], "collective"),
    ("Judge Ada Brook left.\nJudge Ivo Lund sat. The judge said no.", "The judge",
     [("Ada Brook", "person"), ("Ivo Lund", "person")], ["Ivo Lund"], "named"),
    ("Judge Ada Brook met Judge Ivo Lund. The judge said no.", "The judge",
     [("Ada Brook", "person"), ("Ivo Lund", "person")], ["The judge"], "anonymous"),
    ("Orvania said no. A Selkian left Orvania. A government statement named Orvania.", "A government statement",
     [("Orvania", "place"), ("Selkian", "place")], ["government"], "collective"),
    ("Orvania's official Selm Voice said no.", "Orvania's official Selm Voice",
     [("Orvania", "place"), ("Selm Voice", "publication")], ["Selm Voice"], "outlet"),
    ("one of the first companies said no.", "one of the first companies", [], ["one of the first companies"],
     "collective"),
    ("Ivo Lund met Dain. The Selm bank said no.", "The Selm bank",
     [("Ivo Lund", "person"), ("Dain", "organization"), ("Selm", "place")], ["Dain"], "collective"),
    ("The Green Bench and the Farmers’ League said no.", "The Green Bench and the Farmers’ League", [],
     ["Green Bench", "Farmers’ League"], "collective"),
    ("the news agency nrp said no.", "the news agency nrp", [], ["nrp"], "outlet"),
    ("Relief, “Save Our Rivers” movement, which said no, grew.", "which", [("Save Our Rivers", "organization")],
     ["Save Our Rivers"], "collective"),
    ("the council in Selm. Ivo Lund is its head said no.", "the council in Selm. Ivo Lund is its head",
     [("Ivo Lund", "person")], ["the council in Selm"], "collective"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "names", "speakers", "kind"), CASES)
def test_speaker_of_a_source(text, source, names, speakers, kind):
    finder = finder_of(text, names)
    found = finder.find([span_of(text, source)], None)
    assert [finder.cast.actor(a).name for a in found.actors] == speakers
    assert found.type == kind


def finder_of(text, names):
    cast = cast_of(text, [Name(span_of(text, words), kind) for words, kind in names])
    return SpeakerFinder(text, cast, cast.names(), lambda _mention, _candidates: None)


def test_no_source_is_implicit():
    assert finder_of("It was reportedly closed.", []).find([], None).type == "implicit"


def test_he_is_who_spoke_last():
    text = "Ivo Lund said no. He added a word."
    finder = finder_of(text, [("Ivo Lund", "person")])
    actor = finder.names[0].actor
    found = finder.find([span_of(text, "He")], Earlier(span_of(text, "Ivo Lund"), actor))
    assert found.actors == (actor,)


def test_he_is_the_person_named_since_where_another_opens_a_sentence():
    text = "Ivo Lund said no. Ode Farr was late. He said sorry."
    finder = finder_of(text, [("Ivo Lund", "person"), ("Ode Farr", "person")])
    lund, farr = (m.actor for m in finder.names)
    assert finder.find([span_of(text, "He")], Earlier(span_of(text, "Ivo Lund"), lund)).actors == (farr,)


def test_he_between_two_people_who_open_no_sentence_stays_open():
    text = "Yesterday a man met Ivo Lund and Ode Farr. He said sorry."
    finder = finder_of(text, [("Ivo Lund", "person"), ("Ode Farr", "person")])
    assert finder.find([span_of(text, "He")], None).actors == ()


def test_two_unnamed_officials_are_two_actors_and_one_ministry_is_one():
    text = "An official said no. An official said yes. The ministry knew. The ministry slept."
    finder = finder_of(text, [])
    officials = [finder.find([span_of(text, "An official", n)], None).actors for n in (0, 1)]
    ministries = [finder.find([span_of(text, "The ministry", n)], None).actors for n in (0, 1)]
    assert officials[0] != officials[1]
    assert ministries[0] == ministries[1]
    assert finder.cast.actor(officials[0][0]).anonymous


def test_the_coreference_head_goes_before_the_rules_where_it_is_sure():
    text = "Ivo Lund met Ode Farr. He said sorry."
    cast = cast_of(text, [Name(span_of(text, n), "person") for n in ("Ivo Lund", "Ode Farr")])
    for chance, expected in ((0.96, "Ode Farr"), (0.2, "Ivo Lund")):
        finder = SpeakerFinder(text, cast, cast.names(), lambda _mention, _candidates, c=chance: (1, c))
        (actor,) = finder.find([span_of(text, "He")], None).actors
        assert cast.actor(actor).name == expected


def test_nobody_quoted_is_named_in_the_own_quotation():
    text = "Ivo Lund left. “Ode Farr was a friend,” he said."
    finder = finder_of(text, [("Ivo Lund", "person"), ("Ode Farr", "person")])
    (actor,) = finder.find([span_of(text, "he")], None, [span_of(text, "“Ode Farr was a friend,”")]).actors
    assert finder.cast.actor(actor).name == "Ivo Lund"


@pytest.mark.parametrize(
    ("extra", "expected"),
    [("", "The government"), ("Orvania slept. ", "Orvania"), ("Selkia slept. ", "The government")],
)
def test_the_government_is_that_of_the_state_a_report_is_about(extra, expected):
    text = (
        f"Orvania met Selkia. Orvania left. Orvanian ports shut. Selkian ships stayed. {extra}The government said no."
    )
    words = re.finditer(r"(?:Orvani|Selki)an?", text)
    cast = cast_of(text, [Name(Span(*m.span()), "place") for m in words])
    finder = SpeakerFinder(text, cast, cast.names(), lambda _mention, _candidates: None)
    (actor,) = finder.find([span_of(text, "The government")], None).actors
    assert cast.actor(actor).name == expected


def test_two_unnamed_firms_are_two_actors():
    text = "A firm said no. A firm said yes. The firm slept."
    finder = finder_of(text, [])
    one, other = (finder.find([span_of(text, "A firm", n)], None).actors for n in (0, 1))
    assert one != other
    assert finder.find([span_of(text, "The firm")], None).actors not in (one, other)


def test_she_is_nobody_who_is_a_he():
    text = "Ada Brook met Mr. Lund. Ivo Lund left the hall. She said sorry."
    finder = finder_of(text, [("Ada Brook", "person"), ("Ivo Lund", "person")])
    (actor,) = finder.find([span_of(text, "She")], None).actors
    assert finder.cast.actor(actor).name == "Ada Brook"


def test_the_statement_is_whose_was_quoted_before():
    text = "Ivo Lund said no. The statement named nobody."
    finder = finder_of(text, [("Ivo Lund", "person")])
    actor = finder.names[0].actor
    assert finder.find([span_of(text, "The statement")], Earlier(span_of(text, "Ivo Lund"), actor)).actors == (actor,)


def test_the_statement_is_whose_was_told_of_and_not_who_spoke_since():
    text = "Dain Lines said in a statement that no. Ivo Lund wept. The statement named nobody."
    finder = finder_of(text, [("Dain Lines", "organization"), ("Ivo Lund", "person")])
    finder.find([span_of(text, "Dain Lines")], None)
    finder.find([span_of(text, "Ivo Lund")], None)
    lund = Earlier(span_of(text, "Ivo Lund"), finder.names[1].actor)
    (actor,) = finder.find([span_of(text, "The statement")], lund).actors
    assert finder.cast.actor(actor).name == "Dain Lines"


@pytest.mark.parametrize(("before", "expected"), [("", "Ivo Lund"), ("Some expert left. ", "the expert")])
def test_the_expert_is_who_spoke_last_where_no_expert_was_told_of(before, expected):
    text = f"{before}Ivo Lund said no. Later the expert said yes."
    finder = finder_of(text, [("Ivo Lund", "person")])
    earlier = Earlier(span_of(text, "Ivo Lund"), finder.names[0].actor)
    (actor,) = finder.find([span_of(text, "the expert")], earlier).actors
    assert finder.cast.actor(actor).name == expected


@pytest.mark.parametrize(("words", "paper"), [("Courier.co.uk", True), ("Express.com", True), ("Ferry.co.uk", False)])
def test_the_page_of_a_paper_is_a_paper(words, paper):
    assert is_publication(words, "organization") is paper
