"""Lexicons as data: tab-separated tables beside the code, each row with its reason, read once and never changed."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>.tsv`; empty lines and lines that start with `#` are for people."""
    text = resources.files("stemma.reports").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a table, in lower case."""
    return frozenset(row[0].casefold() for row in rows(name))
