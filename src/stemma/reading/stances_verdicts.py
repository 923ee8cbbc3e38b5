"""What is called right or wrong inside what somebody says: "the launch was unacceptable", "the cuts “cruel”"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.reading import lexicon
from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.scope import Clause
from stemma.reading.stances_judgements import JUDGED_WITHIN, judgements, signs_in, tells_of
from stemma.records import StanceKind

_WILL = frozenset(("will", "'ll", "would", "'d", "shall"))
_IT = frozenset(("it", "this", "that"))
_HINGES = frozenset(("to", "that", "if", "when"))
_NEEDS = frozenset((
    "needed", "necessary", "essential", "vital", "imperative", "crucial", "importance", "paramount", "indispensable",
))  # fmt: skip
_LEFT_OPEN = frozenset(("could", "may", "might"))
_VERBAL = frozenset(("have", "can", "not", "never", "no"))
_DENIALS = frozenset(("not", "n't", "never", "no"))
# Expected of things, not asked of people: "they should provide fine views".
GIVING = frozenset(("provide", "produce", "yield", "offer"))
_TELLING = frozenset(
    ("discuss", "comment", "say", "tell", "know", "determine", "speculate", "predict", "guess", "judge", "see")
)
_MINDING = frozenset(("know", "believe", "think", "say", "hear", "feel", "hope"))
_COPULAS = frozenset(("be", "seem", "remain", "look", "become", "sound", "play"))
_PERSONS = frozenset(("i", "we", "you", "they", "he", "she", "who", "what"))
_PROVING = frozenset(("prove", "show", "mean", "demonstrate", "confirm"))
# What "will only" comes before where it tells of harm.
_HARMFUL = frozenset((
    "deepen", "worsen", "fuel", "harm", "hurt", "lead", "cause", "create", "anger", "prolong", "produce", "encourage",
    "embolden", "provoke", "inflame", "escalate", "complicate", "undermine", "damage", "add", "increase", "aggravate",
    "exacerbate", "drive", "push", "divide", "isolate", "weaken", "delay", "invite", "spread", "raise", "make",
))  # fmt: skip
_RAISED = frozenset(("concern", "question", "worry", "fear", "point", "reason", "issue", "argument", "query"))
# Judgements that count only where a deed or a plan is judged.
OF_DEEDS = frozenset(("poor", "fine"))
_SENSING = frozenset(
    ("watch", "predict", "guess", "know", "see", "hear", "feel", "have", "be", "look", "listen", "come", "go")
)
_DEGREES = frozenset(
    ("a", "an", "the", "very", "so", "too", "and", "both", "totally", "most", "more", "such", "another")
)
_DEEDS = frozenset(("decision", "move", "step", "policy", "approach", "deal", "idea", "mistake", "law", "way", "thing"))
_POINTING = frozenset(("this", "these", "those", "such", "that"))
# What is longer is no subject but a sentence that was not cut.
LONGEST_JUDGED = 14
# How far behind a judgement stands the deed that "it" points at, and how far behind whose it is.
HINGE_WITHIN, OF_WHOM = 4, 7
# And how far into a sentence the noun that condemns its subject.
LABEL_WITHIN = 5


@dataclass(frozen=True, slots=True)
class View:
    """A stance in a content: which, the words of its question, and the clause that shows it."""

    stance: StanceKind
    question: tuple[Token, ...]
    shown: tuple[Token, ...]
    possible: bool = False
    clause: bool = False
    """Whether the question is a whole clause."""


def judged(clause: Clause, rest: Sequence[Token]) -> View | None:
    """What is called right or wrong: "the launch was totally unacceptable", "it is wrong to blame others"."""
    subject, rest = _innermost(clause.subject, rest)
    if not rest or _of_others(subject) or any(w.lower in _LEFT_OPEN for w in rest[:3]):
        return None
    if _in_vain(rest) and (vain := _about(subject, ())):
        return View("opposes", tuple(vain), (*subject, *rest))
    found = next(
        (f for f in judgements(rest[:JUDGED_WITHIN]) if f[2] not in OF_DEEDS or _judges_a_deed(subject, rest, f)), None
    )
    if found is None:
        return _labelled(subject, rest)
    last, phrase, sign = found
    raised = any(_RAISED & set(w.lemmas) for w in rest[last + 1 : last + 2])  # "that's a legitimate concern"
    if phrase == ("illegal",) or raised:
        return None  # what the law says; to call a thing so is a verdict
    stance = _judgement(rest[: last + 1], phrase, sign)
    # "There is a strong case for"; but "there are legitimate uses" judges nothing.
    opens = phrase[-1] == "for" or not any(w.lower == "there" for w in subject)
    about = _about(subject, rest[last + 1 :]) if opens else ()
    if stance == "supports" and phrase[-1] in _NEEDS and about and about[0].lower == "that":
        stance = "urges"  # "it is essential that they act"
    if not about and phrase[-1] in _DEEDS and subject and subject[-1].lower in ("this", "that"):
        # "This is the right decision for our farmers": nothing else says which.
        about = rest[1:] if [w.lower for w in rest[last + 1 : last + 2]] == ["for"] else ()
    pointing = bool(subject) and subject[-1].lower in _IT and sign in ("bad", "good") and phrase[-1] not in _NEEDS
    if stance is None or not (about or pointing):
        return None
    return View(stance, tuple(about), (*subject, *rest))


def _of_others(subject: Sequence[Token]) -> bool:
    """Whether others are said to know or believe what is judged: "people know what they do is ..."."""
    within = [n for n, w in enumerate(subject) if n and _MINDING & set(w.lemmas)]
    return any(subject[n - 1].lower not in ("i", "we") and not subject[n].lower.endswith("ing") for n in within)


def _judgement(said: Sequence[Token], phrase: Sequence[str], sign: str) -> StanceKind | None:
    """The stance of a judgement at the end of `said`; None where nothing says that it is one."""
    # "The town's" is no "is", save where the predicate begins.
    lemmas = {lemma for n, w in enumerate(said[:-1]) for lemma in w.lemmas if not n or w.lower != "'s"}
    if not _COPULAS & lemmas and phrase[0] not in _VERBAL:
        return None
    if any(w.lower.endswith("ing") and not _COPULAS & set(w.lemmas) for w in said[1 : max(1, len(said) - len(phrase))]):
        return None  # "is taking appropriate steps"
    if phrase[-1] in _NEEDS and said[0].lower in _WILL:
        return None  # "more boats will be needed" foresees
    if any(w.lower in _DENIALS for w in said) and not _DENIALS & set(phrase):
        return "opposes" if sign in ("good", "fine") else None
    return "opposes" if sign in ("bad", "poor") else "supports"


def _judges_a_deed(subject: Sequence[Token], rest: Sequence[Token], found: tuple[int, Sequence[str], str]) -> bool:
    """Whether a weak judgement is one of a deed: "the offer is attractive", "it is dangerous to wait"."""
    if any(w.lower == "had" for w in rest[:2]) or len(subject) > LONGEST_JUDGED:
        return False
    words = [w for w in subject if w.word]
    if words and words[-1].lower in _IT:
        behind = [w.lower for w in rest[found[0] + 1 : found[0] + 4]]
        return found[2] == "poor" and bool(_HINGES & set(behind))
    return heads_a_deed(subject)


def heads_a_deed(subject: Sequence[Token]) -> bool:
    """Whether a subject is a deed or a plan that one may be for or against, or points at what was said of one."""
    comma = max((n + 1 for n, w in enumerate(subject) if w.lower == ","), default=0)
    words = [w for w in subject[comma:] if w.word]  # "following this, our government"
    if not words:
        return False
    first, last = words[0], words[-1]
    if last.lower in _POINTING | {"it"} or first.lower == "what":
        return True
    prepositions = lexicon.words("classes", "prepositions")
    if first.lower.endswith("ing") and first.lower not in prepositions and not _SENSING & set(first.lemmas):
        return True
    end = next((n for n, w in enumerate(words) if n and w.lower in prepositions), len(words))
    return not lexicon.words("stances_turns", "deed").isdisjoint(words[end - 1].lemmas)


def _in_vain(rest: Sequence[Token]) -> bool:
    """Whether "will only" tells of harm done: "will only deepen the quarrel"."""
    lowers = [w.lower for w in rest[:3]]
    return len(lowers) > 2 and lowers[0] in _WILL and lowers[1] == "only" and lowers[2] in _HARMFUL  # noqa: PLR2004


def _about(subject: Sequence[Token], after: Sequence[Token]) -> Sequence[Token]:
    """What a judgement is about: its subject, or what "it" and "there" stand for; empty for persons."""
    words = [w for w in subject if w.word]
    # "Decide what information is useful": a question put, and no subject.
    asked = words[:1] and words[0].lower in ("what", "which") and len(words) == 2 and not verbal(words, 1)  # noqa: PLR2004
    if not words or words[-1].lower in _PERSONS or asked:
        return ()
    if words[0].lower == "there" or words[-1].lower == "there":
        return after
    if words[-1].lower in _IT:
        reach = OF_WHOM if after[:1] and after[0].lower == "of" else HINGE_WITHIN  # "it was wise of both towns to wait"
        hinge = next((n for n, w in enumerate(after[:reach]) if w.lower in _HINGES), None)
        if hinge is not None and after[hinge].lower == "to" and not _deed_behind(after[hinge + 1 :]):
            return ()  # "it was offensive to the islanders"
        return after[hinge:] if hinge is not None else ()
    return subject


def _deed_behind(words: Sequence[Token]) -> bool:
    """Whether a plain form opens `words`: something to do, not somebody, and not only something to say."""
    if any(_TELLING & set(w.lemmas) for w in words[:1]):
        return False  # "it is too early to say"
    shunned = lexicon.words("classes", "determiners") | lexicon.words("classes", "pronouns")
    return bool(words) and not words[0].capital and words[0].lower not in shunned | {"me", "us", "them", "him", "her"}


def _innermost(subject: Sequence[Token], rest: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Subject and predicate of what is shown: "the test proves that sanctions will not work" judges sanctions."""
    if not rest or not _PROVING & set(rest[0].lemmas):
        return subject, rest
    at = next((n for n in range(1, min(len(rest), 12)) if n > 1 and verbal(rest, n)), None)
    if at is None:
        return subject, rest
    return [w for w in rest[1:at] if w.lower != "that"], rest[at:]


