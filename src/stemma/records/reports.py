"""What comes in, and a report: its text, typed blocks, and when it was published as far as it says itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from stemma.records.base import Record
from stemma.spans import Span

BlockType = Literal[
    "headline", "section_label", "byline", "outlet", "published_date", "dateline", "paragraph", "subheading",
    "caption", "disclaimer", "related_link", "advertisement", "other",
]  # fmt: skip
DateBasis = Literal["given", "metadata", "masthead", "inferred", "pile", "unknown"]

# Blocks whose words are the report's own telling; every other block is kept and shown but never read.
READ_BLOCKS: frozenset[str] = frozenset({"headline", "subheading", "paragraph"})


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """A passage that shows something: report, span, and the words it cuts out."""

    report: str
    start: int
    end: int
    quote: str


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
