import pytest
from builders import attribution, mention, person, reading, report
from stories.piles import ELECTION, FERRY, MINE, pile

from stemma.stories import without_boilerplate

LINE = "Get the morning letter in your inbox, free of charge."
NOTICE = (
    "This site and all that stands on it may be kept for personal use only; any other use, in whole or in part, needs "
    "the written leave of the owner, who takes no part in what others print under their own name."
)


def with_block(row, extra, *, at=None):
    text, outlet, title, published = row
    blocks = text.split("\n\n")
    blocks.insert(len(blocks) if at is None else at, extra)
    return reading(report("\n\n".join(blocks), outlet=outlet, title=title, published=published))


def retyped(readings):
    """The texts that were retyped, per report."""
    return [
        [r.text[b.start : b.end] for b, new in zip(r.report.blocks, n.report.blocks, strict=True) if b.type != new.type]
        for r, n in zip(readings, without_boilerplate(readings), strict=True)
    ]


def test_a_notice_in_three_unlike_reports_is_furniture():
    readings = [with_block(row, NOTICE) for row in (FERRY[0], MINE[0], ELECTION[0])]
    assert retyped(readings) == [[NOTICE]] * 3


@pytest.mark.parametrize("at", [0, 1, None])
def test_furniture_is_found_wherever_it_stands_and_however_it_is_set(at):
    readings = [
        with_block(FERRY[0], NOTICE, at=at),
        with_block(MINE[0], NOTICE.replace(" ", "  "), at=at),
        with_block(ELECTION[0], NOTICE.upper(), at=at),
    ]
    assert [len(r) for r in retyped(readings)] == [1, 1, 1]


def test_two_unlike_reports_are_not_enough_for_a_long_block():
    readings = [with_block(row, NOTICE) for row in (FERRY[0], MINE[0])]
    assert retyped(readings) == [[], []]


def test_a_short_line_of_one_outlet_is_furniture_even_within_one_story():
    same = [(text, "Daily Lantern", title, day) for text, _, title, day in FERRY[:2]]
    assert retyped([with_block(row, LINE) for row in same]) == [[LINE], [LINE]]


def test_a_short_line_of_two_outlets_stays():
    assert retyped([with_block(row, LINE) for row in FERRY[:2]]) == [[], []]


@pytest.mark.parametrize(
    "line",
    ["“We will stay on the quay,” she said.", "The toll stands at 14.", "The harbour stays shut, Tomas Reyl said."],
)
def test_a_short_line_that_tells_something_stays(line):
    same = [(text, "Daily Lantern", title, day) for text, _, title, day in FERRY[:2]]
    assert retyped([with_block(row, line) for row in same]) == [[], []]


def test_the_outlets_own_name_tells_nothing():
    line = "You can get more from the Lantern every day."
    same = [(text, "Daily Lantern", title, day) for text, _, title, day in FERRY[:2]]
    assert retyped([with_block(row, line) for row in same]) == [[line], [line]]


def test_copies_of_one_wire_text_are_no_furniture():
    readings = [with_block((FERRY[0][0], f"Outlet {n}", None, None), f"Own line {n}.") for n in range(5)]
    assert retyped(readings) == [[]] * 5


def test_a_wire_paragraph_in_reports_of_one_story_stays():
    wire = "The Silver Tern was built in Gullwick and carries up to three hundred people and forty cars on two decks."
    assert retyped([with_block(row, wire) for row in FERRY]) == [[], [], []]


def test_a_copy_does_not_make_a_third_report():
    copy = with_block((FERRY[0][0], "Other Paper", None, None), NOTICE)
    readings = [with_block(FERRY[0], NOTICE), copy, with_block(MINE[0], NOTICE)]
    assert retyped(readings) == [[], [], []]


def test_speakers_labels_stay():
    label = "ADA BROOK, HOST:"
    readings = [with_block(row, label, at=0) for row in (FERRY[0], MINE[0], ELECTION[0])]
    assert retyped(readings) == [[], [], []]


def test_blocks_that_are_not_read_are_left_alone():
    readings = [with_block(row, NOTICE) for row in (FERRY[0], MINE[0], ELECTION[0])]
    kept = [
        r.with_(report=r.report.with_(blocks=(*r.report.blocks[:-1], r.report.blocks[-1].with_(type="disclaimer"))))
        for r in readings
    ]
    assert without_boilerplate(kept) == tuple(kept)


def test_nothing_is_read_in_furniture():
    brook, owner = person("Ada Brook"), person("Orla Venn")
    extra = "Orla Venn says that this site is for personal use and that any other use needs her written leave."
    readings = []
    for row in (FERRY[0], MINE[0], ELECTION[0]):
        plain = with_block(row, extra)
        marks = [mention(plain.text, "Orla Venn", owner)]
        said = [
            attribution(plain.text, "this site is for personal use", source="Orla Venn", cue="says", speaker=owner.id)
        ]
        if "Ada Brook" in plain.text:
            marks.append(mention(plain.text, "Ada Brook", brook))
            said.append(attribution(plain.text, "ran aground", source="Ada Brook", cue="said", speaker=brook.id))
        readings.append(plain.with_(actors=(brook, owner), mentions=tuple(marks), attributions=tuple(said)))
    first, second, _ = without_boilerplate(readings)
    assert [a.name for a in first.actors] == ["Ada Brook"]
    assert [m.actor for m in first.mentions] == [brook.id]
    assert [a.speaker for a in first.attributions] == [brook.id]
    assert second.attributions == second.mentions == ()
    assert first.report.blocks[-1].type == "other"
    assert first.report.sentences == readings[0].report.sentences[:-1]
    assert first.text == readings[0].text


def test_an_actor_nothing_pointed_at_before_stays():
    brook = person("Ada Brook")
    readings = [with_block(row, NOTICE).with_(actors=(brook,)) for row in (FERRY[0], MINE[0], ELECTION[0])]
    assert [r.actors for r in without_boilerplate(readings)] == [(brook,)] * 3


def test_a_nested_attribution_whose_parent_goes_becomes_an_outer_one():
    readings = [with_block(row, NOTICE) for row in (FERRY[0], MINE[0], ELECTION[0])]
    text = readings[0].text
    parent = attribution(text, ["needs the written leave", "reported a steering fault"], cue="said")
    child = attribution(text, "steering fault", source="Tomas Reyl").with_(parent=parent.id, layer="nested")
    readings[0] = readings[0].with_(attributions=(parent, child))
    assert without_boilerplate(readings)[0].attributions == (child.with_(parent=None, layer="outer"),)


def test_result_is_in_order_of_input_and_does_not_depend_on_it():
    readings = [with_block(row, NOTICE) for row in (FERRY[0], MINE[0], ELECTION[0], FERRY[2])]
    forward = without_boilerplate(readings)
    assert without_boilerplate(readings[::-1]) == forward[::-1]
    assert [r.id for r in forward] == [r.id for r in readings]


def test_an_untouched_pile_comes_back_as_it_is():
    readings = pile(FERRY, MINE, ELECTION)
    assert without_boilerplate(readings) == tuple(readings)
    assert without_boilerplate([]) == ()
