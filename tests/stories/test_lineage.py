"""The family tree: what counts as drawing on somebody, which nodes there are, and one utterance in two wordings."""

import pytest
from builders import attribution, mention, person, reading, report

from stemma.records import Actor, Mention, TimeExpression
from stemma.stories.actors import joined
from stemma.stories.lineage import lineage

ADA = person("Ada Brook")
BOARD = person("Selkian Harbour Board", type_="organization")


def told(text, *said, outlet="Harbour Courier", published="2031-03-04", actors=(ADA,), mentions=(), **more):
    rep = report(text, outlet=outlet, published=published, **more)
    return reading(rep, actors=actors, mentions=mentions, attributions=said)


def said(text, content, source, cue, act="assert", *, actor=ADA, **more):
    return attribution(text, content, source=source, cue=cue, speaker=actor.id if actor else None, **more).with_(
        act=act
    )


def edges(*pile, kind=None):
    """Edges as (kind, from, to) in names."""
    tree = lineage(pile, joined(pile))
    names = {n.id: n.name for n in tree.nodes}
    assert {e.from_ for e in tree.edges} | {e.to for e in tree.edges} <= set(names)
    return [(e.kind, names[e.from_], names[e.to]) for e in tree.edges if kind in (None, e.kind)]


TELLING = [
    ("Ada Brook said the gates would open.", "the gates would open", "said", "assert", True),
    ("Ada Brook warned that the gates would open.", "that the gates would open", "warned", "warn", True),
    ("Ada Brook condemned the closure.", "the closure", "condemned", "criticize", True),
    ("Ada Brook feared that the gates would open.", "that the gates would open", "feared", "worry", False),
    ("Ada Brook barred ships from the basin.", "ships from the basin", "barred", "forbid", False),
    ("Ada Brook was criticized for the closure.", "the closure", "was criticized for", "criticize", False),
]


@pytest.mark.parametrize(("text", "content", "cue", "act", "cited"), TELLING)
def test_saying_is_drawn_on_and_thinking_or_doing_is_not(text, content, cue, act, cited):
    assert bool(edges(told(text, said(text, content, "Ada Brook", cue, act)))) == cited


def test_all_that_one_party_said_is_one_edge_with_each_passage():
    text = "Ada Brook said the gates would open. Ada Brook added that ships may pass."
    pile = [
        told(
            text,
            said(text, "the gates would open", "Ada Brook", "said"),
            said(text, "that ships may pass", "Ada Brook", "added"),
        )
    ]
    (edge,) = lineage(pile, joined(pile)).edges
    assert (edge.kind, edge.directed, len(edge.evidence)) == ("cites", True, 2)
    assert [e.quote for e in edge.evidence] == [text[e.start : e.end] for e in edge.evidence]


def test_headlines_sum_up_and_cite_nobody():
    text = "Ada Brook says gates will open\n\nShips wait in the basin."
    blocks = report(text, first="headline").blocks
    assert edges(told(text, said(text, "gates will open", "Ada Brook", "says"), blocks=blocks)) == []


def test_an_unnamed_source_is_known_to_its_report_alone():
    one, other = (f"An official said the gates {end}." for end in ("would open", "stay shut"))
    who = Actor("u1", "An official", "person", anonymous=True)
    pile = [
        told(text, said(text, text[17:-1], "An official", "said", actor=who), actors=(who,), outlet=outlet)
        for text, outlet in ((one, "Harbour Courier"), (other, "Daily Lantern"))
    ]
    nodes = [n for n in lineage(pile, joined(pile)).nodes if n.kind == "anonymous"]
    assert [n.report for n in nodes] == [pile[0].id, pile[1].id]


