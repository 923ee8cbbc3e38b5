"""Corrections through the desk: in force at once, everywhere, after rebuilding, undone, and handed on."""

import json
from pathlib import Path

import pytest
from standins import PlainReader

from stemma import desk
from stemma.errors import StoreError, UsageError
from stemma.records import Correction, Evidence
from stemma.settings import Settings

FIRST = "Bridge closed\n\n“The bridge is safe,” said Ada Brook on Tuesday. The council shut the bridge at Orle."
SECOND = "Bridge shut\n\n“We shut the bridge,” said Omar Vance. The council shut the bridge at Orle on Tuesday."
WHEN = "2031-05-13T09:00:00+00:00"


@pytest.fixture
def settings(tmp_path) -> Settings:
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Settings(database=tmp_path / "s.db")
    rebuild(made)
    return made


def rebuild(settings: Settings, version: str = "plain-1"):
    return desk.build([str(Path(settings.database).parent)], settings, reader=PlainReader(version))


def stories(settings):
    return list(desk.all_stories(settings))


def said(settings, words: str):
    for story in stories(settings):
        texts = {r.id: r.text for r in story.readings}
        for told in story.attributions:
            if words in texts[told.report][told.attribution.content[0].start : told.attribution.content[-1].end]:
                return story, told
    return None


def fix(settings, kind="speaker", words="The bridge is safe", **fields) -> Correction:
    story, told = said(settings, words)
    span = told.attribution.content[0]
    text = next(r.text for r in story.readings if r.id == told.report)
    place = Evidence(told.report, span.start, span.end, text[span.start : span.end])
    return Correction(0, kind, place, "ruth", WHEN, item=told.attribution.id, **fields)


def speaker(settings) -> str:
    story, told = said(settings, "The bridge is safe")
    return next(a.name for a in story.actors if a.id == told.attribution.speaker)


def found(settings, query: str) -> int:
    return len(desk.search(settings, query))


def test_a_corrected_speaker_is_seen_in_the_story_and_in_the_search_and_survives_a_new_reader(settings):
    kept = desk.correct(settings, fix(settings, value="Ines Calder", speaker_type="person"))
    assert kept.number == 1
    for version in ("plain-1", "plain-2"):
        rebuild(settings, version)
        assert speaker(settings) == "Ines Calder"
        assert found(settings, 'speaker:"Ines Calder" bridge') == 1
        assert found(settings, 'speaker:"Ada Brook" bridge') == 0
    desk.undo(settings, 1, who="omar", when=WHEN)
    assert speaker(settings) == "Ada Brook"
    assert found(settings, 'speaker:"Ada Brook" bridge') == 1


def test_what_is_made_from_changes_for_the_stories_it_concerns(settings):
    before = {t.summary.group.id: t.made_from for t in desk.tellings(settings)}
    kept = desk.correct(settings, fix(settings, "not-attribution"))
    after = {t.summary.group.id: t.made_from for t in desk.tellings(settings)}
    changed = {id_ for id_ in after if after[id_] != before.get(id_)}
    assert changed == {s.id for s in stories(settings) if kept.place.report in {r.id for r in s.readings}}
    assert said(settings, "The bridge is safe") is None


def test_a_report_is_moved_and_comes_back(settings):
    homes = [set(s.summary.group.reports) for s in desk.tellings(settings)]
    one, other = (said(settings, words)[1].report for words in ("The bridge is safe", "We shut"))
    together = any({one, other} <= home for home in homes)
    kind = "does-not-belong" if together else "belongs"
    move = Correction(0, kind, Evidence(one, 0, 6, FIRST[:6]), "ruth", WHEN, other=Evidence(other, 0, 6, SECOND[:6]))
    desk.correct(settings, move)
    moved = [set(s.summary.group.reports) for s in desk.tellings(settings)]
    assert any({one, other} <= home for home in moved) != together
    rebuild(settings)
    assert [set(s.summary.group.reports) for s in desk.tellings(settings)] == moved
    desk.undo(settings, 1, who="ruth", when=WHEN)
    assert [set(s.summary.group.reports) for s in desk.tellings(settings)] == homes


def test_a_date_moves_the_report_in_time(settings):
    desk.correct(settings, fix(settings, "date", value="2031-05-01"))
    story, told = said(settings, "The bridge is safe")
    assert story.from_ == "2031-05-01"
    summary = next(s for s in desk.stories(settings) if told.report in s.group.reports)
    assert summary.group.from_ == "2031-05-01"


def test_decisions_are_numbered_in_one_list_and_handed_on(settings, tmp_path):
    desk.correct(settings, fix(settings, value="Ines Calder", speaker_type="person"))
    desk.correct(settings, fix(settings, "date", value="2031-05-01"))
    desk.undo(settings, 2, who="omar", when=WHEN)
    listed = desk.decisions(settings)
    assert [d.number for d in listed.holding] == [1]
    assert [(u.decision.number, u.by) for u in listed.undone] == [(2, "omar")]
    data = json.loads(json.dumps(desk.exported(settings)))
    elsewhere = Settings(database=tmp_path / "other.db")
    desk.build([str(tmp_path / "first.txt")], elsewhere, reader=PlainReader())
    assert desk.imported(elsewhere, data) == 1
    assert desk.imported(elsewhere, data) == 0
    assert speaker(elsewhere) == "Ines Calder"
    assert desk.decisions(elsewhere).holding[0].who == "ruth"


@pytest.mark.parametrize("data", [None, [], {}, {"schema": "x"}, {"schema": "stemma.decisions/1", "corrections": [{}]}])
def test_what_is_no_list_of_decisions_is_refused_whole(settings, data):
    with pytest.raises(UsageError):
        desk.imported(settings, data)
    assert desk.decisions(settings).holding == ()


def test_a_correction_must_point_at_words_of_the_store(settings):
    good = fix(settings, "not-attribution")
    with pytest.raises(StoreError, match="words"):
        desk.correct(settings, good.with_(place=good.place.__class__(good.place.report, 0, 5, "other")))
    with pytest.raises(UsageError, match="No report"):
        desk.correct(settings, good.with_(place=Evidence("rnone", 0, 1, "x")))
    assert desk.decisions(settings).holding == ()
