"""What is done to a rule that a noun names: imposed, lifted, kept, given, refused, asked for, broken."""

from __future__ import annotations

from stemma.reading.rules_scene import Scene
from stemma.reading.rules_verbs import Verb, verb_at
from stemma.reading.rules_words import BREAKS, PREPOSITIONS, adverb, is_a

# Kinds of `data/rules_words.tsv` that are deeds; the first that a word has counts.
_DEEDS = ("lift", "impose", "give", "keep", "deny", "seek", "need", "get", "break", "face")
# How far before or after the noun its verb stands; a complement with a place and a time lies between.
BEFORE, AFTER = 8, 18
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "got", "get"))
_STAYING = frozenset(("place", "force", "effect", "intact", "standing"))
# Verbs that say by themselves what becomes of a rule that is their subject; the last ones with "effect" or "force".
_ALONE = {
    "keep": frozenset(("remain", "stay", "stand", "persist", "continue", "begin", "start", "last")),
    "lift": frozenset(("expire", "lapse", "end")),
    "apply": frozenset(("apply", "extend")),
    "impose": frozenset(("take", "come", "go")),
}
_RELATIVES = frozenset(("who", "which", "whose", "that", "because", "while", "although"))


def deed_of(scene: Scene, first: int, last: int) -> tuple[Verb | None, str]:
    """The verb that does something to the noun at `first` to `last`, and what; (None, "") where there is none."""
    verb, deed = _before(scene, first)
    return (verb, deed) if deed else _behind(scene, last)


def _kind(scene: Scene, at: int) -> str:
    return next((d for d in _DEEDS if is_a(scene.words[at], d)), "")


def _before(scene: Scene, first: int) -> tuple[Verb | None, str]:
    """A verb whose object the noun is: "lifted a two-year ban", "passed a new round of sanctions"."""
    for at in range(first - 1, max(scene.lo - 1, first - 1 - BEFORE), -1):
        word = scene.words[at]
        if word.lower in BREAKS - {","} or word.lower in _RELATIVES:
            break
        if scene.timed(at) or (word.lower in PREPOSITIONS and scene.timed(at + 1)):
            continue
        if word.lower == "for" and at > scene.lo and is_a(scene.words[at - 1], "asking"):
            return verb_at(scene.words, at - 1), "seek"
        if word.lower == "of" and at > scene.lo and is_a(scene.words[at - 1], "robbing"):
            return verb_at(scene.words, at - 1), "deny"
        if word.lower in PREPOSITIONS and not _measured(scene, at):
            break
        verb, deed = _doing(scene, at)
        if deed:
            return verb, deed
    return None, ""


def _doing(scene: Scene, at: int) -> tuple[Verb | None, str]:
    """The verb at `at` and what it does to the rule behind it; "rejected the request for" looks further."""
    word, after = scene.words[at], scene.words[at + 1].lower
    deed = _kind(scene, at)
    if not deed or not word.word or word.capital or (is_a(word, "quantity") and after in ("for", "of")):
        return None, ""
    if _noun_of(scene, at):
        return None, deed
    verb = verb_at(scene.words, at)
    if verb is not None and verb.form == "reduced" and after in {"for", "until", "from"}:
        verb = Verb(at, at, "finite")  # "suspended for ten days the right"
    if verb is None or verb.form == "reduced":
        return None, ""
    # "Were given permission": the noun is the object of a passive only where something is given or refused.
    return (None, "") if verb.passive and deed not in ("give", "deny") else (verb, deed)


def _measured(scene: Scene, at: int) -> bool:
    """Whether "of" only joins a measure or a deed's noun to the rule: "a round of", "unanimous approval of"."""
    if scene.words[at].lower == "to" and at + 1 < len(scene.words):
        return bool(_kind(scene, at + 1))
    before = scene.words[at - 1]
    return scene.words[at].lower in {"of", "for"} and (is_a(before, "quantity") or _noun_of(scene, at - 1))


def _noun_of(scene: Scene, at: int) -> bool:
    named = scene.words[at].lower in {"approval", "adoption", "introduction", "imposition", "enforcement", "lifting"}
    return named and at + 1 < len(scene.words) and scene.words[at + 1].lower == "of"


def _behind(scene: Scene, last: int) -> tuple[Verb | None, str]:
    """A passive behind the noun, or what says that it stays: "was lifted", "remained in place", "takes effect"."""
    for at in range(last + 1, min(scene.hi, last + 1 + AFTER)):
        word = scene.words[at]
        if word.lower in BREAKS - {","} or word.lower in _RELATIVES:
            break
        if word.lower in _BE:
            return _passive(scene, at + 1)
        deed = next((d for d, lemmas in _ALONE.items() if not lemmas.isdisjoint(word.lemmas)), "")
        if deed == "impose" and not _stays(scene, at + 1):
            continue
        if deed:
            return verb_at(scene.words, at), deed
    return None, ""


def _passive(scene: Scene, main: int) -> tuple[Verb | None, str]:
    """What a form of "be" before `main` is followed by: "was lifted", "is still in place"."""
    while main < scene.hi and (adverb(scene.words[main]) or scene.words[main].lower in _BE | {"not", "n't"}):
        main += 1
    if main >= scene.hi:
        return None, ""
    word = scene.words[main]
    if word.lower == "in" and _stays(scene, main):
        return verb_at(scene.words, main), "keep"
    deed = _kind(scene, main)
    return (verb_at(scene.words, main), deed) if deed and word.lower != word.lemmas[-1] else (None, "")


def _stays(scene: Scene, at: int) -> bool:
    return any(w.lower in _STAYING for w in scene.words[at : at + 3])
