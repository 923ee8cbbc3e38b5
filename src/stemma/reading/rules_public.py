"""Rules announced to all: who may again, who will have to, what stays closed, what a body asks of the public."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.morphology import Token, lemmas
from stemma.reading.rules_case import Case
from stemma.reading.rules_modals import many_told, plural
from stemma.reading.rules_words import is_a, rulers
from stemma.spans import Span

_WILL = frozenset(("will", "'ll", "would", "shall"))
_STAYING = frozenset(("stay", "remain", "keep"))
_INTO = frozenset(("in", "inside", "into", "on", "onto", "near", "through", "out", "outside", "beyond", "back", "past"))
_NUMBERS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty")
)
_AGAIN = frozenset(("again", "from", "next"))
# How far behind a verb the word for what is refused stands: "refused the two inspectors entry".
ACCESS_WITHIN = 5
# Bodies that ask the public for something; a head of state or a company only has wishes.
_CIVIL = frozenset((
    "police", "ministry", "agency", "authority", "authorities", "council", "board", "department", "service", "office",
    "government", "inspectorate", "regulator", "coastguard", "administration", "officials", "governor", "mayor",
    "court", "union", "commission",
))  # fmt: skip


def told_by_ruler(case: Case) -> bool:
    """Whether a body or office-holder that rules tells of it."""
    told = case.scene.told
    return told is not None and bool(told.speakers) and any(_rules(case, source) for source in told.source)


def _rules(case: Case, source: Span) -> bool:
    text = case.scene.found.text
    words = {w.strip(".,").lower() for w in source.cut(text).split()}
    if not words.isdisjoint(rulers() | lexicon.words("rules_words", "office")):
        return True
    return any(m.type in ("place", "gpe_group") and source.contains(m.span) for m in case.scene.found.mentions)


def resuming(case: Case) -> bool:
    """Whether what was stopped may go on: "schools can reopen", "residents will be able to return"."""
    behind = _behind(case)
    return bool(behind) and is_a(behind[0], "resuming") and _of_a_kind(case)


def opening(case: Case) -> bool:
    """Whether shops "can open again", "could open from Monday"."""
    behind = _behind(case)
    again = any(w.lower in _AGAIN for w in behind[1:4])
    return bool(behind) and behind[0].lower in ("open", "start", "run") and again and _of_a_kind(case)


def _of_a_kind(case: Case) -> bool:
    subject = [w for w in case.scene.words[case.clause[0] : case.first] if w.word]
    return many_told(case) or any(is_a(w, "goods") for w in subject)


def obliged(case: Case) -> bool:
    """Whether it is announced that people "will have to" do what one is told to do; not "will have to wait"."""
    before = case.scene.words[case.first - 1].lower if case.first else ""
    behind = _behind(case)
    return before in _WILL and bool(behind) and is_a(behind[0], "acting", "doing") and behind[0].lower != "wait"


def will(case: Case) -> bool:
    """Whether "will" stands before it."""
    return bool(case.first) and case.scene.words[case.first - 1].lower in _WILL


def staying(case: Case) -> bool:
    """Whether it "stays", "remains" or is "kept" so."""
    near = case.scene.words[max(case.scene.lo, case.first - 2) : case.first]
    return any(_STAYING & set(w.lemmas) for w in near)


def path(case: Case) -> bool:
    """Whether the subject is where people pass or meet: a road, a border, a school."""
    subject = case.scene.words[case.clause[0] : case.first]
    return any(is_a(w, "path") for w in subject)


def bodies(case: Case) -> bool:
    """Whether the object is several companies, people or ships: "sanctioned three shipping companies"."""
    first, end = case.complement.noun
    words = [w for w in case.scene.words[first:end] if w.word]
    if not words or not words[-1].lower.endswith("s"):
        return False
    known = lexicon.words("people") | lexicon.words("collectives")
    return not known.isdisjoint(words[-1].lemmas) or is_a(words[-1], "goods")


def entering(case: Case) -> bool:
    """Whether one is let somewhere, or not: "no one is allowed inside the zone"."""
    return case.after in _INTO and case.verb is not None and case.verb.passive


def access(case: Case) -> bool:
    """Whether entry or leave is refused: "refused entry to the inspectors", "denied him bail"."""
    near = case.scene.words[case.last + 1 : case.last + 1 + ACCESS_WITHIN]
    at = next((n for n, w in enumerate(near) if is_a(w, "access")), None)
    return at is not None and not any(w.lower in {"to", "that", "for", "by"} for w in near[:at])


def public(case: Case) -> bool:
    """Whether a civil body asks all of a kind: "asked residents to stay off the roads"."""
    first, end = case.complement.noun
    asked = [w for w in case.scene.words[first:end] if w.word]
    many = bool(asked) and plural(asked[-1]) and (first == 0 or not asked[-1].capital)
    people = many and (
        not lexicon.words("people").isdisjoint({asked[-1].lower, *asked[-1].lemmas})
        or asked[-1].lower.endswith("-goers")
    )
    subject = case.scene.words[case.clause[0] : case.verb.first] if case.verb is not None else ()
    now = case.verb is not None and case.verb.passive and case.scene.words[case.verb.first].lower in ("is", "are")
    return people and (now or any(_CIVIL & {w.lower, *w.lemmas} for w in subject))


def figure(word: Token) -> bool:
    """Whether a word is a number."""
    return word.lower[:1].isdigit() or word.lower in _NUMBERS


def ruled_so(case: Case) -> bool:
    """Whether a court or a body decides it of one party: "ruled that the firm must not dig"."""
    told = case.scene.told
    if told is None or not told_by_ruler(case):
        return False
    return any({"rule", "decree", "order"} & set(lemmas(c.cut(case.scene.found.text).lower())) for c in told.cue)


def publicly(case: Case) -> bool:
    """Whether those who are told are the public: "residents were told to boil their water"."""
    subject = case.scene.words[slice(*case.complement.noun)]
    return any(is_a(w, "public") for w in subject)


def _behind(case: Case) -> Sequence[Token]:
    """The words behind a modal, without adverbs."""
    words = case.scene.words[case.last + 1 : case.scene.hi]
    skip = next((n for n, w in enumerate(words) if not w.lower.endswith("ly") and w.lower not in ("now", "also")), 0)
    return words[skip : skip + ACCESS_WITHIN]
