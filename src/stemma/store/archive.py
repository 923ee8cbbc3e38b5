"""The archive: reports with their places, quarantine, readings and stories, put in and taken out as records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from stemma.errors import StoreError, UsageError
from stemma.records import (
    Group,
    Reading,
    Record,
    Rejected,
    Report,
    ReportHead,
    content_id,
)
from stemma.store.anchors import check_reading, check_report
from stemma.store.connection import Connection, as_json
from stemma.store.decisions import Decisions
from stemma.store.queries import Query
from stemma.store.schema import UNSEEN
from stemma.store.search import Hit, index_reading, search

Filed = Literal["new report", "new place", "cleaned anew", "known"]

# A report that was met in several places is told by one of them, whole: mixing one outlet's name with another's date
# would invent a report that nobody published. The fullest place wins, so the order of arrival does not matter.
SETTLED = """SELECT report, path, raw, cleaning FROM (
    SELECT *, row_number() OVER (PARTITION BY report ORDER BY fullness DESC, path, raw) AS rank FROM place
) WHERE rank = 1"""


# How a story may be called, the surest first: by its id, the id after one of its reports, the beginning of either.
_STORY_CALLED = (
    "id = ?1",
    "id IN (SELECT story FROM member WHERE 's' || substr(report, 2) = ?1)",
    "substr(id, 1, length(?1)) = ?1",
    "id IN (SELECT story FROM member WHERE substr('s' || substr(report, 2), 1, length(?1)) = ?1)",
)


@dataclass(frozen=True, slots=True)
class Place(Record):
    """Where a report was found: the path shown to people, its URL, and the row's own id."""

    path: str
    url: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Pile:
    """All readings as they were read, and a fingerprint that changes whenever one of them does."""

    fingerprint: str
    readings: tuple[Reading, ...]


