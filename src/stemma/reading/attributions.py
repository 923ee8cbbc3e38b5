"""What is told -> attributions with speaker, form and confidence; what lies in another's content is nested in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.reading import cues
from stemma.reading.attributions_mended import mended
from stemma.reading.carried import Told, told_in
from stemma.reading.cue_shapes import shaped
from stemma.reading.cue_words import worded
from stemma.reading.decoding import WindowReading
from stemma.reading.encoder import Calibration
from stemma.reading.forms import form_of
from stemma.reading.morphology import tokens
from stemma.reading.nested import Passage
from stemma.reading.nested_told import told_inside
from stemma.reading.pronouns import Earlier
from stemma.reading.speakers import PRONOUNS, Speaker, SpeakerFinder
from stemma.reading.windows import Paragraph
from stemma.records import Attribution, content_id
from stemma.spans import Span

# A content of such a word alone says nothing that was said ("There is no announcement expected"): on PolNeAR dev one
# of seven was right; of "that" none of three.
EMPTY_WORDS = frozenset({"", "there", "which", "he", "she", "they", "that", "if"})
FIRST_PERSON = frozenset({"i", "we", "me", "my", "our", "we all"})
# What a quotation says of its speaker's own mind; requests, promises, plans and refusals in it stay statements.
VIEWS = frozenset({"regard", "praise", "criticize", "worry", "want", "expect", "dismiss"})


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
        shaped_ = mended(self.text, shaped(self.text, told_in(read), paragraphs), paragraphs)
        for told in sorted(worded(self.text, shaped_, paragraphs), key=lambda t: (t.place, t.content)):
            if self._says_nothing(told.content):
                continue
            speaker = self.finder.find(told.source, earlier, told.content)
            if speaker.actors and told.source:
                earlier = Earlier(told.source[0], speaker.actors[0])
            yield self._attribution(told, speaker, paragraphs, None)

    def nested(self, read: Sequence[tuple[WindowReading, Sequence[Passage]]]) -> Iterator[Attribution]:
        """Attributions found by reading the contents of outer ones as passages of their own."""
        for told, passage in told_inside(self.text, read):
            if self._says_nothing(told.content) or self._own_view(told, passage.parent):
                continue
            speaker = self._nested_speaker(told.source, passage.parent)
            if speaker.type is not None or self._pronoun(told.source):
                yield self._attribution(told, speaker, [passage.paragraph], passage.parent.id)

    def _says_nothing(self, content: Sequence[Span]) -> bool:
        return " ".join(re.findall(r"[^\W_]+", " ".join(s.cut(self.text) for s in content))).casefold() in EMPTY_WORDS

    def _own_view(self, told: Told, parent: Attribution) -> bool:
        """Whether somebody who is quoted only says what they think themselves: that is no second statement."""
        if parent.form == "indirect" or not self._first_person(told.source):
            return False
        match = cues.head([w for w in tokens(self.text, told.cue) if w.word])
        return match is not None and cues.entry_of(match, ()).act in VIEWS

    def _first_person(self, source: Sequence[Span]) -> bool:
        return bool(source) and source[0].cut(self.text).casefold() in FIRST_PERSON

    def _pronoun(self, source: Sequence[Span]) -> bool:
        return bool(source) and source[0].cut(self.text).casefold() in PRONOUNS

    def _nested_speaker(self, source: Sequence[Span], parent: Attribution) -> Speaker:
        """As outside, save that "I" in a quotation is whoever is quoted."""
        words = source[0].cut(self.text).casefold() if source else ""
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
            form="direct" if told.verbatim else form_of(told.content, near, self.text),
            speaker=speaker.actors[0] if speaker.actors else None,
            speakers=speaker.actors,
            speaker_type=speaker.type,
            confidence=self.calibration(told.probability),
            layer="outer" if parent is None else "nested",
            parent=parent,
        )
