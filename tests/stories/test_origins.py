"""Origins: what counts as one voice, one house, one text, when statements are traced back and counted."""

import pytest
from builders import mention, person, reading, report
from stories.test_lineage import said, told

from stemma.records import Actor, ActorRelation, Evidence, LineageEdge
from stemma.spans import Span
from stemma.stories.actors import joined
from stemma.stories.lineage import lineage
from stemma.stories.origins import Origins
from stemma.stories.origins_parties import parties

SELKIA = person("Selkia", type_="place")


def origins(*pile):
    actors = joined(pile)
    return Origins(lineage(pile, actors), pile, actors)


def speaking(text, name, content, outlet, *also, anonymous=False, source=None):
    """A report in which somebody says something."""
    who = Actor(person(name).id, name, "person", anonymous=anonymous)
    source = source or name
    mentions = [mention(text, word, actor) for word, actor in ((name, who), *also) if word in text]
    return told(
        text,
        said(text, content, source, "said", actor=who),
        outlet=outlet,
        actors=(who, *(actor for _, actor in also)),
        mentions=sorted(mentions, key=lambda m: m.start),
    )


VOICES = [
    ("Selkia’s foreign minister, Ada Brook,", "Ada Brook", True),
    ("Selkia’s president, Ada Brook,", "Ada Brook", True),
    ("Ada Brook, a spokeswoman for Selkia,", "Ada Brook", True),
    ("Ada Brook, a former president of Selkia,", "Ada Brook", False),
    ("Ada Brook, a professor in Selkia,", "Ada Brook", False),
]


@pytest.mark.parametrize(("source", "name", "one_voice"), VOICES)
def test_who_speaks_for_a_state(source, name, one_voice):
    text = f"{source} said the gates rust. Selkia waits."
    pile = [speaking(text, name, "the gates rust", "Harbour Courier", ("Selkia", SELKIA), source=source)]
    actors = joined(pile)
    home = parties(actors, pile)
    assert (len({home[a.id] for a in actors}) == 1) == one_voice


def test_minister_and_president_of_one_state_are_one_origin_and_a_stranger_is_another():
    pile = []
    for name, office, outlet in (
        ("Ada Brook", "Selkia’s president, Ada Brook,", "Harbour Courier"),
        ("Tomas Reyl", "Selkia’s foreign minister, Tomas Reyl,", "Daily Lantern"),
        ("Jessa Marl", "Jessa Marl, a diver,", "Averley Mail"),
    ):
        text = f"{office} said the gates rust. Selkia waits."
        pile.append(speaking(text, name, "the gates rust", outlet, ("Selkia", SELKIA), source=office))
    found = origins(*pile)
    back = [found.of(r.id, r.attributions[0].id) for r in pile]
    assert back[0] == back[1] != back[2]
    assert len(found.independent(node for nodes in back for node in nodes)) == 2


def test_two_unnamed_officials_are_two():
    pile = [
        speaking(f"An official said {words}.", "An official", words, outlet, anonymous=True)
        for words, outlet in (("the gates rust", "Harbour Courier"), ("ships wait", "Daily Lantern"))
    ]
    found = origins(*pile)
    assert found.of(pile[0].id, pile[0].attributions[0].id) != found.of(pile[1].id, pile[1].attributions[0].id)


def test_a_reports_own_words_are_its_houses():
    first, second, other = (
        reading(report(text, outlet=outlet))
        for text, outlet in (("Gates rust.", "Courier"), ("Ships wait.", "The Courier"), ("Rain falls.", "Mail"))
    )
    found = origins(first, second, other)
    assert found.of(first.id, None) == found.of(second.id, None) == (first.id,)
    assert found.of(other.id, None) == (other.id,)


WIRE = (
    "The harbour board of Port Selm closed its northern basin on Tuesday after divers found cracks in two lock gates. "
    "No ship above forty metres may enter until the gates have been strengthened, which will take nine weeks."
)


