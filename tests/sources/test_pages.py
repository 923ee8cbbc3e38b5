"""Fetching a page: from public addresses only, within limits of size, time and redirects; against a real server."""

from __future__ import annotations

import http.server
import socket
import threading
import time

import pytest

from stemma.records import RawItem, Rejected
from stemma.sources import fetch
from stemma.sources.pages import _is_private


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "loop":
            self.reply(302, location=f"/loop/{int(rest or 0) + 1}")
        elif kind == "to":
            self.reply(301, location=rest)
        elif kind == "long":
            self.reply(200, b"x" * 50_000)
        elif kind == "slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(40):
                time.sleep(0.1)
                try:
                    self.wfile.write(b"x")
                except OSError:
                    return
        elif kind == "picture":
            self.reply(200, b"\x89PNG", kind="image/png")
        elif kind == "gone":
            self.reply(410)
        else:
            self.reply(200, b"<p>Quay shut", kind="text/html; charset=utf-8")

    def reply(self, status, body=b"", *, kind="text/html", location=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    made.server_close()


def get(url, **options):
    return fetch(url, **{"max_bytes": 10_000, "private": True, **options})


def test_a_page_comes_with_its_address(server):
    item = get(f"{server}/article?a=1&b=ü")
    assert isinstance(item, RawItem)
    assert (item.content, item.kind, item.url) == (b"<p>Quay shut", "html", f"{server}/article?a=1&b=ü")


def test_redirects_are_followed_and_told_by_their_end(server):
    item = get(f"{server}/to//article")
    assert isinstance(item, RawItem)
    assert item.url == f"{server}/article" or item.url.endswith("article")


REFUSED = [
    ("/loop", "unreadable", "leads on"), ("/long", "too-large", "10,000"), ("/picture", "unsupported", "image/png"),
    ("/gone", "unreadable", "410"), ("/to/file:///etc/passwd", "unreadable", "http"),
    ("/to/http://name:secret@127.0.0.1/", "unreadable", "password"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "code", "word"), REFUSED)
def test_what_cannot_be_taken_is_refused_with_its_reason(server, path, code, word):
    refused = get(server + path)
    assert isinstance(refused, Rejected)
    assert refused.code == code
    assert word in refused.reason + refused.remedy


def test_a_page_that_trickles_is_given_up(server):
    start = time.monotonic()
    refused = get(f"{server}/slow", seconds=1.0)
    assert isinstance(refused, Rejected)
    assert time.monotonic() - start < 4


def test_private_addresses_are_refused_wherever_they_come_from(server):
    for url in (
        f"{server}/article",
        "http://localhost:1/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/",
    ):
        refused = fetch(url, max_bytes=10_000)
        assert isinstance(refused, Rejected)
        assert "private" in refused.reason, url


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "quay", "", "http://", "http://a b/", "http://[/"]
)
def test_what_is_no_web_address_is_refused(url):
    refused = get(url)
    assert isinstance(refused, Rejected)
    assert refused.code == "unreadable"


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "ff02::1", "2002:7f00:1::"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_every_notation_of_a_private_address_is_known(address):
    assert _is_private(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_addresses_are_not(address):
    assert not _is_private(address)


def test_a_name_that_nobody_has_is_told():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", _nobody)
        refused = get("http://nobody.example/")
    assert isinstance(refused, Rejected)
    assert "nobody.example" in refused.reason


def _nobody(*_, **__):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
