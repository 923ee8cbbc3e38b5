"""The records every room hands on: frozen dataclasses in the names of the contract, with ids made from content.

All offsets are Unicode code points of the report's `text`, half-open. Absent is None or an empty tuple, never a guess.
"""

from __future__ import annotations

import hashlib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, Self, get_args, get_origin

from stemma.errors import RecordError
from stemma.spans import Span

READING_SCHEMA = "stemma.reading/1"
STORY_SCHEMA = "stemma.story/1"

BlockType = Literal[
    "headline", "section_label", "byline", "outlet", "published_date", "dateline", "paragraph", "subheading",
    "caption", "disclaimer", "related_link", "advertisement", "other",
]  # fmt: skip
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
DateBasis = Literal["given", "metadata", "masthead", "inferred", "pile", "unknown"]

# Blocks whose words are the report's own telling; every other block is kept and shown but never read.
READ_BLOCKS: frozenset[str] = frozenset({"headline", "subheading", "paragraph"})


def content_id(prefix: str, *parts: object, length: int = 12) -> str:
    """An id made from content alone: `prefix` and the first `length` hex digits of a SHA-256 over `parts`."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}{digest.hexdigest()[:length]}"


class Record:
    """Base of all records: `to_dict` gives the contract's JSON shape, `from_dict` reads it back."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready dicts and lists; a span becomes `[start, end]`, a field `from_` the key `from`."""
        return {_key(f.name): _plain(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a record from its JSON shape; unknown keys are ignored. Raises RecordError naming the field."""
        values = {}
        for name, kind in _hints(cls).items():  # type: ignore[arg-type]
            key = _key(name)
            if key in data:
                values[name] = _read(kind, data[key], f"{cls.__name__}.{key}")
        try:
            return cls(**values)
        except TypeError as error:
            raise RecordError(f"{cls.__name__} cannot be read: {error}.", remedy="Rebuild the store.") from None

    def with_(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[type-var]


def _key(name: str) -> str:
    return name.rstrip("_")


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {f.name: hints[f.name] for f in fields(cls)}


def _read(kind: Any, value: Any, where: str) -> Any:
    """Turn a JSON value into what the type hint `kind` asks for."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is Any or origin is Literal or value is None:
        return value
    if origin in (types.UnionType, typing.Union):
        return _read(next(a for a in args if a is not types.NoneType), value, where)
    if origin is tuple:
        return tuple(_read(args[0], v, where) for v in value)
    if origin is not None and issubclass(origin, Mapping):
        return dict(value)
    return _read_plain(kind, value, where)


def _read_plain(kind: Any, value: Any, where: str) -> Any:
    """The same for a span, a record, or a plain value."""
    if kind is Span:
        return Span(int(value[0]), int(value[1]))
    if is_dataclass(kind):
        return kind.from_dict(value)  # type: ignore[union-attr]
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise RecordError(f"{where} should be {kind.__name__}, found {value!r}.", remedy="Rebuild the store.")
    return value


# --- what comes in -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given(Record):
    """What came beside the text: columns of a row, or nothing. Values are kept as they were written."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    section: str | None = None
    language: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class RawItem(Record):
    """One thing that may be a report, before anything was understood. `path` is shown to people and never opened."""

    content: bytes | str
    """Bytes of a file, or the text column of a row, already decoded by its container."""
    kind: Literal["text", "html", "row"]
    path: str
    url: str | None = None
    source_id: str | None = None
    """The row's or entry's own id, where it has one."""
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class Rejected(Record):
    """An input that could not be used: where it is, a coded reason, what was found, and what to do about it."""

    path: str
    code: Literal[
        "missing", "unreadable", "empty", "binary", "undecodable", "too-large", "no-article", "not-english",
        "bad-row", "unsupported", "failed",
    ]  # fmt: skip
    reason: str
    remedy: str = ""


# --- a report ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block(Record):
    """A typed stretch of the text. Blocks are in order, do not overlap, and cover all that is not white space."""

    type: BlockType
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The block's place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateEvidence(Record):
    """One witness of the publication time; `where` it was found is e.g. "masthead", "meta pubdate", "url"."""

    where: str
    text: str
    values: tuple[str, ...]
    """The readings it allows, most likely first: ISO 8601, cut at its precision."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published(Record):
    """When the report was published, as far as it says itself."""

    value: str | None = None
    precision: Literal["minute", "day", "month", "year"] | None = None
    basis: DateBasis = "unknown"
    confidence: float = 0.0
    alternatives: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    witnesses: tuple[DateEvidence, ...] = ()
    updated: str | None = None
    pile_evidence: tuple[Evidence, ...] = ()
    """Passages of other reports of the story that settled it (basis "pile")."""


@dataclass(frozen=True, slots=True)
class ReportHead(Record):
    """What is known of a report beside its text; the contract's `report` object."""

    id: str
    path: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    section: str | None = None
    language: str | None = None
    published: Published = field(default_factory=Published)
    source_id: str | None = None
    encoding: str | None = None
    """How the bytes were decoded: "utf-8", "utf-8-sig", "windows-1252", ...; None for text that came decoded."""


@dataclass(frozen=True, slots=True)
class Report(Record):
    """One report, cleaned: its text, typed blocks that cover it, and sentence spans inside the blocks that are read."""

    report: ReportHead
    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The report's id, made from its text alone: the same text under two names is one report."""
        return self.report.id


# --- a reading -----------------------------------------------------------------------------------------------------


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

    @property
    def id(self) -> str:
        """The id of the report that was read."""
        return self.report.id

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def to_dict(self) -> dict[str, Any]:
        """The contract's reading object; layers that are not read yet are present and empty."""
        out: dict[str, Any] = {"schema": READING_SCHEMA, **self.report.to_dict()}
        for name in ("actors", "mentions", "attributions", "times", "events"):
            out[name] = _plain(getattr(self, name))
        for name in ("rules", "stances"):
            out[name] = []
        out["layers"] = list(self.layers)
        return out

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
        )


# --- a story -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """A passage that shows something: report, span, and the words it cuts out."""

    report: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Member(Record):
    """A reading's actor behind a story's actor."""

    report: str
    actor: str


@dataclass(frozen=True, slots=True)
class ActorMerge(Record):
    """One step by which actors of readings became one: who, how sure (0 to 1), why, and the passages that show it."""

    members: tuple[Member, ...]
    score: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorRelation(Record):
    """How one story actor stands to another (`to`, a story id), as the text says it."""

    to: str
    kind: Literal["speaks-for", "part-of", "role-in"]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleConflict(Record):
    """Roles that the reports state of one actor and that cannot all hold at once; all are kept."""

    roles: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement(Record):
    """What a person decided about two actors of readings; `other` is the one that is joined or taken out."""

    number: int
    """Its place in the list of judgements, for undoing; never given twice."""
    verdict: Literal["same", "different", "unsure"]
    one: Member
    other: Member
    who: str
    when: str
    """ISO 8601, given by the caller."""
    one_name: str = ""
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class StoryActor(Record):
    """An actor across the reports of a story; `id` is a story id, `members` the actors of the readings behind it."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    merges: tuple[ActorMerge, ...] = ()
    relations: tuple[ActorRelation, ...] = ()
    role_conflicts: tuple[RoleConflict, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryAttribution(Record):
    """An attribution inside a story: as in the reading, with its report, speakers given as story ids."""

    report: str
    attribution: Attribution

    def to_dict(self) -> dict[str, Any]:
        """The attribution's own fields, with `report` beside them."""
        return {"report": self.report, **self.attribution.to_dict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read it back from the flat shape."""
        return cls(report=data["report"], attribution=Attribution.from_dict(data))


@dataclass(frozen=True, slots=True)
class EntryTime(Record):
    """When something of the timeline was or is to be: a TIMEX3 value, and the days it lies between, both included."""

    value: str | None = None
    not_before: str | None = None
    """ISO day; None where nothing bounds it on this side."""
    not_after: str | None = None
    basis: TimeBasis = "unknown"


@dataclass(frozen=True, slots=True)
class TimelineEntry(Record):
    """One event as all reports tell it. Its second clock is `reported`: the day the first of them was published."""

    id: str
    label: str
    """Words cut from the report that tells it best."""
    time: EntryTime
    status: EventStatus
    certainty: str
    actors: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """The clauses that tell of it, the label's own first."""
    reported: str | None = None
    reason: str | None = None
    """Why tellings of several reports were taken for one event; None for a single telling."""


@dataclass(frozen=True, slots=True)
class GroupLink(Record):
    """Why a report stands in its story: the report it was joined to, how alike they are, and what they share."""

    report: str
    to: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Group(Record):
    """Which reports tell one story, before it is assembled; `reports` are ids in order of publication."""

    id: str
    title: str
    from_: str | None
    to: str | None
    reports: tuple[str, ...]
    links: tuple[GroupLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Story(Record):
    """What a set of readings tells together, as of a date; a pure function of both."""

    id: str
    title: str
    as_of: str | None
    from_: str | None
    to: str | None
    readings: tuple[Reading, ...]
    """In order of publication; undated reports last, then by id."""
    actors: tuple[StoryActor, ...] = ()
    attributions: tuple[StoryAttribution, ...] = ()
    links: tuple[GroupLink, ...] = ()
    layers: tuple[str, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    """In order of time; what has no bounds at all comes last."""

    def to_dict(self) -> dict[str, Any]:
        """The contract's story object; layers that are not built yet are present and empty."""
        out: dict[str, Any] = {"schema": STORY_SCHEMA, "id": self.id, "title": self.title, "as_of": self.as_of}
        out |= {"from": self.from_, "to": self.to}
        out["reports"] = [r.report.report.to_dict() for r in self.readings]
        for name in ("actors", "attributions", "links", "timeline"):
            out[name] = _plain(getattr(self, name))
        for name in ("claims", "rules", "tensions", "positions"):
            out[name] = []
        out["lineage"] = {"nodes": [], "edges": []}
        out["brief"] = []
        out["layers"] = list(self.layers)
        return out
