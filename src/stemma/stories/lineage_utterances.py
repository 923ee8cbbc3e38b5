"""One utterance in two reports: the same party, on the same matter, in words that come from one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stemma.records import Attribution, Reading
from stemma.spans import Span, hull
from stemma.stories.lineage_sources import Source
from stemma.stories.vectors import unpacked
from stemma.stories.words import WORD, common_words, fold, stem

# Words that more of the news uses say little about what was said.
_COMMON_SHARE = 0.1
# So many words in a row that both give, with so many telling ones among them, are one utterance whoever is named.
VERBATIM, VERBATIM_TELLING = 6, 3
# The same for one party.
PARTY_RUN, PARTY_TELLING = 4, 2
# Share of the shorter one's telling words that the other has too, and the least number of them.
OVERLAP, LEAST_SHARED = 0.5, 3
# Likeness of the sentences beside which a smaller overlap is enough.
ALIKE, ALIKE_OVERLAP, ALIKE_SHARED = 0.7, 0.3, 2


@dataclass(frozen=True)
class Said:
    """The content of one attribution, as words."""

    source: Source
    party: str
    vectors: NDArray[np.float32]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded, in text order."""
        text = self.source.reading.text
        return tuple(fold(m.group()) for c in self.source.attribution.content for m in WORD.finditer(text, *c))

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that say something."""
        return frozenset(stem(w) for w in self.words if _tells(w))

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


def utterances(found: Sequence[Source], readings: Sequence[Reading], party: Mapping[str, str]) -> tuple[Utterance, ...]:
    """Pairs of attributions of different reports that give one utterance, each used once for a pair of reports."""
    vectors = {reading.id: unpacked(reading) for reading in readings}
    said = [
        Said(s, party.get(s.actor.id, s.actor.id) if s.actor else s.node.id, vectors[s.reading.id])
        for s in found
        if s.attribution.content and s.attribution.layer == "outer"
    ]
    pairs = [u for one, other in _candidates(said) if (u := _compared(one, other)) is not None]
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


def _candidates(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Pairs of one party, and pairs that share a rare run of words, of different reports."""
    groups: dict[object, list[int]] = {}
    for n, one in enumerate(said):
        groups.setdefault(one.party, []).append(n)
        for start in range(len(one.words) - VERBATIM + 1):
            groups.setdefault(one.words[start : start + VERBATIM], []).append(n)
    pairs = {pair for held in groups.values() if len(held) > 1 for pair in combinations(dict.fromkeys(held), 2)}
    for n, m in sorted(pairs):
        if said[n].source.reading.id != said[m].source.reading.id:
            yield said[n], said[m]


def _compared(one: Said, other: Said) -> Utterance | None:
    run = _longest_run(one.words, other.words)
    telling = len({stem(w) for w in run if _tells(w)})
    same_party = one.party == other.party
    if len(run) >= VERBATIM and telling >= VERBATIM_TELLING:
        return _utterance(one, other, 0.95, f"{len(run)} words in a row are the same")
    if not same_party:
        return None
    if len(run) >= PARTY_RUN and telling >= PARTY_TELLING and _quoted(one, other):
        return _utterance(one, other, 0.85, f"one party; {len(run)} words in a row are the same")
    both = one.telling & other.telling
    overlap = len(both) / max(1, min(len(one.telling), len(other.telling)))
    if overlap >= OVERLAP and len(both) >= LEAST_SHARED:
        return _utterance(one, other, 0.5 + overlap / 2 - 0.1, f"one party; shares {', '.join(sorted(both)[:4])}")
    alike = float(one.vector @ other.vector) if one.vector.shape == other.vector.shape else 0.0
    if alike >= ALIKE and overlap >= ALIKE_OVERLAP and len(both) >= ALIKE_SHARED:
        return _utterance(one, other, alike - 0.1, "one party; the sentences are alike")
    return None


def _utterance(one: Said, other: Said, score: float, reason: str) -> Utterance:
    return Utterance(one.source, other.source, round(score, 3), reason)


def _quoted(one: Said, other: Said) -> bool:
    return "indirect" not in (one.source.attribution.form, other.source.attribution.form)


def _tells(word: str) -> bool:
    return len(word) > 1 and common_words().get(word, 0.0) < _COMMON_SHARE


def _longest_run(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The longest run of words that both hold."""
    best, end = 0, 0
    row = [0] * (len(other) + 1)
    for i, word in enumerate(one, 1):
        before = 0
        for j, against in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if word == against else 0
            if row[j] > best:
                best, end = row[j], i
    return tuple(one[end - best : end])


def content(said: Attribution) -> Span:
    """The stretch of text that an attribution's content covers."""
    return hull(said.content)
