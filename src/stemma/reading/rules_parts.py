"""The parts of a rule in its sentence: what is ruled, by whom, for whom, where, under which condition, from when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stemma.reading import events_parts, lexicon
from stemma.reading.events_clauses import verbal
from stemma.reading.rules_scene import Scene, clause, owner, phrase_end, stretch_end, words_of
from stemma.reading.rules_verbs import Verb, governors, of_governor
from stemma.reading.rules_words import BREAKS, PREPOSITIONS, adverb, is_a
from stemma.records import Actor, Mention, RuleObject, TimeExpression, Validity

Range = tuple[int, int]
_RULING = frozenset(("organization", "place", "org_group", "gpe_group", "publication", "product"))
_HERE = frozenset(("it", "they", "he", "she", "we", "i"))
_PLACES = frozenset(("in", "on", "over", "at", "along", "near", "under", "around"))
_SUPPLIED = re.compile(
    r"(?i)(?P<who>[\w.]+(?: [\w.]+)?)[-\u2011](?:supplied|donated|provided|funded|lent|gifted|delivered)\b"
    r"|\b(?:supplied|donated|provided|lent|given|delivered) by (?P<by>(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*)"
)
_MADE = re.compile(
    r"(?i)(?P<who>[\w.]+)[-\u2011](?:made|built|produced|manufactured|designed)\b"
    r"|\b(?:made|built|produced|manufactured) (?:in|by) (?P<by>(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)*)"
    r"|\b(?:include|includes|contain|contains|containing|including|use|with) (?P<parts>[A-Z][\w.]*)"
    r" (?:parts?|components?|technology|motors?|engines?|chips?)\b"
)
# What joins to a rule's noun that which it is about: "a round of sanctions, targeting textiles".
_AIMED = frozenset(("targeting", "banning", "barring", "covering", "prohibiting", "restricting", "forbidding"))
_UNTIL = frozenset(("until", "till", "through"))
_FROM = frozenset(("from", "since", "effective", "starting", "beginning"))


@dataclass(frozen=True, slots=True)
class Complement:
    """What a ruling word takes: a noun phrase, how the action is joined ("from", "to", "on", ...), and its object."""

    noun: Range = (0, 0)
    link: str = ""
    action: Range = (0, 0)
    object: Range = (0, 0)

    @property
    def thing(self) -> Range:
        """The words that say what is ruled: the action's object, else the noun phrase."""
        return self.object if self.object[0] < self.object[1] else self.noun

    @property
    def end(self) -> int:
        """Behind its last word."""
        return max(self.noun[1], self.action[1], self.object[1])


def of_verb(scene: Scene, verb: Verb, last: int, first: int, *, to: bool) -> Complement:
    """The complement of a ruling verb that ends at `last`, in a clause that begins at `first`; `to`: it may take one."""
    start = last + 1
    if verb.passive:
        subject = _subject(scene, verb, first)
        linked = _linked(scene, start, subject, to=to)
        return linked or Complement(noun=subject)
    if "let" in scene.words[verb.main].lemmas:
        bare = next((n for n in range(start + 1, min(start + 6, scene.hi)) if _bare(scene, n)), None)
        if bare is not None:
            return Complement((start, bare), "to", *_acting(scene, bare))
    end = phrase_end(scene, start)
    return _linked(scene, end, (start, end), to=to) or Complement(noun=(start, end))


def _bare(scene: Scene, at: int) -> bool:
    word = scene.words[at]
    return word.lower in lexicon.words("verbs") and not word.capital


def _subject(scene: Scene, verb: Verb, first: int) -> Range:
    """The subject of a passive, or the noun before a participle, without what opens the clause."""
    start = max(first, scene.lo)
    if verb.form != "finite":
        at = verb.first
        while at > start and scene.words[at - 1].lower not in BREAKS | (PREPOSITIONS - {"of"}):
            at -= 1
        start = at
    end = verb.first
    while end > start and (not scene.words[end - 1].word or scene.words[end - 1].lower in {"which", "who", "that"}):
        end -= 1
    while start < end and scene.words[start].lower in {"that", "whether", "and", "but", "while", "if", ","}:
        start += 1
    return start, end


