import numpy as np
import pytest
from builders import reading, report
from stories.piles import ELECTION, FERRY, MINE, pile

from stemma.records import Published
from stemma.stories.likeness import FAR_APART, SAME_STORY, likeness, possible_days, profiles


def dated(text, **published):
    rep = report(text)
    return reading(rep.with_(report=rep.report.with_(published=Published(**published))))


def test_scores_are_symmetric_within_bounds_and_zero_with_oneself():
    scores = likeness(profiles(pile(FERRY, MINE, ELECTION))).toarray()
    assert np.allclose(scores, scores.T)
    assert scores.min() >= 0
    assert scores.max() <= 1
    assert not scores.diagonal().any()


def test_reports_of_one_story_are_more_alike_than_reports_of_two():
    scores = likeness(profiles(pile(FERRY, MINE))).toarray()
    within = [scores[0, 1], scores[0, 2], scores[1, 2], scores[3, 4]]
    assert min(within) > 2 * SAME_STORY
    assert scores[:3, 3:].max() < SAME_STORY / 2


def test_equal_texts_score_one_and_empty_texts_nothing():
    same, nothing = [dated(FERRY[0][0])] * 2, [dated(".")] * 2
    assert likeness(profiles(same))[0, 1] == profiles(same).alike(0, 1) == pytest.approx(1.0)
    assert likeness(profiles(nothing))[0, 1] == profiles(nothing).alike(0, 1) == 0


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"value": "2031-03-04"}, {"value": "2031-03-04T10:00"}, "same day"),
        ({"value": "2031-03-04"}, {"value": "2031-03-05"}, "1 day apart"),
        ({"value": "2031-03-04"}, {"value": "2031-04-04"}, "31 days apart"),
        ({"value": "2031-03-04"}, {}, "date not known"),
        ({"value": "2031-03"}, {"value": "2031-03-04"}, "date not known"),
        (
            {"alternatives": ("2031-03-04", "2031-04-03")},
            {"value": "2031-04-02"},
            "1 day apart if the dates are read so",
        ),
    ],
)
def test_reason_says_how_far_apart(one, other, told):
    reason = profiles([dated(FERRY[0][0], **one), dated(FERRY[1][0], **other)]).reason(0, 1)
    assert reason.split("; ")[1] == told


def test_reason_names_what_is_shared_as_it_is_written():
    reason = profiles(pile(FERRY)).reason(0, 1)
    assert reason.startswith("shares ")
    shared = reason.removeprefix("shares ").split(";")[0].split(", ")
    assert set(shared) < {"Silver Tern", "Ada Brook", "Tomas Reyl", "Port Selm"}
    assert len(shared) == 3


def test_reason_falls_back_to_words_and_to_nothing():
    alike = profiles([dated("the otter swam past a weir"), dated("an otter slept by the weir"), dated("nothing")])
    assert alike.reason(0, 1) == "shares “otter”, “weir”; date not known"
    assert alike.reason(0, 2) == "shares no name or telling word; date not known"


def test_time_is_evidence_and_no_gate():
    def score(days):
        return likeness(profiles([dated(FERRY[0][0], value="2031-03-04"), dated(FERRY[1][0], value=days)]))[0, 1]

    near, later, far = score("2031-03-05"), score("2031-04-05"), score("2039-03-05")
    undated = profiles([dated(FERRY[0][0]), dated(FERRY[1][0])])
    unknown = likeness(undated)[0, 1]
    assert near > later > far
    assert far == pytest.approx(FAR_APART * unknown)
    assert unknown == pytest.approx(undated.alike(0, 1))


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ({}, 0),
        ({"value": "2031-03-04T10:00:00+01:00"}, 1),
        ({"alternatives": ("2031-03-04", "2031-04-03")}, 2),
        ({"value": "2031-03-04", "alternatives": ("2031-04-03",)}, 1),
        ({"value": "2031"}, 0),
    ],
)
def test_possible_days(published, days):
    assert len(possible_days(Published(**published))) == days
