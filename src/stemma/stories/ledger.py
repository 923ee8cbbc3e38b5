"""The ledger of rules: what the reports together say that may, must or must not be done, as it changed.

A rule told by several reports is one with its history. Agentless rules keep an unknown authority. Where reports differ
about a rule, the ledger says so (a tension that names it twice) and takes neither side away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from stemma.reading.certainty import STRENGTH
from stemma.records import (
    Evidence,
    Member,
    Reading,
    RuleChange,
    RuleModality,
    RuleStatus,
    StoryActor,
    StoryRule,
    Tension,
    Validity,
    content_id,
)
from stemma.stories.ledger_merging import Cluster, merged
from stemma.stories.ledger_tellings import Telling, tellings
from stemma.stories.ledger_tensions import tensions
from stemma.stories.ledger_weighing import weighed

_OPEN = frozenset(("proposed", "undecided", "requested"))


def rules(
    readings: Sequence[Reading], actors: Sequence[StoryActor]
) -> tuple[tuple[StoryRule, ...], tuple[Tension, ...]]:
    """The rules of a story, most important first, and the tensions between them.

    `readings` are those of the story, dated, in order of publication; `actors` its actors. Supplier and origin of an
    object are ids of story actors where they are actors.
    """
    clusters = merged(tellings(readings, actors), actors)
    made = [_rule(cluster) for cluster in clusters]
    return weighed(made), tensions(made, clusters)


def _rule(cluster: Cluster) -> StoryRule:
    members = cluster.members
    best = max(members, key=lambda t: (_fullness(t), -t.order))
    latest = _latest(members)
    ordered = [best, *(m for m in members if m is not best)]
    return StoryRule(
        id=content_id("l", *sorted(f"{m.report} {m.rule.id}" for m in members)),
        modality=_modality(members),
        status=_status(members, latest),
        evidence=tuple(_passages(ordered)),
        authority=_authority(ordered),
        bound=tuple(dict.fromkeys(a for m in ordered for a in sorted(m.bound))),
        object=best.rule.object,
        action=best.rule.action or next((m.rule.action for m in ordered if m.rule.action), None),
        scope=best.rule.scope or next((m.rule.scope for m in ordered if m.rule.scope), None),
        conditions=tuple(dict.fromkeys(c for m in ordered for c in m.rule.conditions)),
        exceptions=tuple(dict.fromkeys(e for m in ordered for e in m.rule.exceptions)),
        valid=_valid(members),
        certainty=min((m.rule.certainty for m in members), key=STRENGTH.index),
        history=tuple(_history(members)),
        members=tuple(Member(m.report, m.rule.id) for m in members),
    )


def _authority(ordered: Sequence[Telling]) -> tuple[str, ...]:
    """Who rules, by all that tell of it; what is only proposed, by the report that is shown."""
    shown = ordered[0]
    told = ordered if shown.rule.status != "proposed" else [m for m in ordered if m.report == shown.report]
    return tuple(dict.fromkeys(a for m in told for a in sorted(m.authority)))


def _fullness(telling: Telling) -> int:
    rule = telling.rule
    parts = (telling.authority, telling.bound, rule.action, rule.scope, telling.terms, rule.conditions)
    return (
        sum(map(bool, parts))
        + bool(rule.object and rule.object.supplier)
        + 2 * bool(rule.object and rule.object.origin)
    )


def _modality(members: Sequence[Telling]) -> RuleModality:
    """The one that most reports tell, the earliest of those that equally many do."""
    counts = Counter(m.rule.modality for m in members)
    most = max(counts.values())
    return next(m.rule.modality for m in members if counts[m.rule.modality] == most)


def _latest(members: Sequence[Telling]) -> Telling:
    """The telling of the latest dated report; without dates, the last in order."""
    return max(members, key=lambda t: (t.published or "", t.order))


def _status(members: Sequence[Telling], latest: Telling) -> RuleStatus:
    """Lifted where the latest says so; else the surest that any report tells."""
    found = [m.rule.status for m in members]
    if latest.rule.status == "lifted" or set(found) == {"lifted"}:
        return "lifted"
    if _modality(members) in _OPEN and "proposed" in found:
        return "proposed"  # somebody is to decide, though another report knows of nobody
    order: tuple[RuleStatus, ...] = ("in force", "unknown", "reported", "proposed")
    return next(status for status in order if status in found)


def _valid(members: Sequence[Telling]) -> Validity:
    """From the earliest to the last that is told; `as_of` is the day of the latest report that tells of it."""
    starts = sorted(v for m in members if (v := m.valid.from_))
    ends = sorted(v for m in members if (v := m.valid.to))
    seen = sorted(v for m in members if (v := m.valid.as_of))
    return Validity(starts[0] if starts else None, ends[-1] if ends else None, seen[-1] if seen else None)


def _history(members: Sequence[Telling]) -> Iterator[RuleChange]:
    """When it was made, announced, changed or lifted, one line for each change that is dated or that differs."""
    seen: set[tuple[str | None, str]] = set()
    lines: list[tuple[str, int, RuleChange]] = []
    for telling in members:
        status = telling.rule.status
        when = telling.valid.to if status == "lifted" else telling.valid.from_
        key = (when, status if when else f"{status} {telling.rule.modality}")
        if key in seen or not (when or _changes(telling) or len(members) > 1):
            continue
        seen.add(key)
        change = RuleChange(when, telling.change, telling.evidence[:1])
        lines.append((when or telling.published or "", telling.order, change))
    yield from (line for *_, line in sorted(lines, key=lambda x: x[:2]))


def _changes(telling: Telling) -> bool:
    """Whether its words tell of an act on the rule, not only of the rule."""
    return len(telling.rule.trigger) > 1 or telling.rule.status in ("lifted", "unknown")


def _passages(members: Sequence[Telling]) -> list[Evidence]:
    return list(dict.fromkeys(e for m in members for e in m.evidence))
