"""Times that no verb claims, and the event words they belong to: "the vote on Monday", "a camp seized in May 2014"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.reading import lexicon
from stemma.reading.events_clauses import clause_end
from stemma.reading.events_finite import verbal
from stemma.reading.events_parts import describes_a_noun
from stemma.reading.events_verbs import UNCHANGED, is_a, kinds
from stemma.reading.morphology import Token, is_past
from stemma.records import TimeExpression
from stemma.spans import Span

# How many words may stand between an event word and the time behind it, or between a time that opens its clause and it.
BEHIND, AHEAD = 11, 14
# "Friday's long missile test": how many words a time may stand before the noun it describes.
INSIDE = 4
_NO_PART = lexicon.words("classes", "relative") | {"and", "but", "or", "while", "as", "than", "if", "because", "that"}
_NOT_WHEN = frozenset(("to", "until", "till", "since", "from", "through", "than", "despite", "beyond", "as", "over"))
_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "another", "both"))
_PREPOSITIONS = lexicon.words("classes", "prepositions")
_OWNS = frozenset(("'s", "\u2019s", "'", "\u2019"))
_OPENERS = frozenset((",", ";", "(", "\u2014", "\u2013", "and", "but"))
_LIKE_PREPOSITIONS = frozenset(
    (
        "after",
        "before",
        "into",
        "against",
        "between",
        "over",
        "across",
        "following",
        "including",
        "during",
        "regarding",
        "concerning",
        "amid",
    )
)
_PARTICLES = frozenset(("off", "up", "out", "down", "away", "back", "over", "to"))
_ENDS = frozenset((";", ":", "(", ")", "|", "."))
# What stands before a time that opens its clause: "In", "Earlier", "Only on".
LEADING = 3


@dataclass(frozen=True, slots=True)
class Held:
    """An event word that a time belongs to, as places among its sentence's words."""

    at: int
    first: int
    end: int
    finite: bool
    """Whether its evidence is a clause, not a noun phrase."""
    ahead: bool


def holder(words: Sequence[Token], events: Mapping[Span, bool], time: TimeExpression, *, ahead: bool) -> Held | None:
    """The event word that `time` belongs to: right before it, right behind it, or in the clause that it opens.

    `events` are the places of the sentence's event words; True for those that some other time dates.
    """
    where = [n for n, w in enumerate(words) if time.start <= w.span.start < time.end]
    if not where:
        return None
    first, last = where[0], where[-1]
    before, behind = words[first - 1 : first], words[last + 1 : last + 2]
    if before and before[0].lower in _ARTICLES and behind and behind[0].word and behind[0].lower not in _PREPOSITIONS:
        return _described(words, events, first, last, ahead=ahead)
    if before and behind and behind[0].word and describes_a_noun(words, before[0], behind[0]):
        return None
    described = _described(words, events, first, last, ahead=ahead)
    if last + 1 < len(words) and words[last + 1].lower in _OWNS:
        return described
    return described or _before(words, events, first, last, ahead=ahead) or _opened(words, events, first, last)


def _before(words: Sequence[Token], events: Mapping[Span, bool], first: int, last: int, *, ahead: bool) -> Held | None:
    """The nearest event word before the time with no other verb, mark or joining word between them."""
    if first and words[first - 1].lower in _NOT_WHEN:
        return None
    for at in range(first - 1, max(-1, first - 1 - BEHIND), -1):
        if words[at].span in events:
            head = _governing(words, events, at)
            start = _start(words, head)
            leads = start <= LEADING and not reduced(words, head)
            end = _main_clause(words, last + 1) if leads else last + 1
            whole = start < head or end > last + 1 or words[head].lower.endswith("ing") or reduced(words, head)
            object_ = head == first - 1 and words[head].lower.endswith("ing")  # "celebrating Bastille Day"
            if events[words[head].span] or not whole or object_ or _no_deed(words, head):
                return None
            # "A meeting for Friday" is still to come.
            ahead = ahead or (first > 0 and words[first - 1].lower == "for" and end == last + 1)
            return Held(head, 0 if end > last + 1 else start, end, finite=end > last + 1, ahead=ahead)
        if _breaks(words, at):
            return None
    return None


def reduced(words: Sequence[Token], at: int) -> bool:
    """Whether a participle describes the noun before it: "the line, cut by Varga in 2016,"."""
    if at < 1 or at + 1 >= len(words) or not (_participle(words[at]) or words[at].lower in UNCHANGED):
        return False
    before = words[at - 1]
    noun = before.lower == "," or (before.word and before.lower not in _PREPOSITIONS | _ARTICLES | _NO_PART)
    return noun and words[at + 1].lower in ("by", "in", "on", "at", "from")


def _no_deed(words: Sequence[Token], at: int) -> bool:
    """Whether a word is an infinitive or a present: "to launch", "when it launches"."""
    present = verbal(words, at) and not is_past(words[at].lower) and not _participle(words[at])
    present = present and not reduced(words, at)
    ahead = any(is_a(w, "will", "would", "have", "was", "is") for w in words[max(0, at - 3) : at])
    return (at > 0 and words[at - 1].lower == "to") or (present and not ahead)


