"""Saying as doing, clauses behind insets, and times that no verb claims, in hand-made reports."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report, span_of

from stemma.reading.decoding import Trigger
from stemma.reading.events import find_events
from stemma.reading.times import find_times

ILSE = person("Ilse Varga")
DAY = "2024-09-10"


def read(text: str, *words: str, said=(), label: str = "OCCURRENCE"):
    rep = report(text, published=DAY)
    people = [mention(text, "Varga", ILSE)] if "Varga" in text else []
    triggers = [Trigger(span_of(text, w), label, 0.9) for w in words]
    return find_events(rep, triggers, people, said, find_times(text, rep.sentences, DAY))


def told(event, text: str) -> list[str]:
    return [s.cut(text) for s in event.evidence]


def test_what_is_announced_belongs_to_the_announcement():
    text = "Varga announced on Monday that the quay would close."
    said = attribution(text, "that the quay would close", source="Varga", cue="announced on Monday")
    (event,) = read(text, "announced", said=(said,), label="REPORTING")
    assert told(event, text) == [text.rstrip(".")]
    assert (event.status, event.actors, event.time.value) == ("happened", (ILSE.id,), "2024-09-09")


def test_a_denial_says_that_it_did_not_happen():
    text = "Varga denied that the quay was shut."
    said = attribution(text, "that the quay was shut", source="Varga", cue="denied").with_(act="deny")
    assert {e.status for e in read(text, "denied", said=(said,), label="REPORTING")} == {"denied"}


SAID = [
    ("Varga said on Friday the quay was safe.", []),
    ("In June, Varga said the quay was safe.", ["2024-06"]),
]


@pytest.mark.parametrize(("text", "values"), SAID)
def test_what_is_merely_said_is_an_event_only_of_long_ago(text, values):
    said = attribution(text, "the quay was safe", source="Varga", cue="said")
    assert [e.time.value for e in read(text, "said", said=(said,), label="REPORTING")] == values


def test_a_time_that_looks_back_belongs_to_the_announcement_of_what_lies_ahead():
    text = "Varga announced it would close the quay earlier this month."
    said = attribution(text, "it would close the quay earlier this month", source="Varga", cue="announced")
    (event,) = read(text, "announced", said=(said,), label="REPORTING")
    assert event.time.value == "2024-09"


SUBJECTS = [
    ("The bridge, which fell in May, was old.", "fell", ["The bridge", "fell in May"]),
    ("Varga, who left in May, closed the quay.", "closed", ["Varga", "closed the quay"]),
    ("Earlier Ilse Varga, the minister of work and trade, closed it.", "closed", ["Earlier Ilse Varga", "closed it"]),
    ("Bread, the price of which rose in May, is short.", "rose", ["Bread, the price of which rose in May"]),
    ("The Port Board (PB) closed the quay.", "closed", ["The Port Board (PB) closed the quay"]),
]


@pytest.mark.parametrize(("text", "word", "pieces"), SUBJECTS)
def test_a_clause_keeps_its_subject_over_insets(text, word, pieces):
    (event,) = read(text, word)
    assert told(event, text) == pieces


def test_a_light_verb_tells_of_what_its_object_names():
    text = "The league will hold a vote at the harbour."
    (event,) = read(text, "hold", "vote")
    assert (told(event, text), event.status) == ([text.rstrip(".")], "planned")
    assert read(text, "hold") == ()


LEFT_OVER = [
    ("Ships feared another raid by the league on Friday.", ["raid"], "another raid by the league on Friday"),
    (
        "They remember the crews captured off the cape in May 2014.",
        ["captured"],
        "the crews captured off the cape in May",
    ),
    ("On Monday, the league was behind a bomb attack.", ["attack"], "On Monday, the league was behind a bomb attack"),
    (
        "Nothing came of the adoption of a new charter this week.",
        ["adoption", "charter"],
        "the adoption of a new charter",
    ),
    ("In talks on Friday, Varga spoke of peace.", ["talks"], "In talks on Friday, Varga spoke of peace"),
    ("The league sank low after losing the harbour in 2014.", ["losing"], "The league"),
    ("A crowd celebrating Midsummer Day on the quay sang.", ["celebrating"], None),
    ("It wants to leave on Friday.", ["leave"], None),
    ("The year 2018 has been one of raids.", ["raids"], None),
]


@pytest.mark.parametrize(("text", "words", "begins"), LEFT_OVER)
def test_times_that_no_verb_claims_date_the_event_words_around_them(text, words, begins):
    found = [told(e, text)[0] for e in read(text, *words)]
    assert [f[: len(begins or "")] for f in found] == ([begins] if begins else [])


def test_a_day_that_owns_the_subject_dates_its_verb():
    (event,) = read("Friday\u2019s verdict set off riots.", "set")
    assert event.time.value == "2024-09-06"


@pytest.mark.parametrize(("subject", "status"), [("the quay", "planned"), ("any quay", "hypothetical")])
def test_what_any_such_thing_would_do_is_no_plan(subject, status):
    text = f"Varga announced on Monday that {subject} would close."
    said = attribution(text, f"that {subject} would close", source="Varga", cue="announced on Monday")
    assert [e.status for e in read(text, "close", said=(said,)) if told(e, text)[0].endswith("close")] == [status]
