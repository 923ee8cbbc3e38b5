"""Events: what a report says has happened, goes on, is planned, proposed, supposed or denied, with its words.

The model marks the words; the verb group, the clause and the attribution around them decide what they are worth. What
somebody says is an attribution and no event, save where saying is doing: a decree, a promise, a threat, a denial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from stemma.reading import events_parts as parts
from stemma.reading.decoding import Trigger
from stemma.reading.events_clauses import Clause, clause_end, clause_of
from stemma.reading.events_ground import CLASSES, Ground, Manner, People, is_kind
from stemma.reading.events_leftover import left_over
from stemma.reading.events_nouns import JOINING, in_noun_phrase
from stemma.reading.events_status import governed, sure
from stemma.reading.events_stretch import DEEDS, Stretch, stretch_of
from stemma.reading.events_verbs import Group, group, is_a
from stemma.reading.morphology import Token, is_regular_past
from stemma.records import Attribution, Event, EventTime, Mention, Report, TimeExpression
from stemma.spans import Span

_LABELS = CLASSES | {"REPORTING"}
# Within how many words behind a light verb its object stands.
OBJECT_REACH = 7
# A month, a season, a year: what was said then is told as an event of then.
_COARSE = re.compile(r"[\dX]{4}(?:-(?:[\dX]{2}|SP|SU|FA|WI|Q[1-4]|H[12]))?")
_AHEAD = re.compile(r"(?i)\b(?:would|will|to)\b")
# Behind "took", "came" or "went" these tell of a move.
_MOVES = (["to"], ["off"], ["into"], ["onto"], ["down"])
_GOES = frozenset(("take", "come", "go"))
_FAIL = re.compile(r"(?i)fail(?:s|ed)?\b")
_EARLIER = re.compile(r"(?i)earlier\b")


def find_events(
    report: Report,
    triggers: Sequence[Trigger],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
) -> tuple[Event, ...]:
    """The events of one report, in text order of their triggers."""
    ground = Ground(report, triggers, mentions, attributions, times)
    found: dict[str, Event] = {}
    for trigger in triggers:
        if trigger.label in _LABELS and (event := _of_trigger(ground, trigger)) is not None:
            found.setdefault(event.id, event)
    undated = {e.trigger: e for e in found.values() if not e.time.evidence}
    for event in left_over(ground, triggers, tuple(found.values())):
        told = undated.get(event.trigger)
        if told is None:
            found.setdefault(event.id, event)
        elif told.evidence != event.evidence:
            # A time that is found for an event that is told already makes no second one.
            found[told.id] = told.with_(time=event.time)
    kept = [e for e in found.values() if not _failed(report.text, e, tuple(found.values()))]
    return tuple(sorted(kept, key=lambda e: e.trigger[0]))


def _failed(text: str, event: Event, found: Sequence[Event]) -> bool:
    """Whether the same clause tells of it as a failure that happened: "failed to finish" is one event, not two."""
    others = (e for e in found if event.status == "denied" and e is not event and e.evidence == event.evidence)
    return any(other.status == "happened" and _FAIL.match(text, other.trigger[0].start) for other in others)


def _of_trigger(ground: Ground, trigger: Trigger) -> Event | None:
    sentence = ground.sentence(trigger.span)
    if sentence is None or any(t.span.overlaps(trigger.span) for t in ground.found.times):
        return None
    words = ground.words(sentence)
    word = next((w for w in words if w.span == trigger.span), None)
    if word is None or is_kind(word, "empty") or _seems(words, word) or _only_did(ground, words, word):
        return None
    headline = any(h.contains(trigger.span) for h in ground.headlines)
    stretch = stretch_of(words, trigger.span, ground.near(sentence), headline=headline)
    at = next((n for n, w in enumerate(stretch.words) if w.span == trigger.span), None)
    if at is None:
        return None
    verb = group(stretch.words, at, headline=headline)
    if verb is None and stretch.told_by is not None and stretch.told_by.speaker_type == "implicit":
        # "Varga is said to have left": whom the content is about stands before the cue.
        raised = Stretch(ground.unquoted(sentence), stretch.told_by, headline)
        there = next(n for n, w in enumerate(raised.words) if w.span == trigger.span)
        verb = group(raised.words, there, headline=headline)
        stretch, at = (raised, there) if verb is not None else (stretch, at)
    verb = verb or _cue(stretch, at)
    if _merely_said(stretch, trigger, word):
        return _said(ground, stretch, verb)
    if verb is None:
        return in_noun_phrase(ground, stretch, at)
    return _verb(ground, stretch, verb) or _in_whole(ground, stretch, sentence, trigger.span)


def _cue(stretch: Stretch, at: int) -> Group | None:
    """The verb by which somebody named before it says something, where its neighbours do not tell: "Varga argues"."""
    word, deed = stretch.words[at], stretch.deed
    if deed is None or not deed.source or deed.source[0].start >= word.span.start or stretch.told_by is not None:
        return None
    past = is_regular_past(word.lower) or (word.lower != word.lemmas[0] and not word.lower.endswith(("s", "ing", "n")))
    present = word.lower.endswith("s") and is_kind(word, "public")
    behind = stretch.words[at - 1] if at else word
    if not (past or present) or is_a(behind, "is", "was", "be", "being", "have"):
        return None
    return Group(at, at, "happened", "certain")


def _merely_said(stretch: Stretch, trigger: Trigger, word: Token) -> bool:
    """Whether nothing is done by the word but saying something."""
    if is_kind(word, "speech"):
        return True
    if _with_particle(stretch, word):
        return False
    quoting = stretch.deed is not None and stretch.deed.form == "direct"
    return (trigger.label not in CLASSES or quoting) and not is_kind(word, "declared")


def _with_particle(stretch: Stretch, word: Token) -> bool:
    """Whether a particle makes a deed of it: "called off the search"."""
    at = next((n for n, w in enumerate(stretch.words) if w.span == word.span), len(stretch.words))
    return any(w.lower in ("off", "back") for w in stretch.words[at + 1 : at + 2])


def _said(ground: Ground, stretch: Stretch, verb: Group | None) -> Event | None:
    """Something merely said: an event where it is of a month or a year, or answers, promises, decrees, takes a side."""
    deed = stretch.deed
    if verb is None or (deed is not None and deed.form == "direct"):
        return None
    word = stretch.words[verb.main]
    event = _verb(ground, stretch, verb)
    # Who tells or confirms something to somebody answers in public.
    if event is not None and event.actors and deed is not None and is_kind(word, "public"):
        return event
    if event is None or (deed is not None and deed.act in DEEDS and (event.time.evidence or not _plainly(word))):
        return event
    return event if event.time.evidence and _COARSE.fullmatch(event.time.value or "") else None


def _in_whole(ground: Ground, stretch: Stretch, sentence: Span, trigger: Span) -> Event | None:
    """The verb read in its whole sentence, where a content that ends too early took its subject away."""
    if len(stretch.words) == len(ground.words(sentence)) or stretch.told_by is not None:
        return None
    plain = Stretch(ground.unquoted(sentence), None, stretch.headline)
    at = next(n for n, w in enumerate(plain.words) if w.span == trigger)
    verb = group(plain.words, at, headline=stretch.headline)
    return _verb(ground, plain, verb) if verb is not None else None


def _verb(ground: Ground, stretch: Stretch, verb: Group) -> Event | None:
    words = stretch.words
    clause = clause_of(words, verb.first, verb.main)
    if verb.opened is not None:
        clause = Clause(verb.opened, clause_end(words, verb.main))
    if clause is None:
        return None
    before, after = words[clause.first : verb.first], words[verb.main + 1 : clause.end]
    if clause.subject is not None:
        before = words[slice(*clause.subject)]
    inside = (*(before if clause.subject else ()), *words[clause.first : clause.end])
    status = governed(stretch, clause, verb.status)
    time = parts.time_of(ground.found, inside, words[verb.main], ahead=status == "planned")
    if stretch.deed is not None and not time.evidence:
        time = _looking_back(ground, stretch.deed)
    empty = is_kind(words[verb.main], "light") and not _holds_an_event(ground, words[verb.main + 1 : clause.end])
    # What is done to somebody is done, light verb or not: "was given a billion", "were called to the scene".
    empty = empty and not _done_to(words, verb) and (stretch.deed is None or stretch.deed.act not in DEEDS)
    # A word by which somebody says something is a verb, whatever follows it.
    if ((verb.reduced and stretch.deed is None) or empty) and not time.evidence:
        return None
    subject = parts.subjects(ground.found, before)
    objects = parts.recipients(ground.found, after)
    doer = parts.agent(ground.found, after) if verb.passive else subject
    people = People(doer, subject if verb.passive else objects, parts.places(ground.found, inside))
    manner = Manner(status, sure(stretch, [w for w in inside if not ground.in_time(w.span)], verb, status), time)
    return ground.event(stretch, words[verb.main], inside, manner, people)


def _plainly(word: Token) -> bool:
    """Whether a word only says that something was said, and takes no side by itself."""
    return is_kind(word, "plain")


def _looking_back(ground: Ground, deed: Attribution) -> EventTime:
    """The time of a deed that stands in what is announced: "said it would close the quay earlier this month"."""
    said = [t for t in ground.found.times for c in deed.content if c.contains(t.span) and c.end - t.end <= 1]
    ahead = any(_AHEAD.search(c.cut(ground.text)) for c in deed.content)
    back = [t for t in said if (t.relative or "").startswith("P-") or _EARLIER.match(ground.text, t.start)]
    return parts.as_time(back[0]) if ahead and back else EventTime()


def _done_to(words: Sequence[Token], verb: Group) -> bool:
    """Whether a light verb tells what was done to somebody, or where he went: "was given", "took to the streets"."""
    near = [w.lower for w in words[verb.main + 1 : verb.main + 2]]
    main = words[verb.main].lemmas
    done = verb.passive and near != [] and "need" not in main
    return done or (near[:1] in _MOVES and not _GOES.isdisjoint(main) and verb.status != "ongoing")


def _holds_an_event(ground: Ground, behind: Sequence[Token]) -> bool:
    """Whether the object of a light verb is what happens: "hold a session", "make an appeal"."""
    near = takewhile(lambda w: w.word and w.lower not in JOINING, behind[:OBJECT_REACH])
    return any(w.span in ground.named for w in near)


def _only_did(ground: Ground, words: Sequence[Token], word: Token) -> bool:
    """Whether a verb only tells that what "to" and another name came about: "managed to leave"."""
    at = next(n for n, w in enumerate(words) if w.span == word.span)
    near = [w.lower for w in words[at + 1 : at + 2]]
    return is_a(word, "did") and near == ["to"] and any(w.span in ground.named for w in words[at + 2 : at + 4])


def _seems(words: Sequence[Token], word: Token) -> bool:
    """Whether "appears" only tells of an impression, and not of someone before a court."""
    at = next(n for n, w in enumerate(words) if w.span == word.span)
    return "appear" in word.lemmas and (at + 1 >= len(words) or words[at + 1].lower not in ("in", "before", "at", "on"))
