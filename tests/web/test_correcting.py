"""Correcting through the pages: in force at once wherever the thing is shown, listed, undone, handed on."""

from __future__ import annotations

import html
import json
import re

import pytest

from stemma import desk

ACCEPT = {"Accept": "application/json"}


def words_of(story, told) -> str:
    text = next(r.text for r in story.readings if r.id == told.report)
    return text[told.attribution.content[0].start : told.attribution.content[0].end]


def place(told) -> str:
    spans = told.attribution.content
    return f"{told.report}:{spans[0].start}-{spans[-1].end}"


@pytest.fixture
def sorn(dam_story):
    """An attribution of Radek Sorn's whose source is a pronoun or his name."""
    actor = next(a for a in dam_story.actors if a.name == "Radek Sorn")
    return actor, next(a for a in dam_story.attributions if a.attribution.speaker == actor.id)


def decide(site, dam, **form) -> str:
    answer = site.post("/decide", {"story": dam, "by": "ruth", "back": f"/story/{dam}", **form})
    assert answer.status == 303, answer.text
    return answer.headers["location"]


def names(site, dam) -> list[str]:
    return [a["name"] for a in site.get(f"/api/v1/stories/{dam}").data["actors"]]


def test_a_name_that_was_typed_goes_before_the_one_the_list_still_shows(desk_site, dam, sorn):
    actor, told = sorn
    item = told.attribution.id
    decide(desk_site, dam, kind="speaker", item=item, place=place(told), actor=actor.id, name="Rosa Delmar")
    page = desk_site.get(f"/story/{dam}/report/{told.report}/said/{item}").text
    assert "Rosa Delmar</bdi></a>, no." in page
    assert "speaker set by" in page
    assert "<bdi>ruth, " in page


def test_a_wrong_speaker_is_corrected_everywhere_at_once_and_undone(desk_site, dam, dam_story, sorn):
    actor, told = sorn
    other = next(a for a in dam_story.actors if a.name == "Lena Marrick")
    item = told.attribution.id
    to = decide(desk_site, dam, kind="speaker", item=item, place=place(told), actor=other.id)
    assert "decided=1" in to
    assert "Correction 1 is kept" in desk_site.get(to).text

    def speaker_of(data) -> str | None:
        return next(a["speaker"] for a in data["attributions"] if a["id"] == item)

    def shown_under(who) -> bool:
        return f"said-{told.report}-{item}" in desk_site.get(f"/story/{dam}?actor={who}").text

    assert speaker_of(desk_site.get(f"/api/v1/stories/{dam}").data) == other.id
    assert shown_under(other.id)
    assert not shown_under(actor.id)
    words = words_of(dam_story, told)
    assert html.escape(words[:30], quote=False) in desk_site.get(f"/story/{dam}/actor/{other.id}").text
    assert "Lena Marrick" in desk_site.get(f"/story/{dam}/report/{told.report}/said/{item}").text
    query = desk_site.get("/api/v1/search?q=speaker:Marrick&limit=200").data["hits"]
    assert item in [h["attribution"] for h in query]
    listed = desk_site.get("/decisions").text
    assert "another speaker" in listed
    assert "ruth" in listed
    decide(desk_site, dam, kind="undo", number="1")
    assert speaker_of(desk_site.get(f"/api/v1/stories/{dam}").data) == actor.id
    assert shown_under(actor.id)
    assert "taken back by" in desk_site.get("/decisions").text


def test_what_is_no_attribution_leaves_every_page(desk_site, dam, sorn):
    _, told = sorn
    item = told.attribution.id
    to = decide(desk_site, dam, kind="not-attribution", item=item, place=place(told))
    assert to.startswith(f"/story/{dam}/report/{told.report}")
    assert f"-{item}" not in desk_site.get(f"/story/{dam}").text
    assert desk_site.get(f"/story/{dam}/report/{told.report}/said/{item}").status == 404


def test_two_actors_are_joined_and_parted(desk_site, dam, dam_story):
    one, other = (next(a for a in dam_story.actors if a.name == n) for n in ("Radek Sorn", "Ines Calloway"))
    decide(desk_site, dam, kind="same", one=one.id, other=other.id)
    assert len([n for n in names(desk_site, dam) if n in {"Radek Sorn", "Ines Calloway"}]) == 1
    decide(desk_site, dam, kind="undo", number="1")
    assert len([n for n in names(desk_site, dam) if n in {"Radek Sorn", "Ines Calloway"}]) == 2
    first, second = (f"{m.report}:{m.actor}" for m in one.members[:2])
    back = f"/story/{dam}/actor/{one.id}"
    to = decide(desk_site, dam, kind="different", one=first, other=second, back=back)
    actors = desk_site.get(f"/api/v1/stories/{dam}").data["actors"]
    homes = [{f"{m['report']}:{m['actor']}" for m in a["members"]} for a in actors]
    assert not any({first, second} <= home for home in homes)
    assert "Radek Sorn" in desk_site.get(to).text


