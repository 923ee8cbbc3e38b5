"""Which actors of a story speak with one voice: a spokesman and whom he speaks for, a ministry and its state."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from stemma.records import ActorRelation, Reading, StoryActor
from stemma.spans import Span
from stemma.stories.lineage_words import kind
from stemma.stories.words import WORD, fold

_SPEAKERS = frozenset({
    "spokesman", "spokeswoman", "spokesperson", "representative", "rep", "lawyer", "attorney", "publicist", "counsel",
})  # fmt: skip
# "His lawyer, Oda Brahm": whose she is was named right before, in code points.
_THEIR = re.compile(rf"(his|her|their|its)\s+(?:[\w-]+\s+){{0,2}}(?:{'|'.join(sorted(_SPEAKERS))})\b", re.IGNORECASE)
_NEAR = 300
_FORMER = re.compile(r"\b(?:former|ex|late|then|onetime|outgoing)\b", re.IGNORECASE)
# "former" stands so near before an office, in code points.
_BEFORE = 12
# The noun right before "of" or "for" and the owner's name, and the first few words right behind the name.
_OF = re.compile(r"([\w-]+)\s+(?:of|for|at|to)\s+(?:the\s+)?$")
# "Energy Minister Ilka Brandt of Orvania": the title stands before the name.
_TITLED = re.compile(r"^(?:[\w-]+\s+){0,3}?([\w-]+)\s+(?:[A-Z][\w.'’-]*\s+){1,4}of\s+(?:the\s+)?$")
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)
_OWNS = re.compile(r"['’]s?$")
_BEHIND = re.compile(r"(?:['’]s?)?((?:\s+[a-z][\w-]*){0,4})")
# "The board's chair", "chairman of the board": the office in short.
_CHAIR = re.compile(r"(?:the\s+)?([a-z][\w -]*?)['’]s?\s+(\w+)|(?:the\s+)?(\w+)\s+(?:of|for)\s+the\s+([a-z][\w -]*)")
_HOUSES = frozenset({"organization", "org_group", "publication"})
# "Selm police spokeswoman Ada Brook": whom she speaks for stands before, named as a whole.
_SPEAKER_OF = re.compile(r"(?:the\s+|an?\s+)?(\S.*?)(?:['’]s?)?\s+spokes(?:man|woman|person)\b", re.IGNORECASE)
# "Her office said": the office of whom the report named last.
_WHOSE = re.compile(r"(?:his|her)\s+([\w-]+)", re.IGNORECASE)
# Who speaks for a place speaks for its government: "Selkian government spokesman", not "Selm police spokesman".
_STATE = frozenset({
    "state", "foreign", "interior", "affairs", "top", "chief", "senior", "official", "deputy", "the", "a", "an", "for",
    "of", "its",
})  # fmt: skip
# Who rules one of these does not rule the state that is named with it: "president of a region of Selkia".
_PARTS = frozenset({
    "in", "region", "regional", "province", "provincial", "county", "club", "party", "association", "federation",
    "university", "committee", "company", "bank", "union", "opposition", "rebel",
})  # fmt: skip
# A department of these speaks for itself, not for its city or state.
_APART = frozenset({"police", "fire", "sheriff's", "army", "court", "health"})
# "Selkian officials" together give out what their state does; one of them speaks for nobody we know.
_OFFICIALS = frozenset({"officials", "authorities"})
# What the forces of a state are called, and those who command all of them.
_FORCES = re.compile(
    r"\b(?:military|army|armed forces|joint chiefs(?: of staff)?|general staff|high command)$", re.IGNORECASE
)


def parties(actors: Sequence[StoryActor], readings: Sequence[Reading] = ()) -> Mapping[str, str]:
    """Story actor -> the actor that stands for its party: the first of those who speak with one voice.

    What makes them one are relations of actors, and how `readings` describe a speaker where they quote him. A state's
    army, police, courts and parliament speak for themselves; so does a professor for his chair, and who held an office.
    """
    known = {actor.id: actor for actor in actors}
    home = {actor.id: actor.id for actor in actors}

    def root(actor: str) -> str:
        while home[actor] != actor:
            actor = home[actor]
        return actor

    order = {actor.id: n for n, actor in enumerate(actors)}
    past = _past(actors, readings)
    related = [
        (actor.id, relation.to)
        for actor in actors
        for relation in actor.relations
        if relation.to in known and _one_voice(actor, relation, known[relation.to])
    ]
    for one, other in (
        *related,
        *_described(actors, readings),
        *_possessed(actors, readings),
        *_forces(actors),
        *_chairs(actors),
    ):
        if one in past or other in past:
            continue
        first, second = sorted((root(one), root(other)), key=order.__getitem__)
        home[second] = first
    return {actor.id: root(actor.id) for actor in actors}


def _possessed(actors: Sequence[StoryActor], readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Offices told of as "her office", each with the person whom the report mentioned last before."""
    story = {(m.report, m.actor): actor for actor in actors for m in actor.members}
    for reading in readings:
        last: StoryActor | None = None
        for mention in sorted(reading.mentions, key=lambda m: (m.start, m.end)):
            actor = story.get((reading.id, mention.actor)) if mention.actor else None
            if actor is None:
                continue
            whose = _WHOSE.fullmatch(reading.text[mention.start : mention.end])
            if whose and last is not None and fold(whose[1]) in kind("voice"):
                yield actor.id, last.id
            if actor.type == "person":
                last = actor


