"""Rules for what stays vague: now, recently, soon, in the past, in the near future."""

from __future__ import annotations

from functools import cache

from stemma.reading.times_context import Context
from stemma.reading.times_grammar import Meaning, Phrase, Rule, rule
from stemma.reading.times_relative import VAGUE_FUTURE, VAGUE_NOW, VAGUE_PAST


def now(phrase: Phrase, context: Context) -> Meaning | None:
    """The present, the report's or the speaker's."""
    return Meaning("DATE", VAGUE_NOW, context.anchor(phrase))


def plain_now(phrase: Phrase, context: Context) -> Meaning | None:
    """ "now", where it is no filler ("Now, ...", "now that", "now-defunct")."""
    first, stop = phrase.extent
    words = context.tokens.words
    opens = first == 0 or words[first - 1] == "" or not words[first - 1][0].isalnum()
    if words[first - 1 if first else 0] == "for" and words[stop] in (",", ".", ";", "", "at"):
        return None
    if words[stop] in ("that", "-") or tuple(words[stop : stop + 2]) in (("and", "then"), ("and", "again")) or (words[stop] == "," and opens):
        return None
    return now(phrase, context)


def past(phrase: Phrase, context: Context) -> Meaning | None:
    """Before now."""
    return Meaning("DATE", VAGUE_PAST, context.anchor(phrase))


def future(phrase: Phrase, context: Context) -> Meaning | None:
    """After now."""
    return Meaning("DATE", VAGUE_FUTURE, context.anchor(phrase))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of this module."""
    return (
        rule("x=(right now|currently|presently|nowadays|these days|at present)", now),
        rule("x=(now)", plain_now),
        rule("x=(current)(?={lower}|{name})", now),
        rule("(?:{lower}|of|in|from|for|and|to|about)x=(future)(?={lower})", future),
        rule(
            "at x=((?:the|this)(?:present|current|very)?moment|(?:the(?:present|current)|this(?:present|current)?)time|this point(?:in time)?)(?={break}|{mark})", now
        ),
        rule("x=(recently|lately|(?:the)?recent past)", _recently),
        rule("in x=(the past)(?={break}|{mark})", past),
        rule("x=({article}(?:short|long|little|brief)?(?:while|time)ago|long ago|some time ago|not long ago)", past),
        rule("x=((?:the)?(?:near|distant|foreseeable|immediate|not{dash}too{dash}distant)future)", future),
        rule("(?:in|for|of|about)x=(the future)", future),
        rule("x=(soon)(?!as|after|{dash})", _soon),
    )


def _soon(phrase: Phrase, context: Context) -> Meaning | None:
    """ "soon", but neither "as soon as", "too soon" nor "soon after"."""
    first = phrase.extent[0]
    before = context.tokens.words[first - 1] if first else ""
    if before in ("as", "too", "so", "how") or context.tense(phrase) != "future":
        return None
    return future(phrase, context)


def _recently(phrase: Phrase, context: Context) -> Meaning | None:
    """ "recently", where it does not rank others ("most recently")."""
    first = phrase.extent[0]
    return None if first and context.tokens.words[first - 1] == "most" else past(phrase, context)
