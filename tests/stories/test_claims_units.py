"""How a report is cut into clauses, and what is known of each."""

import pytest
from builders import attribution, person, reading, report, span_of

from stemma.records import TimeExpression
from stemma.stories.actors import joined
from stemma.stories.claims_units import Units


def cut(text, *, said=(), actors=(), times=()):
    made = reading(report(text, published="2023-05-14"), actors=actors, attributions=said).with_(times=tuple(times))
    units = Units([made], joined([made]))
    return [units.qualified(u) for u in units.found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The crew opened the lower gate after the river reached the second mark.",
            ["The crew opened the lower gate", "after the river reached the second mark."],
        ),
        (
            "Crews shut the lower gate at Hallin; the minister praised the river patrols.",
            ["Crews shut the lower gate at Hallin;", "the minister praised the river patrols."],
        ),
        # A piece without a verb says nothing by itself.
        (
            "Crews left the island, near the old harbour of Skerrow.",
            ["Crews left the island, near the old harbour of Skerrow."],
        ),
        ("The owner could not be reached for comment.", []),
        # A bare condition asserts nothing; with its consequence it does.
        (
            "The council may open the upper gate, provided the pumps are not made in Norrey.",
            ["The council may open the upper gate,"],
        ),
        ("If the pumps start, the gates close.", ["If the pumps start, the gates close."]),
        (
            "The harbour of Skerrow is within range of our boats and the old keeper is always awake.",
            ["The harbour of Skerrow is within range of our boats", "and the old keeper is always awake."],
        ),
        (
            "The harbour master greeted old keepers and they later sailed the ferry to Skerrow.",
            ["The harbour master greeted old keepers", "and they later sailed the ferry to Skerrow."],
        ),
        # No finite verb before "and": what it joins is the subject.
        (
            "The talks between Skerrow and the old keepers are failing badly.",
            ["The talks between Skerrow and the old keepers are failing badly."],
        ),
        # What has the look of a clause but no verb is the end of the one before.
        (
            "They shut the upper gate when divers quietly rescued that old keeper's boat.",
            ["They shut the upper gate", "when divers quietly rescued that old keeper's boat."],
        ),
        # What a report only asks is no statement of it.
        ("What do the old keepers of Skerrow say about the sunken boats?", []),
    ],
)
def test_a_sentence_is_cut_where_a_clause_begins(text, expected):
    assert [u.words for u in cut(text)] == expected


def test_source_and_cue_are_no_part_of_what_is_said():
    text = "The harbour master said that the old lighthouse was sinking, because the rock beneath it had cracked."
    said = attribution(text, "that the old lighthouse was sinking", source="The harbour master", cue="said").with_(
        certainty="possible"
    )
    first, second = cut(text, said=[said])
    assert (first.words, first.told, first.certainty) == ("that the old lighthouse was sinking", said, "possible")
    assert (second.told, second.certainty) == (None, "certain")


def test_a_deed_is_told_by_the_report_and_goes_back_to_the_doer():
    bank = person("Averley Bank", type_="organization")
    text = "Averley Bank said it would bar customers from buying lottery tickets."
    deed = attribution(
        text, "customers from buying lottery tickets", source="Averley Bank", cue="bar", speaker=bank.id
    ).with_(act="forbid")
    (unit,) = cut(text, said=[deed], actors=[bank])
    assert unit.words == text
    assert (unit.told, unit.speaker, unit.deed) == (None, None, deed.id)


@pytest.mark.parametrize(
    ("content", "told"),
    [("two keepers of the old lighthouse", False), ("that the old lighthouse keepers were sunk", True)],
)
def test_an_apology_is_told_as_done(content, told):
    bank = person("Averley Bank", type_="organization")
    text = f"Averley Bank apologized to all {content}."
    said = attribution(text, content, source="Averley Bank", cue="apologized", speaker=bank.id).with_(act="acknowledge")
    found = cut(text, said=[said], actors=[bank])
    assert [(u.told is not None, u.deed) for u in found] == ([(True, None)] if told else [(False, said.id)])


@pytest.mark.parametrize(
    ("leading", "cue", "pieces"),
    [
        ("When pressed about the closed river bridge, the mayor said", "said", 1),
        ("With growing fears about", "fears about", 1),
        ("The council closed the old river bridge, the mayor said", "said", 2),
    ],
)
def test_what_only_leads_up_to_what_is_told_states_nothing(leading, cue, pieces):
    text = f"{leading} the ferry would sail all night."
    said = attribution(text, "the ferry would sail all night", source="", cue=cue)
    assert len(cut(text, said=[said])) == pieces


