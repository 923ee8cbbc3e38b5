"""Soft role labels from finished runs: the mean of their marginals over several packings of each text.

A student learns the mean of teachers and gold (Hinton et al. 2015); where a text has no gold, the teachers alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from stemma.reading.encoder import WordPieces
from stemma.reading.labels import Chain, marginals, pad
from training.corpora import ROLE_LABELS, Document, Example, Packer, window_words
from training.network import Network

SoftLabels = dict[str, dict[int, np.ndarray]]
# Each teacher reads each text this often, its windows beginning elsewhere: contexts differ, errors average out.
PACKINGS = 2


def load(run: Path) -> Network:
    """A finished run's averaged weights; heads that a run did not have stay untrained and are not asked."""
    state = torch.load(run, weights_only=False)["average"]
    network = Network(len(ROLE_LABELS), 9, 8)
    wanted = {k: v for k, v in state.items() if k.split(".")[0] in ("encoder", "roles", "crf")}
    missing, _ = network.load_state_dict(wanted, strict=False)
    if any(k.split(".")[0] in ("encoder", "roles", "crf") for k in missing):
        raise ValueError(f"{run} lacks {missing}")
    return network.eval()


def soft_labels(
    documents: Sequence[Document], cutter: WordPieces, runs: Sequence[Path], room: int, cache: Path
) -> SoftLabels:
    """Marginals (labels,) by document id and word start; kept in `cache`."""
    if cache.exists():
        return torch.load(cache, weights_only=False)
    once = list({d.id: d for d in documents}.values())
    sums: dict[str, dict[int, np.ndarray]] = {d.id: {} for d in once}
    packer = Packer(once, cutter, room)
    for number, run in enumerate(runs):
        network = load(run)
        chain = Chain(ROLE_LABELS, network.crf.transitions.detach().numpy(), network.crf.start.detach().numpy())
        for packing in range(PACKINGS):
            for e in packer.examples(7 * number + packing):
                _add(sums[e.document], e, network, chain)
    labels = {name: {at: (v / v.sum()).astype(np.float16) for at, v in by.items()} for name, by in sums.items()}
    torch.save(labels, cache)
    return labels


def _add(sums: dict[int, np.ndarray], e: Example, network: Network, chain: Chain) -> None:
    ids, case, quote = (torch.from_numpy(a)[None] for a in (e.window.ids, e.window.case, e.window.quote))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = network.encoder(ids, case, quote, None)[0, torch.from_numpy(e.window.first)]
        scores = network.roles(hidden).float().numpy()
    cuts = np.cumsum([len(p.words) for p in e.window.paragraphs])[:-1]
    padded, lengths = pad(np.split(scores, cuts))
    for word, chances in zip(window_words(e.window), np.concatenate(marginals(padded, lengths, chain)), strict=True):
        sums[word.start] = sums.get(word.start, 0.0) + chances
