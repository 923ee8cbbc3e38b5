"""What changed between two tellings of a story."""

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
    StoryRule,
    TimelineEntry,
)
from stemma.stories.changes import changes

FIRST = "The quay may reopen. Three boats are missing. The mayor backs the closure."
LATER = "The quay has reopened. Five boats are missing. The mayor now opposes the closure."


def passage(words, where="r1", text=FIRST):
    start = text.index(words)
    return Evidence(where, start, start + len(words), words)


def claim(origins, status="single-origin", evidence=(), **values):
    sides = tuple(ClaimSide(e.report, e.quote, "certain", "positive", "report", (e,), values) for e in evidence)
    return Claim("c1", "boats are missing", status, origins, (), ("agree",), sides)


def rule(status="in force", *evidence):
    return StoryRule("u1", "forbidden", status, evidence or (passage("The quay may reopen."),))


def position(*stances):
    told = tuple(
        DatedStance("r1", s, None, StanceTime(), explicit=True, certainty="certain", evidence=(passage("The mayor"),))
        for s in stances
    )
    return Position("p1", "a1", "the closure", told)


def entry(status, value=None):
    evidence = (passage("Three boats are missing."),)
    return TimelineEntry("t1", "boats are missing", EntryTime(value), status, "certain", evidence=evidence)


def story(*reports, **parts):
    return Story("s1", "Quay", None, None, None, tuple(reports), **parts)


BOATS = passage("Three boats are missing.")
MORE = passage("Five boats are missing.", "r2", LATER)


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ({}, {"claims": (claim(1, evidence=[BOATS]),)}, [("claim", "new", ())]),
        (
            {"claims": (claim(1, evidence=[BOATS], boats=3),)},
            {"claims": (claim(2, "disputed", [BOATS, MORE], boats=5),)},
            [
                (
                    "claim",
                    "changed",
                    (
                        "status: single-origin, now disputed",
                        "independent origins: 1, now 2",
                        "reports: 1, now 2",
                        "figures: boats 3, now boats 5",
                    ),
                )
            ],
        ),
        (
            {"rules": (rule(),)},
            {"rules": (rule("lifted"),)},
            [("rule", "withdrawn", ("status: in force, now lifted",))],
        ),
        ({"rules": (rule(),)}, {"rules": (rule(),)}, []),
        (
            {"positions": (position("supports"),)},
            {"positions": (position("supports", "opposes"),)},
            [("position", "changed", ("stance: supports, now opposes",))],
        ),
        (
            {"timeline": (entry("planned"),)},
            {"timeline": (entry("denied"),)},
            [("event", "withdrawn", ("status: planned, now denied",))],
        ),
        (
            {"timeline": (entry("planned"),)},
            {},
            [("event", "withdrawn", ("no longer told apart, now that later reports are read",))],
        ),
        (
            {"timeline": (entry("happened"),)},
            {"timeline": (entry("happened", "2031-05-02"),)},
            [("event", "changed", ("time: not known, now 2031-05-02",))],
        ),
    ],
)
def test_what_is_new_changed_or_withdrawn(then, now, expected):
    found = changes(story(**then), story(**now))
    assert [(c.kind, c.change, c.what) for c in found] == expected


def test_what_changed_points_at_the_passages_that_were_not_there_before():
    before, after = claim(1, evidence=[BOATS]), claim(1, evidence=[BOATS, MORE])
    (found,) = changes(story(claims=(before,)), story(claims=(after,)))
    assert found.evidence == (MORE,)


def test_a_report_that_came_in_between_is_new():
    one, two = reading(report(FIRST)), reading(report(LATER, title="Quay reopened"))
    (found,) = changes(story(one), story(one, two))
    assert (found.kind, found.change, found.id, found.text) == ("report", "new", two.id, "Quay reopened")
