"""Names for comparing: keys of organisations and places, the parts of a person's name, and spellings of one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from stemma.reading import lexicon

DATA = Path(__file__).parent / "data"

# A shorter skeleton says too little: "Li", "Lee" and "Leigh" are three names.
SKELETON_LETTERS = 5
# Names kept taken apart; a story of 20 reports has some 2,000 forms of names.
KEPT_NAMES = 1 << 15
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BELONGS = re.compile(r"\s(?:of|and|for|from|at)\s")
_COMPASS = re.compile(r"^((?:north|south)(?:east|west))ern$")
# One sound, many romanisations, in the order in which they are rewritten.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sch|sh", "x"),
        ("tch|ch|cz", "c"),
        ("kh|ck|q", "k"),
        ("tz", "ts"),
        ("ph", "f"),
        ("dzh|dj", "j"),
        ("ou|oo", "u"),
        ("[yij]+", "i"),
        ("w", "v"),
        ("['’]", ""),
        (r"(.)\1+", r"\1"),
    )
)


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>.tsv`; comments and blank lines left out."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def kinds() -> Mapping[str, str]:
    """Small words in and around names, each with its kind."""
    return {row[0]: row[1] for row in rows("name_words")}


@cache
def _states() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Each state, folded, its other names and its adjectives: the reading's list, and unions named like states here."""
    found = []
    for row in (*lexicon.rows("states"), *rows("unions")):
        others, adjectives = (tuple(filter(None, part.split(";"))) for part in (*row[1:3], "", "")[:2])
        found.append((" ".join(words(row[0])), others, adjectives))
    return tuple(found)


@cache
def state_forms() -> Mapping[str, str]:
    """Every name of a state, folded -> the state."""
    forms = ((form, state) for state, others, _ in _states() for form in (state, *others) if form)
    return {" ".join(words(form)): state for form, state in forms}


@cache
def state_adjectives() -> Mapping[str, str]:
    """Every adjective of a state, folded -> the state."""
    return {" ".join(words(form)): state for state, _, adjectives in _states() for form in adjectives}


