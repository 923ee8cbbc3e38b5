"""The brief: half a page of cited lines, chosen and trimmed from the reports, the most important first.

Extraction and fixed frames only: every word inside quotation marks is a report's, every word outside them is one of the
frames below or a name of the story. Nothing is written freely, so nothing can be said that no report says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from stemma.records import BriefLine, Claim, ClaimSide, Evidence, Position, Story, StoryRule
from stemma.stories.words import WORD, fold, stem

# Half a page: about this many lines of at most this many code points of one report's words each.
LINES, QUOTED = 12, 180
# Lines of one kind, so that a pile of rules does not push out what happened.
MOST = {"claim": 7, "rule": 3, "position": 3, "ahead": 2}
# A claim that shares more of its words than this with a line above it says nothing new. 0.5 to 0.7 choose the same
# lines on the development stories; lower leaves out what differs in one figure only.
SAME_WORDS = 0.6
# Passages cited behind one line: one for each report that tells it, as far as these go.
CITED = 6

MODALITY_WORDS = {
    "forbidden": "Forbidden", "permitted": "Permitted", "required": "Required", "needs-approval": "Needs approval",
    "requested": "Requested", "undecided": "Not decided", "proposed": "Proposed",
}  # fmt: skip
# How sure a statement is put; what is told without a claim of fact is neither surer nor less sure than another.
_SURE = frozenset({"certain", "probable", "possible"})
# Modalities of which it means something to say that they are in force, lifted or only proposed.
_HOLDING = frozenset({"forbidden", "permitted", "required", "needs-approval"})
STATUS_WORDS = {"in force": "in force", "lifted": "lifted", "proposed": "proposed", "reported": "as reported"}


def brief(story: Story) -> tuple[BriefLine, ...]:
    """The lines of `story` (its own brief is not looked at), at most LINES of them; empty where it has no claims."""
    writer = _Writer(story)
    makers: tuple[tuple[str, Iterable[BriefLine]], ...] = (
        ("claim", (writer.claim(c) for c in story.claims if _worth_telling(c))),
        ("rule", (writer.rule(r) for r in story.rules)),
        ("position", (writer.position(p) for p in story.positions if _moved(p))),
        ("ahead", writer.ahead()),
    )
    chosen = [line for kind, lines in makers for line in writer.unlike(lines, MOST[kind])]
    return tuple(chosen[:LINES])


def _worth_telling(claim: Claim) -> bool:
    return len({side.report for side in claim.sides}) > 1 or claim.status == "disputed"


def _moved(position: Position) -> bool:
    """Whether an actor changed where it stood."""
    return len({stance.stance for stance in position.stances}) > 1


@dataclass(slots=True)
class _Writer:
    """Fills the frames with the story's words and remembers what was said."""

    story: Story
    said: list[frozenset[str]] = field(default_factory=list)

    def unlike(self, lines: Iterable[BriefLine], most: int) -> list[BriefLine]:
        """The first `most` lines that do not repeat one before them."""
        out: list[BriefLine] = []
        for line in lines:
            words = frozenset(stem(fold(m.group())) for e in line.evidence[:1] for m in WORD.finditer(e.quote))
            if len(out) < most and not any(_overlap(words, other) > SAME_WORDS for other in self.said):
                self.said.append(words)
                out.append(line)
        return out

    def claim(self, claim: Claim) -> BriefLine:
        """A claim with how many tell it, or its two sides where they differ."""
        apart = _two_sides(claim)
        if apart and claim.status == "disputed":
            text = f"Disputed: {self._side(apart[0])}; but {self._side(apart[1])}."
        elif apart and claim.relations[0] == "differs-in-certainty" and all(s.certainty in _SURE for s in apart):
            text = f"Not equally sure: {self._side(apart[0], sure=True)}; {self._side(apart[1], sure=True)}."
        else:
            text = f"{_quoted(claim.proposition)} ({self._tally(claim)})."
            apart = ()
        sides = (*apart, *(side for side in claim.sides if side not in apart))
        return BriefLine(text, _cited(side.evidence[:1] for side in sides))

    def rule(self, rule: StoryRule) -> BriefLine:
        """A rule with its modality and status, and how it changed."""
        status = STATUS_WORDS.get(rule.status) if rule.modality in _HOLDING else None
        by = f" by {self._names(rule.authority)}" if rule.authority else ""
        frame = f"{MODALITY_WORDS[rule.modality]}{by}" + (f", {status}" if status else "")
        text = f"{frame}: {_quoted(rule.evidence[0].quote)}."
        return BriefLine(text, _cited([rule.evidence]))

    def position(self, position: Position) -> BriefLine:
        """Someone who changed where they stood: the first and the last stance."""
        first, last = position.stances[0], position.stances[-1]
        frame = f"{self._name(position.actor)} on {_quoted(position.question)}: {first.stance}, then {last.stance}."
        return BriefLine(frame, _cited([first.evidence[:1], last.evidence[:1]]))

    def ahead(self) -> Iterator[BriefLine]:
        """What is planned, the soonest first."""
        for entry in self.story.timeline:
            if entry.status == "planned" and entry.time.value and (self.story.to or "") <= entry.time.value:
                yield BriefLine(f"Ahead, {entry.time.value}: {_quoted(entry.label)}.", _cited([entry.evidence]))

    def _side(self, side: ClaimSide, *, sure: bool = False) -> str:
        who = "" if side.attributed_to == "report" else self._name(side.attributed_to)
        told = " in ".join(part for part in (who, self._outlet(side.report)) if part)
        how = f", {side.certainty}" if sure and side.certainty != "underspecified" else ""
        return f"{_quoted(side.evidence[0].quote)} ({told or 'a report'}{how})"

    def _tally(self, claim: Claim) -> str:
        reports = len({side.report for side in claim.sides})
        origins = "one origin" if claim.origins == 1 else f"{claim.origins} independent origins"
        told = f"{reports} report{'s' if reports > 1 else ''}"
        return f"{told}, {origins}" if claim.origins else told

    def _names(self, actors: Sequence[str]) -> str:
        return ", ".join(self._name(actor) for actor in actors)

    def _name(self, actor: str) -> str:
        return next((a.name for a in self.story.actors if a.id == actor), "")

    def _outlet(self, report: str) -> str:
        number = next((n for n, r in enumerate(self.story.readings, 1) if r.id == report), 0)
        head = next((r.report.report for r in self.story.readings if r.id == report), None)
        return (head.outlet if head and head.outlet else "") or f"report {number}"


