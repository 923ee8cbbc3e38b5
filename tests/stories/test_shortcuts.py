"""What is passed over to be fast changes nothing: shortcuts against all there is, on made-up tellings and reports."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from builders import reading, report

from stemma.records import Event, EventTime
from stemma.spans import Span
from stemma.stories.copies_candidates import pairs_in
from stemma.stories.copies_text import own_words
from stemma.stories.dating_events import Weights, matches
from stemma.stories.dating_tellings import told
from stemma.stories.lineage_utterances import _longest_run
from stemma.stories.timeline_candidates import candidates
from stemma.stories.timeline_days import Window
from stemma.stories.timeline_likeness import likeness
from stemma.stories.timeline_tellings import Telling
from stemma.stories.timeline_ties import Ties

TERMS = ({}, {"gate"}, {"gate", "lisk"}, {"gate", "lisk", "dam", "free"}, {"lisk", "dam", "rain", "flood", "vote"})
ROOTS = ("clos", "free", "publis", "suspen", "secur")
DAYS = (Window(), Window(100, 100), Window(70, 99), Window(None, 110))


def telling(n: int, root: str, terms: set[str], days: Window, at: str) -> Telling:
    event = Event(f"v{n}", (Span(10, 15),), (Span(3 * (n % 2), 30),), "happened")
    time = EventTime("2024", "stated", (Span(20, 24),)) if days.width else EventTime()
    return Telling(
        report=at, text="x" * 40, event=event, order=0, at=0, root=root, terms=frozenset(terms), who=frozenset(),
        whom=frozenset(), others=frozenset(), time=time, days=days, written=Window(110, 110),
        numbers=frozenset(), cue_of=None, announces=None, meant=None, rhetoric=False, headline=False, stance=False,
        news=False, by_others=False, of_old=False,
    )  # fmt: skip


def test_all_that_may_be_one_event_is_compared():
    made = product(ROOTS, TERMS, DAYS, ("r1", "r2"))
    found = [telling(n, root, set(terms), days, at) for n, (root, terms, days, at) in enumerate(made)]
    ties = Ties.of(())
    alike = {(i, j) for i, j in combinations(range(len(found)), 2) if likeness(found[i], found[j], ties)}
    assert len(alike) > 1000  # of 20,000 pairs, so that this tells something
    assert alike <= set(candidates(found))


REPORTS = (
    "The Calder bridge was closed on Monday after a crack was found. Mayor Hale said it will open on Friday.",
    "Workers found a crack in the Calder bridge, which was closed on Tuesday. Hale said it will open next week.",
    "The Calder bridge opens on Friday, Mayor Hale said. A crack had been found on Monday and the bridge was closed.",
)


def test_what_says_when_is_matched_alike_by_itself():
    pile = [told(reading(report(text, path=f"{n}.txt"))) for n, text in enumerate(REPORTS)]
    weights, seen = Weights(pile), 0
    for one, other in combinations(pile, 2):
        both = [m for m in matches(one, other, weights) if m.one.when.sharp and m.other.when.sharp]
        assert list(matches(one, other, weights, sharp=True)) == both
        seen += len(both)
    assert seen


@pytest.mark.parametrize(
    ("one", "other", "run"),
    [
        ("the dam is safe", "he said the dam is safe now", "the dam is safe"),
        ("a b a b c", "a b c a b", "a b c"),
        ("rain again", "no word of it", ""),
        ("one two three four", "three four one two", "one two"),  # the first of equals
    ],
)
def test_longest_run(one, other, run):
    assert " ".join(_longest_run(one.split(), other.split())) == run


def test_places_of_shingles():
    words = own_words(reading(report("The dam is safe now. The dam is safe.")))
    assert [len(at) for at in words.places.values()] == [2, 2, 1, 1, 1]
    assert sorted(n for at in words.places.values() for n in at) == list(range(len(words.shingles)))


def test_pairs_of_a_large_group_grow_as_it_does():
    assert len(list(pairs_in(range(10), many=10))) == 45
    assert len(set(pairs_in(range(1000), many=10))) < 4 * 1000
