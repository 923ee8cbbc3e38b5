"""Training corpora as windows with labels: PolNeAR attributions and silver names, GUM names (free genres only)."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from stemma.reading import lexicon
from stemma.reading.encoder import WordPieces
from stemma.reading.labels import EVENT_LABELS
from stemma.reading.windows import Paragraph, Window, paragraph_of, window_of, windows
from stemma.spans import Span, trim

ROLES = ("source", "cue", "content")
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_TYPES = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
NAME_LABELS = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI"))
# Genres of GUM whose licences allow a model to be shipped (CC BY); the NC and SA genres stay out.
FREE_GENRES = frozenset({"news", "interview", "academic", "court"})
TITLES = lexicon.words("titles")
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
    ignored: tuple[Span, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    events: tuple[tuple[int, int, str], ...] | None = None


@dataclass
class Example:
    """A window with its labels: one int per word (-1: no gold), and link targets between role fragments."""

    document: str
    window: Window
    word_texts: list[str]
    roles: np.ndarray | None
    names: np.ndarray | None
    # For links: (role, first word, last word) of each fragment in the window, and gold pairs between them.
    fragments: list[tuple[str, int, int]] = field(default_factory=list)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    # For coreference: (first word, last word, chain) of each mention, in text order.
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    events: np.ndarray | None = None
    # What teachers say of each word's role: (words, labels) probabilities.
    soft: np.ndarray | None = None
    # For sentence vectors: (first word, last word) of each sentence and the base model's vector of it.
    sentences: list[tuple[int, int]] = field(default_factory=list)
    vectors: np.ndarray | None = None


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
    silver = {row["id"]: row for row in lines(silver_file)}
    documents = []
    for row in lines(articles):
        picked = {
            "attributions": row["attributions"],
            "unlinked": row.get("unlinked", []),
            "annotator": row["annotator"],
        }
        variants = [picked]
        if versions:
            variants += [v for v in row.get("alternatives", []) if v["annotator"] != row["annotator"]]
        layer = silver.get(row["id"])
        for n, variant in enumerate(variants):
            documents.append(_polnear_document(row, variant, layer if n == 0 else None))
    return documents


def _polnear_document(row: dict[str, Any], variant: dict[str, Any], silver: dict[str, Any] | None) -> Document:
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
        names=None if silver is None else tuple((a, b, t) for a, b, t in silver["entities"] if t in NAME_TYPES),
        chains=() if silver is None else tuple(_spans(chain) for chain in silver["coref"]),
    )


def gum(path: Path, genres: frozenset[str] = FREE_GENRES) -> list[Document]:
    """GUM documents of the free genres: names, and groups of mentions that corefer."""
    documents = []
    for row in lines(path):
        if row["genre"] not in genres:
            continue
        tokens, found = row["tokens"], {}
        for entity in row["entities"]:
            name = gum_name(tokens, entity)
            if name is not None:
                found[name] = GUM_TYPES.get(entity["type"], "MISC")
        outer = [n for n in found if not any(o != n and o[0] <= n[0] and n[1] <= o[1] for o in found)]
        groups: dict[str, list[Span]] = {}
        for entity in row["entities"]:
            groups.setdefault(entity["group"], []).append(Span(entity["start"], entity["end"]))
        documents.append(
            Document(
                id=row["id"],
                text=row["text"],
                paragraphs=tuple(Span(a, b) for a, b, _ in row["paragraphs"]),
                fragments=None,
                names=tuple((*n, found[n]) for n in sorted(outer)),
                ignored=tuple(Span(t[0], t[1]) for t in tokens if t[3] == "JJ" and row["text"][t[0]].isupper()),
                chains=tuple(tuple(sorted(set(g))) for g in groups.values()),
            )
        )
    return documents


def gum_name(tokens: Sequence[Any], entity: dict[str, Any]) -> tuple[int, int] | None:
    """The name inside an entity, by its characters: proper nouns around the head, without title or description."""
    begin, end = entity["tok"]
    head = begin + int(entity["minspan"].split(",")[0]) - 1
    proper = [tokens[t][3] in ("NNP", "NNPS") for t in range(begin, end)]
    if not proper[head - begin] or entity["type"] == "time":
        return None
    joins = ("IN", "CC", "DT", "HYPH", "CD") if entity["type"] != "person" else ("HYPH",)
    first = last = next(t for t in range(begin, end) if proper[t - begin])
    for t in range(first, end):
        if proper[t - begin]:
            last = t
        elif tokens[t][3] not in joins:
            break
    if not first <= head <= last:
        return None
    while entity["type"] == "person" and first <= last and tokens[first][4].rstrip(".").casefold() in TITLES:
        first += 1
    return (tokens[first][0], tokens[last][1]) if first <= last else None


def timebank(path: Path) -> list[Document]:
    """Documents with event triggers and their TimeML classes."""
    return [
        Document(
            id=row["id"],
            text=row["text"],
            paragraphs=newswire_paragraphs(row["text"]),
            fragments=None,
            events=tuple((e["start"], e["end"], e["class"]) for e in row["events"]),
        )
        for row in lines(path)
    ]


def unlabelled(path: Path, without: frozenset[str]) -> list[Document]:
    """Texts of a JSON Lines file for teachers to label, save the rows whose id is in `without`."""
    rows = (row for row in lines(path) if row["id"] not in without)
    return [Document(id=r["id"], text=r["text"], paragraphs=paragraph_spans(r["text"]), fragments=None) for r in rows]


def newswire_paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs of wrapped newswire: parted by blank lines or by an indented line."""
    cuts = [0, *(m.end() for m in re.finditer(r"\n\s*\n|\n(?=[ \t]{2,}\S)", text)), len(text)]
    return tuple(s for a, b in pairwise(cuts) if (s := trim(text, a, b)) is not None)


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
    if names is not None and document.ignored:
        free = {(s.start, s.end) for s in document.ignored}
        names[[i for i, w in enumerate(words) if (w.start, w.end) in free and names[i] == 0]] = -100
    out = Example(document.id, window, [w.cut(document.text) for w in words], roles, names)
    _links(document, words, out)
    out.mentions = mentions(document, words)
    if document.events is not None:
        out.events = np.zeros(len(words), dtype=np.int64)
        for start, end, kind in document.events:
            inside = [i for i, w in enumerate(words) if w.start < end and start < w.end]
            out.events[inside] = EVENT_LABELS.index(kind)
    return out


