"""Which rules of several reports are one: the same who rules, what is ruled and which way; what speaks against parts.

Two rules shown as one are worse than one shown twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.records import StoryActor
from stemma.stories.ledger_tellings import Telling, bars, beginning, shared

# The share of the shorter one's words that make one rule of two: where the authority is known to be the same, where
# it is open on one side, and where it is open but what is ruled has a name in both.
KNOWN, UNKNOWN, NAMED = 0.3, 0.6, 0.5
# So many words in common are asked for where the authority is open.
LEAST = 2
# Names that begin alike and are at least so long are of one body: "Harbour Bank", "Harbour Bank Group".
NAME = 5
_TALK = frozenset(("proposed", "undecided"))
_LISTED = frozenset(("sanctions", "curfew", "injunction"))


@dataclass(slots=True)
class Cluster:
    """Tellings of one rule."""

    members: list[Telling]


def merged(found: Sequence[Telling], actors: Sequence[StoryActor]) -> list[Cluster]:
    """The tellings as rules, in order of their first telling; the likeliest pairs are joined first."""
    related = _related(actors)
    clusters = {n: Cluster([t]) for n, t in enumerate(found)}
    home = list(range(len(found)))
    pairs = []
    for i, j in comparable([_keys(t, related) for t in found]):
        likeness = _likeness(found[i], found[j], related)
        if likeness > 0:
            pairs.append((-likeness, i, j))
    for _, i, j in sorted(pairs):
        a, b = home[i], home[j]
        if a == b or _at_odds(clusters[a], clusters[b], related):
            continue
        keep, gone = min(a, b), max(a, b)
        clusters[keep].members += clusters.pop(gone).members
        home = [keep if h == gone else h for h in home]
    _settle(clusters)
    for cluster in clusters.values():
        cluster.members.sort(key=lambda t: (t.order, t.rule.evidence[0]))
    return [clusters[n] for n in sorted(clusters)]


def _settle(clusters: dict[int, Cluster]) -> None:
    """Put what only points at a rule ("the permission lasted four days") to the one rule that it can mean."""
    for n in sorted(clusters):
        own = clusters[n].members
        if len(own) > 1 or not _points(own[0]):
            continue
        others = [m for m in sorted(clusters) if m != n]
        meant = [m for m in others if any(_meant(own[0], t, named=True) for t in clusters[m].members)]
        meant = meant or [m for m in others if any(_meant(own[0], t, named=False) for t in clusters[m].members)]
        if len(meant) == 1:
            clusters[meant[0]].members += clusters.pop(n).members


def _points(telling: Telling) -> bool:
    """Whether it says nothing of a rule but that it is "the" or "its" ban."""
    rule = telling.rule
    said = telling.terms or telling.authority or telling.bound or telling.scope or telling.unnamed or rule.conditions
    before = telling.text[: rule.trigger[0].start].split()[-1:]
    return not said and bool(before) and before[0].lower() in ("the", "this", "that", "its", "their")


def _meant(bare: Telling, other: Telling, *, named: bool) -> bool:
    """Whether a rule is of the way that is pointed at, and told by the same word or of the same kind."""
    if not named:
        return not _points(other) and _same_way(bare, other) and _same_kind(bare, other)
    word = bare.rule.trigger[0].cut(bare.text).lower()
    same = any(word in t.cut(other.text).lower().split() for t in other.rule.trigger)
    return same and not _points(other) and _same_way(bare, other)


def comparable(keys: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs with a key in common, in order; the others are not looked at, so that a large pile stays cheap."""
    holders: dict[str, list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for n, own in enumerate(keys):
        for key in own:
            pairs.update((m, n) for m in holders.setdefault(key, []))
            holders[key].append(n)
    return sorted(pairs)


def _keys(telling: Telling, related: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What another telling of it must share one of: its way with a word, or its kind with who rules or is ruled."""
    way = "open" if telling.rule.modality in _TALK else telling.rule.modality
    words = {f"{way} word {beginning(term)}" for term in telling.terms}
    who = {other for party in telling.authority | telling.bound for other in related.get(party, frozenset((party,)))}
    names = {_plain(name)[:NAME] for name in telling.names}
    kinds = telling.family | ({"bar"} if bars(telling) else set())
    figures = {f"{way} {kind} {figure}" for kind in kinds for figure in telling.figures}
    return frozenset(words | figures | {f"{way} {kind} {party}" for kind in kinds for party in who | names})


def _related(actors: Sequence[StoryActor]) -> Mapping[str, frozenset[str]]:
    """For each actor those that may stand for it: a government for its state, a council for its union."""
    ties: dict[str, set[str]] = {a.id: {a.id} for a in actors}
    for actor in actors:
        for relation in actor.relations:
            ties[actor.id].add(relation.to)
            ties.setdefault(relation.to, {relation.to}).add(actor.id)
    return {who: frozenset(others) for who, others in ties.items()}


def meet(one: frozenset[str], other: frozenset[str], related: Mapping[str, frozenset[str]]) -> bool:
    """Whether somebody of one is, or stands for, somebody of the other."""
    return any(not related.get(who, frozenset((who,))).isdisjoint(other) for who in sorted(one))


def _at_odds(one: Cluster, other: Cluster, related: Mapping[str, frozenset[str]]) -> bool:
    return any(_contradict(a, b, related) for a in one.members for b in other.members)


def _contradict(a: Telling, b: Telling, related: Mapping[str, frozenset[str]]) -> bool:
    """Whether two tellings cannot be of one rule: of one report, of other parties, of another kind or way."""
    if a.report == b.report or not _same_way(a, b) or not _same_kind(a, b):
        return True
    if a.authority and b.authority and not _one_body(a, b, related):
        return True
    if (a.unnamed and (b.authority or a.unnamed != b.unnamed)) or (b.unnamed and a.authority):
        return True
    if a.bound and b.bound and not meet(a.bound, b.bound, related):
        return True
    if not (a.authority and b.authority) and a.things != b.things and not _same_name(a, b):
        return True  # "long missiles" are not "Selkia's Heron missiles" where nobody is known to rule both
    return bool(a.scope and b.scope) and shared(a.scope, b.scope) == 0 and not a.authority & b.authority


def _same_name(a: Telling, b: Telling) -> bool:
    """Whether what is ruled has a name in both: "the Heron app", "both Heron and the newer Heron X"."""
    return not (a.things | a.opening).isdisjoint(b.things | b.opening)


def _one_body(a: Telling, b: Telling, related: Mapping[str, frozenset[str]]) -> bool:
    """Whether the authorities are one, stand for one another, or have one's name in front of the other's."""
    if meet(a.authority, b.authority, related):
        return True
    pairs = ((_plain(x), _plain(y)) for x in sorted(a.names) for y in sorted(b.names))
    return any(min(len(x), len(y)) >= NAME and (x.startswith(y) or y.startswith(x)) for x, y in pairs)


def _plain(name: str) -> str:
    """A name in small letters without apostrophes: "Lloyd's" and "Lloyds" begin alike."""
    return name.lower().replace("'", "").replace("\u2019", "")


def _same_way(a: Telling, b: Telling) -> bool:
    one, other = a.rule.modality, b.rule.modality
    return one == other or {one, other} <= _TALK


def _same_kind(a: Telling, b: Telling) -> bool:
    return not a.family.isdisjoint(b.family) or (bars(a) and bars(b))


def _one_word(a: Telling, b: Telling) -> bool:
    """Whether one and the same noun of two words tells both: "speed limit"."""
    one, other = (" ".join(t.cut(x.text).lower() for t in x.rule.trigger) for x in (a, b))
    return one == other and " " in one


def _likeness(a: Telling, b: Telling, related: Mapping[str, frozenset[str]]) -> float:
    """How much speaks for one rule; 0 where too little does or something speaks against it."""
    if _contradict(a, b, related):
        return 0.0
    share = shared(a.terms, b.terms)
    known = bool(a.authority and b.authority)
    bound = bool(a.bound and b.bound)
    if known and not (a.terms and b.terms):
        return 1.0 if bound or not a.family.isdisjoint(b.family) else 0.0
    if known and share >= KNOWN:
        return 2 + share
    if bound and (share >= KNOWN or not a.family.isdisjoint(b.family & _LISTED)):
        return 1 + share
    if a.figures and a.figures == b.figures and _one_word(a, b):
        return 1.0
    named = _same_name(a, b)
    enough = share >= (NAMED if named else UNKNOWN) and (named or min(len(a.terms), len(b.terms)) >= LEAST)
    return share if enough else 0.0
