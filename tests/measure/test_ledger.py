"""The scorer of what a pile says: gold against itself is all right, and every planted error is seen where it is."""

import copy
import json

import pytest

from measure import compile_gold as compiler
from measure.gold_quotes import load_source
from measure.ledger import LAYERS, main, paired, scores
from measure.ledger_claims import claims
from measure.ledger_lineage import lineage
from measure.ledger_pile import Cast, Pile, Place, alike, assign, meet
from measure.ledger_rules import brief, read_rules, read_stances, rules, stances

FOLDERS = (*compiler.stories(), *compiler.stories(compiler.HELD_OUT))


def found(folder):
    """A pile whose story to score is the gold story itself, with passages as offsets."""
    story = json.loads((folder / "gold" / "story.json").read_text("utf-8"))
    lines = [json.loads(line) for line in (folder / "gold" / "readings.jsonl").read_text("utf-8").splitlines()]
    texts = {g["file"]: load_source(folder, g["file"], g["encoding"]).text for g in lines}
    readings = [{"report": {"id": file}, "text": text, "sentences": []} for file, text in texts.items()]
    blank = {"reports": [{"id": file} for file in texts], "actors": [], "lineage": {}}
    pile = paired(folder.name, folder / "gold" / "story.json", blank, readings)
    ours = {**placed(pile, story), "reports": blank["reports"]}
    full = {g["file"]: {**readings[n], **read(pile, g)} for n, g in enumerate(lines)}
    return Pile(pile.name, pile.gold, ours, pile.gold_readings, full)


def placed(pile, value):
    if isinstance(value, list):
        return [placed(pile, v) for v in value]
    if not isinstance(value, dict):
        return value
    return {k: spans(pile, v) if k == "evidence" else placed(pile, v) for k, v in value.items()}


def spans(pile, evidence):
    return [p._asdict() for p in pile.places(evidence)]


def read(pile, line):
    out = {"actors": line["actors"], "mentions": line["mentions"]}
    for layer in ("rules", "stances"):
        out[layer] = [
            {**item, "evidence": [[p.start, p.end] for p in pile.places(item["evidence"], line["file"])]}
            for item in line.get(layer, [])
        ]
    return out


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_gold_against_itself_is_all_right(folder):
    pile = found(folder)
    for layer, count in LAYERS.items():
        tally = count(pile)
        assert tally.counts["gold"] > 0, layer
        assert tally.counts["gold"] == tally.counts["found"], layer
        wrong = [line for line in tally.lines if line.startswith(("missed", "spurious")) or "WRONG" in line]
        assert not wrong
    low = {name for name, value in scores([pile]).items() if value < 100}
    # A story need not have copies, or edges of a shared source.
    assert {name.removesuffix("_f1") for name in low} <= {
        "lineage_copies", "lineage_shares_source", "lineage_same_utterance",
    }  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_nothing_found_scores_nothing_and_breaks_nothing(folder):
    pile = found(folder)
    nothing = {"reports": pile.ours["reports"], "actors": []}
    bare = {i: {k: r[k] for k in ("report", "text")} for i, r in pile.readings.items()}
    told = scores([Pile(pile.name, pile.gold, nothing, pile.gold_readings, bare)])
    assert all(v == 0 for n, v in told.items() if n != "read_rules_lookalikes_passed")


# --- planted errors ---------------------------------------------------------------------------------------------------


@pytest.fixture
def pile():
    return found(compiler.HELD_OUT / "seed-ban")


def spoilt(pile, spoil):
    ours = copy.deepcopy(pile.ours)
    spoil(ours)
    return Pile(pile.name, pile.gold, ours, pile.gold_readings, pile.readings)


def by_id(items, id_):
    return next(i for i in items if i["id"] == id_)


def edge(ours, *, optional=False, kind=None):
    edges = ours["lineage"]["edges"]
    return next(e for e in edges if bool(e.get("optional")) is optional and e["kind"] == (kind or e["kind"]))


def set_on(layer, id_, **values):
    return lambda ours: by_id(ours[layer], id_).update(values)


def drop(layer, number):
    return lambda ours: ours[layer].pop(number)


def copy_of(layer, number):
    return lambda ours: ours[layer].append(copy.deepcopy(ours[layer][number]))


