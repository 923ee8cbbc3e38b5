"""Claims across hand-built reports: sides, relations, origins, updates, conflicts inside one report."""

import base64
import re
import zlib

import numpy as np
import pytest
from builders import attribution, mention, person, reading, report, span_of

from stemma.records import Event, Lineage, TimeExpression
from stemma.spans import Span, check
from stemma.stories.actors import joined
from stemma.stories.claims import MOST, claims
from stemma.stories.lineage import lineage
from stemma.stories.vectors import WIDTH

REYL = person("Tomas Reyl")


def packed(sentence):
    """A stand-in for the encoder: sentences with the same words have the same vector."""
    vector = np.zeros(WIDTH)
    for word in re.findall(r"\w+", sentence.lower()):
        vector[zlib.crc32(word.encode()) % WIDTH] += 1
    return base64.b64encode(np.rint(vector / max(vector.max(), 1) * 100).astype(np.int8).tobytes()).decode()


def told(text, outlet, *, said=(), triggers=(), actors=(), mentions=(), published="2023-05-14", first="paragraph"):
    made = report(text, outlet=outlet, published=published, first=first)
    if first == "headline":
        made = made.with_(sentences=tuple(b.span for b in made.blocks))
    out = reading(made, actors=actors, mentions=mentions, attributions=said)
    events = tuple(
        Event(id=f"v{n}", trigger=(span_of(text, t),), evidence=(span_of(text, t),), status="happened")
        for n, t in enumerate(triggers)
    )
    return out.with_(events=events, vectors=tuple(packed(s.cut(text)) for s in made.sentences))


def found(*readings, tree=None):
    actors = joined(readings)
    return claims(readings, actors, tree or lineage(readings, actors))


TUNNEL = "The tunnel under the Hallin pass was flooded on Monday night."


def test_two_reports_that_assert_the_same_are_one_claim_of_two_origins():
    one = told(f"{TUNNEL}\n\nHotels in Brannock are full.", "Harbour Courier")
    other = told(f"{TUNNEL}\n\nThe opera opens in autumn.", "Daily Lantern")
    (claim,) = found(one, other, tree=Lineage())
    assert claim.relations[0] == "agree"
    assert (claim.status, claim.origins) == ("corroborated", 2)
    assert [s.report for s in claim.sides] == [one.id, other.id]
    assert {s.attributed_to for s in claim.sides} == {"report"}
    assert claim.proposition == TUNNEL.rstrip(".")
    for side in claim.sides:
        for shown in side.evidence:
            check(Span(shown.start, shown.end), TUNNEL, "a side")
            assert shown.quote == TUNNEL[shown.start : shown.end]


def test_one_speaker_in_two_reports_is_one_origin():
    texts = (
        "Minister Tomas Reyl said the pumps above the weir were stopped for good.",
        "“The pumps above the weir were stopped for good,” Tomas Reyl said.",
    )
    contents = ("the pumps above the weir were stopped for good", "“The pumps above the weir were stopped for good,”")
    readings = [
        told(
            text,
            outlet,
            actors=[REYL],
            mentions=[mention(text, "Tomas Reyl", REYL)],
            said=[attribution(text, content, source="Tomas Reyl", cue="said", speaker=REYL.id)],
        )
        for text, outlet, content in zip(texts, ("Harbour Courier", "Daily Lantern"), contents, strict=True)
    ]
    (claim,) = found(*readings)
    assert (claim.status, claim.origins, claim.relations) == ("single-origin", 1, ("agree",))
    assert claim.reason == "one origin behind 2 reports"
    assert len({s.attributed_to for s in claim.sides}) == 1


def test_very_words_without_a_name_are_those_of_who_is_quoted_elsewhere():
    named = "“The pumps above the weir were stopped for good,” Tomas Reyl said."
    content = "“The pumps above the weir were stopped for good,”"
    said = attribution(named, content, source="Tomas Reyl", cue="said", speaker=REYL.id)
    one = told(named, "Harbour Courier", actors=[REYL], mentions=[mention(named, "Tomas Reyl", REYL)], said=[said])
    other = told("“The pumps above the weir were stopped for good.”", "Daily Lantern")
    (claim,) = found(one, other)
    assert (claim.status, claim.origins) == ("single-origin", 1)


def test_confirmed_and_feared_differ_in_certainty_and_neither_wins():
    one = told("Orvania has delivered river pumps to Selkia.", "Harbour Courier")
    other = told("There are concerns about Orvania delivering river pumps to Selkia.", "Daily Lantern")
    (claim,) = found(one, other)
    assert claim.relations[0] == "differs-in-certainty"
    assert [s.certainty for s in claim.sides] == ["certain", "possible"]
    assert claim.status != "disputed"
    assert claim.reason == "told as certain and as possible"


