"""A group of readings put together as one story: a pure function of the readings and an as-of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from stemma.errors import UsageError
from stemma.records import Correction, Group, Judgement, Lineage, Reading, Story, StoryActor, StoryAttribution
from stemma.spans import Span, check
from stemma.stories.actors import joined
from stemma.stories.brief import brief
from stemma.stories.claims import claims
from stemma.stories.dating import dated
from stemma.stories.judging import corrected, joins, redated
from stemma.stories.ledger import rules
from stemma.stories.likeness import likeness, profiles
from stemma.stories.lineage import lineage
from stemma.stories.order import published_key
from stemma.stories.positions import positions
from stemma.stories.timeline import timeline
from stemma.stories.titles import title

LAYERS = ("actors", "attributions", "timeline", "lineage", "claims", "positions", "rules", "brief")


def assemble(
    group: Group,
    readings: Sequence[Reading],
    *,
    as_of: str | None = None,
    judgements: Sequence[Judgement] = (),
    corrections: Sequence[Correction] = (),
) -> Story:
    """The story of a group, from the readings of its reports (others are passed over).

    With `as_of` (an ISO date, or a date and time) only what was published up to then is told, the title included; a
    date alone means the whole day. Reports without a settled date stay in: nothing says that they are later, and
    leaving them out would hide them without a reason. All reports of the group help to settle dates, later ones too:
    when a report was written is no news. `judgements` are what people decided about actors, `corrections`
    what they corrected beside. Raises
    UsageError for a date that is none or a reading that is missing, and SpanError where a layer does not cut its text.
    """
    wanted = dict.fromkeys(group.reports)
    by_id = {r.id: r for r in readings if r.id in wanted}
    missing = [report for report in wanted if report not in by_id]
    if missing:
        raise UsageError(f"Story {group.id} lacks the reading of {missing[0]}.", remedy="Build the store again.")
    kept = sorted(
        (r for r in redated(dated(corrected(tuple(by_id.values()), corrections)), corrections) if _up_to(r, as_of)),
        key=published_key,
    )
    for reading in kept:
        _check_spans(reading)
    actors = joined(kept, (*judgements, *joins(kept, corrections)))
    dates = sorted(value[:10] for r in kept if (value := r.report.report.published.value))
    here = {r.id for r in kept}
    as_read = {r.id for r in kept if r.report.report.published.value == by_id[r.id].report.report.published.value}
    tree = _checked(lineage(kept, actors), kept)
    ledger, tensions = rules(kept, actors)
    told = Story(
        id=group.id,
        title=group.title if len(kept) == len(wanted) else title(kept, likeness(profiles(kept)).toarray()),
        as_of=as_of,
        from_=dates[0] if dates else None,
        to=dates[-1] if dates else None,
        readings=tuple(kept),
        actors=actors,
        attributions=tuple(_attributions(kept, actors)),
        links=tuple(link for link in group.links if link.report in here and link.to in here),
        layers=LAYERS,
        timeline=timeline(kept, actors, as_read),
        lineage=tree,
        claims=claims(kept, actors, tree, corrections),
        rules=ledger,
        tensions=tensions,
        positions=positions(kept, actors),
    )
    return told.with_(brief=brief(told))


def _checked(tree: Lineage, readings: Sequence[Reading]) -> Lineage:
    """The family tree, its passages checked against their texts."""
    texts = {reading.id: reading.text for reading in readings}
    for edge in tree.edges:
        for shown in edge.evidence:
            check(Span(shown.start, shown.end), texts[shown.report], f"a passage of lineage in report {shown.report}")
    return tree


def _up_to(reading: Reading, as_of: str | None) -> bool:
    if as_of is None:
        return True
    try:
        date.fromisoformat(as_of[:10])
    except ValueError:
        raise UsageError(f"{as_of!r} is no date.", remedy="Write it as YYYY-MM-DD.") from None
    value = reading.report.report.published.value
    # Cut to the shorter of the two: a report known to the day or the month is not later than a moment in it.
    return value is None or value[: len(as_of)] <= as_of[: len(value)]


def _attributions(readings: Sequence[Reading], actors: Sequence[StoryActor]) -> Iterator[StoryAttribution]:
    """Attributions in order of report and text, their speakers given as story actors."""
    story = {(m.report, m.actor): actor.id for actor in actors for m in actor.members}
    for reading in readings:
        for found in reading.attributions:
            yield StoryAttribution(
                reading.id,
                found.with_(
                    speaker=story[reading.id, found.speaker] if found.speaker else None,
                    speakers=tuple(dict.fromkeys(story[reading.id, s] for s in found.speakers)),
                ),
            )


def _check_spans(reading: Reading) -> None:
    """Every span of every layer lies in its text and every layer's pieces are where the layer says."""
    for what, span in _spans(reading):
        check(span, reading.text, f"{what} of report {reading.id}")


def _spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    yield from (("a block", block.span) for block in reading.report.blocks)
    yield from (("a sentence", sentence) for sentence in reading.report.sentences)
    yield from (("date evidence", span) for span in reading.report.report.published.evidence)
    yield from (("a mention", mention.span) for mention in reading.mentions)
    for found in reading.attributions:
        yield from ((f"attribution {found.id}", span) for span in (*found.source, *found.cue, *found.content))
    for stance in reading.stances:
        yield from ((f"stance {stance.id}", span) for span in (*stance.evidence, *stance.object))
    for event in reading.events:
        yield from ((f"event {event.id}", span) for span in (*event.trigger, *event.evidence, *event.time.evidence))
    for rule in reading.rules:
        own = (rule.object.span,) if rule.object is not None and rule.object.span is not None else ()
        yield from ((f"rule {rule.id}", span) for span in (*rule.trigger, *rule.evidence, *own))
