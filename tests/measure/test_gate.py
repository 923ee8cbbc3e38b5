"""The ratchet itself: what breaks it, and that it only rises."""

import json

import pytest

from measure import gate

FLOORS = {"topic": {"inputs": "d1", "floors": {"a": 80.0}}}


@pytest.mark.parametrize(
    ("scores", "digest", "broken"),
    [
        ({"a": 80.0}, "d1", []),
        ({"a": 79.9}, "d1", ["below its floor"]),
        ({}, "d1", ["no longer measured"]),
        ({"a": 90.0}, "d2", ["inputs changed"]),
    ],
)
def test_what_breaks_the_gate(scores, digest, broken):
    found = gate.compare("topic", scores, FLOORS, digest).broken
    assert len(found) == len(broken)
    assert all(part in line for part, line in zip(broken, found, strict=True))


def test_a_topic_without_floors_is_broken():
    assert gate.compare("new", {"b": 1.0}, FLOORS, "d").broken


def test_update_raises_and_never_lowers():
    assert gate.updated("topic", {"a": 85.0}, FLOORS, "d1", [])["topic"]["floors"] == {"a": 84.8}
    assert gate.updated("topic", {"a": 70.0}, FLOORS, "d1", [])["topic"]["floors"] == {"a": 80.0}


def test_lowering_takes_the_metric_by_name():
    assert gate.updated("topic", {"a": 70.0}, FLOORS, "d1", ["a"])["topic"]["floors"] == {"a": 69.8}


def test_a_metric_cannot_vanish_quietly():
    with pytest.raises(SystemExit, match="no longer measured"):
        gate.updated("topic", {"b": 1.0}, FLOORS, "d1", [])


def test_the_digest_sees_names_and_bytes(tmp_path):
    (tmp_path / "a").write_text("one")
    first = gate.digest_of([tmp_path])
    (tmp_path / "a").write_text("two")
    second = gate.digest_of([tmp_path])
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, gate.digest_of([tmp_path])}) == 3


def test_every_topic_of_the_gate_has_a_floor():
    kept = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert set(kept) == set(gate.TOPICS)
    assert all(topic["floors"] for topic in kept.values())
