"""The annotated news: its files are sound and come in the shape that the scorers take."""

import json

import pytest

from measure.news import GOLD, load
from measure.stories import DEV

STATUSES = {"happened", "ongoing", "planned", "proposed", "hypothetical", "denied"}
RELATIONS = {"agree", "adds-detail", "differs-in-certainty", "conflicts", "differs-in-source"}
MODALITIES = {"forbidden", "permitted", "required", "needs-approval", "requested", "undecided", "proposed"}
STANCES = {"supports", "opposes", "permits", "forbids", "urges", "considering", "undecided", "conditional", "threatens",
           "reluctant", "refuses"}  # fmt: skip
FILES = sorted(GOLD.rglob("*.json"))


def test_there_are_stories_to_build_on_and_stories_held_out():
    assert len(FILES) == 11
    assert sum(path.parent != GOLD for path in FILES) == 3


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_values_are_the_contracts(path):
    gold = load(path)
    actors = {a["id"] for a in gold["actors"]}
    assert {line["status"] for line in gold["timeline"]} <= STATUSES
    assert {r for c in gold["claims"] for r in c["relations"]} <= RELATIONS
    assert {r["modality"] for r in gold["rules"]} <= MODALITIES
    assert {s["stance"] for p in gold["positions"] for s in p["stances"]} <= STANCES
    assert {p["actor"] for p in gold["positions"]} <= actors
    nodes = {n["id"] for n in gold["lineage"]["nodes"]}
    assert {end for e in gold["lineage"]["edges"] for end in (e["from"], e["to"])} <= nodes


@pytest.mark.shared
@pytest.mark.skipif(not DEV.exists(), reason="the stories are not beside the checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_passages_lie_in_their_texts(path):
    texts = {row["id"]: row["text"] for row in map(json.loads, DEV.read_text("utf-8").splitlines())}
    gold = load(path)
    sides = [side for claim in gold["claims"] for side in claim["sides"]]
    stances = [stance for position in gold["positions"] for stance in position["stances"]]
    passages = [
        passage
        for item in (*gold["timeline"], *sides, *gold["rules"], *stances, *gold["lineage"]["edges"], *gold["brief"])
        for passage in item["evidence"]
    ]
    assert len(passages) > 100
    for passage in passages:
        assert texts[passage["report"]][passage["start"] : passage["end"]].strip()


def test_a_gold_story_is_unfolded(tmp_path):
    path = tmp_path / "story.json"
    path.write_text(json.dumps({
        "reports": ["r1", "r2"], "actors": [{"id": "a", "name": "A", "type": "person", "at": [[1, 0, 3]]}],
        "timeline": [{"label": "x", "status": "happened", "at": [[0, 4, 9]]}],
        "claims": [{"proposition": "x", "status": "disputed", "origins": 2, "relations": ["conflicts"], "sides": [
            {"certainty": "certain", "polarity": "positive", "at": [[0, 4, 9]]},
            {"certainty": "certain", "polarity": "positive", "by": ["a"], "at": [[1, 4, 9]]}]}],
        "rules": [{"modality": "forbidden", "status": "in force", "accept": ["lifted"], "at": [[1, 4, 9]]}],
        "positions": [{"actor": "a", "question": "x", "stances": [{"stance": "opposes", "at": [[1, 4, 9]]}]}],
        "lineage": {"nodes": [{"id": "n1", "kind": "report", "name": "x", "report": 0}, {"id": "n2", "kind": "person"}],
                    "edges": [{"from": "n1", "to": "n2", "kind": "cites", "at": [[0, 4, 9]]}]},
        "brief": [],
    }))  # fmt: skip
    gold = load(path)
    assert gold["timeline"][0]["evidence"] == [{"report": "r1", "start": 4, "end": 9}]
    assert [side["report"] for side in gold["claims"][0]["sides"]] == ["r1", "r2"]
    assert [side["attributed_to"] for side in gold["claims"][0]["sides"]] == ["report", ["a"]]
    assert gold["rules"][0]["accept"] == {"modality": ["lifted"], "status": ["lifted"]}
    assert [n["report"] for n in gold["lineage"]["nodes"]] == ["r1", None]
    assert gold["lineage"]["edges"][0]["directed"]
