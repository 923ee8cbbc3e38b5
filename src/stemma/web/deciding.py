"""Correcting: forms become decisions, in force at once; all of them are listed in one place, undone, handed on."""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from stemma import desk
from stemma.errors import UsageError
from stemma.exports import wording
from stemma.records import Correction, Evidence, Judgement, Member, Story
from stemma.settings import Settings
from stemma.web import address, asking
from stemma.web.pages import common, shelf_of
from stemma.web.rendering import page
from stemma.web.shelf import Shelf, Told

LONGEST_NAME = 80
YEAR = 31_536_000
KINDS = {
    "same": "one actor", "different": "not one actor", "unsure": "nobody can tell", "speaker": "another speaker",
    "not-attribution": "no attribution", "date": "another date", "claims-same": "one claim",
    "claims-different": "not one claim", "belongs": "belongs to the story", "does-not-belong": "does not belong",
}  # fmt: skip


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route("/decide", decide, methods=["POST"]),
        Route("/decisions", decisions),
        Route("/decisions.json", export),
        Route("/decisions/import", import_, methods=["POST"]),
    ]


async def decide(request: Request) -> Response:
    """Keep what a form says, put it in force, and go back to where it was said."""
    async with request.form() as sent:
        form = {name: value for name, value in sent.items() if isinstance(value, str)}
    who = name_of(form.get("by") or signed(request))
    number, to = await run_in_threadpool(decided, shelf_of(request), form, who)
    mark = "&" if "?" in to.partition("#")[0] else "?"
    path, _, anchor = to.partition("#")
    answer = RedirectResponse(f"{path}{mark}decided={number}{'#' + anchor if anchor else ''}", status_code=303)
    answer.set_cookie("who", quote(who), max_age=YEAR, httponly=True, samesite="strict")
    return answer


def decided(shelf: Shelf, form: Mapping[str, str], who: str) -> tuple[int, str]:
    """Decide; gives the decision's number and the page to go to."""
    settings, kind = shelf.settings, form.get("kind", "")
    back = _inside(form.get("back"))
    if kind == "undo":
        number = _number(form.get("number"))
        shelf.apart(desk.undo, settings, number, who=who)
        shelf.refresh()
        return number, _lasting(back)
    shelved = shelf.find(form.get("story", ""))
    if kind in {"same", "different", "unsure"}:
        pair = form.get("one", ""), form.get("other", "")
        judged = shelf.apart(desk.judge, settings, shelved.id, kind, *pair, who=who)  # type: ignore[arg-type]
        shelf.refresh()
        return judged.number, _actor_at(shelf, judged, back)
    other = shelf.story(shelf.find(form["target"])).story if kind == "belongs" and form.get("target") else None
    correction = correction_of(shelf.story(shelved).story, kind, form, who, other=other)
    number = shelf.apart(desk.correct, settings, correction).number
    shelf.refresh()
    return number, _whereto(shelf, kind, form, back)


