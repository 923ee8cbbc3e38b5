"""What people decided: who is who, a wrong speaker, no attribution, a date, one claim or two, which story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.records.base import Record
from stemma.records.cast import Member
from stemma.records.readings import ActorType
from stemma.records.reports import Evidence

CorrectionKind = Literal[
    "speaker", "not-attribution", "date", "claims-same", "claims-different", "belongs", "does-not-belong"
]  # fmt: skip


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
class Correction(Record):
    """One decision about passages. It points at words, not only at ids, so that it outlives a new reader."""

    number: int
    """Its place in the one list of all decisions, for undoing; never given twice."""
    kind: CorrectionKind
    place: Evidence
    """The words it is about; for a date and for belonging, the beginning of the report."""
    who: str
    when: str
    """ISO 8601, given by the caller."""
    item: str | None = None
    """The attribution's id (speaker, not-attribution)."""
    other: Evidence | None = None
    """The other statement (claims), or another report of the story meant (belonging)."""
    value: str | None = None
    """The date (YYYY, YYYY-MM, YYYY-MM-DD or with a time), or the speaker's name; None for a speaker nobody knows."""
    speaker: Member | None = None
    """The reading's actor who spoke, of this or another report; None for a name that no report has, and for nobody."""
    speaker_type: ActorType | None = None

    @property
    def reports(self) -> frozenset[str]:
        """The reports it is about."""
        return frozenset({self.place.report, *([self.other.report] if self.other else [])})