def _governing(words: Sequence[Token], events: Mapping[Span, bool], at: int) -> int:
    """The event word that another belongs to by "of": "the adoption of a new resolution"."""
    back = at - 1
    while back > 0 and not _breaks(words, back) and words[back].lower not in _PREPOSITIONS:
        back -= 1
    owner = back - 1
    return owner if owner >= 0 and words[back].lower == "of" and words[owner].span in events else at


def _main_clause(words: Sequence[Token], behind: int) -> int:
    """Behind the clause that a phrase at its sentence's beginning leads in: "At talks on Friday, Varga agreed"."""
    if behind >= len(words) or words[behind].lower != ",":
        return behind
    verb = next((n for n in range(behind + 2, min(len(words), behind + AHEAD)) if verbal(words, n)), None)
    # "At a news conference on Friday, Varga said": what she said is told for itself.
    said = verb is not None and any("speech" in kinds(lemma) for lemma in words[verb].lemmas)
    return behind if verb is None or said else clause_end(words, verb)


def _breaks(words: Sequence[Token], at: int) -> bool:
    return not words[at].word or words[at].lower in _NO_PART | _LIKE_PREPOSITIONS or verbal(words, at)


def _start(words: Sequence[Token], at: int) -> int:
    """Where the phrase of an event word begins, its owner and what it describes included."""
    first = at
    if (
        words[at].lower.endswith("ing")
        and first
        and words[first - 1].lower in _PREPOSITIONS | _LIKE_PREPOSITIONS | _NO_PART
    ):
        return first
    while first and first > at - BEHIND and not _breaks(words, first - 1):
        if words[first - 1].lower in _PREPOSITIONS and words[first - 1].lower != "of":
            break
        first -= 1
    while first < at and (words[first].lower in _PREPOSITIONS | _PARTICLES or is_a(words[first], "adverb")):
        first += 1
    # "A 300 dollar loss", "the 5 percent rise" are measures.
    return at if any(w.lower[0].isdigit() for w in words[first : first + 1]) and not _participle(words[at]) else first


def _participle(word: Token) -> bool:
    return word.lower.endswith("ed") or (word.lower != word.lemmas[0] and word.lower[-1] != "s")


def _described(
    words: Sequence[Token], events: Mapping[Span, bool], first: int, last: int, *, ahead: bool
) -> Held | None:
    """The noun that a time describes: "Friday's missile test", "the May 2014 raid"."""
    owns = last + 1 < len(words) and words[last + 1].lower in _OWNS
    if not owns and not (first and words[first - 1].lower in _ARTICLES):
        return None
    for at in range(last + 1 + owns, min(len(words), last + 1 + owns + INSIDE)):
        if words[at].span in events:
            behind = words[at + 1] if at + 1 < len(words) else None
            noun = not (verbal(words, at) or _participle(words[at]) or words[at].lower in UNCHANGED)
            noun = noun and (behind is None or behind.lower not in _ARTICLES)
            return Held(at, first - (not owns), at + 1, finite=False, ahead=ahead) if noun else None
        if _breaks(words, at) or words[at].lower in _PREPOSITIONS:
            return None
    return None


def _opened(words: Sequence[Token], events: Mapping[Span, bool], first: int, last: int) -> Held | None:
    """The first event word of the clause that a time opens: "On Wednesday it was hit by a bomb attack"."""
    opening = first
    while opening and first - opening < LEADING and _leads(words[opening - 1]):
        opening -= 1
    behind = last + 1
    # "Between March 2015 and March 2016" opens no clause.
    ranges = opening > 1 and words[opening - 1].lower == "and" and words[opening - 2].lower[0].isdigit()
    if ranges or (opening and words[opening - 1].lower not in _OPENERS):
        return None
    if behind < len(words) and (verbal(words, behind) or not (words[behind].word or words[behind].lower == ",")):
        return None
    if any(words[n].lower in _NOT_WHEN for n in range(opening, first)):
        return None
    for at in range(last + 1, min(len(words), last + 1 + AHEAD)):
        if words[at].span in events:
            told = events[words[at].span] or _no_deed(words, at) or _aside(words, at)
            return None if told else Held(at, opening, clause_end(words, at), finite=True, ahead=False)
        if words[at].lower in _ENDS or is_a(words[at], "negation"):
            return None
    return None


def _aside(words: Sequence[Token], at: int) -> bool:
    """Whether a word in "-ing" is none of the clause's verb: "today it is a park, boasting a lake"."""
    before = words[at - 1]
    return words[at].lower.endswith("ing") and not is_a(before, "is", "was", "be", "adverb", "negation")


def _leads(word: Token) -> bool:
    """Whether a word may stand between the clause's beginning and a time that opens it: "Only on", "Earlier in"."""
    return word.lower in _PREPOSITIONS or word.lower in ("early", "earlier", "late") or is_a(word, "adverb")
