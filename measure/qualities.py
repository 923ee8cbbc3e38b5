"""Speech act, certainty, polarity, status and form on gold spans: ledger stories, and our own examples beside them.

Gold spans are given, so that what the reader missed or cut elsewhere does not count here; `qualities.read_*` scores the
attributions that the shipped reader found, matched as in `measure.attribution`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import polnear
from measure.attribution import LEDGER_READINGS, STORIES, ledger_rows, parts_of, plain_report, reader, spans_of
from measure.compile_gold import EXAMPLES
from stemma.reading.forms import form_of
from stemma.reading.qualities import qualify_all
from stemma.reading.windows import Paragraph, quote_states, words_of
from stemma.records import READ_BLOCKS, Attribution
from stemma.reports import sentences as cutter
from stemma.spans import Span

EXAMPLE_READINGS = tuple(sorted(EXAMPLES.glob("*/gold/readings.jsonl")))
INPUTS: tuple[Path, ...] = (*LEDGER_READINGS, STORIES, *EXAMPLE_READINGS)
QUALITIES = ("act", "certainty", "polarity", "status", "form")

Json = dict[str, Any]
Pair = tuple[Json, Attribution]


def attribution_of(gold: Json) -> Attribution:
    """A gold attribution without its qualities."""
    spans = {role: tuple(found) for role, found in spans_of(gold).items()}
    return Attribution(
        gold["id"],
        spans["source"],
        spans["cue"],
        spans["content"],
        form=gold["form"],
        speaker=gold["speaker"],
        speaker_type=gold["speaker_type"],
    )


def judged(text: str, blocks: Sequence[Span], gold: Sequence[Json]) -> Iterator[Pair]:
    """Gold attributions, each with what is made of its spans."""
    sentences = [s for block in blocks for s in cutter.split(text, block.start, block.end)]
    paragraphs = [paragraph(text, block) for block in blocks]
    for item, made in zip(gold, qualify_all(text, [attribution_of(g) for g in gold], sentences), strict=True):
        yield item, made.with_(form=form_of(made.content, paragraphs, text))


def paragraph(text: str, block: Span) -> Paragraph:
    """A block's words with their quotation states; without pieces, which only the encoder needs."""
    words = tuple(words_of(text, block.start, block.end))
    return Paragraph(words, (), (), tuple(quote_states(text, words)))


def scored(items: Iterable[Json]) -> list[Json]:
    """The attributions that count: tiers core and extended."""
    return [a for a in items if a["tier"] != "marginal"]


def read_blocks(row: Json) -> list[Span]:
    """The blocks of a gold line that are read."""
    return [Span(b["start"], b["end"]) for b in row["blocks"] if b["type"] in READ_BLOCKS]


def ledger_pairs() -> Iterator[Pair]:
    """Gold of the ledger stories with what is made of the same spans."""
    for row, text in ledger_rows():
        yield from judged(text, read_blocks(row), scored(row["attributions"]))


def reader_pairs() -> Iterator[Pair]:
    """Gold of the ledger stories with the reader's own attributions that match it."""
    for row, text in ledger_rows():
        blocks, gold = read_blocks(row), scored(row["attributions"])
        found = reader().read(plain_report(row["id"], text, blocks)).attributions
        sentences = [s for block in blocks for s in cutter.split(text, block.start, block.end)]
        made = qualify_all(text, found, sentences)
        for i, j in polnear.match(text, [parts_of(a) for a in found], [spans_of(g) for g in gold]):
            yield gold[j], made[i]


def example_pairs() -> Iterator[Pair]:
    """Gold of the examples; for a page the passages stand for its text."""
    for path in EXAMPLE_READINGS:
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            text, gold = laid_out(path.parents[1] / "reports" / row["file"], row)
            yield from judged(text, [Span(m, n) for m, n in lines(text)], scored(gold))


def laid_out(path: Path, row: Json) -> tuple[str, list[Json]]:
    """The text of an example and its attributions with spans into it."""
    if not any("passages" in a for a in row["attributions"]):
        return path.read_bytes().decode(row["encoding"]).removeprefix("\ufeff"), row["attributions"]
    text, gold = "", []
    for item in row["attributions"]:
        begins = []
        for passage in item["passages"]:
            begins.append(len(text))
            text += passage + "\n\n"
        moved = {role: [[begins[n] + a, begins[n] + b] for n, a, b in item[role]] for role in polnear.ROLES}
        gold.append(item | moved)
    return text, gold


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines."""
    at = 0
    for part in text.replace("\r\n", " \n").split("\n\n"):
        if part.strip():
            yield at, at + len(part)
        at += len(part) + 2


def accuracy(pairs: Iterable[Pair], prefix: str) -> dict[str, float]:
    """Percent of pairs whose quality is the gold one."""
    right, total = dict.fromkeys(QUALITIES, 0), 0
    for gold, made in pairs:
        total += 1
        for name in QUALITIES:
            right[name] += getattr(made, name) == gold[name]
    return {f"{prefix}{name}": 100.0 * right[name] / total if total else 0.0 for name in QUALITIES}


def score() -> dict[str, float]:
    """Accuracy in percent, higher is better."""
    return (
        accuracy(ledger_pairs(), "qualities.")
        | accuracy(reader_pairs(), "qualities.read_")
        | accuracy(example_pairs(), "qualities.examples_")
    )


if __name__ == "__main__":
    for metric, value in score().items():
        print(f"{metric:34} {value:.1f}")
