"""Sides taken with people and against them by what they did: "they made the right call", "she had no choice".

Of persons other words than of deeds tell of a side: what they did right or wrong, what they had to do, how they were
treated, who is to blame. The phrases are in `data/stances_sayings.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.reading.stances_verdicts import View
from stemma.records import StanceKind

_NOT = frozenset(("not", "n't", "never", "no", "nobody", "nothing", "hardly", "none"))
_SUPPOSED = frozenset(("if", "would", "may", "might", "whether"))
# A cry that takes a side by itself.
_ASKS = (("how", "about", "you"), ("how", "about", "we"), ("why", "not"))
_CRIES = (("enough", "is", "enough"), ("shame", "on"), ("never", "again"), ("not", "in", "my", "name"), ("no", "more"))
_RIGHT = frozenset(("right", "only", "best", "correct", "proper"))
_WRONG = frozenset(("wrong", "bad", "terrible", "worst"))
_CHOICES = frozenset(("decision", "choice", "call", "move", "step", "thing", "action", "verdict"))
_TAKEN = frozenset(("make", "take", "do"))
_BADLY = frozenset((
    "wrongly", "wrongfully", "unfairly", "unjustly", "unlawfully", "illegally", "falsely", "racially", "unnecessarily",
    "needlessly", "improperly", "arbitrarily",
))  # fmt: skip
# How far into a predicate a phrase may open.
OPENING = 5
# How far behind its first word the last of a phrase may stand.
PHRASE_WITHIN = 9
GAP = 2
# How far behind its first word a figure makes a count of a phrase.
COUNTED_WITHIN = 6
# How far into a predicate "wrongly" stands before what was done.
BADLY_WITHIN = 5


def sided(subject: Sequence[Token], rest: Sequence[Token]) -> View | None:
    """The stance of a clause on what its subject did or suffered; None where it tells of none."""
    clause = (*subject, *rest)
    if subject[-1].lower == "nobody" or [w.lower for w in subject[-2:]] == ["no", "one"]:
        wanted = any("want" in w.lemmas for w in rest[:2])  # "no one wants to be known for that"
        return View("opposes", clause, clause, clause=True) if wanted else None
    if subject[-1].lower == "nothing":
        stance: StanceKind | None = "opposes" if any({"justify", "excuse"} & set(w.lemmas) for w in rest[:3]) else None
    elif subject[-1].lower in ("i", "we", "you") and any(w.lower in ("job", "everything", "all") for w in rest[:8]):
        return None  # "we've done everything we can"
    else:
        stance = (
            _by_phrase(rest)
            or _let_down(rest)
            or _need_not(rest)
            or _chosen(subject, rest)
            or _wronged(rest)
            or _at(subject, rest)
        )
    return View(stance, clause, clause, clause=True) if stance is not None else None


def cried(whole: Sequence[Token]) -> View | None:
    """A cry that opens a sentence: "Shame on the airline", "Enough is enough"."""
    words = [w for w in whole if w.word]
    for ask in _ASKS:
        if tuple(w.lower for w in words[: len(ask)]) == ask and len(words) > len(ask):
            return View("urges", tuple(words), tuple(words), clause=True)
    for cry in _CRIES:
        if tuple(w.lower for w in words[: len(cry)]) == cry:
            return View("opposes", tuple(words), tuple(words), clause=True)
    return None


def _by_phrase(rest: Sequence[Token]) -> StanceKind | None:
    attempted = any({"try", "seek"} & set(w.lemmas) for w in rest[:4])
    if any(w.lower in _SUPPOSED for w in rest[:2]) and not attempted:
        return None
    # Most phrases lack a word in this run; asking that first saves trying them.
    present = {form for w in rest[: OPENING + PHRASE_WITHIN] for form in (w.lower, *w.lemmas)}
    for at, word in enumerate(rest[:OPENING]):
        if at and not rest[at - 1].word:
            return None
        for lemma in word.lemmas:
            for phrase, stance, denied in _phrases().get(lemma, ()):
                if stance == "urges" and phrase[0] == "be" and word.lower != "be":
                    continue  # "no one has been held accountable" tells what is so
                if not present.issuperset(phrase) or not _follows(phrase[1:], rest[at + 1 : at + PHRASE_WITHIN]):
                    continue
                inside = rest[: at + PHRASE_WITHIN]
                if any(w.lower[:1].isdigit() for w in rest[at + 1 : at + COUNTED_WITHIN]):
                    return None  # "was responsible for 644 deaths" counts
                turned = not _NOT & set(phrase) and any(w.lower in _NOT for w in inside[: at + 4])
                return denied if turned else stance
    return None


def _follows(parts: Sequence[str], words: Sequence[Token]) -> bool:
    """Whether the parts of a phrase follow in order, GAP other words at most between two of them."""
    at = gap = 0
    for word in words:
        if at == len(parts) or gap > GAP or (not word.word and word.lower != "-"):
            break
        found = parts[at] in (word.lower, *word.lemmas)
        at, gap = (at + 1, 0) if found else (at, gap + 1)
    return at == len(parts)


def _let_down(rest: Sequence[Token]) -> StanceKind | None:
    """As in "we let our guests down"."""
    at = next((n for n, w in enumerate(rest[:4]) if "let" in w.lemmas), None)
    near = [w.lower for w in rest[at + 1 : at + PHRASE_WITHIN]] if at is not None else []
    return "opposes" if "down" in near and not _NOT & {w.lower for w in rest[:at]} else None


def _need_not(rest: Sequence[Token]) -> StanceKind | None:
    """As in "they didn't have to shoot"."""
    lowers = [w.lower for w in rest[:5]]
    for did in (["did", "n't"], ["did", "not"]):
        if lowers[:2] == did and lowers[2:4] in (["have", "to"], ["need", "to"]):
            return "opposes"
    return None


def _chosen(subject: Sequence[Token], rest: Sequence[Token]) -> StanceKind | None:
    """As in "the right choice was made"."""
    words = {w.lower for w in subject}
    if not words & _CHOICES or not any(_TAKEN & set(w.lemmas) for w in rest[:3]):
        return None
    return "supports" if words & _RIGHT else "opposes" if words & _WRONG else None


def _at(subject: Sequence[Token], rest: Sequence[Token]) -> StanceKind | None:
    """As in "the blame lies with the ministry"."""
    lies = any({"lie", "rest", "fall"} & set(w.lemmas) for w in rest[:3])
    blame = any({"blame", "fault", "responsibility"} & set(w.lemmas) for w in subject[-3:])
    return "opposes" if lies and blame else None


def openers() -> frozenset[str]:
    """The lemmas that phrases begin with."""
    return frozenset(_phrases()) | {"let", "want"}


def _wronged(rest: Sequence[Token]) -> StanceKind | None:
    """As in "was wrongly arrested", "had been racially profiled"."""
    near = rest[:BADLY_WITHIN]
    at = next((n for n, w in enumerate(near) if w.lower in _BADLY), None)
    if at is None or any(w.lower in _NOT | _SUPPOSED for w in near[:at]) or at + 1 >= len(rest):
        return None
    return "opposes" if rest[at + 1].lower != rest[at + 1].lemmas[0] or rest[at + 1].lower.endswith("ed") else None


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], StanceKind, StanceKind | None], ...]]:
    """The list by first word, longest phrases first."""
    index: dict[str, list[tuple[tuple[str, ...], StanceKind, StanceKind | None]]] = {}
    for words, stance, denied in lexicon.rows("stances_sayings"):
        phrase = tuple(words.split())
        index.setdefault(phrase[0], []).append((phrase, stance, None if denied == "-" else denied))  # type: ignore[arg-type]
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in index.items()}
