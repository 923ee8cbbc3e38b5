"""Actors across reports: B-cubed over name mentions and speakers of whole stories, and joins of two people.

Twice: with the gold actors of each report given, so that only the joining across reports is measured, and on what the
reader finds, its mentions paired with gold ones by the place they overlap. In the first the gold's ids, canonical names
and roles are withheld: an actor is called what its own report calls it. A gold item that the reader did not find stands
alone; one in a block that gold itself types as not read (a caption, a byline) is not asked for there. Unnamed people
count with their speaker places. `wrong_merges` is 100 less the share of joined actors, in percent, that hold two
different people.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure.compile_gold import EXAMPLES
from measure.stories import DEV, bcubed
from stemma.reading import Reader
from stemma.records import (
    READ_BLOCKS,
    Actor,
    Attribution,
    Given,
    Mention,
    RawItem,
    Reading,
    Report,
    StoryActor,
    content_id,
)
from stemma.reports import clean
from stemma.settings import Settings
from stemma.sources import gather
from stemma.spans import Span, hull
from stemma.stories import without_boilerplate
from stemma.stories.actors import joined
from stemma.stories.order import published_key

LEDGER = DEV.parents[1] / "ledger"
INPUTS: tuple[Path, ...] = (
    DEV,
    *sorted(LEDGER.glob("*/readings.jsonl")),
    *sorted(EXAMPLES.glob("*/gold/readings.jsonl")),
    *sorted(EXAMPLES.glob("*/reports/*")),
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One place in one report where gold knows who is meant: a naming, or the words of an attribution."""

    report: str
    span: Span
    gold: str
    speech: bool = False
    unread: bool = False
    """Whether it stands in a block that is never read."""

    @property
    def name(self) -> str:
        """Tells the item from all others."""
        return f"{self.report} {self.span.start} {self.span.end} {self.speech}"


@dataclass(frozen=True, slots=True)
class Pile:
    """One story: gold items, the readings as gold and as the program have them, and which gold actors are persons."""

    items: tuple[Item, ...]
    gold: tuple[Reading, ...]
    read: tuple[Reading, ...]
    people: frozenset[str]


# --- gold -------------------------------------------------------------------------------------------------------------


def items_of(line: Json, report: Report) -> Iterator[Item]:
    """Name mentions, and the outer attributions with one speaker (placed by their content), each place once."""
    unread = [Span(b["start"], b["end"]) for b in line["blocks"] if "start" in b and b["type"] not in READ_BLOCKS]
    for mention in line["mentions"]:
        if mention["form"] in ("name", "adjective") and mention["actor"]:
            span = Span(mention["start"], mention["end"])
            yield Item(report.id, span, mention["actor"], unread=any(b.contains(span) for b in unread))
    for said in _said(line):
        who = said["speaker"]
        gold = f"{report.id} {who}" if who.startswith("anon") else who
        span = Span(said["content"][0][0], said["content"][-1][1])
        yield Item(report.id, span, gold, speech=True, unread=any(b.contains(span) for b in unread))


def _said(line: Json) -> list[Json]:
    return [
        said
        for said in line["attributions"]
        if said["speaker"] and said["tier"] != "marginal" and len(said.get("speakers") or [0]) == 1
        if said["source"] and said["content"] and "passages" not in said
    ]


def gold_reading(line: Json, report: Report) -> Reading:
    """A gold line as a reading: ids of this report alone, names as this report writes them."""
    named: dict[str, list[Json]] = {}
    for mention in line["mentions"]:
        if mention["actor"]:
            named.setdefault(mention["actor"], []).append(mention)
    for said in _said(line):
        if said["speaker"] not in named:
            start, end = said["source"][0][0], said["source"][-1][1]
            named[said["speaker"]] = [{"start": start, "end": end, "form": "nominal", "type": "other"}]
    ids = {a["id"]: content_id("e", report.id, a["id"]) for a in line["actors"]}
    actors, mentions = [], []
    for gold in (a for a in line["actors"] if a["id"] in named):
        actors.append(_called(gold, named[gold["id"]], report.text).with_(id=ids[gold["id"]]))
        mentions += [Mention(m["start"], m["end"], m["form"], gold["type"], ids[gold["id"]]) for m in named[gold["id"]]]
    attributions = tuple(
        Attribution(
            str(n), (), (), (Span(said["content"][0][0], said["content"][-1][1]),), "mixed", ids[said["speaker"]]
        )
        for n, said in enumerate(_said(line))
    )
    return Reading(report, tuple(actors), tuple(sorted(mentions, key=lambda m: (m.start, m.end))), attributions)


def _called(gold: Json, mentions: Sequence[Json], text: str) -> Actor:
    """The actor under the gold's name where the report uses it, else its longest name there."""
    forms: list[str] = []
    for wanted in ("name", "adjective", "nominal", "title", "pronoun"):
        forms = forms or [text[m["start"] : m["end"]] for m in mentions if m["form"] == wanted]
    names = [text[m["start"] : m["end"]] for m in mentions if m["form"] in ("name", "adjective")]
    best = max(dict.fromkeys(forms), key=lambda f: (f == gold["name"], len(f.split()), -forms.index(f)))
    aliases = tuple(dict.fromkeys(n for n in names if n != best))
    return Actor("", best, gold["type"], aliases, anonymous=gold["anonymous"])


# --- piles ------------------------------------------------------------------------------------------------------------


def piles() -> dict[str, list[Pile]]:
    """The stories of each collection, read once."""
    reader = Reader.open(Settings())
    return {"ledger": list(_ledger(reader)), "examples": list(_examples(reader))}