def test_a_statement_is_taken_out_of_a_claim_and_put_back(desk_site, dam, dam_story):
    claim = next(c for c in dam_story.claims if len(c.sides) > 2)
    one, other = (s.evidence[0] for s in (claim.sides[0], claim.sides[-1]))
    places = {"place": f"{one.report}:{one.start}-{one.end}", "other": f"{other.report}:{other.start}-{other.end}"}

    def together() -> bool:
        claims = desk_site.get(f"/api/v1/stories/{dam}").data["claims"]
        held = [{(e["report"], e["start"]) for s in c["sides"] for e in s["evidence"]} for c in claims]
        return any({(one.report, one.start), (other.report, other.start)} <= places for places in held)

    assert together()
    to = decide(desk_site, dam, kind="claims-different", **places)
    assert not together()
    assert desk_site.get(to).status == 200
    decide(desk_site, dam, kind="claims-same", **places)
    assert together()


def test_a_report_gets_another_date_and_leaves_its_story(desk_site, dam, dam_story):
    report = dam_story.readings[-1].id
    to = decide(desk_site, dam, kind="date", place=report, value="2024-05-20")
    assert "20 May 2024" in desk_site.get(to).text
    story = desk_site.get(f"/api/v1/stories/{'s' + report[1:]}").data
    assert story["from"] == "2024-05-20"
    to = decide(desk_site, story["id"], kind="does-not-belong", place=report)
    alone = desk_site.get("/api/v1/stories/" + "s" + report[1:]).data
    assert [r["id"] for r in alone["reports"]] == [report]
    home = next(s["id"] for s in desk_site.get("/api/v1/stories").data if len(s["reports"]) == 5)
    decide(desk_site, alone["id"], kind="belongs", place=report, target=home)
    assert report in [r["id"] for r in desk_site.get(f"/api/v1/stories/{home}").data["reports"]]


def test_decisions_are_handed_to_a_colleague(desk_site, colleague, dam, sorn):
    _, told = sorn
    decide(desk_site, dam, kind="not-attribution", item=told.attribution.id, place=place(told))
    file = desk_site.get("/decisions.json")
    assert "attachment" in file.headers["content-disposition"]
    for count in ("1", "0"):
        answer = colleague.upload("/decisions/import", {}, [("file", "decisions.json", file.body)])
        assert answer.headers["location"] == f"/decisions?imported={count}"
    assert told.attribution.id not in json.dumps(colleague.get(f"/api/v1/stories/{dam}").data["attributions"])
    assert desk.decisions(colleague.settings).holding[0].who == "ruth"


WRONG = [
    {"kind": "praise"}, {"kind": "speaker", "place": "rnone:1-2"}, {"kind": "speaker", "place": "{first}:9-2"},
    {"kind": "speaker", "place": "{first}:0-5"}, {"kind": "date", "place": "{first}", "value": "soon"},
    {"kind": "date", "place": "{first}", "value": ""}, {"kind": "claims-same", "place": "{first}:0-5"},
    {"kind": "belongs", "place": "{first}"}, {"kind": "belongs", "place": "{first}", "target": "snone"},
    {"kind": "same", "one": "pnone", "other": "pnone"}, {"kind": "undo", "number": "x"},
    {"kind": "speaker", "place": "{first}:0-5", "actor": "nobody", "by": " "}, {},
]  # fmt: skip


@pytest.mark.parametrize("form", WRONG, ids=lambda form: "-".join(form.values()) or "empty")
def test_what_cannot_be_decided_is_refused_and_nothing_is_kept(desk_site, dam, dam_story, form):
    given = {"story": dam, "by": "ruth", **form}
    given = {name: value.format(first=dam_story.readings[0].id) for name, value in given.items()}
    answer = desk_site.post("/decide", given, **ACCEPT)
    assert answer.status in {400, 404}
    assert answer.data["error"]["remedy"]
    assert desk.decisions(desk_site.settings).holding == ()


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_led_elsewhere(desk_site, dam, dam_story, back):
    names_ = [a.id for a in dam_story.actors[:2]]
    to = decide(desk_site, dam, kind="same", one=names_[0], other=names_[1], back=back)
    assert re.fullmatch(r"/\?decided=1", to)


def test_a_name_is_remembered(desk_site, dam, dam_story):
    one, other = dam_story.actors[:2]
    form = {"kind": "unsure", "story": dam, "one": one.id, "other": other.id, "by": "Rūth O’Neil", "back": "/"}
    answer = desk_site.post("/decide", form)
    cookie = answer.headers["set-cookie"].partition(";")[0]
    assert "HttpOnly" in answer.headers["set-cookie"]
    page = desk_site.get(f"/story/{dam}/actor/{one.id}", Cookie=cookie).text
    assert "Rūth O’Neil" in page
