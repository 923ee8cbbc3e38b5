"""The timeline on the page: its words, its drawing, and where its links lead."""

from __future__ import annotations

import re

import pytest
from builders import reading, report

from stemma.exports.chronology import chronology, in_words
from stemma.exports.chronology_strip import LANE
from stemma.exports.dossier import render
from stemma.records import EntryTime, Evidence, TimelineEntry

TEXT = "The quay was closed on Monday.\n\nThe court meets next week.\n\nTalks began in spring."
TIMES = [
    (EntryTime("2024-06-03", "2024-06-03", "2024-06-03", "relative"), "3 Jun 2024"),
    (EntryTime("2024-06-03TNI", "2024-06-03", "2024-06-03", "relative"), "3 Jun 2024, night"),
    (EntryTime("2024-06-03T22:40Z", "2024-06-03", "2024-06-03", "stated"), "3 Jun 2024, 22:40 UTC"),
    (EntryTime("2024-W23", "2024-06-03", "2024-06-09", "relative"), "week of 3 Jun 2024"),
    (EntryTime("2024-W23-WE", "2024-06-08", "2024-06-09", "relative"), "weekend of 8 Jun 2024"),
    (EntryTime("2024-SP", "2024-03-01", "2024-06-30", "relative"), "spring 2024"),
    (EntryTime("2024-05", "2024-05-01", "2024-05-31", "stated"), "May 2024"),
    (EntryTime(None, None, "2024-06-05", "unknown"), "by 5 Jun 2024"),
    (EntryTime(None, "2024-06-05", None, "unknown"), "after 5 Jun 2024"),
    (EntryTime(None, "2024-06-03", "2024-06-05", "inferred"), "3 Jun 2024 to 5 Jun 2024"),
    (EntryTime(), "no day given"),
]


@pytest.mark.parametrize(("time", "words"), TIMES)
def test_times_in_words(time, words):
    assert in_words(time) == words


def entry(name: str, rep, words: str, time: EntryTime, status: str = "happened") -> TimelineEntry:
    start = TEXT.index(words)
    place = Evidence(rep.id, start, start + len(words), words)
    return TimelineEntry(name, words, time, status, "certain", evidence=(place,), reported="2024-06-04")  # type: ignore[arg-type]


@pytest.fixture
def story(make_story):
    rep = report(TEXT, outlet="Courier", published="2024-06-04")
    return make_story(reading(rep)).with_(
        timeline=(
            entry("t1", rep, "Talks began in spring", EntryTime("2024-SP", "2024-03-01", "2024-06-30", "relative")),
            entry("t2", rep, "The quay was closed", EntryTime("2024-06-03", "2024-06-03", "2024-06-03", "relative")),
            entry("t3", rep, "The court meets", EntryTime(None, "2024-06-04", None, "unknown"), "planned"),
        )
    )


def test_every_line_and_mark_leads_to_words_in_the_text(story):
    page = render(story)
    ids = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#(shown-[^"]+)"', page))
    assert links == {"shown-t1-0", "shown-t2-0", "shown-t3-0"}
    assert links <= ids
    assert page.count('class="mark ') == 3


def test_doubt_is_drawn_as_a_bar_and_openness_as_an_open_end(story):
    strip = chronology(story).strip
    assert strip is not None
    spring, day, ahead = strip.marks
    assert spring.is_bar
    assert not any((spring.open_left, spring.open_right))
    assert not day.is_bar
    assert ahead.open_right
    assert ahead.kind == "planned"
    assert spring.start < day.x < ahead.end
    assert all(0 <= m.start <= m.end <= 100 for m in strip.marks)


def test_a_dense_week_has_more_room_than_its_share(story):
    strip = chronology(story).strip
    assert strip is not None
    day, ahead = strip.marks[1:]
    # One day of 121 has a twentieth of the strip and more.
    assert ahead.x - day.x > 100 / 20


def test_a_crowded_day_opens_to_columns(make_story):
    rep = report(TEXT, outlet="Courier", published="2024-06-04")
    day = EntryTime("2024-06-03", "2024-06-03", "2024-06-03", "relative")
    spring = entry("t0", rep, "Talks began in spring", EntryTime("2024-SP", "2024-03-01", "2024-06-30", "relative"))
    marks = tuple(entry(f"t{n}", rep, "The quay was closed", day) for n in range(1, 11))
    strip = chronology(make_story(reading(rep)).with_(timeline=(spring, *marks))).strip
    assert strip is not None
    ((start, end),) = strip.bands
    assert {m.x for m in strip.marks[1:]} == {start, round((start + end) / 2, 2), end}
    assert len({(m.x, m.y) for m in strip.marks}) == len(strip.marks)
    # Ten marks of one day in three columns take four lanes, not ten.
    assert strip.axis < 10 * LANE


def test_a_story_without_events_says_so(make_story):
    page = render(make_story(reading(report(TEXT, published="2024-06-04"))))
    assert "tell of nothing whose day is said" in page
    assert "<svg" not in page.split('id="timeline"')[1].split("</section>")[0]


def test_labels_are_escaped(make_story):
    rep = report("<b>Quay</b> closed on Monday", published="2024-06-04")
    place = Evidence(rep.id, 0, 18, rep.text[:18])
    line = TimelineEntry("t1", rep.text[:18], EntryTime(), "happened", "certain", evidence=(place,))
    page = render(make_story(reading(rep)).with_(timeline=(line,)))
    assert "&lt;b&gt;Quay&lt;/b&gt; closed" in page
    assert "<b>Quay" not in page
