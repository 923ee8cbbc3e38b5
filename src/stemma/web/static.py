"""Style, scripts and the icon: fetched once, kept for ever, because their address changes with them."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stemma.web.rendering import STATIC, asset, static_address


async def file(request: Request) -> Response:
    """One file, by its address with the digest in it."""
    name = request.path_params["name"]
    if name not in STATIC or request.url.path != static_address(name):
        raise HTTPException(404)
    headers = {"cache-control": "public, max-age=31536000, immutable", "content-type": STATIC[name]}
    return Response(asset(name), headers=headers)


async def icon(_request: Request) -> Response:
    """Where browsers look for an icon unasked."""
    return RedirectResponse(static_address("icon.svg"))


def routes() -> list[Route]:
    """The addresses of this module."""
    return [Route("/static/{digest}/{name}", file), Route("/favicon.ico", icon)]
