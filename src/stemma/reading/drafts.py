"""Pieces and links -> drafts of attributions: which source, cue and content of one window belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stemma.reading.labels import Found
from stemma.reading.links import LINKS, Layout, LinkWeights, choose

FloatArray = NDArray[np.float32]

CONTENT_CUE, CUE_SOURCE, CONTENT_SOURCE = (
    LINKS.index(pair) for pair in (("content", "cue"), ("cue", "source"), ("content", "source"))
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution put together inside one window, its pieces still as runs of words."""

    source: tuple[Found, ...]
    cue: tuple[Found, ...]
    content: tuple[Found, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Linker:
    """Puts the pieces of one window together; `projected` holds the link head's output for each word."""

    where: Layout
    projected: FloatArray
    weights: LinkWeights
    apart: bool = False
    """Whether nothing may be linked across paragraphs: they are separate passages, put into one window to save time."""

    def drafts(self, found: Sequence[Found]) -> list[Draft]:
        """Attributions of the window, in the order of their content. A cue without content makes none.

        Doubtful pieces complete an attribution whose cue or content is sure, and make none alone.

        Words outside quotation marks belong to a cue or source of their own paragraph or to nobody: what is told two
        paragraphs on is no longer that speaker's (whole-attribution F1 on PolNeAR dev 74.5 without, 74.8 with).
        """
        by_role = {r: [f for f in found if f.label == r] for r in ("source", "cue", "content")}
        grouped: dict[int, list[tuple[Found, float]]] = {}
        alone: list[tuple[Found, float]] = []
        for piece in by_role["content"]:
            cue, chance = self._best(CONTENT_CUE, piece, self._in_reach(piece, by_role["cue"]))
            if cue is None:
                alone.append((piece, chance))
            else:
                grouped.setdefault(cue.first, []).append((piece, chance))
        cues = {cue.first: cue for cue in by_role["cue"]}
        drafts = [self._with_cue(cues[at], pieces, by_role["source"]) for at, pieces in grouped.items()]
        drafts += [self._without_cue(piece, chance, by_role["source"]) for piece, chance in alone]
        kept = [d for d in map(_sure, drafts) if d and (d.cue or d.source or self.where.quoted[d.content[0].first])]
        return sorted(kept, key=lambda d: d.content[0].first)

    def _in_reach(self, piece: Found, others: Sequence[Found]) -> list[Found]:
        if self.where.quoted[piece.first] and not self.apart:
            return list(others)
        here = self.where.paragraph[piece.first]
        return [other for other in others if self.where.paragraph[other.first] == here]

    def _best(self, link: int, asking: Found, asked: Sequence[Found]) -> tuple[Found | None, float]:
        chances = self.chances(link, asking, asked)
        at = int(chances.argmax())
        return (None if at == len(asked) else asked[at]), float(chances[at])

    def chances(self, link: int, asking: Found, asked: Sequence[Found]) -> FloatArray:
        """How likely each of `asked` is the one, and as the last entry that none is."""
        (chances,) = choose(link, [asking], asked, self.where, self.projected, weights=self.weights)
        return np.asarray(chances, dtype=np.float32)

    def _with_cue(self, cue: Found, pieces: list[tuple[Found, float]], sources: Sequence[Found]) -> Draft:
        reach = self._in_reach(cue, sources) if self.apart else sources
        best, chance = self._best(CUE_SOURCE, cue, reach)
        source = () if best is None else (best,)
        content = tuple(piece for piece, _ in pieces)
        return Draft(source, (cue,), content, _product(source, (cue,), content, chance, *(c for _, c in pieces)))

    def _without_cue(self, piece: Found, none: float, sources: Sequence[Found]) -> Draft:
        best, chance = self._best(CONTENT_SOURCE, piece, self._in_reach(piece, sources))
        source = () if best is None else (best,)
        return Draft(source, (), (piece,), _product(source, (), (piece,), none, chance))


def told(found: Sequence[Found], drafts: Sequence[Draft]) -> tuple[Found, ...]:
    """The pieces that are sure or complete a draft."""
    used = {piece for d in drafts for piece in (*d.source, *d.cue, *d.content)}
    return tuple(piece for piece in found if not piece.doubtful or piece in used)


def _sure(draft: Draft) -> Draft | None:
    """The draft without doubtful pieces of content beside sure ones; None where neither cue nor content is sure."""
    content = tuple(piece for piece in draft.content if not piece.doubtful)
    if content:
        return replace(draft, content=content)
    return draft if any(not piece.doubtful for piece in draft.cue) else None


def _product(source: Sequence[Found], cue: Sequence[Found], content: Sequence[Found], *links: float) -> float:
    """How likely the whole is right if its pieces and links were independent: their product."""
    chance = float(np.prod(links))
    for piece in (*source, *cue, *content):
        chance *= piece.probability
    return chance
