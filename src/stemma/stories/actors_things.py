"""Organisations and places of a pile that are one: abbreviations, declared or not, and variants of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stemma.records import Evidence
from stemma.spans import Span
from stemma.stories.actors_cast import Figure
from stemma.stories.actors_joining import (
    ATTESTED,
    DECLARED,
    INITIALS,
    OFFICE,
    VARIANT,
    Joining,
)
from stemma.stories.actors_names import (
    initials,
    is_abbreviation,
    squeezed,
    state_forms,
    thing_key,
    without_tail,
    words,
)

# Shorter names are too often equal by chance once spaces are gone.
SQUEEZED_LETTERS = 6
# "Marin County" beside "Martin County" would be another place, did the report not name the one so often and the other
# a single time.
OFTEN, SLIP_LETTERS = 3, 4
# "Olympic Committee" without its kind is any thing Olympic; three words that remain name one body.
INNER_WORDS = 3
_INNER = frozenset(("committee", "federation", "organization", "organisation", "association"))
_DECLARED = re.compile(r",?\s*\((?:the\s+)?([^\W\d_][\w&.\-]{1,11})\)")
_REVERSED = re.compile(r"\s*\((?:the\s+)?([^()]{6,80})\)")


def join_things(joining: Joining) -> None:
    """Abbreviations, then variants of one name."""
    _abbreviations(joining)
    _variants(joining)
    _shortened(joining)
    _misspelt(joining)


def _abbreviations(joining: Joining) -> None:
    """What any text of the pile declares, then what only one name of the pile can stand for."""
    things = [n for n, f in enumerate(joining.figures) if f.family == "thing"]
    by_key = defaultdict(list)
    for n in things:
        for form in dict.fromkeys((joining.figures[n].key, *_short_forms(joining.figures[n]))):
            by_key[form].append(n)
    for short, homes in sorted(_declared(joining, things, by_key).items()):
        if len({joining.home(n) for n, _ in homes}) == 1:
            n, passage = homes[0]
            wanted = [m for m in by_key.get(short, []) if _may_shorten(joining.figures[m], short)]
            reason = f"declared in the text: {passage[0].quote}"
            joining.join([n, *wanted], DECLARED, reason, [*passage, *_shown(joining, wanted)])
    _called_so(joining, by_key)
    spelled = _spelled(joining, things)
    for group in joining.of("thing"):
        names = dict.fromkeys(joining.figures[n].actor.name for n in group)
        alone = all(is_abbreviation(name) for name in names) and all(_whole(joining.figures[n]) for n in group)
        if alone and joining.figures[group[0]].key not in state_forms().values():
            _undeclared(joining, group, min(names), spelled)


def _called_so(joining: Joining, by_key: Mapping[str, list[int]]) -> None:
    """A name that another report uses beside the full one: an abbreviation, a state, a name of several words."""
    used: dict[str, list[int]] = defaultdict(list)
    for n, f in enumerate(joining.figures):
        if f.family == "thing":
            for alias in f.actor.aliases:
                key = thing_key(alias, joining.adjectives)
                if key != f.key and (" " in key or is_abbreviation(alias) or key in state_forms().values()):
                    used[key].append(n)
    for key, homes in sorted(used.items()):
        if len({joining.home(n) for n in homes}) == 1:
            named = joining.figures[homes[0]].actor.name
            wanted = [n for n in by_key.get(key, []) if joining.figures[n].key == key]
            joining.join([homes[0], *wanted], ATTESTED, f"another report calls {named} so")


def _shown(joining: Joining, figures: Iterable[int]) -> list[Evidence]:
    return [e for n in figures for e in joining.figures[n].evidence()]


def _whole(f: Figure) -> bool:
    """Whether no letter follows an abbreviation: "D.P." out of "D.P.R.K." is none."""
    return any(not re.match(r"\.?[^\W_]", f.reading.text[s.end : s.end + 2]) for s in f.names)


def _short_forms(f: Figure) -> list[str]:
    return [" ".join(words(a)) for a in (f.actor.name, *f.actor.aliases) if is_abbreviation(a)]


def _may_shorten(f: Figure, short: str) -> bool:
    return f.key == short or short in _short_forms(f)


Declared = dict[str, list[tuple[int, tuple[Evidence, ...]]]]


def _declared(joining: Joining, things: Sequence[int], by_key: Mapping[str, list[int]]) -> Declared:
    """Abbreviations that texts put in brackets behind a name, or names behind an abbreviation."""
    out: Declared = {}
    for n in things:
        f = joining.figures[n]
        for span in f.names:
            name, text = span.cut(f.reading.text), f.reading.text
            if (match := _DECLARED.match(text, span.end)) and _abbreviates(match[1], name):
                passage = f.evidence(Span(span.start, match.end()))
                out.setdefault(" ".join(words(match[1])), []).append((n, passage))
            elif is_abbreviation(name) and (match := _REVERSED.match(text, span.end)) and _abbreviates(name, match[1]):
                full = by_key.get(thing_key(match[1], joining.adjectives), [])
                passage = f.evidence(Span(span.start, match.end()))
                out.setdefault(" ".join(words(name)), []).extend((m, passage) for m in full[:1])
    return out


def _abbreviates(short: str, name: str) -> bool:
    letters = "".join(c for c in short if c.isalpha())
    return sum(c.isupper() for c in letters) > 1 and letters.casefold() in initials(name)


def _spelled(joining: Joining, things: Sequence[int]) -> dict[str, list[int]]:
    """What initials of the pile's names spell -> those names."""
    out: dict[str, list[int]] = defaultdict(list)
    for n in things:
        actor = joining.figures[n].actor
        for letters in sorted({s for name in (actor.name, *actor.aliases) for s in initials(name)}):
            out[letters].append(n)
    return out


