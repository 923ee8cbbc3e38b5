"""Stances that attributions carry: in the words that report somebody, or in what that somebody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.reading import lexicon
from stemma.reading.acts import own_pronouns
from stemma.reading.events_clauses import verbal
from stemma.reading.morphology import Token, tokens
from stemma.reading.stances_judgements import ADVICE_WITHIN, tells_of, threatens
from stemma.reading.stances_objects import fits
from stemma.reading.stances_opinions import opinions
from stemma.reading.stances_questions import QUOTES, condition, cut, known_subject, phrase_of, verbal_within
from stemma.reading.stances_resolve import decided
from stemma.reading.stances_setting import STANDS_IN, Draft, Setting, antecedent, borrowed, left_open
from stemma.reading.stances_verdicts import View, heads_a_deed, judged_last
from stemma.reading.stances_views import views
from stemma.reading.stances_words import Group, Match, group, matches, parted, sent_off, voiced
from stemma.records import Attribution, Stance, StanceKind
from stemma.spans import Span, hull, merge

# Acts whose content may take a stance of its own.
_SAID = frozenset((
    "assert", "report", "forbid", "commit", "refuse", "consider", "urge", "request", "regard", "emphasize",
    "reiterate", "expect", "suggest", "warn", "doubt", "state_position", "claim", "justify", "acknowledge", "propose",
))  # fmt: skip
_DECISIONS = frozenset(("decision", "decide", "vote", "agree", "move", "order", "choose"))
_WRITING_OFF = frozenset(("dismiss", "reject", "brush", "wave", "shrug", "deride", "ridicule", "denounce", "condemn"))
_HOPES = frozenset(("hope", "pray", "wish", "trust"))
_WILL = frozenset(("will", "'ll", "would", "'d"))
_OF_ONESELF = frozenset(("to", "i", "we", "he", "she", "they", "you", "his", "her", "my", "their", "it", "there"))
_ANNOUNCING = frozenset(("announce", "declare", "vow", "pledge", "promise", "proclaim"))
_INSISTING = _ANNOUNCING | {"stress", "insist", "emphasise", "emphasize", "reiterate"}
# How far into a hope its "will" stands.
HOPE_WITHIN = 9
_DECIDING = frozenset(("permits", "forbids"))
_OFFERS = frozenset(("offer", "promise", "pledge", "agree"))
_WANTS = frozenset(("want", "wish", "like"))
_ASKS = frozenset((
    "ask", "tell", "press", "push", "order", "direct", "request", "insist", "pressure", "remind", "encourage",
    "recommend",
))  # fmt: skip
# Cues that often only report; what is said may still take a stance.
_SAYS_TOO = frozenset(("tell", "insist", "want", "call"))
_SPEAKING = frozenset(("comment", "say", "answer", "elaborate", "speculate", "respond", "name", "identify"))
_TELLING = frozenset(("discuss", "confirm", "disclose", "give", "provide", "speak", "talk", "tell", "reveal", "be"))
# What may stand behind a verb of stance without making it describe a noun.
_BESIDE_A_VERB = (
    lexicon.words("classes", "prepositions") | lexicon.words("classes", "determiners") | {"that", "to", "and", "him"}
)
# Who gains, draws or faces it is not the one whose praise or protest it is.
_UNDERGOING = frozenset((
    "gain", "win", "draw", "receive", "earn", "face", "attract", "get", "meet", "enjoy", "suffer", "garner", "spark",
    "prompt", "provoke", "trigger", "seek", "lose", "maintain", "retain", "command", "keep",
))  # fmt: skip
# A content of so many words may be no more than the object and particle of its cue.
SHORT_CONTENT = 3
# How far into what is vowed its "would" stands: "that those who set the fire would".
VOW_REACH = 10
# How far "to" stands from a verb of asking: "asked the two neighbouring towns along the river to".
TO_REACH = 12
# How far a judgement may stand from what is judged: "called the plan for a second dam".
JUDGED_REACH = 90


def of_attribution(setting: Setting, told: Attribution, before: Sequence[Stance]) -> Iterator[Stance]:
    """The stances of an attribution's speakers; `before` are those found so far."""
    if setting.is_far(told):
        return
    cue = _cue_words(setting, told)
    kinds = ("verb", "noun", "adjective")
    found = [(kind, m) for kind in kinds for m in matches(cue, kind, free=False)]
    # "Reluctant to support": the first word of stance governs what follows.
    kind, match = min(found, key=lambda f: (f[1].first, kinds.index(f[0])), default=("", None))
    if match is not None:
        setting.used += told.cue if told.speakers else ()
        draft = _by_cue(setting, told, cue, match, before, noun=kind == "noun")
        if draft is not None:
            yield from setting.made(draft, told.speakers)
        if match.entry.free or match.phrase[0] not in _SAYS_TOO:
            return
    if cue and (match is None or match.phrase[0] in _ASKS):
        for draft in _apart(setting, told, cue):
            yield from setting.made(draft, told.speakers)
    if match is None and (hoped := _hoped(setting, told, cue)) is not None:
        yield from setting.made(hoped, told.speakers)
        return
    if told.speakers and told.act in _SAID and told.status in ("asserted", "hedged", None):
        drafts = list(_by_content(setting, told, before)) or list(_argued(setting, told, cue, before))
        for draft in drafts:
            yield from setting.made(draft, told.speakers)


