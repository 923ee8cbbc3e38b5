"""What a timeline shows of hand-made reports: news without a day, what is announced, who a pronoun is, what is kept."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, reading, report, span_of

from stemma.reading.decoding import Trigger
from stemma.reading.events import find_events
from stemma.reading.times import find_times
from stemma.records import Group, StoryActor, TimelineEntry
from stemma.stories.assemble import assemble
from stemma.stories.timeline_tellings import tellings
from stemma.stories.timeline_ties import Ties

NAMES = ("Selkia", "Orvania", "Calloway", "Hale", "Lisk")
FILLER = "Rain fell on the valley.\n\n"


def told(
    text: str, *words: str, published: str | None, said=(), pronoun: tuple[str, str] | None = None, label="OCCURRENCE"
):
    rep = report(text, published=published, outlet=f"Outlet of {published}", path=f"{published}.txt")
    actors = {n: person(n, type_="person" if n in ("Calloway", "Hale") else "place") for n in NAMES if n in text}
    mentions = [mention(text, name, actor) for name, actor in actors.items()]
    if pronoun:
        mentions.append(mention(text, pronoun[0], actors[pronoun[1]], form="pronoun"))
    times = find_times(text, rep.sentences, published)
    triggers = [Trigger(span_of(text, w), label, 0.9) for w in words]
    found = find_events(rep, triggers, mentions, said, times)
    made = reading(rep, actors=actors.values(), mentions=mentions, attributions=said)
    return made.with_(times=times, events=found)


def lines(*readings) -> list[TimelineEntry]:
    group = Group("g1", "Dam", None, None, tuple(r.id for r in readings))
    return list(assemble(group, readings).timeline)


WINDOWS = [
    ("Orvania cut the flow to Selkia.", "cut", ("2024-06-03", "2024-06-05")),
    (FILLER * 3 + "Orvania has cut the flow to Selkia at Lisk.", "cut", (None, "2024-06-05")),
    ("The dam rose in 2019.\n\nOrvania cut the flow to Selkia.", "cut", (None, "2024-06-05")),
    ("Rain fell after Orvania cut the flow to Selkia.", "cut", (None, "2024-06-05")),
    ("Orvania has cut the flow to Selkia since May.", "cut", ("2024-05-01", "2024-06-05")),
]


@pytest.mark.parametrize(("text", "word", "window"), WINDOWS)
def test_news_is_of_the_days_before_its_report_and_background_of_any(text, word, window):
    second = told(text.replace("the flow", "the flow of water"), word, published="2024-06-06")
    (line,) = lines(told(text, word, published="2024-06-05"), second)
    first, last = window
    assert line.time.not_after == last
    assert line.time.not_before in ((first, "2024-06-04") if first and first > "2024-06" else (first,))


def test_an_announcement_and_what_it_announces_are_one_line_of_the_day_it_was_made():
    text = "Calloway announced on Monday that Selkia would get the pumps."
    said = attribution(text, "that Selkia would get the pumps", source="Calloway", cue="announced on Monday")
    made = told(text, "announced", "get", published="2024-06-05", said=(said,), label="REPORTING")
    (line,) = lines(made)
    assert (line.status, line.time.value, line.time.not_after) == ("happened", "2024-06-03", "2024-06-03")
    assert line.label == text.rstrip(".")


def test_a_report_of_the_evening_before_tells_of_the_same_launch():
    here = told("Orvania fired a rocket over Lisk on Friday.", "fired", published="2024-06-07")
    there = told("Orvania fired a rocket over Lisk.", "fired", published="2024-06-06")
    (line,) = lines(here, there)
    assert (line.time.value, len(line.evidence)) == ("2024-06-07", 2)


MONTH = [
    ("In May a patrol found the cutter.", "In May fishermen found the missing ship.", 1),
    ("In May Hale was found by a patrol.", "In May Calloway was found by a patrol.", 2),
    ("In May 12 crates were found by a patrol.", "In May 40 barrels were found by divers.", 2),
]


@pytest.mark.parametrize(("one", "other", "count"), MONTH)
def test_like_words_of_one_month_long_ago_are_one_event_unless_they_name_others(one, other, count):
    made = (told(one, "found", published="2024-07-05"), told(other, "found", published="2024-07-06"))
    assert len(lines(*made)) == count


def test_people_and_papers_are_released_in_two_ways():
    people = told("Orvania released the sailors on Monday.", "released", published="2024-06-05")
    papers = told("Orvania released the names of the sailors on Monday.", "released", published="2024-06-06")
    assert len(lines(people, papers)) == 2


def test_what_only_helps_to_tell_is_joined_with_what_it_names():
    plain = told("Orvania released the twelve sailors of the Heron.", "released", published="2024-06-05")
    helped = told("Calloway secured the release of twelve sailors of the Heron.", "secured", published="2024-06-05")
    (line,) = lines(plain, helped)
    assert len(line.evidence) == 2


def test_a_pronoun_is_named_in_brackets_where_the_report_settles_it():
    text = "Calloway left Lisk. On Monday she met Hale at the dam."
    (line,) = lines(told(text, "met", published="2024-06-05", pronoun=("she", "Calloway")))
    assert line.label == "On Monday she met Hale at the dam"
    text = "Calloway left Lisk. She met Hale at the dam on Monday."
    (line,) = lines(told(text, "met", published="2024-06-05", pronoun=("She", "Calloway")))
    assert line.label == "[Calloway] met Hale at the dam on Monday"
    text = "The board said it met Hale at the dam on Monday."
    said = attribution(text, "it met Hale at the dam on Monday", source="The board", cue="said")
    (line,) = lines(told(text, "met", published="2024-06-05", said=(said,)))
    assert line.label == "The board said it met Hale at the dam on Monday"


def test_what_two_reports_tell_once_by_one_word_is_one_line():
    one = told("Police in Lisk detained a sailor of 42.", "detained", published="2024-06-05")
    other = told("The sailor has been detained on suspicion of arson.", "detained", published="2024-06-06")
    (line,) = lines(one, other)
    assert len(line.evidence) == 2


def test_the_crash_happened_names_what_another_clause_tells():
    one = told("A tram derailed near Lisk on Wednesday.", "derailed", published="2024-06-06")
    other = told("The crash happened at 6.10 am on Wednesday.", "happened", published="2024-06-06")
    (line,) = lines(one, other)
    assert len(line.evidence) == 2


def test_a_sentence_goes_on_without_a_second_line_unless_it_is_sure():
    text = "Orvania cut the flow to Selkia on Monday, and crews drove home."
    made = told(text, "cut", "drove", published="2024-06-05")
    assert [line.label for line in lines(made)] == ["Orvania cut the flow to Selkia on Monday"]


def test_rhetoric_without_a_day_is_no_line_unless_many_report_it():
    def quoted(day: str):
        text = "\u201cThe talks at Lisk will go on,\u201d Hale said."
        said = attribution(text, "\u201cThe talks at Lisk will go on,\u201d", source="Hale", cue="said", form="direct")
        return told(text, "go", published=day, said=(said,))

    assert lines(quoted("2024-06-05")) == []


def test_what_has_happened_was_not_days_after_its_report():
    (line,) = lines(told("Calloway signed the order to sail to Lisk on Saturday.", "signed", published="2024-06-03"))
    assert (line.status, line.time.value, line.time.basis) == ("happened", "2024-06-01", "inferred")


def test_what_one_sentence_tells_of_one_subject_is_one_line_with_the_day_that_either_says():
    made = told("The ferry struck a reef and sank off Lisk on Monday.", "struck", "sank", published="2024-06-05")
    (line,) = lines(made)
    assert line.time.value == "2024-06-03"
    assert line.evidence[-1].quote.startswith("The ferry struck a reef")


def test_what_is_told_apart_elsewhere_is_apart():
    both = told("Orvania raised its taxes and closed the weir.", "raised", "closed", published="2024-06-05")
    one = told("Orvania raised its taxes again.", "raised", published="2024-06-05")
    other = told("Orvania closed the upper weir.", "closed", published="2024-06-06")
    assert len(lines(both)) == 1
    assert len(lines(both, one, other)) == 2


def test_an_old_time_in_the_subject_makes_no_news_of_it():
    old = told("The ferry launched in 1987 sank off Lisk.", "sank", published="2024-06-05")
    new = told("A ferry sank off Lisk.", "sank", published="2024-06-05")
    assert all(len(line.evidence) == 1 for line in lines(old, new))


LEFT_OUT = [
    (FILLER * 8 + "About 890 ships called there last year.", "called", "the figure of a year"),
    ("A light was burning at Lisk, as Orvania had asked.", "burning", "what was going on"),
]


@pytest.mark.parametrize(("text", "word", "why"), LEFT_OUT, ids=[why for *_, why in LEFT_OUT])
def test_figures_of_a_year_and_what_was_going_on_are_no_lines(text, word, why):
    assert lines(told(text, word, published="2024-06-05")) == []


NO_LINES = [
    ("Calloway declined to comment on the weir at Lisk.", "declined"),
    ("Orvania did not immediately respond to Selkia.", "respond"),
    ("The incident took place near the weir at Lisk on Monday.", "took"),
]


@pytest.mark.parametrize(("text", "word"), NO_LINES)
def test_who_says_nothing_and_what_only_happened_there_is_no_line(text, word):
    again = told(text, word, published="2024-06-06")
    assert lines(told(text, word, published="2024-06-05"), again) == []


def test_a_bare_noun_needs_more_than_a_day():
    assert lines(told(FILLER * 9 + "There was music at the party on Monday.", "party", published="2024-06-05")) == []


def test_what_a_noun_names_on_a_later_day_is_planned_and_a_deed_has_no_later_day():
    party = told("Lisk waits for Friday's party on the weir at Selkia.", "party", published="2024-06-03")
    assert {line.status for line in lines(party)} <= {"planned"}
    deed = told("Orvania closed the weir that opens in July.", "closed", published="2024-06-03")
    assert all(line.time.value is None for line in lines(deed))


def test_an_apology_is_not_of_the_day_of_what_it_is_for():
    text = "Calloway apologised to two guests who were removed from the hall at Lisk."
    said = attribution(
        text, "two guests who were removed from the hall at Lisk", source="Calloway", cue="apologised to"
    ).with_(act="justify")
    one = told(text, "apologised", "removed", published="2024-06-05", said=(said,))
    other = told("Two guests were removed from the hall at Lisk on Monday.", "removed", published="2024-06-05")
    found = {line.label: line.time.value for line in lines(one, other)}
    assert found["Two guests were removed from the hall at Lisk on Monday"] == "2024-06-03"
    assert len(found) == 2


def test_one_name_with_a_number_may_be_the_other_without():
    ties = Ties.of([StoryActor(name, name, "product") for name in ("Lisk", "Lisk-1", "Selkia")])
    assert not ties.others(frozenset({"Lisk"}), frozenset({"Lisk-1"}))
    assert ties.others(frozenset({"Lisk"}), frozenset({"Selkia"}))


def test_a_rare_word_that_two_reports_share_is_one_event():
    one = told(FILLER * 9 + "Some sailors managed to escape.", "escape", published="2024-06-05")
    other = told(FILLER * 9 + "Dozens of sailors have escaped by themselves.", "escaped", published="2024-06-06")
    assert [len(line.evidence) for line in lines(one, other)] in ([], [2])


READABLE = [
    (
        "Its speaker, Rolf Calloway, apologised on Monday.",
        "apologised",
        "Its speaker, Rolf Calloway, apologised on Monday",
    ),
    ("A note came in which Orvania closed the weir on Monday.", "closed", "Orvania closed the weir on Monday"),
]


@pytest.mark.parametrize(("text", "word", "label"), READABLE)
def test_a_clause_that_names_who_does_it_is_a_line(text, word, label):
    assert label in [line.label for line in lines(told(text, word, published="2024-06-05"))]


def test_a_label_ends_before_what_it_was_for():
    text = "Calloway met Hale at Lisk on Monday to discuss the flow."
    (line,) = lines(told(text, "met", published="2024-06-05"))
    assert not line.label.endswith("discuss")


def test_what_somebody_says_of_himself_is_no_hearsay():
    text = FILLER * 9 + "Calloway said she welcomed the release of Hale at Lisk."
    said = attribution(text, "she welcomed the release of Hale at Lisk", source="Calloway", cue="said")
    report_ = told(text, "welcomed", published="2024-06-05", said=(said,))
    other = text.replace("she welcomed", "Orvania welcomed")
    hearsay = attribution(other, "Orvania welcomed the release of Hale at Lisk", source="Calloway", cue="said")
    found = [
        tellings((made,), ())[0].by_others
        for made in (report_, told(other, "welcomed", published="2024-06-05", said=(hearsay,)))
    ]
    assert found == [False, True]
