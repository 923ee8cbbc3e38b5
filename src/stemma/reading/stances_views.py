"""Stances inside what somebody says: own refusals and promises, what others must do, and what is right or wrong.

Every sentence of a content is looked at, by its leading clauses; what hangs on them is not the speaker's stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.reading import acts, lexicon, stances_objects, stances_words
from stemma.reading.certainty import commands, take_apart
from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token
from stemma.reading.scope import Clause, sentences
from stemma.reading.stances_judgements import ADVICE_WITHIN, JUDGED_WITHIN, judgements, signs_in, tells_of
from stemma.reading.stances_questions import QUOTES
from stemma.reading.stances_resolve import resolved
from stemma.records import StanceKind

_FIRST = frozenset(("i", "we"))
_WILL = frozenset(("will", "'ll", "would", "'d", "shall"))
_DUTIES = (("must",), ("should",), ("need", "to"), ("have", "to"), ("ought", "to"), ("have", "a", "duty", "to"))
# "Should arrive by noon" expects, "you should know" informs.
_NO_DUTY = frozenset((
    "be", "have", "know", "note", "remember", "arrive", "come", "see", "get", "take", "expect", "go", "say", "feel",
    "look", "find", "become", "think", "understand", "happen", "seem", "add", "mention", "begin", "wait", "last",
    "cost", "improve", "reach", "produce", "fall", "rise", "reflect", "result", "pass", "help", "matter", "suffice",
))  # fmt: skip
# Of oneself only "must" and "need to" demand: "we should" may as well suppose.
_OWN_DUTIES = (("must",), ("need", "to"))
_LIGHT = frozenset(("not", "n't", "also", "only", "now", "all", "never"))
# How far into a predicate a duty is looked for, in words.
DUTY_WITHIN = 7
# Said of oneself these tell of a wish or a habit, not of a position.
_TOO_FREE = frozenset(("wish", "call", "tell", "hate", "order", "plan", "intend", "like", "fight", "invite", "thank"))
_SUBORDINATING = lexicon.words("classes", "adverbial") | {"if", "as", "unless"}
_IT = frozenset(("it", "this", "that"))
_NOT_BOUND = _IT | {"there", "what", "who", "you"}
_HINGES = frozenset(("to", "that", "if", "when"))
_NEEDS = frozenset(("needed", "necessary", "essential", "vital"))
_LEFT_OPEN = frozenset(("could", "may", "might"))
_VERBAL = frozenset(("have", "can", "not", "never", "no"))
_DENIALS = frozenset(("not", "n't", "never", "no"))
_COPULAS = frozenset(("be", "seem", "remain", "look", "become", "sound", "play"))
_PERSONS = frozenset(("i", "we", "you", "they", "he", "she", "who", "what"))
_PROVING = frozenset(("prove", "show", "mean", "demonstrate", "confirm"))
# What "will only" may come before without telling of harm.
_HARMLESS = frozenset((
    "be", "take", "have", "apply", "last", "cost", "need", "get", "come", "happen", "say", "go", "do",
))  # fmt: skip
_POINTING = frozenset(("this", "these", "those", "such", "that"))
# What opens no subject: "after the vote, ..." may hide where the clause begins.
_NO_SUBJECT = frozenset((
    "in", "at", "on", "for", "by", "with", "from", "after", "before", "following", "despite", "as", "under", "during",
    "without", "according", "like", "unlike", "to",
))  # fmt: skip
# And how far into a sentence the noun that condemns its subject.
LABEL_WITHIN = 5


@dataclass(frozen=True, slots=True)
class View:
    """A stance in a content: which, the words of its question, and the clause that shows it."""

    stance: StanceKind
    question: tuple[Token, ...]
    shown: tuple[Token, ...]
    possible: bool = False
    clause: bool = False
    """Whether the question is a whole clause."""


def views(pieces: Sequence[Sequence[Token]], source: Sequence[Token], act: str) -> Iterator[View]:
    """The stances in a content whose words come in `pieces`, said by `source`."""
    own = acts.own_pronouns(source) | _FIRST
    for number, piece in enumerate(_apart(pieces)):
        content = take_apart([piece])
        if content.question:
            continue
        for sentence, whole in zip(content.sentences, sentences([piece]), strict=True):
            if any(w.lower == "?" for w in whole):
                continue
            opens = next((w.lower for w in whole if w.word), "")
            if number == 0 and act == "urge" and commands(content) and opens not in _SUBORDINATING:
                if not tells_of(whole[:ADVICE_WITHIN], "advice"):
                    yield View("urges", tuple(whole), tuple(whole), clause=True)
                break
            for clause in sentence:
                found = _of_clause(clause, whole, own) if clause.depth == 0 else None
                if found is not None:
                    yield found


def _apart(pieces: Sequence[Sequence[Token]]) -> Iterator[Sequence[Token]]:
    """Pieces parted where "and that" goes on with what is said."""
    for piece in pieces:
        start = 0
        for at in range(1, len(piece) - 1):
            if piece[at].lower == "and" and piece[at + 1].lower == "that" and piece[at + 2 :]:
                yield piece[start:at]
                start = at + 1
        yield piece[start:]


def _of_clause(clause: Clause, whole: Sequence[Token], own: frozenset[str]) -> View | None:
    if (named := _named(whole)) is not None and clause.words[:1] == [w for w in whole if w.word][:1]:
        return named
    if clause.verb is None:
        clause.verb = _unseen_verb(clause.words)
    if clause.verb is None:
        return _fragment(clause, whole)
    subject = [w.lower for w in clause.subject if w.word]
    if not subject and clause.verb == 0:
        # "And we want them back": the cutter leaves the pronoun to the clause before.
        subject = [w.lower for w in whole if w.word and w.span.end <= clause.words[0].span.start][-1:]
        subject = [w for w in subject if w in _FIRST]
    mine = bool(subject) and (subject[-1] in own or subject[0] in own or subject[:2] == ["the", "government"])
    rest = [w for w in whole if w.span.start >= clause.words[clause.verb].span.start and w.lower not in QUOTES]
    if mine:
        found = _own(rest, whole)
        if found is not None:
            return found
    if clause.subject and clause.subject[0].lower in _NO_SUBJECT:
        return None
    # "I need to keep at it" is nobody's position.
    duty = None if subject[-1:] == ["i"] else _duty(clause, whole, rest, mine=subject[-1:] == ["we"])
    return duty or _judged(clause, rest)


def _unseen_verb(words: Sequence[Token]) -> int | None:
    """The place of a verb that the clause cutter takes for a noun: "needs to act"."""
    for at in range(1, len(words) - 1):
        named = words[at - 1].lower in lexicon.words("classes", "determiners") or not words[at - 1].word
        if {"need", "have", "ought"} & set(words[at].lemmas) and words[at + 1].lower == "to" and not named:
            return at
    return None


def _asked_to_act(after: Sequence[Token]) -> bool:
    """Whether what is asked is an act and no question: not "asked the driver if he was well"."""
    lowers = [w.lower for w in after[:DUTY_WITHIN]]
    return not {"if", "whether", "what", "why", "how"} & set(lowers) and bool({"to", "for", "that"} & set(lowers))


def _own(rest: Sequence[Token], whole: Sequence[Token]) -> View | None:
    """What the speaker does by saying it: "we reject", "it would ban", "we will work with"."""
    for match in stances_words.matches(rest[:12], "verb", free=False):
        group = stances_words.group(rest, match)
        if group.open and not match.entry.free:
            continue  # "he could direct the scene"
        if group.first != 0 or group.passive or group.wished or group.able or _TOO_FREE & set(match.phrase):
            continue
        if not stances_objects.fits(match, rest[match.last + 1 :]):
            continue
        stance = match.entry.denied if group.denied else match.entry.stance
        after = rest[match.last + 1 :]
        if match.phrase == ("ask",) and not _asked_to_act(after):
            continue
        if (
            stance is None
            or tells_of(after[:ADVICE_WITHIN], "advice")
            or (match.phrase == ("want",) and not _of_others(after))
        ):
            return None
        if match.phrase == ("want",):
            stance = "urges"
        return View(stance, tuple(after), tuple(rest), possible=group.open)
    opens = next((w.lower for w in whole if w.word), "")
    found = resolved(rest, if_they=opens in ("if", "unless"))
    return View(found[0], found[1], tuple(rest)) if found is not None else None


def _of_others(after: Sequence[Token]) -> bool:
    """Whether "want" asks somebody to act: "want them to come back", not "want to come back"."""
    lowers = [w.lower for w in after[:6] if w.word]
    return "to" in lowers[1:] and lowers[0] not in ("to", "nobody", "no")


def _duty(clause: Clause, whole: Sequence[Token], rest: Sequence[Token], *, mine: bool) -> View | None:
    """What others are said to have to do."""
    subject = [w for w in clause.subject if w.word]
    if not subject or subject[-1].lower in _NOT_BOUND or rest[0].lower in ("needed", "had"):
        return None
    near = [w for w in rest[:DUTY_WITHIN] if w.word]
    denied = any(w.lower in _DENIALS for w in near[:3])
    kept = [w for w in near if w.lower not in _LIGHT and not w.lower.endswith("ly")]
    duty = next((d for d in _DUTIES if _opens_with(kept, d)), None)
    if duty is None or (mine and duty not in _OWN_DUTIES):
        return None
    main = kept[len(duty)]
    if _NO_DUTY & set(main.lemmas) and not _done(near, main):
        return None
    words = tuple(w for w in whole if w.span.start >= subject[0].span.start)
    return (
        None
        if tells_of(words[:ADVICE_WITHIN], "advice")
        else View("opposes" if denied else "urges", words, words, clause=True)
    )


def _opens_with(words: Sequence[Token], phrase: Sequence[str]) -> bool:
    return len(words) > len(phrase) and all(word in words[n].lemmas for n, word in enumerate(phrase))


def _done(near: Sequence[Token], main: Token) -> bool:
    """Whether it is "be" with a participle behind it: something to be done."""
    at = near.index(main)
    return "be" in main.lemmas and any(w.lower.endswith("ed") for w in near[at + 1 : at + 3])


def _judged(clause: Clause, rest: Sequence[Token]) -> View | None:
    """What is called right or wrong: "the launch was totally unacceptable", "it is wrong to blame others"."""
    subject, rest = _innermost(clause.subject, rest)
    if not rest or any(w.lower in _LEFT_OPEN for w in rest[:3]):
        return None
    if _in_vain(rest) and (vain := _about(subject, ())):
        return View("opposes", tuple(vain), (*subject, *rest))
    found = next(judgements(rest[:JUDGED_WITHIN]), None)
    if found is None:
        return _labelled(subject, rest)
    last, phrase, sign = found
    stance = _judgement(rest[: last + 1], phrase, sign)
    # "There is a strong case for"; but "there are legitimate uses" judges nothing.
    opens = phrase[-1] == "for" or not any(w.lower == "there" for w in subject)
    about = _about(subject, rest[last + 1 :]) if opens else ()
    if stance == "supports" and phrase[-1] in _NEEDS and about and about[0].lower == "that":
        stance = "urges"  # "it is essential that they act"
    return View(stance, tuple(about), (*subject, *rest)) if about and stance is not None else None


def _judgement(said: Sequence[Token], phrase: Sequence[str], sign: str) -> StanceKind | None:
    """The stance of a judgement at the end of `said`; None where nothing says that it is one."""
    lemmas = {lemma for w in said[:-1] for lemma in w.lemmas}
    if not _COPULAS & lemmas and phrase[0] not in _VERBAL:
        return None
    if phrase[-1] in _NEEDS and said[0].lower in _WILL:
        return None  # "more boats will be needed" foresees
    if any(w.lower in _DENIALS for w in said) and not _DENIALS & set(phrase):
        return "opposes" if sign == "good" else None
    return "opposes" if sign == "bad" else "supports"


def _in_vain(rest: Sequence[Token]) -> bool:
    """Whether "will only" tells of harm done: "will only deepen the quarrel"."""
    lowers = [w.lower for w in rest[:3]]
    return len(lowers) > 2 and lowers[0] in _WILL and lowers[1] == "only" and lowers[2] not in _HARMLESS  # noqa: PLR2004


def _about(subject: Sequence[Token], after: Sequence[Token]) -> Sequence[Token]:
    """What a judgement is about: its subject, or what "it" and "there" stand for; empty for persons."""
    words = [w for w in subject if w.word]
    if not words or words[-1].lower in _PERSONS:
        return ()
    if words[0].lower == "there":
        return after
    if words[-1].lower in _IT:
        hinge = next((n for n, w in enumerate(after[:4]) if w.lower in _HINGES), None)
        return after[hinge:] if hinge is not None else ()
    return subject


def _innermost(subject: Sequence[Token], rest: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Subject and predicate of what is shown: "the test proves that sanctions will not work" judges sanctions."""
    if not rest or not _PROVING & set(rest[0].lemmas):
        return subject, rest
    at = next((n for n in range(1, min(len(rest), 12)) if n > 1 and verbal(rest, n)), None)
    if at is None:
        return subject, rest
    return [w for w in rest[1:at] if w.lower != "that"], rest[at:]


