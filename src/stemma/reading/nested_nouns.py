"""Nouns and adverbs that report: "the claim by the union that wages fell", "her refusal to pay", "reportedly".

The model marks verbs and knows whole sentences; a content is often a noun with its clause ("denied a report that …").
What a noun governs is read from its clauses: "that" and its clause, "to" and its verb, or "of" and what follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.carried import Told
from stemma.reading.morphology import Token, tokens
from stemma.reading.nested import HEARSAY
from stemma.reading.scope import Clause, clauses
from stemma.spans import Span

# How sure such a find is: about 8 in 10 of the nested ones read by hand were right.
SURE = 0.9
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})
_ARTICLES = frozenset({"the", "a", "an", "any", "this", "that", "these", "those", "such", "no", "some", "every"})
# Words behind which "'s" is "is" or "has".
_CONTRACTED = frozenset({"there", "it", "that", "he", "she", "here", "what", "who", "where", "how", "this"})
_APOSTROPHES = frozenset({"'", "’"})
_MANY = frozenset(
    {"various", "several", "many", "new", "recent", "earlier", "repeated", "official", "fresh", "of", "media"}
)
_BY = frozenset({"by", "from"})
_SOME = frozenset({"a", "an"})
# How far behind the noun its clause may begin, in words: "a report by the Meridian Wire agency that".
MOST_BETWEEN = 7
# How many words before a noun or a possessive may belong to it.
MOST_BEFORE = 4


@cache
def _frames(column: int = 1) -> dict[str, frozenset[str]]:
    """The words that open what each noun governs; in column 2 those that do so where nobody is named."""
    return {row[0]: frozenset(row[column].split(",")) for row in lexicon.rows("nested_nouns")}


def _alone(word: Token) -> frozenset[str]:
    """The openers with which the noun reports though nobody is named: "allegations of", not "the threat of"."""
    return next((_frames(2)[lemma] for lemma in word.lemmas if lemma in _frames(2)), frozenset())


def told_by_nouns(text: str, pieces: Sequence[Span]) -> Iterator[Told]:
    """Attributions whose cue is a noun of the sentence that stands in `pieces`."""
    words = tokens(text, pieces)
    cut = clauses(words)
    for at, word in enumerate(words):
        frame = next((f for lemma in word.lemmas if (f := _frames().get(lemma))), None)
        if frame is None or not _is_noun(words, at):
            continue
        opener = _opener(words, at, frame)
        if opener is None:
            continue
        content = _governed(words, opener, cut)
        source = _owner(words, at) or _agent(words, at, opener)
        if content is not None and (source or words[opener].lower in _alone(word)):
            yield Told(source, (_cue(words, at),), (content,), SURE)


def _is_noun(words: Sequence[Token], at: int) -> bool:
    """Whether the word stands as a noun: behind an article, a possessive or an adjective, or first, or a plural."""
    before = next((words[n] for n in range(at - 1, -1, -1) if words[n].word), None)
    from_whom = at + 1 < len(words) and words[at + 1].lower in _BY
    if (before is None or from_whom) and words[at].lower.endswith("s"):
        return True
    if before is None:
        return False
    if before.lower in _MANY and words[at].lower.endswith("s"):
        return True
    return before.lower in _ARTICLES | _POSSESSIVES or before.lower == "'s" or _adjective(words, at - 1)


def _adjective(words: Sequence[Token], at: int) -> bool:
    """Whether one other word stands between the article and the noun."""
    before = words[at - 1].lower if at else ""
    return words[at].word and (before in _ARTICLES | _POSSESSIVES or before == "'s")


def _opener(words: Sequence[Token], at: int, frame: frozenset[str]) -> int | None:
    """Where what the noun governs begins: at once, or behind who it is from ("by Meridian Wire that")."""
    for n in range(at + 1, min(at + 1 + MOST_BETWEEN, len(words))):
        lower = words[n].lower
        if lower in frame and (n == at + 1 or words[at + 1].lower in _BY | ({"in"} if lower == "that" else set())):
            return n if lower != "to" or verb_next(words, n) else None
        if not words[n].word and words[n].lower not in _APOSTROPHES:
            return None
    return None


def verb_next(words: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` is a "to" that a verb may follow: "a threat to leave", not "a threat to the town"."""
    after = words[at + 1] if at + 1 < len(words) else None
    if words[at].lower != "to" or after is None or not after.word or after.capital:
        return False
    return after.lower not in _ARTICLES | _POSSESSIVES and after.lower[-3:] != "ing" and not after.lower[0].isdigit()


