"""How sure the report is that an attribution took place: from the auxiliaries of the cue and the words before it."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.cues import RAISING, Match
from stemma.reading.morphology import Token

_HEARSAY = lexicon.words("classes", "hearsay")
_NEGATIONS = lexicon.words("classes", "negations")
_UNREAL = lexicon.words("classes", "unreal")
_HEDGED = lexicon.words("classes", "raised_doubt")
_FUTURE = lexicon.words("classes", "raised_future")
_WITHHELD = lexicon.words("classes", "withheld")
# What is withheld by "declined to" when it is speech; "refused to leave" did take place.
_SPEECH = lexicon.words("classes", "withheld_speech")


def status(words: Sequence[Token], head: Match | None, before: Sequence[Token]) -> str:
    """The status of an attribution with the cue `words`; `before` are the words of its clause in front of the cue."""
    if head is None:
        return "asserted"
    prelude = words[: head.first]
    lowers = {w.lower for w in prelude}
    if _hearsay(words, head, before):
        return "hedged"
    if _denied(prelude, lowers, words, head, before):
        return "negated"
    if lowers & _UNREAL or _supposed(before):
        return "hypothetical"
    if lowers & {"will", "'ll", "wo", "shall"} or _raised(prelude, _FUTURE):
        return "future"
    return "hedged" if _raised(prelude, _HEDGED) else "asserted"


def _hearsay(words: Sequence[Token], head: Match, before: Sequence[Token]) -> bool:
    """Whether "reportedly" stands beside the cue; where it is the cue itself, somebody did report."""
    beside = [*words[: head.first], *words[head.last + 1 :], *before[-2:]]
    return head.phrase[0] not in _HEARSAY and any(w.lower in _HEARSAY for w in beside)


def _raised(prelude: Sequence[Token], verbs: frozenset[str]) -> bool:
    """Whether a raising verb of the kind governs the cue ("is expected to", "appears to have")."""
    return any(lemma in verbs and lemma in RAISING for word in prelude for lemma in word.lemmas)


def _denied(
    prelude: Sequence[Token], lowers: set[str], words: Sequence[Token], head: Match, before: Sequence[Token]
) -> bool:
    if lowers & _NEGATIONS or any(w.lower == "never" for w in before[-1:]):
        return True
    if "not" in head.phrase:
        return bool(_SPEECH & set(head.phrase))
    if not _WITHHELD & {head.phrase[0], *(lemma for w in prelude for lemma in w.lemmas)}:
        return False
    rest = words[head.last + 1 :] if head.phrase[0] in _WITHHELD else words[head.first :]
    return bool(_SPEECH & {lemma for w in rest[:3] for lemma in w.lemmas})


def _supposed(before: Sequence[Token]) -> bool:
    """Whether a condition opens the clause: "if he says"."""
    words = [w.lower for w in before[:2] if w.word]
    return words[:1] in (["if"], ["unless"]) or (words[:1] in (["but"], ["even"], ["only"]) and words[1:] == ["if"])
