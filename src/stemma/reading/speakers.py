"""The words of a source -> who speaks: a named actor, an unnamed person, a group, an outlet, or nobody that is said.

Only what the text gives: a pronoun that could be two people keeps no speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading import speakers_documents as documents
from stemma.reading.mentions import Cast, named_actor
from stemma.reading.nominals import Descriptions
from stemma.reading.pronouns import ONE_PERSON, Antecedent, Earlier, Pronouns, both_named
from stemma.reading.repairs import OPENERS
from stemma.reading.speakers_gender import Genders
from stemma.reading.speakers_kinds import is_publication
from stemma.reading.titles import is_title
from stemma.reading.windows import words_of
from stemma.records import ActorType, Mention, SpeakerType
from stemma.spans import Span, trim

PRONOUNS = ONE_PERSON | {"i", "we", "they", "it", "who", "which", "that", "you", "them", "their", "its", "whose"}
ARTICLES = frozenset({"a", "an", "the", "one", "two", "three", "some", "several", "many", "this", "that", "these"})
# What may follow a name and leave it the head.
AFTER_NAME = frozenset({"himself", "herself", "jr", "sr", "ii", "iii", "s", "today", "yesterday", "tonight", "also"})
QUANTITIES = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "other"})
CLAUSE_MARKS = '.;:!?“”"('
PARTICIPLES = ("ed", "ing")
# A full stop inside a source: after a word that is no initial and no abbreviation of one letter, before a capital.
_STOP = re.compile(r"\b([^\W\d_]{2,})\.\s+(?=[A-Z])")
_OWNS = re.compile(r"(?<=\w)['’]s?$")
# Small words inside names ("Office for Rivers and Ports").
JOINING = frozenset({"of", "for", "and", "the", "on", "de", "la", "al", "&", "-", ".", "to"})
# Where the head of a noun phrase ends and its description begins.
BREAKS = lexicon.words("breaks")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: actor ids (several for a joint source) and the kind of speaker; None where it is open."""

    actors: tuple[str, ...]
    type: SpeakerType | None


