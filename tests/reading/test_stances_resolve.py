"""Stances by resolve, threat, accusation, turns of phrase and rules; and what resembles them: invented people."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report

from stemma.reading.qualities import qualify_all
from stemma.reading.rules import find_rules
from stemma.reading.stances import find_stances
from stemma.reading.stances_setting import Setting
from stemma.records import Actor

ORVANIA, SELKIA = person("Orvania", type_="place"), person("Selkia", type_="place")
HALE, BROOK = person("Hale"), person("Ada Brook")
ROCKET = person("Heron Nine", type_="product")
CAST: tuple[Actor, ...] = (ORVANIA, SELKIA, HALE, BROOK, ROCKET)


def told(text: str, *said: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Holder, stance and question of each stance of a text; attributions as source, cue and content."""
    names = {actor.id: actor.name for actor in CAST}
    marks = [mention(text, a.name, a, nth=n) for a in CAST for n in range(text.count(a.name))]
    made = [
        attribution(
            text,
            content,
            source=source,
            cue=cue,
            speaker=next(a.id for a in CAST if a.name in source),
            form="direct" if content[0] == "“" else "indirect",
        )
        for source, cue, content in said
    ]
    rep = report(text)
    attributions = qualify_all(text, made, rep.sentences)
    rules = find_rules(rep, CAST, marks, attributions, ())
    setting = Setting(rep, marks, attributions).with_(marks, (), rules)
    return [(names[s.actor], s.stance, s.question) for s in find_stances(setting)]


SAID = [
    ("they would go on planting", "supports", "planting"),
    ("he would never accept the border", "refuses", "the border"),
    ("he would sign the pact only if the fee was dropped", "conditional", "sign the pact"),
    ("there would be no talks with the miners", "refuses", "talks with the miners"),
    ("there was no need to wait", "opposes", "to wait"),
    ("it was time for the council to decide", "urges", "the council to decide"),
    ("the killings cannot be allowed to continue", "opposes", "the killings"),
    ("it was essential that the gates open", "urges", "the gates open"),
]


@pytest.mark.parametrize(("content", "stance", "question"), SAID)
def test_what_is_resolved_or_ruled_out_by_a_turn_of_phrase(content: str, stance: str, question: str) -> None:
    source = "Hale and others" if content.startswith("they") else "Hale"
    assert told(f"{source} said {content}.", (source, "said", content)) == [("Hale", stance, question)]


@pytest.mark.parametrize(
    "content",
    [
        "he would be back by noon",
        "there will be no rain on Monday",
        "there is no way to describe it",
        "it was time well spent",
        "it was the first time that the council had met",
        "they should help a little",
        "he could direct the play",
    ],
)
def test_what_is_only_foretold_takes_no_stance(content: str) -> None:
    assert told(f"Hale said {content}.", ("Hale", "said", content)) == []


def test_threats() -> None:
    """What one would do to others if they act, or warns of doing oneself."""
    said = "“If they cross the line, we will shoot,”"
    assert told(f"{said} Hale said.", ("Hale", "said", said)) == [("Hale", "threatens", "shoot")]
    text = "Orvania warned that it would close the pipeline."
    found = told(text, ("Orvania", "warned", "that it would close the pipeline"))
    assert found == [("Orvania", "threatens", "it would close the pipeline")]
    assert told("Hale warned that it would rain.", ("Hale", "warned", "that it would rain")) == []


REPORTED = [
    ("Hale promised a full inquiry.", "supports", "a full inquiry"),
    ("Hale accused Selkia of arming the rebels.", "opposes", "Selkia of arming the rebels"),
    ("Hale warned Selkia against closing the lock.", "opposes", "closing the lock"),
    ("Hale questioned the need for a second dam.", "reluctant", "the need for a second dam"),
    ("Hale was not convinced by the plan.", "reluctant", "the plan"),
    ("Hale hinted at a boycott.", "considering", "a boycott"),
    ("Hale joined the campaign for a bridge.", "supports", "the campaign for a bridge"),
    ("Hale reaffirmed his commitment to the treaty.", "supports", "the treaty"),
]


@pytest.mark.parametrize(("text", "stance", "question"), REPORTED)
def test_promises_accusations_and_doubts(text: str, stance: str, question: str) -> None:
    assert told(text) == [("Hale", stance, question)]


