"""Stories: which reports belong together, and what they tell together."""

from stemma.stories.actors_naming import Verdict, judgement
from stemma.stories.assemble import assemble
from stemma.stories.boilerplate import without_boilerplate
from stemma.stories.changes import Change, changes
from stemma.stories.grouping import group
from stemma.stories.judging import GROUPING_KINDS, corrected

__all__ = [
    "GROUPING_KINDS",
    "Change",
    "Verdict",
    "assemble",
    "changes",
    "corrected",
    "group",
    "judgement",
    "without_boilerplate",
]
