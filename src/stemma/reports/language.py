"""Which language a text is in: a detection that ships its data, and the threshold for refusing a text."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"
# The detector needs no more than this to be sure, and its cost grows with the length.
SAMPLE = 4_000
# A text is refused only when the detection is sure. 235 English reports cut into pieces of 50, 100, 200 and 400
# characters: the surest wrong guess had 0.95, 0.96, 0.78 and 0.49; a French, German, Dutch or Danish
# paragraph stands above 0.99.
MIN_FOREIGN = 0.98
# Below some 40 letters a text is a name or a caption, in no language to speak of.
MIN_LETTERS = 40


# A piece with one of these is English or quotes some; asking the detector for every piece would cost a third more.
_COMMON = re.compile(r"\b(?:the|of|and|to|that|with|for|was|is|are|has|have|by|from|said)\b", re.IGNORECASE)


@cache
def _identifier() -> LanguageIdentifier:
    """The detector: weights read once, never changed, so that what ran before does not matter."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> tuple[str | None, float]:
    """ISO 639-1 code and its probability; (None, 0.0) for a text without letters."""
    sample = text[:SAMPLE]
    if not any(ch.isalpha() for ch in sample):
        return None, 0.0
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


def is_foreign(words: str) -> bool:
    """Whether a piece of an English text is surely in another language, as notes of partner sites are."""
    if sum(ch.isalpha() for ch in words) < MIN_LETTERS or _COMMON.search(words):
        return False
    code, probability = detect(words)
    return code not in (None, ENGLISH) and probability >= MIN_FOREIGN


def settle(text: str, given: str | None) -> tuple[str | None, bool]:
    """The language of a text, and whether it is surely another than English. What was `given` is a hint only."""
    code, probability = detect(text)
    letters = sum(ch.isalpha() for ch in text[:SAMPLE])
    if code is None or code == ENGLISH:
        return code, False
    if letters >= MIN_LETTERS and probability >= MIN_FOREIGN:
        return code, True
    hint = (given or "").strip().casefold().replace("_", "-").split("-")[0]
    return (hint if hint == code else ENGLISH if hint == ENGLISH else None), False
