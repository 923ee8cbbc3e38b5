"""Reports against gold: block types on fifteen annotated reports, article text on 91 saved pages.

Blocks are scored by code point (white space left out) and by block (same type, 80 % overlap); pages by the benchmark's
own measure, overlapping 4-gram shingles of tokens, precision and recall averaged over pages; sentences by their cuts.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from stemma import sources
from stemma.records import READ_BLOCKS, Block, RawItem, Report
from stemma.reports import clean, html, sentences

DATA = Path(__file__).parents[1].parent / "shared" / "data"
STORIES = DATA / "stories" / "giveme5w1h_dev.jsonl"
GOLD = tuple(DATA / "ledger" / name / "readings.jsonl" for name in ("missile", "rules", "schoolgirls"))
PAGES = DATA / "html"
SENTENCES = tuple(DATA / "gum" / f"{part}.jsonl.gz" for part in ("train", "dev"))
GENRES = ("news", "interview")
INPUTS: tuple[Path, ...] = (STORIES, *GOLD, PAGES, *SENTENCES)

# Annotators part a block from its label or dash in different places; less than this is another block.
SAME_BLOCK = 0.8
SHINGLE = 4
_TOKEN = re.compile(r"\w+")


def score() -> dict[str, float]:
    """Metrics in per cent, by name."""
    found = {**_blocks(), **_pages(), "sentence_cut_f1": _cuts()}
    return {f"reports.{name}": round(100 * value, 2) for name, value in found.items()}


# --- blocks ---------------------------------------------------------------------------------------------------------


@cache
def reports() -> dict[str, Report]:
    """The cleaned reports of the stories file by the id of their row."""
    found = {}
    for item in sources.gather([str(STORIES)], max_bytes=20_000_000):
        report = clean(item) if isinstance(item, RawItem) else item
        if isinstance(report, Report) and report.report.source_id:
            found[report.report.source_id] = report
    return found


def gold() -> Iterator[tuple[Report, tuple[Block, ...]]]:
    """Each annotated report with its gold blocks."""
    for path in GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield reports()[row["id"]], tuple(Block.from_dict(b) for b in row["blocks"])


def _blocks() -> dict[str, float]:
    right = total = unread_right = unread_gold = unread_made = 0
    hits: Counter[bool] = Counter()
    made: Counter[bool] = Counter()
    wanted: Counter[bool] = Counter()
    for report, blocks in gold():
        ours, theirs = _types(report.text, report.blocks), _types(report.text, blocks)
        both = [(a, b) for a, b in zip(ours, theirs, strict=True) if b is not None]
        right += sum(a == b for a, b in both)
        total += len(both)
        unread_right += sum(a not in READ_BLOCKS and b not in READ_BLOCKS for a, b in both)
        unread_gold += sum(b not in READ_BLOCKS for _, b in both)
        unread_made += sum(a not in READ_BLOCKS for a, _ in both)
        for plain in (True, False):
            kept = [b for b in report.blocks if plain or b.type != "paragraph"]
            aims = [b for b in blocks if plain or b.type != "paragraph"]
            hits[plain] += sum(any(_same(a, b) for a in kept) for b in aims)
            made[plain] += len(kept)
            wanted[plain] += len(aims)
    return {
        "block_type_by_character": right / total,
        "block_f1": 2 * hits[True] / (made[True] + wanted[True]),
        "block_f1_beside_paragraphs": 2 * hits[False] / (made[False] + wanted[False]),
        "unread_f1_by_character": 2 * unread_right / (unread_gold + unread_made),
    }


def _types(text: str, blocks: tuple[Block, ...]) -> list[str | None]:
    """The type at each code point; None for white space and what no block covers."""
    types: list[str | None] = [None] * len(text)
    for block in blocks:
        for at in range(block.start, block.end):
            types[at] = None if text[at].isspace() else block.type
    return types


def _same(one: Block, other: Block) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return one.type == other.type and shared >= SAME_BLOCK * (max(one.end, other.end) - min(one.start, other.start))


# --- pages ----------------------------------------------------------------------------------------------------------


def pages() -> Iterator[tuple[dict[str, Any], bytes]]:
    """Rows of the benchmark with the bytes of their pages."""
    for line in (PAGES / "scrapinghub_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row, gzip.decompress((PAGES / row["html"]).read_bytes())


def _pages() -> dict[str, float]:
    extracted, read = [], []
    for row, content in pages():
        article = html.extract(content.decode("utf-8", "replace"), row["url"])
        body = "\n".join(span.cut(article.text) for span in article.pieces[article.masthead :]) if article else ""
        extracted.append(_shingles(body, row["body"]))
        report = clean(RawItem(content=content, kind="html", path=row["html"], url=row["url"]))
        if isinstance(report, Report):
            kept = [b.span.cut(report.text) for b in report.blocks if b.type in READ_BLOCKS - {"headline"}]
            read.append(_shingles("\n".join(kept), row["body"]))
    return {"html_shingle_f1": _f1(extracted), "html_read_shingle_f1": _f1(read)}


def _shingles(ours: str, theirs: str) -> tuple[float, float, float]:
    """Shares of true and false positives and false negatives of one page."""
    made, wanted = _ngrams(ours), _ngrams(theirs)
    hit = (made & wanted).total()
    extra, missed = made.total() - hit, wanted.total() - hit
    all_ = hit + extra + missed
    return (hit / all_, extra / all_, missed / all_) if all_ else (0.0, 0.0, 0.0)


def _ngrams(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[n : n + SHINGLE]) for n in range(max(1, len(tokens) - SHINGLE + 1)) if tokens)


def _f1(found: list[tuple[float, float, float]]) -> float:
    """The benchmark's F1: precision and recall over the summed shares of all pages."""
    hit, extra, missed = (sum(shares) for shares in zip(*found, strict=True))
    precision, recall = hit / (hit + extra), hit / (hit + missed)
    return float(2 * precision * recall / (precision + recall))


# --- sentences -------------------------------------------------------------------------------------------------------


def _cuts() -> float:
    """F1 of the cut points inside the paragraphs of Wikinews; where a paragraph ends there is nothing to find."""
    hit = made = wanted = 0
    for path in SENTENCES:
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            document = json.loads(line)
            for start, end, _ in document["paragraphs"] if document["genre"] in GENRES else ():
                ends = [s["end"] for s in document["sentences"] if start <= s["start"] and s["end"] <= end]
                theirs = set(ends[:-1])
                ours = {span.end for span in sentences.split(document["text"], start, end)} - {*ends[-1:], end}
                hit, made, wanted = hit + len(ours & theirs), made + len(ours), wanted + len(theirs)
    return 2 * hit / (made + wanted)


if __name__ == "__main__":
    for name, value in score().items():
        print(f"{name:45} {value:6.2f}")