def _two_sides(claim: Claim) -> tuple[ClaimSide, ...]:
    """The two sides furthest apart: the first, and the first that differs from it in polarity, figures or certainty."""
    tests: tuple[Callable[[ClaimSide, ClaimSide], bool], ...] = (
        lambda a, b: a.polarity != b.polarity,
        lambda a, b: any(b.values.get(k, v) != v for k, v in a.values.items()),
        lambda a, b: a.certainty != b.certainty and {a.certainty, b.certainty} <= _SURE,
    )
    first = claim.sides[0]
    for differs in tests:
        for side in claim.sides[1:]:
            if differs(first, side):
                return first, side
    return ()


def _cited(groups: Iterable[Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """Passages in the order given, one for each report first."""
    passages = list(dict.fromkeys(e for group in groups for e in group))
    firsts = list({e.report: e for e in reversed(passages)}.values())
    ordered = sorted(passages, key=lambda e: e not in firsts)
    return tuple(ordered[:CITED])


_SPACE = re.compile(r"\s+")


def _quoted(words: str) -> str:
    """A report's words in quotation marks, on one line, cut at the end of a word where they go on too long."""
    line = _SPACE.sub(" ", words).strip().rstrip(".,;:")
    if len(line) > QUOTED:
        line = line[:QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:\u2013\u2014-") + "\u2026"
    inner = line.translate({0x201C: "\u2018", 0x201D: "\u2019", 0x22: "'"})
    return f"\u201c{inner}\u201d"


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(1, min(len(some), len(others)))
