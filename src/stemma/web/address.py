"""Addresses of the app's pages."""

from __future__ import annotations

from urllib.parse import quote

from stemma.records import Evidence


def story(id_: str, query: str = "") -> str:
    """A story's page."""
    return _with(f"/story/{quote(id_)}", query)


def report(story_id: str, id_: str, query: str = "") -> str:
    """A report's page."""
    return _with(f"/story/{quote(story_id)}/report/{quote(id_)}", query)


def words(story_id: str, id_: str, selected: str, query: str = "") -> str:
    """A report's page, opened at words of it; `selected` is a part of the query: at=12-40, said=ID."""
    return report(story_id, id_, "&".join(part for part in (selected, query) if part)) + "#at"


def passage(story_id: str, place: Evidence, query: str = "") -> str:
    """A report's page, opened at a passage."""
    return words(story_id, place.report, f"at={place.start}-{place.end}", query)


def actor(story_id: str, id_: str, query: str = "") -> str:
    """An actor's page."""
    return _with(f"/story/{quote(story_id)}/actor/{quote(id_)}", query)


def claim(story_id: str, id_: str, query: str = "") -> str:
    """A claim's page."""
    return _with(f"/story/{quote(story_id)}/claim/{quote(id_)}", query)


def said(story_id: str, report_id: str, id_: str, query: str = "") -> str:
    """The page of one attribution."""
    return _with(f"{report(story_id, report_id)}/said/{quote(id_)}", query)


def said_query(id_: str) -> str:
    """The part of a query that selects an attribution's words."""
    return f"said={quote(id_)}"


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