def _cue_words(setting: Setting, told: Attribution) -> list[Token]:
    """The words of the cue, with what belongs to it of the content: "promised | to", "ruled | that out"."""
    cue = setting.inside(told.cue)
    behind = _behind(told)[0] if cue else None
    if behind is None or not 0 <= behind.start - told.cue[-1].end <= 1:
        return cue
    content = setting.inside([behind])
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
    supposed = bool(told.source) and _behind_if(setting.text, told.source[0].start)
    related = _of_which(setting, told, cue[match.last + 1 :])
    if (
        supposed
        or (not related and _elsewhere(cue, match, around))
        or passive
        or received
        or unreal
        or around.wished
        or around.able
        or (around.open and _WANTS & set(match.phrase))
    ):
        return None
    content = setting.inside(_behind(told))
    # "Refused to discuss" is told of as speech that did not take place: the refusal did.
    withheld = told.status == "negated" and match.entry.stance != "refuses"
    stance = _settled(match, told, content, setting.inside(told.source), denied=around.denied or withheld)
    question = related or cut(_aimed(cue, match, content), setting.times, noun=noun)
    if not question and content and content[0].lower in STANDS_IN:
        earlier = setting.inside([piece for piece in told.content if piece.end <= told.cue[0].start])
        question = borrowed(setting, told.cue[0], before) or cut(earlier, setting.times)
        question = question or antecedent(setting, told, told.cue[0])
    if stance is None or not question or _denies(match, stance, cue, content):
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
        _evidence(setting, told, question),
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


def _apart(setting: Setting, told: Attribution, cue: Sequence[Token]) -> Iterator[Draft]:
    """The stance of a cue whose own preposition stands in what it tells: "thanking | the crew for its help"."""
    words = [*cue, *setting.inside(_behind(told))]
    ordered = next((m for m in sent_off(words) if m.first < len(cue)), None)
    found = ordered or next((m for m in (*parted(words), *voiced(words)) if m.first < len(cue) <= m.last), None)
    start = len(cue) if ordered is not None or found is None else found.last + 1
    question = cut(words[start:], setting.times, clause=ordered is not None) if found is not None else []
    if found is None or found.entry.stance is None or not question or told.status not in ("asserted", None):
        return
    setting.used += told.cue
    passage, when = _evidence(setting, told, question), setting.said_when(told, setting.sentence(told.cue[0]))
    yield Draft(found.entry.stance, question, passage, told.id, setting.as_told(told, "certain"), None, when)


def _argued(setting: Setting, told: Attribution, cue: Sequence[Token], before: Sequence[Stance]) -> Iterator[Draft]:
    """What somebody argues: he takes a side by it, whatever its words; against what it denies or finds fault with."""
    if not any("argue" in w.lemmas for w in cue) or told.status != "asserted":
        return
    here = setting.sentence(told.cue[0])
    if here is not None and any(s.actor in told.speakers and here.overlaps(s.evidence[0]) for s in before):
        return  # what is argued only gives the reason
    content = [w for w in setting.inside(_behind(told)) if w.lower not in QUOTES]
    question = cut(content[1:] if content[:1] and content[0].lower == "that" else content, setting.times, clause=True)
    if not question or content[0].lower in ("with", "about", "over", "for", "against"):
        return
    against = (
        any(w.lower in ("not", "n't", "never", "no", "cannot") for w in question) or judged_last(question)[1] == "bad"
    )
    passage, when = _evidence(setting, told, question), setting.said_when(told, setting.sentence(told.cue[0]))
    sure = setting.as_told(told, "certain")
    yield Draft("opposes" if against else "supports", question, passage, told.id, sure, None, when)


