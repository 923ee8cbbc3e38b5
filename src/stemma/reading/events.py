"""Events: what a report says has happened, goes on, is planned, proposed, supposed or denied, with its words.

The model marks the words; the verb group, the clause and the attribution around them decide what they are worth. What
somebody says is an attribution and no event, save where saying is doing: a decree, a promise, a threat.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from stemma.reading import events_parts as parts
from stemma.reading.certainty import certainty, take_apart, weakest
from stemma.reading.decoding import Trigger
from stemma.reading.events_clauses import COUNTS, DEEDS, QUOTES, Clause, Stretch, clause_of, stretch_of, verbal
from stemma.reading.events_dated import Held, holder
from stemma.reading.events_verbs import Group, group, is_a, kinds
from stemma.reading.morphology import Token, tokens
from stemma.records import Attribution, Event, EventStatus, EventTime, Mention, Report, TimeExpression, content_id
from stemma.spans import Span, hull

# TimeML's classes of what is done; of what is said, only words by which saying is doing are looked at.
_CLASSES = frozenset(("OCCURRENCE", "I_ACTION", "ASPECTUAL"))
_LABELS = _CLASSES | {"REPORTING"}
# What is wished for, asked for or threatened in a content without a finite verb of its own, by the act that says it.
_BY_ACT: dict[str, EventStatus] = {
    "urge": "proposed", "request": "proposed", "propose": "proposed", "suggest": "proposed", "ask": "hypothetical",
    "want": "hypothetical", "threaten": "hypothetical", "consider": "hypothetical", "doubt": "hypothetical",
    "worry": "hypothetical", "plan": "planned", "commit": "planned", "expect": "planned",
}  # fmt: skip
# What a clause that hangs on one of these tells is supposed, not told.
_SUPPOSING = frozenset(("if", "unless", "whether"))
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "this", "that", "another"))
_JOINING = frozenset(
    ("and", "or", "but", "of", "for", "to", "on", "in", "at", "with", "from", "by", "that", "than", "as")
)
_OWNS = frozenset(("'s", "'"))
_BELONGING = frozenset(("over", "in", "into", "on", "against", "between", "with", "of"))
# Within how many words behind a light verb its object stands.
OBJECT_REACH = 7
# How many words before a noun its determiner stands: "the long-awaited second joint naval drill".
PHRASE_REACH = 7
# A month, a season, a year: what was said then is told as an event of then.
_COARSE = re.compile(r"[\dX]{4}(?:-(?:[\dX]{2}|SP|SU|FA|WI|Q[1-4]|H[12]))?")
_AHEAD = re.compile(r"(?i)\b(?:would|will|to)\b")
_EARLIER = re.compile(r"(?i)earlier\b")
_ABBREVIATION = re.compile(r"\(\w+\)")
_ON = frozenset(("on", "in", "at", "from", "of"))
_ANNOUNCED = frozenset(("planned", "scheduled", "due", "set", "called"))


def find_events(
    report: Report,
    triggers: Sequence[Trigger],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
) -> tuple[Event, ...]:
    """The events of one report, in text order of their triggers."""
    finder = _Finder(report, mentions, attributions, times, triggers)
    found: dict[str, Event] = {}
    for trigger in triggers:
        if trigger.label in _LABELS and (event := finder.event(trigger)) is not None:
            found.setdefault(event.id, event)
    for event in finder.dated(triggers, tuple(found.values())):
        found.setdefault(event.id, event)
    return tuple(sorted(found.values(), key=lambda e: e.trigger[0]))


@dataclass(frozen=True, slots=True)
class _Manner:
    status: EventStatus
    certainty: str
    time: EventTime


@dataclass(frozen=True, slots=True)
class _People:
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: tuple[str, ...]


class _Finder:
    def __init__(
        self,
        report: Report,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        times: Sequence[TimeExpression],
        triggers: Sequence[Trigger],
    ) -> None:
        self.report, self.text = report, report.text
        self.attributions = attributions
        self.found = parts.Found(report.text, sorted(mentions, key=lambda m: (m.start, m.end)), times)
        self.headlines = [b.span for b in report.blocks if b.type in ("headline", "subheading")]
        self._words: dict[Span, list[Token]] = {}
        self.named = frozenset(t.span for t in triggers if t.label in _CLASSES)

    def event(self, trigger: Trigger) -> Event | None:
        sentence = self._sentence(trigger.span)
        if sentence is None or any(t.span.overlaps(trigger.span) for t in self.found.times):
            return None
        near = [a for a in self.attributions if any(s.overlaps(sentence) for s in (*a.content, *a.cue))]
        words = self._words_of(sentence)
        headline = any(h.contains(trigger.span) for h in self.headlines)
        word = next((w for w in words if w.span == trigger.span), None)
        if word is None or _is(word, "empty") or _seems(words, word):
            return None
        declared = _is(word, "declared")
        merely = _is(word, "speech") or (trigger.label not in _CLASSES and not declared)
        stretch = stretch_of(words, trigger.span, near, headline=headline, doing=True)
        at = next((n for n, w in enumerate(stretch.words) if w.span == trigger.span), None) if stretch else None
        if stretch is None or at is None:
            return None
        verb = group(stretch.words, at, headline=headline)
        quoting = stretch.deed is not None and stretch.deed.form == "direct" and not declared
        if merely or quoting:
            return self._said(stretch, verb)
        if verb is None:
            return self._noun(stretch, at)
        return self._verb(stretch, verb) or self._in_whole(stretch, words, trigger.span)

    def _said(self, stretch: Stretch, verb: Group | None) -> Event | None:
        """Something merely said: an event where it is of a month or a year, or promises and decrees on its day."""
        deed = stretch.deed
        if verb is None or (deed is not None and deed.form == "direct"):
            return None
        event = self._verb(stretch, verb)
        if event is None or not event.time.evidence:
            return None
        long_ago = _COARSE.fullmatch(event.time.value or "") is not None
        return event if long_ago or (deed is not None and deed.act in DEEDS) else None

    def _in_time(self, mark: Span) -> bool:
        """Whether a mark belongs to a time: the colon of "22:40" ends no clause."""
        return any(t.start <= mark.start < t.end for t in self.found.times)

    def _in_whole(self, stretch: Stretch, words: Sequence[Token], trigger: Span) -> Event | None:
        """The verb read in its whole sentence, where a content that ends too early took its subject away."""
        if len(stretch.words) == len(words) or stretch.told_by is not None:
            return None
        plain = Stretch(tuple(w for w in words if w.lower not in QUOTES), None, stretch.headline)
        at = next(n for n, w in enumerate(plain.words) if w.span == trigger)
        verb = group(plain.words, at, headline=stretch.headline)
        return self._verb(plain, verb) if verb is not None else None

    def _sentence(self, span: Span) -> Span | None:
        sentences = self.report.sentences
        n = bisect_right(sentences, (span.start, span.end)) - 1
        for place in (n, n + 1):
            if 0 <= place < len(sentences) and sentences[place].contains(span):
                return sentences[place]
        return next((h for h in self.headlines if h.contains(span)), None)

    def _verb(self, stretch: Stretch, verb: Group) -> Event | None:
        words = stretch.words
        clause = clause_of(words, verb.first, verb.main)
        if clause is None:
            return None
        before, after = words[clause.first : verb.first], words[verb.main + 1 : clause.end]
        if clause.subject is not None:
            before = words[slice(*clause.subject)]
        inside = (*(before if clause.subject else ()), *words[clause.first : clause.end])
        status = _governed(stretch, clause, verb.status)
        time = parts.time_of(self.found, inside, words[verb.main], ahead=status == "planned")
        if stretch.deed is not None and not time.evidence:
            time = self._looking_back(stretch.deed)
        empty = _is(words[verb.main], "light") and not self._holds_an_event(words[verb.main + 1 : clause.end])
        if (verb.reduced or empty) and not time.evidence:
            return None
        subject = parts.subjects(self.found, before)
        objects = parts.recipients(self.found, after)
        doer = parts.agent(self.found, after) if verb.passive else subject
        people = _People(doer, subject if verb.passive else objects, parts.places(self.found, inside))
        manner = _Manner(status, _sure(stretch, [w for w in inside if not self._in_time(w.span)], verb, status), time)
        return self._made(stretch, words[verb.main], inside, manner, people)

    def _looking_back(self, deed: Attribution) -> EventTime:
        """The time of a deed that stands in what is announced: "said it would close the quay earlier this month"."""
        said = [t for t in self.found.times for c in deed.content if c.contains(t.span) and c.end - t.end <= 1]
        ahead = any(_AHEAD.search(c.cut(self.text)) for c in deed.content)
        back = [t for t in said if (t.relative or "").startswith("P-") or _EARLIER.match(self.text, t.start)]
        return parts.as_time(back[0]) if ahead and back else EventTime()

    def _holds_an_event(self, behind: Sequence[Token]) -> bool:
        """Whether the object of a light verb is what happens: "hold a session", "make an appeal"."""
        near = takewhile(lambda w: w.word and w.lower not in _JOINING, behind[:OBJECT_REACH])
        return any(w.span in self.named for w in near)

    def _noun(self, stretch: Stretch, at: int) -> Event | None:
        """An event inside a noun phrase, where a time belongs to it: "the reduction on Monday", "the May raid"."""
        words = stretch.words
        if words[at].capital or words[at].lower.endswith("ed") or _is(words[at], "untimed", "light"):
            return None
        first = _phrase_start(words, at)
        if first is None or words[at - 1].lower in ("to", "be") or any(verbal(words, n) for n in range(first, at)):
            return None
        time, end, ahead = self._own_time(words, first, at)
        if time is None:
            return None
        inside = words[first:end]
        status: EventStatus = "planned" if ahead else "happened"
        people = _People((), (), parts.places(self.found, words[first : end + 3]))
        return self._made(stretch, words[at], inside, _Manner(status, "certain", parts.as_time(time)), people)

    def _own_time(self, words: Sequence[Token], first: int, at: int) -> tuple[TimeExpression | None, int, bool]:
        """The time inside or right behind a noun phrase, where the phrase then ends, and whether it is still ahead."""
        start = words[first].span.start
        behind = at + 1
        planned = behind + 1 < len(words) and words[behind].lower in _ANNOUNCED
        behind += planned
        for time in self.found.times:
            if not parts.dates(time):
                continue
            if start <= time.start and time.end <= words[at].span.start:
                return time, _phrase_end(words, at), False
            if _follows(words[behind : behind + 2], time, planned=planned):
                end = next((n for n in range(behind, len(words)) if words[n].span.start >= time.end), len(words))
                return time, end, planned or _lies_ahead(time)
        return None, at, False

    def dated(self, triggers: Sequence[Trigger], found: Sequence[Event]) -> Iterator[Event]:
        """Events of the times that none of those found has taken."""
        taken = {span for event in found if event.status != "hypothetical" for span in event.time.evidence}
        when = {event.trigger[0]: bool(event.time.evidence) for event in found}
        usable = {t.span: when.get(t.span, False) for t in triggers if t.label in _CLASSES}
        for time in self.found.times:
            sentence = self._sentence(time.span)
            if sentence is None or time.span in taken or not parts.dates(time):
                continue
            words = [w for w in self._words_of(sentence) if w.lower not in QUOTES]
            told = self._told(time.span, sentence)
            if any(a.id == told and a.form == "direct" for a in self.attributions):
                continue
            here = {
                w.span: usable[w.span]
                for w in words
                if w.span in usable
                and not _is(w, "empty", "speech", "untimed")
                and not w.capital
                and self._told(w.span, sentence) == told
                and not any(a.form == "direct" and any(c.contains(w.span) for c in a.cue) for a in self.attributions)
                and not any(t.span.overlaps(w.span) for t in self.found.times)
            }
            held = holder(words, here, time, ahead=_lies_ahead(time))
            if held is not None and (event := self._of_time(words, held, time, told)) is not None:
                yield event

    def _told(self, span: Span, sentence: Span) -> str | None:
        """The innermost attribution with a source of its own whose content holds a place."""
        around = [
            a
            for a in self.attributions
            if a.speaker_type != "implicit"
            and any(c.contains(span) for c in a.content)
            and any(s.overlaps(sentence) for s in (*a.content, *a.cue))
        ]
        return min(around, key=lambda a: sum(c.length for c in a.content)).id if around else None

    def _of_time(self, words: Sequence[Token], held: Held, time: TimeExpression, told: str | None) -> Event | None:
        subject = self._missing_subject(words, held)
        if not subject and not held.finite and not _begins_a_phrase(words[held.first]):
            return None
        inside = [*subject, *words[held.first : held.end]]
        told_by = next((a for a in self.attributions if a.id == told), None)
        planned = held.ahead or any(is_a(w, "will", "would") for w in words[held.first : held.at])
        sure = weakest(certainty(take_apart([inside]), frozenset()), told_by.certainty if told_by else None)
        status: EventStatus = "planned" if planned else "happened"
        if told_by is not None:
            status = _by_act(str(told_by.act), "planned" if told_by.act in _BY_ACT else status, promised=False)
            status = "hypothetical" if told_by.status in ("hypothetical", "negated") else status
        manner = _Manner(status, sure if sure != "underspecified" else "certain", parts.as_time(time))
        people = _People((), (), parts.places(self.found, inside))
        return self._made(Stretch(tuple(words), told_by), words[held.at], inside, manner, people)

    def _missing_subject(self, words: Sequence[Token], held: Held) -> Sequence[Token]:
        """Who a participle's clause is about, where its sentence begins with him: "Varga, after closing it"."""
        if not words[held.first].lower.endswith("ing") or not held.first:
            return ()
        if words[held.first - 1].lower not in (",", "after", "before", "while"):
            return ()
        opening = list(takewhile(lambda w: w.word and w.lower not in _JOINING, words[: held.first]))
        verb = next((n for n in range(1, len(opening)) if verbal(words, n)), len(opening))
        named = verb <= PHRASE_REACH and any(w.capital for w in opening[:verb])
        return opening[:verb] if named else ()

    def _words_of(self, sentence: Span) -> list[Token]:
        if sentence not in self._words:
            self._words[sentence] = [w for w in tokens(self.text, [sentence]) if w.word or not self._in_time(w.span)]
        return self._words[sentence]

    def _made(self, stretch: Stretch, main: Token, inside: Sequence[Token], manner: _Manner, people: _People) -> Event:
        evidence = _pieces(inside[1:] if inside[0].lower == "that" and len(inside) > 1 else inside, self.text)
        if stretch.deed is not None:
            evidence = _with_content(evidence, stretch.deed, self._sentence(main.span), self.text)
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


