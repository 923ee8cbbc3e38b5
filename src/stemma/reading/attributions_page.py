"""Where the words of an attribution stand: their paragraph, their sentence, their clause, in quotation marks or not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.reading.morphology import Token, tokens
from stemma.reading.scope import clauses
from stemma.reading.windows import QUOTES, Paragraph
from stemma.reports.sentences import split
from stemma.spans import Span

_OUTSIDE = QUOTES.index("outside")


@dataclass(frozen=True, slots=True)
class Page:
    """A report's text with the paragraphs that are read, in text order."""

    text: str
    paragraphs: Sequence[Paragraph]
    cut: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    """Sentences of the paragraphs that were asked for, by where they begin."""

    def paragraph(self, at: int) -> Paragraph:
        """The paragraph that holds a place."""
        return self.paragraphs[max(0, bisect_right(self.paragraphs, at, key=lambda p: p.words[0].start) - 1)]

    def sentence(self, at: int) -> Span:
        """The sentence that holds a place."""
        words = self.paragraph(at).words
        start, end = words[0].start, words[-1].end
        if start not in self.cut:
            self.cut[start] = split(self.text, start, end)
        return next((s for s in self.cut[start] if at < s.end), Span(start, end))

    def clause_end(self, at: int) -> int:
        """Where the clause ends that holds the word which begins there; the sentence's end where none does."""
        sentence = self.sentence(at)
        found = clauses(tokens(self.text, [sentence]))
        home = next((c for c in found if any(w.span.start == at for w in c.words)), None)
        return next((w.span.end for w in reversed(home.words) if w.word), sentence.end) if home else sentence.end

    def quoted(self, span: Span) -> bool:
        """Whether any word of a place stands in quotation marks, doubled single ones among them."""
        if "''" in self.text[max(0, span.start - 2) : span.end + 2]:
            return True
        home = self.paragraph(span.start)
        first = bisect_right(home.words, span.start, key=lambda w: w.end)
        last = bisect_right(home.words, span.end - 1, key=lambda w: w.start)
        return any(state != _OUTSIDE for state in home.quote[first:last])

    def words(self, spans: Sequence[Span]) -> list[Token]:
        """The words of places, without marks."""
        return [w for w in tokens(self.text, spans) if w.word]
