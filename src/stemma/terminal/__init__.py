"""What people see in a terminal: readings and stories as text, lists of refusals, and how far a build has come."""

from stemma.terminal.found import hits, said
from stemma.terminal.meter import Meter
from stemma.terminal.news import news
from stemma.terminal.pages import actors, built, checks, judged, reading, refusals, stories, story

__all__ = [
    "Meter", "actors", "built", "checks", "hits", "judged", "news", "reading", "refusals", "said", "stories", "story",
]  # fmt: skip
