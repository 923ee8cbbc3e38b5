"""Training corpora as windows with labels: PolNeAR attributions and silver names, GUM names (free genres only)."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from stemma.reading.encoder import WordPieces
from stemma.reading.windows import Paragraph, Window, paragraph_of, window_of, windows
from stemma.spans import Span

ROLES = ("source", "cue", "content")
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_TYPES = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
NAME_LABELS = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI"))
# Genres of GUM whose licences allow a model to be shipped (CC BY); the NC and SA genres stay out.
FREE_GENRES = frozenset({"news", "interview", "academic", "court"})
GUM_TYPES = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}


@dataclass(frozen=True)
class Document:
    """One article: text, paragraphs' spans, role fragments, names; a layer that is None has no gold here."""

    id: str
    text: str
    paragraphs: tuple[Span, ...]
    fragments: dict[str, tuple[Span, ...]] | None
    attributions: tuple[dict[str, tuple[Span, ...]], ...] = ()
    names: tuple[tuple[int, int, str], ...] | None = None


@dataclass
class Example:
    """A window with its labels: one int per word (-1: no gold), and link targets between role fragments."""

    window: Window
    word_texts: list[str]
    roles: np.ndarray | None
    names: np.ndarray | None
    # For links: (role, first word, last word) of each fragment in the window, and gold pairs between them.
    fragments: list[tuple[str, int, int]] = field(default_factory=list)
    pairs: set[tuple[int, int]] = field(default_factory=set)


