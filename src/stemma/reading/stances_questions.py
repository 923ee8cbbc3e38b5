"""What a stance is about: a short piece of the text, cut where another clause or an aside begins; and its condition."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token, is_regular_past
from stemma.reading.stances_joints import (
    aside_before_to,
    describes,
    lacks_its_object,
    no_opener,
    two_adjectives,
)
from stemma.records import TimeExpression
from stemma.spans import Span

QUOTES = frozenset("\"\u201c\u201d\u2018\u2019'")
# A question is a phrase, not a paragraph: whatever is longer is cut at the last joint before this many words.
LONGEST = 18
# How far behind an "and" the verb of another clause is looked for, in words.
AND_REACH = 5
# How many words behind the question its condition may begin: a comma and "only".
CONDITION_REACH = 3
_STOPS = frozenset(".!?;:()[]\u2014\u2013|")
_OPENERS = frozenset((
    "which", "who", "whose", "where", "because", "while", "although", "though", "when", "after", "before", "since",
    "until", "as", "amid", "despite", "following", "but", "so", "saying", "adding", "citing", "warning", "calling",
    "arguing", "including", "according", "if", "unless", "provided", "providing", "whereas", "during", "given",
))  # fmt: skip
_CONDITIONS = (
    ("if",), ("unless",), ("provided",), ("providing",), ("as", "long", "as"), ("so", "long", "as"),
    ("on", "condition"), ("on", "the", "condition"), ("only", "if"), ("only", "when"), ("in", "exchange", "for"),
    ("in", "return", "for"), ("until",), ("without",),
)  # fmt: skip
_LOOSE = frozenset((
    "and", "or", "of", "to", "for", "on", "in", "at", "with", "by", "the", "a", "an", "that", "from", ",", "its",
    "their", "his", "her", "over", "against", "also", "be", "is", "was", "under",
))  # fmt: skip
# What is asked for by these is the question, not the asking: "calls from the mayors to lift the ban".
_ASKING = frozenset(("call", "demand", "request", "plea", "appeal", "pressure", "suggestion", "urging"))
_WHOM = frozenset(("him", "her", "them", "us", "me", "you", "it"))
_WHERE = frozenset(("outside", "inside", "near", "behind", "alongside", "around", "throughout"))
_TALKING = frozenset(("explore", "discuss", "consider", "examine", "debate", "study", "review", "look"))
# Quotation marks, a space and a dash may stand between two words of one phrase; more means that words were left out.
WIDEST_GAP = 4
# How far into a content its finite verb is looked for, in words.
VERB_REACH = 12
_LEADS = frozenset(("to", "for", "that"))
_OPENING_LOOSE = frozenset(("and", "or", "that", "about", "over", "at", "against", "of", "for", "on", "with"))
_FINITE = frozenset(
    ("was", "were", "is", "are", "could", "would", "should", "will", "may", "might", "had", "has", "have")
)
_BY_OR_IN = frozenset(("by", "in", "at", "on", "from", "with", "to", "for"))
_SEEN = frozenset(("see", "view", "regard", "treat", "describe", "know", "consider"))
_EMPTY = frozenset((
    "which", "who", "whom", "whose", "it", "this", "that", "them", "him", "her", "us", "me", "you", "so", "something",
    "anything", "there", "these", "those", "they", "he", "she", "we", "i", "one", "what", "such", "all", "more",
    "others", "out", "off", "down", "up", "people", "comment", "no", "nobody", "everyone", "everybody", "anyone",
    "none", "just", "really", "very", "simply", "yes",
))  # fmt: skip


_TITLES = frozenset(("mr", "mrs", "ms", "dr", "sen", "gov", "rep", "gen", "prof", "lt", "col", "sgt", "st", "u", "jr"))


def cut(
    words: Sequence[Token], times: Sequence[TimeExpression], *, clause: bool = False, noun: bool = False
) -> list[Token]:
    """The opening of `words` that makes a phrase of its own; empty where nothing says what is meant.

    With `clause` the words begin with a subject, and an "and" before its verb goes on with it; with `noun` they hang on
    a noun, and a finite verb is another's.
    """
    words = _without_manner(_without_talk(_lead_off(_in_one_piece(_of_whom(words)))))
    if words and (words[0].lower in _OPENERS | _WHERE or words[0].lower in _FINITE or (noun and _tells(words))):
        return []
    ready = next((n + 1 for n in range(len(words)) if verbal(words, n)), 0) if clause else 0
    end = next((n for n in range(len(words)) if _ends(words, n) and (n > ready or words[n].lower != "and")), len(words))
    if noun:
        end = next((n for n in range(1, end) if verbal(words, n) and not describes(words, n)), end)
    kept = list(words[: min(end, LONGEST + 1)])
    if len(kept) > LONGEST:
        joint = next((n for n in range(len(kept) - 1, 3, -1) if kept[n].lower in _LOOSE), len(kept))
        kept = kept[:joint]
    while kept and (kept[-1].lower in _LOOSE or not kept[-1].word or _in_time(kept[-1], times)):
        kept.pop()
    if kept and kept[-1].capital and kept[-1].lower in _TITLES:
        return []  # cut in the middle of a name
    while kept and (not kept[0].word or kept[0].lower in _OPENING_LOOSE):
        kept.pop(0)
    return [] if _says_nothing(kept) or lacks_its_object(kept) else kept


def _of_whom(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without the pronoun of whom it is said: "proud of him for saying so"."""
    lowers = [w.lower for w in words[:2]]
    return words[2:] if len(words) > 2 and lowers[0] in _WHOM and lowers[1] == "for" else words  # noqa: PLR2004


