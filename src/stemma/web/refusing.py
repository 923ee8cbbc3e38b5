"""One shape for everything that goes wrong: a code, what is wrong with what, and what to do; as JSON or as a page."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from stemma.errors import StemmaError, StoreError, UsageError
from stemma.web.rendering import page


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request gets no answer."""

    status: int
    code: str
    message: str
    remedy: str = ""

    def to_dict(self) -> dict[str, dict[str, str]]:
        """The one JSON shape of every failure."""
        return {"error": {"code": self.code, "message": self.message, "remedy": self.remedy}}


def refusal_of(error: StemmaError) -> Refusal:
    """What a deliberate error means to who asked."""
    if isinstance(error, UsageError):
        missing = error.message.startswith("No ")
        return Refusal(404 if missing else 400, "not-found" if missing else error.code, error.message, error.remedy)
    return Refusal(503 if isinstance(error, StoreError) else 500, error.code, error.message, error.remedy)


def answer(scope: Scope, refusal: Refusal) -> Response:
    """The refusal as JSON under /api and for whoever asks for JSON, as a page for everybody else."""
    request = Request(scope)
    if scope["path"].startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        return JSONResponse(refusal.to_dict(), status_code=refusal.status)
    html = page("refused.html.j2", refusal=refusal, here="", db="")
    return HTMLResponse(html, status_code=refusal.status)
