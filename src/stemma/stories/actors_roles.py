"""What the text calls a person right before or after the name: "Prime Minister X", "X, head of the board,"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from stemma.spans import Span
from stemma.stories.actors_names import kinds, rows, state_adjectives, state_forms, thing_key, words

# Code points looked at on either side of a name: the longest role of the ledger stories has 87.
REACH = 120
_ARTICLE = re.compile(r"(?:the|a|an|his|her|its|their|our)\s+", re.IGNORECASE)
_EDGE = re.compile(r"[.;:!?\n\r\"“”()\[\]–—]|,|--")
_WORD = re.compile(r"(?:(?:[A-Z]\.)+(?=[^\W_]*\s)|[^\W_]+(?:[-'’.&][^\W_]+)*)(?:['’]s?)?")
_FOLLOWS = re.compile(r",\s+(?:who\s+(?:is|was)\s+)?(?=[\w])|\s+\((?=[A-Za-z])")
_STOPS = re.compile(
    r"\s(?:who|which|that|whose|said|says|told|tells|announced|is|was|has|had|were|are|will|would)\b"
    r"|[,.;:!?\n\r\"“”()–—]"
)
# An apposition ends with a mark; before a verb it is the next subject: "Like X, the president was late."
_ENDS = re.compile(r"[,.;:!?\n\r)”–—]|\s(?:who|which|that|whose)")
_PREPOSITIONS = frozenset(("of", "for", "at", "in", "to", "on", "from", "with", "by", "and"))
_FOR = re.compile(r"\s(?:for|of)\s+(?:the\s+)?")
_SPELLING = {"defence": "defense", "labour": "labor", "harbour": "harbor", "centre": "center"}
# Longer phrases are no titles but sentences.
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the text states it: where, the office in folded words, and whose it is, if the words say so."""

    span: Span
    text: str
    office: str
    owner: str | None
    """The key of the state or body, None where the words name none."""
    noun: str
    kind: str
    """"office", "speaks" or "work", as `data/offices.tsv` has it."""
    past: bool


@cache
def title_words(use: str) -> frozenset[str]:
    """The words of titles with this use; see `data/title_words.tsv`."""
    return frozenset(row[0] for row in rows("title_words") if row[1] == use)


@cache
def nouns() -> Mapping[str, str]:
    """Nouns for what people are -> their kind."""
    return {row[0]: row[1] for row in rows("offices")}


def roles_at(text: str, name: Span, adjectives: Mapping[str, str]) -> Iterator[Role]:
    """The roles stated right before and right after a name, in text order."""
    for span in (_before(text, name.start), _after(text, name.end)):
        if span and (role := read_role(text, span, adjectives)):
            yield role


def read_role(text: str, span: Span, adjectives: Mapping[str, str]) -> Role | None:
    """The role that the words at `span` state; None where their head is no noun for a person."""
    phrase = span.cut(text)
    head, tail = _parts(words(phrase))
    if not head or head[-1] not in nouns() or len(head) + len(tail) > _MOST_WORDS:
        return None
    if any(word in title_words("verb") or word in ("a", "an", "the") for word in head):
        return None
    past = any(kinds().get(w) == "before" for w in head)
    head = [w for w in head if kinds().get(w) not in ("before", "time", "small")]
    if not head:
        return None
    owner, office = _owner(head, tail, adjectives)
    noun = head[-1]
    return Role(span, " ".join(phrase.split()), " ".join(office), owner, noun, nouns()[noun], past)


def is_role(text: str) -> bool:
    """Whether words that were read as a role can be one: a short phrase without a verb, and no name."""
    phrase = words(text)
    head, _ = _parts(phrase)
    last = re.split(r"\s(?:of|for|at|in|to|on|from|with|by|and)\s", text)[0].split()[-1:]
    named = bool(last) and last[0][:1].isupper() and head[-1:] != [] and head[-1] not in nouns()
    verb = any(word in title_words("verb") for word in phrase)
    return bool(head) and "\n" not in text and len(phrase) <= _MOST_WORDS and not verb and not named