def _is(word: Token, *wanted: str) -> bool:
    """Whether a lemma of the word is of one of the kinds."""
    return any(not kinds(lemma).isdisjoint(wanted) for lemma in word.lemmas)


def _begins_a_phrase(word: Token) -> bool:
    """Whether a noun phrase that can stand by itself begins with the word."""
    begins = word.capital or word.lower[0].isdigit() or word.lower in _DETERMINERS or word.lower in COUNTS
    return begins and word.lower not in ("its", "his", "her", "their")


def _seems(words: Sequence[Token], word: Token) -> bool:
    """Whether "appears" only tells of an impression, and not of someone before a court."""
    at = next(n for n, w in enumerate(words) if w.span == word.span)
    return "appear" in word.lemmas and (at + 1 >= len(words) or words[at + 1].lower not in ("in", "before", "at", "on"))


def _governed(stretch: Stretch, clause: Clause, status: EventStatus) -> EventStatus:
    """The status as the clause's opener and the attribution around it leave it."""
    if clause.opener in _SUPPOSING:
        return "hypothetical"
    if status == "planned" and any(w.lower in ("if", "whether") for w in stretch.words):
        return "hypothetical"
    told = stretch.told_by
    if stretch.deed is not None and stretch.deed.act == "deny" and status == "happened":
        return "denied"
    if told is None:
        return status
    if told.status in ("hypothetical", "negated"):
        return "hypothetical"
    leading = stretch.words[clause.first].span.start <= told.content[0].start + len("that ")
    if told.act == "deny" and leading and status in ("happened", "ongoing"):
        return "denied"
    return _by_act(str(told.act), status, promised=_future_in_the_past(stretch, clause))


