"""One report as stances are looked for in it: its sentences as words, its mentions and times; and stances as made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stemma.reading.certainty import weakest
from stemma.reading.events_parts import Found, dates
from stemma.reading.morphology import Token, tokens
from stemma.reading.stances_called import called
from stemma.reading.stances_questions import balanced, phrase_of
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
CLAIMS = frozenset((
    "accusation", "allegation", "claim", "report", "rumour", "rumor", "suggestion", "notion", "charge", "assertion",
    "speculation", "finding", "story", "account", "version",
))  # fmt: skip
# An object that only points back: its question is the one told of last.
STANDS_IN = frozenset(("it", "that", "this", "them", "those", "these"))
_PRONOUNS = frozenset(("he", "she", "it", "they"))
# Code points between a pronoun and the last mention of its actor; a paragraph has about 300.
FARTHEST = 400
_AGAINST = frozenset(("opposes", "refuses"))
_ANSWERING = frozenset(
    ("comment", "say", "answer", "elaborate", "speculate", "respond", "name", "identify", "confirm", "disclose")
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
_SIDES = {"opposes": ("whether",), "supports": ("whether", "how"), "permits": ("whether", "how")}
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
        return self.stance in _AGAINST and any(CLAIMS & set(w.lemmas) for w in near)


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
        asked = draft.stance in _SIDES and draft.question[0].lower in _SIDES[draft.stance]
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
