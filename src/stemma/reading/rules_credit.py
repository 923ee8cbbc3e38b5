"""Who rules where the rule's own words do not say: who announces it or proposes it, and whose order stands just before.

A speaker is behind an agentless rule only where his name or office is one of those that rule; who is quoted on what
others ruled is left out by "by" and by pronouns of his own ("we are not allowed to").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.reading.rules_case import Case
from stemma.reading.rules_joining import Draft
from stemma.reading.rules_parties import Authority, authority_of_verb, of_speakers
from stemma.reading.rules_public import ruled_so
from stemma.reading.rules_scene import Scene
from stemma.reading.rules_verbs import governors, verb_at
from stemma.reading.rules_words import is_a, rulers
from stemma.records import Actor
from stemma.spans import Span

_ANNOUNCING = frozenset(("assert", "report", "confirm", "commit", "plan", "permit", "forbid", "emphasize", "reiterate"))
_ASKING = frozenset(("propose", "want", "request", "urge", "plan", "consider", "threaten", "suggest"))
_OPEN = frozenset(("proposed", "undecided", "requested"))
_SELF = frozenset(("i", "we", "he", "she", "it", "they", "you"))
# "Under the order, clinics may ...": the order told of before.
_POINTS = re.compile(
    r"(?i)\b(?:the|this|that|these|its|their)(?: new| latest)? (?:order|ban|rules?|decision|plan|law|measures?"
    r"|suspension|directive|decree|policy|guidelines?|curfew|restrictions?|regulations?|lockdown|ruling|permission|condition)\b"
)
# How many sentences before the order may stand that is pointed back at.
BACK = 2


def credited(case: Case, actors: Mapping[str, Actor]) -> Case:
    """The case with who announces or proposes it as its authority, where nobody else is known to rule."""
    found = case.force
    if found is None or case.authority.ids or case.frame.family in ("breach", "approval", "deadline"):
        return case
    if case.owner is not None and case.frame.kind == "noun":
        return case
    who = _asker(case, actors) if found.modality in _OPEN else _announcer(case, actors)
    return replace(case, authority=who, credited=True) if who.ids else case


def _announcer(case: Case, actors: Mapping[str, Actor]) -> Authority:
    """The body or office-holder that tells of a rule without an agent: "..., the parks agency said"."""
    told, scene = case.scene.told, case.scene
    if (
        told is None
        or not (told.act in _ANNOUNCING or ruled_so(case))
        or told.status not in ("asserted", None)
        or not told.speakers
    ):
        return Authority()
    subject = {w.lower for w in scene.words[case.clause[0] : case.first] if w.word}
    behind = {w.lower for w in scene.words[case.last + 1 : case.clause[1]]}
    active = case.verb is not None and not case.verb.passive and case.frame.kind == "verb"
    if subject & _SELF or "by" in behind or active:
        return Authority()
    who = of_speakers(told.speakers, actors)
    heard = [actors[i] for i in told.speakers if i in actors]
    if any(a.type == "person" for a in heard) and not (_new(case) and not _speaks_for(heard)):
        return Authority()
    bodies = all(a.type != "organization" or _sounds(scene, told.source) for a in heard)
    return who if who.ruler and bodies else Authority()


def _new(case: Case) -> bool:
    """Whether the rule is announced by what is said: "schools can reopen", not "the army had been ordered to"."""
    modal = case.verb.modal if case.verb is not None else ""
    return case.frame.kind in ("modal", "adverb", "adjective") or modal in ("will", "would", "can", "must")


def _speaks_for(heard: Sequence[Actor]) -> bool:
    """Whether one of them only speaks for somebody else."""
    return any("spokes" in role.lower() for actor in heard for role in actor.roles)


def _sounds(scene: Scene, source: Sequence[Span]) -> bool:
    """Whether a body's name is that of one that rules."""
    words = {w.strip(".,").lower() for span in source for w in span.cut(scene.found.text).split()}
    return not words.isdisjoint(rulers())


def _asker(case: Case, actors: Mapping[str, Actor]) -> Authority:
    """Who proposes or asks for a rule: the speaker, or the subject of the verb that governs its noun."""
    told = case.scene.told or case.scene.deed
    acting = case.verb is not None and case.verb.form == "finite" and not case.verb.passive
    if acting and case.force is not None and case.force.modality != "requested":
        return Authority()  # "the government could slap further rules on it"
    if told is not None and told.act in _ASKING and told.speakers:
        return of_speakers(told.speakers, actors)
    words = case.scene.words
    for n in governors(words, case.first) if case.frame.kind == "noun" else ():
        if not is_a(words[n], "proposed", "requested", "undecided"):
            continue
        verb = verb_at(words, n)
        if verb is not None and verb.form == "finite" and not verb.passive:
            whole = replace(case.scene, told=None, lo=0, hi=len(words))
            start = _clause_start(whole, verb.first)
            return authority_of_verb(whole, verb, start, actors)
    return Authority()


def _clause_start(scene: Scene, at: int) -> int:
    """Behind the last mark or "that" before the word at `at`."""
    marks = (n for n in range(at - 1, -1, -1) if not scene.words[n].word or scene.words[n].lower in {"that", "as"})
    return next(marks, -1) + 1


def inherited(text: str, drafts: Sequence[Draft], sentences: Mapping[int, Span]) -> list[Draft]:
    """The drafts; one without an authority that points back at an order told just before has that order's."""
    out: list[Draft] = []
    for draft in drafts:
        rule = draft.rule
        before = next((d for d in reversed(out) if d.rule.authority), None)
        if not rule.authority and rule.modality not in _OPEN and before is not None and draft.family != "breach":
            near = draft.sentence - before.sentence <= BACK
            if near and not rule.bound and _points(text, draft, before, sentences[draft.sentence]):
                out.append(replace(draft, rule=rule.with_(authority=before.rule.authority)))
                continue
        out.append(draft)
    return out


def _points(text: str, draft: Draft, before: Draft, sentence: Span) -> bool:
    """Whether a rule says by which order it holds, or stands behind the colon of the one that makes it."""
    at = draft.rule.trigger[0].start
    if draft.sentence == before.sentence:
        return ":" in text[before.rule.trigger[-1].end : at]
    return bool(_POINTS.search(text[sentence.start : at]))
