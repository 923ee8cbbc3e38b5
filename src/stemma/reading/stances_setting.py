"""One report as stances are looked for in it: its sentences as words, its mentions and times; and stances as made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading.certainty import weakest
from stemma.reading.events_clauses import verbal
from stemma.reading.events_parts import Found, dates
from stemma.reading.morphology import Token, tokens
from stemma.reading.stances_called import called
from stemma.reading.stances_questions import QUOTES, balanced, cut, known_subject, phrase_of
from stemma.reading.stances_words import Match, matches, parted, sent_off, voiced
from stemma.records import (
    READ_BLOCKS,
    Attribution,
    Mention,
    Report,
    Rule,
    Stance,
    StanceKind,
    StanceTime,
    TimeExpression,
    content_id,
)
from stemma.spans import Span

# What a claim is called: who turns one down denies it, and takes no position.
_CLAIMS = frozenset((
    "accusation", "allegation", "claim", "report", "rumour", "rumor", "suggestion", "notion", "charge", "assertion",
    "speculation", "finding", "story", "account", "version",
))  # fmt: skip
# An object that only points back: its question is the one told of last.
STANDS_IN = frozenset(("it", "that", "this", "them", "those", "these"))
_PRONOUNS = frozenset(("he", "she", "it", "they"))
_PERSONAL = frozenset(("he", "she", "they", "i", "we", "you", "it", "there", "this", "that", "who", "what"))
_WHOM = frozenset(("him", "her", "them"))
# Code points between a pronoun and the last mention of its actor; a paragraph has about 300.
FARTHEST = 400
_AGAINST = frozenset(("opposes", "refuses"))
_ANSWERING = frozenset(
    ("comment", "say", "answer", "elaborate", "speculate", "respond", "name", "identify", "confirm", "disclose")
)
_FINITE = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "should", "must", "may", "might")
)
_LAWS = frozenset(
    (
        "resolution",
        "law",
        "treaty",
        "act",
        "bill",
        "statute",
        "constitution",
        "rule",
        "pact",
        "convention",
        "charter",
        "protocol",
        "amendment",
    )
)
_SIDES = frozenset(("supports", "opposes", "permits"))
_MINDING = frozenset(("believe", "think", "say", "know", "hear", "tell"))
_CLAIM_WITHIN = 4
_THINGS = frozenset(("product", "event", "work"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A stance before its holders are put to it."""

    stance: StanceKind
    question: Sequence[Token]
    evidence: tuple[Span, ...]
    told_by: str | None
    certainty: str
    condition: Span | None = None
    time: str | None = None
    explicit: bool = True
    verdict: bool = False
    """Whether it says what a claim is worth: "dismissed the report as gossip"."""

    @property
    def denies(self) -> bool:
        """Whether no more than a claim is turned down."""
        if self.verdict:
            return False
        near = self.question[:_CLAIM_WITHIN]
        return self.stance in _AGAINST and any(_CLAIMS & set(w.lemmas) for w in near)