def _labelled(subject: Sequence[Token], rest: Sequence[Token]) -> View | None:
    """What is condemned by the name it is given: "these continued provocations"."""
    nouns = [w for w in subject if w.word]
    if not nouns or not any(sign == "label" for _, sign in signs_in(nouns[-1:])):
        return None
    return View("opposes", tuple(subject), (*subject, *rest))


def named(whole: Sequence[Token]) -> View | None:
    """What a sentence opens with and condemns by the name it gives it: "these continued provocations"."""
    words = [w for w in whole if w.word]
    at = next((n for n in range(1, min(LABEL_WITHIN, len(words))) if tells_of(words[n : n + 1], "label")), None)
    if at is None or words[0].lower not in _POINTING:
        return None
    return View("opposes", tuple(words[: at + 1]), tuple(whole))


def fragment(clause: Clause, whole: Sequence[Token], act: str) -> View | None:
    """A judgement without a verb: "the plan as a disgrace", or its question lies outside the content."""
    words = clause.words
    at = next((n for n, w in enumerate(words) if n and w.lower == "as"), None)
    if act == "regard" and at is None:
        place, sign = judged_last(words)
    else:
        found = next(judgements(words[(at or 0) : (at or 0) + JUDGED_WITHIN]), None)
        place, sign = (found[0] + 1 - len(found[1]), found[2]) if found else (0, "")
    if not sign or any(w.lower in ("not", "no", "n't") for w in words[: (at or 0) + place]):
        return None
    about = tuple(words[: at or place]) if at or act == "regard" else ()
    while about and (not about[-1].word or about[-1].lower in _DEGREES or about[-1].lower.endswith("ly")):
        about = about[:-1]
    if sign in OF_DEEDS and not heads_a_deed(about):
        return None
    return View("opposes" if sign in ("bad", "poor") else "supports", about, tuple(whole))


def judged_last(words: Sequence[Token]) -> tuple[int, str]:
    """Where a judgement begins behind what is called so, and its sign; "" where there is none."""
    for n in range(1, len(words)):
        for last, phrase, sign in judgements(words[n:]):
            place = n + last + 1 - len(phrase)
            if any(w.word for w in words[:place]) and (sign not in OF_DEEDS or heads_a_deed(words[:place])):
                return place, sign
    return 0, ""
