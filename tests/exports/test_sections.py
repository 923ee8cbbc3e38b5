"""The dossier's sections on claims, rules, positions, lineage and the brief, from records built by hand."""

import pytest
from builders import reading, report
from exports.conftest import story_of
from lxml import html

from stemma.errors import RecordError
from stemma.exports.dossier import render
from stemma.exports.family import family
from stemma.exports.matrix import matrix
from stemma.records import (
    BriefLine,
    Claim,
    ClaimSide,
    DatedStance,
    Evidence,
    Lineage,
    LineageEdge,
    LineageNode,
    Position,
    RuleChange,
    RuleObject,
    StanceTime,
    StoryActor,
    StoryRule,
    Tension,
    Validity,
)

ONE = reading(
    report("The quay is <i>shut</i>. No boat may leave, Ana Ruiz said. She backs the closure.", outlet="The Herald")
)
TWO = reading(report("The quay may be shut. Boats may leave again, the harbour office said.", outlet="Coast FM"))
THREE = reading(report("The quay was never shut.", outlet="Night Post"))
RUIZ = StoryActor("a1", "Ana Ruiz", "person", roles=("mayor",))


def at(told, words):
    start = told.text.index(words)
    return (Evidence(told.id, start, start + len(words), words),)


def side(told, words, certainty="certain", polarity="positive", who="report", **values):
    return ClaimSide(told.id, words, certainty, polarity, who, at(told, words), values)


SHUT = Claim(
    "c1", "The quay is shut", "disputed", 3, (), ("conflicts", "differs-in-certainty"),
    (side(ONE, "The quay is <i>shut</i>", quays=">1"), side(TWO, "The quay may be shut", "possible", who="a1"),
     side(THREE, "The quay was never shut", polarity="negative")),
)  # fmt: skip
LEAVE = Claim("c2", "No boat may leave", "single-origin", 1, (), (), (side(ONE, "No boat may leave", who="a1"),))
BAN = StoryRule(
    "u1", "forbidden", "lifted", at(ONE, "No boat may leave"), authority=("a1",),
    object=RuleObject("boats", supplier="Norrey"), conditions=("the quay is shut",), valid=Validity(from_="2031-05-02"),
    history=(RuleChange("2031-05-04", "Boats may leave again", at(TWO, "Boats may leave again")),),
)  # fmt: skip
LEFT = StoryRule("u2", "permitted", "in force", at(TWO, "Boats may leave again"))


def stance(told, kind, words, condition=None, day=None):
    time, evidence = StanceTime(day), at(told, words)
    return DatedStance(told.id, kind, condition, time, explicit=True, certainty="certain", evidence=evidence)


CHANGED = (
    stance(ONE, "supports", "She backs the closure", day="2031-05-02"),
    stance(TWO, "conditional", "Boats may leave again", "boats stay"),
)
STANDS = Position("p1", "a1", "the closure", CHANGED)
OFFICE = LineageNode("n1", "statement", "the harbour office’s remarks")
RUMOUR = LineageNode("n2", "anonymous", "a docker", report=THREE.id)


def edge(told, to, kind, words, *, directed=True):
    return LineageEdge(told.id, to, kind, directed, 0.9, at(told, words))


TREE = Lineage(
    (*(LineageNode(r.id, "report", r.report.report.outlet or "", r.id) for r in (ONE, TWO, THREE)), OFFICE, RUMOUR),
    (edge(ONE, "n1", "cites", "No boat may leave"), edge(TWO, "n1", "cites", "Boats may leave again"),
     edge(TWO, ONE.id, "copies", "The quay may be shut"), edge(THREE, "n2", "cites", "The quay was never shut")),
)  # fmt: skip


def story(**parts):
    return story_of(ONE, TWO, THREE).with_(actors=(RUIZ,), **parts)


def tree_of(told):
    return html.document_fromstring(render(told))


def test_a_section_stands_on_the_page_only_where_there_is_something_for_it():
    full = story(
        claims=(SHUT,), rules=(BAN,), positions=(STANDS,), lineage=TREE, brief=(BriefLine("Shut.", at(ONE, "shut")),)
    )
    assert [s.get("id") for s in tree_of(full).xpath("//main/section")] == [
        "brief", "reports", "timeline", "claims", "rules", "positions", "family", "said",
    ]  # fmt: skip
    assert [s.get("id") for s in tree_of(story()).xpath("//main/section")] == ["reports", "timeline", "said"]


def test_every_link_of_the_sections_opens_on_words_of_its_report():
    full = story(
        claims=(SHUT, LEAVE), rules=(BAN, LEFT), positions=(STANDS,), lineage=TREE,
        tensions=(Tension(("u1", "u2"), "one forbids, one permits", at(TWO, "Boats may leave again")),),
        brief=(BriefLine("“The quay may be shut” (Coast FM).", at(TWO, "The quay may be shut")),),
    )  # fmt: skip
    tree = tree_of(full)
    links = {a.get("href")[1:] for a in tree.xpath("//main//a[starts-with(@href, '#shown-')]")}
    assert len(links) == 6, "as many places as passages are cited"
    for link in links:
        assert len(tree.xpath(f"//*[@id='texts']//*[@id='{link}']")) == 1


