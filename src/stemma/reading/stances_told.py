"""Stances in the report's own voice: verbs and nouns of support or refusal whose subject or owner is an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.reading import lexicon
from stemma.reading.certainty import weakest
from stemma.reading.events_clauses import Clause, clause_of, verbal
from stemma.reading.events_parts import agent, time_of
from stemma.reading.morphology import Token, is_regular_past
from stemma.reading.stances_earlier import antecedent, borrowed, meant
from stemma.reading.stances_nouns import drawn, followed, of_noun, requested
from stemma.reading.stances_objects import fits
from stemma.reading.stances_questions import QUOTES, condition, cut, known_subject, phrase_of
from stemma.reading.stances_resolve import decided
from stemma.reading.stances_setting import STANDS_IN, Draft, Setting, left_open, sure_of, withholds
from stemma.reading.stances_subjects import leads, subjects_of
from stemma.reading.stances_unreal import addressed, scheduled, shunned, supposed
from stemma.reading.stances_words import Group, Match, carries, group, matches
from stemma.records import Attribution, Stance, StanceKind
from stemma.spans import Span

# How far behind a noun of stance its owner may stand, in words.
OWNER_REACH = 12
# How far before it: "Selkia's long and stubborn".
OWNER_BEFORE = 4
_BEFORE_NOUNS = lexicon.words("classes", "determiners") | lexicon.words("classes", "prepositions")
_DECIDING = frozenset(("permits", "forbids"))
# What such a word opens supposes, or tells of a subject that stands outside the clause.
_NOT_TOLD = frozenset(("if", "unless", "whether"))
_RELATIVE = frozenset(("who", "which"))
_JOINTS = frozenset(("and", "but", "who", "which", "that"))
# "Appears to be reconsidering": told as likely.
_RAISING = frozenset(
    ("appear", "seem", "believe", "think", "say", "report", "understand", "continue", "begin", "start")
)
# How far behind "petition" stands what it calls for.
PETITION_WITHIN = 24
# Code points between a verb of stance and its object, with quotation marks and an adverb or two.
FARTHEST_OBJECT = 60
# These need no object: what was told of last is reacted to.
_REACTING = frozenset(("react", "respond"))
_ASKING = frozenset(("calling", "demanding", "urging", "asking"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words that a verb is read among, and the attribution they are the content of."""

    words: tuple[Token, ...]
    told_by: Attribution | None


@dataclass(frozen=True, slots=True)
class Told:
    """A verb of stance in its clause: the words around it, its verb group, its subject."""

    stretch: Stretch
    clause: Clause
    around: Group
    subject: tuple[Token, ...]
    raised: bool


def of_sentence(setting: Setting, sentence: Span, before: Sequence[Stance]) -> Iterator[Stance]:
    """The stances that a sentence tells of outside the cues of attributions; `before` are those found so far."""
    words, found = setting.words(sentence), list(before)
    if words and words[-1].lower == "?":
        return  # "Did the yard refuse to hand it over?"
    near: list[Attribution] | None = None
    for match in setting.verbs(sentence):
        if setting.is_used(words[match.first].span):
            continue
        if near is None:
            near = [a for a in setting.attributions if any(s.overlaps(sentence) for s in (*a.content, *a.cue))]
        told = told_at(words, match, near, headline=sentence in setting.headlines)
        if told is not None:
            found += _of_verb(setting, words, match, told, found)
    for match in matches(words, "noun", free=True):
        if not setting.is_used(words[match.first].span):
            found += of_noun(setting, words, match)
    found += requested(setting, words)
    found += drawn(setting, words)
    found += followed(setting, words, found)
    yield from found[len(before) :]


