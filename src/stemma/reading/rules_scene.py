"""A sentence as rules are read in it: its words, who is named in it, who tells of what, and phrases around a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.reading import lexicon
from stemma.reading.events_clauses import clause_of
from stemma.reading.events_parts import Found
from stemma.reading.morphology import Token, is_past
from stemma.reading.rules_verbs import Verb
from stemma.reading.rules_words import BREAKS, MARKS, PREPOSITIONS, is_a
from stemma.records import Attribution, Mention
from stemma.spans import Span, hull

_STOPPING = frozenset((
    "that", "which", "who", "whom", "whose", "if", "unless", "because", "while", "although", "when", "where", "but",
    "provided", "is", "are", "was", "were", "will", "would", "could", "may", "might", "must", "should", "has", "had",
    "have", "can", "cannot", "does", "did", "be", "been", "except", "so", "whether", "how", "what", "until", "unless",
))  # fmt: skip
_OPENERS = frozenset((
    "that", "which", "who", "whose", "if", "whether", "because", "while", "although", "though", "when", "as",
))  # fmt: skip
_PARTIES = frozenset(("person", "organization", "place", "person_group", "org_group", "gpe_group"))
_WITH_OF = PREPOSITIONS - {"of"}
_HYPHENS = frozenset(("-", "\u2011"))
# "The sale of beer after ten is banned": what stands so close behind "after" is a time, and no clause of its own.
_TIMES, SHORT = frozenset(("after", "before", "since")), 2
# How many words before a noun its owner stands.
OWNER_REACH = 8
_OWNED = frozenset(("its", "their", "his", "her", "the", "a", "an"))
_ARTICLES = frozenset(("the", "a", "an", "any", "this", "these"))
_POSSESSIVES = frozenset(("'s", "'"))


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence; `lo` and `hi` bound the words of the innermost content that the trigger stands in."""

    words: tuple[Token, ...]
    found: Found
    told: Attribution | None
    deed: Attribution | None
    """The attribution whose cue is the trigger itself: "barred", "allowed"."""
    lo: int
    hi: int
    opens: int
    """Where the content begins that the trigger stands in; it may lie inside `lo` to `hi`."""
    headline: bool

    def text(self, first: int, end: int) -> str | None:
        """The words from `first` up to `end` as they stand, without white space around; None for none."""
        span = self.span(first, end)
        return " ".join(span.cut(self.found.text).split()) if span else None

    def span(self, first: int, end: int) -> Span | None:
        """The stretch of text from word `first` up to word `end`."""
        return hull([w.span for w in self.words[first:end]]) if first < end else None

    def mentions(self, first: int, end: int) -> Iterator[Mention]:
        """The mentions of actors that begin among the words from `first` up to `end`."""
        starts = {w.span.start for w in self.words[first:end]}
        return (m for m in self.found.mentions if m.start in starts and m.actor)

    def party(self, first: int, end: int) -> Mention | None:
        """The first mention of one who may rule or be ruled among these words."""
        return next((m for m in self.mentions(first, end) if m.type in _PARTIES), None)

    def has(self, first: int, end: int, *kinds: str) -> bool:
        """Whether a word of one of the kinds is among these."""
        return any(is_a(w, *kinds) for w in self.words[max(0, first) : end])

    def timed(self, at: int) -> bool:
        """Whether the word belongs to a time expression."""
        start = self.words[at].span.start
        return any(t.start <= start < t.end for t in self.found.times)


def holding(scene: Scene, verb: Verb | None) -> Scene:
    """The scene wide enough for the verb: where its group begins before the content does, the whole sentence."""
    if verb is None or verb.first >= scene.lo:
        return scene
    return replace(scene, lo=0, hi=len(scene.words))


def phrase_end(scene: Scene, start: int, *, through: frozenset[str] = frozenset(("of",))) -> int:
    """Behind the noun phrase that begins at `start`; prepositions of `through` do not end it."""
    at = start
    while at < scene.hi:
        lower = scene.words[at].lower
        if lower in MARKS or lower == "." or lower in _STOPPING or (at > start and scene.timed(at)):
            break
        if (lower in PREPOSITIONS and lower not in through) or (at > start and _finite_past(scene, at)):
            break
        if lower == "," and not _goes_on(scene, at, start):
            break
        if lower in {"and", "or"} and not _joins(scene, at):
            break
        at += 1
    while at > start and scene.words[at - 1].lower in {",", "and", "or", "of", "not", "the"}:
        at -= 1
    return at


def _finite_past(scene: Scene, at: int) -> bool:
    word = scene.words[at]
    return is_past(word.lower) or (word.lower.endswith("ed") and is_a(word, "keep"))


def _goes_on(scene: Scene, at: int, start: int) -> bool:
    """Whether a comma stands inside a list of nouns: "coal, iron and textiles"."""
    near = [w.lower for w in scene.words[at + 1 : at + 5]]
    listed = any(n in {"and", "or"} for n in near) and not any(n in _STOPPING | PREPOSITIONS for n in near)
    return listed and at > start and not near[0].endswith("ing")


def _joins(scene: Scene, at: int) -> bool:
    """Whether "and" joins nouns, and no clause with a verb of its own follows."""
    near = scene.words[at + 1 : at + 6]
    if len(near) > 1 and near[1].lower in _OWNED and near[0].lower not in _OWNED | PREPOSITIONS:
        return False  # "and strengthen its defence"
    return bool(near) and near[0].word and not any(w.lower in _FINITE for w in near)


