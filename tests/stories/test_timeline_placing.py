"""Reports without a day take one from what they tell as news; what reports leave open stays open."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, reading, report, span_of

from stemma.reading.decoding import Trigger
from stemma.reading.events import find_events
from stemma.reading.times import find_times
from stemma.records import TimelineEntry
from stemma.stories.actors import joined
from stemma.stories.timeline import timeline
from stemma.stories.timeline_days import iso
from stemma.stories.timeline_merging import merged
from stemma.stories.timeline_placing import placed
from stemma.stories.timeline_tellings import tellings

NAMES = ("Selkia", "Orvania", "Calloway", "Lisk")


def told(text: str, *words: str, published: str | None, path: str, said=()):
    rep = report(text, published=published, outlet=f"Outlet of {path}", path=f"{path}.txt")
    actors = {n: person(n, type_="person" if n == "Calloway" else "place") for n in NAMES if n in text}
    mentions = [mention(text, name, actor) for name, actor in actors.items()]
    times = find_times(text, rep.sentences, published)
    triggers = [Trigger(span_of(text, w), "OCCURRENCE", 0.9) for w in words]
    found = find_events(rep, triggers, mentions, said, times)
    made = reading(rep, actors=actors.values(), mentions=mentions, attributions=said)
    return made.with_(times=times, events=found)


def days(*readings) -> dict[str, tuple[str, str]]:
    found = placed(merged(tellings(readings, ()), ()), readings)
    return {r.report.report.path or "": tuple(map(iso_of, found[r.id].ends)) for r in readings if r.id in found}


def iso_of(day: float) -> str:
    return iso(int(day))


def lines(*readings) -> list[TimelineEntry]:
    return list(timeline(readings, joined(readings, ())))


DATED = told("Orvania cut the flow of the Daven at Lisk on Thursday.", "cut", published="2024-06-06", path="dated")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orvania has cut the flow of the Daven at Lisk.", ("2024-06-05", "2024-06-08")),
        ("Orvania cut the flow of the Daven at Lisk this morning.", ("2024-06-05", "2024-06-07")),
    ],
)
def test_a_report_of_a_month_was_written_within_two_days_of_its_news(text, expected):
    assert days(DATED, told(text, "cut", published="2024-06", path="month")) == {"month.txt": expected}


def test_what_a_report_tells_as_background_places_nothing():
    text = (
        "Rain fell. It was grey.\n\nNobody spoke. " * 3 + "Rain came after Orvania cut the flow of the Daven at Lisk."
    )
    assert days(DATED, told(text, "cut", published="2024-06", path="month")) == {}


def test_weekdays_of_a_placed_report_are_those_before_the_news():
    open_ = told(
        "Orvania cut the flow of the Daven at Lisk this morning. Calloway closed the weir on Monday.",
        "cut", "closed", published="2024-06", path="month",
    )  # fmt: skip
    found = {line.label: line.time for line in lines(DATED, open_)}
    assert found["Calloway closed the weir on Monday"].value == "2024-06-03"


def test_a_weekday_that_two_weeks_may_have_is_of_none():
    open_ = told("Calloway closed the weir at Lisk on Monday.", "closed", published="2024-06", path="month")
    again = told("Calloway had closed the weir at Lisk.", "closed", published="2024-06", path="later")
    (line,) = lines(open_, again)
    assert (line.time.value, line.time.not_before, line.time.not_after) == (None, "2024-06-01", "2024-06-30")


def test_blame_comes_no_earlier_than_what_it_is_for():
    launch = "Orvania fired a rocket over Lisk on Friday."
    text = "Calloway condemned Orvania's rocket launch."
    said = attribution(text, "Orvania's rocket launch", source="Calloway", cue="condemned").with_(act="oppose")
    blame = told(text, "condemned", published="2024-06-07", path="blame", said=(said,))
    fired = [told(launch, "fired", published=f"2024-06-0{n}", path=f"fired{n}") for n in (7, 8)]
    for known, first in ((fired, "2024-06-06"), (fired[:1], "2024-06-05")):
        (line,) = [line for line in lines(*known, blame) if "condemned" in line.label]
        assert (line.time.not_before, line.time.not_after) == (first, "2024-06-07")
