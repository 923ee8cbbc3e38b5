"""The brief: what is chosen, in which words, with which passages."""

import re

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
from stemma.stories.brief import LINES, QUOTED, brief

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
        TimelineEntry("t", "Talks", EntryTime(value), "planned", "certain", evidence=talks)
        for value in ("2031-05-01", "2031-05-09")
    )
    lines = brief(told(rules=(rule,), positions=(position,), timeline=(past, ahead)))
    assert [line.text for line in lines] == [
        "Forbidden by Ana Ruiz, in force: “The quay is closed”.",
        "Ana Ruiz on “the closure”: supports, then opposes.",
        "Ahead, 2031-05-09: “Talks”.",
    ]


def test_a_brief_is_half_a_page_of_the_reports_words():
    long = report(" ".join(f"word{n}" for n in range(200)) + ".", outlet="Long")
    some = [
        claim("corroborated", "agree", side(f"word{n} word{n + 1}", long), side("Nine boats", COAST))
        for n in range(0, 80, 2)
    ]
    some += [claim("corroborated", "agree", side(long.text, long), side("Nine boats", COAST))]
    lines = brief(told(claims=tuple(some)))
    assert 0 < len(lines) <= LINES
    for line in lines:
        assert line.evidence
        for quoted in re.findall("“(.*?)”", line.text):
            assert len(quoted) <= QUOTED + 1
            assert any(quoted.rstrip("…") in text for text in (long.text, COAST.text))