@pytest.mark.parametrize(
    ("later", "published", "relation", "reason"),
    [
        ("The wreck of the ferry left nine people dead off Skerrow.", "2023-05-14", "conflicts", "7 against 9 (dead)"),
        (
            "The wreck of the ferry left nine people dead off Skerrow.",
            "2023-05-16",
            "agree",
            "the figure moved: 7, 9 (dead)",
        ),
        (
            "The number of people dead in the wreck of the ferry off Skerrow rose to nine people.",
            "2023-05-14",
            "agree",
            "the figure moved: 7, 9 (dead)",
        ),
    ],
)
def test_a_later_count_is_an_update_and_no_conflict(later, published, relation, reason):
    one = told("The wreck of the ferry left seven people dead off Skerrow.", "Harbour Courier")
    (claim,) = found(one, told(later, "Daily Lantern", published=published))
    assert claim.relations[0] == relation
    assert claim.reason == reason
    assert (claim.status == "disputed") is (relation == "conflicts")


def test_a_headline_against_its_body_is_a_claim_of_one_report():
    text = "Ferry wreck leaves nine people dead\n\nThe wreck of the ferry left seven people dead off Skerrow."
    (claim,) = found(told(text, "Harbour Courier", first="headline"))
    assert (claim.status, claim.relations[0]) == ("disputed", "conflicts")
    assert len({s.report for s in claim.sides}) == 1
    assert len(claim.sides) == 2


def test_a_denial_disputes_what_another_report_asserts():
    text = "The minister denied that labels of the vaccine had been printed twice."
    denial = attribution(
        text, "that labels of the vaccine had been printed twice", source="The minister", cue="denied"
    ).with_(act="deny", certainty="certain", polarity="negative")
    one = told("Labels of the vaccine had been printed twice.", "Harbour Courier", triggers=["printed"])
    other = told(text, "Daily Lantern", said=[denial], triggers=["printed"])
    (claim,) = found(one, other)
    assert (claim.status, claim.relations[0]) == ("disputed", "conflicts")
    assert [s.polarity for s in claim.sides] == ["positive", "negative"]
    assert claim.reason == "one denies what another says"


def test_reports_that_share_nothing_make_claims_of_one_report_at_most():
    one = told("Hotels in Brannock are full this summer.", "Harbour Courier")
    other = told("Divers raised the bell of a sunken chapel.", "Daily Lantern")
    alone = found(one, other)
    assert alone
    assert {(len(c.sides), c.status, c.reason) for c in alone} == {(1, "single-origin", "told by one report alone")}
    assert found() == ()


def test_what_nobody_said_is_no_claim():
    text = "The owner did not respond to requests for comment."
    assert found(told(text, "Harbour Courier"), told(text, "Daily Lantern")) == ()


def test_the_same_readings_give_the_same_claims_most_important_first():
    facts = [f"Gate {name} of the dam was opened by the {name} crew." for name in ("Arl", "Bost", "Cern", "Dorv")]
    readings = [
        told("\n\n".join(facts), "Harbour Courier"),
        told("\n\n".join(facts), "Daily Lantern"),
        told(facts[2], "Tarnholm Monitor"),
    ]
    first = found(*readings)
    assert first == found(*readings)
    assert len(first[0].sides) == 3
    assert len({c.id for c in first}) == len(first)


def test_a_reader_gets_a_few_dozen_at_most():
    names = [f"{a}{b}{c}" for a in ("Bar", "Dor", "Kel", "Mun") for b in ("da", "ri", "vo", "le") for c in "nstk"]
    text = "\n\n".join(f"The {n} society of {n}ville bought {n}ist paintings." for n in names)
    assert len(found(told(text, "Harbour Courier"), told(text, "Daily Lantern"))) == MOST


@pytest.mark.parametrize(("times", "sides"), [(("PRESENT_REF", "PRESENT_REF"), 2), (("PRESENT_REF", "PAST_REF"), 0)])
def test_short_remarks_without_a_word_in_common_are_one_only_where_they_say_the_same_time(times, sides):
    texts = (
        "Tomas Reyl said that the matter was now being settled.",
        "“We are handling that question now,” Tomas Reyl said.",
    )
    contents = ("that the matter was now being settled", "“We are handling that question now,”")
    readings = []
    for text, content, time, outlet in zip(texts, contents, times, ("Courier", "Lantern"), strict=True):
        said = attribution(text, content, source="Tomas Reyl", cue="said", speaker=REYL.id)
        now = span_of(text, "now")
        made = told(text, outlet, actors=[REYL], mentions=[mention(text, "Tomas Reyl", REYL)], said=[said])
        when = TimeExpression(now.start, now.end, "DATE", time)
        readings.append(made.with_(times=(when,), vectors=(packed("one and the same matter"),)))
    assert sum(len(c.sides) for c in found(*readings)) == sides
