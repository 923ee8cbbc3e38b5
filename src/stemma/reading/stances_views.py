"""Stances inside what somebody says: own refusals and promises, what others must do, and what is right or wrong.

Every sentence of a content is looked at, by its leading clauses; what hangs on them is not the speaker's stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.reading import lexicon, stances_objects, stances_words
from stemma.reading.certainty import commands, take_apart
from stemma.reading.morphology import Token
from stemma.reading.scope import Clause, sentences
from stemma.reading.stances_judgements import ADVICE_WITHIN, tells_of
from stemma.reading.stances_questions import QUOTES
from stemma.reading.stances_resolve import resolved
from stemma.reading.stances_turns import turned
from stemma.reading.stances_verdicts import GIVING, View, fragment, judged, named

_FIRST = frozenset(("i", "we"))
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
_ANGRY = frozenset(("angry", "furious", "outraged", "appalled", "disgusted", "livid", "incensed", "fuming", "dismayed"))
# What is needed by a rule or for a while, whoever is for it.
_FORMAL = frozenset(
    ("consent", "approval", "permission", "licence", "license", "permit", "time", "day", "hour", "vote")
)
# How far behind "want" stands what is wanted: "a full and open inquiry".
WANTED_WITHIN = 5
# Said of oneself these tell of a wish or a habit, not of a position.
_TOO_FREE = frozenset(("wish", "call", "tell", "hate", "order", "plan", "intend", "like", "fight", "invite", "thank"))
_SUBORDINATING = (
    lexicon.words("classes", "adverbial") | lexicon.words("classes", "prepositions") | {"if", "as", "instead", "rather"}
)
_NAMING = lexicon.words("classes", "determiners") | {"any", "another", "more"}
_SAYING = frozenset(("said", "says", "added", "adds", "argued", "insisted", "claimed", "claims"))
_OF_OTHERS = frozenset(
    (
        "past",
        "former",
        "previous",
        "predecessor",
        "predecessors",
        "opponent",
        "opponents",
        "rival",
        "rivals",
        "enemy",
        "enemies",
        "adversaries",
        "critics",
    )
)
_NO_COMMAND = frozenset(("i", "we", "he", "she", "they", "it", "there", "this", "look", "well", "yes", "no", "listen"))
_NOT_BOUND = frozenset(("it", "this", "that", "there", "what", "who", "you"))
_MODAL = frozenset(("can", "could", "ca", "will", "would", "wo"))
_DENIALS = frozenset(("not", "n't", "never", "no"))
# What opens no subject: "after the vote, ..." may hide where the clause begins.
_NO_SUBJECT = frozenset((
    "in", "at", "on", "for", "by", "with", "from", "after", "before", "following", "despite", "as", "under", "during",
    "without", "according", "like", "unlike", "to", "instead", "rather", "given", "because",
))  # fmt: skip


def views(pieces: Sequence[Sequence[Token]], names: frozenset[str], act: str) -> Iterator[View]:
    """The stances in a content whose words come in `pieces`, said by one who calls himself by `names`."""
    own = names | _FIRST
    for number, piece in enumerate(_apart(pieces)):
        content = take_apart([piece])
        if content.question:
            continue
        for sentence, whole in zip(content.sentences, sentences([piece]), strict=True):
            if any(w.lower == "?" for w in whole):
                continue
            opens = next((w.lower for w in whole if w.word), "")
            if number == 0 and act == "urge" and commands(content) and opens not in _SUBORDINATING | _NO_COMMAND:
                if not tells_of(whole[:ADVICE_WITHIN], "advice"):
                    yield View("urges", tuple(whole), tuple(whole), clause=True)
                break
            for clause in sentence:
                found = _of_clause(clause, whole, own, act) if _is_his(clause, whole) else None
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


def _of_clause(clause: Clause, whole: Sequence[Token], own: frozenset[str], act: str) -> View | None:
    if (label := named(whole)) is not None and clause.words[:1] == [w for w in whole if w.word][:1]:
        return label
    if clause.verb is None:
        clause.verb = _unseen_verb(clause.words)
    described = act == "regard" and any(w.lower == "as" for w in clause.words[: clause.verb or 0])
    if clause.verb is None or described:  # "described the ruling as deeply flawed"
        return fragment(clause, whole, act)
    subject = [w.lower for w in clause.subject if w.word]
    if not subject and clause.verb == 0:
        # "And we want them back": the cutter leaves the pronoun to the clause before.
        subject = [w.lower for w in whole if w.word and w.span.end <= clause.words[0].span.start][-1:]
        subject = [w for w in subject if w in _FIRST]
    last = clause.subject[-1].lemmas if clause.subject else ()
    mine = (
        bool(subject)
        and _OF_OTHERS.isdisjoint(subject)
        and (
            subject[0] in own or subject[0] == "our" or not own.isdisjoint(last) or subject[:2] == ["the", "government"]
        )
    )
    rest = [w for w in whole if w.span.start >= clause.words[clause.verb].span.start and w.lower not in QUOTES]
    if mine:
        # What a body will do, who speaks for it may say; what it welcomes is its own.
        body = not lexicon.words("collectives").isdisjoint(last)
        found = _resolve(rest, whole) if body else _own(rest, whole)
        if found is not None:
            return found
    if clause.subject and clause.subject[0].lower in _NO_SUBJECT:
        return None
    if (turn := turned(clause.subject, rest)) is not None:
        return View(turn[0], turn[1], (*clause.subject, *rest))
    # "I need to keep at it" is nobody's position.
    duty = None if subject[-1:] == ["i"] else _duty(clause, whole, rest, mine=subject[-1:] == ["we"])
    return duty or judged(clause, rest)


def _is_his(clause: Clause, whole: Sequence[Token]) -> bool:
    """Whether a clause leads, and is not what its subject said: "ordered the drill and said it was right"."""
    if clause.depth:
        return False
    before = [w for w in whole if clause.words and w.span.end <= clause.words[0].span.start and w.lower not in QUOTES]
    if before and before[-1].lower == "that":
        before.pop()
    coordinated = len(before) > 1 and before[-2].lower in ("and", "but", ",")
    return not coordinated or before[-1].lower not in _SAYING


def _unseen_verb(words: Sequence[Token]) -> int | None:
    """The place of a verb that the clause cutter takes for a noun: "needs to act"."""
    for at in range(1, len(words) - 1):
        named = words[at - 1].lower in lexicon.words("classes", "determiners") or not words[at - 1].word
        if {"need", "have", "ought"} & set(words[at].lemmas) and words[at + 1].lower == "to" and not named:
            return at
    return None


def _acted_on(phrase: tuple[str, ...], stance: str | None, after: Sequence[Token]) -> bool:
    """Whether somebody else is told to act or let: not "it allowed me to go", not "asked if he was well"."""
    if stance == "permits" and after and after[0].lower in ("me", "us"):
        return False
    if phrase[0].startswith("apolog") and phrase[-1] == "to":
        return False
    return phrase != ("ask",) or _asked_to_act(after)


def _asked_to_act(after: Sequence[Token]) -> bool:
    """Whether what is asked is an act and no question: not "asked the driver if he was well"."""
    lowers = [w.lower for w in after[:DUTY_WITHIN]]
    return not {"if", "whether", "what", "why", "how"} & set(lowers) and bool({"to", "for", "that"} & set(lowers))


def _own(rest: Sequence[Token], whole: Sequence[Token]) -> View | None:
    """What the speaker does by saying it: "we reject", "it would ban", "we will work with"."""
    if (plain := _needs_or_waits(rest, next((w.lower for w in whole if w.word), ""))) is not None:
        return plain
    for match in stances_words.matches(rest[:12], "verb", free=False):
        group = stances_words.group(rest, match)
        if group.open and not match.entry.free:
            continue  # "he could direct the scene"
        if (
            (group.first != 0 and not _parted_from(rest, match.first))
            or group.passive
            or group.wished
            or group.able
            or _TOO_FREE & set(match.phrase)
        ):
            continue
        if not stances_objects.fits(match, rest[match.last + 1 :]):
            continue
        denied = group.denied or _parted_from(rest, match.first)
        stance = match.entry.denied if denied else match.entry.stance
        after = rest[match.last + 1 :]
        if match.phrase == ("want",) and denied and after and after[0].lower in _NAMING:
            return View("opposes", tuple(after), tuple(rest))  # "we don't want this road"
        if not _acted_on(match.phrase, match.entry.stance, after):
            continue
        if (
            stance is None
            or tells_of(after[:ADVICE_WITHIN], "advice")
            or (match.phrase == ("want",) and not (_of_others(after) or _a_cause(after)))
        ):
            return None
        if match.phrase == ("want",):
            stance = "urges"
        return View(stance, tuple(after), tuple(rest), possible=group.open)
    return _resolve(rest, whole)


def _resolve(rest: Sequence[Token], whole: Sequence[Token]) -> View | None:
    """What the speaker says will be done, or not."""
    opens = next((w.lower for w in whole if w.word), "")
    found = resolved(rest, if_they=opens in ("if", "unless"))
    return View(found[0], found[1], tuple(rest)) if found is not None else None


def _parted_from(rest: Sequence[Token], at: int) -> bool:
    """Whether an aside stands between "could not" and its verb: "could not in good conscience vote for"."""
    lowers = [w.lower for w in rest[:at]]
    aside = 3 <= len(lowers) <= DUTY_WITHIN and lowers[2] in ("in", "at", "with", "on")  # noqa: PLR2004
    return aside and lowers[0] in _MODAL and lowers[1] in _DENIALS


def _needs_or_waits(rest: Sequence[Token], opens: str) -> View | None:
    """As in "we need a new bridge", "we'll see"."""
    lowers = [w.lower for w in rest[:4]]
    waits = lowers[:2] == ["'ll", "see"] or (lowers[:2] == ["will", "see"] and opens in ("we", "i"))
    if waits and not any(w.word for w in rest[2:3]):
        return View("undecided", tuple(rest), tuple(rest))
    if _angry(rest):
        return View("opposes", (), tuple(rest))
    if lowers[0] == "expect" and opens in ("once", "if", "when", "after"):
        return View("conditional", tuple(rest[1:]), tuple(rest), clause=True)  # "once it is safe we expect it back"
    wanting = lowers[0] in ("need", "needs") and len(rest) > 1 and lowers[1] not in ("to", "n't", "not")
    if wanting and not any(_FORMAL & set(w.lemmas) for w in rest[1:WANTED_WITHIN]):
        return View("urges", tuple(rest[1:]), tuple(rest))
    return None


def _angry(rest: Sequence[Token]) -> bool:
    """As in "we are furious", "he was beyond angry"."""
    near = [w.lower for w in rest[:4]]
    return bool({"be"} & set(rest[0].lemmas)) and not {"not", "n't", "never"} & set(near) and bool(_ANGRY & set(near))


def _of_others(after: Sequence[Token]) -> bool:
    """Whether "want" asks somebody to act: "want them to come back", not "want to come back"."""
    lowers = [w.lower for w in after[:6] if w.word]
    return "to" in lowers[1:] and lowers[0] not in ("to", "nobody", "no")


def _a_cause(after: Sequence[Token]) -> bool:
    """Whether what is wanted is for others to give: "justice for my brother"."""
    return any(not lexicon.words("stances_turns", "cause").isdisjoint(w.lemmas) for w in after[:WANTED_WITHIN])


def _duty(clause: Clause, whole: Sequence[Token], rest: Sequence[Token], *, mine: bool) -> View | None:
    """What others are said to have to do."""
    subject = [w for w in clause.subject if w.word]
    if not subject or subject[-1].lower in _NOT_BOUND or rest[0].lower in ("needed", "had"):
        return None
    near = [w for w in rest[:DUTY_WITHIN] if w.word]
    if near and near[0].lower in ("would", "'d"):
        return None  # "would only need to do it once"
    denied = any(w.lower in _DENIALS for w in near[:3])
    kept = [w for w in near if w.lower not in _LIGHT and not w.lower.endswith("ly")]
    duty = next((d for d in _DUTIES if _opens_with(kept, d)), None)
    if duty is None or (mine and duty not in _OWN_DUTIES):
        return None
    main = kept[len(duty)]
    if subject[-1].lower == "they" and GIVING & set(main.lemmas):
        return None  # "they should provide fine views" expects
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
