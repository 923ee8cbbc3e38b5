"""The shipped model, for real: what the folder vouches for, and what must hold for any text."""

import json
import shutil

import pytest
from builders import report

from stemma.errors import ModelError
from stemma.reading import Reader
from stemma.records import Block, Report, ReportHead
from stemma.settings import MODEL_FOLDER, Settings

NEWS = (
    "Ferry to Port Selm stays in harbour\n\n"
    "Harbour master Ada Brook said on Monday that no ferry would leave before the wind drops.\n\n"
    "“We are not taking chances with 😀 passengers’ lives,” Brook told The Selm Courier. “Cafe\u0301s stay open.”\n\n"
    "Two officials, who asked not to be named, denied that the pier was damaged."
)


@pytest.fixture(scope="module")
def reader():
    return Reader.open(Settings())


def plain(text: str) -> Report:
    return Report(ReportHead("r1", "x.txt"), text, (Block("paragraph", 0, len(text)),))


def test_the_model_gives_its_golden_scores(reader):
    reader.self_check()


def test_who_said_what(reader):
    reading = reader.read(report(NEWS, first="headline"))
    names = {a.id: a.name for a in reading.actors}
    said = {(names.get(a.speaker), a.form, a.content[0].cut(NEWS)[:20]) for a in reading.attributions if a.speaker}
    assert ("Ada Brook", "indirect", "that no ferry would ") in said
    assert ("Ada Brook", "direct", "“We are not taking c") in said
    assert any(a.speaker_type == "anonymous" and "damaged" in a.content[0].cut(NEWS) for a in reading.attributions)


def test_content_in_pieces_around_its_cue_is_one_attribution(reader):
    text = "“The pier is safe,” said Ada Brook, the harbour master, “and it will stay open.”"
    (found,) = reader.read(plain(text)).attributions
    assert [s.cut(text) for s in found.content] == ["“The pier is safe,”", "“and it will stay open.”"]


def test_no_token_stands_in_two_roles_and_only_read_blocks_are_read(reader):
    text = NEWS + "\n\nAda Brook said this advertisement is great."
    cut = len(NEWS) + 2
    rep = report(text, blocks=(*report(NEWS, first="headline").blocks, Block("advertisement", cut, len(text))))
    reading = reader.read(rep)
    pieces = [p for a in reading.attributions for p in (*a.cue, *a.content)]
    pieces += list({p for a in reading.attributions for p in a.source})
    assert pieces
    assert all(p.end <= cut for p in pieces)
    assert all(m.end <= cut for m in reading.mentions)
    for n, one in enumerate(pieces):
        assert not any(one.overlaps(other) for other in pieces[n + 1 :])


@pytest.mark.parametrize("mark", ["\r\n\r\n", "\n\n"])
def test_line_ends_change_nothing_but_the_offsets(reader, mark):
    text = NEWS.replace("\n\n", mark)
    blocks, at = [], 0
    for part in text.split(mark):
        blocks.append(Block("paragraph", at, at + len(part)))
        at += len(part) + len(mark)
    reading = reader.read(report(text, blocks=tuple(blocks)))
    assert [[s.cut(text) for s in a.content] for a in reading.attributions] == [
        [s.cut(NEWS) for s in a.content] for a in reader.read(report(NEWS)).attributions
    ]


def test_a_long_report_is_read_to_its_end(reader):
    text = "The river rose again in the valley. " * 4000 + "Ada Brook said that the dam would hold."
    reading = reader.read(plain(text))
    assert len(text.split()) > 28000
    assert reading.attributions[-1].content[-1].cut(text).startswith("that the dam would hold")


def test_threads_change_nothing(reader):
    rep = plain(NEWS * 20)
    one = Reader.open(Settings(threads=1)).read(rep)
    assert one == reader.read(rep)


@pytest.mark.parametrize("text", ["", " ", "…", "“”", "\u200b", "a" * 500, '"' * 300])
def test_odd_texts_are_read_without_complaint(reader, text):
    blocks = (Block("paragraph", 0, len(text)),) if text else ()
    reader.read(Report(ReportHead("r1", "x.txt"), text, blocks))


def test_a_changed_model_file_is_refused_by_name(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        Reader.open(Settings(model=folder))


def test_a_missing_model_file_is_named(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    (folder / "reader.onnx").unlink()
    with pytest.raises(ModelError, match=r"reader\.onnx is missing"):
        Reader.open(Settings(model=folder))


def test_a_model_of_other_text_rules_is_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    manifest = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(manifest | {"text_rules": "older"}))
    with pytest.raises(ModelError, match="older"):
        Reader.open(Settings(model=folder))


def test_a_manifest_that_does_not_fit_the_graph_is_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    manifest = json.loads((folder / "model.json").read_text())
    manifest["heads"]["name_labels"].pop()
    (folder / "model.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="names"):
        Reader.open(Settings(model=folder))


def test_an_empty_folder_says_how_to_mend_it(tmp_path):
    with pytest.raises(ModelError, match="Reinstall"):
        Reader.open(Settings(model=tmp_path))
