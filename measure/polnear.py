"""Attribution scores on PolNeAR dev: exact-match F1 by the CofeNet paper's conversion, and whole attributions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from stemma.reading.windows import words_of
from stemma.spans import Span

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear"
ALIGNMENT = DATA / "cofenet_valid_alignment.jsonl.gz"
DEV = DATA / "dev.jsonl"
ROLES = ("source", "cue", "content")
# The corpus paper's and Citron's measure: half of the content's tokens shared is the same content.
CONTENT_OVERLAP = 0.5

Parts = Mapping[str, Sequence[Span]]


def f1(hits: int, said: int, gold: int) -> float:
    """Harmonic mean of precision and recall, in percent; 0 when nothing was said or nothing is there."""
    return 200.0 * hits / (said + gold) if said + gold else 0.0


def instances() -> list[dict[str, Any]]:
    """The paper's validation instances laid onto the texts."""
    with gzip.open(ALIGNMENT, "rt", encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def articles() -> list[dict[str, Any]]:
    """PolNeAR dev, one article a row."""
    with DEV.open(encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def bio_spans(labels: Sequence[str]) -> set[tuple[str, int, int]]:
    """(role, first, last) of each BIO run; a B or a change of role begins one."""
    out, role, first = set(), "", 0
    for at, label in enumerate([*labels, "O"]):
        if role and (label[:1] != "I" or label[2:] != role):
            out.add((role, first, at - 1))
            role = ""
        if label != "O" and not role:
            role, first = label[2:], at
    return out


def token_spans(fragments: Parts, offsets: Sequence[Sequence[int]]) -> set[tuple[str, int, int]]:
    """Character fragments as (role, first, last) token runs of one instance; cut at its ends."""
    out = set()
    for role in ROLES:
        for span in fragments[role]:
            inside = [i for i, (a, b) in enumerate(offsets) if a < span.end and span.start < b]
            if inside:
                out.add((role, inside[0], inside[-1]))
    return out


def exact(predicted: Mapping[str, Parts]) -> dict[str, float]:
    """Exact-match F1 of each role; `predicted` gives each article's fragments by role."""
    counts = {role: [0, 0, 0] for role in ROLES}
    for instance in instances():
        gold = bio_spans(instance["labels"])
        lo, hi = instance["offsets"][0][0], instance["offsets"][-1][1]
        near = {r: [s for s in predicted[instance["article"]][r] if s.start < hi and lo < s.end] for r in ROLES}
        said = token_spans(near, instance["offsets"])
        for role in ROLES:
            g, s = ({x for x in spans if x[0] == role} for spans in (gold, said))
            counts[role] = [c + n for c, n in zip(counts[role], (len(g & s), len(s), len(g)), strict=True)]
    return {role: f1(*counts[role]) for role in ROLES}


def _tokens(text: str, spans: Iterable[Span]) -> set[Span]:
    return {w for s in spans for w in words_of(text, s.start, s.end) if w.cut(text).isalnum()}


def _same_source(one: Sequence[Span], other: Sequence[Span]) -> bool:
    if not one or not other:
        return not one and not other
    return any(a.overlaps(b) for a in one for b in other)


def match(text: str, said: Sequence[Parts], gold: Sequence[Parts], *, sources: bool = True) -> list[tuple[int, int]]:
    """Pair attributions one to one: content tokens overlapping by at least half (F1), sources overlapping or none."""
    said_tokens, gold_tokens = ([_tokens(text, a["content"]) for a in side] for side in (said, gold))
    pairs = []
    for i, a in enumerate(said_tokens):
        for j, b in enumerate(gold_tokens):
            shared = len(a & b)
            score = 2 * shared / (len(a) + len(b)) if shared else 0.0
            if score >= CONTENT_OVERLAP and (not sources or _same_source(said[i]["source"], gold[j]["source"])):
                pairs.append((score, i, j))
    used_said: set[int] = set()
    used_gold: set[int] = set()
    out = []
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in used_said and j not in used_gold:
            used_said.add(i)
            used_gold.add(j)
            out.append((i, j))
    return out


def gold_parts(row: Mapping[str, Any]) -> list[dict[str, list[Span]]]:
    """An article's gold attributions as spans by role."""
    return [{role: [Span(*s) for s in a[role]] for role in ROLES} for a in row["attributions"]]


def kind(text: str, parts: Parts) -> str:
    """Direct, indirect or mixed, from the quotation marks at the content's pieces."""
    words = " ".join(s.cut(text) for s in parts["content"])
    marks = sum(c in '"“”' for c in words)
    stripped = [s.cut(text).strip(" ,.") for s in parts["content"]]
    if marks and all(s[:1] in '"“' for s in stripped):
        return "direct"
    return "mixed" if marks else "indirect"


def whole(predicted: Mapping[str, Sequence[Parts]]) -> dict[str, float]:
    """Whole-attribution F1, content-only F1, recall by form; `predicted` gives each article's attributions."""
    hits = content = said = total = 0
    forms: dict[str, list[int]] = {form: [0, 0] for form in ("direct", "indirect", "mixed")}
    for row in articles():
        gold, mine = gold_parts(row), predicted[row["id"]]
        pairs = match(row["text"], mine, gold)
        hits, said, total = hits + len(pairs), said + len(mine), total + len(gold)
        content += len(match(row["text"], mine, gold, sources=False))
        found = {j for _, j in pairs}
        for j, parts in enumerate(gold):
            tally = forms[kind(row["text"], parts)]
            tally[0] += j in found
            tally[1] += 1
    out = {"whole": f1(hits, said, total), "content_only": f1(content, said, total)}
    out |= {f"recall_{form}": 100.0 * a / b for form, (a, b) in forms.items()}
    return out
