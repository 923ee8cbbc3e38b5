"""A report's page: its text as published, what was read in it in place and in the margin, another report beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.errors import UsageError
from stemma.exports import wording
from stemma.exports.addresses import web_address
from stemma.exports.saying import Item
from stemma.exports.views import ReportView
from stemma.records import Attribution, Claim, Evidence, LineageEdge, Reading, Story, StoryActor
from stemma.spans import Span
from stemma.web.shelf import Told
from stemma.web.texts import BlockText, Mark, blocks_of

LAYERS = ("said", "actors", "times", "rules")


class Elsewhere(NamedTuple):
    """The same matter in another report."""

    report: int
    report_id: str
    place: Evidence
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says of one attribution."""

    item: Item
    speaker: str | None
    """The story actor's id."""
    claims: tuple[tuple[int, Claim], ...]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the notes whose words end in it."""

    text: BlockText
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A report's page."""

    view: ReportView
    reading: Reading
    parts: tuple[Part, ...]
    link: str | None
    selected: str
    """The words the address points at."""
    lost: bool
    """Whether the address points at words that are not there."""


def find(told: Told, report: str) -> tuple[int, Reading]:
    """A report of the story by its id, with its number. Raises UsageError where the story has none such."""
    for number, reading in enumerate(told.story.readings, 1):
        if reading.id == report:
            return number, reading
    when = f" as of {told.story.as_of}" if told.story.as_of else ""
    raise UsageError(f"No report {report!r} in this story{when}.", remedy="Choose one from the story's list.")


def report_page(told: Told, report: str, *, selected: Sequence[Span] = (), shared: Sequence[Mark] = ()) -> Page:
    """The page of a report with some words selected; `shared` are passages that another report has too."""
    number, reading = find(told, report)
    notes = [*_notes(told, reading, number)]
    marks = [*_marks(told.story, reading, notes), *shared, *(Mark(span, "at") for span in selected)]
    blocks = blocks_of(reading, marks)
    return Page(
        view=told.dossier.reports[number - 1],
        reading=reading,
        parts=tuple(_parts(blocks, notes)),
        link=web_address(reading.report.report.url),
        selected=" … ".join(span.cut(reading.text) for span in selected),
        lost=False,
    )


def selection(reading: Reading, *, at: Span | None, date: bool, said: str | None) -> tuple[Span, ...]:
    """The words an address selects: a span, the words the date was read from, or an attribution's own."""
    if date:
        return reading.report.report.published.evidence
    if said:
        found = next((a for a in reading.attributions if said in {a.id, wording_anchor(a.id)}), None)
        return (found.content or found.cue or found.source) if found else ()
    return (at,) if at else ()


