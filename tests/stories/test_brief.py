"""The brief: what is chosen, in which words, with which passages."""

import re

import pytest
from builders import reading, report

from stemma.records import (
    Claim,
    ClaimSide,
    DatedStance,
    EntryTime,
    Evidence,
    Position,
    StanceTime,
    Story,
    StoryActor,
    StoryRule,
    TimelineEntry,
)
from stemma.stories.brief import LINES, brief
from stemma.stories.brief_words import NONE, POINTING, QUOTED, WHOLE, alone, hangs, quoted
from stemma.stories.positions_weighing import moved

HERALD = report("Twelve boats were lost, said Ana Ruiz. The quay is closed. Talks are on 9 May.", outlet="The Herald")
COAST = report("Nine boats were lost, the harbour office said. The quay may be closed.", outlet="Coast FM")
RUIZ = StoryActor("a1", "Ana Ruiz", "person")


def passage(words, of):
    start = of.text.index(words)
    return Evidence(of.id, start, start + len(words), words)


def side(words, of, who="report", certainty="certain", polarity="positive", **values):
    return ClaimSide(of.id, words, certainty, polarity, who, (passage(words, of),), values)


def claim(status, relation, *sides, origins=2):
    return Claim(f"c{len(sides[0].says)}", sides[0].says, status, origins, (), (relation,), sides)


def stance(where, kind, evidence):
    return DatedStance(where, kind, None, StanceTime(), explicit=True, certainty="certain", evidence=(evidence,))


def told(**parts):
    return Story("s1", "Quay", None, None, "2031-05-02", (reading(HERALD), reading(COAST)), (RUIZ,), **parts)


LOST = claim(
    "disputed", "conflicts",
    side("Twelve boats were lost", HERALD, "a1", boats=12), side("Nine boats were lost", COAST, boats=9),
)  # fmt: skip
CLOSED = claim(
    "single-origin", "differs-in-certainty",
    side("The quay is closed", HERALD), side("The quay may be closed", COAST, certainty="possible"), origins=1,
)  # fmt: skip


def test_a_dispute_is_told_with_both_sides_and_both_passages():
    (line,) = brief(told(claims=(LOST,)))
    assert (
        line.text
        == "Disputed: “Twelve boats were lost” (Ana Ruiz in The Herald); but “Nine boats were lost” (Coast FM)."
    )
    assert [e.report for e in line.evidence] == [HERALD.id, COAST.id]


def test_a_difference_in_certainty_is_told_as_one():
    (line,) = brief(told(claims=(CLOSED,)))
    assert line.text == (
        "Not equally sure: “The quay is closed” (The Herald, certain); “The quay may be closed” (Coast FM, possible)."
    )


def test_agreement_is_told_once_with_its_origins():
    agreed = claim("single-origin", "agree", *CLOSED.sides[:1], side("The quay may be closed", COAST), origins=1)
    (line,) = brief(told(claims=(agreed, agreed)))
    assert line.text == "“The quay is closed” (2 reports, one origin)."


def test_a_claim_of_one_report_is_no_news_for_the_brief():
    assert brief(told(claims=(claim("single-origin", "agree", *LOST.sides[:1]),))) == ()


def test_rules_changed_positions_and_what_is_ahead_follow():
    rule = StoryRule("u1", "forbidden", "in force", (passage("The quay is closed", HERALD),), authority=("a1",))
    stances = tuple(
        DatedStance(
            HERALD.id,
            stance,
            None,
            StanceTime(),
            explicit=True,
            certainty="certain",
            evidence=(passage(words, HERALD),),
        )
        for stance, words in (("supports", "Twelve boats"), ("opposes", "boats were lost"))
    )
    position = Position("p1", "a1", "the closure", stances)
    talks = (passage("Talks are on 9 May", HERALD),)
    past, ahead = (
        TimelineEntry("t", "Talks", EntryTime(value, value, value), "planned", "certain", evidence=talks)
        for value in ("2031-05-01", "2031-05-09")
    )
    lines = brief(told(rules=(rule,), positions=(position,), timeline=(past, ahead)))
    assert [line.text for line in lines] == [
        "Forbidden by Ana Ruiz, in force: “The quay is closed”.",
        "Ana Ruiz on “the closure”: supports, then opposes.",
        "Ahead, 2031-05-09: “Talks”.",
    ]


