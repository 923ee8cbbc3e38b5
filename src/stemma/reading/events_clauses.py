"""The clause around an event word, from its subject to where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.reading import lexicon
from stemma.reading.events_finite import SHORT_PREPOSITIONS, auxiliary, known_verbs, verbal
from stemma.reading.events_verbs import is_a, kinds
from stemma.reading.morphology import Token, is_regular_past

__all__ = ["COUNTS", "PHRASE_REACH", "QUOTES", "Clause", "clause_end", "clause_of", "known_verbs", "verbal"]

_RELATIVE = lexicon.words("classes", "relative") | {"where"}
_ADVERBIAL = lexicon.words("classes", "adverbial") | {"as", "but", "if", "unless", "whether", "than"}
_COORDINATORS = frozenset(("and", "but", "or", "nor"))
# What opens a subordinate clause that a sentence begins with.
_FRONTING = frozenset(("after", "before", "when", "while", "as", "because", "since", "once", "although", "though"))
# "Of the girls seized, scores escaped": what leads in so has no verb of its own.
_PARTITIVE = frozenset(("of", "among", "amid", "despite", "unlike"))
_HE = frozenset(("he", "she", "it", "they", "we"))
# Relatives that stand for the noun before them.
_PRONOUNS = frozenset(("who", "which", "that"))
# How many words behind a comma a relative pronoun may stand: ", nearly all of whom"; how many lead a sentence in.
RELATIVE_REACH, LEAD_IN = 5, 6
# How many words a noun phrase has at most that a relative clause belongs to.
PHRASE_REACH = 9
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
_MARKS = frozenset(";:()[]\u2014|.?!")
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
    if first and words[first - 1].lower in _COORDINATORS:
        return _sharing(words, first, main)
    if (subject := _behind_an_inset(words, first)) is not None:
        return Clause(first, clause_end(words, main), "", subject)
    start, opener, stopped = _left(words, first)
    if not stopped and opener in _PRONOUNS and all(is_a(w, "adverb") for w in words[start:first]):
        subject = _antecedent(words, start - 1)
        if opener == "which" and any("light" in kinds(lemma) for lemma in words[main].lemmas):
            return None  # "..., which came days after" is about all that went before
        return Clause(start, _inset_end(words, main), opener, subject) if subject else None
    if stopped or start >= first or (start == 0 and words[0].lower in _PARTITIVE and _leads_in(words, main)):
        return None
    return Clause(start, _inset_end(words, main) if opener in _RELATIVE else clause_end(words, main), opener)


def _behind_an_inset(words: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The subject of a verb behind a comma that closes a relative clause or an apposition: "Varga, who left, said"."""
    if not first or words[first - 1].lower != ",":
        return None
    for at in range(first - 2, 0, -1):
        if words[at].lower in _MARKS or _is_dash(words[at]):
            return None
        if words[at].lower != ",":
            continue
        if any(w.lower in _RELATIVE for w in words[at + 1 : at + 1 + RELATIVE_REACH]):
            return _led(words, _antecedent(words, at + 1))
        # What opens with a capital is one more of a list: "Mirna, Selm and Tarn".
        inset = not words[at + 1].capital and not any(verbal(words, n) for n in range(at + 1, first - 1))
        if inset:
            subject = _antecedent(words, at) if at > 1 and words[at - 1].capital else None
            # "On Thursday, the heads of ..., met": what stands before the comma is no subject.
            adjunct = subject is not None and words[max(0, subject[0] - 1)].lower in SHORT_PREPOSITIONS
            return None if adjunct else _led(words, subject)
    return None


def _led(words: Sequence[Token], subject: tuple[int, int] | None) -> tuple[int, int] | None:
    """The subject with what leads its sentence in: "Earlier in the day, Varga"."""
    if subject is None or any(verbal(words, n) or words[n].lower in _MARKS for n in range(subject[0])):
        return subject
    # "To end the strike, Varga": what for is no part of what happened.
    return (0, subject[1]) if subject[0] <= LEAD_IN and words[0].lower != "to" else subject


