"""Whom a clause is about where its subject does not stand right before its verb: insets and relative clauses."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.events_finite import SHORT_PREPOSITIONS, known_verbs, verbal
from stemma.reading.events_verbs import UNCHANGED, is_a
from stemma.reading.morphology import Token, is_regular_past

RELATIVE = lexicon.words("classes", "relative") | {"where"}
ADVERBIAL = lexicon.words("classes", "adverbial") | {"as", "but", "if", "unless", "whether", "than"}
COORDINATORS = frozenset(("and", "but", "or", "nor"))
MARKS = frozenset(";:()[]\u2014|.?!")
# How many words behind a comma a relative pronoun may stand: ", nearly all of whom"; how many lead a sentence in.
RELATIVE_REACH, LEAD_IN = 5, 6
# How many words a noun phrase has at most that a relative clause belongs to.
PHRASE_REACH = 9


_PARTICLES = frozenset(("up", "down", "out", "off", "away", "back"))
_THE = frozenset(("the", "a", "an", "this", "its", "his", "her", "their"))


def is_dash(word: Token) -> bool:
    """Whether a mark is a dash between spaces."""
    return word.lower in {"-", "\u2013"}


def behind_an_inset(words: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The subject of a verb behind a comma that closes a relative clause or an apposition: "Varga, who left, said"."""
    if not first or words[first - 1].lower != ",":
        return None
    for at in range(first - 2, 0, -1):
        if words[at].lower in MARKS or is_dash(words[at]):
            return None
        if words[at].lower != ",":
            continue
        if any(w.lower in RELATIVE for w in words[at + 1 : at + 1 + RELATIVE_REACH]):
            return _led(words, antecedent(words, at + 1))
        # What opens with a capital is one more of a list: "Mirna, Selm and Tarn".
        inset = not words[at + 1].capital and not any(_tells(words, n) for n in range(at + 1, first - 1))
        if inset:
            subject = antecedent(words, at) if at > 1 else None
            if subject is not None and not words[at - 1].capital and not (subject[0] == 0 and words[0].lower in _THE):
                return None
            # "On Thursday, the heads of ..., met": what stands before the comma is no subject.
            adjunct = subject is not None and words[max(0, subject[0] - 1)].lower in SHORT_PREPOSITIONS
            return None if adjunct else _led(words, subject)
    return None


def _led(words: Sequence[Token], subject: tuple[int, int] | None) -> tuple[int, int] | None:
    """The subject with what leads its sentence in: "Earlier in the day, Varga"."""
    if subject is None or any(verbal(words, n) or words[n].lower in MARKS for n in range(subject[0])):
        return subject
    # "To end the strike, Varga": what for is no part of what happened.
    return (0, subject[1]) if subject[0] <= LEAD_IN and words[0].lower != "to" else subject


def antecedent(words: Sequence[Token], pronoun: int) -> tuple[int, int] | None:
    """The noun phrase before a relative pronoun: "the bridge that fell", "Varga, who left"."""
    end = pronoun - 1 if pronoun and words[pronoun - 1].lower == "," else pronoun
    start = end
    if end and words[end - 1].lower == "of":
        # "bread, the price of which rose"
        owner = antecedent(words, end - 1)
        if owner is None:
            return None
        before = antecedent(words, owner[0] - 1) if owner[0] > 1 and words[owner[0] - 1].lower == "," else None
        return (before or owner)[0], pronoun + 1
    while start and words[start - 1].word and start > end - PHRASE_REACH:
        word = words[start - 1]
        if (
            word.lower in SHORT_PREPOSITIONS | COORDINATORS | ADVERBIAL | RELATIVE
            or verbal(words, start - 1)
            or is_a(word, "negation")
        ):
            break
        start -= 1
    infinitive = start and words[start - 1].lower == "to" and not known_verbs().isdisjoint(words[start].lemmas)
    # "To free people who were trapped", "picked up a boy who had fallen".
    start += bool(infinitive and start + 1 < end)
    start += bool(0 < start < end - 1 and words[start].lower in _PARTICLES)
    if start > 1 and words[start - 1].lower in ("of", "from") and start < end == pronoun:
        # "an organiser of the march who", "two players from the league who"
        whole = antecedent(words, start - 1)
        start = whole[0] if whole is not None else start
    return (start, end) if start < end else None


def _tells(words: Sequence[Token], at: int) -> bool:
    """Whether a finite verb stands there, and no participle that describes: "the line, cut by Varga, was"."""
    participle = words[at].lower in UNCHANGED or is_regular_past(words[at].lower) or words[at].lower.endswith("n")
    return verbal(words, at) and not (participle and words[at + 1].lower in SHORT_PREPOSITIONS | {"as"})
