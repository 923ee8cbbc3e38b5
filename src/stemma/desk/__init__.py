"""The desk puts the rooms in order: it builds the store and tells what is in it."""

from stemma.desk.building import BuildResult, Progress, Reads, build, read
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

__all__ = [
    "HITS", "BuildResult", "Decision", "Decisions", "Progress", "Reads", "Saying", "Summary", "Telling", "Undone",
    "all_stories", "build", "compared", "correct", "corrections", "decisions", "diff", "exported", "imported", "judge",
    "judgements", "marked", "now", "prepare", "read", "said", "search", "stories", "story", "tellings", "undo",
]  # fmt: skip
