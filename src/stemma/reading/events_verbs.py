"""What a verb group says of its event: did it happen, is it going on or planned, supposed, proposed, or denied.

A verb group is found from its main verb backwards, over auxiliaries and adverbs; no parser is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token, is_regular_past
from stemma.reading.morphology import is_past as is_finite_past
from stemma.records import EventStatus

# How far before "to" the word that governs it stands: "ordered two of the five gates to be shut".
GOVERNOR_REACH = 9
# What stands right before a past participle that only describes, or after it: "a note seen by the wire".
_DESCRIBING = frozenset(("by", "as"))
# "Moved as much as a ton" tells, "known as a ton" describes.
_AS_MUCH = frozenset(("much", "many", "few", "little", "fast", "soon", "well", "hard", "usual", "planned", "expected"))
_JOINING = frozenset((
    "and", "but", "or", "that", "which", "who", "whose", "when", "while", "because", "after", "before", "since", "as",
    "if", "what", "where", "until", "although", "than", "whether", "how",
))  # fmt: skip
# Pronouns that open a clause of their own: "announced it would close".
_SUBJECTS = frozenset(("i", "he", "she", "it", "they", "we", "there"))
# Past forms that are like the present.
UNCHANGED = frozenset(("cut", "shut", "hit", "set", "put", "quit", "split", "spread", "let", "cast", "shed", "burst"))
_BEFORE_NOUNS = lexicon.words("classes", "determiners") | lexicon.words("classes", "prepositions")
_SUBJECT_BREAKS = frozenset((",", "(", "-", "\u2013", "\u2014", ":", ";"))


@cache
def kinds(word: str) -> frozenset[str]:
    """The kinds that `data/event_words.tsv` gives a word."""
    return _table().get(word, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, kind in lexicon.rows("event_words"):
        found.setdefault(word, set()).add(kind)
    return {word: frozenset(k) for word, k in found.items()}


def is_a(word: Token, *wanted: str) -> bool:
    """Whether a word, as it stands, is of one of the kinds."""
    # With a capital they are a month and a name; as the first word of a question they assert nothing.
    if word.capital and word.lower in ("may", "will"):
        return False
    return not kinds(word.lower).isdisjoint(wanted)


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: where it begins among the words of its stretch, and what it says."""

    first: int
    main: int
    status: EventStatus
    certainty: str
    passive: bool = False
    reduced: bool = False
    """Whether it only describes a noun: "the gates closed on Saturday would reopen"."""
    opened: int | None = None
    """Where its subject begins, where another verb made it do so: "prompting the board to close the quay"."""


# How many words before "able" its verb stands: "will also be able to".
ABLE = 4

_INSIDE = ("have", "is", "was", "be", "being", "will", "would", "may", "do", "did", "negation", "adverb")


def group(words: Sequence[Token], at: int, *, headline: bool) -> Group | None:
    """The verb group whose main verb is `words[at]`; None where it is no finite verb that tells of an event."""
    first = at
    while first and (is_a(words[first - 1], *_INSIDE) or _adverb(words[first - 1])):
        first -= 1
    while first < at and not is_a(
        words[first], "have", "is", "was", "be", "being", "will", "would", "may", "do", "did"
    ):
        first += 1
    chain = words[first:at]
    if first and words[first - 1].lower == "there":
        return None
    if first and words[first - 1].lower == "to":
        return _infinitive(words, first - 1, at, chain)
    denied = any(is_a(w, "negation") for w in words[max(0, first - 1) : at])
    found = _with_auxiliaries(words, at, chain) if chain else _alone(words, at, headline=headline)
    if found is None:
        return None
    status, certainty, passive = found
    reduced = not chain and not headline and not is_finite_past(words[at].lower) and _verb_follows(words, at)
    return Group(first, at, "denied" if denied and status != "hypothetical" else status, certainty, passive, reduced)


def _verb_follows(words: Sequence[Token], at: int) -> bool:
    """Whether an auxiliary comes before any mark or joining word, so that it is the verb and `words[at]` describes."""
    for word in words[at + 1 :]:
        if not word.word or word.lower in _JOINING or word.lower in _SUBJECTS:
            return False
        if is_a(word, "is", "was", "have", "will", "would", "may") or is_finite_past(word.lower):
            return True
    return False


def _adverb(word: Token) -> bool:
    return word.lower.endswith("ly") and not word.capital


Told = tuple[EventStatus, str, bool]


def _with_auxiliaries(words: Sequence[Token], at: int, chain: Sequence[Token]) -> Told | None:
    main = words[at].lower
    held = {kind for w in chain for kind in kinds(w.lower)}
    been = any(w.lower == "been" for w in chain)
    passive = not held.isdisjoint(("be", "being", "was", "is")) and not main.endswith("ing")
    if "will" in held:
        return "planned", "certain", passive
    if not held.isdisjoint(("would", "may")):
        return "hypothetical", "possible", passive
    if "have" in held:
        return (
            ("ongoing", "certain", False)
            if been and main.endswith("ing")
            else ("happened", "certain", passive and been)
        )
    if not held.isdisjoint(("did", "do")):
        return ("happened", "certain", False) if any(w.lower == "did" for w in chain) else None
    return _being(main, held)


def _being(main: str, held: set[str]) -> Told | None:
    """A main verb after a form of "be" alone."""
    if main.endswith("ing"):
        return ("happened" if "was" in held else "ongoing"), "certain", False
    if "was" in held:
        # "The suspects were sailors" tells who they were.
        return None if main.endswith("s") and not main.endswith("ss") else ("happened", "certain", True)
    # "is closed" says how things are, "is being closed" what is going on.
    return ("ongoing", "certain", True) if "being" in held else None


