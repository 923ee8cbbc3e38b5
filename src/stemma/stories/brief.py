"""The brief: half a page of cited lines, chosen and trimmed from the reports, the most important first.

Extraction and fixed frames only: every word inside quotation marks is a report's, every word outside them is one of the
frames below or a name of the story. Nothing is written freely, so nothing can be said that no report says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from stemma.records import BriefLine, Claim, ClaimSide, Evidence, Position, Story, StoryRule
from stemma.spans import Span
from stemma.stories.brief_words import NONE, QUOTED, WHOLE, alone, goes_on, hangs, quoted
from stemma.stories.positions_weighing import moved, way
from stemma.stories.words import WORD, common_words, fold, stem

# Half a page: about this many lines.
LINES = 12
# Lines of one kind, so that a pile of rules does not push out what happened.
MOST = {"claim": 7, "rule": 3, "position": 3, "ahead": 2}
# A claim that shares more of its words than this with a line above it says nothing new. 0.5 to 0.7 choose the same
# lines on the development stories; lower leaves out what differs in one figure only.
SAME_WORDS = 0.6
# Two statements are set against each other where they share so much of their words; with less, in the lines of six
# stories read by hand, they mostly told of different things.
SAME_MATTER = 0.3
# "Disputed" is a hard word: for it they share half of them.
IN_DISPUTE = 0.5
# In a story of more claims than these, words of more than this share of them are what the story is about.
FEW_CLAIMS, EVERYWHERE = 9, 0.2
# How many words behind a negation say what is denied.
DENIED_WITHIN = 6
# So many code points before a passage tell whether it is only supposed: "the possibility that".
BEFORE = 40
# Words that so many reports use say little of what a line is about.
COMMON = 0.3
# Passages cited behind one line: one for each report that tells it, as far as these go.
CITED = 6

# A name that begins a sentence of its report keeps its article, which is small inside ours.
_ARTICLE = re.compile(r"^The (?=\w+ [a-z])")
MODALITY_WORDS = {
    "forbidden": "Forbidden", "permitted": "Permitted", "required": "Required", "needs-approval": "Needs approval",
    "requested": "Requested", "undecided": "Not decided", "proposed": "Proposed",
}  # fmt: skip
# Told as a fact here and as no more than possible there; "probable" is too near to either to make a line of it.
_APART = frozenset({"certain", "possible"})
# Modalities of which it means something to say that they are in force, lifted or only proposed.
_HOLDING = frozenset({"forbidden", "permitted", "required", "needs-approval"})
STATUS_WORDS = {"in force": "in force", "lifted": "lifted", "proposed": "proposed", "reported": "as reported"}


def brief(story: Story) -> tuple[BriefLine, ...]:
    """The lines of `story` (its own brief is not looked at), at most LINES of them; empty where it has no claims."""
    writer = _Writer(story)
    makers: tuple[tuple[str, Iterable[BriefLine | None]], ...] = (
        ("claim", (writer.claim(c) for c in story.claims if _worth_telling(c))),
        ("rule", (writer.rule(r) for r in story.rules)),
        ("position", (writer.position(p) for p in story.positions if moved(p))),
        ("ahead", writer.ahead()),
    )
    first, *others = (writer.unlike(lines, MOST[kind]) for kind, lines in makers)
    rest = [line for lines in others for line in lines]
    more = writer.unlike(makers[0][1], LINES - len(first) - len(rest))
    return (*first, *more, *rest)[:LINES]


def _worth_telling(claim: Claim) -> bool:
    return len({side.report for side in claim.sides}) > 1 or claim.status == "disputed"


@dataclass(slots=True)
class _Writer:
    """Fills the frames with the story's words and remembers what was said."""

    story: Story
    said: list[frozenset[str]] = field(default_factory=list)
    everywhere: frozenset[str] = field(init=False)
    """Words of so many claims that two of them may share these and be about different things."""
    known: dict[tuple[str, int, str], tuple[int, str]] = field(default_factory=dict)
    """How passages stand alone, by report, start and words: each is asked many times."""

    def __post_init__(self) -> None:
        """Count the words of the claims."""
        counts = Counter(w for claim in self.story.claims for w in _content(claim.proposition))
        most = EVERYWHERE * len(self.story.claims)
        told = self.story.claims[FEW_CLAIMS:] and counts
        self.everywhere = frozenset(w for w, n in (told or {}).items() if n > most)

    def unlike(self, lines: Iterable[BriefLine | None], most: int) -> list[BriefLine]:
        """The first `most` lines that do not repeat one before them."""
        out: list[BriefLine] = []
        for line in lines if most > 0 else ():
            if line is None:
                continue
            words = _content(" ".join(_QUOTATION.findall(line.text)[:1]))
            if not any(_overlap(words, other) > SAME_WORDS for other in self.said):
                self.said.append(words)
                out.append(line)
                if len(out) == most:
                    break
        return out

    def claim(self, claim: Claim) -> BriefLine | None:
        """A claim with how many tell it, or its two sides where they differ; None where no side's words stand alone."""
        apart = self._two_sides(claim)
        if apart and claim.status == "disputed":
            text = f"Disputed: {self._side(apart[0])}; but {self._side(apart[1])}."
        elif apart:
            text = f"Not equally sure: {self._side(apart[0], sure=True)}; {self._side(apart[1], sure=True)}."
        else:
            told = self._best_told(claim)
            if told is None:
                return None
            told = self._to_its_end(told)
            who = "" if told.attributed_to == "report" else self._name(told.attributed_to)
            told_by = f"{who}; {self._tally(claim)}" if who else self._tally(claim)
            text = f"{quoted(self._alone(told.evidence[0])[1])} ({told_by})."
            apart = (told,)
        sides = (*apart, *(side for side in claim.sides if side not in apart))
        return BriefLine(text, _cited(side.evidence[:1] for side in sides))

    def rule(self, rule: StoryRule) -> BriefLine | None:
        """A rule with its modality and status; None where no passage of it stands alone."""
        ranked = sorted(rule.evidence, key=lambda e: -self._alone(e)[0])
        rank, words = self._alone(ranked[0])
        if rank == NONE or (rank != WHOLE and not rule.authority):
            return None
        status = STATUS_WORDS.get(rule.status) if rule.modality in _HOLDING else None
        by = f" by {self._names(rule.authority)}" if rule.authority else ""
        frame = f"{MODALITY_WORDS[rule.modality]}{by}" + (f", {status}" if status else "")
        return BriefLine(f"{frame}: {quoted(words)}.", _cited([ranked]))

    def position(self, position: Position) -> BriefLine:
        """Someone who changed where they stood: the first and the last stance."""
        first = next(s for s in position.stances if way(s.stance))
        last = next(s for s in reversed(position.stances) if way(s.stance) not in ("", way(first.stance)))
        frame = f"{self._name(position.actor)} on {quoted(position.question)}: {first.stance}, then {last.stance}."
        return BriefLine(frame, _cited([first.evidence[:1], last.evidence[:1]]))

    def ahead(self) -> Iterator[BriefLine]:
        """What is planned, the soonest first."""
        for entry in self.story.timeline:
            still = (self.story.to or "") <= (entry.time.not_after or entry.time.not_before or "")
            ahead = entry.status == "planned" and entry.time.value and still
            whole = "\u2026" not in entry.label and not hangs(entry.label)
            if ahead and whole:
                yield BriefLine(f"Ahead, {entry.time.value}: {quoted(entry.label)}.", _cited([entry.evidence]))

    def _alone(self, shown: Evidence) -> tuple[int, str]:
        """How well a passage stands alone where it stands, and its words that do."""
        place = shown.report, shown.start, shown.quote
        if place not in self.known:
            text = next((r.text for r in self.story.readings if r.id == shown.report), "")
            before, behind = text[max(0, shown.start - BEFORE) : shown.start], text[shown.end : shown.end + BEFORE]
            self.known[place] = alone(shown.quote, before, behind)
        return self.known[place]

    def _to_its_end(self, side: ClaimSide) -> ClaimSide:
        """The side with its sentence in place of a clause that ends in the midst of it, where that is no longer."""
        shown = side.evidence[0]
        reading = next((r for r in self.story.readings if r.id == shown.report), None)
        if reading is None or side.attributed_to != "report" or not goes_on(reading.text[shown.end :][:BEFORE]):
            return side
        span = Span(shown.start, shown.end)
        held = next((s for s in reading.report.sentences if s.contains(span)), span)
        words = held.cut(reading.text)
        if len(words) > QUOTED or words[0] in "\u201c\u2018'\"" or alone(words)[0] != WHOLE:
            return side
        wide = Evidence(shown.report, held.start, held.end, words)
        return side.with_(evidence=(wide, *side.evidence[1:]))

    def _best_told(self, claim: Claim) -> ClaimSide | None:
        """The side whose words stand alone and are told as certain; of equals the one the claim is called after."""
        told = [s for s in claim.sides if s.evidence and self._alone(s.evidence[0])[0] == WHOLE]
        ranked = sorted(told, key=lambda s: (s.certainty != "certain", s.says != claim.proposition))
        return ranked[0] if ranked and ranked[0].certainty in ("certain", "probable") else None

    def _two_sides(self, claim: Claim) -> tuple[ClaimSide, ...]:
        """The two sides furthest apart: they differ in polarity, figures or certainty, and tell of one matter.

        The first stands alone, in a dispute both do; of the others those that do come first.
        """
        ranked = sorted((s for s in claim.sides if s.evidence), key=lambda s: self._alone(s.evidence[0])[0] == NONE)
        words = [_content(s.evidence[0].quote) - self.everywhere for s in ranked]
        least = IN_DISPUTE if claim.status == "disputed" else SAME_MATTER
        pairs = sorted(
            combinations(range(len(ranked)), 2),
            key=lambda p: (_one_voice(ranked[p[0]], ranked[p[1]]), -_overlap(words[p[0]], words[p[1]])),
        )
        for differs in _tests(claim):
            for n, m in pairs:
                first, other = (self._alone(ranked[at].evidence[0])[0] != NONE for at in (n, m))
                quotable = first and (other or claim.status != "disputed")
                if quotable and differs(ranked[n], ranked[m]) and _overlap(words[n], words[m]) >= least:
                    return ranked[n], ranked[m]
        return ()

    def _side(self, side: ClaimSide, *, sure: bool = False) -> str:
        who = "" if side.attributed_to == "report" else self._name(side.attributed_to)
        told = " in ".join(part for part in (who, self._outlet(side.report)) if part) or "a report"
        how = f", {side.certainty}" if sure and side.certainty != "underspecified" else ""
        rank, words = self._alone(side.evidence[0])
        if rank == NONE:
            by = "according to" if who else "in"
            return f"{'only ' if side.certainty == 'possible' else ''}{side.certainty} {by} {told}"
        return f"{quoted(words)} ({told}{how})"

    def _tally(self, claim: Claim) -> str:
        reports = len({side.report for side in claim.sides})
        origins = "one origin" if claim.origins == 1 else f"{claim.origins} independent origins"
        told = f"{reports} report{'s' if reports > 1 else ''}"
        return f"{told}, {origins}" if claim.origins else told

    def _names(self, actors: Sequence[str]) -> str:
        return ", ".join(_ARTICLE.sub("the ", self._name(actor)) for actor in actors)

    def _name(self, actor: str) -> str:
        name = next((a.name for a in self.story.actors if a.id == actor), "")
        return name[0].lower() + name[1:] if _NOUN_PHRASE.match(name) else name

    def _outlet(self, report: str) -> str:
        number = next((n for n, r in enumerate(self.story.readings, 1) if r.id == report), 0)
        head = next((r.report.report for r in self.story.readings if r.id == report), None)
        return (head.outlet if head and head.outlet else "") or f"report {number}"


