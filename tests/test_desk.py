"""The desk: what is done is not done again, one bad report harms nobody else, and a cut-off run leaves no trace."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from standins import PlainReader

import stemma
from stemma import desk
from stemma.errors import ModelError, StoreError, UsageError
from stemma.records import Reading, Rejected
from stemma.settings import Settings
from stemma.store import Archive

QUAY = """Quay to stay shut for a third week

The Coastal Post
12 May 2031

“The quay stays shut until the cranes are safe,” said Ana Ruiz, the harbour master of Port Almira. The strike of the
crane drivers began two weeks ago after a cable broke, and nobody was hurt.

Talks in the town hall of Port Almira ended without a result on Monday evening.
"""
QUAY_AGAIN = """Port Almira crane drivers reject offer

The Harbour Mail
13 May 2031

The crane drivers of Port Almira turned down an offer of the harbour company on Tuesday. “We will not climb up there
again for words,” said Tomas Vell, who speaks for the drivers. The quay stays shut for a third week after a cable broke.

The harbour master, Ana Ruiz, did not answer questions about the cable.
"""
BEES = """Beekeepers of Lower Sarn count their losses

Inland News
2 June 2031

“Half of my hives did not see the spring,” said Ilse Brandt, a beekeeper near Lower Sarn. The keepers blame a mild
winter and a new mite, and they want the province to pay for a study.

