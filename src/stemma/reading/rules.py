"""Rules: what a report says somebody may, must or must not do, who rules it, for whom, where, and whether it holds.

Words of `data/rules_frames.tsv` are looked for in each sentence; what must stand with them, what governs them and who
tells of them decides what they are worth. Nothing is learned. What only looks like a rule (ability, mere opinion, the
name of a committee) lacks what its frame needs and is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from stemma.reading import lexicon
from stemma.reading.events_parts import Found
from stemma.reading.morphology import Token, tokens
from stemma.reading.rules_approval import approvals
from stemma.reading.rules_case import Case
from stemma.reading.rules_cases import case_at, in_name, scene_at
from stemma.reading.rules_credit import inherited
from stemma.reading.rules_drafts import draft
from stemma.reading.rules_joining import Draft, joined
from stemma.reading.rules_scene import sentence_words
from stemma.reading.rules_words import QUOTES, hits
from stemma.records import Actor, Attribution, Mention, Report, Rule, TimeExpression
from stemma.spans import Span

# Lemmas are found by their first letters, so that most sentences need not be taken apart.
PREFIX = 4
# Frames of one form, too common for their first letters.
_WHOLE = ("can", "could")
# Less than so many words and marks tell nothing.
SHORTEST = 3


def find_rules(
    report: Report,
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
) -> tuple[Rule, ...]:
    """The rules one report tells of, in text order.

    Supplier and origin of an object are actor ids where its words name an actor, else those words.
    """
    finder = _Finder(report, actors, mentions, attributions, times)
    return joined(finder.drafts(), {a.id: a for a in actors})


@cache
def _likely() -> re.Pattern[str]:
    """Finds sentences that may hold a frame's words."""
    stems = sorted({row[0].split()[0][:PREFIX] for row in lexicon.rows("rules_frames") if row[0] not in _WHOLE})
    others = ("consent", "without", "until")
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, (*stems, *others)))}|(?:{'|'.join(_WHOLE)})\b)")


class _Finder:
    def __init__(
        self,
        report: Report,
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        times: Sequence[TimeExpression],
    ) -> None:
        self.report, self.text = report, report.text
        self.actors: Mapping[str, Actor] = {a.id: a for a in actors}
        self.mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self.starts = [m.start for m in self.mentions]
        self.names = _known_names(actors)
        self.attributions = attributions
        self.times = times
        self.headlines = [b.span for b in report.blocks if b.type in ("headline", "subheading")]
        published = report.report.published.value
        self.as_of = published[:10] if published else None

    def drafts(self) -> list[Draft]:
        """What each sentence tells, in text order; a headline is a sentence."""
        whole = [h for h in self.headlines if not any(s.overlaps(h) for s in self.report.sentences)]
        found: list[Draft] = []
        sentences = dict(enumerate(sorted([*self.report.sentences, *whole])))
        for number, sentence in sentences.items():
            if _likely().search(self.text, *sentence):
                found += self._in_sentence(sentence, number)
        return inherited(self.text, found, sentences)

    def _in_sentence(self, sentence: Span, number: int) -> list[Draft]:
        words = sentence_words(tokens(self.text, [sentence]), QUOTES)
        inside = self.mentions[bisect_left(self.starts, sentence.start) : bisect_left(self.starts, sentence.end)]
        times = [t for t in self.times if sentence.overlaps(t.span)]
        base = Found(self.text, self._with_names(sentence, inside), times)
        near = [a for a in self.attributions if any(s.overlaps(sentence) for s in (*a.content, *a.cue))]
        headline = any(h.overlaps(sentence) for h in self.headlines)
        out: list[Draft] = []
        if len(words) < SHORTEST or words[-1].lower == "?":
            return out
        taken: set[int] = set()
        for case in self._cases(words, base, near, headline=headline):
            if taken.isdisjoint(range(case.first, case.last + 1)):
                out.append(draft(case, number, self.as_of))
                taken |= self._covered(case)
        return out

    def _with_names(self, sentence: Span, inside: Sequence[Mention]) -> list[Mention]:
        """The mentions of a sentence, and the names of known actors in it that no mention was read for.

        The longer name takes the place of what it holds: "the Selm council" of "Selm".
        """
        held = [m for m in inside if m.actor and m.form != "title"]
        text = sentence.cut(self.text)
        for name, who in self.names:
            for match in re.finditer(rf"\b{re.escape(name)}\b", text) if name in text else ():
                span = Span(sentence.start + match.start(), sentence.start + match.end())
                if not any(
                    m.span.contains(span) or (m.span.overlaps(span) and not span.contains(m.span)) for m in held
                ):
                    held = [m for m in held if not span.contains(m.span)]
                    held.append(Mention(span.start, span.end, "name", self.actors[who].type, who))
        others = (m for m in inside if not m.actor or m.form == "title")
        return sorted([*held, *(m.with_(actor=None) for m in others)], key=lambda m: (m.start, m.end))

    @staticmethod
    def _covered(case: Case) -> set[int]:
        """The words a rule has used up: its own, and the verb that makes or lifts it."""
        verb = {case.verb.main} if case.verb is not None else set()
        aimed = {case.last + 2} if case.complement.link == "that" else set()
        first = case.clause[0] if case.frame.family == "approval" else case.first
        return {*range(first, case.last + 1)} | verb | aimed

    def _cases(
        self, words: tuple[Token, ...], base: Found, near: Sequence[Attribution], *, headline: bool
    ) -> Iterator[Case]:
        """The frames of a sentence that are rules; needed approvals and nouns come first, for verbs only serve them."""
        found = list(hits(words))
        for hit in found:
            scene = scene_at(words, base, near, hit.first, headline=headline)
            if not in_name(scene, hit):
                yield from approvals(scene, hit)
        for noun in (True, False):
            for hit in found:
                scene = scene_at(words, base, near, hit.first, headline=headline)
                if in_name(scene, hit):
                    continue
                case = case_at(scene, hit, self.actors, noun=noun)
                if case is not None:
                    yield case


def _known_names(actors: Sequence[Actor]) -> tuple[tuple[str, str], ...]:
    """Names that stand for one actor alone, without their article, the longest first."""
    held: dict[str, set[str]] = {}
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            bare = re.sub(r"^(?i:the) ", "", name)
            if bare[:1].isupper():
                held.setdefault(bare, set()).add(actor.id)
    alone = [(name, next(iter(ids))) for name, ids in held.items() if len(ids) == 1]
    return tuple(sorted(alone, key=lambda n: (-len(n[0]), n[0])))
