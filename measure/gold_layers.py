"""Rules and stances of a story's gold, told report by report.

They are annotated once, in `story.json`, with evidence from every report that tells of them. A reading knows its own
report only: what each report tells becomes a rule or a stance of its reading. `in` holds what one report has otherwise
(`"in": {"02": {"status": "proposed"}}`); a stance that several reports tell becomes one for each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from measure.gold_quotes import Source, find, number_of

# What a rule of a reading has from the story's rule; its history is the story's alone.
RULE = (
    "title", "tier", "optional", "authority", "bound", "object", "action", "scope", "modality", "conditions",
    "exceptions", "valid", "status", "certainty", "accept", "told_by", "note",
)  # fmt: skip

Json = dict[str, Any]


def reading_layers(source: Source, story: Json, report: Json, here: Collection[str]) -> Json:
    """The layers of one report's reading that the story's gold has: rules, stances, and look-alikes of both.

    Of those who rule and those who are bound a reading has only who is `here`, in this report.
    """
    number, out = number_of(source.file), Json()
    if "rules" in story:
        out["rules"] = [
            {
                "id": f"{rule['id']}.{number}",
                **{k: rule[k] for k in RULE if k in rule},
                **rule.get("in", {}).get(number, {}),
            }
            | {who: [a for a in rule[who] if a in here] for who in ("authority", "bound")}
            | {"evidence": [_place(source, q) for n, q in rule["evidence"] if n == number]}
            for rule in story["rules"]
            if any(n == number for n, _ in rule["evidence"])
        ]
        out["not_rules"] = _lookalikes(source, report.get("not_rules", ()))
    if "positions" in story:
        out["stances"] = [
            {
                "id": stance["reading_id"],
                "actor": position["actor"],
                "question": position["question"],
                **{k: v for k, v in stance.items() if k not in {"evidence", "report", "reading_id"}},
                "evidence": [_place(source, q) for _, q in stance["evidence"]],
            }
            for position in dated_positions(story["positions"])
            for stance in position["stances"]
            if stance["report"] == number
        ]
        out["not_stances"] = _lookalikes(source, report.get("not_stances", ()))
    return out


def _lookalikes(source: Source, items: Sequence[Sequence[str]]) -> list[Json]:
    return [{"evidence": [_place(source, quote)], "why": why} for quote, why in items]


def _place(source: Source, quote: str) -> Any:
    """A span of a text file, the words of a page."""
    start, end = find(source, quote, nth=-1)
    return source.text[start:end] if source.page else [start, end]


def story_rule(rule: Json) -> Json:
    """A story's rule with the rules of readings behind it."""
    numbers = dict.fromkeys(number for number, _ in rule["evidence"])
    return {**{k: v for k, v in rule.items() if k != "in"}, "members": [f"{rule['id']}.{n}" for n in numbers]}


def dated_positions(positions: Sequence[Json]) -> list[Json]:
    """Positions with ids, their stances told by one report each."""
    return [{"id": f"po.{n:02}", **p, "stances": list(_each(f"po.{n:02}", p))} for n, p in enumerate(positions, 1)]


def _each(id_: str, position: Json) -> Iterator[Json]:
    for n, stance in enumerate(position["stances"], 1):
        for number in dict.fromkeys(n for n, _ in stance["evidence"]):
            evidence = [passage for passage in stance["evidence"] if passage[0] == number]
            yield {"report": number, "reading_id": f"{id_}.{n}.{number}", **stance, "evidence": evidence}
