"""Which names across reports are one actor; see `marked` for how the cases are written."""

import random

import pytest
from stories.marked import story, together

from stemma.stories.actors_names import person_name, same_person, thing_key

ONE = [
    pytest.param(
        "[p Olena Ostrovska] spoke.", "[p Olena Ostrovskaya] spoke.", False, id="two names, not two spellings"
    ),
    pytest.param("[p Marko Verensky] spoke.", "[p Marko Verenskyy] spoke.", True, id="romanised twice"),
    pytest.param("[p Marko Verensky] spoke.", "[p Marko Verenskiy] spoke.", True, id="romanised a third way"),
    pytest.param("[p M. Verensky] spoke.", "[p Marko Verenskiy] spoke.", True, id="initial and spelling"),
    pytest.param("[p Marta Kessel] spoke.", "[p Marta Kessler] spoke.", False, id="one letter apart"),
    pytest.param("[p Michel Durand] spoke.", "[p Michelle Durand] spoke.", False, id="Michel and Michelle"),
    pytest.param("[p J. K. Storm] spoke.", "[p Jane Storm] spoke.", True, id="initials"),
    pytest.param("[p J. Storm] spoke.", "[p Karen Storm] spoke.", False, id="another initial"),
    pytest.param("[p Jane K. Storm] spoke.", "[p Jane M. Storm] spoke.", False, id="another middle initial"),
    pytest.param("[p Pell Christopher Oster] spoke.", "[p Pell Oster] spoke.", True, id="middle name"),
    pytest.param("[p Ana Ruiz] spoke.", "[p Ana Ruiz Soto] spoke.", True, id="second surname"),
    pytest.param("[p Heron X] sold well.", "[o Heron X] sold well.", True, id="nobody's name"),
    pytest.param("[p Pell Oster Jr.] spoke.", "[p Pell Oster] spoke.", False, id="father and son"),
    pytest.param("[p Han Jae-in] spoke.", "[p Han Jae In] spoke.", True, id="hyphen"),
    pytest.param("[p Ada Brook] spoke.", "Then [p Brook] left.", True, id="bare last name"),
    pytest.param("[p Ada Brook] spoke.", "Then [p Ada] left.", False, id="bare first name"),
    pytest.param("[p Han Jae In] and [p Han Jae In|Han] spoke.", "Then [p Han] left.", True, id="family name first"),
    pytest.param("[p Ada Brook], wife of the mayor, spoke.", "Then [p Brook] left.", False, id="relatives"),
    pytest.param("Mrs [p Ada Brook] spoke.", "Then Mr [p Brook] left.", False, id="honorifics"),
    pytest.param("Mayor [p Ada Brook] spoke.", "Then Governor [p Brook] left.", False, id="two offices"),
    pytest.param("President [p Marl] spoke.", "Then President [p Marl] left.", True, id="bare with one office"),
    pytest.param("President [p Marl] spoke.", "Then Captain [p Marl] left.", True, id="an office and a rank"),
    pytest.param("President [p Marl] spoke.", "Then Mayor [p Marl] left.", False, id="bare with two offices"),
    pytest.param("[p Ada Brook] spoke.", "[o Ada Brook] sank.", False, id="a person and a ship"),
    pytest.param("[o Northern Relief Fund] spoke.", "[o NRF] spoke.", True, id="initials of a body"),
    pytest.param("[o Selmark Joint Chiefs of Staff] spoke.", "[o SJCS] spoke.", True, id="initials with a small word"),
    pytest.param("[o U.N.] spoke.", "[o United Nations] spoke.", True, id="a state-like abbreviation"),
    pytest.param("[l North Korea] fired.", "[l DPRK] fired.", True, id="another name of a state"),
    pytest.param("[l Selkia] voted.", "The [l Selkian] vote.", True, id="a made-up adjective"),
    pytest.param("[l Moscow] said no.", "[l Russia] said no.", True, id="a capital that speaks"),
    pytest.param("They imposed sanctions on [l Lima].", "[l Peru] said no.", True, id="a capital that is punished"),
    pytest.param("[l Lima] and [l Quito] went on.", "[l Peru] said no.", True, id="two capitals"),
    pytest.param("It rained in [l Lima].", "[l Peru] said no.", False, id="a capital is a town"),
    pytest.param("[l Lima] is dark.", "[l Peru] said no.", False, id="a capital that nothing tells of"),
    pytest.param(
        "[l Lima] said no. It rained in [l Lima].", "[l Peru] said no.", False, id="a capital as often a town"
    ),
    pytest.param("[l Geneva] said no.", "[l Switzerland] said no.", False, id="a town that others speak from"),
    pytest.param(
        "[o International Committee of the Blue Lamp] spoke.",
        "[o International Blue Lamp] spoke.",
        True,
        id="with and without its kind, inside",
    ),
    pytest.param("[o Selkian Committee] spoke.", "[l Selkia] voted.", False, id="a committee is not the state"),
    pytest.param("[o Orvania] voted.", "The [o Orvanian] vote.", True, id="a place by its adjective"),
    pytest.param("[p Julia] came.", "[p Julian] came.", False, id="two first names"),
    pytest.param("[g the Chilean navy] sailed.", "[g Chile's navy] sailed.", True, id="a body known by its owner"),
    pytest.param("[g the navy] sailed.", "[g the navy] sailed.", False, id="a body of nobody's"),
    pytest.param("[o #HoldTheBridge] marched.", "[o Hold The Bridge] marched.", True, id="a hashtag"),
    pytest.param("[o Callow Group] paid.", "[o Callow] paid.", True, id="with and without its kind"),
    pytest.param("[l New Selm] flooded.", "[b New Selm Times] wrote.", False, id="a town and its paper"),
    pytest.param("[u A spokesman] spoke.", "[u A spokesman] spoke.", False, id="unnamed"),
    pytest.param(
        "[u the Chilean president] spoke.", "Chilean President [p Ana Ruiz] left.", True, id="a stated office"
    ),
    pytest.param("[u the president] spoke.", "Chilean President [p Ana Ruiz] left.", False, id="whose president?"),
    pytest.param(
        "[u the Chilean president] spoke.", "Former Chilean president [p Ana Ruiz] left.", False, id="no longer"
    ),
    pytest.param("[u a Chilean minister] spoke.", "Chilean minister [p Ana Ruiz] left.", False, id="one of several"),
]