def _alone(words: Sequence[Token], at: int, *, headline: bool) -> Told | None:
    """A verb without auxiliaries: a past form that has a subject, or the present of a headline."""
    main = words[at]
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if main.lower.endswith("ing") or at == 0 or main.lower == "based":
        return None
    past = is_finite_past(main.lower)
    if headline and not past:
        return _in_headline(main, after=after)
    return ("happened", "certain", False) if past or _is_past_with_subject(words, at, after) else None


def _is_past_with_subject(words: Sequence[Token], at: int, after: str) -> bool:
    """Whether a form that may be a participle, or a present, is the past of a verb here."""
    main, place = words[at], at - 1
    while place and (_adverb(words[place]) or is_a(words[place], "adverb")):
        place -= 1
    before = words[place]
    describes = before.lower in _BEFORE_NOUNS and not _relative(words, place)
    if main.lower in UNCHANGED:
        return (before.word and not describes and before.lower != "and") or _after_apposition(words, place + 1)
    participle = main.lower.endswith("ed") or main.lemmas[0] != main.lower
    described = before.lower not in _SUBJECTS and _is_described(words, at, after)
    if not participle or main.lower.endswith("s") or described or describes:
        return False
    if is_a(before, "is", "was", "stays"):
        return False
    return before.lower not in _SUBJECT_BREAKS or _after_apposition(words, place + 1)


def _relative(words: Sequence[Token], at: int) -> bool:
    """Whether "that" stands for the noun before it: "the two firms that closed"."""
    if words[at].lower != "that" or not at:
        return False
    noun = words[at - 1]
    return noun.word and noun.lower not in _BEFORE_NOUNS | _JOINING and not is_finite_past(noun.lower)


def _is_described(words: Sequence[Token], at: int, after: str) -> bool:
    """Whether what follows makes a participle of it: "a note seen by the wire", but not "moved as much as a ton"."""
    return after in _DESCRIBING and not (after == "as" and any(w.lower in _AS_MUCH for w in words[at + 2 : at + 3]))


def _in_headline(main: Token, *, after: str) -> Told | None:
    """Headlines tell what happened in the present tense, and leave out "was"."""
    if main.lower.endswith("s") and not main.lower.endswith("ss"):
        return "happened", "certain", False
    if main.lower in UNCHANGED or not (main.lower.endswith("ed") or main.lemmas[0] != main.lower):
        return None
    return "happened", "certain", after in {"by", "in", "on", "at", "after", "from", "as", "over"}


def _after_apposition(words: Sequence[Token], at: int) -> bool:
    """Whether a comma before the verb closes what one before it opened: "Orvania, upstream, cut the flow"."""
    if words[at - 1].lower == "," and any(
        words[n].lower == "," and words[n + 1].lower in ("which", "who", "whose") for n in range(1, at - 1)
    ):
        return True
    commas = [n for n in range(max(0, at - GOVERNOR_REACH), at) if words[n].lower == ","]
    opened = len(commas) > 1 and commas[-1] == at - 1 and commas[-2] > 0
    return opened and not any(
        is_finite_past(w.lower) or w.lower.endswith(("ed", "ing")) for w in words[commas[-2] : at]
    )


def _infinitive(words: Sequence[Token], to: int, at: int, chain: Sequence[Token]) -> Group | None:
    """What "to" and a verb are worth, by the word that governs them."""
    passive = any(is_a(w, "be") for w in chain) and not words[at].lower.endswith("ing")
    before = words[to - 1] if to else None
    if before is None or before.lower in {"way", "how", "what", "whether", "order"}:
        return None
    found = _before_to(words, to - 1, done=any(is_a(w, "have") for w in chain))
    if found is not None:
        return Group(_begins(words, to - 1), at, *found, passive)
    for back in range(to - 1, max(-1, to - 1 - GOVERNOR_REACH), -1):
        if is_a(words[back], "caused") and back + 1 < to:
            return Group(to, at, "happened", "certain", passive, opened=back + 1)
        if is_a(words[back], "proposed"):
            return Group(back, at, "proposed", "underspecified", passive)
        if is_a(words[back], "wished") or not words[back].word:
            break
    return None


def _before_to(words: Sequence[Token], at: int, *, done: bool) -> tuple[EventStatus, str] | None:
    """What the word right before "to" makes of the infinitive; `done` where that is of the past: "to have closed"."""
    word = words[at]
    if word.lower == "able" and _asserted(words, at):
        near = words[max(0, at - ABLE) : at]
        return ("planned" if any(is_a(w, "will") for w in near) else "happened"), "certain"
    if done and is_a(word, "believed") and any(is_a(w, "is", "was") for w in words[max(0, at - ABLE) : at]):
        return "happened", "probable"
    if word.lower == "yet" or is_a(word, "undone"):
        return "denied", "certain"
    if is_a(word, "is", "was"):
        return "planned", "certain"
    if is_a(word, "ahead", "likely") and _asserted(words, at):
        return "planned", "probable" if is_a(word, "likely") else "certain"
    return ("happened", "certain") if is_a(word, "did") and _past(word.lower) else None


def _past(word: str) -> bool:
    return is_finite_past(word) or is_regular_past(word)


def _begins(words: Sequence[Token], at: int) -> int:
    """Where the auxiliaries and adverbs before a governing word begin."""
    first = at
    while first and (is_a(words[first - 1], *_INSIDE) or _adverb(words[first - 1])):
        first -= 1
    return first


def _asserted(words: Sequence[Token], at: int) -> bool:
    """Whether no negation or condition stands right before a word of planning."""
    return not any(is_a(w, "negation", "would", "may") for w in words[max(0, at - 3) : at])
