"""Adding reports in the browser: files, a pasted text, an address; what is refused, and another try as text."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager

import pytest

from stemma.settings import Settings

QUAY = (
    "Quay at Orle to stay shut for a third week\n\nThe Coastal Post, 12 May 2031\n\n"
    "“The quay stays shut until the cranes are safe,” Ana Ruiz, the harbour master, said on Monday.\n\n"
    "The dockers’ union said that the delay would cost forty jobs at Orle."
)
AGAIN = (
    "Orle quay: cranes to be tested\n\nThe cranes on the quay at Orle will be tested on Tuesday, Ana Ruiz said.\n\n"
    "The dockers’ union fears that forty jobs at Orle will be lost while the quay stays shut."
)
HEAD = "<!doctype html><html><head><title>Quay</title></head>"
PAGE = f"{HEAD}<body><article><h1>Quay</h1><p>{QUAY}</p></article></body></html>"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory, serve):
    """A server that begins without a store."""
    with serve(Settings(database=tmp_path_factory.mktemp("fresh") / "new.db"), private=False) as site:
        yield site


def test_a_pasted_text_becomes_a_story_that_can_be_read(fresh):
    fields = {"text": QUAY, "title": "Quay to stay shut", "outlet": "The Coastal Post", "published": "2031-05-12"}
    told = fresh.job(fresh.upload("/add", fields, []))
    assert (told["state"], told["result"]["added"], told["result"]["quarantined"]) == ("done", 1, [])
    (story,) = fresh.get("/api/v1/stories").data
    assert (story["from"], story["reports"][0]["outlet"]) == ("2031-05-12", "The Coastal Post")
    assert "Ana Ruiz" in fresh.get(f"/story/{story['id']}").text


def test_files_are_added_and_what_cannot_be_used_is_told_with_its_reason(fresh):
    files = [
        ("files", "orle.txt", AGAIN.encode()),
        ("files", "../../etc/page.html", PAGE.encode()),
        ("files", "empty.txt", b""),
        ("files", "report.pdf", b"%PDF-1.7 nothing"),
        ("files", "broken.txt", b"\x00\x01\x02" * 50),
    ]
    answer = fresh.upload("/add", {}, files)
    told = fresh.job(answer)
    refused = {r["path"]: r["code"] for r in told["result"]["quarantined"]}
    assert refused == {"empty.txt": "empty", "report.pdf": "unsupported", "broken.txt": "binary"}
    page = fresh.get(answer.headers["location"]).text
    assert "Try again as text" in page
    assert {r["path"] for r in fresh.get("/api/v1/quarantine").data} == set(refused)
    paths = {h["path"] for s in fresh.get("/api/v1/stories").data for h in s["reports"]}
    assert "etc/page.html" in paths


def test_what_was_refused_is_tried_again_as_text(fresh):
    odd = b"\x00\x01" + AGAIN.replace("Tuesday", "Friday").encode("utf-8") + b"\x00\xff"
    told = fresh.job(fresh.upload("/add", {}, [("files", "odd.txt", odd)]))
    assert [r["code"] for r in told["result"]["quarantined"]] == ["binary"]
    told = fresh.job(fresh.post("/quarantine/again", {"path": "odd.txt"}))
    assert (told["result"]["added"], told["result"]["quarantined"]) == (1, [])
    assert "odd.txt" not in fresh.get("/quarantine").text


@pytest.mark.parametrize("path", ["/etc/passwd", "empty.txt", "nowhere.txt", ""])
def test_nothing_but_what_was_refused_can_be_tried_again(fresh, path):
    answer = fresh.post("/quarantine/again", {"path": path}, Accept="application/json")
    assert answer.status == 400


def test_the_same_again_is_known(fresh):
    told = fresh.job(fresh.upload("/add", {}, [("files", "orle.txt", AGAIN.encode())]))
    assert (told["result"]["added"], told["result"]["known"]) == (0, 1)


def test_nothing_given_is_said(fresh):
    assert fresh.upload("/add", {"text": "  ", "address": ""}, []).status == 400


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/article")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.replace("third", "fourth").encode())

    def log_message(self, *_):
        pass


@contextmanager
def web():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_page_on_a_private_address_is_fetched_only_where_that_is_allowed(fresh, tmp_path, serve):
    with web() as address:
        told = fresh.job(fresh.upload("/add", {"address": f"{address}/article"}, []))
        (refused,) = told["result"]["quarantined"]
        assert (refused["code"], "private address" in refused["reason"]) == ("unreadable", True)
        with serve(Settings(database=tmp_path / "own.db"), private=True) as own:
            told = own.job(own.upload("/add", {"address": f"{address}/away"}, []))
            assert told["result"]["added"] == 1
            (story,) = own.get("/api/v1/stories").data
            assert story["reports"][0]["url"] == f"{address}/article"
