"""Opinions of a commentary's author in the report's own voice: "the port should reopen", where the text is signed.

Only where the text names its author as the one whose opinions it holds; an unsigned leader gives nobody a stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.reading.stances_earlier import antecedent
from stemma.reading.stances_opinions import opinions
from stemma.reading.stances_questions import QUOTES, cut, phrase_of
from stemma.reading.stances_setting import Draft, Setting
from stemma.records import Stance

_OWN = frozenset(("i", "we"))
_SIGNED = re.compile(
    r"(?i)\b(?:opinions|views) (?:expressed|in this)\b[^.]{0,60}"
    r"\b(?:author|writer|commentary|column|his|her|own|hers)\b"
)
# "Ada Brook is a columnist for": at most so many code points lie between the name and what he or she is.
_WRITER = re.compile(
    r"\bis (?:a|an|the) [^.]{0,60}\b(?:columnist|commentator|contributor|analyst|fellow|professor|author|editor|writer|"
    r"scholar|lecturer|director|researcher)\b"
)
# Between the end of a name and "is a columnist".
NEAR = 3


def of_commentary(setting: Setting) -> Iterator[Stance]:
    """The stances of the author in sentences that report nobody else; none where the text is no signed commentary."""
    holder = _author(setting)
    if holder is None:
        return
    for sentence in setting.sentences:
        if any(span.overlaps(sentence) for a in setting.attributions for span in (*a.cue, *a.content)):
            continue
        words = setting.words(sentence)
        if any(w.lower in QUOTES - {"'", "\u2019"} for w in words):
            continue
        for view in opinions(words, _OWN):
            about = cut(view.question, setting.times, clause=view.clause) if view.question else []
            about = about or antecedent(setting, None, phrase_of(view.shown))
            shown = [w for w in view.shown if w.word]
            if about and shown:
                yield from setting.made(Draft(view.stance, about, (phrase_of(shown),), None, "certain"), (holder,))


def _author(setting: Setting) -> str | None:
    """The person whose opinions the text says it holds."""
    if not _SIGNED.search(setting.text):
        return None
    for found in _WRITER.finditer(setting.text):
        for mention in setting.found.mentions:
            if mention.type == "person" and mention.actor and 0 <= found.start() - mention.end <= NEAR:
                return mention.actor
    return None
