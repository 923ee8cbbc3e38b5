"""Qualities of an attribution: its speech act, how sure and which way its content is put, whether it took place at all.

Cue, content and context decide by the lists `cues`, `hedges` and `negations` and by clauses; nothing is learned.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stemma.reading import acts, cues, lexicon
from stemma.reading.certainty import Content, certainty, polarity, take_apart, weakest
from stemma.reading.morphology import Token, tokens
from stemma.reading.status import status
from stemma.records import Attribution
from stemma.spans import Span

_QUESTION_WORDS = lexicon.words("classes", "question_words")
_DENIED_OBJECTS = lexicon.words("classes", "denied_nouns")
_PREPOSITIONS = frozenset(("against", "about", "as", "for", "on"))
# A plain statement: what is taken where the cue is empty (colon, bare quotation) or unknown to the list.
_PLAIN = cues.Entry("assert", None, None, light=False)


def qualify_all(text: str, attributions: Sequence[Attribution], sentences: Sequence[Span]) -> tuple[Attribution, ...]:
    """`attributions` of one report, in text order, with their qualities; a denial may go on over several."""
    out: list[Attribution] = []
    for attribution in attributions:
        made = qualify(text, attribution, sentences)
        same = bool(out) and made.speaker is not None and made.speaker == out[-1].speaker
        if same and out[-1].act == "deny" and acts.goes_on_denying(str(made.act), made.polarity):
            made = made.with_(act="deny")
        out.append(made)
    return tuple(out)


def qualify(text: str, attribution: Attribution, sentences: Sequence[Span]) -> Attribution:
    """`attribution` with act, certainty, polarity and status; `sentences` are those of the report, in order."""
    cue, source = tokens(text, attribution.cue), tokens(text, attribution.source)
    content = take_apart([tokens(text, [span]) for span in attribution.content])
    own = acts.own_pronouns(source)
    head = cues.head(cue)
    entry = cues.entry_of(head, frames(tokens(text, attribution.content[:1]), content)) if head else _PLAIN
    phrase = head.phrase if head else ("say",)
    act = acts.refine(entry.act, phrase, content, own)
    if act == "assert" and phrase[0] in acts.PASSED_ON and acts.tells_on(source, attribution.speaker_type):
        act = "report"
    if act in {"assert", "regard"} and acts.calls_false(content):
        act = "deny"
    sure, way = _certainty(act, entry, content, own), _polarity(act, entry, content)
    took_place = status(cue, head, before(text, attribution, sentences))
    if took_place == "negated":
        attitude = acts.withheld(entry)
        if attitude is not None:
            act, way, took_place = attitude, "negative", "asserted"
        elif content.question or act != "refuse":
            # Who does not say it leaves open whether it is so.
            sure, way = "underspecified", "underspecified" if content.question else polarity(content)
    return attribution.with_(act=act, certainty=sure, polarity=way, status=took_place)


def frames(opening: Sequence[Token], content: Content) -> list[str]:
    """What the content is to its cue, the most telling first: a frame of the list of cues."""
    words = [w.lower for w in opening if w.word]
    first = words[0] if words else ""
    verbal = content.lead is not None and content.lead.verb is not None
    found = []
    if content.question or first in _QUESTION_WORDS:
        found.append("question")
    if first == "to" or words[:2] == ["not", "to"]:
        found.append("to")
    if first in _PREPOSITIONS:
        found.append(first)
    if "as" in words[1:]:
        found.append("as")
    if _DENIED_OBJECTS & set(words[:3]):
        found.append("claim")
    if first == "that":
        found.append("that")
    if "to" not in found:
        found.append("clause" if verbal else "bare" if first == "that" else "np")
    return found


def before(text: str, attribution: Attribution, sentences: Sequence[Span]) -> list[Token]:
    """The words of the cue's sentence in front of the cue, without those of the content and the source."""
    if not attribution.cue:
        return []
    at = attribution.cue[0].start
    n = bisect_right(sentences, (at, at)) - 1
    start = sentences[n].start if n >= 0 and sentences[n].end > at else at
    taken = (*attribution.content, *attribution.source)
    return [w for w in tokens(text, [Span(start, at)]) if not any(s.contains(w.span) for s in taken)]


def _certainty(act: str, entry: cues.Entry, content: Content, own: frozenset[str]) -> str:
    if act == "ask":
        return "underspecified"
    if act in {"urge", "request"} and entry.act != act:
        return "underspecified"
    found = certainty(content, own)
    if entry.certainty == "underspecified":
        return "underspecified"
    return weakest(entry.certainty, found)


def _polarity(act: str, entry: cues.Entry, content: Content) -> str:
    if entry.polarity is not None:
        return entry.polarity
    if act == "ask":
        return "underspecified"
    if act == "deny" and acts.calls_false(content):
        return "negative"
    return polarity(content)