@pytest.mark.parametrize(
    ("frame", "pieces"),
    [
        ("the mayor said outside the town hall", 1),
        ("the mayor said when he had closed the old town hall", 2),
    ],
)
def test_where_somebody_spoke_states_nothing(frame, pieces):
    text = f"\u201cThe ferry will sail all night,\u201d {frame}."
    said = attribution(text, "The ferry will sail all night,", source="the mayor", cue="said", form="direct")
    assert len(cut(text, said=[said])) == pieces


@pytest.mark.parametrize(("act", "back"), [("forbid", True), ("urge", True), ("threaten", False)])
def test_rulings_and_appeals_go_back_to_who_makes_them(act, back):
    council = person("Averley Council", type_="organization")
    text = "Averley Council answered the closure of the bridge by moving its market."
    deed = attribution(text, "its market", source="Averley Council", cue="moving", speaker=council.id).with_(act=act)
    (unit,) = cut(text, said=[deed.with_(status="future")], actors=[council])
    assert unit.deed == (deed.id if back else None)


@pytest.mark.parametrize(
    ("relative", "year", "whose"),
    [
        ("who were freed from the flooded silver mine in 2009", "2009", None),
        ("who were freed from the flooded silver mine in 2023", "2023", "told"),
    ],
)
def test_what_was_long_ago_in_a_relative_clause_is_the_reports_own(relative, year, whose):
    text = f"The mayor said the council would pay the miners, {relative}."
    said = attribution(text, f"the council would pay the miners, {relative}", source="The mayor", cue="said")
    when = span_of(text, year)
    units = cut(text, said=[said], times=[TimeExpression(when.start, when.end, "DATE", year)])
    assert [u.told and "told" for u in units] == ["told", whose]


@pytest.mark.parametrize(
    ("text", "certainty", "polarity"),
    [
        ("Orvania delivered the river pumps.", "certain", "positive"),
        ("Concerns about Orvania delivering the river pumps grew.", "possible", "positive"),
        ("Orvania might deliver the river pumps.", "possible", "positive"),
        # What stands before the doubt is told as it is.
        ("A keeper from Orvania was arrested on suspicion of arson.", "certain", "positive"),
        ("Orvania did not deliver the river pumps.", "certain", "negative"),
        ("Reports of Orvania delivering the river pumps were unfounded.", "certain", "negative"),
    ],
)
def test_a_clause_is_sure_or_not_and_says_yes_or_no(text, certainty, polarity):
    (unit,) = cut(text)
    assert (unit.certainty, unit.polarity) == (certainty, polarity)


def test_what_somebody_fears_is_possible_though_the_reading_leaves_it_open():
    text = "Growing worries about Orvania soon delivering river pumps troubled Selkia."
    worry = attribution(text, "Orvania soon delivering river pumps", source="", cue="worries about").with_(
        act="worry", certainty="underspecified"
    )
    assert "possible" in {u.certainty for u in cut(text, said=[worry]) if u.told == worry}


def test_a_preposition_that_looks_like_a_verb_is_no_voice():
    text = "We settle it regarding the sale of old river pumps."
    said = attribution(text, "the sale of old river pumps", source="We", cue="regarding").with_(act="regard")
    assert [u.told for u in cut(text, said=[said])] == [None]


def test_what_was_long_before_its_report_is_background():
    text = "A landslide killed twelve people in 2009.\n\nA landslide killed seven people on Sunday."
    then, sunday = span_of(text, "2009"), span_of(text, "Sunday")
    times = [
        TimeExpression(then.start, then.end, "DATE", "2009"),
        TimeExpression(sunday.start, sunday.end, "DATE", "2023-05-14"),
    ]
    assert [u.background for u in cut(text, times=times)] == [True, False]


def test_a_report_that_counts_the_dead_many_times_lists_events():
    text = "A landslide at Hallin killed 41 people.\n\n" + "\n\n".join(
        f"A landslide at {place} killed {n} people."
        for place, n in [("Arl", 12), ("Bost", 15), ("Cern", 22), ("Dorv", 9)]
    )
    assert [u.background for u in cut(text)] == [False, True, True, True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The limits on pumps were lifted in May.", "certain"),
        ("The limits on pumps were lifted by Ines May in spring.", "certain"),
        ("The limits on pumps may be lifted soon.", "possible"),
        ("The limits on pumps may be lifted in May.", "possible"),
        ("Limits on Pumps May Be Lifted", "possible"),
    ],
)
def test_a_month_or_a_name_is_no_doubt(text, expected):
    (unit,) = cut(text)
    assert unit.certainty == expected