def test_copied_words_go_back_to_the_text_they_were_copied_from():
    own = "The mayor has gone home, and nobody at the town hall answers any questions tonight."
    one = reading(report(WIRE, outlet="Meridian Wire", published="2031-03-04"))
    other = reading(report(f"{own}\n\n{WIRE}", outlet="Daily Lantern", published="2031-03-05"))
    third = reading(report(f"{WIRE} More soon.", outlet="Averley Mail", published="2031-03-06"))
    found = origins(one, other, third)
    at = other.text.index("closed its")
    assert found.of(other.id, None, [Span(at, at + 20)]) == (one.id,)
    assert found.of(other.id, None, [Span(0, 20)]) == (other.id,)
    assert found.of(other.id, None) == (one.id,)
    assert found.of(third.id, None) == (one.id,)


def test_an_unknown_attribution_and_a_nested_one_fall_back():
    text = "Ada Brook said that Tomas Reyl lied."
    pile = [speaking(text, "Ada Brook", "that Tomas Reyl lied", "Harbour Courier")]
    (outer,) = pile[0].attributions
    inner = outer.with_(id="inner", source=(), speaker=None, speakers=(), layer="nested", parent=outer.id)
    pile = [pile[0].with_(attributions=(outer, inner))]
    found = origins(*pile)
    assert found.of(pile[0].id, "inner") == found.of(pile[0].id, outer.id) != (pile[0].id,)
    assert found.of(pile[0].id, "none") == (pile[0].id,)


def test_an_outlet_that_is_cited_is_the_house_of_its_report():
    text = "Gates rust, the Daily Lantern reported."
    outlet = person("Daily Lantern", type_="publication")
    citing = told(
        text,
        said(text, "Gates rust", "the Daily Lantern", "reported", "report", actor=outlet, speaker_type="outlet"),
        actors=(outlet,),
        mentions=(mention(text, "Daily Lantern", outlet),),
    )
    own = told("Gates rust in Selm.", outlet="Daily Lantern", actors=(), published="2031-03-03")
    found = origins(own, citing)
    assert found.of(citing.id, citing.attributions[0].id) == found.of(own.id, None)


def test_what_a_report_and_its_copy_give_in_the_same_words_was_told_once():
    told_as = "four people left the hospital early", "nobody else was hurt", "four people left the hospital early"
    pile = [
        speaking(f"Officials said {words}. {outlet}.", "officials", words, outlet, anonymous=True, source="Officials")
        for words, outlet in zip(told_as, ("Harbour Courier", "Daily Lantern", "Averley Mail"), strict=True)
    ]
    actors = joined(pile)
    tree = lineage(pile, actors)
    copies = tuple(LineageEdge(r.id, pile[0].id, "copies", directed=True, score=0.9) for r in pile[1:])
    for edges, origins_found in (((), 3), (copies, 2)):
        found = Origins(tree.with_(edges=(*tree.edges, *edges)), pile, actors)
        told_by = [found.of(r.id, r.attributions[0].id)[0] for r in pile]
        assert len(set(told_by)) == origins_found


@pytest.mark.parametrize(
    ("first", "second", "one_voice"),
    [
        ("Selkia’s military", "the Selkian general staff", True),
        ("the Norrey armed forces", "Norrey’s joint chiefs of staff", True),
        ("the Norrey armed forces", "Castrel’s army", False),
    ],
)
def test_the_forces_of_a_state_and_their_command_speak_with_one_voice(first, second, one_voice):
    texts = [f"{name} said the ford is closed." for name in (first, second)]
    bodies = [person(name, type_="organization") for name in (first, second)]
    pile = [
        told(t, said(t, "the ford is closed", b.name, "said", actor=b), actors=(b,), mentions=[mention(t, b.name, b)])
        for t, b in zip(texts, bodies, strict=True)
    ]
    home = parties(joined(pile), pile)
    assert (len(set(home.values())) == 1) == one_voice


@pytest.mark.parametrize(("words", "one_voice"), [("Her office", True), ("Her sister", False)])
def test_an_office_told_of_as_hers_is_that_of_whom_the_report_named_last(words, one_voice):
    text = f"Ada Brook left Selm at noon. {words} said the gates rust."
    ada, office = person("Ada Brook"), person(words, type_="org_group")
    pile = [
        told(
            text,
            said(text, "the gates rust", words, "said", actor=office),
            actors=(ada, office),
            mentions=[mention(text, "Ada Brook", ada), mention(text, words, office)],
        )
    ]
    home = parties(joined(pile), pile)
    assert (len(set(home.values())) == 1) == one_voice


