"""Who does what is told in a pronoun: "she said she would resign", "we closed it"."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.records import Event
from stemma.spans import Span
from stemma.stories.timeline_reports import Looked
from stemma.stories.words import WORD

# By these acts somebody says what he himself will do.
_PROMISES = frozenset(("commit", "plan", "refuse", "permit", "forbid", "threaten"))
_ARTICLES = frozenset(("a", "an", "the", "some", "one", "two", "three"))
_SUBJECTS = frozenset(("he", "she", "it", "they", "we", "i"))


def _pronoun(event: Event, text: str) -> Span | None:
    """The pronoun among the first two words of the clause, before its verb."""
    for match in list(WORD.finditer(text, event.evidence[0].start, event.trigger[0].start))[:2]:
        if match.group().lower() in _SUBJECTS:
            return Span(match.start(), match.end())
    return None


def meant(report: Looked, event: Event) -> str | None:
    """Who the pronoun is that the clause begins with, where the report settles it and the story names him."""
    reading, cast = report.reading, report.cast
    pronoun = _pronoun(event, reading.text)
    if pronoun is None:
        return None
    held = next((m.actor for m in reading.mentions if m.span == pronoun and m.actor), None)
    told_by = speakers(report, event)
    who = held or (told_by[0] if len(told_by) == 1 else None)
    name = cast.names.get(cast.home.get((reading.id, who), "")) if who else None
    return name if name and name[:1].isupper() and name.split()[0].lower() not in _ARTICLES else None


def speakers(report: Looked, event: Event) -> Sequence[str]:
    """Who tells of what he does or will do himself: "we closed it", "she said she would resign"."""
    reading, told = report.reading, report.said.get(event.told_by or "")
    pronoun = _pronoun(event, reading.text) if told else None
    if told is None or pronoun is None:
        return ()
    word = pronoun.cut(reading.text).lower()
    named = told.speakers or ((told.speaker,) if told.speaker else ())
    if word == "we":
        # One person's "we" is whomever he speaks for.
        return tuple(s for s in named if s not in {a.id for a in reading.actors if a.type == "person"})
    himself = word == "i" if told.form == "direct" else told.act in _PROMISES
    return named if himself else ()


def tells_of_himself(report: Looked, event: Event) -> bool:
    """Whether who tells of a deed is who did it."""
    told = report.said.get(event.told_by or "")
    if told is None:
        return False
    doers = {*event.actors, *speakers(report, event)}
    pronoun = _pronoun(event, report.reading.text)
    himself = pronoun is not None and pronoun.cut(report.reading.text).lower() in ("he", "she") and not event.actors
    return himself or not doers.isdisjoint(told.speakers or ((told.speaker,) if told.speaker else ()))
