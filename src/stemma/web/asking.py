"""What a page's address says: the day up to which is told, the filters, the selected words. Links carry it on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import quote, urlencode

from stemma.errors import UsageError
from stemma.spans import Span

CERTAINTIES = ("certain", "probable", "possible", "underspecified")
FORMS = ("direct", "indirect", "mixed")
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows a story: each None where nothing was asked."""

    as_of: str | None = None
    actor: str | None = None
    outlet: str | None = None
    certainty: str | None = None
    form: str | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """Read it from an address. Raises UsageError for a day that is none and for an unknown certainty or form."""
        asked = cls(**{f.name: query.get(f.name) or None for f in fields(cls)})
        _one_of(asked.certainty, CERTAINTIES, "certainty")
        _one_of(asked.form, FORMS, "form")
        return replace(asked, as_of=day(asked.as_of)) if asked.as_of else asked

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is asked."""
        return any((self.actor, self.outlet, self.certainty, self.form))

    @property
    def time(self) -> str:
        """The day alone, as links into a report carry it."""
        return address_query(as_of=self.as_of)

    def query(self, **changes: str | None) -> str:
        """As it stands in an address, with some parts changed; empty, or beginning with a question mark."""
        return question(**{f.name: getattr(self, f.name) for f in fields(self)} | changes)


def address_query(**parts: str | None) -> str:
    """`a=b&c=d` of what is given, for links; empty where nothing is."""
    return urlencode({name: value for name, value in parts.items() if value}, quote_via=quote)


def question(**parts: str | None) -> str:
    """The same with a question mark before it."""
    query = address_query(**parts)
    return f"?{query}" if query else ""


def day(text: str) -> str:
    """A day as YYYY-MM-DD. Raises UsageError for what is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is not a date.", remedy="Write it as YYYY-MM-DD.") from None


def place(text: str | None, length: int) -> Span | None:
    """`12-40` as a span of a text so long; None where nothing is given or it does not lie inside."""
    found = _PLACE.fullmatch(text or "")
    span = Span(int(found[1]), int(found[2])) if found else None
    return span if span and span.start < span.end <= length else None


def _one_of(value: str | None, known: tuple[str, ...], what: str) -> None:
    if value is not None and value not in known:
        raise UsageError(f"{value!r} is no {what}.", remedy=f"Use one of {', '.join(known)}.")
