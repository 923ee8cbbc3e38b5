"""Names mended over a report: each case a text, the names found, the names after."""

import pytest
from builders import span_of

from stemma.reading.repairs import Name, mended, parted
from stemma.spans import Span

CASES = [
    ("Selm College won.", [("Selm College", "place")], [("Selm College", "organization")]),
    ("The Selm Courier Group won.", [("Selm Courier Group", "publication")], [("Selm Courier Group", "publication")]),
    ("Cyclone Ada came.", [("Ada", "person")], [("Cyclone Ada", "other")]),
    ("Minister Ada came.", [("Ada", "person")], [("Ada", "person")]),
    ("Iodine helps. Some take iodine.", [("Iodine", "organization")], []),
    ("Reed helps. He cut a reed.", [("Reed", "person")], []),
    ("She met Reed by a reed.", [("Reed", "person")], [("Reed", "person")]),
    ("Port Selm slept. Nobody left Port Selm.", [("Port Selm", "place")], [("Port Selm", "place")] * 2),
    ("Northern Relief Fund (NRF) gave. NRF left.", [("Northern Relief Fund", "organization")],
     [("Northern Relief Fund", "organization"), ("NRF", "organization"), ("NRF", "organization")]),
    ("It cost US$ 10 billion.", [("US", "place")], []),
    ("It cost the US $10 billion.", [("US", "place")], [("US", "place")]),
    ("Ada Brook, QC, spoke.", [("Ada Brook", "person"), ("QC", "organization")], [("Ada Brook", "person")]),
    ("She left QC in May.", [("QC", "organization")], [("QC", "organization")]),
    ("They met on New Year's Eve.", [("New", "place")], []),
    ("New Selm slept.", [("New Selm", "place")], [("New Selm", "place")]),
    ("Two F-22 jets came in June.", [("F", "organization"), ("June", "organization")], []),
    ("Brook slept. Brook woke.", [("Brook", "person")], [("Brook", "person")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "expected"), CASES)
def test_mended(text, found, expected):
    names = [Name(span_of(text, words), kind) for words, kind in found]
    assert [(n.span.cut(text), n.type) for n in mended(text, names, [Span(0, len(text))])] == expected


def test_no_two_names_overlap():
    text = "The Port Selm Ferry Office and Port Selm met. Port Selm Ferry Office left."
    names = mended(text, [Name(span_of(text, "Port Selm Ferry Office"), "organization"),
                          Name(span_of(text, "Port Selm", 1), "place")], [Span(0, len(text))])  # fmt: skip
    assert [n.span.cut(text) for n in names] == ["Port Selm Ferry Office", "Port Selm", "Port Selm Ferry Office"]


def test_what_is_not_read_is_not_searched():
    text = "Port Selm slept. Port Selm woke."
    found = mended(text, [Name(span_of(text, "Port Selm"), "place")], [Span(0, 16)])
    assert [n.span for n in found] == [Span(0, 9)]


@pytest.mark.parametrize(
    ("headline", "kept"), [("Selmark Halts Ferry", "Selmark"), ("Selmark Halts the ferry", "Selmark Halts")]
)
def test_the_verb_of_a_headline_in_capitals_is_no_part_of_a_name(headline, kept):
    text = f"{headline}\nThe port of Selmark slept."
    found = [Name(span_of(text, "Selmark Halts"), "organization"), Name(span_of(text, "Selmark", 1), "place")]
    assert [n.span.cut(text) for n in mended(text, found, [Span(0, len(text))])][:1] == [kept]


def test_a_body_is_named_with_its_field():
    text = "The head of Transport for Selm left."
    assert [n.span.cut(text) for n in parted(text, Name(span_of(text, "Transport"), "organization"))] == [
        "Transport for Selm"
    ]


def test_an_address_is_one_name():
    text = "Selmnews.co.uk asked why."
    assert [n.span.cut(text) for n in parted(text, Name(span_of(text, "Selmnews.co."), "publication"))] == [
        "Selmnews.co.uk"
    ]


@pytest.mark.parametrize(("text", "name"), [("The bank Dain's said no.", "Dain's"), ("Dain's bank said no.", "Dain")])
def test_an_s_before_a_verb_is_part_of_a_name(text, name):
    assert [n.span.cut(text) for n in parted(text, Name(span_of(text, "Dain"), "organization"))] == [name]
