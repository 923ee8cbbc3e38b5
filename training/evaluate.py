"""Development scores of a network in training: what the shipped reader would find, before quantisation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from measure import polnear as scorer
from stemma.reading.drafts import Draft, Linker, told
from stemma.reading.encoder import WordPieces
from stemma.reading.labels import Chain, Found, bio_chain, pad, span_of, viterbi
from stemma.reading.links import LinkWeights, layout
from stemma.reading.segments import segments
from training.corpora import NAME_LABELS, ROLE_LABELS, Example, Packer, gum, polnear
from training.network import Network


def chain_of(network: Network) -> Chain:
    crf = network.crf
    return Chain(ROLE_LABELS, crf.transitions.detach().numpy(), crf.start.detach().numpy())


def link_weights_of(network: Network) -> LinkWeights:
    w = network.links
    return LinkWeights(*(p.detach().numpy() for p in (w.distance, w.between, w.paragraph, w.stops, w.none, w.lean)))


def forward(network: Network, e: Example) -> tuple[np.ndarray, ...]:
    """Word-level scores of one window: roles, names, events, link projections, vectors."""
    ids, case, quote = (torch.from_numpy(a)[None] for a in (e.window.ids, e.window.case, e.window.quote))
    with torch.inference_mode():
        scores = network(ids, case, quote, torch.ones_like(ids))
    return tuple(s[0, torch.from_numpy(e.window.first)].numpy() for s in scores)


def read_window(
    e: Example, roles: np.ndarray, projected: np.ndarray, chain: Chain, weights: LinkWeights
) -> tuple[list[Found], list[Draft]]:
    """Drafts and pieces of one window."""
    sequences, at = [], 0
    for p in e.window.paragraphs:
        sequences.append(roles[at : at + len(p.words)])
        at += len(p.words)
    found, at = [], 0
    for sequence, inside in zip(sequences, segments(*pad(sequences), chain), strict=True):
        found += [replace(f, first=f.first + at, last=f.last + at) for f in inside]
        at += len(sequence)
    where = layout(e.word_texts, [p.quote for p in e.window.paragraphs])
    drafts = Linker(where, projected, weights).drafts(found)
    return list(told(found, drafts)), drafts


def dev_scores(network: Network, data: Path, cutter: WordPieces, room: int) -> dict[str, float]:
    """Exact-match F1 by role, whole-attribution F1, name F1 on GUM news and interview."""
    chain, weights = chain_of(network), link_weights_of(network)
    fragments, wholes = {}, {}
    documents = polnear(data / "polnear", "dev", versions=False)
    for document in documents:
        parts = {"source": set(), "cue": set(), "content": set()}
        drafts = []
        for e in Packer([document], cutter, room).examples(None):
            roles, _, _, projected, _ = forward(network, e)
            words = [w for p in e.window.paragraphs for w in p.words]
            found, linked = read_window(e, roles, projected, chain, weights)
            for f in found:
                parts[f.label].add(span_of(words, f))
            drafts += [{r: [span_of(words, f) for f in getattr(d, r)] for r in parts} for d in linked]
        fragments[document.id], wholes[document.id] = {k: sorted(v) for k, v in parts.items()}, drafts
    scores = scorer.exact(fragments) | scorer.whole(wholes)
    scores["names"] = name_score(network, data, cutter, room)
    return {k: round(v, 2) for k, v in scores.items()}


def name_score(network: Network, data: Path, cutter: WordPieces, room: int) -> float:
    """Exact-match F1 of typed names (person, organization, place) on GUM dev news and interview."""
    documents = [d for d in gum(data / "gum" / "dev.jsonl.gz") if "_news_" in d.id or "_interview_" in d.id]
    hits = said = gold = 0
    for e in Packer(documents, cutter, room).examples(None):
        (names,) = viterbi(forward(network, e)[1][None], np.array([len(e.names)]), bio_chain(NAME_LABELS))
        spans = [
            {x for x in scorer.bio_spans([NAME_LABELS[max(n, 0)] for n in s]) if x[0] != "MISC"}
            for s in (names, e.names)
        ]
        hits, said, gold = hits + len(spans[0] & spans[1]), said + len(spans[0]), gold + len(spans[1])
    return scorer.f1(hits, said, gold)