def _chairs(actors: Sequence[StoryActor]) -> Iterator[tuple[str, str]]:
    """Who heads a body by an office that names it in short, "the board's chair", and the one body it may be."""
    bodies = [(actor, _words(_ARTICLE.sub("", actor.name))) for actor in actors if actor.type in _HOUSES]
    for actor in actors:
        for role in actor.roles if actor.type == "person" else ():
            parts = _CHAIR.fullmatch(role)
            if parts is None or fold(parts[2] or parts[3]) not in kind("head") | _SPEAKERS:
                continue
            short = _words(parts[1] or parts[4])
            named = [body for body, words in bodies if len(words) > len(short) and words[-len(short) :] == short]
            if len(named) == 1:
                yield actor.id, named[0].id


def _forces(actors: Sequence[StoryActor]) -> Iterator[tuple[str, str]]:
    """A state's forces and those who command them all: "Selkia's military", "the Selkian general staff"."""
    known: list[tuple[str, StoryActor]] = []
    for actor in actors:
        named = _FORCES.search(actor.name)
        owner = _ARTICLE.sub("", actor.name[: named.start()]).rstrip() if named else ""
        state = " ".join(_words(_OWNS.sub("", owner)))
        if not state:
            continue
        yield from (
            (actor.id, other.id) for whose, other in known if state.startswith(whose) or whose.startswith(state)
        )
        known.append((state, actor))


def _past(actors: Sequence[StoryActor], readings: Sequence[Reading]) -> frozenset[str]:
    """People whom some report gives an office that they no longer hold."""
    texts = {reading.id: reading.text for reading in readings}
    found = {actor.id for actor in actors if any(_FORMER.search(role) for role in actor.roles)}
    for actor in actors:
        for relation in actor.relations:
            for shown in relation.evidence:
                before = texts.get(shown.report, "")[max(0, shown.start - _BEFORE) : shown.start]
                if relation.kind == "role-in" and _FORMER.search(before):
                    found.add(actor.id)
    return frozenset(found)