The province said that it had no money for a study this year.
"""


@pytest.fixture
def pile(tmp_path):
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in (("quay.txt", QUAY), ("mail.txt", QUAY_AGAIN), ("bees.txt", BEES)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def settings(tmp_path):
    return Settings(database=tmp_path / "s.db")


def build(settings, *refs, reader=None, **more):
    return desk.build([str(ref) for ref in refs], settings, reader=reader or PlainReader(), **more)


def dump(settings):
    with Archive(settings.database) as archive:
        return list(archive.dump())


def quarantine(settings):
    with Archive(settings.database) as archive:
        return {(entry.path, entry.code) for entry in archive.quarantine()}


def test_a_build_files_reads_and_groups(pile, settings):
    result = build(settings, pile)
    assert (result.seen, result.added, result.read, result.reports) == (3, 3, 3, 3)
    assert not result.unchanged
    assert result.quarantined == ()
    held = [head.path for summary in desk.stories(settings) for head in summary.reports]
    assert sorted(held) == sorted(p.as_posix() for p in pile.iterdir())
    told = [desk.story(settings, summary.group.id) for summary in desk.stories(settings)]
    said = {entry.attribution.content[0].cut(r.text) for s in told for r in s.readings for entry in s.attributions
            if entry.report == r.id}  # fmt: skip
    assert "Half of my hives did not see the spring," in said
    assert len(said) == 3


def test_the_same_inputs_again_add_nothing(pile, settings):
    build(settings, pile)
    before, reader = dump(settings), PlainReader()
    result = build(settings, pile, reader=reader)
    assert result.unchanged
    assert (result.added, result.places, result.known, result.read) == (0, 0, 3, 0)
    assert reader.read_ids == []
    assert dump(settings) == before


def test_only_what_is_new_is_read(pile, settings):
    build(settings, pile / "quay.txt", pile / "bees.txt")
    reader = PlainReader()
    result = build(settings, pile, reader=reader)
    assert (result.added, result.known, result.read, len(reader.read_ids)) == (1, 2, 1, 1)


def test_piecemeal_and_in_any_order_ends_in_the_same_store(pile, settings, tmp_path):
    (pile / "again").mkdir()
    (pile / "again" / "quay.txt").write_text(QUAY, encoding="utf-8", newline="")
    (pile / "bad.txt").write_bytes(b"\x00\x01\x02" * 400)
    build(settings, pile)
    other = Settings(database=tmp_path / "other.db")
    for ref in sorted((p for p in pile.rglob("*.txt")), reverse=True):
        build(other, ref)
    assert dump(other) == dump(settings)


def test_one_text_under_two_names_is_one_report_with_two_places(pile, settings):
    (pile / "copy.txt").write_text(QUAY, encoding="utf-8", newline="")
    result = build(settings, pile)
    assert (result.seen, result.added, result.places, result.reports, result.read) == (4, 3, 1, 3, 3)


def test_another_reader_reads_all_again(pile, settings):
    build(settings, pile)
    result = build(settings, pile, reader=PlainReader("plain-2"))
    assert (result.added, result.read, result.unchanged) == (0, 3, False)


def test_what_cannot_be_used_is_quarantined_and_the_run_goes_on(pile, settings):
    (pile / "a_empty.txt").write_bytes(b"")
    (pile / "b_binary.txt").write_bytes(bytes(range(256)) * 20)
    result = build(settings, pile)
    assert {entry.code for entry in result.quarantined} == {"empty", "binary"}
    assert all(entry.reason and entry.remedy for entry in result.quarantined)
    assert result.added == 3
    again = build(settings, pile)
    assert again.unchanged
    assert again.quarantined == result.quarantined
    (pile / "a_empty.txt").write_text(QUAY.replace("Almira", "Belmonte"), encoding="utf-8", newline="")
    build(settings, pile)
    assert {code for _, code in quarantine(settings)} == {"binary"}


def test_what_is_not_there_is_told_and_not_kept(pile, settings):
    result = build(settings, pile, pile / "none.txt")
    assert [entry.code for entry in result.quarantined] == ["missing"]
    assert quarantine(settings) == set()


def test_a_report_that_breaks_the_reader_is_the_only_one_lost(pile, settings):
    result = build(settings, pile, reader=PlainReader(fails_on="Harbour Mail"))
    (lost,) = result.quarantined
    assert (lost.path, lost.code) == ((pile / "mail.txt").as_posix(), "failed")
    assert "RuntimeError: cannot read" in lost.reason
    assert "0x…" in lost.reason, "an address would differ from run to run"
    assert result.read == 2
    again = build(settings, pile, reader=PlainReader(fails_on="Harbour Mail"))
    assert again.quarantined == result.quarantined
    assert again.unchanged
    healed = build(settings, pile)
    assert healed.read == 1
    assert quarantine(settings) == set()


def test_a_report_that_breaks_the_cleaner_is_the_only_one_lost(pile, settings, monkeypatch):
    real = desk.reading.clean

    def breaks(item):
        if item.path.endswith("mail.txt"):
            raise IndexError("list index out of range")
        return real(item)

    monkeypatch.setattr(desk.reading, "clean", breaks)
    result = build(settings, pile)
    assert [(entry.code, entry.reason) for entry in result.quarantined] == [
        ("failed", "IndexError: list index out of range")
    ]
    assert result.added == 2


def test_a_reading_with_a_broken_span_is_the_only_one_lost(pile, settings):
    class Crooked(PlainReader):
        def read(self, report):
            found = super().read(report)
            if "hives" not in report.text:
                return found
            return found.with_(mentions=tuple(m.with_(end=len(report.text) + 1) for m in found.mentions))

    result = build(settings, pile, reader=Crooked())
    assert [entry.code for entry in result.quarantined] == ["failed"]
    assert "SpanError" in result.quarantined[0].reason
    assert result.read == 2


@pytest.mark.parametrize("error", [ModelError("gone"), StoreError("full"), KeyboardInterrupt()])
def test_what_concerns_the_whole_run_ends_it(pile, settings, error):
    class Breaking(PlainReader):
        def read(self, report):
            raise error

    with pytest.raises(type(error)):
        build(settings, pile, reader=Breaking())
    assert quarantine(settings) == set()


def test_a_missing_model_is_said_before_anything_is_done(pile, settings, tmp_path):
    with pytest.raises(ModelError):
        desk.build([str(pile)], Settings(database=settings.database, model=tmp_path / "none"))
    assert not settings.database.exists()


def test_read_keeps_the_order_and_the_doubles(pile, settings):
    (pile / "c_empty.txt").write_bytes(b"")
    refs = [str(pile / name) for name in ("quay.txt", "c_empty.txt", "bees.txt", "quay.txt")]
    results = list(desk.read(refs, settings, reader=PlainReader()))
    assert [type(result) for result in results] == [Reading, Rejected, Reading, Reading]
    assert results[0] == results[3]
    assert results[2].report.report.path.endswith("bees.txt")
    assert not settings.database.exists()


def test_read_goes_on_after_a_report_that_breaks_the_reader(pile, settings):
    results = list(desk.read([str(pile)], settings, reader=PlainReader(fails_on="Harbour Mail")))
    assert [type(result) for result in results] == [Reading, Rejected, Reading]
    assert results[1].code == "failed"


def test_standard_input_is_a_report(settings):
    (result,) = desk.read(["-"], settings, reader=PlainReader(), stdin=io.BytesIO(QUAY.encode()))
    assert result.text == QUAY
    assert len(result.attributions) == 1


def test_progress_is_told_in_stages(pile, settings):
    heard = []
    build(settings, pile, progress=lambda *said: heard.append(said))
    assert [said[0] for said in heard] == ["filing", "reading", "grouping"]
    assert heard[1] == ("reading", 3, 3)


def test_a_story_as_of_a_day_leaves_out_what_came_later(pile, settings):
    build(settings, pile)
    ids = [summary.group.id for summary in desk.stories(settings)]
    told = [desk.story(settings, id_, as_of="2031-05-12") for id_ in ids]
    paths = {Path(r.report.report.path).name for s in told for r in s.readings if r.report.report.published.value}
    assert "bees.txt" not in paths
    for wrong in ("yesterday", "2031-13-01", "12/05/2031", ""):
        with pytest.raises(UsageError, match="YYYY-MM-DD"):
            desk.story(settings, ids[0], as_of=wrong)


@pytest.mark.skipif(sys.platform == "win32", reason="file names are Unicode there")
def test_a_file_name_that_is_no_utf8(pile, settings):
    odd = os.fsencode(pile) + b"/caf\xe9.txt"
    with open(odd, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(QUAY.replace("Almira", "Belmonte").encode())
    assert build(settings, pile).added == 4
    assert any("caf\\udce9" in line for line in dump(settings)) or any("caf" in line for line in dump(settings))


def test_the_python_face(pile, tmp_path):
    reader = PlainReader()
    by_path = stemma.read(pile / "quay.txt", reader=reader)
    assert by_path == stemma.read(str(pile / "quay.txt"), reader=reader)
    assert stemma.read(QUAY, reader=reader).text == QUAY
    told = stemma.build([pile], reader=reader)
    assert sum(len(s.readings) for s in told) == 3
    assert told == stemma.build([pile], db=tmp_path / "kept.db", reader=reader)
    (pile / "empty.txt").write_bytes(b"")
    with pytest.raises(UsageError, match="empty"):
        stemma.read(pile / "empty.txt", reader=reader)
    with pytest.raises(UsageError, match="missing"):
        stemma.read(pile / "none.txt", reader=reader)


# --- killed at any moment --------------------------------------------------------------------------------------------

BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from standins import PlainReader
from stemma import desk
from stemma.settings import Settings
desk.building.FILING_BATCH, desk.building.READING_BATCH = 4, 2
tell = lambda *said: print(*said, file=sys.stderr, flush=True)
desk.build([sys.argv[1]], Settings(database=Path(sys.argv[2])), reader=PlainReader(delay=0.01), progress=tell)
"""


