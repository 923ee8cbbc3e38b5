"""The timeline of hand-made stories: what is merged and what is not, its order, its windows and its words."""

from __future__ import annotations

import pytest
from builders import mention, person, reading, report, span_of

from stemma.reading.decoding import Trigger
from stemma.reading.events import find_events
from stemma.reading.times import find_times
from stemma.records import Group, Story, TimelineEntry
from stemma.stories.assemble import assemble
from stemma.stories.timeline_days import Window, iso, window_of

NAMES = ("Selkia", "Orvania", "Calloway", "Hale", "Lisk")


def told(text: str, *words: str, published: str | None):
    """A reading of a text whose trigger words are given, with the names above where they stand."""
    rep = report(text, published=published, outlet=f"Outlet of {published}", path=f"{published}.txt")
    actors = {n: person(n, type_="person" if n in ("Calloway", "Hale") else "place") for n in NAMES if n in text}
    mentions = [mention(text, name, actor) for name, actor in actors.items()]
    times = find_times(text, rep.sentences, published)
    triggers = [Trigger(span_of(text, w), "OCCURRENCE", 0.9) for w in words]
    found = find_events(rep, triggers, mentions, (), times)
    return reading(rep, actors=actors.values(), mentions=mentions).with_(times=times, events=found)


def story(*readings, as_of: str | None = None) -> Story:
    return assemble(Group("g1", "Dam", None, None, tuple(r.id for r in readings)), readings, as_of=as_of)


def lines(*readings, as_of: str | None = None) -> list[TimelineEntry]:
    return list(story(*readings, as_of=as_of).timeline)


CUT = told("Orvania cut the flow of the Daven on Monday.", "cut", published="2024-06-05")
CUT_AGAIN = told(
    "The week began when Orvania reduced the flow of the Daven on 3 June.", "reduced", published="2024-06-07"
)
DUE = told("Calloway is due to receive Hale at the Summer House on Thursday.", "receive", published="2024-06-05")
DONE = told("Before the vote Calloway received Hale at the Summer House.", "received", published="2024-06-07")


def test_two_reports_of_one_day_and_deed_are_one_line():
    (line,) = lines(CUT, CUT_AGAIN)
    assert (line.time.value, line.status, line.reported) == ("2024-06-03", "happened", "2024-06-05")
    assert (line.time.not_before, line.time.not_after) == ("2024-06-03", "2024-06-03")
    assert [e.report for e in line.evidence] == [CUT.id, CUT_AGAIN.id]
    assert line.reason is not None
    assert "\u201ccut\u201d and \u201creduced\u201d" in line.reason


def test_a_plan_that_another_report_tells_as_done_is_done_on_the_day_it_was_planned_for():
    (line,) = lines(DUE, DONE)
    assert (line.status, line.time.value, line.time.basis) == ("happened", "2024-06-06", "inferred")


def test_as_of_shows_what_was_known_then():
    (line,) = lines(DUE, DONE, as_of="2024-06-05")
    assert (line.status, line.time.value) == ("planned", "2024-06-06")


APART = [
    ("Orvania cut the flow of the Daven on Tuesday.", "cut", "another day"),
    ("Selkia cut the flow of the Daven on Monday.", "cut", "another doer"),
    ("Orvania did not cut the flow of the Daven on Monday.", "cut", "a denial"),
    ("Orvania will cut the flow of the Daven on Monday.", "cut", "a plan for next week"),
]


@pytest.mark.parametrize(("text", "word", "why"), APART, ids=[a[2] for a in APART])
def test_what_speaks_against_it_keeps_lines_apart(text, word, why):
    assert len(lines(CUT, told(text, word, published="2024-06-06"))) == 2


def test_what_is_long_past_takes_no_undated_telling():
    old = told("Orvania cut the flow of the Daven on 2 May 2023.", "cut", published="2024-06-05")
    new = told("In the valley people wait. Orvania has cut the flow of the Daven.", "cut", published="2024-06-06")
    assert all(len(line.evidence) == 1 for line in lines(old, new))


def test_lines_come_in_order_of_time_and_leave_open_what_is_open():
    past = told("Hale visited Lisk in May.", "visited", published="2024-06-05")
    ahead = told("Hale will visit Lisk next month.", "visit", published="2024-06-05")
    found = lines(ahead, CUT, past)
    assert [(e.time.value, e.time.not_before, e.time.not_after, e.status) for e in found] == [
        ("2024-05", "2024-05-01", "2024-05-31", "happened"),
        ("2024-06-03", "2024-06-03", "2024-06-03", "happened"),
        ("2024-07", "2024-07-01", "2024-07-31", "planned"),
    ]


def test_without_a_day_a_line_needs_two_reports_and_says_by_when():
    one = told("In the valley people wait.\n\nNow Selkia has lent the Heron pumps.", "lent", published="2024-06-05")
    other = told("Rain is far.\n\nSelkia has already lent all Heron pumps.", "lent", published="2024-06-06")
    (line,) = lines(one, other)
    assert (line.time.value, line.time.not_before, line.time.not_after) == (None, None, "2024-06-05")
    assert line.time.basis == "unknown"


def test_labels_are_words_of_the_text():
    (line,) = lines(told("She cut the flow to Selkia on Monday.", "cut", published="2024-06-05"))
    assert line.label == "She cut the flow to Selkia on Monday"
    assert lines(told("This cut the flow to Selkia on Monday.", "cut", published="2024-06-05")) == []
    (line,) = lines(CUT)
    assert line.label == "Orvania cut the flow of the Daven on Monday"
    assert line.evidence[0].quote == CUT.text[line.evidence[0].start : line.evidence[0].end]


def test_a_report_without_a_date_gives_no_day():
    (line,) = lines(told("Orvania cut the flow of the Daven on Monday.", "cut", published=None), CUT_AGAIN)
    assert line.time.value == "2024-06-03"


def test_the_same_readings_in_another_order_give_the_same_timeline():
    assert lines(CUT, CUT_AGAIN, DUE, DONE) == lines(DONE, DUE, CUT_AGAIN, CUT)


def test_a_story_with_a_timeline_is_written_in_the_contracts_names():
    (line,) = story(CUT).to_dict()["timeline"]
    assert set(line) >= {"id", "label", "time", "status", "certainty", "actors", "place", "evidence"}
    assert set(line["time"]) == {"value", "not_before", "not_after", "basis"}


WINDOWS = [
    ("2024-06-03", "2024-06-03", "2024-06-03"),
    ("2024-06-03TNI", "2024-06-03", "2024-06-03"),
    ("2024-W23", "2024-06-03", "2024-06-09"),
    ("2024-W23-WE", "2024-06-08", "2024-06-09"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024-12", "2024-12-01", "2024-12-31"),
    ("2024-Q2", "2024-04-01", "2024-06-30"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("XXXX-WXX-1", None, None),
    ("FUTURE_REF", None, None),
    ("2024-13-40", None, None),
]


@pytest.mark.parametrize(("value", "first", "last"), WINDOWS)
def test_values_are_windows_of_days(value, first, last):
    window = window_of(value)
    assert (iso(window.first), iso(window.last)) == (first, last)


def test_windows_meet_in_what_both_allow():
    assert Window(1, 5).meets(Window(3, None)) == Window(3, 5)
    assert Window(1, 2).meets(Window(3, 4)) is None
    assert Window().meets(Window(3, 4)) == Window(3, 4)
