import pytest
from builders import attribution, mention, person, reading, report
from stories.piles import FERRY, MINE, pile

from stemma.errors import SpanError, UsageError
from stemma.records import Block, Published, Story
from stemma.spans import Span
from stemma.stories import assemble, group

BROOK, REYL = person("Ada Brook"), person("Tomas Reyl")


def told():
    """The ferry's readings with two people and what they say."""
    out = []
    for plain in pile(FERRY):
        text = plain.text
        said = [attribution(text, "Silver Tern", source="Ada Brook", speaker=BROOK.id)]
        marks = [mention(text, "Ada Brook", BROOK), mention(text, "Tomas Reyl", REYL)]
        out.append(plain.with_(actors=(BROOK, REYL), mentions=tuple(marks), attributions=tuple(said)))
    return out


def published(one, when):
    head = one.report.report.with_(published=when)
    return one.with_(report=one.report.with_(report=head))


def test_a_story_holds_its_groups_readings_in_order():
    readings = told()
    (found,) = group(readings)
    story = assemble(found, [*pile(MINE), *reversed(readings)])
    assert [r.id for r in story.readings] == [r.id for r in readings]
    assert (story.id, story.title, story.from_, story.to) == (found.id, found.title, found.from_, found.to)
    assert story.links == found.links
    assert story.layers == ("actors", "attributions", "timeline", "lineage", "claims", "positions", "rules", "brief")


def test_speakers_are_story_actors():
    readings = told()
    story = assemble(group(readings)[0], readings)
    brook, reyl = story.actors
    assert (brook.name, reyl.name) == ("Ada Brook", "Tomas Reyl")
    assert len(brook.members) == 3
    assert [(a.report, a.attribution.speaker, a.attribution.speakers) for a in story.attributions] == [
        (r.id, brook.id, (brook.id,)) for r in readings
    ]


def test_an_attribution_without_speaker_stays_without():
    (plain,) = pile(FERRY[:1])
    quiet = plain.with_(attributions=(attribution(plain.text, "ran aground", cue="said"),))
    (only,) = assemble(group([quiet])[0], [quiet]).attributions
    assert (only.attribution.speaker, only.attribution.speakers) == (None, ())


@pytest.mark.parametrize(
    ("as_of", "kept"),
    [
        ("2031-03-03", 0),
        ("2031-03-04", 1),
        ("2031-03-04T00:01:00", 1),
        ("2031-03-05", 2),
        ("2031-03-06", 3),
        ("2040-01-01", 3),
        (None, 3),
    ],
)
def test_as_of_keeps_what_was_published_by_then(as_of, kept):
    readings = told()
    (found,) = group(readings)
    story = assemble(found, readings, as_of=as_of)
    assert [r.id for r in story.readings] == [r.id for r in readings[:kept]]
    assert {a.report for a in story.attributions} == {r.id for r in story.readings}
    assert {m.report for a in story.actors for m in a.members} == {r.id for r in story.readings}
    assert {link.report for link in story.links} == {r.id for r in story.readings[1:]}
    assert story.as_of == as_of
    assert story.to == (f"2031-03-0{3 + kept}" if kept else None)


def test_as_of_a_moment_parts_reports_of_one_day():
    readings = told()
    readings[0] = published(readings[0], Published(value="2031-03-05T08:00", precision="minute", basis="given"))
    readings[1] = published(readings[1], Published(value="2031-03-05T12:30", precision="minute", basis="given"))
    (found,) = group(readings)
    assert len(assemble(found, readings, as_of="2031-03-05T10:00").readings) == 1
    assert len(assemble(found, readings, as_of="2031-03-05").readings) == 2


def test_the_title_as_of_a_day_is_not_a_later_reports():
    readings = told()
    (found,) = group(readings)
    assert assemble(found, readings, as_of="2031-03-04").title == FERRY[0][2]
    assert assemble(found, readings, as_of="2031-03-01").title == ""


@pytest.mark.parametrize("when", [Published(), Published(alternatives=("2031-03-05", "2031-05-03"))])
def test_undated_reports_stay_and_come_last(when):
    readings = told()
    readings[0] = published(readings[0], when)
    story = assemble(group(readings)[0], readings, as_of="2031-03-05")
    assert [r.id for r in story.readings] == [readings[1].id, readings[0].id]


def test_times_with_a_zone_are_put_in_order():
    readings = told()
    readings[0] = published(readings[0], Published(value="2031-03-05T01:00:00+02:00"))
    readings[1] = published(readings[1], Published(value="2031-03-04T23:30:00Z"))
    readings[2] = published(readings[2], Published(value="2031-03-04"))
    story = assemble(group(readings)[0], readings)
    assert [r.id for r in story.readings] == [readings[n].id for n in (2, 0, 1)]


@pytest.mark.parametrize("as_of", ["yesterday", "2031-13-01", ""])
def test_a_bad_date_is_refused(as_of):
    readings = told()
    with pytest.raises(UsageError, match="is no date"):
        assemble(group(readings)[0], readings, as_of=as_of)


def test_a_missing_reading_is_refused():
    readings = told()
    with pytest.raises(UsageError, match="lacks the reading"):
        assemble(group(readings)[0], readings[:2])


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, 10_000), Span(-1, 4)])
@pytest.mark.parametrize("layer", ["blocks", "sentences", "mentions", "attributions", "evidence"])
def test_a_span_outside_its_text_is_refused(layer, span):
    one = told()[0]
    if layer == "blocks":
        one = one.with_(report=one.report.with_(blocks=(*one.report.blocks, Block("paragraph", *span))))
    elif layer == "sentences":
        one = one.with_(report=one.report.with_(sentences=(span,)))
    elif layer == "mentions":
        one = one.with_(mentions=(one.mentions[0].with_(start=span.start, end=span.end),))
    elif layer == "attributions":
        one = one.with_(attributions=(one.attributions[0].with_(cue=(span,)),))
    else:
        one = published(one, Published(value="2031-03-04", evidence=(span,)))
    found = group(told()[:1])[0]
    with pytest.raises(SpanError, match=one.id):
        assemble(found, [one])


def test_a_story_survives_its_json():
    readings = told()
    data = assemble(group(readings)[0], readings).to_dict()
    assert data["schema"] == "stemma.story/1"
    assert [r["id"] for r in data["reports"]] == [r.id for r in readings]
    assert isinstance(assemble(group(readings)[0], readings), Story)


def test_texts_with_emoji_and_marks_keep_their_spans():
    text = "😀 Zoe\u0308 Brönn said the “Tern” ran aground.\r\n\r\nIt was refloated 🚢."
    zoe = person("Zoe\u0308 Brönn")
    one = reading(
        report(text),
        actors=[zoe],
        mentions=[mention(text, "Zoe\u0308 Brönn", zoe)],
        attributions=[
            attribution(text, "the “Tern” ran aground", source="Zoe\u0308 Brönn", cue="said", speaker=zoe.id)
        ],
    )
    (said,) = assemble(group([one])[0], [one]).attributions
    assert said.attribution.content[0].cut(text) == "the “Tern” ran aground"
