"""The pages that people read: stories, a story, a report, an actor, a claim, what is found."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stemma import desk
from stemma.errors import UsageError
from stemma.exports.family import EDGE_WORDS, Bond
from stemma.web import asking, claiming, details, finding, following, listing, reporting, storying
from stemma.web.asking import Asked
from stemma.web.deciding import claim_at, signed, speaker_set
from stemma.web.pages import kept, shelf_of, told_of
from stemma.web.shelf import Shelf, Shelved, Told
from stemma.web.texts import Mark

# Reports that are looked through for an actor's name.
NAMED_IN = 400


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route("/", stories),
        Route("/story/{story}", story),
        Route("/story/{story}/report/{report}", report),
        Route("/story/{story}/report/{report}/correct", correct),
        Route("/story/{story}/report/{report}/said/{said}", said),
        Route("/story/{story}/claim/{claim}", claim),
        Route("/story/{story}/actor/{actor}", actor),
        Route("/search", search),
        Route("/keys", keys),
    ]


def stories(request: Request) -> Response:
    """All stories, the latest first."""
    listed = shelf_of(request).listing()
    return kept(request, ("stories", listed.mark), lambda: {"entries": listing.entries(listed)}, "stories.html.j2")


def story(request: Request) -> Response:
    """One story: the dossier's sections as of a day, narrowed by what is asked."""
    asked = Asked.of(request.query_params)
    shelved, told = told_of(request, asked.as_of)

    whole = told if asked.as_of is None else shelf_of(request).story(shelved)

    def context() -> dict[str, Any]:
        return {"page": storying.story_page(told, asked, whole.story)}

    return kept(request, ("story", told.made_from, whole.made_from, asked, shelved.id), context, "story.html.j2")


def report(request: Request) -> Response:
    """One report: its text, what was read in it, perhaps another one beside it."""
    query = request.query_params
    asked = Asked.of(query)
    _, told = told_of(request, asked.as_of)
    one, beside = request.path_params["report"], query.get("beside")
    parts = tuple(query.get(name) for name in ("at", "said", "show"))
    key = ("report", told.made_from, told.story.id, one, beside, asked, *parts)
    if beside:
        return kept(request, key, lambda: _beside(told, asked, one, beside), "beside.html.j2")
    return kept(request, key, lambda: _alone(told, asked, one, dict(query)), "report.html.j2")


def _alone(told: Told, asked: Asked, report_id: str, query: dict[str, str]) -> dict[str, Any]:
    _, text = reporting.find(told, report_id)
    at = asking.place(query.get("at"), len(text.text))
    selected = reporting.selection(text, at=at, date=query.get("at") == "date", said=query.get("said"))
    wanted = [name for name in (query.get("show") or "").split() if name in reporting.LAYERS]
    return {
        "told": told, "asked": asked, "page": reporting.report_page(told, report_id, selected=selected),
        "shows": wanted, "layers": reporting.LAYERS, "lost": bool((at or query.get("said")) and not selected),
        "others": [(n, r) for n, r in enumerate(told.story.readings, 1) if r.id != report_id],
    }  # fmt: skip


def _beside(told: Told, asked: Asked, one: str, other: str) -> dict[str, Any]:
    left, right = reporting.find(told, one)[1], reporting.find(told, other)[1]
    joined = reporting.shared_passages(left, right)
    here = [Mark(j.here, "shared", str(j.number)) for j in joined]
    there = [Mark(j.there, "shared", str(j.number)) for j in joined]
    pages = [reporting.report_page(told, r, shared=marks) for r, marks in ((one, here), (other, there))]
    both = [b for b in told.dossier.family.bonds if _between(b, pages[0].view.number, pages[1].view.number)]
    bonds = [b for b in both if b.what != EDGE_WORDS["same-utterance"]]
    told_by_both = len(both) - len(bonds)
    return {"told": told, "asked": asked, "pages": pages, "joined": joined, "bonds": bonds, "twice": told_by_both}


def _between(bond: Bond, one: int, other: int) -> bool:
    """Whether an edge of the family tree joins these two reports."""
    return {f"report {one}", f"report {other}"} == {f"report {bond.report}", bond.other}


