"""The ledger of several reports: rules joined with their history, kept apart, and set against each other."""

from __future__ import annotations

from itertools import permutations

import pytest
from builders import person, reading, report, span_of

from stemma.records import Member, RuleObject, StoryActor, Validity
from stemma.records import Rule as ReadRule
from stemma.stories.ledger import rules

ORVANIA, SELKIA = person("Orvania", type_="place"), person("Selkia", type_="place")
DAYS = ("2031-05-01", "2031-05-02", "2031-05-03")


def rule(text, trigger, **parts):
    """A rule of a text whose only sentence is its evidence."""
    thing = parts.pop("thing", None)
    made = {"modality": "forbidden", "status": "in force", "certainty": "certain", "valid": Validity()} | parts
    return ReadRule(
        id=f"u{trigger}{len(text)}",
        evidence=(span_of(text, text),),
        trigger=(span_of(text, trigger),),
        object=RuleObject(thing, span=span_of(text, thing)) if thing else None,
        **made,
    )


def pile(*told):
    """Readings of texts with one rule each, a day apart, and the two states as story actors."""
    readings = []
    for number, (text, trigger, parts) in enumerate(told):
        made = reading(report(text, published=DAYS[number], path=f"{number}.txt"), actors=(ORVANIA, SELKIA))
        readings.append(made.with_(rules=(rule(text, trigger, **parts),)))
    return readings


def cast(readings):
    return tuple(
        StoryActor(id=f"s{a.name}", name=a.name, type="place", members=tuple(Member(r.id, a.id) for r in readings))
        for a in (ORVANIA, SELKIA)
    )


def ledger(*told):
    readings = pile(*told)
    return rules(readings, cast(readings))


BANNED = ("Orvania has banned rice exports.", "banned", {"authority": (ORVANIA.id,), "thing": "rice exports"})
AGAIN = ("Orvania bars exports of rice.", "bars", {"authority": (ORVANIA.id,), "thing": "exports of rice"})
LIFTED = (
    "Orvania lifted its ban on rice exports.", "ban",
    {"authority": (ORVANIA.id,), "thing": "rice exports", "status": "lifted", "valid": Validity(None, "2031-05-03")},
)  # fmt: skip
OTHER = ("Selkia has banned rice exports.", "banned", {"authority": (SELKIA.id,), "thing": "rice exports"})
BOATS = ("Orvania has banned boats.", "banned", {"authority": (ORVANIA.id,), "thing": "boats"})
ALLOWED = (
    "Selkia permitted rice exports.", "permitted",
    {"authority": (SELKIA.id,), "thing": "rice exports", "modality": "permitted"},
)  # fmt: skip


def test_one_rule_of_two_reports():
    (made,), tensions = ledger(BANNED, AGAIN)
    assert (made.modality, made.status, made.authority) == ("forbidden", "in force", ("sOrvania",))
    assert len(made.members) == 2
    assert [e.quote for e in made.evidence] == [BANNED[0], AGAIN[0]]
    assert tensions == ()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OTHER, id="another authority"),
        pytest.param(ALLOWED, id="another modality"),
        pytest.param(BOATS, id="another thing"),
        pytest.param(("Sanctions hit rice exports.", "Sanctions", {"thing": "rice exports"}), id="another kind"),
    ],
)
def test_what_is_kept_apart(other):
    made, _ = ledger(BANNED, other)
    assert len(made) == 2


def test_an_unknown_authority_joins_only_what_is_plainly_the_same():
    bare = ("There is a ban.", "ban", {})
    same = ("Exports of rice are banned.", "banned", {"thing": "Exports of rice"})
    assert len(ledger(BANNED, bare)[0]) == 2
    assert len(ledger(BANNED, same)[0]) == 1


def test_one_limit_is_known_by_its_figure():
    told = ("A speed limit of 25 km/h holds there.", "speed limit", {"thing": "25 km/h"})
    again = ("The bend has a speed limit of 25km/h.", "speed limit", {"thing": "25km/h"})
    other = ("The bridge has a speed limit of 40km/h.", "speed limit", {"thing": "40km/h"})
    assert [len(ledger(told, second)[0]) for second in (again, other)] == [1, 2]


def test_a_thing_with_a_name_is_not_the_thing_without_one():
    named = ("Boats may not carry Selkian Heron rockets.", "may not", {"thing": "Selkian Heron rockets"})
    plain = ("Boats may not carry heron rockets.", "may not", {"thing": "heron rockets"})
    assert len(ledger(named, plain)[0]) == 2
    again = ("No boat may carry the heron rockets.", "may", {"thing": "heron rockets"})
    assert len(ledger(plain, again)[0]) == 1