def _ledger(reader: Reader) -> Iterator[Pile]:
    rows = {row["id"]: row for row in map(json.loads, DEV.read_text("utf-8").splitlines())}
    for path in sorted(LEDGER.glob("*/readings.jsonl")):
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        reports = []
        for line in lines:
            row = rows[line["id"]]
            given = Given(title=row["title"], outlet=row["outlet"], published=row["published"])
            reports.append(clean(RawItem(row["text"], "row", row["id"], source_id=row["id"], given=given)))
        yield _pile(lines, [r for r in reports if isinstance(r, Report)], reader)


def _examples(reader: Reader) -> Iterator[Pile]:
    """Text files only: gold of pages has no mentions."""
    for path in sorted(EXAMPLES.glob("*/gold/readings.jsonl")):
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        items = gather([str(path.parents[1] / "reports")], max_bytes=Settings().max_bytes)
        reports = {Path(i.path).name: clean(i) for i in items if isinstance(i, RawItem)}
        kept = [line for line in lines if "not_annotated" not in line]
        yield _pile(kept, [r for line in kept if isinstance(r := reports[line["file"]], Report)], reader)


def _pile(lines: Sequence[Json], reports: Sequence[Report], reader: Reader) -> Pile:
    pairs = list(zip(lines, reports, strict=True))
    return Pile(
        items=tuple(item for line, report in pairs for item in items_of(line, report)),
        gold=tuple(gold_reading(line, report) for line, report in pairs),
        read=without_boilerplate(tuple(reader.read_many(reports))),
        people=frozenset(a["id"] for line in lines for a in line["actors"] if a["type"] == "person"),
    )


# --- scores -----------------------------------------------------------------------------------------------------------


def found_of(pile: Pile, readings: Sequence[Reading]) -> tuple[dict[str, str], tuple[StoryActor, ...]]:
    """For each gold item the story actor found there, or its own place; and all story actors."""
    actors = joined(sorted(readings, key=published_key))
    home = {(m.report, m.actor): a.id for a in actors for m in a.members}
    places: dict[tuple[str, bool], list[tuple[Span, str]]] = {}
    for reading in readings:
        places[reading.id, False] = [(m.span, home[reading.id, m.actor]) for m in reading.mentions if m.actor]
        said = [(hull(a.content), a.speaker) for a in reading.attributions if a.speaker and a.content]
        places[reading.id, True] = [(span, home[reading.id, who]) for span, who in said]
    return {i.name: _at(i, places[i.report, i.speech]) or f"alone {i.name}" for i in pile.items}, actors


def _at(item: Item, places: Sequence[tuple[Span, str]]) -> str | None:
    """Whoever was found at the place: what shares most of it, the shorter of equals."""
    over = [(min(s.end, item.span.end) - max(s.start, item.span.start), -s.length, who) for s, who in places]
    over = [o for o in over if o[0] > 0]
    return max(over)[2] if over else None


def wrong(pile: Pile, found: Mapping[str, str]) -> list[tuple[str, set[str]]]:
    """Story actors under which two different gold persons are named, with those."""
    held: dict[str, set[str]] = {}
    for item in pile.items:
        if item.gold in pile.people and not item.speech:
            held.setdefault(found[item.name], set()).add(item.gold)
    return [(who, people) for who, people in held.items() if len(people) > 1]


def score() -> dict[str, float]:
    """Percent; the figures of the ledger stories without a prefix, those of the examples with "examples_"."""
    out: dict[str, float] = {}
    for collection, stories in piles().items():
        prefix = "actors." if collection == "ledger" else f"actors.{collection}_"
        for suffix, which in (("_gold_mentions", "gold"), ("", "read")):
            gold: dict[str, str] = {}
            found: dict[str, str] = {}
            joins = mixed = 0
            for number, pile in enumerate(stories):
                at, actors = found_of(pile, getattr(pile, which))
                asked = [i for i in pile.items if which == "gold" or not i.unread]
                gold |= {f"{number} {i.name}": f"{number} {i.gold}" for i in asked}
                found |= {f"{number} {i.name}": f"{number} {at[i.name]}" for i in asked}
                joins += sum(len(a.members) > 1 for a in actors)
                mixed += len(wrong(pile, at))
            precision, recall, f1 = (100 * share for share in bcubed(gold, found))
            out |= {f"{prefix}bcubed_f1{suffix}": f1, f"{prefix}bcubed_precision{suffix}": precision}
            out |= {
                f"{prefix}bcubed_recall{suffix}": recall,
                f"{prefix}wrong_merges{suffix}": 100 - 100 * mixed / max(joins, 1),
            }
    return out


def explain() -> None:
    """Print for each story what was joined wrongly and what was missed."""
    for collection, stories in piles().items():
        for pile in stories:
            for which in ("gold", "read"):
                found, actors = found_of(pile, getattr(pile, which))
                names = {a.id: a.name for a in actors}
                print(f"== {collection} {which}")
                by_gold: dict[str, Counter[str]] = {}
                by_found: dict[str, Counter[str]] = {}
                for item in pile.items:
                    who = found[item.name]
                    who = "missed" if who.startswith("alone") else f"{names[who]} {who[:5]}"
                    by_gold.setdefault(item.gold, Counter())[who] += 1
                    by_found.setdefault(who, Counter())[item.gold] += 1
                for gold, homes in by_gold.items():
                    if len(homes) > 1:
                        print("  apart ", gold, dict(homes))
                for who, golds in by_found.items():
                    if len(golds) > 1 and who != "missed":
                        print("  mixed ", who, dict(golds))


if __name__ == "__main__":
    print(json.dumps(score(), indent=1))
