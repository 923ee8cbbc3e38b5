"""Clauses that lead their sentence in, verbs that only tell how another came about, and sides taken by a word."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report, span_of

from stemma.reading.decoding import Trigger
from stemma.reading.events import find_events
from stemma.reading.times import find_times
from stemma.records import Event

VARGA = person("Ilse Varga")


def read(text: str, *words: str, said=(), label: str = "OCCURRENCE") -> tuple[Event, ...]:
    rep = report(text, published="2024-09-10")
    people = [mention(text, "Varga", VARGA)] if "Varga" in text else []
    triggers = [Trigger(span_of(text, w), label, 0.9) for w in words]
    return find_events(rep, triggers, people, said, find_times(text, rep.sentences, "2024-09-10"))


def passages(text: str, *words: str) -> list[str]:
    return [" ... ".join(s.cut(text) for s in e.evidence) for e in read(text, *words)]


CLAUSES = [
    ("When the crane fell, Varga closed the quay.", ("fell", "closed"), ["the crane fell", "Varga closed the quay"]),
    ("As we reported, the League of Dockers struck in May.", ("struck",), ["the League of Dockers struck in May"]),
    ("The quay, which Varga closed, burned.", ("closed", "burned"), ["Varga closed", "The quay ... burned"]),
    ("Sailors picked up a boy who had fallen from the quay.", ("fallen",), ["a boy ... had fallen from the quay"]),
    ("The mayor has been told and has swiftly convened a meeting.", ("convened",),
     ["The mayor ... has swiftly convened a meeting"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), CLAUSES)
def test_a_clause_ends_where_the_next_one_begins(text, words, expected):
    assert passages(text, *words) == expected


CAME_ABOUT = [
    ("Some sailors managed to escape on Monday.", ("managed", "escape"), "escape", "happened"),
    ("Varga was forced to resign.", ("forced", "resign"), "resign", "happened"),
    ("Judges are about to rule whether the quay may reopen.", ("rule",), "rule", "planned"),
    ("Varga called off the search on Monday.", ("called",), "called", "happened"),
    ("Most were taken off by fishing boats.", ("taken",), "taken", "happened"),
]


@pytest.mark.parametrize(("text", "words", "trigger", "status"), CAME_ABOUT)
def test_what_came_about_is_named_by_the_word_that_names_it(text, words, trigger, status):
    (event,) = read(text, *words, label="REPORTING" if trigger == "called" else "OCCURRENCE")
    assert (event.trigger[0].cut(text), event.status) == (trigger, status)


def test_what_is_declared_in_passing_is_of_its_year():
    text = "The League took a new name after declaring a strike in 2014."
    (event,) = read(text, "declaring", label="REPORTING")
    assert (event.trigger[0].cut(text), event.time.value) == ("declaring", "2014")


@pytest.mark.parametrize(
    ("cue", "act", "count"), [("called for", "urge", 1), ("said", "urge", 0), ("noted", "assert", 0)]
)
def test_who_takes_a_side_does_so_on_no_day_and_who_merely_says_it_does_nothing(cue, act, count):
    text = f"Varga {cue} a vote on the quay."
    said = attribution(text, "a vote on the quay", source="Varga", cue=cue).with_(act=act)
    assert len(read(text, cue.split()[0], said=(said,), label="REPORTING")) == count


DAYS = [
    ("The assaults occurred on New Year's Eve in Mirna two years ago.", "occurred", "2022-12-31"),
    ("The League criticised the hosts of the open-air New Year's Eve party.", "criticised", None),
    ("Varga signed a bill on Monday.", "signed", "2024-09-09"),
    ("Varga issued a report Monday promising calm.", "issued", "2024-09-09"),
]


@pytest.mark.parametrize(("text", "word", "value"), DAYS)
def test_a_day_is_of_its_year_and_not_of_the_noun_beside_it(text, word, value):
    (event,) = read(text, word)
    assert event.time.value == value


def test_what_a_noun_names_in_a_promise_is_planned():
    text = "Varga will enjoy the rise in 2026."
    assert {e.status for e in read(text, "enjoy", "rise")} == {"planned"}


PARTITIVE = (
    "Of the 276 sailors first detained, dozens escaped in the hours after the raid, while one was found on Monday."
)


def test_what_leads_in_with_of_has_no_verb_and_an_amount_before_after_belongs_to_it():
    assert passages(PARTITIVE, "detained", "escaped") == ["dozens escaped"]


def test_who_declares_in_passing_is_named():
    text = "The League - a small one - has grown after declaring a strike in Mirna in 2014."
    said = attribution(text, "a strike in Mirna in 2014", source="The League", cue="declaring")
    (event,) = read(text, "declaring", said=(said,), label="REPORTING")
    assert [s.cut(text) for s in event.evidence] == ["The League", "declaring a strike in Mirna in 2014"]


def test_who_somebody_was_is_no_event_and_a_new_pronoun_opens_a_clause():
    assert read("The suspects were sailors.", "sailors") == ()
    text = "The manager turned to Varga and they later sailed."
    assert "they later sailed" in passages(text, "turned", "sailed")