def _linked(scene: Scene, at: int, noun: Range, *, to: bool) -> Complement | None:
    """The action after "to" or "from" near `at`: "from using cards to buy coins", "to enter the port"."""
    for place in range(at, min(at + 7, scene.hi - 1)):
        word, after = scene.words[place], scene.words[place + 1]
        if word.lower in BREAKS or (place > at and word.lower in lexicon.words("classes", "finite")):
            return None
        if word.lower == "from" and after.lower.endswith("ing"):
            return Complement(noun, "from", *_acting(scene, place + 1))
        if to and word.lower == "to" and _plain_verb(scene, place + 1):
            return Complement(noun, "to", *_acting(scene, place + 1))
    return None


def _plain_verb(scene: Scene, at: int) -> bool:
    word = scene.words[at]
    return word.word and not word.capital and word.lower not in PREPOSITIONS and not word.lower.endswith("ing") and (
        word.lower not in {"the", "a", "an", "its", "their", "his", "her", "all", "any", "those"}
    )  # fmt: skip


def _acting(scene: Scene, at: int) -> tuple[Range, Range]:
    """The verb of an action at `at`, and its object."""
    if at + 1 < scene.hi and scene.words[at].lower.endswith("ing") and scene.words[at + 1].lower in {"and", "or"}:
        return (0, 0), (at, phrase_end(scene, at))  # "on smuggling and the use of workers"
    while at + 1 < scene.hi and (adverb(scene.words[at]) or scene.words[at].lower == "be"):
        at += 1
    return (at, at + 1), (at + 1, phrase_end(scene, at + 1))


def of_modal(scene: Scene, at: int, subject: Range) -> Complement:
    """What follows "may only" or "must": the verb with its object, or a passive whose subject is the object."""
    passive = False
    while at + 1 < scene.hi and (adverb(scene.words[at]) or scene.words[at].lower in {"be", "not"}):
        passive = passive or scene.words[at].lower == "be"
        at += 1
    action = (at, min(at + 1, scene.hi))
    return Complement(subject, "may", action, subject if passive else (at + 1, phrase_end(scene, at + 1)))


def of_noun(scene: Scene, last: int, giver: Verb | None, *, to: bool = True) -> Complement:
    """The complement of a rule's noun that ends at `last`; `giver` is the verb before it that gives it."""
    start = last + 1
    given = (giver.main + 1, last) if giver is not None and giver.main < last else (0, 0)
    if scene.party(*given) is None:
        given = (0, 0)
    if start >= scene.hi:
        return Complement(noun=given)
    link = scene.words[start].lower
    if to and link == "to" and start + 1 < scene.hi and _plain_verb(scene, start + 1):
        return Complement(given, "to", *_acting(scene, start + 1))
    aimed = next((n for n in range(start, min(start + 4, scene.hi - 1)) if scene.words[n].lower in _AIMED), None)
    if aimed is not None:
        return Complement(given, "", (0, 0), (aimed + 1, phrase_end(scene, aimed + 1)))
    if link not in {"on", "against", "for", "of", "to", "from", "that", "over"}:
        return Complement(noun=given)
    if start + 1 < scene.hi and scene.words[start + 1].lower in {"how", "what", "when", "where"}:
        return _how(scene, start + 2)
    if start + 1 < scene.hi and scene.timed(start + 1):
        return Complement(noun=given)
    if start + 1 < scene.hi and _gerund(scene, start + 1) and link != "of":
        return Complement(given, link, *_acting(scene, start + 1))
    end = phrase_end(scene, start + 1)
    noun = (start + 1, end)
    if end + 2 < scene.hi and scene.words[end + 1].lower in _AIMED:
        return Complement(noun, link, (0, 0), (end + 2, phrase_end(scene, end + 2)))
    if link == "for" and any(is_period(scene, n) for n in range(*noun)):
        return Complement(noun=given)
    if link in ("for", "on") and end + 1 < scene.hi and scene.words[end].lower == "to" and _plain_verb(scene, end + 1):
        return Complement(noun, "to", *_acting(scene, end + 1))
    return Complement(noun, link)