@lru_cache(maxsize=KEPT_NAMES)
def words(name: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics, dots, hyphens and the possessive."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name.lstrip("#")) if name.startswith("#") else name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    folded = _WORD.findall(re.sub(r"(?<=\w)\.(?=\w)|\.", "", plain).casefold())
    return tuple(w for w in (re.sub(r"'s?$", "", word) for word in folded) if w)


def thing_key(name: str, adjectives: Mapping[str, str]) -> str:
    """The key of an organisation, a place or a publication: equal keys are equal names.

    States have one name and their adjectives stand for them, here and inside longer names; `adjectives` adds those of
    the pile's own places. Words such as "of" and "the" are left out where others remain.
    """
    parts = [_COMPASS.sub(r"\1", w) for w in words(name)]
    out: list[str] = []
    while parts:
        for size in range(min(6, len(parts)), 0, -1):
            run = " ".join(parts[:size])
            state = state_forms().get(run) or state_adjectives().get(run) or adjectives.get(run)
            if state:
                out.append(state)
                parts = parts[size:]
                break
        else:
            out.append(parts.pop(0))
    kept = [w for w in out if kinds().get(w) != "small"]
    return " ".join(kept or out)


def squeezed(key: str) -> str:
    """A key without spaces: "J-Alert" and "JAlert", "#BringThemHome" and "Bring Them Home"."""
    return key.replace(" ", "")


def without_tail(key: str) -> str:
    """A key without the words that say what kind of body it is ("group", "inc"), if any is left."""
    parts = key.split()
    while len(parts) > 1 and kinds().get(parts[-1]) == "tail":
        parts.pop()
    return " ".join(parts)


def initials(name: str) -> frozenset[str]:
    """What the initials of a name spell, with and without its small words; empty for names of one word."""
    parts = [w for w in re.split(r"[\s\-–]+", re.sub(r"['’]s?\b", "", name)) if w and w[0].isalpha()]
    for size in (2, 1):  # "JCS" is the Selkian Joint Chiefs of Staff as well
        if len(parts) > size + 2 and " ".join(parts[:size]).casefold() in state_adjectives():
            return _spelled(parts) | _spelled(parts[size:])
    return _spelled(parts)


def _spelled(parts: Sequence[str]) -> frozenset[str]:
    capital = [w for w in parts if w[0].isupper()]
    if len(capital) < 2:  # noqa: PLR2004 - one letter is no abbreviation
        return frozenset()
    bare = [w for w in capital if kinds().get(w.casefold()) != "small"]
    return frozenset("".join(w[0] for w in some).casefold() for some in (parts, capital, bare) if len(some) > 1)


def is_abbreviation(name: str) -> bool:
    """Whether a name is written as one: two to six capitals, perhaps with dots."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()  # noqa: PLR2004


def skeleton(word: str) -> str:
    """A word as it sounds, for comparing romanisations: those of one name come out equal."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    # The endings -y, -i, -iy, -ii of one name; never a final -e, which parts "Michel" from "Michelle".
    return word.removesuffix("i") if len(word) > SKELETON_LETTERS else word


# --- persons ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, folded; `given` is empty for a bare name."""

    given: tuple[str, ...]
    last: str
    honorific: str = ""
    generation: str = ""

    @property
    def bare(self) -> bool:
        """Whether one name is all there is."""
        return not self.given

    @property
    def key(self) -> str:
        """Equal keys are equal names."""
        return " ".join((*self.given, self.last, *([self.generation] if self.generation else [])))


def person_name(name: str) -> PersonName | None:
    """A person's name taken apart; None where nothing is left of it. Particles belong to the last name."""
    # "Ada Brook of Selmark" is Ada Brook.
    parts, honorific, generation = list(words(_BELONGS.split(name)[0])), "", ""
    while parts and kinds().get(parts[0], "").startswith("honorific") and len(parts) > 1:
        honorific = parts.pop(0)
    if len(parts) > 1 and kinds().get(parts[-1]) == "generation":
        generation = parts.pop()
    if not parts:
        return None
    at = len(parts) - 1
    while at > 1 and kinds().get(parts[at - 1]) == "particle":
        at -= 1
    return PersonName(tuple(parts[:at]), " ".join(parts[at:]), honorific, generation)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names may be one: a score between 0 and 1, and why in words."""

    score: float
    reason: str


def same_person(a: PersonName, b: PersonName) -> Likeness | None:
    """Whether two names of two words or more can be one person's, and how; None when they cannot or say too little."""
    # "Junior" is another man than the one without it.
    if a.bare or b.bare or a.generation != b.generation:
        return None
    if a.key == b.key:
        return Likeness(1.0, "the same name")
    return _one_longer(a, b) or _alike(a, b)


def _alike(a: PersonName, b: PersonName) -> Likeness | None:
    """Whether two names that end alike, or sound alike, go together."""
    given = _given(a.given, b.given)
    if given is None:
        return None
    if a.last == b.last:
        return given
    if given.score != _SHORTER and _sounds_alike(a.last, b.last):
        return Likeness(_SPELLED if given.score > _INITIAL else _BOTH, "two spellings of one name")
    # "Jong Un" and "Jongun", "al Barnawi" and "Albarnawi".
    return Likeness(_SPELLED, "one name with and without spaces") if squeezed(a.key) == squeezed(b.key) else None


def _one_longer(a: PersonName, b: PersonName) -> Likeness | None:
    again = _goes_on(a, b) or _goes_on(b, a)
    return Likeness(_SHORTER, "the same name with and without a second surname") if again else None


def _goes_on(short: PersonName, long: PersonName) -> bool:
    """Whether a name of two words or more is the other's beginning, and one surname follows: "Ana Ruiz (Soto)"."""
    words = (*short.given, short.last)
    return len(short.given) > 0 and words == long.given and all(len(w) > 1 for w in words)


# How far each kind of likeness is from certain; ordered by what else the words could mean, not measured.
_SPELLED, _SHORTER, _INITIAL, _BOTH = 0.9, 0.85, 0.8, 0.75


def _given(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """How two rows of given names go together: equal, spelled otherwise, one left out, or initials for names."""
    long, short = (a, b) if len(a) >= len(b) else (b, a)
    if a == b:
        return Likeness(1.0, "the same name")
    if len(a) == len(b) and all(x == y or _sounds_alike(x, y) for x, y in zip(a, b, strict=True)):
        return Likeness(_SPELLED, "two spellings of one name")
    full = [w for w in short if len(w) > 1]
    if full and _in_order(short, long, exact=True):
        return Likeness(_SHORTER, "the same name with and without a middle name or title")
    if _in_order(short, long, exact=False):
        return Likeness(_INITIAL, "initials that stand for the given names")
    return None


def _in_order(short: tuple[str, ...], long: tuple[str, ...], *, exact: bool) -> bool:
    """Whether each word of `short` has its counterpart in `long`, in order; else initials count from the first on."""
    if not exact and not _stands_for(short[0], long[0]):
        return False
    at = 0
    for word in short:
        while at < len(long) and not (word == long[at] or (not exact and _stands_for(word, long[at]))):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _stands_for(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _sounds_alike(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= SKELETON_LETTERS and skeleton(a) == skeleton(b)
