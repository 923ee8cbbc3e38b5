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

from training.corpora import (
    EVENT_LABELS,
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
from training.network import Network, load_base
from training.teachers import soft_labels
from training.vectors import base_vectors

# Weights of the heads beside the roles, in the order of `losses`: large enough to be learned, small enough that
# roles after one epoch stay where they are without them (see LOG.md).
WEIGHTS = {"roles": 1.0, "names": 0.4, "events": 0.2, "links": 0.3, "coref": 0.2, "vectors": 0.5}


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


def tensors(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    longest = max(len(e.window.ids) for e in batch)
    arrays = np.zeros((4, len(batch), longest), dtype=np.int64)
    for n, e in enumerate(batch):
        for row, values in zip(arrays[:3], (e.window.ids, e.window.case, e.window.quote), strict=True):
            row[n, : len(values)] = values
        arrays[3, n, : len(e.window.ids)] = 1
    ids, case, quote, mask = (torch.from_numpy(a) for a in arrays)
    return ids, case, quote, mask


def optimizer(network: Network, rate: float) -> torch.optim.AdamW:
    encoder = list(network.encoder.named_parameters())
    decay = [p for n, p in encoder if p.ndim > 1]
    plain = [p for n, p in encoder if p.ndim <= 1]
    modules = (network.roles, network.names, network.events, network.links.project, network.vector)
    heads = [p for module in modules for p in module.parameters()]
    biases = [p for n, p in network.links.named_parameters() if not n.startswith("project")]
    groups = [
        {"params": decay, "lr": rate, "weight_decay": 0.01},
        {"params": plain, "lr": rate, "weight_decay": 0.0},
        {"params": heads, "lr": 5 * rate, "weight_decay": 0.01},
        {"params": [*network.crf.parameters(), *biases], "lr": 1e-2, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)


class Average:
    """Exponential moving average of the weights, with a warm start."""

    def __init__(self, network: Network, keep: float) -> None:
        self.keep, self.steps = keep, 0
        self.state = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: Network) -> None:
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
    parser.add_argument("--share", type=float, default=0.5, help="weight of the teachers beside gold")
    run(parser.parse_args())


def run(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    cutter = pieces(args.base / "tokenizer.json")
    train = polnear(args.data / "polnear", "train")
    train = train[: int(len(train) * args.part)]
    # GUM twice: its names and coreference are gold, PolNeAR's are silver, and it is a tenth of the size.
    documents = train + 2 * gum(args.data / "gum" / "train.jsonl.gz") + timebank(args.data / "timex" / "train.jsonl")
    vectors = base_vectors(documents, cutter, args.base, args.out / "vectors.npz")
    soft = None
    if args.teacher:
        documents = documents + more_text(args.data)
        soft = soft_labels(documents, cutter, args.teacher, args.room, args.out / "soft.pt")
    packer = Packer(documents, cutter, args.room, vectors, soft)
    network = new_network(args.dropout)
    load_base(network.encoder, args.base)
    step_of = optimizer(network, args.rate)
    average, first = Average(network, 0.999), 0
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        network.load_state_dict(state["network"])
        step_of.load_state_dict(state["optimizer"])
        average.state, average.steps, first = state["average"], state["steps"], state["epoch"]
    steps_an_epoch = len(batches(packer.examples(0), args.batch, random.Random(0)))
    for epoch in range(first, args.epochs):
        train_epoch(args, network, step_of, average, packer, epoch, steps_an_epoch)
        state = {"network": network.state_dict(), "optimizer": step_of.state_dict(), "average": average.state}
        torch.save(state | {"steps": average.steps, "epoch": epoch + 1}, last)
        averaged = new_network()
        averaged.load_state_dict(average.state)
        scores = dev_scores(averaged.eval(), args.data, cutter, args.room)
        log(args.out, {"epoch": epoch + 1, **scores})


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


def train_epoch(args, network, step_of, average, packer, epoch, steps_an_epoch) -> None:
    rng = random.Random(args.seed * 1000 + epoch)
    examples = packer.examples(args.seed * 1000 + epoch)
    total = steps_an_epoch * args.epochs
    network.train()
    began, sums = time.monotonic(), np.zeros(len(WEIGHTS))
    plan = batches(examples, args.batch, rng)
    for n, batch in enumerate(plan):
        step = min(epoch * steps_an_epoch + n, total - 1)
        scale = min(1.0, (step + 1) / (0.06 * total)) * (1 - step / total)
        for group, base in zip(step_of.param_groups, (args.rate, args.rate, 5 * args.rate, 1e-2), strict=True):
            group["lr"] = base * scale
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = network(*tensors(batch))
        parts = losses(network, outputs, batch, args.share)
        loss = sum(WEIGHTS[name] * part for name, part in parts.items())
        step_of.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        step_of.step()
        average.update(network)
        sums += [p.item() for p in parts.values()]
        if n % 20 == 19:
            seconds = (time.monotonic() - began) / (n + 1)
            log(
                args.out,
                {
                    "epoch": epoch + 1,
                    "step": n + 1,
                    "of": len(plan),
                    "loss": dict(zip(WEIGHTS, (round(x, 4) for x in sums / 20), strict=True)),
                    "seconds a step": round(seconds, 2),
                },
            )
            sums[:] = 0


def log(out: Path, row: dict) -> None:
    with (out / "log.jsonl").open("a") as handle:
        handle.write(json.dumps(row) + "\n")
    print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
