"""What all pages share: the stories behind them, their frame, and that each is rendered once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from stemma.web.rendering import page
from stemma.web.shelf import Shelf, Shelved, Told

# Where the frame leaves room for what is told of a decision just made; see `kept`.
NEWS = b"<!--news-->"


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


def kept(request: Request, key: tuple[object, ...], context: Callable[[], dict[str, Any]], template: str) -> Response:
    """The page, rendered once for all that it is made from; `key` must hold all that."""

    def make() -> bytes:
        return page(template, **common(request), **context()).encode("utf-8", "replace")

    html = shelf_of(request).page((template, request.url.path, *key), make)
    number = request.query_params.get("decided", "")
    if number.isdigit():
        news = page("_decided.html.j2", number=int(number), back=request.url.path)
        html = html.replace(NEWS, news.encode(), 1)
    return HTMLResponse(html)
