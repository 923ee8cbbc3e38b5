"""Windows and their scores -> what stands in them: role pieces, drafts of attributions, names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stemma.reading.drafts import Draft, Linker, told
from stemma.reading.encoder import Encoder, Scores
from stemma.reading.labels import (
    EVENT_LABELS,
    Chain,
    FloatArray,
    Found,
    IntArray,
    bio_chain,
    pad,
    runs,
    span_of,
    viterbi,
)
from stemma.reading.links import LINKS, layout
from stemma.reading.mentions import TYPES
from stemma.reading.nested import Passage, packed, passages
from stemma.reading.repairs import Name
from stemma.reading.segments import segments
from stemma.reading.windows import Window, windows
from stemma.records import Attribution
from stemma.spans import Span

# A word is taken for an event when that is likelier than not.
LIKELY = 0.5
# How much likelier every role is taken to be inside a content than the model says, as an addition to its scores: there
# it learned that nothing begins.
LEANING = {"source": 1.0, "cue": 1.5, "content": 0.5}
COREFERENCE = LINKS.index(("mention", "mention"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event: its TimeML class, and how likely it is one at all."""

    span: Span
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class WindowReading:
    """What one window gave: role pieces, drafts, names and event words, the first two as runs of its words."""

    window: Window
    words: tuple[Span, ...]
    drafts: tuple[Draft, ...]
    found: tuple[Found, ...]
    names: tuple[Name, ...]
    linker: Linker
    triggers: tuple[Trigger, ...] = ()
    vectors: NDArray[np.float16] | None = None
    """A row per word; the mean over a sentence's words is its vector. None for passages read for a second time."""

    def antecedent(self, mention: Span, candidates: Sequence[Span]) -> tuple[int, float] | None:
        """Which of `candidates` (places before it) the mention stands for, and how likely; None for none of them.

        None too where the mention does not lie in this window, or no candidate does.
        """
        asking = self._run(mention)
        inside = [(n, run) for n, c in enumerate(candidates) if (run := self._run(c)) is not None]
        if asking is None or not inside:
            return None
        chances = self.linker.chances(COREFERENCE, asking, [run for _, run in inside])
        best = int(chances.argmax())
        return None if best == len(inside) else (inside[best][0], float(chances[best]))

    def _run(self, span: Span) -> Found | None:
        """The words of a place in the text, as a run of this window's words."""
        first = bisect_left(self.words, span.start, key=lambda w: w.start)
        last = bisect_left(self.words, span.end, key=lambda w: w.end)
        if first >= len(self.words) or last >= len(self.words) or self.words[first].start != span.start:
            return None
        return Found("mention", first, last, 1.0) if self.words[last].end == span.end else None


def antecedent_in(read: Sequence[WindowReading]) -> Callable[[Span, Sequence[Span]], tuple[int, float] | None]:
    """Asks the window that holds a mention which candidate it stands for; see WindowReading.antecedent."""
    starts = [part.words[0].start for part in read]

    def antecedent(mention: Span, candidates: Sequence[Span]) -> tuple[int, float] | None:
        at = bisect_right(starts, mention.start) - 1
        return read[at].antecedent(mention, candidates) if at >= 0 else None

    return antecedent


class Decoder:
    """Reads passages with one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._names = bio_chain(encoder.heads.names)

    def read(self, text: str, passages: Sequence[Span], *, apart: bool = False) -> list[WindowReading]:
        """What stands in the passages of `text`, window by window; `apart` forbids links between passages."""
        cut = windows(text, passages, self._encoder.pieces)
        scored = zip(cut, self._encoder.score(cut), strict=True)
        return [self._window(text, window, scores, apart=apart) for window, scores in scored]

    def inside(self, text: str, attributions: Sequence[Attribution]) -> list[tuple[WindowReading, tuple[Passage, ...]]]:
        """What stands in the contents of outer attributions, each read as a passage of its own."""
        groups = packed(passages(text, attributions, self._encoder.pieces), self._encoder.pieces)
        scored = zip(groups, self._encoder.score([window for window, _ in groups]), strict=True)
        leaning = np.array([LEANING.get(label[2:], 0.0) for label in self._encoder.heads.chain.labels], np.float32)
        return [
            (self._window(text, window, replace(scores, roles=scores.roles + leaning), apart=True), group)
            for (window, group), scores in scored
        ]

    def _window(self, text: str, window: Window, scores: Scores, *, apart: bool) -> WindowReading:
        heads = self._encoder.heads
        words = tuple(w for p in window.paragraphs for w in p.words)
        cuts = np.cumsum([len(p.words) for p in window.paragraphs])[:-1]
        found = _roles(scores.roles, cuts, heads.chain)
        where = layout([w.cut(text) for w in words], [p.quote for p in window.paragraphs])
        linker = Linker(where, scores.links, heads.links, apart)
        names = _named(scores.names, cuts, self._names)
        named = tuple(Name(span_of(words, run), TYPES[run.label]) for run in names)
        drafts = tuple(linker.drafts(found))
        vectors = None if apart else scores.vectors.astype(np.float16)
        triggers = _triggers(words, scores.events)
        return WindowReading(window, words, drafts, told(found, drafts), named, linker, triggers, vectors)


def _triggers(words: Sequence[Span], scores: FloatArray) -> tuple[Trigger, ...]:
    """The words that are likelier an event of some class than none."""
    odds = np.exp(scores - scores.max(1, keepdims=True))
    chances = odds / odds.sum(1, keepdims=True)
    some = 1.0 - chances[:, 0]
    best = 1 + chances[:, 1:].argmax(1)
    return tuple(
        Trigger(words[n], EVENT_LABELS[best[n]], round(float(some[n]), 3))
        for n in np.flatnonzero(some > LIKELY).tolist()
    )


def _roles(scores: FloatArray, cuts: IntArray, chain: Chain) -> list[Found]:
    """Role pieces of each paragraph, as word indices of the window."""
    return _moved(segments(*pad(np.split(scores, cuts)), chain), cuts)


def _named(scores: FloatArray, cuts: IntArray, chain: Chain) -> list[Found]:
    """Names on the best path through each paragraph, as word indices of the window."""
    return _moved([runs(path, chain.labels) for path in viterbi(*pad(np.split(scores, cuts)), chain)], cuts)


def _moved(found: Sequence[Sequence[Found]], cuts: IntArray) -> list[Found]:
    """Runs of paragraphs as runs of the window."""
    return [
        replace(run, first=run.first + begin, last=run.last + begin)
        for begin, inside in zip([0, *cuts.tolist()], found, strict=True)
        for run in inside
    ]
