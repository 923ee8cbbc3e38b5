"""One utterance in two reports: the same party, on the same matter, in words that come from one statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stemma.records import Attribution, Reading
from stemma.spans import Span, hull
from stemma.stories.copies_candidates import pairs_in
from stemma.stories.copies_text import QUOTED
from stemma.stories.lineage_sources import Source
from stemma.stories.lineage_telling import in_headline
from stemma.stories.vectors import unpacked
from stemma.stories.words import WORD, common_words, fold, stem

# Words that more of the news uses say little about what was said, and so do those that stand in more than this part of
# all that is said in the story, once there is enough of it.
COMMON_SHARE, STORY_SHARE, STORY_SAID, STORY_REPORTS = 0.1, 0.1, 30, 3
# So many words in a row that both quote, with so many telling ones among them, are one utterance whoever is named.
VERBATIM, VERBATIM_TELLING = 6, 3
# The same for one actor, quoted by both, and for short quotations that hold the whole of it ("very tired").
ACTOR_RUN, ACTOR_TELLING = 4, 2
SHORT_RUN, SHORT_SHARE = 2, 0.02
# Share of the shorter one's telling words that the other has too, and the least number of them; fewer will do where
# the shorter one says nothing else.
OVERLAP, LEAST_SHARED = 0.5, 3
WHOLE_OVERLAP, WHOLE_SHARED = 0.8, 2
# One person, told of once in each of two reports, with so few telling words that they say nothing by themselves ("the
# matter is being resolved"): likeness of the sentences decides. In the development pile the pairs this adds were one
# utterance each; without the limit on words one in two was not.
BRIEF, BRIEF_ALIKE = 3, 0.62
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_MARKS = re.compile(r"[\"“”„«»‘]|(?<!\w)'")


@dataclass(frozen=True)
class Said:
    """The content of one attribution, as words."""

    source: Source
    vectors: NDArray[np.float32]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded, in text order."""
        text = self.source.reading.text
        return tuple(fold(m.group()) for c in self.source.attribution.content for m in WORD.finditer(text, *c))

    @cached_property
    def rare(self) -> frozenset[str]:
        """The words that say something in the news at large."""
        return frozenset(stem(w) for w in self.words if len(w) > 1 and common_words().get(w, 0.0) < COMMON_SHARE)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The figures in it, without the commas of thousands."""
        text = self.source.reading.text
        found = (m.group() for c in self.source.attribution.content for m in _NUMBER.finditer(text, *c))
        return frozenset(number.replace(",", "") for number in found)

    @property
    def quoted(self) -> bool:
        """Whether some of it stands in quotation marks."""
        said, text = self.source.attribution, self.source.reading.text
        return said.form == "direct" or (
            said.form == "mixed" and any(_MARKS.search(text, max(0, c.start - 1), c.end) for c in said.content)
        )

    @cached_property
    def vector(self) -> NDArray[np.float32]:
        """That of the sentence that holds most of the content."""
        whole = hull(self.source.attribution.content)
        best = max(
            enumerate(self.source.reading.report.sentences),
            key=lambda s: min(s[1].end, whole.end) - max(s[1].start, whole.start),
            default=None,
        )
        row: NDArray[np.float32] = self.vectors[best[0]] if best else np.zeros(1, dtype=np.float32)
        return row


@dataclass(frozen=True, slots=True)
class Utterance:
    """Two attributions of one utterance."""

    one: Source
    other: Source
    score: float
    reason: str


def utterances(found: Sequence[Source], readings: Sequence[Reading]) -> tuple[Utterance, ...]:
    """Pairs of attributions of different reports that give one utterance, each used once for a pair of reports."""
    vectors = {reading.id: unpacked(reading) for reading in readings}
    said = [
        Said(s, vectors[s.reading.id])
        for s in found
        if s.attribution.content and s.attribution.layer == "outer" and not in_headline(s.reading, s.attribution)
    ]
    often = _often(said)
    pairs = [u for one, other in _candidates(said, often) if (u := _compared(one, other, often)) is not None]
    pairs += _brief(said)
    pairs.sort(key=lambda u: -u.score)
    used: set[tuple[str, tuple[str, str]]] = set()
    kept = []
    for pair in pairs:
        keys = {(pair.other.reading.id, pair.one.key), (pair.one.reading.id, pair.other.key)}
        if used.isdisjoint(keys):
            used |= keys
            kept.append(pair)
    order = {s.source.key: n for n, s in enumerate(said)}
    return tuple(sorted(kept, key=lambda u: (order[u.one.key], order[u.other.key])))


def _often(said: Sequence[Said]) -> frozenset[str]:
    """Words that so much of what is said in the story holds that they tell no two utterances apart."""
    if len(said) < STORY_SAID:
        return frozenset()
    counts = Counter(word for one in said for word in one.rare)
    by_report: dict[str, set[str]] = {}
    for one in said:
        by_report.setdefault(one.source.reading.id, set()).update(one.rare)
    reports = Counter(word for held in by_report.values() for word in held)
    most = max(len(by_report) / 2, STORY_REPORTS)
    return frozenset(w for w, n in counts.items() if n > STORY_SHARE * len(said) or reports[w] > most)


def _brief(said: Sequence[Said]) -> Iterator[Utterance]:
    """Short remarks of one speaker on the same matter."""
    by_actor: dict[str, dict[str, list[Said]]] = {}
    for one in said:
        source = one.source
        said_by = source.actor if source.node.kind == "statement" and source.tells else None
        if said_by is not None and said_by.type == "person":
            by_actor.setdefault(said_by.id, {}).setdefault(source.reading.id, []).append(one)
    for reports in by_actor.values():
        single = [told[0] for told in reports.values() if len(told) == 1]
        for n, m in pairs_in(range(len(single))):
            one, other = single[n], single[m]
            if one.source.node.id != other.source.node.id or min(len(one.rare), len(other.rare)) > BRIEF:
                continue
            alike = _alike(one, other)
            if alike >= BRIEF_ALIKE and not (one.numbers or other.numbers):
                yield _utterance(one, other, alike - 0.1, "one speaker, once in each; the sentences are alike")


def _candidates(said: Sequence[Said], often: frozenset[str]) -> Iterator[tuple[Said, Said]]:
    """Pairs of different reports that quote one run of words, or in which one actor uses the same telling words."""
    groups: dict[object, list[int]] = {}
    for n, one in enumerate(said):
        if one.source.actor is not None and one.source.node.kind != "anonymous":
            for word in sorted(one.rare - often):
                groups.setdefault((one.source.actor.id, word), []).append(n)
        if one.quoted:
            for start in range(len(one.words) - VERBATIM + 1):
                groups.setdefault(one.words[start : start + VERBATIM], []).append(n)
    counts = Counter(pair for held in groups.values() for pair in pairs_in(list(dict.fromkeys(held))))
    for (n, m), shared in sorted(counts.items()):
        one, other = said[n], said[m]
        if one.source.reading.id != other.source.reading.id and (shared > 1 or (one.quoted and other.quoted)):
            yield one, other


def _compared(one: Said, other: Said, often: frozenset[str]) -> Utterance | None:
    same = one.source.actor is not None and other.source.actor is not None
    same = same and one.source.actor.id == other.source.actor.id  # type: ignore[union-attr]
    if one.quoted and other.quoted:
        run = _longest_run(one.words, other.words)
        rare = {stem(w) for w in run} & one.rare
        if len(run) >= VERBATIM and len(rare) >= VERBATIM_TELLING:
            return _utterance(one, other, 0.95, f"{len(run)} words in a row are the same")
        if same and len(run) >= ACTOR_RUN and len(rare) >= ACTOR_TELLING:
            return _utterance(one, other, 0.85, f"one speaker; {len(run)} words in a row are the same")
        short = [w for w in run if w in rare - often and common_words().get(w, 0.0) < SHORT_SHARE]
        if same and len(run) >= SHORT_RUN and short and _in_marks(one, run) and _in_marks(other, run):
            return _utterance(one, other, 0.7, f"one speaker; both quote “{' '.join(run)}”")
    return _in_other_words(one, other, often) if same else None


def _in_marks(one: Said, run: Sequence[str]) -> bool:
    """Whether the run stands inside a quotation, or the whole is one."""
    if one.source.attribution.form == "direct":
        return True
    text = one.source.reading.text
    quoted = (m for c in one.source.attribution.content for m in QUOTED.finditer(text, max(0, c.start - 1), c.end + 1))
    inside = (" ".join(fold(w.group()) for w in WORD.finditer(m.group())) for m in quoted)
    return any(f" {' '.join(run)} " in f" {words} " for words in inside)


def _in_other_words(one: Said, other: Said, often: frozenset[str]) -> Utterance | None:
    """One actor's words put in two ways: enough telling words in common, and no figures that differ."""
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return None
    first, second = one.rare - often, other.rare - often
    both = first & second
    overlap = len(both) / max(1, min(len(first), len(second)))
    if (overlap >= OVERLAP and len(both) >= LEAST_SHARED) or (overlap >= WHOLE_OVERLAP and len(both) >= WHOLE_SHARED):
        return _utterance(one, other, 0.4 + overlap / 2, f"one speaker; shares {', '.join(sorted(both)[:4])}")
    return None


def _alike(one: Said, other: Said) -> float:
    return float(one.vector @ other.vector) if one.vector.shape == other.vector.shape else 0.0


def _utterance(one: Said, other: Said, score: float, reason: str) -> Utterance:
    return Utterance(one.source, other.source, round(score, 3), reason)


def _longest_run(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The longest run of words that both hold."""
    places: dict[str, list[int]] = {}
    for j, word in enumerate(other):
        places.setdefault(word, []).append(j)
    best, end = 0, 0
    before: dict[int, int] = {}
    for i, word in enumerate(one, 1):
        row = {j: before.get(j - 1, 0) + 1 for j in places.get(word, ())}
        longest = max(row.values(), default=0)
        if longest > best:
            best, end = longest, i
        before = row
    return tuple(one[end - best : end])


def content(said: Attribution) -> Span:
    """The stretch of text that an attribution's content covers."""
    return hull(said.content)
