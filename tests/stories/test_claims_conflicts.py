"""What cannot both hold, and what only looks so: pairs of clauses with their polarity, as two reports have them."""

import pytest
from builders import reading, report

from stemma.stories.actors import joined
from stemma.stories.claims_relations import at_odds
from stemma.stories.claims_units import Units

NO = ("2031-03-04", "2031-03-04")
CASES = [
    # Of a yes and a no, what is denied must be in both.
    ("The old gate was closed for the winter.", "The old gate was not closed for the winter.", NO, True),
    ("The new ferry leaves from the pier of the old harbour ferry.",
     "The new ferry will not outrun the old harbour ferry.", NO, False),
    ("The crossing was the first with deaths since 1959.", "There have been no deaths on the crossing since 1959.",
     NO, False),
    ("Nobody in Selm closed the old gate.", "Selm did not close the old gate.", NO, False),
    # Figures.
    ("The tower is 229 feet tall at the gate.", "The tower is 230 feet tall at the gate.", NO, False),
    ("The gate lies about 130 miles from Selm.", "The gate lies 140 miles from Selm.", NO, False),
    ("The gate lies 90 miles from Selm.", "The gate lies 140 miles from Selm.", NO, True),
    ("The sinking killed 12 people.", "The sinking killed 14 people.", NO, True),
    ("The sinking killed 12 people off Selm.", "Five of the dead off Selm were of one family.", NO, False),
    ("The list of the harbour names 140 captains.", "The list of the harbour names 12 pilots and 128 captains.",
     NO, False),
    ("The leak held 11 million harbour files.", "The leak held 11.5 million harbour files.", NO, False),
    ("The gate lies 90 miles from Selm.", "The gate lies 140 miles from Selm.", ("2031-03-04", "2031-04-04"), False),
    ("The car crashed on lap 48 of the Selm race.", "The Selm race has 71 laps before a car crashed.", NO, False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "days", "expected"), CASES)
def test_what_cannot_both_hold(one, other, days, expected):
    made = [
        reading(report(text, outlet=outlet, published=day))
        for text, outlet, day in zip((one, other), ("Courier", "Lantern"), days, strict=True)
    ]
    units = Units(made, joined(made))
    first, second = ([units.qualified(u) for u in units.found if u.report == n] for n in (0, 1))
    assert first
    assert second
    assert any(at_odds(a, b) for a in first for b in second) is expected


def test_the_same_clauses_are_at_odds_in_either_order():
    for one, other, days, _ in CASES:
        made = [reading(report(t, outlet=o, published=d)) for t, o, d in zip((one, other), "AB", days, strict=True)]
        units = Units(made, joined(made))
        found = [units.qualified(u) for u in units.found]
        for a in found:
            for b in found:
                assert at_odds(a, b) == at_odds(b, a)
