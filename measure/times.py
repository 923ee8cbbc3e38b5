"""Time expressions against news documents with TIMEX3, and against the ledger stories' `times`.

Scored as in TempEval-3: a found span counts strictly when it is a gold span, relaxed when it overlaps one (each gold
span is matched once, in order); type and value F1 are the relaxed F1 times the share of matched spans whose type or
value is right. Values are compared as strings, after one notation is made of two ("1999-W7" and "1999-W07",
"1994-XX-XX" and "1994"). Ledger times marked `optional`, or in need of other reports, are neither
right nor wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stemma.reading.times import find_times
from stemma.records import TimeExpression
from stemma.reports.sentences import split
from stemma.spans import Span

SHARED = Path(__file__).parents[1].parent / "shared" / "data"
TIMEX = SHARED / "timex" / "train.jsonl"
LEDGER = tuple(SHARED / "ledger" / story / "readings.jsonl" for story in ("missile", "rules", "schoolgirls"))
TEXTS = SHARED / "stories" / "giveme5w1h_dev.jsonl"
INPUTS: tuple[Path, ...] = (TIMEX, *LEDGER, TEXTS)

Json = dict[str, Any]
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")


@dataclass(slots=True)
class Tally:
    """Counts over documents, and the lines that went wrong."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    types: int = 0
    values: int = 0
    wrong: list[str] = field(default_factory=list)

    def figures(self, name: str) -> dict[str, float]:
        """F1 scores in percent under `name`_..."""
        total = self.gold + self.found
        parts = {
            "strict_f1": self.strict,
            "relaxed_f1": self.relaxed,
            "type_f1": self.types,
            "value_f1": self.values,
        }
        return {f"{name}{key}": 200 * part / total if total else 0.0 for key, part in parts.items()}


def sentences_of(text: str) -> tuple[Span, ...]:
    """Sentences of a wrapped newswire text: its paragraphs are parted by blank lines."""
    return tuple(s for p in _PARAGRAPH.finditer(text) for s in split(text, p.start(), p.end()))


def same_value(value: str | None) -> str | None:
    """One notation for values that TIMEX3 writes in two ways."""
    if value is None:
        return None
    return re.sub(r"W(\d)$", r"W0\1", re.sub(r"(-XX)+$", "", value))


def count(tally: Tally, text: str, gold: Sequence[Json], found: Sequence[TimeExpression], where: str) -> None:
    """Add one document to the tally."""
    tally.gold += len(gold)
    tally.found += len(found)
    free = list(gold)
    for one in found:
        match = next((g for g in free if g["start"] < one.end and one.start < g["end"]), None)
        words = (
            text[max(0, one.start - 40) : one.start]
            + "["
            + text[one.start : one.end]
            + "]"
            + text[one.end : one.end + 30]
        )
        if match is None:
            tally.wrong.append(f"{where} EXTRA {one.type} {one.value} | {' '.join(words.split())}")
            continue
        free.remove(match)
        exact = (match["start"], match["end"]) == (one.start, one.end)
        right = same_value(match["value"]) == same_value(one.value)
        tally.relaxed += 1
        tally.strict += exact
        tally.types += match["type"] == one.type
        tally.values += right
        if not exact:
            tally.wrong.append(f"{where} SPAN {text[match['start'] : match['end']]!r} | {' '.join(words.split())}")
        if not right or match["type"] != one.type:
            said = f"{match['type']} {match['value']} / {one.type} {one.value}"
            tally.wrong.append(f"{where} VALUE {said} | {' '.join(words.split())}")
    for missed in free:
        words = text[max(0, missed["start"] - 40) : missed["start"]] + "[" + text[missed["start"] : missed["end"]] + "]"
        words += text[missed["end"] : missed["end"] + 30]
        tally.wrong.append(f"{where} MISSED {missed['type']} {missed['value']} | {' '.join(words.split())}")


def news(wanted: Callable[[int], bool] = lambda _: True) -> Tally:
    """The tally over the news documents whose line number is wanted."""
    tally = Tally()
    for number, line in enumerate(TIMEX.read_text("utf-8").splitlines()):
        if not wanted(number):
            continue
        row = json.loads(line)
        found = find_times(row["text"], sentences_of(row["text"]), row["dct"])
        count(tally, row["text"], row["timex"], found, f"{number}")
    return tally


def ledger() -> Tally:
    """The tally over the ledger stories."""
    texts = {row["id"]: row["text"] for row in map(json.loads, TEXTS.read_text("utf-8").splitlines())}
    tally = Tally()
    for reading in _readings():
        text = texts[reading["id"]]
        unscored = [t for t in reading["times"] if t.get("optional") or t.get("needs_pile")]
        gold = [t for t in reading["times"] if t not in unscored]
        blocks = [Span(b["start"], b["end"]) for b in reading["blocks"]]
        found = [
            e
            for e in find_times(text, [s for b in blocks for s in split(text, *b)], _published(reading))
            if not any(t["start"] < e.end and e.start < t["end"] for t in unscored)
        ]
        count(tally, text, gold, found, reading["id"][:4])
    return tally


def _readings() -> Iterator[Json]:
    for path in LEDGER:
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def _published(reading: Json) -> str | None:
    """The report's date by its own dateline or the annotators' correction, where there is one."""
    given = reading.get("dateline_date") or reading.get("inferred_published") or reading["published"]
    value = given["value"] if isinstance(given, dict) else given
    return value.removesuffix("T00:00:00") if value else None


def score() -> dict[str, float]:
    """F1 in percent: strict and relaxed spans, types, values; on the news documents and on the ledger."""
    return news().figures("timex.") | ledger().figures("timex.ledger_")


if __name__ == "__main__":
    print(json.dumps(score(), indent=1))
