"""The command line as its users meet it: what goes to which stream, in which shape, with which exit code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from standins import Opened
from test_desk import BEES, QUAY, QUAY_AGAIN

import stemma
from stemma import checkup, cli, desk, terminal
from stemma.cli import main

REPORT_KEYS = ["id", "path", "url", "outlet", "title", "byline", "section", "language", "published"]
READING_KEYS = ["schema", "report", "text", "blocks", "sentences", "actors", "mentions", "attributions", "times",
                "events", "rules", "stances"]  # fmt: skip
STORY_KEYS = ["schema", "id", "title", "as_of", "reports", "actors", "attributions", "timeline", "claims", "rules",
              "tensions", "positions", "lineage", "brief"]  # fmt: skip


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    """A folder of one's own with three reports in it, and a reader that needs no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(desk.building, "Reader", Opened)
    monkeypatch.setattr(desk.reading, "Reader", Opened)
    monkeypatch.setattr(checkup, "Reader", Opened)
    Path("pile").mkdir()
    for name, text in (("bees", BEES), ("mail", QUAY_AGAIN), ("quay", QUAY)):
        Path(f"pile/{name}.txt").write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def stemma_(capsys):
    """Run a command: exit code, standard output, standard error."""

    def run(*argv):
        code = main([str(word) for word in argv])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def in_order(wanted, found):
    return [key for key in found if key in wanted] == wanted


def test_read_prints_a_line_for_each_report_in_input_order(stemma_):
    code, out, err = stemma_("read", "pile/quay.txt", "pile", "pile/quay.txt", "--json")
    assert (code, err) == (0, "")
    readings = [json.loads(line) for line in out.splitlines()]
    assert [r["report"]["path"] for r in readings] == [
        f"pile/{n}.txt" for n in ("quay", "bees", "mail", "quay", "quay")
    ]
    for reading in readings:
        assert reading["schema"] == "stemma.reading/1"
        assert in_order(READING_KEYS, reading)
        assert in_order(REPORT_KEYS, reading["report"])
    assert readings[0]["text"] == QUAY
    assert "“The quay" in out, "words are printed as they are, not escaped"


def test_read_for_people_tells_who_said_what_how_and_where(stemma_):
    code, out, err = stemma_("read", "pile/quay.txt")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "Quay to stay shut for a third week"
    assert lines[1].startswith("The Coastal Post · 12 May 2031")
    start = QUAY.index("The quay stays")
    assert (
        f"Ana Ruiz · said · direct · {start}–{start + len('The quay stays shut until the cranes are safe,')}" in lines
    )
    assert "“The quay stays shut until the cranes are safe,”" in lines
    assert "\x1b" not in out, "no colours where there is no terminal"


def test_what_cannot_be_read_is_listed_on_standard_error(stemma_):
    Path("pile/cold.txt").write_bytes(b"")
    code, out, err = stemma_("read", "pile", "nowhere.txt", "--json")
    assert code == 3
    assert len(out.splitlines()) == 3
    assert re.search(r"quarantine: 2 inputs.*\n +empty +pile/cold\.txt: .*\n +missing +nowhere\.txt: ", err)


def test_build_makes_a_store_and_a_page_for_each_story(stemma_):
    code, out, err = stemma_("build", "pile")
    assert (code, err) == (0, "")
    assert "3 reports added; 3 reports read into stemma.db" in out
    pages = sorted(path.name for path in Path("dossier").iterdir())
    assert pages[0] == "index.html"
    assert f"{len(pages) - 1} stories: dossier/index.html" in out
    listed = json.loads(stemma_("stories", "--json")[1])
    assert pages[1:] == sorted(f"{entry['id']}.html" for entry in listed)


def test_building_again_says_that_nothing_is_new(stemma_):
    stemma_("build", "pile")
    before = {path: path.stat().st_mtime_ns for path in Path("dossier").iterdir()}
    code, out, _ = stemma_("build", "pile")
    assert code == 0
    assert out.startswith("nothing new: 3 reports already in stemma.db\n")
    assert {path: path.stat().st_mtime_ns for path in Path("dossier").iterdir()} == before


def test_adding_a_report_tells_its_own_story_anew_and_no_other(stemma_, monkeypatch):
    stemma_("build", "pile/bees.txt", "pile/quay.txt")
    before = {path.name: path.stat().st_mtime_ns for path in Path("dossier").iterdir()}
    told, tell = [], desk.telling.grouping.assemble
    monkeypatch.setattr(
        desk.telling.grouping, "assemble", lambda group, *args, **kw: told.append(group) or tell(group, *args, **kw)
    )
    stemma_("build", "pile/mail.txt")
    assert [len(group.reports) for group in told] == [2]
    after = {path.name: path.stat().st_mtime_ns for path in Path("dossier").iterdir()}
    same = {name for name, time in before.items() if after.get(name) == time}
    assert same == set(before) - {f"{told[0].id}.html", "index.html"}


