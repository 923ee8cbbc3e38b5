"""Train the reader: `python -m training.train --out RUN`. Seeded, resumable from RUN/last.pt, logs to RUN/log.jsonl."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from stemma.reading.labels import EVENT_LABELS
from training.corpora import (
    NAME_LABELS,
    ROLE_LABELS,
    Document,
    Example,
    Packer,
    gum,
    lines,
    pieces,
    polnear,
    timebank,
    unlabelled,
)
from training.evaluate import dev_scores
from training.losses import coref_loss, link_loss, role_loss, token_loss, vector_loss
from training.network import LAYERS, Network, load_base
from training.teachers import soft_labels
from training.vectors import base_vectors

# Weights of the heads beside the roles, in the order of `losses`: large enough to be learned, small enough that
# roles after one epoch stay where they are without them (see LOG.md).
WEIGHTS = {"roles": 1.0, "names": 0.4, "events": 0.2, "links": 0.3, "coref": 0.2, "vectors": 0.5}

# Share of the steps over which the rate rises; rate of the chain and the link biases; memory of the moving average.
WARM_UP, CHAIN_RATE, KEEP = 0.06, 1e-2, 0.999
SHOWN_EVERY = 20
# The base vocabulary's [MASK]; the other special pieces have lower numbers, and no word has.
MASK = 103


def batches(examples: list[Example], pieces_in_batch: int, rng: random.Random) -> list[list[Example]]:
    """Batches of about `pieces_in_batch` pieces, alike in length, in random order."""
    order = sorted(examples, key=lambda e: (len(e.window.ids) // 16, rng.random()))
    out: list[list[Example]] = [[]]
    for e in order:
        if out[-1] and (len(out[-1]) + 1) * len(e.window.ids) > pieces_in_batch:
            out.append([])
        out[-1].append(e)
    rng.shuffle(out)
    return out


def tensors(batch: list[Example], hidden: float = 0.0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Piece ids, case, quotation state and mask, each (batch, longest); a share `hidden` of the pieces is masked."""
    longest = max(len(e.window.ids) for e in batch)
    arrays = np.zeros((4, len(batch), longest), dtype=np.int64)
    for n, e in enumerate(batch):
        for row, values in zip(arrays[:3], (e.window.ids, e.window.case, e.window.quote), strict=True):
            row[n, : len(values)] = values
        arrays[3, n, : len(e.window.ids)] = 1
    ids, case, quote, mask = (torch.from_numpy(a) for a in arrays)
    if hidden:
        ids = torch.where((torch.rand(ids.shape) < hidden) & (ids > MASK), MASK, ids)
    return ids, case, quote, mask


def optimizer(network: Network, rate: float, keep: float = 1.0) -> torch.optim.AdamW:
    """AdamW; each layer below the last learns at `keep` times the rate of the one above it (Howard and Ruder 2018)."""
    groups = []
    for depth, module in enumerate((network.encoder, *network.encoder.layers)):
        inside = [(n, p) for n, p in module.named_parameters() if depth or not n.startswith("layers.")]
        slower = rate * keep ** (LAYERS - depth)
        for decay, wanted in ((0.01, lambda p: p.ndim > 1), (0.0, lambda p: p.ndim <= 1)):
            groups.append({"params": [p for _, p in inside if wanted(p)], "lr": slower, "weight_decay": decay})
    modules = (network.roles, network.names, network.events, network.links.project, network.vector)
    heads = [p for module in modules for p in module.parameters()]
    biases = [p for n, p in network.links.named_parameters() if not n.startswith("project")]
    groups.append({"params": heads, "lr": 5 * rate, "weight_decay": 0.01})
    groups.append({"params": [*network.crf.parameters(), *biases], "lr": CHAIN_RATE, "weight_decay": 0.0})
    for group in groups:
        group["full"] = group["lr"]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)


class Average:
    """Exponential moving average of the weights, with a warm start."""

    def __init__(self, network: Network, keep: float) -> None:
        self.keep, self.steps = keep, 0
        self.state = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: Network) -> None:
        """Move towards the network's weights, faster at the start."""
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        for k, v in network.state_dict().items():
            self.state[k].mul_(keep).add_(v.detach(), alpha=1 - keep)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch", type=int, default=3072)
    parser.add_argument("--room", type=int, default=256)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", type=float, default=1.0, help="share of the articles, for choosing between ideas")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--teacher", type=Path, action="append", default=[], help="last.pt of a finished run")
    parser.add_argument("--start", type=Path, help="last.pt of the run whose averaged weights to begin with")
    parser.add_argument("--hidden", type=float, default=0.0, help="share of the pieces that are masked")
    parser.add_argument("--layer-keep", type=float, default=1.0, help="rate of a layer beside the one above it")
    parser.add_argument("--share", type=float, default=0.5, help="weight of the teachers beside gold")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    Trainer(args).run()


