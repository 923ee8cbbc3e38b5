"""The API: everything the pages show, as JSON, under /api/v1."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from stemma import checkup, desk
from stemma.errors import UsageError
from stemma.records import Given
from stemma.sources import pasted
from stemma.web import asking, reporting
from stemma.web.adding import jobs_of
from stemma.web.deciding import decided, name_of, signed
from stemma.web.jobs import Job
from stemma.web.openapi import document
from stemma.web.pages import common, shelf_of, told_of
from stemma.web.rendering import page

MOST_HITS = 500
Made = Callable[[], Any]


def routes() -> list[Route]:
    """The addresses of this module."""
    one = "/api/v1/stories/{story}"
    return [
        Route("/api", about),
        Route("/api/v1/openapi.json", openapi),
        Route("/api/v1/stories", stories),
        Route(one, story),
        Route(f"{one}/changes", changes),
        Route(f"{one}/reports/{{report}}", report),
        Route(f"{one}/actors/{{actor}}", actor),
        Route(f"{one}/claims/{{claim}}", claim),
        Route("/api/v1/said", said),
        Route("/api/v1/search", search),
        Route("/api/v1/decisions", decisions, methods=["GET"]),
        Route("/api/v1/decisions", decide, methods=["POST"]),
        Route("/api/v1/decisions/{number}", undo, methods=["DELETE"]),
        Route("/api/v1/quarantine", quarantine),
        Route("/api/v1/jobs", add, methods=["POST"]),
        Route("/api/v1/jobs/{job}", job),
    ]


def about(request: Request) -> Response:
    """The API's addresses, for people."""
    rows = [
        (method.upper(), path, told["summary"])
        for path, ways in document()["paths"].items()
        for method, told in ways.items()
    ]
    return HTMLResponse(page("api.html.j2", **common(request), rows=rows))


def openapi(_request: Request) -> Response:
    """The API's description, for programs."""
    return _json(document())


def stories(request: Request) -> Response:
    """All stories."""
    listed = shelf_of(request).listing()
    return _kept(request, (listed.mark,), lambda: [s.summary.to_dict() for s in listed.stories])


def story(request: Request) -> Response:
    """One story."""
    as_of = _day(request, "as_of")
    _, told = told_of(request, as_of)
    return _kept(request, (told.made_from, as_of), told.story.to_dict)


def changes(request: Request) -> Response:
    """What is new in it since a day."""
    since = _day(request, "since")
    if since is None:
        raise UsageError("Since when is not said.", remedy="Give since=YYYY-MM-DD.")
    shelved, now = told_of(request, None)
    then = shelf_of(request).story(shelved, since)

    def made() -> dict[str, Any]:
        found = desk.compared(then.story, now.story)
        return {"story": shelved.id, "since": since, "changes": [change.to_dict() for change in found]}

    return _kept(request, (now.made_from, then.made_from, since), made)


def report(request: Request) -> Response:
    """One report as the story reads it."""
    as_of = _day(request, "as_of")
    _, told = told_of(request, as_of)
    _, reading = reporting.find(told, request.path_params["report"])
    return _kept(request, (told.made_from, as_of, reading.id), reading.to_dict)


def actor(request: Request) -> Response:
    """One actor of a story."""
    as_of = _day(request, "as_of")
    _, told = told_of(request, as_of)
    one = reporting.actor_named(told.story.actors, request.path_params["actor"])

    def made() -> dict[str, Any]:
        by = [a for a in told.story.attributions if one.id in (a.attribution.speakers or (a.attribution.speaker,))]
        stands = [p.to_dict() for p in told.story.positions if p.actor == one.id]
        return {"actor": one.to_dict(), "attributions": [a.to_dict() for a in by], "positions": stands}

    return _kept(request, (told.made_from, as_of, one.id), made)


def claim(request: Request) -> Response:
    """One claim of a story."""
    as_of, id_ = _day(request, "as_of"), request.path_params["claim"]
    _, told = told_of(request, as_of)
    found = next((c for c in told.story.claims if c.id == id_), None)
    if found is None:
        raise UsageError(f"No claim {id_!r} in this story.", remedy="See the story's list of claims.")
    return _kept(request, (told.made_from, as_of, id_), found.to_dict)


