"""Which passages of one report tell of one rule: one family, parties and things that do not differ, one modality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.reading import lexicon
from stemma.reading.morphology import lemmas
from stemma.records import Actor, Rule, Validity
from stemma.spans import Span

# The share of the shorter one's words that two passages have in common: of one authority, and of an unknown one.
SHARE, SHARE_UNKNOWN = 0.3, 0.5
# With one word in common, a thing of so many words is not the same where only one passage names who rules.
NARROW = 3
_TALK = frozenset(("regulation", "clampdown"))
_OPEN = frozenset(("proposed", "undecided"))
# Words that do not tell one thing ruled from another.
_EMPTY = (
    lexicon.words("classes", "determiners")
    | lexicon.words("classes", "prepositions")
    | lexicon.words("rules_words", "vague")
    | {"and", "or"}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as one sentence tells it."""

    rule: Rule
    family: str
    sentence: int
    by: str = ""
    """Its subject, where that is no known actor."""
    bare: bool = False
    """Whether its object is but the rule's own noun."""


def joined(drafts: Sequence[Draft], actors: Mapping[str, Actor]) -> tuple[Rule, ...]:
    """The rules of a report: passages of one rule put together, in order of the first."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((g for g in reversed(groups) if _same(g, draft, actors)), None)
        if home is not None:
            home.append(draft)
        else:
            groups.append([draft])
    return tuple(_one(group) for group in groups)


def terms(rule: Rule) -> frozenset[str]:
    """What the rule is about: the lemmas of its object and action that say something."""
    words = f"{rule.object.text if rule.object else ''} {rule.action or ''}".lower().replace("\u2019", "'").split()
    plain = (w.strip(".,'\"\u201c\u201d()").removesuffix("'s") for w in words)
    return frozenset(lemmas(w)[-1] for w in plain if w and w not in _EMPTY)


def _same(group: Sequence[Draft], draft: Draft, actors: Mapping[str, Actor]) -> bool:
    first, rule = group[0].rule, draft.rule
    if group[0].family != draft.family or not _like(first, rule, draft.family):
        return False
    if any(d.by and (rule.authority or draft.by) and d.by != draft.by for d in group):
        return False
    if draft.by and any(d.rule.authority for d in group):
        return False
    held = [(d.rule.authority, d.rule.bound) for d in group]
    if not all(_agree(a, rule.authority, actors) and _agree(b, rule.bound, actors) for a, b in held):
        return False
    mine = frozenset() if draft.bare else terms(rule)
    others = frozenset(t for d in group if not d.bare for t in terms(d.rule))
    if not mine or not others:
        return True
    least = SHARE if rule.authority and first.authority else SHARE_UNKNOWN
    narrow = bool(rule.authority) != bool(first.authority) and _narrow(mine, others)
    return not narrow and len(mine & others) / min(len(mine), len(others)) >= least


def _narrow(mine: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one word against many is too little: "missile use" is not "the coast guard's long-range missiles"."""
    return min(len(mine), len(others)) == 1 and max(len(mine), len(others)) >= NARROW


def _like(one: Rule, other: Rule, family: str) -> bool:
    """Whether modality and status allow one rule; what is only talked of has many names."""
    if one.modality in _OPEN and other.modality in _OPEN and family in _TALK:
        return True
    return one.modality == other.modality and (one.status == "lifted") == (other.status == "lifted")


def _agree(one: Sequence[str], other: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    """Whether two sets of parties can be one: one of them open, one in common, or the same name at the front."""
    if not one or not other or set(one) & set(other):
        return True
    names = [{n for i in ids if i in actors for n in _names(actors[i])} for ids in (one, other)]
    return any(a.startswith(b) or b.startswith(a) for a in names[0] for b in names[1])


def _names(actor: Actor) -> set[str]:
    return {name.lower().removeprefix("the ") for name in (actor.name, *actor.aliases)}


def _one(group: Sequence[Draft]) -> Rule:
    """One rule of its passages: what the fullest says, with what the others add."""
    best = max(group, key=lambda d: (_fullness(d.rule), -d.sentence)).rule
    spans: list[Span] = []
    for span in [*best.evidence, *(s for d in group for s in d.rule.evidence)]:
        if not any(span.overlaps(s) for s in spans):
            spans.append(span)
    triggers = sorted({t for d in group for t in d.rule.trigger if any(s.overlaps(t) for s in spans)})
    rules = [d.rule for d in group]
    return best.with_(
        evidence=tuple(sorted(spans)),
        trigger=tuple(triggers),
        authority=best.authority or next((r.authority for r in rules if r.authority), ()),
        bound=best.bound or next((r.bound for r in rules if r.bound), ()),
        scope=best.scope or next((r.scope for r in rules if r.scope), None),
        conditions=tuple(dict.fromkeys(c for r in [best, *rules] for c in r.conditions)),
        exceptions=tuple(dict.fromkeys(e for r in [best, *rules] for e in r.exceptions)),
        valid=Validity(
            next((r.valid.from_ for r in [best, *rules] if r.valid.from_), None),
            next((r.valid.to for r in [best, *rules] if r.valid.to), None),
            best.valid.as_of,
        ),
    )


def _fullness(rule: Rule) -> int:
    return sum(map(bool, (rule.authority, rule.bound, rule.action, rule.scope, terms(rule)))) + len(terms(rule)) // 2