def test_the_official_is_the_one_told_of_before_and_a_second_one_is_not():
    text = "A senior official said it opens. The official said it closes. A second official said it rusts."
    who = [Actor(f"u{n}", name, "person", anonymous=True) for n, name in enumerate(
        ("A senior official", "The official", "A second official"))]  # fmt: skip
    found = [
        said(text, content, actor.name, "said", actor=actor)
        for actor, content in zip(who, ("it opens", "it closes", "it rusts"), strict=True)
    ]
    assert edges(told(text, *found, actors=who)) == [
        ("cites", "Harbour Courier", "A senior official"),
        ("cites", "Harbour Courier", "A second official"),
    ]


def test_nobody_in_particular_is_no_source():
    text = "Some say the gates would open."
    who = Actor("u1", "Some", "person_group", anonymous=True)
    assert edges(told(text, said(text, "the gates would open", "Some", "say", actor=who), actors=(who,))) == []


def test_what_is_reportedly_so_has_a_source_that_nobody_states():
    text = "The gates have reportedly been open since dawn."
    pile = [told(text)]
    assert edges(*pile) == [("cites", "Harbour Courier", "not stated")]
    assert [n.kind for n in lineage(pile, joined(pile)).nodes] == ["report", "unstated"]


def test_a_document_without_a_maker_is_a_document():
    text = "A survey found that the gates rust."
    (edge,) = edges(told(text, said(text, "that the gates rust", "A survey", "found", actor=None)))
    assert edge == ("cites", "Harbour Courier", "survey")


OUTLETS = [
    ("She told The Daily Lantern that it opens.", "Daily Lantern", True),
    ("It opens, Meridian Wire reported.", "Meridian Wire", True),
    ("It was first reported by the Daily Lantern.", "Daily Lantern", True),
    ("It opens, according to Reuters.", "Reuters", True),
    ("She reads the Daily Lantern over breakfast.", "Daily Lantern", False),
    ("She listened to Vice President Reyl.", "Vice", False),
]


@pytest.mark.parametrize(("text", "name", "cited"), OUTLETS)
def test_outlets_that_are_drawn_on_by_name(text, name, cited):
    outlet = person(name, type_="publication")
    mentions = () if name in ("Reuters", "Vice") else (mention(text, name, outlet),)
    pile = told(text, actors=(outlet,), mentions=mentions, outlet="Averley Mail")
    assert edges(pile) == ([("cites", "Averley Mail", name)] if cited else [])


def test_its_own_house_is_nobody_it_draws_on():
    text = "She told the Courier that it opens."
    outlet = person("Courier", type_="publication")
    assert edges(told(text, actors=(outlet,), mentions=(mention(text, "Courier", outlet),))) == []


def test_a_report_of_the_pile_is_meant_by_its_outlets_name_unless_it_came_later():
    text = "That the gates rust was first reported by the Daily Lantern."
    outlet = person("Daily Lantern", type_="publication")
    citing = told(text, actors=(outlet,), mentions=(mention(text, "Daily Lantern", outlet),))
    before, after = (
        told("Gates rust here.", outlet="Daily Lantern", actors=(), published=day)
        for day in ("2031-03-03", "2031-03-09")
    )
    tree = lineage([before, citing], joined([before, citing]))
    assert [(e.from_, e.to) for e in tree.edges] == [(citing.id, before.id)]
    assert [n.kind for n in lineage([citing, after], joined([citing, after])).nodes] == ["report", "report", "outlet"]


def test_an_address_and_a_byline_say_whose_text_it_is():
    one = told("Ships wait.", actors=(), outlet="Averley Mail")
    head = one.report.report.with_(url="https://example.org/wires/afp/article-1/x.html")
    tree = lineage([one.with_(report=one.report.with_(report=head))], ())
    assert [(e.kind, n.name, n.kind) for e, n in zip(tree.edges, tree.nodes[1:], strict=True)] == [
        ("copies", "AFP", "agency")
    ]
    signed = one.report.report.with_(byline="Tomas Reyl and Associated Press")
    (edge,) = lineage([one.with_(report=one.report.with_(report=signed))], ()).edges
    assert edge.kind == "cites"