def more_text(data: Path) -> list[Document]:
    """Reports without attribution gold, for teachers to label; those with gold in the ledger stay unseen."""
    ledger = frozenset(row["id"] for path in sorted(data.glob("ledger/*/readings.jsonl")) for row in lines(path))
    return unlabelled(data / "stories" / "giveme5w1h_dev.jsonl", ledger)


def new_network(dropout: float = 0.15) -> Network:
    return Network(len(ROLE_LABELS), len(NAME_LABELS), len(EVENT_LABELS), dropout=dropout)


def losses(network: Network, outputs: tuple[Tensor, ...], batch: list[Example], share: float) -> dict[str, Tensor]:
    roles, names, events, projected, vectors = outputs
    return {
        "roles": role_loss(network, roles, batch, share),
        "names": token_loss(names, batch, "names"),
        "events": token_loss(events, batch, "events"),
        "links": link_loss(network, projected, batch),
        "coref": coref_loss(network, projected, batch),
        "vectors": vector_loss(vectors, batch),
    }


class Trainer:
    """One run: network, optimizer and averaged weights, with a checkpoint after each epoch."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.cutter = pieces(args.base / "tokenizer.json")
        self.packer = self._packer()
        self.network = new_network(args.dropout)
        load_base(self.network.encoder, args.base)
        if args.start:
            self.network.load_state_dict(torch.load(args.start, weights_only=False)["average"])
        self.optimizer = optimizer(self.network, args.rate, args.layer_keep)
        self.average, self.epoch = Average(self.network, KEEP), 0
        self.steps_an_epoch = len(batches(self.packer.examples(0), args.batch, random.Random(0)))
        self._resume(args.out / "last.pt")

    def _packer(self) -> Packer:
        """All training documents, with base vectors and, where there are teachers, soft labels."""
        args, folder = self.args, self.args.data
        train = polnear(folder / "polnear", "train")
        train = train[: int(len(train) * args.part)]
        # GUM twice: its names and coreference are gold, PolNeAR's are silver, and it is a tenth of the size.
        documents = train + 2 * gum(folder / "gum" / "train.jsonl.gz") + timebank(folder / "timex" / "train.jsonl")
        vectors = base_vectors(documents, self.cutter, args.base, args.out / "vectors.npz")
        if not args.teacher:
            return Packer(documents, self.cutter, args.room, vectors)
        documents += more_text(folder)
        soft = soft_labels(documents, self.cutter, args.teacher, args.room, args.out / "soft.pt")
        return Packer(documents, self.cutter, args.room, vectors, soft)

    def _resume(self, last: Path) -> None:
        if not last.exists():
            return
        state = torch.load(last, weights_only=False)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.state, self.average.steps, self.epoch = state["average"], state["steps"], state["epoch"]

    def run(self) -> None:
        """Train the epochs that are left, with development scores of the averaged weights after each."""
        while self.epoch < self.args.epochs:
            self._train_epoch()
            self.epoch += 1
            state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}
            state |= {"average": self.average.state, "steps": self.average.steps, "epoch": self.epoch}
            torch.save(state, self.args.out / "last.pt")
            averaged = new_network()
            averaged.load_state_dict(self.average.state)
            scores = dev_scores(averaged.eval(), self.args.data, self.cutter, self.args.room)
            log(self.args.out, {"epoch": self.epoch, **scores})

    def _train_epoch(self) -> None:
        args, seed = self.args, self.args.seed * 1000 + self.epoch
        plan = batches(self.packer.examples(seed), args.batch, random.Random(seed))
        self.network.train()
        began, sums = time.monotonic(), np.zeros(len(WEIGHTS))
        for n, batch in enumerate(plan):
            self._set_rates(self.epoch * self.steps_an_epoch + n)
            sums += self._step(batch)
            if n % SHOWN_EVERY == SHOWN_EVERY - 1:
                means = dict(zip(WEIGHTS, (round(x, 4) for x in sums / SHOWN_EVERY), strict=True))
                seconds = round((time.monotonic() - began) / (n + 1), 2)
                row = {"epoch": self.epoch + 1, "step": n + 1, "of": len(plan), "loss": means}
                log(args.out, row | {"seconds a step": seconds})
                sums[:] = 0

    def _set_rates(self, step: int) -> None:
        """Linear warm-up, then linear decay to nothing."""
        total = self.steps_an_epoch * self.args.epochs
        step = min(step, total - 1)
        scale = min(1.0, (step + 1) / (WARM_UP * total)) * (1 - step / total)
        for group in self.optimizer.param_groups:
            group["lr"] = group["full"] * scale

    def _step(self, batch: list[Example]) -> list[float]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = self.network(*tensors(batch, self.args.hidden))
        parts = losses(self.network, outputs, batch, self.args.share)
        loss = sum(WEIGHTS[name] * part for name, part in parts.items())
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.average.update(self.network)
        return [part.item() for part in parts.values()]


def log(out: Path, row: dict) -> None:
    with (out / "log.jsonl").open("a") as handle:
        handle.write(json.dumps(row) + "\n")
    print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
