"""Who may ask: our own hosts, our own pages, links that people follow; what every answer carries."""

import pytest

OWN = ["127.0.0.1:{port}", "localhost:{port}", "localhost", "[::1]:{port}", "192.168.7.7:{port}", "LOCALHOST:{port}"]
FOREIGN = ["evil.example", "evil.example:{port}", "localhost.evil.example", "a@localhost", "", "127.0.0.1.nip.example"]


@pytest.mark.parametrize("host", OWN)
def test_our_own_names_and_bare_addresses_are_answered(site, host):
    assert site.get("/", Host=host.format(port=site.port)).status == 200


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/api/v1/stories", "/static/x/app.js"])
def test_a_foreign_host_is_refused_everywhere(site, host, path):
    answer = site.get(path, Host=host.format(port=site.port))
    assert answer.status in {400, 421}  # 400 is the server's own, for a Host that is no host at all
    assert b"Selkia" not in answer.body


POSTS = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
]


@pytest.mark.parametrize("headers", POSTS)
@pytest.mark.parametrize("path", ["/decide", "/add", "/decisions/import", "/quarantine/again", "/api/v1/jobs"])
def test_what_another_sites_page_sends_is_refused(site, path, headers):
    answer = site.post(path, {"kind": "undo", "number": "1"}, Accept="application/json", **headers)
    assert answer.status == 403
    assert answer.data["error"]["code"] == "cross-site"


def test_our_own_page_may_send(site):
    headers = {"Origin": site.url, "Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
    assert site.post("/decide", {"kind": "undo", "number": "77"}, **headers).status == 404


def test_a_link_on_another_site_may_be_followed_but_nothing_of_ours_be_embedded(site):
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert site.get("/", **followed).status == 200
    for dest in ("script", "image", "iframe", "empty"):
        assert site.get("/", **(followed | {"Sec-Fetch-Dest": dest})).status == 403


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/v1/stories", "/api/v1/stories/snone"])
def test_every_answer_shuts_the_page_in(site, path):
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_an_overlong_body_is_refused_before_it_is_read(site):
    headers = {"Content-Length": str(10**9), "Accept": "application/json", "Content-Type": "application/json"}
    answer = site.ask("POST", "/api/v1/jobs", b"{}", headers)
    assert answer.status == 413
    assert answer.data["error"]["code"] == "too-large"
