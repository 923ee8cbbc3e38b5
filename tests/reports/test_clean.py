"""The room's door: one item in, one report or a coded refusal out, and nothing but the item decides."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.records import READ_BLOCKS, Given, RawItem, Rejected, Report
from stemma.reports import clean

TEXT = (
    "Night trains return\n\nThe Coast Herald\n3 May 2031\n\n"
    "Night trains will return to the coast line in May, the railway said on Thursday. “We are ready,” said Anna Voss."
)


def item(content: bytes | str, kind: str = "text", **fields) -> RawItem:
    return RawItem(content=content, kind=kind, path=fields.pop("path", "a.txt"), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", "text", "empty"),
        (b" \r\n\t\xc2\xa0", "text", "empty"),
        (codecs.BOM_UTF8, "text", "empty"),
        ("", "row", "empty"),
        (b"\x00\x01\x02", "text", "binary"),
        (codecs.BOM_UTF8 + b"\xff", "text", "undecodable"),
        (b"<html><body><a href=/>Home</a> <a href=/x>News</a></body></html>", "html", "no-article"),
        (b"<html></html>", "html", "no-article"),
        (b"<!-- -->", "html", "no-article"),
        (
            "Le ministre a déclaré lundi que les discussions avec les représentants des trois pays se poursuivraient.",
            "row",
            "not-english",
        ),
    ],
)
def test_refusals(content, kind, code):
    found = clean(item(content, kind))
    assert isinstance(found, Rejected)
    assert (found.code, found.path) == (code, "a.txt")
    assert found.reason.endswith(".")
    assert found.remedy


@pytest.mark.parametrize("words", ["Paris Berlin Wien", "OK", "Déjà vu!", "Bundestag", "12 345"])
def test_a_shaky_guess_refuses_nothing(words):
    assert isinstance(clean(item(words)), Report)


def test_what_was_given_as_language_is_a_hint_only():
    report = clean(item(TEXT, "row", given=Given(language="de")))
    assert report.report.language == "en"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_offsets_index_the_file_as_decoded(end):
    text = TEXT.replace("\n", end) + f"{end}{end}Emoji 👩‍👩‍👧 and cafe\u0301 stay where they are.{end}"
    report = clean(item(codecs.BOM_UTF8 + text.encode()))
    assert report.text == text
    assert report.report.encoding == "utf-8-sig"
    assert report.sentences[-1].cut(text) == "Emoji 👩‍👩‍👧 and cafe\u0301 stay where they are."


def test_a_row_keeps_its_text_and_its_columns():
    given_columns = Given(title="T", outlet="Bay Daily", byline="Tom Lee", section="Sea")
    report = clean(item(TEXT, "row", url="https://x.example/1", source_id="7", given=given_columns))
    head = report.report
    assert (head.title, head.outlet, head.byline, head.section) == ("T", "Bay Daily", "Tom Lee", "Sea")
    assert (head.url, head.source_id, head.encoding) == ("https://x.example/1", "7", None)
    assert report.text == TEXT


def test_the_id_comes_from_the_text_alone():
    one = clean(item(TEXT.encode()))
    other = clean(item(TEXT, "row", path="b.jsonl#3", url="https://x.example/1", given=Given(outlet="Bay Daily")))
    assert one.id == other.id
    assert clean(item(TEXT + ".")).id != one.id


def test_an_address_gives_an_outlet_only_as_a_last_resort():
    bare = "The harbour was closed on Monday, the board said, and it will stay closed until further notice."
    assert clean(item(bare, "row", url="https://www.x.example/1")).report.outlet == "x.example"
    assert clean(item(TEXT, "row", url="https://www.x.example/1")).report.outlet == "The Coast Herald"
    assert clean(item(bare, "row")).report.outlet is None


PIECES = st.sampled_from(
    [
        "The minister said on Monday that the bridge would close. ",
        "“No,” he said. ",
        "By Anna Voss",
        "Related",
        "Read more: x",
        "11/09/2024 21h26",
        "LISBON, Sept 3 (Reuters) - ",
        "Advertisement",
        "Photo: X/AP",
        " | ",
        "...",
        "👩‍👩‍👧",
        "e\u0301",
        "\n",
        "\r\n",
        "\n\n",
        "\u2028",
        "\xa0",
        "\u200b",
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join)),
    st.sampled_from([None, "The minister said on Monday", "By Anna Voss"]),
)
def test_blocks_cover_everything_and_sentences_lie_inside(text, title):
    report = clean(item(text, "row", given=Given(title=title)))
    if isinstance(report, Rejected):
        return
    assert report.text == text
    bare = list(text)
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end
        words = block.span.cut(text)
        assert words == words.strip()
        end = block.end
        bare[block.start : block.end] = " " * len(words)
    assert not "".join(bare).strip()
    end = 0
    for sentence in report.sentences:
        assert end <= sentence.start < sentence.end
        end = sentence.end
        assert any(b.start <= sentence.start and end <= b.end for b in report.blocks if b.type in READ_BLOCKS)
    assert Report.from_dict(report.to_dict()) == report


@pytest.mark.parametrize(
    "text", ["." * 50_000, "a\n" * 20_000, "A. " * 20_000, "facebook  " * 300 + "zz", "(" * 50_000, '"' * 50_000]
)
def test_no_text_is_a_trap(text):
    # Each of these took minutes in an earlier form of some pattern or loop; now all are done in about a second.
    assert isinstance(clean(item(text)), Report | Rejected)
