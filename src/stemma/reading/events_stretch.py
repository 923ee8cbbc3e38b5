"""The stretch of words among which an event word is read, and the attributions that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.reading.events_clauses import QUOTES
from stemma.reading.morphology import Token
from stemma.records import Attribution
from stemma.spans import Span

# How many words an aside in parentheses has at most.
ASIDE = 4
# What a decree, a promise or a threat does, it does by being said; other speech is no event of the story.
DEEDS = frozenset((
    "permit", "forbid", "request", "urge", "threaten", "commit", "oppose", "support", "refuse", "propose", "plan",
    "criticize", "dismiss", "praise",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words that an event word is read among, and the innermost attribution they are the content of."""

    words: tuple[Token, ...]
    told_by: Attribution | None
    headline: bool = False
    deed: Attribution | None = None
    """The attribution that the event word is itself the cue of: a decree, an announcement, a denial."""


def stretch_of(
    words: Sequence[Token], trigger: Span, attributions: Sequence[Attribution], *, headline: bool
) -> Stretch:
    """The words of a sentence around `trigger`, and the attributions whose content or whose cue it stands in.

    Contents of speech are stretches of their own; those of decrees and promises belong to the deed.
    """
    inside: Attribution | None = None
    deed: Attribution | None = None
    for found in attributions:
        if any(cue.overlaps(trigger) for cue in found.cue):
            deed = found
        elif any(c.contains(trigger) for c in found.content) and (inside is None or _size(found) < _size(inside)):
            inside = found
    own = inside.content if inside else None
    apart = [
        c
        for a in attributions
        if a is not inside and a is not deed and (a.act not in DEEDS or a.form != "indirect")
        for c in a.content
        if not c.contains(trigger) and (own is None or any(o.contains(c) for o in own))
    ]
    kept = tuple(
        w
        for w in _without_asides(words)
        if w.lower not in QUOTES
        and (own is None or any(o.contains(w.span) for o in own))
        and not any(c.contains(w.span) for c in apart)
    )
    return Stretch(kept, inside, headline, deed)


def _without_asides(words: Sequence[Token]) -> list[Token]:
    """The words without short asides in parentheses: "the Medicines Board (MB)", "770 km (about 480 miles)"."""
    out: list[Token] = []
    at = 0
    while at < len(words):
        closing = next((n for n in range(at, min(len(words), at + ASIDE + 2)) if words[n].lower == ")"), None)
        if words[at].lower == "(" and closing is not None:
            at = closing + 1
        else:
            out.append(words[at])
            at += 1
    return out


def _size(attribution: Attribution) -> int:
    return sum(c.length for c in attribution.content)
