"""Reader: one report in, one Reading out. Holds the model and fixes the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

import numpy as np

from stemma.errors import ModelError
from stemma.reading.anonymity import with_reasons
from stemma.reading.attributions import Assembly
from stemma.reading.decoding import Decoder, WindowReading, antecedent_in
from stemma.reading.encoder import Encoder
from stemma.reading.events import find_events
from stemma.reading.mentions import cast_of, refine
from stemma.reading.pronouns_narrated import add_narrated
from stemma.reading.qualities import qualify_all
from stemma.reading.rules import find_rules
from stemma.reading.speakers import SpeakerFinder
from stemma.reading.stances import find_stances, unnamed_holders
from stemma.reading.stances_setting import Setting
from stemma.reading.times import find_times
from stemma.reading.vectors import sentence_vectors
from stemma.reading.windows import windows
from stemma.records import READ_BLOCKS, Attribution, Reading, Report
from stemma.settings import Settings
from stemma.spans import Span

# Goes up whenever the same report would be read differently by the same model.
RULES = "13"
LAYERS = ("blocks", "sentences", "actors", "mentions", "attributions", "times", "events", "rules", "stances")
# Golden scores are compared within this: int8 sums are exact, what is left differs by processor in the last digits.
GOLDEN_TOLERANCE = 0.05


class Reader:
    """Reads reports with one model; safe to share between threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._decoder = Decoder(encoder)
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
        text = report.text
        blocks = [b.span for b in report.blocks if b.type in READ_BLOCKS]
        read = self.read_windows(text, blocks)
        cast = cast_of(text, refine(text, [name for part in read for name in part.names], blocks))
        finder = SpeakerFinder(text, cast, cast.names(), antecedent_in(read))
        assembly = Assembly(text, finder, self._encoder.heads.calibration)
        outer = list(assembly.outer(read))
        nested = list(assembly.nested(self._decoder.inside(text, outer)))
        attributions = qualify_all(text, sorted(outer + nested, key=_place), report.sentences)
        attributions = with_reasons(text, attributions, report.sentences)
        setting = Setting(report, cast.mentions, attributions)
        for span in unnamed_holders(setting):
            finder.find([span], None)
        add_narrated(finder, attributions, blocks)
        actors, mentions = cast.finish()
        times = find_times(text, report.sentences, report.report.published.value)
        triggers = [t for part in read for t in part.triggers]
        events = find_events(report, triggers, mentions, attributions, times)
        rules = find_rules(report, actors, mentions, attributions, times)
        stances = find_stances(setting.with_(mentions, times, rules))
        vectors = sentence_vectors(read, report.sentences)
        return Reading(
            report,
            actors,
            mentions,
            attributions,
            times=times,
            events=events,
            rules=rules,
            stances=stances,
            layers=LAYERS,
            vectors=vectors,
        )

    def read_windows(self, text: str, blocks: Sequence[Span]) -> list[WindowReading]:
        """Pieces, drafts and names of the blocks at `blocks`, window by window; what evaluation looks at."""
        return self._decoder.read(text, blocks)

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


def _place(attribution: Attribution) -> tuple[int, int, bool]:
    """Text order by content; an outer attribution comes before what is nested in it."""
    first = attribution.content[0]
    return first.start, -first.end, attribution.layer == "nested"
