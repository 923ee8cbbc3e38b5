"""What changed in a story since a day, as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from stemma.exports.wording import count, day
from stemma.records import Story
from stemma.terminal.drawing import drawn, plain

if TYPE_CHECKING:
    from stemma.stories import Change

MARKS = {"new": ("+", "green"), "changed": ("~", "yellow"), "withdrawn": ("\u2212", "red")}
HEADINGS = {
    "report": "Reports", "claim": "Claims", "rule": "Rules", "position": "Positions", "event": "Timeline",
}  # fmt: skip


def news(told: Story, since: str, found: Sequence[Change]) -> str:
    """What is new, changed or withdrawn, by kind, each with the reports that show it."""
    title = Text(plain(told.title), "bold")
    if not found:
        return drawn(Group(title, Text(f"nothing new since {day(since)}", "dim")))
    parts: list[RenderableType] = [title, Text(f"since {day(since)} · {count(len(found), 'difference')}", "dim")]
    numbers = {read.id: str(n) for n, read in enumerate(told.readings, 1)}
    for kind, entries in groupby(found, key=lambda change: change.kind):
        parts += [Text(), Text(HEADINGS[kind], "bold")]
        parts += [_line(change, numbers) for change in entries]
    return drawn(Group(*parts))


def _line(change: Change, numbers: dict[str, str]) -> RenderableType:
    mark, style = MARKS[change.change]
    notes = [plain(what) for what in change.what]
    by = list(dict.fromkeys(numbers[e.report] for e in change.evidence if e.report in numbers))
    if by:
        notes.append(f"in {'report' if len(by) == 1 else 'reports'} {', '.join(by)}")
    about = f" · {' · '.join(notes)}" if notes else ""
    return Padding(Text.assemble((f"{mark} ", style), plain(change.text), (about, "dim")), (0, 0, 0, 2))