def test_a_brief_is_half_a_page_of_the_reports_words():
    long = report(" ".join(f"Boat{n} sank near pier{n} in the storm." for n in range(40)), outlet="Long")
    words = [f"Boat{n} sank near pier{n} in the storm" for n in range(40)]
    some = [claim("corroborated", "agree", side(w, long), side("Nine boats", COAST)) for w in words]
    some += [claim("corroborated", "agree", side(long.text, long), side("Nine boats", COAST))]
    lines = brief(told(claims=tuple(some)))
    assert 0 < len(lines) <= LINES
    for line in lines:
        assert line.evidence
        for words in re.findall("“(.*?)”", line.text):
            assert len(words) <= QUOTED + 1
            assert any(words.rstrip("…") in text for text in (long.text, COAST.text))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the crew “left the port", "“the crew ‘left the port’”"),
        ('the crew "left the port', "“the crew 'left the port'”"),
        ("the crew took a seal (pictured", "“the crew took a seal”"),
        ("the crew took a seal (a pup).", "“the crew took a seal (a pup)”"),
    ],
)
def test_marks_that_open_in_a_line_close_in_it(words, shown):
    assert quoted(words) == shown


def test_what_is_ahead_is_not_told_by_whom_alone():
    assert hangs("according to Ana Ruiz, the harbour master")
    assert not hangs("Talks")


@pytest.mark.parametrize(
    ("quote", "before", "rank", "words"),
    [
        ("that Selkia has closed the port", "", WHOLE, "Selkia has closed the port"),
        ("and the port was closed, adding", "", WHOLE, "the port was closed"),
        ("whether Selkia has closed the port", "", NONE, ""),
        ("Selkia has closed the port", "it is not clear whether ", NONE, ""),
        ("that Selkia closed the port", "denied the rumour ", NONE, ""),
        ("with the port closed for a week", "", NONE, ""),
        ("boats that were lost in the storm", "", NONE, ""),
        ("the ferry sank off the cape", "", WHOLE, "the ferry sank off the cape"),
        ("the ferry crashed on the third pier", "", WHOLE, "the ferry crashed on the third pier"),
        ("it would close the port", "", POINTING, "it would close the port"),
        ("asked about closing the port", "", NONE, ""),
        ("after the ferry sank off the cape", "", NONE, ""),
        ("As the ferry sank off the cape", "", NONE, ""),
        ("Although nothing is decided, talks will go on", "", WHOLE, "Although nothing is decided, talks will go on"),
        ("expectations for talks on a treaty", "", NONE, ""),
        (
            "takes effect on Monday, clinics may use the doses",
            "Under the order, which ",
            WHOLE,
            "clinics may use the doses",
        ),
        ("takes effect on Monday and stays", "Under the order, which ", NONE, ""),
        ("very tired” and the crew has left the port", "they were “", WHOLE, "the crew has left the port"),
        ('very tired" and the crew has left the port', 'they were "', WHOLE, "the crew has left the port"),
        ("the crew was “very tired” and left", "", WHOLE, "the crew was “very tired” and left"),
        ("new checks on Selkian boats, if we must", "", NONE, ""),
        ("the gates close if the pumps start", "", WHOLE, "the gates close if the pumps start"),
        ("the ferry sank shortly after leaving just", "", WHOLE, "the ferry sank shortly after leaving"),
        ("Hale named the pilot and described", "", WHOLE, "Hale named the pilot"),
        ("the crew took a seal that grabbed", "", WHOLE, "the crew took a seal"),
        ("2/3 Selkia has closed the port", "", WHOLE, "Selkia has closed the port"),
    ],
)
def test_words_that_do_not_stand_alone_are_trimmed_or_left_out(quote, before, rank, words):
    assert alone(quote, before) == (rank, words)


