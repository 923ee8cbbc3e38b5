"""A store that another process holds for a moment is waited for; any other failure is told at once."""

import sqlite3

import pytest

from stemma.store import connection


def test_what_is_held_for_a_moment_is_tried_again(monkeypatch):
    monkeypatch.setattr(connection, "PAUSE_SECONDS", 0.0)
    answers = [sqlite3.OperationalError("database is locked"), sqlite3.OperationalError("database table is busy"), 7]

    def attempt():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert connection.patiently(attempt) == 7


@pytest.mark.parametrize(("message", "patience"), [("no such table: reports", 30.0), ("database is locked", -1.0)])
def test_other_failures_and_patience_at_its_end_are_raised(monkeypatch, message, patience):
    monkeypatch.setattr(connection, "BUSY_SECONDS", patience)

    def attempt():
        raise sqlite3.OperationalError(message)

    with pytest.raises(sqlite3.OperationalError, match=message):
        connection.patiently(attempt)
