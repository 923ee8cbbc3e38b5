"""Where a phrase goes on though a comma or an opener stands in it, and whether a deed lacks what it is done to."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.morphology import Token, is_regular_past

# Deeds that are done to something, and what does not begin it.
_TAKING = frozenset((
    "permit", "allow", "lift", "ban", "use", "ease", "impose", "approve", "authorise", "authorize", "provide",
    "support", "oppose", "accept", "reject", "protect", "buy", "remove", "reduce", "bar", "forbid", "prohibit",
    "loosen", "grant", "condemn", "enforce", "introduce", "restrict", "publish", "produce", "deploy", "supply", "try",
))  # fmt: skip
_NO_OBJECT = frozenset(("on", "in", "for", "from", "by", "with", "at", "against", "during", "within", "and"))
_NOUNS_TOO = frozenset(("ban", "support", "use", "ease", "bar", "grant", "supply", "produce"))
_ADJECTIVAL = ("ate", "ete", "ive", "ous", "al", "ful", "ic", "able", "ible", "ing", "less")
# How many words an aside may have between whom is asked and what: "its allies, Orvania and Norrey, to".
ASIDE = 8


def describes(words: Sequence[Token], at: int) -> bool:
    """Whether what looks like a verb behind "to permit" describes its object: "to permit limited strikes"."""
    if at != 2 or words[0].lower != "to" or not is_regular_past(words[at].lower) or at + 1 >= len(words):  # noqa: PLR2004
        return False
    shut = (
        lexicon.words("classes", "determiners")
        | lexicon.words("classes", "prepositions")
        | lexicon.words("classes", "pronouns")
    )
    return words[at + 1].word and words[at + 1].lower not in shut and not words[at + 1].lower.endswith("ly")


def lacks_its_object(words: Sequence[Token]) -> bool:
    """Whether a deed is named without what it is done to: "to permit", "the missile that it threatened to use on"."""
    lowers = [w.lower for w in words[:3]]
    if len(lowers) == 1:
        return lowers[0] in _TAKING and lowers[0] not in _NOUNS_TOO
    taking = lowers[:1] == ["to"] and len(lowers) > 1 and lowers[1] in _TAKING
    return taking and (len(lowers) == 2 or lowers[2] in _NO_OBJECT)  # noqa: PLR2004


def aside_before_to(words: Sequence[Token], at: int) -> bool:
    """Whether a comma opens or closes names between whom is asked and what: "allies, Orvania and Norrey, to help"."""
    lowers = [w.lower for w in words]
    if lowers[at + 1 : at + 2] == ["to"]:
        opens = next((n for n in range(at - 1, max(0, at - ASIDE), -1) if lowers[n] == ","), None)
        return opens is not None and _names(words[opens + 1 : at])
    closes = next((n for n in range(at + 1, min(len(words), at + ASIDE)) if lowers[n] == ","), None)
    return closes is not None and lowers[closes + 1 : closes + 2] == ["to"] and _names(words[at + 1 : closes])


def two_adjectives(words: Sequence[Token], at: int) -> bool:
    """Whether a comma only parts two adjectives: "immediate, concrete steps"."""
    pair = [words[at - 1].lower, *(w.lower for w in words[at + 1 : at + 2])]
    return (
        len(pair) == 2  # noqa: PLR2004
        and at + 2 < len(words)
        and (words[at + 2].word or words[at + 2].lower == ",")
        and all(w.endswith(_ADJECTIVAL) for w in pair)
    )


def _names(words: Sequence[Token]) -> bool:
    """Whether nothing but names and what joins them stands in `words`."""
    return bool(words) and all(w.capital or w.lower in ("and", "the", "of") for w in words)


def no_opener(words: Sequence[Token], at: int) -> bool:
    """Whether a word opens no clause here: "the warning", "they weren't given a free hand"."""
    before = words[at - 1]
    if words[at].lower == "given":
        return bool({"be", "have"} & set(before.lemmas)) or before.lower in ("n't", "not")
    return words[at].lower.endswith("ing") and before.lower in lexicon.words("classes", "determiners")
