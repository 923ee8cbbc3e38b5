"""Correcting: what people decide beside who is who, kept in the store, in force at once, handed on as one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from stemma import stories as grouping
from stemma.desk.building import regroup
from stemma.errors import StemmaError, StoreError, UsageError
from stemma.records import Correction, Judgement, Record
from stemma.settings import Settings
from stemma.store import Archive

DECISIONS_SCHEMA = "stemma.decisions/1"
Decision = Judgement | Correction


@dataclass(frozen=True, slots=True)
class Undone(Record):
    """A decision that was taken back."""

    decision: Decision
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Decisions(Record):
    """All that people decided, in order: what holds, and what was taken back."""

    holding: tuple[Decision, ...]
    undone: tuple[Undone, ...] = ()


def decisions(settings: Settings) -> Decisions:
    """What people decided, in the order in which they did."""
    with Archive(settings.database) as store:
        found: list[Decision] = [*store.judgements(), *store.corrections()]
        undone = tuple(Undone(*entry) for entry in store.undone())
    return Decisions(tuple(sorted(found, key=lambda d: d.number)), undone)


def corrections(settings: Settings) -> tuple[Correction, ...]:
    """The corrections that hold, in the order in which they were made."""
    with Archive(settings.database) as store:
        return store.corrections()


def correct(settings: Settings, correction: Correction) -> Correction:
    """Keep a correction (its number is given here) and put it in force. Raises UsageError for reports not in the store.

    Stories are grouped anew where it moves a report or its date; this takes some seconds for a large pile.
    """
    with Archive(settings.database, write=True) as store:
        with store.writing():
            _check(store, [correction])
            kept = store.correct(correction)
        _enforce(store, [kept])
    return kept


def undo(settings: Settings, number: int, *, who: str, when: str | None = None) -> Decision:
    """Take back a decision by its number."""
    with Archive(settings.database):  # a store that is not there is not made
        pass
    with Archive(settings.database, write=True) as store:
        with store.writing():
            gone = store.undo(number, who, when or now())
        _enforce(store, [gone] if isinstance(gone, Correction) else [])
    return gone


def exported(settings: Settings) -> dict[str, Any]:
    """The decisions that hold, as one JSON object that `imported` reads back."""
    found = decisions(settings).holding
    kinds: dict[str, list[dict[str, Any]]] = {"judgements": [], "corrections": []}
    for decision in found:
        kinds["corrections" if isinstance(decision, Correction) else "judgements"].append(decision.to_dict())
    return {"schema": DECISIONS_SCHEMA, **kinds}


def imported(settings: Settings, data: Any) -> int:
    """Keep the decisions of such an object that do not hold here yet; how many those were.

    Who decided and when is kept, numbers are given anew. Reports need not be there: a decision waits for them. Raises
    UsageError where the object is none of ours; then nothing is kept.
    """
    coming = _read(data)
    with Archive(settings.database, write=True) as store:
        with store.writing():
            known = {_core(d) for d in (*store.judgements(), *store.corrections())}
            fresh = [d for d in coming if _core(d) not in known]
            for decision in fresh:
                if isinstance(decision, Correction):
                    store.correct(decision)
                else:
                    store.judge(decision)
        _enforce(store, [d for d in fresh if isinstance(d, Correction)])
    return len(fresh)


def now() -> str:
    """The moment at which somebody decides, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _read(data: Any) -> list[Decision]:
    if not isinstance(data, Mapping) or data.get("schema") != DECISIONS_SCHEMA:
        raise UsageError("This is no list of decisions.", remedy=f'Give the JSON with "schema": "{DECISIONS_SCHEMA}".')
    try:
        found: list[Decision] = [Judgement.from_dict(entry) for entry in data.get("judgements", ())]
        found += [Correction.from_dict(entry) for entry in data.get("corrections", ())]
    except (StemmaError, TypeError, ValueError, KeyError, AttributeError, IndexError) as error:
        raise UsageError(f"A decision in the list cannot be read: {error}.", remedy="Export the list again.") from None
    return sorted(found, key=lambda d: (d.when, d.number))


def _core(decision: Record) -> tuple[str, str]:
    """What two equal decisions have in common, whatever their numbers."""
    return type(decision).__name__, repr({**decision.to_dict(), "number": 0})


def _check(store: Archive, those: Sequence[Correction]) -> None:
    for correction in those:
        texts = {r.id: r.text for r in store.reports(sorted(correction.reports))}
        for place in (correction.place, correction.other):
            if place is not None and texts[place.report][place.start : place.end] != place.quote:
                raise StoreError(
                    f"Correction of {place.report}: its words are not in the text.", remedy="Load it anew."
                )


def _enforce(store: Archive, those: Sequence[Correction]) -> None:
    """Let the search know, and group anew where a report moved."""
    reports = sorted({c.place.report for c in those if c.kind in {"speaker", "not-attribution"}})
    with store.writing():
        for reading in grouping.corrected(store.readings(reports), store.corrections()):
            store.index(reading)
    if any(c.kind in grouping.GROUPING_KINDS for c in those):
        regroup(store)
