"""A story: what a set of readings tells together, every item with the passages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from stemma.records.base import Record, plain
from stemma.records.cast import Member, StoryActor
from stemma.records.readings import (
    Attribution,
    EventStatus,
    Reading,
    RuleModality,
    RuleObject,
    RuleStatus,
    StanceKind,
    StanceTime,
    TimeBasis,
    Validity,
)
from stemma.records.reports import Evidence

STORY_SCHEMA = "stemma.story/1"

ClaimStatus = Literal["corroborated", "single-origin", "disputed"]
ClaimRelation = Literal["agree", "adds-detail", "differs-in-certainty", "conflicts", "differs-in-source"]
NodeKind = Literal["report", "outlet", "agency", "document", "statement", "person", "anonymous", "unstated"]
EdgeKind = Literal["copies", "cites", "same-utterance", "shares-source"]
_STORY_PARTS = (
    "actors", "attributions", "links", "timeline", "claims", "rules", "tensions", "positions", "lineage", "brief",
)  # fmt: skip


def story_id(report: str) -> str:
    """The id of the story that a report founds.

    A story is called after its earliest report, so its id stays when reports are added, and the id after any other of
    its reports leads to it too: where stories are joined, or an earlier report turns up, the former ids still do.
    """
    return "s" + report.removeprefix("r")


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
class LineageNode(Record):
    """Where words or facts come from: a report of the pile, or something upstream of it."""

    id: str
    """A report's own id for a report; otherwise made from content."""
    kind: NodeKind
    name: str
    report: str | None = None
    """The report itself, or the one report that knows of an unnamed source."""
    actor: str | None = None
    """The story actor behind the node, where there is one."""


@dataclass(frozen=True, slots=True)
class LineageEdge(Record):
    """`from_` draws on `to`."""

    from_: str
    to: str
    kind: EdgeKind
    directed: bool
    score: float
    evidence: tuple[Evidence, ...] = ()
    """For a pair of passages, first that of `from_`, then that of `to`; several pairs follow one another."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage(Record):
    """The family tree of the reports."""

    nodes: tuple[LineageNode, ...] = ()
    edges: tuple[LineageEdge, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimSide(Record):
    """One statement of a claim: an utterance a report carries, or the report's own assertion."""

    report: str
    says: str
    """Words of the report."""
    certainty: str
    polarity: str
    attributed_to: str
    """A story actor's id, or "report"."""
    evidence: tuple[Evidence, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    """Numbers with what they count, dates and places the statement gives."""
    attribution: str | None = None
    """The attribution that carries it, in that report."""
    origin: str | None = None
    """The lineage node it goes back to."""


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """What is asserted, by one or several, and how the assertions stand to one another."""

    id: str
    proposition: str
    """Words of the side that says it best."""
    status: ClaimStatus
    origins: int
    """Independent origins, counted through the lineage."""
    origin_nodes: tuple[str, ...]
    relations: tuple[ClaimRelation, ...]
    """The main one first; empty for a claim with one side."""
    sides: tuple[ClaimSide, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RuleChange(Record):
    """One moment in a rule's life: when, what changed (words of the report), and where it is told."""

    when: str | None
    change: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StoryRule(Record):
    """A rule as all reports tell it; actors are story ids."""

    id: str
    modality: RuleModality
    status: RuleStatus
    evidence: tuple[Evidence, ...]
    authority: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    object: RuleObject | None = None
    action: str | None = None
    scope: str | None = None
    conditions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    valid: Validity = field(default_factory=Validity)
    certainty: str = "certain"
    history: tuple[RuleChange, ...] = ()
    members: tuple[Member, ...] = ()
    """The rules of readings behind it: report and rule id (in the field `actor`)."""


@dataclass(frozen=True, slots=True)
class Tension(Record):
    """Two rules that do not sit well together, or one rule told in two ways (then its id stands twice)."""

    between: tuple[str, ...]
    why: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DatedStance(Record):
    """A stance inside a story."""

    report: str
    stance: StanceKind
    condition: str | None
    time: StanceTime
    explicit: bool
    certainty: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Position(Record):
    """An actor's stances on one question, in order of time."""

    id: str
    actor: str
    question: str
    stances: tuple[DatedStance, ...]


@dataclass(frozen=True, slots=True)
class BriefLine(Record):
    """One line of the brief, with the passages it rests on."""

    text: str
    evidence: tuple[Evidence, ...]


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
    lineage: Lineage = field(default_factory=Lineage)
    claims: tuple[Claim, ...] = ()
    """Most important first."""
    rules: tuple[StoryRule, ...] = ()
    tensions: tuple[Tension, ...] = ()
    positions: tuple[Position, ...] = ()
    brief: tuple[BriefLine, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The contract's story object."""
        out: dict[str, Any] = {"schema": STORY_SCHEMA, "id": self.id, "title": self.title, "as_of": self.as_of}
        out |= {"from": self.from_, "to": self.to}
        out["reports"] = [r.report.report.to_dict() for r in self.readings]
        for name in _STORY_PARTS:
            out[name] = plain(getattr(self, name))
        out["layers"] = list(self.layers)
        return out
