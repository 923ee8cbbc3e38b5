"""Rules announced to all, who is behind them, and what of one report is one rule: invented places and people."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report

from stemma.reading.rules import find_rules
from stemma.records import Attribution, Rule

ORVANIA, SELKIA = person("Orvania", type_="place"), person("Selkia", type_="place")
AGENCY = person("Fisheries Agency", type_="organization")
CHOIR = person("Harbour Choir", type_="organization")
MARN = person("Odo Marn").with_(roles=("Transport Minister",))
CLERK = person("Lio Brask").with_(roles=("spokesman",))
CAST = (ORVANIA, SELKIA, AGENCY, CHOIR, MARN, CLERK)


def rules(text: str, *said: Attribution, first: str = "paragraph") -> tuple[Rule, ...]:
    """The rules of a text in which the cast is mentioned by name."""
    marks = [mention(text, actor.name, actor) for actor in CAST if actor.name in text]
    return find_rules(report(text, first=first), CAST, marks, said, ())


def told(text: str, source: str, cue: str, content: str, act: str = "assert") -> Attribution:
    """An attribution to the one of the cast who is named in its source."""
    speaker = next(actor.id for actor in CAST if actor.name in source)
    made = attribution(text, content, source=source, cue=cue, speaker=speaker)
    return made.with_(act=act, certainty="certain", status="asserted")


PUBLIC = [
    ("permitted", "The Fisheries Agency", "said", "anglers will be allowed to fish in the delta again"),
    ("permitted", "The Fisheries Agency", "said", "markets in the delta can reopen on Monday"),
    ("permitted", "Transport Minister Odo Marn", "said", "schools could open again next week"),
    ("required", "The Fisheries Agency", "said", "skippers will have to report every catch"),
    ("forbidden", "The Fisheries Agency", "said", "anglers will not be able to fish in the delta"),
]


@pytest.mark.parametrize(("modality", "source", "cue", "content"), PUBLIC)
def test_who_announces_a_rule_without_an_agent_is_behind_it(modality, source, cue, content):
    text = f"{source} {cue} {content}."
    (rule,) = rules(text, told(text, source, cue, content))
    speaker = next(actor.id for actor in CAST if actor.name in source)
    assert (rule.modality, rule.authority) == (modality, (speaker,))


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("The Harbour Choir", "singers were barred from the hall"),
        ("Transport Minister Odo Marn", "the crews had been ordered to turn back"),
        ("Lio Brask", "boats will be banned from the lake"),
        ("The Fisheries Agency", "nets were banned from the lake by the old king"),
    ],
)
def test_who_only_tells_of_a_rule_is_not_behind_it(source, content):
    text = f"{source} said {content}."
    assert [r.authority for r in rules(text, told(text, source, "said", content))] == [()]


ANYWHERE = [
    ("required", "Travellers arriving from the islands will have to show a passport."),
    ("required", "Under the truce, both armies are to withdraw from the ridge."),
    ("permitted", "The amnesty allows poachers to hand in their rifles."),
    ("forbidden", "Under the new law, landlords will not be able to raise rents."),
    ("forbidden", "The road over the pass will stay closed until the thaw."),
    ("forbidden", "No one is allowed inside the fence."),
    ("forbidden", "The mayor ordered a halt to all night deliveries."),
    ("forbidden", "The government refused entry to the two inspectors."),
    ("forbidden", "The ministry sanctioned four shipping companies."),
    ("forbidden", "The authority grounded all flights of the type."),
    ("forbidden", "Visitors should bring boots and may not leave the path."),
    ("forbidden", "A judge issued an order blocking the sale."),
    ("needs-approval", "Foreign firms must apply for a permit before they can drill."),
    ("requested", "The council asked residents to stay off the ice."),
    ("requested", "Visitors are asked not to feed the swans."),
    ("required", "Residents were told to boil their water before drinking it."),
    ("forbidden", "Swimmers were ordered out of the water."),
    ("forbidden", "The closure of the schools begins on Monday."),
    ("proposed", "The union proposed a limit of eight hours a day."),
    ("proposed", "Under the plan, heavy lorries would be kept out of the old town."),
]


@pytest.mark.parametrize(("modality", "text"), ANYWHERE)
def test_rules_for_all(modality, text):
    assert [r.modality for r in rules(text)] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "Fans will have to wait another year.",
        "Ships can reach the port in four days.",
        "Shops could reopen sooner than their owners fear.",
        "The girl was allowed on the plane in the end.",
        "We will no longer allow this to continue.",
        "The crew asked the captain to turn back.",
        "The shop stayed closed all summer, and its owner moved away.",
        "A new set of chairs was bought for the hall.",
    ],
)
def test_what_is_no_rule_for_anybody(text):
    assert rules(text) == ()


def test_who_proposes_and_who_asks_is_behind_the_proposal():
    text = "Odo Marn has proposed a ban on lorries at weekends."
    (rule,) = rules(text, told(text, "Odo Marn", "has proposed", "a ban on lorries at weekends", "propose"))
    assert (rule.modality, rule.authority) == ("proposed", (MARN.id,))


def test_a_demand_that_somebody_halts_something_is_no_rule_in_force():
    text = "The Fisheries Agency demanded that Selkia halts its exports."
    (rule,) = rules(text, told(text, "The Fisheries Agency", "demanded", "that Selkia halts its exports", "request"))
    assert (rule.modality, rule.status) == ("requested", "proposed")


def test_a_court_rules_of_one_party():
    text = "The Fisheries Agency ruled that the firm must not dig near the springs."
    said = told(text, "The Fisheries Agency", "ruled", "that the firm must not dig near the springs", "regard")
    (rule,) = rules(text, said)
    assert (rule.modality, rule.authority) == ("forbidden", (AGENCY.id,))


def test_what_nobody_knows_is_of_unknown_status():
    (rule,) = rules("It is unclear whether the ferry will be allowed to sail again.")
    assert (rule.modality, rule.status) == ("undecided", "unknown")


def test_the_city_of_somewhere_rules_by_its_name():
    (rule,) = rules("The city of Selkia closed its beaches.")
    assert rule.authority == (SELKIA.id,)


def test_under_the_order_told_just_before():
    text = "The Fisheries Agency suspended the trade licence.\n\nUnder the order, shops may sell only what they hold."
    first, second = rules(text)
    assert (first.authority, second.authority) == ((AGENCY.id,), (AGENCY.id,))
    text = "The Fisheries Agency suspended the trade licence.\n\nRain fell. Up to four boats may sail each day."
    assert rules(text)[1].authority == ()


def test_a_headline_and_its_lead_tell_of_one_rule():
    text = "Board halts imports of apples\n\nThe Fisheries Agency has halted imports of apples and pears."
    (rule,) = rules(text, first="headline")
    assert (rule.authority, len(rule.evidence)) == ((AGENCY.id,), 2)


def test_a_state_in_the_headline_is_whose_premier_acts_in_the_lead():
    lead = "Odo Marn of Selkia on Tuesday suspended the licence to pump water."
    assert len(rules(f"Selkia suspends pump licence\n\n{lead}", first="headline")) == 1
    other = lead.replace("Selkia", "Norrey")
    assert len(rules(f"Selkia suspends pump licence\n\n{other}", first="headline")) == 2


def test_two_words_of_one_clause_tell_of_one_rule():
    text = "Up to eight barges may move above the lock, and they may carry grain and nothing else."
    assert [r.modality for r in rules(text)] == ["permitted"]
    assert len(rules("Any new permission could be limited to barges and might be withdrawn.")) == 1
