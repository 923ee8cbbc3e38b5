"""What tells that two clauses are of one event though their words differ: a name for it, or one minute."""

from __future__ import annotations

import re

from stemma.stories.dating_clauses import root
from stemma.stories.timeline_tellings import Telling, groups

# So few words besides its verb are no more than a name of what happened, and one that describes it: "the horror crash".
BARE = 2
# What happened stands before these words, and behind them only where and when.
_HAPPENS = frozenset(root(word) for word in ("happen", "occur"))
_MINUTE = re.compile(r"T\d\d:\d\d")


def names(a: Telling, b: Telling) -> bool:
    """Whether the trigger of one is, by its group, among the words of the other: "ordered the gates to be shut"."""
    known = groups()
    if not b.supports:
        return False
    meant = known.get(a.root, frozenset((a.root,)))
    return any(not meant.isdisjoint(known.get(term, frozenset((term,)))) for term in b.terms)


def to_the_minute(telling: Telling) -> bool:
    """Whether it says when to the minute."""
    return telling.dated and _MINUTE.search(telling.time.value or "") is not None


def at_one_minute(a: Telling, b: Telling) -> bool:
    """Whether both say when to the minute, and say the same."""
    return a.time.value == b.time.value and to_the_minute(a) and to_the_minute(b)


def only_names(a: Telling, b: Telling) -> bool:
    """Whether one tells of a day no more than that it was the day of what the other tells: "the crash happened"."""
    if not (b.close and a.close and names(a, b)):
        return False
    return len(b.terms) <= BARE or (b.root in _HAPPENS and not a.terms.isdisjoint(b.terms))