def correction_of(
    story: Story, kind: str, form: Mapping[str, str], who: str, *, other: Story | None = None
) -> Correction:
    """What a form asks for, checked against the story; `other` is the story that a report is to join.

    Raises UsageError where it points at nothing.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no correction.", remedy=f"Use one of {', '.join(KINDS)}.")
    place = evidence(story, form.get("place"))
    fields: dict[str, Any] = {}
    if kind in {"speaker", "not-attribution"}:
        fields["item"] = form.get("item")
    if kind == "speaker":
        fields |= _speaker(story, place.report, form)
    elif kind == "date":
        fields["value"] = asking.day(form.get("value", "").strip())
    elif kind in {"claims-same", "claims-different"}:
        fields["other"] = evidence(story, form.get("other"))
    elif kind == "belongs":
        if other is None or not other.readings:
            raise UsageError("No story was chosen.", remedy="Choose the story that the report belongs to.")
        fields["other"] = evidence(other, other.readings[0].id)
    elif kind == "does-not-belong":
        fields["other"] = evidence(story, _neighbour(story, place.report))
    return Correction(0, kind, place, who, desk.now(), **fields)  # type: ignore[arg-type]


def evidence(story: Story, place: str | None) -> Evidence:
    """`report:start-end`, or a report alone for its beginning, as evidence in the story."""
    report, _, where = (place or "").partition(":")
    reading = next((r for r in story.readings if r.id == report), None)
    if reading is None:
        raise UsageError(f"No report {report!r} in this story.", remedy="Load the page again.")
    span = asking.place(where or f"0-{min(len(reading.text), LONGEST_NAME)}", len(reading.text))
    if span is None:
        raise UsageError(f"{place!r} is no place in that report.", remedy="Load the page again.")
    return Evidence(report, span.start, span.end, span.cut(reading.text))


def _speaker(story: Story, report: str, form: Mapping[str, str]) -> dict[str, Any]:
    chosen, name = form.get("actor", ""), " ".join(form.get("name", "").split())[:LONGEST_NAME]
    if name:  # typed: meant, whoever the list still shows
        return {"value": name, "speaker_type": "person"}
    if chosen == "nobody":
        return {"value": None}
    actor = next((a for a in story.actors if a.id == chosen), None)
    if actor is not None:
        members = sorted(actor.members, key=lambda m: m.report != report)
        speaker: Member | None = members[0] if members else None
        return {"value": actor.name, "speaker": speaker, "speaker_type": actor.type}
    raise UsageError("No speaker was chosen.", remedy="Choose one of the cast, or give a name.")


def _neighbour(story: Story, report: str) -> str:
    """The report that this one stands in the story for; the story's first other one where nothing says."""
    near = next((link.to for link in story.links if link.report == report), None)
    near = near or next((r.id for r in story.readings if r.id != report), None)
    if near is None:
        raise UsageError("This report is alone in its story.", remedy="There is nothing to take it out of.")
    return near


def _whereto(shelf: Shelf, kind: str, form: Mapping[str, str], back: str) -> str:
    """Where what was decided can be seen."""
    report = form.get("place", "").partition(":")[0]
    if kind in {"belongs", "does-not-belong", "date", "not-attribution"}:
        shelved = shelf.find("s" + report.removeprefix("r"))
        shelf.story(shelved)
        return address.report(shelved.id, report, "show=said" if kind == "not-attribution" else "")
    told = shelf.story(shelf.find(form.get("story", "")))
    if kind == "claims-same":
        return claim_at(told, form.get("place", ""))[1]
    if kind == "claims-different":
        way, _, anchor = claim_at(told, form.get("place", ""))[1].partition("#")
        return f"{way}?apart={quote(form.get('other', ''))}" + (f"#{anchor}" if anchor else "")
    return back


def _lasting(back: str) -> str:
    """A page that is there whatever was undone: claims and actors get new ids with what they are made of."""
    story, _, rest = back.removeprefix("/story/").partition("/")
    return address.story(story) if back.startswith("/story/") and not rest.startswith("report/") else back


def _actor_at(shelf: Shelf, judged: Judgement, back: str) -> str:
    """The page of the actor whom a judgement was about: with its members its id may have changed."""
    told = shelf.story(shelf.find("s" + judged.one.report.removeprefix("r")))
    found = next((a for a in told.story.actors if judged.one in a.members), None)
    return address.actor(told.story.id, found.id) if found and "/actor/" in back else back


def claim_at(told: Told, place: str) -> tuple[int, str]:
    """The claim that a passage is a statement of, by number and address; 0 and the story's claims where it is none."""
    report, _, where = place.partition(":")
    span = asking.place(where, 10**9)
    for number, claim in enumerate(told.story.claims, 1):
        for e in (e for side in claim.sides for e in side.evidence):
            if span and e.report == report and e.start < span.end and span.start < e.end:
                return number, address.claim(told.story.id, claim.id)
    return 0, address.story(told.story.id) + "#claims"


