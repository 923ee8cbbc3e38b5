"""Stories: which reports belong together, and what they tell together."""

from stemma.stories.actors_naming import Verdict, judgement
from stemma.stories.assemble import assemble
from stemma.stories.boilerplate import without_boilerplate
from stemma.stories.grouping import group

__all__ = ["Verdict", "assemble", "group", "judgement", "without_boilerplate"]
