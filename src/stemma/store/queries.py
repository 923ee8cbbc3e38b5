"""What people type into the search line, and the full-text expression it stands for.

Words must all be there, "words in quotation marks" stand together, -words must not be there; speaker:, outlet:, form:,
before: and after: narrow the search, each as often as wanted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stemma.errors import UsageError

FORMS = ("direct", "indirect", "mixed")
FIELDS = ("speaker", "outlet", "form", "before", "after")
_TERM = re.compile(r'(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
# As the index cuts words (SQLite's unicode61): letters, digits and what is written over and under them.
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Query:
    """A search, taken apart; phrases are tuples of folded words."""

    wanted: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()
    speakers: tuple[tuple[str, ...], ...] = ()
    outlets: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    before: str | None = None
    """ISO day; nothing published on it or later is found."""
    after: str | None = None

    @property
    def asks_who(self) -> bool:
        """Whether attributions are searched rather than whole reports."""
        return bool(self.speakers or self.forms)

    def expression(self) -> str:
        """The words as an FTS5 expression; empty where only fields were given."""
        return _expression([_quoted(phrase) for phrase in self.wanted], [_quoted(phrase) for phrase in self.unwanted])

    def said_expression(self) -> str:
        """The same for attributions: speakers by their names, words in what was said; empty where neither is given."""
        wanted = [f"speaker : {_quoted(name)}" for name in self.speakers]
        wanted += [f"content : {_quoted(phrase)}" for phrase in self.wanted]
        return _expression(wanted, [f"content : {_quoted(phrase)}" for phrase in self.unwanted])


def parse(text: str) -> Query:
    """Take a search line apart. Raises UsageError for an unknown field, form or date, or where nothing is asked."""
    wanted, unwanted, fields = [], [], {name: [] for name in FIELDS}  # type: ignore[var-annotated]
    for found in _TERM.finditer(text):
        value = found["word"] if found["phrase"] is None else found["phrase"]
        field = (found["field"] or "").lower()
        if field and field not in FIELDS:
            raise UsageError(f"{found['field']}: cannot be searched by.", remedy=f"Use {', '.join(FIELDS)}.")
        words = folded(value)
        if field:
            fields[field].append(value)
        elif words:
            (unwanted if found["minus"] else wanted).append(words)
    query = Query(
        wanted=tuple(wanted),
        unwanted=tuple(unwanted),
        speakers=tuple(folded(name) for name in fields["speaker"] if folded(name)),
        outlets=tuple(" ".join(name.casefold().split()) for name in fields["outlet"]),
        forms=tuple(_form(value) for value in fields["form"]),
        before=min((_day(value) for value in fields["before"]), default=None),
        after=max((_day(value) for value in fields["after"]), default=None),
    )
    if not (wanted or query.asks_who or query.outlets or query.before or query.after):
        raise UsageError("Nothing to search for.", remedy='Give a word, a "phrase", or speaker:NAME.')
    return query


def folded(text: str) -> tuple[str, ...]:
    """Words as the index holds them: without case and without marks above or below letters."""
    return tuple(fold_word(m.group()) for m in _WORD.finditer(text))


def fold_word(word: str) -> str:
    """One word without case and marks."""
    parted = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parted if not unicodedata.combining(c))


def places(text: str, phrases: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where the phrases stand in `text`: code points, half-open, in order."""
    words = [(m.start(), m.end(), fold_word(m.group())) for m in _WORD.finditer(text)]
    forms = [word for _, _, word in words]
    found = {
        (words[n][0], words[n + len(phrase) - 1][1])
        for phrase in phrases
        if phrase
        for n in range(len(words) - len(phrase) + 1)
        if tuple(forms[n : n + len(phrase)]) == phrase
    }
    return sorted(found)


def _expression(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    return " NOT ".join([" AND ".join(wanted), *unwanted]) if wanted else ""


def _quoted(phrase: Sequence[str]) -> str:
    return '"' + " ".join(phrase) + '"'


def _form(value: str) -> str:
    if value not in FORMS:
        raise UsageError(f"form:{value} is not known.", remedy=f"Use one of {', '.join(FORMS)}.")
    return value


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"{value!r} is not a date.", remedy="Write it as YYYY-MM-DD.") from None
