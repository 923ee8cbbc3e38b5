"""A report cut into clauses that can be compared: by the voices in it, by marks, and where a clause begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from stemma.reading.morphology import Token, lemmas, tokens
from stemma.records import Attribution, Reading
from stemma.spans import Span, hull, trim
from stemma.stories.claims_marks import marks, verbs
from stemma.stories.claims_numbers import TITLED, figures
from stemma.stories.claims_words import listed, term
from stemma.stories.dating_clauses import speaks
from stemma.stories.words import WORD, fold

Known = dict[tuple[str, bool], str | None]
"""Folded word, and whether it is a name: what it is compared by."""
# A piece with fewer words of content than this is no statement of its own and is joined to its neighbour.
FEWEST = 3
# A voice of its own may say something in so many: "negotiations will continue".
LEAST_WORDS = 2
# Acts whose content the speaker puts forward as being so; a permission, an appeal or a wish is told by the report.
VOICES = frozenset((
    "assert", "report", "confirm", "deny", "claim", "justify", "hint", "suggest", "warn", "emphasize", "reiterate",
    "acknowledge", "expect", "regard", "worry", "doubt", "dismiss", "state_position", "disagree",
))  # fmt: skip
# Acts that are known from who does them: rulings and appeals. An answer or a threat is told for what it is about.
DEEDS = frozenset(("forbid", "permit", "commit", "refuse", "propose", "request", "urge", "order"))
_COMMENT = frozenset(("comment", "comments"))
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+[a-z]+(?:ed|id)\b", re.IGNORECASE)
# "Regrets that ...", "apologized: \u201cWe ...\u201d": somebody's words follow.
_OWN_WORDS = re.compile(r"\s*(?:that\b|[\"\u201c])", re.IGNORECASE)
# With more words of content, "she told a reporter in the yard of the mill" says something by itself.
ASIDE = 4


class Word(NamedTuple):
    """A word of the report: folded, what it is compared by (None: by nothing), and whether it is part of a name."""

    start: int
    end: int
    folded: str
    term: str | None
    name: bool = False


class Cutting:
    """One report's words, voices and clauses. `known` keeps the terms of words over all reports of a story."""

    def __init__(self, reading: Reading, known: Known) -> None:
        self.text = reading.text
        self.times = [t for t in reading.times if t.type in ("DATE", "TIME", "DURATION")]
        read = [tokens(self.text, [s]) for s in reading.report.sentences]
        self._tokens = [t for sentence in read for t in sentence]
        self._token_starts = [t.span.start for t in self._tokens]
        found = [v for sentence in read for v in verbs(sentence)]
        self.verbs = [start for start, _ in found]
        self.finite = [start for start, finite in found if finite]
        voiced = [(a, self._voice(a)) for a in reading.attributions]
        self.voices = [a for a, voice in voiced if voice]
        self._cues = sorted(c for a in self.voices for c in a.cue)
        self._reach = [hull(a.content) if a.content else None for a in self.voices]
        done = [a for a, voice in voiced if not voice and a.speaker and (a.act in DEEDS or self._gesture(a))]
        self._deeds = [(c, a.id) for a in done for c in a.cue]
        self._triggers = sorted(t for e in reading.events for t in e.trigger)
        silent = [s for a in self.voices for s in (*a.source, *a.cue)] + [t.span for t in self.times]
        words = [w for s in reading.report.sentences for w in self._read(s, known)]
        self._starts = [w.start for w in words]
        self._words = self._silenced(words, silent)
        self._near: list[Attribution] = []
        self._told: list[tuple[int, tuple[Span, ...]]] = []
        # What was found for a span: clauses are asked for it again and again.
        self._terms: dict[Span, frozenset[str]] = {}
        self._teller: dict[Span, Attribution | None] = {}

    def _voice(self, said: Attribution) -> bool:
        """Whether it carries a statement; "has been carrying out" a raid or "regarding" it does not, read as it is."""
        if any(fold(c.cut(self.text)) in listed("preposition") for c in said.cue) or self._gesture(said):
            return False
        if said.form != "indirect":
            return True
        if said.act not in (None, "assert"):
            return said.act in VOICES
        return any(speaks(c.cut(self.text)) for c in said.cue) or any(self.says(c) for c in said.content)

    def _gesture(self, said: Attribution) -> bool:
        """Whether it is done by being said: "apologized to the players" tells what was done, not what was said."""
        cue = {lemma for c in said.cue for m in WORD.finditer(c.cut(self.text)) for lemma in lemmas(fold(m.group()))}
        opens = self.text[said.content[0].start : said.content[0].end] if said.content else ""
        return not cue.isdisjoint(listed("gesture")) and _OWN_WORDS.match(opens) is None

    def _read(self, sentence: Span, known: Known) -> Iterator[Word]:
        matches = [(m.start(), m.end(), m.group()) for m in WORD.finditer(self.text, *sentence)]
        # In A Headline Like This a Capital Says Nothing.
        capitals = sum(word[0].isupper() for _, _, word in matches)
        plain = capitals <= TITLED * len(matches)
        for start, end, word in matches:
            folded = fold(word)
            name = plain and start > sentence.start and word[0].isupper()
            if (folded, name) not in known:
                known[folded, name] = term(folded, name=name)
            yield Word(start, end, folded, known[folded, name], name)

    def _silenced(self, words: list[Word], silent: Iterable[Span]) -> list[Word]:
        """The words, those that begin inside sources, cues and times compared by nothing."""
        for span in silent:
            for at in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
                words[at] = words[at]._replace(term=None)
        return words

    def words_of(self, span: Span) -> list[Word]:
        """The words that begin inside `span`."""
        return self._words[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def tokens_of(self, span: Span) -> list[Token]:
        """The tokens that begin inside `span`."""
        return self._tokens[bisect_left(self._token_starts, span.start) : bisect_left(self._token_starts, span.end)]

    def terms(self, span: Span) -> frozenset[str]:
        """What the words of `span` are compared by; those of sources, cues and times are left out."""
        known = self._terms.get(span)
        if known is None:
            known = self._terms[span] = frozenset(w.term for w in self.words_of(span) if w.term is not None)
        return known

    def names(self, span: Span) -> frozenset[str]:
        """Those of the terms that stand in `span` as names, by their capitals."""
        return frozenset(w.term for w in self.words_of(span) if w.term is not None and w.name)

    def says_of_it(self, span: Span) -> frozenset[str]:
        """The terms of `span` from its first finite verb on: what it says of what stands before; none without one."""
        first = bisect_left(self.finite, span.start)
        if first == len(self.finite) or self.finite[first] >= span.end:
            return frozenset()
        return self.terms(Span(self.finite[first], span.end))

    def acts(self, span: Span) -> frozenset[str]:
        """The terms of the events told in `span`."""
        first = bisect_left(self._triggers, (span.start,))
        held = [t for t in self._triggers[first : bisect_left(self._triggers, (span.end,))] if span.contains(t)]
        return frozenset(w.term for t in held for w in self.words_of(t) if w.term is not None)

    def act_beside(self, span: Span, place: Span) -> frozenset[str]:
        """The term of the event, or of the dead and the like, that stands nearest to `place` in `span`."""
        first = bisect_left(self._triggers, (span.start,))
        held = self._triggers[first : bisect_left(self._triggers, (span.end,))]
        words = [w for t in held for w in self.words_of(t)]
        words += [w for w in self.words_of(span) if w.term in listed("tally")]
        near = min(
            (w for w in words if w.term is not None),
            key=lambda w: (w.start - place.end if w.start >= place.end else place.start - w.end, w.start),
            default=None,
        )
        return frozenset((near.term,)) if near is not None and near.term is not None else frozenset()

    def told(self, span: Span) -> Attribution | None:
        """The innermost voice that tells most of `span`, a stretch of the sentence that was last cut."""
        if span not in self._teller:
            self._teller[span] = self._innermost(span)
        return self._teller[span]

    def _innermost(self, span: Span) -> Attribution | None:
        inside = [
            (size, n)
            for n, (size, content) in enumerate(self._told)
            if any(_mostly(span, c) and self._reaches(n, c, span) for c in content)
        ]
        return self._near[min(inside)[1]] if inside else None

    def _reaches(self, n: int, content: Span, span: Span) -> bool:
        """Whether what is told goes on up to `span`; without quotation marks it ends at a semicolon."""
        return self._near[n].form != "indirect" or ";" not in self.text[content.start : span.start]

    def deed(self, span: Span) -> str | None:
        """The attribution of the first act that is told in `span` as done."""
        return next((told for cue, told in self._deeds if span.contains(cue)), None)

    def pieces(self, sentence: Span) -> list[Span]:
        """The clauses of a sentence; what is only source and cue belongs to none."""
        self._near = [
            a
            for a, reach in zip(self.voices, self._reach, strict=True)
            if reach is not None and reach.overlaps(sentence) and any(c.overlaps(sentence) for c in a.content)
        ]
        self._told = [(sum(c.length for c in a.content), a.content) for a in self._near]
        self._teller = {}
        times = [t for t in self.times if t.start < sentence.end and sentence.start < t.end]
        cuts = marks(self.text, sentence, self.finite)
        if times:
            cuts = {c for c in cuts if not any(t.start < c < t.end for t in times)}
        edges = {e for a in self._near for s in a.content if s.overlaps(sentence) for e in s}
        cuts.update(e for e in edges if sentence.start < e < sentence.end)
        spans = [trim(self.text, start, end) for start, end in pairwise(sorted(cuts)) if end > start]
        return self._joined([s for s in spans if s is not None])

    def _joined(self, spans: Sequence[Span]) -> list[Span]:
        """Pieces too short to say anything joined to the one before, else to the one after, of the same voice."""
        out: list[Span] = []
        waiting: Span | None = None
        for span in spans:
            if waiting is not None and not self._together(waiting, span):
                out, waiting = [*out, waiting], None
            here = Span(waiting.start, span.end) if waiting else span
            size = len(self.terms(here))
            if size >= FEWEST and (self.says(here) or len(spans) == 1):
                out, waiting = [*out, here], None
            elif out and self._together(out[-1], here) and not (size and self._begins(here)):
                out[-1], waiting = Span(out[-1].start, here.end), None
            else:
                waiting = here if size else None
        if waiting is not None and out and self._begins(waiting) and self._together(out[-1], waiting):
            # "They saved that boy's life": no clause begins where no verb comes.
            out[-1] = Span(out[-1].start, waiting.end)
        elif waiting is not None:
            out.append(waiting)
        stating = [s for s in out if self._states(s, whole=len(out) == 1)]
        if not stating and len(out) > 1 and self.told(spans[0]) is self.told(spans[-1]) is None:
            # No piece says anything by itself: the sentence may, with a verb in one and what it is about in another.
            together = Span(spans[0].start, spans[-1].end)
            stating = [together] if self.says(together) and self._states(together, whole=True) else []
        return stating

    def _together(self, one: Span, other: Span) -> bool:
        """Whether two pieces are of one voice, and no semicolon parts them."""
        first, second = self.told(one), self.told(other)
        nested = first is not None and second is not None and second.parent == first.id
        return (first is second or nested) and ";" not in self.text[one.end : other.start]

    def _begins(self, span: Span) -> bool:
        """Whether it opens a clause whose verb is still to come: "though their use, like that of others, is barred"."""
        return self._first(span) in listed("clause") and not self.says(span)

    def says(self, span: Span) -> bool:
        """Whether a verb stands in it."""
        return bisect_left(self.verbs, span.start) < bisect_left(self.verbs, span.end)

    def whole(self, span: Span) -> bool:
        """Whether a finite verb stands in it."""
        return bisect_left(self.finite, span.start) < bisect_left(self.finite, span.end)

    def _figures(self, span: Span) -> int:
        """How many figures stand in it: each says as much as a word of content."""
        return sum(not any(t.start < n.end and n.start < t.end for t in self.times) for n in figures(self.text, span))

    def first_verb(self, span: Span) -> int | None:
        """Where the first verb in `span` stands."""
        at = bisect_left(self.verbs, span.start)
        return self.verbs[at] if at < len(self.verbs) and self.verbs[at] < span.end else None

    def _first(self, span: Span) -> str:
        at = bisect_left(self._starts, span.start)
        return self._words[at].folded if at < len(self._words) and self._starts[at] < span.end else ""

    def _held(self, span: Span) -> bool:
        """Whether it is all that somebody tells: "confirmed its role in the swap" has its verb outside."""
        told = self.told(span)
        return told is not None and len(told.content) == 1 and span.contains(told.content[0])

    def _introduces(self, span: Span) -> bool:
        """Whether it only leads up to what somebody tells: "when asked about the toll, said", "with fears that"."""
        cue = next((c for c in self._cues if span.start <= c.start < span.end), None)
        if cue is None or self.told(span) is not None:
            return False
        opener = self.words_of(span)[:2]
        skipped = opener[1].start if len(opener) > 1 and opener[0].folded in listed("opens") else -1
        first = bisect_left(self.finite, span.start)
        if any(start != skipped for start in self.finite[first : bisect_left(self.finite, cue.start)]):
            return False
        return span.end <= cue.end + 2 or self._only_speaks(span, cue)

    def _only_speaks(self, span: Span, cue: Span) -> bool:
        """Whether it says where or to whom somebody spoke: "said outside the court", with what was said elsewhere."""
        told = any(span.start <= c.start < span.end for a in self._near for c in a.content)
        follows = bisect_left(self.finite, cue.end) < bisect_left(self.finite, span.end)
        spoken = bisect_left(self.finite, cue.start) < bisect_left(self.finite, cue.end)
        spoken = spoken and _PASSIVE.search(self.text, span.start, cue.end) is None
        return spoken and not (told or follows) and len(self.terms(span)) <= ASIDE

    def _states(self, span: Span, *, whole: bool) -> bool:
        """Whether it says something that can be so or not; a sentence with no verb does where it is long enough."""
        if self._introduces(span):
            return False
        if not self.says(span) and self._first(span) not in listed("fact"):
            least = FEWEST if whole else LEAST_WORDS
            return (whole or self._held(span)) and len(self.terms(span)) + self._figures(span) >= least
        low = {w.folded for w in self.words_of(span)}
        refused = not low.isdisjoint(_COMMENT) and not low.isdisjoint(listed("no comment"))
        return len(self.terms(span)) + self._figures(span) >= LEAST_WORDS and not refused


def _mostly(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared * 2 > span.length
