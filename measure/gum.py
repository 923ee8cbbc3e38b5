"""GUM dev, news and interview: names of people, organisations and places, and coreference with gold mentions given.

Coreference is scored as the CoNLL average of MUC, B-cubed and CEAF-e. Mentions are given, so the figure is not to be
set beside end-to-end ones; singletons are left out, as in OntoNotes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from measure.attribution import plain_report, reader
from measure.polnear import DATA, f1
from stemma.reading.decoding import antecedent_in
from stemma.records import Reading
from stemma.spans import Span
from training.corpora import Document, gum

GUM_DEV = DATA.parent / "gum" / "dev.jsonl.gz"
INPUTS: tuple[Path, ...] = (GUM_DEV,)
TYPES = {"person": "PERSON", "organization": "ORGANIZATION", "publication": "ORGANIZATION", "place": "LOCATION"}
# Antecedents asked about per mention, as in training.
NEAREST = 24

Chains = list[frozenset[Span]]


def documents() -> list[Document]:
    """The news and interview documents."""
    return [d for d in gum(GUM_DEV) if "_news_" in d.id or "_interview_" in d.id]


def names_of(reading: Reading) -> set[tuple[int, int, str]]:
    """Typed names of a reading, in the gold's three types."""
    return {(m.start, m.end, TYPES[m.type]) for m in reading.mentions if m.form == "name" and m.type in TYPES}


def name_scores() -> dict[str, float]:
    """Exact-match F1 of names with their type, and of their places alone."""
    typed, places = [0, 0, 0], [0, 0, 0]
    for document in documents():
        said = names_of(reader().read(plain_report(document.id, document.text, document.paragraphs)))
        gold = {n for n in document.names or () if n[2] != "MISC"}
        for tally, one, other in ((typed, said, gold), (places, {s[:2] for s in said}, {g[:2] for g in gold})):
            for n, count in enumerate((len(one & other), len(one), len(other))):
                tally[n] += count
    return {"gum.names_f1": f1(*typed), "gum.name_places_f1": f1(*places)}


def chains_of(document: Document) -> Chains:
    """Clusters that the coreference head makes of the gold mentions: each joins the one it picks."""
    antecedent = antecedent_in(reader().read_windows(document.text, document.paragraphs))
    mentions = sorted({m for chain in document.chains for m in chain})
    home: dict[Span, int] = {}
    for at, mention in enumerate(mentions):
        before = mentions[max(0, at - NEAREST) : at]
        choice = antecedent(mention, before)
        home[mention] = home[before[choice[0]]] if choice else at
    groups: dict[int, set[Span]] = {}
    for mention, number in home.items():
        groups.setdefault(number, set()).add(mention)
    return [frozenset(g) for g in groups.values() if len(g) > 1]


def muc(one: Chains, other: Chains) -> tuple[int, int]:
    """Links of `one` that `other` keeps, and links of `one` (Vilain et al. 1995)."""
    home = {m: n for n, chain in enumerate(other) for m in chain}
    kept = sum(len(c) - len({home.get(m, ("alone", m)) for m in c}) for c in one)
    return kept, sum(len(c) - 1 for c in one)


def b_cubed(one: Chains, other: Chains) -> tuple[float, int]:
    """Sum over mentions of the share of its chain that `other` agrees on, and the number of mentions."""
    home = {m: chain for chain in other for m in chain}
    return sum(len(c & home.get(m, frozenset({m}))) / len(c) for c in one for m in c), sum(map(len, one))


def ceaf(one: Chains, other: Chains) -> float:
    """Similarity of the best one-to-one alignment of chains (Luo 2005, phi 4)."""
    if not one or not other:
        return 0.0
    table = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in other] for a in one])
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())


def conll(pairs: Iterable[tuple[Chains, Chains]]) -> float:
    """CoNLL F1 in percent over (said, gold) chains of several documents."""
    sums = np.zeros((3, 4))
    for said, gold in pairs:
        for row, measure in enumerate((muc, b_cubed)):
            sums[row] += (*measure(said, gold), *measure(gold, said))
        shared = ceaf(said, gold)
        sums[2] += (shared, len(said), shared, len(gold))
    precision, recall = sums[:, 0] / np.maximum(sums[:, 1], 1), sums[:, 2] / np.maximum(sums[:, 3], 1)
    return float(np.mean(200 * precision * recall / np.maximum(precision + recall, 1e-9)))


def score() -> dict[str, float]:
    """Names and coreference; percent."""
    gold = [(chains_of(d), [frozenset(c) for c in d.chains if len(c) > 1]) for d in documents()]
    return name_scores() | {"gum.coreference_given_mentions": conll(gold)}
