"""Sentence cut points: offsets only, so that no character shifts or is lost. Sentences end inside quotations too."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from stemma.reports import tables
from stemma.spans import Span, trim

# A possible end: final punctuation, what closes after it, white space, and what may open the next sentence.
_END = re.compile(
    r"(?P<stop>(?<![.!?…])[.!?…]++(?:\s?\.){0,3}|[。！？])"
    r"(?P<close>[\"'”’»)\]]*+(?:\s?\[\d{1,3}\])*+)"
    r"(?P<gap>\s++)"
    r"(?P<open>[\"'“‘«(\[–—•-]*\s?)(?P<next>\S)"
)
_WORD = re.compile(r"[^\s\"'“‘«(\[/–—]+$")
# How far back to look for the word before a full stop; no abbreviation is longer.
LONGEST_WORD = 40
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# Names of firms and programs that begin small: "iPhone", "eBay".
_CAMEL = re.compile(r"[a-z]{1,5}[A-Z]")
# The same time elsewhere, in brackets: "10:35 a.m. (0735 GMT) Friday".
_ELSEWHERE = re.compile(r"\d{1,2}[:.]?\d{2}\s?[A-Z]{2,5}\)")
_LIST_NUMBER = re.compile(r"\n\s*\(?\d{1,2}$")


def split(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`, each trimmed of white space; together they hold all words of the stretch."""
    cuts = [start, *(found.end("close") for found in _END.finditer(text, start, end) if _cuts(text, start, found)), end]
    spans = (trim(text, a, b) for a, b in pairwise(cuts))
    return tuple(span for span in spans if span is not None)


def _cuts(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a sentence ends at this final punctuation."""
    stop, close = found["stop"], found["close"]
    if found["next"].islower() and not _CAMEL.match(text, found.start("next")):
        # "Stop!" he said. / "Who?" asked one. / "Yes ..." and so on: the sentence goes on after what was cried.
        return False
    if stop[0] in "!?。！？":
        return True
    if stop[0] == "…" or len(stop) > 1:
        return bool(close) or _opens(text, found)
    return (bool(close) and not _in_brackets(text, start, found)) or _full_stop_cuts(text, start, found)


def _in_brackets(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether an abbreviation ends what stands in brackets, and maybe no sentence: "Adm. (ret.) Brook"."""
    before = _WORD.search(text, max(start, found.start("stop") - LONGEST_WORD), found.start("stop"))
    return found["close"] == ")" and before is not None and before[0].casefold() in _abbreviations()


def _full_stop_cuts(text: str, start: int, found: re.Match[str]) -> bool:
    stop = found.start("stop")
    near = max(start, stop - LONGEST_WORD)
    before = _WORD.search(text, near, stop)
    word = before[0] if before else ""
    if _LIST_NUMBER.search(text[near:stop] if near > start else "\n" + text[near:stop]):
        return False
    follows = _abbreviations().get(word.casefold())
    if follows == "word":
        return False
    if follows == "number":
        return not (found["next"].isdigit() or (word[:1].isupper() and _is_number_word(text, found)))
    if follows == "any":
        return _opens(text, found)
    if word and _INITIAL.fullmatch(word) and word[0].isupper():
        # "J. Smith", "U.S.S.R. The": an initial goes on unless the next word opens a sentence. "I." ends one.
        return _opens(text, found)
    return True


def _is_number_word(text: str, found: re.Match[str]) -> bool:
    """Roman numerals and letters that stand for numbers: "Fig. IV", "Art. B"."""
    word = _NEXT_WORD.match(text, found.start("next"))
    return bool(word) and set(word[0]) <= set("IVXLC")  # type: ignore[index]


def _opens(text: str, found: re.Match[str]) -> bool:
    """Whether the next word is one that opens sentences rather than goes on a name."""
    if found["open"].strip():
        return not _ELSEWHERE.match(text, found.start("next"))
    word = _NEXT_WORD.match(text, found.start("next"))
    return bool(word) and word[0].casefold() in tables.words("openers")  # type: ignore[index]


@cache
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[1] for row in tables.rows("abbreviations")}
