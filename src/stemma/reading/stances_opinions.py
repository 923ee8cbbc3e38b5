"""Opinions in what somebody says, wherever in a sentence they stand: what ought to be, what a deed does, what it is.

The clause cutter that `stances_views` goes by loses what stands behind asides and openings; here every verb of a
sentence is looked at with the words before it, back to where its clause begins. Verbs that tell of good or harm done
are in `data/stances_effects.tsv`; they count where their subject is a deed or a plan, for others may see it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token, is_past
from stemma.reading.scope import Clause, sentences
from stemma.reading.stances_effects import (
    AUXILIARY,
    BE,
    LIGHT,
    NOT,
    SEEMING,
    THESE,
    effect,
    effect_openers,
)
from stemma.reading.stances_joints import two_adjectives
from stemma.reading.stances_judgements import ADVICE_WITHIN, tells_of
from stemma.reading.stances_questions import QUOTES
from stemma.reading.stances_resolve import contestable, in_manner
from stemma.reading.stances_sayings import cried, sided
from stemma.reading.stances_verdicts import GIVING, View, heads_a_deed, judged

_BEING = frozenset(("seem", "remain", "look", "appear", "become", "sound", "prove"))
_BLOCKING = frozenset((
    "if", "unless", "whether", "who", "which", "whom", "when", "where", "why", "how", "than", "as", "while", "until",
    "whose",
))  # fmt: skip
_JOINTS = frozenset(("and", "or", "but", "because", "although", "though", "so", "since", "yet", "then", "whereas"))
_SAYING = frozenset(("said", "says", "added", "adds", "thought", "thinks", "believed", "believes", "claimed", "claims"))
_DOUBTED = frozenset((
    "evidence", "claim", "suggestion", "allegation", "accusation", "doubt", "denial", "possibility", "sign", "rumour",
    "rumor", "idea", "notion", "speculation", "indication", "proof", "fear", "risk", "chance",
))  # fmt: skip
_FIRST = frozenset(("i", "we"))
_PERSONS = frozenset(("i", "we", "you", "he", "she", "they", "who", "everyone", "nobody", "one", "people", "someone"))
_INDEFINITE = frozenset(("everything", "something", "anything", "things", "there", "somebody", "anybody", "anyone"))
_OURS = frozenset(("our", "my", "we", "i", "us"))
# What "should" and "must" say of these is what is likely or what one should be aware of.
_LIKELY = frozenset((
    "know", "note", "remember", "arrive", "see", "expect", "say", "mention", "add", "think", "understand", "seem",
    "imagine", "have", "suffice", "reach", "last", "cost", "happen", "find", "be", "come", "get", "go", "look",
    "become", "begin", "improve", "fall", "rise", "pass", "help", "wait", "produce", "result", "matter", "reflect",
    "prove", "work",
))  # fmt: skip
_NOBODY = frozenset(("i", "you", "there", "what", "who", "she", "he", "much", "more", "nothing", "something", "lot"))
_ENDING = frozenset(("stop", "end", "change", "cease", "go", "continue"))
# What goes on by itself, whoever is for it or against it.
_ROUTINE = frozenset(("investigation", "inquiry", "probe", "search", "trade", "trading", "review", "trial", "rescue"))
# Longer runs of words before a verb are no subject but a sentence that was not cut.
LONGEST_SUBJECT = 14
# So many words an aside between a subject and its verb may have.
ASIDE = 20


def opinions(piece: Sequence[Token], own: frozenset[str]) -> Iterator[View]:
    """The views that the verbs of a content tell of, left to right; `own` are the pronouns of who says it."""
    for sentence in sentences([piece]):
        whole = [w for w in sentence if w.lower not in QUOTES]
        if any(w.lower == "?" for w in whole):
            continue
        if tells_of(whole, "menace") and any(w.lower in _OURS for w in whole):
            yield View("threatens", tuple(whole), tuple(whole), clause=True)  # "within range of our guns"
            continue
        if (cry := cried(whole)) is not None:
            yield cry
            continue
        for at in range(1, len(whole)):
            if not _opens_group(whole, at):
                continue
            subject = _subject(whole, at, own)
            view = _view(subject, whole[at:], own) if subject else None
            if subject and whole[at].lower in ("should", "must", "ought") and _doubted(whole[:at], own):
                clause = (*subject, *_clause(whole[at:]))  # "I don't think the town should have a zoo"
                view = View("opposes", clause, clause, clause=True)
            if view is not None:
                yield view


def _doubted(words: Sequence[Token], own: frozenset[str]) -> bool:
    """Whether the speaker says that he does not think so."""
    lowers = [w.lower for w in words[-LONGEST_SUBJECT:]]
    thinks = [n for n, w in enumerate(lowers) if w in ("think", "believe", "feel")]
    return any(lowers[n - 1] in NOT and n > 2 and lowers[n - 3] in own | _FIRST for n in thinks)  # noqa: PLR2004


def _opens_group(words: Sequence[Token], at: int) -> bool:
    """Whether a verb group may begin at `at`."""
    lower, before = words[at].lower, words[at - 1].lower
    if (not words[at - 1].word and before not in QUOTES | {","}) or before in AUXILIARY or before == "to":
        return False
    if lower == "'s":
        return before in _PERSONS | THESE | {"there"}
    if lower in AUXILIARY:
        return True
    named = before in lexicon.words("classes", "determiners") | lexicon.words("classes", "prepositions")
    return not named and bool({*words[at].lemmas} & (SEEMING | effect_openers() | {"need", "deserve"}))


def _subject(words: Sequence[Token], at: int, own: frozenset[str]) -> list[Token]:
    """The words before a verb back to where its clause begins; empty where it only hangs on another clause."""
    start = at
    if at and words[at - 1].lower == ",":
        # "Brook, who runs the port, will do well": the subject stands before the aside.
        opens = next((n for n in range(at - 2, max(0, at - ASIDE), -1) if words[n].lower == ","), 0)
        return _subject(words, opens, own) if opens and words[opens + 1].lower not in _JOINTS else []
    while start and words[start - 1].word and words[start - 1].lower not in _BLOCKING | _JOINTS | {"that", "what"}:
        start -= 1
    before = words[start - 1].lower if start else ""
    if before == "what":
        start -= 1
    elif before in _BLOCKING or (before == "that" and start - 1 != at - 1 and not _reported(words, start - 1)):
        return []
    elif before == "that" and start == at:
        if start > 1 and words[start - 2].word and lexicon.words("cues").isdisjoint(words[start - 2].lemmas):
            return []  # "a measure that would burden"
        start -= 1
    kept = _without_belief(list(words[start:at]), own)
    while kept and (in_manner(kept[0]) or kept[0].lower in LIGHT):
        kept.pop(0)
    if any(w.lower in ("not", "n't") for w in kept):
        return []
    if kept and kept[-1].lower in _PERSONS | THESE:
        kept = kept[-2:] if [w.lower for w in kept[-2:-1]] in (["no"], ["every"]) else kept[-1:]
    return kept if len(kept) <= LONGEST_SUBJECT else []


def _reported(words: Sequence[Token], that: int) -> bool:
    """Whether "that" opens what is said or believed, and not what some noun is like."""
    if _of_another(words[:that]):
        return False
    if that == 0 or not words[that - 1].word or words[that - 1].lower in _JOINTS:
        return True
    if _DOUBTED & set(words[that - 1].lemmas):
        return False  # "no evidence that the engines were at fault"
    return not lexicon.words("cues").isdisjoint(words[that - 1].lemmas)


def _of_another(words: Sequence[Token]) -> bool:
    """Whether a name is said to believe what follows: "Varga believes" when her spokesman speaks."""
    if len(words) < 2 or not {"believe", "think", "feel", "insist", "argue"} & set(words[-1].lemmas):  # noqa: PLR2004
        return False
    return words[-2].capital and words[-2].lower not in _PERSONS


def _without_belief(words: list[Token], own: frozenset[str]) -> list[Token]:
    """A subject without "we believe" before it; empty where somebody else is said to believe."""
    lowers = [w.lower for w in words]
    if len(lowers) > 1 and lowers[0] in _SAYING:
        return []  # "ordered the drill and said it was right": said by whoever acts
    if lowers[:1] and lowers[0] in own | _FIRST and lowers[2:3] and lowers[2] in NOT and len(words) > 4:  # noqa: PLR2004
        return words[4:]  # "I do n't think the town"
    for n in range(1, min(len(words) - 1, 4)):
        if words[n - 1].lower in _PERSONS | own and not lexicon.words("cues").isdisjoint(words[n].lemmas):
            return words[n + 1 :] if words[n - 1].lower in own | _FIRST else []
    return words


def _view(subject: Sequence[Token], rest: Sequence[Token], own: frozenset[str]) -> View | None:
    found = _norm(subject, rest) or _deserves(subject, rest) or _goes_on(subject, rest) or sided(subject, _clause(rest))
    if found is not None:
        return found
    if subject[-1].lower in _PERSONS | own - THESE | _INDEFINITE or subject[0].lower in ("neither", "nor"):
        return None
    if (stance := effect(subject, rest)) is not None:
        about = () if subject[-1].lower in THESE else tuple(subject)
        return View(stance, about, (*subject, *_clause(rest)))
    if not _is_something(rest):
        return None
    clause = Clause("main", 0, 0, [*subject, *rest], len(subject))
    return judged(clause, _clause(rest))


def _is_something(rest: Sequence[Token]) -> bool:
    """Whether a predicate says what something is: "would be wrong", "seems fair"; not "wanted to appear strong"."""
    passed = AUXILIARY | LIGHT | {"going", "to"}
    at = next((n for n, w in enumerate(rest) if w.lower not in passed and not in_manner(w)), 0)
    if at < len(rest) and rest[at].lower.endswith("ing") and not _verbs().isdisjoint(rest[at].lemmas[:2]):
        return False  # "is taking appropriate steps"
    return any(w.lower in BE for w in rest[:at]) or (at < len(rest) and bool(_BEING & set(rest[at].lemmas)))


def _clause(rest: Sequence[Token]) -> list[Token]:
    """A predicate up to the next stop."""

    def stops(n: int) -> bool:
        mark = rest[n].lower
        return not rest[n].word and mark not in ("-", "'") and not (mark == "," and two_adjectives(rest, n))

    end = next((n for n in range(1, len(rest)) if stops(n)), len(rest))
    return list(rest[:end])


def _norm(subject: Sequence[Token], rest: Sequence[Token]) -> View | None:
    """What ought to be done: "the council should", "this must stop"; and what ought to have been: "should have"."""
    if rest[0].lower in ("must", "should"):
        after = [w for w in rest[1:10] if w.word]
    elif _has_to(rest):
        after = [w for w in rest[2:10] if w.word]
    else:
        return None
    denied = any(w.lower in NOT for w in after[:2]) or subject[0].lower in ("no", "nobody", "none")
    after = [w for w in after if w.lower not in NOT | LIGHT and not in_manner(w)]
    last = subject[-1].lower
    told = last in ("we", "they") and rest[0].lower == "had"  # "we had to run"
    told = told or (last == "they" and bool(after) and bool(GIVING & set(after[0].lemmas)))
    if not after or told or last in _NOBODY or not _can_be_done(after[0]) or tells_of(rest[:ADVICE_WITHIN], "advice"):
        return None
    clause = (*subject, *_clause(rest))
    if after[0].lower == "have" and rest[0].lower == "should" and len(after) > 1 and after[1].lower != "to":
        return View("opposes", clause, clause, clause=True) if _past_deed(after) else None
    done = after[0].lower == "be" and len(after) > 1 and _participle(after[1])
    if denied and ([w.lower for w in after[:2]] == ["have", "to"] or after[0].lower == "happen"):
        return View("opposes", clause, clause, clause=True)  # "nobody should have to wait", "this must not happen"
    seen = after[0].lower == "see" and any(w.lower in ("more", "less", "action", "change", "end") for w in after[1:3])
    if (_LIKELY & set(after[0].lemmas) and not done and not seen) or (
        last in THESE and not done and after[0].lower not in _ENDING
    ):
        return None
    return View("opposes" if denied else "urges", clause, clause, clause=True)


def _has_to(rest: Sequence[Token]) -> bool:
    """As in "ought to act", "needs to act"; "has to" only of what is to end, for it as often tells what is so."""
    lowers = [w.lower for w in rest[:3]]
    ending = lowers[:1] in (["has"], ["have"]) and lowers[1:] in (["to", "stop"], ["to", "end"])
    ending = ending or (lowers[:2] == ["had", "to"] and contestable(rest[2:]))  # "said the yard had to pay"
    return ending or (lowers[:1] in (["ought"], ["needs"], ["need"]) and lowers[1:2] == ["to"])


def _participle(word: Token) -> bool:
    """Whether something is done: "held", "thrown", "punished"."""
    irregular = word.lower != word.lemmas[0] and not word.lower.endswith(("s", "ing"))
    return word.lower.endswith("ed") or irregular


def _goes_on(subject: Sequence[Token], rest: Sequence[Token]) -> View | None:
    """What is announced to go on or to end: "the talks will continue", "the boycott goes on"."""
    words = [w for w in rest[:6] if w.word and w.lower not in LIGHT]
    if len(words) < 2 or words[0].lower not in ("will", "would", "'ll", "shall") or subject[-1].lower in THESE:  # noqa: PLR2004
        return None
    lowers = [w.lower for w in words]
    going = lowers[1] in ("continue", "proceed", "resume") or lowers[1:3] == ["go", "on"]
    if not going or _ROUTINE & {lemma for w in subject for lemma in w.lemmas} or not heads_a_deed(subject):
        return None
    return View("supports", tuple(subject), (*subject, *_clause(rest)))


def _can_be_done(word: Token) -> bool:
    """Whether a plain form follows "should" or "must": not "should war break out"."""
    if word.lower == "be" or word.lower in AUXILIARY:
        return True
    plain = word.lower == word.lemmas[0] and not word.capital
    return plain and (not _verbs().isdisjoint(word.lemmas) or contestable([word]))


@cache
def _verbs() -> frozenset[str]:
    return lexicon.words("verbs") | lexicon.words("cues")


def _past_deed(after: Sequence[Token]) -> bool:
    """Whether "should have" goes on with a deed left undone, not with "should have no effect"."""
    if after[1].lower in _BLOCKING or not after[1].word:
        return False
    return after[1].lower == "been" or is_past(after[1].lower) or after[1].lower.endswith(("ed", "en", "ne"))


def _deserves(subject: Sequence[Token], rest: Sequence[Token]) -> View | None:
    """As in "the families deserve an apology"."""
    if "deserve" not in rest[0].lemmas or subject[-1].lower in THESE:
        return None
    clause = (*subject, *_clause(rest))
    return View("urges", clause, clause, clause=True)
