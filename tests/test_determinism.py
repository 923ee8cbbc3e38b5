"""Same inputs, same bytes: whatever the hash seed, what is printed, kept and written does not differ."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from standins import Opened
from test_cli import PLAIN
from test_desk import many

from stemma.errors import ModelError
from stemma.reading import Reader
from stemma.settings import Settings
from stemma.store import Archive

EXAMPLES = Path(__file__).parents[1] / "examples"
MODEL = "import sys; sys.argv.pop(1); from stemma.cli import main; sys.exit(main(sys.argv[1:]))"


def has_model():
    try:
        Reader.open(Settings())
    except ModelError:
        return False
    return True


@pytest.fixture(scope="module")
def program():
    """The command line; with the stand-in reader only where the model folder is not complete."""
    return MODEL if has_model() else PLAIN


@pytest.fixture
def pile(tmp_path):
    """Small reports of our own, and the example stories: text, HTML and rows."""
    folder = tmp_path / "pile"
    folder.mkdir()
    many(folder)
    for found in sorted(EXAMPLES.glob("*/reports/*")):
        (folder / f"{found.parts[-3]}-{found.name}").write_bytes(found.read_bytes())
    return folder


def run(program, seed, folder, *argv):
    """One command in `folder` under a hash seed: what it printed."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-c", program, str(Path(__file__).parent), *map(str, argv)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    ran = subprocess.run(command, capture_output=True, check=False, cwd=folder, env=environment)
    assert ran.returncode in (0, 3), ran.stderr.decode()
    return ran.stdout


def kept(folder):
    with Archive(folder / "stemma.db") as archive:
        return list(archive.dump())


def pages(folder):
    return {path.name: path.read_bytes() for path in sorted((folder / "dossier").iterdir())}


def test_two_hash_seeds_give_the_same_bytes(program, pile, tmp_path):
    printed = set()
    for seed in (0, 4242):
        here = tmp_path / str(seed)
        printed.add(
            (
                run(program, seed, here, "read", pile, "--json"),
                run(program, seed, here, "build", pile, "--json"),
                run(program, seed, here, "stories", "--json"),
            )
        )
    assert len(printed) == 1
    assert kept(tmp_path / "0") == kept(tmp_path / "4242")
    assert pages(tmp_path / "0") == pages(tmp_path / "4242")


def test_a_build_in_pieces_gives_the_same_bytes_as_one(program, pile, tmp_path):
    run(program, 1, tmp_path / "whole", "build", pile)
    files = sorted(pile.iterdir())
    for part in (files[::3], files[1::3], files[2::3]):
        run(program, 2, tmp_path / "parts", "build", *part)
    assert kept(tmp_path / "whole") == kept(tmp_path / "parts")
    assert pages(tmp_path / "whole") == pages(tmp_path / "parts")


def test_the_stand_in_stands_where_the_reader_stands():
    assert {name for name in ("open", "read", "read_many", "self_check") if not hasattr(Reader, name)} == set()
    assert Opened.open(Settings()).version
