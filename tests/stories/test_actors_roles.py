"""What the text calls a person at the name, how actors stand to one another, and which roles contradict each other."""

import pytest
from builders import span_of
from stories.marked import story

from stemma.stories.actors_roles import is_role, roles_at

ADJECTIVES = {"selkian": "selkia", "selkia": "selkia"}

STATED = [
    ("The Selkian Prime Minister Ada Brook left.", [("Selkian Prime Minister", "prime minister", "selkia")]),
    ("Selkia’s foreign minister, Ada Brook, left.", [("Selkia’s foreign minister", "foreign minister", "selkia")]),
    ("US Secretary of State Ada Brook left.", [("US Secretary of State", "state secretary", "united states")]),
    ("Ada Brook, the head of the Callow Fund, left.", [("head of the Callow Fund", "head", "callow fund")]),
    ("Ada Brook, who is minister of defence, left.", [("minister of defence", "defense minister", None)]),
    ("Ada Brook (spokeswoman for the union) left.", [("spokeswoman for the union", "spokeswoman", "union")]),
    ("Former president Ada Brook left.", [("Former president", "president", None)]),
    ("On Sunday President Ada Brook left.", [("President", "president", None)]),
    ("Both Ada Brook and others left.", []),
    ("Ada Brook, told a reporter that she left.", []),
    ("Ada Brook, Tomas Reyl and others left.", []),
    ("Like Ada Brook, the Selkian president left; he was late.", []),
    ("Like Ada Brook, the Selkian president was late.", []),
    ("Under President Ada Brook taxes fell.", [("President", "president", None)]),
    ("The town saw Ada Brook leave.", []),
    ("It was over. President Ada Brook left.", [("President", "president", None)]),
    ("The spokesman for President, Ada Brook, left.", [("President", "president", None)]),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_roles_at_a_name(text, expected):
    found = list(roles_at(text, span_of(text, "Ada Brook"), ADJECTIVES))
    assert [(r.text, r.office, r.owner) for r in found] == expected
    assert [r.span.cut(text) for r in found] == [e[0] for e in expected]


def test_a_former_office_is_past():
    text = "Former Selkian president Ada Brook left."
    assert [r.past for r in roles_at(text, span_of(text, "Ada Brook"), ADJECTIVES)] == [True]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("team physician", True),
        ("head of the harbour board", True),
        ("told a reporter that he left", False),
        ("Prime Minister Ada Brook", False),
        ("shop.\nRabbi", False),
    ],
)
def test_what_a_reading_calls_a_role_is_looked_at(text, role):
    assert is_role(text) == role


def related(*texts):
    """Relations as (name, kind, name)."""
    actors = story(*texts)
    names = {a.id: a.name for a in actors}
    return [(a.name, r.kind, names[r.to]) for a in actors for r in a.relations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[o Brook administration] said no. [p Ada Brook] left.",
            [("Brook administration", "speaks-for", "Ada Brook")],
        ),
        ("[g the Chilean navy] left [l Chile].", [("the Chilean navy", "part-of", "Chile")]),
        ("[p Ada Brook], spokeswoman for [o Callow Mining], left.", [("Ada Brook", "speaks-for", "Callow Mining")]),
        ("[o Callow Mining] spokesman [p Tomas Reyl] left.", [("Tomas Reyl", "speaks-for", "Callow Mining")]),
        ("[p Ada Brook], minister of [l Chile], left.", [("Ada Brook", "role-in", "Chile")]),
        ("Former [l Chile] president [p Ada Brook] left.", []),
        ("[l New Selm] and the [b New Selm Times] left.", []),
        ("[p Ada Brook] and [l Chile] left.", []),
    ],
)
def test_relations_that_the_text_states(text, expected):
    assert related(text) == expected


def test_a_speaker_and_whom_it_speaks_for_stay_two_actors():
    actors = story("[o Brook administration] said no.", "[p Ada Brook] said no. The [o White House] said no.")
    assert [a.name for a in actors] == ["Brook administration", "Ada Brook", "White House"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["Foreign minister [p Ada Brook].", "Defence minister [p Ada Brook]."],
            [("Foreign minister", "Defence minister")],
        ),
        (["Mayor [p Ada Brook].", "Former mayor [p Ada Brook]."], [("Mayor", "Former mayor")]),
        (["Defence minister [p Ada Brook].", "[p Ada Brook], minister of defense, left."], []),
        (["Minister [p Ada Brook].", "Defence minister [p Ada Brook]."], []),
        (["Chilean president [p Ada Brook].", "Peruvian president [p Ada Brook]."],
         [("Chilean president", "Peruvian president")]),
        (["Captain [p Ada Brook].", "Mayor [p Ada Brook]."], []),
    ],
)  # fmt: skip
def test_contradicting_roles_are_kept_and_flagged(texts, expected):
    (brook,) = story(*texts)
    assert [c.roles for c in brook.role_conflicts] == expected
    for conflict in brook.role_conflicts:
        assert set(conflict.roles) <= set(brook.roles)
        assert [e.quote for e in conflict.evidence] == list(conflict.roles)


def test_evidence_cuts_its_words():
    texts = ["The [l Chile] president [p Ada Brook] met [o Northern Relief Fund] (NRF).", "[o NRF] met [p Brook]."]
    quotes = [
        e
        for a in story(*texts)
        for part in (*a.merges, *a.relations, *a.role_conflicts)
        for e in part.evidence
    ]  # fmt: skip
    assert quotes
    assert all(len(e.quote) == e.end - e.start for e in quotes)
