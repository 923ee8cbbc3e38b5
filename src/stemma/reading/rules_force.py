"""How a rule stands, by its verb, what governs it and who tells it: in force, lifted, asked for, proposed, open."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from stemma.reading import lexicon
from stemma.reading.certainty import weakest
from stemma.reading.rules_scene import Scene, definite
from stemma.reading.rules_verbs import Verb, governors, of_governor
from stemma.reading.rules_words import is_a
from stemma.records import RuleModality, RuleStatus

_BY_ACT = {
    "urge": "requested", "request": "requested", "ask": "undecided", "propose": "proposed", "suggest": "",
    "threaten": "proposed", "plan": "proposed", "consider": "undecided", "doubt": "undecided", "want": "requested",
    "discuss": "undecided", "refuse": "refused",
}  # fmt: skip
_GOVERNING = ("undecided", "requested", "proposed", "decided", "refused")
_MOODS = ("undecided", "requested", "proposed", "decided")
_AGAINST: dict[str, RuleModality] = {"permitted": "forbidden", "forbidden": "permitted", "required": "permitted"}
# A gerund after one of these tells of what is done; after one of the others only of what is talked about.
# "If" after one of these is "whether".
_ASKING = frozenset(("clear", "unclear", "know", "decide", "decided", "sure", "certain", "say", "see", "ask", "asked"))
_DOING = frozenset(("by", "after", "for", "since", "in", "from", ",", "and", "while", "with", "despite"))
_TALKED = frozenset(("about", "on", "over", "regarding"))
_HEARSAY = lexicon.words("classes", "hearsay")
_ANNOUNCING = frozenset(("assert", "report", "confirm", "commit", "plan", "emphasize", "reiterate", "permit", "forbid"))
# How far before an infinitive the "whether" of its clause stands.
WHETHER_REACH = 12
# How far into what is asked for the rule's noun stands: "called for a second and longer ban".
NOUN_REACH = 6
# How far before the rule's verb the "unclear" stands that governs it.
UNCLEAR_REACH = 12
_HEDGES = {"may": "possible", "could": "possible"}


@dataclass(frozen=True, slots=True)
class Force:
    """A modality as the whole sentence leaves it, with the rule's status and how sure it is."""

    modality: RuleModality
    status: RuleStatus
    certainty: str
    moods: frozenset[str] = frozenset()


def force(scene: Scene, base: RuleModality, verb: Verb | None, deed: str, start: int) -> Force | None:
    """What becomes of a rule of modality `base`; None where the sentence makes no rule of it.

    `verb` is the verb that makes, lifts, keeps or gives it, `deed` which of these (empty for a verb that is the rule
    itself), `start` the place where its clause begins.
    """
    at = verb.first if verb is not None else start
    moods = _moods(scene, verb, at, start)
    against = (verb is not None and verb.negated) != ("refused" in moods)
    if {"refused", "requested"} <= moods:
        moods = moods - {"requested", "refused", "undecided"}
    mood = next((m for m in _MOODS if m in moods), "")
    modal = _modal(scene, verb)
    turned = _turned(base, deed, against=against, modal=modal)
    if turned is None or moods & {"if", "dropped"} or (not mood and _only_named(scene, verb, deed)):
        return None
    modality, off = turned
    mood, status = _mood(scene, mood, modal, off=off, against=against)
    sure = _certainty(scene, modal, mood, at)
    if mood in ("undecided", "requested", "proposed"):
        settled: RuleModality = mood  # type: ignore[assignment]
        return Force(settled, "unknown" if mood == "undecided" and unclear(scene, at) else "proposed", sure, moods)
    return None if mood == "none" else Force(modality, _told(scene, status, at), sure, moods)


def unclear(scene: Scene, at: int) -> bool:
    """Whether nobody knows what holds, and no decision is awaited: "it is unclear how much they can control"."""
    near = [w.lower for w in scene.words[max(0, at - UNCLEAR_REACH) : at]]
    unknown = any(a in {"not", "n't"} and b in {"clear", "certain", "known"} for a, b in pairwise(near))
    return unknown or not {"unclear", "uncertain", "unknown"}.isdisjoint(near)


