"""Why a source is not named, where the report says so: the condition it spoke on, what it was not allowed to do.

Editors ask for the reason to be stated; it stands with the source, behind the cue, or in the sentence that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.reading.morphology import lemmas
from stemma.records import Attribution
from stemma.spans import Span, hull, trim

_WHY = (
    r"(?:,?\s(?:because|since|as|for\sfear|due\sto|citing|given)\b"
    r"[^.;\u201d\"]*?(?=,\s(?:said|told|the|but|and\s\w+\s(?:said|told))|[.;\u201d\"]|$))?"
)
_NAMED = (
    r"(?:not\s(?:to\s)?be(?:ing)?\s(?:further\s)?(?:named|identified|quoted)(?:\sby\sname)?"
    r"|anonymity|anonymously|(?:to\s)?(?:remain|stay|be\skept)\s(?:anonymous|unnamed|unidentified)|be\s(?:named|identified))"
)
_ASKED = (
    r"(?:ask|request|wish|want|decline|prefer|insist|demand|refus|agree|spoke|speak|talk|comment)[a-z]*"
    r"(?:\s(?:only|on|for|to|the|condition|of|that|they|he|she|their|his|her|a|granted|under))*\s"
)
_CONDITION = (
    r"(?:up)?on\s(?:the\s)?(?:strict\s)?condition\s"
    r"(?:of\sanonymity|(?:that\s)?(?:they|he|she)\s(?:not\sbe|remain)\s\w+)"
)
_GRANTED = r"(?:was|were|been)\s(?:granted|given|promised)\sanonymity"
_BARRED = (
    r"(?:was|were|is|are|am)(?:\snot|n['\u2019]t)\s(?:yet\s)?(?:officially\s|formally\s)?"
    r"(?:authori[sz]ed|permitted|allowed|cleared|entitled)\sto\s(?:speak|talk|comment|discuss|give|brief|disclose|be\squoted|make)"
    r"[^.;,\u201d\"]*"
)
_WITHHELD = r"whose\s(?:name|names|identity|identities)\s(?:was|were|is|are|has\sbeen|have\sbeen)\s[^.;,\u201d\"]*"
_FEARED = (
    r"for\sfear\sof\s(?:\w+\s){0,3}?(?:losing|reprisals?|retaliation|retribution|repercussions|being)\b[^.;,\u201d\"]*"
)
_REASON = re.compile(
    rf"\b(?:(?:who|and|all\sof\swhom|both\sof\swhom)\s)?(?:(?:spoke|speaking|talked|talking)\s)?"
    rf"(?:{_CONDITION}{_WHY}|(?:had\s|has\s|have\s)?{_ASKED}{_NAMED}{_WHY}|{_GRANTED}{_WHY}|{_BARRED}{_WHY}|{_WITHHELD}|{_FEARED})",
    re.IGNORECASE,
)
# Words that begin a sentence about whoever was quoted just before it.
_AGAIN = frozenset(("he", "she", "they", "both", "all", "none", "neither"))


def with_reasons(text: str, attributions: Sequence[Attribution], sentences: Sequence[Span]) -> tuple[Attribution, ...]:
    """`attributions` of one report, those of unnamed sources with the words that say why nobody is named.

    What is said of a source once holds for all that it says in the report.
    """
    reasons: dict[str | None, tuple[Span, ...]] = {}
    for said in attributions:
        if said.speaker_type == "anonymous" and said.speaker and not reasons.get(said.speaker):
            reasons[said.speaker] = tuple(_reason(text, said, sentences))[:1]
    return tuple(a.with_(anonymity=reasons[a.speaker]) if reasons.get(a.speaker) else a for a in attributions)


def _reason(text: str, said: Attribution, sentences: Sequence[Span]) -> Iterator[Span]:
    """Where it is said of this source, in its own sentence first; what stands inside the content is not of it."""
    frame = hull([*said.source, *said.cue])
    for n, sentence in enumerate(sentences):
        if not sentence.overlaps(frame):
            continue
        for found in _found(text, sentence):
            ends = [s.start for s in (*said.cue, *said.content) if found.start < s.start < found.end]
            whole = trim(text, found.start, min(ends, default=found.end))
            if whole and not any(c.contains(whole) for c in said.content):
                yield whole
        following = sentences[n + 1 : n + 2]
        yield from (s for after in following if _same(text, said, after) for s in _found(text, after))


def _found(text: str, sentence: Span) -> Iterator[Span]:
    for match in _REASON.finditer(text, sentence.start, sentence.end):
        words = match.group().rstrip(" ,")
        yield Span(match.start(), match.start() + len(words))


def _same(text: str, said: Attribution, sentence: Span) -> bool:
    """Whether the sentence goes on about the source: "The officials asked ...", "They asked ..."."""
    words = [w.lower() for w in re.findall(r"[^\W_]+", text[sentence.start : sentence.end])[:4]]
    source = {w.lower() for s in said.source for w in re.findall(r"[^\W_]+", s.cut(text))}
    kinds = {lemma for w in source for lemma in lemmas(w)}
    again = words[:1] and (words[0] in _AGAIN or words[0] in ("the", "these", "those", "two", "three", "one"))
    return bool(again) and (words[0] in _AGAIN or any(not kinds.isdisjoint(lemmas(w)) for w in words[1:]))
