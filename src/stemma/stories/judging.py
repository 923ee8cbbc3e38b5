"""What people corrected, put into readings and groups: pure functions of both, before and after a story is assembled.

A correction finds its attribution by id, else by the words it points at, so that it holds when a newer reader cuts them
a little differently. One that finds nothing changes nothing, and takes effect again when its words come back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stemma.records import Actor, Attribution, Correction, Judgement, Member, Published, Reading, content_id
from stemma.spans import Span

# A passage stands for another where they share more than half of the longer one.
SAME_PASSAGE = 0.5
_PRECISIONS = {4: "year", 7: "month", 10: "day"}
GROUPING_KINDS = frozenset({"belongs", "does-not-belong", "date"})
"""Kinds that change which reports tell one story, or in which order."""


def corrected(readings: Sequence[Reading], corrections: Sequence[Correction]) -> tuple[Reading, ...]:
    """The readings with speakers, attributions and dates as people corrected them; the later correction counts."""
    by_report = _by_report(corrections)
    return tuple(_corrected(r, by_report.get(r.id, ())) if r.id in by_report else r for r in readings)


def redated(readings: Sequence[Reading], corrections: Sequence[Correction]) -> tuple[Reading, ...]:
    """The readings with corrected dates alone: what the pile makes of a date does not go before what a person said."""
    dates = {c.place.report: c for c in corrections if c.kind == "date"}
    return tuple(_dated(r, dates[r.id]) if r.id in dates else r for r in readings)


def joins(readings: Sequence[Reading], corrections: Sequence[Correction]) -> tuple[Judgement, ...]:
    """That a speaker who was named in one report is the actor of another, as the correction says."""
    here = {(r.id, a.id) for r in readings for a in r.actors}
    out = []
    for correction in corrections:
        if correction.kind == "speaker" and correction.speaker is not None:
            added = Member(correction.place.report, _given_id(correction))
            one = correction.speaker
            if (added.report, added.actor) in here and (one.report, one.actor) in here:
                name = correction.value or ""
                out.append(Judgement(0, "same", one, added, correction.who, correction.when, name, name))
    return tuple(out)


def _by_report(corrections: Sequence[Correction]) -> Mapping[str, Sequence[Correction]]:
    found: dict[str, list[Correction]] = {}
    for correction in sorted(corrections, key=lambda c: (c.when, c.number)):
        if correction.kind in {"speaker", "not-attribution", "date"}:
            found.setdefault(correction.place.report, []).append(correction)
    return found


def _corrected(reading: Reading, corrections: Sequence[Correction]) -> Reading:
    for correction in corrections:
        if correction.kind == "date":
            reading = _dated(reading, correction)
            continue
        found = attribution_of(reading, correction)
        if found is None:
            continue
        is_speaker = correction.kind == "speaker"
        reading = _spoken_by(reading, found, correction) if is_speaker else _without(reading, found)
    return reading


def attribution_of(reading: Reading, correction: Correction) -> Attribution | None:
    """The attribution that a correction is about."""
    place = Span(correction.place.start, correction.place.end)
    by_id = next((a for a in reading.attributions if a.id == correction.item), None)
    if by_id is not None and _hull(by_id).overlaps(place):
        return by_id
    best = max(reading.attributions, key=lambda a: (likeness(_hull(a), place), a.id), default=None)
    return best if best is not None and likeness(_hull(best), place) > SAME_PASSAGE else None


def likeness(one: Span, other: Span) -> float:
    """What two passages share, as a part of the longer one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(one.length, other.length)


def _hull(told: Attribution) -> Span:
    spans = told.content or told.cue or told.source
    return Span(spans[0].start, spans[-1].end)


def _given_id(correction: Correction) -> str:
    return content_id("j", correction.value or "", correction.speaker_type or "")


def _spoken_by(reading: Reading, found: Attribution, correction: Correction) -> Reading:
    """The attribution given to another speaker: an actor of this report, or one who comes in from elsewhere."""
    if correction.value is None:
        return _replaced(reading, found.with_(speaker=None, speakers=(), speaker_type=None))
    member = correction.speaker
    if member is not None and member.report == reading.id and any(a.id == member.actor for a in reading.actors):
        id_ = member.actor
    else:
        id_ = _given_id(correction)
        if all(a.id != id_ for a in reading.actors):
            actor = Actor(id_, correction.value, correction.speaker_type or "person")
            reading = reading.with_(actors=(*reading.actors, actor))
    source = found.source if not _names_another(reading, found, id_) or not found.content else ()
    return _replaced(
        reading, found.with_(speaker=id_, speakers=(id_,), speaker_type="named", source=source, confidence=1.0)
    )


