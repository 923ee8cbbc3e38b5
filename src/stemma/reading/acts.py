"""The act of an attribution: what its cue names; for a neutral "said", what the leading clause of the content does."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.certainty import Content, negated
from stemma.reading.morphology import Token
from stemma.reading.scope import Clause

# Verbs that neither name an act nor stand in the way of one that the content performs.
NEUTRAL = lexicon.words("classes", "neutral")
_PLURAL = frozenset(("we", "they"))
_FUTURE = frozenset(("will", "'ll", "would", "'d", "shall", "wo"))
_DIRECTIVES = {"ask": "request", "urge": "urge", "demand": "request", "request": "request", "appeal": "urge"}
_EXPECTING = lexicon.words("classes", "expecting")
_BANS = lexicon.words("classes", "ban")


def own_pronouns(source: Sequence[Token]) -> frozenset[str]:
    """Pronouns by which an indirect content may mean its source: as many, and a thing or a person."""
    words = [w.lower for w in source if w.word]
    if words in (["he"], ["she"], ["they"], ["it"], ["we"], ["i"]):
        return frozenset((words[0], {"he": "his", "she": "her", "they": "their", "it": "its"}.get(words[0], "our")))
    several = "and" in words or bool(words and words[-1].endswith("s") and not words[-1].endswith("ss"))
    return frozenset(("they", "their", "it", "its")) if several else lexicon.words("classes", "third_person")


def refine(act: str, phrase: Sequence[str], content: Content, own: frozenset[str]) -> str:
    """The act of a cue that says only that something was said, after its content; other acts stay."""
    lead = content.lead
    if lead is None or act != "assert" or phrase[0] not in NEUTRAL:
        return act
    if content.question or lead.verb is None:
        return "ask" if content.question else act
    subject = [w.lower for w in lead.subject]
    mine = bool(subject) and (subject[0] in own | {"i", "we"} or "our" in subject[:1])
    found = _own_act(lead) if mine else None
    return found or _others_act(lead) or act


def _own_act(lead: Clause) -> str | None:
    """What the speaker does by saying it: promise, ask, refuse, forbid."""
    words = lead.predicate
    lemmas = [lemma for w in words[:5] for lemma in w.lemmas]
    if words[0].lower in _FUTURE and any(b in lemmas for b in _BANS):
        return "forbid"
    if words[0].lower in _FUTURE and "allow" in lemmas and negated(lead):
        return "forbid"
    if words[0].lower in _FUTURE and "believe" not in lemmas:
        return "commit"
    if "comment" in lemmas and negated(lead):
        return "refuse"
    for lemma in lemmas[:4]:
        if lemma in _DIRECTIVES and words[0].lower not in {"was", "were", "had"}:
            return _DIRECTIVES[lemma]
    return "commit" if "commit" in lemmas else None


def _others_act(lead: Clause) -> str | None:
    """What the speaker wants or expects of others."""
    words = lead.predicate
    subject = {w.lower for w in lead.subject}
    if words[0].lower == "must" and not subject & {"i", "we"}:
        return "urge"
    lemmas = {lemma for w in words[:5] for lemma in w.lemmas}
    return "expect" if lemmas & (_EXPECTING | {"unlikely", "likely"}) else None