def _undeclared(joining: Joining, group: Sequence[int], short: str, spelled: Mapping[str, list[int]]) -> None:
    """An abbreviation that no text declares joins the one name of the pile that has its initials."""
    letters = "".join(c for c in short if c.isalpha()).casefold()
    fits = sorted({joining.home(n) for n in spelled.get(letters, ())} - {joining.home(group[0])})
    if len(fits) == 1:
        reason = f"{short} are its initials, and of no other name in the pile"
        joining.join(sorted([fits[0], group[0]]), INITIALS, reason)


def _variants(joining: Joining) -> None:
    """The same name with other spaces, or with and without a word such as "group"."""
    for reason, cut in (
        ("one name with and without spaces", _close),
        ("one name with and without its kind", _bare_key),
        ("one name with and without its kind", _inner_key),
    ):
        found: dict[str, list[int]] = defaultdict(list)
        for group in joining.of("thing"):
            for key in dict.fromkeys(joining.figures[n].key for n in group):
                if cut(key):
                    found[cut(key)].append(group[0])
        for key, homes in sorted(found.items()):
            places = {joining.figures[n].actor.type == "place" for n in homes}
            # "Selm Group" and "Selm Company" beside "Selm": nobody knows which of the two is meant.
            clear = len(homes) == 2 or cut is _close  # noqa: PLR2004
            if clear and (len(places) == 1 or " " in key):
                joining.join(homes, VARIANT, reason)


def _close(key: str) -> str:
    return squeezed(key) if len(squeezed(key)) >= SQUEEZED_LETTERS else ""


def _bare_key(key: str) -> str:
    return without_tail(key)


def _inner_key(key: str) -> str:
    """A key of four words or more without its "committee": "International Committee of the Red Cross"."""
    parts = key.split()
    kept = [w for w in parts if w not in _INNER]
    return " ".join(kept) if len(kept) >= INNER_WORDS else ""


def _shortened(joining: Joining) -> None:
    """In one report the last words of a full name stand for it ("the Water Board"), if no other name ends so."""
    things = [n for n, f in enumerate(joining.figures) if f.family == "thing" and f.actor.type != "place"]
    endings: dict[str, list[int]] = defaultdict(list)
    for n in things:
        parts = joining.figures[n].key.split(" ")
        for at in range(1, len(parts)):
            endings[" ".join(parts[at:])].append(n)
    bodies = {f.key for f in joining.figures if f.actor.type == "organization"}
    for n in things:
        short = joining.figures[n]
        if " " not in short.key or not short.names or short.key in state_forms().values():
            continue
        if short.actor.type == "publication":  # "the fair by the Selm Times" is not the paper
            continue
        longer = [m for m in endings[short.key] if not _of_two(joining.figures[m], short)]
        here = [m for m in longer if joining.figures[m].reading.id == short.reading.id]
        # What the report itself says in full before is what it means, whatever other reports call by such a name; else
        # a name with its owner's before it: the "UN" in "UN General Assembly".
        wanted = [m for m in here if _before(joining, m, n)] or [
            m for m in here if joining.figures[m].key.removesuffix(f" {short.key}") in bodies
        ]
        if wanted and len({joining.home(m) for m in here}) == 1:
            reason = f"{joining.figures[wanted[0]].actor.name} is the only name in the report that ends so"
            joining.join([wanted[0], n], OFFICE, reason)


def _misspelt(joining: Joining) -> None:
    """A name that a report writes once with a letter too many or too few, and otherwise again and again in full."""
    here: dict[str, list[int]] = defaultdict(list)
    for n, f in enumerate(joining.figures):
        # A misspelt body is often taken for a person that nothing else is said of.
        if " " in f.key and (f.family == "thing" or not f.evident):
            here[f.reading.id].append(n)
    for names in here.values():
        often = [m for m in names if joining.figures[m].family == "thing" and len(joining.figures[m].names) >= OFTEN]
        for n in (n for n in names if len(joining.figures[n].names) == 1):
            slip = joining.figures[n]
            meant = [m for m in often if _slips(slip.key, joining.figures[m].key)]
            if len({joining.home(m) for m in meant}) == 1:
                name = joining.figures[meant[0]].actor.name
                joining.join([meant[0], n], VARIANT, f"one letter off {name}, which the report names again and again")


def _slips(slip: str, name: str) -> bool:
    """Whether one word of several, not a short one, lacks a letter of its counterpart or has one more."""
    pairs = [(a, b) for a, b in zip(slip.split(), name.split(), strict=False) if a != b]
    if len(slip.split()) != len(name.split()) or len(pairs) != 1:
        return False
    short, long = sorted(pairs[0], key=len)
    if len(short) < SLIP_LETTERS or len(long) != len(short) + 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _of_two(full: Figure, short: Figure) -> bool:
    """Whether a name that ends with another is "A and B": two names."""
    return " and " in full.actor.name.removesuffix(short.actor.name)[-5:]


def _before(joining: Joining, full: int, short: int) -> bool:
    """Whether the report gives the full name first."""
    first, later = joining.figures[full].names, joining.figures[short].names
    return bool(first) and first[0].start < later[0].start
