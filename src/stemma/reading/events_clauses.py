"""The clause around an event word, from its subject to where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.reading.events_antecedents import (
    ADVERBIAL,
    COORDINATORS,
    MARKS,
    PHRASE_REACH,
    RELATIVE,
    antecedent,
    behind_an_inset,
    is_dash,
)
from stemma.reading.events_finite import SHORT_PREPOSITIONS, auxiliary, known_verbs, verbal
from stemma.reading.events_verbs import is_a, kinds
from stemma.reading.morphology import Token, is_regular_past

__all__ = ["COUNTS", "PHRASE_REACH", "QUOTES", "Clause", "clause_end", "clause_of", "known_verbs", "verbal"]

# What opens a subordinate clause that a sentence begins with.
_FRONTING = frozenset(("after", "before", "when", "while", "as", "because", "since", "once", "although", "though"))
# "Of the girls seized, scores escaped": what leads in so has no verb of its own.
_PARTITIVE = frozenset(("of", "among", "amid", "despite", "unlike"))
_HE = frozenset(("he", "she", "it", "they", "we"))
# Relatives that stand for the noun before them.
_PRONOUNS = frozenset(("who", "which", "that"))
# How far a subordinate clause's verb is looked for, in words.
VERB_REACH = 14
# What is left of "a day after she fell" when the clause ends before "after".
_AMOUNTS = frozenset((
    "a", "an", "the", "few", "several", "just", "only", "one", "two", "three", "four", "five", "six", "some", "many",
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
    "shortly", "soon", "immediately", "long", "right", "even",
))  # fmt: skip
COUNTS = frozenset((
    "the", "a", "an", "its", "his", "her", "their", "one", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "twenty", "some", "many", "several", "all", "other", "more", "most", "few", "dozens", "hundreds",
))  # fmt: skip
_WHEN = frozenset((
    "last", "this", "earlier", "yesterday", "today", "week", "month", "year", "night", "morning", "days", "weeks",
    "months", "years", "ago", "two", "three", "four", "a", "few", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "recently",
))  # fmt: skip
QUOTES = frozenset("\"\u201c\u201d\u2018\u2019'")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as places of its stretch's words: `first` up to `end`, and what opens it."""

    first: int
    end: int
    opener: str = ""
    subject: tuple[int, int] | None = None
    """Where the subject stands that it shares with the verb before it: "and shut the gates"."""


def clause_of(words: Sequence[Token], first: int, main: int) -> Clause | None:
    """The clause whose verb group goes from `first` to `main`; None where its subject cannot be told."""
    if first and words[first - 1].lower in COORDINATORS:
        return _sharing(words, first, main)
    if (subject := behind_an_inset(words, first)) is not None:
        return Clause(first, clause_end(words, main), "", subject)
    start, opener, stopped = _left(words, first)
    if not stopped and opener in _PRONOUNS and start > 1:
        related = _related(words, start, first, main)
        if related is not None:
            return related if related.end else None
    if stopped and start > 1 and words[start - 2].lower in _PRONOUNS and all(w.word for w in words[start:first]):
        # "The tram which jumped the rails will be removed"
        subject = antecedent(words, start - 2)
        return Clause(first, clause_end(words, main), "", (subject[0], first)) if subject else None
    if stopped or start >= first or (start == 0 and words[0].lower in _PARTITIVE and _leads_in(words, main)):
        return None
    return Clause(start, _inset_end(words, main) if opener in RELATIVE else clause_end(words, main), opener)


def _related(words: Sequence[Token], start: int, first: int, main: int) -> Clause | None:
    """The clause of a relative pronoun before `start`, or the one that goes on behind it; its end 0 if it has none.

    None where neither can be told by the words between the pronoun and the verb.
    """
    own = all(_between(w) for w in words[start:first])
    behind = words[start - 2].word and is_regular_past(words[start].lower)
    if not own and not behind:
        return None
    subject = antecedent(words, start - 1)
    # "..., which came days after" is about all that went before.
    if subject is None or (own and words[start - 1].lower == "which" and _about_all(words, main)):
        return Clause(first, 0)
    if own:
        return Clause(start, _inset_end(words, main), words[start - 1].lower, subject)
    # "The tram which left the rails will be removed"
    return Clause(first, clause_end(words, main), "", (subject[0], first))


def _between(word: Token) -> bool:
    """Whether a word may stand between a relative pronoun and its verb: "who last week begged"."""
    return is_a(word, "adverb") or word.lower in _WHEN or (word.lower.endswith("ly") and not word.capital)


