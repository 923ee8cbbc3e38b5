"""Words of support, refusal, demand and the like in a run of words: which stance they tell of, and how it is put.

The list is `data/stances_words.tsv`. A modal or a negation counts for the verb group it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from stemma.reading import lexicon
from stemma.reading.cues import phrase_end
from stemma.reading.morphology import Token
from stemma.records import StanceKind

_INSIDE = lexicon.words("classes", "adverbs_inside")
_PASSED = _INSIDE | frozenset((
    "have", "be", "do", "will", "would", "may", "might", "could", "can", "should", "must", "shall", "'ll", "'d",
    "'ve", "'re", "'m", "not", "never", "also", "already", "all", "both", "had", "has", "is", "was", "were", "been",
    "are", "did", "does", "no", "longer", "yet", "long", "wo", "ca", "n't", "cannot", "itself", "themselves",
    "being",
))  # fmt: skip
_NEGATIONS = frozenset(("not", "n't", "never", "cannot", "neither", "nor"))
_OPEN = frozenset(("may", "might", "could"))
_WISHED = frozenset(("should", "must", "ought"))
# Small words that may stand inside a phrase: "rejected a call for", "gave its permission to".
_SMALL = frozenset((
    "the", "a", "an", "its", "his", "her", "their", "our", "any", "new", "further", "more", "some", "no", "immediate",
    "full", "final", "formal", "official", "explicit", "tacit", "strong", "public", "initial", "clear", "qualified",
    "broad", "unanimous", "complete", "total", "blanket", "strict", "partial", "temporary", "permanent", "serious",
    "deep", "it", "that", "them",
))  # fmt: skip
_UNCHANGED = frozenset(("let", "put", "cut", "set", "shut", "open", "opposed"))
_BACKWARDS = frozenset((
    "hold", "come", "go", "get", "bring", "turn", "pull", "step", "fall", "look", "push", "roll", "cut", "scale",
    "give", "send", "take", "fly", "sit", "date", "set", "hit", "strike", "bounce", "report", "move", "win",
    "shoot", "fire", "snap", "talk", "write", "call", "pay", "walk", "stay", "stand",
))  # fmt: skip
_COPULAS = frozenset(("be", "remain", "become", "seem", "grow"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: the stance, what its denial amounts to (None: nothing), and whether it may stand anywhere."""

    stance: StanceKind | None
    denied: StanceKind | None
    free: bool
    deed: bool = False
    """Whether it tells of a deed, which takes a side without saying so."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the list among words: the places of its first and last word, and what the verb group adds."""

    phrase: tuple[str, ...]
    first: int
    last: int
    entry: Entry

    @property
    def copular(self) -> bool:
        """Whether it is an adjective or a passive with its "be"."""
        return self.phrase[0] in _COPULAS


Phrases = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]


@cache
def _phrases(kind: str) -> Phrases:
    """The list by first word, longest phrases first."""
    index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for words, sort, stance, denied, where in lexicon.rows("stances_words"):
        if sort == kind:
            entry = Entry(_given(stance), _given(denied), where == "free", kind == "deed")
            phrase = tuple(words.split())
            index.setdefault(phrase[0], []).append((phrase, entry))
    return {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p[0]))) for first, found in index.items()}


def _given(value: str) -> StanceKind | None:
    return None if value == "-" else value  # type: ignore[return-value]


# Verbs with whom they are said to in between: "warned Selkia against closing the lock".
_PARTED: dict[str, tuple[str, StanceKind]] = {
    "warn": ("against", "opposes"), "caution": ("against", "opposes"), "advise": ("against", "opposes"),
    "counsel": ("against", "opposes"), "press": ("for", "urges"), "lobby": ("for", "urges"),
    "petition": ("for", "urges"), "badger": ("for", "urges"), "hound": ("for", "urges"),
    "thank": ("for", "supports"), "single": ("for", "opposes"),
}  # fmt: skip
# How far behind the verb its preposition stands.
PARTED_REACH = 7