def test_the_matrix_gives_each_report_a_sign_by_how_sure_it_is():
    shown = matrix(story(claims=(SHUT, LEAVE)))
    (row,), (alone,) = shown.shared, shown.alone
    assert [cell.sign.words for cell in row.cells] == ["stated as certain", "put as possible", "denied"]
    assert (row.status_words, row.tally) == ("disputed", "3 reports, 3 independent origins")
    assert row.relations == ("they conflict", "not equally sure")
    assert [(s.who, s.values) for s in row.sides] == [
        ("the report itself", "quays: at least 1"),
        ("Ana Ruiz", ""),
        ("the report itself", ""),
    ]
    assert [cell.sign is None for cell in alone.cells] == [False, True, True]


def test_a_report_that_says_both_takes_both_sides():
    both = SHUT.with_(sides=(*SHUT.sides[:1], side(ONE, "No boat may leave", polarity="negative")))
    (row,) = matrix(story(claims=(both,))).alone
    assert row.cells[0].sign.words == "takes both sides"


def test_a_rule_tells_what_the_texts_say_and_names_what_they_do_not():
    tree = tree_of(story(rules=(BAN, LEFT)))
    ban, left = tree.xpath("//li[contains(@class, 'rule ')]")
    words = " ".join(" ".join(ban.itertext()).split())
    for part in (
        "Forbidden lifted", "who rules Ana Ruiz", "what about boats", "supplied by Norrey", "if the quay is shut",
        "from 2 May 2031", "4 May 2031 Boats may leave again",
    ):  # fmt: skip
        assert part in words
    assert "who rules not stated" in " ".join(" ".join(left.itertext()).split())


def test_a_change_of_position_is_shown_with_both_passages():
    (position,) = tree_of(story(positions=(STANDS,))).xpath("//li[contains(@class, 'position ')]")
    assert "changed" in position.get("class")
    words = " ".join(position.text_content().split())
    assert "supports, 2 May 2031 1 → conditional if boats stay 2" in words
    assert len(position.xpath(".//a")) == 2


def test_what_two_reports_tell_alike_is_no_step():
    first, second = stance(ONE, "opposes", "No boat may leave"), stance(TWO, "opposes", "Boats may leave again")
    told = Position("p2", "a1", "the boats", (first, second))
    (position,) = tree_of(story(positions=(told,))).xpath("//ul[@class='positions']/li")
    assert " ".join(position.text_content().split()).endswith("opposes 1 2")


def test_the_tree_draws_what_is_shared_and_lists_the_rest():
    drawn = family(story(lineage=TREE))
    assert [(box.number, box.label) for box in drawn.boxes] == [
        (1, "The Herald"), (2, "Coast FM"), (3, "Night Post"), (None, "the harbour office’s remarks"),
    ]  # fmt: skip
    assert [(wire.kind, wire.title) for wire in drawn.wires] == [
        ("cites", "report 1 cites the harbour office’s remarks"),
        ("cites", "report 2 cites the harbour office’s remarks"),
        ("copies", "report 2 copies report 1"),
    ]
    ((number, (bond,), more),) = drawn.alone
    assert (number, bond.other, more) == (3, "a docker", 0)
    assert all(0 <= box.y <= drawn.height for box in drawn.boxes)


def test_picture_credits_are_no_part_of_the_tree_and_long_lists_are_cut():
    lens = LineageNode("n3", "agency", "Tern Pictures")
    pictures = tuple(edge(r, "n3", "cites", "quay").with_(reason="picture credit") for r in (ONE, TWO))
    quoted = tuple(LineageNode(f"q{n}", "statement", f"Docker {n}") for n in range(9))
    wire = LineageNode("w", "agency", "Norrey Wire")
    edges = (*pictures, *(edge(THREE, q.id, "cites", "quay") for q in quoted), edge(THREE, "w", "cites", "quay"))
    drawn = family(story(lineage=Lineage((*TREE.nodes, lens, wire, *quoted), edges)))
    assert drawn.boxes == ()
    ((_, bonds, more),) = drawn.alone
    assert [bond.other for bond in bonds][:2] == ["Norrey Wire", "Docker 0"]
    assert len(bonds) + more == 10


def test_the_tail_of_a_long_section_is_folded_and_still_there():
    rules = tuple(BAN.with_(id=f"u{n}") for n in range(12))
    positions = tuple(STANDS.with_(id=f"p{n}", actor=f"x{n}") for n in range(20))
    claims = tuple(SHUT.with_(id=f"c{n}") for n in range(20))
    tree = tree_of(story(rules=rules, positions=positions, claims=claims))
    for section, kind, whole in (("rules", "rule ", 12), ("positions", "position ", 20), ("claims", "claim ", 20)):
        every = tree.xpath(f"//section[@id='{section}']//li[contains(@class, '{kind}')]")
        folded = tree.xpath(f"//section[@id='{section}']/details//li[contains(@class, '{kind}')]")
        assert len(every) == whole
        assert 0 < len(folded) < whole


def test_nothing_is_drawn_where_nothing_is_shared():
    assert family(story()).boxes == ()
    lonely = Lineage(TREE.nodes, TREE.edges[-1:])
    assert family(story(lineage=lonely)).boxes == ()


def test_words_of_reports_stay_words():
    page = render(story(claims=(SHUT,), brief=(BriefLine("<b>x</b>", at(ONE, "shut")),)))
    assert "<i>shut</i>" not in page
    assert "<b>x</b>" not in page


def test_evidence_outside_the_story_is_refused():
    outside = ClaimSide("r9", "x", "certain", "positive", "report", (Evidence("r9", 0, 1, "x"),))
    lost = Claim("c9", "x", "single-origin", 1, (), (), (outside,))
    with pytest.raises(RecordError, match="r9"):
        render(story(claims=(lost,)))
