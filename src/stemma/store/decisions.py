"""What people decided, kept beside what was read: judgements about who is who, and corrections; undone, never lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stemma.errors import UsageError
from stemma.records import Correction, Judgement, Member
from stemma.store.connection import Connection, as_json


class Decisions:
    """The part of an archive that holds decisions, in one list of numbers."""

    _db: Connection

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep a judgement; returns it with its number, which is never given twice."""
        number = self._next_number()
        kept = judgement.with_(number=number)
        pair = (kept.one.report, kept.one.actor, kept.other.report, kept.other.actor)
        self._db.run(
            "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            (number, kept.verdict, *pair, kept.who, kept.when, kept.one_name, kept.other_name),
        )
        return kept

    def correct(self, correction: Correction) -> Correction:
        """Keep a correction; returns it with its number."""
        kept = correction.with_(number=self._next_number())
        other = kept.other.report if kept.other else None
        self._db.run(
            "INSERT INTO correction VALUES (?, ?, ?, ?, ?, NULL, NULL)",
            (kept.number, kept.kind, kept.place.report, other, as_json(kept.to_dict())),
        )
        return kept

    def _next_number(self) -> int:
        """One list of numbers for all that people decide."""
        sql = "SELECT max(n) + 1 FROM (SELECT 0 AS n UNION SELECT number FROM {} UNION SELECT number FROM {})"
        return int(self._db.one(sql.format("judgement", "correction"))[0])

    def undo(self, number: int, who: str, when: str) -> Judgement | Correction:
        """Take a decision back; returns it. Raises UsageError where there is none of this number any more."""
        for table, decided in (("judgement", self.judgements()), ("correction", self.corrections())):
            found = next((d for d in decided if d.number == number), None)
            if found is not None:
                self._db.run(f"UPDATE {table} SET undone_by = ?, undone = ? WHERE number = ?", (who, when, number))
                return found
        raise UsageError(f"No judgement {number} in {self._db.path}.", remedy="List them with: stemma actors STORY")

    def corrections(self) -> tuple[Correction, ...]:
        """The corrections that hold, in the order in which they were made."""
        rows = self._db.run("SELECT body FROM correction WHERE undone IS NULL ORDER BY number")
        return tuple(Correction.from_dict(json.loads(row[0])) for row in rows)

    def undone(self) -> tuple[tuple[Judgement | Correction, str, str], ...]:
        """What was decided and taken back, with who did so and when, in the order of the decisions."""
        rows = self._db.run("SELECT body, undone_by, undone FROM correction WHERE undone IS NOT NULL")
        found: list[tuple[Judgement | Correction, str, str]]
        found = [(Correction.from_dict(json.loads(body)), who, when) for body, who, when in rows]
        rows = self._db.run("SELECT * FROM judgement WHERE undone IS NOT NULL")
        found += [(_judgement(row), *row[10:12]) for row in rows]
        return tuple(sorted(found, key=lambda entry: entry[0].number))

    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements that hold, in the order in which they were made."""
        rows = self._db.run("SELECT * FROM judgement WHERE undone IS NULL ORDER BY number")
        return tuple(_judgement(row) for row in rows)


def _judgement(row: Sequence[Any]) -> Judgement:
    return Judgement(row[0], row[1], Member(*row[2:4]), Member(*row[4:6]), *row[6:10])
