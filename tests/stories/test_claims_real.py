"""The two real reports beside the checkout, read by the real model."""

from pathlib import Path

import pytest

import stemma

FOLDER = Path(__file__).parents[2].parent / "shared" / "reports"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real reports are not beside this checkout"),
]


@pytest.fixture(scope="module")
def story():
    (found,) = stemma.build([FOLDER])
    return found


def holding(story, *words):
    return [c for c in story.claims if all(any(w in s.says for s in c.sides) for w in words)]


def test_a_delivery_confirmed_here_and_feared_there_is_one_claim(story):
    (claim,) = holding(story, "ballistic missiles")
    assert len({s.report for s in claim.sides}) == 2
    assert {s.certainty for s in claim.sides} == {"certain", "possible"}
    assert claim.relations[0] == "differs-in-certainty"
    assert claim.status != "disputed"


def test_one_remark_in_two_wordings_is_one_claim_of_one_origin(story):
    (claim,) = holding(story, "resolved", "working that out")
    assert len({s.report for s in claim.sides}) == 2
    assert len({s.attributed_to for s in claim.sides} - {"report"}) == 1
    assert (claim.origins, claim.status) == (1, "single-origin")


def test_a_threat_at_any_lifting_is_not_that_restrictions_were_lifted(story):
    assert not [c for c in holding(story, "restrictions were lifted in May") if len({s.report for s in c.sides}) > 1]


def test_every_side_cuts_its_report(story):
    texts = {r.id: r.text for r in story.readings}
    for claim in story.claims:
        for side in claim.sides:
            assert side.says in texts[side.report]
            assert all(texts[e.report][e.start : e.end] == e.quote for e in side.evidence)