def mentions(document: Document, words: Sequence[Span]) -> list[tuple[int, int, int]]:
    """Mentions of the window with the number of their chain."""
    starts, ends = {w.start: i for i, w in enumerate(words)}, {w.end: i for i, w in enumerate(words)}
    found = [
        (starts[m.start], ends[m.end], n)
        for n, chain in enumerate(document.chains)
        for m in chain
        if m.start in starts and m.end in ends
    ]
    return sorted(found)


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


Soft = dict[str, dict[int, np.ndarray]] | None
Vectors = dict[str, dict[tuple[int, int], np.ndarray]] | None


def with_vectors(e: Example, known: dict[tuple[int, int], np.ndarray]) -> None:
    """Note the sentences of a window whose base vector is known."""
    words = window_words(e.window)
    starts, ends = {w.start: i for i, w in enumerate(words)}, {w.end: i for i, w in enumerate(words)}
    kept = [(starts[a], ends[b], v) for (a, b), v in known.items() if a in starts and b in ends]
    if kept:
        e.sentences = [(a, b) for a, b, _ in kept]
        e.vectors = np.stack([v for _, _, v in kept]).astype(np.float32)


class Packer:
    """Windows of a corpus; each epoch packs paragraphs from another starting point, so contexts vary."""

    def __init__(
        self, documents: Sequence[Document], cutter: WordPieces, room: int, vectors: Vectors = None, soft: Soft = None
    ) -> None:
        self.documents, self.cutter, self.room, self.vectors, self.soft = documents, cutter, room, vectors, soft
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
            made = [example(document, w) for w in packed]
            if self.vectors is not None:
                for e in made:
                    with_vectors(e, self.vectors.get(document.id, {}))
            if self.soft is not None:
                known = self.soft[document.id]
                for e in made:
                    e.soft = np.stack([known[w.start] for w in window_words(e.window)]).astype(np.float32)
            out.extend(made)
        return out

    def _pack(self, document: Document, paragraphs: Sequence[Paragraph], rng: random.Random) -> list[Window]:
        first = rng.randint(0, max(0, min(4, len(paragraphs) - 1)))
        spans = document.paragraphs
        cut = [s for s in spans if s.start < (paragraphs[first].words[0].start if first else 0)] if paragraphs else []
        packed = windows(document.text, cut, self.cutter, room=self.room) if cut else []
        rest = [s for s in spans if s not in set(cut)]
        return packed + windows(document.text, rest, self.cutter, room=self.room)


__all__ = ["Document", "Example", "Packer", "gum", "pieces", "polnear", "window_of"]
