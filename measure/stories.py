"""Stories: how well a pile of reports on 35 events comes apart into them (B-cubed), whatever the order it comes in.

A second pile guards against what the first can hardly show, stories of one beat running together: 84 reports of one
campaign, of which two that lie more than two weeks apart seldom tell one story.

Reports are cleaned as in a build but not read: names come from capitals, so that the gate needs no model here.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from stemma import desk
from stemma.records import Given, RawItem, Reading, Report
from stemma.reports import clean
from stemma.settings import Settings
from stemma.sources import gather
from stemma.store import MEMORY, Archive
from stemma.stories import group, without_boilerplate
from stemma.stories.likeness import possible_days

DEV = Path(__file__).parents[1].parent / "shared" / "data" / "stories" / "giveme5w1h_dev.jsonl"
BEAT = DEV.parents[1] / "polnear" / "dev.jsonl"
INPUTS: tuple[Path, ...] = (DEV, BEAT)
APART_DAYS = 14
MAX_BYTES = 20_000_000
# Builds in which the pile arrives as a stream, about ten reports each.
ARRIVALS = 24


def bcubed(gold: Mapping[str, object], found: Mapping[str, object]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of the groups `found` against `gold`; both map the same items to a group."""
    both = Counter((gold[i], found[i]) for i in gold)
    gold_size, found_size = Counter(gold.values()), Counter(found[i] for i in gold)
    precision = sum(n * n / found_size[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / gold_size[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def cleaned(path: Path = DEV) -> tuple[list[Reading], dict[str, int]]:
    """The reports of a pile of rows with nothing read in them, and the gold event of each by report id."""
    events = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            events[row["id"]] = row["event_id"]
    reports = [clean(item) for item in gather([str(path)], max_bytes=MAX_BYTES) if isinstance(item, RawItem)]
    readings = [Reading(report) for report in reports if isinstance(report, Report)]
    return readings, {r.id: events[r.report.report.source_id or ""] for r in readings}


def beat() -> list[Reading]:
    """The reports of one beat, one for each article."""
    with BEAT.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    items = [
        RawItem(row["text"], "row", row["id"], given=Given(title=row["title"], published=row["date"])) for row in rows
    ]
    return [Reading(report) for report in map(clean, items) if isinstance(report, Report)]


def kept_apart(readings: Sequence[Reading]) -> float:
    """Share of the pairs of reports more than two weeks apart that are not in one story."""
    story = grouped(readings)
    days = [(story[r.id], day) for r in readings for day in possible_days(r.report.report.published)]
    pairs = [a[0] != b[0] for a, b in combinations(days, 2) if abs(a[1] - b[1]) > APART_DAYS]
    return sum(pairs) / len(pairs)


def grouped(readings: Sequence[Reading]) -> dict[str, str]:
    """The story each report falls into, by report id."""
    return {report: g.id for g in group(without_boilerplate(readings)) for report in g.reports}


class _Unread:
    """Stands where a reader stands and reads nothing: names come from capitals."""

    version = "unread"

    def read(self, report: Report) -> Reading:
        """The report alone."""
        return Reading(report)

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Each report alone."""
        return map(self.read, reports)


def as_a_stream(path: Path) -> dict[str, str]:
    """The stories in a store into which the pile came in ARRIVALS builds, in another order."""
    rows = path.read_text(encoding="utf-8").splitlines()
    random.Random(11).shuffle(rows)
    settings = Settings(database=MEMORY)
    with TemporaryDirectory() as folder, Archive(settings.database, write=True) as archive:
        for n in range(ARRIVALS):
            part = Path(folder) / f"{n}.jsonl"
            part.write_text("\n".join(rows[n::ARRIVALS]), encoding="utf-8")
            desk.build([str(part)], settings, reader=_Unread(), archive=archive)
        return {report: g.id for g in archive.groups() for report in g.reports}


def score() -> dict[str, float]:
    """B-cubed of the development pile in percent; 1.0 where it gives the same stories shuffled and as a stream."""
    readings, gold = cleaned()
    found = grouped(readings)
    precision, recall, f1 = bcubed(gold, found)
    random.Random(7).shuffle(readings)
    return {
        "stories.bcubed_precision": 100 * precision,
        "stories.bcubed_recall": 100 * recall,
        "stories.bcubed_f1": 100 * f1,
        "stories.beat_kept_apart": 100 * kept_apart(beat()),
        "stories.reports": float(len(gold)),
        "stories.same_when_shuffled": float(grouped(readings) == found),
        "stories.same_as_a_stream": float(as_a_stream(DEV) == found),
    }


if __name__ == "__main__":
    print(json.dumps(score(), indent=1))
