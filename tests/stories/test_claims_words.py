"""What words are compared by."""

from collections import Counter

import pytest

from stemma.stories.claims_words import _rows, term


def test_no_word_stands_in_two_groups():
    rows = _rows("claim_groups")
    words = Counter(word for _, members in rows for word in members.split())
    assert [word for word, times in words.items() if times > 1] == []
    assert [name for name, times in Counter(name for name, _ in rows).items() if times > 1] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("denounced", "condemned", True),
        ("deported", "expelled", True),
        ("loosen", "easing", True),
        ("tributes", "honoured", True),
        # A word of two meanings stands in no group.
        ("back", "supported", False),
        ("resolution", "resolved", False),
    ],
)
def test_words_of_one_group_are_compared_as_one(one, other, same):
    assert (term(one, name=False) == term(other, name=False)) is same


@pytest.mark.parametrize("word", ["upcoming", "the", "7"])
def test_words_that_say_nothing_of_what_is_claimed(word):
    assert term(word, name=False) is None
