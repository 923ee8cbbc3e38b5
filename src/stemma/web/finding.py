"""What a search found: passages with the words marked, each leading to its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from stemma import desk
from stemma.errors import UsageError
from stemma.exports import wording
from stemma.settings import Settings
from stemma.spans import Span
from stemma.store import Hit
from stemma.web import address
from stemma.web.shelf import Listing

PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One passage in pieces; the odd ones are what was asked for."""

    pieces: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Result:
    """A report, or something said in it."""

    title: str
    outlet: str
    when: wording.When
    href: str
    story: str
    story_title: str
    speaker: str
    passages: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of results."""

    query: str
    results: tuple[Result, ...]
    wrong: str
    """What is wrong with the search line; empty where nothing is."""
    before: str | None
    after: str | None
    first: int = 1
    """Which of all results the first one here is."""


def search_page(settings: Settings, listing: Listing, query: str, number: int) -> Page:
    """Results of one page; an empty line finds nothing and is no mistake."""
    if not query:
        return Page("", (), "", None, None)
    try:
        hits = desk.search(settings, query, limit=PAGE + 1, offset=(number - 1) * PAGE)
    except UsageError as error:
        return Page(query, (), str(error), None, None)
    titles = {s.id: s.summary.group.title for s in listing.stories}
    results = tuple(_result(hit, titles) for hit in hits[:PAGE])
    before = _address(query, number - 1) if number > 1 else None
    return Page(
        query, results, "", before, _address(query, number + 1) if len(hits) > PAGE else None, 1 + (number - 1) * PAGE
    )


def _address(query: str, number: int) -> str:
    return f"/search?q={quote(query)}&page={number}"


def _result(hit: Hit, titles: dict[str, str]) -> Result:
    head, story = hit.report, hit.story or ""
    return Result(
        title=head.title or head.path,
        outlet=head.outlet or "outlet not stated",
        when=wording.when(head.published),
        href=address.report(story, head.id),
        story=story,
        story_title=titles.get(story, ""),
        speaker=hit.speaker or "",
        passages=tuple(_found(hit)),
    )


def _found(hit: Hit) -> Iterator[Found]:
    for place in hit.passages:
        here = [m for m in hit.marks if place.start <= m.start and m.end <= place.end]
        yield Found(tuple(_pieces(place.quote, place.start, here)), address.passage(hit.story or "", place))


def _pieces(quote_: str, start: int, marks: list[Span]) -> Iterator[str]:
    at = 0
    for mark in marks:
        if mark.start - start >= at:
            yield quote_[at : mark.start - start]
            yield quote_[mark.start - start : mark.end - start]
            at = mark.end - start
    yield quote_[at:]
