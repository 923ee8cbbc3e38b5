"""A reading: what one report says, each item anchored in its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from stemma.records.base import Record, plain
from stemma.records.reports import Report
from stemma.spans import Span

READING_SCHEMA = "stemma.reading/1"

ActorType = Literal[
    "person", "organization", "place", "person_group", "org_group", "gpe_group", "publication", "event", "product",
    "other",
]  # fmt: skip
MentionForm = Literal["name", "adjective", "title", "nominal", "pronoun"]
AttributionForm = Literal["direct", "indirect", "mixed"]
SpeakerType = Literal["named", "anonymous", "outlet", "collective", "implicit"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
EventStatus = Literal["happened", "ongoing", "planned", "proposed", "hypothetical", "denied"]
TimeBasis = Literal["stated", "relative", "inferred", "unknown"]
RuleModality = Literal[
    "forbidden", "permitted", "required", "needs-approval", "requested", "undecided", "proposed"
]  # fmt: skip
RuleStatus = Literal["in force", "lifted", "proposed", "reported", "unknown"]
StanceKind = Literal[
    "supports", "opposes", "permits", "forbids", "urges", "considering", "undecided", "conditional", "threatens",
    "reluctant", "refuses",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor(Record):
    """Someone or something that speaks or acts, inside one report (or, in a story, across reports)."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A place in the text that names or stands for an actor."""

    start: int
    end: int
    form: MentionForm
    type: ActorType
    actor: str | None = None

    @property
    def span(self) -> Span:
        """The mention's place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Attribution(Record):
    """Who (source) is reported by which words (cue) to have said or thought what (content)."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: AttributionForm
    speaker: str | None = None
    speakers: tuple[str, ...] = ()
    speaker_type: SpeakerType | None = None
    """None where the source is a pronoun or a description that the text does not settle."""
    confidence: float = 0.0
    layer: Literal["outer", "nested"] = "outer"
    parent: str | None = None
    act: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    status: str | None = None
    anonymity: tuple[Span, ...] = ()
    """Where the report says why the speaker is not named."""


@dataclass(frozen=True, slots=True)
class TimeExpression(Record):
    """Words that say when, how long or how often, with what they denote in TIMEX3."""

    start: int
    end: int
    type: TimeType
    value: str | None = None
    """TIMEX3; what the report leaves open stays a placeholder ("XXXX-WXX-5"), and None where nothing is left."""
    anchor: str | None = None
    """What the value was counted from: "report" (its date, known or not), "speaker" (the moment of a quoted speaker),
    the TIMEX3 value of an earlier expression, or None for what stands by itself."""
    relative: str | None = None
    """How far from the anchor, where the words say so: "P-1D" yesterday, "P0W" this week."""
    mod: str | None = None
    """TIMEX3's: START, MID, END, APPROX, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE."""

    @property
    def span(self) -> Span:
        """The expression's place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class EventTime(Record):
    """When an event was or is to be, as the report says it."""

    value: str | None = None
    """TIMEX3; None where nothing says, or where the report's own date is needed and open."""
    basis: TimeBasis = "unknown"
    evidence: tuple[Span, ...] = ()
    """The words that say when."""


@dataclass(frozen=True, slots=True)
class Event(Record):
    """Something said to have happened, to go on, to be planned, proposed, supposed, or not to have happened."""

    id: str
    trigger: tuple[Span, ...]
    """The word that names it."""
    evidence: tuple[Span, ...]
    """The clause that tells of it."""
    status: EventStatus
    certainty: str = "certain"
    actors: tuple[str, ...] = ()
    """Who did it; empty where the text leaves it open."""
    recipients: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    time: EventTime = field(default_factory=EventTime)
    told_by: str | None = None
    """The attribution whose content tells of it; None where the report does so itself."""


@dataclass(frozen=True, slots=True)
class RuleObject(Record):
    """What a rule is about: the words, and who supplies it or where its parts come from, where the text says so."""

    text: str
    supplier: str | None = None
    origin: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Validity(Record):
    """When a rule holds: TIMEX3 values, each None where the text leaves it open; `as_of` is the moment told of."""

    from_: str | None = None
    to: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Rule(Record):
    """Who may, must or must not do what: a restriction, permission, duty, ban, sanction, deadline or order told of."""

    id: str
    modality: RuleModality
    status: RuleStatus
    evidence: tuple[Span, ...]
    """The clauses that tell of it, in text order."""
    authority: tuple[str, ...] = ()
    """Actor ids; empty where the text names nobody who rules ("is currently restricted")."""
    bound: tuple[str, ...] = ()
    """Actor ids of those it binds or frees."""
    object: RuleObject | None = None
    action: str | None = None
    scope: str | None = None
    """Where or how far it reaches, in the text's words."""
    conditions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    valid: Validity = field(default_factory=Validity)
    certainty: str = "certain"
    trigger: tuple[Span, ...] = ()
    """The words that make it a rule."""
    told_by: str | None = None
    """The attribution whose content tells of it; None where the report does so itself."""


@dataclass(frozen=True, slots=True)
class StanceTime(Record):
    """When a stance was taken; TIMEX3, None where open."""

    value: str | None = None


@dataclass(frozen=True, slots=True)
class Stance(Record):
    """Where an actor stands on a question, as the report tells it."""

    id: str
    actor: str
    question: str
    """What it is about, in the words of the text."""
    stance: StanceKind
    evidence: tuple[Span, ...]
    condition: str | None = None
    time: StanceTime = field(default_factory=StanceTime)
    explicit: bool = True
    """False where it follows from what is told rather than from words of support or refusal."""
    certainty: str = "certain"
    told_by: str | None = None
    """The attribution that carries it; None where the report tells of it itself."""
    object: tuple[Span, ...] = ()
    """The words the question was cut from."""


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """All that was read in one report: a pure function of the report and the reader's version.

    `layers` names the layers this version reads; a layer that is not named is empty because nobody looked.
    """

    report: Report
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    layers: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    rules: tuple[Rule, ...] = ()
    stances: tuple[Stance, ...] = ()
    vectors: tuple[str, ...] = ()
    """One for each sentence of the report: 8-bit numbers in base 64, "" where a sentence has none. Kept in a store,
    and left out of what is shown."""

    @property
    def id(self) -> str:
        """The id of the report that was read."""
        return self.report.id

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def to_dict(self) -> dict[str, Any]:
        """The contract's reading object."""
        out: dict[str, Any] = {"schema": READING_SCHEMA, **self.report.to_dict()}
        for name in ("actors", "mentions", "attributions", "times", "events", "rules", "stances"):
            out[name] = plain(getattr(self, name))
        out["layers"] = list(self.layers)
        return out

    def to_row(self) -> dict[str, Any]:
        """The reading object with what a store keeps beside it."""
        return {**self.to_dict(), "vectors": list(self.vectors)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a reading back from the contract's object."""
        return cls(
            report=Report.from_dict(data),
            actors=tuple(Actor.from_dict(a) for a in data["actors"]),
            mentions=tuple(Mention.from_dict(m) for m in data["mentions"]),
            attributions=tuple(Attribution.from_dict(a) for a in data["attributions"]),
            times=tuple(TimeExpression.from_dict(t) for t in data["times"]),
            layers=tuple(data["layers"]),
            events=tuple(Event.from_dict(e) for e in data.get("events", ())),
            rules=tuple(Rule.from_dict(r) for r in data.get("rules", ())),
            stances=tuple(Stance.from_dict(s) for s in data.get("stances", ())),
            vectors=tuple(data.get("vectors", ())),
        )