def _names_another(reading: Reading, found: Attribution, speaker: str) -> bool:
    """Whether the words taken for the source name somebody else: then they are not the source."""
    names = (m for m in reading.mentions if m.form == "name" and m.actor and m.actor != speaker)
    return any(span.contains(m.span) for m in names for span in found.source)


def _replaced(reading: Reading, told: Attribution) -> Reading:
    return reading.with_(attributions=tuple(told if a.id == told.id else a for a in reading.attributions))


def _without(reading: Reading, found: Attribution) -> Reading:
    """The reading without an attribution: what lay inside it stands by itself, what it carried the report tells."""

    def outer(told: Attribution) -> Attribution:
        return told.with_(parent=None, layer="outer") if told.parent == found.id else told

    return reading.with_(
        attributions=tuple(outer(a) for a in reading.attributions if a.id != found.id),
        events=tuple(e.with_(told_by=None) if e.told_by == found.id else e for e in reading.events),
        rules=tuple(r.with_(told_by=None) if r.told_by == found.id else r for r in reading.rules),
        stances=tuple(s.with_(told_by=None) if s.told_by == found.id else s for s in reading.stances),
    )


def _dated(reading: Reading, correction: Correction) -> Reading:
    value, head = correction.value or "", reading.report.report
    before = head.published
    others = dict.fromkeys((*([before.value] if before.value else []), *before.alternatives))
    published = Published(
        value=value,
        precision=_PRECISIONS.get(len(value), "minute"),  # type: ignore[arg-type]
        basis="given",
        confidence=1.0,
        alternatives=tuple(v for v in others if v[: len(value)] != value),
        evidence=before.evidence,
        witnesses=before.witnesses,
        updated=before.updated,
    )
    return reading.with_(report=reading.report.with_(report=head.with_(published=published)))


# --- which reports tell one story ------------------------------------------------------------------------------------


def regrouped(groups: Sequence[Sequence[str]], corrections: Sequence[Correction]) -> list[list[str]]:
    """Groups of report ids with reports moved as people said, one after the other; the later one counts.

    A report that does not belong with another leaves its group and stands alone; one that belongs joins the other's.
    """
    homes = [list(group) for group in groups]
    for correction in sorted(corrections, key=lambda c: (c.when, c.number)):
        if correction.kind not in {"belongs", "does-not-belong"} or correction.other is None:
            continue
        one, other = correction.place.report, correction.other.report
        here = next((h for h in homes if one in h), None)
        there = next((h for h in homes if other in h), None)
        if here is None or there is None or one == other or (here is there) == (correction.kind == "belongs"):
            continue
        here.remove(one)
        if correction.kind == "belongs":
            there.append(one)
        else:
            homes.append([one])
    return [home for home in homes if home]


# --- which statements are one claim ----------------------------------------------------------------------------------

Place = tuple[str, Span]


def reclaimed(
    groups: Sequence[tuple[int, ...]], places: Sequence[Place], corrections: Sequence[Correction]
) -> list[tuple[int, ...]]:
    """Groups of clauses (by number, `places` says where each stands) joined and parted as people said."""
    asked = [c for c in corrections if c.kind in {"claims-same", "claims-different"} and c.other is not None]
    if not asked:
        return list(groups)
    homes = [list(group) for group in groups]
    for correction in sorted(asked, key=lambda c: (c.when, c.number)):
        one = set(_clauses(correction.place.report, _span(correction, other=False), places))
        other = (
            set(_clauses(correction.other.report, _span(correction, other=True), places)) if correction.other else one
        )
        if one and other:
            homes = _joined(homes, one | other) if correction.kind == "claims-same" else _parted(homes, one, other)
    return sorted(tuple(sorted(h)) for h in homes if h)


def _joined(homes: list[list[int]], those: set[int]) -> list[list[int]]:
    """The groups of these clauses made one."""
    joined = [h for h in homes if those & set(h)]
    return [*(h for h in homes if h not in joined), sorted(those.union(*joined))]


def _parted(homes: list[list[int]], one: set[int], other: set[int]) -> list[list[int]]:
    """The other clauses taken out of the groups that hold the one's."""
    out = [[n for n in h if n in other] for h in homes if one & set(h)]
    return [[n for n in h if n not in other] if one & set(h) else h for h in homes] + out


def _span(correction: Correction, *, other: bool) -> Span:
    place = correction.other if other and correction.other else correction.place
    return Span(place.start, place.end)


def _clauses(report: str, span: Span, places: Sequence[Place]) -> Iterator[int]:
    """The clauses that lie in a passage for the most part."""
    for n, (where, clause) in enumerate(places):
        if where == report and clause.overlaps(span):
            shared = min(clause.end, span.end) - max(clause.start, span.start)
            if shared / clause.length > SAME_PASSAGE:
                yield n
