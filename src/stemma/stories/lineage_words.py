"""The small words by which lineage knows agencies, outlets, documents and those who speak for a house."""

from __future__ import annotations

from functools import cache

from stemma.stories.actors_names import rows
from stemma.stories.words import key


@cache
def kind(use: str) -> frozenset[str]:
    """The entries of `data/lineage_words.tsv` with this use."""
    return frozenset(row[0] for row in rows("lineage_words") if row[1] == use)


def outlet_key(name: str) -> str:
    """A masthead for comparing: folded, without article, country-code sites' ends and "www"."""
    folded = key(name).removeprefix("the ").removeprefix("www")
    return folded.strip()


def is_agency(name: str) -> bool:
    """Whether the name is that of a house that sells its text."""
    folded = outlet_key(name)
    last = folded.rpartition(" ")[2]
    return folded in kind("agency") or (last in kind("agency_word") and " " in folded)


def is_outlet(name: str) -> bool:
    """Whether the name is known as that of a newspaper, broadcaster or news site."""
    folded = outlet_key(name)
    return folded in kind("outlet") or f"the {folded}" in kind("outlet")
