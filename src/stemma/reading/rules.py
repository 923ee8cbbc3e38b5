"""Rules: what a report says somebody may, must or must not do, who rules it, for whom, where, and whether it holds.

Words of `data/rules_frames.tsv` are looked for in each sentence; what must stand with them, what governs them and who
tells of them decides what they are worth. Nothing is learned. What only looks like a rule (ability, mere opinion, the
name of a committee) lacks what its frame needs and is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from stemma.reading import events_parts, lexicon
from stemma.reading import rules_parts as parts
from stemma.reading.events_clauses import QUOTES, verbal
from stemma.reading.events_parts import Found
from stemma.reading.morphology import Token, tokens
from stemma.reading.rules_approval import approvals
from stemma.reading.rules_force import Force, force
from stemma.reading.rules_joining import Draft, joined
from stemma.reading.rules_needs import Case, aside, attributive, met, needed
from stemma.reading.rules_nouns import deed_of
from stemma.reading.rules_scene import Scene, clause, holding, owner, sentence_words
from stemma.reading.rules_verbs import verb_at
from stemma.reading.rules_words import Frame, Hit, hits, is_a, is_noun, is_verb
from stemma.records import Actor, Attribution, Mention, Report, Rule, TimeExpression, Validity, content_id
from stemma.spans import Span

# What is broken holds, whoever may have broken it.
BROKEN = Force("forbidden", "in force", "certain")
# Lemmas are found by their first letters, so that most sentences need not be taken apart.
PREFIX = 4


def find_rules(
    report: Report,
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
) -> tuple[Rule, ...]:
    """The rules one report tells of, in text order. `object.supplier` and `.origin` are actor ids where one is named."""
    finder = _Finder(report, actors, mentions, attributions, times)
    return joined(report.text, finder.drafts(), {a.id: a for a in actors})


@cache
def _likely() -> re.Pattern[str]:
    """Finds sentences that may hold a frame's words."""
    stems = sorted({row[0].split()[0][:PREFIX] for row in lexicon.rows("rules_frames")})
    others = ("consent", "without")
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, (*stems, *others)))})")


