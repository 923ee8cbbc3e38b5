"""Events of the times that no verb claims: the words around them are looked through for what they date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from stemma.reading import events_parts as parts
from stemma.reading.certainty import certainty, take_apart, weakest
from stemma.reading.decoding import Trigger
from stemma.reading.events_antecedents import antecedent
from stemma.reading.events_clauses import COUNTS, PHRASE_REACH
from stemma.reading.events_dated import Held, holder, reduced
from stemma.reading.events_finite import verbal
from stemma.reading.events_ground import CLASSES, Ground, Manner, People, is_kind, lies_ahead
from stemma.reading.events_nouns import DETERMINERS, JOINING
from stemma.reading.events_status import in_a_phrase
from stemma.reading.events_stretch import Stretch
from stemma.reading.events_verbs import is_a
from stemma.reading.morphology import Token
from stemma.records import Attribution, Event, TimeExpression
from stemma.spans import Span

# What is done by saying it, in the form that "after" and a comma take.
_DECLARING = re.compile(r"(?i)(?:declar|announc|pledg|accus|condemn|demand|promis|vow|order)ing\b")


def left_over(ground: Ground, triggers: Sequence[Trigger], found: Sequence[Event]) -> Iterator[Event]:
    """Events of the times that none of those found has taken, but for what is only supposed to have happened."""
    taken = {span for event in found if event.status != "hypothetical" for span in event.time.evidence}
    when = {event.trigger[0]: bool(event.time.evidence) for event in found}
    declared = {t.span for t in triggers if t.label == "REPORTING" and _DECLARING.match(ground.text, t.span.start)}
    usable = {t.span: when.get(t.span, False) for t in triggers if t.label in CLASSES or t.span in declared}
    for time in ground.found.times:
        sentence = ground.sentence(time.span)
        if sentence is None or time.span in taken or not parts.dates(time):
            continue
        told = _told(ground, time.span, sentence)
        if told is not None and told.form == "direct":
            continue
        words = ground.unquoted(sentence)
        here = _candidates(ground, words, usable, sentence, told)
        held = holder(words, here, time, ahead=lies_ahead(time))
        teller = None if held is not None and _by_saying(told, words[held.at].span) else told
        if held is not None and (event := _event(ground, words, held, time, teller)) is not None:
            yield event


def _candidates(
    ground: Ground, words: Sequence[Token], usable: Mapping[Span, bool], sentence: Span, told: Attribution | None
) -> dict[Span, bool]:
    """The event words of a sentence that a time may date, told by the same one; True for those dated already."""
    cues = [c for a in ground.near(sentence) if a.form == "direct" for c in a.cue]
    return {
        w.span: usable[w.span]
        for w in words
        if w.span in usable
        and not w.capital
        and not is_kind(w, "empty", "speech", "untimed")
        and (_told(ground, w.span, sentence) is told or _by_saying(told, w.span))
        and not any(c.contains(w.span) for c in cues)
        and not ground.in_time(w.span)
    }


def _by_saying(told: Attribution | None, word: Span) -> bool:
    """Whether a word is the one by which somebody says what holds its time: "declaring a strike in 2014"."""
    return told is not None and any(c.contains(word) for c in told.cue)


def _told(ground: Ground, span: Span, sentence: Span) -> Attribution | None:
    """The innermost attribution with a source of its own whose content holds a place."""
    around = [
        a for a in ground.near(sentence) if a.speaker_type != "implicit" and any(c.contains(span) for c in a.content)
    ]
    return min(around, key=lambda a: sum(c.length for c in a.content)) if around else None


def _event(
    ground: Ground, words: Sequence[Token], held: Held, time: TimeExpression, told: Attribution | None
) -> Event | None:
    subject = _missing_subject(words, held) or _declarer(ground, words, held)
    if not subject and not held.finite and not _begins_a_phrase(words[held.first]):
        return None
    inside = [*subject, *words[held.first : held.end]]
    ahead = held.ahead or any(is_a(w, "will", "would") for w in words[held.first : held.at])
    sure = weakest(certainty(take_apart([inside]), frozenset()), told.certainty if told else None)
    supposed = any(w.lower in ("if", "unless", "whether") for w in words[: held.at])
    manner = Manner(
        "hypothetical" if supposed else in_a_phrase(told, ahead=ahead),
        sure if sure != "underspecified" else "certain",
        parts.as_time(time),
    )
    people = People(place=parts.places(ground.found, inside))
    return ground.event(Stretch(tuple(words), told), words[held.at], inside, manner, people)


def _missing_subject(words: Sequence[Token], held: Held) -> Sequence[Token]:
    """Who a participle's clause is about, where its sentence begins with him: "Varga, after closing it"."""
    if held.first and held.first == held.at and reduced(words, held.at):
        subject = antecedent(words, held.first)
        return words[slice(*subject)] if subject is not None else ()
    if not words[held.first].lower.endswith("ing") or not held.first:
        return ()
    if words[held.first - 1].lower not in (",", "after", "before", "while"):
        return ()
    opening = list(takewhile(lambda w: w.word and w.lower not in JOINING, words[: held.first]))
    verb = next((n for n in range(1, len(opening)) if verbal(words, n)), len(opening))
    named = verb <= PHRASE_REACH and any(w.capital for w in opening[:verb])
    return opening[:verb] if named else ()


def _declarer(ground: Ground, words: Sequence[Token], held: Held) -> Sequence[Token]:
    """Who says it, where the word is one by which saying is doing: "the League, after declaring a strike"."""
    word = words[held.at].span
    said = next((a for a in ground.attributions if any(c.contains(word) for c in a.cue)), None)
    if said is None or not said.source or said.source[0].start >= word.start:
        return ()
    return [w for w in words if said.source[0].contains(w.span)]


def _begins_a_phrase(word: Token) -> bool:
    """Whether a noun phrase that can stand by itself begins with the word."""
    begins = word.capital or word.lower[0].isdigit() or word.lower in DETERMINERS or word.lower in COUNTS
    return begins and word.lower not in ("its", "his", "her", "their")
