"""The list of stories."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.exports import wording
from stemma.web.shelf import Listing

OUTLETS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A story on the list."""

    id: str
    title: str
    time: str
    reports: tuple[str, ...]
    """Ids, so that the page can tell what is new since it was last looked at."""
    outlets: tuple[str, ...]
    more_outlets: int


def entries(listed: Listing) -> tuple[Entry, ...]:
    """The stories in their order."""
    out = []
    for shelved in listed.stories:
        group = shelved.summary.group
        outlets = tuple(dict.fromkeys(h.outlet for h in shelved.summary.reports if h.outlet))
        out.append(
            Entry(
                id=group.id,
                title=group.title,
                time=wording.span_of_time(group.from_, group.to),
                reports=group.reports,
                outlets=outlets[:OUTLETS_NAMED],
                more_outlets=len(outlets[OUTLETS_NAMED:]),
            )
        )
    return tuple(out)
