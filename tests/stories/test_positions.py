"""An actor's stances on one question stand together, in order of time, across reports; other questions stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from builders import mention, person, reading, report, span_of

from stemma.records import DatedStance, Member, Position, Reading, Stance, StanceTime, StoryActor, content_id
from stemma.spans import Span
from stemma.stories.order import published_key
from stemma.stories.positions import positions
from stemma.stories.positions_weighing import is_somebody, weighed

HALE = person("Hale")


def stance(text: str, question: str, kind: str, *, when: str | None = None) -> Stance:
    """Hale's stance on `question`, shown by the whole text."""
    about = span_of(text, question)
    shown = span_of(text, text.split("\n\n", maxsplit=1)[0])
    return Stance(
        id=content_id("p", kind, about),
        actor=HALE.id,
        question=question,
        stance=kind,  # type: ignore[arg-type]
        evidence=(shown,),
        time=StanceTime(when),
        object=(about,),
    )


def told(text: str, question: str, kind: str, *, published: str | None, when: str | None = None) -> Reading:
    """A report in which Hale takes one stance."""
    made = reading(report(text, published=published), actors=[HALE], mentions=[mention(text, "Hale", HALE)])
    return made.with_(stances=(stance(text, question, kind, when=when),))


def story(readings: Sequence[Reading]) -> tuple[Position, ...]:
    """Their positions, Hale being one actor in all of them."""
    hale = StoryActor("hale", "Hale", "person", members=tuple(Member(r.id, HALE.id) for r in readings))
    return positions(sorted(readings, key=published_key), [hale])


def test_a_change_over_time_is_one_position_with_both_passages() -> None:
    """Opposed in May, considered in June: two dated stances, the earlier first, whatever the order of input."""
    may = told(
        "Hale opposed night freight on the canal.", "night freight on the canal", "opposes", published="2031-05-02"
    )
    june = told("Hale is weighing night freight.", "night freight", "considering", published="2031-06-09")
    found = story([june, may])
    assert [[s.stance for s in p.stances] for p in found] == [["opposes", "considering"]]
    assert found[0].question == "night freight on the canal"
    assert [s.evidence[0].report for s in found[0].stances] == [may.id, june.id]
    assert all(e.quote for s in found[0].stances for e in s.evidence)
    assert {story(order) for order in permutations([may, june])} == {found}


APART = [
    ("night freight", "the ban on night freight"),
    ("lifting the ban on night freight", "the ban on night freight"),
    ("sanctions", "the latest round of talks on the sanctions regime"),
    ("a second bridge", "a new ferry"),
    ("the levy", "the release of the crew"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_questions_stay_apart(one: str, other: str) -> None:
    """A ban is not the thing banned, nor its lifting; one word in common is no common question."""
    first = told(f"Hale backed {one}.", one, "supports", published="2031-05-02")
    second = told(f"Hale backed {other}.", other, "supports", published="2031-05-03")
    assert len(story([first, second])) == 2


TOGETHER = [
    ("the test", "Orvania's missile test"),
    ("to ease limits on freight", "easing the limits on freight"),
    ("both towns to open the gates", "the towns must open the lower gates"),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_one_question_in_other_words(one: str, other: str) -> None:
    """The same head noun, or enough words in common."""
    first = told(f"Hale spoke of {one}.", one, "opposes", published="2031-05-02")
    second = told(f"Hale spoke of {other}.", other, "opposes", published="2031-05-03")
    assert len(story([first, second])) == 1


def test_the_day_the_text_gives_goes_before_the_reports() -> None:
    """A report of June that tells of April comes first."""
    late = told("Hale backed the levy in April.", "the levy", "supports", published="2031-06-09", when="2031-04")
    early = told("Hale opposes the levy.", "the levy", "opposes", published="2031-05-02")
    assert [s.stance for s in story([early, late])[0].stances] == ["supports", "opposes"]


def test_in_one_report_what_was_comes_before_what_is() -> None:
    """ "Has resisted" looks back."""
    text = "Hale is weighing the levy. Hale has resisted the levy."
    rep = report(text, published="2031-05-02")
    made = reading(rep, actors=[HALE], mentions=[mention(text, "Hale", HALE, nth=n) for n in (0, 1)])
    now, then = span_of(text, "Hale is weighing the levy"), span_of(text, "Hale has resisted the levy")
    both = (
        Stance("p1", HALE.id, "the levy", "considering", (now,), object=(span_of(text, "the levy"),)),
        Stance("p2", HALE.id, "the levy", "opposes", (then,), object=(span_of(text, "the levy", 1),)),
    )
    assert [[s.stance for s in p.stances] for p in story([made.with_(stances=both)])] == [["opposes", "considering"]]


def test_an_undated_report_comes_last_and_no_stance_gives_no_position() -> None:
    """Nothing is dated that is not."""
    dated = told("Hale backed the levy.", "the levy", "supports", published="2031-05-02")
    undated = told("Hale opposes the levy.", "the levy", "opposes", published=None)
    found = story([undated, dated])
    assert [(s.stance, s.time.value) for s in found[0].stances] == [("supports", None), ("opposes", None)]
    assert story([dated.with_(stances=())]) == ()


def test_words_that_point_at_nobody_hold_no_position() -> None:
    names = ("Selkia", "some of whom", "All", "", "some people", "local people")
    assert [is_somebody(StoryActor("a", name, "other")) for name in names] == [True, False, False, False, False, True]


def test_bodies_and_what_several_reports_tell_come_first() -> None:
    def held(actor: str, *reports: str) -> Position:
        stances = tuple(
            DatedStance(r, "supports", None, StanceTime(), explicit=True, certainty="certain", evidence=())
            for r in reports
        )
        return Position(f"p{actor}", actor, "the bridge", stances)

    people = {
        "a": StoryActor("a", "a docker", "person"),
        "b": StoryActor("b", "Selkia", "place"),
        "c": StoryActor("c", "Ada Brook", "person"),
    }
    ranked = weighed((held("a", "r1"), held("b", "r1"), held("c", "r1", "r2", "r3")), people)
    assert [p.actor for p in ranked] == ["c", "b", "a"]


def test_what_a_report_repeats_is_one_stance_with_all_its_passages() -> None:
    """The offer told twice in one report; another stance on the question, or another time, stays apart."""
    text = "Hale backed night freight on the canal.\n\nHale again backed night freight."
    made = reading(report(text, published="2031-05-02"), actors=[HALE], mentions=[mention(text, "Hale", HALE)])
    spans = [span_of(text, part) for part in text.split("\n\n")]

    def taken(span: Span, kind: str, when: str | None) -> Stance:
        about = Span(span.start + text[span.start :].index("night freight"), span.end - 1)
        one = stance(text, "night freight", kind, when=when)
        return one.with_(id=content_id("p", kind, span), evidence=(span,), object=(about,))

    twice = made.with_(stances=(taken(spans[0], "supports", None), taken(spans[1], "supports", "2031-05-01")))
    (position,) = story([twice])
    assert [[e.quote for e in s.evidence] for s in position.stances] == [text.split("\n\n")]
    assert position.stances[0].time.value == "2031-05-01"
    other = made.with_(stances=(taken(spans[0], "supports", "2031-04-30"), taken(spans[1], "supports", "2031-05-01")))
    assert [len(p.stances) for p in story([other])] == [2]
    changed = made.with_(stances=(taken(spans[0], "opposes", None), taken(spans[1], "supports", None)))
    assert [len(p.stances) for p in story([changed])] == [2]
