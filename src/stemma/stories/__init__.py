"""Stories: which reports belong together, and what they tell together."""

from stemma.stories.actors_naming import Verdict, judgement
from stemma.stories.assemble import assemble
from stemma.stories.boilerplate import without_boilerplate
from stemma.stories.changes import Change, changes
from stemma.stories.grouping import group

__all__ = ["Change", "Verdict", "assemble", "changes", "group", "judgement", "without_boilerplate"]
