"""Rules and stances, as one report tells them and as the story has them; and the brief.

A rule of ours matches a gold rule when a passage of one covers at least half of a passage of the other; a stance needs
the same actor as well, and there the same sentence will do. Each is matched once at most: as many as can be, then those
with more passages in common, then those of the same kind. Gold items of tier "extended" or "marginal", or marked
`optional`, count neither for nor against: not missed, and what matches only them is not spurious. `accept` lists other
values that count as right. Whatever else of ours matches nothing is spurious, look-alikes (`not_rules`) among it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measure.ledger_pile import Cast, Json, Pile, Place, assign, gold_cast, meet, our_cast
from measure.ledger_tally import Tally

OPTIONAL = frozenset({"extended", "marginal"})
# Small beside a passage in common: decides between items at the same place.
SAME_KIND = 0.1


@dataclass(frozen=True, slots=True)
class Item:
    """A rule or a stance: the record, its passages, and who holds it (stances) or is behind it (rules)."""

    record: Json
    places: tuple[Place, ...]
    actors: tuple[Cast, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether it counts neither for nor against."""
        return bool(self.record.get("tier") in OPTIONAL or self.record.get("optional"))

    def right(self, key: str, value: object) -> bool:
        """Whether a value is gold's own or one it accepts."""
        return value == self.record[key] or value in self.record.get("accept", {}).get(key, ())


def rules(pile: Pile) -> Tally:
    """The story's rules."""
    if "rules" not in pile.gold:
        return Tally()
    members = {r["id"]: r for line in pile.gold_readings.values() for r in line.get("rules", ())}
    cast, ours_cast = gold_cast(pile), our_cast(pile)
    gold = [_gold_rule(pile, rule, members, cast) for rule in pile.gold["rules"]]
    ours = [
        Item(r, pile.places(r["evidence"]), tuple(ours_cast[a] for a in r["authority"] if a in ours_cast))
        for r in pile.ours.get("rules", ())
    ]
    return _rules(pile, gold, ours)


def _gold_rule(pile: Pile, rule: Json, members: Mapping[str, Json], cast: Mapping[str, Cast]) -> Item:
    """A story's rule takes tier and accepted values from the readings' rules behind it, if it has none itself."""
    behind = [members[m] for m in rule.get("members", ()) if m in members]
    record = dict(rule)
    if behind and all(m.get("tier") in OPTIONAL for m in behind):
        record.setdefault("tier", "extended")
    accepted = {
        key: [v for m in behind for v in (m[key], *m.get("accept", {}).get(key, ()))] for key in ("modality", "status")
    }
    record.setdefault("accept", accepted)
    return Item(record, pile.places(rule["evidence"]), tuple(cast[a] for a in rule["authority"] if a in cast))


def read_rules(pile: Pile) -> Tally:
    """The rules of each report's reading."""
    cast = gold_cast(pile)
    tally = Tally()
    for report, line in pile.gold_readings.items():
        if "rules" not in line:
            continue
        mine = our_cast(pile, report)
        gold = [
            Item(r, pile.places(r["evidence"], line_name(line)), tuple(cast[a] for a in r["authority"]))
            for r in line.get("rules", ())
        ]
        ours = [
            Item(r, pile.places(r["evidence"], report), tuple(mine[a] for a in r["authority"] if a in mine))
            for r in pile.readings.get(report, {}).get("rules", ())
        ]
        one = _rules(pile, gold, ours)
        looks = [pile.places(n["evidence"], line_name(line)) for n in line.get("not_rules", ())]
        one.add("look-alikes", len(looks))
        one.add("look-alikes passed", sum(not any(meet(o.places, places) for o in ours) for places in looks))
        tally.counts.update(one.counts)
        tally.lines += one.lines
    return tally


def line_name(line: Json) -> str:
    """What gold calls the report of a line of readings."""
    return str(line.get("id") or line["file"])