def test_a_build_without_a_report_says_so(stemma_):
    Path("cold.txt").write_bytes(b"")
    code, out, err = stemma_("build", "cold.txt")
    assert (code, out) == (3, "no reports in stemma.db\n")
    assert "empty  cold.txt" in err
    assert not Path("dossier").exists()


def test_one_story_is_pointed_at_directly(stemma_):
    code, out, _ = stemma_("build", "pile/quay.txt", "--db", "one.db", "--out", "pages")
    assert code == 0
    page = Path(re.search(r"1 story: (\S+)", out)[1])
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert page.parent == Path("pages")
    assert page.name != "index.html"


def test_pages_of_stories_that_are_no_more_go_away_and_other_files_stay(stemma_):
    stemma_("build", "pile/quay.txt")
    first = {path.name for path in Path("dossier").iterdir()}
    Path("dossier/s0123456789ab.html").write_text("mine")
    stemma_("build", "pile")
    now = {path.name for path in Path("dossier").iterdir()}
    ids = {f"{entry['id']}.html" for entry in json.loads(stemma_("stories", "--json")[1])}
    assert now == ids | {"index.html", "s0123456789ab.html"}
    assert first & now >= {"index.html"}


def test_build_counts_in_json(stemma_):
    Path("pile/cold.txt").write_bytes(b"")
    Path("pile/twin.txt").write_bytes(Path("pile/quay.txt").read_bytes())
    code, out, err = stemma_("build", "pile", "--json")
    assert code == 3
    assert "empty" in err
    told = json.loads(out)
    assert {key: told[key] for key in ("db", "seen", "added", "places", "known", "read", "reports", "unchanged")} == {
        "db": "stemma.db", "seen": 5, "added": 3, "places": 1, "known": 0, "read": 3, "reports": 3, "unchanged": False,
    }  # fmt: skip
    assert [(entry["path"], entry["code"]) for entry in told["quarantined"]] == [("pile/cold.txt", "empty")]
    code, out, _ = stemma_("build", "pile", "--json")
    assert code == 3
    assert json.loads(out)["unchanged"] is True


def test_stories_in_the_contract_s_shape(stemma_):
    stemma_("build", "pile")
    code, out, err = stemma_("stories", "--json")
    assert (code, err) == (0, "")
    listed = json.loads(out)
    assert sum(len(entry["reports"]) for entry in listed) == 3
    for entry in listed:
        assert list(entry) == ["id", "title", "from", "to", "reports"]
        assert all(in_order(REPORT_KEYS, report) for report in entry["reports"])
    assert all(entry["id"] in stemma_("stories")[1] for entry in listed)


def test_a_story_in_the_contract_s_shape(stemma_):
    stemma_("build", "pile")
    for entry in json.loads(stemma_("stories", "--json")[1]):
        code, out, err = stemma_("story", entry["id"][:6], "--json")
        assert (code, err) == (0, "")
        told = json.loads(out)
        assert (told["schema"], told["id"], told["as_of"]) == ("stemma.story/1", entry["id"], None)
        assert in_order(STORY_KEYS, told)
        assert [report["id"] for report in told["reports"]] == [report["id"] for report in entry["reports"]]


