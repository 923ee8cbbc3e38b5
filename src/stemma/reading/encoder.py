"""Tokenizer and ONNX session: windows of text in, per-word scores out. The only importer of onnxruntime."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemma.errors import ModelError
from stemma.reading.labels import EVENT_LABELS, Chain
from stemma.reading.links import LINK_WIDTH, LinkWeights
from stemma.reading.windows import TEXT_RULES, Window

FloatArray = NDArray[np.float32]

WEIGHTS, TOKENIZER, MANIFEST = "reader.onnx", "tokenizer.json", "model.json"
_REINSTALL = "Reinstall stemma, or run training/export.py again."


class WordPieces:
    """Cuts words into the base model's vocabulary pieces."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self.cls_id, self.sep_id = vocabulary["[CLS]"], vocabulary["[SEP]"]

    def cut(self, words: Sequence[str]) -> list[list[int]]:
        """Piece ids of each word, in order; a word of control characters only has none."""
        out: list[list[int]] = [[] for _ in words]
        if not words:
            return out
        encoding = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None:
                out[word].append(piece)
        return out


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of one window: a row per word. `links` is (words, links * 4 * LINK_WIDTH)."""

    roles: FloatArray
    names: FloatArray
    links: FloatArray
    events: FloatArray
    vectors: FloatArray


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the product of piece and link probabilities into how often such attributions are right (Platt 1999)."""

    slope: float
    offset: float

    def __call__(self, raw: float) -> float:
        """A probability in 0..1, three digits: more would claim a precision the fit does not have."""
        clipped = min(max(raw, 1e-6), 1 - 1e-6)
        odds = self.slope * float(np.log(clipped / (1 - clipped))) + self.offset
        return round(1.0 / (1.0 + float(np.exp(-odds))), 3)


@dataclass(frozen=True, slots=True)
class Heads:
    """Everything of the model that is not in the ONNX graph: labels, learned moves, link biases, calibration."""

    chain: Chain
    names: tuple[str, ...]
    links: LinkWeights
    calibration: Calibration


class Encoder:
    """The shipped model, checked and opened once; safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.manifest = _manifest(folder)
        _check_files(folder, self.manifest)
        self.version: str = self.manifest["version"]
        self.heads = _heads(self.manifest["heads"])
        self.pieces = WordPieces(Tokenizer.from_file(str(folder / TOKENIZER)))
        options = ort.SessionOptions()
        # One thread a window and several windows at once: no padding, no waiting, and a window's scores
        # depend on that window alone (int8 scales are taken per tensor, so a batch would mix its members).
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(folder / WEIGHTS), options, providers=["CPUExecutionProvider"])
        self._workers = threads or os.cpu_count() or 1
        self._check_widths(folder)

    def _check_widths(self, folder: Path) -> None:
        """The graph must give as many scores a word as there are labels and links to read them by."""
        links = len(self.heads.links.none) * 4 * LINK_WIDTH
        expected = {
            "roles": len(self.heads.chain.labels),
            "names": len(self.heads.names),
            "links": links,
            "events": len(EVENT_LABELS),
        }
        found = {output.name: output.shape[-1] for output in self._session.get_outputs()}
        for name, width in expected.items():
            if found.get(name) != width:
                raise ModelError(
                    f"The graph in {folder} has {found.get(name)} scores for {name!r}, the manifest tells of {width}.",
                    remedy=_REINSTALL,
                )

    def score(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """Scores of each window, in order."""
        pending = list(windows)
        if self._workers == 1 or len(pending) <= 1:
            yield from map(self._score, pending)
            return
        with ThreadPoolExecutor(self._workers) as pool:
            yield from pool.map(self._score, pending)

    def _score(self, window: Window) -> Scores:
        feed = {"ids": window.ids[None], "case": window.case[None], "quote": window.quote[None], "first": window.first}
        scores = self._session.run(["roles", "names", "links", "events", "vectors"], feed)
        return Scores(*cast("list[FloatArray]", scores))


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ModelError(f"There is no {MANIFEST} in the model folder {folder}.", remedy=_REINSTALL) from None
    except ValueError:
        raise ModelError(f"{path} is not readable JSON.", remedy=_REINSTALL) from None
    if manifest.get("text_rules") != TEXT_RULES:
        found = manifest.get("text_rules")
        raise ModelError(
            f"The model in {folder} was made for text rules {found!r}; this stemma cuts text by {TEXT_RULES!r}.",
            remedy=_REINSTALL,
        )
    return manifest


def _check_files(folder: Path, manifest: dict[str, Any]) -> None:
    for name, expected in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{name} is missing from the model folder {folder}.", remedy=_REINSTALL)
        if digest(path) != expected:
            raise ModelError(f"{path} is not the file that was shipped: its digest differs.", remedy=_REINSTALL)


def _heads(raw: dict[str, Any]) -> Heads:
    def array(name: str) -> FloatArray:
        return np.array(raw[name], dtype=np.float32)

    chain = Chain(tuple(raw["role_labels"]), array("transitions"), array("start"))
    links = LinkWeights(*(array(f"link_{part}") for part in LinkWeights.__dataclass_fields__))
    return Heads(chain, tuple(raw["name_labels"]), links, Calibration(raw["slope"], raw["offset"]))
