"""Clauses of a content, found without a parser: which verb group leads the sentence, and what only hangs on it.

A modal or a negation counts for the clause it stands in. Clauses are parted by subordinating words, commas and verb
groups: a verb group is a run of auxiliaries or a finite verb of the lists, with the words right after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stemma.reading import lexicon
from stemma.reading.morphology import Token, is_past, is_regular_past
from stemma.spans import Span

MODALS = lexicon.words("classes", "modal")
_FINITE = MODALS | lexicon.words("classes", "finite")
_RELATIVE = lexicon.words("classes", "relative")
_QUESTION = lexicon.words("classes", "question")
_ADVERBIAL = lexicon.words("classes", "adverbial")
CONDITIONS = lexicon.words("classes", "conditions")
_COORDINATORS = lexicon.words("classes", "coordinators")
_STOPS = frozenset(".!?;")
_PRONOUNS = lexicon.words("classes", "pronouns")
_SUBJECTS = frozenset(("i", "we", "you", "they"))
_SHORT_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "rev", "sen", "rep", "gov", "gen", "lt", "col", "capt", "maj", "sgt", "adm", "hon",
))  # fmt: skip
_DETERMINERS = lexicon.words("classes", "determiners")
_AFTER_PARTICIPLE = lexicon.words("classes", "after_participle")
_QUOTES = frozenset("\"“”'‘’")


_AFTER_VERB = _AFTER_PARTICIPLE | _DETERMINERS
_BARE = MODALS | lexicon.words("classes", "before_bare_verb")
_GROUP = lexicon.words("classes", "inside_verb_group")


def _known(word: Token, kind: str | None = None) -> bool:
    return any(lemma in lexicon.words("verbs", kind) for lemma in word.lemmas)


def _thinks(word: Token) -> bool:
    """Whether the word is a cue of the list: after a pronoun it is a verb."""
    return any(lemma in lexicon.words("cues") for lemma in word.lemmas)


@dataclass(slots=True)
class Clause:
    """A clause: its words and how it hangs on the one above: main, if, relative, that, question, adverbial."""

    kind: str
    depth: int
    sentence: int
    words: list[Token] = field(default_factory=list)
    verb: int | None = None
    """Place in `words` of the first word of the verb group."""

    @property
    def subject(self) -> list[Token]:
        """The words before the verb group."""
        return self.words[: self.verb or 0]

    @property
    def predicate(self) -> list[Token]:
        """The verb group and what follows it in this clause."""
        return self.words[self.verb :] if self.verb is not None else []


def sentences(pieces: Sequence[Sequence[Token]]) -> Iterator[list[Token]]:
    """Sentences of a content that comes in pieces: parted at stops, and where a later piece starts a new quotation."""
    sentence: list[Token] = []
    for words in pieces:
        start = next((w for w in words if w.word), None)
        if sentence and start is not None and start.capital and words[0].lower in _QUOTES:
            yield sentence
            sentence = []
        if sentence and words:
            sentence.append(Token(",", Span(words[0].span.start, words[0].span.start), (",",)))
        for at, word in enumerate(words):
            sentence.append(word)
            if word.lower in _STOPS and (word.lower == ";" or _opens_anew(words, at + 1)) and not _shortened(words, at):
                yield sentence
                sentence = []
    if any(w.word for w in sentence):
        yield sentence


def _opens_anew(words: Sequence[Token], at: int) -> bool:
    """Whether the next word has a capital, or there is none."""
    after = next((words[n] for n in range(at, len(words)) if words[n].word), None)
    return after is None or after.capital


def _shortened(words: Sequence[Token], at: int) -> bool:
    """Whether the stop only shortens a title before a name: "Sen. Brook"."""
    return words[at].lower == "." and at > 0 and words[at - 1].lower in _SHORT_TITLES and at + 1 < len(words)


def clauses(sentence: Sequence[Token], number: int = 0) -> list[Clause]:
    """The clauses of one sentence in order of their beginning; the first of depth 0 leads."""
    return _Cutter(sentence, number).cut()


def _plural(word: Token) -> bool:
    return word.lower.endswith("s") and not word.lower.endswith("ss") and len(word.lower) > len("gas")


def _opener(word: str) -> str | None:
    """The kind of clause that the word opens wherever it stands."""
    kinds = {"if": CONDITIONS, "relative": _RELATIVE, "question": _QUESTION}
    return next((kind for kind, words in kinds.items() if word in words), None)


def finite(words: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` is a finite verb, as far as its form and its neighbours tell."""
    word = words[at]
    before = words[at - 1].lower if at else ""
    if word.lower in _FINITE:
        return word.lower != "'s" or before in _PRONOUNS or before in {"what", "here", "let"}
    if before in _DETERMINERS or before == "to" or not word.word:
        return False
    return is_past(word.lower) or (at > 0 and _inflected(words, at))


