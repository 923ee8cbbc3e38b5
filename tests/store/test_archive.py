"""What goes in comes out: reports in several places, quarantine, readings, stories, whatever the order of arrival."""

import itertools

import pytest
from builders import attribution, mention, person, reading, report

from stemma.errors import StoreError, UsageError
from stemma.records import Group, GroupLink, Rejected, story_id
from stemma.store import MEMORY, Archive, Place

TEXT = "The quay stays shut, said Ana Ruiz.\n\nNobody knows for how long."


@pytest.fixture
def archive():
    with Archive(MEMORY, write=True) as opened:
        yield opened


def a_report(text=TEXT, **given):
    made = report(text, **given)
    return made.with_(report=made.report.with_(id="r" + str(len(text)) + text[:3]))


def a_reading(of):
    ana = person("Ana Ruiz")
    return reading(
        of,
        actors=[ana],
        mentions=[mention(of.text, "Ana Ruiz", ana)],
        attributions=[attribution(of.text, "The quay stays shut", source="Ana Ruiz", cue="said", speaker=ana.id)],
    )


def contents(archive):
    return list(archive.dump())


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "An emoji 👩‍👩‍👧 stands here.\n\nAnd a flag 🇺🇦.",
        "Cafe\u0301 owners: \u201cWe\u2019re shut\u201d.",
        "One line,\r\nand another.\r\n\r\nA third \u00a0 with odd spaces.",
        "A nul \x00 in the middle.",
    ],
)
def test_reports_come_back_as_they_were(archive, text):
    kept = a_report(text, outlet="The Coastal Post", published="2031-05-02")
    assert archive.file(kept, "raw") == "new report"
    assert archive.file(kept, "raw") == "known"
    assert list(archive.reports([kept.id])) == [kept]


def test_one_text_under_two_names_is_one_report_with_two_places(archive):
    assert archive.file(a_report(path="a.txt"), "raw1") == "new report"
    assert archive.file(a_report(path="b.txt"), "raw1") == "new place"
    assert archive.counts() == {"reports": 1, "places": 2, "readings": 0, "stories": 0, "quarantine": 0}
    assert archive.places(a_report().id) == (Place("a.txt"), Place("b.txt"))


def test_the_fullest_place_tells_the_report_whatever_comes_first():
    places = [
        (a_report(path="a.txt"), "1"),
        (a_report(path="d.html", outlet="The Coastal Post", title="Quay shut"), "2"),
        (a_report(path="c.html", outlet="The Harbour Mail", published="2031-05-02"), "3"),
        (a_report(path="b.txt", outlet="Inland News"), "4"),
    ]
    dumps = set()
    for order in itertools.permutations(places):
        with Archive(MEMORY, write=True) as archive:
            for kept, raw in order:
                archive.file(kept, raw)
            (settled,) = archive.reports([a_report().id])
            assert settled.report.path == "c.html", "as full as d.html, and before it"
            dumps.add("\n".join(archive.dump()))
    assert len(dumps) == 1


def test_a_fuller_place_asks_for_a_new_reading(archive):
    plain, full = a_report(path="a.txt"), a_report(path="b.txt", outlet="The Coastal Post")
    archive.file(plain, "1")
    archive.put_reading(a_reading(plain), "v1")
    assert archive.unread("v1") == ()
    archive.file(full, "2")
    assert archive.unread("v1") == (full.id,)


def test_a_reading_comes_back_and_is_asked_of_each_reader_once(archive):
    kept = a_report()
    archive.file(kept, "raw")
    assert archive.unread("v1") == (kept.id,)
    archive.put_reading(a_reading(kept), "v1")
    assert archive.unread("v1") == ()
    assert archive.unread("v2") == (kept.id,)
    assert archive.readings([kept.id]) == (a_reading(kept),) == archive.pile().readings
    assert archive.heads([kept.id]) == (kept.report,)


def test_a_changed_file_is_another_report_and_the_first_is_kept(archive):
    archive.file(a_report(path="a.txt"), "raw1")
    archive.file(a_report(TEXT + "\n\nCorrection: it opens in May.", path="a.txt"), "raw2")
    assert archive.counts()["reports"] == 2


def test_an_input_that_is_cleaned_anew_leaves_no_double(archive):
    old, new = a_report(path="a.html"), a_report(TEXT + " Indeed.", path="a.html")
    archive.file(old, "raw")
    archive.put_reading(a_reading(old), "v1")
    assert archive.file(new, "raw") == "cleaned anew"
    assert archive.unread("v1") == (new.id,)
    assert archive.counts()["reports"] == 1
    assert archive.pile().readings == ()


def test_quarantine_holds_one_row_a_path_until_the_input_is_fine(archive):
    assert archive.reject(Rejected("a.txt", "empty", "No words.", "Add some."))
    assert not archive.reject(Rejected("a.txt", "empty", "No words.", "Add some."))
    assert archive.reject(Rejected("a.txt", "binary", "Bytes.", ""))
    assert archive.quarantine() == (Rejected("a.txt", "binary", "Bytes.", ""),)
    archive.file(a_report(path="a.txt"), "raw")
    assert archive.quarantine() == ()


