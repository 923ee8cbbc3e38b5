"""Stances that are rules: who orders, bans, permits or lifts a ban takes a position by it, where no word has said so.

Only where the passage itself names who rules as the one who acts; a ban that is only spoken of gives nobody a stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token, lemmas
from stemma.reading.stances_questions import cut
from stemma.reading.stances_setting import Draft, Setting
from stemma.records import Mention, Rule, Stance, StanceKind
from stemma.spans import Span

_DONE = frozenset(("in force", "lifted", "unknown"))
_WAYS: dict[tuple[str, bool], StanceKind] = {
    ("forbidden", False): "forbids",
    ("forbidden", True): "permits",
    ("permitted", False): "permits",
    ("permitted", True): "forbids",
    ("required", False): "urges",
    ("required", True): "permits",
}
# An order to leave off or to stay away forbids.
_LEAVING_OFF = frozenset(("stay", "stop", "cease", "close", "shut", "halt", "end", "suspend", "refrain", "keep"))
_BEING = frozenset(("is", "are", "was", "were", "be", "been", "'s", "'re"))
# Behind a rule's words these tell how or when, not what.
_HOW = frozenset(("by", "after", "since", "amid", "with", "until", "before", "in", "at"))
_THINGS = frozenset(("product", "event", "work"))


def of_rules(setting: Setting, before: Sequence[Stance]) -> Iterator[Stance]:
    """The stances of those who make, lift, give or refuse by the passage of a rule; `before` are those found so far."""
    for rule in setting.rules:
        way = _WAYS.get((rule.modality, rule.status == "lifted"))
        if way is None or rule.status not in _DONE or not rule.authority or _of_sanctions(setting, rule):
            continue
        for passage in rule.evidence:
            acting = _acting(setting, rule, passage)
            if not acting or any(s.actor in acting and _meet(s, passage) for s in before):
                continue
            question = _question(setting, rule, passage)
            if question:
                stance = _of_order(rule, way, question)
                draft = Draft(stance, question, (passage,), rule.told_by, rule.certainty)
                yield from setting.made(draft, acting)
                break


def _acting(setting: Setting, rule: Rule, passage: Span) -> tuple[str, ...]:
    """Who of its authority acts in the passage: named before the words that rule, or behind their "by"."""
    inside = [t for t in rule.trigger if passage.contains(t)]
    verb = next((t for t in inside if _verb(t.cut(setting.text))), None)
    if verb is None or not _finite(setting.text, verb):
        return ()
    first, last = verb.start, inside[-1].end
    nouns = {t.start for t in inside if t is not verb}

    def acts(mention: Mention) -> bool:
        if mention.actor not in rule.authority or not passage.contains(mention.span):
            return False
        behind = setting.text[mention.end : mention.end + 2]
        by = setting.text[max(0, mention.start - 7) : mention.start].split()
        if mention.end + 1 in nouns or mention.type in _THINGS:
            return False  # "hit by Selkian sanctions", "the rocket will allow"
        return (mention.end <= first and behind not in ("'s", "\u2019s")) or (mention.start >= last and "by" in by)

    return tuple(dict.fromkeys(str(m.actor) for m in setting.found.mentions if acts(m)))


def _finite(text: str, verb: Span) -> bool:
    """Whether a verb tells of a deed done: not "to lift", not "reasons cited by Selkia for keeping"."""
    before = text[max(0, verb.start - 12) : verb.start].lower().split()[-1:]
    going = verb.cut(text).lower().endswith("ing") and not (before and before[0] in _BEING)
    return before != ["to"] and not going


def _verb(words: str) -> bool:
    """Whether words that rule are a verb: "banned", "lifted"; not "ban", "sanctions"."""
    word = words.lower().split()[0]
    return word not in _nouns() and (word != lemmas(word)[0] or word not in _noun_lemmas())


@cache
def _nouns() -> frozenset[str]:
    """First words of frames that are nouns, and their plurals."""
    return frozenset(form for word in _noun_lemmas() for form in (word, f"{word}s"))


@cache
def _noun_lemmas() -> frozenset[str]:
    return frozenset(row[0].split()[0] for row in lexicon.rows("rules_frames") if row[1] == "noun")


def _meet(stance: Stance, passage: Span) -> bool:
    return any(e.overlaps(passage) for e in stance.evidence)


def _question(setting: Setting, rule: Rule, passage: Span) -> list[Token]:
    """What the rule is about: its object, or what stands behind its words."""
    last = [t for t in rule.trigger if passage.contains(t)][-1]
    words = setting.words(setting.sentence(last))
    thing = rule.object.span if rule.object is not None else None
    own = thing is not None and any(thing.overlaps(t) for t in rule.trigger)
    if thing is not None and passage.contains(thing) and not own:
        acted = (rule.action or "").lower().split()[:1]
        start = next(
            (w.span.start for w in words if [w.lower] == acted and last.end <= w.span.start < thing.start), None
        )
        begins = thing.start if start is None else start
        return cut([w for w in words if begins <= w.span.start < thing.end], setting.times)
    behind = [w for w in words if last.end <= w.span.start < passage.end]
    return [] if behind and behind[0].lower in _HOW else cut(behind, setting.times)


def _of_sanctions(setting: Setting, rule: Rule) -> bool:
    """Whether its words are "sanctions": what they forbid is not what they are "on"."""
    return any("sanction" in lemmas(t.cut(setting.text).lower()) for t in rule.trigger)


def _of_order(rule: Rule, way: StanceKind, question: Sequence[Token]) -> StanceKind:
    """The stance of a rule, an order to leave off counted as a ban."""
    said = {lemma for w in (rule.action or "").lower().split() for lemma in lemmas(w)}
    said |= {lemma for w in question[:3] for lemma in w.lemmas}
    return "forbids" if way == "urges" and said & _LEAVING_OFF else way