class _Finder:
    def __init__(
        self,
        report: Report,
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        times: Sequence[TimeExpression],
    ) -> None:
        self.report, self.text = report, report.text
        self.actors: Mapping[str, Actor] = {a.id: a for a in actors}
        self.mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self.starts = [m.start for m in self.mentions]
        self.attributions = attributions
        self.times = times
        self.headlines = [b.span for b in report.blocks if b.type in ("headline", "subheading")]
        published = report.report.published.value
        self.as_of = published[:10] if published else None

    def drafts(self) -> list[Draft]:
        """What each sentence tells, in text order; a headline is a sentence."""
        whole = [h for h in self.headlines if not any(s.overlaps(h) for s in self.report.sentences)]
        found: list[Draft] = []
        for number, sentence in enumerate(sorted([*self.report.sentences, *whole])):
            if _likely().search(self.text, *sentence):
                found += self._in_sentence(sentence, number, found)
        return found

    def _in_sentence(self, sentence: Span, number: int, before: Sequence[Draft]) -> list[Draft]:
        words = sentence_words(tokens(self.text, [sentence]), QUOTES)
        inside = self.mentions[bisect_left(self.starts, sentence.start) : bisect_left(self.starts, sentence.end)]
        times = [t for t in self.times if sentence.overlaps(t.span)]
        base = Found(self.text, inside, times)
        near = [a for a in self.attributions if any(s.overlaps(sentence) for s in (*a.content, *a.cue))]
        headline = any(h.overlaps(sentence) for h in self.headlines)
        out: list[Draft] = []
        if any(w.lower == "?" for w in words[-1:]):
            return out
        taken: set[int] = set()
        for case in self._cases(words, base, near, headline=headline):
            if taken.isdisjoint(range(case.first, case.last + 1)):
                out.append(self._draft(case, number))
                taken |= self._covered(case)
        return out

    @staticmethod
    def _covered(case: Case) -> set[int]:
        """The words a rule has used up: its own, and the verb that makes or lifts it."""
        verb = {case.verb.main} if case.verb is not None else set()
        return {*range(case.first, case.last + 1)} | verb

    def _cases(
        self, words: tuple[Token, ...], base: Found, near: Sequence[Attribution], *, headline: bool
    ) -> Iterator[Case]:
        """The frames of a sentence that are rules; needed approvals and nouns come first, for verbs only serve them."""
        found = list(hits(words))
        for hit in found:
            scene = _scene(words, base, near, hit.first, headline=headline)
            if scene is not None and not _in_name(scene, hit):
                yield from approvals(scene, hit, self.actors)
        for noun in (True, False):
            for hit in found:
                scene = _scene(words, base, near, hit.first, headline=headline)
                if scene is None or _in_name(scene, hit):
                    continue
                case = self._case(scene, hit, noun=noun)
                if case is not None:
                    yield case

    def _case(self, scene: Scene, hit: Hit, *, noun: bool) -> Case | None:
        """The first frame at this place whose needs are met."""
        for frame in hit.frames:
            if (frame.kind == "noun") != noun:
                continue
            if frame.kind == "noun" and not is_noun(scene.words, hit.last):
                continue
            if frame.kind == "verb" and not is_verb(scene.words, hit):
                continue
            read = {"noun": self._noun, "verb": self._verb}.get(frame.kind, self._other)
            case = read(scene, hit, frame)
            if case is not None and met(case) and not aside(case):
                return case
        return None

    def _verb(self, scene: Scene, hit: Hit, frame: Frame) -> Case | None:
        verb = verb_at(scene.words, hit.first, hit.last)
        if verb is None:
            return None
        scene = holding(scene, verb)
        start, end = clause(scene, verb, hit.last)
        authority = parts.authority_of_verb(scene, verb, start, self.actors)
        if not authority.ids and scene.deed is not None and scene.deed.speakers:
            authority = parts.of_speakers(scene.deed.speakers, self.actors)
        complement = parts.of_verb(scene, verb, hit.last, start, to=frame.modality != "forbidden")
        found = force(scene, frame.modality, verb, "", start)
        if frame.family == "breach":
            found, authority = BROKEN, parts.owned(scene, complement.noun)
        if found is None:
            return None
        held = Case(frame, scene, hit.first, hit.last, (start, max(end, complement.end)), verb, "", complement)
        return _with(held, authority, found, None)

    def _noun(self, scene: Scene, hit: Hit, frame: Frame) -> Case | None:
        verb, deed = deed_of(scene, hit.first, hit.last)
        scene = holding(scene, verb)
        start, end = clause(scene, verb, hit.last)
        held = owner(scene, hit.first, scene.lo)
        giver = verb if deed in ("give", "deny") and verb is not None and not verb.passive else None
        complement = parts.of_noun(
            scene, hit.last, giver, to=frame.modality != "forbidden" or frame.family == "deadline"
        )
        authority = parts.Authority()
        if verb is not None and deed not in ("get", "seek", "need", "face", "break", "have"):
            authority = parts.authority_of_verb(scene, verb, start, self.actors)
        found = force(scene, frame.modality, verb, deed, start if verb is not None else hit.first)
        if deed in ("seek", "need"):
            found = Force("requested", "proposed", "underspecified")
        if (found is None and frame.family != "breach") or _negative(scene, hit.first):
            return None
        case = Case(frame, scene, hit.first, hit.last, (start, max(end, complement.end)), verb, deed, complement)
        if frame.family == "breach":
            found, authority = BROKEN, parts.owned(scene, complement.noun)
        case = _with(case, authority, found, held)
        if frame.family == "regulation" and needed(case):
            case = _with(case, authority, Force("requested", "proposed", "underspecified"), held)
        return None if attributive(case) else case

    def _other(self, scene: Scene, hit: Hit, frame: Frame) -> Case | None:
        """Adjectives, adverbs and modal phrases: the rule is what their clause says."""
        start, end = clause(scene, None, hit.last)
        complement, verb = parts.Complement(noun=(start, hit.first)), None
        if frame.kind == "adjective":
            after = parts.of_noun(scene, hit.last, None)
            being = next((n for n in range(hit.first - 1, start, -1) if is_a(scene.words[n], "being")), None)
            verb = verb_at(scene.words, being) if being is not None else None
            own = parts.Complement(noun=(start, verb.first if verb is not None else hit.first))
            complement = after if after.link == "to" else own
        if frame.kind in ("modal", "adverb"):
            complement = parts.of_modal(scene, hit.last + 1, (start, hit.first))
        found = force(scene, frame.modality, verb, "", start)
        if found is None:
            return None
        if any(is_a(w, "undecided") or w.lower == "whether" for w in scene.words[start : hit.first]):
            found = Force("undecided", "proposed", "underspecified")
        case = Case(frame, scene, hit.first, hit.last, (start, end), None, "", complement)
        return _with(case, parts.Authority(), found)

    def _draft(self, case: Case, number: int) -> Draft:
        """The rule of a case, and what is needed to tell whether another passage tells of the same."""
        scene, complement, found = case.scene, case.complement, case.force
        assert found is not None, f"{case.frame.phrase} was taken for a rule without its force"
        first, end = _trimmed(scene, *case.clause)
        evidence, trigger = scene.span(first, end), scene.span(case.first, case.last + 1)
        assert evidence is not None, "a clause holds its trigger"
        assert trigger is not None, "a trigger holds a word"
        bound = _bound(case)
        authority = tuple(a for a in _authority(case) if a not in bound)
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
            object=_object(case),
            action=scene.text(*complement.action),
            scope=parts.scope_of(scene, case.last + 1, max(end, complement.end)),
            conditions=parts.conditions_of(scene, case.last + 1, end),
            exceptions=parts.exceptions_of(scene, case.last + 1),
            valid=self._validity(case, first, end),
            certainty=found.certainty,
            trigger=tuple(sorted(triggers)),
            told_by=scene.told.id if scene.told is not None else None,
        )
        definite = case.frame.kind == "noun" and _definite(scene, case.first)
        return Draft(rule, case.frame.family, number, definite, _subject_words(case), _bare(case))

    def _validity(self, case: Case, first: int, end: int) -> Validity:
        when = None
        done = case.force is not None and case.force.status in ("in force", "lifted", "reported")
        if case.verb is not None and case.verb.form == "finite" and done and not case.verb.present:
            words = case.scene.words[first:end]
            when = events_parts.time_of(case.scene.found, words, case.scene.words[case.verb.main], ahead=False).value
        lifted = case.force is not None and case.force.status == "lifted"
        return parts.validity(case.scene, (first, end), when, lifted=lifted, as_of=self.as_of)


