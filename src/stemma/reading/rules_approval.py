"""Rules that ask for somebody's approval: "not without the council's consent", "must win approval"."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.reading.rules_case import Case
from stemma.reading.rules_complements import Complement, of_modal, of_noun
from stemma.reading.rules_force import Force
from stemma.reading.rules_parties import Authority
from stemma.reading.rules_scene import Scene, clause, describes, owner, phrase_end
from stemma.reading.rules_verbs import Verb, verb_at
from stemma.reading.rules_words import Frame, Hit, is_a
from stemma.records import RuleModality

_NEEDED = Frame(("approval",), "noun", "needs-approval", "approval", ())
_FREE = Frame(("approval",), "noun", "permitted", "permission", ())
_NEGATIVE = frozenset(("nothing", "neither", "not", "n't", "cannot", "never", "no", "nobody", "none", "illegal"))
_ABLE = frozenset(("can", "could", "may", "able", "allowed", "free", "permitted"))
_MODALS = frozenset(("can", "ca", "could", "may", "must", "cannot", "able"))
# How many words before "approval" its "without" stands, and before that the verb that is denied or allowed.
REACH = 6
# How far behind it the clause says who may not: "without a licence from the guild, nobody can sell".
BEHIND = 10
_WINNING = frozenset(("win", "get", "obtain", "secure", "seek", "receive", "gain", "apply", "ask", "have"))


def approvals(scene: Scene, hit: Hit) -> Iterator[Case]:
    """The rule that somebody's approval is needed, or is not, where the hit is the approval's noun."""
    if not is_a(scene.words[hit.last], "approval") or describes(scene, hit.last):
        return
    without = next((n for n in range(hit.first - 1, max(scene.lo - 1, hit.first - REACH), -1)
                    if scene.words[n].lower == "without"), None)  # fmt: skip
    if without is not None:
        yield from _without(scene, hit, without)
        return
    for at in range(hit.first - 1, max(scene.lo, hit.first - REACH), -1):
        if scene.words[at].lower == "with" and any(
            w.lower == "only" for w in scene.words[max(scene.lo, at - REACH) : at]
        ):
            span = clause(scene, None, at)
            yield _case(scene, hit, _NEEDED, (span[0], max(span[1], hit.last + 1)), _granting(scene, hit, at))
            return
    yield from _needing(scene, hit)


def _without(scene: Scene, hit: Hit, at: int) -> Iterator[Case]:
    start, end = clause(scene, None, at)
    before = {w.lower for w in scene.words[start:at]} or {w.lower for w in scene.words[hit.last : hit.last + BEHIND]}
    if before & {"if", "whether"}:
        return
    negative, able = bool(before & _NEGATIVE), bool(before & _ABLE)
    if negative:
        yield _case(scene, hit, _NEEDED, (start, max(end, hit.last + 1)), _granting(scene, hit, at))
    elif able:
        yield _case(scene, hit, _FREE, (start, max(end, hit.last + 1)), Authority())


def _needing(scene: Scene, hit: Hit) -> Iterator[Case]:
    """As in "needs Orvania's consent", "must obtain a licence", "do not have to win approval"."""
    for at in range(hit.first - 1, max(scene.lo - 1, hit.first - 1 - REACH), -1):
        word = scene.words[at]
        if word.lower == "for" and at > scene.lo and not _WINNING.isdisjoint(scene.words[at - 1].lemmas):
            continue  # "must apply for a permit"
        if not word.word or word.lower in {"for", "on", "that", "which", "after", "of"}:
            return
        verb = verb_at(scene.words, at) if word.word else None
        if verb is None:
            continue
        if _needs(verb, word.lemmas):
            start, end = clause(scene, verb, hit.last)
            yield _case(scene, hit, _NEEDED, (start, max(end, hit.last + 1)), _granting(scene, hit, at), verb=verb)
            return


def _needs(verb: Verb, lemmas: tuple[str, ...]) -> bool:
    if "need" in lemmas or "require" in lemmas:
        return verb.form == "finite" and not verb.passive
    return verb.modal == "must" and not _WINNING.isdisjoint(lemmas)


def _granting(scene: Scene, hit: Hit, floor: int) -> Authority:
    """Who would approve: the owner of the noun, or the one behind "of", "from" or "by"."""
    held = owner(scene, hit.first, floor)
    if held is None and hit.last + 1 < scene.hi and scene.words[hit.last + 1].lower in {"of", "from", "by"}:
        held = scene.party(hit.last + 2, phrase_end(scene, hit.last + 2))
    return Authority((held.actor,) if held is not None and held.actor else (), ruler=True)


def _case(
    scene: Scene, hit: Hit, frame: Frame, span: tuple[int, int], authority: Authority, *, verb: Verb | None = None
) -> Case:
    modality: RuleModality = frame.modality
    told = scene.told
    reported = told is not None and told.speaker_type in ("anonymous", "implicit") and bool(told.cue)
    sure = told.certainty if told is not None and told.certainty else "certain"
    found = Force(modality, "reported" if reported else "in force", sure)
    complement = of_noun(scene, hit.last, None)
    if complement.link in {"from", "of", "by"}:
        complement = Complement()
    modal = next((n for n in range(span[0], hit.first) if scene.words[n].lower in _MODALS), None)
    if complement.link not in {"to", "for"} and modal is not None:
        start = span[0] + (scene.words[span[0]].lower in {"but", "and", "that"})
        complement = of_modal(scene, modal + 1 + (scene.words[modal].lower == "able"), (start, modal))
    return Case(frame, scene, hit.first, hit.last, span, verb, "", complement, authority, None, found)
