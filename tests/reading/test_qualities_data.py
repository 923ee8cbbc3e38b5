"""The lists behind the qualities: well formed, in the words of the contract, and wide enough for the news."""

import json
from pathlib import Path

import pytest
from builders import attribution
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.reading import cues, lexicon
from stemma.reading.morphology import lemmas, tokens
from stemma.reading.qualities import qualify
from stemma.spans import Span

POLNEAR = Path(__file__).resolve().parents[3] / "shared" / "data" / "polnear" / "dev.jsonl"
ACTS = frozenset(
    [
        "assert",
        "report",
        "confirm",
        "deny",
        "claim",
        "justify",
        "hint",
        "suggest",
        "threaten",
        "warn",
        "emphasize",
        "reiterate",
        "acknowledge",
        "praise",
        "urge",
        "request",
        "ask",
        "propose",
        "refer",
        "discuss",
        "plan",
        "want",
        "commit",
        "consider",
        "expect",
        "worry",
        "doubt",
        "regard",
        "dismiss",
        "disagree",
        "criticize",
        "state_position",
        "support",
        "oppose",
        "refuse",
        "permit",
        "forbid",
    ]
)
CERTAINTIES = frozenset(("certain", "probable", "possible", "underspecified"))
POLARITIES = frozenset(("positive", "negative", "mixed", "underspecified"))
STATUSES = frozenset(("asserted", "hedged", "hypothetical", "future", "negated", "unknown"))
FRAMES = frozenset(
    ["-", "to", "that", "question", "against", "about", "as", "for", "on", "claim", "clause", "bare", "np"]
)


def test_every_cue_speaks_the_contract():
    for words, frame, act, certainty, polarity, weight in lexicon.rows("cues"):
        assert words == words.strip().lower(), words
        assert frame in FRAMES, words
        assert act in ACTS, words
        assert certainty in CERTAINTIES | {"-"}, words
        assert polarity in POLARITIES | {"-"}, words
        assert weight in {"full", "light"}, words


def test_no_cue_is_listed_twice():
    keys = [row[:2] for row in lexicon.rows("cues")]
    assert len(keys) == len(set(keys))


def test_the_list_has_every_act():
    assert {row[2] for row in lexicon.rows("cues")} == ACTS


@pytest.mark.parametrize("name", ["hedges", "negations", "classes", "irregular", "verbs"])
def test_every_row_is_whole(name):
    assert all(all(column.strip() for column in row) and len(row) > 1 for row in lexicon.rows(name))


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("urging", "urge"),
        ("planned", "plan"),
        ("believes", "believe"),
        ("wrote", "write"),
        ("pressed", "press"),
        ("'ll", "will"),
    ],
)
def test_forms_lead_back_to_lemmas(word, lemma):
    assert lemma in lemmas(word)


def test_tokens_cut_their_own_words():
    text = "“We didn’t say U.S. prices won't rise 3.5%,” O’Hara said."
    found = tokens(text, [Span(0, len(text))])
    assert [t.span.cut(text).lower().replace("’", "'") for t in found] == [t.lower for t in found]
    assert {"did", "n't", "u.s.", "wo", "3.5", "o'hara"} <= {t.lower for t in found}


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "dam",
            "said",
            "not",
            "may",
            "if",
            "who",
            "and",
            ",",
            ".",
            "?",
            "“",
            "”",
            "’",
            "that",
            "could",
            "no",
            "is",
            "it",
            "has",
            "Brook",
            "gates",
            "denied",
        ]
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(cue=WORDS, content=WORDS)
def test_any_words_get_qualities_of_the_contract(cue, content):
    text = f"Ada Brook {' '.join(cue)} | {' '.join(content)}"
    made = qualify(text, attribution(text, " ".join(content), source="Ada", cue=" ".join(cue)), [Span(0, len(text))])
    assert made.act in ACTS
    assert made.certainty in CERTAINTIES
    assert made.polarity in POLARITIES
    assert made.status in STATUSES


@pytest.mark.shared
@pytest.mark.skipif(not POLNEAR.exists(), reason="the PolNeAR development part is not beside the checkout")
def test_the_list_knows_the_cues_of_polnear():
    """Of the cues in articles that the list was not widened on 96.6 in 100 are known; of those it was, 97.9."""
    known = total = 0
    for row in map(json.loads, POLNEAR.read_text("utf-8").splitlines()):
        for item in row["attributions"]:
            if item["cue"]:
                total += 1
                known += cues.head(tokens(row["text"], [Span(*s) for s in item["cue"]])) is not None
    assert known >= 0.96 * total, f"{known} of {total}"
