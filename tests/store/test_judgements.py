"""Judgements on actors: kept for ever, listed in order, undone without being forgotten."""

import sqlite3

import pytest

from stemma.errors import UsageError
from stemma.records import Judgement, Member
from stemma.store import MEMORY, Archive
from stemma.store.schema import DERIVED

WHEN = "2031-05-13T09:00:00+00:00"
JUDGED = Judgement(0, "same", Member("r1", "e1"), Member("r2", "e2"), "ruth", WHEN, "Ada Brook", "A. Brook")


@pytest.fixture
def archive():
    with Archive(MEMORY, write=True) as opened:
        yield opened


def test_what_was_judged_comes_back(archive):
    kept = archive.judge(JUDGED)
    assert kept == JUDGED.with_(number=1)
    assert archive.judgements() == (kept,)
    assert Judgement.from_dict(kept.to_dict()) == kept


def test_numbers_go_up_and_are_never_given_twice(archive):
    archive.judge(JUDGED)
    archive.judge(JUDGED.with_(verdict="unsure"))
    assert archive.undo(2, "ruth", WHEN).verdict == "unsure"
    assert archive.judge(JUDGED).number == 3
    assert [j.number for j in archive.judgements()] == [1, 3]


def test_undoing_marks_the_row_and_keeps_it(archive):
    archive.judge(JUDGED)
    archive.undo(1, "omar", WHEN)
    assert archive.judgements() == ()
    assert any('"judgement",1,"same"' in line and '"omar"' in line for line in archive.dump())
    with pytest.raises(UsageError, match="No judgement 1"):
        archive.undo(1, "omar", WHEN)


def test_judgements_are_not_derived():
    assert "judgement" not in DERIVED


def test_the_actors_need_not_be_there_and_the_verdict_must_be_one(archive):
    archive.judge(JUDGED.with_(one=Member("gone", "gone")))
    with pytest.raises(Exception, match="CHECK constraint"):
        archive.judge(JUDGED.with_(verdict="perhaps"))


def test_an_older_store_gets_the_table(tmp_path):
    path = tmp_path / "s.db"
    Archive(path, write=True).close()
    db = sqlite3.connect(path)
    with db:
        db.execute("DROP TABLE judgement")
        db.execute("DELETE FROM migration WHERE name = '0002_judgements'")
    db.close()
    with Archive(path) as archive:
        assert archive.judgements() == ()