def _by_act(act: str, status: EventStatus, *, promised: bool) -> EventStatus:
    """What is still to come, by the act that tells of it."""
    if status == "hypothetical":
        return "planned" if promised and _BY_ACT.get(act, "planned") == "planned" else status
    return _BY_ACT.get(act, status) if status == "planned" else status


def _future_in_the_past(stretch: Stretch, clause: Clause) -> bool:
    """Whether "would" only tells a promise in the past tense: "said the talks would go ahead"."""
    words = [w.lower for w in stretch.words[clause.first : clause.end]]
    return "would" in words and "have" not in words and not any(w.lower == "if" for w in stretch.words)


def _sure(stretch: Stretch, inside: Sequence[Token], verb: Group, status: EventStatus) -> str:
    own = certainty(take_apart([inside]), frozenset())
    told = stretch.told_by.certainty if stretch.told_by else None
    of_verb = None if verb.status == "hypothetical" and status == "planned" else verb.certainty
    unless = "possible" if any(w.lower == "unless" for w in stretch.words) else None
    return weakest(own if own != "underspecified" else None, of_verb, told, unless)


def _phrase_start(words: Sequence[Token], at: int) -> int | None:
    """Where the noun phrase around `words[at]` begins: its determiner, or the owner before "'s"."""
    for first in range(at - 1, max(-1, at - PHRASE_REACH), -1):
        word = words[first]
        if word.lower in _OWNS:
            owner = first - 1
            while owner > 0 and words[owner - 1].capital and words[owner - 1].word:
                owner -= 1
            return owner if owner >= 0 else None
        if word.lower in _DETERMINERS:
            return first
        if not word.word or word.lower in _JOINING:
            return None
    return None


