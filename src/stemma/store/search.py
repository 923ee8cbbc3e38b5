"""Full-text search over reports and over what was said, by SQLite's FTS5; hits come with the passages they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stemma.records import Evidence, Reading, Record, ReportHead
from stemma.spans import Span
from stemma.store.connection import Connection
from stemma.store.queries import Query, places

# Passages shown for one report: those that hold most of the words, then the first ones.
PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Hit(Record):
    """A report that was found, the passages that hold what was asked for, and where in them it stands."""

    report: ReportHead
    story: str | None
    passages: tuple[Evidence, ...]
    marks: tuple[Span, ...] = ()
    """Places of the words themselves, as spans of the report's text."""
    attribution: str | None = None
    """The attribution that was found, where the search was for what someone said."""
    speaker: str | None = None


def index_reading(db: Connection, reading: Reading) -> None:
    """Make what was said in a report findable, in place of what was there before."""
    db.run("DELETE FROM said WHERE report = ?", (reading.id,))
    actors = {actor.id: actor for actor in reading.actors}
    for told in reading.attributions:
        spans = told.content or told.cue or told.source
        speakers = [actors[id_] for id_ in told.speakers or (told.speaker,) if id_ in actors]
        names = [name for actor in speakers for name in (actor.name, *actor.aliases, *actor.roles)]
        names += [span.cut(reading.text) for span in told.source]
        row = (reading.id, told.id, told.form, spans[0].start, spans[-1].end, "\n".join(dict.fromkeys(names)))
        words = " ".join(span.cut(reading.text) for span in spans)
        db.run(
            'INSERT INTO said (report, attribution, form, start, "end", speaker, content) VALUES (?, ?, ?, ?, ?, ?, ?)',
            (*row, words),
        )


def search(db: Connection, query: Query, *, limit: int, offset: int = 0) -> tuple[Hit, ...]:
    """Hits in order of relevance (of equals by report, then place), `limit` of them from `offset` on."""
    return tuple(_said(db, query, limit, offset) if query.asks_who else _reports(db, query, limit, offset))


def _reports(db: Connection, query: Query, limit: int, offset: int) -> Iterator[Hit]:
    conditions, values = _narrowed(query)
    expression = query.expression()
    source = "found_text JOIN report ON report.rowid = found_text.rowid" if expression else "report"
    rank = "bm25(found_text), " if expression else ""
    if expression:
        conditions, values = ["found_text MATCH ?", *conditions], [expression, *values]
    sql = f"""SELECT report.id, report.text, {_BODY}, member.story FROM {source} {_JOINED}
        WHERE {" AND ".join(conditions) or "1"} ORDER BY {rank}report.id LIMIT ? OFFSET ?"""
    for id_, text, body, story in db.run(sql, (*values, limit, offset)):
        told = json.loads(body)
        head = ReportHead.from_dict(told["report"])
        passages, marks = _passages(id_, text, [Span(*s) for s in told["sentences"]], query)
        yield Hit(head, story, passages, marks)


def _passages(
    report: str, text: str, sentences: Sequence[Span], query: Query
) -> tuple[tuple[Evidence, ...], tuple[Span, ...]]:
    """The sentences that hold most of what was asked for, in text order, and the places of the words in them."""
    found = [(sentence, places(sentence.cut(text), query.wanted)) for sentence in sentences]
    ranked = sorted((x for x in found if x[1]), key=lambda x: (-len(x[1]), x[0].start))[:PASSAGES]
    kept = sorted(ranked, key=lambda x: x[0].start)
    marks = [Span(s.start + a, s.start + b) for s, inside in kept for a, b in inside]
    return tuple(Evidence(report, s.start, s.end, s.cut(text)) for s, _ in kept), tuple(marks)


def _said(db: Connection, query: Query, limit: int, offset: int) -> Iterator[Hit]:
    conditions, values = _narrowed(query)
    asked = query.said_expression()
    source, rank = "said", ""
    if asked:
        source, rank = "found_said JOIN said ON said.number = found_said.rowid", "bm25(found_said), "
        conditions, values = ["found_said MATCH ?", *conditions], [asked, *values]
    if query.forms:
        conditions.append(f"said.form IN ({', '.join('?' * len(query.forms))})")
        values += query.forms
    sql = f"""SELECT report.id, report.text, {_BODY}, member.story,
            said.attribution, said.start, said."end", said.speaker
        FROM {source} JOIN report ON report.id = said.report {_JOINED}
        WHERE {" AND ".join(conditions)} ORDER BY {rank}report.id, said.start LIMIT ? OFFSET ?"""
    for id_, text, body, story, attribution, start, end, speaker in db.run(sql, (*values, limit, offset)):
        head = ReportHead.from_dict(json.loads(body)["report"])
        words = text[start:end]
        marks = tuple(Span(start + a, start + b) for a, b in places(words, query.wanted))
        passage = (Evidence(id_, start, end, words),)
        yield Hit(head, story, passage, marks, attribution, speaker.split("\n")[0] or None)


# What the pile made of a reading, else the reading as it was read.
_BODY = "coalesce(pile_reading.body, reading.body)"
_JOINED = """JOIN reading ON reading.report = report.id
    LEFT JOIN pile_reading ON pile_reading.report = report.id LEFT JOIN member ON member.report = report.id"""
_PUBLISHED = f"substr(json_extract({_BODY}, '$.report.published.value'), 1, 10)"


def _narrowed(query: Query) -> tuple[list[str], list[Any]]:
    """Conditions on outlet and day. A report without a settled day is on neither side of one."""
    conditions: list[str] = []
    values: list[Any] = []
    for outlet in query.outlets:
        conditions.append(f"instr(lower(json_extract({_BODY}, '$.report.outlet')), ?) > 0")
        values.append(outlet)
    for sign, day in (("<", query.before), (">", query.after)):
        if day:
            conditions.append(f"{_PUBLISHED} {sign} ?")
            values.append(day)
    return conditions, values