def test_short_forms_of_a_body_are_the_body():
    one = "The Selkian Harbour Board said the gates would open."
    other = "The board said ships may pass."
    short = person("The board", type_="org_group")
    pile = [
        told(one, said(one, "the gates would open", "The Selkian Harbour Board", "said", actor=BOARD), actors=(BOARD,)),
        told(other, said(other, "ships may pass", "The board", "said", actor=short), actors=(short,), outlet="Mail"),
    ]
    assert {to for _, _, to in edges(*pile)} == {"Selkian Harbour Board"}


UTTERANCES = [
    (
        "“the last bolt is tested twice before anybody sails”",
        "“the last bolt is tested twice before anybody sails”",
        True,
    ),
    ("the gates rust under the northern basin", "that under the northern basin the gates rust badly", True),
    ("11 freighters wait outside the northern basin", "12 freighters wait outside the northern basin", False),
    ("the gates rust", "ships may pass", False),
]


@pytest.mark.parametrize(("one", "other", "same"), UTTERANCES)
def test_one_utterance_in_two_wordings(one, other, same):
    pile = []
    for words, outlet in ((one, "Harbour Courier"), (other, "Daily Lantern")):
        text = f"Ada Brook said {words}."
        form = "direct" if "“" in words else "indirect"
        names = (mention(text, "Ada Brook", ADA),)
        pile.append(told(text, said(text, words, "Ada Brook", "said", form=form), outlet=outlet, mentions=names))
    found = [e for e in lineage(pile, joined(pile)).edges if e.kind == "same-utterance"]
    assert bool(found) == same
    for edge in found:
        assert [e.report for e in edge.evidence] == [pile[0].id, pile[1].id]
        assert not edge.directed


def test_what_was_said_months_before_is_another_statement():
    now = "Ada Brook said the gates rust."
    then = "Ada Brook said in May that ships may pass."
    at = then.index("in May")
    before = told(then, said(then, "that ships may pass", "Ada Brook", "said"), outlet="Daily Lantern",
                  mentions=(mention(then, "Ada Brook", ADA),))  # fmt: skip
    before = before.with_(times=(TimeExpression(at + 3, at + 6, "DATE", "2030-05"),))
    pile = [
        told(now, said(now, "the gates rust", "Ada Brook", "said"), mentions=(mention(now, "Ada Brook", ADA),)),
        before,
    ]
    assert [to for _, _, to in edges(*pile)] == ["Ada Brook, 2031-03-04", "Ada Brook, 2030-05"]


def test_two_who_draw_on_one_outlet_share_a_source():
    pile = []
    for text, outlet in (("Rust, Reuters reported.", "Averley Mail"), ("It opens, according to Reuters.", "Lantern")):
        pile.append(told(text, actors=(), outlet=outlet))
    assert edges(*pile, kind="shares-source") == [("shares-source", "Averley Mail", "Lantern")]


def test_no_reports_no_tree_and_order_of_mentions_changes_nothing():
    assert lineage([], ()).edges == ()
    text = "It opens, Meridian Wire reported. It shuts, Meridian Wire said."
    outlet = person("Meridian Wire", type_="publication")
    places = [mention(text, "Meridian Wire", outlet, nth=n) for n in (0, 1)]
    forth, back = (
        lineage([told(text, actors=(outlet,), mentions=m, outlet="Mail")], ()) for m in (places, places[::-1])
    )
    assert forth == back
    assert isinstance(places[0], Mention)


UNREAD = [
    ("It opens, according to a note circulated among three ministries.", "document", "note"),
    ("The Lantern had it first, citing two officials familiar with the talks.", "anonymous", "two officials"),
    ("It opens, according to plan.", None, None),
]


@pytest.mark.parametrize(("text", "kind", "name"), UNREAD)
def test_sources_named_where_no_attribution_was_read(text, kind, name):
    found = [n for n in lineage([told(text, actors=())], ()).nodes if n.kind != "report"]
    assert [n.kind for n in found] == ([kind] if kind else [])
    assert all(n.name.startswith(name) for n in found)


