"""Which tellings are of one event: a like word for it, days that fit, the same ones taking part, words in common.

Two events shown as one are worse than one shown twice, so whatever speaks against a merge prevents it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.records import StoryActor
from stemma.stories.timeline_days import Window, iso
from stemma.stories.timeline_tellings import Telling, groups

# Words in common besides the trigger, and their share of the shorter clause, that make one event of two tellings: on
# the same day with a like trigger; without the same day; and without a like trigger.
SAME_DAY, ANY_DAY, NO_TRIGGER = (1, 0.2), (2, 0.4), (3, 0.6)
# The same month or week and so much in common, whatever the trigger; a year is too long to tell.
SAME_PERIOD, LONG = (2, 0.6), 32
# With the same actor and a like trigger so much of the shorter clause is enough where no day is said.
SAME_ACTOR = (2, 0.3)
Held = tuple[frozenset[str], float]
"""The words that two tellings share, and their share of the shorter one's."""
# Roots that begin alike this far are one word and its noun: "reduce" and "reduction".
ALIKE = 5
# So much in common makes one telling a retelling of the other whatever the trigger.
RETELLING = (5, 0.75)
# What a report tells without a day is of the days before it; an event of so many days before is another one.
RECENT = 7
# With the same days said and a like trigger, half of it is enough.
RETOLD = 0.5


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, the days that all of them allow, and why they were put together."""

    members: list[Telling]
    days: Window
    reasons: list[str] = field(default_factory=list)


def merged(found: Sequence[Telling], actors: Sequence[StoryActor]) -> list[Cluster]:
    """The tellings as events, in order of their first telling."""
    related = _related(actors)
    clusters = {n: Cluster([t], t.days) for n, t in enumerate(found)}
    home = list(range(len(found)))
    pairs = []
    for i, j in _comparable(found):
        likeness = _likeness(found[i], found[j], related)
        if likeness is not None:
            pairs.append((-likeness[0], i, j, likeness[1]))
    for _, i, j, reason in sorted(pairs):
        a, b = home[i], home[j]
        if a == b:
            continue
        days = clusters[a].days.meets(clusters[b].days)
        if days is None or _at_odds(clusters[a], clusters[b], related):
            continue
        keep, gone = min(a, b), max(a, b)
        clusters[keep].members += clusters[gone].members
        clusters[keep].days = days
        clusters[keep].reasons += [reason, *clusters[gone].reasons]
        del clusters[gone]
        home = [keep if h == gone else h for h in home]
    return [clusters[n] for n in sorted(clusters)]


def _comparable(found: Sequence[Telling]) -> list[tuple[int, int]]:
    """Pairs with a word in common, or with a bare reference among them; others are never one event."""
    holders: dict[str, list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for n, telling in enumerate(found):
        for term in telling.terms:
            pairs.update((m, n) for m in holders.setdefault(term, []))
            holders[term].append(n)
    bare = [n for n, telling in enumerate(found) if not telling.terms]
    pairs.update((min(n, m), max(n, m)) for n in bare for m in range(len(found)) if n != m)
    return sorted(pairs)


def _related(actors: Sequence[StoryActor]) -> Mapping[str, frozenset[str]]:
    """For each actor those that may stand for it: a government for its state, a minister for the government."""
    ties: dict[str, set[str]] = {a.id: {a.id} for a in actors}
    for actor in actors:
        for relation in actor.relations:
            ties[actor.id].add(relation.to)
            ties.setdefault(relation.to, {relation.to}).add(actor.id)
    return {who: frozenset(others) for who, others in ties.items()}


def _meet(one: frozenset[str], other: frozenset[str], related: Mapping[str, frozenset[str]]) -> bool:
    return any(not related.get(who, frozenset((who,))).isdisjoint(other) for who in sorted(one))


def _at_odds(one: Cluster, other: Cluster, related: Mapping[str, frozenset[str]]) -> bool:
    """Whether any two tellings of two clusters name different doers, or tell what came about and what did not."""
    return any(_contradict(a, b, related) for a in one.members for b in other.members)


def _contradict(a: Telling, b: Telling, related: Mapping[str, frozenset[str]]) -> bool:
    if (a.event.status == "denied") != (b.event.status == "denied"):
        return True
    if a.days.meets(b.days) is None or (a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers)):
        return True
    return bool(a.who and b.who) and not _meet(a.who, b.who, related)


def _likeness(a: Telling, b: Telling, related: Mapping[str, frozenset[str]]) -> tuple[float, str] | None:
    """How much speaks for one event, and in words; None where too little does or something speaks against it."""
    if _contradict(a, b, related):
        return None
    shared = a.terms & b.terms
    share = len(shared) / max(1, min(len(a.terms), len(b.terms)))
    if (_long_before(a, b) or _long_before(b, a)) and not _enough((shared, share), RETELLING):
        return None
    who = _meet(a.who, b.who, related)
    share_of = (shared, share)
    return _on_days(a, b, share_of, who=who) or _by_words(a, b, share_of, who=who)


def _on_days(a: Telling, b: Telling, held: Held, *, who: bool) -> tuple[float, str] | None:
    """Two tellings that both say when, and say the same."""
    if not (a.dated and b.dated) or (a.days != b.days and not (a.close and b.close)):
        return None
    reason = f"both on {iso(a.days.first)}, {_in_words(a, b, who=who)}" if a.close else _in_words(a, b, who=who)
    bare = not a.terms or not b.terms
    if a.close and _alike(a, b) and (who or bare or _enough(held, SAME_DAY)):
        return 3 + held[1], reason
    if held[1] >= RETOLD and (_alike(a, b) or _names(a, b) or _names(b, a)):
        return 2 + held[1], reason
    least = NO_TRIGGER if a.close else SAME_PERIOD
    if (a.days.width or LONG) < LONG and _enough(held, least):
        return held[1], f"the same days and {len(held[0])} words in common"
    return None


def _by_words(a: Telling, b: Telling, held: Held, *, who: bool) -> tuple[float, str] | None:
    """Two tellings of which one at least does not say when."""
    if _alike(a, b) and (_enough(held, ANY_DAY) or (who and _enough(held, SAME_ACTOR))):
        return 1 + held[1] + who, _in_words(a, b, who=who)
    return None


def _long_before(dated: Telling, undated: Telling) -> bool:
    """Whether one is of a day so long before the report of the other that this one, without a day, is hardly it."""
    if not dated.dated or undated.dated or dated.days.last is None or undated.published is None:
        return False
    return dated.days.last < undated.published - RECENT


def _enough(held: Held, least: tuple[int, float]) -> bool:
    return len(held[0]) >= least[0] and held[1] >= least[1]


def _alike(a: Telling, b: Telling) -> bool:
    """Whether the triggers are one word, a verb and its noun, or of one group."""
    if a.root == b.root or (len(a.root) >= ALIKE and a.root[:ALIKE] == b.root[:ALIKE]):
        return True
    known = groups()
    return a.root in known and known[a.root] == known.get(b.root)


def _names(a: Telling, b: Telling) -> bool:
    """Whether the trigger of one is, by its group, among the words of the other: "ordered the gates to be shut"."""
    group = groups().get(a.root, a.root)
    return any(groups().get(term, term) == group for term in b.terms)


def _in_words(a: Telling, b: Telling, *, who: bool) -> str:
    one, other = a.event.trigger[0].cut(a.text).lower(), b.event.trigger[0].cut(b.text).lower()
    words = f"\u201c{one}\u201d in both" if one == other else f"\u201c{one}\u201d and \u201c{other}\u201d"
    return words + (", by the same" if who else "")
