"""Opinions in what is said, sides taken with people, judgements of no list, deeds that take a side: invented people."""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report

from stemma.reading.qualities import qualify_all
from stemma.reading.stances import find_stances, unnamed_holders
from stemma.reading.stances_setting import Setting
from stemma.records import Actor, Stance

ORVANIA, SELKIA = person("Orvania", type_="place"), person("Selkia", type_="place")
HALE, BROOK = person("Hale"), person("Ada Brook")
CAST: tuple[Actor, ...] = (ORVANIA, SELKIA, HALE, BROOK)


def stances(text: str, *said: tuple[str, str, str]) -> tuple[Stance, ...]:
    """The stances of a text; attributions as source, cue and content."""
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
    setting = Setting(rep, marks, qualify_all(text, made, rep.sentences)).with_(marks, ())
    return find_stances(setting)


def told(text: str, *said: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Holder, stance and question of each stance of a text."""
    names = {actor.id: actor.name for actor in CAST}
    return [(names[s.actor], s.stance, s.question) for s in stances(text, *said)]


SAID = [
    # what deeds do
    ("closing the lock sends a dangerous message", "opposes", "closing the lock"),
    ("the levy appeared to ignore the poor", "opposes", "the levy"),
    ("the measures will not solve the shortage", "opposes", "the measures"),
    ("the new system worked very well", "supports", "the new system"),
    ("the talks will help both towns", "supports", "the talks"),
    # what deeds are
    ("the role of the pilots is crucial", "supports", "the role of the pilots"),
    ("the offer was attractive", "supports", "the offer"),
    ("it was wise of both towns to wait", "supports", "to wait"),
    # what ought to be, wherever it stands
    ("instead of new fees, the port should cut its costs", "urges", "the port should cut its costs"),
    ("nobody should have to wait", "opposes", "nobody should have to wait"),
    ("the warden should have called a doctor", "opposes", "the warden should have called a doctor"),
    ("the yard had to comply with the order", "urges", "the yard had to comply with the order"),
    # sides taken with people
    ("they made the right call", "supports", "they made the right call"),
    ("the keepers had no choice", "supports", "the keepers had no choice"),
    ("the captain is to blame", "opposes", "the captain is to blame"),
    ("they were wrongly arrested", "opposes", "they were wrongly arrested"),
    ("the deaths could have been prevented", "opposes", "the deaths could have been prevented"),
    ("the right choice was made", "supports", "the right choice was made"),
    ("they let many of their guests down", "opposes", "they let many of their guests down"),
    ("no one wants to live beside a quarry", "opposes", "no one wants to live beside a quarry"),
    # resolve, and what goes on
    ("the talks will continue", "supports", "the talks"),
    ("he would make the same decision again", "supports", "make the same decision again"),
    ("he was not going to back down", "refuses", "back down"),
    ("any tariff would be met with tariffs", "threatens", "any tariff would be met with tariffs"),
    ("a strike could not be ruled out", "considering", "a strike"),
]


@pytest.mark.parametrize(("content", "stance", "question"), SAID)
def test_what_is_said_takes_a_side(content: str, stance: str, question: str) -> None:
    assert told(f"Hale said {content}.", ("Hale", "said", content)) == [("Hale", stance, question)]


@pytest.mark.parametrize(
    "content",
    [
        "the gauge was broken",
        "the river may harm the crops",
        "the number of boats will be needed",
        "Selkia would be hit first should war break out",
        "there was no evidence that the engines were at fault",
        "much needs to be done",
        "the yard is taking appropriate steps",
        "she was a wonderful mother",
        "he would never forget the day",
        "the search will go on",
        "some were calling for help",
    ],
)
def test_what_only_tells_takes_no_side(content: str) -> None:
    assert told(f"Hale said {content}.", ("Hale", "said", content)) == []


def test_what_a_speaker_does_not_think_and_what_he_proposes() -> None:
    said = "“I don't think our town should have a zoo,”"
    assert told(f"{said} Hale said.", ("Hale", "said", said)) == [("Hale", "opposes", "our town should have a zoo")]
    said = "“How about you ask first,”"
    assert told(f"{said} Hale said.", ("Hale", "said", said)) == [("Hale", "urges", "How about you ask first")]
    said = "“Once the lock is safe we expect the boats to be back,”"
    ((who, stance, _),) = told(f"{said} Hale said.", ("Hale", "said", said))
    assert (who, stance) == ("Hale", "conditional")


def test_what_it_stands_for() -> None:
    """ "It" is the subject told of before; where that is a person, the judgement stands for itself."""
    text = "The plan to move the market has many foes. Hale said it was discriminatory."
    assert told(text, ("Hale", "said", "it was discriminatory")) == [("Hale", "opposes", "The plan to move the market")]
    text = "Selkia drained the marsh in May. Ada Brook welcomed it."
    assert [s[:2] for s in told(text, ("Ada Brook", "welcomed", "it"))] == [("Ada Brook", "supports")]


CUES = [
    ("Hale", "winced at", "the ruling", []),
    ("Hale", "dismissed", "the report as “nothing new”", [("Hale", "opposes", "the report")]),
    ("Hale", "rejected", "the allegations", []),
    ("Hale", "thanked", "the crew for its courage", [("Hale", "supports", "its courage")]),
    ("Hale", "argued", "that the price is what matters", []),
    ("Hale", "hopes", "the two towns will settle it", [("Hale", "supports", "the two towns will settle it")]),
    ("Hale", "hopes", "to win", []),
    ("Hale", "apologised for", "the delay", [("Hale", "opposes", "the delay")]),
    ("Hale", "apologised to", "the guests", []),
    ("Hale", "apologised to", "two guests who were sent away", [("Hale", "opposes", "two guests")]),
    ("Hale", "told", "the two players to leave", [("Hale", "forbids", "the two players to leave")]),
    ("Hale's", "decision", "to reopen the lock", [("Hale", "supports", "to reopen the lock")]),
    ("Hale's", "decision", "to ban the trade", [("Hale", "forbids", "to ban the trade")]),
    ("Hale's", "decision", "to retire", []),
]


@pytest.mark.parametrize(("source", "cue", "content", "found"), CUES)
def test_cues(source: str, cue: str, content: str, found: list[tuple[str, str, str]]) -> None:
    assert told(f"{source} {cue} {content}.", (source, cue, content)) == found


OWN_VOICE = [
    ("Orvania introduced a curfew.", "supports", "a curfew"),
    ("Orvania played down the leak.", "opposes", "the leak"),
    ("Orvania plans to reopen the lock.", "supports", "reopen the lock"),
    ("Hale called the wall “useless”.", "opposes", "the wall “useless”"),
    ("Selkia took down the harbour website.", "forbids", "the harbour website"),
    ("Selkia made the difficult decision to close the mine.", "supports", "close the mine"),
    ("The sale of the yard drew criticism from Selkia.", "opposes", "The sale of the yard"),
    ("The miners raised concerns, and Hale raised concerns in May about the bend.", "reluctant", "the bend"),
]


@pytest.mark.parametrize(("text", "stance", "question"), OWN_VOICE)
def test_the_reports_own_voice(text: str, stance: str, question: str) -> None:
    assert [found[1:] for found in told(text)] == [(stance, question)]


def test_a_deed_takes_a_side_without_saying_so() -> None:
    (curfew,) = stances("Orvania introduced a curfew in May.")
    assert not curfew.explicit
    assert told("Orvania introduced a new minister.") == []
    assert told("Did Orvania introduce a curfew?") == []


def test_groups_and_bodies_without_a_mention_are_pointed_out() -> None:
    text = "The sale sparked outrage among bird lovers and others. The airline stood by its captain."
    assert [s.cut(text) for s in unnamed_holders(Setting(report(text), [], []))] == ["bird lovers", "The airline"]
    text = "No member of the board backed the plan."
    assert unnamed_holders(Setting(report(text), [], [])) == ()


def test_a_signed_commentary_is_its_authors() -> None:
    """Only where the text says whose opinions it holds."""
    plea = "The new fee would cripple the port. The council should lower it."
    signed = f"Ada Brook is a columnist for the Lisk Herald. The opinions expressed here are her own.\n\n{plea}"
    assert [found[:2] for found in told(signed)] == [("Ada Brook", "opposes"), ("Ada Brook", "urges")]
    assert told(plea) == []
