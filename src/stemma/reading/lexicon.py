"""Word lists of the reading room, kept as data: `data/*.tsv`, one entry a line, `#` lines say where they come from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>.tsv` as tuples of columns; comments and blank lines left out."""
    text = (files("stemma.reading") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str, kind: str | None = None) -> frozenset[str]:
    """The first column of a list; with `kind`, only the entries whose second column is that."""
    return frozenset(row[0] for row in rows(name) if kind is None or row[1] == kind)
