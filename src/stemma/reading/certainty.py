"""How sure a content is and whether it holds or not, from its leading clause: hedges, negations, conditions, questions.

Classes after FactBank: certain, probable, possible, underspecified; positive, negative, mixed, underspecified.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.reading.scope import Clause, clauses, sentences

STRENGTH = ("certain", "probable", "possible", "underspecified")
_PREPOSITIONS = lexicon.words("classes", "prepositions")
_QUOTES = frozenset("\"“”'‘’")
_SELF = frozenset(("i", "we"))
# "Please note that" asks for nothing.
_ASIDES = frozenset(("note", "know", "remember", "understand"))
# Verbs of attitude whose subject is the speaker: what they govern is as sure as the attitude.
_ATTITUDES = {
    "hope": "possible", "pray": "possible", "fear": "possible", "worry": "possible", "consider": "possible",
    "think": "probable", "believe": "probable", "expect": "probable", "trust": "probable", "suspect": "probable",
    "assume": "probable", "guess": "probable", "suppose": "probable", "predict": "probable", "doubt": "possible",
    "open": "underspecified",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """A content taken apart: its sentences as clauses, and whether it asks."""

    sentences: tuple[tuple[Clause, ...], ...]
    question: bool
    asked: bool
    """Whether it is a question in direct speech, not "whether the dam held"."""

    @property
    def lead(self) -> Clause | None:
        """The first leading clause with a verb; else the first clause at all."""
        leading = [c for s in self.sentences for c in s if c.depth == 0]
        return next((c for c in leading if c.verb is not None), leading[0] if leading else None)


def take_apart(pieces: Sequence[Sequence[Token]]) -> Content:
    """The content whose words come in `pieces`."""
    cut = [(s, tuple(clauses(s, n))) for n, s in enumerate(sentences(pieces))]
    marks = [[w.lower for w in s if w.lower not in _QUOTES][-1:] for s, _ in cut]
    asks = bool(marks) and all(mark == ["?"] for mark in marks)
    return Content(tuple(c for _, c in cut), asks or (bool(cut) and _asks(*cut[0])), asks)


def _asks(sentence: Sequence[Token], cut: Sequence[Clause]) -> bool:
    """Whether an indirect question is all there is: "whether the dam held"."""
    first = next((w.lower for w in sentence if w.word), "")
    condition = first == "if" and any(w.lower == "," for w in sentence)
    return first in {"whether", "if"} and not condition and all(c.verb is None for c in cut if c.depth == 0)


def commands(content: Content) -> bool:
    """Whether the content opens as a command: "Please wait", "Take the pumps back", "Do not drink it"."""
    lead = content.lead
    if lead is None or not content.sentences:
        return False
    words = [w for w in content.sentences[0][0].words if w.word][:2]
    if len(words) < 2:  # noqa: PLR2004 - a word alone commands nothing that can be told
        return False
    first, second = words[0].lower, words[1].lower
    if first == "please":
        return second not in _ASIDES
    if first == "do" and second in {"not", "n't"}:
        return True
    return first in lexicon.words("verbs") and second in lexicon.words("classes", "after_command")


# --- certainty ---------------------------------------------------------------------------------------------------


_DETERMINERS = frozenset(("a", "an", "the", "this", "that", "its", "his", "her", "their", "our", "some", "no"))


def weakest(*classes: str | None) -> str:
    """The least sure of several classes; None says nothing."""
    return max((c for c in classes if c is not None), key=STRENGTH.index, default="certain")


def certainty(content: Content, own: frozenset[str]) -> str:
    """How sure the leading clause is; `own` are the pronouns that stand for the speaker."""
    lead = content.lead
    if lead is None:
        return "certain"
    if content.question or commands(content):
        return "underspecified"
    if lead.verb is None:
        return weakest(*_hedges(lead.words, "fragment"))
    found = [h for h in _hedges(lead.words) if not _able(lead, h)]
    return weakest(*found, _attitude(lead, own), _condition(content, lead))


@cache
def _hedge_list() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in lexicon.rows("hedges"):
        phrase = tuple(words.split())
        index.setdefault(phrase[0], []).append((phrase, kind))
    return index


def _hedges(words: Sequence[Token], kind: str | None = None) -> Iterator[str]:
    """Classes of the hedges in `words`; adjectives of fragments ("possible") only where `kind` asks for them."""
    for at, word in enumerate(words):
        if at and word.lower.endswith("ly") and words[at - 1].lower in _DETERMINERS:
            continue  # "a potentially decisive race" was held for certain
        for lemma in word.lemmas:
            for phrase, value in _hedge_list().get(lemma, ()):
                if not _stands(phrase, words, at):
                    continue
                if value != "fragment":
                    yield value
                elif kind == "fragment":
                    yield "possible"


def _stands(phrase: Sequence[str], words: Sequence[Token], at: int) -> bool:
    """Whether `phrase` begins at `at`; adverbs and "been" may stand between its words."""
    n = 0
    for place in range(at, min(at + len(phrase) + 2, len(words))):
        if phrase[n] in words[place].lemmas:
            n += 1
            if n == len(phrase):
                return True
        elif not (words[place].lower.endswith("ly") or words[place].lower in {"now", "also", "still", "widely", "n't"}):
            return False
    return False


def _able(lead: Clause, hedge: str) -> bool:
    """Whether "could" tells of an inability that is certain: "could find no such letter"."""
    words = [w.lower for w in lead.predicate]
    return hedge == "possible" and words[:1] == ["could"] and "have" not in words[:3] and negated(lead)


def _attitude(lead: Clause, own: frozenset[str]) -> str | None:
    subject = {w.lower for w in lead.subject}
    if not subject & (own | _SELF):
        return None
    for word in lead.predicate[:4]:
        for lemma in word.lemmas:
            if lemma in _ATTITUDES:
                return _ATTITUDES[lemma]
    return None


def _condition(content: Content, lead: Clause) -> str | None:
    """What depends on a condition in its own sentence is not certain."""
    here = list(next(s for s in content.sentences if lead in s))
    at = here.index(lead)
    end = next((n for n in range(at + 1, len(here)) if here[n].depth == 0), len(here))
    return "probable" if any(c.kind == "if" for c in here[:end]) else None


# --- polarity ----------------------------------------------------------------------------------------------------


@cache
def _negations() -> dict[str, frozenset[tuple[str, ...]]]:
    kinds = {kind: frozenset(tuple(w.split()) for w in lexicon.words("negations", kind)) for kind in ("word", "none")}
    return kinds | {"verb": frozenset(tuple(w.split()) for w in lexicon.words("negations", "verb"))}


def negated(clause: Clause) -> bool:
    """Whether the clause itself says no, in its subject or its predicate; "no gate and no lock" says it once."""
    words = [w.lower for w in clause.words]
    at = 0
    while at < len(words):
        skip = next((len(p) for p in _negations()["none"] if tuple(words[at : at + len(p)]) == p), 0)
        turns = any(tuple(words[at : at + len(p)]) == p for k in ("word", "verb") for p in _negations()[k])
        if turns and not skip and not (at and words[at - 1] in _PREPOSITIONS):
            return True
        at += skip or 1
    return False


def polarity(content: Content) -> str:
    """Positive or negative by the leading clauses of the content; mixed where its sentences differ from the first."""
    if content.question:
        return "underspecified"
    signs = [negated(c) for c in _leading(content)]
    if not signs:
        return "positive"
    if len(set(signs)) == 1:
        return "negative" if signs[0] else "positive"
    return "mixed"


def _leading(content: Content) -> list[Clause]:
    leading = [c for s in content.sentences for c in s if c.depth == 0]
    verbal = [c for c in leading if c.verb is not None]
    return verbal or leading[:1]
