"""The stories at hand: assembled once for what they are made from, in a process of their own, and pages kept as bytes.

Assembling takes up to some seconds of pure computing. In this process it would hold up every other reader, so another
one does it; while a build is changing a story, readers are given the last telling until the new one is there.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import ParamSpec, TypeVar

from stemma import desk
from stemma.errors import UsageError
from stemma.exports.views import Dossier, dossier
from stemma.records import Story
from stemma.settings import Settings

STORIES_KEPT = 400
"""Tellings in memory: 40 stories at 10 days each. One of 26 reports takes about 10 MB, most take a tenth of it."""
PAGES_BYTES = 96_000_000
"""Rendered pages in memory."""
PATIENCE_SECONDS = 0.15
"""So long a reader waits for what a build has changed before the last telling is given instead."""
Signature = tuple[int, ...]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A story on the list, and what it would be made from now."""

    summary: desk.Summary
    made_from: str

    @property
    def id(self) -> str:
        """The story's id."""
        return self.summary.group.id


@dataclass(frozen=True)
class Told:
    """A story as it was told, and what it was made from."""

    story: Story
    made_from: str

    @cached_property
    def dossier(self) -> Dossier:
        """Its views, made once."""
        return dossier(self.story)

    @cached_property
    def names(self) -> frozenset[str]:
        """What its actors are called, without case."""
        return frozenset(actor.name.casefold() for actor in self.story.actors)


@dataclass(frozen=True, slots=True)
class Listing:
    """All stories of the store at one moment, the latest first."""

    stories: tuple[Shelved, ...]
    mark: str
    """Changes whenever one of them does."""


