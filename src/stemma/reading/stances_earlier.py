"""What "it", "this" and "him" stand for: the question, the subject or the name told of before."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.stances_questions import QUOTES, cut, known_subject, phrase_of
from stemma.reading.stances_setting import CLAIMS, Setting
from stemma.records import Attribution, Stance
from stemma.spans import Span

_PERSONAL = frozenset(("he", "she", "they", "i", "we", "you", "it", "there", "this", "that", "who", "what"))
_WHOM = frozenset(("him", "her", "them"))
_FINITE = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "should", "must", "may", "might")
)
_MINDING = frozenset(("believe", "think", "say", "know", "hear", "tell"))


def borrowed(setting: Setting, at: Span, before: Sequence[Stance]) -> list[Token]:
    """The question told of last in this sentence or the one before; empty where there is none, or more than one."""
    here = setting.sentence(at)
    if here is None:
        return []
    limit = setting.sentences[max(0, setting.sentences.index(here) - 1)].start
    earlier = [s for s in before if limit <= s.object[0].start and s.object[-1].end <= at.start]
    last = max(earlier, key=lambda s: (s.object[-1].end, s.id)).object[-1] if earlier else None
    if last is None or any(CLAIMS & set(w.lemmas) for w in setting.inside([Span(last.end, at.start)])):
        return []  # "There is no evidence for the accusation, and he rejected it"
    return [w for w in setting.words(setting.sentence(last)) if last.contains(w.span)]


def antecedent(setting: Setting, told: Attribution | None, at: Span) -> list[Token]:
    """What "it" stands for in a judgement at `at`: the subject before it in its sentence, or of the sentence before."""
    here = setting.sentence(at)
    if here is None:
        return []
    number = setting.sentences.index(here)
    spans = (*told.source, *told.cue) if told is not None else ()
    opening = min([at.start, *(s.start for s in spans if here.contains(s))])
    before = [w for w in setting.words(here) if w.span.end <= opening]
    last = setting.words(setting.sentences[number - 1]) if number else []
    for words in (before, last):
        kept = [w for w in words if w.lower not in QUOTES]
        verb = next((n for n in range(1, len(kept)) if verbal(kept, n) or kept[n].lower in _FINITE), 0)
        subject = kept[:verb]
        while subject and not subject[-1].word:
            subject.pop()
        comma = max((n + 1 for n, w in enumerate(subject) if w.lower == ","), default=0)
        found = known_subject(subject[comma:])
        while found and (found[-1].lower in ("never", "also", "still", "now") or found[-1].lower.endswith("ly")):
            found.pop()
        if any(_MINDING & set(w.lemmas) for w in found):
            continue  # "the young believe that the climate": no subject, but a clause
        if found and found[0].lower not in _PERSONAL and not _somebody(setting, found):
            return cut(found, setting.times)
    return []


def meant(setting: Setting, words: Sequence[Token]) -> list[Token]:
    """Whom a pronoun that opens `words` means, by the last name before it: "his coach stands by him"."""
    if not words or words[0].lower not in _WHOM:
        return []
    said = next((m for m in setting.mentions if m.span == words[0].span and m.form == "pronoun" and m.actor), None)
    named = [
        m for m in setting.found.mentions if said and m.actor == said.actor and m.form == "name" and m.end <= said.start
    ]
    return setting.inside([max(named, key=lambda m: m.start).span]) if named else []


def _somebody(setting: Setting, words: Sequence[Token]) -> bool:
    """Whether a subject is a person: "the prominent actress"."""
    people = lexicon.words("people") | lexicon.words("offices")
    named = any(m.type == "person" and m.span.contains(phrase_of(words)) for m in setting.mentions)
    return named or not people.isdisjoint(words[-1].lemmas) or words[-1].lower.endswith(("ess", "man", "woman"))
