"""The pages that people read: stories, a story, a report, an actor, a claim, what is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from stemma.web import asking, listing, reporting, storying
from stemma.web.asking import Asked
from stemma.web.rendering import page
from stemma.web.shelf import Shelf, Shelved, Told


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route("/", stories),
        Route("/story/{story}", story),
        Route("/story/{story}/report/{report}", report),
    ]


def stories(request: Request) -> Response:
    """All stories, the latest first."""
    listed = shelf_of(request).listing()
    return _kept(request, ("stories", listed.mark), lambda: {"entries": listing.entries(listed)}, "stories.html.j2")


def story(request: Request) -> Response:
    """One story: the dossier's sections as of a day, narrowed by what is asked."""
    asked = Asked.of(request.query_params)
    shelved, told = told_of(request, asked.as_of)

    def context() -> dict[str, Any]:
        return {"page": storying.story_page(told, asked, shelved.summary)}

    return _kept(request, ("story", told.made_from, asked, shelved.id), context, "story.html.j2")


def report(request: Request) -> Response:
    """One report: its text, what was read in it, perhaps another one beside it."""
    query = request.query_params
    asked = Asked.of(query)
    _, told = told_of(request, asked.as_of)
    parts = tuple(query.get(name) for name in ("at", "said", "show", "beside"))

    def context() -> dict[str, Any]:
        return reporting_context(told, asked, request.path_params["report"], dict(query))

    key = ("report", told.made_from, told.story.id, request.path_params["report"], asked, *parts)
    return _kept(request, key, context, "report.html.j2")


def reporting_context(told: Told, asked: Asked, report_id: str, query: dict[str, str]) -> dict[str, Any]:
    """What the report's template is given."""
    _, reading = reporting.find(told, report_id)
    at = asking.place(query.get("at"), len(reading.text))
    selected = reporting.selection(reading, at=at, date=query.get("at") == "date", said=query.get("said"))
    shown = reporting.report_page(told, report_id, selected=selected)
    wanted = [name for name in (query.get("show") or "").split() if name in reporting.LAYERS]
    others = [(n, r) for n, r in enumerate(told.story.readings, 1) if r.id != report_id]
    return {
        "told": told, "asked": asked, "page": shown, "shows": wanted, "layers": reporting.LAYERS, "others": others,
        "lost": bool((query.get("at") or query.get("said")) and not selected),
    }  # fmt: skip


# --- what all pages share --------------------------------------------------------------------------------------------


def shelf_of(request: Request) -> Shelf:
    """The app's stories."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def told_of(request: Request, as_of: str | None) -> tuple[Shelved, Told]:
    """The story that the address names."""
    shelf = shelf_of(request)
    shelved = shelf.find(request.path_params["story"])
    return shelved, shelf.story(shelved, as_of)


def common(request: Request) -> dict[str, Any]:
    """What every page's frame is given."""
    return {"db": Path(request.app.state.settings.database).name, "here": request.url.path}


def _kept(request: Request, key: tuple[object, ...], context: Callable[[], dict[str, Any]], template: str) -> Response:
    """The page, rendered once for all that it is made from."""

    def make() -> bytes:
        return page(template, **common(request), **context()).encode()

    return HTMLResponse(shelf_of(request).page((template, request.url.path, *key), make))
