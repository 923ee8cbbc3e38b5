"""What a frame's words are worth where they stand: a verb, a noun, an adjective or a modal read with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.reading.events_clauses import verbal
from stemma.reading.events_parts import Found
from stemma.reading.morphology import Token
from stemma.reading.rules_aside import aside
from stemma.reading.rules_case import Case
from stemma.reading.rules_complements import Complement, of_modal, of_noun, of_verb
from stemma.reading.rules_credit import credited
from stemma.reading.rules_force import Force, force, unclear
from stemma.reading.rules_needs import met, needed
from stemma.reading.rules_nouns import deed_of
from stemma.reading.rules_parties import Authority, authority_of_verb, of_speakers, owned
from stemma.reading.rules_scene import Scene, clause, describes, holding, owner
from stemma.reading.rules_verbs import Verb, verb_at
from stemma.reading.rules_words import Frame, Hit, is_a, is_verb, names
from stemma.records import Actor, Attribution, Mention

# What is broken holds, whoever may have broken it.
BROKEN = Force("forbidden", "in force", "certain")
ASKED = Force("requested", "proposed", "underspecified")


def case_at(scene: Scene, hit: Hit, actors: Mapping[str, Actor], *, noun: bool) -> Case | None:
    """The first frame at this place whose needs are met."""
    for frame in hit.frames:
        if (frame.kind == "noun") != noun:
            continue
        if frame.kind == "noun" and not names(scene.words, hit):
            continue
        if frame.kind == "verb" and not is_verb(scene.words, hit):
            continue
        read = {"noun": _noun, "verb": _verb}.get(frame.kind, _other)
        case = read(scene, hit, frame, actors)
        if case is not None and met(case) and not aside(case):
            return credited(case, actors)
    return None


def _verb(scene: Scene, hit: Hit, frame: Frame, actors: Mapping[str, Actor]) -> Case | None:
    verb = verb_at(scene.words, hit.first, hit.last)
    if verb is None:
        return None
    scene = holding(scene, verb)
    start, end = clause(scene, verb, hit.last)
    authority = authority_of_verb(scene, verb, start, actors)
    if not authority.ids and not verb.passive and scene.deed is not None and scene.deed.speakers:
        authority = of_speakers(scene.deed.speakers, actors)
    complement = of_verb(scene, verb, hit.last, start, to=frame.modality != "forbidden")
    base = frame.modality
    found = force(scene, base, verb, "", start)
    if frame.family == "breach":
        found, authority = BROKEN, owned(scene, complement.noun)
    if found is None:
        return None
    if found.modality == "permitted" and verb.passive and _nobody(scene, start, verb.first):
        found = replace(found, modality="forbidden")  # "no one is allowed inside"
    ends = complement.link == "to" and _left_off(scene, complement.action)
    if found.modality in ("required", "permitted") and (complement.link == "not to" or (ends and base == "required")):
        found = replace(found, modality="forbidden")
    held = Case(frame, scene, hit.first, hit.last, (start, max(end, complement.end)), verb, "", complement)
    return _with(held, authority, found, None)


def _noun(scene: Scene, hit: Hit, frame: Frame, actors: Mapping[str, Actor]) -> Case | None:
    verb, deed = deed_of(scene, hit.first, hit.last)
    scene = holding(scene, verb)
    start, end = clause(scene, verb, hit.last)
    held = owner(scene, hit.first, scene.lo)
    giver = verb if deed in ("give", "deny") and verb is not None and not verb.passive else None
    complement = of_noun(scene, hit.last, giver, to=frame.modality != "forbidden" or frame.family == "deadline")
    authority = Authority()
    if verb is not None and deed not in ("get", "seek", "need", "face", "break", "have"):
        authority = authority_of_verb(scene, verb, start, actors)
    found = force(scene, frame.modality, verb, deed, start if verb is not None else hit.first)
    if frame.family == "breach":
        found, authority = BROKEN, owned(scene, complement.noun)
    if deed in ("seek", "need"):
        found = ASKED
    negative = _negative(scene, hit.first)
    if negative and found is not None and frame.modality == "permitted" and deed in ("give", "impose"):
        found, negative = replace(found, modality="forbidden"), False  # "no permits will be issued"
    if found is None or negative:
        return None
    case = Case(frame, scene, hit.first, hit.last, (start, max(end, complement.end)), verb, deed, complement)
    wanted = frame.family == "regulation" and needed(case)
    case = _with(case, authority, ASKED if wanted else found, held)
    return None if describes(scene, hit.last) else case


def _other(scene: Scene, hit: Hit, frame: Frame, actors: Mapping[str, Actor]) -> Case | None:
    """Adjectives, adverbs and modal phrases: the rule is what their clause says."""
    del actors
    start, end = clause(scene, None, hit.last)
    complement, verb = Complement(noun=(start, hit.first)), None
    if frame.kind == "adjective":
        after = of_noun(scene, hit.last, None)
        being = next((n for n in range(hit.first - 1, start, -1) if is_a(scene.words[n], "being", "making")), None)
        verb = verb_at(scene.words, being) if being is not None else None
        own = Complement(noun=(start, verb.first if verb is not None else hit.first))
        complement = after if after.link == "to" else own
    if frame.kind in ("modal", "adverb"):
        complement = of_modal(scene, hit.last + 1, (start, hit.first))
        verb = Verb(hit.first, hit.last, "finite")
    base = frame.modality
    if frame.phrase in (("must",), ("have", "to")) and _approved(scene, hit.last + 1):
        base = "needs-approval"
    # What "must" and "may only" say needs no verb of telling to make it a rule, and none to weaken it.
    found = force(replace(scene, told=None) if frame.kind == "modal" else scene, base, verb, "", start)
    if found is None:
        return None
    ends = base == "required" and _left_off(scene, complement.action) and found.modality == "required"
    if frame.kind == "modal" and (ends or _nobody(scene, start, hit.first)):
        found = Force("forbidden", found.status, found.certainty)
    if any(is_a(w, "undecided") or w.lower == "whether" for w in scene.words[start : hit.first]):
        found = Force("undecided", "unknown" if unclear(scene, hit.first) else "proposed", "underspecified")
    case = Case(frame, scene, hit.first, hit.last, (start, end), None, "", complement)
    return _with(case, Authority(), found)


def _approved(scene: Scene, at: int) -> bool:
    """Whether "approve" or "be approved by" follows "must"."""
    words = scene.words[at : at + 2]
    return any(is_a(w, "approving") for n, w in enumerate(words) if n == 0 or words[0].lower == "be")


def _nobody(scene: Scene, start: int, end: int) -> bool:
    """Whether the subject says that nobody may: "under the rules, no one may"."""
    comma = next((n for n in range(end - 1, start, -1) if scene.words[n].lower == ","), start - 1)
    return any(w.lower in {"no", "nobody", "none", "neither"} for w in scene.words[comma + 1 : comma + 3])


def _left_off(scene: Scene, action: tuple[int, int]) -> bool:
    """Whether the action is to end another, or to stay away: "must stop selling", "told to keep out"."""
    if scene.has(*action, "ending"):
        return True
    behind = scene.words[action[1]].lower if action[0] < action[1] < scene.hi else ""
    return scene.has(*action, "staying") and behind in {"out", "away", "off", "clear"}


def _with(case: Case, authority: Authority, found: Force, held: Mention | None = None) -> Case:
    return Case(
        case.frame, case.scene, case.first, case.last, case.clause, case.verb, case.deed, case.complement, authority,
        held, found,
    )  # fmt: skip


def scene_at(words: tuple[Token, ...], base: Found, near: Sequence[Attribution], at: int, *, headline: bool) -> Scene:
    """The sentence as it is read around the word at `at`: bounded by the innermost content that the word stands in."""
    span = words[at].span
    deed = next((a for a in near if any(c.overlaps(span) for c in a.cue)), None)
    told, inside = None, None
    for found in near:
        for content in found.content:
            if content.contains(span) and (inside is None or content.length < inside.length):
                told, inside = found, content
    if inside is None or told is None:
        return Scene(words, base, None, deed, 0, len(words), 0, headline)
    held = [n for n, w in enumerate(words) if inside.contains(w.span)]
    if any(verbal(words, n) for n in held if n < at) or words[held[0]].lower == "that":
        return Scene(words, base, told, deed, held[0], held[-1] + 1, held[0], headline)
    # "Approved new sanctions": what has no verb of its own before it belongs to the clause of its cue.
    cue = [w for w in words if any(c.contains(w.span) for c in told.cue)]
    doing = any(is_a(w, "impose", "lift", "keep", "give", "deny", "break") for w in cue)
    return Scene(words, base, None if doing else told, deed, 0, len(words), held[0], headline)


def in_name(scene: Scene, hit: Hit) -> bool:
    """Whether the words belong to a name: "the Rules Committee", "Ban Ki-moon", "Right to Play"."""
    span = scene.span(hit.first, hit.last + 1)
    if span is None or not scene.words[hit.first].capital or scene.headline:
        return False
    if any(m.form in ("name", "title") and m.span.overlaps(span) for m in scene.found.mentions):
        return True
    owns = hit.last + 1 < len(scene.words) and scene.words[hit.last + 1].lower == "'s"
    return hit.first > 0 or owns


def _negative(scene: Scene, at: int) -> bool:
    """Whether there is no such rule: "no ban", "without restrictions"."""
    return any(w.lower in {"no", "without", "zero"} for w in scene.words[max(scene.lo, at - 3) : at])