def _about_all(words: Sequence[Token], main: int) -> bool:
    """Whether a light verb of a "which" goes on with a time or nothing, and not with what it is done to."""
    light = any("light" in kinds(lemma) for lemma in words[main].lemmas)
    behind = [w.lower for w in words[main + 1 : main + 2]]
    return light and behind[:1] not in (["with"], ["the"], ["a"], ["an"], ["its"], ["their"], ["on"], ["to"])


def _sharing(words: Sequence[Token], first: int, main: int) -> Clause | None:
    """A clause after "and" that has the subject of the verb before it."""
    at = next((n for n in range(first - 2, 0, -1) if _stops(words[n]) or _tells(words, n) or _perhaps(words, n)), None)
    if at is None or _stops(words[at]):
        return None
    at = _first_of_a_list(words, at)
    while at and (is_a(words[at - 1], "adverb", "be", "being") or verbal(words, at - 1)):
        at -= 1
    start, opener, stopped = _left(words, at)
    if stopped or start >= at or not words[start].word:
        return None
    return Clause(first, clause_end(words, main), opener, (start, at))


def _first_of_a_list(words: Sequence[Token], at: int) -> int:
    """The first verb of "reached the cape, crossed the strait and sank"."""
    while at > 1 and words[at - 1].lower == ",":
        earlier = next((n for n in range(at - 2, 0, -1) if not words[n].word or _tells(words, n)), None)
        if earlier is None or not words[earlier].word:
            break
        at = earlier
    return at


def _perhaps(words: Sequence[Token], at: int) -> bool:
    """Whether an irregular form stands where a verb may: "the ferry struck a reef and sank"."""
    word, before, after = words[at], words[at - 1], words[at + 1]
    irregular = word.lower != word.lemmas[0] and not word.lower.endswith(("n", "s", "ed", "ing")) and not word.capital
    return irregular and before.word and before.lower not in SHORT_PREPOSITIONS and after.lower not in {"by", "as"}


def _stops(word: Token) -> bool:
    return word.lower in MARKS or word.lower in RELATIVE


def _tells(words: Sequence[Token], at: int) -> bool:
    return verbal(words, at) and words[at].lower not in _WHEN and not _describes(words, at)


def _left(words: Sequence[Token], first: int) -> tuple[int, str, bool]:
    """Where the clause begins, the word that opens it, and whether another verb stands in the way."""
    comma = 0
    for at in range(first - 1, -1, -1):
        lower = words[at].lower
        if lower in MARKS or is_dash(words[at]):
            return at + 1, "", False
        if lower in COORDINATORS and _after_a_verb(words, at):
            return at + 1, "", False
        if _opens(words, at, comma=comma > 0):
            return at + 1, lower, False
        if _tells(words, at):
            # "As we reported, Varga left": the clause begins behind that which leads its sentence in.
            return (comma + 1, "", False) if comma and _leads_in(words, at) else (at + 1, "", True)
        comma = at if lower == "," else comma
    return 0, "", False


def _after_a_verb(words: Sequence[Token], at: int) -> bool:
    """Whether a clause stands before "and": one with a finite verb, or behind a comma with what may be one."""
    comma = at > 0 and (words[at - 1].lower == "," or (at + 1 < len(words) and words[at + 1].lower in _HE))
    return any(
        verbal(words, n) or (comma and is_regular_past(words[n].lower) and not words[n].capital) for n in range(at)
    )


def _leads_in(words: Sequence[Token], verb: int) -> bool:
    """Whether the verb's clause is a subordinate one with which its sentence begins."""
    if any(words[n].lower == "," for n in range(verb)):
        return False
    if words[0].lower in _PARTITIVE:
        return True
    opener = next((n for n in range(verb - 1, -1, -1) if words[n].lower in _FRONTING or not words[n].word), None)
    return opener is not None and words[opener].lower in _FRONTING and _begins(words, opener)


def _begins(words: Sequence[Token], at: int) -> bool:
    """Whether nothing but an adverb stands before a word in its sentence: "just after", "even as"."""
    return at == 0 or (at == 1 and (is_a(words[0], "adverb") or words[0].lower in _AMOUNTS))


def _opens(words: Sequence[Token], at: int, *, comma: bool) -> bool:
    """Whether a word opens the clause behind it; `comma` tells that one stands between it and the verb."""
    lower = words[at].lower
    if lower == "that":
        return at > 0 and words[at - 1].word and words[at - 1].lower not in SHORT_PREPOSITIONS
    return lower in RELATIVE or (lower in ADVERBIAL and lower != "than" and not comma)


