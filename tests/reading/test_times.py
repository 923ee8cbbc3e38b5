"""The time grammar on sentences with their expected expressions: `tests/cases/times/*.tsv`."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.reading import times
from stemma.reading.times import find_times
from stemma.records import TimeExpression
from stemma.reports.sentences import split
from stemma.spans import Span, check

FOLDER = Path(__file__).parents[1] / "cases" / "times"


def cases():
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                anchor, sentence, expected = line.split("\t")
                yield pytest.param(anchor, sentence, expected, id=f"{path.stem}: {sentence}")


def told(text, found, *, with_anchor):
    cells = []
    for one in found:
        cell = f"{text[one.start : one.end]} = {one.type} {one.value}"
        cell += f" [{one.mod}]" if one.mod else ""
        if with_anchor:
            cell += f" @{one.anchor}" + (f" {one.relative}" if one.relative else "")
        cells.append(cell)
    return " | ".join(cells) or "-"


def read(text, anchor="2024-05-15", **more):
    return find_times(text, split(text, 0, len(text)), anchor, **more)


@pytest.mark.parametrize(("anchor", "sentence", "expected"), list(cases()))
def test_sentence(anchor, sentence, expected):
    found = read(sentence, None if anchor == "-" else anchor)
    assert told(sentence, found, with_anchor="@" in expected) == expected


def test_there_are_a_few_hundred_cases():
    assert len(list(cases())) > 300


def test_every_builder_is_used_by_a_rule_and_every_rule_has_one():
    used = {rule.build.__name__ for rule in times.rules()}
    assert used == set(times.builders())


def test_nothing_reaches_over_the_end_of_a_sentence():
    text = "It was in May. 3 people came."
    assert [text[e.start : e.end] for e in find_times(text, [Span(0, 14), Span(15, 29)], "2024-05-15")] == ["May"]


def test_only_sentences_are_read():
    text = "Monday. He left on Tuesday."
    assert [e.start for e in find_times(text, [Span(8, len(text))], "2024-05-15")] == [19]


def test_spans_are_code_points_whatever_stands_before():
    text = "🚢 “É́tienne” left on Friday, 3\u00a0March 2017.\r\nHe came back two days later."
    found = read(text)
    assert [text[e.start : e.end] for e in found] == ["Friday, 3\u00a0March 2017", "two days later"]
    assert [e.value for e in found] == ["2017-03-03", "2017-03-05"]


def test_given_stretches_of_direct_speech_win_over_quotation_marks():
    text = "He said it is now over, and it is now over."
    found = read(text, quoted=[Span(8, 22)])
    assert [e.anchor for e in found] == ["speaker", "report"]


def test_an_open_quotation_ends_with_its_paragraph():
    text = "“It is over now.\n\nHe is now in Arlen."
    assert [e.anchor for e in find_times(text, [Span(0, 16), Span(18, 37)], None)] == ["speaker", "report"]


def test_a_report_date_may_be_month_or_year_or_nonsense():
    assert [read("He left last month.", a)[0].value for a in ("2024-05", "2024", "soon", "")] == ["2024-04"] + [
        None
    ] * 3


def test_it_goes_through_json_and_back():
    one = read("He left last Friday.")[0]
    assert TimeExpression.from_dict(one.to_dict()) == one
    assert one.to_dict() == {
        "start": 8,
        "end": 19,
        "type": "DATE",
        "value": "2024-05-10",
        "anchor": "report",
        "relative": None,
        "mod": None,
    }


WORDS = """
    on at the last next this of in and to for from a an half Monday Friday May March Jan. Sept. 3 7th 31 32 1998 2017
    0735 99999 1,000 5 1/2 2½ 10:45 25:99 9.30 a.m. pm GMT EST noon week weeks year years ago later earlier every two
    twenty dozen few hundred hours day days night morning fall spring Q3 FY18 1990s '80s first second quarter century
    Christmas Easter New Year's Day 2/30/2017 2017-02-30 2017-13-01T99:99 31.02.2019 - – , . ; ( ) “ ” " ' $ % said will
"""


ANCHORS = st.sampled_from([None, "2024-02-29", "1000-01-01", "2999-12-31T23:59"])


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14), ANCHORS)
def test_no_string_of_time_words_breaks_it(words, anchor):
    text = " ".join(words)
    found = find_times(text, [Span(0, len(text))] if text else [], anchor)
    spans = [check(e.span, text, "time") for e in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(times.edtf(e) is None or isinstance(times.edtf(e), str) for e in found)