def correct(request: Request) -> Response:
    """What can be corrected of a whole report: its date, and the story it stands in."""
    shelved, told = told_of(request, None)
    number, text = reporting.find(told, request.path_params["report"])
    stories_ = shelf_of(request).listing()
    who = signed(request)

    def context() -> dict[str, Any]:
        others = [(s.id, s.summary.group.title) for s in stories_.stories if s.id != shelved.id]
        return {"told": told, "number": number, "head": text.report.report, "others": others, "who": who}

    return kept(request, ("correct", told.made_from, stories_.mark, text.id, who), context, "correct.html.j2")


def said(request: Request) -> Response:
    """One attribution: its words in place, the same elsewhere, and what can be corrected."""
    asked = Asked.of(request.query_params)
    _, told = told_of(request, asked.as_of)
    report_id, id_ = request.path_params["report"], request.path_params["said"]

    def context() -> dict[str, Any]:
        page = details.said_page(told, report_id, id_, asked)
        decided = speaker_set(shelf_of(request).settings, report_id, id_, page.place)
        return {"told": told, "asked": asked, "page": page, "who": who, "decided": decided}

    who = signed(request)
    return kept(request, ("said", told.made_from, told.story.id, report_id, id_, asked, who), context, "said.html.j2")


def claim(request: Request) -> Response:
    """One claim: its statements side by side."""
    asked = Asked.of(request.query_params)
    _, told = told_of(request, asked.as_of)
    id_, who = request.path_params["claim"], signed(request)
    parted = request.query_params.get("apart", "")

    def context() -> dict[str, Any]:
        apart = claim_at(told, parted) if parted else None
        return {"told": told, "asked": asked, "page": claiming.claim_page(told, id_, asked), "who": who, "apart": apart}

    return kept(request, ("claim", told.made_from, told.story.id, id_, asked, who, parted), context, "claim.html.j2")


def actor(request: Request) -> Response:
    """One actor: what is said by and about them, in every story that has one of this name."""
    asked = Asked.of(request.query_params)
    shelved, told = told_of(request, asked.as_of)
    one = reporting.actor_named(told.story.actors, request.path_params["actor"])
    others = [] if asked.as_of else elsewhere(shelf_of(request), shelved, one.name)
    who = signed(request)

    def context() -> dict[str, Any]:
        return {"told": told, "asked": asked, "page": following.actor_page(told, one, others, asked), "who": who}

    key = ("actor", told.made_from, told.story.id, one.id, asked, tuple(t.made_from for t in others), who)
    return kept(request, key, context, "actor.html.j2")


def elsewhere(shelf: Shelf, here: Shelved, name: str) -> list[Told]:
    """Other stories that have someone of this name, as many as a page can show.

    Stories that were not told yet are told for it where the name stands in their reports.
    """
    listing = shelf.listing()
    others = [s for s in listing.stories if s.id != here.id]
    at_hand = {s.id: shelf.at_hand(s) for s in others}
    found = {id_ for id_, told in at_hand.items() if told is not None and name.casefold() in told.names}
    if None in at_hand.values():
        named = shelf.kept(("named", name, listing.mark), lambda: _stories_with(shelf, name))
        found |= {id_ for id_ in named if at_hand.get(id_, here) is None}
    wanted = [s for s in others if s.id in found][: following.STORIES]
    return [at_hand[s.id] or shelf.story(s) for s in wanted]


def _stories_with(shelf: Shelf, name: str) -> frozenset[str]:
    try:
        hits = desk.search(shelf.settings, f'"{name.replace(chr(34), " ")}"', limit=NAMED_IN)
    except UsageError:  # a name without a letter
        return frozenset()
    return frozenset(hit.story for hit in hits if hit.story)


def search(request: Request) -> Response:
    """What is found, the most relevant first, a page at a time."""
    query = request.query_params.get("q", "").strip()
    number = max(1, int(n)) if (n := request.query_params.get("page", "")).isdigit() else 1
    listing_ = shelf_of(request).listing()

    def context() -> dict[str, Any]:
        return {"page": finding.search_page(shelf_of(request).settings, listing_, query, number)}

    return kept(request, ("search", listing_.mark, query, number), context, "search.html.j2")


def keys(request: Request) -> Response:
    """What the keyboard does."""
    return kept(request, ("keys",), dict, "keys.html.j2")