def told_at(words: Sequence[Token], match: Match, near: Sequence[Attribution], *, headline: bool) -> Told | None:
    """The clause of a verb phrase that tells of a stance taken; None where it only names, wishes or supposes one."""
    around = group(words, match)
    before = words[around.first - 1].lower if around.first else ""
    raised = before == "to" and around.first > 1 and bool(_RAISING & set(words[around.first - 2].lemmas))
    raised = raised and not (around.first > 2 and words[around.first - 3].lower == "to")  # "urged it to continue to"  # noqa: PLR2004
    finite = around.auxiliary or raised or (headline and words[match.first].lower.endswith("s"))
    finite = finite or _past_with_particle(words, match)
    if match.entry.stance == "considering" and not finite and words[match.first].lower.endswith("ed"):
        return None  # "a technology considered archaic"
    if around.wished or around.able or (before == "to" and not raised) or _not_told(words, around):
        return None
    stretch = _after_why(stretch_around(words, words[match.first].span, near), words[around.first])
    if not (finite or verbal(words, match.first)):
        return None
    first = _begins(words, around, {w.span: n for n, w in enumerate(stretch.words)}, raised=raised)
    head = next(n for n, w in enumerate(stretch.words) if w.span == words[match.first].span)
    clause = clause_of(stretch.words, first, head) if first is not None else None
    if clause is None or clause.opener in _NOT_TOLD or (clause.opener in _RELATIVE and clause.subject is None):
        return None
    subject = stretch.words[slice(*clause.subject)] if clause.subject else stretch.words[clause.first : first]
    # "Holders, with the paper telling that judges ...": the judges are the subject.
    opened = max((n for n, w in enumerate(subject) if w.lower == "that"), default=-1)
    subject = subject[opened + 1 :]
    if subject and subject[0].lower in _NOT_TOLD:
        return None  # "showing that if Selkia threatened the port"
    return Told(stretch, clause, around, tuple(subject), raised)


def _not_told(words: Sequence[Token], around: Group) -> bool:
    """Whether a deed is supposed, shied away from or only in somebody's power."""
    return supposed(words, around.first) or shunned(words, around) or _only_able(words, around)


def _only_able(words: Sequence[Token], around: Group) -> bool:
    """Whether "could" tells what is in somebody's power or may come: "could embrace", "could call on their help"."""
    chain = [w.lower for w in words[around.first : around.first + 2]]
    return around.open and "could" in chain and not around.denied


def stretch_around(words: Sequence[Token], verb: Span, near: Sequence[Attribution]) -> Stretch:
    """The words that a verb is read among: those of the innermost content around it, without what others say there."""
    holding = [a for a in near if any(c.contains(verb) for c in a.content)]
    inside = min(holding, key=lambda a: sum(c.length for c in a.content)) if holding else None
    own = inside.content if inside else ()
    apart = [c for a in near if a.form != "indirect" and a is not inside for c in a.content if not c.contains(verb)]
    kept = tuple(
        w
        for w in words
        if w.lower not in QUOTES
        and (not own or any(c.contains(w.span) for c in own))
        and not any(c.contains(w.span) for c in apart)
    )
    return Stretch(kept, inside)


def _after_why(stretch: Stretch, verb: Token) -> Stretch:
    """The stretch from behind a "why" before the verb: "that is why most yards have banned it"."""
    before = [n for n, w in enumerate(stretch.words) if w.lower == "why" and w.span.end <= verb.span.start]
    return replace(stretch, words=stretch.words[before[-1] + 1 :]) if before else stretch


def _adjoins(setting: Setting, verb: Token, question: Token) -> bool:
    """Whether no "as" stands between a verb and its question: "drills that they denounce as a rehearsal"."""
    between = setting.text[verb.span.end : max(verb.span.end, question.span.start)]
    # Where words of others are left out, what follows them is another clause: "called for [...], Brook went on".
    return {"as", "and"}.isdisjoint(between.casefold().split()) and len(between) <= FARTHEST_OBJECT


def _past_with_particle(words: Sequence[Token], match: Match) -> bool:
    """Whether a past form has its own preposition behind it ("called on"), which makes it look like a participle."""
    before = words[match.first - 1] if match.first else None
    named = before is not None and before.word and before.lower not in _BEFORE_NOUNS
    return named and len(match.phrase) > 1 and is_regular_past(words[match.first].lower)


def _begins(words: Sequence[Token], around: Group, places: dict[Span, int], *, raised: bool) -> int | None:
    """Where the verb group begins in its stretch, "appears to" with it unless that is a cue of its own."""
    if not raised:
        return places.get(words[around.first].span)
    begin = around.first - 2
    while begin and carries(words[begin - 1]):
        begin -= 1
    return places.get(words[begin].span, places.get(words[around.first - 1].span))


