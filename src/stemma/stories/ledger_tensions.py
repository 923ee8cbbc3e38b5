"""What does not sit well together in the ledger: two rules that point different ways, one rule told in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.records import StoryRule, Tension
from stemma.stories.ledger_merging import Cluster, comparable
from stemma.stories.ledger_tellings import Telling, beginning, shared

# The share of the shorter one's words that two rules have in common to be about one thing.
ABOUT = 0.5
# So many words of its own a telling has that says how far the rule goes: "the country" says nothing.
EXTENT = 2
_OPPOSED = (
    frozenset(("forbidden", "permitted")), frozenset(("forbidden", "required")),
    frozenset(("needs-approval", "permitted")), frozenset(("forbidden", "requested")),
)  # fmt: skip
_WAYS = {
    "in force": "told as in force", "lifted": "told as lifted", "proposed": "told as proposed",
    "reported": "told by unnamed voices", "unknown": "told as announced",
}  # fmt: skip


def tensions(made: Sequence[StoryRule], clusters: Sequence[Cluster]) -> tuple[Tension, ...]:
    """The tensions of the rules `made` of `clusters`, in order of the rules."""
    own = [t for rule, cluster in zip(made, clusters, strict=True) for t in _told_apart(rule, cluster)]
    keys = [frozenset(beginning(t) for m in c.members for t in m.terms | m.scope) for c in clusters]
    between = (_between(made[i], made[j], clusters[i], clusters[j]) for i, j in comparable(keys))
    return (*own, *(t for t in between if t is not None))


def _told_apart(rule: StoryRule, cluster: Cluster) -> Iterator[Tension]:
    """One rule that its reports tell differently: another status, another way, or another extent."""
    members = cluster.members
    for one, other in combinations(members, 2):
        why = _difference(one, other)
        if why:
            yield Tension((rule.id, rule.id), why, (*one.evidence[:1], *other.evidence[:1]))
            return


def _difference(one: Telling, other: Telling) -> str:
    if one.rule.modality != other.rule.modality:
        return f"{one.rule.modality} in one report, {other.rule.modality} in another"
    if _came_later(one, other) or _came_later(other, one):
        return ""
    if one.rule.status != other.rule.status:
        return f"{_WAYS[one.rule.status]} in one report, {_WAYS[other.rule.status]} in another"
    if min(len(one.terms), len(other.terms)) >= EXTENT and shared(one.terms, other.terms) < 1:
        return f"\u201c{_thing(one)}\u201d in one report, \u201c{_thing(other)}\u201d in another"
    return ""


def _came_later(lifted: Telling, other: Telling) -> bool:
    """Whether a rule was lifted after the other report told of it: its history, no tension."""
    later = (lifted.published or "") >= (other.published or "")
    return lifted.rule.status == "lifted" and other.rule.status != "lifted" and later


def _thing(telling: Telling) -> str:
    return telling.rule.object.text if telling.rule.object else telling.change


def _between(a: StoryRule, b: StoryRule, one: Cluster, other: Cluster) -> Tension | None:
    """Two rules of different ways about one thing, for parties that may be the same."""
    if frozenset((a.modality, b.modality)) not in _OPPOSED or "lifted" in (a.status, b.status):
        return None
    if a.bound and b.bound and not set(a.bound) & set(b.bound):
        return None
    pair = next((p for p in ((s, t) for s in one.members for t in other.members) if _about_one(*p)), None)
    if pair is None:
        return None
    why = f"{a.modality} by one, {b.modality} by the other: {_about(*pair)}"
    return Tension((a.id, b.id), why, (*pair[0].evidence[:1], *pair[1].evidence[:1]))


def _about_one(one: Telling, other: Telling) -> bool:
    return shared(one.terms, other.terms) >= ABOUT or shared(one.scope, other.scope) >= ABOUT


def _about(one: Telling, other: Telling) -> str:
    """What both are about, in the words of the first."""
    if shared(one.terms, other.terms) >= ABOUT:
        return _thing(one)
    return one.rule.scope or other.rule.scope or _thing(one)