def _labelled(subject: Sequence[Token], rest: Sequence[Token]) -> View | None:
    """What is condemned by the name it is given: "these continued provocations"."""
    nouns = [w for w in subject if w.word]
    if not nouns or not any(sign == "label" for _, sign in signs_in(nouns[-1:])):
        return None
    return View("opposes", tuple(subject), (*subject, *rest))


def _named(whole: Sequence[Token]) -> View | None:
    """What a sentence opens with and condemns by the name it gives it: "these continued provocations"."""
    words = [w for w in whole if w.word]
    at = next((n for n in range(1, min(LABEL_WITHIN, len(words))) if tells_of(words[n : n + 1], "label")), None)
    if at is None or words[0].lower not in _POINTING:
        return None
    return View("opposes", tuple(words[: at + 1]), tuple(whole))


def _fragment(clause: Clause, whole: Sequence[Token]) -> View | None:
    """A judgement without a verb: "the plan as a disgrace", or its question lies outside the content."""
    words = clause.words
    at = next((n for n, w in enumerate(words) if n and w.lower == "as"), None)
    signs = list(judgements(words[(at or 0) : (at or 0) + JUDGED_WITHIN]))
    if not signs or any(w.lower in ("not", "no") for w in words[:3]):
        return None
    about = tuple(words[:at]) if at else ()
    return View("opposes" if signs[0][2] == "bad" else "supports", about, tuple(whole))
