"""What a ruling word takes: who is barred from what, permitted to do what; a ban on what, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.reading import lexicon
from stemma.reading.rules_scene import Scene, phrase_end
from stemma.reading.rules_verbs import Verb
from stemma.reading.rules_words import BREAKS, PREPOSITIONS, adverb, is_a

Range = tuple[int, int]
_LINKS = frozenset(("on", "against", "for", "of", "to", "from", "over"))
_BARRING = frozenset(
    ("bar", "ban", "target", "prohibit", "restrict", "keep", "prevent", "limit", "block", "forbid", "cover")
)
# What joins to a rule's noun that which it is about: "a round of sanctions, targeting textiles".
_AIMED = frozenset(("targeting", "banning", "barring", "covering", "prohibiting", "restricting", "forbidding"))
_WHERE = frozenset(("straight", "back", "home", "there", "here", "abroad", "freely", "directly", "out", "in", "away"))
_RELATIVE = frozenset(("which", "who", "whose", "where"))
_MODAL = lexicon.words("classes", "modal")


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
    """The complement of a ruling verb that ends at `last`; its clause begins at `first`, `to` allows an infinitive."""
    start = last + 1
    if verb.passive:
        subject = _subject(scene, verb, first)
        linked = _linked(scene, start, subject, to=to)
        behind = (start, phrase_end(scene, start))
        return linked or Complement(noun=subject, object=behind if scene.has(*behind, "goods") else (0, 0))
    if "let" in scene.words[verb.main].lemmas:
        bare = next((n for n in range(start + 1, min(start + 6, scene.hi)) if _bare(scene, n)), None)
        if bare is not None:
            return Complement((start, bare), "to", *_acting(scene, bare))
    access = start < scene.hi and scene.words[start].lower == "access"
    end = phrase_end(scene, start, through=frozenset(("of", "to")) if access else frozenset(("of",)))
    return _linked(scene, end, (start, end), to=to) or Complement(noun=(start, end))


def _bare(scene: Scene, at: int) -> bool:
    word = scene.words[at]
    known = word.lower in lexicon.words("verbs") or is_a(word, "doing", "acting", "resuming")
    return known and not word.capital


def _subject(scene: Scene, verb: Verb, first: int) -> Range:
    """The subject of a passive, or the noun before a participle, without what opens the clause."""
    start = max(first, scene.lo)
    if verb.form != "finite":
        at = verb.first
        while at > start and scene.words[at - 1].lower not in BREAKS | (PREPOSITIONS - {"of"}):
            at -= 1
        start = at
    end = verb.first
    end = next((n for n in range(start + 1, end) if scene.words[n].lower in _MODAL), end)
    end = next((n for n in range(start + 1, end - 1) if _inset(scene, n)), end)
    while end > start and (not scene.words[end - 1].word or scene.words[end - 1].lower in {"which", "who", "that"}):
        end -= 1
    while start < end and scene.words[start].lower in {"that", "whether", "and", "but", "while", "if", ","}:
        start += 1
    return start, end


def _inset(scene: Scene, at: int) -> bool:
    """Whether a clause about the noun begins there: "Heron, which the board licensed, was withdrawn"."""
    return scene.words[at].lower == "," and scene.words[at + 1].lower in _RELATIVE


def _linked(scene: Scene, at: int, noun: Range, *, to: bool) -> Complement | None:
    """The action after "to" or "from" near `at`: "from using cards to buy coins", "to enter the port"."""
    for place in range(at, min(at + 7, scene.hi - 1)):
        word, after = scene.words[place], scene.words[place + 1]
        if word.lower in BREAKS or (place > at and word.lower in lexicon.words("classes", "finite")):
            return None
        if word.lower == "from" and after.lower.endswith("ing"):
            action, thing = _acting(scene, place + 1)
            return Complement(noun, "from", action, _with_purpose(scene, thing))
        if to and word.lower == "to" and _plain_verb(scene, place + 1):
            link = "not to" if place and scene.words[place - 1].lower == "not" else "to"
            return Complement(noun, link, *_acting(scene, place + 1))
    return None


def _with_purpose(scene: Scene, thing: Range) -> Range:
    """The object with what it may not be used for: "cards to buy coins"."""
    at = thing[1]
    if thing[0] < at < scene.hi - 1 and scene.words[at].lower == "to" and _plain_verb(scene, at + 1):
        return thing[0], max(at, phrase_end(scene, at + 2))
    return thing


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
    end = at + 1
    if end + 1 < scene.hi and scene.words[end].lower in {"and", "or"} and _bare(scene, end + 1):
        end += 2  # "educate and protect investors"
    stop = phrase_end(scene, end)
    # "To come straight to the capital": where one goes is nothing one does something to.
    return (at, end), (end, end) if stop == end + 1 and scene.words[end].lower in _WHERE else (end, stop)


def of_modal(scene: Scene, at: int, subject: Range) -> Complement:
    """What follows "may only" or "must": the verb with its object, or a passive whose subject is the object."""
    passive = False
    while at + 1 < scene.hi and (adverb(scene.words[at]) or scene.words[at].lower in {"be", "not"}):
        passive = passive or scene.words[at].lower == "be"
        at += 1
    action = (at, min(at + 1, scene.hi))
    if passive:
        return Complement(subject, "may be", action, subject)
    return Complement((0, 0), "may", action, (at + 1, phrase_end(scene, at + 1)))


def of_noun(scene: Scene, last: int, giver: Verb | None, *, to: bool = True) -> Complement:
    """The complement of a rule's noun that ends at `last`; `giver` is the verb before it that gives it."""
    start = last + 1
    given = (giver.main + 1, last) if giver is not None and giver.main < last else (0, 0)
    if scene.party(*given) is None:
        given = (0, 0)
    if start + 1 >= scene.hi:
        return Complement(noun=given)
    link = scene.words[start].lower
    if to and link == "to" and _plain_verb(scene, start + 1):
        return Complement(given, "to", *_acting(scene, start + 1))
    aimed = next((n for n in range(start, min(start + 4, scene.hi - 1)) if scene.words[n].lower in _AIMED), None)
    if aimed is not None:
        return Complement(given, "", (0, 0), (aimed + 1, phrase_end(scene, aimed + 1)))
    if link == "that":
        return _barring(scene, start + 1, given)
    return _joined(scene, start, given, to=to) if link in _LINKS else Complement(noun=given)