def parted(words: Sequence[Token]) -> Iterator[Match]:
    """Verbs of stance parted from their preposition by whom they are said to."""
    for at, word in enumerate(words):
        verb = next((lemma for lemma in word.lemmas if lemma in _PARTED), None)
        if verb is None:
            continue
        found = _PARTED[verb]
        for n in range(at + 2, min(len(words) - 1, at + PARTED_REACH)):
            if not words[n].word or words[n].lower in ("to", "that", "of"):
                break
            if words[n].lower == found[0]:
                yield Match((verb, found[0]), at, n, Entry(found[1], None, free=True))
                break


# "Raised doubts after the flood about the weir": what is raised or voiced, parted from what it is about.
_VOICING = frozenset(("raise", "express", "voice"))
_VOICED: dict[str, StanceKind] = {
    "concern": "reluctant", "doubt": "reluctant", "question": "reluctant", "fear": "reluctant", "alarm": "reluctant",
    "misgiving": "reluctant", "reservation": "reluctant", "objection": "opposes", "anger": "opposes",
    "outrage": "opposes", "dismay": "opposes", "disappointment": "opposes", "frustration": "opposes",
    "support": "supports", "approval": "supports", "backing": "supports",
}  # fmt: skip
# "Told the two players to leave", "came to the crew's defence".
_SENDING = frozenset(("tell", "order", "ask", "force", "instruct", "command", "direct"))
_AWAY = (("leave",), ("get", "off"), ("get", "out"), ("disembark",), ("go", "home"), ("step", "off"), ("move", "out"))
_COMING = frozenset(("come", "rush", "leap", "spring", "jump", "rally"))
_ABOUT = frozenset(("about", "over", "at", "with", "for", "after", "following"))


def voiced(words: Sequence[Token]) -> Iterator[Match]:
    """Concerns, doubts and support voiced about something told of further on."""
    for at, word in enumerate(words):
        if not _VOICING & set(word.lemmas):
            continue
        noun = next((n for n in range(at + 1, min(len(words), at + 4)) if _VOICED.keys() & set(words[n].lemmas)), None)
        if noun is None:
            continue
        kind = next(_VOICED[lemma] for lemma in words[noun].lemmas if lemma in _VOICED)
        for n in range(noun + 1, min(len(words) - 1, noun + PARTED_REACH)):
            if not words[n].word:
                break
            if words[n].lower in _ABOUT:
                yield Match((word.lemmas[0], "about"), at, n, Entry(kind, None, free=True))
                break


_HARD = frozenset(("difficult", "tough", "hard", "painful", "agonising", "agonizing", "heartbreaking"))


def sent_off(words: Sequence[Token]) -> Iterator[Match]:
    """Orders to leave, hard decisions made, and who comes to somebody's defence."""
    for at, word in enumerate(words):
        if {"make", "take"} & set(word.lemmas) and any(w.lower in _HARD for w in words[at + 1 : at + 4]):
            to = next(
                (n for n in range(at + 2, min(len(words) - 1, at + PARTED_REACH)) if words[n].lower == "to"), None
            )
            if to is not None and {"decision", "choice", "call"} & set(words[to - 1].lemmas):
                yield Match((word.lemmas[0], "hard"), at, to, Entry("supports", None, free=True))
        near = range(at + 2, min(len(words) - 1, at + PARTED_REACH))
        if _SENDING & set(word.lemmas):
            for n in near:
                if not words[n].word:
                    break
                behind = [w.lower for w in words[n + 1 : n + 3]]
                if words[n].lower == "to" and any(tuple(behind[: len(p)]) == p for p in _AWAY):
                    yield Match((word.lemmas[0], "to"), at, at, Entry("forbids", None, free=True))
                    break
        elif _COMING & set(word.lemmas) and words[at + 1 : at + 2]:
            last = next((n for n in near if words[n].lower in ("defence", "defense", "side", "aid")), None)
            if last is not None and words[at + 1].lower == "to":
                yield Match((word.lemmas[0], "to"), at, at + 1, Entry("supports", None, free=True))


