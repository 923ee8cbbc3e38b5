"""Linking with projections made by hand: a piece's projection names the piece it should pick."""

import numpy as np
import pytest

from stemma.reading.drafts import Linker
from stemma.reading.labels import Found
from stemma.reading.links import DISTANCES, LINK_WIDTH, LINKS, LinkWeights, geometry, layout

WORDS = 12


def weights(none: float = 0.0) -> LinkWeights:
    zeros = [np.zeros((len(LINKS), n), dtype=np.float32) for n in (len(DISTANCES) + 1, 4, 3, 4)]
    return LinkWeights(
        *zeros, none=np.full(len(LINKS), none, np.float32), lean=np.zeros((len(LINKS), 2, LINK_WIDTH), np.float32)
    )


def piece(label: str, first: int, last: int | None = None) -> Found:
    return Found(label, first, first if last is None else last, 1.0)


def linker(picks: dict[tuple[str, str], list[tuple[Found, Found]]], quoted: int = 2) -> Linker:
    """A linker whose projections make each first piece of a pair pick the second."""
    at = np.zeros((WORDS, len(LINKS), 4, LINK_WIDTH), dtype=np.float32)
    for link, pairs in picks.items():
        for channel, (asking, asked) in enumerate(pairs):
            at[asking.first, LINKS.index(link), 0, channel] += 10.0
            at[asked.first, LINKS.index(link), 2, channel] += 10.0
    where = layout(["w"] * WORDS, [[quoted] * WORDS])
    return Linker(where, at.reshape(WORDS, -1), weights(none=1.0))


def test_a_content_in_pieces_a_cue_and_a_source_make_one_attribution():
    one, cue, source, two = piece("content", 0, 2), piece("cue", 4), piece("source", 3), piece("content", 5, 9)
    made = linker({("content", "cue"): [(one, cue), (two, cue)], ("cue", "source"): [(cue, source)]})
    (draft,) = made.drafts([one, source, cue, two])
    assert (draft.source, draft.cue, draft.content) == ((source,), (cue,), (one, two))
    assert 0.9 < draft.probability <= 1.0


def test_one_source_may_serve_two_cues():
    source, said, added = piece("source", 0), piece("cue", 1), piece("cue", 5)
    first, second = piece("content", 2, 4), piece("content", 6, 8)
    made = linker(
        {("content", "cue"): [(first, said), (second, added)], ("cue", "source"): [(said, source), (added, source)]}
    )
    assert [d.source for d in made.drafts([source, said, first, added, second])] == [(source,), (source,)]


def test_a_content_that_picks_no_cue_may_have_a_source_of_its_own():
    source, content = piece("source", 0), piece("content", 2, 6)
    (draft,) = linker({("content", "source"): [(content, source)]}).drafts([source, content])
    assert (draft.source, draft.cue, draft.content) == ((source,), (), (content,))


def test_a_cue_without_content_makes_no_attribution():
    assert linker({}).drafts([piece("source", 0), piece("cue", 1)]) == []


def test_a_bare_quotation_stays_alone_and_bare_words_are_nobodys():
    content = piece("content", 2, 6)
    (draft,) = linker({}).drafts([content])
    assert (draft.source, draft.cue) == ((), ())
    assert linker({}, quoted=0).drafts([content]) == []


@pytest.mark.parametrize(("quoted", "found"), [(2, 1), (0, 0)])
def test_only_quoted_words_may_have_their_cue_in_another_paragraph(quoted, found):
    cue, content = piece("cue", 1), piece("content", 7, 9)
    made = linker({("content", "cue"): [(content, cue)]})
    where = layout(["w"] * WORDS, [[0] * 6, [quoted] * 6])
    drafts = Linker(where, made.projected, made.weights).drafts([cue, content])
    assert len(drafts) == found


def test_geometry_counts_what_lies_between():
    where = layout(["a", ".", "b", "c", "d", "."], [[0, 0, 0], [0, 0, 0]])
    near, far = piece("cue", 2), piece("cue", 4)
    (rows,) = geometry([piece("content", 0)], [near, far], where)
    assert rows[:, 1].tolist() == [0, 1]
    assert rows[:, 2].tolist() == [0, 2]
    assert rows[:, 3].tolist() == [1, 1]