def _rules(pile: Pile, gold: Sequence[Item], ours: Sequence[Item]) -> Tally:
    weights = {
        (g, o): meet(b.places, a.places) + SAME_KIND * a.right("modality", b.record["modality"])
        for g, a in enumerate(gold)
        for o, b in enumerate(ours)
        if meet(b.places, a.places)
    }
    tally, pairs = Tally(), _pair(gold, weights)
    for g, o in pairs:
        if not gold[g].optional:
            for key in ("modality", "status"):
                tally.judge(key, right=gold[g].right(key, ours[o].record[key]))
            tally.judge("authority", right=_same_cast(gold[g].actors, ours[o].actors))
    _count(gold, ours, pairs, tally)
    tally.lines = _explain(pile, gold, ours, pairs, "modality")
    return tally


def _same_cast(gold: Sequence[Cast], ours: Sequence[Cast]) -> bool:
    """Whether nobody is behind both, or somebody who is the same."""
    return any(a.same(b) for a in gold for b in ours) if gold and ours else not gold and not ours


def _pair(gold: Sequence[Item], weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """What counts is matched first, the optional with what is left."""
    first = assign({k: w for k, w in weights.items() if not gold[k[0]].optional})
    used = {o for _, o in first}
    return first + assign({k: w for k, w in weights.items() if gold[k[0]].optional and k[1] not in used})


def _count(gold: Sequence[Item], ours: Sequence[Item], pairs: Sequence[tuple[int, int]], tally: Tally) -> None:
    aside = sum(gold[g].optional for g, _ in pairs)
    tally.add("gold", sum(not g.optional for g in gold))
    tally.add("found", len(ours) - aside)
    tally.add("matched", len(pairs) - aside)
    for key, number in (("gold", len(gold)), ("found", len(ours)), ("matched", len(pairs))):
        tally.add(f"all {key}", number)


def _explain(
    pile: Pile, gold: Sequence[Item], ours: Sequence[Item], pairs: Sequence[tuple[int, int]], key: str
) -> list[str]:
    """Every item in a line, with its value of `key`."""

    def show(item: Item) -> str:
        who = "/".join("/".join(c.names[:1]) for c in item.actors) or "-"
        what = item.record.get("question") or item.record.get("title") or item.record.get("action") or ""
        return f"{item.record[key]} by {who}: {what} | " + " + ".join(map(pile.cut, item.places[:4]))

    lines = []
    for g, o in sorted(pairs):
        word = "optional" if gold[g].optional else "matched"
        word += "" if gold[g].right(key, ours[o].record[key]) else f" WRONG {key}"
        lines += [f"{word:9} gold {show(gold[g])}", f"          ours {show(ours[o])}"]
    left = sorted(set(range(len(gold))) - {g for g, _ in pairs})
    lines += [f"missed    {show(gold[g])}" for g in left if not gold[g].optional]
    return lines + [f"spurious  {show(ours[o])}" for o in sorted(set(range(len(ours))) - {o for _, o in pairs})]


# --- stances ----------------------------------------------------------------------------------------------------------


def stances(pile: Pile) -> Tally:
    """The stances of the story's positions, and how they are put together (counts beginning with "position ")."""
    if "positions" not in pile.gold:
        return Tally()
    cast, mine = gold_cast(pile), our_cast(pile)
    gold = _held(pile, pile.gold["positions"], cast)
    ours = _held(pile, pile.ours.get("positions", ()), mine)
    tally, pairs = _stances(pile, [i for i, _ in gold], [i for i, _ in ours])
    shared: dict[tuple[int, int], float] = {}
    for g, o in pairs:
        key = (gold[g][1], ours[o][1])
        shared[key] = shared.get(key, 0.0) + 1.0
    tally.add("position gold", len(pile.gold["positions"]))
    tally.add("position found", len(pile.ours.get("positions", ())))
    tally.add("position matched", len(assign(shared)))
    return tally


def _held(pile: Pile, positions: Sequence[Json], cast: Mapping[str, Cast]) -> list[tuple[Item, int]]:
    """Every stance of every position, with the position's number."""
    return [
        (Item({"question": p["question"], **s}, pile.places(s["evidence"]), (cast.get(p["actor"], Cast(())),)), n)
        for n, p in enumerate(positions)
        for s in p["stances"]
    ]


def read_stances(pile: Pile) -> Tally:
    """The stances of each report's reading."""
    cast = gold_cast(pile)
    tally = Tally()
    for report, line in pile.gold_readings.items():
        if "stances" not in line:
            continue
        mine = our_cast(pile, report)
        gold = [
            Item(s, pile.places(s["evidence"], line_name(line)), (cast[s["actor"]],)) for s in line.get("stances", ())
        ]
        ours = [
            Item(s, pile.places(s["evidence"], report), (mine.get(s["actor"], Cast(())),))
            for s in pile.readings.get(report, {}).get("stances", ())
        ]
        one, _ = _stances(pile, gold, ours)
        tally.counts.update(one.counts)
        tally.lines += one.lines
    return tally


def _stances(pile: Pile, gold: Sequence[Item], ours: Sequence[Item]) -> tuple[Tally, list[tuple[int, int]]]:
    weights = {
        (g, o): near + SAME_KIND * a.right("stance", b.record["stance"])
        for g, a in enumerate(gold)
        for o, b in enumerate(ours)
        if (near := _near(pile, a, b)) and a.actors[0].same(b.actors[0])
    }
    tally, pairs = Tally(), _pair(gold, weights)
    for g, o in pairs:
        if not gold[g].optional:
            tally.judge("stance", right=gold[g].right("stance", ours[o].record["stance"]))
    _count(gold, ours, pairs, tally)
    tally.lines = _explain(pile, gold, ours, pairs, "stance")
    return tally, pairs


def _near(pile: Pile, gold: Item, ours: Item) -> float:
    """Passages in common; one half where only a sentence is."""
    if met := meet(ours.places, gold.places):
        return float(met)
    return 0.5 * any(pile.same_sentence(a, b) for a in gold.places for b in ours.places)


# --- the brief --------------------------------------------------------------------------------------------------------


def brief(pile: Pile) -> Tally:
    """A gold line is covered when a passage of our brief covers at least half of one of its passages, or lies in it."""
    if "brief" not in pile.gold:
        return Tally()
    gold = [pile.places(line["evidence"]) for line in pile.gold["brief"]]
    lines = pile.ours.get("brief", ())
    ours = [pile.places(line["evidence"]) for line in lines]
    tally = Tally()
    for line, places in zip(pile.gold["brief"], gold, strict=True):
        covered = any(meet(mine, places) for mine in ours)
        tally.add("gold")
        tally.add("covered", covered)
        tally.lines.append(f"{'matched' if covered else 'missed':9} {line['text']}")
    for line, mine in zip(lines, ours, strict=True):
        hit = any(meet(mine, places) for places in gold)
        tally.add("found")
        tally.add("hits", hit)
        tally.lines.append(f"{'ours' if hit else 'spurious':9} {line['text']}")
    return tally


def rule_scores(rule: Tally, read: Tally, held: Tally, read_held: Tally, told: Tally) -> dict[str, float]:
    """Percentages."""
    return {
        "rules_f1": rule.f1(),
        "rules_all_f1": rule.f1("all "),
        "rules_recall": rule.share("matched", "gold"),
        "rules_precision": rule.share("matched", "found"),
        **{f"rules_{key}": rule.quality(key) for key in ("modality", "status", "authority")},
        "read_rules_f1": read.f1(),
        "read_rules_all_f1": read.f1("all "),
        "read_rules_recall": read.share("matched", "gold"),
        "read_rules_precision": read.share("matched", "found"),
        **{f"read_rules_{key}": read.quality(key) for key in ("modality", "status", "authority")},
        "read_rules_lookalikes_passed": read.share("look-alikes passed", "look-alikes"),
        "stances_f1": held.f1(),
        "stances_recall": held.share("matched", "gold"),
        "stances_precision": held.share("matched", "found"),
        "stances_stance": held.quality("stance"),
        "positions_f1": held.f1("position "),
        "read_stances_f1": read_held.f1(),
        "read_stances_recall": read_held.share("matched", "gold"),
        "read_stances_precision": read_held.share("matched", "found"),
        "read_stances_stance": read_held.quality("stance"),
        "brief_coverage": told.share("covered", "gold"),
        "brief_precision": told.share("hits", "found"),
    }
