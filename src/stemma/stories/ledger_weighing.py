"""Which rules a reader looks for first: told by several reports, by a known body, with what and whom they are about."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.records import StoryRule

# What is decided comes before what is only talked of.
_STANDING = {"in force": 0, "lifted": 0, "unknown": 0, "reported": 1, "proposed": 2}


def weighed(rules: Sequence[StoryRule]) -> tuple[StoryRule, ...]:
    """The rules, most important first; of equals those told first stay first."""
    return tuple(sorted(rules, key=_weight))


def _weight(rule: StoryRule) -> tuple[int, int]:
    told = len({member.report for member in rule.members})
    whose = rule.object is not None and bool(rule.object.supplier or rule.object.origin)
    known = (rule.authority, rule.bound, rule.object, whose, rule.scope or rule.conditions)
    decided = _STANDING[rule.status] == 0
    return -min(told, 3) * 2 - sum(map(bool, known)) - decided, _STANDING[rule.status]