@pytest.mark.parametrize(("one", "other", "same"), ONE)
def test_two_reports(one, other, same):
    assert len(together(one, other)) == same


SEVERAL = [
    pytest.param(
        ["[p J. Storm] spoke.", "[p Jane Storm] spoke.", "[p John Storm] spoke."], [], id="an initial that fits two"
    ),
    pytest.param(
        ["[p Ada Brook] spoke.", "[p Tomas Brook] spoke.", "[p Brook] spoke."], [], id="a last name that fits two"
    ),
    pytest.param(
        ["[p George Marl] spoke.", "[p George H. Marl] spoke.", "[p George W. Marl] spoke."], [], id="father, son, or?"
    ),
    pytest.param(
        ["[p Jane Storm] met [p J. Storm].", "[p Jane Storm] spoke."],
        [["Jane Storm", "Jane Storm"]],
        id="two names in one report are two people",
    ),
    pytest.param(
        ["[o Northern Relief Fund] (NRF) came.", "[o NRF] came.", "[o National Rail Front] came."],
        [["NRF", "Northern Relief Fund"]],
        id="declared somewhere in the pile",
    ),
    pytest.param(
        ["The [o Chile Water Board] met. The [o Water Board] said no.", "[o Chile Water Board]."],
        [["Chile Water Board", "Chile Water Board", "Water Board"]],
        id="the end of a name, after it",
    ),
    pytest.param(["The [o Chile Water Board] met.", "The [o Water Board] said no."], [], id="whose water board?"),
    pytest.param(
        ["[o Solan Harak] came, [o Solan Harak] saw, and [o Solan Harak] left. [o Solan Hark] fired."],
        [["Solan Harak", "Solan Hark"]],
        id="a slip of the pen",
    ),
    pytest.param(["[o Solan Harak] came. [o Solan Hark] fired."], [], id="a slip, or two bodies?"),
    pytest.param(
        ["The [b Fair by the Selm Times] opened, the [b Selm Times] wrote."], [], id="a paper and what it holds"
    ),
    pytest.param(
        ["The [o Chile Water Board] and the [o Peru Water Board] met. The [o Water Board] said no."],
        [],
        id="the end of two names",
    ),
    pytest.param(
        ["[o Northern Relief Fund] came.", "[o NRF] came.", "[o National Rail Front] came."], [], id="declared nowhere"
    ),
    pytest.param(
        ["[o Northern Relief Fund] (NRF) came.", "[o National Rail Front] (NRF) came.", "[o NRF] came."],
        [],
        id="declared twice",
    ),
    pytest.param(
        ["[u the Chilean president] spoke.", "Chilean President [p Ana Ruiz].", "Chilean President [p Leo Paz]."],
        [],
        id="two presidents",
    ),
]


@pytest.mark.parametrize(("texts", "expected"), SEVERAL)
def test_several_reports(texts, expected):
    assert together(*texts) == expected


PILES = [list(c.values[:2]) for c in ONE] + [list(c.values[0]) for c in SEVERAL]


@pytest.mark.parametrize("texts", PILES)
def test_the_order_of_reports_does_not_matter(texts):
    texts = list(texts)
    texts.append("[p Ada Brook] of [l Selkia] met [p Marko Verensky].")
    wanted = together(*texts)
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        assert together(*texts) == wanted


def test_a_name_typed_two_ways_in_one_report_is_no_person():
    assert together("[p Selm Ord] and [o Selm Ord].", "[p Selm Ord].") == [["Selm Ord"] * 3]


def test_a_join_tells_score_reason_and_passages():
    (brook,) = story("Mayor [p Ada Brook] spoke. [p Ada Brook|Brook] left.", "Then [p Brook] left.")
    (merge,) = brook.merges
    assert merge.reason == "Ada Brook is the only Brook of the pile"
    assert 0 < merge.score < 1
    assert [e.quote for e in merge.evidence] == ["Ada Brook", "Brook"]
    assert merge.members == brook.members


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("Ada Maria Brook", "Ada Brook", True),
        ("Ada van der Brook", "Ada Brook", False),
        ("Dr. Ada Brook", "Ada Brook", True),
        ("Brook", "Ada Brook", False),
        ("Ada Brook of Selmark", "Ada Brook", True),
    ],
)
def test_names_of_persons(a, b, alike):
    assert bool(same_person(person_name(a), person_name(b))) == alike


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S. Pacific Command", "united states pacific command"),
        ("the South Korean military", "south korea military"),
        ("International Committee of the Red Cross", "international committee red cross"),
        ("northeastern Chile", "northeast chile"),
        ("Selkian Water Board", "selkia water board"),
    ],
)
def test_keys_of_things(name, key):
    assert thing_key(name, {"selkian": "selkia"}) == key