def _modal(scene: Scene, verb: Verb | None) -> str:
    """The modal of a verb group, or "can" where it stands before the verb that this one is joined to."""
    if verb is None:
        return ""
    joined = verb.first > scene.lo and scene.words[verb.first - 1].lower in {"and", "or", ","}
    able = joined and any(w.lower == "can" for w in scene.words[scene.lo : verb.first])
    return verb.modal or ("can" if able and verb.form == "finite" else "")


def _only_named(scene: Scene, verb: Verb | None, deed: str) -> bool:
    """Whether the end of a rule is but named ("any lifting of the ban") or hangs on a condition ("it ends if")."""
    if verb is None:
        return deed == "lift"
    return deed in ("lift", "deny") and verb.present and _conditional(scene)


def _turned(base: RuleModality, deed: str, *, against: bool, modal: str) -> tuple[RuleModality, bool] | None:
    """The modality after what is done to the rule and a negation, and whether the rule is taken away."""
    if deed == "lift":
        return (base, not against) if base != "permitted" else ("forbidden", against)
    if deed == "deny" and base == "permitted":
        return ("permitted" if against else "forbidden"), False
    if deed in ("", "apply") and against:
        return _AGAINST.get(base, base), False
    if against and deed in ("impose", "face", "break"):
        return None
    if deed in ("give", "get"):
        return ("forbidden" if against and not modal else base), False
    return base, deed == "keep" and against


def _mood(scene: Scene, mood: str, modal: str, *, off: bool, against: bool) -> tuple[str, RuleStatus]:
    status: RuleStatus = "lifted" if off else "in force"
    if mood and mood != "decided":
        return mood, status
    if modal in ("may", "could"):
        return ("undecided" if against else "proposed"), status
    if modal == "should":
        return "requested", status
    if modal == "can":
        return "none", status
    if modal == "would":
        announced = scene.told is not None and scene.told.act in _ANNOUNCING and not _conditional(scene)
        return (mood, "unknown") if announced else ("proposed", status)
    return (mood, "unknown") if modal == "will" else (mood, status)


def _conditional(scene: Scene) -> bool:
    return any(w.lower in ("if", "whether", "unless") for w in scene.words)


def _moods(scene: Scene, verb: Verb | None, at: int, start: int) -> frozenset[str]:
    """The kinds of what governs the verb, of its subject, of its clause's opener and of the telling around it."""
    found: set[str] = set()
    before = scene.words[start - 1].lower if start else ""
    inside = [w.lower for w in scene.words[start:at]]
    if before in ("if", "unless") or {"if", "unless"} & set(inside):
        asks = start > 1 and scene.words[start - 2].lower in _ASKING
        found.add("undecided" if asks else "if")
    if before == "whether" or "whether" in inside or scene.words[start].lower == "whether":
        found.add("undecided")
    if verb is None or verb.form in ("infinitive", "gerund"):
        found |= _governed(scene, verb, at)
    elif verb.form == "finite":
        found |= {m for n in range(start, at) for m in ("proposed",) if _only_proposed(scene, n)}
    if verb is not None or not definite(scene, at):
        found |= _by_telling(scene, verb, found, at)
    return frozenset(found)


def _only_proposed(scene: Scene, at: int) -> bool:
    """Whether a word of the subject makes all of it a proposal: "the draft would", "one idea is to"."""
    word = scene.words[at]
    return is_a(word, "proposed") and not is_a(word, "decided") and not word.lower.endswith("ing")


def _governed(scene: Scene, verb: Verb | None, at: int) -> set[str]:
    """The kinds of the words that govern an infinitive, a gerund or a noun, and of the clause they stand in."""
    found: set[str] = set()
    place = verb.governor if verb is not None and verb.governor is not None else at
    gerund = verb is not None and verb.form == "gerund"
    for n in governors(scene.words, place + gerund, 0):
        found |= _kinds(scene, n, place, noun=verb is None)
        group = of_governor(scene.words, n) if found else None
        if group is not None and group.negated and group.form == "finite":
            found ^= {"refused"}
    if _of_proposal(scene, place):
        found = (found - {"requested"}) | {"proposed"}
    if _opened_by_whether(scene, place):
        found.add("undecided")
    if gerund and verb is not None and verb.first and scene.words[verb.first - 1].lower in _TALKED:
        found = (found - {"requested"}) | {"undecided"}
    if verb is None or not found.isdisjoint(_GOVERNING):
        return found
    return found | _ungoverned(scene, verb)


