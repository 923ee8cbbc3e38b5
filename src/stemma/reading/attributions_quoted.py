"""Who "was quoted by the Courier as saying" something: the person speaks, the paper only passes it on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.reading.attributions_page import Page
from stemma.reading.carried import Told
from stemma.reading.morphology import tokens
from stemma.reading.scope import finite
from stemma.spans import Span

_BY = r"(?: (?:by|in|on) (?:[\w’'&.-]+ ?){1,8}?)?"
_SAYING = r"(?:as saying|as having said|saying|as telling [\w ]{2,30}?)"
_QUOTED = re.compile(
    rf" ((?:has been |have been |was |were |is |are )(?:\w+ly )?(?:quoted|cited))"
    rf"{_BY},? ?\b({_SAYING}){_BY}[,:]? (?=\S)"
)
# Words of a subject at most, where the model did not mark it.
MOST_SUBJECT = 12


def quoted_by(page: Page, told: Sequence[Told]) -> list[Told]:
    """`told` with the statements of whoever is quoted put together."""
    if "quoted" not in page.text and "cited" not in page.text:
        return list(told)
    out = list(told)
    for one in told:
        if one not in out or not one.cue:
            continue
        match = _QUOTED.search(page.text, *page.sentence(one.cue[0].start))
        made = _statement(page, match, out, one) if match else None
        if match and made:
            place = Span(made.source[0].start, match.end())
            out = [t for t in out if not any(place.overlaps(s) for s in (*t.source, *t.cue))] + [made]
    return out


def _statement(page: Page, match: re.Match[str], told: Sequence[Told], one: Told) -> Told | None:
    """Subject, "was quoted", "as saying" and what follows."""
    place = Span(match.start(1), match.end())
    if not any(place.overlaps(c) for c in one.cue):
        return None
    sentence = page.sentence(match.start())
    spans = [s for t in told for s in (*t.source, *t.content) if s.end == match.start()]
    subject = spans[0] if spans else Span(sentence.start, match.start())
    words = tokens(page.text, [subject])
    if not 0 < len(words) <= MOST_SUBJECT or any(finite(words, n) for n in range(1, len(words))):
        return None
    after = sorted({s for t in told for s in t.content if s.start >= match.end() - 1 and _goes_with(t, place)})
    content = tuple(after) or (Span(match.end(), sentence.end - (page.text[sentence.end - 1] == ".")),)
    return Told((subject,), (Span(*match.span(1)), Span(*match.span(2))), content, one.probability)


def _goes_with(told: Told, place: Span) -> bool:
    return any(place.overlaps(s) for s in (*told.source, *told.cue))