def speaker_set(settings: Settings, report: str, item: str, place: str) -> str:
    """Who set the speaker of an attribution, and when; empty where nobody did."""
    span = asking.place(place.partition(":")[2], 10**9)
    for decision in reversed(desk.decisions(settings).holding):
        if isinstance(decision, Judgement) or decision.kind != "speaker" or decision.place.report != report:
            continue
        here = span and decision.place.start < span.end and span.start < decision.place.end
        if decision.item == item or here:
            return f"{decision.who}, {wording.moment(decision.when)}"
    return ""


# --- the one list ----------------------------------------------------------------------------------------------------


def decisions(request: Request) -> Response:
    """All that people decided, the latest first."""
    shelf = shelf_of(request)
    found = desk.decisions(shelf.settings)
    rows = [(decision, None) for decision in found.holding] + [(u.decision, u) for u in found.undone]
    rows.sort(key=lambda row: -row[0].number)
    homes = {report: s.id for s in shelf.listing().stories for report in s.summary.group.reports}
    taken = request.query_params.get("imported", "")
    context = {
        "rows": [_row(d, u, homes) for d, u in rows],
        "holding": len(found.holding),
        "who": signed(request),
        "taken": int(taken) if taken.isdigit() else None,
    }
    return HTMLResponse(page("decisions.html.j2", **common(request), **context))


def _row(decision: desk.Decision, undone: desk.Undone | None, homes: Mapping[str, str]) -> dict[str, Any]:
    kind: str
    if isinstance(decision, Judgement):
        kind, report = decision.verdict, decision.one.report
        words, link = f"{decision.one_name} / {decision.other_name}", ""
    else:
        kind, report = decision.kind, decision.place.report
        words = " ".join(decision.place.quote.split())
        link = address.passage(homes[report], decision.place) if report in homes else ""
    return {
        "number": decision.number, "kind": KINDS[kind], "words": words, "who": decision.who,
        "when": wording.moment(decision.when), "value": _value(decision), "link": link,
        "story": homes.get(report), "undone": undone and (undone.by, wording.moment(undone.when)),
    }  # fmt: skip


def _value(decision: desk.Decision) -> str:
    """What it says instead."""
    if isinstance(decision, Judgement):
        return ""
    if decision.kind == "speaker":
        return decision.value or "nobody can tell who"
    if decision.kind == "date":
        return wording.day(decision.value or "")
    return " ".join(decision.other.quote.split()) if decision.other else ""


def export(request: Request) -> Response:
    """The decisions that hold, as a file for a colleague."""
    data = desk.exported(shelf_of(request).settings)
    return JSONResponse(data, headers={"content-disposition": 'attachment; filename="decisions.json"'})


async def import_(request: Request) -> Response:
    """Take in a colleague's file."""
    async with request.form(max_files=1, max_part_size=64_000_000) as form:
        sent = form.get("file")
        content = await sent.read() if isinstance(sent, UploadFile) else b""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise UsageError("This file is no JSON.", remedy="Choose a file that stemma exported.") from None
    shelf = shelf_of(request)
    count = await run_in_threadpool(shelf.apart, desk.imported, shelf.settings, data)
    await run_in_threadpool(shelf.refresh)
    return RedirectResponse(f"/decisions?imported={count}", status_code=303)


# --- who, and where to -----------------------------------------------------------------------------------------------


def signed(request: Request) -> str:
    """Under which name this browser decides: as it last did, else the login's."""
    given = " ".join(unquote(request.cookies.get("who", "")).split())[:LONGEST_NAME]
    try:
        return given or getpass.getuser()
    except (KeyError, OSError):
        return "someone"


def name_of(text: str) -> str:
    """A name on one line. Raises UsageError for an empty one."""
    name = " ".join(text.split())[:LONGEST_NAME]
    if not name or not name.isprintable():
        raise UsageError("A decision needs a name.", remedy="Say who decides.")
    return name


def _inside(back: str | None) -> str:
    """A path of this app, whatever was sent."""
    return back if back and back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable() else "/"


def _number(text: str | None) -> int:
    try:
        return int(text or "")
    except ValueError:
        raise UsageError(f"{text!r} is no number of a decision.", remedy="See the list of corrections.") from None


__all__ = ["decided", "routes", "signed"]
