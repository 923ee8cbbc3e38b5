"""Whether a person of a report is a "he" or a "she": by title and role, by how the report goes on, by given name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading.mentions import Cast, folded
from stemma.records import Mention

# A pronoun is laid to the one person named this many code points before it in its paragraph: about two sentences.
NEAR = 250
# So many pronouns, and so many times as many as of the other kind, settle it: one alone is often somebody else's.
LEAST, TIMES = 2, 3
_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(she|her|herself))\b", re.IGNORECASE)


@dataclass(slots=True)
class Genders:
    """Looks people up, and remembers the answers; open where the report and the lists leave it open."""

    text: str
    cast: Cast
    names: Sequence[Mention]
    _told: dict[str, str] = field(default_factory=dict)
    _counted: Mapping[str, tuple[int, int]] | None = None

    def of(self, actor: str) -> str:
        """Either "he" or "she", or nothing where it is open."""
        if actor not in self._told:
            self._told[actor] = self._title(actor) or self._votes(actor) or self._given(actor)
        return self._told[actor]

    def fits(self, actor: str, pronoun: str) -> bool:
        """Whether the pronoun may be the person's."""
        wanted = "she" if pronoun in ("she", "her") else "he"
        return self.of(actor) in ("", wanted)

    def _title(self, actor: str) -> str:
        told = [m.span.cut(self.text) for m in self.cast.mentions if m.form == "title" and m.actor == actor]
        own = self.cast.actor(actor)
        roles = [*self.cast.roles().get(actor, ()), *([own.name] if own.anonymous else [])]
        heads = [re.split(r"\s(?:of|for|at|in|to)\s", role)[0].split()[-1:] for role in roles]
        said = [folded(w) for words in (*(t.split() for t in told), *heads) for w in words]
        found = {row[1] for row in lexicon.rows("he_or_she") if row[0] in said}
        return found.pop() if len(found) == 1 else ""

    def _given(self, actor: str) -> str:
        parts = folded(self.cast.actor(actor).name).split()
        known = (row[1] for row in lexicon.rows("given_names") if row[0] == parts[0])
        return next(known, "") if len(parts) > 1 else ""

    def _votes(self, actor: str) -> str:
        he, she = self._votes_of_all().get(actor, (0, 0))
        if max(he, she) < LEAST or max(he, she) < TIMES * min(he, she):
            return ""
        return "he" if he > she else "she"

    def _votes_of_all(self) -> Mapping[str, tuple[int, int]]:
        """Pronouns by the one person named shortly before them in their paragraph: (he, she)."""
        if self._counted is None:
            people = [m for m in self.names if m.type == "person" and m.actor]
            counted: dict[str, tuple[int, int]] = {}
            for match in _PRONOUN.finditer(self.text):
                low = max(match.start() - NEAR, self.text.rfind("\n", 0, match.start()) + 1)
                near = {m.actor for m in people if low <= m.start < match.start()}
                if len(near) == 1 and (who := next(iter(near))):
                    he, she = counted.get(who, (0, 0))
                    counted[who] = (he + bool(match[1]), she + bool(match[2]))
            self._counted = counted
        return self._counted
