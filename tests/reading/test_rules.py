"""Rules of one report, from texts with hand-built mentions, attributions and times: invented places and people."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report, span_of

from stemma.reading import lexicon
from stemma.reading.rules import find_rules
from stemma.reading.rules_needs import _TESTS
from stemma.records import Rule, TimeExpression
from stemma.spans import Span, check

ORVANIA, SELKIA = person("Orvania", type_="place"), person("Selkia", type_="place")
BOARD = person("River Board", type_="organization")
VARGA = person("Tomas Varga")


def rules(text, *, actors=(), mentions=(), attributions=(), times=(), published=None):
    """The rules of a text whose paragraphs are its sentences."""
    found = find_rules(report(text, published=published), actors, mentions, attributions, times)
    for rule in found:
        for span in (*rule.trigger, *rule.evidence):
            check(span, text, "a passage of a rule")
        assert rule.trigger
    return found


def one(text, **layers) -> Rule:
    """The only rule of a text."""
    found = rules(text, **layers)
    assert len(found) == 1, [(r.modality, r.evidence[0].cut(text)) for r in found]
    return found[0]


TOLD = [
    ("forbidden", "The government has banned the export of rice until the end of March."),
    ("forbidden", "From Monday, motorists may not enter the old town without a blue sticker."),
    ("forbidden", "Nobody may leave the valley after dark."),
    ("forbidden", "It is now illegal to hold a phone at the wheel."),
    ("forbidden", "There is a speed limit of 30 km/h in the tunnel."),
    ("forbidden", "The reptile house will be closed until further notice."),
    ("forbidden", "Both apps were removed from the company's store last week."),
    ("requested", "Police have advised women to leave the square by midnight."),
    ("requested", "The police urged festival-goers to leave umbrellas at the gate."),
    ("forbidden", "Residents are not allowed to return to their homes."),
    ("forbidden", "Fishing within five miles of the wreck is prohibited."),
    ("forbidden", "The court ordered the newspaper not to publish the letters."),
    ("forbidden", "A judge issued an injunction against the sale of the mine."),
    ("forbidden", "The mayor imposed a night curfew on three districts."),
    ("forbidden", "The island remains under lockdown."),
    ("forbidden", "Students are barred from wearing badges in class."),
    ("forbidden", "The ministry revoked the licence of the ferry operator."),
    ("forbidden", "Regulators blocked the merger of the two banks."),
    ("forbidden", "It is an offence to fly drones over the prison."),
    ("forbidden", "Catches are limited to 400 tonnes a year."),
    ("forbidden", "The harbour authority denied the tanker permission to enter the port."),
    ("forbidden", "Their use is currently restricted to the lower river."),
    ("permitted", "The board has approved the sale of the vaccine to adults."),
    ("permitted", "Farmers are now allowed to draw water twice a week."),
    ("permitted", "Under the treaty, either side may inspect the dam once a year."),
    ("permitted", "The ministry gave the go-ahead for two new reactors."),
    ("permitted", "The new rules let shops open on Sundays."),
    ("permitted", "They may fill reservoirs and nothing else."),
    ("required", "All ships must report to the coastguard before entering the strait."),
    ("required", "Drivers are required to carry two warning triangles."),
    ("required", "The law obliges landlords to test the water each year."),
    ("required", "The governor ordered the evacuation of four villages."),
    ("required", "Companies have until 30 June to register."),
    ("required", "Wearing a helmet is compulsory for riders under 18."),
    ("needs-approval", "Foreign journalists need a permit to visit the north."),
    ("needs-approval", "No dam may be built on the river without the consent of both states."),
    ("needs-approval", "Any sale is subject to approval by the competition authority."),
    ("needs-approval", "The deal must be approved by the regulator."),
    ("proposed", "The minister wants to ban plastic bags."),
    ("undecided", "The government is considering a curfew for teenagers."),
    ("proposed", "The council plans to lift the ban on night flights."),
    ("proposed", "A draft law would require shops to close at eight."),
    ("requested", "The growers called for a ban on imported apples."),
    ("requested", "Doctors urged the government to make masks compulsory."),
    ("requested", "The opposition demanded that the restrictions be lifted."),
    ("requested", "The company has applied for a licence to drill in the bay."),
    ("undecided", "The cabinet has not decided whether to lift the ban on night fishing."),
    ("undecided", "It is unclear whether the ferry will be allowed to sail again."),
    ("forbidden", "Trawlers have been told to keep out of the bay until the inquiry is over."),
    ("forbidden", "The federation suspended the runner for two years after a positive test."),
    ("forbidden", "No boats are to leave the harbour before the inspectors arrive."),
    ("forbidden", "Water may not be used for gardens or pools."),
    ("forbidden", "Swimming in the lake is not allowed until further notice."),
    ("forbidden", "The ferry company has been stripped of its right to carry passengers."),
    ("forbidden", "A rule dating from 1974 keeps women from joining the guild."),
    ("permitted", "Journalists were given permission to enter the camp."),
    ("permitted", "Each household is entitled to 40 litres a day."),
    ("permitted", "The curfew does not apply to nurses and drivers."),
    ("required", "The treaty commits both sides to share their data."),
    ("required", "Every vessel is obliged to carry a transponder."),
    ("needs-approval", "The sale can only go ahead with the consent of the regulator."),
    ("needs-approval", "Parliament must approve any increase."),
    ("proposed", "The bill would make helmets compulsory."),
    ("requested", "Residents want the council to ban lorries from the village."),
    ("undecided", "The board postponed its decision on whether the mill may reopen."),
    ("undecided", "It is not clear if the ban applies to children."),
]


@pytest.mark.parametrize(("modality", "text"), TOLD)
def test_what_a_sentence_rules(modality, text):
    assert one(text).modality == modality


NO_RULES = [
    "The bridge can carry only forty tonnes.",
    "The team must have been tired after the flight.",
    "The market may fall further, analysts said.",
    "The storm prevented the boats from leaving.",
    "The new design allows the phone to bend.",
    "The company's approval rating fell to a record low.",
    "She ordered a coffee and sat down.",
    "It must be said that the river is beautiful.",
    "Prices are limited by demand.",
    "An official who was not authorised to speak publicly described the talks.",
    "The restaurant closed in 2010.",
    "The mayor must decide what to do about the bridge.",
    "We must not lose hope.",
    "Heavy traffic blocked the road for hours.",
    "He set the house in order.",
    "The bill came to 40 crowns.",
    "Analysts expect tighter regulation to hurt profits.",
    "The company let 300 workers go.",
    "He has a licence and a van.",
    "The space agency has lost control of its station.",
    "Prevention alone may no longer be sufficient.",
    "If the fields were banned from drawing water, orchards would die.",
    "Will the council ban the boats?",
    "There was no ban on boats.",
]


@pytest.mark.parametrize("text", NO_RULES)
def test_what_only_looks_like_a_rule_is_none(text):
    assert rules(text) == ()


def test_a_name_is_no_rule():
    text = "The Rules Committee met Ban Dorsey on Thursday."
    dorsey, committee = person("Ban Dorsey"), person("Rules Committee", type_="organization")
    marks = (mention(text, "Rules Committee", committee), mention(text, "Ban Dorsey", dorsey))
    assert rules(text, actors=(dorsey, committee), mentions=marks) == ()


STANDING = [
    ("in force", "The council has banned boats from the lake."),
    ("lifted", "The council lifted the ban on boats."),
    ("in force", "The council has resisted calls to lift the ban on boats."),
    ("in force", "The ban on boats remains in place."),
    ("lifted", "The ban on boats was lifted in May."),
    ("unknown", "Boats will be banned from the lake."),
    ("proposed", "The council may ban boats."),
    ("reported", "Boats have reportedly been banned from the lake."),
]


@pytest.mark.parametrize(("status", "text"), STANDING)
def test_how_a_rule_stands(status, text):
    assert one(text).status == status


def test_an_authority_that_is_named():
    text = "Orvania has banned imports of coal from Selkia."
    marks = (mention(text, "Orvania", ORVANIA), mention(text, "Selkia", SELKIA))
    rule = one(text, actors=(ORVANIA, SELKIA), mentions=marks)
    assert (rule.authority, rule.object.text) == ((ORVANIA.id,), "imports of coal")


def test_an_agentless_rule_has_no_authority():
    assert one("The use of the pumps is currently restricted to the lower river.").authority == ()


def test_a_decision_belongs_to_its_owner():
    text = "Orvania's decision to ban the sale of coal was welcomed."
    rule = one(text, actors=(ORVANIA,), mentions=(mention(text, "Orvania", ORVANIA),))
    assert (rule.authority, rule.status) == ((ORVANIA.id,), "in force")


def test_what_a_body_announces_is_its_own():
    text = "The River Board announced that it would no longer allow boats on the lake."
    said = attribution(
        text, "that it would no longer allow boats on the lake", source="The River Board", cue="announced",
        speaker=BOARD.id,
    ).with_(act="assert", certainty="certain", status="asserted")  # fmt: skip
    rule = one(text, actors=(BOARD,), mentions=(mention(text, "River Board", BOARD),), attributions=(said,))
    assert (rule.modality, rule.status, rule.authority) == ("forbidden", "unknown", (BOARD.id,))
    assert rule.told_by == said.id


def test_who_may_do_what_with_what():
    text = "Orvania allowed Selkia to use Orvania-supplied pumps above the weir, provided no field is watered."
    marks = [mention(text, "Orvania", ORVANIA), mention(text, "Selkia", SELKIA)]
    marks.append(mention(text, "Orvania", ORVANIA, nth=1))
    rule = one(text, actors=(ORVANIA, SELKIA), mentions=marks)
    assert (rule.modality, rule.authority, rule.bound) == ("permitted", (ORVANIA.id,), (SELKIA.id,))
    assert (rule.action, rule.object.text, rule.object.supplier) == ("use", "Orvania-supplied pumps", ORVANIA.id)
    assert (rule.scope, rule.conditions) == ("above the weir", ("provided no field is watered",))


def test_where_the_parts_come_from():
    text = "Permission for Selkia to use long pumps, which include Orvanian parts, was granted by the board."
    rule = one(text, actors=(SELKIA,), mentions=(mention(text, "Selkia", SELKIA),))
    assert (rule.object.text, rule.object.origin) == ("long pumps", "Orvanian")


def test_exceptions_are_kept():
    assert one("The council banned dogs from the beach, except in winter.").exceptions == ("except in winter",)


def test_from_when_until_when():
    text = "On 3 May the council banned boats until 9 June."
    times = [
        TimeExpression(*span_of(text, "3 May"), "DATE", "2031-05-03"),
        TimeExpression(*span_of(text, "9 June"), "DATE", "2031-06-09"),
    ]
    valid = one(text, times=times, published="2031-05-04").valid
    assert (valid.from_, valid.to, valid.as_of) == ("2031-05-03", "2031-06-09", "2031-05-04")


def test_passages_of_one_rule_are_one_rule():
    text = (
        "Orvania has banned the export of rice.\n\nTraders said the ban would hurt.\n\nThe export ban remains in place."
    )
    found = rules(text, actors=(ORVANIA,), mentions=(mention(text, "Orvania", ORVANIA),))
    assert [(r.modality, len(r.evidence)) for r in found] == [("forbidden", 2)]


def test_two_bodies_have_two_rules():
    text = "Orvania has banned the export of rice.\n\nSelkia has banned the export of rice."
    marks = (mention(text, "Orvania", ORVANIA), mention(text, "Selkia", SELKIA))
    assert len(rules(text, actors=(ORVANIA, SELKIA), mentions=marks)) == 2


def test_a_headline_is_read():
    text = "Council bans boats\n\nThe lake was quiet on Monday."
    rep = report(text, first="headline")
    assert [r.modality for r in find_rules(rep, (), (), (), ())] == ["forbidden"]


@pytest.mark.parametrize(
    "text",
    [
        "Eventually the crews were allowed to row again, but the river stayed rough.",
        "The crews were told to return to the boathouse.",
        "It is not clear whether the pilot may have dozed off.",
        "The ferry was travelling at a higher speed than is permitted.",
        "There is a new menu where you can choose how long guests are allowed to play.",
    ],
)
def test_what_happened_once_and_how_a_thing_is_set_is_no_rule(text):
    assert rules(text) == ()


def test_an_order_stays_a_rule_however_often_it_is_given():
    assert one("Reporters were ordered to delete all films of the lock.").modality == "required"


def test_their_use_is_the_use_of_what_was_named_before():
    text = "Selkia has sent the islands long-range drones, though their use is restricted to the lower river."
    found = one(text, actors=(SELKIA,), mentions=(mention(text, "Selkia", SELKIA),))
    assert (found.object.text, found.action, found.authority) == ("the islands long-range drones", "use", ())


def test_a_pronoun_is_no_thing_ruled():
    assert one("It is not clear whether it can be regulated.").object is None


def test_a_condition_is_not_that_of_a_fear():
    text = "The bank banned customers from buying coins with cards, amid fears it could be liable if prices fall."
    assert one(text).conditions == ()


def test_the_end_of_a_quotation_is_no_part_of_the_clause():
    text = "\u201cWe hear that all the time,\u201d Varga said regarding the possibility of lifting the ban on drones."
    assert one(text).evidence[0].cut(text).startswith("Varga said")


def test_an_office_before_a_name_takes_nothing_from_it():
    text = "President Tomas Varga has banned boats from the lake."
    office = mention(text, "President", VARGA, form="nominal")
    found = one(text, actors=(VARGA,), mentions=(office, mention(text, "Tomas Varga", VARGA)))
    assert found.authority == (VARGA.id,)


def test_the_evidence_is_the_clause():
    text = "Rain fell all day, and the council has banned boats from the lake."
    assert one(text).evidence == (Span(*span_of(text, "the council has banned boats from the lake")),)


def test_every_need_of_the_frames_has_its_test():
    wanted = {n for row in lexicon.rows("rules_frames") if row[4] != "-" for n in row[4].replace("+", " ").split()}
    assert wanted <= set(_TESTS)


def test_the_same_rules_twice():
    text = "\n\n".join(text for _, text in TOLD)
    assert rules(text) == rules(text)
