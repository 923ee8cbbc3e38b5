"""Stances that attributions carry: in the words that report somebody, or in what that somebody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.reading.stances_attitudes import TO_REACH, acted, argued, hoped, of_which, parted_off
from stemma.reading.stances_contents import by_content
from stemma.reading.stances_earlier import antecedent, borrowed, meant
from stemma.reading.stances_passages import behind, evidence
from stemma.reading.stances_questions import condition, cut, phrase_of, verbal_within
from stemma.reading.stances_setting import STANDS_IN, Draft, Setting, left_open, withholds
from stemma.reading.stances_settled import ASKS, WANTS, settled
from stemma.reading.stances_undone import (
    BESIDE_A_VERB,
    another_says,
    asks_nothing,
    describing,
    elsewhere_told,
    place_of,
    undone,
)
from stemma.reading.stances_unreal import scheduled
from stemma.reading.stances_words import Group, Match, group, matches
from stemma.records import Attribution, Stance, StanceKind

# Acts whose content may take a stance of its own.
_SAID = frozenset((
    "assert", "report", "forbid", "commit", "refuse", "consider", "urge", "request", "regard", "emphasize",
    "reiterate", "expect", "suggest", "warn", "doubt", "state_position", "claim", "justify", "acknowledge", "propose",
))  # fmt: skip
# Acts that judge, whatever the words; the model tells them apart.
_BY_ACT: dict[str, StanceKind] = {
    "criticize": "opposes", "oppose": "opposes", "dismiss": "opposes", "disagree": "opposes", "support": "supports",
}  # fmt: skip
_NO_ONE = frozenset(("no", "none", "neither", "nobody", "few", "those", "anyone", "anybody", "someone", "somebody"))
_WRITING_OFF = frozenset(("dismiss", "reject", "brush", "wave", "shrug", "deride", "ridicule", "denounce", "condemn"))
_DECIDING = frozenset(("permits", "forbids"))
_OFFERS = frozenset(("offer", "promise", "pledge", "agree"))
# Cues that often only report; what is said may still take a stance.
_SAYS_TOO = frozenset(("tell", "insist", "want", "call"))
_SPEAKING = frozenset(("comment", "say", "answer", "elaborate", "speculate", "respond", "name", "identify"))
_TELLING = frozenset(("discuss", "confirm", "disclose", "give", "provide", "speak", "talk", "tell", "reveal", "be"))
# Who gains, draws or faces it is not the one whose praise or protest it is.
_UNDERGOING = frozenset((
    "gain", "win", "draw", "receive", "earn", "face", "attract", "get", "meet", "enjoy", "suffer", "garner", "spark",
    "prompt", "provoke", "trigger", "seek", "lose", "maintain", "retain", "command", "keep",
))  # fmt: skip
# A content of so many words may be no more than the object and particle of its cue.
SHORT_CONTENT = 3


def of_attribution(setting: Setting, told: Attribution, before: Sequence[Stance]) -> Iterator[Stance]:
    """The stances of an attribution's speakers; `before` are those found so far."""
    if setting.is_far(told) or another_says(setting, told):
        return
    for draft in _drafts(setting, told, before):
        yield from setting.made(draft, told.speakers)


def _drafts(setting: Setting, told: Attribution, before: Sequence[Stance]) -> Iterator[Draft]:
    """What the cue tells of by itself, by its act, or, where it only reports, by its content."""
    cue = _cue_words(setting, told)
    kinds = ("verb", "noun", "adjective")
    found = [
        (kind, m) for kind in kinds for m in matches(cue, kind, free=False) if kind != "verb" or not _named(cue, m)
    ]
    # "Reluctant to support": the first word of stance governs what follows.
    kind, match = min(found, key=lambda f: (f[1].first, kinds.index(f[0])), default=("", None))
    if match is not None:
        setting.used += told.cue if told.speakers else ()
        draft = _by_cue(setting, told, cue, match, before, noun=kind == "noun")
        yield from (draft,) if draft is not None else ()
        if match.entry.free or match.phrase[0] not in _SAYS_TOO:
            return
    if cue and (match is None or match.phrase[0] in ASKS):
        yield from parted_off(setting, told, cue)
    hope = hoped(setting, told, cue) if cue and match is None else None
    judged = acted(setting, told, cue, before) if cue else None
    if hope is not None or judged is not None:
        yield from (draft for draft in (judged, hope) if draft is not None)
    elif told.speakers and told.act in _SAID and told.status in ("asserted", "hedged", None):
        yield from list(by_content(setting, told, before)) or argued(setting, told, cue, before)


