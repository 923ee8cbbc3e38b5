"""The pages people read: each has an address of its own that carries its state, and shows what the story holds."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest
from pagetext import plain, text_of

from stemma import desk
from stemma.settings import Settings


def links(page: str, pattern: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(rf'href="({pattern})"', page)]


def test_the_list_shows_every_story(site, library):
    page = site.get("/").text
    for summary in desk.stories(library):
        assert f"/story/{summary.group.id}" in page
        assert html.escape(summary.group.title, quote=False) in html.unescape(page) or summary.group.title in page


def test_every_link_of_a_story_leads_to_a_page(site, dam):
    page = site.get(f"/story/{dam}").text
    found = sorted({link.partition("#")[0] for link in links(page, r"/[^\"]*")})
    assert len(found) > 100
    sample = found[:: max(1, len(found) // 60)]
    assert [link for link in sample if site.get(link).status not in {200, 303}] == []


def test_every_passage_of_a_story_is_marked_on_the_page_it_leads_to(site, dam):
    page = site.get(f"/story/{dam}").text
    places = sorted(set(links(page, r"/story/[^\"]*\?at=\d+-\d+[^\"]*#at")))
    assert len(places) > 50
    for place in places[::12]:
        shown = site.get(place.partition("#")[0]).text
        assert shown.count('id="at"') == 1, place


def test_the_text_of_a_report_is_all_there(site, dam, dam_story):
    for reading in dam_story.readings:
        page = site.get(f"/story/{dam}/report/{reading.id}?show=said+actors+times+rules").text
        assert text_of(page) == reading.text


def test_as_of_leaves_out_what_came_later_and_stays_in_every_link(site, dam):
    page = site.get(f"/story/{dam}?as_of=2024-06-06").text
    assert ">2 of 6<" in page
    inside = links(page, rf"/story/{dam}/(?:report|claim|actor)/[^\"]*")
    assert inside
    assert [link for link in inside if "as_of=2024-06-06" not in link] == []


FILTERS = ["form=direct", "certainty=possible", "outlet=" + quote("Meridian Wire"), "form=indirect&certainty=certain"]


@pytest.mark.parametrize("query", FILTERS)
def test_filters_narrow_the_list_and_keep_the_numbers(site, dam, query):
    whole = set(re.findall(r'id="(said-[^"]+)"', site.get(f"/story/{dam}").text))
    some = set(re.findall(r'id="(said-[^"]+)"', site.get(f"/story/{dam}?{query}").text))
    assert set() < some < whole


def test_an_actor_filter_keeps_only_theirs(site, dam, dam_story):
    actor = next(a for a in dam_story.actors if a.name == "Radek Sorn")
    page = site.get(f"/story/{dam}?actor={actor.id}").text
    theirs = [a for a in dam_story.attributions if actor.id in (a.attribution.speakers or (a.attribution.speaker,))]
    assert page.count('class="item form-') == len(theirs)


def test_an_actors_page_holds_everything_they_said(site, dam, dam_story):
    actor = next(a for a in dam_story.actors if a.name == "Ines Calloway")
    page = site.get(f"/story/{dam}/actor/{actor.id}").text
    theirs = [a for a in dam_story.attributions if actor.id in (a.attribution.speakers or (a.attribution.speaker,))]
    assert page.count('class="item form-') == len(theirs)
    assert "Where they stand" in page


def test_a_claims_page_shows_every_statement_in_its_paragraph(site, dam, dam_story):
    for claim in dam_story.claims[:5]:
        page = site.get(f"/story/{dam}/claim/{claim.id}").text
        marked = [plain(m) for m in re.split(r"<mark>", page)[1:]]
        for side in claim.sides:
            assert side.evidence[0].quote in marked


def test_two_reports_stand_side_by_side_with_their_shared_passages_joined(site, dam, dam_story):
    pairs = [e for e in dam_story.lineage.edges if e.kind == "copies"]
    assert pairs
    edge = pairs[0]
    page = site.get(f"/story/{dam}/report/{edge.from_}?beside={edge.to}").text
    numbers = set(re.findall(r'data-j="(\d+)', page))
    assert numbers
    for number in numbers:
        sides = page.split('class="paper twin"')[1:]
        assert all(f'data-j="{number}' in side for side in sides)


SEARCHES = [
    ("pumps", 1),
    ("speaker:Calloway", 1),
    ('"Weir Nine" after:2024-06-08', 1),
    ("form:direct weir", 1),
    ("zzzz", 0),
]


@pytest.mark.parametrize(("line", "least"), SEARCHES)
def test_searching_finds_and_marks(site, line, least):
    page = site.get(f"/search?q={quote(line)}").text
    assert (page.count('class="found"') > 0) == bool(least)
    if not line.startswith("speaker") and least:
        assert "<mark>" in page


@pytest.mark.parametrize("line", ["before:soon", "colour:red", "-", '"'])
def test_a_search_line_that_cannot_be_read_is_told_on_the_page(site, line):
    answer = site.get(f"/search?q={quote(line)}")
    assert answer.status == 200
    assert 'class="open"' in answer.text


WRONG = [
    ("/story/snone", 404), ("/story/{dam}/report/rnone", 404), ("/story/{dam}/actor/pnone", 404),
    ("/story/{dam}/claim/cnone", 404), ("/story/{dam}?as_of=soon", 400), ("/story/{dam}?form=loud", 400),
    ("/nothing", 404), ("/static/000000000000/app.js", 404), ("/add/none", 404),
]  # fmt: skip


@pytest.mark.parametrize(("path", "status"), WRONG)
def test_what_is_not_there_is_said_in_one_shape(site, dam, path, status):
    path = path.format(dam=dam)
    assert site.get(path).status == status
    error = site.get(path, Accept="application/json").data["error"]
    assert set(error) == {"code", "message", "remedy"}
    assert error["message"]


def test_former_ids_and_beginnings_lead_to_a_story(site, dam, dam_story):
    for name in (dam[:6], "s" + dam_story.readings[-1].id[1:]):
        assert (
            site.get(f"/story/{name}").text == site.get(f"/story/{dam}").text or dam in site.get(f"/story/{name}").text
        )


def test_the_same_address_gives_the_same_bytes(site, dam):
    assert site.get(f"/story/{dam}").body == site.get(f"/story/{dam}").body


def test_an_empty_store_is_no_failure(tmp_path, serve):
    with serve(Settings(database=tmp_path / "new.db")) as empty:
        assert "No story yet" in empty.get("/").text
        assert empty.get("/decisions").status == empty.get("/quarantine").status == 200
        assert empty.get("/api/v1/stories").data == []


def test_every_page_of_a_story_hands_it_on(site, dam, dam_story):
    base = f"/story/{dam}"
    paths = [base, f"{base}/report/{dam_story.readings[0].id}", f"{base}/claim/{dam_story.claims[0].id}"]
    for path in [*paths, f"{base}/actor/{dam_story.actors[0].id}"]:
        page = site.get(f"{path}?as_of=2024-06-12").text
        for end in ("dossier.html", "quotes.csv"):
            found = set(links(page, rf"{base}/{end}[^\"]*"))
            # An actor's page hands on what this one says as well.
            assert len(found) == (2 if "/actor/" in path and end == "quotes.csv" else 1)
            for link in found:
                answer = site.get(link.replace("&amp;", "&"))
                assert answer.status == 200
                assert "attachment" in answer.headers["content-disposition"]
