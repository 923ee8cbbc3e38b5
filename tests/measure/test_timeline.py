"""Lines of a timeline against gold: optional ones count neither way, the held-out stories stand apart."""

import pytest

from measure import timeline
from measure.compile_gold import EXAMPLES, HELD_OUT
from stemma.reading import Reader
from stemma.records import Given, RawItem, Report
from stemma.reports import clean
from stemma.settings import Settings

TEXT = """The mill at Orrin burned down on Monday, 3 June 2024, the fire service said.

On Tuesday the owner, Calla Brenn, opened a shelter for the workers."""
FIRE, SHELTER = "The mill at Orrin burned down on Monday, 3 June 2024", "Calla Brenn, opened a shelter for the workers"


@pytest.fixture(scope="module")
def reader():
    return Reader.open(Settings())


def judged(reader, *, optional):
    given = Given(title="Mill burns", outlet="Orrin Post", published="2024-06-05T09:00:00")
    report = clean(RawItem(TEXT, "row", "01", source_id="01", given=given))
    assert isinstance(report, Report)
    lines = [
        {"label": name, "time": {"value": day}, "status": "happened", "optional": name in optional,
         "evidence": [{"report": "01", "quote": quote}]}
        for name, day, quote in (("fire", "2024-06-03", FIRE), ("shelter", "2024-06-04", SHELTER))
    ]  # fmt: skip
    return timeline.judged("mill", lines, {"01": report}, reader)


@pytest.mark.parametrize(
    ("optional", "asked", "pairs", "extra"), [((), 2, 2, 0), (("fire",), 1, 1, 1), (("fire", "shelter"), 0, 0, 2)]
)
def test_optional_lines_count_neither_way(reader, optional, asked, pairs, extra):
    found = judged(reader, optional=optional)
    assert (len(found.gold), len(found.pairs), len(found.extra)) == (asked, pairs, extra)
    assert len(found.dates) == len(found.status) == pairs


def test_held_out_stories_are_none_of_those_to_develop_on():
    told = {p.parents[1] for p in timeline.INPUTS if p.name == "story.json"}
    held = {p for p in told if p.parent == HELD_OUT}
    assert len(held) == 3
    assert len({p for p in told if p.parent == EXAMPLES}) == 3
