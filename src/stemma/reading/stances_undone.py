"""Cues of attributions that tell of no stance taken: not done, not known, asked, said by another, or cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.reading import lexicon
from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.stances_nouns import of_danger
from stemma.reading.stances_passages import behind
from stemma.reading.stances_questions import QUOTES
from stemma.reading.stances_setting import Setting
from stemma.reading.stances_settled import WANTS
from stemma.reading.stances_unreal import addressed, denied_before, shunned, supposed
from stemma.reading.stances_words import Match, group
from stemma.records import Attribution

# What may stand behind a verb of stance without making it describe a noun.
BESIDE_A_VERB = (
    lexicon.words("classes", "prepositions") | lexicon.words("classes", "determiners") | {"that", "to", "and", "him"}
)
_ASPECT = frozenset(("be", "begin", "start", "keep", "continue", "stop", "resume", "go", "risk", "consider"))
_OF_WHOM = frozenset((("call", "on"), ("call", "upon"), ("appeal", "to"), ("advise",)))
# Who drops a plan is not for it.
_DROPPING = frozenset((
    "scrap", "abandon", "drop", "shelve", "cancel", "withdraw", "ditch", "suspend", "back", "off", "reverse", "halt",
    "delay", "postpone", "end",
))  # fmt: skip
# Code points before a content in which "and said that" may stand.
SAID_BEFORE = 24


def undone(setting: Setting, told: Attribution, cue: Sequence[Token], match: Match, *, noun: bool) -> bool:
    """Whether what the cue names was not done, or is not known to be: "if Selkia threatens", "avoided blaming"."""
    words, place = place_of(setting, told, cue, match)
    last = min(len(words) - 1, place + match.last - match.first)
    if "appeal" in match.phrase and any("court" in w.lemmas for w in words[place + 1 : place + 2]):
        return True  # "a Selkian appeals court"
    asked = [w.lower for w in words if w.lower not in QUOTES][-1:] == ["?"]
    known = match.phrase[0] in WANTS and any("know" in w.lemmas for w in cue[match.last + 1 :])
    dropped = match.phrase[0] == "plan" and any(_DROPPING & set(w.lemmas) for w in words[max(0, place - 3) : place])
    empty = noun and place and words[place - 1].lower in ("any", "no")  # "made no threat of"
    if asked or known or empty or dropped:
        return True  # "has he called for it?", "voters want to know what is in it"
    if match.phrase[0] == "threat" and of_danger(words, replace(match, first=place, last=last)):
        return True
    there = group(words, replace(match, first=place, last=place))
    named = place > 0 and (noun or match.phrase[0] == "plan")  # "did not show any plan to"
    if supposed(words, there.first) or shunned(words, there) or (named and denied_before(words, place)):
        return True
    content = setting.inside(behind(told))
    gap = content[0].span.start - cue[-1].span.end if content else 0
    return not there.denied and addressed(match, content, gap)


def place_of(setting: Setting, told: Attribution, cue: Sequence[Token], match: Match) -> tuple[Sequence[Token], int]:
    """The words of the cue's sentence, and the place of the match's first among them."""
    words = setting.words(setting.sentence(told.cue[0]))
    place = next((n for n, w in enumerate(words) if w.span == cue[match.first].span), None)
    return (words, place) if place is not None else (cue, match.first)


def another_says(setting: Setting, told: Attribution) -> bool:
    """Whether the words before a content tell that somebody else said it: "did it and said it was right, X said"."""
    first = told.content[0]
    if not told.cue or told.cue[0].start < first.start or first.cut(setting.text)[:1] in QUOTES:
        return False
    before = setting.text[max(0, first.start - SAID_BEFORE) : first.start].casefold().split()
    if before[-1:] == ["that"]:
        before.pop()
    return before[-2:] == ["and", "said"]


def asks_nothing(match: Match, question: Sequence[Token]) -> bool:
    """Whether only who is asked is left of what is asked: "called on all islanders, the young among them, to"."""
    return match.phrase in _OF_WHOM and not any(w.lower in ("to", "not", "for", "that", "stop") for w in question)


def elsewhere_told(setting: Setting, told: Attribution, question: Sequence[Token]) -> bool:
    """Whether a question stands in a later sentence than its cue, which then has another one."""
    here, there = setting.sentence(told.cue[-1]), setting.sentence(question[0].span)
    return here is not None and there is not None and here.end <= there.start


def describing(words: Sequence[Token], at: int, content: Sequence[Token]) -> bool:
    """Whether an "-ing" only describes a noun: "cited disparaging remarks that Varga had made"."""
    if not at or not words[at].lower.endswith("ing") or not content or not content[0].word or content[0].capital:
        return False
    if content[0].lower in BESIDE_A_VERB or content[0].span.start - words[at].span.end > 1:
        return False
    before = words[at - 1]
    aspect = bool(_ASPECT & set(before.lemmas))
    return before.lower in lexicon.words("classes", "determiners") or (verbal(words, at - 1) and not aspect)
