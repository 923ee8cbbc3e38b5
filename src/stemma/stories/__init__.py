"""Stories: which reports belong together, and what they tell together."""

from stemma.stories.assemble import assemble
from stemma.stories.boilerplate import without_boilerplate
from stemma.stories.grouping import group

__all__ = ["assemble", "group", "without_boilerplate"]