def wording_anchor(id_: str) -> str:
    """An attribution's id as the anchors of a dossier write it."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else "_" for c in id_)


def _parts(blocks: Sequence[BlockText], notes: Sequence[Note]) -> Iterator[Part]:
    waiting = sorted(notes, key=lambda n: _end(n.item))
    for block in blocks:
        here = []
        while waiting and _end(waiting[0].item) <= block.block.end:
            here.append(waiting.pop(0))
        yield Part(block, tuple(here))


def _end(item: Item) -> int:
    told = item.attribution
    return max(span.end for span in told.content or told.cue or told.source)


# --- what is marked --------------------------------------------------------------------------------------------------


def _marks(story: Story, reading: Reading, notes: Sequence[Note]) -> Iterator[Mark]:
    names = {(m.report, m.actor): actor.name for actor in story.actors for m in actor.members}
    for note in notes:
        number, found = str(note.item.number), note.item.attribution
        yield from (Mark(span, "source", number) for span in found.source)
        yield from (Mark(span, "cue", number) for span in found.cue)
        yield from (Mark(span, "content", number) for span in found.content)
    for mention in reading.mentions:
        if mention.actor and (name := names.get((reading.id, mention.actor))):
            yield Mark(mention.span, "actor", name)
    for time in reading.times:
        yield Mark(time.span, "time", time.value or time.relative or "a time that the report leaves open")
    for rule in reading.rules:
        yield from (Mark(span, "rule", f"{rule.modality}, {rule.status}") for span in rule.evidence)
    yield from (Mark(span, "date") for span in reading.report.report.published.evidence)


def _notes(told: Told, reading: Reading, number: int) -> Iterator[Note]:
    actors = {a.id for a in told.story.actors}
    claims = _claims_of(told.story, reading.id)
    twins = _twins(told.story, reading.id)
    numbers = {r.id: n for n, r in enumerate(told.story.readings, 1)}
    for item in _items(told):
        if item.report != number:
            continue
        found = item.attribution
        held = claims.get(found.id, ())
        spans = found.content or found.cue or found.source
        elsewhere = [*_sides(held, reading.id, numbers), *_same_words(spans, twins, numbers)]
        once = {(e.report, e.place.start): e for e in reversed(elsewhere)}
        yield Note(
            item,
            found.speaker if found.speaker in actors else None,
            held,
            tuple(sorted(once.values(), key=lambda e: (e.report, e.place.start))),
        )


def _items(told: Told) -> Iterator[Item]:
    """Every item of the dossier, whoever it is under."""
    for speaker in (*told.dossier.speakers, *told.dossier.unnamed):
        yield from speaker.items


def _claims_of(story: Story, report: str) -> Mapping[str, tuple[tuple[int, Claim], ...]]:
    """The claims that each attribution of a report carries, with their numbers."""
    out: dict[str, tuple[tuple[int, Claim], ...]] = {}
    for number, claim in enumerate(story.claims, 1):
        for said in dict.fromkeys(s.attribution for s in claim.sides if s.report == report and s.attribution):
            out[said] = (*out.get(said, ()), (number, claim))
    return out


def _sides(claims: Sequence[tuple[int, Claim]], report: str, numbers: Mapping[str, int]) -> Iterator[Elsewhere]:
    for number, claim in claims:
        for side in claim.sides:
            if side.report != report and side.evidence and side.report in numbers:
                yield Elsewhere(numbers[side.report], side.report, side.evidence[0], f"claim {number}")


def _twins(story: Story, report: str) -> list[tuple[Evidence, Evidence]]:
    """Pairs of passages, here and elsewhere, in which one utterance stands."""
    out = []
    for edge in story.lineage.edges:
        if edge.kind == "same-utterance":
            pairs = _pairs(edge)
            out += [(b, a) if a.report != report else (a, b) for a, b in pairs if report in {a.report, b.report}]
    return out


def _pairs(edge: LineageEdge) -> list[tuple[Evidence, Evidence]]:
    return list(zip(edge.evidence[::2], edge.evidence[1::2], strict=False))


def _same_words(
    spans: Sequence[Span], twins: Sequence[tuple[Evidence, Evidence]], numbers: Mapping[str, int]
) -> Iterator[Elsewhere]:
    for here, there in twins:
        if there.report in numbers and any(s.start < here.end and here.start < s.end for s in spans):
            yield Elsewhere(numbers[there.report], there.report, there, "the same utterance")


def retold(story: Story, report: str, told: Attribution) -> tuple[Elsewhere, ...]:
    """Where other reports tell the same utterance, once for each report."""
    numbers = {r.id: n for n, r in enumerate(story.readings, 1)}
    spans = told.content or told.cue or told.source
    found = sorted(_same_words(spans, _twins(story, report), numbers), key=lambda e: (e.report, e.place.start))
    return tuple({e.report: e for e in reversed(found)}.values())[::-1]


# --- beside another report -------------------------------------------------------------------------------------------


class Joined(NamedTuple):
    """A passage that two reports share: its number on the page and its place in both."""

    number: int
    here: Span
    there: Span


def shared_passages(one: Reading, other: Reading) -> tuple[Joined, ...]:
    """Runs of text that stand in both reports, in order of the first."""
    from stemma.stories.copies import copies  # noqa: PLC0415 - brings scipy, and few pages need it

    found = copies((one, other))
    runs = [run for copy in found for run in copy.runs]
    return tuple(Joined(n, run.one, run.other) for n, run in enumerate(runs, 1))


def actor_named(actors: Sequence[StoryActor], id_: str) -> StoryActor:
    """An actor of a story by its id, or a beginning of it. Raises UsageError where there is none."""
    found = [a for a in actors if a.id == id_] or [a for a in actors if id_ and a.id.startswith(id_)]
    if len(found) == 1:
        return found[0]
    raise UsageError(f"No actor {id_!r} in this story.", remedy="Choose one from the story's cast.")


def when(reading: Reading) -> wording.When:
    """When a report was published, in words."""
    return wording.when(reading.report.report.published)
