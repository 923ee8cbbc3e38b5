"""How alike the reports of a pile are, pair by pair: their words, the names in them, and how close in time they are.

A score lies in 0..1: the mean of two TF-IDF cosines, one over words and one over names (a name also counts as words, so
names weigh more than words), taken down a little when both dates are known and far apart. Dates are evidence and no
gate: crawled pages often carry the date of the crawl.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

from stemma.records import Published, Reading
from stemma.stories.names import names
from stemma.stories.words import common_words, read_text, word_counts

# What follows was set on 235 reports of 35 events (B-cubed F1 of the whole, and of piles of one, three and seventeen of
# its events, which must all do with one threshold), and on two piles of 84 and 210 political reports, all of one beat,
# in which pairs more than two weeks apart should not meet ("far": the share of them that do).

# The pile is seen as part of a larger one of this many reports, in which a word is as frequent as in the news at large;
# else what both reports of a pile of two use would look common. 50 to 500 measure alike on events; 500 leaves the names
# of a beat too heavy (far 0.087 and 0.053 against 0.034 and 0.017), 50 splits piles of one story.
PRIOR_REPORTS = 100
# Share of the news at large that uses a word not in the table of common words, or a name.
RARE_WORD, RARE_NAME = 0.003, 0.005
# Words that more of the news uses say little about the story; leaving them out keeps the products sparse, and 0.05
# measures as 0.1 and 1.0 do (0.03 loses 0.004).
TOO_COMMON = 0.05
# Reports far apart in time keep this part of their likeness; half of what is lost is lost within ten days. It takes far
# from 0.034 and 0.017 to 0.023 and 0.011. A smaller part splits stories that run for months and reports whose date is
# the crawler's (0.5: F1 0.94).
FAR_APART, DAYS = 0.8, 14.0
# Reports whose mean likeness is lower are two stories. F1 is 0.962 from 0.055 to 0.065; lower joins a beat, higher
# splits long stories. Different news of the 35 events stand at 0.05 at most, a story's own reports at 0.11 at least.
SAME_STORY = 0.06

Matrix: TypeAlias = sparse.csr_matrix


@dataclass(frozen=True, slots=True)
class Profiles:
    """What the reports of a pile are compared by; row n stands for the n-th reading. Rows have unit length."""

    names: Matrix
    words: Matrix
    name_forms: tuple[str, ...]
    """How the name of each column of `names` is written."""
    word_forms: tuple[str, ...]
    days: tuple[tuple[int, ...], ...]
    """The days each report may be of: none, one, or several where its date is ambiguous."""

    def alike(self, first: int, second: int) -> float:
        """How alike two reports are, 0 to 1, whenever they were published."""
        pairs = (rows[first].multiply(rows[second]).sum() for rows in (self.names, self.words))
        return min(float(sum(pairs)) / 2, 1.0)

    def reason(self, first: int, second: int) -> str:
        """What two reports share, for a person to read: "shares Ada Brook, Port Selm; 2 days apart"."""
        shared = _longest(_shared(self.names, self.name_forms, first, second))[:3]
        if len(shared) < 2:  # noqa: PLR2004
            known = {w.casefold() for name in shared for w in name.split()}
            words = [w for w in _shared(self.words, self.word_forms, first, second) if w not in known]
            shared += [f"“{w}”" for w in words[: 3 - len(shared)]]
        told = f"shares {', '.join(shared)}" if shared else "shares no name or telling word"
        return f"{told}; {_apart(self.days[first], self.days[second])}"


def profiles(readings: Sequence[Reading]) -> Profiles:
    """Weigh the words and names of all reports of a pile."""
    named = [names(r) for r in readings]
    words, word_forms = _tfidf([word_counts(read_text(r)) for r in readings], common_words(), RARE_WORD)
    known = frozenset(name for row in named for name in row.sure)
    name_rows, keys = _tfidf([row.counts(known) for row in named], {}, RARE_NAME)
    written: dict[str, str] = {}
    for row in named:
        for name, form in row.forms.items():
            written[name] = max(written.get(name, form), form)
    days = tuple(possible_days(r.report.report.published) for r in readings)
    return Profiles(name_rows, words, tuple(written[k] for k in keys), word_forms, days)


def likeness(pile: Profiles) -> Matrix:
    """How alike all pairs of reports are, time included: symmetric, 0 to 1, zero on the diagonal."""
    return _damped((pile.words @ pile.words.T + pile.names @ pile.names.T) * 0.5, pile.days)


def possible_days(published: Published) -> tuple[int, ...]:
    """Days (as ordinals) a report may have been published on; an ambiguous date gives all its candidates."""
    values = [published.value] if published.value else list(published.alternatives)
    found = set()
    for value in values:
        try:
            found.add(date.fromisoformat(value[:10]).toordinal())
        except ValueError:  # only a month or a year is known: no day to compare
            continue
    return tuple(sorted(found))


def _tfidf(counts: Sequence[Counter[str]], shares: Mapping[str, float], rare: float) -> tuple[Matrix, tuple[str, ...]]:
    """Rows of unit length, and the terms of the columns in order."""
    frequency = Counter(term for row in counts for term in row)
    terms = sorted(t for t in frequency if shares.get(t, rare) < TOO_COMMON)
    column = {t: n for n, t in enumerate(terms)}
    pile = len(counts) + PRIOR_REPORTS
    weight = [math.log(pile / (frequency[t] + PRIOR_REPORTS * shares.get(t, rare))) for t in terms]
    indptr, indices, data = [0], [], []
    for row in counts:
        cells = sorted((column[t], _repeated(n) * weight[column[t]]) for t, n in row.items() if t in column)
        cells = [(c, v) for c, v in cells if v > 0]
        norm = math.sqrt(math.fsum(v * v for _, v in cells)) or 1.0
        indices += [c for c, _ in cells]
        data += [v / norm for _, v in cells]
        indptr.append(len(indices))
    matrix = sparse.csr_matrix((np.array(data), np.array(indices, dtype=np.int32), indptr), (len(counts), len(terms)))
    return matrix, tuple(terms)


def _repeated(times: int) -> float:
    """What a word that comes so often counts for. One logarithm leaves a beat's main name heavy (far 0.038)."""
    return 1 + math.log(1 + math.log(times))