def _gerund(scene: Scene, at: int) -> bool:
    """Whether a form in -ing acts on what follows: "using weapons", but not "falling prices"."""
    word = scene.words[at]
    return word.lower.endswith("ing") and any(lemma in lexicon.words("verbs") for lemma in word.lemmas)


def is_period(scene: Scene, at: int) -> bool:
    """Whether the word says how long."""
    return scene.timed(at) or scene.words[at].lower in {"period", "time", "now", "while"}


def _how(scene: Scene, at: int) -> Complement:
    """ "Restrictions on how crews may use the pumps": who may, what they may do, with what."""
    for place in range(at, min(at + 8, scene.hi - 1)):
        if scene.words[place].lower in {"can", "may", "could", "might", "is", "are"}:
            return Complement((at, place), "how", *_acting(scene, place + 1))
    return Complement((at, phrase_end(scene, at)), "how")


@dataclass(frozen=True, slots=True)
class Authority:
    """Who rules: actor ids, and whether the words name one who may rule at all, known as an actor or not."""

    ids: tuple[str, ...] = ()
    ruler: bool = False
    lawful: bool = False
    """Whether it is a law or a rule that rules."""


def authority_of_verb(scene: Scene, verb: Verb, first: int, actors: Mapping[str, Actor]) -> Authority:
    """Who is behind a ruling verb: its subject, the one after "by", or the one who decides, plans or announces it."""
    if verb.passive:
        end = stretch_end(scene, verb.main)
        return _named(scene, events_parts.agent(scene.found, scene.words[verb.main : end]), actors, verb.main, 0)
    if verb.form == "finite":
        return _of_subject(scene, first, verb.first, actors)
    if verb.form == "gerund" and verb.first > scene.lo and scene.words[verb.first - 1].lower == ",":
        main = next((n for n in range(scene.lo + 1, verb.first - 1) if verbal(scene.words, n)), None)
        return _of_subject(scene, scene.lo, main, actors) if main is not None else Authority()
    return _of_governor(scene, verb, actors)


def _of_subject(scene: Scene, first: int, end: int, actors: Mapping[str, Actor]) -> Authority:
    words = scene.words[first:end]
    wished = end < scene.hi and scene.words[end].lower in {"must", "should", "need", "have"}
    if wished and words and words[-1].lower in {"we", "i"}:
        return Authority()  # "we must let them know" rules nothing
    if words and words[-1].lower in _HERE and len(words) <= 2 and scene.told is not None and scene.told.speakers:  # noqa: PLR2004
        announced = scene.told.act in {"forbid", "permit"}
        found = of_speakers(scene.told.speakers, actors)
        return Authority(found.ids, ruler=found.ruler or announced)
    found = _named(scene, events_parts.subjects(scene.found, words), actors, first, end)
    if found.ids or not first or scene.words[first - 1].lower not in {"that", "which"} or end != first:
        return found
    return _of_antecedent(scene, first - 1, actors) or found


def _of_antecedent(scene: Scene, at: int, actors: Mapping[str, Actor]) -> Authority | None:
    """Who makes the plan or law that "that" or "which" at `at` stands for: its owner, or who draws it up."""
    noun = at - 1 if scene.words[at - 1].word else at - 2
    if noun < 1 or not is_a(scene.words[noun], "proposed", "decided", "law"):
        return None
    held = owner(scene, noun, 0)
    if held is not None and held.actor:
        return Authority((held.actor,), ruler=True)
    main = next((n for n in range(noun - 1, 0, -1) if verbal(scene.words, n)), None)
    while main is not None and main > 1 and verbal(scene.words, main - 1):
        main -= 1
    return _of_subject(scene, 0, main, actors) if main is not None else None


