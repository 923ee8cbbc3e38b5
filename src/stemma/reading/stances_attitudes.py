"""Stances of attributions whose cue is in no list of words of stance: hopes, arguments, judging, orders to leave.

What a cue governs may be parted from it ("thanked | the crew for its help"), and what it is about may stand before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.reading import lexicon
from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.stances_passages import behind, evidence
from stemma.reading.stances_questions import QUOTES, cut
from stemma.reading.stances_setting import Draft, Setting
from stemma.reading.stances_verdicts import heads_a_deed, judged_last
from stemma.reading.stances_words import parted, sent_off, voiced
from stemma.records import Attribution, Stance, StanceKind

# Acts that judge, whatever the words; the model tells them apart.
_BY_ACT: dict[str, StanceKind] = {
    "criticize": "opposes", "oppose": "opposes", "dismiss": "opposes", "disagree": "opposes", "support": "supports",
}  # fmt: skip
_NO_JUDGING = frozenset(
    ("ignore", "joke", "mock", "lash", "accuse", "agree", "threaten", "disagree", "differ", "contradict", "dispute")
)
# How far into what is judged its deed stands.
ACTED_WITHIN = 6
_UNDERGOING = frozenset(("face", "come", "draw", "receive", "attract", "suffer", "earn", "spark", "provoke"))
_NORMS = frozenset((
    "should", "must", "need", "needs", "ought", "would", "will", "could", "cannot", "ca", "can", "not", "n't", "never",
    "no",
))  # fmt: skip
_HOPES = frozenset(("hope", "pray", "wish", "trust"))
_WILL = frozenset(("will", "'ll", "would", "'d"))
_OF_ONESELF = frozenset(("to", "i", "we", "he", "she", "they", "you", "his", "her", "my", "their", "it", "there"))
# How far into a hope its "will" stands.
HOPE_WITHIN = 9
# How far "to" stands from a verb of asking: "asked the two neighbouring towns along the river to".
TO_REACH = 12


def parted_off(setting: Setting, told: Attribution, cue: Sequence[Token]) -> Iterator[Draft]:
    """The stance of a cue whose own preposition stands in what it tells: "thanking | the crew for its help"."""
    words = [*cue, *setting.inside(behind(told))]
    ordered = next((m for m in sent_off(words) if m.first < len(cue)), None)
    found = ordered or next((m for m in (*parted(words), *voiced(words)) if m.first < len(cue) <= m.last), None)
    start = len(cue) if ordered is not None or found is None else found.last + 1
    question = cut(words[start:], setting.times, clause=ordered is not None) if found is not None else []
    if found is None or found.entry.stance is None or not question or told.status not in ("asserted", None):
        return
    setting.used += told.cue
    passage, when = evidence(setting, told, question), setting.said_when(told, setting.sentence(told.cue[0]))
    yield Draft(found.entry.stance, question, passage, told.id, setting.as_told(told, "certain"), None, when)


def argued(setting: Setting, told: Attribution, cue: Sequence[Token], before: Sequence[Stance]) -> Iterator[Draft]:
    """What somebody argues: he takes a side by it, whatever its words; against what it denies or finds fault with."""
    if not any("argue" in w.lemmas for w in cue) or told.status != "asserted":
        return
    here = setting.sentence(told.cue[0])
    if here is not None and any(s.actor in told.speakers and here.overlaps(s.evidence[0]) for s in before):
        return  # what is argued only gives the reason
    content = [w for w in setting.inside(behind(told)) if w.lower not in QUOTES]
    question = cut(content[1:] if content[:1] and content[0].lower == "that" else content, setting.times, clause=True)
    if not question or content[0].lower in ("with", "about", "over", "for", "against"):
        return
    judged_ = judged_last(question)[1]
    if not judged_ and not any(w.lower in _NORMS for w in question):
        return  # what somebody argues to be so is a claim
    against = any(w.lower in ("not", "n't", "never", "no", "cannot") for w in question) or judged_ == "bad"
    passage, when = evidence(setting, told, question), setting.said_when(told, setting.sentence(told.cue[0]))
    sure = setting.as_told(told, "certain")
    yield Draft("opposes" if against else "supports", question, passage, told.id, sure, None, when)


def of_which(setting: Setting, told: Attribution, behind: Sequence[Token]) -> list[Token]:
    """What "that" or "which" stands for in "the drills they denounce as a rehearsal"."""
    first = told.content[0]
    relative = first.cut(setting.text).lower() in ("that", "which") and first.end <= told.cue[0].start
    if not relative or not any(w.lower == "as" for w in behind):
        return []
    before = [w for w in setting.words(setting.sentence(first)) if w.span.end <= first.start]
    start = len(before)
    while start and before[start - 1].word and not verbal(before, start - 1) and len(before) - start < TO_REACH:
        start -= 1
        if before[start].lower in lexicon.words("classes", "prepositions") | lexicon.words("classes", "determiners"):
            break
    return cut(before[start + 1 :] if start < len(before) - 1 else before[start:], setting.times)


def acted(setting: Setting, told: Attribution, cue: Sequence[Token], before: Sequence[Stance]) -> Draft | None:
    """The stance of an act of judging whose words are in no list: "cheered the vote", "shrugged at the ruling"."""
    if told.act not in _BY_ACT or any(_UNDERGOING & set(w.lemmas) for w in cue):
        return None  # "came under criticism", "has faced criticism"
    content = [w for w in setting.inside(behind(told)) if w.lower not in QUOTES]
    clause = content[:1] and content[0].lower == "that"
    question = cut(content[1:] if clause else content, setting.times, clause=bool(clause))
    near = {lemma for w in question[:ACTED_WITHIN] for lemma in w.lemmas}
    deed = not lexicon.words("stances_turns", "deed").isdisjoint(near)
    shunned = any(_NO_JUDGING & set(w.lemmas) for w in cue)
    if told.status != "asserted" or shunned or not (deed or told.act in ("oppose", "dismiss")) or not question:
        return None
    passage, when = evidence(setting, told, question), setting.said_when(told, setting.sentence(told.cue[0]))
    if any(s.actor in told.speakers and e.overlaps(p) for s in before for e in s.evidence for p in passage):
        return None
    stance = _BY_ACT[told.act]
    return Draft(stance, question, passage, told.id, setting.as_told(told, "certain"), None, when)


def hoped(setting: Setting, told: Attribution, cue: Sequence[Token]) -> Draft | None:
    """What somebody hopes that others do: "hopes the two towns will settle it"; not "hopes to win"."""
    if told.act != "want" or told.status != "asserted" or not any(_HOPES & set(w.lemmas) for w in cue):
        return None
    content = [w for w in setting.inside(behind(told)) if w.lower not in QUOTES and w.lower != "that"]
    lowers = [w.lower for w in content[:HOPE_WITHIN]]
    question = cut(content, setting.times, clause=True)
    if not lowers or lowers[0] in _OF_ONESELF or not question:
        return None
    open_ = {"could", "can"} & set(lowers) and heads_a_deed(
        content[: lowers.index("could" if "could" in lowers else "can")]
    )
    if not _WILL & set(lowers) and not ({"success"} & set(lowers)) and not open_:
        return None
    told_of = setting.sentence(told.cue[0])
    return Draft(
        "supports", question, evidence(setting, told, question), told.id, setting.as_told(told, "certain"),
        None, setting.said_when(told, told_of),
    )  # fmt: skip
