"""What the words of clauses are compared by, and the word lists of claims."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from stemma.reading.morphology import lemmas
from stemma.stories.dating_clauses import KEPT_ROOTS, root
from stemma.stories.dating_clauses import words as clause_words

_DATA = Path(__file__).parent / "data"


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of one kind of `data/claim_words.tsv`."""
    return frozenset(word for word, of in _rows("claim_words") if of == kind)


@cache
def _groups() -> Mapping[str, str]:
    return {word: f"={name}" for name, members in _rows("claim_groups") for word in members.split()}


def _rows(name: str) -> list[tuple[str, str]]:
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(row[0], row[1]) for row in rows]


@lru_cache(maxsize=KEPT_ROOTS)
def term(word: str, *, name: bool) -> str | None:
    """What a folded word is compared by: its group where it is listed and no name, else its root.

    None for a word that says nothing of what is claimed.
    """
    if word in clause_words("empty", "ahead") or len(word) == 1 or word.isdigit():
        return None
    known = _groups()
    return next((known[lemma] for lemma in lemmas(word) if lemma in known and not name), root(word))


@cache
def decisions() -> frozenset[str | None]:
    """What words of deciding are compared by: who bans, orders or lifts something tells the world of it."""
    return frozenset(term(word, name=False) for word in listed("decision"))