def test_a_report_that_cannot_be_read_leaves_quarantine_by_being_read(archive):
    kept, failed = a_report(path="a.txt"), Rejected("a.txt", "failed", "ValueError: no", "")
    archive.file(kept, "raw")
    archive.reject(failed, kept.id)
    archive.file(kept, "raw")
    assert archive.quarantine() == (failed,)
    archive.put_reading(a_reading(kept), "v1")
    assert archive.quarantine() == ()


def test_two_texts_with_one_id_are_refused(archive):
    kept = a_report()
    archive.file(kept, "raw")
    with pytest.raises(StoreError, match="Two texts claim"):
        archive.file(kept.with_(text=TEXT.upper()), "other")


def test_a_reading_of_a_report_that_was_never_filed_is_refused(archive):
    with pytest.raises(StoreError, match="never filed"):
        archive.put_reading(a_reading(a_report()), "v1")


def test_what_fails_inside_a_transaction_leaves_nothing(archive):
    def cut_off():
        with archive.writing():
            archive.file(a_report(), "raw")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert archive.counts()["reports"] == 0


def grouped(archive):
    reports = [a_report(TEXT + f"\n\nNo. {n}" * n, path=f"{n}.txt") for n in range(4)]
    for kept in reports:
        archive.file(kept, "raw")
        archive.put_reading(a_reading(kept), "v1")
    a, b, c, d = (kept.id for kept in reports)
    groups = (
        Group("s11", "Undated", None, None, (d,)),
        Group("s12", "Later", "2031-06-01", "2031-06-02", (c,)),
        Group("s2", "Quay", "2031-05-01", "2031-05-02", (b, a), (GroupLink(a, b, 0.7, "names: Ruiz"),)),
    )
    return reports, groups


def test_stories_come_back_the_latest_first_and_only_what_changed_is_written(archive):
    _, groups = grouped(archive)
    archive.put_stories(groups, (), "v1")
    undated, later, quay = groups
    assert archive.groups() == (later, quay, undated)
    assert archive.grouped() == "v1"
    before = archive.changes
    archive.put_stories(groups, (), "v1")
    assert archive.changes == before
    archive.put_stories((undated, later, quay.with_(title="The quay")), (), "v1")
    assert archive.changes == before + 2, "one row out, one row in"
    archive.put_stories(groups[1:2], (), "v2")
    assert archive.groups() == groups[1:2], "the one without a day is gone too"


def test_a_story_is_found_by_the_id_after_any_of_its_reports(archive):
    reports, groups = grouped(archive)
    archive.put_stories(groups, (), "v1")
    for kept in reports[:2]:
        assert archive.group(story_id(kept.id)) == groups[2]
        assert archive.group(story_id(kept.id)[:-2]) == groups[2]


def test_a_story_is_found_by_the_beginning_of_its_id(archive):
    _, groups = grouped(archive)
    archive.put_stories((*groups, groups[0].with_(id="s1")), (), "v1")
    assert archive.group("s2") == groups[2]
    assert archive.group("s12") == groups[1]
    assert archive.group("s1").id == "s1", "the whole id wins over being a beginning"
    for wrong in ("s", "x", "", "%", "S2"):
        with pytest.raises(UsageError):
            archive.group(wrong)


def test_what_the_pile_unread_is_told_in_stories_and_kept_as_read(archive):
    reports, groups = grouped(archive)
    trimmed = a_reading(reports[0]).with_(attributions=())
    archive.put_stories(groups, (trimmed,), "v1")
    assert archive.readings([reports[0].id, reports[1].id]) == (trimmed, a_reading(reports[1]))
    assert a_reading(reports[0]) in archive.pile().readings


def test_the_fingerprint_changes_with_every_reading(archive):
    kept = a_report()
    archive.file(kept, "raw")
    seen = {archive.fingerprint()}
    archive.put_reading(a_reading(kept), "v1")
    seen.add(archive.fingerprint())
    archive.put_reading(a_reading(kept), "v2")
    seen.add(archive.fingerprint())
    assert len(seen) == 3


def test_a_reader_sees_what_is_kept_while_a_writer_writes(tmp_path):
    path = tmp_path / "s.db"
    with Archive(path, write=True) as writer:
        writer.file(a_report(path="a.txt"), "1")
        with writer.writing():
            writer.file(a_report(TEXT + " More.", path="b.txt"), "2")
            with Archive(path) as other:
                assert other.counts()["reports"] == 1
        with Archive(path) as other:
            assert other.counts()["reports"] == 2


def test_a_reader_in_a_folder_without_leave_to_write(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    with Archive(folder / "s.db", write=True) as writer:
        writer.file(a_report(), "1")
    folder.chmod(0o555)
    try:
        with Archive(folder / "s.db") as archive:
            assert archive.counts()["reports"] == 1
    finally:
        folder.chmod(0o755)
