"""Write `stories/data/common_words.tsv`: how large a share of news reports uses a common English word.

Counts only, no text: from the training articles of PolNeAR and the newswire of TimeBank. Words that stand mostly with a
capital are left out (they are names, and names of one year's news at that), and so is what under 2% of the reports use.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

from stemma.stories.words import WORD, fold, stem

DATA = Path(__file__).parents[1].parent / "shared" / "data"
TARGET = Path(__file__).parents[1] / "src" / "stemma" / "stories" / "data" / "common_words.tsv"
LEAST_SHARE = 0.02
LEAST_LOWER = 0.6


def texts() -> list[str]:
    with gzip.open(DATA / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines]
    with (DATA / "timex" / "train.jsonl").open(encoding="utf-8") as lines:
        return found + [json.loads(line)["text"] for line in lines]


def main() -> None:
    reports: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    total: Counter[str] = Counter()
    pile = texts()
    for text in pile:
        words = WORD.findall(text)
        for word in words:
            total[stem(fold(word))] += 1
            lower[stem(fold(word))] += word[0].islower()
        reports.update({stem(fold(word)) for word in words})
    rows = [(n / len(pile), w) for w, n in reports.items() if lower[w] >= LEAST_LOWER * total[w]]
    rows = sorted((r for r in rows if r[0] >= LEAST_SHARE), key=lambda r: (-r[0], r[1]))
    lines = "".join(f"{word}\t{share:.3f}\n" for share, word in rows if word and "\t" not in word)
    TARGET.write_text(
        f"# share of {len(pile)} news reports that use the word; made by training/common_words.py\n{lines}"
    )


if __name__ == "__main__":
    main()
