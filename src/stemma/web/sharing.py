"""Sharing: a story as the self-contained dossier, its quotations as a table."""

from __future__ import annotations

import csv
import io
import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stemma.exports import dossier
from stemma.exports.saying import Item
from stemma.web import storying
from stemma.web.asking import Asked
from stemma.web.pages import shelf_of, told_of
from stemma.web.shelf import Told

COLUMNS = (
    "number", "speaker", "roles", "words", "form", "act", "certainty", "polarity", "cue", "source", "outlet",
    "report_title", "published", "url", "report", "start", "end", "attribution",
)  # fmt: skip
# A cell that begins so is run as a formula by spreadsheets; an apostrophe before it makes it text for all of them.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")


def routes() -> list[Route]:
    """The addresses of this module."""
    return [Route("/story/{story}/dossier.html", page), Route("/story/{story}/quotes.csv", quotes)]


def page(request: Request) -> Response:
    """The dossier: one page that needs nothing but itself."""
    asked = Asked.of(request.query_params)
    _, told = told_of(request, asked.as_of)
    key = ("dossier", told.made_from, told.story.id, asked.as_of)
    html = shelf_of(request).page(key, lambda: dossier.render(told.story).encode("utf-8", "replace"))
    # It is saved, never shown from here: this app's policy would shut out its style.
    return Response(html, media_type="text/html; charset=utf-8", headers={"content-disposition": _named(told, "html")})


def quotes(request: Request) -> Response:
    """Who said what, as a table; narrowed as the page is."""
    asked = Asked.of(request.query_params)
    _, told = told_of(request, asked.as_of)
    key = ("quotes", told.made_from, told.story.id, asked)
    body = shelf_of(request).page(key, lambda: table(told, asked).encode("utf-8-sig", "replace"))
    return Response(body, media_type="text/csv; charset=utf-8", headers={"content-disposition": _named(told, "csv")})


def table(told: Told, asked: Asked) -> str:
    """The quotations in order of report and text, as CSV with a header."""
    shown = storying.narrowed(told.dossier, asked) if asked.narrows else told.dossier
    roles = {a.id: ", ".join(a.roles) for a in told.story.actors}
    items = [item for speaker in (*shown.speakers, *shown.unnamed) for item in speaker.items]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in sorted(items, key=lambda i: i.number):
        writer.writerow([_safe(cell) for cell in _row(told, item, roles)])
    return out.getvalue()


def _row(told: Told, item: Item, roles: dict[str, str]) -> tuple[str | int, ...]:
    found, head = item.attribution, told.story.readings[item.report - 1].report.report
    spans = found.content or found.cue or found.source
    return (
        item.number, item.speaker, roles.get(found.speaker or "", ""), " […] ".join(item.words), found.form,
        found.act or "", found.certainty or "", found.polarity or "", item.cue, item.source, head.outlet or "",
        head.title or "", head.published.value or "", head.url or "", head.id, spans[0].start, spans[-1].end, found.id,
    )  # fmt: skip


def _safe(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _named(told: Told, suffix: str) -> str:
    """A file name of plain letters, made of the story's title and id."""
    words = re.findall(r"[A-Za-z0-9]+", told.story.title)[:6]
    return f'attachment; filename="{"-".join([*words, told.story.id]).lower()}.{suffix}"'