@dataclass(slots=True)
class Setting:
    """A report with what was read in it; `used` are the words that have told of a stance already."""

    report: Report
    mentions: Sequence[Mention]
    attributions: Sequence[Attribution]
    times: Sequence[TimeExpression] = ()
    rules: Sequence[Rule] = ()
    used: list[Span] = field(default_factory=list)
    found: Found = field(init=False)
    sentences: list[Span] = field(init=False)
    headlines: frozenset[Span] = field(init=False)
    _words: dict[Span, list[Token]] = field(default_factory=dict)
    _verbs: dict[Span, list[Match]] = field(default_factory=dict)
    _by_id: dict[str, Attribution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sentences of what is read, headlines among them, in text order."""
        # A title beside a name is no second party.
        held = sorted((m for m in self.mentions if m.form != "title"), key=lambda m: (m.start, m.end))
        self.found = Found(self.report.text, held, self.times)
        read = [b for b in self.report.blocks if b.type in READ_BLOCKS]
        heads = [b.span for b in read if b.type in ("headline", "subheading")]
        kept = [s for s in self.report.sentences if any(b.span.overlaps(s) for b in read)]
        self.sentences = sorted([*kept, *(h for h in heads if not any(s.overlaps(h) for s in kept))])
        self.headlines = frozenset(s for s in self.sentences if any(h.overlaps(s) for h in heads))
        self._by_id = {a.id: a for a in self.attributions}

    def with_(
        self, mentions: Sequence[Mention], times: Sequence[TimeExpression], rules: Sequence[Rule] = ()
    ) -> Setting:
        """The same report with all its mentions, times and rules known; its words are cut once."""
        return Setting(self.report, mentions, self.attributions, times, rules, _words=self._words, _verbs=self._verbs)

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def words(self, sentence: Span | None) -> list[Token]:
        """The words and marks of a sentence; none where there is no sentence."""
        if sentence is None:
            return []
        if sentence not in self._words:
            self._words[sentence] = tokens(self.text, [sentence])
        return self._words[sentence]

    def inside(self, spans: Sequence[Span]) -> list[Token]:
        """The words and marks of some spans, cut anew only where one runs over a sentence."""
        out: list[Token] = []
        for span in spans:
            home = self.sentence(span)
            if home is not None and home.contains(span):
                out += [w for w in self.words(home) if span.contains(w.span)]
            else:
                out += tokens(self.text, [span])
        return out

    def verbs(self, sentence: Span) -> list[Match]:
        """The verb phrases of stance in a sentence."""
        if sentence not in self._verbs:
            words = self.words(sentence)
            self._verbs[sentence] = [*matches(words, "verb", free=True), *parted(words), *voiced(words)]
            self._verbs[sentence] += sent_off(words)
            taken = {m.first for m in self._verbs[sentence]}
            self._verbs[sentence] += [m for m in called(words) if m.first not in taken]
            self._verbs[sentence] += [m for m in matches(words, "deed", free=True) if m.first not in taken]
        return self._verbs[sentence]

    def sentence(self, span: Span) -> Span | None:
        """The sentence in which `span` begins."""
        at = bisect_right(self.sentences, (span.start, len(self.text))) - 1
        return self.sentences[at] if at >= 0 and span.start < self.sentences[at].end else None

    def is_used(self, span: Span) -> bool:
        """Whether the word at `span` has told of a stance already."""
        return any(u.overlaps(span) for u in self.used)

    def is_far(self, told: Attribution) -> bool:
        """Whether a pronoun stands so far from whom it was taken for that a stance is too much to rest on it."""
        source = told.source[0] if told.source else None
        if source is None or not told.speakers or source.cut(self.text).casefold() not in _PRONOUNS:
            return False
        ends = [m.end for m in self.found.mentions if m.actor in told.speakers and m.end <= source.start]
        return not ends or source.start - ends[-1] > FARTHEST

    def as_told(self, told: Attribution | None, sure: str) -> str:
        """How sure a stance is: no surer than whoever tells of `told`."""
        above = self._by_id.get(told.parent) if told and told.parent else None
        return weakest(sure, sure_of(above), "probable" if above and above.status == "hedged" else None)

    def said_when(self, told: Attribution, sentence: Span | None) -> str | None:
        """When something was said: a time of its sentence outside what is said."""
        for time in self.times:
            inside = sentence is not None and sentence.contains(time.span)
            if inside and dates(time) and not any(c.overlaps(time.span) for c in told.content):
                return time.value
        return None

    def made(self, draft: Draft, holders: Sequence[str]) -> Iterator[Stance]:
        """The draft as a stance of each holder."""
        asked = draft.question[0].lower in ("whether", "how") and draft.stance in _SIDES
        if draft.denies or asked:
            return  # nobody is for or against a "whether"
        about = balanced(self.text, phrase_of(draft.question))
        for actor in holders:
            if any(m.actor == actor and m.span == about for m in self.found.mentions):
                continue  # "angering Selkia"
            if any(m.actor == actor and m.type in _THINGS for m in self.found.mentions):
                continue  # "the rocket will allow"
            if any(m.actor == actor and _is_law(m, self.text) for m in self.found.mentions):
                continue  # "a series of resolutions prohibits"
            yield Stance(
                id=content_id("p", actor, draft.stance, about, draft.evidence),
                actor=actor,
                question=" ".join(about.cut(self.text).split()),
                stance=draft.stance,
                evidence=draft.evidence,
                condition=" ".join(draft.condition.cut(self.text).split()) if draft.condition else None,
                time=StanceTime(draft.time),
                explicit=draft.explicit,
                certainty=draft.certainty,
                told_by=draft.told_by,
                object=(about,),
            )


def _is_law(mention: Mention, text: str) -> bool:
    """Whether a holder is no actor but a law or a treaty: "a series of resolutions", "the Harbour Act"."""
    words = mention.span.cut(text).lower().split()
    return mention.type != "person" and mention.form in ("name", "nominal") and words[-1].rstrip("s") in _LAWS


def borrowed(setting: Setting, at: Span, before: Sequence[Stance]) -> list[Token]:
    """The question told of last in this sentence or the one before; empty where there is none, or more than one."""
    here = setting.sentence(at)
    if here is None:
        return []
    limit = setting.sentences[max(0, setting.sentences.index(here) - 1)].start
    earlier = [s for s in before if limit <= s.object[0].start and s.object[-1].end <= at.start]
    last = max(earlier, key=lambda s: (s.object[-1].end, s.id)).object[-1] if earlier else None
    if last is None or any(_CLAIMS & set(w.lemmas) for w in setting.inside([Span(last.end, at.start)])):
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


def again(stance: Stance, time: str | None) -> Stance:
    """The stance of another actor, taken later: its own id and time."""
    made = content_id("p", stance.actor, stance.stance, stance.object, stance.evidence)
    return stance.with_(id=made, time=StanceTime(time))


def withholds(stance: StanceKind, question: Sequence[Token]) -> bool:
    """Whether no more than an answer is refused or asked for: "declined to say whether", "asked to respond"."""
    words = [w for w in question if w.word and w.lower != "to"]
    return stance in ("refuses", "urges") and bool(words) and not _ANSWERING.isdisjoint(words[0].lemmas)


def sure_of(told: Attribution | None) -> str | None:
    """What a source's own doubt leaves of what it tells; None where it has none."""
    return told.certainty if told and told.certainty in ("probable", "possible") else None


def left_open(*, denied: bool) -> StanceKind:
    """What "may" and "might" leave of a stance."""
    return "undecided" if denied else "considering"