@pytest.mark.parametrize(
    ("spoil", "metric"),
    [
        (drop("claims", 0), "claims_recall"),
        (copy_of("claims", 0), "claims_precision"),
        (set_on("claims", "cl.02", relations=["agree"]), "claims_relation"),
        (set_on("claims", "cl.02", status="corroborated"), "claims_status"),
        (set_on("claims", "cl.03", origins=3), "claims_origins"),
        (lambda ours: by_id(ours["claims"], "cl.06")["sides"][0].update(certainty="certain"), "claims_certainty"),
        (lambda ours: ours["lineage"]["edges"].remove(edge(ours, optional=True)), None),
        (lambda ours: ours["lineage"]["edges"].remove(edge(ours)), "lineage_recall"),
        (lambda ours: edge(ours, kind="cites").update(kind="shares-source"), "lineage_precision"),
        (drop("rules", 0), "rules_recall"),
        (copy_of("rules", 0), "rules_precision"),
        (set_on("rules", "ru.01", modality="permitted"), "rules_modality"),
        (set_on("rules", "ru.04", modality="required"), None),
        (set_on("rules", "ru.04", modality="permitted"), "rules_modality"),
        (set_on("rules", "ru.06", authority=["per.veil"]), "rules_authority"),
        (drop("rules", 1), None),
        (drop("positions", 0), "stances_recall"),
        (copy_of("positions", 2), "stances_precision"),
        (set_on("positions", "po.03", actor="per.veil"), "stances_f1"),
        (lambda ours: ours["positions"][0]["stances"][0].update(stance="permits"), "stances_stance"),
        (drop("brief", 1), "brief_coverage"),
        (lambda ours: ours["brief"].append({"text": "x", "evidence": []}), "brief_precision"),
    ],
)
def test_a_planted_error_lowers_its_figure(pile, spoil, metric):
    clean, told = scores([pile]), scores([spoilt(pile, spoil)])
    fallen = {name for name in told if told[name] < clean[name] and "_all_" not in name}
    assert metric in fallen if metric else not fallen


def test_rules_and_stances_of_readings_are_scored_too(pile):
    readings = copy.deepcopy(pile.readings)
    first = readings["01-nordline.txt"]
    first["rules"][0]["modality"] = "permitted"
    first["stances"][0]["stance"] = "permits"
    look = pile.gold_readings["01-nordline.txt"]["not_rules"][0]["evidence"]
    first["rules"].append({**first["rules"][0], "evidence": look})
    told = Pile(pile.name, pile.gold, pile.ours, pile.gold_readings, readings)
    rule, stance = read_rules(told), read_stances(told)
    assert rule.quality("modality") < 100
    assert rule.share("matched", "found") < 100
    assert rule.share("look-alikes passed", "look-alikes") < 100
    assert stance.quality("stance") < 100


def test_sides_in_one_report_recover_no_claim_of_several(pile):
    def split(ours):
        sides = by_id(ours["claims"], "cl.02")["sides"]
        del sides[1:]

    tally = claims(spoilt(pile, split))
    assert tally.counts["matched"] == tally.counts["gold"] - 1


def test_an_optional_claim_counts_neither_way():
    mine = found(compiler.HELD_OUT / "mine-flood")
    clean = claims(mine)
    without = claims(spoilt(mine, lambda ours: ours["claims"].remove(by_id(ours["claims"], "cl.10"))))
    assert clean.counts == without.counts


def test_what_a_copy_repeats_counts_neither_way(pile):
    said = "The treaty requires six weeks' notice of any limit on trade in seed"

    def repeated(ours):
        again = copy.deepcopy(by_id(ours["claims"], "cl.07"))
        for side in again["sides"]:
            (place,) = pile.places([{"report": side["report"], "quote": said}])
            side["evidence"] = [place._asdict()]
        ours["claims"].append(again)

    tally = claims(spoilt(pile, repeated))
    assert tally.counts["found"] == tally.counts["matched"] == tally.counts["gold"]
    assert any(line.startswith("copied") for line in tally.lines)