@pytest.mark.parametrize(
    "text",
    [
        "Hale promised his daughter a bicycle.",
        "Hale was arrested and accused of selling rifles.",
        "Police of Selkia accused Ada Brook of theft.",
        "Hale doubted that it would last.",
        "Hale declined to say whether the mill was sold.",
        "Exports of Orvania and Selkia have declined by a third.",
        "Hale was holding back on any plan.",
        "Hale welcomed the delegation at the pier.",
        "Hale refused to eat.",
        "Orvania shot down a drone.",
        "Hale called for help.",
        "Selkia's threat to the region grows.",
        "The Heron Nine will allow Selkia to lift more.",
        "Showing that if Orvania threatened the port, it would fall.",
    ],
)
def test_what_resembles_a_stance_is_none(text: str) -> None:
    assert told(text) == []


RULING = [
    ("Orvania gave Selkia permission to use the pumps.", "permits", "use the pumps"),
    ("Orvania ordered the two ferries to stay in port.", "forbids", "to stay in port"),
    ("Orvania lifted its suspension of the trade licence.", "permits", "the trade licence"),
]


@pytest.mark.parametrize(("text", "stance", "question"), RULING)
def test_who_makes_or_lifts_a_rule_takes_a_stance(text: str, stance: str, question: str) -> None:
    found = told(text)
    assert [(who, way) for who, way, _ in found] == [("Orvania", stance)]
    assert found[0][2] in (question, "the pumps", "the two ferries", "the two ferries to stay in port")


def test_a_ban_that_is_only_spoken_of_gives_nobody_a_stance() -> None:
    assert told("Traders said the Orvanian ban on salt would hurt, and Selkia was hit by sanctions of Orvania.") == []
    assert told("Orvania passed sanctions on Selkia.") == []


def test_one_passage_gives_one_stance() -> None:
    """Cue and content may say the same of the same words."""
    text = "“I condemn in the strongest terms the attack on the port,” Hale said."
    said = ("Hale", "said", "“I condemn in the strongest terms the attack on the port,”")
    assert told(text, said) == [("Hale", "opposes", "the attack on the port")]


def test_what_is_asked_ends_with_its_sentence() -> None:
    """A content in pieces is no one phrase where a sentence begins between them."""
    text = "Hale urged a firm response. The council will meet."
    rep = report(text)
    made = attribution(text, ["a firm response", "The council"], source="Hale", cue="urged", speaker=HALE.id)
    attributions = qualify_all(text, [made], rep.sentences)
    found = find_stances(Setting(rep, [mention(text, "Hale", HALE)], attributions))
    assert [s.question for s in found] == ["a firm response"]


def test_called_by_a_name_that_judges() -> None:
    """ "The plan a disgrace", and who is told it; "warned of an attack on" judges nothing."""
    text = "Hale called the plan a disgrace."
    assert told(text, ("Hale", "called", "the plan a disgrace")) == [("Hale", "opposes", "the plan")]
    text = "Hale warned of a coming attack on the mill."
    assert told(text, ("Hale", "warned of", "a coming attack on the mill")) == []


@pytest.mark.parametrize(
    ("content", "stance", "question"),
    [
        ("the levy would ruin the valley", "opposes", "the levy"),
        ("she would appeal against the ruling", "opposes", "the ruling"),
        ("she was against the levy", "opposes", "the levy"),
    ],
)
def test_what_one_is_against_without_saying_so(content: str, stance: str, question: str) -> None:
    """What a plan would do, and what one will do against it; a forecast takes no side."""
    assert told(f"Ada Brook said {content}.", ("Ada Brook", "said", content)) == [("Ada Brook", stance, question)]
    text = "Ada Brook said the storm would ruin the harvest."
    assert told(text, ("Ada Brook", "said", "the storm would ruin the harvest")) == []


def test_a_strike_and_thanks_take_a_side() -> None:
    assert told("Hale went on strike over the new hours.") == [("Hale", "opposes", "the new hours")]
    assert told("Hale thanked Selkia for its decision.") == [("Hale", "supports", "its decision")]
    assert told("Hale thanked Selkia for the soup.") == []
