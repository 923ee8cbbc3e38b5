"""Which of a report's words can stand alone in a line: a clause with its subject and verb, without what joins it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token, is_past, is_regular_past, tokens
from stemma.spans import Span

_SPACE = re.compile(r"\s+")
# At most so many code points of one report's words stand in a line.
QUOTED = 180
_ABBREVIATED = re.compile(r"\b[a-zA-Z]\.[a-zA-Z]\.$")
_WORDS = re.compile(r"[^\W_]+")
# What joins a clause that is told as a fact to the one before it; without it the clause says the same. The latter open
# a sentence too, whose main clause follows.
_JOINING = frozenset(("that", "and", "but", "or", "so", "then"))
_CONCEDING = frozenset(("although", "though", "while", "because", "whereas"))
# These open a clause of time or condition; it stands alone only with the main clause behind its comma.
_TIMING = frozenset(("after", "before", "since", "once", "as", "when", "if", "until", "unless"))
# What these open later on has a verb of its own: "new checks, if we must".
_HUNG = frozenset(("if", "unless"))
# What stands before a clause that is only asked, supposed, feared: "whether it fell", "the idea that it fell".
_SUPPOSING = frozenset(("whether", "if", "unless", "lest"))
_THOUGHT = frozenset((
    "idea", "notion", "suggestion", "claim", "claims", "fear", "fears", "concern", "concerns", "hope", "hopes", "doubt",
    "possibility", "view", "myth", "rumour", "rumours", "rumor", "rumors", "belief", "assumption", "allegation",
    "allegations", "theory", "speculation", "accusation", "accusations", "risk", "danger", "chance",
    "expectation", "expectations", "impression", "perception", "prospect", "assertion", "argument", "question",
))  # fmt: skip
# A clause that one of these opens hangs on another, or only asks or supposes.
_HANGING = frozenset((
    "which", "who", "whose", "whom", "whether", "if", "unless", "when", "where", "what", "how", "why", "than", "as",
    "with", "without", "to", "of", "for", "from", "by", "including", "despite", "about", "over", "until", "like",
    "against", "between", "amid", "regarding", "following", "not", "nor", "even", "only", "capable", "able", "unable",
    "likely", "according", "after", "before", "since", "once",
))  # fmt: skip
# Capitals open a sentence, and these then lead it in: "With the race still going on, he left the track".
_LEADING = frozenset((
    "after", "before", "since", "once", "with", "as", "when", "for", "from", "by", "despite", "amid", "following",
    "without", "even", "over", "if", "until", "to", "like", "only", "not", "unless",
))  # fmt: skip
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose", "where", "what"))
# Behind these a clause has begun that goes on to its comma.
_RELATIVE_ALONE = frozenset(("who", "which", "whom", "whose"))
# "1/2 Today we left": the number of a post.
_NUMBERED = re.compile(r"^\d{1,2}/\d{0,2}\s")
_AUXILIARIES = frozenset(
    ("be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "will", "would", "not")
)
# A past form right behind them, with nothing after it, has lost what it is about: "named the pilot and described".
_LEFT = frozenset(("and", "that", "who", "which", "or"))
# What a clause does not end with.
_LOOSE = frozenset((
    "that", "and", "but", "or", "so", "which", "who", "whose", "with", "to", "for", "of", "in", "at", "by",
    "from", "as", "the", "a", "an", "would", "will", "whether",
    "mainly", "partly", "largely", "if", "because", "while", "where", "when", "though",
    "although", "how", "about", "says", "said", "announced", "declared", "reported", "added", "told",
    "warned", "according", "just", "even", "quite", "very", "than", "into", "its", "their", "his", "her",
))  # fmt: skip
_PRONOUNS = frozenset(("it", "he", "she", "they", "this", "these", "those", "that", "them", "we", "i", "you", "there",
                       "their", "its", "his", "her"))  # fmt: skip
# Behind these a past form describes a noun.
_NO_SUBJECT = _LOOSE | {"its", "his", "her", "their", "this", "these", "more", "most", "newly", "not", "no"}
# Lists of a page, not clauses.
_BULLETS = frozenset("\u2022|\u00b7")
# How telling words are: not at all, a clause about someone named before it, a clause that says whom it is about.
NONE, POINTING, WHOLE = 0, 1, 2
# Fewer words than this tell nothing.
SHORTEST = 3
# What a cut clause begins last has at most so many words.
BEGUN = 6
_BEGINNING = frozenset(("but", "and", "while", "as", "with", "or"))
# What these tell stands behind them.
_SHOWING = frozenset(("show", "suggest", "indicate", "reveal", "mean", "find", "prove", "confirm", "claim"))
_GOES_ON = re.compile(r"\s*[\w\u201c\u2018$\u00a3\u20ac]")


def alone(quote: str, before: str = "", behind: str = "") -> tuple[int, str]:
    """How well the words of `quote` stand alone (NONE, POINTING or WHOLE), and those of them that do.

    `before` and `behind` are what stands around it in its text, as far as it is known: what is only supposed does not
    stand alone, and where its sentence goes on, what it has begun last is left out.
    """
    text = _behind_quotation(_NUMBERED.sub("", _SPACE.sub(" ", quote).strip()))
    words = tokens(text, [Span(0, len(text))])
    first, end = 0, len(words)
    lead = _WORDS.findall(before.lower()) if not before.rstrip().endswith((".", "!", "?")) else []
    while first < end and (not words[first].word or _joins(words[first])):
        lead.append(words[first].lower)
        first += 1
    if lead[-1:] and lead[-1].lower() in _RELATIVE_ALONE:
        first = next((n + 1 for n in range(first, end) if words[n].lower == ","), end)
        lead = []
    if _supposed([w for w in lead if w.isalpha()]):
        return NONE, ""
    end = _end(words, first, _before_begun(words, first, end) if goes_on(behind) else end)
    kept = words[first:end]
    if sum(w.word for w in kept) < SHORTEST or not _is_clause(kept):
        return NONE, ""
    start = words[first].span.start
    opens = text[:start].rstrip()[-1:]
    start -= opens in ("\u201c", '"', "'", "\u2018", "\u00a3", "$", "\u20ac") and text[start - 1] == opens
    stop = (
        words[end].span.end if end < len(words) and words[end].lower in "%\u201d\"'\u2019" else words[end - 1].span.end
    )
    return (POINTING if kept[0].lower in _PRONOUNS else WHOLE), text[start:stop]


def goes_on(behind: str) -> bool:
    """Whether words of the same clause follow a passage: `behind` begins with a word, or a quotation of some."""
    return _GOES_ON.match(behind) is not None


def _before_begun(words: Sequence[Token], first: int, end: int) -> int:
    """Where the clause ends before what its last words begin: ", but official figures show", "and officers"."""
    shows = not _SHOWING.isdisjoint(words[end - 1].lemmas)
    for at in range(end - 1, max(first + SHORTEST, end - BEGUN) - 1, -1):
        if words[at].lower in _BEGINNING and (words[at - 1].lower == "," or shows):
            return at - (words[at - 1].lower == ",")
        if words[at].lower == "and" and at == end - 2:
            return at
    return end


def quoted(words: str) -> str:
    """A report's words in quotation marks, on one line, cut at the end of a word where they go on too long."""
    line = _SPACE.sub(" ", words).strip().rstrip(",;:")
    line = line if _ABBREVIATED.search(line) else line.rstrip(".,;:")
    if len(line) > QUOTED:
        line = line[:QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:\u2013\u2014-") + "\u2026"
    if line.count("(") > line.count(")"):
        line = line[: line.rindex("(")].rstrip(" ,;:")
    # A quotation that goes on behind the clause is closed with it.
    line += "\u201d" * (line.count("\u201c") > line.count("\u201d")) + '"' * (line.count('"') % 2)
    inner = line.translate({0x201C: "\u2018", 0x201D: "\u2019", 0x22: "'"})
    return f"\u201c{inner}\u201d"


def hangs(label: str) -> bool:
    """Whether the words of a label hang on others: "according to the chairman"."""
    first = _WORDS.search(label)
    return first is None or first[0] in _HANGING


def _behind_quotation(text: str) -> str:
    """Words that begin inside a quotation and end outside, from behind it on."""
    close = next((n for n, mark in enumerate(text) if mark in "\u201c\u201d"), -1)
    if close < 0 and text.count('"') % 2 and not text.startswith('"'):
        close = text.index('"')
    elif close >= 0 and text[close] == "\u201c":
        close = -1
    rest = text[close + 1 :].lstrip(" ,")
    return rest if close > 0 and len(rest.split()) >= SHORTEST else text


def _joins(word: Token) -> bool:
    return word.lower in _JOINING or (word.lower in _CONCEDING and not word.capital)


def _supposed(lead: Sequence[str]) -> bool:
    """Whether the words before a clause make it something asked, supposed or feared."""
    behind_that = lead[:-1] if lead[-1:] == ["that"] else lead
    return bool(not _SUPPOSING.isdisjoint(lead[-2:]) or not _THOUGHT.isdisjoint(behind_that[-1:]))


def _end(words: Sequence[Token], first: int, end: int) -> int:
    """Behind the last word of the clause: without loose ends, and without a participle alone behind a comma."""
    while end > first + 1:
        last = words[end - 1]
        alone_behind = words[end - 2].lower == "," and last.lower.endswith("ing")
        alone_behind |= words[end - 2].lower in _LEFT and (is_past(last.lower) or is_regular_past(last.lower))
        if last.word and last.lower not in _LOOSE and not alone_behind:
            break
        end -= 1
    return end


def _is_clause(words: Sequence[Token]) -> bool:
    """Whether a finite verb with a subject before it is among `words`, and not only in a relative clause."""
    opener = words[0]
    if opener.lower in _HANGING and not (opener.capital and opener.lower in _LEADING):
        return False
    if (opener.lower in _CONCEDING | _TIMING or (opener.capital and opener.lower in _LEADING)) and not any(
        words[n].lower == "," and any(_is_verb(words, m) for m in range(n + 2, len(words))) for n in range(len(words))
    ):
        return False
    if not opener.capital and (opener.lower.endswith("ing") or _is_verb(words, 0)):
        return False
    if any(w.lower in _BULLETS for w in words):
        return False
    hung = opener.lower not in _CONCEDING | _TIMING and next(
        (n for n, w in enumerate(words) if n and w.lower in _HUNG), 0
    )
    words = words[:hung] if hung else words
    verbs = [n for n in range(1, len(words)) if _is_verb(words, n)] or _pasts(words)
    if not verbs:
        return False
    relative = any(w.lower in _RELATIVE for w in words[1 : verbs[0]])
    return not relative or any(_apart(words, n, verbs) for n in verbs[1:])


def _pasts(words: Sequence[Token]) -> list[int]:
    """Regular pasts that may be the verb where no surer one is: "the car crashed on lap 48", but not "seen by"."""
    return [
        n
        for n in range(1, len(words) - 1)
        if is_regular_past(words[n].lower)
        and not words[n].capital
        and words[n - 1].word
        and words[n - 1].lower not in _NO_SUBJECT
        and words[n + 1].lower != "by"
    ]


def _is_verb(words: Sequence[Token], at: int) -> bool:
    word = words[at]
    plain = is_past(word.lower) or (is_regular_past(word.lower) and not at)
    return word.word and (verbal(words, at) or plain)


def _apart(words: Sequence[Token], at: int, verbs: Sequence[int]) -> bool:
    """Whether a verb belongs to another group than the one before it, and no "and" joins the two."""
    before = words[at - 1].lower
    if is_regular_past(words[at].lower) and not (before.endswith("s") or words[at - 1].capital):
        return False  # "who feel threatened"
    joined = before in ("and", "or", ",") or before in _AUXILIARIES or before.endswith("ly")
    return at - 1 not in verbs and not joined
