"""The rules of a story's reports as the ledger compares them: families, words, who rules whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.reading.rules_words import families, rulers
from stemma.reading.times import find_times
from stemma.records import Evidence, Reading, Rule, RuleObject, StoryActor, TimeExpression, Validity
from stemma.spans import Span
from stemma.stories.dating_clauses import root, words
from stemma.stories.words import WORD, fold

# Families whose words name one thing: a bar may be called a ban here and a restriction there.
_BARS = frozenset(("ban", "restriction", "prevention", "suspension", "closure", "curfew", "injunction"))
# Families whose nouns are rules by themselves, whatever the verb that makes them.
_OWN = frozenset(("sanctions", "ban", "restriction", "curfew", "injunction", "breach"))
_EMPTY = frozenset(("use", "other", "new", "all", "certain", "any", "such", "further", "additional", "latest"))
_FIGURE = re.compile(r"^\d[\d,.]*(?<![,.])")
# Words that begin alike so far are one: "adverts" and "advertisements".
ALIKE = 5
# A change is told in the words of its clause, up to so many letters.
CHANGE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Telling:
    """One rule as one report tells it, its parties given as story actors."""

    report: str
    text: str
    rule: Rule
    order: int
    """Its report's place in the story."""
    authority: frozenset[str]
    bound: frozenset[str]
    family: frozenset[str]
    terms: frozenset[str]
    """Roots of the words that say what is ruled; empty where only the rule's own noun says it."""
    scope: frozenset[str]
    unnamed: str
    """The subject of the ruling verb where it is one who rules but no known actor: "most banks"."""
    names: frozenset[str]
    """Names of the authorities in this report, in lower case."""
    things: frozenset[str]
    """Words with a capital in what is ruled: whose it is, or what it is called."""
    opening: frozenset[str]
    """The first of those words where it opens the clause, so that its capital says nothing."""
    figures: frozenset[str]
    """The figure that is all that is ruled: "a speed limit of 30 km/h"."""
    valid: Validity
    published: str | None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Its passages."""
        return tuple(shown(self.report, self.text, span) for span in self.rule.evidence)

    @property
    def change(self) -> str:
        """What it tells in the report's words: its clause, or the beginning of a long one."""
        said = " ".join(self.rule.evidence[0].cut(self.text).split())
        if len(said) <= CHANGE_LENGTH:
            return said
        return said[: said.rindex(" ", 0, CHANGE_LENGTH)].rstrip(",;:")


def shown(report: str, text: str, span: Span) -> Evidence:
    """A passage as evidence."""
    return Evidence(report, span.start, span.end, span.cut(text))


