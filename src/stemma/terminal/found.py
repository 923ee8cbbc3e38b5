"""What a search found, and what one actor said, as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from stemma.exports.wording import count, manner, when
from stemma.records import ReportHead
from stemma.spans import Span
from stemma.store import Hit
from stemma.terminal.drawing import drawn, plain

if TYPE_CHECKING:
    from stemma.desk import Saying


def hits(found: Sequence[Hit], query: str) -> str:
    """A search's hits: where, then the passages with the words that were asked for set off."""
    if not found:
        return f"nothing found for {plain(query)}"
    parts: list[RenderableType] = []
    for hit in found:
        parts += [] if not parts else [Text()]
        parts.append(_where(hit.report, hit.story))
        speaker = [(f"{plain(hit.speaker)}: ", "bold cyan")] if hit.speaker else []
        parts += [
            Padding(Text.assemble(*speaker, *_set_off(p.quote, p.start, hit.marks)), (0, 0, 0, 4)) for p in hit.passages
        ]
    return drawn(Group(*parts))


def said(found: Sequence[Saying], name: str) -> str:
    """What one actor said, by story, actor and report."""
    if not found:
        return f"nothing said by {plain(name)}"
    parts: list[RenderableType] = []
    for (story, title, who, roles), told in groupby(found, key=lambda s: (s.story, s.title, s.name, s.roles)):
        sayings = list(told)
        parts += [] if not parts else [Text()]
        parts.append(
            Text.assemble((plain(who), "bold cyan"), (f" · {plain(', '.join(roles))}" if roles else "", "dim"))
        )
        parts.append(Text(" · ".join([plain(title), story, count(len(sayings), "attribution")]), "dim"))
        for _, here in groupby(sayings, key=lambda s: s.report.id):
            entries = list(here)
            parts.append(Padding(_where(entries[0].report, None), (0, 0, 0, 2)))
            parts += [Padding(_line(entry), (0, 0, 0, 4)) for entry in entries]
    return drawn(Group(*parts))


def _line(saying: Saying) -> Text:
    about = ", ".join([saying.attribution.form, *manner(saying.attribution)])
    return Text.assemble(" … ".join(map(plain, saying.words)), (f" · {about}", "dim"))


def _where(head: ReportHead, story: str | None) -> Text:
    line = [plain(head.outlet or "outlet unknown"), when(head.published).text, *([story] if story else [])]
    return Text.assemble((plain(head.title or "Untitled report"), "bold"), (f" · {' · '.join(line)}", "dim"))


def _set_off(quote: str, start: int, marks: Sequence[Span]) -> list[str | tuple[str, str]]:
    """The quote in pieces, the marked ones in bold."""
    out: list[str | tuple[str, str]] = []
    at = 0
    for mark in marks:
        a, b = mark.start - start, mark.end - start
        if at <= a and b <= len(quote):
            out += [_flat(quote[at:a]), (_flat(quote[a:b]), "bold yellow")]
            at = b
    return [*out, _flat(quote[at:])]


def _flat(piece: str) -> str:
    """Like `plain`, with the spaces at both ends kept: pieces are joined again."""
    left, right = piece[:1].isspace(), piece[-1:].isspace()
    return f"{' ' * left}{plain(piece)}{' ' * (right and bool(piece.strip()))}"
