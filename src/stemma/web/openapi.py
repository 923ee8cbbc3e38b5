"""The OpenAPI document of the API: which address gives what, and in which shape."""

from __future__ import annotations

from functools import cache
from typing import Any

from stemma.desk import BuildResult, Saying
from stemma.records import Claim, Correction, Judgement, Position, Reading, Rejected, ReportHead, Story, StoryActor
from stemma.records.stories import StoryAttribution
from stemma.store import Hit, program_version
from stemma.stories import Change
from stemma.web.deciding import KINDS
from stemma.web.jobs import STATES
from stemma.web.schemas import Schema, Schemas, listing, made_of

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
TEXT_OR_NULL: Schema = {"anyOf": [TEXT, {"type": "null"}]}


@cache
def document() -> dict[str, Any]:
    """The whole document; OpenAPI 3.1."""
    schemas = Schemas()
    error = made_of(error=made_of(code=TEXT, message=TEXT, remedy=TEXT))
    paths = {
        path: {method: _operation(*about) for method, about in ways.items()} for path, ways in _ways(schemas).items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "stemma", "version": program_version(),
            "description": "What the pages show, as JSON. Spans are [start, end) in Unicode code points of a report's "
            "text; absent is null or an empty list, never a guess.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": {**schemas.found, "Error": error}},
    }  # fmt: skip


def _ways(of: Schemas) -> dict[str, dict[str, tuple[Any, ...]]]:
    """For each path its methods: what it does, its parameters, the answer's shape, the body's shape."""
    found = _about_stories(of) | _about_the_desk(of)
    return {f"/api/v1/{path}": ways for path, ways in found.items()}


def _about_stories(of: Schemas) -> dict[str, dict[str, tuple[Any, ...]]]:
    story = _in_path("story", "A story's id, or the beginning of it.")
    as_of = _day("as_of", "As of the end of this day.")
    since = _day("since", "The end of this day.", required=True)
    reports = listing(of.of(ReportHead))
    entry = made_of(id=TEXT, title=TEXT, from_=TEXT_OR_NULL, to=TEXT_OR_NULL, reports=reports)
    said, stands = listing(of.of(StoryAttribution)), listing(of.of(Position))
    actor = made_of(actor=of.of(StoryActor), attributions=said, positions=stands)
    changes = made_of(story=TEXT, since=TEXT, changes=listing(of.of(Change)))
    one = {
        "reports/{report}": ("One report as the story reads it.", "report", of.of(Reading)),
        "actors/{actor}": ("One actor: what is said by them, and where they stand.", "actor", actor),
        "claims/{claim}": ("One claim.", "claim", of.of(Claim)),
    }
    return {
        "stories": {"get": ("All stories, the latest first.", [], listing(entry))},
        "stories/{story}": {"get": ("One story.", [story, as_of], of.of(Story))},
        "stories/{story}/changes": {"get": ("What is new, changed or withdrawn.", [story, since], changes)},
        **{
            f"stories/{{story}}/{path}": {
                "get": (summary, [story, _in_path(name, f"The id of a {name}."), as_of], shape)
            }
            for path, (summary, name, shape) in one.items()
        },
    }


def _about_the_desk(of: Schemas) -> dict[str, dict[str, tuple[Any, ...]]]:
    judgements, corrections = listing(of.of(Judgement)), listing(of.of(Correction))
    decisions = made_of(schema={"const": "stemma.decisions/1"}, judgements=judgements, corrections=corrections)
    number = made_of(number=NUMBER)
    job = made_of(
        id=TEXT, state={"enum": list(STATES)}, done=NUMBER, total={"anyOf": [NUMBER, {"type": "null"}]},
        result={"anyOf": [of.of(BuildResult), {"type": "null"}]}, error=TEXT, remedy=TEXT,
    )  # fmt: skip
    name, line = _asked("actor", "A name.", required=True), _asked("q", "A search line.", required=True)
    hits = made_of(query=TEXT, hits=listing(of.of(Hit)))
    return {
        "said": {"get": ("What everyone of a name said, in every story.", [name], listing(of.of(Saying)))},
        "search": {"get": ("Reports, or what was said.", [line, _count("limit"), _count("offset")], hits)},
        "decisions": {
            "get": ("What people decided, as it can be handed on.", [], decisions),
            "post": ("Decide.", [], number, _decision()),
        },
        "decisions/{number}": {
            "delete": ("Take a decision back.", [_in_path("number", "Its number.", NUMBER)], number)
        },
        "quarantine": {"get": ("What could not be used.", [], listing(of.of(Rejected)))},
        "jobs": {"post": ("Add a text, or the page at an address.", [], job, _input())},
        "jobs/{job}": {"get": ("How far a job is.", [_in_path("job", "A job's id.")], job)},
    }


def _operation(summary: str, parameters: list[Schema], answer: Schema, body: Schema | None = None) -> Schema:
    out: Schema = {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The answer.", "content": {"application/json": {"schema": answer}}},
            "default": {
                "description": "Why there is none.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            },
        },
    }
    if body is not None:
        out["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return out


def _decision() -> Schema:
    names = ("story", "place", "other", "item", "actor", "name", "value", "target", "one", "by")
    told: Schema = {"kind": {"enum": list(KINDS)}, **dict.fromkeys(names, TEXT)}
    return {
        "type": "object", "properties": told, "required": ["kind", "story"], "additionalProperties": False,
        "description": "`place`, `other`: REPORT:START-END; for actors `one`, `other`: an id or REPORT:ACTOR.",
    }  # fmt: skip


def _input() -> Schema:
    names = ("text", "title", "outlet", "published", "address")
    return {"type": "object", "properties": dict.fromkeys(names, TEXT), "additionalProperties": False}


def _in_path(name: str, description: str, schema: Schema = TEXT) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _asked(name: str, description: str, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": TEXT}


def _day(name: str, description: str, *, required: bool = False) -> Schema:
    return {**_asked(name, description, required=required), "schema": {"type": "string", "format": "date"}}


def _count(name: str) -> Schema:
    return {**_asked(name, f"The {name} of hits."), "schema": {"type": "integer", "minimum": 0}}
