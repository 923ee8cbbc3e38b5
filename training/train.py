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
from torch.nn import functional as F

from stemma.reading.labels import Found
from stemma.reading.links import LINK_WIDTH, LINKS, geometry, layout
from training.corpora import NAME_LABELS, ROLE_LABELS, Example, Packer, gum, pieces, polnear
from training.evaluate import dev_scores
from training.network import Network, load_base

NAMES_WEIGHT, LINKS_WEIGHT = 0.3, 0.3


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


def role_loss(network: Network, roles: Tensor, batch: list[Example]) -> Tensor:
    """Mean negative log-likelihood per word of the chain over each paragraph."""
    sequences, golds = [], []
    for n, e in enumerate(batch):
        if e.roles is None:
            continue
        scores, at = roles[n, torch.from_numpy(e.window.first)].float(), 0
        for p in e.window.paragraphs:
            sequences.append(scores[at : at + len(p.words)])
            golds.append(torch.from_numpy(e.roles[at : at + len(p.words)]))
            at += len(p.words)
    if not sequences:
        return roles.sum() * 0.0
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
    total, words = roles.new_zeros((), dtype=torch.float32), 0
    for half in (order[: 3 * len(order) // 4], order[3 * len(order) // 4 :]):
        if half:
            lengths = torch.tensor([len(sequences[i]) for i in half])
            padded = torch.nn.utils.rnn.pad_sequence([sequences[i] for i in half], batch_first=True)
            gold = torch.nn.utils.rnn.pad_sequence([golds[i] for i in half], batch_first=True)
            total = total + network.crf(padded, gold, lengths)
            words += int(lengths.sum())
    return total / words


def name_loss(names: Tensor, batch: list[Example]) -> Tensor:
    scores = [names[n, torch.from_numpy(e.window.first)] for n, e in enumerate(batch) if e.names is not None]
    gold = [torch.from_numpy(e.names) for e in batch if e.names is not None]
    return F.cross_entropy(torch.cat(scores).float(), torch.cat(gold)) if gold else names.sum() * 0.0


def link_loss(network: Network, projected: Tensor, batch: list[Example]) -> Tensor:
    """Mean over askers of the log-probability of any right answer, "none" included."""
    losses = []
    for n, e in enumerate(batch):
        if not e.fragments:
            continue
        paragraphs = [i for i, p in enumerate(e.window.paragraphs) for _ in p.words]
        where = layout(e.word_texts, paragraphs)
        found = [Found(role, a, b, 1.0) for role, a, b in e.fragments]
        at = projected[n, torch.from_numpy(e.window.first)].float().view(-1, len(LINKS), 4, LINK_WIDTH)
        for link, (asker, asked) in enumerate(LINKS):
            losses.extend(_asker_losses(network, at[:, link], link, (asker, asked), found, e.pairs, where))
    return torch.stack(losses).mean() if losses else projected.sum() * 0.0


def _asker_losses(network, at, link, roles, found, pairs, where):
    w = network.links
    asking = [i for i, f in enumerate(found) if f.label == roles[0]]
    asked = [i for i, f in enumerate(found) if f.label == roles[1]]
    if not asking or not asked:
        return
    keys = at[[found[j].first for j in asked], 2] + at[[found[j].last for j in asked], 3]
    for i in asking:
        ask = at[found[i].first, 0] + at[found[i].last, 1]
        shape = torch.from_numpy(geometry(found[i], [found[j] for j in asked], where))
        scores = keys @ (ask * LINK_WIDTH**-0.5 + w.lean[link, 1]) + ask @ w.lean[link, 0]
        scores = scores + w.distance[link][shape[:, 0]] + w.between[link][shape[:, 1]]
        scores = scores + w.paragraph[link][shape[:, 2]] + w.stops[link][shape[:, 3]]
        scores = torch.cat([scores, w.none[link : link + 1]])
        right = [k for k, j in enumerate(asked) if (i, j) in pairs] or [len(asked)]
        yield torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)


def optimizer(network: Network, rate: float) -> torch.optim.AdamW:
    encoder = list(network.encoder.named_parameters())
    decay = [p for n, p in encoder if p.ndim > 1]
    plain = [p for n, p in encoder if p.ndim <= 1]
    heads = [*network.roles.parameters(), *network.names.parameters(), *network.links.project.parameters()]
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
    run(parser.parse_args())


def run(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    cutter = pieces(args.base / "tokenizer.json")
    train = polnear(args.data / "polnear", "train")
    train = train[: int(len(train) * args.part)]
    documents = train + gum(args.data / "gum" / "train.jsonl.gz")
    packer = Packer(documents, cutter, args.room)
    network = Network(len(ROLE_LABELS), len(NAME_LABELS), dropout=args.dropout)
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
        averaged = Network(len(ROLE_LABELS), len(NAME_LABELS))
        averaged.load_state_dict(average.state)
        scores = dev_scores(averaged.eval(), args.data, cutter, args.room)
        log(args.out, {"epoch": epoch + 1, **scores})


def train_epoch(args, network, step_of, average, packer, epoch, steps_an_epoch) -> None:
    rng = random.Random(args.seed * 1000 + epoch)
    examples = packer.examples(args.seed * 1000 + epoch)
    total = steps_an_epoch * args.epochs
    network.train()
    began, sums = time.monotonic(), np.zeros(3)
    plan = batches(examples, args.batch, rng)
    for n, batch in enumerate(plan):
        step = min(epoch * steps_an_epoch + n, total - 1)
        scale = min(1.0, (step + 1) / (0.06 * total)) * (1 - step / total)
        for group, base in zip(step_of.param_groups, (args.rate, args.rate, 5 * args.rate, 1e-2), strict=True):
            group["lr"] = base * scale
        with torch.autocast("cpu", dtype=torch.bfloat16):
            roles, names, projected = network(*tensors(batch))
        parts = role_loss(network, roles, batch), name_loss(names, batch), link_loss(network, projected, batch)
        loss = parts[0] + NAMES_WEIGHT * parts[1] + LINKS_WEIGHT * parts[2]
        step_of.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        step_of.step()
        average.update(network)
        sums += [p.item() for p in parts]
        if n % 20 == 19:
            seconds = (time.monotonic() - began) / (n + 1)
            log(args.out, {"epoch": epoch + 1, "step": n + 1, "of": len(plan), "loss": [round(x, 4) for x in sums / 20],
                           "seconds a step": round(seconds, 2)})
            sums[:] = 0


def log(out: Path, row: dict) -> None:
    with (out / "log.jsonl").open("a") as handle:
        handle.write(json.dumps(row) + "\n")
    print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