class Archive(Decisions):
    """An open store. `write=True` makes the file and migrates it; a reader never changes a row."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self._db = Connection(path, write=write)
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def writing(self) -> AbstractContextManager[None]:
        """A transaction: what is put inside is kept together or not at all."""
        return self._db.transaction()

    @property
    def changes(self) -> int:
        """Rows changed since this archive was opened; unchanged means that nothing was new."""
        return self._db.changes

    # --- what came in ----------------------------------------------------------------------------------------------

    def file(self, report: Report, raw: str) -> Filed:
        """Keep a cleaned report and its place. `raw` is a digest of the input that it was cleaned from."""
        check_report(report)
        head, blocks, sentences = (as_json(report.to_dict()[name]) for name in ("report", "blocks", "sentences"))
        path, cleaning = report.report.path, content_id("c", head, blocks, sentences)
        before = self._db.one("SELECT report, cleaning FROM place WHERE path = ? AND raw = ?", (path, raw))
        # An input that can be used leaves quarantine, unless it is there because this very report could not be read.
        self._db.run("DELETE FROM quarantine WHERE path = ? AND report IS NOT ?", (path, report.id))
        if before == (report.id, cleaning):
            return "known"
        known = self._db.one("SELECT text FROM report WHERE id = ?", (report.id,))
        if known is None:
            self._db.run("INSERT INTO report VALUES (?, ?)", (report.id, report.text))
        elif known[0] != report.text:
            raise StoreError(f"Two texts claim the report id {report.id}.", remedy="This is a defect of stemma.")
        row = (path, raw, report.id, report.report.url, report.report.source_id, _fullness(report.report))
        self._db.run(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, cleaning, head, blocks, sentences),
        )
        if before is not None:
            self._forget_placeless(before[0])
            return "cleaned anew"
        return "new report" if known is None else "new place"

    def _forget_placeless(self, report: str) -> None:
        """A text that a newer cleaner gives differently has no place any more: kept, but no longer read or grouped."""
        places = "SELECT 1 FROM place WHERE place.report = ?1"
        self._db.run(f"DELETE FROM reading WHERE report = ?1 AND NOT EXISTS ({places})", (report,))

    def reject(self, rejected: Rejected, report: str | None = None) -> bool:
        """Put an input, or a kept report that cannot be read, in quarantine. Whether that was news."""
        row = (rejected.path, rejected.code, rejected.reason, rejected.remedy, report)
        if report is not None:
            self._db.run("DELETE FROM reading WHERE report = ?", (report,))
            self._db.run("DELETE FROM quarantine WHERE report = ? AND path <> ?", (report, rejected.path))
        if self._db.one("SELECT * FROM quarantine WHERE path = ?", (rejected.path,)) == row:
            return False
        self._db.run("INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?)", row)
        return True

    def quarantine(self) -> tuple[Rejected, ...]:
        """What could not be used, by path."""
        rows = self._db.run("SELECT path, code, reason, remedy FROM quarantine ORDER BY path")
        return tuple(Rejected(*row) for row in rows)

    def places(self, report: str) -> tuple[Place, ...]:
        """Where a report was found, by path."""
        rows = self._db.run(
            "SELECT DISTINCT path, url, source_id FROM place WHERE report = ? ORDER BY path, raw", (report,)
        )
        return tuple(Place(*row) for row in rows)

    def reports(self, ids: Sequence[str]) -> Iterator[Report]:
        """The reports with these ids, in this order, each as its fullest place tells it."""
        sql = """SELECT report, head, blocks, sentences, text FROM place JOIN report ON id = report
            WHERE report = ? ORDER BY fullness DESC, path, raw LIMIT 1"""
        for id_ in ids:
            row = self._db.one(sql, (id_,))
            if row is None:
                raise UsageError(f"No report {id_} in {self.path}.", remedy="List them with: stemma stories --json")
            parts = zip(("report", "blocks", "sentences"), (json.loads(part) for part in row[1:4]), strict=True)
            yield Report.from_dict({**dict(parts), "text": row[4]})

    # --- what was read ---------------------------------------------------------------------------------------------

    def unread(self, reader: str) -> tuple[str, ...]:
        """Ids of reports that this reader has not read as they now stand, in order."""
        rows = self._db.run(
            f"""SELECT s.report FROM ({SETTLED}) AS s LEFT JOIN reading AS r
                ON r.report = s.report AND r.reader = ? AND r.cleaning = s.cleaning
                WHERE r.report IS NULL ORDER BY s.report""",
            (reader,),
        )
        return tuple(row[0] for row in rows)

    def put_reading(self, reading: Reading, reader: str) -> None:
        """Keep what `reader` read; every span of every layer is checked first. Takes the report out of quarantine."""
        check_reading(reading)
        settled = self._db.one(
            "SELECT cleaning FROM place WHERE report = ? ORDER BY fullness DESC, path, raw LIMIT 1", (reading.id,)
        )
        if settled is None:
            raise StoreError(f"{reading.id} was read but never filed.", remedy="File a report before its reading.")
        self._db.run("DELETE FROM quarantine WHERE report = ?", (reading.id,))
        self._db.run(
            "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", (reading.id, reader, settled[0], _body(reading))
        )
        index_reading(self._db, reading)

    def fingerprint(self) -> str:
        """Changes whenever a reading, or the cleaning behind it, does."""
        rows = self._db.run("SELECT report, reader, cleaning FROM reading ORDER BY report")
        return content_id("p", *(part for row in rows for part in row), length=32)

    def pile(self) -> Pile:
        """All readings as they were read, by report id, with their fingerprint."""
        # Taken first: if another writer comes between, the fingerprint is the older one and the regrouping is repeated.
        fingerprint = self.fingerprint()
        rows = self._db.run("SELECT body, text FROM reading JOIN report ON id = report ORDER BY report")
        return Pile(fingerprint, tuple(_reading(*row) for row in rows))

    def readings(self, ids: Iterable[str]) -> tuple[Reading, ...]:
        """Readings as the whole pile leaves them (repeated blocks unread), in the order of `ids`."""
        sql = """SELECT coalesce(p.body, r.body), text FROM reading AS r JOIN report ON id = r.report
            LEFT JOIN pile_reading AS p ON p.report = r.report WHERE r.report = ?"""
        return tuple(_reading(*row) for id_ in ids if (row := self._db.one(sql, (id_,))))

    def trace(self, ids: Iterable[str]) -> str:
        """Changes whenever what `readings` gives for these ids does."""
        sql = """SELECT r.report, r.reader, r.cleaning, coalesce(p.body, '') FROM reading AS r
            LEFT JOIN pile_reading AS p ON p.report = r.report WHERE r.report = ?"""
        rows = [row for id_ in ids if (row := self._db.one(sql, (id_,)))]
        return content_id("t", *(part for row in rows for part in row), length=32)

    def heads(self, ids: Iterable[str]) -> tuple[ReportHead, ...]:
        """What is known of these reports beside their text, as the whole pile leaves it."""
        sql = """SELECT json_extract(coalesce(p.body, r.body), '$.report') FROM reading AS r
            LEFT JOIN pile_reading AS p ON p.report = r.report WHERE r.report = ?"""
        return tuple(ReportHead.from_dict(json.loads(row[0])) for id_ in ids if (row := self._db.one(sql, (id_,))))

    # --- stories ---------------------------------------------------------------------------------------------------

    def grouped(self) -> str | None:
        """What the stories were last made from: the value given to `put_stories`."""
        row = self._db.one("SELECT value FROM state WHERE name = 'stories'")
        return row[0] if row else None

    def put_stories(self, groups: Sequence[Group], trimmed: Iterable[Reading], made_from: str) -> None:
        """Replace all stories. `trimmed` are readings that the pile changed; `made_from` names what all rests on.

        Rows that stay as they were are left alone, so adding a report touches its own story.
        """
        trimmed = list(trimmed)
        for reading in trimmed:
            check_reading(reading)
        members = ((g.id, seq, report) for g in groups for seq, report in enumerate(g.reports))
        self._replace("member", members)
        self._replace("story", ((g.id, g.to, as_json(g.to_dict())) for g in groups))
        changed = self._replace("pile_reading", ((reading.id, _body(reading)) for reading in trimmed))
        for reading in self.readings(sorted({row[0] for row in changed})):
            index_reading(self._db, reading)
        self._replace("state", [("stories", made_from)])

    def _replace(self, table: str, rows: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
        """Make `rows` all that a table holds, deleting and writing only what differs; returns those rows."""
        wanted, kept = set(rows), set(self._db.run(f"SELECT * FROM {table}"))
        columns = [row[1] for row in self._db.run(f"PRAGMA table_info({table})")]
        same = " AND ".join(f"{column} IS ?" for column in columns)  # a day may be NULL
        for row in sorted(kept - wanted):
            self._db.run(f"DELETE FROM {table} WHERE {same}", row)
        for row in sorted(wanted - kept):
            self._db.run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        return wanted ^ kept

    def groups(self) -> tuple[Group, ...]:
        """All stories, the latest first (by last publication date, then id; undated stories last)."""
        rows = self._db.run("SELECT body FROM story ORDER BY last IS NULL, last DESC, id")
        return tuple(Group.from_dict(json.loads(row[0])) for row in rows)

    def group(self, prefix: str) -> Group:
        """The story whose id is, or alone begins with, `prefix`; raises UsageError otherwise.

        The id after any of its reports leads to a story too, so that ids given before it grew or was joined still do.
        """
        for condition in _STORY_CALLED if prefix else ():
            rows = self._db.run(f"SELECT id, body FROM story WHERE {condition} ORDER BY id", (prefix,))
            if len(rows) > 1:
                some = ", ".join(row[0] for row in rows[:5])
                raise UsageError(f"{prefix!r} begins {len(rows)} story ids ({some}).", remedy="Give more of the id.")
            if rows:
                return Group.from_dict(json.loads(rows[0][1]))
        raise UsageError(f"No story {prefix!r} in {self.path}.", remedy="List them with: stemma stories")

    def search(self, query: Query, *, limit: int = 50, offset: int = 0) -> tuple[Hit, ...]:
        """What is found for a query, the most relevant first."""
        return search(self._db, query, limit=limit, offset=offset)

    def index(self, reading: Reading) -> None:
        """Let what was said in a report be found as this reading has it."""
        index_reading(self._db, reading)

    # --- the whole -------------------------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """Rows of each kind: reports, places, readings, stories, quarantine."""
        counts = {"reports": "SELECT count(DISTINCT report) FROM place"}
        for name, table in (("places", "place"), ("readings", "reading"), ("stories", "story")):
            counts[name] = f"SELECT count(*) FROM {table}"
        counts["quarantine"] = "SELECT count(*) FROM quarantine"
        return {name: self._db.one(sql)[0] for name, sql in counts.items()}

    def dump(self) -> Iterator[str]:
        """Every row of every table as one line of JSON, in an order that rests on content alone."""
        seen = " AND ".join(f"name NOT LIKE '{name}'" for name in ("sqlite%", *UNSEEN))
        tables = self._db.run(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {seen}")
        for (table,) in sorted(tables):
            lines = sorted(as_json([table, *row]) for row in self._db.run(f"SELECT * FROM {table}"))
            yield from lines

    def check(self) -> str:
        """SQLite's own examination of the file: "ok", or what it found first."""
        return str(self._db.one("PRAGMA quick_check(1)")[0])


def _body(reading: Reading) -> str:
    """A reading without its text, which the report's row holds."""
    return as_json({key: value for key, value in reading.to_row().items() if key != "text"})


def _reading(body: str, text: str) -> Reading:
    return Reading.from_dict({**json.loads(body), "text": text})


def _fullness(head: ReportHead) -> int:
    """How much a place knows of its report: one for each field that says something."""
    known = (head.title, head.outlet, head.byline, head.section, head.url, head.published.value)
    return sum(value is not None for value in known)