def test_what_somebody_hints_at_goes_back_to_who_else_is_quoted():
    text = "Ada Brook was cool on higher tolls at the lock. Ada Brook said the gates rust."
    ada = person("Ada Brook")
    hint = said(text, "higher tolls at the lock", "Ada Brook", "was cool on", "hint", actor=ada)
    quoted = said(text, "the gates rust", "Ada Brook", "said", actor=ada)
    named = [mention(text, "Ada Brook", ada)]
    found = origins(told(text, hint, quoted, outlet="Courier", actors=(ada,), mentions=named))
    (report_id,) = found.own
    assert found.of(report_id, hint.id) == found.of(report_id, quoted.id) != (report_id,)


@pytest.mark.parametrize(
    ("role", "bodies", "one_voice"),
    [
        ("board’s chair", ("Selkian Harbour Board",), True),
        ("chairwoman of the board", ("Selkian Harbour Board",), True),
        ("board’s chair", ("Selkian Harbour Board", "Norrey Grain Board"), False),
        ("board’s cook", ("Selkian Harbour Board",), False),
    ],
)
def test_who_heads_the_one_body_that_is_meant_speaks_for_it(role, bodies, one_voice):
    text = f"Ada Brook spoke. {' and '.join(bodies)} met."
    ada, made = person("Ada Brook"), [person(name, type_="organization") for name in bodies]
    shown = [mention(text, "Ada Brook", ada), *(mention(text, body.name, body) for body in made)]
    known = joined([told(text, actors=(ada, *made), mentions=shown)])
    actors = [a.with_(roles=(role,)) if a.type == "person" else a for a in known]
    home = parties(actors)
    first, *rest = (home[a.id] for a in sorted(actors, key=lambda a: a.type != "person"))
    assert (first in rest) == one_voice


@pytest.mark.parametrize(
    ("source", "one_voice"),
    [
        ("Selkia’s government spokeswoman Ada Brook", True),
        ("Selkia fire brigade spokeswoman Ada Brook", False),
    ],
)
def test_who_speaks_for_a_body_in_a_place_does_not_speak_for_the_place(source, one_voice):
    text = f"{source} said the gates rust. Selkia waits."
    pile = [speaking(text, "Ada Brook", "the gates rust", "Harbour Courier", ("Selkia", SELKIA), source=source)]
    home = parties(joined(pile), pile)
    assert (len(set(home.values())) == 1) == one_voice


def test_a_police_spokeswoman_speaks_for_the_police_that_her_title_names():
    source = "Selm police spokeswoman Ada Brook"
    text = f"{source} said the gates rust. The Selm police wait."
    police = person("Selm police", type_="organization")
    pile = [speaking(text, "Ada Brook", "the gates rust", "Harbour Courier", ("Selm police", police), source=source)]
    home = parties(joined(pile), pile)
    assert len(set(home.values())) == 1


def test_a_partys_mentions_are_known_and_places_are_not():
    text = "Ada Brook said the gates rust. Selkia waits for Ada Brook."
    pile = [speaking(text, "Ada Brook", "the gates rust", "Harbour Courier", ("Selkia", SELKIA))]
    (ada,) = [a for a in joined(pile) if a.type == "person"]
    assert origins(*pile).named(pile[0].id, [Span(0, len(text))]) == {ada.id}


def test_a_quotation_given_to_nobody_is_whose_who_was_quoted_before():
    text = "Ada Brook said: “The gates rust.”\n\n“Nobody has greased them.” Ships wait at the lock."
    ada = person("Ada Brook")
    quoted = said(text, "“The gates rust.”", "Ada Brook", "said", actor=ada).with_(form="direct")
    pile = told(text, quoted, outlet="Courier", actors=(ada,), mentions=[mention(text, "Ada Brook", ada)])
    found = origins(pile)
    on, own = text.index("Nobody"), text.index("Ships")
    assert found.of(pile.id, None, [Span(on, on + 24)]) == found.of(pile.id, quoted.id) != (pile.id,)
    assert found.of(pile.id, None, [Span(own, own + 10)]) == (pile.id,)


