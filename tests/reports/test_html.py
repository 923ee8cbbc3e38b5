"""Saved pages: the body, the headline once and first, the visible masthead, and what the metadata says."""

from __future__ import annotations

import json

import pytest

from stemma.records import RawItem, Rejected, Report
from stemma.reports import clean

P1 = (
    "The harbour board of Ostrava Bay is weighing a ban on night traffic for barges, three people familiar with the "
    "talks said on Monday."
)
P2 = "“We are working that out right now,” the chairwoman, Mirela Stan, told reporters. “Ask me again in May.”"
P3 = "Unions said they would answer within days, and that no pilot would take a barge out after dark until then."
TITLE = "Harbour board weighs night ban on barges"


def page(head: str = "", top: str = f"<h1>{TITLE}</h1>", body: str = "", title: str = f"{TITLE} - Bay Daily") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<nav><a href=/>Home</a><a href=/p>Politics</a></nav><article>{top}"
        f"{body or f'<p>{P1}</p><p>{P2}</p><p>{P3}</p>'}</article>"
        "<footer>Imprint · Privacy</footer></body></html>"
    ).encode()


def read(content: bytes, url: str | None = None) -> Report:
    report = clean(RawItem(content=content, kind="html", path="page.html", url=url))
    assert isinstance(report, Report)
    return report


def typed(report: Report) -> list[tuple[str, str]]:
    return [(b.type, b.span.cut(report.text)) for b in report.blocks]


def test_headline_first_then_paragraphs_apart():
    report = read(page())
    assert report.text == f"{TITLE}\n\n{P1}\n\n{P2}\n\n{P3}"
    assert [kind for kind, _ in typed(report)] == ["headline", "paragraph", "paragraph", "paragraph"]
    assert (report.report.title, report.report.outlet) == (TITLE, "Bay Daily")


def test_subheadings_quotes_and_lists_are_kept_apart():
    body = (
        f"<p>{P1}</p><h2>What is planned</h2><blockquote><p>{P2}</p></blockquote><ul><li>{P3}</li><li>{P1} Again.</li>"
        f"</ul><p>One line<br>and another one, the <b>bo</b>ld one, said <a href=/x>Tom Lee</a>.</p>"
    )
    report = read(page(body=body))
    words = [w for _, w in typed(report)]
    assert ("subheading", "What is planned") in typed(report)
    assert P2 in words
    assert P3 in words
    assert "lineand" not in report.text.replace(" ", " ")
    assert "the bold one, said Tom Lee." in report.text


def test_the_visible_masthead_is_kept_with_its_spans():
    top = f"<h1>{TITLE}</h1><p class=meta>By <span>Anna Voss</span> | Published 9.10am, 10 February 2031</p>"
    report = read(page(top=top))
    assert typed(report)[:4] == [
        ("headline", TITLE),
        ("byline", "By Anna Voss"),
        ("other", "|"),
        ("published_date", "Published 9.10am, 10 February 2031"),
    ]
    found = report.report.published
    assert (found.value, found.basis) == ("2031-02-10T09:10", "masthead")
    assert found.evidence[0].cut(report.text) == "Published 9.10am, 10 February 2031"
    assert report.report.byline == "Anna Voss"


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (ld(headline="Barges: ban weighed"), "title", "Barges: ban weighed"),
        ('<meta property="og:title" content="Barges: ban weighed">', "title", "Barges: ban weighed"),
        (ld(author=[{"name": "Anna Voss"}, {"name": "Tom Lee"}]), "byline", "Anna Voss, Tom Lee"),
        (ld(author="By Anna Voss"), "byline", "Anna Voss"),
        ('<meta name="author" content="https://x.example/voss">', "byline", None),
        (ld(publisher={"name": "Bay &amp; Port Daily"}), "outlet", "Bay & Port Daily"),
        ('<meta property="og:site_name" content="Bay Daily Online">', "outlet", "Bay Daily Online"),
        ('<meta property="og:site_name" content="Bay Daily | All the news of the bay">', "outlet", "Bay Daily"),
        ('<meta property="og:site_name" content="@baydaily">' + ld(publisher="Bay Press"), "outlet", "Bay Press"),
        (ld(articleSection=["Ports", "News"]), "section", "Ports"),
        ('<link rel=canonical href="https://x.example/a">', "url", "https://x.example/a"),
        ('<script type="application/ld+json">{broken</script>', "title", TITLE),
        ('<script type="application/ld+json">[1, {"@graph": [{"@type": ["X"]}]}]</script>', "title", TITLE),
    ],
)
def test_metadata(head, field, value):
    assert getattr(read(page(head=head)).report, field) == value


@pytest.mark.parametrize(
    ("head", "url", "value", "updated", "alternatives"),
    [
        (ld(datePublished="2031-02-10T09:10:00+01:00"), None, "2031-02-10T09:10+01:00", None, ()),
        (
            ld(datePublished="2031-02-10T09:10:00Z", dateModified="2031-02-11T08:00:00Z"),
            None,
            "2031-02-10T09:10+00:00",
            "2031-02-11T08:00+00:00",
            (),
        ),
        ('<meta name="date" content="2031-02-10">', None, "2031-02-10", None, ()),
        (
            ld(datePublished="2031-02-10T09:10:00Z"),
            "https://x.example/2030/12/01/a",
            "2031-02-10T09:10+00:00",
            None,
            ("2030-12-01",),
        ),
        ('<meta name="date" content="soon">', "https://x.example/2031/02/10/a", "2031-02-10", None, ()),
        ("", None, None, None, ()),
    ],
)
def test_dates(head, url, value, updated, alternatives):
    found = read(page(head=head), url).report.published
    assert (found.value, found.updated, found.alternatives) == (value, updated, alternatives)


def test_the_same_page_gives_the_same_report_whatever_ran_before():
    first = read(page())
    for _ in range(4):
        assert read(page()) == first


def test_a_title_before_the_site_name_and_an_old_fashioned_page():
    content = (
        f"<html><head><title>The Daily Lantern - {TITLE}</title></head><body><table><tr><td><b>The Daily Lantern</b>"
        f"</td></tr></table><div><h2>{TITLE}</h2><font size=2><i>Lantern staff and agencies<br>Friday, June 7, 2030, "
        f"6:15 pm</i></font><p>{P1}<p>{P2}<p>{P3}</div></body></html>"
    ).encode("latin-1", "xmlcharrefreplace")
    head = read(content).report
    assert (head.title, head.outlet, head.byline) == (TITLE, "The Daily Lantern", "Lantern staff and agencies")
    assert head.published.value == "2030-06-07T18:15"


def test_windows_1252_is_said():
    content = page().replace(b"<meta charset=utf-8>", b"").decode().encode("cp1252")
    assert read(content).report.encoding == "windows-1252"


def test_a_page_of_links_has_no_article():
    links = "".join(f"<li><a href=/{n}>Story number {n} of the day</a></li>" for n in range(40))
    content = f"<html><head><title>Bay Daily</title></head><body><ul>{links}</ul></body></html>".encode()
    found = clean(RawItem(content=content, kind="html", path="front.html"))
    assert isinstance(found, Rejected)
    assert found.code == "no-article"