def _named(cue: Sequence[Token], match: Match) -> bool:
    """Whether what looks like a verb is a noun: "has the support of", "loss of support to"."""
    before = cue[match.first - 1].lower if match.first else ""
    shut = lexicon.words("classes", "determiners") | (lexicon.words("classes", "prepositions") - {"to"})
    return before in shut and not cue[match.first].lower.endswith("ing")


def _cue_words(setting: Setting, told: Attribution) -> list[Token]:
    """The words of the cue, with what belongs to it of the content: "promised | to", "ruled | that out"."""
    cue = setting.inside(told.cue)
    first = behind(told)[0] if cue else None
    if first is None or not 0 <= first.start - told.cue[-1].end <= 1:
        return cue
    content = setting.inside([first])
    words = [w for w in content if w.word]
    if words[:1] and words[0].lower in ("to", "for", "why", "how"):
        return [*cue, words[0]]
    return [*cue, *words] if len(words) <= SHORT_CONTENT and words and words[0].lower in STANDS_IN else cue


def _by_cue(
    setting: Setting, told: Attribution, cue: Sequence[Token], match: Match, before: Sequence[Stance], *, noun: bool
) -> Draft | None:
    """The stance that the cue itself names."""
    around = group(cue, match)
    unreal = told.status in ("hypothetical", "unknown") and not around.open
    # "Who had been rejected for asylum": what stands before a passive is not who rejects.
    ahead = cue[: match.first]
    gets = _UNDERGOING | ({"have"} if match.phrase[-1] == "of" else frozenset())  # "has the support of the miners"
    received = any(gets & set(w.lemmas) for w in ahead) and not any(w.lower == "to" for w in ahead)
    passive = around.passive and bool(told.source) and told.source[0].start < told.cue[0].start
    nobody = setting.inside(told.source)[:1]
    if nobody and nobody[0].lower in _NO_ONE:
        return None  # "no member backed it"
    unknown = undone(setting, told, cue, match, noun=noun)
    content = setting.inside(behind(told))
    described = describing(*place_of(setting, told, cue, match), content)
    related = of_which(setting, told, cue[match.last + 1 :])
    if (
        unknown
        or described
        or (not related and _elsewhere(cue, match, around))
        or passive
        or received
        or unreal
        or around.wished
        or around.able
        or (around.open and WANTS & set(match.phrase))
    ):
        return None
    # "Refused to discuss" is told of as speech that did not take place: the refusal did.
    withheld = told.status == "negated" and match.entry.stance != "refuses"
    stance = settled(match, told, content, setting.inside(told.source), denied=around.denied or withheld)
    if cue[match.first].lower == "wanted" and [w.lower for w in content if w.word][:1] == ["to"]:
        return None  # what somebody wanted once to do
    question = related or cut(_aimed(cue, match, content), setting.times, noun=noun)
    if not question and content and content[0].lower in STANDS_IN:
        earlier = setting.inside([piece for piece in told.content if piece.end <= told.cue[0].start])
        question = borrowed(setting, told.cue[0], before) or cut(earlier, setting.times)
        question = question or antecedent(setting, told, told.cue[0])
    question = question or meant(setting, content)
    if (
        stance is None
        or not question
        or scheduled(match, question)
        or (stance == "urges" and asks_nothing(match, question))
        or elsewhere_told(setting, told, question)
        or (stance == "urges" and withholds(stance, question))
        or _denies(match, stance, cue, content)
    ):
        return None
    sentence = setting.sentence(told.cue[0])
    when = condition(setting.words(sentence), phrase_of(question))
    if around.open:
        stance = left_open(denied=around.denied)
    if match.phrase == ("offer",) and when is None and not _offers_peace(content):
        return None
    if when is not None and ((stance in _DECIDING and around.would) or match.phrase[0] in _OFFERS):
        stance = "conditional"
    sure = "possible" if around.open else "probable" if told.status == "hedged" else "certain"
    return Draft(
        stance,
        question,
        evidence(setting, told, question),
        told.id,
        setting.as_told(told, sure),
        when,
        setting.said_when(told, sentence),
        explicit=told.act != "worry",
        verdict=any(w.lower == "as" for w in content) and match.phrase[0] in _WRITING_OFF,
    )


