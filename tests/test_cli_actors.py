"""`stemma actors`: what a person decides about actors is kept, takes effect, survives rebuilding and can be undone."""

import json
from pathlib import Path

import pytest
from standins import Opened

from stemma import desk
from stemma.cli import main
from stemma.settings import Settings

SAME_DAY = "Quay cranes fail in Port Selm\nThe {outlet}\n12 May 2031\n\n"
PILE = {
    "courier": "“The cranes of Port Selm failed twice,” said Marko Verensky. “The quay stays shut,” said Ada Brook.",
    "lantern": "“The cranes of Port Selm failed twice,” said Marko Verenskyy. “The quay is safe,” said Tomas Reyl.",
    "post": "“The cranes of Port Selm will be mended,” said Marko Verensky. “The quay stays shut,” said Ada Reyl.",
}


@pytest.fixture(autouse=True)
def built(tmp_path, monkeypatch):
    """A store with one story of three reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(desk.building, "Reader", Opened)
    monkeypatch.setattr(desk.reading, "Reader", Opened)
    Path("pile").mkdir()
    for name, text in PILE.items():
        Path(f"pile/{name}.txt").write_text(SAME_DAY.format(outlet=name.title()) + text, encoding="utf-8")
    desk.build(["pile"], Settings())


@pytest.fixture
def actors(capsys):
    """Run the command on the one story: its JSON, or the exit code and what was said."""
    (story,) = desk.stories(Settings())

    def run(*argv, fails=False):
        capsys.readouterr()
        code = main(["actors", story.group.id, "--by", "ruth", "--json", *argv])
        out, err = capsys.readouterr()
        return (code, err) if fails else json.loads(out)

    return run


def names(told):
    """Names of the members of actors, as counts of their reports."""
    return {a["name"]: len(a["members"]) for a in told["actors"]}


def test_what_is_joined_and_why(actors):
    told = actors()
    assert names(told) == {"Marko Verensky": 3, "Ada Brook": 1, "Tomas Reyl": 1, "Ada Reyl": 1}
    (verensky,) = [a for a in told["actors"] if a["name"] == "Marko Verensky"]
    assert [m["reason"] for m in verensky["merges"]] == [
        "the same name", "two spellings of one name: Marko Verensky / Marko Verenskyy",
    ]  # fmt: skip
    assert told["judgements"] == []


def test_a_merge_holds_until_it_is_undone(actors):
    assert sorted(names(actors("--merge", "Ada Brook", "Ada Reyl")).values()) == [1, 2, 3]
    desk.build(["pile"], Settings())
    told = actors()
    (brook,) = [a for a in told["actors"] if len(a["members"]) == 2]
    assert brook["merges"][0]["score"] == 1.0
    assert brook["merges"][0]["reason"].startswith("judged the same by ruth, ")
    assert [(j["number"], j["verdict"], j["who"]) for j in told["judgements"]] == [(1, "same", "ruth")]
    assert names(actors("--undo", "1"))["Ada Brook"] == 1


@pytest.mark.parametrize("option", ["--split", "--unsure"])
def test_a_split_takes_the_second_out(actors, option):
    told = actors(option, "Marko Verensky", "Marko Verenskyy")
    assert names(told) == {"Marko Verensky": 2, "Marko Verenskyy": 1, "Ada Brook": 1, "Tomas Reyl": 1, "Ada Reyl": 1}
    assert told["judgements"][0]["verdict"] == {"--split": "different", "--unsure": "unsure"}[option]


def test_members_are_split_by_their_place(actors):
    (verensky,) = [a for a in actors()["actors"] if a["name"] == "Marko Verensky"]
    first, *_, last = [f"{m['report']}:{m['actor']}" for m in verensky["members"]]
    told = actors("--split", first, last)
    assert sorted(len(a["members"]) for a in told["actors"] if "Verensky" in a["name"]) == [1, 2]
    (alone,) = [a for a in told["actors"] if "Verensky" in a["name"] and len(a["members"]) == 1]
    assert f"{alone['members'][0]['report']}:{alone['members'][0]['actor']}" == last


def test_the_later_judgement_counts_and_numbers_are_never_given_twice(actors):
    actors("--merge", "Ada Brook", "Ada Reyl")
    told = actors("--split", "Ada Brook", "Ada Reyl")
    assert names(told)["Ada Brook"] == 1
    actors("--undo", "2")
    told = actors("--unsure", "Tomas Reyl", "Ada Reyl")
    assert [j["number"] for j in told["judgements"]] == [1, 3]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--merge", "Pell Oster", "Ada Brook"], "No actor 'Pell Oster'"),
        (["--merge", "p", "Ada Brook"], "'p' may be any of"),
        (["--merge", "Marko Verensky", "Marko Verenskyy"], "one actor already"),
        (["--split", "Ada Brook", "Ada Brook"], "REPORT:ACTOR"),
        (["--undo", "4"], "No judgement 4"),
        (["--undo", "4", "--merge", "a", "b"], "More than one"),
    ],
)
def test_wrong_usage_keeps_nothing(actors, argv, said):
    code, err = actors(*argv, fails=True)
    assert code == 2
    assert said in err
    assert actors()["judgements"] == []


def test_the_list_for_people(actors, capsys):
    actors("--merge", "Ada Brook", "Ada Reyl")
    (story,) = desk.stories(Settings())
    assert main(["actors", story.group.id]) == 0
    out = capsys.readouterr().out
    assert "joined (0.90): two spellings of one name: Marko Verensky / Marko Verenskyy" in out
    assert "judgement 1: Ada Brook (" in out
    assert "(ruth, " in out


def test_a_given_time_is_kept(tmp_path):
    (story,) = desk.stories(Settings())
    kept = desk.judge(
        Settings(), story.group.id, "same", "Ada Brook", "Ada Reyl", who="ruth", when="2031-05-13T09:00:00+00:00"
    )
    assert kept.when == "2031-05-13T09:00:00+00:00"
    assert desk.judgements(Settings()) == (kept,)
