"""Events of hand-made reports: which clauses tell of one, with which status, time and people."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report, span_of

from stemma.reading.decoding import Trigger
from stemma.reading.events import find_events
from stemma.reading.times import find_times

ILSE, PORT = person("Ilse Varga"), person("Mirna", type_="place")
LEAGUE = person("Dockers\u2019 League", type_="organization")


def read(
    text: str, *words: str, published: str | None = "2024-09-10", said=(), label: str = "OCCURRENCE", first="paragraph"
):
    """The events of a text whose trigger words are given; the people above are found where they are named."""
    rep = report(text, published=published, first=first)
    if first == "headline":
        rep = rep.with_(sentences=tuple(b.span for b in rep.blocks))
    people = [
        mention(text, name, actor)
        for name, actor in (("Varga", ILSE), ("Mirna", PORT), ("the Dockers\u2019 League", LEAGUE))
        if name in text
    ]
    triggers = [Trigger(span_of(text, w), label, 0.9) for w in words]
    times = find_times(text, rep.sentences, published)
    return find_events(rep, triggers, people, said, times)


STATUS = [
    ("Varga closed the quay.", "closed", "happened", "certain"),
    ("Varga has closed the quay.", "closed", "happened", "certain"),
    ("Varga did not close the quay.", "close", "denied", "certain"),
    ("Varga never closed the quay.", "closed", "denied", "certain"),
    ("Varga refused to close the quay.", "close", "denied", "certain"),
    ("Varga is closing the quay.", "closing", "ongoing", "certain"),
    ("The quay is being closed.", "closed", "ongoing", "certain"),
    ("Varga will close the quay.", "close", "planned", "certain"),
    ("Varga is due to close the quay.", "close", "planned", "certain"),
    ("Varga is expected to close the quay.", "close", "planned", "probable"),
    ("Varga may close the quay.", "close", "hypothetical", "possible"),
    ("If Varga closed the quay, ships would wait.", "closed", "hypothetical", "certain"),
    ("The League urged Varga to close the quay.", "close", "proposed", "underspecified"),
]


@pytest.mark.parametrize(("text", "word", "status", "certainty"), STATUS)
def test_the_verb_group_tells_the_status(text, word, status, certainty):
    (event,) = read(text, word)
    assert (event.status, event.certainty) == (status, certainty)


NONE = [
    ("Varga closes the quay every winter.", "closes"),
    ("The closed quay lies to the north.", "closed"),
    ("A notice signed by Varga hangs there.", "signed"),
    ("It takes years to close a quay.", "close"),
    ("There was no closure.", "closure"),
    ("The quay is closed.", "closed"),
]


@pytest.mark.parametrize(("text", "word"), NONE)
def test_habits_states_and_descriptions_are_no_events(text, word):
    assert read(text, word) == ()


def test_a_clause_has_its_subject_object_place_and_day():
    text = "On Monday Varga met the Dockers\u2019 League in Mirna, and the ships waited."
    (event,) = read(text, "met")
    assert event.evidence[0].cut(text) == "On Monday Varga met the Dockers\u2019 League in Mirna"
    assert (event.actors, event.place) == ((ILSE.id,), (PORT.id,))
    assert (event.time.value, event.time.basis) == ("2024-09-09", "relative")
    assert [s.cut(text) for s in event.time.evidence] == ["Monday"]


def test_the_doer_of_a_passive_stands_after_by():
    (event,) = read("Varga was attacked by the Dockers\u2019 League on 3 May 2024.", "attacked")
    assert (event.actors, event.recipients) == ((LEAGUE.id,), (ILSE.id,))
    assert (event.time.value, event.time.basis) == ("2024-05-03", "stated")


def test_a_verb_after_and_keeps_the_subject_of_the_one_before_it():
    text = "Varga left the talks and closed the quay."
    (event,) = read(text, "closed")
    assert [s.cut(text) for s in event.evidence] == ["Varga", "closed the quay"]
    assert event.actors == (ILSE.id,)


TIMES = [
    ("Varga closed the quay until Friday.", "closed", None),
    ("Varga condemned Monday\u2019s strike.", "condemned", None),
    ("Varga freed the sailors jailed in May 2020.", "freed", None),
    ("The gates closed on Saturday will reopen.", "reopen", None),
    ("The talks planned for Friday will go ahead.", "go", "2024-09-13"),
    ("Varga closed the quay two days ago.", "closed", "2024-09-08"),
]


@pytest.mark.parametrize(("text", "word", "value"), TIMES)
def test_a_time_belongs_to_the_verb_it_governs(text, word, value):
    assert [e.time.value for e in read(text, word)] == [value] * len(read(text, word))


NOUNS = [
    ("The closure on Monday cost jobs.", "closure", "The closure on Monday", "happened", "2024-09-09"),
    ("Ships feared the May 2023 closure.", "closure", "the May 2023 closure", "happened", "2023-05"),
    ("Both hope for the meeting next week.", "meeting", "the meeting next week", "planned", "2024-W38"),
]


@pytest.mark.parametrize(("text", "word", "words", "status", "value"), NOUNS)
def test_events_in_noun_phrases_need_a_time(text, word, words, status, value):
    (event,) = read(text, word)
    assert (event.evidence[0].cut(text), event.status, event.time.value) == (words, status, value)
    assert read(text.replace(" on Monday", "").replace("May 2023 ", "").replace(" next week", ""), word) == ()


def test_what_somebody_says_is_no_event_but_a_decree_is_one():
    text = "Varga said that the quay had burned."
    said = attribution(text, "that the quay had burned", source="Varga", cue="said").with_(
        act="assert", certainty="certain"
    )
    (event,) = read(text, "said", "burned", said=[said])
    assert (event.evidence[0].cut(text), event.told_by) == ("the quay had burned", said.id)
    text = "Varga allowed the ships to sail."
    let = attribution(text, "the ships to sail", source="Varga", cue="allowed").with_(
        act="permit", certainty="underspecified"
    )
    (event,) = read(text, "allowed", said=[let])
    assert event.evidence[0].cut(text) == "Varga allowed the ships to sail"


def test_who_denies_something_tells_what_did_not_happen():
    text = "Varga denied that the quay had burned."
    said = attribution(text, "that the quay had burned", source="Varga", cue="denied").with_(
        act="deny", certainty="certain"
    )
    (event,) = read(text, "burned", said=[said])
    assert event.status == "denied"


def test_what_somebody_failed_to_do_is_one_event():
    (event,) = read("Varga failed to reach the quay on Monday.", "failed", "reach")
    assert event.status == "happened"


def test_headlines_tell_in_the_present_tense():
    (event,) = read("Varga closes quay\n\nShips wait.", "closes", first="headline")
    assert event.status == "happened"


def test_states_and_speech_are_passed_over_whatever_the_model_says():
    assert read("Varga closed the quay.", "closed", label="STATE") == ()
    assert read("Varga remained silent.", "remained") == ()


def test_without_a_date_of_the_report_the_day_stays_open():
    (event,) = read("Varga closed the quay on Monday.", "closed", published=None)
    assert (event.time.value, event.time.basis) == ("XXXX-WXX-1", "relative")
