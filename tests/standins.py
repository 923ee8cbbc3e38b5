"""A reader without a model, for tests of what stands around it: words in “…” are said by the name before the cue."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

from builders import attribution, mention, person, reading

from stemma.records import Reading, Report
from stemma.settings import Settings

SAID = re.compile(r"“(?P<words>[^”]+)” (?P<cue>said) (?P<who>[A-Z]\w+ [A-Z]\w+)")


class PlainReader:
    """Reads `“…” said First Last`; raises on a report that holds `fails_on`; waits `delay` seconds for each report."""

    def __init__(self, version: str = "plain-1", *, fails_on: str | None = None, delay: float = 0.0) -> None:
        self.version, self.fails_on, self.delay = version, fails_on, delay
        self.read_ids: list[str] = []

    def read(self, report: Report) -> Reading:
        if self.fails_on and self.fails_on in report.text:
            raise RuntimeError(f"cannot read {self!r}")
        time.sleep(self.delay)
        self.read_ids.append(report.id)
        found = list(SAID.finditer(report.text))
        people = {who: person(who) for who in sorted({m["who"] for m in found})}
        return reading(
            report,
            actors=people.values(),
            mentions=[mention(report.text, who, actor) for who, actor in people.items()],
            attributions=[
                attribution(
                    report.text, m["words"], source=m["who"], cue="said", speaker=people[m["who"]].id, form="direct"
                )
                for m in found
            ],
        )

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        return map(self.read, reports)


class Opened(PlainReader):
    """Stands where `stemma.reading.Reader` stands: opened from settings, vouching for itself."""

    @classmethod
    def open(cls, settings: Settings) -> Opened:
        return cls()

    def self_check(self) -> None:
        """Nothing to compare."""
