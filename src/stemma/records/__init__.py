"""The records every room hands on: frozen dataclasses in the names of the contract, with ids made from content.

All offsets are Unicode code points of the report's `text`, half-open. Absent is None or an empty tuple, never a guess.
"""

from stemma.records.base import Record, content_id
from stemma.records.cast import ActorMerge, ActorRelation, Member, RoleConflict, StoryActor
from stemma.records.judging import Correction, CorrectionKind, Judgement
from stemma.records.readings import (
    READING_SCHEMA,
    Actor,
    ActorType,
    Attribution,
    AttributionForm,
    Event,
    EventStatus,
    EventTime,
    Mention,
    MentionForm,
    Reading,
    Rule,
    RuleModality,
    RuleObject,
    RuleStatus,
    SpeakerType,
    Stance,
    StanceKind,
    StanceTime,
    TimeBasis,
    TimeExpression,
    TimeType,
    Validity,
)
from stemma.records.reports import (
    READ_BLOCKS,
    Block,
    BlockType,
    DateBasis,
    DateEvidence,
    Evidence,
    Given,
    Published,
    RawItem,
    Rejected,
    Report,
    ReportHead,
)
from stemma.records.stories import (
    STORY_SCHEMA,
    BriefLine,
    Claim,
    ClaimRelation,
    ClaimSide,
    ClaimStatus,
    DatedStance,
    EdgeKind,
    EntryTime,
    Group,
    GroupLink,
    Lineage,
    LineageEdge,
    LineageNode,
    NodeKind,
    Position,
    RuleChange,
    Story,
    StoryAttribution,
    StoryRule,
    Tension,
    TimelineEntry,
    story_id,
)

__all__ = [
    "READING_SCHEMA", "READ_BLOCKS", "STORY_SCHEMA", "Actor", "ActorMerge", "ActorRelation", "ActorType",
    "Attribution", "AttributionForm", "Block", "BlockType", "BriefLine", "Claim", "ClaimRelation", "ClaimSide",
    "ClaimStatus", "Correction", "CorrectionKind", "DateBasis", "DateEvidence", "DatedStance", "EdgeKind",
    "EntryTime", "Event", "EventStatus", "EventTime", "Evidence", "Given", "Group", "GroupLink", "Judgement",
    "Lineage", "LineageEdge", "LineageNode", "Member", "Mention", "MentionForm", "NodeKind", "Position",
    "Published", "RawItem", "Reading", "Record", "Rejected", "Report", "ReportHead", "RoleConflict", "Rule",
    "RuleChange", "RuleModality", "RuleObject", "RuleStatus", "SpeakerType", "Stance", "StanceKind", "StanceTime",
    "Story", "StoryActor", "StoryAttribution", "StoryRule", "Tension", "TimeBasis", "TimeExpression", "TimeType",
    "TimelineEntry", "Validity", "content_id", "story_id",
]  # fmt: skip
