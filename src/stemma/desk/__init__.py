"""The desk puts the rooms in order: it builds the store and tells what is in it."""

from stemma.desk.building import BuildResult, Progress, Reads, build, read
from stemma.desk.telling import (
    Saying,
    Summary,
    Telling,
    all_stories,
    diff,
    judge,
    judgements,
    marked,
    said,
    search,
    stories,
    story,
    tellings,
    undo,
)

__all__ = [
    "BuildResult", "Progress", "Reads", "Saying", "Summary", "Telling", "all_stories", "build", "diff", "judge",
    "judgements", "marked", "read", "said", "search", "stories", "story", "tellings", "undo",
]  # fmt: skip
