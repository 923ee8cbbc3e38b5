"""Claims by reports: a row for each claim, a sign for each report that takes a side, and the sides in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.exports.addresses import anchor
from stemma.exports.citing import Cited, Citer
from stemma.exports.wording import count, listed, signed
from stemma.records import Claim, ClaimSide, Story

# A matrix with more columns no longer fits beside the propositions; the sides alone are listed then.
COLUMNS = 16
# So many shared claims stand open; the others, which matter less, wait folded.
OPEN_ROWS = 12
STATUS_WORDS = {"corroborated": "corroborated", "single-origin": "one origin only", "disputed": "disputed"}
RELATION_WORDS = {
    "agree": "the reports agree",
    "adds-detail": "one adds detail",
    "differs-in-certainty": "not equally sure",
    "conflicts": "they conflict",
    "differs-in-source": "from different sources",
}


class Sign(NamedTuple):
    """A sign of the matrix: its key in the style sheet, and what it means."""

    key: str
    words: str


SIGNS = {
    "certain": Sign("full", "stated as certain"),
    "probable": Sign("half", "put as probable"),
    "possible": Sign("ring", "put as possible"),
    "underspecified": Sign("dot", "told, no claim of fact"),
    "denied": Sign("cross", "denied"),
    "mixed": Sign("split", "takes both sides"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says on one claim: its sign, and the passage that the sign leads to."""

    report: int
    sign: Sign | None
    cited: Cited | None


@dataclass(frozen=True, slots=True)
class Side:
    """One statement in words: who, how sure, with which figures, and its passages."""

    sign: Sign
    who: str
    values: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as the page shows it."""

    number: int
    anchor: str
    proposition: str
    status: str
    status_words: str
    relations: tuple[str, ...]
    tally: str
    cells: tuple[Cell, ...]
    """One for each report of the story, in order; empty where there are too many to draw."""
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The claims several reports share or dispute, and the rest."""

    shared: tuple[Row, ...]
    alone: tuple[Row, ...]
    """Claims that one report makes."""
    columns: tuple[int, ...]
    signs: tuple[Sign, ...] = tuple(SIGNS.values())

    @property
    def open_rows(self) -> int:
        """How many shared claims stand open; one alone is not folded away."""
        return OPEN_ROWS if len(self.shared) > OPEN_ROWS + 1 else len(self.shared)


def matrix(story: Story) -> Matrix:
    """The claims of a story in its order."""
    cite, names = Citer(story), {a.id: a.name for a in story.actors}
    columns = tuple(range(1, len(story.readings) + 1)) if len(story.readings) <= COLUMNS else ()
    rows = [_row(n, claim, columns, cite, names) for n, claim in enumerate(story.claims, 1)]
    is_shared = [len({side.report for side in claim.sides}) > 1 for claim in story.claims]
    return Matrix(
        tuple(row for row, shared in zip(rows, is_shared, strict=True) if shared),
        tuple(row for row, shared in zip(rows, is_shared, strict=True) if not shared),
        columns,
    )


def _row(number: int, claim: Claim, columns: Sequence[int], cite: Citer, names: Mapping[str, str]) -> Row:
    reports = {side.report for side in claim.sides}
    origins = count(claim.origins, "independent origin") if claim.origins else "origin unknown"
    return Row(
        number=number,
        anchor=anchor("claim", claim.id),
        proposition=" ".join(claim.proposition.split()),
        status=claim.status,
        status_words=STATUS_WORDS[claim.status],
        relations=tuple(RELATION_WORDS[r] for r in claim.relations),
        tally=f"{count(len(reports), 'report')}, {origins}",
        cells=tuple(_cells(claim, columns, cite)),
        sides=tuple(_side(side, cite, names) for side in claim.sides),
    )


def _cells(claim: Claim, columns: Sequence[int], cite: Citer) -> Iterator[Cell]:
    for column in columns:
        here = [side for side in claim.sides if cite.number(side.report) == column]
        if not here:
            yield Cell(column, None, None)
            continue
        signs = list(dict.fromkeys(_sign(side) for side in here))
        takes_both = len({sign == SIGNS["denied"] for sign in signs}) > 1
        yield Cell(column, SIGNS["mixed"] if takes_both else _surest(signs), cite(here[0].evidence)[0])


def _sign(side: ClaimSide) -> Sign:
    if side.polarity == "negative":
        return SIGNS["denied"]
    return SIGNS["mixed"] if side.polarity == "mixed" else SIGNS.get(side.certainty, SIGNS["underspecified"])


def _surest(signs: Sequence[Sign]) -> Sign:
    return min(signs, key=list(SIGNS.values()).index)


def _side(side: ClaimSide, cite: Citer, names: Mapping[str, str]) -> Side:
    values = listed([signed(f"{name}: {value}") for name, value in sorted(side.values.items())])
    who = "the report itself" if side.attributed_to == "report" else names.get(side.attributed_to, "someone unnamed")
    return Side(_sign(side), who, values, cite(side.evidence))