def _of_which(setting: Setting, told: Attribution, behind: Sequence[Token]) -> list[Token]:
    """What "that" or "which" stands for in "the drills they denounce as a rehearsal"."""
    first = told.content[0]
    relative = first.cut(setting.text).lower() in ("that", "which") and first.end <= told.cue[0].start
    if not relative or not any(w.lower == "as" for w in behind):
        return []
    before = [w for w in setting.words(setting.sentence(first)) if w.span.end <= first.start]
    start = len(before)
    while start and before[start - 1].word and not verbal(before, start - 1) and len(before) - start < TO_REACH:
        start -= 1
        if before[start].lower in lexicon.words("classes", "prepositions") | lexicon.words("classes", "determiners"):
            break
    return cut(before[start + 1 :] if start < len(before) - 1 else before[start:], setting.times)


def _hoped(setting: Setting, told: Attribution, cue: Sequence[Token]) -> Draft | None:
    """What somebody hopes that others do: "hopes the two towns will settle it"; not "hopes to win"."""
    if told.act != "want" or told.status != "asserted" or not any(_HOPES & set(w.lemmas) for w in cue):
        return None
    content = [w for w in setting.inside(_behind(told)) if w.lower not in QUOTES and w.lower != "that"]
    lowers = [w.lower for w in content[:HOPE_WITHIN]]
    question = cut(content, setting.times, clause=True)
    if not lowers or lowers[0] in _OF_ONESELF or not question:
        return None
    open_ = {"could", "can"} & set(lowers) and heads_a_deed(
        content[: lowers.index("could" if "could" in lowers else "can")]
    )
    if not _WILL & set(lowers) and not ({"success"} & set(lowers)) and not open_:
        return None
    told_of = setting.sentence(told.cue[0])
    return Draft(
        "supports", question, _evidence(setting, told, question), told.id, setting.as_told(told, "certain"),
        None, setting.said_when(told, told_of),
    )  # fmt: skip


def _behind_if(text: str, at: int) -> bool:
    """Whether the word before `at` is "if": "if Selkia threatens"."""
    return text[max(0, at - len("\u201cif ")) : at].strip(' \u201c"').lower().endswith("if")


def _behind(told: Attribution) -> Sequence[Span]:
    """The pieces of a content behind the cue, where there are any: a verb of stance has its object there."""
    return [piece for piece in told.content if piece.start >= told.cue[-1].end] or told.content


def _aimed(cue: Sequence[Token], match: Match, content: Sequence[Token]) -> Sequence[Token]:
    """What the stance is on: "was willing to [deal with] the strike", "agreed with [them] to talk"."""
    tail = [w for w in cue[match.last + 1 :] if w.word]
    if any(word.startswith("apolog") for word in match.phrase):
        place = next((n for n, w in enumerate(content[:TO_REACH]) if w.lower == "for"), -1)
        return content[place + 1 :] if place >= 0 else []
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
    states = match.phrase[-1] != "that" and told[0].lower not in ("to", "whether", "how") and verbal_within(told[:8])
    return states and match.phrase[0] in ("reject", "dismiss", "refuse", "deny")


def _elsewhere(cue: Sequence[Token], match: Match, around: Group) -> bool:
    """Whether what is told of stands elsewhere: "drills they denounce as", "a design now considered old"."""
    first = cue[match.first].lower
    described = first.endswith("ed") and not around.auxiliary
    behind = cue[match.last + 1] if match.last + 1 < len(cue) else None
    noun = behind is not None and behind.word and behind.lower not in _BESIDE_A_VERB and not behind.lower.endswith("ly")
    if len(match.phrase) == 1 and first.endswith("ing") and not around.auxiliary and noun:
        return True  # "its welcoming attitude"
    if len(match.phrase) == 1 and behind is not None and behind.lower in ("away", "off", "into", "through", "around"):
        return True  # "hammered away with"
    return any(w.lower == "as" for w in cue[match.last + 1 :]) or (match.entry.stance == "considering" and described)


def _settled(
    match: Match, told: Attribution, content: Sequence[Token], source: Sequence[Token], *, denied: bool
) -> StanceKind | None:
    """The stance of a phrase, by what follows it."""
    stance = match.entry.stance
    if denied and not {"not", "no"} & set(match.phrase):
        return match.entry.denied
    lowers = [w.lower for w in content if w.word]
    if _WANTS & set(match.phrase):
        return _wanted(match, lowers)
    if match.phrase[0] in _ASKS and not match.entry.free and not _demands(match, told, content):
        return None
    idle = match.phrase == ("vow",) and verbal_within(content) and not _WILL & set(lowers[:VOW_REACH])
    if idle or not fits(match, content, source) or (match.entry.stance in _DECIDING and lowers[:1] == ["to"]):
        return None
    if match.phrase[-1] == "to" and match.phrase[0] in _DECISIONS:
        stance = decided(content) or stance
    return None if stance == "urges" and tells_of(content[:ADVICE_WITHIN], "advice") else stance