def _governed(words: Sequence[Token], opener: int, cut: Sequence[Clause]) -> Span | None:
    """From the opener to the end of its clause; of a clause without "that", to the verb of the clause around it."""
    start = words[opener].span.start
    home = next((c for c in cut if any(w.span.start == start for w in c.words)), None)
    if home is None:
        return None
    inside = [w for w in home.words if w.span.start >= start]
    if words[opener].lower == "that" and not (home.kind == "that" and _has_subject(home)):
        return None
    if words[opener].lower != "that" and home.verb is not None and home.words[home.verb].span.start > start:
        inside = [w for w in inside if w.span.start < home.words[home.verb].span.start]
    inside = _before_a_quotation(words, inside)
    return Span(start, inside[-1].span.end) if len(inside) > 1 else None


def _has_subject(clause: Clause) -> bool:
    """Whether anybody stands between "that" and the verb: "a vow that led to war" tells of no vow's content."""
    return any(w.word and not w.lower.endswith("ly") for w in clause.subject[1:])


def _before_a_quotation(words: Sequence[Token], inside: Sequence[Token]) -> list[Token]:
    """Up to what the clause is called in quotation marks: "the charge that they had been misled “an invention”"."""
    kept: list[Token] = []
    places = {w.span.start: n for n, w in enumerate(words)}
    for word in inside:
        n = places[word.span.start]
        if kept and n and words[n - 1].lower in '“"' and kept[-1].lower.endswith("ed") and word.lower in _SOME:
            break
        kept.append(word)
    while kept and not kept[-1].word:
        kept.pop()
    return kept


def _owner(words: Sequence[Token], at: int) -> tuple[Span, ...]:
    """Whose it is: "her", "the union's", with the words before it up to the article."""
    for n in range(at - 1, max(at - 3, -1), -1):
        if words[n].lower in _POSSESSIVES:
            return (words[n].span,)
        if words[n].lower in {"'s", "'"} and n and words[n - 1].lower not in _CONTRACTED:
            return (Span(_phrase_start(words, n - 1), words[n].span.end),)
        if words[n].lower in _ARTICLES:
            return ()
    return ()


def _phrase_start(words: Sequence[Token], last: int) -> int:
    """Where the owner's phrase begins: its capitals, or the words back to the article; else the word alone."""
    first = last
    if words[last].capital:
        while first and words[first - 1].capital and words[first - 1].word:
            first -= 1
        return words[first].span.start
    for n in range(last, max(last - MOST_BEFORE, -1), -1):
        if not words[n].word:
            break
        if words[n].lower == "'s" and n:
            return _phrase_start(words, n - 1)
        if words[n].lower in _ARTICLES:
            return words[n].span.start
    return words[first].span.start


def _agent(words: Sequence[Token], at: int, opener: int) -> tuple[Span, ...]:
    """Who it is by: "a report by Meridian Wire that"."""
    if opener - at > 2 and words[at + 1].lower in _BY:  # noqa: PLR2004 - the preposition and a name
        return (Span(words[at + 2].span.start, words[opener - 1].span.end),)
    return ()


def _cue(words: Sequence[Token], at: int) -> Span:
    """The noun with its article: "a report", "the claim"."""
    first = at
    if at and words[at - 1].lower in _ARTICLES:
        first = at - 1
    return Span(words[first].span.start, words[at].span.end)


def hearsay(text: str, pieces: Sequence[Span]) -> Iterator[Told]:
    """What the sentence in `pieces` passes on by an adverb and nobody's name: "reportedly", "allegedly"."""
    words = tokens(text, pieces)
    at = next((n for n, w in enumerate(words) if w.lower in HEARSAY), None)
    home = None if at is None else next((c for c in clauses(words) if words[at] in c.words), None)
    if at is None or home is None or home.verb is None:
        return
    adverb = words[at].span
    # A leading clause goes on to the end, with what hangs on it; a relative one ends where the clause around goes on.
    told = [w for w in words if w.span.start >= home.words[0].span.start] if home.depth == 0 else home.words
    inside = [w.span for w in told if w.word and w.span != adverb]
    parts = [s for s in inside if s.start < adverb.start], [s for s in inside if s.start > adverb.start]
    content = tuple(Span(part[0].start, part[-1].end) for part in parts if part)
    if content:
        yield Told((), (adverb,), content, SURE)
