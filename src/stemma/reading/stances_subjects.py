"""Who is the subject of a verb of stance: the actors that a run of words before the verb names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.events_parts import subjects
from stemma.reading.morphology import Token
from stemma.reading.stances_setting import Setting
from stemma.records import Attribution, Mention
from stemma.spans import Span

_LISTED = re.compile(r"\s*(?:,|and|&|,\s*and)\s*(?:the\s+)?")
_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "they", "it"))


def subjects_of(setting: Setting, words: Sequence[Token], above: Attribution | None) -> tuple[str, ...]:
    """The actors that are the subject, all of a list: "Selkia, Norrey and the board"; "we" is who says `above`."""
    if words and words[0].lower in ("no", "none", "neither", "nobody", "few"):
        return ()
    if above is not None and [w.lower for w in words if w.word][-1:] in (["i"], ["we"]):
        return above.speakers
    if above is not None and [w.lower for w in words if w.word] == ["it"] and _are_bodies(setting, above.speakers):
        return above.speakers
    if words and any(m.form == "adjective" and m.end == words[-1].span.end for m in setting.found.mentions):
        return ()  # "the Selkian demands reflect"
    last = subjects(setting.found, words) or _instanced(setting, words)
    spoken = next((w for w in reversed(words) if w.word), None)
    if not last or spoken is None or (spoken.lower in _PRONOUNS and spoken.span not in _pronouns(setting)):
        return ()
    span = Span(words[0].span.start, words[-1].span.end)
    inside = [m for m in setting.found.mentions if span.contains(m.span) and m.actor and m.form in ("name", "nominal")]
    at = next((n for n, m in enumerate(inside) if m.actor == last[0]), 0)
    listed = list(last)
    while at and _LISTED.fullmatch(setting.text[inside[at - 1].end : inside[at].start]):
        at -= 1
        listed.insert(0, str(inside[at].actor))
    return tuple(dict.fromkeys(listed)) if len(last) > 1 or _joined(setting, inside) else last


def _are_bodies(setting: Setting, actors: Sequence[str]) -> bool:
    """Whether those are bodies or states, who call themselves "it"."""
    bodies = {
        m.actor for m in setting.found.mentions if m.type in ("organization", "place", "org_group", "publication")
    }
    return bool(actors) and bodies.issuperset(actors)


def _pronouns(setting: Setting) -> frozenset[Span]:
    return frozenset(m.span for m in setting.mentions if m.form == "pronoun" and m.actor)


def _instanced(setting: Setting, words: Sequence[Token]) -> tuple[str, ...]:
    """Who is named of a group that is the subject: "senators such as Ada Brook have backed it"."""
    lowers = [w.lower for w in words]
    at = next((n for n, w in enumerate(lowers) if w == "including" or lowers[n : n + 2] == ["such", "as"]), None)
    if at is None or not words[-1:]:
        return ()
    behind = Span(words[at].span.start, words[-1].span.end)
    named = [m for m in setting.found.mentions if behind.contains(m.span) and m.form == "name" and m.type == "person"]
    return tuple(dict.fromkeys(str(m.actor) for m in named if m.actor))


def _joined(setting: Setting, inside: Sequence[Mention]) -> bool:
    """Whether an "and" stands before the last of them: a comma alone may part an apposition."""
    return len(inside) > 1 and "and" in setting.text[inside[-2].end : inside[-1].start].split()


def leads(setting: Setting, subject: Sequence[Token], holders: Sequence[str]) -> bool:
    """Whether who acts is the head of the subject: not the square in "organisers of the fair on the square"."""
    prepositions = lexicon.words("classes", "prepositions")
    end = next((w.span.start for n, w in enumerate(subject) if n and w.lower in prepositions), subject[-1].span.end)
    return any(
        m.actor in holders and m.start <= end for m in setting.found.mentions if subject[0].span.start <= m.start
    )
