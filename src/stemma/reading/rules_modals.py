"""When "may", "must" and "have to" rule, and do not only guess or urge: of whom they are said, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.rules_case import Case
from stemma.reading.rules_words import PREPOSITIONS, is_a, rulers
from stemma.spans import Span

_SELF = frozenset(("i", "we", "you", "he", "she", "it", "they", "one"))
_JOINING = frozenset(("and", "but", "or"))
_RELATIVES = frozenset(("who", "that", "which", "whose"))
_AUXILIARIES = frozenset(("will", "would", "'ll", "shall", "not", "now", "no", "longer"))
_PLURALS = frozenset(("people", "women", "men", "children", "policemen", "firemen", "fishermen", "sportsmen"))
_FEW = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))


def doing(case: Case) -> bool:
    """Whether people, not one, may not do what people do: "motorists may not enter", "water may not be used"."""
    subject = [w for w in case.scene.words[case.clause[0] : case.first] if w.word]
    if subject and subject[-1].lower in _JOINING:
        # "Visitors are asked to keep away and may not feed the seals."
        subject = subject[: next((n for n in range(1, len(subject)) if verbal(subject, n)), 0)]
    while subject and subject[-1].lower in _AUXILIARIES:
        subject.pop()
    behind = [w for w in case.scene.words[case.last + 1 : case.last + 3] if w.lower != "to"]
    if not subject or not behind:
        return False
    if behind[0].lower == "be":
        return len(behind) > 1 and is_a(behind[1], "doing") and behind[1].lower != behind[1].lemmas[-1]
    return is_a(behind[0], "doing") and (_many(subject) or case.frame.phrase[0] == "no")


def none_may(case: Case) -> bool:
    """Whether nobody may: "no importer may bring in more"."""
    subject = [w.lower for w in case.scene.words[case.clause[0] : case.first]]
    behind = case.scene.words[case.last + 1] if case.last + 1 < case.scene.hi else None
    comma = len(subject) - subject[::-1].index(",") if "," in subject else 0
    nobody = bool({"no", "nobody", "none"} & set(subject[comma : comma + 2]))
    return behind is not None and nobody and is_a(behind, "doing")


def bounded(case: Case) -> bool:
    """Whether bounds are set to what may be done: "up to eight may move", "may fill reservoirs and nothing else"."""
    subject = [w.lower for w in case.scene.words[case.clause[0] : case.first]]
    behind = [w.lower for w in case.scene.words[case.last + 1 : case.scene.hi]]
    counted = len(behind) > 1 and (behind[1][:1].isdigit() or behind[1] in _FEW)
    numbered = bool(subject) and (subject[0] in _FEW or subject[0][:1].isdigit())
    return (
        numbered
        or subject[:2] == ["up", "to"]
        or ("nothing", "else") in pairwise(behind)
        or (counted and many_told(case))
    )


def many_told(case: Case) -> bool:
    """Whether the subject stands for all of a kind."""
    subject = [w for w in case.scene.words[case.clause[0] : case.first] if w.word]
    if case.verb is not None:
        subject = [w for w in case.scene.words[case.clause[0] : case.verb.first] if w.word]
    while subject and is_a(subject[-1], "modal", "being") | (subject[-1].lower in _AUXILIARIES):
        subject.pop()
    comma = next((n for n in range(len(subject) - 1, 0, -1) if _apart(case, subject, n)), 0)
    subject = subject[comma:]
    return bool(subject) and (_many(subject) or _many(subject[: _until_preposition(subject)]))


def _apart(case: Case, words: Sequence[Token], at: int) -> bool:
    """Whether a comma stands between two words: "under the new law, landlords"."""
    return "," in case.scene.found.text[words[at - 1].span.end : words[at].span.start]


def _until_preposition(words: Sequence[Token]) -> int:
    """Where the head of a subject ends: at a preposition, a relative or a participle ("travellers arriving from")."""
    ends = (n for n, w in enumerate(words) if n and (w.lower in PREPOSITIONS | _RELATIVES or w.lower.endswith("ing")))
    return max(1, next(ends, len(words)))


def _many(subject: Sequence[Token]) -> bool:
    """Whether a subject stands for all of a kind: a plural, "any ship", "every batch"."""
    quantified = subject[0].lower in {"any", "every", "each", "all", "no", "nobody", "anyone", "everyone", "those"}
    return quantified or (plural(subject[-1]) and (len(subject) == 1 or not subject[-1].capital))


def plural(word: Token) -> bool:
    """Whether a noun has the form of a plural."""
    return word.lower in _PLURALS or (word.lower.endswith("s") and not word.lower.endswith("ss"))


def approver(case: Case) -> bool:
    """Whether somebody must approve: "parliament must approve any increase"."""
    behind = case.scene.words[case.last + 1 : case.last + 3]
    return any(is_a(w, "approving") for n, w in enumerate(behind) if n == 0 or behind[0].lower == "be")


def deontic(case: Case) -> bool:
    """Whether "may only", "may now" and "may no longer" permit: a verb that does something follows, or a passive."""
    behind = [w.lower for w in case.scene.words[case.last + 1 : case.last + 3]]
    if not behind or behind[0] in {"have", "not"}:
        return False
    return behind[0] != "be" or (len(behind) > 1 and behind[1].endswith(("ed", "en", "wn")))


def norm(case: Case) -> bool:
    """Whether "must" tells of a duty: in the report's own voice or that of a body that rules, of others than itself."""
    told = case.scene.told
    subject = [w.lower for w in case.scene.words[case.clause[0] : case.first]]
    behind = [w.lower for w in case.scene.words[case.last + 1 : case.last + 3]]
    if not subject or not behind or behind[0] in {"have", "not", "now"} or not _SELF.isdisjoint(subject[-2:]):
        return False
    if told is not None and told.form == "direct":
        return False
    by_body = told is not None and any(_sounds(case, source) for source in told.source)
    if told is not None and told.speaker_type in {"named", "anonymous"} and not by_body:
        return False
    passive = len(behind) > 1 and behind[0] == "be" and behind[1].endswith(("ed", "en", "wn"))
    return passive or (
        behind[0] != "be" and _many([w for w in case.scene.words[case.clause[0] : case.first] if w.word])
    )


def by_law(case: Case) -> bool:
    """Whether a law is named by which one may: "under the treaty either side may inspect"."""
    words = case.scene.words[case.scene.lo : case.scene.hi]
    named = any(
        w.lower in {"under", "by"} and any(is_a(x, "law") for x in words[n + 1 : n + 5]) for n, w in enumerate(words)
    )
    return named and case.after not in {"have", "be", "not"}


def _sounds(case: Case, source: Span) -> bool:
    """Whether a source ends in a word for a body that rules: "the safety board"."""
    words = source.cut(case.scene.found.text).lower().split()
    return bool(words) and words[-1].strip(".,") in rulers()
