"""Offices: who of a report's people holds "the prime minister", "France's president", "NRF head"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.reading import lexicon
from stemma.reading.speakers_states import adjectives_of, state_named
from stemma.reading.titles import role_noun

_PRIME = re.compile(r"\bprime minister\b", re.IGNORECASE)


def office_holders(
    roles_of: Mapping[str, Sequence[str]], noun: str, modifiers: Sequence[str], behind: set[str]
) -> list[str]:
    """The people with that role; a state or body may stand in another form or be left out.

    What is told behind the noun ("the head of the board") must be in the role.
    """
    if noun == "minister" and "prime" in modifiers:
        noun, modifiers = "premier", [m for m in modifiers if m != "prime"]
    fits = []
    for actor, told_of in roles_of.items():
        roles = [_PRIME.sub("premier", r) for r in told_of]
        same = [r for r in roles if _same_office(role_noun(r), noun) and (not behind or behind & words_in(r))]
        # "Japan's minister" is not any minister: only what beside the state is told makes the office one.
        missing = [[m for m in modifiers if not _said(m, role)] for role in same]
        if any(not m or (len(m) < len(modifiers) and all(map(_of_a_state, m))) for m in missing):
            fits.append(actor)
    return fits


def _same_office(role: str | None, noun: str) -> bool:
    """Whether two nouns name one office, whoever holds it: "chairwoman" and "chair"."""
    return role == noun or any({role, noun} <= set(row) for row in lexicon.rows("offices"))


def _said(modifier: str, role: str) -> bool:
    """Whether a role has the word, or in full what it abbreviates ("NRF": "of the Northern Relief Fund")."""
    capitals = "".join(w[0] for w in re.findall(r"[^\W_]+", role) if w[0].isupper()).casefold()
    state = _state(modifier)
    same = state is not None and any(_state(w) == state for w in words_in(role))
    return same or modifier in words_in(role) or (len(modifier) > 1 and modifier in capitals)


def _state(word: str) -> str | None:
    return state_named(word) or adjectives_of(()).get(word)


def _of_a_state(word: str) -> bool:
    return _state(word) is not None


def words_in(phrase: str) -> set[str]:
    """The words of a phrase in small letters."""
    return {w.casefold() for w in re.findall(r"[^\W_]+", phrase)}
