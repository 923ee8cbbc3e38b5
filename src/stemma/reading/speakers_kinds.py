"""What kind of thing a name names: told by dictionaries, by the words beside it, and by the rest of the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.repairs import Name
from stemma.reading.speakers_states import adjectives_of, state_named
from stemma.reading.titles import title_before
from stemma.records import ActorType

# Words of small letters stand alone before a name as what it is ("the lender Dain"); a verb behind it makes it the
# subject of a clause that goes on about the noun ("the company Ada Brook founded").
_BEFORE = re.compile(r"(?:^|[^\w.])([a-z]+(?:[ -][a-z]+)?)\s$")
_CALLED = re.compile(r"\b([a-z]+)\s(?:called|named|known as)\s$")
_VERB = re.compile(
    r"\s(?:founded|created|started|launched|runs?|ran|owns|owned|leads?|led|built|bought|sold|heads|headed|joined)\b"
)
_AFTER = re.compile(r"\s([a-z]+)")
_JOINED = re.compile(r"\s*(?:,|and|or|,\s*and)\s+(?:in\s+|to\s+|from\s+)?")
_HE_OR_SHE = re.compile(r"\b(?:he|she)\b")
_SETTLEMENTS = r"(?:town|city|village|province|port|district|island)"
# What states have and people do not.
_OF_STATES = (
    "premier|president|prime minister|parliament|embassy|capital|navy|borders?|economy|population|ambassador|"
    "(?:foreign|finance|interior|defence|defense|trade|health) minist(?:er|ry)|central bank|supreme court|coast|"
    "territory|independence|exports|currency"
)
# What is said of bodies and not of people: "Dain said it would", "Dain, which".
_NOT_HE = r"(?:,\swhich\b|\s(?:said|says|announced|added|confirmed|denied)\s(?:that\s)?its?\b)"
# The page of a paper is the paper: "courier.co.uk".
_ADDRESS = re.compile(r"([^\W\d_]+)\.(?:co\.)?[a-z]{2,4}")
# A word that the text has this often in small letters names nothing where a capital slipped in.
COMMON = 3


def is_publication(words: str, kind: ActorType) -> bool:
    """Whether a name is that of a newspaper, broadcaster or agency."""
    plain = words.removeprefix("The ").removeprefix("the ")
    whole = lexicon.words("publications", "whole")
    if words in whole or plain in whole:
        given = plain.casefold() in lexicon.words("given_names")
        return kind != "person" or not given
    if address := _ADDRESS.fullmatch(plain):
        return address[1].title() in _last_words()
    parts = re.split(r"[\s-]", plain)
    if kind in ("person", "place"):
        return False
    return len(parts) > 1 and parts[-1] in lexicon.words("publications", "last")


@cache
def _last_words() -> frozenset[str]:
    """The words that names of papers end with."""
    whole = (name.split()[-1] for name in lexicon.words("publications", "whole"))
    return lexicon.words("publications", "last") | frozenset(whole)


class Kinds:
    """The kinds of the names of one report."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.full = {part for n in names if n.type == "person" for part in _parts(n.span.cut(text), at_least=2)}
        self.titled = {n.span.cut(text) for n in names if n.type == "person" and title_before(text, n.span, [])}
        places = [n.span.cut(text) for n in names if n.type == "place"]
        self.adjectives: Mapping[str, str] = adjectives_of(dict.fromkeys(places))

    def told(self, name: Name) -> ActorType | None:
        """The kind that the words of a name, or those beside it, tell beyond doubt; None where they tell nothing."""
        words = name.span.cut(self.text)
        person = name.type == "person" and self._surely(words)
        if words.casefold().removeprefix("the ") in lexicon.words("name_words", "seat"):
            return "organization"
        if not person and (state_named(words) or words.casefold() in self.adjectives):
            return "place"
        if is_publication(words, name.type):
            return "publication"
        if name.type == "person" and not person and re.search(rf"\b{re.escape(words)}{_NOT_HE}", self.text):
            return "organization"
        return None if person else self._beside(name)

    def _surely(self, words: str) -> bool:
        """Whether a person's name has something that only people's names have: a title, a fuller form."""
        return words in self.titled or words in self.full

    def _beside(self, name: Name) -> ActorType | None:
        text, (start, end) = self.text, name.span
        before = _CALLED.search(text[max(0, start - 40) : start]) or _BEFORE.search(text[max(0, start - 40) : start])
        if before and not _VERB.match(text, end):
            noun = before[1].split()[-1]
            if noun in lexicon.words("name_words", "before_publication") or before[1].endswith("news agency"):
                return "publication"
            if noun in lexicon.words("name_words", "before_organization"):
                return None if name.type == "place" else "organization"
        after = _AFTER.match(text, end)
        if after and after[1] == "administration" and name.type == "organization" and " " not in text[start:end]:
            return "person"
        if after and name.type != "place":
            if after[1] in lexicon.words("name_words", "after_publication"):
                return "publication"
            if after[1] in lexicon.words("name_words", "after_organization") and name.type != "other":
                return "organization"
        return None

    def in_company(self, names: Sequence[Name]) -> dict[str, ActorType]:
        """Lone words taken for people that stand in a row of places, or whose adjective the text has: places."""
        out: dict[str, ActorType] = {}
        for at, name in enumerate(names):
            words = name.span.cut(self.text)
            if name.type != "person" or " " in words or self._surely(words):
                continue
            if self._in_a_row(names, at) or self._has_adjective(words) or self._lies(words):
                out[words] = "place"
        return out

    def shortened(self, names: Sequence[Name]) -> dict[str, ActorType]:
        """Lone words that shorten a person's full name or a storm's ("Cyclone Ada"), whatever they were taken for."""
        last: dict[str, ActorType] = {}
        for name in names:
            parts = name.span.cut(self.text).split()
            if len(parts) > 1 and name.type == "other" and parts[0].casefold() in lexicon.words("name_words", "other"):
                last[parts[-1]] = "other"
        lone = [n for n in names if " " not in n.span.cut(self.text)]
        full = {part for n in names if n.type == "person" for part in _parts(n.span.cut(self.text), at_least=2)}
        people = {n.span.cut(self.text) for n in lone if n.type in ("organization", "other")} & full
        firms = {n.span.cut(self.text).split()[0] for n in names if n.type == "organization" and n not in lone}
        taken = {n.span.cut(self.text) for n in lone if n.type == "person"} & firms
        firm = sorted(w for w in taken if not self._surely(w) and w not in full)
        return last | dict.fromkeys(firm, "organization") | dict.fromkeys(sorted(people), "person")

    def _in_a_row(self, names: Sequence[Name], at: int) -> bool:
        """Whether names of places stand on both sides, or on one side of a row of three."""
        left = at > 0 and self._beside_place(names[at - 1], names[at], names[at - 1])
        right = at + 1 < len(names) and self._beside_place(names[at], names[at + 1], names[at + 1])
        return left and right

    def _beside_place(self, one: Name, other: Name, place: Name) -> bool:
        between = self.text[one.span.end : other.span.start]
        return place.type == "place" and _JOINED.fullmatch(between) is not None

    def _has_adjective(self, words: str) -> bool:
        """Whether the text has an adjective that English makes of the word: "Selkian" beside "Selkia"."""
        forms = (f for f, home in adjectives_of([words]).items() if home == words and f.endswith(("n", "ese")))
        return any(re.search(rf"\b{re.escape(f.capitalize())}\b", self.text) for f in forms)

    def _lies(self, words: str) -> bool:
        """Whether things lie in it or belong to it as to a state: "in Selm", "the town of Selm", "Selm's premier"."""
        name = re.escape(words)
        inside = rf"(?:\b(?:in|near|outside)|{_SETTLEMENTS} of) {name}\b(?!['’]|\s[A-Z])"
        return re.search(rf"{inside}|\b{name}['’]s (?:{_OF_STATES})\b", self.text) is not None

    def slipped(self, name: Name) -> bool:
        """Whether a lone word is no name: the text has it mostly in small letters."""
        word = name.span.cut(self.text)
        if name.type in ("person", "place") or not word.isalpha() or not word[1:].islower():
            return False
        small = len(re.findall(rf"\b{re.escape(word.lower())}\b", self.text))
        return small >= COMMON and small > len(re.findall(rf"\b{re.escape(word)}\b", self.text))


def _parts(words: str, *, at_least: int) -> list[str]:
    parts = words.split()
    return parts if len(parts) >= at_least else []
