"""The law of the store: every span of every layer cuts its own piece out of its report's text, on every write.

The walk is over the records themselves, so a layer that is added later is checked without a word here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from itertools import pairwise
from typing import Any

from stemma.errors import SpanError
from stemma.records import Reading, Record, Report
from stemma.spans import Span, check


def check_report(report: Report) -> None:
    """Raise SpanError unless all spans lie in the text and the blocks, in order, cover all that is not white space."""
    _check_all(report, report.text, report.id)
    at = 0
    for block in report.blocks:
        if block.start < at:
            raise _broken(report.id, f"block [{block.start}, {block.end}) overlaps the one before it")
        _check_gap(report, at, block.start)
        at = block.end
    _check_gap(report, at, len(report.text))


def check_reading(reading: Reading) -> None:
    """`check_report`, and the same for every span of every layer that was read."""
    check_report(reading.report)
    for name in (f.name for f in fields(reading) if f.name != "report"):
        _check_all(getattr(reading, name), reading.text, f"{reading.id} {name}")


def _check_all(value: Any, text: str, where: str) -> None:
    for what, span in _spans(value, where):
        check(span, text, what)


def _check_gap(report: Report, start: int, end: int) -> None:
    if report.text[start:end].strip():
        raise _broken(report.id, f"[{start}, {end}) holds words and lies in no block")


def _broken(where: str, what: str) -> SpanError:
    return SpanError(f"{where}: {what}.", remedy="This is a defect of stemma; please report it with the input.")


def _spans(value: Any, where: str) -> Iterator[tuple[str, Span]]:
    """All spans below `value`, each with the path that leads to it; raises when a list of spans is out of order."""
    if isinstance(value, Span):
        yield where, value
    elif isinstance(value, tuple):
        if any(isinstance(a, Span) and isinstance(b, Span) and b.start < a.start for a, b in pairwise(value)):
            raise _broken(where, "its spans are not in text order")
        for n, item in enumerate(value):
            yield from _spans(item, f"{where}[{n}]")
    elif isinstance(value, Record):
        names = _names(type(value))  # type: ignore[arg-type]
        if "start" in names and "end" in names:
            yield where, Span(value.start, value.end)  # type: ignore[attr-defined]
        for name in names:
            inner = getattr(value, name)
            if isinstance(inner, tuple | Record):
                yield from _spans(inner, f"{where}.{name}")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
