"""Groups and bodies without a mention that take a stance in the report's own voice: "most banks", "the airline"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.reading.stances_nouns import answered_by
from stemma.reading.stances_objects import fits
from stemma.reading.stances_questions import phrase_of
from stemma.reading.stances_setting import (
    Setting,
)
from stemma.reading.stances_told import told_at
from stemma.spans import Span

# A single body or person that the text has told of before: "the airline", "its captain".
_DEFINITE = frozenset(("the", "its", "his", "her", "their", "our", "a", "an", "another", "one"))
_JOINTS = frozenset(("and", "but", "who", "which", "that"))
# So many words stand in a phrase that is nothing but a noun for people.
LONGEST = 4


def unnamed_subjects(setting: Setting) -> Iterator[Span]:
    """Subjects of verbs of stance that are groups of people without a mention: "most banks", "regulators"."""
    for sentence in setting.sentences:
        words = setting.words(sentence)
        for match in setting.verbs(sentence):
            if any(c.overlaps(words[match.first].span) for a in setting.attributions for c in a.cue if a.speakers):
                continue
            near = [a for a in setting.attributions if any(s.overlaps(sentence) for s in (*a.content, *a.cue))]
            told = told_at(words, match, near, headline=sentence in setting.headlines)
            after = words[match.last + 1 :]
            if told is None or not fits(match, [*told.subject, *after] if told.around.passive else after):
                continue
            by = next((n for n in range(match.last, len(words)) if words[n].lower == "by"), len(words))
            group_ = _group_in(setting, _run(words[by + 1 :]) if told.around.passive else told.subject)
            if group_ is not None:
                yield group_
        for at in answered_by(words):
            if (group_ := _group_in(setting, _run(words[at + 1 :]))) is not None:
                yield group_


def _run(words: Sequence[Token]) -> list[Token]:
    """`words` up to a mark or a word that opens another phrase."""
    shut = _JOINTS | lexicon.words("classes", "prepositions") | lexicon.words("breaks")
    return list(takewhile(lambda w: w.word and w.lower not in shut, words))


def _group_in(setting: Setting, subject: Sequence[Token]) -> Span | None:
    """The phrase of a subject that is nothing but a plural noun for people or bodies with what stands before it."""
    ends = next((n for n, w in enumerate(subject) if w.word and w.lower in lexicon.words("breaks")), len(subject))
    lead = max((n + 1 for n, w in enumerate(subject[:ends]) if w.lower == ","), default=0)
    words = [w for w in subject[lead:] if w.word]  # "Early last month, regulators in two states"
    while words and (words[0].lower in lexicon.words("classes", "adverbial") or words[0].lower.endswith("ly")):
        words = words[1:]
    if [w.lower for w in words[:2]] in (["more", "than"], ["at", "least"], ["up", "to"]):
        words = words[2:]  # "more than 2,000 people"
    shut = lexicon.words("breaks") | lexicon.words("classes", "prepositions")
    words = list(takewhile(lambda w: w.lower not in shut, words))
    if not words or sum(w.lower != "'s" for w in words) > LONGEST:
        return None
    last = words[-1]
    if words[0].lower in ("no", "none", "neither", "few"):
        return None
    known = lexicon.words("people") | lexicon.words("collectives")
    many = last.lower.endswith("s") or last.lower == "people"
    plural = (many or words[0].lower in _DEFINITE) and not known.isdisjoint(last.lemmas)
    taken = any(m.span.overlaps(phrase_of(words)) for m in setting.mentions)
    owned = subject[lead:][1:3] and any(w.lower == "'s" for w in subject[lead:])  # "the President's office"
    return phrase_of(words) if plural and not taken and (owned or not any(w.capital for w in words[1:])) else None
