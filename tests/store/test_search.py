"""What the search line means, and what is found for it in a real SQLite file."""

import pytest
from builders import attribution, person, reading, report

from stemma.errors import UsageError
from stemma.records import Group
from stemma.store import Archive
from stemma.store.queries import Query, parse, places

QUAY = "Quay to stay shut\n\nAna Ruiz said the cranes are unsafe. The café owners protest. Cranes were checked in May."
BEES = "Bees return\n\nThe keepers said the bees are safe. A crane was seen over the café."


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "s.db", write=True) as opened:
        yield opened


def keep(archive, text, *said, **head):
    told = reading(report(text, **head), actors=[person("Ana Ruiz")], attributions=said)
    archive.file(told.report, "raw")
    archive.put_reading(told, "v1")
    return told


@pytest.fixture
def both(archive):
    ruiz = attribution(QUAY, "the cranes are unsafe", source="Ana Ruiz", cue="said", speaker=person("Ana Ruiz").id)
    keepers = attribution(BEES, "the bees are safe", source="The keepers", cue="said", form="direct")
    quay = keep(archive, QUAY, ruiz, outlet="The Coast Post", published="2031-05-12", path="q.txt")
    bees = keep(archive, BEES, keepers, outlet="Field News", published="2031-05-14", path="b.txt")
    archive.put_stories([Group("s1", "Quay", None, None, (quay.id,))], (), "v1")
    return quay, bees


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("Cranes unsafe", Query(wanted=(("cranes",), ("unsafe",)))),
        ('"Ana Ruiz" -bees', Query(wanted=(("ana", "ruiz"),), unwanted=(("bees",),))),
        ("Café", Query(wanted=(("cafe",),))),
        ('speaker:"Ana Ruiz" form:direct', Query(speakers=(("ana", "ruiz"),), forms=("direct",))),
        ("x outlet:Coast before:2031-05-13 after:2031-05-01", Query(
            wanted=(("x",),), outlets=("coast",), before="2031-05-13", after="2031-05-01")),
        ("x-ray AND", Query(wanted=(("x", "ray"), ("and",)))),
        ('"open phrase', Query(wanted=(("open", "phrase"),))),
    ],
)  # fmt: skip
def test_a_search_line_is_taken_apart(line, query):
    assert parse(line) == query


@pytest.mark.parametrize("line", ["", "  ", "-only", "who:Ruiz", "form:loud x", "before:tomorrow x", "*", '""'])
def test_a_line_that_asks_nothing_or_the_impossible_is_refused(line):
    with pytest.raises(UsageError):
        parse(line)


def found(archive, line, **more):
    return [hit.report.path for hit in archive.search(parse(line), **more)]


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("cranes", ["q.txt"]),
        ("cafe", ["b.txt", "q.txt"]),
        ('"crane was seen"', ["b.txt"]),
        ('"crane seen"', []),
        ("cafe -bees", ["q.txt"]),
        ("cafe outlet:coast", ["q.txt"]),
        ("cafe after:2031-05-12", ["b.txt"]),
        ("cafe before:2031-05-12", []),
        ("after:2031-05-12", ["b.txt"]),
        ("speaker:ruiz", ["q.txt"]),
        ("speaker:ruiz bees", []),
        ("speaker:ruiz -unsafe", []),
        ("speaker:keepers safe", ["b.txt"]),
        ("form:direct", ["b.txt"]),
        ("form:indirect form:direct outlet:coast", ["q.txt"]),
        ("OR NEAR(cranes", []),
    ],
)
def test_what_is_found(archive, both, line, paths):
    assert sorted(found(archive, line)) == paths


def test_a_hit_shows_the_sentences_and_where_the_words_stand(archive, both):
    quay, _ = both
    (hit,) = archive.search(parse("cranes"))
    assert (hit.story, hit.attribution) == ("s1", None)
    assert [p.quote for p in hit.passages] == [quay.report.sentences[1].cut(QUAY)]
    assert [mark.cut(QUAY) for mark in hit.marks] == ["cranes", "Cranes"]


def test_what_was_said_is_found_with_its_speaker(archive, both):
    quay, _ = both
    (hit,) = archive.search(parse("speaker:ruiz cranes"))
    assert (hit.attribution, hit.speaker) == (quay.attributions[0].id, "Ana Ruiz")
    assert [p.quote for p in hit.passages] == ["the cranes are unsafe"]
    assert [mark.cut(QUAY) for mark in hit.marks] == ["cranes"]


def test_what_is_read_anew_is_found_anew(archive, both):
    quay, _ = both
    archive.put_reading(quay.with_(attributions=()), "v2")
    assert found(archive, "speaker:ruiz") == []
    assert found(archive, "cranes") == ["q.txt"]


def test_what_the_pile_leaves_unread_is_not_found_as_said(archive, both):
    quay, _ = both
    archive.put_stories([], [quay.with_(attributions=())], "v2")
    assert found(archive, "speaker:ruiz") == []
    archive.put_stories([], [], "v3")
    assert found(archive, "speaker:ruiz") == ["q.txt"]


def test_hits_come_in_pages(archive, both):
    whole = found(archive, "cafe")
    assert [found(archive, "cafe", limit=1, offset=n) for n in range(3)] == [whole[:1], whole[1:], []]


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [([("cafe",)], ["café"]), ([("ana", "ruiz"), ("cranes",)], ["Ana Ruiz", "cranes", "Cranes"]), ([()], [])],
)
def test_places_of_words(phrases, expected):
    assert [QUAY[a:b] for a, b in places(QUAY, phrases)] == expected
