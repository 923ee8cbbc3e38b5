"""The small words by which lineage knows agencies, outlets, documents and those who speak for a house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from stemma.reading.lexicon import words as lexicon
from stemma.spans import Span
from stemma.stories.actors_names import rows
from stemma.stories.words import WORD, fold, key

# Up to so many letters a name is known by its capitals; longer ones stand in capitals too in credit lines.
_SHORT = 4
# Names and sources kept known; a story of 20 reports has some 600 of them.
KEPT_NAMES = 1 << 15
# What follows the head noun of a source.
_NEWS = frozenset({"news", "press", "telegraph", "telegraphic", "photo", "media"})
_PLURAL = re.compile(r"ies$|s$")
# "Hundreds of women" are women; "women in the city" too.
_OF_PEOPLE = re.compile(r"^(?:[\w,.-]+\s+){1,4}?of (?:the )?", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:in|at|on|for|from|with|by|close|familiar|briefed|who|that|which|circulated|seen|and)\b|,")
_OF = re.compile(r"\s(?:of|by|from|in|on|for|that|which|who|about|released|published)\s", re.IGNORECASE)


@cache
def kind(use: str) -> frozenset[str]:
    """The entries of `data/lineage_words.tsv` with this use, folded."""
    return frozenset(key(row[0]) for row in rows("lineage_words") if row[1] == use)


@lru_cache(maxsize=KEPT_NAMES)
def outlet_key(name: str) -> str:
    """A masthead for comparing: folded, without article, an agency's short name spelled out."""
    folded = key(name).removeprefix("the ").strip()
    return _full_names().get(folded, folded)


@cache
def _full_names() -> dict[str, str]:
    return {key(row[0]): row[2] for row in rows("lineage_words") if len(row) > 2}  # noqa: PLR2004


@lru_cache(maxsize=KEPT_NAMES)
def is_agency(name: str) -> bool:
    """Whether the name is that of a house that sells its text or pictures."""
    folded = key(name).removeprefix("the ").strip()
    *before, last = folded.split() or [""]
    if folded in kind("agency") | kind("pictures"):
        return True
    # A space agency sells no news.
    return last in kind("agency_word") and bool(before) and (last != "agency" or not _NEWS.isdisjoint(before))


@lru_cache(maxsize=KEPT_NAMES)
def is_outlet(name: str) -> bool:
    """Whether the name is known as that of a newspaper, broadcaster or news site, and as nothing else."""
    return key(name).removeprefix("the ").strip() in kind("outlet")


@lru_cache(maxsize=KEPT_NAMES)
def may_be_outlet(name: str) -> bool:
    """Whether an outlet goes by this name, which is a word too: a body called so is that outlet."""
    return key(name).removeprefix("the ").strip() in kind("doubtful")


def agency_forms(text: str) -> Iterator[tuple[str, Span]]:
    """Names of agencies in a credit line and where they stand."""
    yield from _forms(text, ("agency", "pictures"))


def outlet_forms(text: str) -> Iterator[tuple[str, Span]]:
    """Names of known outlets and agencies in running text; some are words or names of other things too."""
    yield from _forms(text, ("agency", "outlet", "doubtful"))


def _forms(text: str, uses: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    for match in _pattern(uses).finditer(text):
        yield match.group(), Span(*match.span())


@cache
def _pattern(uses: tuple[str, ...]) -> re.Pattern[str]:
    written = {row[0] for row in rows("lineage_words") if row[1] in uses}
    written |= {name.upper() for name in written if len(name) > _SHORT}
    parts = "|".join(re.escape(name) for name in sorted(written, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w@])(?:{parts})(?!\w)")


@lru_cache(maxsize=KEPT_NAMES)
def written(words: str) -> str | None:
    """What the head noun of a source is: "document" or "statement", where it is something written, else None."""
    head = _OF.split(" " + words + " ", maxsplit=1)[0]
    parts = [fold(m.group()) for m in WORD.finditer(head)]
    if not parts:
        return None
    for what in ("document", "statement"):
        if not _forms_of(parts[-1]).isdisjoint(kind(what)):
            return what
    return None


@lru_cache(maxsize=KEPT_NAMES)
def of_people(words: str) -> bool:
    """Whether the head noun of a source is one of people: "hundreds of women", "local residents"."""
    parts = [fold(m.group()) for m in WORD.finditer(_OF_PEOPLE.sub("", _TAIL.split(f"{words} ", maxsplit=1)[0]))]
    return bool(parts) and not _forms_of(parts[-1]).isdisjoint(_people())


def _forms_of(noun: str) -> frozenset[str]:
    """A folded noun and what it may be the plural of."""
    return frozenset({noun, _PLURAL.sub(lambda m: "y" if m.group() == "ies" else "", noun)})


@cache
def _people() -> frozenset[str]:
    return lexicon("people") | {"source", "sources", "people", "person", "women", "men"}