def _parts(phrase: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words up to the first preposition, and those after it; "secretary of state" is one office."""
    for at, word in enumerate(phrase):
        if word in _PREPOSITIONS and at:
            return list(phrase[:at]), list(phrase[at:])
    return list(phrase), []


def _owner(
    head: Sequence[str], tail: Sequence[str], adjectives: Mapping[str, str]
) -> tuple[str | None, tuple[str, ...]]:
    """Whose the office is, and the office without the owner."""
    for size in range(min(4, len(head) - 1), 0, -1):
        key = _place(" ".join(head[:size]), adjectives)
        if key:
            return key, _office(head[size:], tail)
    if tail and tail[0] in ("of", "for", "at", "in", "to") and not _field(tail):
        after = thing_key(" ".join(w for w in tail[1:] if w not in _PREPOSITIONS), adjectives)
        return after or None, _office(head, ())
    return None, _office(head, tail)


def _office(head: Sequence[str], tail: Sequence[str]) -> tuple[str, ...]:
    """The office in one order and one spelling: "Minister of Defence" is "defense minister"."""
    return tuple(_SPELLING.get(word, word) for word in (*_field(tail)[1:], *head))


def _field(tail: Sequence[str]) -> tuple[str, ...]:
    """What belongs to the office's own name: "of state", "for trade"."""
    return tuple(tail[:2]) if len(tail) > 1 and tail[0] in ("of", "for") and tail[1] in title_words("field") else ()


def _place(folded: str, adjectives: Mapping[str, str]) -> str | None:
    return state_forms().get(folded) or state_adjectives().get(folded) or adjectives.get(folded)


# --- where the words stand --------------------------------------------------------------------------------------------


def _before(text: str, name: int) -> Span | None:
    """The run of words that ends at the name, or at a comma before it, and reads like a title."""
    low = max(0, name - REACH)
    line = text[low:name]
    end = len(line.rstrip())
    comma = line[:end].endswith(",")
    end -= comma
    found = list(_WORD.finditer(line, 0, end))
    if not found or found[-1].end() != end or (not comma and end == len(line)):
        return None
    start = end
    article = False
    for word in reversed(found):
        if _EDGE.search(line, word.end(), start):
            break
        if article := bool(_ARTICLE.match(word.group() + " ")):
            break
        if not _in_title(word.group(), line[start : start + 1], comma=comma):
            break
        start = word.start()
    # "The spokesman for President, X": the president is X.
    if inner := [m for m in _FOR.finditer(line, start, end) if words(line[m.end() : end])[-1:] and _is_noun(line, end)]:
        start = inner[-1].end()
    return _trimmed(text, low + start, low + end, comma=comma, article=article)


def _is_noun(line: str, end: int) -> bool:
    """Whether the last word before `end` is a noun for a person."""
    return (words(line[:end])[-1:] or ("",))[0] in nouns()


def _in_title(word: str, following: str, *, comma: bool) -> bool:
    """Whether a word can stand inside a title before a name; `following` is the letter after it."""
    folded = " ".join(words(word))
    if folded in title_words("edge"):
        return False
    known = folded in nouns() or folded in title_words("modifier") or kinds().get(folded) in ("before", "time")
    if known or (word[0].isupper() and folded not in _PREPOSITIONS):
        return True
    return folded in _PREPOSITIONS and (comma or (folded == "of" and following.isupper()))


def _trimmed(text: str, start: int, end: int, *, comma: bool, article: bool) -> Span | None:
    """The span without a preposition at its start; before a comma a title needs an owner or an article."""
    while start < end and (first := _WORD.match(text, start)) and words(first.group())[:1]:
        if words(first.group())[0] not in _PREPOSITIONS:
            break
        start = first.end()
        while start < end and text[start].isspace():
            start += 1
    if start >= end or (comma and not (article or re.search(r"['’]s?\s", text[start:end]))):
        return None
    return Span(start, end)


def _after(text: str, name: int) -> Span | None:
    """The apposition behind a name, up to where the sentence goes on."""
    begins = _FOLLOWS.match(text, name)
    if not begins:
        return None
    start = begins.end()
    if article := _ARTICLE.match(text, start):
        start = article.end()
    stop = _STOPS.search(text, start, start + REACH)
    while stop and stop.group() == "." and _WORD.match(text, stop.start() - 1) and _dotted(text, stop.start()):
        stop = _STOPS.search(text, stop.end(), start + REACH)
    if not stop or not _ENDS.match(stop.group()) or not text[start].isalnum():
        return None
    return Span(start, stop.start()) if start < stop.start() else None


def _dotted(text: str, dot: int) -> bool:
    """Whether a dot stands inside or behind an abbreviation such as "U.S."."""
    return bool(re.search(r"\b[A-Z]$", text[max(0, dot - 2) : dot]))