def _described(actors: Sequence[StoryActor], readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Speakers and whom they speak for, as their sources say it: "Nigerian information minister Lai Mohammed"."""
    story = {(m.report, m.actor): actor for actor in actors for m in actor.members}
    bodies = {tuple(_words(_ARTICLE.sub("", actor.name))): actor.id for actor in actors if actor.type in _HOUSES}
    for reading in readings:
        inside = sorted((m.start, m.end, m.actor) for m in reading.mentions if m.actor and m.form != "pronoun")
        starts = [start for start, _, _ in inside]
        for said in reading.attributions:
            speaker = story.get((reading.id, said.speaker)) if said.speaker else None
            if speaker is None or speaker.type not in ("person", "person_group") or not said.source:
                continue
            source = said.source[0]
            if len(said.speakers) > 1 or _FORMER.search(source.cut(reading.text)):
                continue
            called = _SPEAKER_OF.match(source.cut(reading.text))
            if called and (body := bodies.get(tuple(_words(called[1])))) and body != speaker.id:
                yield speaker.id, body
                continue
            if (whose := _whose(reading, source, inside, story)) is not None and whose != speaker.id:
                yield speaker.id, whose
                continue
            held = inside[bisect_left(starts, source.start) : bisect_left(starts, source.end)]
            for start, end, actor in held:
                owner = story[reading.id, actor]
                around = reading.text[source.start : start], reading.text[end : source.end]
                if end <= source.end and owner.id != speaker.id and _speaks_for(*around, owner):
                    yield speaker.id, owner.id
                    break


def _whose(
    reading: Reading,
    source: Span,
    inside: Sequence[tuple[int, int, str | None]],
    story: Mapping[tuple[str, str], StoryActor],
) -> str | None:
    """Whose lawyer or spokesman a source is that begins with "his" or "its": the only one named right before."""
    begins = _THEIR.match(reading.text, source.start, source.end)
    if begins is None:
        return None
    types = {"person"} if begins[1].lower() in ("his", "her") else _HOUSES
    before = (story[reading.id, actor] for _, end, actor in inside if actor and _before(end, source))
    owners = {owner.id for owner in before if owner.type in types}
    return owners.pop() if len(owners) == 1 else None


def _before(end: int, source: Span) -> bool:
    return source.start - _NEAR <= end <= source.start


def _speaks_for(before: str, after: str, owner: StoryActor) -> bool:
    """Whether the words around an owner's name make their holder its voice: "spokesman for", "'s foreign minister"."""
    behind = _BEHIND.match(after)
    words = [*_TITLED.findall(before), *_OF.findall(before)] or (behind.group(1).split() if behind else [])
    near = {fold(word) for word in words}
    if not _SPEAKERS.isdisjoint(near):
        return owner.type != "place" or near <= _SPEAKERS | _STATE | kind("voice")
    if owner.type == "place" and not _OFFICIALS.isdisjoint(near):
        return near <= _OFFICIALS | _STATE | kind("voice") and not before.strip()
    heads = kind("ruler") | kind("head") if owner.type in _HOUSES else kind("ruler")
    return owner.type != "person" and not heads.isdisjoint(near)


def _one_voice(actor: StoryActor, relation: ActorRelation, whole: StoryActor) -> bool:
    if relation.kind == "speaks-for":
        return whole.type != "place" or any(_of_state(shown.quote) for shown in relation.evidence)
    if relation.kind == "part-of":
        words = _words(actor.name)
        return not kind("voice").isdisjoint(words) and _APART.isdisjoint(words)
    # "US commander" and "French director" do not speak for their states.
    heads = kind("ruler") | kind("head") if whole.type in _HOUSES else kind("ruler")
    roles = [set(_words(shown.quote)) for shown in relation.evidence]
    return any(heads & role and (whole.type != "place" or _PARTS.isdisjoint(role)) for role in roles)


def _of_state(role: str) -> bool:
    """Whether a role that names a place is one of its government, with no other body in it."""
    small = {_OWNS.sub("", fold(m.group())) for m in WORD.finditer(role) if m.group()[0].islower()}
    return small <= _SPEAKERS | _STATE | kind("voice")


def _words(text: str) -> list[str]:
    return [fold(m.group()) for m in WORD.finditer(text)]
