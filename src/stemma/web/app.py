"""The app: which address is answered by what, and what happens when something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from threading import Thread

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from stemma import desk
from stemma.errors import StemmaError
from stemma.settings import Settings
from stemma.web import adding, api, deciding, reading, sharing, static
from stemma.web.guarding import Guard, Refused, own_hosts
from stemma.web.jobs import Jobs
from stemma.web.refusing import Refusal, answer, refusal_of
from stemma.web.shelf import Shelf

ROOMS = (reading, sharing, adding, deciding, api, static)
MAX_BODY = 64_000_000
"""Bytes of one request: a few hundred saved pages at once."""


def create(
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    private: bool = False,
    processes: bool = True,
    warm: bool = True,
) -> Starlette:
    """The app over one store.

    `private` lets pages be fetched from private addresses; `processes` keeps assembling out of this process; `warm`
    tells the stories before anybody asks.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        desk.prepare(settings)
        app.state.shelf = Shelf(settings, processes=processes)
        app.state.jobs = Jobs(settings, private=private, after=app.state.shelf.renew)
        if warm:
            Thread(target=app.state.shelf.warm, name="warm", daemon=True).start()
        try:
            yield
        finally:
            app.state.jobs.close()
            app.state.shelf.close()

    app = Starlette(
        routes=[route for room in ROOMS for route in room.routes()],
        middleware=[Middleware(Guard, hosts=own_hosts(host), max_body=MAX_BODY)],
        exception_handlers={
            StemmaError: _deliberate,
            Refused: _refused,
            HTTPException: _http,
            Exception: _broken,
        },
        lifespan=lifespan,
    )
    app.state.settings = settings
    return app


async def _deliberate(request: Request, error: Exception) -> Response:
    assert isinstance(error, StemmaError)
    return answer(request.scope, refusal_of(error))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return answer(request.scope, error.refusal)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:  # noqa: PLR2004 - not found
        refusal = Refusal(404, "not-found", f"There is no page {request.url.path}.", "Begin with the list of stories.")
    else:
        refusal = Refusal(error.status_code, "refused", f"{error.detail}.")
    return answer(request.scope, refusal)


async def _broken(request: Request, error: Exception) -> Response:
    refusal = Refusal(
        500, "failed", f"stemma broke down on this page ({type(error).__name__}).", "Please report this with the log."
    )
    return answer(request.scope, refusal)


__all__: Sequence[str] = ["create"]