def said(request: Request) -> Response:
    """What everyone of a name said."""
    name = request.query_params.get("actor", "")
    shelf = shelf_of(request)
    mark = shelf.listing().mark
    return _kept(request, (mark, name), lambda: [s.to_dict() for s in shelf.apart(_said, shelf.settings, name)])


def _said(settings: Any, name: str) -> list[desk.Saying]:
    return list(desk.said(settings, name))


def search(request: Request) -> Response:
    """What is found."""
    query = request.query_params.get("q", "")
    limit, offset = min(_count(request, "limit", desk.HITS), MOST_HITS), _count(request, "offset", 0)
    shelf = shelf_of(request)

    def made() -> dict[str, Any]:
        hits = desk.search(shelf.settings, query, limit=limit, offset=offset)
        return {"query": query, "hits": [hit.to_dict() for hit in hits]}

    return _kept(request, (shelf.listing().mark, query, limit, offset), made)


def decisions(request: Request) -> Response:
    """What people decided and holds."""
    return _json(desk.exported(shelf_of(request).settings))


async def decide(request: Request) -> Response:
    """Decide, as the pages' forms do."""
    sent = await _sent(request)
    who = name_of(sent.get("by") or signed(request))
    number, _ = await run_in_threadpool(decided, shelf_of(request), sent, who)
    return _json({"number": number})


async def undo(request: Request) -> Response:
    """Take a decision back."""
    form = {"kind": "undo", "number": request.path_params["number"]}
    number, _ = await run_in_threadpool(decided, shelf_of(request), form, signed(request))
    return _json({"number": number})


def quarantine(request: Request) -> Response:
    """What could not be used."""
    return _json([refused.to_dict() for refused in checkup.quarantine(request.app.state.settings)])


async def add(request: Request) -> Response:
    """Add a text, or the page at an address."""
    sent = await _sent(request)
    given = Given(**{name: sent.get(name) or None for name in ("title", "outlet", "published")})
    items = [pasted(sent["text"], given)] if sent.get("text", "").strip() else []
    addresses = [sent["address"]] if sent.get("address") else []
    if not items and not addresses:
        raise UsageError("Nothing was given to add.", remedy='Give "text" or "address".')
    return _json(_told(jobs_of(request).add(items, addresses)))


def job(request: Request) -> Response:
    """How far a job is."""
    found = jobs_of(request).find(request.path_params["job"])
    if found is None:
        raise UsageError(f"No job {request.path_params['job']!r} is known any more.", remedy="See the list of stories.")
    return _json(_told(found))


def _told(found: Job) -> dict[str, Any]:
    result = found.result.to_dict() if found.result else None
    state = {name: getattr(found, name) for name in ("id", "state", "done", "total")}
    return {**state, "result": result, "error": found.error, "remedy": found.remedy}


# --- in and out ------------------------------------------------------------------------------------------------------


async def _sent(request: Request) -> dict[str, str]:
    """A JSON object of texts. Its content type is one that no form of another site can send."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise UsageError("The body is not JSON.", remedy="Send it as application/json.")
    try:
        data = json.loads(await request.body())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        data = None
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise UsageError("The body is no JSON object of texts.", remedy="See /api/v1/openapi.json.")
    return data


def _day(request: Request, name: str) -> str | None:
    value = request.query_params.get(name)
    return asking.day(value) if value else None


def _count(request: Request, name: str, usual: int) -> int:
    value = request.query_params.get(name)
    if value is None:
        return usual
    if not value.isdigit():
        raise UsageError(f"{name}={value!r} is no number.", remedy="Give a number from 0 on.")
    return int(value)


def _kept(request: Request, key: tuple[object, ...], made: Made) -> Response:
    """The answer, made once for all that it is made from."""
    body = shelf_of(request).page(("api", request.url.path, *key), lambda: _bytes(made()))
    return Response(body, media_type="application/json")


def _json(data: Any) -> Response:
    return Response(_bytes(data), media_type="application/json")


def _bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