def tellings(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> tuple[Telling, ...]:
    """The rules that the readings tell, in order of report and text."""
    home = {(m.report, m.actor): actor.id for actor in actors for m in actor.members}
    return tuple(t for order, reading in enumerate(readings) for t in _of_report(order, reading, home))


def _of_report(order: int, reading: Reading, home: Mapping[tuple[str, str], str]) -> Iterator[Telling]:
    if not reading.rules:
        return
    published = reading.report.report.published.value
    times = _settled(reading, published)
    for rule in reading.rules:
        things, opening = _named_things(rule)
        trigger = " ".join(t.cut(reading.text).lower() for t in rule.trigger)
        found = families(trigger)
        if rule.modality == "forbidden" and found & _OWN:
            found -= {"permission"}  # "approved sanctions" permits nothing
        own = rule.object is None or rule.object.span is None or any(rule.object.span.overlaps(t) for t in rule.trigger)
        said = f"{'' if own or rule.object is None else rule.object.text} {rule.action or ''}"
        yield Telling(
            report=reading.id,
            text=reading.text,
            rule=rule.with_(object=_known(rule.object, reading.id, home)),
            order=order,
            authority=frozenset(home[reading.id, a] for a in rule.authority if (reading.id, a) in home),
            bound=frozenset(home[reading.id, a] for a in rule.bound if (reading.id, a) in home),
            family=found,
            terms=roots(said) - {root(fold(w)) for w in trigger.split()},
            scope=roots(rule.scope or ""),
            unnamed=_unnamed(reading.text, rule),
            names=frozenset(n for a in reading.actors if a.id in rule.authority for n in (a.name, *a.aliases)),
            things=things,
            opening=opening,
            figures=frozenset(_FIGURE.findall(rule.object.text)[:1]) if rule.object else frozenset(),
            valid=_validity(rule, times, published),
            published=published,
        )


def _named_things(rule: Rule) -> tuple[frozenset[str], frozenset[str]]:
    """The words with a capital of a rule's object, and apart from them one that opens the clause."""
    thing = rule.object
    if thing is None or thing.span is None:
        return frozenset(), frozenset()
    opens = any(thing.span.start == clause.start for clause in rule.evidence)
    capital = [(n, m.group()) for n, m in enumerate(WORD.finditer(thing.text)) if m.group()[:1].isupper()]
    inside = frozenset(root(fold(w)) for n, w in capital if n or not opens)
    return inside, frozenset(root(fold(w)) for n, w in capital if not n and opens and fold(w) not in words("empty"))


def _unnamed(text: str, rule: Rule) -> str:
    """The words before the trigger, where nobody is known to rule and a word of ruling is among them."""
    clause, trigger = rule.evidence[0], rule.trigger[0]
    if rule.authority or not clause.start < trigger.start < clause.end:
        return ""
    before = [m.group().lower() for m in WORD.finditer(text, clause.start, trigger.start)]
    return " ".join(before) if any(w in rulers() for w in before) else ""


def _settled(reading: Reading, published: str | None) -> Mapping[Span, TimeExpression]:
    """The report's times as the day it was settled on makes them; read again only where some are open."""
    open_ = any(v and "X" in v for r in reading.rules for v in (r.valid.from_, r.valid.to))
    if not open_:
        return {}
    return {t.span: t for t in find_times(reading.text, reading.report.sentences, published)}


def _validity(rule: Rule, times: Mapping[Span, TimeExpression], published: str | None) -> Validity:
    """The rule's validity, its open values settled by the times of its passages."""
    near = [t for s, t in times.items() if any(e.contains(s) for e in rule.evidence)]

    def settled(value: str | None) -> str | None:
        if value is None or "X" not in value:
            return value
        return next((t.value for t in near if t.value and _fits(value, t.value)), value)

    day = published[:10] if published else None
    return Validity(settled(rule.valid.from_), settled(rule.valid.to), rule.valid.as_of or day)


def _fits(pattern: str, value: str) -> bool:
    """Whether a value is what a placeholder stands for: "2024-05" for "XXXX-05"."""
    if "W" in pattern or len(pattern) != len(value):
        return "X" not in value
    return all(p in ("X", v) for p, v in zip(pattern, value, strict=True))


def _known(thing: RuleObject | None, report: str, home: Mapping[tuple[str, str], str]) -> RuleObject | None:
    """The object with supplier and origin as story actors, where they are actors."""
    if thing is None:
        return None
    return thing.with_(
        supplier=home.get((report, thing.supplier or ""), thing.supplier),
        origin=home.get((report, thing.origin or ""), thing.origin),
    )


def roots(text: str) -> frozenset[str]:
    """Roots of the words that say something."""
    folded = (fold(m.group()) for m in WORD.finditer(text))
    return frozenset(root(w) for w in folded if len(w) > 1 and w not in words("empty") and w not in _EMPTY)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's words that the other has too; 0 where one has none."""
    if not one or not other:
        return 0.0
    short, long = sorted((one, other), key=lambda t: (len(t), sorted(t)))
    return sum(any(_alike(a, b) for b in long) for a in short) / len(short)


def beginning(term: str) -> str:
    """The letters by which a root is like others."""
    return term[:ALIKE]


def _alike(a: str, b: str) -> bool:
    return a == b or (len(a) >= ALIKE and a[:ALIKE] == b[:ALIKE])


def bars(telling: Telling) -> bool:
    """Whether its words name a bar of one kind or another."""
    refused = telling.rule.modality == "forbidden" and "permission" in telling.family
    return refused or not telling.family.isdisjoint(_BARS)