def test_a_clause_that_is_only_supposed_is_never_quoted_as_told():
    supposed = report("It is not clear whether the quay was closed.", outlet="Coast FM")
    story = Story(
        "s1", "Quay", None, None, None, (reading(supposed), reading(HERALD)), (RUIZ,),
        claims=(claim("corroborated", "agree", side("the quay was closed", supposed), side("quay is", HERALD)),),
    )  # fmt: skip
    assert brief(story) == ()


def test_the_less_sure_side_is_told_even_where_its_words_cannot_bequoted():
    fear = report("The mayor spoke of fears that the quay is closed for good.", outlet="Coast FM")
    less = claim(
        "corroborated", "differs-in-certainty", side("The quay is closed", HERALD),
        side("the quay is closed for good", fear, certainty="possible"),
    )  # fmt: skip
    story = Story("s1", "Quay", None, None, None, (reading(HERALD), reading(fear)), (RUIZ,), claims=(less,))
    assert [line.text for line in brief(story)] == [
        "Not equally sure: “The quay is closed” (The Herald, certain); only possible in Coast FM."
    ]


def test_a_denial_of_something_else_is_no_dispute():
    other = report("The ferry line has not sold boats to Norrey.", outlet="Coast FM")
    apart = claim(
        "disputed", "conflicts", side("Twelve boats were lost", HERALD),
        side("The ferry line has not sold boats to Norrey", other, polarity="negative"),
    )  # fmt: skip
    story = Story("s1", "Quay", None, None, None, (reading(HERALD), reading(other)), (RUIZ,), claims=(apart,))
    assert not any("Disputed" in line.text for line in brief(story))


def test_asking_for_a_halt_and_opposing_what_is_to_be_halted_is_no_change():
    words = (passage("The quay is closed", HERALD), passage("Twelve boats", HERALD))
    same = tuple(stance(HERALD.id, kind, e) for kind, e in zip(("urges", "opposes"), words, strict=True))
    turned = tuple(stance(HERALD.id, kind, e) for kind, e in zip(("opposes", "considering"), words, strict=True))
    assert not moved(Position("p", "a1", "the quay", same))
    assert moved(Position("p", "a1", "the quay", turned))


@pytest.mark.parametrize(
    ("quote", "behind", "words"),
    [
        ("It was the first fall since 1950, but official figures show", " that", "It was the first fall since 1950"),
        ("The wall fell and early signs suggest", " rain", "The wall fell"),
        ("Guards were called at noon, and officers", " came", "Guards were called at noon"),
        ("The wall fell, but nobody was hurt", ".", "The wall fell, but nobody was hurt"),
    ],
)
def test_what_a_cut_clause_begins_last_is_left_out(quote, behind, words):
    assert alone(quote, "", behind)[1] == words


def test_a_clause_is_told_to_the_end_of_its_sentence():
    longer = report(
        "The harbour office said no.\n\nThe quay is closed to cars and lorries.\n\nTalks follow.", outlet="Bay"
    )
    closed = claim("corroborated", "agree", side("The quay is closed", longer), side("The quay may be closed", COAST))
    story = Story("s1", "Quay", None, None, "2031-05-02", (reading(longer), reading(COAST)), (RUIZ,), claims=(closed,))
    (line,) = brief(story)
    assert line.text.startswith("\u201cThe quay is closed to cars and lorries\u201d")
    assert line.evidence[0].quote == "The quay is closed to cars and lorries."


def test_a_time_of_day_keeps_its_stop():
    assert quoted("It began at 6 a.m.") == "\u201cIt began at 6 a.m.\u201d"
