"""The timeline against the gold lines of whole stories: which are there, and their days and status.

A line of ours and a gold line match when a passage of each overlaps the other in the same report; each line is matched
once at most, pairs with more such passages first, then those that agree on the day and the status. Standing in one
sentence is not enough: sentences tell of several events, and a line about another of them would be credited. A second
line of ours for an event that is already matched counts as wrong. `recall` and `precision` count lines; `dates` and
`status` are shares of the matched. A date is right when the days it leaves overlap the gold's and are no more than the
gold's and a day on each side (a clock some zones away is a neighbouring day); where gold gives no day, ours is right
when it contradicts no bound that gold gives. Gold lines whose passages all lie in blocks that are never read are not
asked for. Lines marked `optional` count neither way, nor does what matches them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure.actors import LEDGER
from measure.compile_gold import EXAMPLES, HELD_OUT, stories
from measure.examples import cleaned
from measure.stories import DEV
from stemma.reading import Reader
from stemma.records import READ_BLOCKS, Given, Group, RawItem, Report, Story, TimelineEntry
from stemma.reports import clean
from stemma.settings import Settings
from stemma.spans import Span
from stemma.stories import without_boilerplate
from stemma.stories.assemble import assemble
from stemma.stories.timeline_days import Window, window_of

INPUTS: tuple[Path, ...] = (
    DEV,
    *sorted(LEDGER.glob("*/story.json")),
    *sorted(EXAMPLES.glob("*/gold/story.json")),
    *sorted(EXAMPLES.glob("*/reports/*")),
    *sorted(HELD_OUT.glob("*/gold/story.json")),
    *sorted(HELD_OUT.glob("*/reports/*")),
)
# Neighbouring days: the launch of a Friday morning is one of Thursday evening elsewhere.
SLACK = 1

Json = dict[str, Any]
Places = list[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One story: its gold lines and ours, the pairs of both, and whether a pair's date and status are right.

    `gold` and `pairs` are without optional lines; `extra` are lines of ours that match one of those.
    """

    name: str
    gold: tuple[Json, ...]
    story: Story
    pairs: tuple[tuple[int, int], ...]
    dates: tuple[bool, ...]
    status: tuple[bool, ...]
    extra: frozenset[int]


def ledger() -> Iterator[Judged]:
    """The annotated stories of the ledger."""
    reader = Reader.open(Settings())
    rows = {row["id"]: row for row in map(json.loads, DEV.read_text("utf-8").splitlines())}
    for path in sorted(LEDGER.glob("*/story.json")):
        gold = json.loads(path.read_text("utf-8"))
        reports: dict[str, Report] = {}
        for row in (rows[id_] for id_ in gold["reports"]):
            given = Given(title=row["title"], outlet=row["outlet"], published=row["published"])
            made = clean(RawItem(row["text"], "row", row["id"], source_id=row["id"], given=given))
            assert isinstance(made, Report), f"report {row['id']} was refused: {made.reason}"
            reports[row["id"]] = made
        yield judged(path.parent.name, gold["timeline"], reports, reader)


def examples(root: Path = EXAMPLES) -> Iterator[Judged]:
    """The bundled stories: those to develop on, or below another folder those held out."""
    reader = Reader.open(Settings())
    for folder in stories(root):
        reports = {name: r for name, r in cleaned(folder, Settings()).items() if isinstance(r, Report)}
        gold = json.loads((folder / "gold" / "story.json").read_text("utf-8"))
        yield judged(folder.name, gold["timeline"], reports, reader)


def judged(name: str, timeline: Sequence[Json], reports: Mapping[str, Report], reader: Reader) -> Judged:
    """Match the gold lines of a story with those that the program makes of its reports."""
    readings = without_boilerplate(tuple(reader.read_many(reports.values())))
    group = Group("measured", name, None, None, tuple(r.id for r in readings))
    return judge(name, timeline, reports, assemble(group, readings))


def judge(name: str, timeline: Sequence[Json], reports: Mapping[str, Report], story: Story) -> Judged:
    """Match the gold lines of a story with its own; `reports` by what gold calls them."""
    told = sorted((line for line in timeline if _gold_places(line, reports)), key=_optional)
    gold = tuple(line for line in told if not _optional(line))
    found = _pairs([_gold_places(g, reports) for g in told], told, story.timeline)
    pairs = tuple(pair for pair in found if pair[0] < len(gold))
    matched = [(gold[g], story.timeline[e]) for g, e in pairs]
    return Judged(
        name, gold, story, pairs,
        tuple(date_right(g, e) for g, e in matched), tuple(g["status"] == e.status for g, e in matched),
        frozenset(e for g, e in found if g >= len(gold)),
    )  # fmt: skip


def _optional(line: Json) -> bool:
    return bool(line.get("optional", False))