@dataclass(slots=True)
class SpeakerFinder:
    """Finds speakers in one report, in text order; new unnamed actors are added to `cast`."""

    text: str
    cast: Cast
    names: Sequence[Mention]
    """Mentions that are names, in text order."""
    antecedent: Antecedent
    """Asks the coreference head; see `pronouns`."""
    descriptions: Descriptions = field(init=False)
    pronouns: Pronouns = field(init=False)

    def __post_init__(self) -> None:
        """Descriptions are remembered from one source to the next."""
        self.descriptions = Descriptions(self.text, self.cast, self.names, self.antecedent)
        genders = Genders(self.text, self.cast, self.names)
        self.pronouns = Pronouns(self.text, self.cast, self.names, self.antecedent, genders)

    def find(self, source: Sequence[Span], earlier: Earlier | None, said: Sequence[Span] = ()) -> Speaker:
        """The speaker of the source at `source`; `earlier` spoke last before it, `said` are the words told as its."""
        if not source:
            return Speaker((), "implicit")
        span = self._one_sentence(source[0])
        words = [w for w in words_of(self.text, span.start, span.end) if w.cut(self.text).isalnum()]
        plain = [w.cut(self.text).casefold() for w in words]
        if len(plain) == 1 and plain[0] in PRONOUNS:
            return self._pronoun(plain[0], span, earlier, said)
        named = self._named(span)
        return Speaker(named, self._kind(named)) if named else self._nominal(span, earlier)

    def _one_sentence(self, span: Span) -> Span:
        """The source without what follows a full stop in it, and without the possessive that ends it."""
        stop = _STOP.search(self.text, span.start, span.end)
        while stop and is_title(stop[1]):
            stop = _STOP.search(self.text, stop.end(), span.end)
        if stop:
            span = Span(span.start, stop.end(1))
        owns = _OWNS.search(self.text, span.start, span.end)
        return Span(span.start, owns.start()) if owns and owns.end() == span.end > owns.start() > span.start else span

    def _pronoun(self, pronoun: str, span: Span, earlier: Earlier | None, said: Sequence[Span]) -> Speaker:
        actor = self.pronouns.find(pronoun, span, earlier, said)
        if actor is None:
            open_ = Speaker((), self._open_kind(pronoun, span))
            return self._described_before(span) if pronoun == "who" else open_
        self.cast.add(span, "pronoun", self.cast.actor(actor))
        return Speaker((actor,), self._kind((actor,)))

    def _open_kind(self, pronoun: str, span: Span) -> SpeakerType | None:
        """What speaks where it stays open who does: "we" in the report's own voice is its outlet."""
        if pronoun in ONE_PERSON | {"i"}:
            return "named"
        if pronoun != "we":
            return "collective" if pronoun in ("they", "it", "which") else None
        paragraph = self.text.rfind("\n", 0, span.start) + 1
        before = self.text[paragraph : span.start]
        quoted = before.count("“") > before.count("”") or before.count('"') % 2
        return "collective" if quoted else "outlet"

    def _described_before(self, who: Span) -> Speaker:
        """The unnamed people right before a relative "who": "two officials, who ...", "an engineer at the yard who"."""
        start = max(self.text.rfind(mark, 0, who.start - 2) for mark in (*CLAUSE_MARKS, "\n")) + 1
        words = [w for w in words_of(self.text, start, who.start) if w.cut(self.text).isalnum()]
        plain = [w.cut(self.text).casefold() for w in words]
        nouns = [n for n, word in enumerate(plain) if word in lexicon.words("people")]
        if not nouns or (nouns[-1] + 1 < len(plain) and plain[nouns[-1] + 1] not in BREAKS):
            return Speaker((), None)
        head = nouns[-1]
        first = max((n for n in range(head, max(-1, head - 6), -1) if plain[n] in ARTICLES), default=head)
        if plain[first] not in ARTICLES and first and plain[first - 1] in QUANTITIES:
            first -= 1
        return Speaker(*self.descriptions.find(Span(words[first].start, words[head].end), who))

    # --- names ------------------------------------------------------------------------------------------------

    def _inside(self, span: Span) -> list[Mention]:
        at = bisect_left(self.names, span.start, key=lambda m: m.start)
        inside = []
        while at < len(self.names) and self.names[at].start < span.end:
            if self.names[at].end <= span.end:
                inside.append(self.names[at])
            at += 1
        return inside

    def _named(self, span: Span) -> tuple[str, ...]:
        """Actors named as the head of the source or in an apposition to it."""
        inside = [m for m in self._inside(span) if not self._possessive(m, span)]
        people = [m for m in inside if m.type == "person"]
        head_end = self._head_end(span)
        heads = [m for m in people if m.end <= head_end or self._after_office(m, span, head_end)]
        if heads and self._ends_phrase(heads[-1], head_end):
            return self._joined(heads)
        before = ((m, self._without_titles(Span(span.start, m.start))) for m in people)
        beside = [m for m, words in before if words.endswith(",") and words.count(",") == 1]
        if beside:
            return (str(beside[0].actor),)
        things = [m for m in inside if m.type != "person"]
        whole = [m for m in things if self._ends_with_kind(m, head_end) and self._told_plainly(span, m)]
        if whole:
            return self._joined([m for m in inside if m.type != "person" and m.end <= head_end])
        return ()

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

    def _head_end(self, span: Span) -> int:
        """Where the head noun phrase ends: before the first preposition, relative word or comma outside a name."""
        names = self._inside(span)
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
        """Whether the name follows an office with "of" ("Secretary of Trade Ada Brook") rather than a bare "of"."""
        head = self.text[span.start : head_end].split()
        between = self.text[head_end : name.start].split()
        office = bool(head) and head[-1][:1].isupper() and head[0].casefold() not in ARTICLES
        return office and between[:1] == ["of"] and len(between) > 1 and "," not in self.text[head_end : name.start]

    def _ends_with_kind(self, name: Mention, head_end: int) -> bool:
        """Whether the head ends with the name, or with what it is: "the Selm Relief campaign"."""
        rest = re.findall(r"[^\W_]+", self.text[name.end : max(name.end, head_end)])
        kinds = {row[0] for row in lexicon.rows("group_nouns") if row[1] != "state"}
        if name.end > head_end:
            return False
        return not rest or (name.type not in ("place", "person") and len(rest) == 1 and rest[0] in kinds)

    def _told_plainly(self, span: Span, name: Mention) -> bool:
        """Whether before the name stand only articles, joined names, or what it is ("the news agency NRP")."""
        before = re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", self.text[span.start : name.start])
        low = [w.casefold() for w in before]
        kind_told = bool(low) and low[-1] in lexicon.words("collectives")
        if kind_told or all(w in ARTICLES for w in low) or self._all_named(span, name):
            return True
        # "the 15-member Selm Council", "the powerful Dain Bank": words that only describe.
        nouns = lexicon.words("people") | lexicon.words("collectives") | lexicon.words("documents")
        small = [w for word, w in zip(before, low, strict=True) if not word[0].isupper() or w in ARTICLES]
        described = small == low and low[0] in ARTICLES and not any(w in nouns for w in low)
        return name.type in ("organization", "publication") and described

    def _all_named(self, span: Span, name: Mention) -> bool:
        """Whether everything before `name` is other names joined to it ("Moravia and Selmark")."""
        rest = self.text[span.start : name.start]
        for other in self._inside(span):
            if other.end <= name.start:
                rest = rest.replace(other.span.cut(self.text), "", 1)
        return not re.sub(r"\b(and|the|both)\b|[,&\s]", "", rest)

    def _kind(self, actors: Sequence[str]) -> SpeakerType:
        if any(self.cast.actor(a).anonymous for a in actors):
            return "anonymous"
        kinds = {self.cast.actor(a).type for a in actors}
        if kinds == {"publication"}:
            return "outlet"
        return "named" if "person" in kinds else "collective"

    # --- people and groups without a name ---------------------------------------------------------------------

    def _nominal(self, span: Span, earlier: Earlier | None) -> Speaker:
        head_end = self._head_end(span)
        head = trim(self.text, span.start, max(head_end, span.start + 1))
        last = words_of(self.text, head.start, head.end)[-1:] if head else []
        if head is None or not last:
            return Speaker((), None)
        noun = last[0].cut(self.text).casefold()
        if noun in lexicon.words("documents"):
            return self._document(noun, head, span, earlier)
        if (pair := both_named(self.text, span, self.names)) is not None:
            return Speaker(pair, self._kind(pair))
        known = noun in lexicon.words("people") or noun in lexicon.words("collectives")
        if not known and (shorter := self._before_participle(head)) is not None:
            return Speaker(*self.descriptions.find(shorter, span))
        if (proper := self._proper(span)) and noun not in lexicon.words("people"):
            return self._name_unseen(proper)
        return Speaker(*self.descriptions.find(head, span, earlier.actor if earlier else None))

    def _document(self, noun: str, head: Span, span: Span, earlier: Earlier | None) -> Speaker:
        """Whose document it is: "the ministry's letter", "a letter by Ada Brook", "the statement" quoted before."""
        made = documents.author(self.text, head, span, self.names)
        maker = self.find([made], None) if made else Speaker((), None)
        if maker.actors:
            return maker
        recent = earlier is not None and head.start - documents.REACH <= earlier.source.start
        if earlier is not None and recent and documents.goes_on(self.text, head):
            return Speaker((earlier.actor,), self._kind((earlier.actor,)))
        return Speaker((), documents.kind_of(noun))

    def _before_participle(self, head: Span) -> Span | None:
        """The head without what is said of it: "people" of "people running the yard"; None without such a word."""
        words = [w for w in words_of(self.text, *head) if w.cut(self.text).isalnum()]
        plain = [w.cut(self.text).casefold() for w in words]
        nouns = lexicon.words("people") | lexicon.words("collectives")
        for at, after in enumerate(plain[1:]):
            if plain[at] in nouns and after.endswith(PARTICIPLES) and after not in nouns:
                return Span(words[0].start, words[at].end)
        return None

    def _proper(self, span: Span) -> Span | None:
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
        if not run or (len(run) == 1 and self._opens_sentence(run[0]) and not run[0].cut(self.text).isupper()):
            return None
        whole = Span(run[0].start, run[-1].end)
        rest = self.text[whole.end : span.end].lstrip(" ,")
        return whole if not rest or self.text[whole.end] in ",(" or rest.split()[0].casefold() in BREAKS else None

    def _opens_sentence(self, word: Span) -> bool:
        before = self.text[: word.start].rstrip(' "“‘(')
        return not before or before[-1] in ".!?:\n\r"

    def _name_unseen(self, span: Span) -> Speaker:
        words = span.cut(self.text)
        kind: ActorType = "publication" if is_publication(words, "other") else "organization"
        actor = self.cast.add(span, "name", named_actor(words, kind))
        return Speaker((actor,), "outlet" if kind == "publication" else "collective")
