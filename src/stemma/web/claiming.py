"""A claim's page: every statement of it in its paragraph, side by side, and the way back to where each comes from."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.errors import UsageError
from stemma.exports import wording
from stemma.exports.family import KIND_WORDS
from stemma.exports.matrix import Row
from stemma.records import Claim, ClaimSide, LineageNode, Story
from stemma.web.asking import Asked
from stemma.web.passages import Passage, Shower
from stemma.web.shelf import Told


@dataclass(frozen=True, slots=True)
class Side:
    """One statement: its words in their paragraph, who makes it, how sure, and where it comes from."""

    passages: tuple[Passage, ...]
    who: str
    actor: str | None
    sign: str
    sign_words: str
    values: tuple[tuple[str, str], ...]
    origin: str
    origin_kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Page:
    """A claim's page."""

    number: int
    claim: Claim
    row: Row
    sides: tuple[Side, ...]
    origins: tuple[tuple[str, str], ...]
    """The independent origins: name and kind."""
    others: tuple[tuple[int, Claim, str], ...]
    """The story's other claims with the place of their first statement, to be joined with this one."""


def claim_page(told: Told, id_: str, asked: Asked) -> Page:
    """The page of a claim. Raises UsageError where the story has none of this id."""
    story = told.story
    number, claim = next(((n, c) for n, c in enumerate(story.claims, 1) if c.id == id_), (0, None))
    if claim is None:
        raise UsageError(
            f"No claim {id_!r} in this story any more.", remedy="Claims change when reports are added; see the story."
        )
    rows = {r.number: r for r in (*told.dossier.matrix.shared, *told.dossier.matrix.alone)}
    row, shower = rows[number], Shower(story, asked.time)
    nodes = {n.id: n for n in story.lineage.nodes}
    sides = tuple(
        _side(side, view.who, (view.sign.key, view.sign.words), shower, nodes, story=story)
        for side, view in zip(claim.sides, row.sides, strict=True)
    )
    others = tuple((n, c, place_of(c.sides[0])) for n, c in enumerate(story.claims, 1) if c.id != id_ and c.sides)
    origins = tuple(_node(nodes.get(node), story) for node in claim.origin_nodes)
    return Page(number, claim, row, sides, origins, others)


def place_of(side: ClaimSide) -> str:
    """`report:start-end` of a statement's first passage, as forms send it."""
    first = side.evidence[0]
    return f"{first.report}:{first.start}-{first.end}"


def _side(
    side: ClaimSide,
    who: str,
    sign: tuple[str, str],
    shower: Shower,
    nodes: dict[str, LineageNode],
    *,
    story: Story,
) -> Side:
    known = {a.id for a in story.actors}
    origin, kind = _node(nodes.get(side.origin or ""), story)
    return Side(
        passages=shower.all(side.evidence),
        who=who,
        actor=side.attributed_to if side.attributed_to in known else None,
        sign=sign[0],
        sign_words=sign[1],
        values=tuple((str(name), _value(value)) for name, value in sorted(side.values.items())),
        origin=origin,
        origin_kind=kind,
        place=place_of(side),
    )


def _value(value: object) -> str:
    """One value or several, days in words."""
    if isinstance(value, list | tuple):
        return wording.listed([_value(v) for v in value])
    return wording.signed(wording.day(str(value)))


def _node(node: LineageNode | None, story: Story) -> tuple[str, str]:
    """A node's name and what it is."""
    if node is None:
        return "", ""
    numbers = {r.id: n for n, r in enumerate(story.readings, 1)}
    if node.kind == "report":
        return f"report {numbers.get(node.id, '?')} itself", ""
    return " ".join(node.name.split()), KIND_WORDS[node.kind]