def _phrase_end(words: Sequence[Token], at: int) -> int:
    """Behind a noun with the place or party that belongs to it: "launch over Japan"."""
    end = at + 1
    if end + 1 < len(words) and words[end].lower in _BELONGING:
        reach = end + 1
        while reach < len(words) and (words[reach].capital or words[reach].lower in _DETERMINERS):
            reach += 1
        if reach > end + 1 and words[reach - 1].capital:
            return reach
    return end


def _follows(near: Sequence[Token], time: TimeExpression, *, planned: bool) -> bool:
    """Whether a time comes right behind a noun, with a preposition or without."""
    if not near:
        return False
    if near[0].span.start == time.start:
        # "A resolution this week" does not say whether it came about.
        return _lies_ahead(time) or str(time.relative or "").startswith("P-")
    joined = near[0].lower in (_ON | {"for"} if planned else _ON)
    return joined and len(near) > 1 and near[1].span.start == time.start


def _lies_ahead(time: TimeExpression) -> bool:
    """Whether the words themselves point ahead: "next week", "tomorrow"."""
    return bool(time.relative) and "-" not in str(time.relative) and str(time.relative)[1:2] not in ("", "0")


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
        if any(c.isalnum() for c in between) and not _ABBREVIATION.fullmatch(between.strip()):
            pieces.append([])
        pieces[-1].append(word)
    return tuple(hull([w.span for w in piece]) for piece in pieces)
