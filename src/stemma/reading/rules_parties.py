"""Who rules: the subject of the ruling verb, the one after "by", the owner of the decision, who announces it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.reading import events_parts
from stemma.reading.events_clauses import verbal
from stemma.reading.rules_complements import Range
from stemma.reading.rules_scene import Scene, clause, owner, phrase_end, stretch_end, words_of
from stemma.reading.rules_verbs import Verb, governors, of_governor
from stemma.reading.rules_words import BREAKS, PREPOSITIONS, is_a
from stemma.records import Actor

_RULING = frozenset(("organization", "place", "org_group", "gpe_group", "publication", "product"))
_HERE = frozenset(("it", "they", "he", "she", "we", "i"))
_STANDS_FOR = frozenset((
    "city", "town", "state", "province", "county", "island", "republic", "kingdom", "government", "municipality",
    "canton", "district", "village", "region", "parliament",
))  # fmt: skip
# "Now they" is a pronoun with an adverb; more words than that are a noun phrase.
_PRONOUN_WORDS = 2


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
    if (
        words
        and words[-1].lower in _HERE
        and len(words) <= _PRONOUN_WORDS
        and scene.told is not None
        and scene.told.speakers
    ):
        announced = scene.told.act in {"forbid", "permit"}
        found = of_speakers(scene.told.speakers, actors)
        return Authority(found.ids, ruler=found.ruler or announced)
    found = _named(scene, events_parts.subjects(scene.found, words) or _of_place(scene, first, end), actors, first, end)
    if found.ids or not first or scene.words[first - 1].lower not in {"that", "which"} or end != first:
        return found
    return _of_antecedent(scene, first - 1, actors) or found


def _of_place(scene: Scene, first: int, end: int) -> tuple[str, ...]:
    """The place in "the city of Selm", "the government of Orvania", which acts by these words."""
    for at in range(end - 1, first + 1, -1):
        if scene.words[at - 1].lower == "of" and scene.words[at - 2].lower in _STANDS_FOR:
            held = scene.party(at, at + 1)
            whole = held is not None and held.type == "place" and held.end == scene.words[end - 1].span.end
            return (held.actor,) if whole and held is not None and held.actor else ()
    return ()


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
    lawful = scene.has(head, head + 1, "law") or scene.has(first, min(first + 2, end), "law")
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
    if actor is not None and actor.type == "product":
        return not words_of("law").isdisjoint(actor.name.lower().split())  # an act, not a rocket
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
    return _of_last(scene, places, actors) or Authority((), ruler=decided)


def _of_last(scene: Scene, places: Sequence[int], actors: Mapping[str, Actor]) -> Authority | None:
    """The subject of the verb behind a plan: "the council is working on a plan to ease the rules"."""
    if len(places) < 2 or not any(is_a(scene.words[n], "proposed", "undecided", "decided", "law") for n in places[:-1]):  # noqa: PLR2004
        return None
    groups = ((n, of_governor(scene.words, n)) for n in reversed(places))
    place, group = next(((n, g) for n, g in groups if g is not None and g.form == "finite"), (0, None))
    if group is None:
        return None
    whole = Scene(scene.words, scene.found, None, None, 0, len(scene.words), 0, scene.headline)
    found = _of_subject(scene, clause(whole, group, place)[0], group.first, actors)
    return found if found.ids else None


def owned(scene: Scene, noun: Range) -> Authority:
    """Who made the law or rule that a noun phrase names: "Orvania's law", "UN resolutions"."""
    held = scene.party(*noun)
    return Authority((held.actor,) if held is not None and held.actor else (), ruler=True)
