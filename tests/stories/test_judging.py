"""Corrections as pure functions: readings, groups and claims with what people decided put in."""

import pytest
from builders import attribution, person, reading, report

from stemma.records import Correction, Evidence, Group, Member
from stemma.spans import Span
from stemma.stories import assemble
from stemma.stories.judging import corrected, joins, reclaimed, redated, regrouped

TEXT = "The bridge is safe, Ada Brook said.\n\nOmar Vance said the toll will rise."
WHEN = "2031-05-13T09:00:00+00:00"


def place(text: str, quote: str, report_id: str) -> Evidence:
    start = text.index(quote)
    return Evidence(report_id, start, start + len(quote), quote)


@pytest.fixture
def told():
    ada, omar = person("Ada Brook"), person("Omar Vance")
    rep = report(TEXT, published="2031-05-12")
    said = [
        attribution(TEXT, "The bridge is safe", source="Ada Brook", cue="said", speaker=ada.id),
        attribution(TEXT, "the toll will rise", source="Omar Vance", cue="said", speaker=omar.id),
    ]
    return reading(rep, actors=[ada, omar], attributions=said)


def correction(told, kind: str, quote: str = "The bridge is safe", **fields) -> Correction:
    return Correction(1, kind, place(TEXT, quote, told.id), "ruth", WHEN, **fields)


def test_a_wrong_speaker_is_replaced_by_one_of_the_report(told):
    wanted = told.actors[1]
    fix = correction(told, "speaker", value=wanted.name, speaker=Member(told.id, wanted.id), item="gone")
    (out,) = corrected([told], [fix])
    assert [a.speaker for a in out.attributions] == [wanted.id, wanted.id]
    assert out.actors == told.actors


def test_a_speaker_nobody_named_here_comes_in_and_is_joined_with_the_other_report(told):
    other = person("Ines Calder")
    second = reading(report("Ines Calder spoke."), actors=[other])
    fix = correction(told, "speaker", value=other.name, speaker=Member(second.id, other.id), speaker_type="person")
    out = corrected([told, second], [fix])
    added = out[0].actors[-1]
    assert added.name == "Ines Calder"
    assert out[0].attributions[0].speaker == added.id
    (joined,) = joins(out, [fix])
    assert {joined.one, joined.other} == {Member(second.id, other.id), Member(told.id, added.id)}


def test_nobody_may_be_the_speaker(told):
    (out,) = corrected([told], [correction(told, "speaker", item=told.attributions[0].id)])
    assert out.attributions[0].speaker is None
    assert out.attributions[0].speaker_type is None


def test_what_is_no_attribution_goes_and_what_lay_inside_stays(told):
    inner = told.attributions[1].with_(parent=told.attributions[0].id, layer="nested")
    nested = told.with_(attributions=(told.attributions[0], inner))
    (out,) = corrected([nested], [correction(told, "not-attribution")])
    assert [(a.parent, a.layer) for a in out.attributions] == [(None, "outer")]


def test_a_correction_whose_words_are_gone_changes_nothing(told):
    fix = correction(told, "not-attribution").with_(place=Evidence(told.id, 20, 23, "Ada"), item="gone")
    assert corrected([told], [fix]) == (told,)


@pytest.mark.parametrize(("value", "precision"), [("2031", "year"), ("2031-04", "month"), ("2031-04-30", "day")])
def test_a_date_is_what_the_person_said_and_the_old_one_an_alternative(told, value, precision):
    fix = correction(told, "date", value=value)
    for out in (*corrected([told], [fix]), *redated([told], [fix])):
        published = out.report.report.published
        assert (published.value, published.precision, published.basis) == (value, precision, "given")
        assert published.alternatives == (() if value == "2031" else ("2031-05-12",))


def test_a_story_is_assembled_with_corrections(told):
    fixes = [
        correction(told, "not-attribution", "the toll will rise"),
        correction(told, "date", value="2031-05-09"),
        correction(told, "speaker", value="Ines Calder", speaker_type="person"),
    ]
    group = Group("s1", "Bridge", "2031-05-12", "2031-05-12", (told.id,))
    story = assemble(group, [told], corrections=fixes)
    assert (story.from_, story.to) == ("2031-05-09", "2031-05-09")
    names = {a.id: a.name for a in story.actors}
    assert [names[a.attribution.speaker] for a in story.attributions] == ["Ines Calder"]


MOVES = [
    ("belongs", "c", "a", [["a", "b", "c"]]),
    ("belongs", "a", "b", [["a", "b"], ["c"]]),
    ("does-not-belong", "b", "a", [["a"], ["c"], ["b"]]),
    ("does-not-belong", "c", "a", [["a", "b"], ["c"]]),
    ("belongs", "lost", "a", [["a", "b"], ["c"]]),
]


@pytest.mark.parametrize(("kind", "one", "other", "homes"), MOVES)
def test_reports_are_moved(kind, one, other, homes):
    fix = Correction(1, kind, Evidence(one, 0, 1, "x"), "ruth", WHEN, other=Evidence(other, 0, 1, "x"))
    assert regrouped([["a", "b"], ["c"]], [fix]) == homes


def test_of_two_moves_the_later_counts():
    first = Correction(1, "belongs", Evidence("c", 0, 1, "x"), "ruth", WHEN, other=Evidence("a", 0, 1, "x"))
    assert regrouped([["a"], ["c"]], [first, first.with_(number=2, kind="does-not-belong")]) == [["a"], ["c"]]


PLACES = [("r1", Span(0, 10)), ("r2", Span(0, 10)), ("r3", Span(0, 10)), ("r3", Span(20, 30))]


@pytest.mark.parametrize(
    ("kind", "one", "other", "groups"),
    [
        ("claims-same", 0, 3, [(0, 1, 2, 3)]),
        ("claims-different", 0, 2, [(0, 1), (2,), (3,)]),
        ("claims-different", 0, 3, [(0, 1, 2), (3,)]),
    ],
)
def test_statements_are_joined_and_parted(kind, one, other, groups):
    def shown(n: int) -> Evidence:
        where, span = PLACES[n]
        return Evidence(where, span.start, span.end, "x" * span.length)

    fix = Correction(1, kind, shown(one), "ruth", WHEN, other=shown(other))
    assert reclaimed([(0, 1, 2), (3,)], PLACES, [fix]) == groups


def test_without_a_correction_groups_stay_as_they_are():
    assert reclaimed([(3,), (0, 1)], PLACES, []) == [(3,), (0, 1)]