def _gold_places(line: Json, reports: Mapping[str, Report]) -> Places:
    """Where the gold line's passages stand, by report id; passages in unread blocks are left out."""
    places: Places = []
    for passage in line["evidence"]:
        name = passage["report"]
        if name not in reports:
            continue
        report = reports[name]
        start = passage["start"] if "start" in passage else report.text.find(passage["quote"])
        end = passage["end"] if "end" in passage else start + len(passage["quote"])
        span = Span(start, end)
        if start >= 0 and any(b.type in READ_BLOCKS and b.span.overlaps(span) for b in report.blocks):
            places.append((report.id, span))
    return places


def _pairs(
    gold_places: Sequence[Places], gold: Sequence[Json], found: Sequence[TimelineEntry]
) -> tuple[tuple[int, int], ...]:
    candidates = []
    for g, places in enumerate(gold_places):
        for e, entry in enumerate(found):
            own = [(v.report, Span(v.start, v.end)) for v in entry.evidence]
            shared = sum(a[0] == b[0] and a[1].overlaps(b[1]) for a in places for b in own)
            if shared:
                candidates.append((-shared, not date_right(gold[g], entry), gold[g]["status"] != entry.status, g, e))
    taken: tuple[set[int], set[int]] = (set(), set())
    out = []
    for *_, g, e in sorted(candidates):
        if g not in taken[0] and e not in taken[1]:
            taken[0].add(g)
            taken[1].add(e)
            out.append((g, e))
    return tuple(sorted(out))


def date_right(gold: Json, entry: TimelineEntry) -> bool:
    """Whether the entry's days fit the gold's."""
    time = gold["time"]
    asked = _gold_window(time)
    ours = Window(window_of(entry.time.not_before).first, window_of(entry.time.not_after).last)
    meets = Window(
        None if asked.first is None else asked.first - SLACK, None if asked.last is None else asked.last + SLACK
    ).meets(ours)
    if meets is None:
        return False
    if asked.width is None or time.get("value") is None:
        return True
    return ours.width is not None and ours.width <= asked.width + 2 * SLACK


def _gold_window(time: Json) -> Window:
    value = time.get("value")
    if value:
        first, _, last = str(value).partition("/")
        return Window(window_of(first).first, window_of(last or first).last)
    window = time.get("window")
    if isinstance(window, str):
        first, _, last = window.partition("/")
        return Window(window_of(first).first, window_of(last).last)
    bounds = window or (time.get("not_before"), time.get("not_after"))
    return Window(window_of(bounds[0]).first, window_of(bounds[1]).last)


def shares(prefix: str, judged: Sequence[Judged]) -> dict[str, float]:
    """Percent of lines found, of ours that are gold's, and of the matched those with the right day and status."""
    pairs = sum(len(j.pairs) for j in judged)
    return {
        f"{prefix}recall": _share(pairs, sum(len(j.gold) for j in judged)),
        f"{prefix}precision": _share(pairs, sum(len(j.story.timeline) - len(j.extra) for j in judged)),
        f"{prefix}dates": _share(sum(sum(j.dates) for j in judged), pairs),
        f"{prefix}status": _share(sum(sum(j.status) for j in judged), pairs),
    }


def _share(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 0.0


def score() -> dict[str, float]:
    """Percent; the ledger's stories without a prefix, the examples' with "examples_" and "held_out_"."""
    return (
        shares("timeline.", list(ledger()))
        | shares("timeline.examples_", list(examples()))
        | shares("timeline.held_out_", list(examples(HELD_OUT)))
    )


def explained(judged: Judged) -> Iterator[str]:
    """A story's lines: matched, missed and ours alone."""
    ours = {e: (g, d, s) for (g, e), d, s in zip(judged.pairs, judged.dates, judged.status, strict=True)}
    for e, entry in enumerate(judged.story.timeline):
        told = f"{entry.time.value or entry.time.not_after} {entry.status}: {entry.label}"
        if e not in ours:
            yield f"{'   optional' if e in judged.extra else '   alone  '} {told}"
            continue
        g, right, same = ours[e]
        wrong = f" | DATE {judged.gold[g]['time']}" * (not right) + f" | {judged.gold[g]['status']}" * (not same)
        yield f"   matched {told} | {judged.gold[g]['label']} {wrong}"
    for g in sorted(set(range(len(judged.gold))) - {g for g, _ in judged.pairs}):
        yield f"   missed  {judged.gold[g]['label']} {judged.gold[g]['time']}"


def explain() -> None:
    """Print every story's lines; nobody looks at those held out."""
    for one in (*ledger(), *examples()):
        print(f"== {one.name}", {k: round(v, 1) for k, v in shares("", [one]).items()})
        print("\n".join(explained(one)))


if __name__ == "__main__":
    explain()
    print(json.dumps(score(), indent=1))
