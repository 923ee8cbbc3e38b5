"""What events are read from, a report's sentences, mentions, times and attributions, and how one is put together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemma.reading import events_parts as parts
from stemma.reading.decoding import Trigger
from stemma.reading.events_clauses import QUOTES
from stemma.reading.events_stretch import Stretch
from stemma.reading.events_verbs import kinds
from stemma.reading.morphology import Token, tokens
from stemma.records import Attribution, Event, EventStatus, EventTime, Mention, Report, TimeExpression, content_id
from stemma.spans import Span, hull

# TimeML's classes of what is done; of what is said, only words by which saying is doing are looked at.
CLASSES = frozenset(("OCCURRENCE", "I_ACTION", "ASPECTUAL"))
_SUBJECT_OPENERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "he", "she", "it", "they", "we", "some"))
# An aside in parentheses parts no clause.
_ASIDE = re.compile(r"\([^()]{1,48}\)[,;]?")


@dataclass(frozen=True, slots=True)
class Manner:
    """Whether something came about, how sure that is, and when."""

    status: EventStatus
    certainty: str
    time: EventTime


@dataclass(frozen=True, slots=True)
class People:
    """Who did it, to whom, and where, as actor ids."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


class Ground:
    """One report as its events are read from it."""

    def __init__(
        self,
        report: Report,
        triggers: Sequence[Trigger],
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        times: Sequence[TimeExpression],
    ) -> None:
        self.report, self.text = report, report.text
        self.attributions = attributions
        self.found = parts.Found(report.text, sorted(mentions, key=lambda m: (m.start, m.end)), times)
        self.headlines = [b.span for b in report.blocks if b.type in ("headline", "subheading")]
        self.named = frozenset(t.span for t in triggers if t.label in CLASSES)
        self._words: dict[Span, list[Token]] = {}
        self._near: dict[Span, list[Attribution]] = {}

    def sentence(self, span: Span) -> Span | None:
        """The sentence, or the headline, that holds a place."""
        sentences = self.report.sentences
        n = bisect_right(sentences, (span.start, span.end)) - 1
        for place in (n, n + 1):
            if 0 <= place < len(sentences) and sentences[place].contains(span):
                return sentences[place]
        return next((h for h in self.headlines if h.contains(span)), None)

    def words(self, sentence: Span) -> list[Token]:
        """The words and marks of a sentence."""
        if sentence not in self._words:
            self._words[sentence] = [w for w in tokens(self.text, [sentence]) if w.word or not self.in_time(w.span)]
        return self._words[sentence]

    def unquoted(self, sentence: Span) -> tuple[Token, ...]:
        """The words of a sentence without quotation marks."""
        return tuple(w for w in self.words(sentence) if w.lower not in QUOTES)

    def near(self, sentence: Span) -> list[Attribution]:
        """The attributions that reach into a sentence."""
        if sentence not in self._near:
            self._near[sentence] = [
                a for a in self.attributions if any(s.overlaps(sentence) for s in (*a.content, *a.cue))
            ]
        return self._near[sentence]

    def in_time(self, mark: Span) -> bool:
        """Whether a mark belongs to a time: the colon of "22:40" ends no clause."""
        return any(t.start <= mark.start < t.end for t in self.found.times)

    def event(self, stretch: Stretch, main: Token, inside: Sequence[Token], manner: Manner, people: People) -> Event:
        """The event that `main` names and the words `inside` tell of."""
        evidence = _pieces(inside[1:] if _is_joined(inside) else inside, self.text)
        if stretch.deed is not None:
            evidence = _with_content(evidence, stretch.deed, self.sentence(main.span), self.text)
        return Event(
            id=content_id("v", main.span, evidence),
            trigger=(main.span,),
            evidence=evidence,
            status=manner.status,
            certainty=manner.certainty,
            actors=people.actors,
            recipients=tuple(r for r in people.recipients if r not in people.actors),
            place=people.place,
            time=manner.time,
            told_by=stretch.told_by.id if stretch.told_by else None,
        )


def is_kind(word: Token, *wanted: str) -> bool:
    """Whether a lemma of the word is of one of the kinds of `data/event_words.tsv`."""
    return any(not kinds(lemma).isdisjoint(wanted) for lemma in word.lemmas)


def lies_ahead(time: TimeExpression) -> bool:
    """Whether the words themselves point ahead: "next week", "tomorrow"."""
    return bool(time.relative) and "-" not in str(time.relative) and str(time.relative)[1:2] not in ("", "0")


def _is_joined(inside: Sequence[Token]) -> bool:
    """Whether "that" only joins the clause to another one: "That the quay closed", but not "That quay closed"."""
    if inside[0].lower != "that" or len(inside) == 1:
        return False
    return not inside[0].capital or inside[1].capital or inside[1].lower in _SUBJECT_OPENERS


def _with_content(evidence: Sequence[Span], deed: Attribution, sentence: Span | None, text: str) -> tuple[Span, ...]:
    """A deed's clause with what is announced, denied or demanded in the same sentence."""
    said = [c for c in deed.content if sentence is not None and sentence.contains(c)]
    joined: list[Span] = []
    for span in sorted((*evidence, *said)):
        between = text[joined[-1].end : span.start] if joined else ""
        if joined and (span.start < joined[-1].end or between.strip(" ,").lower() in ("", "that", "to")):
            joined[-1] = hull((joined[-1], span))
        else:
            joined.append(span)
    return tuple(joined)


def _pieces(inside: Sequence[Token], text: str) -> tuple[Span, ...]:
    """The clause's words as spans: one, unless a speaker's words stand between its parts."""
    pieces: list[list[Token]] = [[inside[0]]]
    for before, word in pairwise(inside):
        between = text[before.span.end : word.span.start]
        if any(c.isalnum() for c in between) and not _ASIDE.fullmatch(between.strip()):
            pieces.append([])
        pieces[-1].append(word)
    return tuple(hull([w.span for w in piece]) for piece in pieces)