def _named(scene: Scene, ids: tuple[str, ...], actors: Mapping[str, Actor], first: int, end: int) -> Authority:
    """The authority of these ids; where they are none, whether a word of ruling stands there all the same."""
    if not end:
        by = next((n for n in range(first, min(first + 12, scene.hi)) if scene.words[n].lower == "by"), None)
        first, end = (by + 1, phrase_end(scene, by + 1)) if by is not None else (0, 0)
    head = _head(scene, first, end)
    lawful = scene.has(head, head + 1, "law")
    ruler = scene.has(head, head + 1, "ruler") or any(_rules(actors.get(i)) for i in ids)
    return Authority(ids, ruler or lawful, lawful)


def _head(scene: Scene, first: int, end: int) -> int:
    """The last word of the first noun phrase between the two: "securities regulators in two states" -> regulators."""
    at = first
    while at + 1 < end and scene.words[at + 1].lower not in PREPOSITIONS | BREAKS | {"that", "which", "who"}:
        at += 1
    return at if first < end else scene.hi


def of_speakers(ids: tuple[str, ...], actors: Mapping[str, Actor]) -> Authority:
    """Speakers as an authority: those whose words are the ruling itself."""
    return Authority(ids, ruler=any(_rules(actors.get(i)) for i in ids))


def _rules(actor: Actor | None) -> bool:
    if actor is None or actor.type != "person":
        return actor is not None and actor.type in _RULING
    offices = words_of("office")
    return any(word.lower() in offices for role in actor.roles for word in role.split())


def _of_governor(scene: Scene, verb: Verb, actors: Mapping[str, Actor]) -> Authority:
    """For an infinitive or gerund: the owner of the noun that governs it, or the subject of the verb that does."""
    start = verb.first if verb.form == "gerund" else (verb.governor or verb.first)
    places = governors(scene.words, start)
    decided = any(is_a(scene.words[n], "decided") for n in places)
    for n in places:
        word = scene.words[n]
        if not is_a(word, "decided", "proposed", "refused", "undecided", "requested"):
            continue
        held = owner(scene, n, 0)
        if held is not None and held.actor:
            return Authority((held.actor,), ruler=True)
        group = of_governor(scene.words, n)
        if group is not None and group.form == "finite" and not is_a(word, "requested"):
            whole = Scene(scene.words, scene.found, None, None, 0, len(scene.words), 0, scene.headline)
            first, _ = clause(whole, group, n)
            found = _of_subject(scene, first, group.first, actors)
            if found.ids:
                return Authority(found.ids, found.ruler or decided, found.lawful)
    return Authority((), ruler=decided)


def owned(scene: Scene, noun: Range) -> Authority:
    """Who made the law or rule that a noun phrase names: "Orvania's law", "UN resolutions"."""
    held = scene.party(*noun)
    return Authority((held.actor,) if held is not None and held.actor else (), ruler=True)


def supplier_of(scene: Scene, thing: Range) -> tuple[str | None, str | None]:
    """Who supplies the thing, and where it or its parts come from, where the words in or right behind it say so.

    The id of the actor that these words name, or the words themselves.
    """
    span = scene.span(thing[0], stretch_end(scene, thing[1]))
    if span is None:
        return None, None
    tail = scene.found.text[span.start : min(len(scene.found.text), span.end + 60)].split("\n")[0]
    own = span.cut(scene.found.text)
    return _actor_of(scene, _SUPPLIED.search(own), span.start), _actor_of(scene, _near(own, tail), span.start)


def _near(own: str, tail: str) -> re.Match[str] | None:
    """Where the thing is made: in its own words, or in a clause that follows with "which" or "whose"."""
    found = _MADE.search(own)
    follows = re.match(r"[\s,]*(?:which|that|whose)\b", tail[len(own) :])
    return found or (_MADE.search(tail, len(own)) if follows else None)


def _actor_of(scene: Scene, match: re.Match[str] | None, offset: int) -> str | None:
    if match is None:
        return None
    name = next(n for n, value in match.groupdict().items() if value)
    start, end = offset + match.start(name), offset + match.end(name)
    held = next((m for m in scene.found.mentions if m.start < end and start < m.end and m.actor), None)
    return held.actor if held is not None else match.group(name)


