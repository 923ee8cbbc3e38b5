"""Stances: where an actor stands on a question, as a report tells it, with the words of both.

Four places are looked at: attributions whose cue supports, refuses, demands; what is said inside attributions; words of
support or refusal in the report's own voice whose subject is an actor; and rules that somebody makes or lifts. Nobody
is given a stance that only follows from who he is, and support of a decision is not support of the thing decided: the
question keeps the text's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemma.reading.stances_commentary import of_commentary
from stemma.reading.stances_cues import of_attribution
from stemma.reading.stances_rules import of_rules
from stemma.reading.stances_setting import Setting
from stemma.reading.stances_told import of_sentence
from stemma.reading.stances_unnamed import unnamed_subjects
from stemma.records import Stance
from stemma.spans import Span

_FOR = frozenset(("supports", "urges", "permits"))
_AGAINST = frozenset(("opposes", "refuses", "forbids"))


def find_stances(setting: Setting) -> tuple[Stance, ...]:
    """The stances of one report, in text order of their evidence."""
    found: dict[tuple[str, str, Span], Stance] = {}
    for attribution in setting.attributions:
        for stance in of_attribution(setting, attribution, tuple(found.values())):
            found.setdefault((stance.actor, stance.stance, stance.object[0]), stance)
    for sentence in setting.sentences:
        for stance in of_sentence(setting, sentence, tuple(found.values())):
            found.setdefault((stance.actor, stance.stance, stance.object[0]), stance)
    for stance in of_rules(setting, tuple(found.values())):
        found.setdefault((stance.actor, stance.stance, stance.object[0]), stance)
    for stance in of_commentary(setting):
        found.setdefault((stance.actor, stance.stance, stance.object[0]), stance)
    return tuple(sorted(_once(found.values()), key=lambda s: (s.evidence, s.stance, s.actor)))


def _once(found: Iterable[Stance]) -> Iterator[Stance]:
    """Stances without those that say of one actor the same of a part of the same words."""
    kept: list[Stance] = []
    for stance in found:
        about = stance.object[0]
        if not any(k.actor == stance.actor and _says_it(k, stance) and k.object[0].overlaps(about) for k in kept):
            kept.append(stance)
            yield stance


def _says_it(kept: Stance, other: Stance) -> bool:
    """Whether two stances on the same words are one, or cannot both be: what was found first stands."""
    if kept.stance == other.stance:
        return True
    both = {kept.stance, other.stance}
    return bool(both & _FOR and both & _AGAINST)


def unnamed_holders(setting: Setting) -> tuple[Span, ...]:
    """Groups without a name that take a stance outside of attributions ("most banks"), in text order."""
    return tuple(sorted(set(unnamed_subjects(setting))))
