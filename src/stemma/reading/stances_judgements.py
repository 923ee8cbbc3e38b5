"""What is said of deeds and plans: words that call them right or wrong, threaten, condemn by a name, or advise.

The list is `data/stances_views.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.reading.stances_resolve import harms

_FIRST = frozenset(("i", "we"))
_SIGNS = frozenset(("bad", "good", "poor", "fine"))
# Where a predicate turns to something else than its judgement.
_FURTHER = frozenset((
    "in", "to", "by", "for", "with", "from", "that", "which", "who", "because", "as", "when", "if", "where", "whether",
    "how", "about", "and", "of",
))  # fmt: skip
# How far into a predicate a judgement is looked for, in words.
JUDGED_WITHIN = 14
# How far into an appeal what makes it advice to the public: "asked all residents of the valley to stay indoors".
ADVICE_WITHIN = 10


@cache
def _signs() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, sign in lexicon.rows("stances_views"):
        phrase = tuple(words.split())
        index.setdefault(phrase[0], []).append((phrase, sign))
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in index.items()}


def tells_of(words: Sequence[Token], kind: str) -> bool:
    """Whether a phrase of the list of the kind ("advice", "threat", "label") stands among `words`."""
    return any(sign == kind for _, sign in signs_in(words))


def threatens(words: Sequence[Token], own: frozenset[str]) -> bool:
    """Whether who warns would be the one to do it: "of retaliation", "it would strike back", "would be seen as war"."""
    plain = [w for w in words if w.word and w.lower not in ("that", "of", "about", "the", "a", "any")]
    if plain and plain[0].lower in own | _FIRST and harms(plain[1:]):
        return True
    if tells_of(words, "menace"):
        return True
    if not tells_of(words, "threat"):
        return False
    if not plain or any(w.lower in ("by", "from") for w in plain[1:6]):
        return False
    opens = plain[0].lower in own | _FIRST | {"it", "to"} or tells_of(plain[:2], "threat")
    taken = any({"view", "see", "regard", "treat", "consider"} & set(w.lemmas) for w in words)
    return opens or (taken and any(w.lower == "as" for w in words))


def judgements(words: Sequence[Token]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Judgements in the opening of a predicate, up to where something else begins: their last place, words, sign."""
    end = next((n for n in range(1, len(words)) if words[n].lower in _FURTHER), len(words))
    for last, phrase, sign in _phrases_in(words):
        reach = end + 1 if end < len(words) and words[end].lower == "of" else end
        if sign in _SIGNS and last - len(phrase) < reach:
            yield last, phrase, sign


def signs_in(words: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The kinds of the phrases of the list in `words`, with the place of each one's last word."""
    for last, _, sign in _phrases_in(words):
        yield last, sign


def _phrases_in(words: Sequence[Token]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Phrases of the list: the place of their last word, their words, their kind."""
    for at, word in enumerate(words):
        for lemma in word.lemmas:
            for phrase, sign in _signs().get(lemma, ()):
                if at + len(phrase) <= len(words) and all(p in words[at + n].lemmas for n, p in enumerate(phrase)):
                    yield at + len(phrase) - 1, phrase, sign
