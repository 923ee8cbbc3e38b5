"""States by their names and adjectives: "DPRK" and "North Korea" are one, "Selkian" is an adjective of "Selkia"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from stemma.reading import lexicon

# Shorter words make adjectives by chance.
_LETTERS = 4
_ENDINGS = ("n", "an", "ian", "ese", "ish", "i")
_SIDES = {"north": "south", "south": "north", "east": "west", "west": "east"}


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words.casefold().replace(".", "").replace("’", "'")).strip().removeprefix("the ")


@cache
def _known(column: int) -> Mapping[str, str]:
    rows = ((row[0], row[column] if len(row) > column else "") for row in lexicon.rows("states"))
    return {_folded(form): state for state, forms in rows for form in forms.split(";") if form}


def state_named(words: str) -> str | None:
    """The state that some words name ("the U.S." -> "United States"); None where they name none."""
    form = _folded(words)
    return _known(0).get(form) or _known(1).get(form)


def adjectives_of(places: Iterable[str]) -> dict[str, str]:
    """Adjectives, folded, with the state or place each belongs to: known states, and `places` by English endings.

    An ending that two places could have is left out.
    """
    made: dict[str, set[str]] = {}
    for place in places:
        low = _folded(place)
        if len(low) < _LETTERS or " " in low or state_named(place) or low in _known(2):
            continue
        stems = {low, low[:-1]} if low[-1] in "aeiouy" else {low}
        for form in {stem + ending for stem in stems for ending in _ENDINGS if stem != low or ending != "n"} - {low}:
            made.setdefault(form, set()).add(place)
        if low.endswith("a"):
            made.setdefault(low + "n", set()).add(place)
    own = {form: min(homes) for form, homes in made.items() if len(homes) == 1}
    return own | dict(_known(2))


def halves_of(lands: Mapping[str, str]) -> dict[str, str]:
    """What "north" and "south" are where both halves of one land are named, and of no other.

    `lands` has the states by name in small letters, with what the report calls them.
    """
    found: dict[str, set[str]] = {}
    for form, name in lands.items():
        side, _, land = form.partition(" ")
        if land and f"{_SIDES.get(side)} {land}" in lands:
            found.setdefault(side, set()).add(name)
    return {side: names.pop() for side, names in found.items() if len(names) == 1}
