"""How far a run has come, on standard error."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

QUIET_SECONDS = 1.5
"""Nothing is said about runs that are over before this."""
PLAIN_SECONDS = 5.0
"""Between two lines of progress where there is no terminal to draw on."""


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
