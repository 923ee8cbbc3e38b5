"""Typed blocks: every case is a text given piece by piece with the type each piece must get."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.records import READ_BLOCKS, Given, RawItem, Report
from stemma.reports import clean, lines, tables

CASES = Path(__file__).parents[1] / "cases" / "reports" / "blocks.txt"


def cases() -> list:
    """Parameters (text, expected pieces) of the cases file."""
    found: list[tuple[str, str, list[tuple[bool, str, str]]]] = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("==="):
            name, _, between = line.removeprefix("===").strip().rpartition(" ")
            found.append((name, {"(blank)": "\n\n", "(line)": "\n"}[between], []))
        elif line.strip() and not line.startswith("#"):
            kind, _, words = line.removeprefix("+").partition("|")
            found[-1][2].append((line.startswith("+"), kind.strip(), words.strip()))
    made = []
    for name, between, pieces in found:
        text = ""
        for inline, _, words in pieces:
            text += (" " if inline else between) * bool(text) + words
        made.append(pytest.param(text, [(kind, words) for _, kind, words in pieces], id=name))
    return made


def read(text: str, **given: str) -> Report:
    report = clean(RawItem(content=text, kind="row", path="case", given=Given(**given)))
    assert isinstance(report, Report)
    return report


def typed(report: Report) -> list[tuple[str, str]]:
    return [(b.type, b.span.cut(report.text)) for b in report.blocks]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_pieces_get_their_type(text, expected):
    assert typed(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases())
def test_line_ends_do_not_matter(text, expected):
    report = read(text.replace("\n", "\r\n"))
    assert typed(report) == expected
    assert "\r\n" in report.text or "\n" not in text


@pytest.mark.parametrize(("text", "expected"), cases())
def test_only_what_is_told_has_sentences(text, expected):
    report = read(text)
    told = [b for b in report.blocks if b.type in READ_BLOCKS]
    for sentence in report.sentences:
        assert any(b.start <= sentence.start and sentence.end <= b.end for b in told)
    assert {b for b in told for s in report.sentences if b.start <= s.start < b.end} == set(told)


TITLE = "Harbour board weighs night ban on barges"
LEAD = "The harbour board of Ostrava Bay is weighing a ban on night traffic, three people familiar with the talks said."


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param(TITLE, [("headline", TITLE)], id="repeated"),
        pytest.param(
            "‘Harbour’ board weighs night ban on barges",
            [("headline", "‘Harbour’ board weighs night ban on barges")],
            id="retyped",
        ),
        pytest.param(
            f"Barges {TITLE} Chairwoman says matter is being worked out",
            [
                ("section_label", "Barges"),
                ("headline", TITLE),
                ("subheading", "Chairwoman says matter is being worked out"),
            ],
            id="run together",
        ),
        pytest.param(
            f"{TITLE}, three people familiar with the talks said after a long night.",
            [("paragraph", f"{TITLE}, three people familiar with the talks said after a long night.")],
            id="a lead that begins like the title",
        ),
        pytest.param(
            "Harbour boss quits over unpaid bills, union wants answers",
            [("subheading", "Harbour boss quits over unpaid bills, union wants answers")],
            id="another headline is no headline",
        ),
    ],
)
def test_the_title_column_tells_the_headline(first, expected):
    report = read(f"{first}\n{LEAD}", title=TITLE)
    assert typed(report) == [*expected, ("paragraph", LEAD)]
    assert report.report.title == TITLE


def test_an_agency_is_a_credit_when_another_house_brought_the_report():
    report = read(f"{TITLE}\nXinhua | Updated: 2031-09-15 17:52\n{LEAD}", outlet="Bay Daily")
    assert typed(report)[1:4] == [("byline", "Xinhua"), ("other", "|"), ("published_date", "Updated: 2031-09-15 17:52")]
    assert report.report.outlet == "Bay Daily"
    assert report.report.byline == "Xinhua"


def test_a_headline_in_capitals_over_two_lines_is_one():
    report = read(f"NIGHT BAN\nON BARGES\n\nBy Anna Voss\n\n{LEAD}")
    assert typed(report)[:2] == [("headline", "NIGHT BAN\nON BARGES"), ("byline", "By Anna Voss")]
    assert report.report.title == "NIGHT BAN ON BARGES"


def test_a_piece_in_another_language_is_not_read():
    note = "Den Artikel auf Deutsch lesen Sie morgen in unserer gedruckten Ausgabe am Kiosk."
    report = read(f"{LEAD}\n{note}\n{LEAD}")
    assert typed(report)[1] == ("other", note)


def test_head_from_the_masthead():
    report = read("Night Trains Return\n\nThe Coast Herald\nBusiness\nBy Anna Voss\n3 May 2031, 7:05 pm\n\n" + LEAD)
    head = report.report
    assert (head.title, head.outlet, head.section, head.byline) == (
        "Night Trains Return",
        "The Coast Herald",
        "Business",
        "Anna Voss",
    )
    assert head.published.value == "2031-05-03T19:05"
    assert head.published.evidence[0].cut(report.text) == "3 May 2031, 7:05 pm"


@pytest.mark.parametrize("row", tables.rows("lines"), ids=lambda row: row[2][:40])
def test_every_row_of_the_lexicon_says_where_it_comes_from(row):
    kind, where, pattern, reason = row
    assert kind == "post" or kind in {"related_link", "advertisement", "disclaimer", "byline", "caption", "other"}
    assert where in {"any", "foot"}
    assert pattern
    assert len(reason) > 4


def test_no_rule_takes_plain_prose():
    prose = [
        LEAD,
        "He said the photo showed nothing that the inquiry had not seen before.",
        "Opinion polls have put the two parties level for a month.",
        "More than 200 people were in the hall, the police said.",
        "Related charges against two other men were dropped in May.",
        "Image rights were the main point of the dispute, his lawyer said.",
        "The two sides share this view, a diplomat said.",
        "Corrections officers found the letter on Tuesday.",
        "This report is the third of its kind since 2029, Tamm said.",
        "9/11 Commission members were among the guests.",
        "“Read more books,” the minister told the pupils.",
        "By the time the tug arrived, the barge had sunk.",
    ]
    assert [(words, lines.kind_of(words)) for words in prose if lines.kind_of(words)] == []
    assert [words for words in prose if lines.byline(words)] == []