def _of_verb(
    setting: Setting, words: Sequence[Token], match: Match, told: Told, before: Sequence[Stance]
) -> Iterator[Stance]:
    """A verb of stance whose subject, or whose "by", is an actor."""
    around, after = told.around, [w for w in told.stretch.words if w.span.start > words[match.last].span.start]
    if around.passive:
        holders, question = agent(setting.found, _up_to_joint(after)), known_subject(told.subject)
    else:
        holders, question = (
            subjects_of(setting, told.subject, told.stretch.told_by),
            _question(
                setting,
                words[match.first].span,
                after,
                before,
                reacting=match.phrase[0] in _REACTING,
                petition="petition" in match.phrase,
            ),
        )
        if match.entry.deed and not leads(setting, told.subject, holders):
            return
    stance = _stance(match, around, question)
    aimed = [*told.subject, *after] if around.passive else after
    idle = scheduled(match, question) or (not around.passive and addressed(match, after, 0))
    if idle or not fits(match, aimed, () if around.passive else told.subject):
        return
    if match.entry.stance in _DECIDING and after[:1] and after[0].lower == "to" and not around.passive:
        return  # "what she allowed to happen"
    if not holders or stance is None or not question or withholds(stance, question):
        return
    if not around.passive and not _adjoins(setting, words[match.last], question[0]):
        return
    when = condition(told.stretch.words, phrase_of(question))
    if around.open:
        stance = left_open(denied=around.denied)
    if stance in _DECIDING and when is not None and around.would:
        stance = "conditional"
    sure = "possible" if around.open else "probable" if around.would or told.raised else "certain"
    inside = told.stretch.words[told.clause.first : told.clause.end]
    above = told.stretch.told_by
    shown = [*told.subject, words[match.first], words[match.last]]
    shown += [w for w in question if w.span.end >= words[match.first].span.start or around.passive]
    if around.passive:
        ends = {m.end for m in setting.mentions if m.actor in holders}
        shown += [w for w in after[:OWNER_REACH] if w.span.end in ends][:1]
    draft = Draft(
        stance,
        question,
        (Span(min(w.span.start for w in shown), max(w.span.end for w in shown)),),
        above.id if above else None,
        weakest(sure, sure_of(above)),
        when,
        time_of(setting.found, inside, words[match.first], ahead=False).value,
        explicit=not match.entry.deed,
    )
    yield from setting.made(draft, holders)


def _stance(match: Match, around: Group, question: Sequence[Token]) -> StanceKind | None:
    """The stance of a phrase in its verb group; who decided to ban something forbids it."""
    if around.denied:
        return match.entry.denied
    return (decided(question) if match.phrase[-1] == "to" else None) or match.entry.stance


def _question(
    setting: Setting, verb: Span, after: Sequence[Token], before: Sequence[Stance], *, reacting: bool, petition: bool
) -> list[Token]:
    """What a verb of stance is about: what stands behind it, or what was told of last."""
    for_what = _petitioned(after) if petition else []
    question = cut(for_what or after, setting.times)
    if not question and after and after[0].lower in _ASKING:  # "signed a petition calling for his release"
        question = cut(after[2:] if after[1:2] and after[1].lower in ("for", "on") else after[1:], setting.times)
    if not question and after and after[0].lower in STANDS_IN:
        question = borrowed(setting, verb, before)
    question = question or meant(setting, after)
    if not question and reacting and not any(w.word for w in after[:1]):
        question = borrowed(setting, verb, before) or antecedent(setting, None, setting.sentence(verb) or verb)
    return question


def _petitioned(after: Sequence[Token]) -> list[Token]:
    """What a petition calls for: "on the web that criticised the park and called for its closure"."""
    near = range(min(PETITION_WITHIN, len(after) - 1))
    at = next((n for n in near if {"call", "demand", "urge", "ask"} & set(after[n].lemmas)), None)
    if at is None:
        return []
    return list(after[at + 2 :] if after[at + 1].lower in ("for", "on") else after[at + 1 :])


def _up_to_joint(words: Sequence[Token]) -> Sequence[Token]:
    """The words before those of another clause: "was accused of it and later praised by Varga"."""
    return words[: next((n for n, w in enumerate(words) if w.lower in _JOINTS), len(words))]
