"""The API's answers are what its OpenAPI document says, and failures have one shape."""

from __future__ import annotations

import json

import jsonschema
import pytest


@pytest.fixture(scope="module")
def described(site):
    return site.get("/api/v1/openapi.json").data


@pytest.fixture(scope="module")
def places(site, dam, dam_story) -> dict[str, list[str]]:
    """For each path real addresses."""
    sorn = next(a for a in dam_story.actors if a.name == "Radek Sorn")
    one = f"/api/v1/stories/{dam}"
    return {
        "/api/v1/stories": ["/api/v1/stories"],
        "/api/v1/stories/{story}": [one, f"{one}?as_of=2024-06-06", one[:-4]],
        "/api/v1/stories/{story}/changes": [f"{one}/changes?since=2024-06-06"],
        "/api/v1/stories/{story}/reports/{report}": [f"{one}/reports/{r.id}" for r in dam_story.readings],
        "/api/v1/stories/{story}/actors/{actor}": [f"{one}/actors/{sorn.id}"],
        "/api/v1/stories/{story}/claims/{claim}": [f"{one}/claims/{c.id}" for c in dam_story.claims[:3]],
        "/api/v1/said": ["/api/v1/said?actor=Calloway", "/api/v1/said?actor=Nobody"],
        "/api/v1/search": ["/api/v1/search?q=pumps", "/api/v1/search?q=speaker:Calloway&limit=2&offset=1"],
        "/api/v1/decisions": ["/api/v1/decisions"],
        "/api/v1/quarantine": ["/api/v1/quarantine"],
    }


def check(described, schema, data):
    schema = {**schema, "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(data)


def shape(described, path: str, method: str, status: str = "200"):
    return described["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]


def test_the_document_is_itself_well_formed(described):
    assert described["openapi"] == "3.1.0"
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    known = described["components"]["schemas"]
    used = {part.split('"')[0] for part in json.dumps(described).split("#/components/schemas/")[1:]}
    assert used <= set(known)


def test_every_get_gives_what_is_described(site, described, places):
    gets = {path for path, ways in described["paths"].items() if "get" in ways} - {"/api/v1/jobs/{job}"}
    assert gets == set(places)
    for path, addresses in places.items():
        for address in addresses:
            answer = site.get(address)
            assert answer.status == 200, address
            assert answer.headers["content-type"] == "application/json"
            check(described, shape(described, path, "get"), answer.data)


def test_a_decision_a_job_and_their_answers_are_as_described(desk_site, described, dam, dam_story):
    told = dam_story.attributions[0]
    span = told.attribution.content[0]
    body = {
        "kind": "not-attribution", "story": dam, "item": told.attribution.id, "by": "ruth",
        "place": f"{told.report}:{span.start}-{span.end}",
    }  # fmt: skip
    request = described["paths"]["/api/v1/decisions"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    check(described, request, body)
    kept = desk_site.send("/api/v1/decisions", body)
    check(described, shape(described, "/api/v1/decisions", "post"), kept.data)
    held = desk_site.get("/api/v1/decisions").data
    check(described, shape(described, "/api/v1/decisions", "get"), held)
    assert [c["kind"] for c in held["corrections"]] == ["not-attribution"]
    gone = desk_site.ask("DELETE", f"/api/v1/decisions/{kept.data['number']}")
    check(described, shape(described, "/api/v1/decisions/{number}", "delete"), gone.data)
    assert desk_site.get("/api/v1/decisions").data["corrections"] == []
    job = desk_site.send("/api/v1/jobs", {"text": "x"})
    check(described, shape(described, "/api/v1/jobs", "post"), job.data)
    check(
        described, shape(described, "/api/v1/jobs/{job}", "get"), desk_site.get(f"/api/v1/jobs/{job.data['id']}").data
    )


WRONG = [
    ("GET", "/api/v1/stories/snone", None, 404),
    ("GET", "/api/v1/stories/{dam}?as_of=x", None, 400),
    ("GET", "/api/v1/stories/{dam}/changes", None, 400),
    ("GET", "/api/v1/stories/{dam}/reports/rnone", None, 404),
    ("GET", "/api/v1/stories/{dam}/claims/cnone", None, 404),
    ("GET", "/api/v1/search?q=", None, 400),
    ("GET", "/api/v1/search?q=x&limit=many", None, 400),
    ("GET", "/api/v1/nothing", None, 404),
    ("GET", "/api/v1/jobs/none", None, 404),
    ("PUT", "/api/v1/stories", None, 405),
    ("POST", "/api/v1/jobs", "{}", 400),
    ("POST", "/api/v1/jobs", "[1]", 400),
    ("POST", "/api/v1/jobs", "{", 400),
    ("POST", "/api/v1/decisions", '{"kind": "praise", "story": "{dam}", "by": "x"}', 400),
    ("DELETE", "/api/v1/decisions/99", None, 404),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: f"{w[0]} {w[1]}")
def test_every_failure_has_the_one_shape(site, described, dam, wrong):
    method, path, body, status = wrong
    body = body.replace("{dam}", dam) if body else None
    headers = {"Content-Type": "application/json"} if body else {}
    answer = site.ask(method, path.replace("{dam}", dam), body, headers)
    assert answer.status == status
    check(described, {"$ref": "#/components/schemas/Error"}, answer.data)


def test_a_form_of_another_site_cannot_pass_for_json(site):
    answer = site.ask("POST", "/api/v1/decisions", '{"kind": "undo", "number": "1"}', {"Content-Type": "text/plain"})
    assert answer.status == 400
