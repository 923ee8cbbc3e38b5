"""No span that does not cut its own piece out of its report gets in, in whatever layer it stands."""

import pytest
from builders import attribution, mention, paragraphs, person, reading, report

from stemma.errors import SpanError
from stemma.records import Block, DateEvidence, Published
from stemma.spans import Span
from stemma.store import MEMORY, Archive

TEXT = "The quay stays shut, said Ana Ruiz 👩‍🔧.\n\nNobody knows."
ANA = person("Ana Ruiz")
REPORT = report(TEXT)
SAID = attribution(TEXT, ["The quay", "stays shut"], source="Ana Ruiz", cue="said", speaker=ANA.id)
NAMED = mention(TEXT, "Ana Ruiz", ANA)
OUTSIDE, EMPTY, NEGATIVE = Span(0, len(TEXT) + 1), Span(4, 4), Span(-3, 2)


def with_published(**changes):
    return REPORT.with_(report=REPORT.report.with_(published=Published(**changes)))


def everywhere(span):
    """One record for each layer with `span` in it."""
    yield "block", REPORT.with_(blocks=(Block("paragraph", span.start, span.end),))
    yield "sentence", REPORT.with_(sentences=(span,))
    yield "date evidence", with_published(evidence=(span,))
    yield "date witness", with_published(witnesses=(DateEvidence("masthead", "x", ("2031",), span),))
    yield "mention", reading(REPORT, mentions=[NAMED.with_(start=span.start, end=span.end)])
    for part in ("source", "cue", "content"):
        yield part, reading(REPORT, attributions=[SAID.with_(**{part: (span,)})])


CASES = [
    pytest.param(record, id=f"{what} {tuple(span)}")
    for span in (OUTSIDE, EMPTY, NEGATIVE)
    for what, record in everywhere(span)
]


@pytest.mark.parametrize("record", CASES)
def test_a_span_that_cuts_nothing_is_refused_and_nothing_is_kept(record):
    with Archive(MEMORY, write=True) as archive:
        if hasattr(record, "attributions"):
            archive.file(REPORT, "raw")
            before = list(archive.dump())
            with pytest.raises(SpanError):
                archive.put_reading(record, "v1")
        else:
            before = list(archive.dump())
            with pytest.raises(SpanError):
                archive.file(record, "raw")
        assert list(archive.dump()) == before


@pytest.mark.parametrize(
    ("blocks", "what"),
    [
        (paragraphs(TEXT)[:1], "lies in no block"),
        (paragraphs(TEXT)[1:], "lies in no block"),
        ((Block("paragraph", 0, 20), Block("paragraph", 10, len(TEXT))), "overlaps"),
        (tuple(reversed(paragraphs(TEXT))), "block"),
    ],
)
def test_blocks_cover_the_text_in_order(blocks, what):
    with Archive(MEMORY, write=True) as archive, pytest.raises(SpanError, match=what):
        archive.file(REPORT.with_(blocks=blocks), "raw")


def test_pieces_stand_in_text_order():
    backwards = SAID.with_(content=tuple(reversed(SAID.content)))
    with Archive(MEMORY, write=True) as archive:
        archive.file(REPORT, "raw")
        archive.put_reading(reading(REPORT, attributions=[SAID]), "v1")
        with pytest.raises(SpanError, match="text order"):
            archive.put_reading(reading(REPORT, attributions=[backwards]), "v1")


def test_the_pile_s_version_of_a_reading_is_checked_too():
    bad = reading(REPORT, mentions=[NAMED.with_(end=len(TEXT) + 5)])
    with Archive(MEMORY, write=True) as archive:
        archive.file(REPORT, "raw")
        with pytest.raises(SpanError), archive.writing():
            archive.put_stories((), (bad,), "v1")
        assert archive.grouped() is None