def test_what_an_outlet_passes_on_is_drawn_on_through_it():
    text = "Ada Brook was quoted by Reuters as saying the gates would open."
    found = edges(told(text, said(text, "the gates would open", "Ada Brook", "was quoted by Reuters as saying")))
    assert found == [("cites", "Harbour Courier", "Reuters"), ("cites", "Reuters", "Ada Brook")]


def test_a_ruling_told_as_a_fact_shares_its_source_with_the_report_that_has_it_announced():
    one, other = "Ada Brook announced that ships are barred.", "Ada Brook barred ships."
    pile = [
        told(one, said(one, "that ships are barred", "Ada Brook", "announced"),
             mentions=(mention(one, "Ada Brook", ADA),)),
        told(other, said(other, "ships", "Ada Brook", "barred", "forbid"), outlet="Daily Lantern",
             mentions=(mention(other, "Ada Brook", ADA),)),
    ]  # fmt: skip
    assert edges(*pile) == [("cites", "Harbour Courier", "Ada Brook"), ("shares-source", "Daily Lantern", "Ada Brook")]


def test_a_sentence_that_another_report_gives_as_an_outlets_is_taken_from_it():
    words = "Some 197 freighters remain outside, though it is not known how many of them carry grain"
    one, other = f"{words}, Reuters reports.", words.replace("though", "although").replace("of them ", "") + "."
    reuters = person("Reuters", type_="publication")
    naming = said(one, words, "Reuters", "reports", "report", actor=reuters, speaker_type="outlet")
    pile = [
        told(one, naming, actors=(reuters,), mentions=(mention(one, "Reuters", reuters),)),
        told(other, actors=(), outlet="Daily Lantern"),
    ]
    assert ("copies", "Daily Lantern", "Reuters") in edges(*pile)
    assert ("shares-source", "Daily Lantern", "Harbour Courier") in edges(*pile)


@pytest.mark.parametrize(
    ("folder", "agency"), [("aponline/2031/03", "AP"), ("reuters/2031", "Reuters"), ("news/pa", None), ("apps/x", None)]
)
def test_an_agencys_folder_in_the_address_says_whose_text_it_is(folder, agency):
    one = told("Gates rust in Selm.", actors=())
    head = one.report.report.with_(url=f"https://example.org/{folder}/x.html")
    found = edges(one.with_(report=one.report.with_(report=head)))
    assert found == ([("copies", "Harbour Courier", agency)] if agency else [])


def test_an_agency_whose_text_a_report_prints_is_not_cited_beside():
    text = "Ada Brook told Reuters the gates would open."
    one = told(text, said(text, "the gates would open", "Ada Brook", "told Reuters"))
    head = one.report.report.with_(url="https://example.org/wires/reuters/x.html")
    found = edges(one.with_(report=one.report.with_(report=head)))
    assert ("cites", "Harbour Courier", "Reuters") not in found
    assert ("copies", "Harbour Courier", "Reuters") in found


UNNAMED = [
    ("Hundreds of women", "anonymous"),
    ("Local residents", "anonymous"),
    ("Media reports", "unstated"),
    ("Recent polls", "document"),
    ("The rain", None),
]


@pytest.mark.parametrize(("source", "kind"), UNNAMED)
def test_sources_that_are_no_actors(source, kind):
    text = f"{source} said the gates rust."
    one = told(text, said(text, "the gates rust", source, "said", actor=None), actors=())
    assert [n.kind for n in lineage([one], ()).nodes if n.kind != "report"] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norrey Space Agency", "statement"),
        ("Norrey News Agency", "agency"),
        ("Meridian Wire", "agency"),
        ("Verge", "outlet"),
    ],
)
def test_an_agency_that_sells_no_news_is_no_outlet(name, kind):
    body = person(name, type_="organization")
    text = f"The {name} said the gates rust."
    one = told(text, said(text, "the gates rust", f"The {name}", "said", actor=body), actors=(body,),
               mentions=(mention(text, name, body),))  # fmt: skip
    assert [n.kind for n in lineage([one], joined([one])).nodes if n.kind != "report"] == [kind]