def test_a_story_for_people(stemma_):
    stemma_("build", "pile/quay.txt")
    (entry,) = json.loads(stemma_("stories", "--json")[1])
    code, out, _ = stemma_("story", entry["id"])
    assert code == 0
    assert out.startswith("Quay to stay shut for a third week\n")
    assert "The Coastal Post" in out
    assert "Ana Ruiz · said · direct" in out
    assert stemma_("story", entry["id"], "--as-of", "2031-05-13")[1].count("as of 2031-05-13") == 1


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["story", "s1"], 1, "There is no store at stemma.db"),
        (["stories"], 1, "stemma build"),
        (["read"], 2, "REF"),
        (["read", "pile", "--jsn"], 2, "--jsn"),
        (["brew"], 2, "brew"),
        (["build", "pile", "--db", "no/such/folder.db"], 1, "Check that the folder exists"),
        (["build", "pile", "--db", "pile/bees.txt"], 1, "damaged or no SQLite file"),
        (["build", "pile", "--out", "pile/bees.txt"], 1, "--out"),
    ],
)
def test_errors_name_the_thing_and_the_remedy(stemma_, argv, code, said):
    found, out, err = stemma_(*argv)
    assert (found, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


def test_a_stopped_build_says_how_to_go_on(stemma_, monkeypatch):
    def stop(self, report):
        raise KeyboardInterrupt

    monkeypatch.setattr(Opened, "read", stop)
    code, out, err = stemma_("build", "pile")
    assert (code, out) == (1, "")
    assert "the same command goes on from there" in err


def test_an_unknown_story_or_day_is_wrong_usage(stemma_):
    stemma_("build", "pile")
    assert stemma_("story", "nope")[0] == 2
    code, _, err = stemma_("story", "s", "--as-of", "soon")
    assert code == 2
    assert "YYYY-MM-DD" in err


def test_doctor_finds_all_well(stemma_):
    stemma_("build", "pile")
    code, out, err = stemma_("doctor", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert [check["name"] for check in told["checks"]] == ["stemma", "python", "sqlite", "model", "store"]
    assert all(check["ok"] for check in told["checks"])
    assert told["quarantine"] == []
    assert "3 reports" in stemma_("doctor")[1]


def test_doctor_lists_quarantine_and_what_is_wrong(stemma_, monkeypatch):
    Path("pile/cold.txt").write_bytes(b"")
    stemma_("build", "pile")
    code, out, _ = stemma_("doctor")
    assert code == 0
    assert "empty  pile/cold.txt" in out
    Path("broken.db").write_bytes(b"words" * 1000)
    code, out, _ = stemma_("doctor", "--db", "broken.db", "--json")
    assert code == 1
    assert [check["name"] for check in json.loads(out)["checks"] if not check["ok"]] == ["store"]
    monkeypatch.undo()
    found = checkup.examine(stemma.Settings(model=Path("nowhere")))
    assert [finding.name for finding in found if not finding.ok] == ["model"]
    assert all(finding.remedy for finding in found if not finding.ok)


def test_hostile_words_do_not_reach_the_terminal(stemma_):
    hostile = QUAY.replace("stays shut until", "\x1b]0;owned\x07\x1b[31mstays\u202e shut [bold]until[/bold] :smile:")
    Path("evil.txt").write_text(hostile, encoding="utf-8", newline="")
    out = stemma_("read", "evil.txt")[1]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    assert "[bold]until[/bold] :smile:" in out


def test_progress_is_silent_when_quick_and_plain_lines_otherwise(capsys, monkeypatch):
    clock = iter([0.0, 1.0, 6.0, 7.0, 12.0])
    monkeypatch.setattr(terminal.meter, "monotonic", lambda: next(clock))
    with terminal.Meter() as meter:
        for done in range(1, 5):
            meter("reading", done, 2000)
    assert capsys.readouterr().err == "reading: 2 of 2,000\nreading: 4 of 2,000\n"


def test_every_command_and_option_is_documented():
    told = (Path(cli.__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    commands = {command.callback.__name__ for command in cli.app.registered_commands}
    assert commands == set(re.findall(r"^## stemma (\w+)", told, re.MULTILINE))
    for command in commands:
        shown = subprocess.run(
            [sys.executable, "-m", "stemma", command, "--help"],
            capture_output=True, text=True, check=True, encoding="utf-8", env={**os.environ, "COLUMNS": "200"},
        ).stdout  # fmt: skip
        section = re.search(rf"^## stemma {command}\n(.*?)(?=^## |\Z)", told, re.MULTILINE | re.DOTALL)[1]
        missing = [option for option in re.findall(r"--[a-z-]+", shown) if option not in section and option != "--help"]
        assert not missing, f"docs/cli.md, {command}: {missing}"


# --- as a process ----------------------------------------------------------------------------------------------------

PLAIN = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from standins import Opened
from stemma import checkup, desk
checkup.Reader = desk.building.Reader = desk.reading.Reader = Opened
from stemma.cli import main
sys.exit(main(sys.argv[1:]))
"""


def process(*argv, **options):
    command = [sys.executable, "-c", PLAIN, str(Path(__file__).parent), *map(str, argv)]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_output_is_utf_8_whatever_the_locale():
    ran = process("read", "pile/quay.txt", "--json", env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout.decode("utf-8"))["text"] == QUAY
    assert "“".encode() in ran.stdout


def test_standard_input():
    ran = process("read", "-", "--json", input=QUAY.encode())
    assert json.loads(ran.stdout)["report"]["path"] == "-"


def test_a_reader_that_has_seen_enough_is_no_failure():
    many = ["pile"] * 200
    command = [sys.executable, "-c", PLAIN, str(Path(__file__).parent), "read", "--json", *many]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        ran.stdout.readline()
        ran.stdout.close()
        assert ran.stderr.read() == b""
        assert ran.wait() == 0


def test_the_version_is_the_package_s():
    ran = subprocess.run([sys.executable, "-m", "stemma", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"stemma {stemma.__version__}\n"


def test_help_imports_none_of_the_pipeline():
    code = (
        "import sys; from stemma.cli import main; main(['--version']); "
        "print(sorted({'scipy', 'lxml', 'onnxruntime', 'trafilatura', 'sqlite3', 'jinja2'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
