"""Good and harm that deeds are said to do: "the ban will not stop them", "the fee would cripple the port".

The verbs are in `data/stances_effects.tsv`; they count where their subject is a deed or a plan, some of bodies too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token, is_past, is_regular_past
from stemma.reading.stances_resolve import in_manner
from stemma.reading.stances_sayings import openers
from stemma.reading.stances_verdicts import heads_a_deed
from stemma.records import StanceKind

MODALS = frozenset(("will", "'ll", "would", "'d", "shall", "can", "could", "may", "might", "wo", "ca", "cannot"))
BE = frozenset(("is", "are", "was", "were", "'s", "'re", "been", "be", "am", "'m"))
DO = frozenset(("do", "does", "did", "have", "has", "had", "'ve"))
NORMS = frozenset(("must", "should", "ought"))
SEEMING = frozenset(("appear", "seem", "tend", "threaten", "look", "remain", "sound"))
NOT = frozenset(("not", "n't", "never", "cannot", "no", "nothing"))
AUXILIARY = MODALS | BE | DO | NORMS | NOT
THESE = frozenset(("it", "this", "that", "these", "those"))
LIGHT = frozenset(("also", "only", "now", "all", "instead", "just", "simply", "still", "always", "then", "at", "once"))
_MESSAGES = frozenset(("message", "signal", "precedent"))
_FOR_THE_BETTER = frozenset(("clear", "strong", "right", "positive", "powerful", "important", "good", "unmistakable"))
_FOR_THE_WORSE = frozenset((
    "wrong", "devastating", "dangerous", "bad", "terrible", "mixed", "chilling", "troubling", "false", "disastrous",
    "fatal", "worrying", "confusing",
))  # fmt: skip
# How far behind its auxiliaries the parts of a phrase may lie: "work very well", "makes a great contribution".
PHRASE_WITHIN = 6
# Before the adjective of a message: "sends a very dangerous".
MESSAGE_WITHIN = 6
# A figure this near makes a measure of it.
COUNTED_WITHIN = 5


def effect(subject: Sequence[Token], rest: Sequence[Token]) -> StanceKind | None:
    """Whether a deed is said to do good or harm."""
    at, denied, will, past = 0, False, False, False
    while at < len(rest) and (rest[at].lower in AUXILIARY | LIGHT or in_manner(rest[at])):
        denied = denied or rest[at].lower in NOT
        will = will or rest[at].lower in MODALS
        past = past or rest[at].lower in ("did", "had", "was", "were")
        if rest[at].lower in BE:
            return None
        at += 1
    if at + 1 < len(rest) and SEEMING & set(rest[at].lemmas) and rest[at + 1].lower == "to":
        at += 2
    open_ = any(w.lower in ("may", "might", "could") for w in rest[:at])
    if any(w.lower[:1].isdigit() for w in rest[at : at + COUNTED_WITHIN]):
        return None  # "amounted to 1 percent" measures
    if at >= len(rest) or (open_ and not subject[0].lower.endswith("ing")):
        return None  # what may come is no view, but "pressing them could provoke a war" is
    tensed = is_past(rest[at].lower) or is_regular_past(rest[at].lower)
    past = past or (not will and not denied and tensed and rest[at].lower not in rest[at].lemmas)
    sign = _message(rest[at:]) or _sign(rest[at:])
    if sign is None:
        return None
    body = sign == "moral" and _stands_for_a_body(subject)
    if not body and not heads_a_deed(subject):
        return None
    return _weighed(sign, denied=denied, will=will, past=past, pointing=subject[-1].lower in THESE)


def _weighed(sign: str, *, denied: bool, will: bool, past: bool, pointing: bool) -> StanceKind | None:
    if sign == "moral":
        return None if denied else "opposes"
    if sign == "always":
        return "opposes" if denied else "supports"
    if sign == "cure":
        return "opposes" if denied else ("supports" if will and not pointing else None)
    if past:
        return None
    if sign == "bad":
        return None if denied else "opposes"
    return "opposes" if denied else "supports"


def _stands_for_a_body(subject: Sequence[Token]) -> bool:
    """Whether a body or a state acts: "the government", "Selkia"."""
    last = next((w for w in reversed(subject) if w.word), None)
    if last is None:
        return False
    return last.lower in _states() or not lexicon.words("collectives").isdisjoint(last.lemmas)


@cache
def _states() -> frozenset[str]:
    """Names of states in small letters, by their last word."""
    return frozenset(row[0].lower().split()[-1] for row in lexicon.rows("states"))


def _message(words: Sequence[Token]) -> str | None:
    """As in "sends a devastating message", "sets a dangerous precedent"."""
    if not {"send", "set", "give"} & set(words[0].lemmas):
        return None
    end = next((n for n, w in enumerate(words[:MESSAGE_WITHIN]) if _MESSAGES & set(w.lemmas)), 0)
    inside = {w.lower for w in words[1:end]}
    return "always" if inside & _FOR_THE_BETTER else "moral" if inside & _FOR_THE_WORSE else None


def _sign(words: Sequence[Token]) -> str | None:
    """The sign of the phrase that begins `words`, the longest there is."""
    for lemma in words[0].lemmas:
        for phrase, sign in _effects().get(lemma, ()):
            if _follows(phrase[1:], words[1:PHRASE_WITHIN]):
                return sign
    return None


def _follows(parts: Sequence[str], words: Sequence[Token]) -> bool:
    """Whether the parts of a phrase follow in order, with other words in between."""
    at = 0
    for word in words:
        if at < len(parts) and parts[at] in (word.lower, *word.lemmas):
            at += 1
    return at == len(parts)


@cache
def _effects() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, sign in lexicon.rows("stances_effects"):
        phrase = tuple(words.split())
        index.setdefault(phrase[0], []).append((phrase, sign))
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in index.items()}


@cache
def effect_openers() -> frozenset[str]:
    """The lemmas that a predicate of good or harm may begin with."""
    return frozenset(_effects()) | openers() | {"send", "set"}
