"""What became new, changed or was withdrawn in a story between two moments: the same pile told as of each, compared.

Items are held to be the same where their evidence overlaps, not by id: an id is made from content, and content grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from stemma.records import (
    Claim,
    ClaimSide,
    DatedStance,
    Evidence,
    Position,
    Reading,
    Record,
    Story,
    StoryRule,
    TimelineEntry,
)

ChangeKind = Literal["report", "claim", "event", "rule", "position"]


@dataclass(frozen=True, slots=True)
class Change(Record):
    """One difference. `text` says what it is about in words of the reports, `what` how it differs from before."""

    kind: ChangeKind
    change: Literal["new", "changed", "withdrawn"]
    id: str
    text: str
    what: tuple[str, ...] = ()
    """Pairs in words, e.g. "status: single-origin, now disputed"; empty for what is new."""
    evidence: tuple[Evidence, ...] = ()
    """For what changed, the passages that were not there before; all of them otherwise."""


class _Item(NamedTuple):
    kind: ChangeKind
    id: str
    text: str
    state: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    ended: bool = False
    """Whether it no longer holds: lifted, denied."""


def changes(then: Story, now: Story) -> tuple[Change, ...]:
    """Differences from `then` to `now`, two tellings of one story: reports, then claims, rules, positions, events."""
    out = [
        Change("report", "new", r.id, _named(r))
        for r in now.readings
        if r.id not in {before.id for before in then.readings}
    ]
    for items in (_claims, _rules, _positions, _events):
        out += _compared(list(items(then)), list(items(now)))
    return tuple(out)


def _compared(then: Sequence[_Item], now: Sequence[_Item]) -> Iterator[Change]:
    """Changes of one kind: what is there now in its order, then what no longer is."""
    taken: set[int] = set()
    for item in now:
        at = _same(item, then, taken)
        if at is None:
            yield Change(item.kind, "new", item.id, item.text, (), item.evidence)
            continue
        taken.add(at)
        what = tuple(_differences(then[at], item))
        if what:
            ends = item.ended and not then[at].ended
            shown = tuple(e for e in item.evidence if e not in then[at].evidence) or item.evidence
            yield Change(item.kind, "withdrawn" if ends else "changed", item.id, item.text, what, shown)
    for n, item in enumerate(then):
        if n not in taken and not item.ended:
            what = ("no longer told apart, now that later reports are read",)
            yield Change(item.kind, "withdrawn", item.id, item.text, what, item.evidence)


def _same(item: _Item, others: Sequence[_Item], taken: set[int]) -> int | None:
    """The item whose evidence shares most code points with this one's; of equals the first."""
    shared = [0 if n in taken else _shared(item.evidence, other.evidence) for n, other in enumerate(others)]
    best = max(range(len(shared)), key=lambda n: (shared[n], -n), default=None)
    return best if best is not None and shared[best] > 0 else None


def _shared(some: Iterable[Evidence], others: Sequence[Evidence]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others if a.report == b.report)


def _differences(before: _Item, item: _Item) -> Iterator[str]:
    known = dict(before.state)
    for name, value in item.state:
        if known.get(name, "") != value:
            yield f"{name}: {known.get(name) or 'not known'}, now {value or 'not known'}"


def _claims(story: Story) -> Iterator[_Item]:
    for claim in story.claims:
        yield _Item("claim", claim.id, claim.proposition, tuple(_claim_state(claim)), _all(claim.sides))


def _claim_state(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "status", claim.status
    yield "independent origins", str(claim.origins)
    yield "reports", str(len({side.report for side in claim.sides}))
    values = {f"{name} {value}" for side in claim.sides for name, value in side.values.items()}
    yield "figures", ", ".join(sorted(values))


def _all(told: Iterable[ClaimSide] | Iterable[DatedStance]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for one in told for e in one.evidence))


def _rules(story: Story) -> Iterator[_Item]:
    for rule in story.rules:
        text = rule.evidence[0].quote if rule.evidence else rule.action or ""
        yield _Item("rule", rule.id, text, tuple(_rule_state(rule)), rule.evidence, rule.status == "lifted")


def _rule_state(rule: StoryRule) -> Iterator[tuple[str, str]]:
    yield "modality", rule.modality
    yield "status", rule.status
    yield "conditions", "; ".join(rule.conditions)
    yield "exceptions", "; ".join(rule.exceptions)
    yield "valid", " to ".join(v for v in (rule.valid.from_, rule.valid.to) if v)


def _positions(story: Story) -> Iterator[_Item]:
    names = {actor.id: actor.name for actor in story.actors}
    for position in story.positions:
        text = f"{names.get(position.actor, 'someone')}: {position.question}"
        yield _Item("position", position.id, text, tuple(_position_state(position)), _all(position.stances))


def _position_state(position: Position) -> Iterator[tuple[str, str]]:
    last = position.stances[-1]
    yield "stance", last.stance
    yield "condition", last.condition or ""
    yield "certainty", last.certainty


def _events(story: Story) -> Iterator[_Item]:
    for entry in story.timeline:
        denied = entry.status == "denied"
        yield _Item("event", entry.id, entry.label, tuple(_event_state(entry)), entry.evidence, denied)


def _event_state(entry: TimelineEntry) -> Iterator[tuple[str, str]]:
    yield "status", entry.status
    yield "certainty", entry.certainty
    yield "time", entry.time.value or ""


def _named(reading: Reading) -> str:
    """A report's title, or its first words where it has none, and its outlet."""
    head = reading.report.report
    name = head.title or " ".join(reading.text[:200].split())[:90]
    return f"{name} ({head.outlet})" if head.outlet else name
