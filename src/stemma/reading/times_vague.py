"""Builders for what stays vague: now, recently, soon, in the past, in the near future."""

from __future__ import annotations

from stemma.reading.times_context import Context
from stemma.reading.times_parts import VAGUE_FUTURE, VAGUE_NOW, VAGUE_PAST
from stemma.reading.times_phrase import Meaning, Phrase


def now(phrase: Phrase, context: Context) -> Meaning | None:
    """The present, the report's or the speaker's."""
    return Meaning("DATE", VAGUE_NOW, context.anchor(phrase))


def plain_now(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "now", where it is no filler ("Now, ...", "now that", "now-defunct", "now and then")."""
    follows = phrase.tokens.words[phrase.extent[1] + 1] if phrase.after else ""
    opens = not phrase.before[:1].isalnum()
    if phrase.tokens.capital(phrase.extent[0]) and phrase.follows_name:
        return None
    if phrase.after in ("that", "-") or (phrase.after == "," and opens):
        return None
    if phrase.after == "and" and follows in ("then", "again"):
        return None
    return now(phrase, context)


def past(phrase: Phrase, context: Context) -> Meaning | None:
    """Before now."""
    return Meaning("DATE", VAGUE_PAST, context.anchor(phrase))


def recently(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "recently", where it does not rank or date others ("most recently", "as recently as April")."""
    return None if phrase.before == "most" or phrase.after == "as" else past(phrase, context)


def future(phrase: Phrase, context: Context) -> Meaning | None:
    """After now."""
    return Meaning("DATE", VAGUE_FUTURE, context.anchor(phrase))


def soon(phrase: Phrase, context: Context) -> Meaning | None:
    """As in "will soon", but neither "as soon as", "too soon" nor what was soon over."""
    if phrase.before in ("as", "too", "so", "how") or context.tense(phrase) != "future":
        return None
    return future(phrase, context)