def _describes(words: Sequence[Token], at: int) -> bool:
    """Whether a past form only describes the noun before it: "a note seen by the wire"."""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    before = words[at - 1].lower if at else ""
    if is_regular_past(words[at].lower) and (before in COUNTS or before[:1].isdigit()):
        return True  # "four detained sailors"
    return is_regular_past(words[at].lower) and (after in {"by", "for", "as"} or after in SHORT_PREPOSITIONS)


def clause_end(words: Sequence[Token], main: int) -> int:
    """Behind the clause's last word."""
    if _leads_in(words, main):
        commas = [n for n in range(main + 1, len(words)) if words[n].lower == ","]
        inset = next((n for n in commas if _verb_ahead(words, n + 1)), commas[0] if commas else None)
        if inset is not None:
            return inset
    at = next((n for n in range(main + 1, len(words)) if _ends(words, n)), len(words))
    stop = words[at].lower if at < len(words) else ""
    own_subject = stop in COORDINATORS and at + 1 < len(words) and not verbal(words, at + 1)
    if own_subject or (at < len(words) and auxiliary(words[at])):
        at = _before_comma(words, main, at)
    if stop in ("after", "before"):
        while at > main + 1 and words[at - 1].lower in _AMOUNTS:
            at -= 1
        # "Escaped in | the hours after the raid"
        at -= at > main + 1 and words[at - 1].lower in ("in", "within", "during", "for")
    while at > main + 1 and (not words[at - 1].word or words[at - 1].lower in COORDINATORS):
        at -= 1
    return at


def _inset_end(words: Sequence[Token], main: int) -> int:
    """Behind a relative clause: the verb of the sentence behind a comma is none of it, "which Varga closed, burned"."""
    end = clause_end(words, main)
    return next((n for n in range(main + 1, end - 1) if words[n].lower == "," and _goes_on(words, n + 1)), end)


def _goes_on(words: Sequence[Token], at: int) -> bool:
    """Whether a verb stands behind a comma, an adverb between them or not, that no list of verbs goes on with."""
    while at + 1 < len(words) and is_a(words[at], "adverb"):
        at += 1
    return verbal(words, at) and not any(w.lower in COORDINATORS for w in words[at + 1 : at + 1 + VERB_REACH])


def _ends(words: Sequence[Token], at: int) -> bool:
    """Whether the clause goes no further than the word before `at`."""
    lower = words[at].lower
    if lower in MARKS or is_dash(words[at]) or lower in RELATIVE or auxiliary(words[at]):
        return True
    if at + 1 >= len(words):
        return False
    if lower in ADVERBIAL:
        # "Shortly after 6 a.m." opens no clause.
        hour = lower in ("after", "before", "since", "until") and words[at + 1].lower[:1].isdigit()
        return lower != "than" and not hour and _verb_ahead(words, at + 1, over_commas=True)
    if lower in COORDINATORS and words[at + 1].lower == "that":
        return True
    if lower == ",":
        return _parts(words, at + 1)
    return (lower == "that" or lower in COORDINATORS) and _verb_ahead(words, at + 1)


def _before_comma(words: Sequence[Token], main: int, at: int) -> int:
    """The last comma between the verb and `at`, behind which the subject of another verb stands; else `at`."""
    return next((n for n in range(at - 1, main + 1, -1) if words[n].lower == ","), at)


def _parts(words: Sequence[Token], at: int) -> bool:
    """Whether what follows a comma is no part of the clause: "dropping a ban", "and Hale said", "who left"."""
    lower = words[at].lower
    if lower.endswith("ing") or lower in RELATIVE or lower in {"according", "then", "despite", "with"}:
        return True
    # "..., and in May, the authorities said": what follows the comma opens with a time or place of its own.
    over = at + 1 < len(words) and words[at + 1].lower in SHORT_PREPOSITIONS
    return (lower in COORDINATORS or lower in ADVERBIAL) and _verb_ahead(words, at + 1, over_commas=over)


def _verb_ahead(words: Sequence[Token], start: int, *, over_commas: bool = False) -> bool:
    """Whether a finite verb comes before the next mark, or the next but commas."""
    for at in range(start, min(len(words), start + VERB_REACH)):
        if not words[at].word and not (over_commas and words[at].lower == ","):
            return False
        if verbal(words, at):
            return True
    return False
