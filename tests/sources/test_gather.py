"""References become items in a fixed order; what cannot be used is refused with a code and harms nothing else."""

from __future__ import annotations

import gzip
import io
import json
import os

import pytest

from stemma.records import RawItem, Rejected
from stemma.sources import gather

LIMIT = 10_000


def take(*refs, stdin: bytes | None = None, max_bytes: int = LIMIT) -> list[RawItem | Rejected]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(gather([str(r) for r in refs], stdin=stream, max_bytes=max_bytes))


def paths(found, root) -> list[str]:
    return [os.path.relpath(item.path, root) for item in found]


@pytest.fixture
def pile(tmp_path):
    for name in ("b.txt", "a.TXT", "sub/z.html", "sub/deep/y.htm", "README.txt", "readme.html", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"words of " + name.encode())
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "sub" / "rows.jsonl").write_text('{"id": "r1", "text": "one"}\n{"id": "r2", "text": "two"}\n')
    return tmp_path


def test_what_was_made_from_a_folder_is_no_report_of_it(pile):
    page = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="stemma">'
    (pile / "dossier").mkdir()
    (pile / "dossier" / "s1.html").write_text(page)
    assert all("dossier" not in item.path for item in take(pile))
    assert [item.kind for item in take(pile / "dossier" / "s1.html")] == ["html"]


def test_a_folder_is_walked_down_in_order(pile):
    found = take(pile)
    assert paths(found, pile) == [
        "a.TXT", "b.txt", "sub/rows.jsonl#r1", "sub/rows.jsonl#r2", "sub/z.html", "sub/deep/y.htm",
    ]  # fmt: skip
    assert [item.kind for item in found] == ["text", "text", "row", "row", "html", "html"]


def test_nothing_is_blamed_on_hidden_files_and_readmes(pile):
    assert not any(isinstance(item, Rejected) for item in take(pile))


def test_globs(pile):
    assert paths(take(pile / "*.txt"), pile) == ["b.txt"]
    assert paths(take(pile / "su*"), pile) == paths(take(pile / "sub"), pile)
    assert paths(take(pile / "**" / "*.htm*"), pile) == ["sub/deep/y.htm", "sub/z.html"]


def test_references_keep_their_order_and_may_repeat(pile):
    assert paths(take(pile / "b.txt", pile / "a.TXT", pile / "b.txt"), pile) == ["b.txt", "a.TXT", "b.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path):
    (tmp_path / "a[1].txt").write_text("x")
    assert paths(take(tmp_path / "a[1].txt"), tmp_path) == ["a[1].txt"]


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        ("nothing-there.txt", "missing"),
        ("nothing-*.txt", "missing"),
        ("", "missing"),
        ("a\0b", "missing"),
        ("x" * 5000, "missing"),
        ("https://x.example/a", "unsupported"),
        ("s3://bucket/a.txt", "unsupported"),
    ],
)
def test_references_that_lead_nowhere(ref, code):
    (found,) = take(ref)
    assert isinstance(found, Rejected)
    assert (found.code, found.path) == (code, ref)
    assert found.remedy


def test_a_folder_with_nothing_in_it_says_so(tmp_path):
    (tmp_path / "README.md").write_text("x")
    (found,) = take(tmp_path)
    assert isinstance(found, Rejected)
    assert found.code == "missing"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(pile):
    (pile / "b.txt").chmod(0)
    codes = [getattr(item, "code", None) for item in take(pile / "b.txt", pile / "a.TXT")]
    assert codes == ["unreadable", None]


def test_a_pipe_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "p.txt")
    (found,) = take(tmp_path / "p.txt")
    assert isinstance(found, Rejected)
    assert found.code == "unreadable"


def test_a_link_to_nothing_harms_nobody(pile):
    (pile / "c.txt").symlink_to(pile / "gone.txt")
    found = take(pile)
    assert [item.code for item in found if isinstance(item, Rejected)] == ["missing"]
    assert len(found) == 7


