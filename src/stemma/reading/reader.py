"""Reader: one report in, one Reading out. Holds the model and fixes the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from stemma.errors import ModelError
from stemma.reading.attributions import Draft, Linker
from stemma.reading.encoder import Encoder, Scores
from stemma.reading.forms import form_of
from stemma.reading.labels import Found, IntArray, marginals, pad, runs, span_of, viterbi
from stemma.reading.links import layout
from stemma.reading.mentions import TYPES, Name, cast_of, refine
from stemma.reading.speakers import Earlier, SpeakerFinder
from stemma.reading.windows import Window, windows
from stemma.records import READ_BLOCKS, Attribution, Reading, Report, content_id
from stemma.settings import Settings
from stemma.spans import Span

# Goes up whenever the same report would be read differently by the same model.
RULES = "1"
LAYERS = ("blocks", "sentences", "actors", "mentions", "attributions")
# Golden scores are compared within this: int8 sums are exact, what is left differs by processor in the last digits.
GOLDEN_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class WindowReading:
    """What one window gave: drafts and names as runs of its words."""

    window: Window
    words: tuple[Span, ...]
    drafts: tuple[Draft, ...]
    found: tuple[Found, ...]
    names: tuple[Name, ...]


class Reader:
    """Reads reports with one model; safe to share between threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.version = f"{encoder.version}+rules{RULES}"

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the model folder of `settings`; raises ModelError when it is incomplete or changed."""
        return cls(Encoder(settings.model, settings.threads))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Readings of `reports`, in order."""
        return map(self.read, reports)

    def read(self, report: Report) -> Reading:
        """Everything this version reads in one report, however long it is."""
        read = self.read_windows(report.text, [b.span for b in report.blocks if b.type in READ_BLOCKS])
        cast = cast_of(report.text, refine(report.text, [n for w in read for n in w.names]))
        names = sorted(cast.mentions, key=lambda m: m.start)
        finder = SpeakerFinder(report.text, cast, names)
        attributions = list(self._attributions(report.text, read, finder))
        actors, mentions = cast.finish()
        return Reading(report, actors, mentions, tuple(sorted(attributions, key=_place)), LAYERS)

    def read_windows(self, text: str, blocks: Sequence[Span]) -> list[WindowReading]:
        """Drafts and names of the blocks at `blocks`, window by window; what evaluation looks at."""
        cut = windows(text, blocks, self._encoder.pieces)
        return [self._decode(text, w, s) for w, s in zip(cut, self._encoder.score(cut), strict=True)]

    def _decode(self, text: str, window: Window, scores: Scores) -> WindowReading:
        heads = self._encoder.heads
        words = tuple(w for p in window.paragraphs for w in p.words)
        found = []
        cuts = np.cumsum([len(p.words) for p in window.paragraphs])[:-1]
        padded, lengths = pad(np.split(scores.roles, cuts))
        paths, chances = viterbi(padded, lengths, heads.chain), marginals(padded, lengths, heads.chain)
        for begin, path, chance in zip([0, *cuts], paths, chances, strict=True):
            found += [
                Found(f.label, f.first + int(begin), f.last + int(begin), f.probability)
                for f in runs(path, heads.chain.labels, chance)
            ]
        where = layout([w.cut(text) for w in words], [p.quote for p in window.paragraphs])
        drafts = Linker(where, scores.links, heads.links).drafts(found)
        return WindowReading(window, words, tuple(drafts), tuple(found), self._names(scores, words, cuts))

    def _names(self, scores: Scores, words: Sequence[Span], cuts: IntArray) -> tuple[Name, ...]:
        labels = self._encoder.heads.names
        best = scores.names.argmax(1)
        names = []
        for begin, path in zip([0, *cuts], np.split(best, cuts), strict=True):
            for run in runs(path, labels):
                span = Span(words[run.first + int(begin)].start, words[run.last + int(begin)].end)
                names.append(Name(span, TYPES[run.label]))
        return tuple(names)

    def _attributions(self, text: str, read: Sequence[WindowReading], finder: SpeakerFinder) -> Iterator[Attribution]:
        earlier: Earlier | None = None
        for part in read:
            in_order = sorted(part.drafts, key=lambda d: (d.source or d.cue or d.content)[0].first)
            for draft in in_order:
                source, cue, content = (
                    tuple(span_of(part.words, f) for f in role) for role in (draft.source, draft.cue, draft.content)
                )
                speaker = finder.find(source, earlier)
                if speaker.actors and source:
                    earlier = Earlier(source[0], speaker.actors[0])
                yield Attribution(
                    id=content_id("a", source, cue, content),
                    source=source,
                    cue=cue,
                    content=content,
                    form=form_of(content, part.window.paragraphs, text),
                    speaker=speaker.actors[0] if speaker.actors else None,
                    speakers=speaker.actors,
                    speaker_type=speaker.type,
                    confidence=self._encoder.heads.calibration(draft.probability),
                )

    def golden_scores(self, text: str) -> list[float]:
        """The first word's role scores and the sums of each head over `text`: what the model folder vouches for."""
        cut = windows(text, [Span(0, len(text))], self._encoder.pieces)
        scores = next(iter(self._encoder.score(cut)))
        sums = [float(np.abs(part).mean()) for part in (scores.roles, scores.names, scores.links)]
        return [round(float(x), 4) for x in (*scores.roles[0], *sums)]

    def self_check(self) -> None:
        """Raise ModelError unless the model gives the golden scores that were written when it was made."""
        golden = self._encoder.manifest["golden"]
        found = self.golden_scores(golden["text"])
        apart = max(abs(a - b) for a, b in zip(found, golden["scores"], strict=True))
        if apart > GOLDEN_TOLERANCE:
            raise ModelError(
                f"The model's golden scores are off by {apart:.3f} on this machine (at most {GOLDEN_TOLERANCE}).",
                remedy="Please report it with your processor and onnxruntime version.",
            )


def _place(attribution: Attribution) -> tuple[Span, ...]:
    return (attribution.content[0], *attribution.source)