def object_of(scene: Scene, thing: Range, fallback: Range) -> RuleObject | None:
    """The thing ruled, with supplier and origin; the rule's own noun phrase where nothing else is said."""
    used = thing if thing[0] < thing[1] else fallback
    span = scene.span(*used)
    if span is None:
        return None
    supplier, origin = supplier_of(scene, used)
    return RuleObject(" ".join(span.cut(scene.found.text).split()), supplier, origin, span)


def scope_of(scene: Scene, start: int, end: int) -> str | None:
    """Where or how far: "inside Orvania", "to within its borders", "in three provinces"."""
    strong = words_of("scope_strong")
    for place in range(start, end):
        lower = scene.words[place].lower
        if lower in strong and not scene.timed(place) and place + 1 < end and not scene.timed(place + 1):
            first = place - 1 if scene.words[place - 1].lower in {"to", "only"} else place
            return scene.text(first, phrase_end(scene, place + 1))
        if lower in _PLACES and _placed(scene, place):
            return scene.text(place, phrase_end(scene, place + 1))
    return None


def _placed(scene: Scene, at: int) -> bool:
    behind = at + 2 if at + 1 < scene.hi and scene.words[at + 1].lower == "the" else at + 1
    held = scene.party(behind, behind + 1)
    return held is not None and held.type == "place" and held.form == "name"


def conditions_of(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Clauses after `start` that say under which condition: "provided", "only if", "as long as", "unless"."""
    for place in range(start, scene.hi):
        lower = scene.words[place].lower
        after = scene.words[place + 1].lower if place + 1 < scene.hi else ""
        as_long = lower in {"as", "so"} and after == "long"
        exchange = lower in {"in", "on", "subject"} and after in {"exchange", "condition", "to"} and (lower, after) != (
            "in", "to",
        ) and (lower, after) != ("on", "to")  # fmt: skip
        if lower in {"if", "unless", "provided", "providing"} or as_long or exchange:
            text = scene.text(place, _clause_end(scene, place + 1))
            return (text,) if text else ()
        if lower in {"without", "with"} and place < end and scene.has(place + 1, place + 5, "approval"):
            text = scene.text(place, phrase_end(scene, place + 1, through=frozenset(("of", "from"))))
            return (text,) if text else ()
    return ()


def exceptions_of(scene: Scene, start: int) -> tuple[str, ...]:
    """What is left out: "except for", "excluding", "other than", "with the exception of"."""
    for place in range(start, scene.hi):
        lower = scene.words[place].lower
        after = scene.words[place + 1].lower if place + 1 < scene.hi else ""
        if lower in {"except", "excluding", "exempting"} or (lower, after) in (
            ("other", "than"), ("apart", "from"), ("aside", "from"), ("exception", "of"),
        ):  # fmt: skip
            text = scene.text(place, _clause_end(scene, place + 1))
            return (text,) if text else ()
    return ()


def _clause_end(scene: Scene, start: int) -> int:
    at = start
    while at < scene.hi and scene.words[at].lower not in {",", ";", ".", "\u2014", "\u2013", ":"}:
        at += 1
    return at


def validity(scene: Scene, span: Range, when: str | None, *, lifted: bool, as_of: str | None) -> Validity:
    """From when to when, by the times of the clause `span`; `when` is the time of the act that makes or lifts it."""
    since, until = None, None
    for time in scene.found.times:
        place = next((n for n in range(*span) if scene.words[n].span.start == time.start), None)
        if place is None or not _dates(time):
            continue
        before = scene.words[place - 1].lower if place else ""
        until = time.value if before in _UNTIL else until
        since = time.value if before in _FROM else since
    if lifted:
        return Validity(since, until or when, as_of)
    return Validity(since or when, until, as_of)


def _dates(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and events_parts.dates(time)


def bound_of(mention: Mention | None) -> tuple[str, ...]:
    """The actor of a mention as a bound party."""
    return (mention.actor,) if mention is not None and mention.actor else ()
