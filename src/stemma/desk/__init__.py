"""The desk puts the rooms in order: it builds the store and tells what is in it.

Its parts are imported when they are asked for: `stemma read` needs nothing of stories, which take most of a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stemma.desk.building import BuildResult, build
    from stemma.desk.correcting import (
        Decision,
        Decisions,
        Undone,
        correct,
        corrections,
        decisions,
        exported,
        imported,
        now,
        undo,
    )
    from stemma.desk.reading import Progress, Reads, read
    from stemma.desk.telling import (
        HITS,
        Saying,
        Summary,
        Telling,
        all_stories,
        compared,
        diff,
        judge,
        judgements,
        marked,
        prepare,
        said,
        search,
        stories,
        story,
        tellings,
    )

_HOMES = {
    "building": (
        "BuildResult", "build",
    ),
    "correcting": (
        "Decision", "Decisions", "Undone", "correct", "corrections", "decisions", "exported", "imported",
        "now", "undo",
    ),
    "reading": (
        "Progress", "Reads", "read",
    ),
    "telling": (
        "HITS", "Saying", "Summary", "Telling", "all_stories", "compared", "diff", "judge", "judgements",
        "marked", "prepare", "said", "search", "stories", "story", "tellings",
    ),
}  # fmt: skip

__all__ = [
    "HITS", "BuildResult", "Decision", "Decisions", "Progress", "Reads", "Saying", "Summary", "Telling", "Undone",
    "all_stories", "build", "compared", "correct", "corrections", "decisions", "diff", "exported", "imported", "judge",
    "judgements", "marked", "now", "prepare", "read", "said", "search", "stories", "story", "tellings", "undo",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A part of the desk by its name, or what one of them holds."""
    if name in _HOMES:
        return import_module(f"stemma.desk.{name}")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"stemma.desk.{home}"), name)
    raise AttributeError(f"module 'stemma.desk' has no attribute {name!r}")