class Shelf:
    """What the pages are made of. Threads may share it."""

    def __init__(self, settings: Settings, *, processes: bool = True) -> None:
        self.settings = settings
        self._lock = Lock()
        self._told: OrderedDict[tuple[str, str | None], Told] = OrderedDict()
        self._waiting: dict[tuple[str, str | None, str], Future[Told]] = {}
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._listing: Listing | None = None
        self._signature: Signature = ()
        self._listed: Future[Listing] | None = None
        self._decided = 0
        self._closed = False
        self._threads = ThreadPoolExecutor(8, thread_name_prefix="shelf")
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """Let go of threads and processes."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    # --- the list --------------------------------------------------------------------------------------------------

    def listing(self) -> Listing:
        """The stories as they stand; while the store is being written to, as they stood a moment ago."""
        signature = self._sign()
        with self._lock:
            if self._listing is not None and signature == self._signature:
                return self._listing
            if self._listed is None:
                self._listed = self._threads.submit(self._list, signature)
            waiting, before = self._listed, self._listing
        if before is None:
            return waiting.result()
        with contextlib.suppress(TimeoutError):
            return waiting.result(PATIENCE_SECONDS)
        return before

    def refresh(self) -> Listing:
        """The stories as they stand, after what was just decided; nothing told before a decision is given any more."""
        with self._lock:
            self._decided += 1
        listing = self.renew()
        now = {shelved.id: shelved.made_from for shelved in listing.stories}
        with self._lock:
            for key in [key for key, told in self._told.items() if now.get(key[0]) != told.made_from]:
                del self._told[key]
        return listing

    def renew(self) -> Listing:
        """The stories as they stand, after a build."""
        return self._list(self._sign())

    def _list(self, signature: Signature) -> Listing:
        try:
            found = tuple(Shelved(t.summary, t.made_from) for t in desk.tellings(self.settings))
            listing = Listing(found, desk.marked(t.made_from for t in found))
            with self._lock:
                self._listing, self._signature = listing, signature
            return listing
        finally:
            with self._lock:
                self._listed = None

    def _sign(self) -> Signature:
        """Changes with every transaction on the file, without opening it."""
        out: list[int] = []
        path = os.fspath(self.settings.database)
        for name in (path, f"{path}-wal"):
            try:
                about = os.stat(name)  # noqa: PTH116 - the quickest way, on every request
            except OSError:
                continue
            if about.st_size:  # an empty log is there whenever somebody reads
                out += [about.st_mtime_ns, about.st_size]
        return tuple(out)

    def find(self, name: str) -> Shelved:
        """The story called `name`: its id, the id after one of its reports, or a beginning of either."""
        stories = self.listing().stories
        asked = "r" + name.removeprefix("s")
        for matches in (
            [s for s in stories if s.id == name],
            [s for s in stories if asked in s.summary.group.reports],
            [s for s in stories if name and s.id.startswith(name)],
        ):
            if len(matches) == 1:
                return matches[0]
        raise UsageError(f"No story {name!r} in {self.settings.database}.", remedy="Choose one from the list.")

    # --- tellings --------------------------------------------------------------------------------------------------

    def story(self, shelved: Shelved, as_of: str | None = None) -> Told:
        """The story as it stands at the end of a day, or with all its reports."""
        told, coming = self._asked(shelved, as_of)
        if coming is None:
            assert told is not None
            return told
        if told is None:
            return coming.result()
        with contextlib.suppress(TimeoutError):
            return coming.result(PATIENCE_SECONDS)
        return told

    def at_hand(self, shelved: Shelved) -> Told | None:
        """The last telling of a story; a newer one is asked for and not waited for. None if it was never told."""
        with self._lock:
            known = (shelved.id, None) in self._told
        return self._asked(shelved, None)[0] if known else None

    def _asked(self, shelved: Shelved, as_of: str | None) -> tuple[Told | None, Future[Told] | None]:
        """The last telling, and the one to come where the story has changed since."""
        key = (shelved.id, as_of)
        with self._lock:
            told = self._told.get(key)
            if told is not None:
                self._told.move_to_end(key)
                if told.made_from == shelved.made_from:
                    return told, None
            asked = (*key, shelved.made_from)
            if asked not in self._waiting:
                self._waiting[asked] = self._threads.submit(self._tell, shelved, as_of, self._decided)
            return told, self._waiting[asked]

    def _tell(self, shelved: Shelved, as_of: str | None, decided: int) -> Told:
        key = (shelved.id, as_of)
        try:
            told = Told(self._assembled(shelved.id, as_of), shelved.made_from)
            with self._lock:
                if decided == self._decided:
                    self._told[key] = told
                while len(self._told) > STORIES_KEPT:
                    self._told.popitem(last=False)
            return told
        finally:
            with self._lock:
                self._waiting.pop((*key, shelved.made_from), None)

    def _assembled(self, story: str, as_of: str | None) -> Story:
        return self.apart(_assemble, self.settings, story, as_of)

    def apart(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work`, computed outside this process where that is wanted; it must be importable."""
        if not self._processes:
            return work(*args, **kwargs)
        try:
            return self._workers().submit(work, *args, **kwargs).result()
        except BrokenProcessPool:  # somebody killed it: once more, in a new one
            return self._workers(anew=True).submit(work, *args, **kwargs).result()

    def _workers(self, *, anew: bool = False) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None or anew:
                self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            return self._pool

    def warm(self) -> None:
        """Tell every story that nobody asked for yet, one at a time, so that whoever asks need not wait."""
        started = monotonic()
        for shelved in self.listing().stories:
            if self._closed or monotonic() - started > WARM_SECONDS:
                return
            with contextlib.suppress(RuntimeError, CancelledError):  # closed in the midst of it
                self.story(shelved)

    # --- pages -----------------------------------------------------------------------------------------------------

    def page(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The page for `key`, made once; `key` must hold all that it is made from."""
        with self._lock:
            kept = self._pages.get(key)
            if kept is not None:
                self._pages.move_to_end(key)
                return kept
        made = make()
        with self._lock:
            if key not in self._pages:
                self._pages[key] = made
                self._size += len(made)
            while self._size > PAGES_BYTES and len(self._pages) > 1:
                _, gone = self._pages.popitem(last=False)
                self._size -= len(gone)
        return made

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """A small value for `key`, made once; `key` must hold all that it is made from."""
        with self._lock:
            if key in self._values:
                return self._values[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._values[key] = made
            while len(self._values) > VALUES_KEPT:
                self._values.popitem(last=False)
        return made


VALUES_KEPT = 2_000
WARM_SECONDS = 120.0
"""So long after its start a server tells stories unasked."""


def _assemble(settings: Settings, story: str, as_of: str | None) -> Story:
    """Runs in the process that assembles."""
    return desk.story(settings, story, as_of=as_of)
