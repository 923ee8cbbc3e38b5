"""A frame found in a sentence, with what was read around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.reading.rules_complements import Complement
from stemma.reading.rules_force import Force
from stemma.reading.rules_parties import Authority
from stemma.reading.rules_scene import Scene
from stemma.reading.rules_verbs import Verb
from stemma.reading.rules_words import Frame
from stemma.records import Mention


@dataclass(frozen=True, slots=True)
class Case:
    """A frame found in a sentence, with what was read around it."""

    frame: Frame
    scene: Scene
    first: int
    last: int
    clause: tuple[int, int]
    verb: Verb | None = None
    """The verb that is the rule, or the one that makes, lifts, keeps or gives the rule of a noun."""
    deed: str = ""
    complement: Complement = field(default_factory=Complement)
    authority: Authority = field(default_factory=Authority)
    owner: Mention | None = None
    force: Force | None = None
    credited: bool = False
    """Whether the authority is but who announces or proposes it."""

    @property
    def after(self) -> str:
        """The word behind the frame's words."""
        return self.scene.words[self.last + 1].lower if self.last + 1 < self.scene.hi else ""

    @property
    def before(self) -> str:
        """The word in front of the frame's words."""
        return self.scene.words[self.first - 1].lower if self.first else ""