def test_a_reversed_copy_matches_with_the_wrong_direction_and_a_reversed_citation_does_not(pile):
    def turn(kind):
        def spoil(ours):
            inside = {n["id"] for n in ours["lineage"]["nodes"] if n["kind"] == "report"}
            one = next(e for e in ours["lineage"]["edges"] if e["kind"] == kind and {e["from"], e["to"]} <= inside)
            one["from"], one["to"] = one["to"], one["from"]

        return spoil

    copied, cited = lineage(spoilt(pile, turn("copies"))), lineage(spoilt(pile, turn("cites")))
    assert copied.f1() == 100
    assert copied.quality("direction") == 50
    assert cited.f1() < 100


def test_two_nodes_of_ours_for_one_of_gold_cost_one(pile):
    def split(ours):
        node = by_id(ours["lineage"]["nodes"], "st.veil_monday")
        ours["lineage"]["nodes"].append({**node, "id": "other"})
        one = next(e for e in ours["lineage"]["edges"] if e["to"] == "st.veil_monday")
        one["to"] = "other"

    tally = lineage(spoilt(pile, split))
    assert tally.counts["matched"] == tally.counts["gold"] - 1 == tally.counts["found"] - 1


def test_names_matter_less_than_passages_for_nodes(pile):
    def nameless(ours):
        for number, node in enumerate(ours["lineage"]["nodes"]):
            node["name"] = f"x{number}"
            node.pop("by", None)

    tally = lineage(spoilt(pile, nameless))
    assert tally.f1() > 95


def test_every_layer_lists_its_lines(pile):
    for count in (claims, lineage, rules, read_rules, stances, read_stances, brief):
        assert count(pile).lines


# --- the parts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "gold", "met"),
    [
        ((0, 100), (40, 60), 1),
        ((40, 60), (0, 100), 1),
        ((0, 50), (40, 60), 1),
        ((0, 50), (41, 61), 0),
        ((0, 40), (40, 60), 0),
    ],
)
def test_passages_meet_when_half_of_the_shorter_is_covered(ours, gold, met):
    assert meet([Place("r", *ours)], [Place("r", *gold)]) == met
    assert meet([Place("s", *ours)], [Place("r", *gold)]) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Suga, remarks after the launch", "Yoshihide Suga", True),
        ("The Associated Press", "Associated Press", True),
        ("Roth in parliament", "Anneli Roth", True),
        ("US", "US Pacific Command", False),
        ("Reuters", "Suga", False),
        ("officials", "Nigerian officials", False),
        ("the heirs", "heirs of Joost Ambler", True),
    ],
)
def test_names_are_alike(one, other, same):
    assert alike(one, other) is alike(other, one) is same


def test_an_unnamed_actor_is_known_by_its_place_and_a_named_one_is_not():
    here, there = (Place("r", 0, 9),), (Place("r", 50, 59),)
    named = Cast(("Ada Venn",), "person", here, here)
    unnamed = Cast(("a clerk",), "person", here)
    assert not named.same(Cast(("Bo Lind",), "person", here, here))
    assert named.same(Cast(("Venn",), "person", there, there))
    assert unnamed.same(Cast(("the clerk",), "person", here))
    assert not unnamed.same(Cast(("an envoy",), "person", there))


def test_as_many_pairs_as_can_be_then_the_heaviest():
    weights = {(0, 0): 5.0, (0, 1): 1.0, (1, 0): 1.0}
    assert assign(weights) == [(0, 1), (1, 0)]
    assert assign(weights, most=False) == [(0, 0)]
    assert assign({}) == []


# --- the command ------------------------------------------------------------------------------------------------------


def test_two_files_are_scored_by_the_command(tmp_path, capsys, pile):
    ours, texts = tmp_path / "ours.json", tmp_path / "ours.jsonl"
    ours.write_text(json.dumps(pile.ours), "utf-8")
    texts.write_text("".join(json.dumps(r) + "\n" for r in pile.readings.values()), "utf-8")
    gold = compiler.HELD_OUT / "seed-ban" / "gold" / "story.json"
    assert main([str(gold), str(ours), "--texts", str(texts)]) == 0
    table = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert table["claims_recall"] == table["lineage_f1"] == table["rules_f1"] == table["brief_coverage"] == "100.00"
    assert main([str(gold), str(ours), "--texts", str(texts), "--misses", "claims"]) == 0
    assert "matched   cl.01" in capsys.readouterr().out
