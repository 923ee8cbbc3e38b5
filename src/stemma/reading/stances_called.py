"""What a report says that somebody called right or wrong: "calls the wall “useless”", "branded the cuts a disgrace"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.reading.morphology import Token
from stemma.reading.stances_questions import QUOTES
from stemma.reading.stances_verdicts import judged_last
from stemma.reading.stances_words import Entry, Match

_CALLING = frozenset(("call", "brand", "label", "deem", "term", "dub", "describe", "denounce", "slam", "blast"))
_ELSEWHERE = frozenset(("for", "on", "off", "to", "by", "in", "at", "him", "her", "them", "himself", "herself"))
# How far behind "called" the judgement stands: "called the plan for a second bridge over the river absurd".
CALLED_WITHIN = 16


def called(words: Sequence[Token]) -> Iterator[Match]:
    """Verbs of calling with a judgement behind what is called so, as matches of one word."""
    for at, word in enumerate(words):
        if _CALLING.isdisjoint(word.lemmas) or at + 1 >= len(words) or words[at + 1].lower in _ELSEWHERE:
            continue
        stop = next((n for n in range(at + 1, min(len(words), at + CALLED_WITHIN)) if words[n].lower in ".;:?!,"), None)
        after = [w for w in words[at + 1 : stop or at + CALLED_WITHIN] if w.lower not in QUOTES]
        _, sign = judged_last(after)
        if sign:
            stance = "opposes" if sign in ("bad", "poor") else "supports"
            yield Match(word.lemmas[:1], at, at, Entry(stance, None, free=True))  # type: ignore[arg-type]
