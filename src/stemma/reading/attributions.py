"""What is told -> attributions with speaker, form and confidence; what lies in another's content is nested in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.reading.carried import Told, told_in
from stemma.reading.decoding import WindowReading
from stemma.reading.encoder import Calibration
from stemma.reading.forms import form_of
from stemma.reading.pronouns import Earlier
from stemma.reading.speakers import Speaker, SpeakerFinder
from stemma.reading.windows import Paragraph
from stemma.records import Attribution, content_id
from stemma.spans import Span

# A content shorter than this, in code points, has no room for a source, a cue and a content of its own.
LEAST_NESTING = 24
# Read alone, a content begins in the middle of a sentence, which the model has not learned from: below this the
# drafts found there were mostly wrong (read by hand on the ledger stories).
LEAST_NESTED = 0.2
# A content of such a word alone says nothing that was said ("There is no announcement expected"): on PolNeAR dev one
# of seven was right.
EMPTY_WORDS = frozenset({"", "there", "which", "he", "she", "they"})
FIRST_PERSON = frozenset({"i", "we", "me", "my", "our"})


@dataclass(slots=True)
class Assembly:
    """Puts the attributions of one report together, in text order, so that a pronoun knows who spoke before."""

    text: str
    finder: SpeakerFinder
    calibration: Calibration

    def outer(self, read: Sequence[WindowReading]) -> Iterator[Attribution]:
        """The attributions that lie in no other's content."""
        earlier: Earlier | None = None
        paragraphs = [p for part in read for p in part.window.paragraphs]
        for told in told_in(read):
            if self._says_nothing(told.content):
                continue
            speaker = self.finder.find(told.source, earlier, told.content)
            if speaker.actors and told.source:
                earlier = Earlier(told.source[0], speaker.actors[0])
            yield self._attribution(told, speaker, paragraphs, None)

    def nested(self, read: Sequence[WindowReading], parents: Sequence[Attribution]) -> Iterator[Attribution]:
        """Attributions found by reading the contents of `parents` as passages of their own."""
        homes = sorted((piece, parent) for parent in {p.id: p for p in parents}.values() for piece in parent.content)
        paragraphs = [p for part in read for p in part.window.paragraphs]
        for told in told_in(read):
            home = next((p for piece, p in homes if piece.contains(told.content[0])), None)
            whole = bool(told.source) and bool(told.cue) and told.probability >= LEAST_NESTED
            if home is not None and whole and not self._says_nothing(told.content):
                speaker = self._nested_speaker(told.source, home)
                yield self._attribution(told, speaker, paragraphs, home.id)

    def _says_nothing(self, content: Sequence[Span]) -> bool:
        return " ".join(re.findall(r"[^\W_]+", " ".join(s.cut(self.text) for s in content))).casefold() in EMPTY_WORDS

    def _nested_speaker(self, source: Sequence[Span], parent: Attribution) -> Speaker:
        """As outside, save that "I" in a quotation is whoever is quoted."""
        words = source[0].cut(self.text).casefold()
        if words in FIRST_PERSON and parent.form != "indirect":
            return Speaker(parent.speakers, parent.speaker_type) if words in ("i", "me", "my") else Speaker((), None)
        return self.finder.find(source, None)

    def _attribution(
        self, told: Told, speaker: Speaker, paragraphs: Sequence[Paragraph], parent: str | None
    ) -> Attribution:
        low, high = told.content[0].start, told.content[-1].end
        near = [p for p in paragraphs if p.words[0].start < high and low < p.words[-1].end]
        return Attribution(
            id=content_id("a", told.source, told.cue, told.content, parent or ""),
            source=told.source,
            cue=told.cue,
            content=told.content,
            form=form_of(told.content, near, self.text),
            speaker=speaker.actors[0] if speaker.actors else None,
            speakers=speaker.actors,
            speaker_type=speaker.type,
            confidence=self.calibration(told.probability),
            layer="outer" if parent is None else "nested",
            parent=parent,
        )


def passages(attributions: Sequence[Attribution]) -> list[Span]:
    """Where nested attributions may lie: the contents of the outer ones, long enough to hold one, in text order."""
    return sorted({piece for a in attributions for piece in a.content if piece.length >= LEAST_NESTING})
