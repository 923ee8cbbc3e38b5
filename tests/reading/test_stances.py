"""Where actors stand, as one report tells it: the stance, its question, its condition; and who is given none."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from builders import attribution, mention, person, report

from stemma.reading.qualities import qualify_all
from stemma.reading.stances import find_stances, unnamed_holders
from stemma.reading.stances_setting import Setting
from stemma.records import Actor, Mention, Stance

NAMES = {
    "Orvania": "place", "Selkia": "place", "Norrey": "place", "Ada Brook": "person", "Hale": "person",
    "Tern Bank": "organization", "Varga": "person",
}  # fmt: skip


def cast(text: str) -> tuple[dict[str, Actor], list[Mention]]:
    """The actors of NAMES, and a mention wherever one is named."""
    actors = {name: person(name, type_=kind) for name, kind in NAMES.items()}
    found = [mention(text, name, actors[name], nth=n) for name in NAMES for n, _ in enumerate(re.findall(name, text))]
    return actors, found


def told(text: str, *said: tuple[str, str, str]) -> tuple[tuple[Stance, ...], dict[str, str]]:
    """The stances of a text with attributions given as source, cue and content; and names by actor id."""
    actors, mentions = cast(text)
    speaker = {name: actor.id for name, actor in actors.items()}
    made = [
        attribution(
            text,
            content,
            source=source,
            cue=cue or None,
            speaker=next((speaker[n] for n in NAMES if n in source), speaker["Varga"] if source == "she" else None),
            form="direct" if content[0] == "“" else "indirect",
        )
        for source, cue, content in said
    ]
    rep = report(text)
    setting = Setting(rep, mentions, qualify_all(text, made, rep.sentences))
    return find_stances(setting), {actor.id: name for name, actor in actors.items()}


def only(found: Sequence[Stance]) -> Stance:
    assert len(found) == 1, [(s.stance, s.question) for s in found]
    return found[0]


OWN_VOICE = [
    ("Orvania condemned the closure of the lower lock.", "Orvania", "opposes", "the closure of the lower lock"),
    ("Orvania has long backed the ferry treaty.", "Orvania", "supports", "the ferry treaty"),
    ("Tern Bank has banned loans for river casinos.", "Tern Bank", "forbids", "loans for river casinos"),
    ("Tern Bank does not allow loans for casinos.", "Tern Bank", "forbids", "loans for casinos"),
    ("Orvania allowed Selkia to draw water at night.", "Orvania", "permits", "Selkia to draw water at night"),
    ("Hale ruled out an early vote.", "Hale", "refuses", "an early vote"),
    ("Hale has not ruled out an early vote.", "Hale", "considering", "an early vote"),
    ("Hale does not support the levy.", "Hale", "opposes", "the levy"),
    ("Hale is considering a second bridge.", "Hale", "considering", "a second bridge"),
    ("Hale appears to be reconsidering the levy.", "Hale", "considering", "the levy"),
    ("Hale called on Selkia to open the gates.", "Hale", "urges", "Selkia to open the gates"),
    ("Hale remains reluctant to fund the bridge.", "Hale", "reluctant", "fund the bridge"),
    ("The levy was rejected by Orvania.", "Orvania", "refuses", "The levy"),
    ("Orvania might approve of the dredging.", "Orvania", "considering", "the dredging"),
    (
        "Orvania has resisted calls from shippers to ease limits on freight.",
        "Orvania",
        "opposes",
        "to ease limits on freight",
    ),
    ("Selkia's opposition to the weir has hardened.", "Selkia", "opposes", "the weir"),
]


@pytest.mark.parametrize(("text", "who", "stance", "question"), OWN_VOICE)
def test_the_report_tells_where_somebody_stands(text: str, who: str, stance: str, question: str) -> None:
    """Verbs and nouns of support and refusal, with modals, negations, passives."""
    found, names = told(text)
    one = only(found)
    assert (names[one.actor], one.stance, one.question) == (who, stance, question)
    assert one.told_by is None
    assert all(text[s.start : s.end] for s in (*one.evidence, *one.object))


SAID = [
    (
        "Hale said the toll was totally unacceptable.",
        ("Hale", "said", "the toll was totally unacceptable"),
        "opposes",
        "the toll",
    ),
    (
        "Hale said it was irresponsible to blame the crew.",
        ("Hale", "said", "it was irresponsible to blame the crew"),
        "opposes",
        "to blame the crew",
    ),
    ("Hale said the plan is not a good idea.", ("Hale", "said", "the plan is not a good idea"), "opposes", "the plan"),
    (
        "Hale said Selkia must open the archive.",
        ("Hale", "said", "Selkia must open the archive"),
        "urges",
        "Selkia must open the archive",
    ),
    (
        "Hale said the tests show that bans will not work.",
        ("Hale", "said", "the tests show that bans will not work"),
        "opposes",
        "bans",
    ),
    ("“We reject the new toll,” Hale said.", ("Hale", "said", "“We reject the new toll,”"), "refuses", "the new toll"),
    (
        "Tern Bank said it would ban anonymous accounts.",
        ("Tern Bank", "said", "it would ban anonymous accounts"),
        "forbids",
        "anonymous accounts",
    ),
    ("Hale demanded a recount.", ("Hale", "demanded", "a recount"), "urges", "a recount"),
    ("Hale promised to widen the canal.", ("Hale", "promised", "to widen the canal"), "supports", "to widen the canal"),
    ("Hale called the levy “a disgrace”.", ("Hale", "called", "the levy “a disgrace”"), "opposes", "the levy"),
    (
        "Hale described the levy as “a disgrace”.",
        ("Hale", "described", "the levy as “a disgrace”"),
        "opposes",
        "the levy",
    ),
    (
        "Selkia warned that any toll would be viewed as an act of war.",
        ("Selkia", "warned", "that any toll would be viewed as an act of war"),
        "threatens",
        "any toll would be viewed as an act of war",
    ),
    (
        "“These provocations only deepen the rift,” Hale said.",
        ("Hale", "said", "“These provocations only deepen the rift,”"),
        "opposes",
        "These provocations",
    ),
    (
        "Hale said tolls will only anger shippers.",
        ("Hale", "said", "tolls will only anger shippers"),
        "opposes",
        "tolls",
    ),
]


@pytest.mark.parametrize(("text", "said", "stance", "question"), SAID)
def test_what_is_said_takes_a_stance(
    text: str, said: tuple[str, str, str], stance: str | None, question: str | None
) -> None:
    """Cues that demand and refuse, and contents that judge, promise, require."""
    found, names = told(text, said)
    if stance is None:
        assert found == ()
        return
    one = only(found)
    assert (names[one.actor], one.stance, one.question) == (said[0], stance, question)
    assert one.told_by is not None


NO_STANCE = [
    ("Hale declined to comment on the strike.", ("Hale", "declined to", "comment on the strike")),
    ("Hale rejected the allegations of fraud.", ("Hale", "rejected", "the allegations of fraud")),
    ("Hale dismissed claims that the dam leaks.", ("Hale", "dismissed", "claims that the dam leaks")),
    ("Hale urged residents to stay indoors.", ("Hale", "urged", "residents to stay indoors")),
    ("Hale asked whether the ferry had sunk.", ("Hale", "asked", "whether the ferry had sunk")),
    ("Hale said the ferry should arrive by noon.", ("Hale", "said", "the ferry should arrive by noon")),
    ("Hale said the hull was not a good fit for ice.", ("Hale", "said", "the hull was not a good fit for ice")),
    ("Hale said the levy could be a mistake.", ("Hale", "said", "the levy could be a mistake")),
    ("Hale wants to run again.", ("Hale", "wants", "to run again")),
    ("Selkia fears a reprisal by Norrey.", ("Selkia", "fears", "a reprisal by Norrey")),
]


@pytest.mark.parametrize(("text", "said"), NO_STANCE)
def test_nobody_is_given_a_stance_the_text_does_not_give(text: str, said: tuple[str, str, str]) -> None:
    """Denials of claims, advice to the public, questions, expectations, mere possibilities and plans."""
    assert told(text, said)[0] == ()


PLAIN_NO_STANCE = [
    "If Orvania backed the treaty, trade would grow.",
    "Orvania can unilaterally approve of the dredging.",
    "Hale backed away from the railing.",
    "As I left Orvania for Selkia, I welcome the release.",
    "Varga should support the levy.",
]


@pytest.mark.parametrize("text", PLAIN_NO_STANCE)
def test_what_is_supposed_or_wished_is_no_stance(text: str) -> None:
    """Conditions, powers, other senses, subjects that are not the actor."""
    assert told(text)[0] == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Orvania's welcoming attitude toward sailors ended.",
            ("Orvania's", "welcoming attitude toward", "sailors ended"),
        ),
        ("“I asked the pilot if he was well,” Varga said.", ("Varga", "said", "“I asked the pilot if he was well,”")),
        ("Varga gained wide praise for the rescue.", ("Varga", "gained wide praise for", "the rescue")),
        (
            "\u201cI need to keep on rowing,\u201d Varga said.",
            ("Varga", "said", "\u201cI need to keep on rowing,\u201d"),
        ),
        (
            "\u201cVarga was a wonderful pilot,\u201d Hale said.",
            ("Hale", "said", "\u201cVarga was a wonderful pilot,\u201d"),
        ),
    ],
)
def test_who_is_praised_and_who_goes_on_takes_no_stance(text: str, said: tuple[str, str, str]) -> None:
    assert told(text, said)[0] == ()


def test_a_place_before_a_comma_holds_no_stance_of_the_clause_behind_it() -> None:
    assert told("Near Selkia on Sunday night, a team of divers in white boats will support the rescue.")[0] == ()
    assert told("As crowds met at Selkia on Sunday, doctors will be standing by, waiting for the injured.")[0] == ()
    assert told("Tern Bank is not trying to stop loans for river casinos.")[0] == ()


@pytest.mark.parametrize(
    ("text", "said", "question"),
    [
        (
            "Hale was willing to deal with the strike.",
            ("Hale", "was willing to deal with", "the strike"),
            "deal with the strike",
        ),
        (
            "Hale agreed with Norrey to open the gates.",
            ("Hale", "agreed with", "Norrey to open the gates"),
            "to open the gates",
        ),
    ],
)
def test_the_question_is_what_is_agreed_to(text: str, said: tuple[str, str, str], question: str) -> None:
    assert only(told(text, said)[0]).question == question


def test_hedges_leave_a_stance_open_and_say_so() -> None:
    """ "Might not give an immediate go-ahead" is no refusal."""
    found, _ = told("Hale might not give an immediate go-ahead for the second lock.")
    assert [(s.stance, s.certainty, s.question) for s in found] == [("undecided", "possible", "the second lock")]


def test_a_condition_stands_beside_the_stance() -> None:
    """What depends on a condition keeps it; a condition of something else stays away."""
    found, _ = told("Orvania might allow night freight, provided that Selkia pays.")
    assert [(s.stance, s.condition) for s in found] == [("considering", "provided that Selkia pays")]
    found, _ = told("Orvania would allow night freight if Selkia paid.")
    assert [(s.stance, s.condition) for s in found] == [("conditional", "if Selkia paid")]
    found, _ = told("Orvania condemned the toll, which falls due if Selkia ships coal.")
    assert [(s.stance, s.condition) for s in found] == [("opposes", None)]


def test_all_of_a_list_hold_the_stance() -> None:
    """Every party of a joint subject stands there."""
    found, names = told("Orvania, Selkia and Norrey condemned the toll.")
    assert [names[s.actor] for s in sorted(found, key=lambda s: names[s.actor])] == ["Norrey", "Orvania", "Selkia"]


def test_who_follows_suit_and_what_points_back() -> None:
    """A stance told by pointing to the one before has its question."""
    found, names = told("Orvania banned night freight; Selkia followed suit.")
    assert {(names[s.actor], s.stance, s.question) for s in found} == {
        ("Orvania", "forbids", "night freight"),
        ("Selkia", "forbids", "night freight"),
    }
    found, names = told("Orvania called for a joint patrol. Hale rejected it.")
    assert ("Hale", "refuses", "a joint patrol") in {(names[s.actor], s.stance, s.question) for s in found}


def test_support_of_a_decision_is_not_support_of_what_was_decided() -> None:
    """The question keeps the words that tell the two apart."""
    found, _ = told("Hale backed the decision to ban night freight.")
    assert only(found).question == "the decision to ban night freight"


def test_groups_without_a_name_are_pointed_out() -> None:
    """ "Most yards have banned" names nobody, but a group of bodies stands there."""
    text = "Most banks have banned river loans."
    rep = report(text)
    assert [s.cut(text) for s in unnamed_holders(Setting(rep, (), ()))] == ["Most banks"]
    assert find_stances(Setting(rep, (), ())) == ()


def test_the_order_of_mentions_does_not_matter() -> None:
    """Same input in another order, same stances."""
    text = "Orvania condemned the toll, and Selkia welcomed it. Hale is considering a second bridge."
    rep = report(text)
    _, mentions = cast(text)
    assert find_stances(Setting(rep, mentions, ())) == find_stances(Setting(rep, mentions[::-1], ()))


def test_who_asked_for_it_and_who_is_named_of_a_group() -> None:
    """Turns of phrase that name a holder elsewhere than before the verb."""
    found, names = told("The river board will meet on Friday at the request of Orvania and Selkia.")
    assert {(names[s.actor], s.stance, s.question) for s in found} == {
        ("Orvania", "urges", "The river board will meet on Friday"),
        ("Selkia", "urges", "The river board will meet on Friday"),
    }
    found, names = told("Senior figures, such as harbour master Ada Brook, have expressed support for the levy.")
    assert [(names[s.actor], s.stance, s.question) for s in found] == [("Ada Brook", "supports", "the levy")]


def test_a_pronoun_far_from_its_actor_carries_no_stance() -> None:
    """Nobody is given a stance that rests on a guess over several paragraphs."""
    for gap, count in (("", 1), ("The river rose again that night. " * 20, 0)):
        text = f"Varga came late. {gap}she demanded a recount."
        assert len(told(text, ("she", "demanded", "a recount"))[0]) == count


def test_relative_clauses_and_what_cannot_be_accepted() -> None:
    """ "Norrey, which has banned it" is Norrey's; who has been shut down shuts down nothing."""
    found, names = told("She moved to Norrey, which has banned river casinos.")
    assert [(names[s.actor], s.stance, s.question) for s in found] == [("Norrey", "forbids", "river casinos")]
    assert told("Tern Bank, which has twice been shut down, reopened.")[0] == ()
    found, _ = told("Orvania could not accept such a toll.")
    assert [(s.stance, s.certainty) for s in found] == [("refuses", "certain")]