@pytest.mark.parametrize(("words", "one_voice"), [("Selkian officials", True), ("Selkian army officials", False)])
def test_the_officials_of_a_state_speak_for_it(words, one_voice):
    text = f"{words} said the gates rust. Selkia waits."
    them = Actor(person(words).id, words, "person_group", anonymous=True)
    shown = [mention(text, "Selkian", SELKIA, form="adjective"), mention(text, words, them, form="nominal"),
             mention(text, "Selkia waits"[:6], SELKIA, nth=1)]  # fmt: skip
    by_them = said(text, "the gates rust", words, "said", actor=them)
    pile = [told(text, by_them, actors=(them, SELKIA), mentions=sorted(shown, key=lambda m: (m.start, m.end)))]
    home = parties(joined(pile), pile)
    assert (len(set(home.values())) == 1) == one_voice


def test_unnamed_people_of_one_kind_in_one_report_count_once():
    text = "A local source said the gates rust. Local sources said ships wait. A diver said it rains."
    who = [
        Actor(person(name).id, name, "person", anonymous=True)
        for name in ("A local source", "Local sources", "A diver")
    ]
    parts = zip(("the gates rust", "ships wait", "it rains"), who, strict=True)
    pile = told(
        text,
        *(said(text, words, actor.name, "said", actor=actor) for words, actor in parts),
        actors=who,
        mentions=[mention(text, actor.name, actor, form="nominal") for actor in who],
    )
    found = origins(pile)
    nodes = [found.of(pile.id, a.id)[0] for a in pile.attributions]
    assert len(set(nodes)) == 3
    assert len(found.independent(nodes)) == 2


@pytest.mark.parametrize(
    ("words", "counted"),
    [("Local officials", 1), ("A spokesman", 1), ("Two officials", 2), ("A senior official", 2), ("A diver", 2)],
)
def test_officials_in_general_add_nothing_to_who_is_named(words, counted):
    text = f"Ada Brook said the gates rust. {words} told of rust in the gates."
    ada, them = person("Ada Brook"), Actor(person(words).id, words, "person", anonymous=True)
    pile = told(
        text,
        said(text, "the gates rust", "Ada Brook", "said", actor=ada),
        said(text, "of rust in the gates", words, "told", "report", actor=them),
        actors=(ada, them),
        mentions=[mention(text, "Ada Brook", ada), mention(text, words, them, form="nominal")],
    )
    found = origins(pile)
    nodes = [found.of(pile.id, a.id)[0] for a in pile.attributions]
    assert len(set(nodes)) == 2
    assert len(found.without_officials(nodes)) == counted


@pytest.mark.parametrize(
    ("name", "role", "whole", "one_voice"),
    [
        ("Ada Brook", "president of a region of Selkia", "Selkia", False),
        ("Ada Brook", "president of Selkia", "Selkia", True),
    ],
)
def test_who_rules_a_region_does_not_rule_its_state(name, role, whole, one_voice):
    text = f"{name}, {role}, spoke."
    ada = person(name)
    pile = [told(text, actors=(ada, SELKIA), mentions=[mention(text, name, ada), mention(text, whole, SELKIA)])]
    first, second = sorted(joined(pile), key=lambda a: a.type != "person")
    shown = Evidence(pile[0].id, text.index(role), text.index(role) + len(role), role)
    first = first.with_(relations=(ActorRelation(second.id, "role-in", (shown,)),))
    assert (len(set(parties((first, second), pile).values())) == 1) == one_voice


def test_a_lawyer_told_of_as_his_speaks_for_who_was_named_before():
    text = "Tomas Reyl left Selm. His lawyer, Ada Brook, said the gates rust."
    reyl = person("Tomas Reyl")
    pile = [
        speaking(text, "Ada Brook", "the gates rust", "Courier", ("Tomas Reyl", reyl), source="His lawyer, Ada Brook,")
    ]
    assert len(set(parties(joined(pile), pile).values())) == 1