def _damped(scores: Matrix, days: Sequence[tuple[int, ...]]) -> Matrix:
    """Scores without the diagonal, lower where both dates are known and far apart."""
    pairs = scores.tocoo()
    off = pairs.row != pairs.col
    row, col, value = pairs.row[off], pairs.col[off], pairs.data[off]
    gap = np.full(len(value), np.inf)
    width = max((len(d) for d in days), default=0)
    table: npt.NDArray[np.float64] = np.full((len(days), max(width, 1)), np.nan)
    for n, known in enumerate(days):
        table[n, : len(known)] = known
    for one in range(width):
        for other in range(width):
            gap = np.fmin(gap, np.abs(table[row, one] - table[col, other]))
    kept = np.where(np.isfinite(gap), FAR_APART + (1 - FAR_APART) * np.exp(-gap / DAYS), 1.0)
    return sparse.csr_matrix((np.minimum(value * kept, 1.0), (row, col)), scores.shape)


def _shared(matrix: Matrix, forms: Sequence[str], first: int, second: int) -> list[str]:
    """What two rows share, the heaviest first, then by spelling."""
    both = matrix[first].multiply(matrix[second]).tocoo()
    ranked = sorted(zip((-both.data).tolist(), (forms[c] for c in both.col), strict=True))
    return [form for _, form in ranked]


def _longest(found: list[str]) -> list[str]:
    """Names without those that are part of a longer one in the list."""
    return [n for n in found if not any(n != o and f" {n} " in f" {o} " for o in found)]


def _apart(first: tuple[int, ...], second: tuple[int, ...]) -> str:
    if not first or not second:
        return "date not known"
    gap = min(abs(a - b) for a in first for b in second)
    told = "same day" if gap == 0 else "1 day apart" if gap == 1 else f"{gap} days apart"
    return told if len(first) == len(second) == 1 else f"{told} if the dates are read so"