def _wanted(match: Match, lowers: Sequence[str]) -> StanceKind | None:
    """As in "wants talks" or "wants the town to leave"; "wants to leave" is a plan, "would like peace" a wish."""
    if match.phrase[-1] == "see":
        return "urges"
    if lowers[:1] in (["to"], ["nobody"], ["no"], ["neither"], ["nothing"]):
        return None
    if "to" in lowers[1:7]:
        return "urges"
    return None if "like" in match.phrase else "supports"


def _demands(match: Match, told: Attribution, words: Sequence[Token]) -> bool:
    """Whether somebody is asked to do something: not "asked whether", not "told that", not "he came to ask"."""
    content = [w for w in words if w.word]
    lowers = [w.lower for w in content]
    to = lowers.index("to") if "to" in lowers[:TO_REACH] else None
    asked = (
        (to is not None and not any(verbal(content, n) for n in range(to)))
        or lowers[:1] == ["that"]
        or match.phrase[0] == "request"
    )
    return told.act in ("urge", "request") and asked


def _by_content(setting: Setting, told: Attribution, before: Sequence[Stance]) -> Iterator[Draft]:
    """The stances that the content itself takes."""
    pieces = [setting.inside([piece]) for piece in told.content]
    source = setting.inside(told.source)
    when = setting.said_when(told, setting.sentence((told.cue or told.content)[0]))
    if told.act == "warn" and told.cue and threatens(pieces[0], own_pronouns(source)):
        question = cut(pieces[0], setting.times)
        if question:
            passage = _evidence(setting, told, question)
            yield Draft("threatens", question, passage, told.id, setting.as_told(told, "certain"), None, when)
        return
    for view in _views(pieces, _owned(setting, told), str(told.act)):
        about = cut(view.question, setting.times, clause=view.clause) if view.question else _judged(setting, told)
        if not about and not view.question:
            shown = phrase_of(view.shown)
            about = borrowed(setting, shown, before) or antecedent(setting, told, shown)
            if not about and _says_what_it_is(view.shown):
                about = cut(view.shown, setting.times, clause=True)
        shown_words = [w for w in view.shown if w.word]
        if not about or not shown_words or _of_a_person(setting, view, about):
            continue
        shown = phrase_of(shown_words)
        held = condition(setting.words(setting.sentence(shown)), phrase_of(about))
        stance = left_open(denied=False) if view.possible else view.stance
        sure = "possible" if view.possible else "probable" if told.status == "hedged" else "certain"
        setting.used.append(shown)
        yield Draft(stance, about, (shown,), told.id, setting.as_told(told, sure), held, when)


def _says_what_it_is(shown: Sequence[Token]) -> bool:
    """Whether a judgement names what it judges by no more than "it": "it was profiling, plain and simple"."""
    lowers = [w.lower for w in shown if w.word][:2]
    return lowers[:1] in (["it"], ["this"], ["that"]) and lowers[1:] in (["is"], ["was"], ["'s"])


def _owned(setting: Setting, told: Attribution) -> frozenset[str]:
    """By what words whoever speaks names himself: pronouns, whom he speaks for, and who acts in what he announces."""
    spans = [*told.source, *(told.content if _announces(setting, told) else ())]
    bodies = [m for m in setting.found.mentions if m.type in ("place", "organization") and m.form == "name"]
    named = [m.span.cut(setting.text).lower().split()[-1] for m in bodies if any(s.contains(m.span) for s in spans)]
    insists = any(_INSISTING & set(w.lemmas) for w in setting.inside(told.cue))
    return own_pronouns(setting.inside(told.source)) | frozenset(named) | ({"it"} if insists else frozenset())


def _announces(setting: Setting, told: Attribution) -> bool:
    return any(_ANNOUNCING & set(w.lemmas) for w in setting.inside(told.cue))


def _views(pieces: Sequence[Sequence[Token]], own: frozenset[str], act: str) -> Iterator[View]:
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


def _evidence(setting: Setting, told: Attribution, question: Sequence[Token]) -> tuple[Span, ...]:
    """Source, cue and question: one passage where they lie in one sentence."""
    sentence = setting.sentence(told.cue[0])
    parts = [*told.source, *told.cue, phrase_of(question)]
    near = [p for p in parts if sentence is None or p.overlaps(sentence)]
    whole = hull(near)
    return merge([whole, *(p for p in parts if p not in near and not p.overlaps(whole))][:2])