def _offers_peace(content: Sequence[Token]) -> bool:
    """Whether something is offered that one may be for or against: "offering talks"."""
    return any(not lexicon.words("stances_turns", "measure").isdisjoint(w.lemmas) for w in content[:3])


def _aimed(cue: Sequence[Token], match: Match, content: Sequence[Token]) -> Sequence[Token]:
    """What the stance is on: "was willing to [deal with] the strike", "agreed with [them] to talk"."""
    tail = [w for w in cue[match.last + 1 :] if w.word]
    if match.phrase[-1] == "to" and any(word.startswith("apolog") for word in match.phrase):
        place = next((n for n, w in enumerate(content[:TO_REACH]) if w.lower == "for"), -1)
        whom = any(w.lower == "who" for w in content[:TO_REACH])  # "apologised to two players who were thrown off"
        return content[place + 1 :] if place >= 0 else content if whom else []
    if match.phrase[-1] == "to" and tail and content and tail[-1].span.end + 1 == content[0].span.start:
        return [*tail, *content]
    if match.phrase[-1] == "with" or (tail and tail[-1].lower == "with"):
        to = next((n for n, w in enumerate(content[:TO_REACH]) if w.lower == "to"), 0)
        return content[to:] if "agree" in match.phrase else content
    return content


def _denies(match: Match, stance: StanceKind, cue: Sequence[Token], content: Sequence[Token]) -> bool:
    """Whether no more than a statement is turned down, or a word to the press: "declined to discuss it"."""
    if stance not in ("refuses", "opposes"):
        return False
    told = [w for w in content if w.word]
    near = [w for w in (*cue[match.last + 1 :], *told) if w.word and w.lower != "to"][:2]
    lemmas = {lemma for w in near for lemma in w.lemmas}
    if stance == "refuses" and lemmas & (_SPEAKING | _TELLING):
        light = "decline" in match.phrase or near[-1].lower in (
            "it",
            "them",
            "this",
            "that",
            "more",
            "detail",
            "details",
        )
        return bool(lemmas & _SPEAKING) or light
    worth = any(w.lower == "as" for w in told[:8])  # "rejected its findings as outdated"
    states = (
        not worth
        and match.phrase[-1] != "that"
        and told[0].lower not in ("to", "whether", "how")
        and verbal_within(told[:8])
    )
    return states and match.phrase[0] in ("reject", "dismiss", "refuse", "deny")


def _elsewhere(cue: Sequence[Token], match: Match, around: Group) -> bool:
    """Whether what is told of stands elsewhere: "drills they denounce as", "a design now considered old"."""
    first = cue[match.first].lower
    described = first.endswith("ed") and not around.auxiliary
    behind = cue[match.last + 1] if match.last + 1 < len(cue) else None
    noun = behind is not None and behind.word and behind.lower not in BESIDE_A_VERB and not behind.lower.endswith("ly")
    if len(match.phrase) == 1 and first.endswith("ing") and not around.auxiliary and noun:
        return True  # "its welcoming attitude"
    if len(match.phrase) == 1 and behind is not None and behind.lower in ("away", "off", "into", "through", "around"):
        return True  # "hammered away with"
    return any(w.lower == "as" for w in cue[match.last + 1 :]) or (match.entry.stance == "considering" and described)