def lines(path: Path) -> Iterable[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def paragraph_spans(text: str) -> tuple[Span, ...]:
    """Paragraphs of a corpus text: its lines."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return tuple(spans)


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(a, b) for a, b in pairs)


def polnear(folder: Path, split: str, *, versions: bool = True) -> list[Document]:
    """PolNeAR articles; `versions` adds the other annotators' versions of an article as documents of their own."""
    articles = folder / ("train.jsonl.gz" if split == "train" else "dev.jsonl")
    silver_file = folder / ("train.silver.jsonl.gz" if split == "train" else "dev.silver.jsonl")
    silver = {row["id"]: row["entities"] for row in lines(silver_file)}
    documents = []
    for row in lines(articles):
        picked = {"attributions": row["attributions"], "unlinked": row.get("unlinked", []), "annotator": row["annotator"]}
        variants = [picked]
        if versions:
            variants += [v for v in row.get("alternatives", []) if v["annotator"] != row["annotator"]]
        names = silver.get(row["id"])
        kept = None if names is None else tuple((a, b, t) for a, b, t in names if t in NAME_TYPES)
        for n, variant in enumerate(variants):
            documents.append(_polnear_document(row, variant, kept if n == 0 else None))
    return documents


def _polnear_document(row: dict[str, Any], variant: dict[str, Any], names: Any) -> Document:
    attributions = tuple({role: _spans(a[role]) for role in ROLES} for a in variant["attributions"])
    fragments: dict[str, set[Span]] = {role: set() for role in ROLES}
    for attribution in attributions:
        for role in ROLES:
            fragments[role].update(attribution[role])
    for role, span, *_ in variant.get("unlinked", []):
        if role in fragments:
            fragments[role].add(Span(*span))
    return Document(
        id=row["id"],
        text=row["text"],
        paragraphs=paragraph_spans(row["text"]),
        fragments={role: tuple(sorted(spans)) for role, spans in fragments.items()},
        attributions=attributions,
        names=names,
    )


def gum(path: Path) -> list[Document]:
    """GUM documents of the free genres, with names only: runs of proper nouns that head an entity."""
    documents = []
    for row in lines(path):
        if row["genre"] not in FREE_GENRES:
            continue
        tokens, names = row["tokens"], {}
        for entity in row["entities"]:
            heads = [entity["tok"][0] + int(n) - 1 for n in entity["minspan"].split(",")]
            proper = [t for t in heads if tokens[t][3] in ("NNP", "NNPS")]
            if not proper or tokens[heads[-1]][3] not in ("NNP", "NNPS"):
                continue
            a, b = min(proper), max(proper)
            while a > entity["tok"][0] and tokens[a - 1][3] in ("NNP", "NNPS"):
                a -= 1
            kind = GUM_TYPES.get(entity["type"], "MISC")
            names[tokens[a][0], tokens[b][1]] = kind
        paragraphs = tuple(Span(a, b) for a, b, _ in row["paragraphs"])
        spans = tuple((a, b, t) for (a, b), t in sorted(names.items()))
        documents.append(Document(row["id"], row["text"], paragraphs, None, names=spans))
    return documents


def pieces(tokenizer_file: Path) -> WordPieces:
    return WordPieces(Tokenizer.from_file(str(tokenizer_file)))


def role_labels(words: Sequence[Span], fragments: dict[str, tuple[Span, ...]]) -> np.ndarray:
    """BIO over words; a word belongs to a fragment it overlaps. A fragment carried over begins with I."""
    labels = np.zeros(len(words), dtype=np.int64)
    for role in ("content", "source", "cue"):
        base = ROLE_LABELS.index(f"B-{role}")
        for fragment in fragments[role]:
            inside = [i for i, w in enumerate(words) if w.start < fragment.end and fragment.start < w.end]
            for i in inside:
                labels[i] = base + 1
            if inside and fragment.start >= words[inside[0]].start - 1:
                labels[inside[0]] = base
    return labels


def name_labels(words: Sequence[Span], names: Sequence[tuple[int, int, str]]) -> np.ndarray:
    labels = np.zeros(len(words), dtype=np.int64)
    for start, end, kind in names:
        base = NAME_LABELS.index(f"B-{kind}")
        inside = [i for i, w in enumerate(words) if w.start < end and start < w.end]
        for n, i in enumerate(inside):
            labels[i] = base if n == 0 else base + 1
    return labels


def window_words(window: Window) -> list[Span]:
    return [w for p in window.paragraphs for w in p.words]


def example(document: Document, window: Window) -> Example:
    words = window_words(window)
    lo, hi = words[0].start, words[-1].end
    roles = names = None
    if document.fragments is not None:
        near = {r: tuple(s for s in spans if s.start < hi and lo < s.end) for r, spans in document.fragments.items()}
        roles = role_labels(words, near)
    if document.names is not None:
        names = name_labels(words, [n for n in document.names if n[0] < hi and lo < n[1]])
    out = Example(window, [w.cut(document.text) for w in words], roles, names)
    _links(document, words, out)
    return out


def _links(document: Document, words: Sequence[Span], out: Example) -> None:
    """Fragments of linked roles that lie in the window, and which belong together."""
    index: dict[tuple[str, Span], int] = {}
    for attribution in document.attributions:
        here: list[int] = []
        for role in ROLES:
            for span in attribution[role]:
                inside = [i for i, w in enumerate(words) if w.start < span.end and span.start < w.end]
                if not inside:
                    continue
                if (role, span) not in index:
                    index[role, span] = len(out.fragments)
                    out.fragments.append((role, inside[0], inside[-1]))
                here.append(index[role, span])
        out.pairs.update((a, b) for a in here for b in here if a != b)


class Packer:
    """Windows of a corpus; each epoch packs paragraphs from another starting point, so contexts vary."""

    def __init__(self, documents: Sequence[Document], cutter: WordPieces, room: int) -> None:
        self.documents, self.cutter, self.room = documents, cutter, room
        self._cache: list[list[Paragraph]] = [
            [p for p in (paragraph_of(d.text, s, cutter) for s in d.paragraphs) if p.words] for d in documents
        ]

    def examples(self, seed: int | None) -> list[Example]:
        """All windows; `seed` None packs as reading does, a number shuffles where windows begin."""
        rng = random.Random(seed)
        out = []
        for document, paragraphs in zip(self.documents, self._cache, strict=True):
            if seed is None:
                packed = windows(document.text, document.paragraphs, self.cutter, room=self.room)
            else:
                packed = self._pack(document, paragraphs, rng)
            out.extend(example(document, w) for w in packed)
        return out

    def _pack(self, document: Document, paragraphs: Sequence[Paragraph], rng: random.Random) -> list[Window]:
        first = rng.randint(0, max(0, min(4, len(paragraphs) - 1)))
        spans = document.paragraphs
        cut = [s for s in spans if s.start < (paragraphs[first].words[0].start if first else 0)] if paragraphs else []
        packed = windows(document.text, cut, self.cutter, room=self.room) if cut else []
        rest = [s for s in spans if s not in set(cut)]
        return packed + windows(document.text, rest, self.cutter, room=self.room)


__all__ = ["Document", "Example", "Packer", "gum", "pieces", "polnear", "window_of"]