def _kinds(scene: Scene, at: int, place: int, *, noun: bool) -> set[str]:
    """The kinds of the word at `at` as a governor of what stands at `place`."""
    word = scene.words[at]
    found = {kind for kind in _GOVERNING if is_a(word, kind)}
    if noun and {"vote", "rule", "decide"} & set(word.lemmas) and _on(scene, at, place):
        found.add("undecided")  # "will vote on a ban"
    if "want" in word.lemmas and at + 1 < place:
        found = (found - {"proposed"}) | {"requested"}  # "want the council to ban lorries"
    return found


def _on(scene: Scene, first: int, end: int) -> bool:
    return any(w.lower == "on" for w in scene.words[first:end])


def _of_proposal(scene: Scene, at: int) -> bool:
    """Whether the clause describes a proposal: "a plan, which calls for both sides to halt their drills"."""
    for place in range(at - 1, max(0, at - 1 - WHETHER_REACH), -1):
        if scene.words[place].lower in {"which", "that"}:
            before = place - 1 if scene.words[place - 1].word else place - 2
            return before >= 0 and is_a(scene.words[before], "proposed")
    return False


def _opened_by_whether(scene: Scene, at: int) -> bool:
    """Whether the clause that governs the word at `at` is opened by "whether": "whether it has decided to lift"."""
    for place in range(at - 1, max(-1, at - 1 - WHETHER_REACH), -1):
        lower = scene.words[place].lower
        if lower == "whether":
            return True
        if lower in {",", ";", ":", "that", "which", "who", "and"}:
            return False
    return False


def _ungoverned(scene: Scene, verb: Verb) -> set[str]:
    """What an infinitive or gerund is worth that no word of the lists governs."""
    if scene.told is not None and _BY_ACT.get(str(scene.told.act)):
        return set()
    if verb.form == "infinitive":
        return {"proposed"} if scene.headline and verb.governor else {"dropped"}
    before = scene.words[verb.first - 1].lower if verb.first else ""
    if before in _TALKED:
        return {"undecided"}
    if before in _DOING or (verb.first == 0 and scene.headline):
        return set()
    return {"proposed"} if verb.first == scene.lo else {"dropped"}


def _by_telling(scene: Scene, verb: Verb | None, found: set[str], at: int) -> set[str]:
    told = scene.told
    if told is None or found & {"undecided", "requested", "proposed"}:
        return set()
    if told.status in ("hypothetical", "negated"):
        return {"undecided"}
    mood = _BY_ACT.get(str(told.act), "")
    if told.act == "want" and scene.words[scene.opens].lower == "to":
        mood = "proposed"  # "wants to ban", not "wants them to ban"
    if verb is None and at - scene.opens > NOUN_REACH and mood == "requested":
        return set()  # "they should know that no sanctions will"
    finite = verb is not None and verb.form == "finite" and not verb.modal and verb.first > scene.opens
    if finite and told.act in ("request", "urge") and verb is not None and verb.present:
        finite = False  # "demanding that the country halts its tests"
    return set() if not mood or finite else {mood}


def _certainty(scene: Scene, modal: str, mood: str, at: int) -> str:
    near = scene.words[max(scene.lo, at - 8) : at + 4]
    hearsay = "probable" if any(w.lower in _HEARSAY or w.lower == "likely" for w in near) else None
    told = scene.told.certainty if scene.told is not None and mood not in ("undecided", "requested") else None
    of_mood = {"undecided": "underspecified", "requested": "underspecified"}.get(mood)
    return weakest(of_mood, _HEDGES.get(modal), hearsay, told)


def _told(scene: Scene, status: RuleStatus, at: int) -> RuleStatus:
    """What only unnamed voices tell of is reported."""
    near = scene.words[max(scene.lo, at - 8) : at + 2]
    hearsay = any(w.lower in _HEARSAY for w in near)
    unnamed = scene.told is not None and scene.told.speaker_type in ("anonymous", "implicit") and scene.told.cue != ()
    return "reported" if status == "in force" and (hearsay or unnamed) else status