def test_too_large_is_refused_before_reading(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(10**12)  # a sparse file: reading it would not end
    (found,) = take(path)
    assert isinstance(found, Rejected)
    assert found.code == "too-large"
    assert "1,000,000,000,000" in found.reason


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("report", b"Plain words.", "text"),
        ("report.md", b"Plain words.", "text"),
        ("page.php", b"\xef\xbb\xbf <!-- saved --><!-- twice -->\n<!DOCTYPE html><p>x", "html"),
        ("page", "<html><p>x".encode("utf-16"), "html"),
        ("page.shtml", b"<?xml version='1.0'?><html>", "html"),
        ("rows.json", b'{"text": "x", "id": 5}', "row"),
    ],
)
def test_unknown_names_are_told_by_their_first_bytes(tmp_path, name, content, kind):
    (tmp_path / name).write_bytes(content)
    (found,) = take(tmp_path / name)
    assert isinstance(found, RawItem)
    assert found.kind == kind


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"PK\x03\x04x", gzip.compress(b"x"), b"<rss version='2.0'>", b"WARC/1.0\r\n"]
)
def test_formats_that_are_known_and_not_read(tmp_path, content):
    (tmp_path / "x.txt").write_bytes(content)
    (found,) = take(tmp_path / "x.txt")
    assert isinstance(found, Rejected)
    assert found.code == "unsupported"


def test_many_comments_are_no_trap(tmp_path):
    (tmp_path / "x").write_bytes(b"<!---->" * 300 + b"x")
    (found,) = take(tmp_path / "x")
    assert isinstance(found, RawItem)
    assert found.kind == "text"


# --- standard input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "kind"), [(b"Words.", "text"), (b"<!doctype html><p>x", "html"), (b"", "text")])
def test_standard_input(content, kind):
    (found,) = take("-", stdin=content)
    assert found == RawItem(content=content, kind=kind, path="-")


def test_standard_input_has_the_same_limit():
    (found,) = take("-", stdin=b"x" * (LIMIT + 1))
    assert isinstance(found, Rejected)
    assert found.code == "too-large"


# --- rows -------------------------------------------------------------------------------------------------------------


def rows(tmp_path, *lines: str | bytes, max_bytes: int = LIMIT):
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return take(path, max_bytes=max_bytes)


def test_columns(tmp_path):
    row = {
        "id": 17,
        "text": "\n One.\r\n ",
        "url": "https://x.example/1",
        "title": "T",
        "outlet": "",
        "source_domain": "x.example",
        "date_publish": "2031-02-03 00:00:00",
        "authors": ["Anna Voss", "", {"name": "Tom Lee"}],
        "description": "D",
        "language": "en",
        "section": None,
    }
    (found,) = rows(tmp_path, json.dumps(row))
    assert isinstance(found, RawItem)
    assert (found.content, found.kind, found.url, found.source_id) == (
        "\n One.\r\n ",
        "row",
        "https://x.example/1",
        "17",
    )
    assert found.path.endswith("r.jsonl#17")
    given = found.given
    assert (given.title, given.outlet, given.published) == ("T", "x.example", "2031-02-03 00:00:00")
    assert (given.byline, given.description, given.language) == ("Anna Voss, Tom Lee", "D", "en")
    assert given.section is None


@pytest.mark.parametrize("column", ["text", "maintext"])
def test_names_of_the_text_column(tmp_path, column):
    (found,) = rows(tmp_path, json.dumps({column: "Words."}))
    assert isinstance(found, RawItem)
    assert found.content == "Words."
    assert found.path.endswith("r.jsonl#1")


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[1]",
        "null",
        "3",
        '{"id": 1}',
        '{"text": 5}',
        '{"text": null}',
        b'{"text": "\xff"}',
        '{"text": "\\ud83d"}',
        '{"text": ' + "[" * 5000,
    ],
)
def test_a_broken_row_harms_nobody_else(tmp_path, broken):
    good = '{"text": "Words."}'
    found = rows(tmp_path, good, "", broken, good)
    assert [getattr(item, "code", "good") for item in found] == ["good", "bad-row", "good"]
    assert found[1].path.endswith("r.jsonl#3")
    assert "Line 3" in found[1].reason


def test_a_row_that_is_too_long(tmp_path):
    long = json.dumps({"text": "x" * LIMIT})
    found = rows(tmp_path, long, '{"text": "Words."}', max_bytes=100)
    assert [getattr(item, "code", "good") for item in found] == ["too-large", "good"]


def test_a_file_of_rows_may_be_longer_than_the_limit_of_a_row(tmp_path):
    found = rows(tmp_path, *['{"text": "Words."}'] * 100, max_bytes=50)
    assert len(found) == 100
    assert all(isinstance(item, RawItem) for item in found)


def test_rows_without_rows(tmp_path):
    (found,) = rows(tmp_path, "", " ")
    assert isinstance(found, Rejected)
    assert found.code == "empty"


def test_a_byte_order_mark_before_the_first_row(tmp_path):
    (found,) = rows(tmp_path, b'\xef\xbb\xbf{"text": "Words."}')
    assert isinstance(found, RawItem)
    assert found.content == "Words."