def _joined(scene: Scene, start: int, given: Range, *, to: bool) -> Complement:
    """What a preposition at `start` joins to a rule's noun."""
    link, after = scene.words[start].lower, scene.words[start + 1]
    if after.lower in {"how", "what", "when", "where"}:
        return _how(scene, start + 2)
    if scene.timed(start + 1):
        return Complement(noun=given)
    if _gerund(scene, start + 1) and link != "of":
        return Complement(given, link, *_acting(scene, start + 1))
    end = phrase_end(scene, start + 1)
    noun = (start + 1, end)
    if end + 1 < scene.hi and scene.words[end].lower == "to" and _plain_verb(scene, end + 1) and (to or link != "of"):
        return Complement(noun, "to", *_acting(scene, end + 1))
    if end + 2 < scene.hi and scene.words[end + 1].lower in _AIMED:
        return Complement(noun, link, (0, 0), (end + 2, phrase_end(scene, end + 2)))
    period = link == "for" and any(_is_period(scene, n) for n in range(*noun))
    return Complement(noun=given) if period else Complement(noun, link)


def _gerund(scene: Scene, at: int) -> bool:
    """Whether a form in -ing acts on what follows: "using weapons", but not "falling prices"."""
    word = scene.words[at]
    return word.lower.endswith("ing") and any(lemma in lexicon.words("verbs") for lemma in word.lemmas)


def _is_period(scene: Scene, at: int) -> bool:
    """Whether the word says how long."""
    return scene.timed(at) or scene.words[at].lower in {"period", "time", "now", "while"}


def _barring(scene: Scene, at: int, given: Range) -> Complement:
    """As in "sanctions that bar most trading", "restrictions that kept trucks from hauling cargo"."""
    if at >= scene.hi or not any(lemma in _BARRING for lemma in scene.words[at].lemmas):
        return Complement(noun=given)
    noun = (at + 1, phrase_end(scene, at + 1))
    found = _linked(scene, noun[1], noun, to=False)
    return Complement(given, "that", found.action, found.object) if found else Complement(given, "that", (0, 0), noun)


def _how(scene: Scene, at: int) -> Complement:
    """As in "restrictions on how crews may use the pumps": who may, what they may do, with what."""
    for place in range(at, min(at + 8, scene.hi - 1)):
        if scene.words[place].lower in {"can", "may", "could", "might", "is", "are"}:
            return Complement((at, place), "how", *_acting(scene, place + 1))
    return Complement((at, phrase_end(scene, at)), "how")
