"""Figures for people: `python -m measure.tables` writes what the gate last measured into README.md and the model card.

The tables stand between marks; a test holds them to `floors.json`, so that no page claims what the gate does not keep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from measure.gate import FLOORS

ROOT = Path(__file__).resolve().parents[1]
MARK = re.compile(r"(<!-- figures: (?P<name>\w+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
PAGES = (ROOT / "README.md", ROOT / "src" / "stemma" / "model" / "CARD.md")

Row = tuple[str, tuple[str, ...]]
TABLES: dict[str, tuple[Row, ...]] = {
    "readme": (
        ("source / cue / content, exact-match F1, PolNeAR dev", ("polnear.source", "polnear.cue", "polnear.content")),
        ("whole attributions, F1, PolNeAR dev / three annotated stories", ("polnear.whole", "ledger.whole")),
        ("speaker right where an attribution is found, annotated stories / examples / examples held out",
         ("ledger.speaker", "examples.speaker_accuracy", "examples.held_out_speaker_accuracy")),
        ("nested attributions found, examples / examples held out",
         ("examples.nested_recall", "examples.held_out_nested_recall")),
        ("form / certainty / polarity right, annotated stories",
         ("qualities.read_form", "qualities.read_certainty", "qualities.read_polarity")),
        ("article text of saved pages, 4-gram F1", ("reports.html_read_shingle_f1",)),
        ("block types, by character", ("reports.block_type_by_character",)),
        ("reports into stories, B-cubed F1, 235 reports of 57 outlets", ("stories.bcubed_f1",)),
        ("actors across reports, B-cubed F1, as read / with gold mentions",
         ("actors.bcubed_f1", "actors.bcubed_f1_gold_mentions")),
        ("timeline lines, recall / precision / day right, annotated stories",
         ("timeline.recall", "timeline.precision", "timeline.dates")),
        ("timeline lines, recall / precision / day right, real news held out",
         ("news.held_out_timeline_recall", "news.held_out_timeline_precision", "news.held_out_timeline_dates")),
        ("planted copies found with 5 / 15 / 30 of 100 words changed",
         ("copies.recall_05", "copies.recall_15", "copies.recall_30")),
        ("lineage edges, F1, annotated stories / examples held out / real news held out",
         ("ledger.lineage_f1", "ledger.held_out_lineage_f1", "news.held_out_lineage_f1")),
        ("claims of several reports, recall / precision, annotated stories",
         ("ledger.claims_recall", "ledger.claims_precision")),
        ("claims of several reports, recall / precision, real news held out",
         ("news.held_out_claims_recall", "news.held_out_claims_precision")),
        ("independent origins counted right, annotated stories / examples held out / real news held out",
         ("ledger.claims_origins", "ledger.held_out_claims_origins", "news.held_out_claims_origins")),
        ("rules, F1, annotated stories / examples held out / real news held out",
         ("ledger.rules_f1", "ledger.held_out_rules_f1", "news.held_out_rules_f1")),
        ("stances, F1, annotated stories / examples held out / real news held out",
         ("ledger.stances_f1", "ledger.held_out_stances_f1", "news.held_out_stances_f1")),
        ("time expressions, strict span F1 / value F1, newswire", ("timex.strict_f1", "timex.value_f1")),
        ("our own piles with missing or ambiguous dates: right / kept open where nothing settles them",
         ("dating.right", "dating.unsettled_kept_open")),
    ),
    "card": (
        ("source / cue / content, exact match", ("polnear.source", "polnear.cue", "polnear.content")),
        ("whole attributions / content alone", ("polnear.whole", "polnear.content_only")),
        ("recall of direct / mixed / indirect attributions",
         ("polnear.recall_direct", "polnear.recall_mixed", "polnear.recall_indirect")),
        ("confidence: 100 less the expected calibration error", ("polnear.calibration",)),
        ("whole attributions on three annotated stories", ("ledger.whole",)),
        ("names with type / their places alone, GUM news and interview", ("gum.names_f1", "gum.name_places_f1")),
        ("coreference with gold mentions given, CoNLL F1", ("gum.coreference_given_mentions",)),
    ),
}  # fmt: skip


def table(rows: Iterable[Row], scores: dict[str, float]) -> str:
    """A Markdown table of the rows' scores."""
    lines = ["| | |", "|---|---|"]
    lines += [f"| {label} | {' / '.join(f'{scores[m]:.1f}' for m in metrics)} |" for label, metrics in rows]
    return "\n".join(lines) + "\n"


def filled(page: str) -> str:
    """The page with its tables set to what was measured when the floors were last set."""
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    scores = {metric: value for topic in kept.values() for metric, value in topic["measured"].items()}
    return MARK.sub(lambda m: m[1] + table(TABLES[m["name"]], scores) + m[3], page)


def main() -> None:
    """Write both pages."""
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
