"""Firms that go by the adjective of a state: "American Airlines ... American said it would pay"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from stemma.reading.repairs import Name
from stemma.reading.speakers_states import adjectives_of

# What a body does right behind its name; behind an adjective stands a noun.
_DOES = re.compile(
    r"\s(?:(?:also|later|now|since|then|still|not|[a-z]+ly)\s)?(?:said|says|has|had|will|would|is|was|did|does|could"
    r"|can|may|might|plans|told|CEO|chief executive|[a-z]{3,}(?:ed|ized|ised))\b(?!\s(?:man|woman|people|men|women))"
)
# "On American, she said".
_AT = re.compile(r"\b(?:at|on|by|with|to|from|for|against)\s$", re.IGNORECASE)
# "An American said" and "the American said" is a person.
_SOMEBODY = re.compile(r"\b(?:an?|the|one|another|young|old|every|any|\w+-born)\s$", re.IGNORECASE)


def firms_by_adjective(text: str, names: Sequence[Name]) -> list[Name]:
    """`names` with those adjectives of states made organizations that do something and begin a firm's full name."""
    known = adjectives_of(())
    firms = {words.split()[0] for n in names if n.type == "organization" and " " in (words := n.span.cut(text))}
    return [Name(n.span, "organization") if _is_firm(text, n, known, firms) else n for n in names]


def _is_firm(text: str, name: Name, known: Collection[str], firms: set[str]) -> bool:
    words, (start, end) = name.span.cut(text), name.span
    if words not in firms or words.casefold() not in known:
        return False
    before = text[max(0, start - 12) : start]
    alone = _AT.search(before) is not None and text[end : end + 1] in (".", ",", ";", ":")
    return (alone or _DOES.match(text, end) is not None) and not _SOMEBODY.search(before)
