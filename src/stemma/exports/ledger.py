"""Rules and positions as the pages show them: who may do what under which condition, and who stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.exports.addresses import anchor
from stemma.exports.chronology import in_words
from stemma.exports.citing import Cited, Citer
from stemma.exports.wording import listed
from stemma.records import DatedStance, EntryTime, Position, Story, StoryRule
from stemma.stories.brief import MODALITY_WORDS
from stemma.stories.brief_words import alone
from stemma.stories.positions_weighing import moved

# So many rules, and so many positions, stand open; what is less important waits folded under them.
OPEN_RULES, OPEN_POSITIONS = 8, 12
_CONDITIONAL = frozenset((
    "if", "unless", "provided", "providing", "as", "so", "on", "only", "in", "until", "without", "with", "when",
))  # fmt: skip
_OPEN = frozenset(("proposed", "requested", "undecided"))
RULE_STATUS_WORDS = {
    "in force": "in force", "lifted": "lifted", "proposed": "a proposal", "reported": "as reported",
    "unknown": "status not stated",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A moment in a rule's life."""

    when: str
    what: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words; empty strings where the texts say nothing."""

    number: int
    anchor: str
    modality: str
    kind: str
    """The modality as the style sheet knows it."""
    status: str
    certainty: str
    words: str
    """The clause of a report that tells it best by itself."""
    facts: tuple[tuple[str, str], ...]
    """What is known of it: label and words."""
    history: tuple[Change, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class TensionView:
    """Two rules that do not sit well together, by their numbers."""

    between: tuple[tuple[int, str], ...]
    """Number and anchor of each rule; one rule told in two ways stands once."""
    why: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class StanceView:
    """One stance with its time, condition and passage."""

    stance: str
    when: str
    condition: str
    notes: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """An actor's stances on one question, in order of time."""

    question: str
    stances: tuple[StanceView, ...]
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """All positions of one actor."""

    actor: str
    note: str
    positions: tuple[PositionView, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rules, their tensions, and the positions by actor."""

    rules: tuple[RuleView, ...]
    tensions: tuple[TensionView, ...]
    standings: tuple[Standing, ...]

    @property
    def open_rules(self) -> int:
        """How many rules stand open; one alone is not folded away."""
        return OPEN_RULES if len(self.rules) > OPEN_RULES + 1 else len(self.rules)

    @property
    def open_standings(self) -> int:
        """How many actors stand open: until OPEN_POSITIONS positions are shown."""
        shown = 0
        for number, standing in enumerate(self.standings):
            if shown >= OPEN_POSITIONS:
                return number
            shown += len(standing.positions)
        return len(self.standings)

    @property
    def folded_positions(self) -> int:
        """How many positions wait folded."""
        return sum(len(standing.positions) for standing in self.standings[self.open_standings :])


def ledger(story: Story) -> Ledger:
    """Rules and positions of a story, in its order: most important first."""
    cite, names = Citer(story), {id_: a.name for a in story.actors for id_ in (a.id, *(m.actor for m in a.members))}
    rules = tuple(_rule(n, rule, cite, names) for n, rule in enumerate(story.rules, 1))
    places = {rule.id: (view.number, view.anchor) for rule, view in zip(story.rules, rules, strict=True)}
    tensions = tuple(
        TensionView(tuple(dict.fromkeys(places[id_] for id_ in t.between)), t.why, cite.firsts(t.evidence))
        for t in story.tensions
    )
    return Ledger(rules, tensions, _standings(story, cite))


def _rule(number: int, rule: StoryRule, cite: Citer, names: Mapping[str, str]) -> RuleView:
    return RuleView(
        number=number,
        anchor=anchor("rule", rule.id),
        modality=MODALITY_WORDS[rule.modality],
        kind=rule.modality,
        # What is asked for, proposed or left open says so already.
        status="" if rule.modality in _OPEN and rule.status == "proposed" else RULE_STATUS_WORDS[rule.status],
        certainty=rule.certainty if rule.certainty in {"probable", "possible"} else "",
        words=_words(rule),
        facts=tuple(_facts(rule, names)),
        history=tuple(_history(rule, cite)),
        cited=cite.firsts(rule.evidence),
    )


def _words(rule: StoryRule) -> str:
    """The passage of the rule that stands alone best, of equals the first."""
    told = [" ".join(shown.quote.split()) for shown in rule.evidence]
    return max(told, key=lambda words: alone(words)[0]) if told else rule.action or ""


def _history(rule: StoryRule, cite: Citer) -> Iterator[Change]:
    """The moments of a rule's life, where there are several or one has a day; else the clause itself says it all."""
    if len(rule.history) > 1 or any(change.when for change in rule.history):
        for change in rule.history:
            yield Change(
                in_words(EntryTime(change.when)) if change.when else "", change.change, cite.firsts(change.evidence)
            )


def _facts(rule: StoryRule, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "who rules", listed([names[a] for a in rule.authority if a in names]) or "not stated"
    told = rule.object
    parts = [
        ("whom it binds", listed([names[a] for a in rule.bound if a in names])),
        ("what about", told.text if told else ""),
        ("supplied by", names.get(told.supplier or "", told.supplier or "") if told else ""),
        ("made in", names.get(told.origin or "", told.origin or "") if told else ""),
        ("action", rule.action or ""),
        ("scope", rule.scope or ""),
        ("if", "; ".join(c.removeprefix("if ") for c in rule.conditions)),
        ("except", "; ".join(rule.exceptions)),
        ("from", in_words(EntryTime(rule.valid.from_)) if rule.valid.from_ else ""),
        ("until", in_words(EntryTime(rule.valid.to)) if rule.valid.to else ""),
    ]
    yield from ((label, words) for label, words in parts if words)


def _standings(story: Story, cite: Citer) -> tuple[Standing, ...]:
    held: dict[str, list[Position]] = {}
    for position in story.positions:
        held.setdefault(position.actor, []).append(position)
    actors = {a.id: a for a in story.actors}
    return tuple(
        Standing(
            actors[actor].name if actor in actors else "someone unnamed",
            ", ".join(actors[actor].roles) if actor in actors else "",
            tuple(_position(p, cite) for p in positions),
        )
        for actor, positions in held.items()
    )


def _position(position: Position, cite: Citer) -> PositionView:
    stances: list[StanceView] = []
    for one in (_stance(s, cite) for s in position.stances):
        if stances and replace(one, cited=()) == replace(stances[-1], cited=()):
            # Told again is no step: an arrow stands between what differs.
            stances[-1] = replace(one, cited=tuple(dict.fromkeys((*stances[-1].cited, *one.cited))))
        else:
            stances.append(one)
    return PositionView(position.question, tuple(stances), moved(position))


def _condition(words: str) -> str:
    """A condition as it goes on from the stance; "if" where its own words do not say that it is one."""
    opens = words.split(" ", 1)[0].lower()
    return words if opens in _CONDITIONAL or not words else f"if {words}"


def _stance(stance: DatedStance, cite: Citer) -> StanceView:
    notes: Sequence[str] = (
        "" if stance.explicit else "follows from what is told",
        "" if stance.certainty == "certain" else stance.certainty,
    )
    return StanceView(
        stance=stance.stance,
        when=in_words(EntryTime(stance.time.value)) if stance.time.value else "",
        condition=_condition(stance.condition or ""),
        notes=tuple(n for n in notes if n),
        cited=cite(stance.evidence),
    )
