"""Which tellings of a story are compared: those that can be found to tell of one event, and no others if it is small.

In one report these are tellings with a word in common, of one clause, or of which one is a bare reference. In two
reports a like trigger and a word in common are needed, or two days and so many words that the trigger does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.stories.copies_candidates import pairs_in
from stemma.stories.timeline_likeness import ALIKE, NO_TRIGGER, SAME_PERIOD, past
from stemma.stories.timeline_naming import BARE, to_the_minute
from stemma.stories.timeline_tellings import Telling, groups

# Up to so many tellings with one trigger and one word all pairs are compared; a story of 60 reports seldom has more.
ALL_PAIRS = 128
# Whatever the trigger, less than this in common is never one event.
LEAST_SHARED = min(SAME_PERIOD[0], NO_TRIGGER[0])
LEAST_SHARE = min(SAME_PERIOD[1], NO_TRIGGER[1])


def candidates(found: Sequence[Telling]) -> list[tuple[int, int]]:
    """Pairs of numbers of tellings, the smaller first, in order."""
    pairs = set(_announced(found))
    by_report: dict[str, list[int]] = {}
    for n, telling in enumerate(found):
        by_report.setdefault(telling.report, []).append(n)
    for held in by_report.values():
        pairs.update(_of_one_report(found, held))
    pairs.update(_of_like_triggers(found))
    pairs.update(_of_many_words(found))
    pairs.update(_of_supports(found))
    pairs.update(_of_one_minute(found))
    return sorted(pairs)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _announced(found: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """What is told in an announcement, with the announcement."""
    cues: dict[tuple[str, str | None], int] = {(t.report, t.cue_of): n for n, t in enumerate(found) if t.cue_of}
    for n, telling in enumerate(found):
        if (announcing := cues.get((telling.report, telling.event.told_by), n)) != n:
            yield _pair(n, announcing)


def _of_one_report(found: Sequence[Telling], held: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, n in enumerate(held):
        one = found[n]
        for m in held[at + 1 :]:
            other = found[m]
            bare = not one.terms or not other.terms
            same_subject = one.event.evidence[0].start == other.event.evidence[0].start
            again = one.root == other.root and (one.meant or other.meant)
            if bare or same_subject or again or not one.terms.isdisjoint(other.terms) or _of_then(one, other):
                yield n, m


def _of_then(one: Telling, other: Telling) -> bool:
    """Whether both are background of one day or month."""
    return one.days.first == other.days.first and past(one) and past(other)


def _of_like_triggers(found: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs whose triggers may be alike, and that have a word in common, or none at all, or are of one past day."""
    triggers: dict[str, list[int]] = {}
    for n, telling in enumerate(found):
        for trigger in (f"{telling.root[:ALIKE]}-", *telling.kinds):
            triggers.setdefault(trigger, []).append(n)
    for held in triggers.values():
        by_term: dict[str, list[int]] = {}
        for n in held:
            then = (f"={found[n].days.first}",) if past(found[n]) else ()
            for term in (*found[n].terms, *then):
                by_term.setdefault(term, []).append(n)
        bare = [n for n in held if not found[n].terms]
        for same in by_term.values():
            yield from pairs_in(same, ALL_PAIRS)
        for n in bare:
            yield from (_pair(n, m) for m in held if m != n)


def _of_many_words(found: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs that say when and share enough words whatever their triggers are.

    Who has so many of the shorter one's words has one of the rarest that it cannot do without.
    """
    holders: dict[str, list[int]] = {}
    dated = [n for n, telling in enumerate(found) if telling.dated]
    for n in dated:
        for term in found[n].terms:
            holders.setdefault(term, []).append(n)
    for n in dated:
        terms = found[n].terms
        size = len(terms)
        least = next((k for k in range(size + 1) if k >= LEAST_SHARED and k / size >= LEAST_SHARE), size + 1)
        rarest = sorted(terms, key=lambda term: (len(holders[term]), term))[: max(0, size - least + 1)]
        for m in {m for term in rarest for m in holders[term]}:
            if m != n and len(terms & found[m].terms) >= least:
                yield _pair(n, m)


def _of_supports(found: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of which one has a word that only helps, and among its words what the other's trigger means."""
    known = groups()
    meant: dict[str, list[int]] = {}
    for n, telling in enumerate(found):
        for meaning in known.get(telling.root, (telling.root,)):
            meant.setdefault(meaning, []).append(n)
    for n, telling in enumerate(found):
        if telling.supports:
            meanings = {meaning for term in telling.terms for meaning in known.get(term, (term,))}
            for m in {m for meaning in meanings for m in meant.get(meaning, ())} - {n}:
                if len(telling.terms) <= BARE or not telling.terms.isdisjoint(found[m].terms):
                    yield _pair(n, m)


def _of_one_minute(found: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs that say one minute of one day."""
    minutes: dict[str, list[int]] = {}
    for n, telling in enumerate(found):
        if to_the_minute(telling):
            minutes.setdefault(str(telling.time.value), []).append(n)
    for same in minutes.values():
        yield from pairs_in(same, ALL_PAIRS)