def _tests(claim: Claim) -> tuple[Callable[[ClaimSide, ClaimSide], bool], ...]:
    """How two sides of a claim may differ so that the brief sets one against the other."""
    sure = (lambda a, b: {a.certainty, b.certainty} == _APART,)
    if claim.status != "disputed":
        return sure if claim.relations[:1] == ("differs-in-certainty",) else ()
    return (_count_apart, _deny, *sure)


def _one_voice(a: ClaimSide, b: ClaimSide) -> bool:
    """Whether both are told by one party, whose word is then set against itself."""
    return a.attributed_to == b.attributed_to != "report"


def _deny(a: ClaimSide, b: ClaimSide) -> bool:
    """Whether one side denies what the other says: words behind its "not" are among the other's."""
    if a.polarity == b.polarity:
        return False
    for one, other in ((a, b), (b, a)):
        denied = _NEGATION.search(one.evidence[0].quote)
        if denied:
            behind = _content(" ".join(one.evidence[0].quote[denied.end() :].split()[:DENIED_WITHIN]))
            return not behind.isdisjoint(_content(other.evidence[0].quote))
    return True


def _count_apart(a: ClaimSide, b: ClaimSide) -> bool:
    """Whether the sides give other figures for one thing, of one time as far as they tell, and no figure in common."""
    if a.values.get("date", b.values.get("date")) != b.values.get("date", a.values.get("date")):
        return False
    common = {str(v) for v in a.values.values()} & {str(v) for v in b.values.values()}
    return not common and any(b.values.get(k, v) != v for k, v in a.values.items())


def _cited(groups: Iterable[Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """Passages in the order given, one for each report first."""
    passages = list(dict.fromkeys(e for group in groups for e in group))
    firsts = list({e.report: e for e in reversed(passages)}.values())
    ordered = sorted(passages, key=lambda e: e not in firsts)
    return tuple(ordered[:CITED])


_NEGATION = re.compile(r"(?i)\b(?:not|never|no|nobody|none|cannot|without)\b|n['\u2019]t\b")
# Somebody unnamed, called as at the beginning of a sentence: "A second official", "Two people".
_NOUN_PHRASE = re.compile(r"[A-Z][a-z]* [a-z]")
_QUOTATION = re.compile("\u201c([^\u201c\u201d]*)\u201d")


def _content(words: str) -> frozenset[str]:
    """The words that tell something, without case, accents, the plural s, and words that most reports use."""
    common = common_words()
    folded = (stem(fold(m.group())) for m in WORD.finditer(words))
    return frozenset(w for w in folded if common.get(w, 0.0) < COMMON)


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(1, min(len(some), len(others)))
