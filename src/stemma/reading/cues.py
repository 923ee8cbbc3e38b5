"""The words of a cue -> the act they stand for and what they say of the content's certainty and polarity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from stemma.reading import lexicon
from stemma.reading.morphology import Token

# Words that may stand inside a phrase of the list without belonging to it ("has repeatedly called for").
_INSIDE = lexicon.words("classes", "adverbs_inside")
# Verbs that say how, not what: the verb after them is the cue ("went on to say", "seemed to suggest").
RAISING = lexicon.words("classes", "raising")
# Verbs whose participle is followed by "as" and the cue itself ("was quoted by the agency as saying").
QUOTING = lexicon.words("classes", "quoting")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: act, and certainty and polarity where the cue settles them (None: the content does)."""

    act: str
    certainty: str | None
    polarity: str | None
    light: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the list found in a cue: its words, the places of its first and last token, its entries by frame."""

    phrase: tuple[str, ...]
    first: int
    last: int
    entries: dict[str, Entry]

    @property
    def light(self) -> bool:
        """Whether it gives way to any other cue."""
        return all(entry.light for entry in self.entries.values())


Phrases = dict[str, list[tuple[tuple[str, ...], dict[str, Entry]]]]


@cache
def _phrases() -> Phrases:
    """The list by first word, longest phrases first."""
    entries: dict[tuple[str, ...], dict[str, Entry]] = {}
    for words, frame, act, certainty, polarity, weight in lexicon.rows("cues"):
        entry = Entry(act, _given(certainty), _given(polarity), weight == "light")
        entries.setdefault(tuple(words.split()), {})[frame] = entry
    index: Phrases = {}
    for phrase in sorted(entries, key=lambda p: (-len(p), p)):
        index.setdefault(phrase[0], []).append((phrase, entries[phrase]))
    return index


def _given(value: str) -> str | None:
    return None if value == "-" else value


def matches(words: Sequence[Token]) -> Iterator[Match]:
    """Phrases of the list in `words`, left to right, the longest at each place, without overlaps."""
    at = 0
    while at < len(words):
        best: Match | None = None
        for lemma in words[at].lemmas:
            for phrase, entries in _phrases().get(lemma, ()):
                last = phrase_end(phrase, words, at, _adverb)
                if last is not None and (best is None or len(phrase) > len(best.phrase)):
                    best = Match(phrase, at, last, entries)
        if best is not None:
            yield best
        at = at + 1 if best is None else best.last + 1


def phrase_end(phrase: Sequence[str], words: Sequence[Token], at: int, passes: Callable[[Token], bool]) -> int | None:
    """Where `phrase` (lemmas) ends when it begins at `at`, or None; words that `passes` may stand between its words."""
    n = 0
    for place in range(at, len(words)):
        if phrase[n] in words[place].lemmas:
            n += 1
            if n == len(phrase):
                return place
        elif not n or not passes(words[place]):
            return None
    return None


def _adverb(word: Token) -> bool:
    return word.lower in _INSIDE or word.lower.endswith("ly")


def head(words: Sequence[Token]) -> Match | None:
    """The match that names the act: the first full one, but a verb governed by a raising verb goes before it."""
    found = list(matches(words))
    full = [m for m in found if not m.light] or found
    if not full:
        return None
    if QUOTING & set(full[0].phrase):
        quoted = next((n for n, w in enumerate(words) if w.lower == "as" and n > full[0].last), len(words))
        return next((m for m in full if m.first > quoted), full[0])
    for now, after in pairwise(full):
        between = [w.lower for w in words[now.last + 1 : after.first]]
        governs = bool(RAISING & set(now.phrase)) and (words[now.last].lower == "to" or between[:1] == ["to"])
        if not governs:
            return now
    return full[-1]


def entry_of(match: Match, frame: Sequence[str]) -> Entry:
    """The entry for the content's frame; `frame` lists what holds of it, the most telling first."""
    for name in (*frame, "-"):
        if name in match.entries:
            return match.entries[name]
    return next(iter(match.entries.values()))
