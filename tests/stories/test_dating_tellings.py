import pytest
from builders import reading, report

from stemma.spans import Span
from stemma.stories.dating_clauses import clauses, root, tense, verb_of
from stemma.stories.dating_events import Weights, matches
from stemma.stories.dating_tellings import told


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The ferry sank on Monday, the coastguard said.", ["The ferry sank on Monday", "the coastguard said."]),
        ("The talks came a day after Brook met Reyl.", ["The talks came a day", "after Brook met Reyl."]),
        ("She broke an arm when she fell.", ["She broke an arm when she fell."]),
        ("Miners walked out and will march.", ["Miners walked out", "and will march."]),
        ("Reyl said that the pumps would stop.", ["Reyl said", "that the pumps would stop."]),
    ],
)
def test_clauses(sentence, parts):
    assert [c.cut(sentence) for c in clauses(sentence, Span(0, len(sentence)), ())] == parts


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The ferry sank.", ("past", True)),
        ("The ferry will sail.", ("ahead", True)),
        ("The minister is due to speak.", ("ahead", True)),
        ("their upcoming meeting", ("ahead", True)),
        ("The ministry has not signed.", (None, False)),
        ("The army could blow up the levee.", (None, False)),
        ("He was to meet the king.", (None, False)),
        ("The gate is red.", (None, True)),
    ],
)
def test_tense_of_a_clause(clause, expected):
    assert tense(clause, Span(0, len(clause)), ()) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("met", "meeting"),
        ("suspended", "suspension"),
        ("voted", "vote"),
        ("received", "receiving"),
        ("launch", "launched"),
    ],
)
def test_forms_of_a_word_share_a_root(one, other):
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("words", "verb"),
    [("the ferry sank", "sank"), ("she will speak", "speak"), ("he is due to sail", "sail"), ("the red gate", None)],
)
def test_the_verb_of_a_clause(words, verb):
    low = words.split()
    at = verb_of(low)
    assert (low[at] if at is not None else None) == verb


def telling(text):
    return told(reading(report(text)))


@pytest.mark.parametrize(
    ("one", "other", "matched"),
    [
        # One event, in other words and forms.
        (
            "Queen Maud will open the Halden tunnel tomorrow.",
            "The opening of the Halden tunnel by Queen Maud took place on Friday.",
            True,
        ),
        (
            "The bridge at Orla collapsed yesterday under a lorry.",
            "The bridge at Orla collapsed under a lorry on Monday.",
            True,
        ),
        # Other verbs, other events; another place; the same people only.
        (
            "Miners at Orrin walked out yesterday over pay.",
            "Miners at Orrin marched to the gates over pay on Friday.",
            False,
        ),
        (
            "A fire destroyed a school in Upper Darrow yesterday.",
            "A fire destroyed a barn in Nether Collow on Monday.",
            False,
        ),
        (
            "Prime Minister Ada Brook opened a bridge yesterday.",
            "Prime Minister Ada Brook visited Port Selm on Monday.",
            False,
        ),
    ],
)
def test_which_tellings_are_of_one_event(one, other, matched):
    pile = [telling(one), telling(other)]
    assert bool(matches(*pile, Weights(pile))) is matched


def test_a_quotation_is_matched_word_for_word_alone():
    words = "\u201cWe have found the leak under the old fish hall,\u201d"
    same = telling(f"{words} Saskia Dole said on Thursday.")
    other = telling("\u201cWe have looked for the leak in every cellar of this town,\u201d Saskia Dole said on Monday.")
    pile = [telling(f"{words} said Saskia Dole."), same, other]
    weights = Weights(pile)
    assert [m.one.sort for m in matches(pile[0], same, weights)][:1] == ["quote"]
    assert not [m for m in matches(pile[0], other, weights) if m.one.sort == "quote"]
