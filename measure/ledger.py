"""What a pile says against gold of whole stories: claims, lineage, rules, stances and the brief.

Nobody has published such gold for news; ours are the annotated stories (`shared/data/ledger`) and the bundled examples.
How gold and ours are matched, one to one and by the passages both point at, stands in `measure/ledger_claims.py`,
`ledger_lineage.py` and `ledger_rules.py`, and in `docs/annotation.md` for those who score another tool:

    python -m measure.ledger GOLD_STORY.json OUR_STORY.json [--texts OUR_READINGS.jsonl]   score one story file
    python -m measure.ledger                              score stemma on the annotated stories and the examples
    python -m measure.ledger --misses claims|lineage|rules|read_rules|stances|read_stances|brief [--story NAME]
    python -m measure.ledger ... --readings FILE.pkl      keep readings there, or use those that are

Every passage of gold counts, those in captions too. A layer that is not given scores 0.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from measure.actors import LEDGER
from measure.compile_gold import EXAMPLES, HELD_OUT, stories
from measure.examples import cleaned
from measure.ledger_claims import claim_scores, claims
from measure.ledger_lineage import lineage, lineage_scores
from measure.ledger_pile import Json, Pile
from measure.ledger_rules import brief, read_rules, read_stances, rule_scores, rules, stances
from measure.ledger_tally import Tally, total
from measure.stories import DEV, MAX_BYTES
from stemma.reading import Reader
from stemma.records import Group, RawItem, Reading, Report
from stemma.reports import clean
from stemma.settings import Settings
from stemma.sources import gather
from stemma.stories import without_boilerplate
from stemma.stories.assemble import assemble

INPUTS: tuple[Path, ...] = (
    DEV,
    *sorted(LEDGER.glob("*/story.json")),
    *sorted(LEDGER.glob("*/readings.jsonl")),
    *sorted(EXAMPLES.glob("*/gold/*.json*")),
    *sorted(EXAMPLES.glob("*/reports/*")),
    *sorted(HELD_OUT.glob("*/gold/*.json*")),
    *sorted(HELD_OUT.glob("*/reports/*")),
)
LAYERS: Mapping[str, Callable[[Pile], Tally]] = {
    "claims": claims,
    "lineage": lineage,
    "rules": rules,
    "read_rules": read_rules,
    "stances": stances,
    "read_stances": read_stances,
    "brief": brief,
}


# --- scoring ----------------------------------------------------------------------------------------------------------


def scores(piles: Sequence[Pile]) -> dict[str, float]:
    """Percentages over the piles together."""
    told = {layer: total([count(pile) for pile in piles]) for layer, count in LAYERS.items()}
    return (
        claim_scores(told["claims"])
        | lineage_scores(told["lineage"])
        | rule_scores(told["rules"], told["read_rules"], told["stances"], told["read_stances"], told["brief"])
    )


def score(kept: Path | None = None) -> dict[str, float]:
    """Percent: the annotated stories, the examples ("examples_") and those of them that are held out ("held_out_")."""
    annotated, bundled, held_out = list(ledger(kept)), list(examples(kept)), list(examples(kept, HELD_OUT))
    out: dict[str, float] = {}
    for prefix, piles in (("", annotated), ("examples_", bundled), ("held_out_", held_out)):
        out |= {f"ledger.{prefix}{name}": value for name, value in scores(piles).items()} if piles else {}
    return out


# --- piles ------------------------------------------------------------------------------------------------------------


def ledger(kept: Path | None = None) -> Iterator[Pile]:
    """The annotated stories with what the program makes of their reports."""
    items = {i.source_id: i for i in gather([str(DEV)], max_bytes=MAX_BYTES) if isinstance(i, RawItem)}
    for path in sorted(LEDGER.glob("*/story.json")):
        gold = json.loads(path.read_text("utf-8"))
        reports = []
        for id_ in gold["reports"]:
            made = clean(items[id_])
            assert isinstance(made, Report), f"report {id_} was refused: {made.reason}"
            reports.append(made)
        yield _pile(path.parent.name, path, reports, kept)


def examples(kept: Path | None = None, root: Path = EXAMPLES) -> Iterator[Pile]:
    """The bundled stories likewise: those to develop on, or below another folder those held out."""
    for folder in stories(root):
        made = cleaned(folder, Settings()).values()
        yield _pile(folder.name, folder / "gold" / "story.json", [r for r in made if isinstance(r, Report)], kept)


def _pile(name: str, gold: Path, reports: Sequence[Report], kept: Path | None) -> Pile:
    readings = without_boilerplate(_read(name, reports, kept))
    story = assemble(Group("measured", name, None, None, tuple(r.id for r in readings)), readings)
    return paired(name, gold, story.to_dict(), [r.to_dict() for r in story.readings])


def _read(name: str, reports: Sequence[Report], kept: Path | None) -> tuple[Reading, ...]:
    """The readings, from a file kept by the caller when it has them for the same reports."""
    store: dict[str, tuple[Reading, ...]] = {}
    if kept and kept.exists():
        store = pickle.loads(kept.read_bytes())
    if name not in store or {r.id for r in store[name]} != {r.id for r in reports}:
        store[name] = tuple(Reader.open(Settings()).read_many(reports))
        if kept:
            kept.write_bytes(pickle.dumps(store))
    return store[name]


def paired(name: str, gold: Path, ours: Json, readings: Sequence[Json] = ()) -> Pile:
    """A gold story file, with the readings beside it where there are any, against a story object."""
    lines = {line.get("report", line)["id"]: line for line in readings}
    pile = Pile(name, json.loads(gold.read_text("utf-8")), ours, readings=lines)
    beside = gold.with_name("readings.jsonl")
    golds = map(json.loads, beside.read_text("utf-8").splitlines()) if beside.exists() else ()
    named = {line.get("id") or line["file"]: line for line in golds}
    return Pile(name, pile.gold, ours, {pile.ids[n]: line for n, line in named.items() if n in pile.ids}, lines)


# --- the command ------------------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Print scores, or what was matched, missed and spurious."""
    parser = argparse.ArgumentParser(
        prog="python -m measure.ledger", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", nargs="*", type=Path, metavar="GOLD_STORY OUR_STORY")
    parser.add_argument("--texts", type=Path, help="readings of the scored tool, JSON Lines: texts, rules and stances")
    parser.add_argument("--misses", choices=tuple(LAYERS), help="list the items of one layer instead")
    parser.add_argument("--story", action="append", help="only stories of this name (may be given twice)")
    parser.add_argument("--held-out", action="store_true", help="with --misses: the held-out examples as well")
    parser.add_argument("--readings", type=Path, metavar="FILE.pkl", help="keep readings here between runs")
    asked = parser.parse_args(argv)
    if asked.stories:
        if len(asked.stories) != 2:
            parser.error("give a gold story and the story to score, or neither")
        lines = asked.texts.read_text("utf-8").splitlines() if asked.texts else ()
        ours = json.loads(asked.stories[1].read_text("utf-8"))
        piles = [paired(asked.stories[0].parent.name, asked.stories[0], ours, [json.loads(line) for line in lines])]
    elif not (asked.misses or asked.story):
        _table(score(asked.readings))
        return 0
    else:
        piles = [*ledger(asked.readings), *examples(asked.readings)]
        piles += examples(asked.readings, HELD_OUT) if asked.held_out else ()
        piles = [p for p in piles if not asked.story or p.name in asked.story]
    for pile in piles if asked.misses else ():
        print(f"== {pile.name}")
        print("\n".join(LAYERS[asked.misses](pile).lines))
    _table({n: v for n, v in scores(piles).items() if n.split("_")[0] in (asked.misses or n) or not asked.misses})
    return 0


def _table(values: Mapping[str, float]) -> None:
    for name, value in values.items():
        print(f"{name:48}{value:7.2f}")


if __name__ == "__main__":
    sys.exit(main())
