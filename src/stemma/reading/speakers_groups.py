"""Groups told by a noun: "the Selmark government" is Selmark, "the government" the state told of, "the firm" a name.

Only where one answer stands out: a second company near by, or a second state as much spoken of, leaves it open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.reading import lexicon
from stemma.reading.mentions import Cast
from stemma.reading.windows import words_of
from stemma.records import Mention
from stemma.spans import Span

# How far back "the company" looks for its name, in code points: two paragraphs of a news report.
REACH = 900
# A state spoken of this many times, and so many times as often as the next, is whose "the government" is.
LEAST, TIMES = 3, 2
_OWN = frozenset({"the", "s", "federal", "central", "national", "new", "interim", "transitional", "current"})
# What tells a group from the one spoken of before.
_OTHERS = frozenset(
    {
        "other",
        "rival",
        "parent",
        "first",
        "second",
        "third",
        "new",
        "foreign",
        "local",
        "sister",
        "same",
        "whole",
        "last",
    }
)
_ARTICLES = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Groups:
    """Finds whom a noun for a group stands for in one report."""

    text: str
    cast: Cast

    def find(self, noun: str, head: Span, last: str | None) -> str | None:
        """The actor behind the phrase `head` that ends in `noun`; `last` spoke last. None where it is open."""
        kinds = {row[1] for row in lexicon.rows("group_nouns") if row[0] == noun}
        words = [w.cut(self.text).casefold() for w in words_of(self.text, *head) if w.cut(self.text).isalnum()]
        if "state" in kinds:
            return self._state_of(noun, head, words)
        where = {w for m in self._mentions() if m.type == "place" for w in m.span.cut(self.text).casefold().split()}
        told = [w for w in words[1:-1] if w not in where]
        if not kinds or words[0] not in _ARTICLES or any(w in _OTHERS for w in told) or len(told) > 1:
            return None
        before = [m for m in self._mentions() if m.end <= head.start and any(self._may_be(m, kind) for kind in kinds)]
        paragraph = self.text.rfind("\n", 0, head.start) + 1
        here = {m.actor for m in before if m.start >= paragraph and m.actor}
        alone = here.pop() if len(here) == 1 else None
        return self._called_so(noun, before) or alone or self._alone(before, head, last)

    def _called_so(self, noun: str, names: Sequence[Mention]) -> str | None:
        """The one name that the report calls by the noun: "the law firm Dain", "Dain, a Selm-based firm,"."""
        before, after = (
            re.compile(rf"\b{re.escape(noun)}\s$"),
            re.compile(rf",\s(?:an?|the)\s[^.,;]{{0,60}}?\b{re.escape(noun)}\b"),
        )
        called = {
            m.actor
            for m in names
            if before.search(self.text[max(0, m.start - 30) : m.start]) or after.match(self.text, m.end)
        }
        return called.pop() if len(called) == 1 else None

    def _alone(self, names: Sequence[Mention], head: Span, last: str | None) -> str | None:
        """The only name there is near by, or the one that stands out in the report so far, or who spoke last."""
        counts = Counter(m.actor for m in names if m.actor)
        near = {m.actor for m in names if head.start - REACH <= m.start and m.actor}
        ranked = [who for who, _ in counts.most_common() if who in near]
        if not ranked:
            return None
        if last in near:
            return last
        second = max((n for who, n in counts.items() if who != ranked[0]), default=0)
        return ranked[0] if counts[ranked[0]] >= LEAST and counts[ranked[0]] >= TIMES * second else None

    def _mentions(self) -> list[Mention]:
        return sorted((m for m in self.cast.mentions if m.form in ("name", "adjective")), key=lambda m: m.start)

    def _may_be(self, name: Mention, kind: str) -> bool:
        """Whether a name may be that of a company, a movement, an outlet."""
        if kind == "outlet":
            return name.type == "publication"
        tail = re.findall(r"[^\W_]+", name.span.cut(self.text).casefold())[-1:]
        body = bool(tail) and tail[0] in lexicon.words("name_words", "body")
        return name.type == "organization" and name.form == "name" and not body

    # --- states -----------------------------------------------------------------------------------------------

    def _state_of(self, noun: str, head: Span, words: Sequence[str]) -> str | None:
        """The state in "the Selmark government" and "Selmark's government", or the one that "the government" means."""
        inside = [m for m in self._mentions() if head.start <= m.start and m.end < head.end]
        if inside:
            owner = inside[-1]
            rest = re.findall(r"[^\W_]+", self.text[inside[0].start : owner.start] + self.text[owner.end : head.end])
            plain = len(inside) == 1 and {w.casefold() for w in rest} <= _OWN | {noun}
            return owner.actor if plain and owner.type == "place" else None
        if not set(words) <= _ARTICLES | {noun}:
            return None
        return self._named_here(noun, head) or self._spoken_of()

    def _named_here(self, noun: str, head: Span) -> str | None:
        """Whose government the paragraph names before."""
        paragraph = self.text.rfind("\n", 0, head.start) + 1
        told = [m for m in self._mentions() if m.type == "place" and paragraph <= m.start and m.end <= head.start]
        follows = re.compile(rf"(?:['’]s)?\s(?:{'|'.join(sorted(_OWN))}\s)?{re.escape(noun)}\b")
        owners = [m.actor for m in told if follows.match(self.text, m.end)]
        return owners[-1] if owners else None

    def _spoken_of(self) -> str | None:
        """The state that the report names far more often than any other."""
        counts: dict[str, int] = {}
        adjectives = {m.actor for m in self.cast.mentions if m.form == "adjective"}
        for mention in self.cast.mentions:
            if mention.actor in adjectives and mention.form in ("name", "adjective") and mention.actor:
                counts[mention.actor] = counts.get(mention.actor, 0) + 1
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] < TIMES * ranked[1][1]):
            return None
        return ranked[0][0]
