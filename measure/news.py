"""Whole stories of real news annotated by us: timeline, claims, lineage, rules, stances and the brief.

Eleven stories of `shared/data/stories`, up to five reports each, by the guidelines of `docs/annotation.md`; one
annotator each, none of whom knew what the program finds. `news_gold/*.json` holds offsets, names and our own words for
what is told there, and no text of the reports. Those below `held_out` are measured and never looked at.

    python -m measure.news                                            the scores
    python -m measure.news --misses timeline|claims|lineage|rules|stances|brief [--story NAME]

A passage is `[report, start, end]`: the report's number in `reports`, code points, half-open.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure.ledger import LAYERS, scores
from measure.ledger_pile import Json, Pile
from measure.stories import DEV, MAX_BYTES
from measure.timeline import Judged, explained, judge, shares
from stemma.reading import Reader
from stemma.records import Group, RawItem, Report
from stemma.reports import clean
from stemma.settings import Settings
from stemma.sources import gather
from stemma.stories import without_boilerplate
from stemma.stories.assemble import assemble

GOLD = Path(__file__).with_name("news_gold")
HELD_OUT = GOLD / "held_out"
INPUTS: tuple[Path, ...] = (DEV, GOLD)
# What is told of each report alone is not annotated here.
_READ = "read_"


def load(path: Path) -> Json:
    """A gold story in the shape that the scorers take: passages as evidence, accepted values by what they are of."""
    gold: Json = json.loads(path.read_text(encoding="utf-8"))
    ids = gold["reports"]

    def evidence(item: Json) -> list[Json]:
        return [{"report": ids[report], "start": start, "end": end} for report, start, end in item.get("at", ())]

    def told(item: Json, **more: Any) -> Json:
        return {**item, "evidence": evidence(item), **more}

    def ruled(rule: Json) -> Json:
        given = {"authority": rule.get("authority", []), "bound": rule.get("bound", [])}
        return told(rule, **given, accept=dict.fromkeys(("modality", "status"), rule.get("accept", ())))

    def side(one: Json) -> Json:
        return told(
            one, report=ids[one["at"][0][0]], attributed_to=one.get("by", "report"), values=one.get("values", {})
        )

    def stance(one: Json) -> Json:
        return told(one, report=ids[one["at"][0][0]], accept={"stance": one.get("accept", ())})

    nodes = [{**n, "report": ids[n["report"]] if "report" in n else None} for n in gold["lineage"]["nodes"]]
    edges = [told(e, directed=not e.get("undirected", False)) for e in gold["lineage"]["edges"]]
    return {
        "reports": ids,
        "actors": [{**a, "mentioned": evidence(a)} for a in gold["actors"]],
        "timeline": [told(line, time=line.get("time", {})) for line in gold["timeline"]],
        "claims": [{**c, "id": f"c{n}", "sides": [side(s) for s in c["sides"]]} for n, c in enumerate(gold["claims"])],
        "rules": [{"id": f"r{n}", **ruled(r)} for n, r in enumerate(gold["rules"])],
        "positions": [{**p, "stances": [stance(s) for s in p["stances"]]} for p in gold["positions"]],
        "lineage": {"nodes": nodes, "edges": edges},
        "brief": [{"id": f"b{n}", **told(line)} for n, line in enumerate(gold["brief"])],
    }


def piles(root: Path = GOLD) -> Iterator[tuple[Pile, Judged]]:
    """Each story with what the program makes of its reports, and its timeline judged."""
    reader = Reader.open(Settings())
    items = {i.source_id: i for i in gather([str(DEV)], max_bytes=MAX_BYTES) if isinstance(i, RawItem)}
    for path in sorted(root.glob("*.json")):
        gold = load(path)
        reports = {id_: made for id_ in gold["reports"] if isinstance(made := clean(items[id_]), Report)}
        assert len(reports) == len(gold["reports"]), f"{path.name}: a report was refused"
        readings = without_boilerplate(tuple(reader.read_many(reports.values())))
        story = assemble(Group("measured", path.stem, None, None, tuple(r.id for r in readings)), readings)
        lines = {line["report"]["id"]: line for line in (r.to_dict() for r in story.readings)}
        pile = Pile(path.stem, gold, story.to_dict(), readings=lines)
        yield pile, judge(path.stem, gold["timeline"], reports, story)


def score() -> dict[str, float]:
    """Percent: the open stories, and those held out ("held_out_")."""
    out: dict[str, float] = {}
    for prefix, root in (("news.", GOLD), ("news.held_out_", HELD_OUT)):
        found = list(piles(root))
        told = scores([pile for pile, _ in found])
        out |= {f"{prefix}{name}": value for name, value in told.items() if not name.startswith(_READ)}
        out |= shares(f"{prefix}timeline_", [judged for _, judged in found])
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Print scores, or what was matched, missed and spurious in the open stories."""
    layers = ("timeline", *(name for name in LAYERS if not name.startswith(_READ)))
    parser = argparse.ArgumentParser(
        prog="python -m measure.news", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", choices=layers, help="list the items of one layer instead")
    parser.add_argument("--story", action="append", help="only stories of this name (may be given twice)")
    asked = parser.parse_args(argv)
    if not asked.misses:
        print(json.dumps(score(), indent=1))
        return 0
    for pile, judged in piles():
        if not asked.story or pile.name in asked.story:
            print(f"== {pile.name}")
            print("\n".join(explained(judged) if asked.misses == "timeline" else LAYERS[asked.misses](pile).lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