def test_one_name_in_what_is_ruled_makes_one_rule_of_two():
    first = ("Heron, the chat app, was removed from the store.", "removed", {"thing": "Heron, the chat app"})
    again = ("The shop removed Heron from its store.", "removed", {"thing": "Heron"})
    other = ("The shop removed Gull from its store.", "removed", {"thing": "Gull"})
    assert [len(ledger(first, second)[0]) for second in (again, other)] == [1, 2]


def test_a_proposal_is_of_those_whom_its_own_report_names():
    words = {"modality": "proposed", "status": "proposed", "thing": "heavy heron rockets"}
    plain = ("Bans on the heavy heron rockets by Norrey are considered.", "Bans", words | {"scope": "by Norrey"})
    known = ("A ban on heavy heron rockets is considered.", "ban", words | {"authority": (ORVANIA.id,)})
    (both,), _ = ledger((plain[0], plain[1], plain[2] | {"bound": (SELKIA.id,), "action": "use"}), known)
    assert len(both.members) == 2
    assert both.authority == ()


def test_the_rule_of_several_reports_and_of_a_known_body_comes_first():
    boats = ("Fast boats are banned.", "banned", {"thing": "boats"})
    found, _ = ledger(boats, BANNED, AGAIN)
    assert [len(r.members) for r in found] == [2, 1]


def test_somebody_unnamed_is_not_the_one_who_is_named():
    unnamed = ("Most banks banned rice exports.", "banned", {"thing": "rice exports"})
    assert len(ledger(BANNED, unnamed)[0]) == 2


def test_a_rule_that_is_lifted_has_a_history_and_no_tension():
    (made,), tensions = ledger(BANNED, LIFTED)
    assert (made.status, made.valid.to) == ("lifted", "2031-05-03")
    assert [(h.when, h.change) for h in made.history] == [(None, BANNED[0]), ("2031-05-03", LIFTED[0])]
    assert all(h.evidence for h in made.history)
    assert tensions == ()


def test_what_one_forbids_and_another_permits_is_a_tension():
    made, (tension,) = ledger(BANNED, ALLOWED)
    assert tension.between == tuple(r.id for r in made)
    assert "rice exports" in tension.why
    assert [e.quote for e in tension.evidence] == [BANNED[0], ALLOWED[0]]


def test_a_lifted_ban_is_in_no_tension_with_a_permission():
    assert ledger(LIFTED, ALLOWED)[1] == ()


def test_one_rule_told_in_two_ways_is_a_tension_with_itself():
    announced = (
        "Orvania said it would ban rice exports.", "ban",
        {"authority": (ORVANIA.id,), "thing": "rice exports", "status": "unknown"},
    )  # fmt: skip
    (made,), (tension,) = ledger(announced, BANNED)
    assert tension.between == (made.id, made.id)
    assert "announced" in tension.why


def test_a_proposal_and_an_open_question_about_one_thing_are_one():
    parts = {"status": "proposed", "bound": (SELKIA.id,), "thing": "long pumps"}
    planned = ("A plan would let Selkia use long pumps.", "let", {"modality": "proposed", **parts})
    asked = ("Whether Selkia is allowed to use long pumps is open.", "allowed", {"modality": "undecided", **parts})
    (made,), _ = ledger(planned, asked)
    assert len(made.members) == 2


def test_supplier_and_origin_become_story_actors():
    text = "Orvania let Selkia use Orvania-built pumps."
    (made, *_), _ = _with_supplier(text)
    assert (made.object.supplier, made.object.origin) == ("sOrvania", "Orvania-built")


def _with_supplier(text):
    (one,) = pile((text, "let", {"modality": "permitted", "thing": "Orvania-built pumps"}))
    (told,) = one.rules
    told = told.with_(object=told.object.with_(supplier=ORVANIA.id, origin="Orvania-built"))
    readings = [one.with_(rules=(told,))]
    return rules(readings, cast(readings))


def test_days_are_settled_by_the_report():
    text = "Orvania banned rice exports on Monday."
    (made,), _ = ledger((text, "banned", {"thing": "rice exports", "valid": Validity("XXXX-WXX-1")}))
    assert made.valid.from_ == "2031-04-28"


def test_ids_do_not_depend_on_order():
    told = (BANNED, AGAIN, ALLOWED)
    readings = pile(*told)
    seen = {tuple(sorted(r.id for r in rules(list(p), cast(readings))[0])) for p in permutations(readings)}
    assert len(seen) == 1


def test_no_rules_no_ledger():
    readings = [reading(report("The lake was quiet."))]
    assert rules(readings, cast(readings)) == ((), ())


def test_what_only_points_at_a_rule_is_that_rule():
    """ "The ban lasted" is the one ban told of; between two it stands alone."""
    points = ("Traders said the ban lasted three days.", "ban", {})
    made, _ = ledger(("Orvania imposed a ban on rice exports.", "ban", BANNED[2]), points)
    assert [len(r.members) for r in made] == [2]
    made, _ = ledger(BOATS, BANNED, points)
    assert sorted(len(r.members) for r in made) == [1, 1, 1]
