"""The scorers on texts small enough to count by hand."""

import pytest
from builders import span_of

from measure import attribution, polnear

TEXT = "Brook said the old pier is safe and Lund said the tide is high."


def parts(source, content):
    return {"source": [span_of(TEXT, source)] if source else [], "cue": [], "content": [span_of(TEXT, content)]}


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ([parts("Brook", "the old pier is safe")], 1),
        ([parts("Brook", "the old pier")], 1),
        ([parts("Brook", "the old")], 1),
        ([parts("Brook", "old")], 0),
        ([parts("Lund", "the old pier is safe")], 0),
        ([parts(None, "the old pier is safe")], 0),
        ([parts("Brook", "the old pier is safe"), parts("Brook", "the old pier is")], 1),
    ],
)
def test_whole_attributions_match_on_half_the_content_and_the_source(said, pairs):
    gold = [parts("Brook", "the old pier is safe"), parts("Lund", "the tide is high")]
    assert len(polnear.match(TEXT, said, gold)) == pairs


def test_bio_runs():
    labels = ["B-cue", "I-cue", "B-cue", "O", "B-source", "I-content"]
    assert polnear.bio_spans(labels) == {("cue", 0, 1), ("cue", 2, 2), ("source", 4, 4), ("content", 5, 5)}


def test_fragments_become_token_runs_cut_at_the_instance():
    found = polnear.token_spans(
        {"source": [span_of(TEXT, "Brook")], "cue": [], "content": [span_of(TEXT, "is safe and Lund")]},
        [(0, 5), (6, 10), (24, 26), (27, 31)],
    )
    assert found == {("source", 0, 0), ("content", 2, 3)}


@pytest.mark.parametrize(
    ("certain", "error"),
    [([(0.95, True), (0.95, True)], 0.05), ([(0.9, False)], 0.9), ([(0.5, True), (0.5, False)], 0.0), ([], 0.0)],
)
def test_calibration_error(certain, error):
    assert attribution.calibration_error(certain) == pytest.approx(error)


@pytest.mark.parametrize(("hits", "said", "gold", "expected"), [(1, 2, 2, 50.0), (0, 0, 0, 0.0), (2, 2, 2, 100.0)])
def test_f1(hits, said, gold, expected):
    assert polnear.f1(hits, said, gold) == expected
