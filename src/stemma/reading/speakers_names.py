"""Sources that are names: "Minister Ada Brook", "Brook's aide, Ivo Lund", "the 15-member Selm Council", "A and B"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.reading import lexicon
from stemma.reading.mentions import Cast, folded
from stemma.reading.repairs import OPENERS
from stemma.reading.speakers_states import adjectives_of
from stemma.reading.titles import is_title
from stemma.reading.windows import words_of
from stemma.records import Mention
from stemma.spans import Span

ARTICLES = frozenset({"a", "an", "the", "one", "two", "three", "some", "several", "many", "this", "that", "these"})
# What may follow a name and leave it the head.
AFTER_NAME = frozenset({"himself", "herself", "jr", "sr", "ii", "iii", "s", "today", "yesterday", "tonight", "also"})
# Nouns for people or groups that only describe before the name of a body ("the official Selm Courier").
DESCRIBING = frozenset({"official", "conservative", "liberal", "national", "local", "state", "independent", "party"})
# "spokeswoman for the festival Ada Brook"; "for the singer Ada Brook" is somebody else's.
_FOR_THE = re.compile(r"\s(?:for|at)\sthe\s(?:(?!(?:of|the|for|at|in|to|and)\s)[a-z]+\s){1,3}")
# What goes by the name of what it is part of: "the Selm Alert warning system".
_WORKINGS = frozenset({"system", "programme", "program", "scheme"})
# Words of a kind behind a name: "the Selm campaign", "the Selm television channel".
MOST_OF_A_KIND = 2
# Small words inside names ("Office for Rivers and Ports").
JOINING = frozenset({"of", "for", "and", "the", "on", "de", "la", "al", "&", "-", ".", "to", "’", "'", "s"})
# Where the head of a noun phrase ends and its description begins.
BREAKS = lexicon.words("breaks")


@dataclass(frozen=True, slots=True)
class NamedSources:
    """Reads the names in a source: which of them speaks."""

    text: str
    cast: Cast
    names: Sequence[Mention]
    """Mentions that are names, in text order."""

    def inside(self, span: Span) -> list[Mention]:
        """Names that lie in the span."""
        at = bisect_left(self.names, span.start, key=lambda m: m.start)
        inside = []
        while at < len(self.names) and self.names[at].start < span.end:
            if self.names[at].end <= span.end:
                inside.append(self.names[at])
            at += 1
        return inside

    def named(self, span: Span) -> tuple[str, ...]:
        """Actors named as the head of the source or in an apposition to it."""
        inside = [m for m in self.inside(span) if not self._possessive(m, span)]
        people = [m for m in inside if m.type == "person"]
        head_end = self.head_end(span)
        heads = [m for m in people if m.end <= head_end or self._after_office(m, span, head_end)]
        if heads and self._ends_phrase(heads[-1], head_end):
            return self._joined(heads)
        before = ((m, self._without_titles(Span(span.start, m.start))) for m in people)
        beside = [m for m, words in before if words.endswith(",") and words.count(",") == 1]
        if beside:
            return (str(beside[0].actor),)
        things = [m for m in inside if m.type != "person" and not self._people(m)]
        whole = [m for m in things if self._ends_with_kind(m, head_end) and self._told_plainly(span, m)]
        if whole:
            return self._joined([m for m in inside if m.type != "person" and m.end <= head_end])
        return ()

    def _people(self, name: Mention) -> bool:
        """Whether a name is the plural of a state's adjective: "many Selmarkians" are a crowd."""
        places = (m.span.cut(self.text) for m in self.names if m.type == "place")
        words = name.span.cut(self.text)
        return name.type == "other" and words.endswith("s") and words[:-1].casefold() in adjectives_of(places)

    def known(self, span: Span) -> tuple[str, ...]:
        """Who is named so elsewhere in the report, where the name head did not see it: the source is the name alone."""
        words = folded(self._without_leading_titles(span))
        if not words or not span.cut(self.text)[0].isupper():
            return ()
        called = {
            m.actor for m in self.names if m.type != "other" and folded(m.span.cut(self.text)) == words and m.actor
        }
        return (called.pop(),) if len(called) == 1 else ()

    def _without_leading_titles(self, span: Span) -> str:
        words = span.cut(self.text).rstrip(" ,").split()
        while words and is_title(words[0]):
            words.pop(0)
        return " ".join(words)

    def _without_titles(self, span: Span) -> str:
        """The words of a place less the titles that end it."""
        words = span.cut(self.text).split()
        while words and is_title(words[-1]):
            words.pop()
        return " ".join(words)

    def _ends_phrase(self, name: Mention, head_end: int) -> bool:
        """Whether the head phrase ends with the name: in "the Brook administration" the name only tells which."""
        rest = re.findall(r"[^\W_]+", self.text[name.end : max(name.end, head_end)])
        return all(w.casefold() in AFTER_NAME or w.casefold() in lexicon.words("calendar") for w in rest)

    def _joined(self, heads: Sequence[Mention]) -> tuple[str, ...]:
        """All of "A and B" or "A, B and C"; else the last name of the head ("campaign manager Ada Brook")."""
        joint = [heads[-1]]
        for before, after in zip(heads[-2::-1], heads[:0:-1], strict=True):
            if not re.fullmatch(r"\s*(,|and|&|, and)\s*(the\s+)?", self.text[before.end : after.start]):
                break
            joint.insert(0, before)
        return tuple(dict.fromkeys(str(m.actor) for m in joint))

    def _possessive(self, name: Mention, span: Span) -> bool:
        """Whether the name owns what follows it inside the source; a possessive at its very end is the source."""
        rest = self.text[name.end : span.end]
        return bool(re.match(r"['’]s?\s+\w", rest))

    def head_end(self, span: Span) -> int:
        """Where the head noun phrase ends: before the first preposition, relative word or comma outside a name."""
        names = self.inside(span)
        last = span.start
        for at, word in enumerate(words_of(self.text, span.start, span.end)):
            covered = any(m.start <= word.start and word.end <= m.end for m in names)
            if at and not covered and word.cut(self.text).casefold() in BREAKS and not self._in_word(word):
                return last
            if word.cut(self.text).isalnum() or covered:
                last = word.end
        return last

    def _in_word(self, word: Span) -> bool:
        """Whether a hyphen joins two words rather than parting phrases."""
        return word.cut(self.text) == "-" and not self.text[word.start - 1].isspace()

    def _after_office(self, name: Mention, span: Span, head_end: int) -> bool:
        """Whether the name follows an office with "of" ("Secretary of Trade Ada Brook") rather than a bare "of".

        Where a body is named between ("ambassador to the Selm Council Ada Brook") any such word will do.
        """
        if any(m.type != "person" and head_end < m.start and m.end + 1 == name.start for m in self.inside(span)):
            return self.text[name.start - 1] == " "
        if _FOR_THE.fullmatch(self.text, head_end, name.start):
            last = self.text[head_end : name.start].split()[-1]
            return not is_title(last) and last not in lexicon.words("people")
        head = self.text[span.start : head_end].split()
        between = self.text[head_end : name.start].split()
        office = bool(head) and head[-1][:1].isupper() and head[0].casefold() not in ARTICLES
        return office and between[:1] == ["of"] and len(between) > 1 and "," not in self.text[head_end : name.start]

    def _ends_with_kind(self, name: Mention, head_end: int) -> bool:
        """Whether the head ends with the name, or with what it is: "the Selm Relief campaign"."""
        rest = re.findall(r"[^\W_]+", self.text[name.end : max(name.end, head_end)])
        rest = [w for w in rest if w.casefold() not in lexicon.words("calendar")]
        kinds = {row[0] for row in lexicon.rows("group_nouns") if row[1] != "state"}
        if name.end > head_end:
            return False
        kinds |= _WORKINGS
        kind = " ".join(rest) == "news agency" or (rest[-1:] and rest[-1] in kinds and len(rest) <= MOST_OF_A_KIND)
        return not rest or (name.type not in ("place", "person") and bool(kind))

    def _told_plainly(self, span: Span, name: Mention) -> bool:
        """Whether before the name stand only articles, joined names, or what it is ("the news agency NRP")."""
        before = re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", self.text[span.start : name.start])
        low = [w.casefold() for w in before]
        kind_told = bool(low) and low[-1] in lexicon.words("collectives")
        if kind_told or all(w in ARTICLES for w in low) or self._all_named(span, name):
            return True
        # "the 15-member Selm Council", "the powerful Dain Bank": words that only describe.
        nouns = lexicon.words("people") | lexicon.words("collectives") | lexicon.words("documents")
        where = {w for m in self.cast.mentions if m.type == "place" for w in m.span.cut(self.text).casefold().split()}
        plain = [re.sub(r"['’]s?$", "", w) for w in low]
        small = [w for word, w in zip(before, plain, strict=True) if not word[0].isupper() or w in ARTICLES | where]
        described = (
            small == plain
            and not any(w in nouns and w not in DESCRIBING for w in low)
            and (low[0] in ARTICLES or plain[0] in where)
        )
        return name.type in ("organization", "publication") and described

    def _all_named(self, span: Span, name: Mention) -> bool:
        """Whether everything before `name` is other names joined to it ("Moravia and Selmark")."""
        rest = self.text[span.start : name.start]
        for other in self.inside(span):
            if other.end <= name.start:
                rest = rest.replace(other.span.cut(self.text), "", 1)
        return not re.sub(r"\b(and|the|both)\b|[,&\s]", "", rest)

    def proper(self, span: Span) -> Span | None:
        """A name that the name head did not see: the source's opening run of capitalised words, if it is one."""
        words = words_of(self.text, span.start, span.end)
        while words and words[0].cut(self.text).casefold() in ARTICLES | OPENERS:
            words = words[1:]
        run: list[Span] = []
        for word in words:
            small = word.cut(self.text) in JOINING and bool(run)
            if not (word.cut(self.text)[0].isupper() or small):
                break
            run.append(word)
        while run and run[-1].cut(self.text) in JOINING:
            run.pop()
        if not run or (len(run) == 1 and self._opens_sentence(run[0]) and run[0].cut(self.text)[1:].islower()):
            return None
        whole = Span(run[0].start, run[-1].end)
        rest = self.text[whole.end : span.end].lstrip(" ,")
        return whole if not rest or self.text[whole.end] in ",(" or rest.split()[0].casefold() in BREAKS else None

    def _opens_sentence(self, word: Span) -> bool:
        before = self.text[: word.start].rstrip(' "“‘(')
        return not before or before[-1] in ".!?:\n\r"