_FINITE = frozenset(("is", "are", "was", "were", "will", "would", "has", "had", "have", "said", "says", "could", "may"))


def stretch_end(scene: Scene, start: int) -> int:
    """Behind the last word of the stretch from `start` that no mark, no relative word and no new clause ends."""
    at = start
    while at < scene.hi and scene.words[at].lower not in BREAKS | _OPENERS:
        at += 1
    return at


def clause(scene: Scene, verb: Verb | None, at: int) -> tuple[int, int]:
    """The clause around a verb group, or around the word at `at` where there is none."""
    inside = scene.words[scene.lo : scene.hi]
    if verb is not None and verb.form == "finite":
        found = clause_of(inside, verb.first - scene.lo, verb.main - scene.lo)
        timed = found is not None and found.opener in _TIMES and verb.first - scene.lo - found.first <= SHORT
        if found is not None and not timed and (found.subject or found.first < verb.first - scene.lo):
            first = found.subject[0] if found.subject else found.first
            if first and inside[first - 1].lower == ")":
                return _around(scene, scene.lo + first, at)[0], max(scene.lo + found.end, at + 1)
            return scene.lo + first, max(scene.lo + found.end, at + 1)
    return _around(scene, at if verb is None else verb.first, at)


def _around(scene: Scene, first: int, at: int) -> tuple[int, int]:
    start = _before_apposition(scene, first)
    while start > scene.lo and scene.words[start - 1].lower not in MARKS | _OPENERS | {"."}:
        if scene.words[start - 1].lower == "," and _verb_before(scene, start - 1):
            break
        start -= 1
    end = at + 1
    while end < scene.hi and scene.words[end].lower not in MARKS | {
        ".",
        "which",
        "who",
        "because",
        "while",
        "although",
    }:
        behind = [w.lower for w in scene.words[end + 1 : end + 8]]
        if scene.words[end].lower == "," and (behind[:1] == ["but"] or any(w in _FINITE for w in behind)):
            break
        end += 1
    while start < first and not scene.words[start].word:
        start += 1
    return start, end


def _before_apposition(scene: Scene, at: int) -> int:
    """Over what stands between two commas before the verb: "its use, like that of others, is restricted"."""
    opening = {",": ",", ")": "("}.get(scene.words[at - 1].lower) if at - 1 > scene.lo else None
    if opening is None:
        return at
    return next((n for n in range(at - 2, scene.lo, -1) if scene.words[n].lower == opening), at)


def _verb_before(scene: Scene, at: int) -> bool:
    return any(w.lower in _FINITE or w.lower.endswith("ed") for w in scene.words[scene.lo : at])


def owner(scene: Scene, at: int, floor: int) -> Mention | None:
    """Who owns the noun at `at`: the mention before "'s", or one right before it ("UN sanctions")."""
    close = True
    for place in range(at - 1, max(floor - 1, at - OWNER_REACH), -1):
        lower = scene.words[place].lower
        if lower in _WITH_OF or lower in BREAKS or lower in _FINITE or lower in _ARTICLES:
            return None
        if lower == "and" and place + 1 < at and _past(scene, place + 1):
            return None  # "sanctions on Selkia and repeated calls to"
        if lower in _POSSESSIVES or lower.endswith("s'"):
            end = scene.words[place].span.start
            return next((m for m in scene.found.mentions if end - 1 <= m.end <= end + 2 and m.actor), None)
        close = close and lower != "of"
        held = next((m for m in scene.mentions(place, place + 1) if m.type in _PARTIES), None)
        if held is not None and close:
            return held
    return None


def _past(scene: Scene, at: int) -> bool:
    return scene.words[at].lower.endswith("ed") and not scene.words[at].capital


def definite(scene: Scene, at: int) -> bool:
    """Whether the noun at `at` is one known already: "the ban", "their sanctions"."""
    near = (w.lower for w in scene.words[max(0, at - 3) : at])
    return any(word in {"the", "this", "these", "those", "that", "its", "their"} for word in near)


def describes(scene: Scene, at: int) -> bool:
    """Whether the noun at `at` only describes another one behind it: "licence plate", "sanctions committee"."""
    return at + 1 < scene.hi and scene.words[at + 1].lower in words_of("described")


def words_of(name: str) -> frozenset[str]:
    """A kind of `data/rules_words.tsv` as a set."""
    return lexicon.words("rules_words", name)


def sentence_words(words: Sequence[Token], quotes: frozenset[str]) -> tuple[Token, ...]:
    """The words of a sentence without its quotation marks; what a hyphen joins is one word ("U.S.-donated")."""
    out: list[Token] = []
    joining = False
    for word in words:
        close = bool(out) and out[-1].span.end == word.span.start
        if close and (joining or word.lower in _HYPHENS):
            joining = word.lower in _HYPHENS
            last = out.pop()
            lower = last.lower + word.lower
            word = Token(lower, Span(last.span.start, word.span.end), (lower,), last.capital)  # noqa: PLW2901
        else:
            joining = False
        if word.lower not in quotes:
            out.append(word)
    return tuple(out)
