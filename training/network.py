"""The encoder and its heads in torch: MiniLM with case and quotation embeddings, a CRF, names, links."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from stemma.reading.links import DISTANCES, LINK_WIDTH, LINKS
from stemma.reading.windows import CASES, QUOTES

WIDTH, LAYERS, HEADS = 384, 6, 12


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(b, n, width) to the same; `mask` is added to the attention scores."""
        b, n, _ = x.shape
        q, k, v = (f(x).view(b, n, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            scores = scores + mask
        mixed = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6 with extra input embeddings that start at zero: what case and quotation an uncased model lost."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512, dropout: float = 0.15) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.types = nn.Parameter(torch.zeros(WIDTH))
        self.case, self.quote = nn.Embedding(len(CASES), WIDTH), nn.Embedding(len(QUOTES), WIDTH)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None) -> Tensor:
        """Hidden states (b, n, width) of pieces; `mask` is 1 where there is one, None without padding."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.types + self.case(case) + self.quote(quote)
        x = self.dropout(self.norm(x))
        wide = None if mask is None else (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, wide)
        return x


def load_base(encoder: Encoder, folder: Path) -> None:
    """Fill `encoder` with the base model's weights (safetensors in the layout of BERT)."""
    weights = load_file(folder / "model.safetensors")
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "types": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for n in range(LAYERS):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{n}.{ours}.{part}"] = weights[f"encoder.layer.{n}.{theirs}.{part}"]
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    if unexpected or set(missing) != {"case.weight", "quote.weight"}:
        raise ValueError(f"base model in {folder} does not fit: missing {missing}, unexpected {unexpected}")


class Crf(nn.Module):
    """A linear chain over labels with a learned start; sequences are padded, `lengths` tells how far they go."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.start = nn.Parameter(torch.zeros(labels))

    def forward(self, emissions: Tensor, target: Tensor, lengths: Tensor) -> Tensor:
        """Cross-entropy with the target's probabilities (b, n, labels), summed over the batch.

        With one label certain at each word this is the negative log-likelihood; otherwise pairs are taken as
        independent, which holds where targets are nearly sure.
        """
        alive = torch.arange(emissions.shape[1])[None, :] < lengths[:, None]
        alpha = self.start + emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + self.transitions, 1) + emissions[:, t]
            alpha = torch.where(alive[:, t, None], step, alpha)
        total = torch.logsumexp(alpha, 1)
        at = (emissions * target).sum(2)
        moves = ((target[:, :-1] @ self.transitions) * target[:, 1:]).sum(2)
        score = (target[:, 0] * self.start).sum(1) + (at * alive).sum(1) + (moves * alive[:, 1:]).sum(1)
        return (total - score).sum()


class Links(nn.Module):
    """Scores between role fragments: a product of both ends' projections, and a bias for how they lie."""

    def __init__(self) -> None:
        super().__init__()
        # For each link: asking first word, asking last word, asked first word, asked last word.
        self.project = nn.Linear(WIDTH, len(LINKS) * 4 * LINK_WIDTH)
        self.distance = nn.Parameter(torch.zeros(len(LINKS), len(DISTANCES) + 1))
        self.between = nn.Parameter(torch.zeros(len(LINKS), 4))
        self.paragraph = nn.Parameter(torch.zeros(len(LINKS), 3))
        self.stops = nn.Parameter(torch.zeros(len(LINKS), 4))
        self.none = nn.Parameter(torch.zeros(len(LINKS)))
        self.lean = nn.Parameter(torch.zeros(len(LINKS), 2, LINK_WIDTH))


class Network(nn.Module):
    """Encoder and heads; `forward` gives piece-level scores, of which the first piece of each word counts."""

    def __init__(self, roles: int, names: int, events: int, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = Encoder(dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(WIDTH, roles)
        self.names = nn.Linear(WIDTH, names)
        self.events = nn.Linear(WIDTH, events)
        self.vector = nn.Linear(WIDTH, WIDTH)
        self.crf = Crf(roles)
        self.links = Links()

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        """What `heads` says of each piece."""
        return self.heads(self.dropout(self.encoder(ids, case, quote, mask)))

    def heads(self, x: Tensor) -> tuple[Tensor, ...]:
        """Scores of roles, names and events, link projections, and what a sentence vector is the mean of."""
        return self.roles(x), self.names(x), self.events(x), self.links.project(x), self.vector(x)
