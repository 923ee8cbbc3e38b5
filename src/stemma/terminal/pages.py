"""Readings, stories, actors and checks as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stemma.exports.chronology import in_words, limits
from stemma.exports.wording import count, listed, manner, span_of_time, when
from stemma.records import Attribution, Judgement, Reading, Rejected, ReportHead, Story
from stemma.terminal.drawing import drawn, plain, with_marks, words

if TYPE_CHECKING:
    from stemma.checkup import Finding
    from stemma.desk import BuildResult, Summary


def built(result: BuildResult, db: Path, front: Path | None) -> str:
    """What a build did, and where to look."""
    if not result.reports:
        return f"no reports in {db}"
    told = [] if front is None else [f"{count(result.stories, 'story', 'stories')}: {front}"]
    if not result.added and not result.places and not result.read:
        return "\n".join([f"nothing new: {count(result.reports, 'report')} already in {db}", *told])
    news = [f"{count(result.added, 'report')} added"]
    if result.places:
        news.append(f"{count(result.places, 'further place')} of known reports")
    if result.known:
        news.append(f"{result.known:,} already there")
    return "\n".join([f"{', '.join(news)}; {count(result.read, 'report')} read into {db}", *told])


def reading(read: Reading, *, first: bool) -> str:
    """One report: title, outlet and date, then who said what, in text order."""
    names = {actor.id: actor.name for actor in read.actors}
    parts = [*_head(read.report.report), Text(), *_said(read, read.attributions, names, indent=2)]
    return ("" if first else "\n") + drawn(Group(*parts))


def story(told: Story) -> str:
    """One story: its title, its timeline, then each report with who said what."""
    names = {actor.id: actor.name for actor in told.actors}
    line = [told.id, span_of_time(told.from_, told.to), count(len(told.readings), "report")]
    if told.as_of:
        line.append(f"as of {told.as_of}")
    parts: list[RenderableType] = [Text(plain(told.title), "bold"), Text(" · ".join(line), "dim"), *_timeline(told)]
    for number, read in enumerate(told.readings, 1):
        here = [entry.attribution for entry in told.attributions if entry.report == read.id]
        parts += [Text(), *_head(read.report.report, number), Text(), *_said(read, here, names, indent=2)]
    return drawn(Group(*parts))


def actors(told: Story, decided: Sequence[Judgement]) -> str:
    """A story's actors: name, roles, members, and why those were joined; then the judgements that hold."""
    names = {(read.id, actor.id): actor.name for read in told.readings for actor in read.actors}
    parts: list[RenderableType] = []
    for actor in told.actors:
        about = [actor.id, actor.type.replace("_", " "), count(len({m.report for m in actor.members}), "report")]
        parts.append(Text.assemble((plain(actor.name), "bold cyan"), (f" · {' · '.join(about)}", "dim")))
        lines = [f"{listed(list(actor.roles))}"] if actor.roles else []
        lines += [f"contradict each other: {' / '.join(conflict.roles)}" for conflict in actor.role_conflicts]
        lines += [f"{member.report}:{member.actor} {names[member.report, member.actor]}" for member in actor.members]
        lines += [f"joined ({merge.score:.2f}): {merge.reason}" for merge in actor.merges]
        parts += [Padding(Text(plain(line)), (0, 0, 0, 4)) for line in lines]
    parts += [Text(judged(judgement)) for judgement in decided]
    return drawn(Group(*parts))


def judged(judgement: Judgement, *, undone: bool = False) -> str:
    """One judgement as a line."""
    verdict = {"same": "is", "different": "is not", "unsure": "may or may not be"}[judgement.verdict]
    members = [f"({m.report}:{m.actor})" for m in (judgement.one, judgement.other)]
    words = f"{plain(judgement.one_name)} {members[0]} {verdict} {plain(judgement.other_name)} {members[1]}"
    made = f"{plain(judgement.who)}, {judgement.when[:10]}"
    return f"judgement {judgement.number}{' taken back' if undone else ''}: {words} ({made})"


