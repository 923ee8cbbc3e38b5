"""A rule made of what was read around its words: who, for whom, what, where, when, and the passage that shows it."""

from __future__ import annotations

from stemma.reading import events_parts, lexicon
from stemma.reading import rules_parts as parts
from stemma.reading.morphology import Token
from stemma.reading.rules_case import Case
from stemma.reading.rules_complements import Range
from stemma.reading.rules_joining import Draft
from stemma.reading.rules_scene import Scene
from stemma.reading.rules_words import is_a
from stemma.records import Mention, Rule, RuleObject, Validity, content_id
from stemma.spans import Span


def draft(case: Case, number: int, as_of: str | None) -> Draft:
    """The rule of a case, and what is needed to tell whether another passage tells of the same."""
    scene, complement, found = case.scene, case.complement, case.force
    assert found is not None, f"{case.frame.phrase} was taken for a rule without its force"
    first, end = _trimmed(scene, *case.clause)
    evidence, trigger = _behind_quotation(scene, scene.span(first, end), case), scene.span(case.first, case.last + 1)
    assert evidence is not None, "a clause holds its trigger"
    assert trigger is not None, "a trigger holds a word"
    bound = _bound(case)
    authority = tuple(a for a in _authority(case) if a not in bound)
    used = _use(case)
    triggers = [trigger]
    if case.deed and case.verb is not None:
        triggers.append(scene.words[case.verb.main].span)
    rule = Rule(
        id=content_id("u", trigger, evidence, found.modality),
        modality=found.modality,
        status=found.status,
        evidence=(evidence,),
        authority=authority,
        bound=bound,
        object=_shown_object(case, used),
        action=scene.text(*complement.action) or (scene.text(*used) if used else None),
        scope=None
        if case.frame.family == "sanctions" and bound
        else parts.scope_of(scene, case.last + 1, max(end, complement.end)),
        conditions=parts.conditions_of(scene, case.last + 1, end),
        exceptions=parts.exceptions_of(scene, case.last + 1),
        valid=_validity(case, first, end, as_of),
        certainty=found.certainty,
        trigger=tuple(sorted(triggers)),
        told_by=scene.told.id if scene.told is not None else None,
    )
    return Draft(rule, case.frame.family, number, _subject_words(case), _bare(case), case.credited,
                 scene.headline, case.frame.kind == "modal", _goes_on(case),
                 evidence.cut(scene.found.text).lower())  # fmt: skip


def _validity(case: Case, first: int, end: int, as_of: str | None) -> Validity:
    when = None
    done = case.force is not None and case.force.status in ("in force", "lifted", "reported")
    if case.verb is not None and case.verb.form == "finite" and done and not case.verb.present:
        words = case.scene.words[first:end]
        when = events_parts.time_of(case.scene.found, words, case.scene.words[case.verb.main], ahead=False).value
    lifted = case.force is not None and case.force.status == "lifted"
    return parts.validity(case.scene, (first, end), when, lifted=lifted, as_of=as_of)


def _subject_words(case: Case) -> str:
    """The subject of an active verb that rules, where no actor is known behind it: "authorities", "most banks"."""
    verb = case.verb
    if case.authority.ids or verb is None or verb.passive or verb.form != "finite" or verb.main > case.last:
        return ""
    return (case.scene.text(case.clause[0], verb.first) or "").lower()


def _goes_on(case: Case) -> bool:
    """Whether the subject is but a pronoun that stands for many: "they may"."""
    subject = [w.lower for w in case.scene.words[case.clause[0] : case.first] if w.word]
    return [w for w in subject if w not in ("and", "but")] == ["they"]


def _bare(case: Case) -> bool:
    """Whether nothing but the rule's own noun says what it is about."""
    rule = _object(case)
    first = case.scene.words[case.first].span
    return rule is None or rule.span is None or (case.frame.kind == "noun" and rule.span.contains(first))


def _trimmed(scene: Scene, first: int, end: int) -> tuple[int, int]:
    """The clause without what opens it and the mark that ends it."""
    while first < end - 1 and (not scene.words[first].word or scene.words[first].lower in {"that", "and", "but"}):
        first += 1
    while end > first + 1 and not scene.words[end - 1].word:
        end -= 1
    return first, end


def _bound(case: Case) -> tuple[str, ...]:
    """Who may not, may or must: a party named where the words say whom the rule is for."""
    complement, scene, verb = case.complement, case.scene, case.verb
    if complement.link == "may":
        return events_parts.subjects(scene.found, scene.words[case.clause[0] : _modal_at(case)])
    if case.frame.kind == "noun":
        given = case.deed in ("give", "deny")
        passive = given and verb is not None and verb.passive and verb.main < case.first
        if verb is not None and (passive or case.deed in ("get", "face")):
            return events_parts.subjects(scene.found, scene.words[case.clause[0] : verb.first])
        pointed = given or complement.link in {"on", "against", "for", "how"}
        return _ids(_whole(scene, complement.noun)) if pointed else ()
    linked = complement.link in {"to", "not to", "from"}
    if not linked and case.frame.family not in ("sanctions", "closure", "exemption"):
        return ()
    if verb is not None and verb.passive:
        return events_parts.subjects(scene.found, scene.words[slice(*complement.noun)])
    return _ids(_whole(scene, complement.noun))


