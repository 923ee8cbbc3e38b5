"""The act of an attribution: what its cue names; for a neutral "said", what the leading clause of the content does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from stemma.reading import lexicon
from stemma.reading.certainty import Content, commands, negated
from stemma.reading.cues import Entry
from stemma.reading.morphology import Token
from stemma.reading.scope import Clause

# Verbs that neither name an act nor stand in the way of one that the content performs.
NEUTRAL = lexicon.words("classes", "neutral")
# Cues with which an outlet or a paper reports.
PASSED_ON = NEUTRAL | {"accord", "according", ":"}
_FUTURE = frozenset(("will", "'ll", "would", "'d", "shall", "wo"))
_PAST = frozenset(("had", "did"))
_PAPERS = lexicon.words("classes", "papers")
_SITE = re.compile(r"\w\.(?:com|org|net|io|info|gov|edu)$")
_FIRST = frozenset(("i", "we", "our", "my"))
_BREAKS = lexicon.words("breaks") | {","}
_POSSESSIVES = {"he": "his", "she": "her", "they": "their", "it": "its", "we": "our", "i": "my"}
# What is done by saying it in one's own name: "we ask you", "I am considering it".
_PERFORMED = {
    "ask": "request", "urge": "urge", "demand": "request", "request": "request", "appeal": "urge", "commit": "commit",
    "promise": "commit", "consider": "consider", "open": "consider", "reserve": "state_position",
}  # fmt: skip
_DIRECTIVES = frozenset(("ask", "urge", "demand", "request"))
_DUTIES = frozenset(("must", "should"))
_DUTIES_TO = (["need", "to"], ["needs", "to"], ["has", "to"], ["have", "to"], ["ought", "to"])
_CLAIMS = lexicon.words("classes", "denied_nouns")
_FALSE = lexicon.words("classes", "false")
_WITHHELD = {"regard": "doubt", "expect": "doubt", "want": "refuse", "plan": "refuse"}
_FORESEES = frozenset(("think", "believe", "expect", "reckon"))
_WORRIED = frozenset(("worried", "concerned", "alarmed", "afraid"))
_EXPECTING = lexicon.words("classes", "expecting")
_BANS = lexicon.words("classes", "ban")


def own_pronouns(source: Sequence[Token]) -> frozenset[str]:
    """Pronouns by which an indirect content may mean its source: as many, and a thing or a person."""
    words = [w.lower for w in source if w.word]
    if len(words) == 1 and words[0] in _POSSESSIVES:
        return frozenset((words[0], _POSSESSIVES[words[0]]))
    head = list(takewhile(lambda w: w not in _BREAKS, words))
    several = "and" in head or bool(head and head[-1].endswith("s") and not head[-1].endswith("ss"))
    return frozenset(("they", "their", "it", "its")) if several else lexicon.words("classes", "third_person")


def tells_on(source: Sequence[Token], speaker_type: str | None) -> bool:
    """Whether the source passes on what others did or said: an outlet, a document, a site, data."""
    return speaker_type == "outlet" or any(
        not _PAPERS.isdisjoint(w.lemmas) or _SITE.search(w.lower) is not None for w in source
    )


def refine(act: str, phrase: Sequence[str], content: Content, own: frozenset[str]) -> str:
    """The act of a cue that says only that something was said, after its content; other acts stay."""
    lead = content.lead
    if lead is None or act not in {"assert", "report"} or phrase[0] not in NEUTRAL:
        return act
    if content.asked:
        return "ask"
    if commands(content):
        return "urge"
    if lead.verb is None:
        return act
    return (_own_act(content, lead) if _mine(lead, own) else None) or _others_act(lead) or act


def _mine(lead: Clause, own: frozenset[str]) -> bool:
    """Whether the subject is the speaker, or what the speaker speaks for ("his government", "our city")."""
    subject = [w.lower for w in lead.subject if w.word]
    return bool(subject) and (subject[0] in own | _FIRST or subject[:2] == ["the", "government"])


def _own_act(content: Content, lead: Clause) -> str | None:
    """What the speaker does by saying it: promise, ask, refuse, forbid, weigh, foresee."""
    words = lead.predicate
    lemmas = [lemma for w in words[:5] for lemma in w.lemmas]
    no = negated(lead)
    if words[0].lower in _FUTURE and (_BANS & set(lemmas) or ("allow" in lemmas and no)):
        return "forbid"
    if words[0].lower in _FUTURE:
        return "doubt" if "believe" in lemmas else "commit"
    if "comment" in lemmas and no:
        return "refuse"
    if words[0].lower in _PAST or _passive(words):
        return None
    if _FORESEES & set(lemmas) and any(w.lower in _FUTURE for c in content.sentences[0] for w in c.predicate[:1]):
        return "expect"
    found = (act for word, act in _PERFORMED.items() if word in lemmas)
    return next(found, None)


def _passive(words: Sequence[Token]) -> bool:
    """Whether the speaker was asked rather than asks."""
    return "be" in words[0].lemmas and any(w.lower.endswith("ed") and w.lemmas[0] in _DIRECTIVES for w in words[:4])


def _asked_to_act(words: Sequence[Token]) -> bool:
    """Whether others "must", "should" or "need to" do something; what "should be done" asks nobody."""
    lowers = [w.lower for w in words[:4]]
    return (lowers[0] in _DUTIES or lowers[:2] in _DUTIES_TO) and "be" not in lowers and "have" not in lowers[1:]


def _others_act(lead: Clause) -> str | None:
    """What the speaker wants or expects of others, and a worry told in the name of many."""
    words = lead.predicate
    subject = {w.lower for w in lead.subject}
    if not subject & _FIRST and _asked_to_act(words):
        return "urge"
    lemmas = {lemma for w in words[:5] for lemma in w.lemmas}
    if lemmas & _EXPECTING:
        return "expect"
    return "worry" if "be" in words[0].lemmas and lemmas & _WORRIED else None


def calls_false(content: Content) -> bool:
    """Whether a claim, a report or the like is called false: "the account an invention", "the charge was a lie"."""
    words = [w for w in content.sentences[0][0].words if w.word] if content.sentences else []
    named = any(not _CLAIMS.isdisjoint(w.lemmas) for w in words[:3])
    said = {w.lower for s in content.sentences for c in s for w in c.words}
    return named and bool(said & _FALSE) and not negated(content.sentences[0][0])


def withheld(entry: Entry) -> str | None:
    """What not to think, want, expect or plan something amounts to; None where "not" only means it did not happen."""
    if entry.act == "regard" and entry.certainty != "probable":
        return None
    return _WITHHELD.get(entry.act)


def goes_on_denying(act: str, polarity: str | None) -> bool:
    """Whether a plain statement that says no goes on with the denial right before it."""
    return act == "assert" and polarity in {"negative", "mixed"}
