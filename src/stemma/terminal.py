"""What people see: readings and stories as text for a terminal, lists of refusals, and how far a build has come.

Words of reports are hostile input: they are never taken for markup, and control characters in them never reach the
terminal.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from stemma.checkup import Finding
from stemma.desk import BuildResult, Summary
from stemma.exports.chronology import in_words, limits
from stemma.exports.wording import count, listed, manner, span_of_time, when
from stemma.records import Attribution, Judgement, Reading, Rejected, ReportHead, Story
from stemma.spans import Span

WIDTH = 100
"""Columns where the output is no terminal, and the most that is used in one: longer lines tire the eye."""
QUIET_SECONDS = 1.5
"""Nothing is said about runs that are over before this."""
PLAIN_SECONDS = 5.0
"""Between two lines of progress where there is no terminal to draw on."""


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
    return ("" if first else "\n") + _drawn(Group(*parts))


def story(told: Story) -> str:
    """One story: its title, its timeline, then each report with who said what."""
    names = {actor.id: actor.name for actor in told.actors}
    line = [told.id, span_of_time(told.from_, told.to), count(len(told.readings), "report")]
    if told.as_of:
        line.append(f"as of {told.as_of}")
    parts: list[RenderableType] = [Text(_plain(told.title), "bold"), Text(" · ".join(line), "dim"), *_timeline(told)]
    for number, read in enumerate(told.readings, 1):
        here = [entry.attribution for entry in told.attributions if entry.report == read.id]
        parts += [Text(), *_head(read.report.report, number), Text(), *_said(read, here, names, indent=2)]
    return _drawn(Group(*parts))


def actors(told: Story, decided: Sequence[Judgement]) -> str:
    """A story's actors: name, roles, members, and why those were joined; then the judgements that hold."""
    names = {(read.id, actor.id): actor.name for read in told.readings for actor in read.actors}
    parts: list[RenderableType] = []
    for actor in told.actors:
        about = [actor.id, actor.type.replace("_", " "), count(len({m.report for m in actor.members}), "report")]
        parts.append(Text.assemble((_plain(actor.name), "bold cyan"), (f" · {' · '.join(about)}", "dim")))
        lines = [f"{listed(list(actor.roles))}"] if actor.roles else []
        lines += [f"contradict each other: {' / '.join(conflict.roles)}" for conflict in actor.role_conflicts]
        lines += [f"{member.report}:{member.actor} {names[member.report, member.actor]}" for member in actor.members]
        lines += [f"joined ({merge.score:.2f}): {merge.reason}" for merge in actor.merges]
        parts += [Padding(Text(_plain(line)), (0, 0, 0, 4)) for line in lines]
    parts += [Text(judged(judgement)) for judgement in decided]
    return _drawn(Group(*parts))


def judged(judgement: Judgement, *, undone: bool = False) -> str:
    """One judgement as a line."""
    verdict = {"same": "is", "different": "is not", "unsure": "may or may not be"}[judgement.verdict]
    members = [f"({m.report}:{m.actor})" for m in (judgement.one, judgement.other)]
    words = f"{_plain(judgement.one_name)} {members[0]} {verdict} {_plain(judgement.other_name)} {members[1]}"
    made = f"{_plain(judgement.who)}, {judgement.when[:10]}"
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
        outlets = dict.fromkeys(_plain(head.outlet) for head in summary.reports if head.outlet)
        title = Text.assemble((_plain(group.title), "bold"), *([("\n" + ", ".join(outlets), "dim")] if outlets else []))
        table.add_row(group.id, span_of_time(group.from_, group.to), count(len(group.reports), "report"), title)
    return _drawn(table)


