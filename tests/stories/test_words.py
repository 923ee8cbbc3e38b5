import pytest
from builders import paragraphs, reading, report

from stemma.records import Block
from stemma.stories.words import common_words, fold, key, read_text, stem, word_counts


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Brook’s", "brook"),
        ("Brooks'", "brooks"),
        ("Éva", "eva"),
        ("E\u0301va", "eva"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("don’t", "don't"),
        ("'s", ""),
    ],
)
def test_fold(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("folded", "cut"), [("ferries", "ferrie"), ("pass", "pass"), ("gas", "gas"), ("ports", "port")]
)
def test_stem(folded, cut):
    assert stem(folded) == cut


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("U.S. Navy", "US Navy", True),
        ("Zoë Brönn", "Zoe Bronn", True),
        ("Ada  Brook’s", "ada brook", True),
        ("Ada Brook", "Ada Brock", False),
    ],
)
def test_key_folds_case_diacritics_and_punctuation(one, other, same):
    assert (key(one) == key(other)) is same


def test_key_of_no_word_is_empty():
    assert key("— …") == ""


def test_common_words_are_lower_case_shares():
    table = common_words()
    assert 0.9 < table["the"] <= 1
    assert all(w == w.lower() and 0 < share <= 1 for w, share in table.items())


def test_word_counts_leave_out_single_letters():
    assert word_counts("A ferry, two ferries: B") == {"ferry": 1, "two": 1, "ferrie": 1}


def test_read_text_has_title_and_read_blocks_only():
    text = "First words.\n\nSign up here.\n\nLast words."
    blocks = list(paragraphs(text))
    blocks[1] = Block("advertisement", blocks[1].start, blocks[1].end)
    assert (
        read_text(reading(report(text, title="A title", blocks=tuple(blocks)))) == "A title\nFirst words.\nLast words."
    )


def test_read_text_has_a_title_once_that_the_text_holds():
    assert read_text(reading(report("A Title\n\nWords.", title="A title", first="headline"))) == "A Title\nWords."
