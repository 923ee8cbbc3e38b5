"""What each head is trained for. All losses are means, so that weights between them keep their meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from stemma.reading.labels import Found
from stemma.reading.links import LINK_WIDTH, LINKS, Layout, geometry, layout
from training.corpora import ROLE_LABELS, Example
from training.network import Network

COREF = LINKS.index(("mention", "mention"))
# Mentions asked about per mention: the nearest ones; farther antecedents are found by name.
NEAREST = 24


def role_loss(network: Network, roles: Tensor, batch: Sequence[Example], share: float) -> Tensor:
    """Mean negative log-likelihood per word of the chain over each paragraph.

    Where teachers spoke, the target is `share` of what they say and the rest gold; where there is no gold, theirs.
    """
    sequences, targets = [], []
    for n, e in enumerate(batch):
        target = role_target(e, share)
        if target is None:
            continue
        scores, at = roles[n, torch.from_numpy(e.window.first)].float(), 0
        for p in e.window.paragraphs:
            sequences.append(scores[at : at + len(p.words)])
            targets.append(target[at : at + len(p.words)])
            at += len(p.words)
    if not sequences:
        return roles.sum() * 0.0
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
    total, words = roles.new_zeros((), dtype=torch.float32), 0
    for part in (order[: 3 * len(order) // 4], order[3 * len(order) // 4 :]):
        if part:
            lengths = torch.tensor([len(sequences[i]) for i in part])
            padded = torch.nn.utils.rnn.pad_sequence([sequences[i] for i in part], batch_first=True)
            wanted = torch.nn.utils.rnn.pad_sequence([targets[i] for i in part], batch_first=True)
            total = total + network.crf(padded, wanted, lengths)
            words += int(lengths.sum())
    return total / words


def role_target(e: Example, share: float) -> Tensor | None:
    """(words, labels) probabilities to learn, or None where nobody knows."""
    if e.roles is None:
        return None if e.soft is None else torch.from_numpy(e.soft)
    gold = F.one_hot(torch.from_numpy(e.roles), len(ROLE_LABELS)).float()
    return gold if e.soft is None else share * torch.from_numpy(e.soft) + (1 - share) * gold


def token_loss(scores: Tensor, batch: Sequence[Example], layer: str) -> Tensor:
    """Cross-entropy over the words of the windows that have gold in `layer` ("names" or "events")."""
    having = [(n, e) for n, e in enumerate(batch) if getattr(e, layer) is not None]
    if not having:
        return scores.sum() * 0.0
    said = torch.cat([scores[n, torch.from_numpy(e.window.first)] for n, e in having]).float()
    return F.cross_entropy(said, torch.cat([torch.from_numpy(getattr(e, layer)) for _, e in having]))


def link_loss(network: Network, projected: Tensor, batch: Sequence[Example]) -> Tensor:
    """Mean over asking pieces of the log-probability of any right answer, "none" included, for the role links."""
    losses = []
    for n, e in enumerate(batch):
        if not e.fragments:
            continue
        where = layout(e.word_texts, [p.quote for p in e.window.paragraphs])
        found = [Found(role, a, b, 1.0) for role, a, b in e.fragments]
        at = projected[n, torch.from_numpy(e.window.first)].float().view(len(where.paragraph), -1, 4, LINK_WIDTH)
        for link, (asker, asked) in enumerate(LINKS[:COREF]):
            ask = [i for i, f in enumerate(found) if f.label == asker]
            key = [i for i, f in enumerate(found) if f.label == asked]
            if ask and key:
                right = torch.tensor([[(i, j) in e.pairs for j in key] for i in ask])
                scores = link_scores(
                    network, at[:, link], link, [found[i] for i in ask], [found[j] for j in key], where=where
                )
                losses.append(any_right(scores, right))
    return torch.cat(losses).mean() if losses else projected.sum() * 0.0


def coref_loss(network: Network, projected: Tensor, batch: Sequence[Example]) -> Tensor:
    """Mean over mentions of the log-probability of any earlier mention of the same chain, or of none."""
    losses = []
    for n, e in enumerate(batch):
        if len(e.mentions) < 2:
            continue
        where = layout(e.word_texts, [p.quote for p in e.window.paragraphs])
        found = [Found("mention", a, b, 1.0) for a, b, _ in e.mentions]
        chains = np.array([c for _, _, c in e.mentions])
        order = np.arange(len(found))
        allowed = (order[None, :] < order[:, None]) & (order[:, None] - order[None, :] <= NEAREST)
        at = projected[n, torch.from_numpy(e.window.first)].float().view(len(where.paragraph), -1, 4, LINK_WIDTH)
        scores = link_scores(network, at[:, COREF], COREF, found, found, where=where)
        closed = torch.from_numpy(~np.concatenate([allowed, np.ones((len(found), 1), bool)], axis=1))
        right = torch.from_numpy((chains[None, :] == chains[:, None]) & allowed)
        losses.append(any_right(scores.masked_fill(closed, -1e4), right))
    return torch.cat(losses).mean() if losses else projected.sum() * 0.0


def link_scores(
    network: Network, at: Tensor, link: int, asking: Sequence[Found], asked: Sequence[Found], *, where: Layout
) -> Tensor:
    """(asking, asked + 1), the last column "none"; the same sum as stemma.reading.links.choose."""
    w = network.links
    ask = at[[f.first for f in asking], 0] + at[[f.last for f in asking], 1]
    keys = at[[f.first for f in asked], 2] + at[[f.last for f in asked], 3]
    shape = torch.from_numpy(geometry(asking, asked, where))
    scores = (ask * LINK_WIDTH**-0.5 + w.lean[link, 1]) @ keys.T + (ask @ w.lean[link, 0])[:, None]
    for n, part in enumerate((w.distance, w.between, w.paragraph, w.stops)):
        scores = scores + part[link][shape[..., n]]
    return torch.cat([scores, w.none[link].expand(len(asking), 1)], dim=1)


def any_right(scores: Tensor, right: Tensor) -> Tensor:
    """Per row, minus the log of the summed probability of the right columns; "none" where there is none."""
    right = torch.cat([right, ~right.any(1, keepdim=True)], dim=1)
    return torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, -1e9), 1)


def vector_loss(vectors: Tensor, batch: Sequence[Example]) -> Tensor:
    """Mean of one minus the cosine between a sentence's vector and the base model's own."""
    losses = []
    for n, e in enumerate(batch):
        if e.vectors is None:
            continue
        words = vectors[n, torch.from_numpy(e.window.first)].float()
        sums = torch.cat([words.new_zeros(1, words.shape[1]), words.cumsum(0)])
        a, b = (torch.tensor([s[k] for s in e.sentences]) for k in (0, 1))
        means = (sums[b + 1] - sums[a]) / (b + 1 - a)[:, None]
        losses.append(1 - F.cosine_similarity(means, torch.from_numpy(e.vectors), dim=1))
    return torch.cat(losses).mean() if losses else vectors.sum() * 0.0
