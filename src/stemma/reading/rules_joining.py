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
# How many sentences behind a headline the lead may stand that tells the same.
LEAD = 4
_BARRING = frozenset(("ban", "restriction", "suspension", "closure", "permission", "prevention", "curfew", "order"))
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
    credited: bool = False
    """Whether its authority is but who announces it: another passage may name who rules."""

    headline: bool = False
    modal: bool = False
    goes_on: bool = False
    """Whether its subject is but a pronoun: "and they may"."""
    said: str = ""
    """Its passage, in small letters."""

    @property
    def known(self) -> tuple[str, ...]:
        """Who is said to rule."""
        return () if self.credited else self.rule.authority


def joined(drafts: Sequence[Draft], actors: Mapping[str, Actor]) -> tuple[Rule, ...]:
    """The rules of a report: passages of one rule put together, in order of the first."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((g for g in reversed(groups) if _again(g, draft, actors) or _same(g, draft, actors)), None)
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
    if any(d.by and (draft.known or draft.by) and d.by != draft.by for d in group):
        return False
    if draft.by and any(d.known for d in group):
        return False
    held = [(d.known, d.rule.bound) for d in group]
    if not all(_agree(a, draft.known, actors) and _agree(b, rule.bound, actors) for a, b in held):
        return False
    mine = frozenset() if draft.bare else terms(rule)
    others = frozenset(t for d in group if not d.bare for t in terms(d.rule))
    if not mine or not others:
        return True
    one, other = bool(draft.known), bool(group[0].known)
    least = SHARE if one and other else SHARE_UNKNOWN
    narrow = one != other and _narrow(mine, others)
    return not narrow and len(mine & others) / min(len(mine), len(others)) >= least


def _again(group: Sequence[Draft], draft: Draft, actors: Mapping[str, Actor]) -> bool:
    """Whether a rule of the group is told again in its own clause, or below its headline."""
    return any(_one_clause(d, draft) or _echoes(d, draft, actors) for d in group)


def _one_clause(one: Draft, other: Draft) -> bool:
    """Whether two words of one clause tell of one rule: "any permission could be limited and might be withdrawn".

    So does a second "may" of those meant by the first: "eight may move, and they may fill tanks".
    """
    if one.sentence != other.sentence or one.rule.modality != other.rule.modality:
        return False
    a, b = one.rule.evidence[0], other.rule.evidence[0]
    if one.rule.modality in _OPEN and one.rule.status == other.rule.status:
        return a.contains(b) or b.contains(a)
    return other.goes_on and one.family == other.family and one.modal and other.modal


def _echoes(one: Draft, other: Draft, actors: Mapping[str, Actor]) -> bool:
    """Whether a headline and the lead tell of one rule: the headline says "Board", "Castrel", the lead who that is."""
    if one.headline == other.headline or abs(one.sentence - other.sentence) > LEAD:
        return False
    if {one.family, other.family} - _BARRING and one.family != other.family:
        return False
    if not _like(one.rule, other.rule, one.family):
        return False
    apart = one.known and other.known and not set(one.known) & set(other.known)
    if apart and not (_names_in(one, other, actors) or _names_in(other, one, actors)):
        return False
    mine, others = terms(one.rule), terms(other.rule)
    return bool(mine & others) and len(mine & others) / min(len(mine), len(others)) >= SHARE


def _names_in(one: Draft, other: Draft, actors: Mapping[str, Actor]) -> bool:
    """Whether the passage of the other names who rules by the first: "Premier Ada Brook of Selkia" names Selkia."""
    return any(name in other.said for i in one.known if i in actors for name in _names(actors[i]))


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
    fullest = max(group, key=lambda d: (_fullness(d.rule), -d.sentence))
    best = fullest.rule
    spans: list[Span] = []
    for span in [*best.evidence, *(s for d in group for s in d.rule.evidence)]:
        if not any(span.overlaps(s) for s in spans):
            spans.append(span)
    triggers = sorted({t for d in group for t in d.rule.trigger if any(s.overlaps(t) for s in spans)})
    rules = [d.rule for d in group]
    return best.with_(
        evidence=tuple(sorted(spans)),
        trigger=tuple(triggers),
        authority=_behind([fullest, *group]),
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


def _behind(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Who is said to rule, and with him who announces it."""
    known = next((d.known for d in drafts if d.known), ())
    credited = next((d.rule.authority for d in drafts if d.credited), ())
    return tuple(dict.fromkeys((*known, *credited)))


def _fullness(rule: Rule) -> int:
    return sum(map(bool, (rule.authority, rule.bound, rule.action, rule.scope, terms(rule)))) + len(terms(rule)) // 2
