"""The two real reports beside the checkout: what a reader would say of them at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.records import READ_BLOCKS, Report
from stemma.reports import clean
from stemma.sources import gather

FOLDER = Path(__file__).parents[2].parent / "shared" / "reports"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real reports are not beside this checkout"),
]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    found = [clean(item) for item in gather([str(FOLDER)], max_bytes=10**6)]
    assert all(isinstance(r, Report) for r in found)
    return found


def of(report: Report, *kinds: str) -> list[str]:
    return [b.span.cut(report.text) for b in report.blocks if b.type in kinds]


def test_two_reports_and_no_blame_for_the_readme(reports):
    assert len(reports) == 2
    for report in reports:
        raw = Path(report.report.path).read_bytes()
        assert report.text == raw.decode("utf-8")


def test_the_first_has_a_masthead_with_an_open_date(reports):
    head = reports[0].report
    assert head.title
    assert head.outlet
    assert head.section
    assert (head.published.value, head.published.basis) == (None, "masthead")
    assert len(head.published.alternatives) == 2
    assert [span.cut(reports[0].text) for span in head.published.evidence] == of(reports[0], "published_date")


def test_leftovers_are_typed_and_not_read(reports):
    assert len(of(reports[0], "disclaimer")) == 1
    assert of(reports[0], "related_link") == ["Related"]
    assert len(of(reports[1], "advertisement")) == 1
    assert not {"disclaimer", "related_link", "advertisement"} & READ_BLOCKS


def test_the_second_says_nothing_of_itself(reports):
    head = reports[1].report
    assert (head.title, head.outlet, head.byline, head.published.value) == (None, None, None, None)
    assert of(reports[1], "headline") == []
    assert len(of(reports[1], "subheading")) == 4