def _tells(words: Sequence[Token]) -> bool:
    """Whether a finite verb opens what stands behind a noun: "the demands reflected growing fear"."""
    past = is_regular_past(words[0].lower) and (len(words) == 1 or words[1].lower not in _BY_OR_IN)
    return past or verbal(words, 0)


def _without_manner(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without how it was said: "in the strongest possible terms the attack"."""
    terms = next((n for n, w in enumerate(words[:5]) if w.lower == "terms"), None)
    return words[terms + 1 :] if terms is not None and words[0].lower == "in" else words


def _in_one_piece(words: Sequence[Token]) -> Sequence[Token]:
    """`words` up to where words of the text are left out between two of them."""
    for at in range(1, len(words)):
        gap = words[at].span.start - words[at - 1].span.end
        anew = gap > 1 and words[at].capital and words[at].lower in lexicon.words("classes", "determiners")
        if gap > WIDEST_GAP or anew or _manner(words, at):
            return words[:at]
    return words


def _manner(words: Sequence[Token], at: int) -> bool:
    """Whether a quotation begins that tells how something was said: "the test “in the strongest words”"."""
    opens = words[at].lower in ("\u201c", '"') and words[at - 1].span.end < words[at].span.start
    return opens and at + 1 < len(words) and words[at + 1].lower in lexicon.words("classes", "prepositions")


def balanced(text: str, span: Span) -> Span:
    """`span` with the quotation mark beside it whose partner it holds: a question is shown as it is quoted."""
    start, end = span
    inside = span.cut(text)
    curly = inside.count("\u201c") - inside.count("\u201d")
    straight = inside.count('"') % 2 == 1
    behind = end + (text[end : end + 1] in (",", "."))
    if (curly > 0 and text[behind : behind + 1] == "\u201d") or (straight and text[behind : behind + 1] == '"'):
        return Span(start, behind + 1)
    if start and ((curly < 0 and text[start - 1] == "\u201c") or (straight and text[start - 1] == '"')):
        return Span(start - 1, end)
    return span


def _without_talk(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without an opening "discussing" or "exploring ..., whether": what is talked of is the question."""
    if not words or not words[0].lower.endswith("ing") or not _TALKING & set(words[0].lemmas):
        return words
    whether = next((n for n, w in enumerate(words[:15]) if w.lower == "whether"), 0)
    return words[max(1, whether) :]


def _lead_off(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without an opening "that", and without the asking in "calls from the mayors to lift the ban"."""
    words = [w for w in words if w.lower not in QUOTES]
    if words and words[0].lower == "that" and len(words) > 2 and verbal_within(words):  # noqa: PLR2004
        words = words[1:]
    head = next((n for n, w in enumerate(words[:4]) if _ASKING & set(w.lemmas) and not w.capital), None)
    if head is None or [w.lower for w in words[head + 1 : head + 2]] == ["that"]:
        return words
    for n in range(head + 1, min(len(words), head + 10)):
        if words[n].lower in ("to", "for") and n + 1 < len(words):
            return words[n:] if words[n].lower == "to" else words[n + 1 :]
        if not words[n].word:
            break
    return words


def verbal_within(words: Sequence[Token]) -> bool:
    """Whether a finite verb stands among `words`: "that" then opens a clause."""
    near = range(1, min(len(words), VERB_REACH))
    return any(verbal(words, n) or words[n].lower in ("did", "do", "does") for n in near)


def _ends(words: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` belongs to the phrase no more."""
    lower = words[at].lower
    if lower in _STOPS:
        return lower != "." or not _abbreviates(words, at)
    if not at or words[at - 1].lower == "-" or (lower == "as" and _SEEN & set(words[at - 1].lemmas)):
        return False
    if lower == ",":
        return not _listed(words, at) and not two_adjectives(words, at) and not aside_before_to(words, at)
    if lower == "and":
        return any(verbal(words, n) for n in range(at + 1, min(len(words), at + AND_REACH)))
    return (
        lower in _OPENERS
        and not no_opener(words, at)
        and not (lower == "as" and words[at - 1].lower in ("such", "well"))
    )


def _abbreviates(words: Sequence[Token], at: int) -> bool:
    """Whether a full stop belongs to the word before it: "Mr. Varga"."""
    return at + 1 < len(words) and words[at - 1].capital and len(words[at - 1].lower) <= len("gov")


def _listed(words: Sequence[Token], at: int) -> bool:
    """Whether a comma parts items of a list: an "and" follows soon, with nothing but a phrase in between."""
    near = [w.lower for w in words[at + 1 : at + 7]]
    return bool(near) and near[0] not in _OPENERS | _LEADS | {"and", "but", "or"} and ("and" in near or "or" in near)


def _in_time(word: Token, times: Sequence[TimeExpression]) -> bool:
    return any(t.start <= word.span.start < t.end for t in times)


def _says_nothing(words: Sequence[Token]) -> bool:
    content = [w for w in words if w.word and w.lower not in _LOOSE and w.lower not in _EMPTY]
    return not any(len(w.lower) > 1 for w in content)


def condition(words: Sequence[Token], question: Span) -> Span | None:
    """The condition of a stance among the `words` of its sentence.

    It opens the sentence, or stands in or right behind the question; what stands further off conditions something else.
    """
    words = [w for w in words if w.lower not in QUOTES]
    lowers = [w.lower for w in words]
    start = next((n for n, w in enumerate(words) if w.span.start >= question.start), 0)
    end = next((n for n, w in enumerate(words) if w.span.start >= question.end), len(words))
    for at in [0, 1, *range(start, min(len(words), end + CONDITION_REACH))]:
        for phrase in _CONDITIONS:
            if tuple(lowers[at : at + len(phrase)]) != phrase:
                continue
            end = next((n for n in range(at + 1, len(words)) if lowers[n] in _STOPS or lowers[n] == ","), len(words))
            inside = [w for w in words[at:end] if w.word]
            if len(inside) > len(phrase) and _true_condition(phrase, inside, words[:at]):
                return Span(inside[0].span.start, inside[-1].span.end)
    return None


def _true_condition(phrase: Sequence[str], inside: Sequence[Token], before: Sequence[Token]) -> bool:
    """Whether it is one: not "asked if", not "until now", not "without warning"."""
    if phrase[0] == "if" and before and {"ask", "wonder", "know", "see", "decide", "question"} & set(before[-1].lemmas):
        return False
    if phrase[0] == "until" and inside[1].lower in ("now", "then", "recently", "today", "this"):
        return False
    if phrase[0] in ("until", "without", "unless"):
        return phrase[0] == "unless" or verbal_within(inside)
    if phrase[0] in ("provided", "providing"):
        return not before or before[-1].lower == "," or inside[1].lower == "that"
    return len(inside) > 1


def phrase_of(words: Sequence[Token]) -> Span:
    """The span of a non-empty run of words."""
    return Span(words[0].span.start, words[-1].span.end)


def known_subject(words: Sequence[Token]) -> list[Token]:
    """The words of a subject as a question; empty for pronouns."""
    kept = [w for w in words if w.lower not in QUOTES]
    while kept and (
        not kept[0].word or kept[0].lower in lexicon.words("classes", "coordinators") or kept[0].lower == "that"
    ):
        kept.pop(0)
    while kept and not kept[-1].word:
        kept.pop()
    return [] if _says_nothing(kept) else kept
