"""The names in a report, from what was read in it or, where nothing was, from its capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.records import Reading
from stemma.spans import Span
from stemma.stories.words import WORD, common_words, fold, key

# What may stand between two words without starting a sentence or parting a name.
_STARTS_SENTENCE = re.compile(r"[.!?:;\n\"(\[\u2018\u201c\u2013\u2014]")
# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "sir", "st", "gen", "col", "capt", "lt", "sgt", "sen", "rep", "gov", "adm", "maj")
)
# Capitalised in English without naming anybody.
_NOT_NAMES = frozenset(
    word
    for line in (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
        "september october november december jan feb mar apr jun jul aug sep sept oct nov dec i i'm i've i'd i'll",
        "mr mrs ms dr am pm gmt est edt",
    )
    for word in line.split()
)

# A heading in which this part of the longer words has a capital is in title case.
MOSTLY = 0.75


_POSSESSIVE = re.compile(r"['\u2019]s?$")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one report by `key`, each with how often it occurs."""

    sure: Mapping[str, int]
    doubtful: Mapping[str, int]
    """Words whose capital may come from their place alone: names if another report of the pile has them as names."""
    forms: Mapping[str, str]
    """How each is written."""

    def counts(self, known: frozenset[str]) -> Counter[str]:
        """Occurrences of the sure names and of those doubtful ones that are `known`."""
        return Counter(self.sure) + Counter({k: n for k, n in self.doubtful.items() if k in known})


def names(reading: Reading) -> Names:
    """The names of a report: its mentions, or capitals inside sentences where it has none, and those of its headings.

    The words of a longer name count too, so that "Ada Brook" and "Brook" meet.
    """
    sure, doubtful = _mentioned(reading), list[str]()
    if not sure:
        sure, doubtful = capitalised(reading.text, _paragraphs(reading))
    for heading in _headings(reading):
        if title_case(heading):
            doubtful += [w for w in WORD.findall(heading) if w[0].isupper()]
        else:
            more, maybe = capitalised(heading, [Span(0, len(heading))])
            sure, doubtful = sure + more, doubtful + maybe
    forms: dict[str, str] = {}
    return Names(_counted(sure, forms), _counted(doubtful, forms), forms)


def _counted(surfaces: Sequence[str], forms: dict[str, str]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for surface in surfaces:
        words = WORD.findall(surface)
        for part in [surface, *words] if len(words) > 1 else words:
            folded = key(part)
            if folded and part[0].isupper() and folded not in _NOT_NAMES and folded not in common_words():
                counts[folded] += 1
                forms.setdefault(folded, _POSSESSIVE.sub("", part))
    return counts


def _mentioned(reading: Reading) -> list[str]:
    # A paper's name says who reports, not what happened.
    return [m.span.cut(reading.text) for m in reading.mentions if m.form == "name" and m.type != "publication"]


def title_case(heading: str) -> bool:
    """Whether nearly every longer word of a heading has a capital, so that capitals tell no names."""
    longer = [w for w in WORD.findall(heading)[1:] if len(w) > 3]  # noqa: PLR2004
    return sum(not w[0].islower() for w in longer) >= MOSTLY * len(longer)


def _headings(reading: Reading) -> list[str]:
    """The title and the headings in the text, each once."""
    parts = [reading.text[b.start : b.end] for b in reading.report.blocks if b.type in ("headline", "subheading")]
    return list({key(h): h for h in (reading.report.report.title or "", *parts) if key(h)}.values())


def _paragraphs(reading: Reading) -> list[Span]:
    return [b.span for b in reading.report.blocks if b.type == "paragraph"]


def capitalised(text: str, spans: Sequence[Span]) -> tuple[list[str], list[str]]:
    """Runs of capitalised words that are names, and single words that may be: they open sentences, and only that."""
    runs = [run for span in spans for run in _runs(text, span)]
    inside = {key(w) for surface, opens in runs for w in WORD.findall(surface)[1 if opens else 0 :]}
    lower = {fold(w) for span in spans for w in WORD.findall(span.cut(text)) if w[0].islower()}
    sure: list[str] = []
    doubtful: list[str] = []
    for surface, opens in runs:
        first, _, rest = surface.partition(" ")
        if not opens or key(first) in inside or (rest and fold(first) not in lower | common_words().keys()):
            sure.append(surface)
        elif rest:
            sure.append(rest)
        elif fold(first) not in lower:
            doubtful.append(first)
    return sure, doubtful


def _runs(text: str, span: Span) -> Iterator[tuple[str, bool]]:
    """Runs of capitalised words inside `span`, each with whether it opens a sentence."""
    start, opens, end = -1, False, span.start
    before = ""
    for match in WORD.finditer(text, span.start, span.end):
        gap = text[end : match.start()]
        abbreviated = fold(before) in _ABBREVIATIONS or "." in before or len(before) == 1
        breaks = not before or (_STARTS_SENTENCE.search(gap) is not None and not (abbreviated and gap.strip() == "."))
        capital = match.group()[0].isupper() and fold(match.group()) not in _NOT_NAMES
        if start >= 0 and (breaks or not capital or (gap.strip() and not abbreviated)):
            yield text[start:end], opens
            start = -1
        if capital and start < 0:
            start, opens = match.start(), breaks
        before, end = match.group(), match.end()
    if start >= 0:
        yield text[start:end], opens
