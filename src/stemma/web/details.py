"""The page of one attribution: its words in place, the same matter elsewhere, its claims, and what may be corrected."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.errors import UsageError
from stemma.records import StoryActor
from stemma.spans import hull
from stemma.web.asking import Asked
from stemma.web.passages import Passage, Shower
from stemma.web.reporting import Note, find, report_page
from stemma.web.shelf import Told


@dataclass(frozen=True, slots=True)
class Page:
    """One attribution."""

    note: Note
    passage: Passage
    elsewhere: tuple[tuple[str, Passage], ...]
    """Why it is the same matter, and where."""
    actors: tuple[StoryActor, ...]
    place: str
    report_id: str


def said_page(told: Told, report: str, id_: str, asked: Asked) -> Page:
    """The page. Raises UsageError where the report has no such attribution any more."""
    find(told, report)
    notes = [n for part in report_page(told, report).parts for n in part.notes]
    note = next((n for n in notes if n.item.attribution.id == id_), None)
    if note is None:
        raise UsageError(f"No attribution {id_!r} in this report any more.", remedy="See the report's page.")
    found, shower = note.item.attribution, Shower(told.story, asked.time)
    whole = hull(found.content or found.cue or found.source)
    return Page(
        note=note,
        passage=shower(report, whole),
        elsewhere=tuple((e.why, shower.all([e.place])[0]) for e in note.elsewhere),
        actors=tuple(sorted(told.story.actors, key=lambda a: (a.name.casefold(), a.id))),
        place=f"{report}:{whole.start}-{whole.end}",
        report_id=report,
    )
