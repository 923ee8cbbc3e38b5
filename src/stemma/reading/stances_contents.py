"""Stances inside what somebody says, with what "it" stands for and by what names the speaker goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.reading import lexicon
from stemma.reading.acts import own_pronouns
from stemma.reading.morphology import Token, tokens
from stemma.reading.stances_earlier import antecedent, borrowed
from stemma.reading.stances_judgements import threatens
from stemma.reading.stances_opinions import opinions
from stemma.reading.stances_passages import evidence
from stemma.reading.stances_questions import condition, cut, known_subject, phrase_of
from stemma.reading.stances_setting import Draft, Setting, left_open
from stemma.reading.stances_verdicts import View
from stemma.reading.stances_views import views
from stemma.records import Attribution, Stance
from stemma.spans import Span

_POINTING = frozenset(("it", "this", "that", "these", "those"))
_THIRD = frozenset(("he", "she", "his", "her"))
_NORMS = frozenset(("should", "must", "need", "needs", "ought"))
_ANNOUNCING = frozenset(("announce", "declare", "vow", "pledge", "promise", "proclaim"))
_INSISTING = _ANNOUNCING | {"stress", "insist", "emphasise", "emphasize", "reiterate"}
# How far into a judgement its "it" stands; shorter ones have none: "a disgrace".
POINTING_WITHIN = 6
# How far a judgement may stand from what is judged: "called the plan for a second dam".
JUDGED_REACH = 90


def by_content(setting: Setting, told: Attribution, before: Sequence[Stance]) -> Iterator[Draft]:
    """The stances that the content itself takes."""
    pieces = [setting.inside([piece]) for piece in told.content]
    source = setting.inside(told.source)
    when = setting.said_when(told, setting.sentence((told.cue or told.content)[0]))
    if told.act == "warn" and told.cue and threatens(pieces[0], own_pronouns(source)):
        question = cut(pieces[0], setting.times)
        if question:
            passage = evidence(setting, told, question)
            yield Draft("threatens", question, passage, told.id, setting.as_told(told, "certain"), None, when)
        return
    for view in views_in(pieces, _owned(setting, told), str(told.act)):
        about = cut(view.question, setting.times, clause=view.clause) if view.question else _judged(setting, told)
        if not about and _points(view):
            shown = phrase_of(view.shown)
            about = borrowed(setting, shown, before) or antecedent(setting, told, shown)
            if not about and _says_what_it_is(view.shown):
                about = cut(view.shown, setting.times, clause=True)
        shown_words = [w for w in view.shown if w.word]
        unsaid = view.clause and bool(about) and _ought(view.question) and not (_ought(about) or _bound(about))
        if not about or unsaid or not shown_words or _of_a_person(setting, view, about):
            continue
        shown = phrase_of(shown_words)
        held = condition(setting.words(setting.sentence(shown)), phrase_of(about))
        stance = left_open(denied=False) if view.possible else view.stance
        sure = "possible" if view.possible else "probable" if told.status == "hedged" else "certain"
        setting.used.append(shown)
        yield Draft(stance, about, (shown,), told.id, setting.as_told(told, sure), held, when)


def _ought(words: Sequence[Token]) -> bool:
    """Whether words say what ought to be: a clause that lost its "should" to an aside asks for nothing."""
    return any(w.lower in _NORMS for w in words)


def _bound(words: Sequence[Token]) -> bool:
    """Whether words say what somebody has to do otherwise: "have a duty to teach"."""
    return any(w.lower in ("have", "has", "had") for w in words)


def _points(view: View) -> bool:
    """Whether a judgement says by "it" or "this" that what it judges was told of before."""
    if view.question:
        return view.question[-1].lower in _POINTING
    opening = [w.lower for w in view.shown if w.word][:POINTING_WITHIN]
    return not _POINTING.isdisjoint(opening) or len(opening) < POINTING_WITHIN


def _says_what_it_is(shown: Sequence[Token]) -> bool:
    """Whether a judgement names what it judges by no more than "it": "it was profiling, plain and simple"."""
    lowers = [w.lower for w in shown if w.word][:2]
    return lowers[:1] in (["it"], ["this"], ["that"]) and lowers[1:] in (["is"], ["was"], ["'s"])


def _owned(setting: Setting, told: Attribution) -> frozenset[str]:
    """By what words whoever speaks names himself: pronouns, whom he speaks for, and who acts in what he announces."""
    spans = [*told.source, *(told.content if _announces(setting, told) else ())]
    bodies = [m for m in setting.found.mentions if m.type in ("place", "organization") and m.form == "name"]
    named = [m.span.cut(setting.text).lower().split()[-1] for m in bodies if any(s.contains(m.span) for s in spans)]
    office = any(not lexicon.words("offices").isdisjoint(w.lemmas) for w in setting.inside(told.source))
    named += lexicon.words("collectives") if office else ()  # "the minister said the government would ..."
    insists = any(_INSISTING & set(w.lemmas) for w in setting.inside(told.cue))
    pronouns = own_pronouns(setting.inside(told.source))
    if told.form == "direct":
        pronouns -= _THIRD  # "he" in a quotation is somebody else
    return pronouns | frozenset(named) | ({"it"} if insists else frozenset())


def _announces(setting: Setting, told: Attribution) -> bool:
    return any(_ANNOUNCING & set(w.lemmas) for w in setting.inside(told.cue))


def views_in(pieces: Sequence[Sequence[Token]], own: frozenset[str], act: str) -> Iterator[View]:
    """The views of the leading clauses, then those that only a look at every verb finds."""
    taken: list[Span] = []
    for view in views(pieces, own, act):
        taken.append(phrase_of(view.shown))
        yield view
    for piece in pieces:
        for view in opinions(piece, own):
            if not any(phrase_of(view.shown).overlaps(t) for t in taken):
                taken.append(phrase_of(view.shown))
                yield view


def _of_a_person(setting: Setting, view: View, about: Sequence[Token]) -> bool:
    """Whether a person is praised, and no question answered: "Mira was a wonderful student"."""
    whole = phrase_of(about)
    judged = (
        view.stance == "supports" and bool(view.question) and view.shown[:1] == view.question[:1] and not view.clause
    )
    return judged and any(m.type == "person" and m.span.contains(whole) for m in setting.mentions)


def _judged(setting: Setting, told: Attribution) -> list[Token]:
    """What is judged where the judgement is all the content: "called THE PLAN 'a disgrace'"."""
    if not told.cue:
        return []
    start, end = told.cue[-1].end, told.content[0].start
    between = tokens(setting.text, [Span(start, end)]) if start < end <= start + JUDGED_REACH else []
    return known_subject([w for w in between if w.lower not in ("as", "was", "is", "were", "are")])