def _antecedent(words: Sequence[Token], pronoun: int) -> tuple[int, int] | None:
    """The noun phrase before a relative pronoun: "the bridge that fell", "Varga, who left"."""
    end = pronoun - 1 if pronoun and words[pronoun - 1].lower == "," else pronoun
    start = end
    if end and words[end - 1].lower == "of":
        # "bread, the price of which rose"
        owner = _antecedent(words, end - 1)
        if owner is None:
            return None
        before = _antecedent(words, owner[0] - 1) if owner[0] > 1 and words[owner[0] - 1].lower == "," else None
        return (before or owner)[0], pronoun + 1
    while start and words[start - 1].word and start > end - PHRASE_REACH:
        word = words[start - 1]
        if word.lower in SHORT_PREPOSITIONS | _COORDINATORS | _ADVERBIAL | _RELATIVE or verbal(words, start - 1):
            break
        start -= 1
    if start > 1 and words[start - 1].lower in ("of", "from") and start < end == pronoun:
        # "an organiser of the march who", "two players from the league who"
        whole = _antecedent(words, start - 1)
        start = whole[0] if whole is not None else start
    return (start, end) if start < end else None


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
    return word.lower in _MARKS or word.lower in _RELATIVE


def _tells(words: Sequence[Token], at: int) -> bool:
    return verbal(words, at) and not _describes(words, at)


def _left(words: Sequence[Token], first: int) -> tuple[int, str, bool]:
    """Where the clause begins, the word that opens it, and whether another verb stands in the way."""
    comma = 0
    for at in range(first - 1, -1, -1):
        lower = words[at].lower
        if lower in _MARKS or _is_dash(words[at]):
            return at + 1, "", False
        if lower in _COORDINATORS and _after_a_verb(words, at):
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


def _is_dash(word: Token) -> bool:
    return word.lower in {"-", "\u2013"}


def _opens(words: Sequence[Token], at: int, *, comma: bool) -> bool:
    """Whether a word opens the clause behind it; `comma` tells that one stands between it and the verb."""
    lower = words[at].lower
    if lower == "that":
        return at > 0 and words[at - 1].word and words[at - 1].lower not in SHORT_PREPOSITIONS
    return lower in _RELATIVE or (lower in _ADVERBIAL and lower != "than" and not comma)


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
    own_subject = stop in _COORDINATORS and at + 1 < len(words) and not verbal(words, at + 1)
    if own_subject or (at < len(words) and auxiliary(words[at])):
        at = _before_comma(words, main, at)
    if stop in ("after", "before"):
        while at > main + 1 and words[at - 1].lower in _AMOUNTS:
            at -= 1
        # "Escaped in | the hours after the raid"
        at -= at > main + 1 and words[at - 1].lower in ("in", "within", "during", "for")
    while at > main + 1 and (not words[at - 1].word or words[at - 1].lower in _COORDINATORS):
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
    return verbal(words, at) and not any(w.lower in _COORDINATORS for w in words[at + 1 : at + 1 + VERB_REACH])


def _ends(words: Sequence[Token], at: int) -> bool:
    """Whether the clause goes no further than the word before `at`."""
    lower = words[at].lower
    if lower in _MARKS or _is_dash(words[at]) or lower in _RELATIVE or auxiliary(words[at]):
        return True
    if at + 1 >= len(words):
        return False
    if lower in _ADVERBIAL:
        return lower != "than" and _verb_ahead(words, at + 1, over_commas=True)
    if lower in _COORDINATORS and words[at + 1].lower == "that":
        return True
    if lower == ",":
        return _parts(words, at + 1)
    return (lower == "that" or lower in _COORDINATORS) and _verb_ahead(words, at + 1)


def _before_comma(words: Sequence[Token], main: int, at: int) -> int:
    """The last comma between the verb and `at`, behind which the subject of another verb stands; else `at`."""
    return next((n for n in range(at - 1, main + 1, -1) if words[n].lower == ","), at)


def _parts(words: Sequence[Token], at: int) -> bool:
    """Whether what follows a comma is no part of the clause: "dropping a ban", "and Hale said", "who left"."""
    lower = words[at].lower
    if lower.endswith("ing") or lower in _RELATIVE or lower in {"according", "then", "despite", "with"}:
        return True
    # "..., and in May, the authorities said": what follows the comma opens with a time or place of its own.
    over = at + 1 < len(words) and words[at + 1].lower in SHORT_PREPOSITIONS
    return (lower in _COORDINATORS or lower in _ADVERBIAL) and _verb_ahead(words, at + 1, over_commas=over)


def _verb_ahead(words: Sequence[Token], start: int, *, over_commas: bool = False) -> bool:
    """Whether a finite verb comes before the next mark, or the next but commas."""
    for at in range(start, min(len(words), start + VERB_REACH)):
        if not words[at].word and not (over_commas and words[at].lower == ","):
            return False
        if verbal(words, at):
            return True
    return False
