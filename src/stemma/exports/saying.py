"""Who said what, as the dossier shows it: an item for each attribution, and speakers with what stands under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.errors import RecordError
from stemma.exports import wording
from stemma.exports.addresses import anchor
from stemma.exports.paging import key_spans
from stemma.records import Attribution, Reading, Story, StoryActor
from stemma.spans import Span, check

# The strip of squares behind a speaker's name, one a report: more of them than this no longer fit beside the name.
STRIP_REPORTS = 16
UNNAMED = (
    ("anonymous", "Anonymous", "described, not named; never taken for one another"),
    ("unresolved", "Not resolved", "a pronoun or description that was not tied to a name"),
    ("unstated", "No speaker stated", "the text reports it without saying whose words they are"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One attribution as the list, the card and the text need it."""

    number: int
    said: str
    """Anchor of its entry in the list."""
    told: str
    """Anchor of its words in the report's text."""
    attribution: Attribution
    words: tuple[str, ...]
    """The content, piece by piece, as the text has it."""
    cue: str
    source: str
    """The source's own words; empty where the text names none."""
    speaker: str
    """The speaker's name if known, else the source's own words, else a plain word for their absence."""
    others: tuple[str, ...]
    """The other speakers of a joint source."""
    unnamed: str
    """The report's words for why the speaker is not named; empty where it gives none."""
    report: int
    outlet: str
    date: wording.When
    parent: int | None
    """Number of the item this one lies inside."""

    @property
    def sign(self) -> str:
        """The form's sign, e.g. quotation marks for a direct quotation."""
        return wording.FORM_WORDS[self.attribution.form][0]

    @property
    def form(self) -> str:
        """The form's word."""
        return wording.FORM_WORDS[self.attribution.form][1]

    @property
    def manner(self) -> tuple[str, ...]:
        """The act, and what limits it."""
        return wording.manner(self.attribution)

    @property
    def confidence(self) -> str:
        """How sure the reader was, in percent."""
        return f"{round(self.attribution.confidence * 100)}%"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A heading of the list and what stands under it."""

    key: str
    name: str
    note: str
    items: tuple[Item, ...]
    cells: tuple[int, ...] = ()
    """How many items each report has of this speaker, in the reports' order; empty for one report or too many."""

    @property
    def tally(self) -> str:
        """`7 items in 3 reports`, or how many items where there is one report."""
        reports = len({i.report for i in self.items})
        items = wording.count(len(self.items), "item")
        return f"{items} in {wording.count(reports, 'report')}" if reports > 1 else items


def items_of(story: Story) -> dict[str, tuple[Item, ...]]:
    """The items of each report, in reading order, numbered through the whole story.

    Raises SpanError or RecordError for an attribution that points nowhere.
    """
    readings = {r.id: (n, r) for n, r in enumerate(story.readings, 1)}
    names = {a.id: a.name for a in story.actors}
    lost = [a.report for a in story.attributions if a.report not in readings]
    if lost:
        raise RecordError(f"An attribution points at report {lost[0]!r}, which is not in the story.")
    rows = [(readings[a.report], a.attribution) for a in story.attributions]
    rows.sort(key=lambda row: (row[0][0], _place(row[1]), row[1].id))
    numbers = {(place[1].id, attribution.id): n for n, (place, attribution) in enumerate(rows, 1)}
    found: dict[str, list[Item]] = {}
    for (position, reading), attribution in rows:
        found.setdefault(reading.id, []).append(_item(position, reading, attribution, numbers, names))
    return {report: tuple(items) for report, items in found.items()}


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    if not spans:
        raise RecordError(f"Attribution {attribution.id!r} has no span, so nothing could be shown of it.")
    return min(s.start for s in spans), max(s.end for s in spans)


def _item(
    position: int,
    reading: Reading,
    attribution: Attribution,
    numbers: Mapping[tuple[str, str], int],
    names: Mapping[str, str],
) -> Item:
    def words(spans: Sequence[Span]) -> tuple[str, ...]:
        return tuple(check(s, reading.text, f"attribution {attribution.id}").cut(reading.text) for s in spans)

    source = " \u2026 ".join(words(attribution.source))
    joint = tuple(dict.fromkeys(names[s] for s in attribution.speakers if s in names and s != attribution.speaker))
    head = reading.report.report
    return Item(
        number=numbers[reading.id, attribution.id],
        said=anchor("said", reading.id, attribution.id),
        told=anchor("told", reading.id, attribution.id),
        attribution=attribution,
        words=words(key_spans(attribution)),
        cue=" \u2026 ".join(words(attribution.cue)),
        source=source,
        speaker=names.get(attribution.speaker or "") or source or "No speaker stated",
        others=joint,
        unnamed=" \u2026 ".join(words(attribution.anonymity)),
        report=position,
        outlet=head.outlet or "outlet not stated",
        date=wording.when(head.published),
        parent=numbers.get((reading.id, attribution.parent)) if attribution.parent else None,
    )


def _is_unnamed(item: Item, actors: Mapping[str, StoryActor]) -> bool:
    return item.attribution.speaker not in actors or item.attribution.speaker_type == "anonymous"


def speakers_of(story: Story, items: Sequence[Item]) -> tuple[Speaker, ...]:
    """The named speakers of `items`, most quoted first."""
    actors = {a.id: a for a in story.actors}
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.attribution.speaker is not None and not _is_unnamed(item, actors):
            groups.setdefault(item.attribution.speaker, []).append(item)
    # Most quoted first; who speaks first in the pile comes first among equals (the sort is stable).
    ranked = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple(
        _speaker(f"s{n}", actors[actor].name, ", ".join(actors[actor].roles), found, len(story.readings))
        for n, (actor, found) in enumerate(ranked, 1)
    )


def unnamed_of(story: Story, items: Sequence[Item]) -> tuple[Speaker, ...]:
    """Those that no name could be given, by why that is so."""
    actors = {a.id: a for a in story.actors}
    groups: dict[str, list[Item]] = {}
    for item in items:
        if not _is_unnamed(item, actors):
            continue
        kind = "unstated" if not item.source else "unresolved"
        if item.attribution.speaker_type == "anonymous" and item.source:
            kind = "anonymous"
        groups.setdefault(kind, []).append(item)
    return tuple(
        _speaker(key, name, note, groups[key], len(story.readings)) for key, name, note in UNNAMED if key in groups
    )


def _speaker(key: str, name: str, note: str, items: Sequence[Item], reports: int) -> Speaker:
    fits = 1 < reports <= STRIP_REPORTS
    cells = tuple(sum(i.report == n for i in items) for n in range(1, reports + 1)) if fits else ()
    return Speaker(key=key, name=name, note=note, items=tuple(items), cells=cells)