def checks(findings: Sequence[Finding], refused: Sequence[Rejected]) -> str:
    """The doctor's findings, remedies below what is not well, then quarantine."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for finding in findings:
        mark = Text("ok", "green") if finding.ok else Text("NOT OK", "bold red")
        detail = _plain(finding.detail) + (f"\n{_plain(finding.remedy)}" if finding.remedy else "")
        table.add_row(mark, finding.name, Text(detail))
    return _drawn(table) + (f"\n\n{refusals(refused)}" if refused else "")


def refusals(refused: Sequence[Rejected]) -> str:
    """What could not be used: code, path, reason and remedy, one line each."""
    width = max(len(entry.code) for entry in refused)
    lines = [f"quarantine: {count(len(refused), 'input')} could not be used"]
    for entry in refused:
        words = (f"{_plain(entry.path)}:", _plain(entry.reason), _plain(entry.remedy))
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
        table.add_row(in_words(entry.time), Text.assemble(_plain(entry.label), (f" · {' · '.join(notes)}", "dim")))
    return [Text(), table] if told.timeline else []


# --- the parts of a reading ------------------------------------------------------------------------------------------


def _head(head: ReportHead, number: int | None = None) -> list[RenderableType]:
    """Title, then outlet, date and path; in a story with the number the timeline calls the report by."""
    said = when(head.published)
    line = [_plain(head.outlet or "outlet unknown"), said.text + (f" ({said.basis})" if said.basis else "")]
    return [
        Text.assemble((f"{number}  " if number else "", "cyan"), (_plain(head.title or "Untitled report"), "bold")),
        Text.assemble(" · ".join(line), (f" · {_plain(head.path)}", "dim")),
    ]


def _said(
    read: Reading, attributions: Iterable[Attribution], names: Mapping[str, str], *, indent: int
) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for entry in attributions:
        left = indent + (2 if entry.layer == "nested" else 0)
        place = entry.content or entry.cue or entry.source
        told = [*_words(read.text, entry.cue), entry.form, *manner(entry)]
        about = " · ".join([*told, f"{place[0].start}–{place[-1].end}"])
        lines.append(Padding(Text.assemble(_speaker(read, entry, names), (f" · {about}", "dim")), (0, 0, 0, left)))
        words = " … ".join(_words(read.text, (_with_marks(read.text, span) for span in entry.content)))
        lines.append(Padding(Text(words), (0, 0, 0, left + 4)))
    return lines or [Padding(Text("Nobody is quoted.", "dim"), (0, 0, 0, indent))]


def _speaker(read: Reading, entry: Attribution, names: Mapping[str, str]) -> Text:
    """The speaker's name, with the report's own words for them where they say something else ("he", a title)."""
    words = " … ".join(_words(read.text, entry.source))
    speakers = entry.speakers or ((entry.speaker,) if entry.speaker else ())
    name = listed([_plain(names[id_]) for id_ in speakers if id_ in names])
    if not name:
        return Text(words or "source not named", "italic cyan" if words else "italic dim")
    before, found, after = words.partition(name)
    if found:
        return Text.assemble((before, "cyan"), (name, "bold cyan"), (after, "cyan"))
    said = Text(name, "bold cyan")
    return said if f" {words} " in f" {name} " else Text.assemble(said, (f" ({words})", "cyan"))


def _words(text: str, spans: Iterable[Span]) -> list[str]:
    return [_plain(span.cut(text)) for span in spans]


def _with_marks(text: str, span: Span) -> Span:
    """The span and the quotation marks that the report puts right around it."""
    start = span.start - (text[max(span.start - 1, 0)] in _OPENING)
    return Span(max(start, 0), span.end + (text[span.end : span.end + 1] in _CLOSING))


def _plain(text: str) -> str:
    """On one line, without anything that a terminal would obey (escapes, right-to-left overrides)."""
    kept = (c for c in " ".join(text.split()) if unicodedata.category(c) != "Cc" and c not in _OVERRIDES)
    return "".join(kept)


_OPENING = frozenset('"\u201c\u2018\u201e\u00ab')
_CLOSING = frozenset('"\u201d\u2019\u201c\u00bb')
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _drawn(what: RenderableType) -> str:
    """The text that standard output shows: with colours where it is a terminal that has them."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    with console.capture() as captured:
        console.print(what)
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n"))


class Meter:
    """How far a run has come, on standard error: a bar in a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._began = self._last = monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._stage = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """See `stemma.desk.Progress`."""
        now = monotonic()
        if now - self._began < QUIET_SECONDS:
            return
        if sys.stderr.isatty():
            self._draw(stage, done, total)
        elif now - self._last >= PLAIN_SECONDS:
            self._last = now
            sys.stderr.write(f"{stage}: {done:,}" + (f" of {total:,}" if total else "") + "\n")
            sys.stderr.flush()

    def _draw(self, stage: str, done: int, total: int | None) -> None:
        if self._bar is None:
            columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        if self._task is None or stage != self._stage:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task, self._stage = self._bar.add_task(stage, total=total), stage
        self._bar.update(self._task, completed=done, total=total)