def stories(found: Sequence[Summary], db: Path) -> str:
    """A line for each story: id, days, reports, title, outlets."""
    if not found:
        return f"no stories in {db}"
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for column in ("dim", "", "dim"):
        table.add_column(style=column, no_wrap=True)
    table.add_column()
    for summary in found:
        group = summary.group
        outlets = dict.fromkeys(plain(head.outlet) for head in summary.reports if head.outlet)
        title = Text.assemble((plain(group.title), "bold"), *([("\n" + ", ".join(outlets), "dim")] if outlets else []))
        table.add_row(group.id, span_of_time(group.from_, group.to), count(len(group.reports), "report"), title)
    return drawn(table)


def checks(findings: Sequence[Finding], refused: Sequence[Rejected]) -> str:
    """The doctor's findings, remedies below what is not well, then quarantine."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for finding in findings:
        mark = Text("ok", "green") if finding.ok else Text("NOT OK", "bold red")
        detail = plain(finding.detail) + (f"\n{plain(finding.remedy)}" if finding.remedy else "")
        table.add_row(mark, finding.name, Text(detail))
    return drawn(table) + (f"\n\n{refusals(refused)}" if refused else "")


def refusals(refused: Sequence[Rejected]) -> str:
    """What could not be used: code, path, reason and remedy, one line each."""
    width = max(len(entry.code) for entry in refused)
    lines = [f"quarantine: {count(len(refused), 'input')} could not be used"]
    for entry in refused:
        words = (f"{plain(entry.path)}:", plain(entry.reason), plain(entry.remedy))
        lines.append(f"  {entry.code:<{width}}  {' '.join(word for word in words if word)}")
    return "\n".join(lines)


def _timeline(told: Story) -> list[RenderableType]:
    """The story's timeline: when, what, and what limits it; nothing where there is none."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    numbers = {read.id: str(n) for n, read in enumerate(told.readings, 1)}
    for entry in told.timeline:
        by = list(dict.fromkeys(numbers[e.report] for e in entry.evidence if e.report in numbers))
        notes = [*limits(entry), f"in {'report' if len(by) == 1 else 'reports'} {listed(by)}"]
        table.add_row(in_words(entry.time), Text.assemble(plain(entry.label), (f" · {' · '.join(notes)}", "dim")))
    return [Text(), table] if told.timeline else []


# --- the parts of a reading ------------------------------------------------------------------------------------------


def _head(head: ReportHead, number: int | None = None) -> list[RenderableType]:
    """Title, then outlet, date and path; in a story with the number the timeline calls the report by."""
    said = when(head.published)
    line = [plain(head.outlet or "outlet unknown"), said.text + (f" ({said.basis})" if said.basis else "")]
    return [
        Text.assemble((f"{number}  " if number else "", "cyan"), (plain(head.title or "Untitled report"), "bold")),
        Text.assemble(" · ".join(line), (f" · {plain(head.path)}", "dim")),
    ]


def _said(
    read: Reading, attributions: Iterable[Attribution], names: Mapping[str, str], *, indent: int
) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for entry in attributions:
        left = indent + (2 if entry.layer == "nested" else 0)
        place = entry.content or entry.cue or entry.source
        told = [*words(read.text, entry.cue), entry.form, *manner(entry)]
        about = " · ".join([*told, f"{place[0].start}–{place[-1].end}"])
        lines.append(Padding(Text.assemble(_speaker(read, entry, names), (f" · {about}", "dim")), (0, 0, 0, left)))
        content = " … ".join(words(read.text, (with_marks(read.text, span) for span in entry.content)))
        lines.append(Padding(Text(content), (0, 0, 0, left + 4)))
    return lines or [Padding(Text("Nobody is quoted.", "dim"), (0, 0, 0, indent))]


def _speaker(read: Reading, entry: Attribution, names: Mapping[str, str]) -> Text:
    """The speaker's name, with the report's own words for them where they say something else ("he", a title)."""
    own = " … ".join(words(read.text, entry.source))
    speakers = entry.speakers or ((entry.speaker,) if entry.speaker else ())
    name = listed([plain(names[id_]) for id_ in speakers if id_ in names])
    if not name:
        return Text(own or "source not named", "italic cyan" if own else "italic dim")
    before, found, after = own.partition(name)
    if found:
        return Text.assemble((before, "cyan"), (name, "bold cyan"), (after, "cyan"))
    said = Text(name, "bold cyan")
    return said if f" {own} " in f" {name} " else Text.assemble(said, (f" ({own})", "cyan"))
