"""The file itself: made, migrated, refused when foreign, newer or damaged, and read by those who may not write."""

import sqlite3

import pytest

from stemma.errors import StoreError
from stemma.store import MEMORY, Archive, schema, sqlite_features


def statements(path, *statements):
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_a_new_store_records_its_migrations(tmp_path):
    with Archive(tmp_path / "s.db", write=True) as archive:
        names = [row[0] for row in archive._db.run("SELECT name FROM migration ORDER BY name")]
        assert names == [name for name, _ in schema.MIGRATIONS]
        assert archive._db.one("PRAGMA journal_mode") == ("wal",)
        assert archive.check() == "ok"


def test_migrating_twice_changes_nothing(tmp_path):
    Archive(tmp_path / "s.db", write=True).close()
    before = (tmp_path / "s.db").read_bytes()
    Archive(tmp_path / "s.db", write=True).close()
    assert (tmp_path / "s.db").read_bytes() == before


def test_a_failing_migration_leaves_no_trace(tmp_path, monkeypatch):
    broken = (*schema.MIGRATIONS, ("0999_broken", ("CREATE TABLE half (a)", "CREATE TABLE half (a)")))
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    with pytest.raises(StoreError):
        Archive(tmp_path / "s.db", write=True)
    monkeypatch.undo()
    with Archive(tmp_path / "s.db", write=True) as archive:
        assert not archive._db.run("SELECT 1 FROM sqlite_master WHERE name = 'half'")


def test_a_reader_of_an_older_store_migrates_it(tmp_path, monkeypatch):
    Archive(tmp_path / "s.db", write=True).close()
    more = (*schema.MIGRATIONS, ("0999_later", ("CREATE TABLE later (a)",)))
    monkeypatch.setattr(schema, "MIGRATIONS", more)
    with Archive(tmp_path / "s.db") as archive:
        assert archive._db.run("SELECT 1 FROM sqlite_master WHERE name = 'later'")


def test_a_newer_store_is_refused_with_both_versions(tmp_path):
    Archive(tmp_path / "s.db", write=True).close()
    statements(tmp_path / "s.db", "INSERT INTO migration VALUES ('9999_from_the_future', '42.0')")
    for write in (False, True):
        with pytest.raises(StoreError, match=r"42\.0.*9999_from_the_future.*Upgrade stemma"):
            Archive(tmp_path / "s.db", write=write)


def test_a_foreign_sqlite_file_is_left_alone(tmp_path):
    statements(tmp_path / "other.db", "CREATE TABLE theirs (a)")
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(StoreError, match="not a store of stemma"):
        Archive(tmp_path / "other.db", write=True)
    assert (tmp_path / "other.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, just words\n" * 50, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_named(tmp_path, content):
    (tmp_path / "s.db").write_bytes(content)
    for write in (False, True):
        with pytest.raises(StoreError, match=r"s\.db"):
            Archive(tmp_path / "s.db", write=write)


def test_no_store_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="stemma build"):
        Archive(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="folder exists"):
        Archive(tmp_path / "no" / "s.db", write=True)


def test_odd_file_names(tmp_path):
    path = tmp_path / "50% of? a #name.db"
    Archive(path, write=True).close()
    assert path.exists()
    Archive(path).close()


def test_a_reader_cannot_write(tmp_path):
    Archive(tmp_path / "s.db", write=True).close()
    with Archive(tmp_path / "s.db") as archive, pytest.raises(StoreError):
        archive._db.run("DELETE FROM report")


def test_a_store_in_memory_touches_no_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Archive(MEMORY, write=True) as archive:
        assert archive.counts()["reports"] == 0
    assert list(tmp_path.iterdir()) == []


def test_sqlite_has_full_text_search():
    version, fts5 = sqlite_features()
    assert version.count(".") == 2
    assert fts5
