"""Drafts -> attributions with speaker, form and confidence; what lies inside another's content is nested in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.reading.decoding import WindowReading
from stemma.reading.drafts import Draft
from stemma.reading.encoder import Calibration
from stemma.reading.forms import form_of
from stemma.reading.labels import span_of
from stemma.reading.pronouns import Earlier
from stemma.reading.speakers import Speaker, SpeakerFinder
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
        for part in read:
            for draft in sorted(part.drafts, key=lambda d: (d.source or d.cue or d.content)[0].first):
                source, _, content = _spans(part, draft)
                if self._says_nothing(content):
                    continue
                speaker = self.finder.find(source, earlier, content)
                if speaker.actors and source:
                    earlier = Earlier(source[0], speaker.actors[0])
                yield self._attribution(part, draft, speaker, None)

    def nested(self, read: Sequence[WindowReading], parents: Sequence[Attribution]) -> Iterator[Attribution]:
        """Attributions found by reading the contents of `parents` as passages of their own."""
        homes = sorted((piece, parent) for parent in {p.id: p for p in parents}.values() for piece in parent.content)
        for part in read:
            for draft in part.drafts:
                source, cue, content = _spans(part, draft)
                home = next((p for piece, p in homes if piece.contains(content[0])), None)
                if (
                    home is None
                    or not source
                    or not cue
                    or draft.probability < LEAST_NESTED
                    or self._says_nothing(content)
                ):
                    continue
                yield self._attribution(part, draft, self._nested_speaker(source, home), home.id)

    def _says_nothing(self, content: Sequence[Span]) -> bool:
        return " ".join(re.findall(r"[^\W_]+", " ".join(s.cut(self.text) for s in content))).casefold() in EMPTY_WORDS

    def _nested_speaker(self, source: Sequence[Span], parent: Attribution) -> Speaker:
        """As outside, save that "I" in a quotation is whoever is quoted."""
        words = source[0].cut(self.text).casefold()
        if words in FIRST_PERSON and parent.form != "indirect":
            return Speaker(parent.speakers, parent.speaker_type) if words in ("i", "me", "my") else Speaker((), None)
        return self.finder.find(source, None)

    def _attribution(self, part: WindowReading, draft: Draft, speaker: Speaker, parent: str | None) -> Attribution:
        source, cue, content = _spans(part, draft)
        return Attribution(
            id=content_id("a", source, cue, content, parent or ""),
            source=source,
            cue=cue,
            content=content,
            form=form_of(content, part.window.paragraphs, self.text),
            speaker=speaker.actors[0] if speaker.actors else None,
            speakers=speaker.actors,
            speaker_type=speaker.type,
            confidence=self.calibration(draft.probability),
            layer="outer" if parent is None else "nested",
            parent=parent,
        )


def passages(attributions: Sequence[Attribution]) -> list[Span]:
    """Where nested attributions may lie: the contents of the outer ones, long enough to hold one, in text order."""
    return sorted({piece for a in attributions for piece in a.content if piece.length >= LEAST_NESTING})


def _spans(part: WindowReading, draft: Draft) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Source, cue and content of a draft as places in the text."""
    source, cue, content = (tuple(span_of(part.words, f) for f in r) for r in (draft.source, draft.cue, draft.content))
    return source, cue, content
