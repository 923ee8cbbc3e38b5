"""Stances told by nouns and by turns of phrase: "Selkian opposition to", "at the request of", "followed suit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.reading import lexicon
from stemma.reading.certainty import weakest
from stemma.reading.events_clauses import verbal
from stemma.reading.events_parts import subjects, time_of
from stemma.reading.morphology import Token
from stemma.reading.stances_objects import fits
from stemma.reading.stances_questions import QUOTES, cut, known_subject, phrase_of
from stemma.reading.stances_setting import Draft, Setting, again, sure_of
from stemma.reading.stances_words import Match, carries
from stemma.records import Attribution, Mention, Stance, StanceKind
from stemma.spans import Span, hull

# How far behind a noun of stance its owner may stand, in words.
OWNER_REACH = 12
# How far before it: "Selkia's long and stubborn".
OWNER_BEFORE = 4
_DEEDS_TO = frozenset((noun, "to") for noun in ("threat", "pledge", "promise", "vow", "offer", "refusal"))
_REQUESTS = frozenset(("request", "urging", "behest", "insistence", "invitation"))
# What a deed does to those who answer it, and what they answer.
_DRAWING = frozenset((
    "draw", "spark", "provoke", "attract", "face", "trigger", "prompt", "earn", "receive", "win", "cause", "generate",
    "unleash", "elicit", "meet", "garner", "stir", "arouse", "get",
))  # fmt: skip
_CENSURE = frozenset((
    "criticism", "condemnation", "outrage", "anger", "fury", "outcry", "backlash", "ire", "wrath", "scorn",
    "opposition", "rebuke", "objection", "derision", "disapproval", "protest",
))  # fmt: skip
_APPLAUSE = frozenset(("praise", "support", "applause", "backing", "approval", "acclaim", "plaudit"))
_ANGRY = frozenset(
    ("angry", "furious", "sharp", "hostile", "scathing", "fierce", "fiery", "stern", "outraged", "harsh")
)
_EARNED = frozenset(("ire", "wrath", "fury", "scorn", "praise", "backing", "support", "criticism", "approval"))
_FROM = frozenset(("from", "among", "by"))
# How far behind "drew" the answer stands, and behind "from" who gave it.
ANSWER_WITHIN = 6
_SUIT = {"suit": ("follow",), "same": ("do", "the"), "likewise": ("do",)}


def of_noun(setting: Setting, words: Sequence[Token], match: Match) -> Iterator[Stance]:
    """A noun of stance with its owner: "the port's opposition to the dam", "Selkian support for it"."""
    if match.first and words[match.first - 1].lower == "to":
        return  # "to appeal to voters"
    question = cut(words[match.last + 1 :], setting.times, noun=True)
    owner = _owner(setting, words, match.first) or _owner_behind(setting, words, match.last)
    if owner is None or owner.actor is None or match.entry.stance is None or of_danger(words, match):
        return
    if not fits(match, words[match.last + 1 :]):
        return
    if question and owner.start > question[0].span.start:
        question = [w for w in question if w.span.end < owner.start and w.lower not in ("from", "among")]
    if not question:
        return
    shown = hull([owner.span, words[match.first].span, phrase_of(question)])
    told = _innermost(setting, words[match.first].span)
    sure = weakest("certain", sure_of(told))
    yield from setting.made(
        Draft(match.entry.stance, question, (shown,), told.id if told else None, sure), (owner.actor,)
    )


def of_danger(words: Sequence[Token], match: Match) -> bool:
    """Whether no deed follows a noun that promises or threatens one: "Selkia's threat to the region"."""
    if match.phrase not in _DEEDS_TO or match.last + 1 >= len(words):
        return False
    after = words[match.last + 1]
    return after.capital or after.lower in lexicon.words("classes", "determiners") or not after.word


def _owner(setting: Setting, words: Sequence[Token], at: int) -> Mention | None:
    """The mention that the noun at `at` belongs to: a possessive or an adjective of state before it."""
    for back in range(at - 1, max(-1, at - OWNER_BEFORE), -1):
        owned = words[back].lower in ("'s", "'")
        if not words[back].word and not owned:
            return None
        end = words[back - 1].span.end if owned and back else words[back].span.end
        held = next((m for m in setting.found.mentions if m.actor and m.end == end), None)
        if owned:
            return held
        if held is not None:
            return held if held.form == "adjective" else None
    return None


def _owner_behind(setting: Setting, words: Sequence[Token], last: int) -> Mention | None:
    """The mention after "from" or "among" behind the noun: "opposition to the dam from Selkia"."""
    for n in range(last + 1, min(len(words) - 1, last + OWNER_REACH)):
        if not words[n].word:
            return None
        if words[n].lower in ("from", "among"):
            near = {w.span.start for w in words[n + 1 : n + 3]}
            held = next((m for m in setting.found.mentions if m.actor and m.start in near), None)
            return held if held is not None and held.form == "name" else None
    return None


def _innermost(setting: Setting, span: Span) -> Attribution | None:
    holding = [a for a in setting.attributions if any(c.contains(span) for c in a.content)]
    return min(holding, key=lambda a: sum(c.length for c in a.content)) if holding else None


def drawn(setting: Setting, words: Sequence[Token]) -> Iterator[Stance]:
    """Who answers a deed how: "the sale drew criticism from the unions", "prompting a furious response from Selkia"."""
    for at, noun, by in _answers(words):
        near = Span(words[by].span.end, words[min(len(words), by + ANSWER_WITHIN) - 1].span.end)
        whom = [
            m for m in setting.found.mentions if m.actor and near.contains(m.span) and m.form in ("name", "nominal")
        ]
        start = max((n + 1 for n in range(at) if not words[n].word and words[n].lower not in QUOTES), default=0)
        question = cut(known_subject([w for w in words[start:at] if not carries(w)]), setting.times)
        if not question and start > 1:
            question = cut(known_subject(_subject_of(words[: start - 1])), setting.times)
        if whom and question:
            told = _innermost(setting, words[at].span)
            shown = Span(words[at].span.start, whom[0].end)
            stance = _answer(words[at + 1 : noun + 1]) or "opposes"
            draft = Draft(stance, question, (shown,), told.id if told else None, weakest("certain", sure_of(told)))
            yield from setting.made(draft, (str(whom[0].actor),))


def _answers(words: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """The places of what draws an answer, of the answer, and of the "from" before who gave it."""
    for at in range(1, len(words)):
        if _DRAWING.isdisjoint(words[at].lemmas):
            continue
        reach = range(at + 1, min(len(words), at + ANSWER_WITHIN))
        noun = next((n for n in reach if _answer(words[at + 1 : n + 1])), 0)
        joints = _FROM | ({"of"} if noun and _EARNED & set(words[noun].lemmas) else frozenset())
        by = next((n for n in range(noun + 1, min(len(words), noun + 3)) if words[n].lower in joints), 0) if noun else 0
        if by:
            yield at, noun, by


def answered_by(words: Sequence[Token]) -> Iterator[int]:
    """The places of the words before those who answer a deed: "among" in "sparked outrage among the miners"."""
    for _, _, by in _answers(words):
        yield by


def _answer(words: Sequence[Token]) -> StanceKind | None:
    """The stance of an answer drawn, by its noun, the last of `words`; None where it has none."""
    last = {*words[-1].lemmas}
    if last & _CENSURE:
        return "opposes"
    if last & _APPLAUSE:
        return "supports"
    angry = any(w.lower in _ANGRY for w in words[:-1])
    return "opposes" if last & {"response", "reaction", "reply"} and angry else None


def _subject_of(words: Sequence[Token]) -> Sequence[Token]:
    """The words before the first finite verb of a clause."""
    return words[: next((n for n in range(1, len(words)) if verbal(words, n)), 0)]


def requested(setting: Setting, words: Sequence[Token]) -> Iterator[Stance]:
    """Who asked for what a clause tells of: "the board will meet at the request of Selkia"."""
    at = next((n for n, w in enumerate(words) if w.lower in _REQUESTS and n > 1), None)
    if at is None or words[at - 1].lower != "the" or [w.lower for w in words[at + 1 : at + 2]] != ["of"]:
        return
    question = cut(words[: at - 2], setting.times, clause=True)
    end = next((n for n in range(at + 2, len(words)) if not words[n].word and words[n].lower != ","), len(words))
    behind = [m for m in setting.found.mentions if m.actor and words[at].span.end < m.start < words[end - 1].span.end]
    holders = [m for n, m in enumerate(behind) if _runs_on(setting, words[at + 1].span.end, behind[: n + 1])]
    if not question or not holders or any(w.lower in ("not", "n't") for w in question):
        return
    told = _innermost(setting, words[at].span)
    shown = Span(question[0].span.start, holders[-1].end)
    sure = "probable" if any(w.lower in ("reportedly", "may", "might") for w in question) else "certain"
    draft = Draft("urges", question, (shown,), told.id if told else None, weakest(sure, sure_of(told)))
    yield from setting.made(draft, tuple(dict.fromkeys(str(m.actor) for m in holders)))


def _runs_on(setting: Setting, start: int, listed: Sequence[Mention]) -> bool:
    """Whether mentions follow one another as a list from `start`."""
    ends = [start, *(m.end for m in listed)]
    gaps = [setting.text[end : m.start].strip(" ,") for end, m in zip(ends, listed, strict=False)]
    return all(gap in ("", "the", "and", "and the") for gap in gaps)


def followed(setting: Setting, words: Sequence[Token], before: Sequence[Stance]) -> Iterator[Stance]:
    """Who "followed suit" takes the stance told last, where that is told in this sentence or the one before."""
    at = next((n for n in range(len(words)) if _same(words, n)), None)
    here = setting.sentence(words[0].span) if words else None
    if at is None or here is None:
        return
    start = next((n + 1 for n in range(at - 1, -1, -1) if words[n].lower in (";", ",", "and")), 0)
    holders = subjects(setting.found, [w for w in words[start:at] if not carries(w)])
    limit = setting.sentences[max(0, setting.sentences.index(here) - 1)].start
    earlier = [s for s in before if limit <= s.evidence[0].start and s.evidence[-1].end <= words[at].span.start]
    if not earlier:
        return
    last = max(earlier, key=lambda s: (s.evidence[-1].end, s.id))
    last_word = next(n for n in range(at, len(words)) if words[n].lower in _SUIT)
    shown = Span(words[start].span.start, words[last_word].span.end)
    time = time_of(setting.found, words[start:], words[at], ahead=False).value
    for actor in holders:
        if actor != last.actor:
            yield again(replace(last, actor=actor, evidence=(shown,), told_by=None, explicit=True), time)


def _same(words: Sequence[Token], at: int) -> bool:
    """Whether "followed suit" or "did the same" begins at `at`."""
    for reach in (1, 2):
        phrase = _SUIT.get(words[at + reach].lower, ()) if at + reach < len(words) else ()
        if len(phrase) == reach and phrase[0] in words[at].lemmas:
            return at == 0 or words[at - 1].lower != "to"
    return False