def _subject_words(case: Case) -> str:
    """The subject of an active verb that rules, where no actor is known behind it: "authorities", "most banks"."""
    verb = case.verb
    if case.authority.ids or verb is None or verb.passive or verb.form != "finite":
        return ""
    return (case.scene.text(case.clause[0], verb.first) or "").lower()


def _bare(case: Case) -> bool:
    """Whether nothing but the rule's own noun says what it is about."""
    rule = _object(case)
    first = case.scene.words[case.first].span
    return rule is None or rule.span is None or (case.frame.kind == "noun" and rule.span.contains(first))


def _with(case: Case, authority: parts.Authority, found: Force, held: Mention | None = None) -> Case:
    return Case(
        case.frame, case.scene, case.first, case.last, case.clause, case.verb, case.deed, case.complement, authority,
        held, found,
    )  # fmt: skip


def _scene(
    words: tuple[Token, ...], base: Found, near: Sequence[Attribution], at: int, *, headline: bool
) -> Scene | None:
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


def _in_name(scene: Scene, hit: Hit) -> bool:
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


def _definite(scene: Scene, at: int) -> bool:
    return any(
        w.lower in {"the", "this", "these", "those", "that", "its", "their"} for w in scene.words[max(0, at - 3) : at]
    )


def _trimmed(scene: Scene, first: int, end: int) -> tuple[int, int]:
    """The clause without what opens it and the mark that ends it."""
    while first < end - 1 and (not scene.words[first].word or scene.words[first].lower in {"that", "and", "but"}):
        first += 1
    while end > first + 1 and not scene.words[end - 1].word:
        end -= 1
    return first, end


def _bound(case: Case) -> tuple[str, ...]:
    """Who may not, may or must: a party named where the words say whom the rule is for."""
    complement, scene = case.complement, case.scene
    if case.frame.kind == "noun":
        if complement.link in {"on", "against", "for", "how"} or case.deed in ("give", "deny"):
            return parts.bound_of(_whole(scene, complement.noun))
        if case.deed in ("get", "face") and case.verb is not None:
            return events_parts.subjects(scene.found, scene.words[case.clause[0] : case.verb.first])
        return ()
    linked = complement.link in {"to", "from"} or case.frame.family in ("sanctions", "closure", "exemption")
    if not linked:
        return ()
    if case.verb is not None and case.verb.passive:
        return events_parts.subjects(scene.found, scene.words[slice(*complement.noun)])
    return parts.bound_of(_whole(scene, complement.noun))


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


def _object(case: Case) -> parts.RuleObject | None:
    """The thing ruled; a party alone is whom the rule binds, and the object then is the rule's own noun phrase."""
    scene, complement = case.scene, case.complement
    first = case.first
    floor = case.verb.main + 1 if case.verb is not None and case.verb.main < first else scene.lo
    while first > floor and case.frame.kind == "noun" and scene.words[first - 1].word and (
        scene.words[first - 1].lower.isalpha() and scene.words[first - 1].lower not in _ENDS
    ):  # fmt: skip
        first -= 1
    own = (first, case.last + 1) if case.frame.kind == "noun" else (0, 0)
    thing = complement.thing
    if thing == complement.noun and _whole(scene, thing) is not None and case.frame.kind == "noun":
        thing = (0, 0)
    return parts.object_of(scene, thing, own)


_ENDS = (
    lexicon.words("classes", "determiners") | lexicon.words("classes", "prepositions") | lexicon.words("classes", "finite")
    | {"and", "or", "while", "although", "though", "but", "if", "against", "new", "have", "not", "will", "would", "be", "been", "to", "passed", "approved"}
)  # fmt: skip