def _modal_at(case: Case) -> int:
    """Where the subject of a modal ends: before "may", or before the action that is not allowed without approval."""
    at = case.complement.action[0] if case.frame.kind == "noun" else case.first
    while case.frame.kind == "noun" and at > case.clause[0] and not is_a(case.scene.words[at - 1], "modal"):
        at -= 1
    return at - 1 if case.frame.kind == "noun" and at > case.clause[0] else at


def _ids(mention: Mention | None) -> tuple[str, ...]:
    """The actor of a mention as a party."""
    return (mention.actor,) if mention is not None and mention.actor else ()


def _whole(scene: Scene, noun: tuple[int, int]) -> Mention | None:
    """The party that a noun phrase consists of: "the Selm harbour company", but not "Selm's exports"."""
    held = scene.party(*noun)
    if held is None or scene.found.text.startswith(("'s", "\u2019s"), held.end):
        return None
    behind = [w for w in scene.words[slice(*noun)] if w.span.start >= held.end]
    return held if not behind or not behind[0].word else None


def _authority(case: Case) -> tuple[str, ...]:
    if case.authority.ids:
        return case.authority.ids
    held = case.owner
    if held is None or held.actor is None or case.frame.kind != "noun":
        return ()
    possessive = case.scene.found.text.startswith(("'s", "\u2019s", "' ", "\u2019 "), held.end)
    pointed = case.complement.link in {"on", "against", "for", "over"} or case.frame.modality == "permitted"
    return (held.actor,) if possessive or held.type == "organization" or pointed else ()


def _object(case: Case) -> RuleObject | None:
    """The thing ruled; a party alone is whom the rule binds, and the object then is the rule's own noun phrase."""
    scene, complement = case.scene, case.complement
    noun = case.frame.kind == "noun"
    first = case.first
    floor = case.verb.main + 1 if case.verb is not None and case.verb.main < first else scene.lo
    while noun and first > floor and _of_phrase(scene.words[first - 1]):
        first -= 1
    thing = complement.thing
    if noun and thing == complement.noun and _whole(scene, thing) is not None:
        thing = (0, 0)
    return parts.object_of(scene, thing, (first, case.last + 1) if noun else (0, 0))


def _shown_object(case: Case, used: Range | None) -> RuleObject | None:
    """The thing as the rule shows it: what "their use" is the use of; nothing where a pronoun is all there is."""
    thing = _object(case)
    if used is not None:
        return parts.object_of(case.scene, _antecedent(case), (0, 0)) or thing
    return None if thing is not None and thing.text.lower() in _POINTING else thing


def _use(case: Case) -> Range | None:
    """The noun of "their use", where the clause before names whose."""
    first, end = case.complement.thing
    words = case.scene.words
    owned = end - first > 1 and words[first].lower in {"their", "its"} and is_a(words[first + 1], "doing", "using")
    begins, stop = _antecedent(case) if owned else (0, 0)
    return (first + 1, first + 2) if begins < stop else None


def _antecedent(case: Case) -> Range:
    """The noun phrase that ends the clause before this one: "has sent Selkia rockets, though their use"."""
    words = case.scene.words
    end = case.complement.thing[0]
    while end > case.scene.lo and (not words[end - 1].word or words[end - 1].lower in _JOINTS):
        end -= 1
    start = end
    while start > case.scene.lo and words[start - 1].word and words[start - 1].lower not in _BEFORE_PHRASE:
        before = words[start - 1]
        if before.lemmas[0] != before.lower and not before.lower.endswith("s"):
            break  # "has sent drones"
        start -= 1
        if before.lower in lexicon.words("classes", "determiners"):
            break
    many = words[case.complement.thing[0]].lower == "their"
    fits = start < end and start > case.scene.lo and (words[end - 1].lower.endswith("s") == many)
    return (start, end) if fits and end < case.complement.thing[0] else (0, 0)


def _behind_quotation(scene: Scene, span: Span | None, case: Case) -> Span | None:
    """A clause without the end of a quotation that was cut in two before it: “... now,” she said of lifting it."""
    if span is None:
        return None
    said = span.cut(scene.found.text)
    closed = said.find("\u201d")
    if closed < 0 or 0 <= said.find("\u201c") < closed or span.start + closed >= scene.words[case.first].span.start:
        return span
    rest = said[closed + 1 :]
    return Span(span.start + closed + 1 + len(rest) - len(rest.lstrip(" ,")), span.end)


def _of_phrase(word: Token) -> bool:
    """Whether a word before the rule's noun belongs to its phrase."""
    governs = is_a(word, "proposed", "requested", "decided", "refused", "undecided", "impose")
    return word.lower.isalpha() and word.lower not in _ENDS and not governs


_POINTING = frozenset(("it", "this", "that", "they", "them", "these", "those"))
_JOINTS = frozenset(("though", "although", "but", "and", "while", "however", "whereas"))
_BEFORE_PHRASE = (
    (lexicon.words("classes", "prepositions") - {"of"}) | lexicon.words("classes", "finite") | {"and", "or", "that"}
)

_ENDS = (
    lexicon.words("classes", "determiners")
    | lexicon.words("classes", "prepositions")
    | lexicon.words("classes", "finite")
    | lexicon.words("classes", "modal")
    | {"and", "or", "while", "although", "though", "but", "if", "against", "new", "not", "be", "been", "to"}
)
