"""Claims: whether a claim of ours sets the sides beside each other that gold sets beside each other.

A gold claim is asked for when its sides lie in two or more reports. It is recovered when a claim of ours has sides that
meet gold sides in at least two different reports; each claim of ours recovers one at most. Ours count when their sides
lie in two or more reports. Where a claim lies in one report only (a headline against its body), `inside_recall` asks
for two of its sides in one claim of ours. What a report has from the report it copies is told twice word for word, and
gold lists it only where it matters: a claim of ours that matches nothing and whose sides all lie in reports that gold
ties by copying counts neither for nor against. Nor do gold claims marked `optional`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from measure.ledger_pile import Json, Pile, Place, assign, meet
from measure.ledger_tally import Tally


@dataclass(frozen=True, slots=True)
class Sides:
    """A claim and where its sides stand."""

    claim: Json
    sides: tuple[tuple[Place, ...], ...]

    @property
    def reports(self) -> set[str]:
        """The reports its sides lie in."""
        return {p.report for side in self.sides for p in side}


def claims(pile: Pile) -> Tally:
    """Counts of claims, of those inside one report ("inside "), of sides ("side "), and qualities of the matched."""
    if "claims" not in pile.gold:
        return Tally()
    every = [_sides(pile, c) for c in pile.gold["claims"]]
    shared = [c for c in every if len(c.reports) > 1]
    gold = [c for c in shared if not c.claim.get("optional")]
    mine = [_sides(pile, c) for c in pile.ours.get("claims", ())]
    ours = [c for c in mine if len(c.reports) > 1]
    tally = Tally()
    pairs = assign({(g, o): w for g, o, w in _candidates(gold, ours)})
    tally.add("gold", len(gold))
    tally.add("found", len(ours))
    tally.add("matched", len(pairs))
    for g, o in pairs:
        _judge(pile, gold[g], ours[o], tally)
    _missed(pile, [c for g, c in enumerate(gold) if g not in {g for g, _ in pairs}], tally)
    left = [c for o, c in enumerate(ours) if o not in {o for _, o in pairs}]
    aside = [c for c in shared if c.claim.get("optional")]
    also = {o for _, o in assign({(g, o): w for g, o, w in _candidates(aside, left)})}
    tally.add("found", -len(also))
    _spurious(pile, gold, [c for o, c in enumerate(left) if o not in also], tally)
    _inside([c for c in every if len(c.reports) == 1 and len(c.sides) > 1], mine, tally)
    return tally


def _sides(pile: Pile, claim: Json) -> Sides:
    return Sides(claim, tuple(pile.places(side["evidence"], side["report"]) for side in claim["sides"]))


def _candidates(gold: Sequence[Sides], ours: Sequence[Sides]) -> Iterator[tuple[int, int, float]]:
    """Pairs that recover; those with more reports in common weigh more, then the smaller of ours."""
    for g, one in enumerate(gold):
        for o, other in enumerate(ours):
            met = _met(one, other)
            reports = {one.sides[a][0].report for a, _ in met}
            if len(reports) > 1:
                yield g, o, len(reports) + len(met) / (len(one.sides) + len(other.sides))


def _met(gold: Sides, ours: Sides) -> list[tuple[int, int]]:
    """Gold sides and the sides of ours that meet them, one to one."""
    return assign(
        {
            (a, b): float(passages)
            for a, one in enumerate(gold.sides)
            for b, other in enumerate(ours.sides)
            if (passages := meet(other, one))
        }
    )


def _judge(pile: Pile, gold: Sides, ours: Sides, tally: Tally) -> None:
    met, one, other = _met(gold, ours), gold.claim, ours.claim
    main = (one["relations"] or [None])[0]
    said = [*other["relations"], None][0]
    right = {
        "relation": said == main,
        "conflict": ("conflicts" in one["relations"]) == ("conflicts" in other["relations"]),
        "status": one["status"] == other["status"],
        "origins": one["origins"] == other["origins"],
    }
    for quality, is_right in right.items():
        tally.judge(quality, right=is_right)
    tally.add("side gold", len(gold.sides))
    tally.add("side matched", len(met))
    tally.add("relation gold", len(set(one["relations"])))
    tally.add("relation found", len(set(other["relations"])))
    tally.add("relation matched", len({*one["relations"]} & {*other["relations"]}))
    for a, b in met:
        tally.judge("certainty", right=one["sides"][a]["certainty"] == other["sides"][b]["certainty"])
    wrong = ", ".join(
        f"{name} {one[key]} / ours {other[key]}"
        for name, key in (("relation", "relations"), ("status", "status"), ("origins", "origins"))
        if not right[name]
    )
    tally.lines.append(f"matched   {one['id']} {one['proposition']} [{wrong or 'all right'}]")
    tally.lines += _quoted(pile, gold, "gold") + _quoted(pile, ours, "ours")


def _copying(pile: Pile) -> list[set[str]]:
    """Reports that gold ties by copying, one of the other or all of the same."""
    inside = {n["id"]: pile.ids.get(n.get("report") or n["id"]) for n in _nodes(pile) if n["kind"] == "report"}
    edges = [e for e in pile.gold.get("lineage", {}).get("edges", ()) if e["kind"] == "copies"]
    groups: dict[str, set[str]] = {}
    for edge in edges:
        ends = {edge["from"], edge["to"]}
        joined = ends.union(*(groups[end] for end in ends if end in groups))
        groups |= dict.fromkeys(joined, joined)
    return [{report for end in group if (report := inside.get(end))} for group in groups.values()]


def _nodes(pile: Pile) -> list[Json]:
    return list(pile.gold.get("lineage", {}).get("nodes", ()))


def _missed(pile: Pile, gold: Sequence[Sides], tally: Tally) -> None:
    for claim in gold:
        tally.lines.append(f"missed    {claim.claim['id']} {claim.claim['proposition']}")
        tally.lines += _quoted(pile, claim, "gold")


def _spurious(pile: Pile, gold: Sequence[Sides], ours: Sequence[Sides], tally: Tally) -> None:
    """What matches nothing; what only repeats a copy is taken off those that count."""
    copying = _copying(pile)
    for claim in ours:
        second = next((g.claim["id"] for g in gold if len({g.sides[a][0].report for a, _ in _met(g, claim)}) > 1), "")
        copied = not second and any(claim.reports <= group for group in copying)
        tally.add("found", -copied)
        why = f"{claim.claim.get('reason')}{f' (a second one for {second})' if second else ''}"
        tally.lines.append(f"{'copied' if copied else 'spurious':9} {claim.claim['relations']} {why}")
        tally.lines += _quoted(pile, claim, "ours")


def _quoted(pile: Pile, sides: Sides, whose: str) -> list[str]:
    """One line a side."""
    out = []
    for side, places in zip(sides.claim["sides"], sides.sides, strict=True):
        words = " + ".join(map(pile.cut, places))
        values = f" {side['values']}" if side.get("values") else ""
        out.append(f"          {whose}  {words} ({side['certainty']}, {side['polarity']}{values})")
    return out


def _inside(gold: Sequence[Sides], ours: Sequence[Sides], tally: Tally) -> None:
    """Claims within one report."""
    pairs = assign(
        {
            (g, o): float(len(met))
            for g, one in enumerate(gold)
            for o, other in enumerate(ours)
            if len(met := _met(one, other)) > 1
        }
    )
    tally.add("inside gold", len(gold))
    tally.add("inside matched", len(pairs))
    matched = {g for g, _ in pairs}
    tally.lines += [
        f"{'matched' if g in matched else 'missed'} inside {c.claim['id']} {c.claim['proposition']}"
        for g, c in enumerate(gold)
    ]


def claim_scores(tally: Tally) -> dict[str, float]:
    """Percentages."""
    return {
        "claims_recall": tally.share("matched", "gold"),
        "claims_precision": tally.share("matched", "found"),
        "claims_relation": tally.quality("relation"),
        "claims_relations_f1": tally.f1("relation "),
        "claims_conflict": tally.quality("conflict"),
        "claims_status": tally.quality("status"),
        "claims_origins": tally.quality("origins"),
        "claims_certainty": tally.quality("certainty"),
        "claims_sides": tally.share("side matched", "side gold"),
    }