def matches(words: Sequence[Token], kind: str, *, free: bool) -> Iterator[Match]:
    """Phrases of a kind ("verb", "noun", "adjective") in `words`, left to right, the longest at each place."""
    index, at = _phrases(kind), 0
    # Most phrases lack a word in this run; asking that first is three times as fast as trying them.
    present = frozenset(lemma for word in words for lemma in word.lemmas)
    while at < len(words):
        found = _longest(words, at, index, present, free=free)
        if found is not None:
            yield found
        at = at + 1 if found is None else found.last + 1


def _longest(words: Sequence[Token], at: int, index: Phrases, present: frozenset[str], *, free: bool) -> Match | None:
    best: Match | None = None
    for lemma in words[at].lemmas:
        for phrase, entry in index.get(lemma, ()):
            if (free and not entry.free) or (best is not None and len(phrase) <= len(best.phrase)):
                continue
            if not present.issuperset(phrase):
                continue
            last = phrase_end(phrase, words, at, _passes)
            if last is not None and phrase == ("be", "consider") and words[last].lower == "considered":
                continue  # "it was considered a last resort"
            if last is not None and not _no_participle(words, at) and not _particle(words, at):
                best = Match(phrase, at, last, entry)
    return best


def _no_participle(words: Sequence[Token], at: int) -> bool:
    """Whether a plain form follows "be", so that it is no verb: "we will be back"."""
    word = words[at]
    plain = word.lower == word.lemmas[0] and not word.lower.endswith(("ed", "ing")) and word.lower not in _UNCHANGED
    follows = at > 0 and "be" in words[at - 1].lemmas and words[at - 1].lower != "'s"
    return plain and follows and "be" not in word.lemmas


def _particle(words: Sequence[Token], at: int) -> bool:
    """Whether "back" or "clear" belongs to the verb before it: "held back", "coming back", "steered clear of"."""
    if words[at].lower == "clear" and [w.lower for w in words[at + 1 : at + 2]] == ["of"]:
        return True
    return words[at].lower == "back" and at > 0 and not _BACKWARDS.isdisjoint(words[at - 1].lemmas)


def _passes(word: Token) -> bool:
    return (
        word.lower in _INSIDE or word.lower in _SMALL or (word.lower.endswith("ly") and len(word.lower) > len("only"))
    )


@dataclass(frozen=True, slots=True)
class Group:
    """The auxiliaries in front of a phrase: where they begin, and what they make of it."""

    first: int
    denied: bool
    open: bool
    """Whether "may", "might" or "could" leaves it open."""
    able: bool
    """Whether "can" tells only what is in somebody's power."""
    would: bool
    wished: bool
    """Whether it is said to be right rather than so: "should allow"."""
    auxiliary: bool
    passive: bool


def group(words: Sequence[Token], match: Match) -> Group:
    """The verb group of a verb phrase at `match`."""
    first = match.first
    while first and carries(words[first - 1]):
        first -= 1
    chain = [w.lower for w in words[first : match.first]]
    lemmas = {lemma for w in words[first : match.first] for lemma in w.lemmas}
    inner = [w.lower for w in words[match.first : match.last + 1]]
    own = set(match.phrase) & {"not", "no"}
    denied = bool(_NEGATIONS & set(chain)) or (not own and bool(_NEGATIONS & set(inner)))
    return Group(
        first,
        denied,
        open=bool(_OPEN & set(chain)) and not ((denied or own) and "could" in chain),
        able="can" in chain and not denied,
        would="would" in chain or "'d" in chain,
        wished=bool(_WISHED & set(chain)),
        auxiliary=bool(chain) and not all(w in _INSIDE or w.endswith("ly") for w in chain),
        passive=not match.copular and "be" in lemmas and not words[match.first].lower.endswith("ing"),
    )


def carries(word: Token) -> bool:
    """Whether a word in front of a verb belongs to its group: an auxiliary, a negation, an adverb."""
    if word.capital and word.lower in ("may", "will"):
        return False
    return word.lower in _PASSED or (word.lower.endswith("ly") and not word.capital)
