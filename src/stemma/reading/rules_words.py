"""The words by which rules are told, their places in a sentence, and whether a word is a verb or a noun there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from stemma.reading import lexicon
from stemma.reading.morphology import Token, is_past, is_regular_past, lemmas
from stemma.records import RuleModality

_DETERMINERS = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "no", "any",
    "some", "all", "each", "every", "both", "such", "certain", "several", "many", "most", "more", "'s", "s'", "'",
))  # fmt: skip
_OBJECTS = _DETERMINERS | {"them", "him", "us", "me", "you", "it", "people", "those", "everyone", "anyone", "what"}
PREPOSITIONS = frozenset((
    "of", "in", "at", "on", "for", "with", "by", "from", "to", "against", "between", "after", "before", "under", "into",
    "through", "about", "toward", "towards", "despite", "like", "as", "per", "than", "among", "without", "within",
    "upon", "inside", "outside", "over", "across", "above", "below", "beyond", "along", "near", "during", "since",
    "until", "amid", "via", "beside", "because", "behind", "throughout", "around", "off", "regarding", "including",
))  # fmt: skip
_VERB_BEFORE = frozenset((
    "to", "will", "would", "could", "can", "may", "might", "must", "should", "shall", "'ll", "'d", "do", "does", "did",
    "not", "n't", "longer", "wo", "ca", "cannot", "we", "they", "i", "you", "he", "she", "who",
))  # fmt: skip
_NOUN_AFTER = frozenset(("on", "against", "of", "for", "from", "in", "was", "were", "is", "are", "has", "have", "will"))
MARKS = frozenset(";:()[]\u2014\u2013|?!")
QUOTES = frozenset("\"\u201c\u201d\u2018\u2019'")
BREAKS = MARKS | {".", ","}


@dataclass(frozen=True, slots=True)
class Frame:
    """A line of `data/rules_frames.tsv`: words that make a rule where one of `needs` is there."""

    phrase: tuple[str, ...]
    kind: str
    modality: RuleModality
    family: str
    needs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame's words found in a sentence: the places of the first and the last of them."""

    frames: tuple[Frame, ...]
    first: int
    last: int


@cache
def _frames() -> dict[str, list[tuple[tuple[str, ...], tuple[Frame, ...]]]]:
    """The frames by first word, longest phrases first."""
    found: dict[tuple[str, ...], list[Frame]] = {}
    for words, kind, modality, family, needs in lexicon.rows("rules_frames"):
        wanted = () if needs == "-" else tuple(tuple(n.split("+")) for n in needs.split())
        frame = Frame(tuple(words.split()), kind, cast("RuleModality", modality), family, wanted)
        found.setdefault(frame.phrase, []).append(frame)
    index: dict[str, list[tuple[tuple[str, ...], tuple[Frame, ...]]]] = {}
    for phrase in sorted(found, key=lambda p: (-len(p), p)):
        index.setdefault(phrase[0], []).append((phrase, tuple(found[phrase])))
    return index


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, kind in lexicon.rows("rules_words"):
        found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def is_a(word: Token, *wanted: str) -> bool:
    """Whether a lemma of the word is of one of the kinds of `data/rules_words.tsv`."""
    table = _table()
    return any(not table.get(lemma, frozenset()).isdisjoint(wanted) for lemma in word.lemmas)


def hits(words: Sequence[Token]) -> Iterator[Hit]:
    """Where frames stand in `words`, left to right, the longest at each place."""
    for at, word in enumerate(words):
        found = [
            (phrase, frames)
            for lemma in word.lemmas
            for phrase, frames in _frames().get(lemma, ())
            if all(at + n < len(words) and part in words[at + n].lemmas for n, part in enumerate(phrase))
        ]
        if not found:
            continue
        longest = max(len(phrase) for phrase, _ in found)
        frames = tuple(dict.fromkeys(f for phrase, fs in found if len(phrase) == longest for f in fs))
        yield Hit(frames, at, at + longest - 1)


@cache
def _ambiguous() -> frozenset[str]:
    """First words of frames that are nouns as well as verbs."""
    kinds = [{frame[0] for frame in lexicon.rows("rules_frames") if frame[1] == kind} for kind in ("noun", "verb")]
    return frozenset(
        (kinds[0] & kinds[1])
        | {"bar", "outlaw", "block", "halt", "stop", "seal", "curb", "cap", "sanction", "freeze", "limit"}
    )


def is_verb(words: Sequence[Token], hit: Hit) -> bool:
    """Whether the words of a verb's frame are a verb here: most cannot be anything else."""
    if hit.first < hit.last or not any(lemma in _ambiguous() for lemma in words[hit.first].lemmas):
        return True
    return not is_noun(words, hit.first)


def names(words: Sequence[Token], hit: Hit) -> bool:
    """Whether the words of a noun's frame are a noun here: most cannot be anything else."""
    if not any(lemma in _ambiguous() for lemma in words[hit.last].lemmas):
        return True
    return is_noun(words, hit.last)


def is_noun(words: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` is a noun there, as far as its form and its neighbours tell."""
    word = words[at]
    before = words[at - 1] if at else None
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if is_regular_past(word.lower) or is_past(word.lower):
        return False
    if word.lower.endswith("ing") or (before is not None and before.lower in _VERB_BEFORE):
        return before is not None and before.lower in _DETERMINERS and after == "of"
    if before is None or before.lower in _DETERMINERS | PREPOSITIONS or after in _NOUN_AFTER or after in BREAKS:
        return True
    if after in _OBJECTS:
        return False
    return not _third_person(words, at)


def _third_person(words: Sequence[Token], at: int) -> bool:
    """Whether a form in -s is a verb behind a name, or a plain form one behind a plural: "Orvania bans exports"."""
    word, before = words[at], words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or not after.word or after.lower in PREPOSITIONS:
        return False
    if word.lower.endswith("s") and not word.lower.endswith("ss"):
        return before.capital or (before.lower[-1:] != "s" and after.lower[-1:] == "s")
    return before.lower.endswith("s") and not before.lower.endswith("ss")


def adverb(word: Token) -> bool:
    """Whether it may stand inside a verb group without belonging to it."""
    if word.lower.endswith("ly") and not word.capital:
        return True
    return word.lower in lexicon.words("classes", "adverbs_inside") or word.lower in {"already", "yet", "now", "ever"}


@cache
def families(words: str) -> frozenset[str]:
    """The families of the rules that a rule's trigger may tell of; `words` in lower case, parted by blanks."""
    found = (frame.family for word in words.split() for lemma in lemmas(word) for frame in _by_last(lemma))
    return frozenset(found)


@cache
def _by_last(lemma: str) -> tuple[Frame, ...]:
    """The frames whose last word is `lemma`."""
    return tuple(f for rows in _frames().values() for phrase, frames in rows if phrase[-1] == lemma for f in frames)


@cache
def rulers() -> frozenset[str]:
    """Words for those who may rule: "government", "regulators", "court"."""
    others = frozenset(("law", "proposed", "decided"))
    return frozenset(word for word, kinds in _table().items() if "ruler" in kinds and kinds.isdisjoint(others))
