import itertools
import random
from pathlib import Path

import pytest
from builders import reading, report
from stories.piles import ELECTION, FERRY, MINE, pile

from stemma.records import Published, story_id
from stemma.stories import group
from stemma.stories.titles import LONGEST_TITLE

SHARED = Path(__file__).parents[2].parent / "shared" / "reports"


def members(groups):
    return {frozenset(g.reports) for g in groups}


def ids(readings):
    return frozenset(r.id for r in readings)


def test_stories_come_apart():
    ferry, mine, election = pile(FERRY), pile(MINE), pile(ELECTION)
    assert members(group([*ferry, *mine, *election])) == {ids(ferry), ids(mine), ids(election)}


@pytest.mark.parametrize("story", [FERRY, MINE])
def test_one_story_stays_one(story):
    assert len(group(pile(story))) == 1


def test_small_piles_of_different_stories_do_not_merge():
    assert len(group(pile(FERRY[:1], MINE[:1], ELECTION[:1]))) == 3
    assert len(group(pile(FERRY[:1], ELECTION[:1]))) == 2


def test_no_report_and_one_report():
    assert group([]) == ()
    (only,) = group(pile(ELECTION))
    assert (only.links, only.from_, only.to) == ((), "2031-03-03", "2031-03-03")


def test_order_of_input_does_not_matter():
    readings = pile(FERRY, MINE, ELECTION)
    expected = group(readings)
    assert all(group(order) == expected for order in itertools.islice(itertools.permutations(readings), 0, 720, 37))


def test_the_same_report_twice_counts_once():
    readings = pile(FERRY)
    assert group([*readings, *readings]) == group(readings)


def test_groups_are_latest_first_and_undated_last():
    undated = [
        r.with_(report=r.report.with_(report=r.report.report.with_(published=Published()))) for r in pile(ELECTION)
    ]
    groups = group([*undated, *pile(FERRY, MINE)])
    assert [g.to for g in groups] == ["2031-03-07", "2031-03-06", None]
    assert groups[0].from_ == "2031-03-05"


def test_reports_are_in_order_of_publication():
    ferry = pile(FERRY)
    (story,) = group(reversed(ferry))
    assert story.reports == tuple(r.id for r in ferry)
    assert (story.from_, story.to) == ("2031-03-04", "2031-03-06")


def test_a_story_is_called_after_its_earliest_report_and_does_not_change_when_others_are_added():
    ferry = pile(FERRY)
    (story,) = group(ferry)
    assert story.id == story_id(ferry[0].id)
    assert group(ferry[:2])[0].id == story.id
    assert story in group([*ferry, *pile(MINE)])


def test_every_report_but_the_first_is_linked_to_an_earlier_one():
    for story in group(pile(FERRY, MINE, ELECTION)):
        assert [link.report for link in story.links] == list(story.reports[1:])
        for link in story.links:
            assert story.reports.index(link.to) < story.reports.index(link.report)
            assert 0 < link.score <= 1
            assert link.reason.startswith("shares ")
            assert "apart" in link.reason


@pytest.mark.parametrize(
    ("published", "place"),
    # The ambiguous one stands between its neighbours, which settle it; nothing tells the day of the undated one.
    [(Published(), -1), (Published(alternatives=("2031-03-05", "2031-05-03")), 1)],
)
def test_undated_and_ambiguous_reports_find_their_story(published, place):
    ferry = pile(FERRY)
    ferry[1] = ferry[1].with_(report=ferry[1].report.with_(report=ferry[1].report.report.with_(published=published)))
    (story,) = group([*ferry, *pile(MINE)])[1:]
    assert frozenset(story.reports) == ids(ferry)
    assert story.reports[place] == ferry[1].id
    assert (story.from_, story.to) == ("2031-03-04", "2031-03-06")


def test_a_date_of_the_crawler_does_not_lose_a_report():
    ferry = pile(FERRY)
    head = ferry[2].report.report.with_(published=Published(value="2031-11-20"))
    ferry[2] = ferry[2].with_(report=ferry[2].report.with_(report=head))
    assert len(group(ferry)) == 1


def test_a_notice_stands_alone():
    notice = reading(report("We use cookies to make this site work. Accept all or manage your choices.", outlet="Post"))
    assert frozenset({notice.id}) in members(group([*pile(FERRY), notice]))


def test_a_report_about_both_does_not_chain_two_stories_together():
    bridge = reading(
        report(
            "The week in the region: the ferry Silver Tern ran aground off Port Selm, where Ada Brook and Tomas Reyl "
            "spoke.\n\nMiners at Orrin struck, Jessa Marl said, and Callow Mining offered talks.",
            title="The week in brief", published="2031-03-08",
        )
    )  # fmt: skip
    assert len(group([*pile(FERRY), *pile(MINE), bridge])) == 2


def test_title_is_the_headline_of_a_member():
    for story in group(pile(FERRY, MINE)):
        assert story.title in {title for _, _, title, _ in (*FERRY, *MINE)}


def test_title_without_headlines_is_a_lead_cut_between_words():
    bare = [reading(report(text, published=day)) for text, _, _, day in FERRY]
    (story,) = group(bare)
    assert story.title.endswith("…")
    assert len(story.title) <= LONGEST_TITLE + 1
    lead = next(text for text, *_ in FERRY if text.startswith(story.title[:-1]))
    assert lead[len(story.title) - 1] in " ,."


def test_a_short_lead_is_the_title_as_it_stands():
    (story,) = group([reading(report("Two lines\nof text."))])
    assert story.title == "Two lines of text."


def test_a_long_word_is_cut_where_it_must_be():
    (story,) = group([reading(report("x" * 200))])
    assert story.title == "x" * LONGEST_TITLE + "…"


def _coined(order, syllables):
    return "".join(order.choice("bdfgklmnprstvz") + order.choice("aeiou") for _ in range(syllables))


def test_many_reports_of_many_stories_stay_apart():
    order = random.Random(3)
    readings = []
    for n in range(60):
        who = [_coined(order, 3).title() for _ in range(4)]
        what = [_coined(order, 3) for _ in range(6)]
        for day in (1, 2, 3):
            order.shuffle(what)
            text = (
                f"On day {day} the {what[0]} of {who[0]} met {who[1]} about {what[1]} and {what[2]} in {who[2]}. "
                f"Later {who[3]} saw the {what[3]}."
            )
            readings.append(reading(report(text, published=f"2031-01-{n % 28 + 1:02}")))
    assert members(group(readings)) == {ids(readings[n : n + 3]) for n in range(0, 180, 3)}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/reports")
def test_two_real_reports_are_one_story():
    readings = [reading(report(path.read_text(encoding="utf-8"))) for path in sorted(SHARED.glob("0*.txt"))]
    (story,) = group(readings)
    assert len(story.reports) == 2
    assert len(group([*readings, *pile(FERRY, MINE, ELECTION)])) == 4