def _inflected(words: Sequence[Token], at: int) -> bool:
    """Whether the word is a verb by its ending, or by a subject in front of it."""
    word, before = words[at], words[at - 1]
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if is_regular_past(word.lower):
        return after not in _AFTER_PARTICIPLE or before.lower in _PRONOUNS
    if word.lower.endswith("s") and not word.lower.endswith("ss"):
        sure = "verb" if not before.capital and before.lower not in _PRONOUNS else None
        return not word.capital and _known(word, sure)
    if _plural(before) and (not after or after in _AFTER_VERB or not after[0].isalnum()):
        return _known(word)
    return before.lower in _PRONOUNS and (_known(word) or (before.lower in _SUBJECTS and _thinks(word)))


class _Cutter:
    def __init__(self, sentence: Sequence[Token], number: int) -> None:
        self.words = [w for w in sentence if w.lower not in _QUOTES]
        self.number = number
        self.done: list[Clause] = []
        self.stack: list[Clause] = []
        self.joined = False

    def cut(self) -> list[Clause]:
        self._open("main", 0)
        at = 1 if self.words and self.words[0].lower == "that" else 0
        while at < len(self.words):
            at = self._step(at)
        return self.done

    def _open(self, kind: str, depth: int) -> Clause:
        clause = Clause(kind, depth, self.number)
        self.done.append(clause)
        self.stack.append(clause)
        return clause

    def _step(self, at: int) -> int:
        word, here = self.words[at], self.stack[-1]
        kind = self._opens(at)
        if kind is not None:
            self._open(kind, len(self.stack)).words.append(word)
            self.joined = False
        elif word.lower == ",":
            self._comma(at)
        elif word.lower == "not" and at and self.words[at - 1].lower == "," and here.verb is not None:
            pass  # "engineers, not talkers" denies a part, not the clause
        elif word.lower in _COORDINATORS:
            self.joined = True
        elif finite(self.words, at):
            return self._verb_group(at)
        else:
            here.words.append(word)
        return at + 1

    def _opens(self, at: int) -> str | None:
        lower = self.words[at].lower
        after = self.words[at + 1].lower if at + 1 < len(self.words) else ""
        if (kind := _opener(lower)) is not None:
            return kind
        if lower in _ADVERBIAL and at + 1 < len(self.words):
            return "adverbial" if self._clause_follows(at + 1) else None
        if lower == "that" and at and self.words[at - 1].word and after not in {"of", "is", "was", ",", "'s"}:
            return "that"
        if lower == "as" and after in _PRONOUNS:
            return "adverbial"
        return None

    def _clause_follows(self, at: int) -> bool:
        """Whether a finite verb comes before the next mark: "after the talks" opens no clause."""
        for place in range(at, len(self.words)):
            if not self.words[place].word:
                return False
            if finite(self.words, place):
                return True
        return False

    def _comma(self, at: int) -> None:
        """A comma ends the clauses that have their verb, down to one that still waits for it."""
        follows = self.words[at + 1].lower if at + 1 < len(self.words) else ""
        while len(self.stack) > 1 and (self.stack[-1].verb is not None or self.stack[-1].kind == "if"):
            above = self.stack[-2]
            if above.verb is not None and follows in _COORDINATORS and self.stack[-1].kind == "that":
                break
            self.stack.pop()

    def _verb_group(self, at: int) -> int:
        here = self.stack[-1]
        if here.verb is not None:
            here = self._next_clause(here)
        self.joined = False
        here.verb = len(here.words)
        end = self._group_end(at)
        here.words += self.words[at:end]
        return end

    def _group_end(self, at: int) -> int:
        """Behind the verb group that begins at `at`: its adverbs, auxiliaries and main verb."""
        if self.words[at].lower not in _FINITE:
            return at + 1
        end = at + 1
        while end < len(self.words) and (self.words[end].lower in _GROUP or self.words[end].lower.endswith("ly")):
            end += 1
        if end < len(self.words) and self.words[end].word:
            main = self.words[end]
            plain = self.words[end - 1].lower in _BARE
            participle = main.lower.endswith(("ed", "ing")) or main.lemmas[0] != main.lower
            if (plain or participle) and main.lower not in _DETERMINERS and _opener(main.lower) is None:
                end += 1
        return end

    def _next_clause(self, here: Clause) -> Clause:
        """The clause that a further verb group belongs to."""
        if len(self.stack) > 1 and self.stack[-2].verb is None:
            self.stack.pop()
            return self.stack[-1]
        if self._subject_is_inverted(here):
            return here
        if self.joined:
            self.stack.pop()
            return self._open(here.kind, here.depth)
        return self._open("that", len(self.stack))

    def _subject_is_inverted(self, here: Clause) -> bool:
        return here.verb == 0 and here.kind == "main" and len(here.words) == 1
