import json
import random
from pathlib import Path

import pytest
from builders import reading, report

from measure.dating import CASES, HELD_OUT, load, outcome, readings
from stemma.errors import SpanError
from stemma.records import Evidence, Published, RawItem, Reading, Report
from stemma.reports import clean
from stemma.sources import gather
from stemma.spans import Span
from stemma.stories import assemble, group
from stemma.stories.dating import dated, settle_dates

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "reports"
PILES = {**load(CASES), **load(HELD_OUT)}


def read_files(*paths):
    items = gather([str(p) for p in paths], max_bytes=10_000_000)
    reports = [clean(item) for item in items if isinstance(item, RawItem)]
    return [Reading(r) for r in reports if isinstance(r, Report)]


def undated(one, published=None):
    head = one.report.report.with_(published=published or Published())
    return one.with_(report=one.report.with_(report=head))


@pytest.mark.parametrize("name", sorted(PILES))
def test_piles(name):
    found = outcome(PILES[name])
    assert found == [(gold, gold) for gold, _ in found]


@pytest.mark.parametrize("name", sorted(PILES))
def test_evidence_cuts_its_own_text_and_only_settled_dates_change(name):
    pile = readings(PILES[name])
    texts = {r.id: r.text for r in pile}
    for one in pile:
        was, now = one.report.report.published, settle_dates(pile)[one.id]
        assert all(0 <= s.start < s.end <= len(one.text) for s in now.evidence)
        assert all(e.report != one.id and texts[e.report][e.start : e.end] == e.quote for e in now.pile_evidence)
        if now.basis == "pile":
            assert now.evidence or now.pile_evidence
            assert now.value not in now.alternatives
            assert 0.7 < now.confidence < 1
            assert now.witnesses == was.witnesses
        else:
            assert now == was


@pytest.mark.parametrize("name", ["three-reports-chain", "ambiguous-and-undated", "wrong-given-crawl"])
def test_the_order_of_the_input_does_not_matter(name):
    pile = readings(PILES[name])
    first = settle_dates(pile)
    random.Random(3).shuffle(pile)
    assert settle_dates([*pile, pile[0]]) == first


def test_a_report_alone_or_a_pile_without_any_date_stays_as_it_is():
    alone = readings(PILES["bridge-yesterday"])[:1]
    assert settle_dates(alone) == {alone[0].id: Published()}
    assert settle_dates([]) == {}
    pile = [undated(r) for r in readings(PILES["bridge-yesterday"])]
    assert set(settle_dates(pile).values()) == {Published()}


def test_a_date_given_wrongly_stays_among_the_alternatives():
    pile = readings(PILES["wrong-given-crawl"])
    settled = settle_dates(pile)[pile[0].id]
    assert (settled.value, settled.basis, settled.precision) == ("2031-03-05", "pile", "day")
    assert settled.alternatives[0].startswith("2031-08-20")
    assert len({e.report for e in settled.pile_evidence}) > 1


def test_a_reading_of_an_ambiguous_date_keeps_its_time_of_day():
    pile = readings(PILES["ambiguous-and-undated"])
    settled = settle_dates(pile)[pile[0].id]
    assert (settled.value, settled.precision) == ("2031-09-10T18:30", "minute")
    assert settled.alternatives == ("2031-10-09T18:30",)


def test_a_month_known_narrows_the_days():
    pile = readings(PILES["bridge-yesterday"])
    pile[0] = undated(pile[0], Published(value="2031-03", precision="month", basis="masthead", confidence=0.8))
    assert settle_dates(pile)[pile[0].id].value == "2031-03-06"


def test_the_story_tells_the_settled_dates():
    pile = readings(PILES["summit-later-today"])
    (found,) = group(pile)
    assert (found.from_, found.to) == ("2031-03-06", "2031-03-07")
    assert found.reports == (pile[0].id, pile[1].id)
    story = assemble(found, pile)
    first = story.to_dict()["reports"][0]["published"]
    assert (first["value"], first["basis"]) == ("2031-03-06", "pile")
    assert first["pile_evidence"][0]["report"] == pile[1].id
    assert [r.id for r in assemble(found, pile, as_of="2031-03-05").readings] == []
    assert [r.id for r in assemble(found, pile, as_of="2031-03-06").readings] == [pile[0].id]


def test_settled_dates_settle_no_further():
    pile = dated(readings(PILES["three-reports-chain"]))
    assert [r.report.report.published for r in dated(pile)] == [r.report.report.published for r in pile]


def test_records_with_pile_evidence_are_read_back():
    told = Published(
        value="2031-03-06", precision="day", basis="pile", confidence=0.8, evidence=(Span(0, 4),),
        pile_evidence=(Evidence("r1", 2, 8, "Monday"),),
    )  # fmt: skip
    assert Published.from_dict(json.loads(json.dumps(told.to_dict()))) == told


def test_dates_in_a_story_with_a_broken_span_are_told():
    text = "The mill at Tarrow burned down yesterday and forty sacks of flour were lost."
    broken = reading(report(text)).report
    broken = broken.with_(report=broken.report.with_(published=Published(evidence=(Span(0, 900),))))
    one = Reading(broken)
    with pytest.raises(SpanError, match="date evidence"):
        assemble(group([one])[0], [one])


@pytest.mark.parametrize("story", ["dam-dispute", "ferry-sinking", "vaccine-licence"])
def test_the_examples_come_out_as_their_gold(story):
    folder = ROOT / "examples" / story
    gold = json.loads((folder / "gold" / "story.json").read_text(encoding="utf-8"))["reports"]
    pile = read_files(folder / "reports")
    settled = {r.report.report.path.rsplit("/", 1)[-1]: p for r in pile if (p := settle_dates(pile)[r.id])}
    for one in gold:
        found, wanted = settled[one["file"]], one["published"]["value"]
        assert (found.value or "")[:10] == (wanted or "")[:10], one["file"]
        if one["published"]["basis"] == "pile":
            assert found.basis == "pile"


@pytest.mark.shared
@pytest.mark.skipif(not SAMPLE.is_dir(), reason="needs ../shared/reports beside the checkout")
def test_the_sample_reports():
    """How a careful reader goes about it.

    The undated report puts the leaders' meeting on its own day, and says that the talks may go on after a weekday: the
    meeting, and so the report, is of that weekday, a Friday. The other report still expects the meeting, so it is no
    later. It also retells the president's remark that the matter is in hand, which the undated one dates to the same
    week, before the meeting: so the two lie in one week. Of the masthead's two readings one is a Wednesday, with a
    Friday two days on; the other is a Saturday, with no Friday left in its week. That the assembly, which is held in
    September each year, is ahead in both and "this month" in one points the same way; it only ranks the readings.
    """
    pile = {r.report.report.path.rsplit("/", 1)[-1][:3]: r for r in read_files(SAMPLE)}
    settled = settle_dates(list(pile.values()))
    first, second = settled[pile["000"].id], settled[pile["003"].id]
    assert (first.value, first.precision, first.basis) == ("2024-09-11T21:26", "minute", "pile")
    assert first.alternatives == ("2024-11-09T21:26",)
    assert (second.value, second.precision, second.basis) == ("2024-09-13", "day", "pile")
    words = [s.cut(pile["003"].text) for s in second.evidence]
    assert {"today", "earlier this week", "Friday"} <= set(words)
    assert {e.report for e in second.pile_evidence} == {pile["000"].id}
