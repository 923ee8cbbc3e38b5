from pathlib import Path

import pytest

from stemma.records import RawItem, Reading, Report
from stemma.reports import clean
from stemma.sources import gather
from stemma.stories import group, without_boilerplate

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/reports"))


def cleaned(folder):
    reports = [clean(item) for item in gather([str(folder)], max_bytes=1_000_000) if isinstance(item, RawItem)]
    return [Reading(report) for report in reports if isinstance(report, Report)]


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.parent.name)
def test_each_example_is_one_story(folder):
    readings = cleaned(folder)
    (story,) = group(without_boilerplate(readings))
    assert set(story.reports) == {r.id for r in readings}


def test_all_examples_together_are_as_many_stories():
    piles = [cleaned(folder) for folder in EXAMPLES]
    stories = group(without_boilerplate([r for pile in piles for r in pile]))
    assert {frozenset(s.reports) for s in stories} == {frozenset(r.id for r in pile) for pile in piles}


def test_no_example_loses_a_block_that_one_report_alone_holds():
    for folder in EXAMPLES:
        readings = cleaned(folder)
        for before, after in zip(readings, without_boilerplate(readings), strict=True):
            for old, new in zip(before.report.blocks, after.report.blocks, strict=True):
                if old.type != new.type:
                    text = before.text[old.start : old.end]
                    assert sum(text in other.text for other in readings) > 1
