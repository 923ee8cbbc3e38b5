"""Unnamed speakers who are somebody their report names, and whom an outlet heard."""

import pytest
from builders import mention, person
from stories.test_lineage import edges, said, told

from stemma.records import Actor
from stemma.stories.actors import joined
from stemma.stories.lineage import lineage

REYL, MARL = person("Tomas Reyl"), person("Jessa Marl")


def unnamed(words):
    return Actor(person(words).id, words, "person", anonymous=True)


MEANT = [
    ("A dockers union boss said the gates rust. The words of Tomas Reyl, who heads the union, came late.", True),
    ("A diver said the gates rust. The words of Tomas Reyl, who heads the union, came late.", False),
    ("Tomas Reyl, of the union, left. A dockers union boss said the gates rust. Tomas Reyl heads the union.", False),
    ("Tomas Reyl got off the ferry. The father said the gates rust.", True),
    ("Tomas Reyl got off the ferry. The 30-year-old said the gates rust.", True),
    ("Tomas Reyl and Jessa Marl got off the ferry. The father said the gates rust.", False),
    ("Tomas Reyl got off the ferry. The captain said the gates rust.", False),
]


@pytest.mark.parametrize(("text", "one"), MEANT)
def test_who_is_told_of_without_a_name_and_named_beside(text, one):
    words = text[: text.index(" said")].rpartition(". ")[2]
    boss = unnamed(words)
    pile = [
        told(
            text,
            said(text, "the gates rust", words, "said", actor=boss),
            actors=(boss, REYL, MARL),
            mentions=[
                mention(text, words, boss, form="nominal"),
                *(mention(text, who.name, who) for who in (REYL, MARL) if who.name in text),
            ],
        )
    ]
    drawn = [name for kind, _, name in edges(*pile) if kind == "cites"]
    assert drawn == (["Tomas Reyl"] if one else [words])


def test_who_is_named_too_late_or_is_another_is_not_meant():
    text = (
        "A union boss said the gates rust.\n\nRain fell.\n\nIt fell long.\n\nShips wait.\n\nTomas Reyl heads the union."
    )
    boss = unnamed("A union boss")
    shown = [mention(text, "A union boss", boss, form="nominal"), mention(text, "Tomas Reyl", REYL)]
    by_boss = said(text, "the gates rust", "A union boss", "said", actor=boss)
    assert edges(told(text, by_boss, actors=(boss, REYL), mentions=shown))[0][2] == "A union boss"


def heard(text, content, outlet="the Daily Lantern"):
    house = person("Daily Lantern", type_="publication")
    told_by = said(text, content, outlet, "reports", "report", actor=house, speaker_type="outlet")
    shown = [mention(text, "Daily Lantern", house), mention(text, "Tomas Reyl", REYL)]
    return told(text, told_by, actors=(house, REYL), mentions=shown)


@pytest.mark.parametrize(
    ("content", "node"),
    [
        ("Tomas Reyl, 30, a diver, said the gates rust", "Tomas Reyl"),
        ("Tomas Reyl left the gates to rust", "Daily Lantern"),
    ],
)
def test_what_an_outlet_has_from_somebody_goes_back_to_him(content, node):
    report = heard(f"{content}, the Daily Lantern reports.", content)
    nodes = {n.name for n in lineage([report], joined([report])).nodes if n.kind == "statement"}
    assert nodes == ({"Tomas Reyl"} if node == "Tomas Reyl" else set())


def test_who_told_an_outlet_is_drawn_on_through_it_and_beside_it():
    text = "Tomas Reyl told Reuters the gates rust."
    report = told(
        text,
        said(text, "the gates rust", "Tomas Reyl", "told Reuters", actor=REYL),
        actors=(REYL,),
        mentions=[mention(text, "Tomas Reyl", REYL)],
    )
    assert sorted(edges(report)) == [
        ("cites", "Harbour Courier", "Reuters"),
        ("cites", "Harbour Courier", "Tomas Reyl"),
        ("cites", "Reuters", "Tomas Reyl"),
    ]


def test_an_office_is_that_of_the_one_who_holds_it():
    text = "The sheriff said the gates rust. Tomas Reyl, sheriff of Selm, left."
    reyl, sheriff = REYL.with_(roles=("sheriff of Selm",)), unnamed("The sheriff")
    shown = [mention(text, "The sheriff", sheriff, form="nominal"), mention(text, "Tomas Reyl", reyl)]
    by_him = said(text, "the gates rust", "The sheriff", "said", actor=sheriff)
    assert edges(told(text, by_him, actors=(sheriff, reyl), mentions=shown))[0][2] == "Tomas Reyl"


def test_an_office_of_one_report_is_that_of_who_holds_it_in_another():
    one, other = "The sheriff said the gates rust.", "Sheriff Tomas Reyl left Selm."
    reyl, sheriff = REYL.with_(roles=("Sheriff",)), unnamed("The sheriff")
    pile = [
        told(
            one,
            said(one, "the gates rust", "The sheriff", "said", actor=sheriff),
            actors=(sheriff,),
            mentions=[mention(one, "The sheriff", sheriff, form="nominal")],
        ),
        told(other, outlet="Daily Lantern", actors=(reyl,), mentions=[mention(other, "Tomas Reyl", reyl)]),
    ]
    actors = [a.with_(roles=reyl.roles) if a.name == "Tomas Reyl" else a for a in joined(pile)]
    assert [n.name for n in lineage(pile, actors).nodes if n.kind != "report"] == ["Tomas Reyl"]


def test_who_speaks_in_an_outlets_interview_is_drawn_on_through_it():
    text = "In an interview with Reuters, Tomas Reyl said the gates rust."
    report = told(
        text,
        said(text, "the gates rust", "Tomas Reyl", "said", actor=REYL),
        actors=(REYL,),
        mentions=[mention(text, "Tomas Reyl", REYL)],
    )
    assert ("cites", "Reuters", "Tomas Reyl") in edges(report)
