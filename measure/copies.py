"""Copies: planted ones (words changed, paragraphs cut, leads added) and those that are really there.

Every report of the development pile and of our examples that has 60 words of its own is copied four times, with 0, 5,
15 and 30 in 100 of its words replaced by other words of the same report; each time once in full and once with every
third paragraph (or sentence, where the report is one paragraph) cut and a lead of our own put before it. A planted copy
must be found beside its original, and not beside the other reports of its story, save those that share the text
themselves.

`copies_judged.tsv` lists the pairs of the pile that share text, judged by reading all pairs of one event in which our
alignment, at half its thresholds, saw any run: "copy" (the same text, whole or in good part) or "passage" (a sentence
or two of one text, too little to be a copy and too much to be chance: counted neither way). All others are no copies.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure.compile_gold import EXAMPLES, stories
from measure.examples import cleaned as example_reports
from measure.stories import DEV, cleaned
from stemma.records import READ_BLOCKS, Block, Reading, Report, content_id
from stemma.settings import Settings
from stemma.stories import without_boilerplate
from stemma.stories.copies import compared, copies
from stemma.stories.copies_text import own_words
from stemma.stories.words import WORD

JUDGED = Path(__file__).with_name("copies_judged.tsv")
INPUTS: tuple[Path, ...] = (DEV, JUDGED, *sorted(EXAMPLES.glob("*/reports/*")))
CHANGED = (0, 5, 15, 30)
LEAST_OWN_WORDS = 60
LEAD = (
    "Correspondents of this paper have spent the day asking who knew what and when. What follows is what could be "
    "put together by the evening, and more will be added as the offices open again in the morning."
)


@dataclass(slots=True)
class Count:
    """Pairs that should be found and are, that are found, and that should be."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, *, found: bool, wanted: bool) -> None:
        """Count one pair."""
        self.right += found and wanted
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """In percent."""
        return 100.0 * self.right / self.found if self.found else 100.0

    @property
    def recall(self) -> float:
        """In percent."""
        return 100.0 * self.right / self.wanted if self.wanted else 100.0


def piles() -> list[list[Reading]]:
    """The events of the development pile and our examples, cleaned as in a build."""
    readings, events = cleaned()
    trimmed = without_boilerplate(readings)
    found: dict[str, list[Reading]] = {}
    for reading in trimmed:
        found.setdefault(str(events[reading.id]), []).append(reading)
    ours = [
        [Reading(report) for report in example_reports(folder, Settings()).values() if isinstance(report, Report)]
        for folder in stories()
    ]
    return [*found.values(), *ours]


def judged() -> Mapping[frozenset[str], str]:
    """What was judged of pairs of reports, by the first eight digits of their rows' ids, or their files."""
    lines = [line.split("\t") for line in JUDGED.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {frozenset(line[:2]): line[2] for line in lines}


def planted(reading: Reading, percent: int, *, cut: bool) -> Reading:
    """A copy of a report with so many of its words changed; `cut` takes out paragraphs and adds a lead."""
    chance = random.Random(f"{reading.id} {percent} {cut}")
    parts = [reading.text[b.start : b.end] for b in reading.report.blocks if b.type in READ_BLOCKS]
    if cut:
        if len(parts) < 3:
            parts = [s.cut(reading.text) for s in reading.report.sentences]
        parts = [LEAD, *(part for n, part in enumerate(parts) if n % 3 != 1)]
    vocabulary = sorted({m.group() for part in parts for m in WORD.finditer(part)})

    def changed(word: str) -> str:
        return chance.choice(vocabulary) if chance.random() * 100 < percent else word

    texts = [WORD.sub(lambda m: changed(m.group()), part) for part in parts]
    return Reading(_report(reading.report, texts, f"{percent} {cut}"))


def _report(original: Report, parts: Sequence[str], mark: str) -> Report:
    blocks, at = [], 0
    for part in parts:
        blocks.append(Block("paragraph", at, at + len(part)))
        at += len(part) + 2
    head = original.report.with_(id=content_id("r", original.id, mark), outlet="Planted Post", url=None, byline=None)
    return Report(head, "\n\n".join(parts), tuple(blocks), tuple(b.span for b in blocks))


def score_planted(pile: Sequence[Reading], shares: Mapping[frozenset[str], str], counts: Mapping[int, Count]) -> None:
    """Add what came of planting copies of each report of one story."""
    texts = [own_words(reading) for reading in pile]
    for text in texts:
        reading = text.reading
        if len(text) < LEAST_OWN_WORDS:
            continue
        for percent in CHANGED:
            for cut in (False, True):
                copy = own_words(planted(reading, percent, cut=cut))
                for other in texts:
                    same = other.reading.id == reading.id
                    if same or frozenset((_row(other.reading), _row(reading))) not in shares:
                        found = compared(copy, other)
                        counts[percent].add(found=found is not None and found.kind == "copy", wanted=same)


def _row(reading: Reading) -> str:
    """The first digits of the row's id, or the file's name."""
    head = reading.report.report
    return head.source_id[:8] if head.source_id else Path(head.path).name


def real_pairs(pile: Sequence[Reading]) -> Iterator[frozenset[str]]:
    """The pairs of one story that we take for copies."""
    rows = {reading.id: _row(reading) for reading in pile}
    return (frozenset((rows[c.one], rows[c.other])) for c in copies(pile) if c.kind == "copy")


def score() -> dict[str, float]:
    """Percentages, and the numbers of pairs they rest on."""
    shares, counts = judged(), {percent: Count() for percent in CHANGED}
    real = Count()
    for pile in piles():
        score_planted(pile, shares, counts)
        here = {_row(r) for r in pile}
        found = set(real_pairs(pile))
        wanted = {pair for pair, verdict in shares.items() if verdict == "copy" and pair <= here}
        for pair in found | wanted:
            if shares.get(pair) != "passage":
                real.add(found=pair in found, wanted=pair in wanted)
    out = {"copies.real_precision": real.precision, "copies.real_recall": real.recall}
    out["copies.real_pairs"] = float(real.wanted)
    out["copies.planted_pairs"] = float(sum(c.wanted for c in counts.values()))
    for percent, count in counts.items():
        out[f"copies.precision_{percent:02}"] = count.precision
        out[f"copies.recall_{percent:02}"] = count.recall
    return out


if __name__ == "__main__":
    print(json.dumps(score(), indent=1))
