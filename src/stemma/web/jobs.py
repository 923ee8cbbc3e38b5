"""Adding reports while people read on: each job in a process of its own, one after the other, its progress told.

A job's inputs stay in memory until they are read; what was refused stays a while longer, to be tried again as text.
"""

from __future__ import annotations

import multiprocessing
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Literal, get_args

from stemma import desk
from stemma.errors import StemmaError
from stemma.records import RawItem, Rejected
from stemma.settings import Settings
from stemma.sources import as_text, fetch

KEPT = 100
"""Jobs that can still be looked at."""
HELD_BYTES = 128_000_000
"""What was refused is held for another try, the latest of it."""
State = Literal["waiting", "fetching", "starting", "filing", "reading", "grouping", "done", "failed"]
STATES = get_args(State)
Item = RawItem | Rejected


@dataclass(slots=True)
class Job:
    """One request to add reports."""

    id: str
    state: State = "waiting"
    done: int = 0
    total: int | None = None
    result: desk.BuildResult | None = None
    error: str = ""
    remedy: str = ""
    paths: tuple[str, ...] = ()
    """Where the reports came from, once that is known."""
    pending: list[Item] = field(default_factory=list)
    addresses: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "failed"}


class Jobs:
    """The queue. Threads may share it."""

    def __init__(self, settings: Settings, *, private: bool, after: Callable[[], object]) -> None:
        self._settings, self._private, self._after = settings, private, after
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = Lock()
        self._worker: Thread | None = None

    def add(self, items: Sequence[Item], addresses: Sequence[str] = ()) -> Job:
        """Put inputs in the queue."""
        job = Job(secrets.token_hex(6), pending=list(items), addresses=tuple(addresses))
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            if self._worker is None:
                self._worker = Thread(target=self._work, name="jobs", daemon=True)
                self._worker.start()
        self._queue.put(job)
        return job

    def find(self, id_: str) -> Job | None:
        """A job by its id."""
        with self._lock:
            return self._jobs.get(id_)

    def close(self) -> None:
        """Take no more."""
        self._queue.put(None)

    def again(self, path: str) -> RawItem | None:
        """What was refused under a path, as plain text; None where it is not held any more."""
        with self._lock:
            content = self._held.get(path)
        return as_text(path, content) if content is not None else None

    def held(self, path: str) -> bool:
        """Whether it can be tried again."""
        with self._lock:
            return path in self._held

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                self._run(job)
            except StemmaError as error:
                job.error, job.remedy, job.state = error.message, error.remedy, "failed"
            except Exception as error:  # noqa: BLE001 - one job's failure is told on its page and harms no other
                job.error, job.state = f"{type(error).__name__}: {error}", "failed"
                job.remedy = "Please report this with what you added."

    def _run(self, job: Job) -> None:
        items = job.pending
        for n, address in enumerate(job.addresses):
            job.state, job.done, job.total = "fetching", n, len(job.addresses)
            items.append(fetch(address, max_bytes=self._settings.max_bytes, private=self._private))
        job.paths = tuple(dict.fromkeys(item.path for item in items))
        job.state, job.done, job.total = "starting", 0, None
        result = self._built(job, items)
        refused = {r.path for r in result.quarantined}
        self._hold([i for i in items if isinstance(i, RawItem) and i.path in refused])
        job.pending = []
        self._after()
        job.result, job.state = result, "done"

    def _built(self, job: Job, items: Sequence[Item]) -> desk.BuildResult:
        """Build in a process of its own, which may take all of a processor without holding anybody up here."""
        context = multiprocessing.get_context("spawn")
        mine, theirs = context.Pipe()
        process = context.Process(target=_build, args=(self._settings, list(items), theirs), daemon=True)
        process.start()
        theirs.close()
        try:
            while True:
                told = mine.recv()
                if isinstance(told, desk.BuildResult):
                    return told
                if isinstance(told, StemmaError):
                    raise told
                job.state, job.done, job.total = told
        except EOFError:
            process.join()
            raise StemmaError(
                f"Reading broke off (exit code {process.exitcode}).",
                remedy="What was read is kept; add the rest again.",
            ) from None
        finally:
            mine.close()
            process.join()

    def _hold(self, refused: Sequence[RawItem]) -> None:
        with self._lock:
            for item in refused:
                content = item.content.encode("utf-8", "replace") if isinstance(item.content, str) else item.content
                self._held[item.path] = content
            while sum(map(len, self._held.values())) > HELD_BYTES:
                self._held.popitem(last=False)


def _build(settings: Settings, items: Sequence[Item], to: Connection) -> None:
    """Runs in the process that builds."""

    def progress(stage: str, done: int, total: int | None) -> None:
        to.send((stage, done, total))

    try:
        to.send(desk.build([], settings, items=items, progress=progress))
    except StemmaError as error:
        failure = StemmaError(error.message, remedy=error.remedy)
        to.send(failure)
