"""The words of a source -> who speaks: a named actor, an unnamed person, a group, an outlet, or nobody that is said.

Only what the text gives: a pronoun that could be two people keeps no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading import speakers_documents as documents
from stemma.reading.mentions import Cast, named_actor
from stemma.reading.nominals import Descriptions, singular
from stemma.reading.pronouns import ONE_PERSON, Antecedent, Earlier, Pronouns, both_named
from stemma.reading.speakers_gender import Genders
from stemma.reading.speakers_kinds import is_publication
from stemma.reading.speakers_names import ARTICLES, BREAKS, NamedSources
from stemma.reading.titles import is_title
from stemma.reading.windows import words_of
from stemma.records import ActorType, Mention, SpeakerType
from stemma.spans import Span, trim

PRONOUNS = ONE_PERSON | {"i", "we", "they", "it", "who", "which", "that", "you", "them", "their", "its", "whose"}
QUANTITIES = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "other"})
CLAUSE_MARKS = '.;:!?“”"('
PARTICIPLES = ("ed", "ing")
# A full stop inside a source: after a word that is no initial and no abbreviation of one letter, before a capital.
_STOP = re.compile(r"\b([^\W\d_]{2,})\.\s+(?=[A-Z])")
# When something was said, at the end of a source ("the ministry today").
_LATE = re.compile(
    r"(?<=[\w’'])\s(?:today|yesterday|tonight|earlier|later|also|now|(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
_OWNS = re.compile(r"(?<=\w)['’]s?$")
# Agencies that write their names small.
_AGENCY = re.compile(r"(?:the\s)?(?:[^\W_]+\s)*news agency ([a-z]{2,5})")


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
    by_name: NamedSources = field(init=False)
    _spoken: list[tuple[Span, tuple[str, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Descriptions are remembered from one source to the next."""
        self.descriptions = Descriptions(self.text, self.cast, self.names, self.antecedent)
        self.by_name = NamedSources(self.text, self.cast, self.names)
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
        named = self.by_name.named(span) or self.by_name.known(span)
        speaker = Speaker(named, self._kind(named)) if named else self._nominal(span, earlier)
        if speaker.actors:
            self._spoken.append((span, speaker.actors))
        return speaker

    def _one_sentence(self, span: Span) -> Span:
        """The source without what follows a full stop in it, and without the possessive that ends it."""
        stop = _STOP.search(self.text, span.start, span.end)
        while stop and is_title(stop[1]):
            stop = _STOP.search(self.text, stop.end(), span.end)
        if stop:
            span = Span(span.start, stop.end(1))
        late = _LATE.search(self.text, span.start, span.end)
        if late and late.end() == span.end:
            span = Span(span.start, late.start())
        if any(name.end == span.end for name in self.by_name.inside(span)):
            return span
        owns = _OWNS.search(self.text, span.start, span.end)
        return Span(span.start, owns.start()) if owns and owns.end() == span.end > owns.start() > span.start else span

    def _pronoun(self, pronoun: str, span: Span, earlier: Earlier | None, said: Sequence[Span]) -> Speaker:
        actor = self.pronouns.find(pronoun, span, earlier, said)
        if actor is None:
            found = self._described_before(span, earlier) if pronoun in ("who", "which", "that") else Speaker((), None)
            return found if found.type else Speaker((), self._open_kind(pronoun, span))
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

    def _described_before(self, who: Span, earlier: Earlier | None) -> Speaker:
        """Who is described right before a relative word: "two officials, who", "an engineer at the yard who"."""
        start = max(self.text.rfind(mark, 0, who.start - 2) for mark in (*CLAUSE_MARKS, "\n")) + 1
        words = [w for w in words_of(self.text, start, who.start) if w.cut(self.text).isalnum()]
        plain = [w.cut(self.text).casefold() for w in words]
        people = lexicon.words("people")
        if who.cut(self.text).casefold() != "who":
            people |= lexicon.words("collectives") | {w for w in plain if singular(w)}
        nouns = [n for n, word in enumerate(plain) if word in people]
        if not nouns or (nouns[-1] + 1 < len(plain) and plain[nouns[-1] + 1] not in BREAKS):
            return Speaker((), None)
        head = nouns[-1]
        low = max((n for n in range(head) if plain[n] in BREAKS), default=-1)
        first = max((n for n in range(head, max(low, head - 6), -1) if plain[n] in ARTICLES), default=head)
        if plain[first] not in ARTICLES and first and plain[first - 1] in QUANTITIES:
            first -= 1
        return Speaker(*self.descriptions.find(Span(words[first].start, words[head].end), who, earlier))

    def _kind(self, actors: Sequence[str]) -> SpeakerType:
        if any(self.cast.actor(a).anonymous for a in actors):
            return "anonymous"
        kinds = {self.cast.actor(a).type for a in actors}
        if kinds == {"publication"}:
            return "outlet"
        return "named" if "person" in kinds else "collective"

    # --- people and groups without a name ---------------------------------------------------------------------

    def _nominal(self, span: Span, earlier: Earlier | None) -> Speaker:
        head_end = self.by_name.head_end(span)
        head = trim(self.text, span.start, max(head_end, span.start + 1))
        last = words_of(self.text, head.start, head.end)[-1:] if head else []
        if head is None or not last:
            return Speaker((), None)
        return self._told(head, last[0].cut(self.text).casefold(), span, earlier)

    def _told(self, head: Span, noun: str, span: Span, earlier: Earlier | None) -> Speaker:
        if (written := documents.within(self.text, head)) is not None:
            return self._document(written, span, earlier)
        if (pair := both_named(self.text, span, self.names)) is not None:
            return Speaker(pair, self._kind(pair))
        known = noun in lexicon.words("people") or noun in lexicon.words("collectives")
        if not known and (shorter := self._before_participle(head)) is not None:
            return Speaker(*self.descriptions.find(shorter, span))
        if unseen := self._unseen(noun, span):
            return unseen
        found = Speaker(*self.descriptions.find(head, span, earlier))
        whole = found.type is None and _names_whose(span.cut(self.text))
        return Speaker(*self.descriptions.find(span, span, earlier)) if whole else found

    def _unseen(self, noun: str, span: Span) -> Speaker | None:
        """A name that the name head did not see, or two that are joined."""
        if agency := _AGENCY.fullmatch(span.cut(self.text)):
            return self._name_unseen(Span(span.start + agency.start(1), span.end), "publication")
        people = noun in lexicon.words("people") or self.descriptions.is_people(noun)
        proper = None if people else self.by_name.proper(span)
        if proper is None:
            return None
        if joint := re.search(r"\sand\s[Tt]he\s", proper.cut(self.text)):
            halves = Span(proper.start, proper.start + joint.start()), Span(proper.start + joint.end(), proper.end)
            found = [self._name_unseen(half) for half in halves]
            return Speaker(tuple(a for one in found for a in one.actors), found[0].type)
        return self._name_unseen(proper)

    def _document(self, head: Span, span: Span, earlier: Earlier | None) -> Speaker:
        """Whose document it is: "the ministry's letter", "a letter by Ada Brook", "the statement" quoted before."""
        made = documents.author(self.text, head, span, self.names)
        maker = self.find([made], None) if made else Speaker((), None)
        if maker.actors:
            return maker
        kind = documents.kind_of(self.text, head)
        if not documents.goes_on(self.text, head):
            return Speaker((), kind)
        told = documents.told_before(self.text, head)
        actors = self._spoke_in(told) if told else (earlier.actor,) if earlier and self._recent(head, earlier) else ()
        return Speaker(actors, self._kind(actors) if actors else kind)

    def _recent(self, head: Span, earlier: Earlier) -> bool:
        return head.start - documents.REACH <= earlier.source.start

    def _spoke_in(self, sentence: Span) -> tuple[str, ...]:
        """Who spoke last in a sentence."""
        inside = [actors for source, actors in self._spoken if sentence.contains(source)]
        return inside[-1] if inside else ()

    def _before_participle(self, head: Span) -> Span | None:
        """The head without what is said of it: "people" of "people running the yard"; None without such a word."""
        words = [w for w in words_of(self.text, *head) if w.cut(self.text).isalnum()]
        plain = [w.cut(self.text).casefold() for w in words]
        nouns = lexicon.words("people") | lexicon.words("collectives")
        for at, after in enumerate(plain[1:]):
            if plain[at] in nouns and after.endswith(PARTICIPLES) and after not in nouns:
                return Span(words[0].start, words[at].end)
        return None

    def _name_unseen(self, span: Span, told: ActorType | None = None) -> Speaker:
        words = span.cut(self.text)
        kind = told or ("publication" if is_publication(words, "other") else "organization")
        actor = self.cast.add(span, "name", named_actor(words, kind))
        return Speaker((actor,), "outlet" if kind == "publication" else "collective")


def _names_whose(words: str) -> bool:
    """Whether a preposition stands in a name: "a Ports for Selm spokesman", unlike "safety zones for women"."""
    *before, noun = words.split()
    named = bool(before) and before[-1][:1].isupper()
    return named and noun in lexicon.words("people") and "," not in words
