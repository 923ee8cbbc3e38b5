"""Past or future: the tense of the verb that governs an expression, told from the words around it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from stemma.reading import lexicon
from stemma.reading.times_tokens import BREAK, LOWER, Tokens

Tense = Literal["past", "future"]

# How far back and forth a governing verb is looked for, in tokens: most stand within a clause of this length.
REACH = 30
# How far before a participle its auxiliaries stand ("will not now be formally charged").
AUXILIARIES = 5
# How far before "could" its negation stands ("neither he nor his four grandparents could").
NEGATION_REACH = 8


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for word, kind in lexicon.rows("tense_words"):
        kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(kind) for word, kind in kinds.items()}


def _is(word: str, kind: str) -> bool:
    return kind in _kinds().get(word, ())


def tense_at(tokens: Tokens, first: int, stop: int) -> Tense | None:
    """The tense of the verb that governs the tokens `first` up to `stop`; None when no verb tells."""
    lead = tuple(tokens.words[max(0, first - 3) : first])
    if lead[-3:] in (("as", "early", "as"), ("as", "soon", "as"), ("no", "later", "than")):
        return "future"
    if lead[-1:] in (("until",), ("till",)) and not _negated(tokens, first):
        return "future"
    if tokens.words[stop] in ("'", "’"):
        if not _gathers(tokens, stop):
            return "past"  # "will appeal Wednesday's ruling"
        if _after(tokens, stop) == "future":
            return "future"
    before = _before(tokens, first)
    if before == "future" and _came_about(tokens, stop):
        return "past"
    return before or _after(tokens, stop)


def _came_about(tokens: Tokens, stop: int) -> bool:
    """Whether the sentence goes on to tell what became of the plan: "was scheduled for Sunday but left on Monday"."""
    for at in range(stop, tokens.atoms.find(BREAK, stop)):
        word, before = tokens.words[at], tokens.words[at - 1]
        if _is(word, "modal") or word == ";":
            return False
        if word in ("was", "were"):
            return at == stop
        if is_past(word) and before in ("but", "and") and not _is(word, "reporting"):
            return True
    return False


def _gathers(tokens: Tokens, stop: int) -> bool:
    """Whether "Tuesday's" is said of talks, a vote or the like: what is announced, with a verb of its own to come."""
    return any(_is(word, "event") for word in tokens.words[stop + 2 : stop + 5])


def _negated(tokens: Tokens, first: int) -> bool:
    """Whether the "until" before `first` opens its sentence or stands after "not"."""
    start = tokens.atoms.rfind(BREAK, 0, first) + 1
    if first - start < 2:  # noqa: PLR2004 - "Until Thursday, ..."
        return True
    return any(_is(word, "negation") for word in tokens.words[max(start, first - NEGATION_REACH) : first])


def _before(tokens: Tokens, first: int) -> Tense | None:
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        if tokens.atoms[at] == BREAK or tokens.words[at] == ";":
            return None
        if tense := _tells(tokens, at):
            return tense
    return None


def _after(tokens: Tokens, stop: int) -> Tense | None:
    for at in range(stop, min(len(tokens.words), stop + REACH)):
        if tokens.atoms[at] == BREAK or tokens.words[at] == ";":
            return None
        if tense := _tells(tokens, at):
            return tense
    return None


def _tells(tokens: Tokens, at: int) -> Tense | None:
    """What one token says about tense, with the words before it."""
    word = tokens.words[at]
    if _is(word, "modal"):
        return _modal(tokens, at)
    if _is(word, "planned") and not (at + 1 < len(tokens.words) and tokens.words[at + 1] in ("by", "up")):
        return "future" if _is_planned(tokens, at) else None
    if word == "to" and _infinitive(tokens, at):
        return "future" if _ahead(tokens, at) else None
    if is_past(word):
        return "future" if _governed(tokens, at) else "past"
    return None


def _modal(tokens: Tokens, at: int) -> Tense | None:
    word = tokens.words[at]
    if word == "could" and any(_is(w, "negation") for w in tokens.words[max(0, at - NEGATION_REACH) : at + 2]):
        return None  # "could not be reached Sunday"
    # "would have gone", "could have met": what did not come about is past all the same.
    return "past" if "have" in tokens.words[at + 1 : at + 3] and word not in ("will", "ll") else "future"


def is_past(word: str) -> bool:
    """Whether a word is a past form: a known irregular one, or one in -ed that is not known to be something else."""
    if _is(word, "past"):
        return True
    return len(word) > 4 and word.endswith("ed") and not word.endswith("eed") and not _is(word, "not_past")  # noqa: PLR2004


def _infinitive(tokens: Tokens, at: int) -> bool:
    if at + 1 >= len(tokens.words):
        return False
    following = tokens.words[at + 1]
    known = tokens.atoms[at + 1] == LOWER or following in ("be", "have", "march", "second")
    return known and not _is(following, "no_verb") and not following.endswith(("ing", "tion", "ness", "ment", "s"))


def _ahead(tokens: Tokens, at: int) -> bool:
    """Whether the infinitive after `to` is governed by a word of planning, up to four tokens back."""
    if tokens.words[at - 1] in ("was", "were"):  # "was to arrive on Sunday"
        return True
    for back in range(at - 1, max(-1, at - 6), -1):
        word = tokens.words[back]
        if tokens.atoms[back] == BREAK:
            return False
        if _is(word, "governor"):
            return True
        if is_past(word) or word == "to":
            return False
    return False


def _is_planned(tokens: Tokens, at: int) -> bool:
    """As in "is scheduled for", "planned for", "due on": ahead; "planned the attack" and "set fire" are not."""
    before = tokens.words[at - 1] if at else ""
    after = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
    if tokens.words[at] in ("about", "likely", "unlikely", "ready", "bound", "supposed"):
        return after == "to"
    passive = before in ("is", "are", "was", "were", "be", "been", "being", "s", "re", "already", "still", "also")
    if tokens.words[at] in ("planned", "scheduled") and after in ("a", "an", "another", "more"):
        return True
    return passive or after in ("for", "to", "on", "in", "next", "later", "at", "this")


def _governed(tokens: Tokens, at: int) -> bool:
    """Whether a past form is a participle after "will be", "to be" and the like."""
    for back in range(at - 1, max(-1, at - 1 - AUXILIARIES), -1):
        word = tokens.words[back]
        if _is(word, "modal"):
            return _modal(tokens, back) == "future"
        if word == "to":
            return tokens.words[back + 1] in ("be", "get") and _ahead(tokens, back)
        if not _is(word, "chain") and not word.endswith("ly"):
            return False
    return False