def many(folder):
    """24 reports of three kinds, some of them copies, some unusable: every path through a build is taken."""
    for n in range(24):
        text = (QUAY, QUAY_AGAIN, BEES)[n % 3].replace("third week", f"week {n // 4}").replace("Half", f"{n // 4}0 %")
        (folder / f"{n:02}.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "empty.txt").write_bytes(b"")
    rows = [{"title": "Bees", "text": BEES + f"\n\nThe keepers met in hall {n}."} for n in range(6)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def start(pile, database):
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(pile), str(database), str(Path(__file__).parent)],
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_after(pile, database, lines, pause):
    """Start a build, wait for so many lines of progress and then `pause` seconds, and kill it without a warning."""
    with start(pile, database) as process:
        for _ in range(lines):
            process.stderr.readline()
        time.sleep(pause)
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_build_run_again_ends_in_the_same_store(pile, tmp_path):
    many(pile)
    whole = Settings(database=tmp_path / "whole.db")
    build(whole, pile)
    # By line of progress: in the middle of filing, at its end, in the middle of reading, while grouping.
    for n, lines in enumerate((1, 5, 9, 10, 16, 22, 24)):
        cut = Settings(database=tmp_path / f"cut{lines}.db")
        assert kill_after(pile, cut.database, lines, 0.004 * (n % 3))
        if n == 0:  # once more before the whole run: that goes on from two broken ones
            assert kill_after(pile, cut.database, lines + 4, 0.0)
        build(cut, pile)
        assert dump(cut) == dump(whole), f"killed after {lines} lines of progress"


def test_two_builds_at_once_end_in_the_same_store(pile, tmp_path):
    many(pile)
    whole, shared = Settings(database=tmp_path / "whole.db"), Settings(database=tmp_path / "shared.db")
    build(whole, pile)
    with start(pile, shared.database) as one, start(pile, shared.database) as other:
        said = one.communicate()[1], other.communicate()[1]
    assert (one.returncode, other.returncode) == (0, 0), said
    assert dump(shared) == dump(whole)
