"""The base model's own sentence vectors, which the trained encoder's are held close to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from stemma.reading.encoder import WordPieces
from stemma.reading.windows import words_of
from stemma.reports.sentences import split
from training.corpora import Document
from training.network import Encoder, load_base

LONGEST = 256


def base_vectors(
    documents: Sequence[Document], cutter: WordPieces, base: Path, cache: Path
) -> dict[str, dict[tuple[int, int], np.ndarray]]:
    """For each document the normalised mean-pooled vector of each sentence, by its span; kept in `cache` (npz)."""
    keys, pieces = [], []
    for document in {d.id: d for d in documents}.values():
        for paragraph in document.paragraphs:
            for sentence in split(document.text, *paragraph):
                words = words_of(document.text, *sentence)
                if len(words) > 3:
                    keys.append((document.id, words[0].start, words[-1].end))
                    cut = [p for w in cutter.cut([w.cut(document.text) for w in words]) for p in w]
                    pieces.append([cutter.cls_id, *cut[: LONGEST - 2], cutter.sep_id])
    vectors = np.load(cache)["vectors"] if cache.exists() else embed(pieces, base)
    if not cache.exists():
        np.savez_compressed(cache, vectors=vectors)
    out: dict[str, dict[tuple[int, int], np.ndarray]] = {}
    for (name, a, b), vector in zip(keys, vectors, strict=True):
        out.setdefault(name, {})[a, b] = vector
    return out


def embed(pieces: Sequence[Sequence[int]], base: Path, batch: int = 64) -> np.ndarray:
    """Vectors (n, 384) as float16, of lists of piece ids."""
    encoder = Encoder()
    load_base(encoder, base)
    encoder.eval()
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
    out = np.zeros((len(pieces), 384), dtype=np.float16)
    for at in range(0, len(order), batch):
        some = order[at : at + batch]
        out[some] = _embed(encoder, [pieces[i] for i in some])
    return out


def _embed(encoder: Encoder, pieces: Iterable[Sequence[int]]) -> np.ndarray:
    rows = [torch.tensor(p) for p in pieces]
    ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
    mask = torch.nn.utils.rnn.pad_sequence([torch.ones_like(r) for r in rows], batch_first=True)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = encoder(ids, torch.zeros_like(ids), torch.zeros_like(ids), mask).float()
    mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
    return F.normalize(mean, dim=1).numpy()
