"""Clauses whose verb stands in another one's phrase: said to have, able to, cut by; and the days of occasions."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report, span_of

from stemma.reading.decoding import Trigger
from stemma.reading.events import find_events
from stemma.reading.times import find_times
from stemma.records import Event

VARGA = person("Ilse Varga")
DAY = "2024-09-10"


def read(text: str, *words: str, said=()) -> tuple[Event, ...]:
    rep = report(text, published=DAY)
    people = [mention(text, "Varga", VARGA)] if "Varga" in text else []
    triggers = [Trigger(span_of(text, w), "OCCURRENCE", 0.9) for w in words]
    return find_events(rep, triggers, people, said, find_times(text, rep.sentences, DAY))


def words(event: Event, text: str) -> list[str]:
    return [s.cut(text) for s in event.evidence]


RAISED = [
    ("Varga is said to have closed the quay.", "is said", "closed", "happened", "report"),
    ("Varga is expected to close the quay.", "is expected", "close", "planned", "expect"),
]


@pytest.mark.parametrize(("text", "cue", "word", "status", "act"), RAISED)
def test_whom_a_raised_content_is_about_stands_before_its_cue(text, cue, word, status, act):
    told = attribution(text, text[text.index("to ") : -1], cue=cue).with_(act=act, speaker_type="implicit")
    (event,) = read(text, word, said=(told,))
    assert (words(event, text), event.status, event.certainty) == ([text.rstrip(".")], status, "probable")


PUBLIC = [
    ("Varga told reporters that the quay was safe.", "told", "that the quay was safe", 1),
    ("Varga, head of the old board of harbour and fishing works, confirmed there were losses.", "confirmed",
     "there were losses", 1),
    ("Varga argues that the quay is safe.", "argues", "that the quay is safe", 1),
    ("Varga thinks that the quay is safe.", "thinks", "that the quay is safe", 0),
    ("Varga called for the boats to be kept.", "called", "for the boats to be kept", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "content", "count"), PUBLIC)
def test_who_answers_in_public_does_something(text, word, content, count):
    told = attribution(text, content, source="Varga", cue=word)
    told = told.with_(act="urge") if word == "called" else told
    rep = report(text, published=DAY)
    found = find_events(
        rep, [Trigger(span_of(text, word), "REPORTING", 0.9)], [mention(text, "Varga", VARGA)], (told,), ()
    )
    assert len(found) == count


STATUS = [
    ("Visitors will also be able to reach the quay.", "reach", "planned"),
    ("The crew was able to reach the quay.", "reach", "happened"),
    ("An office was given a billion by a bank.", "given", "happened"),
    ("Thousands took to the streets.", "took", "happened"),
    ("The quay is expected to remain closed on Friday.", "closed", "planned"),
    ("Ships moved as much as a ton of fish.", "moved", "happened"),
    ("The same firm, for example, also lent the crew a boat.", "lent", "happened"),
]


@pytest.mark.parametrize(("text", "word", "status"), STATUS)
def test_what_was_done_is_told_in_many_ways(text, word, status):
    assert [e.status for e in read(text, word)] == [status]


@pytest.mark.parametrize("text", ["The quay remained closed.", "A note known as the ledger lay there."])
def test_states_and_descriptions_are_no_events(text):
    assert read(text, text.split()[2]) == ()


CLAUSES = [
    ("It was one of two firms that secretly bought ore.", "bought", ["one of two firms", "secretly bought ore"]),
    ("Varga, who last week begged for boats, was ill.", "begged", ["Varga", "last week begged for boats"]),
    (
        "The tram which jumped the rails will be removed.",
        "removed",
        ["The tram which jumped the rails will be removed"],
    ),
    ("The line, cut by Varga in 2016, was old.", "cut", ["The line, cut by Varga in 2016"]),
    ("The line, cut by Varga, was restored on Monday.", "restored", ["The line", "was restored on Monday"]),
    ("Police were called to Mirna shortly after 6 a.m. on Monday.", "called", None),
    ("That same day Varga closed the quay.", "closed", ["That same day Varga closed the quay"]),
]


@pytest.mark.parametrize(("text", "word", "pieces"), CLAUSES)
def test_a_clause_has_its_whole_subject_and_no_more(text, word, pieces):
    found = [words(e, text) for e in read(text, word)]
    assert found == [pieces or [text.rstrip(".")]]


DAYS = [
    ("The League lost many votes in the June election.", "lost", "2024-06"),
    ("In his New Year's address, Varga denounced the league.", "denounced", "2024-01-01"),
    ("The League criticised the June election.", "criticised", None),
]


@pytest.mark.parametrize(("text", "word", "value"), DAYS)
def test_a_dated_occasion_says_when(text, word, value):
    assert [e.time.value for e in read(text, word)] == [value]


def test_a_time_that_is_found_for_what_is_told_makes_no_second_event():
    text = "Later that week, in Mirna, the League of Dockers broke with Varga on Monday."
    assert len(read(text, "broke")) == 1


def test_a_range_of_months_opens_no_clause_and_an_aside_has_no_verb():
    text = "Boats sank between March 2015 and March 2016, including one wreck off Mirna."
    assert all("March 2016, including" not in w for e in read(text, "wreck") for w in words(e, text))
    assert read("Today the harbour is a park, boasting a lake.", "boasting") == ()
