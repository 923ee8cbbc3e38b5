"""Copies: what counts as shared text, how runs are aligned, and which way a copy went."""

import pytest
from builders import attribution, reading, report

from stemma.stories.copies import copies
from stemma.stories.copies_align import runs
from stemma.stories.copies_candidates import ALL_PAIRS, BANDS, ROWS, candidates, pairs_in, signature
from stemma.stories.copies_text import own_words

WIRE = (
    "The harbour board of Port Selm closed its northern basin on Tuesday after divers found cracks in two of the lock "
    "gates.\n\nNo ship above forty metres may enter until the gates have been strengthened, which engineers expect to "
    "take about nine weeks.\n\nTugs were moving eleven freighters to the southern quay while fishermen complained that "
    "nobody had warned them of the closure."
)
OWN = (
    "Fishing crews in Port Selm woke to locked gates on Tuesday and to a notice nailed on the pier.\n\nBehind the "
    "closure lie cracks that a diving team saw last week. Larger vessels have to wait until early summer, and eleven "
    "freighters are being towed elsewhere."
)
QUOTE = (
    "“We closed the basin the moment the divers came up, and we shall open it on the day the last bolt is tested and "
    "not one hour sooner, whatever the shipping lines may say,” Ada Brook said."
)


def told(text, outlet="Harbour Courier", published="2031-03-04", **more):
    return reading(report(text, outlet=outlet, published=published, **more))


def test_wire_text_under_two_mastheads_is_one_text():
    (found,) = copies([told(WIRE), told(WIRE + "\n\nMore tomorrow.", "Daily Lantern", "2031-03-05")])
    assert found.kind == "copy"
    assert found.score == 1.0
    assert found.source == found.one
    assert "Harbour Courier was published first" in found.reason


def test_two_who_write_on_one_thing_are_no_copies():
    assert copies([told(WIRE), told(OWN, "Daily Lantern")]) == ()


def test_a_light_rewrite_is_aligned_and_every_run_cuts_both_texts():
    rewritten = WIRE.replace("closed its northern basin", "shut the northern basin").replace("about nine", "some nine")
    rewritten = "A lead of our own stands here today.\n\n" + rewritten
    one, other = told(WIRE), told(rewritten, "Daily Lantern")
    (found,) = copies([one, other])
    assert found.kind == "copy"
    assert found.score > 0.8
    for run in found.runs:
        assert run.one.cut(one.text).split()[0].lower() == run.other.cut(other.text).split()[0].lower()
        assert run.words <= run.length
    assert [r.one for r in found.runs] == sorted(r.one for r in found.runs)


def test_cut_paragraphs_are_still_a_copy():
    (found,) = copies([told(WIRE), told(WIRE.split("\n\n", maxsplit=1)[1], "Daily Lantern")])
    assert (found.kind, found.score) == ("copy", 1.0)


@pytest.mark.parametrize("marks", [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")])
def test_a_quotation_both_have_is_no_copying(marks):
    quote = QUOTE.replace("“", marks[0]).replace("”", marks[1])
    pile = [told(f"{OWN}\n\n{quote}"), told(f"Snow fell on the hills above Callow.\n\n{quote}", "Daily Lantern")]
    assert copies(pile) == ()


def test_words_given_directly_without_marks_are_no_copying():
    words = QUOTE.strip("“").partition(",”")[0]
    one, other = f"Ada Brook said: {words}", f"In the words of Ada Brook: {words}"
    pile = [
        reading(report(text, outlet=outlet), attributions=[attribution(text, words, form="direct")])
        for text, outlet in ((one, "Harbour Courier"), (other, "Daily Lantern"))
    ]
    assert copies(pile) == ()


def test_a_report_that_is_nearly_all_quotation_can_be_copied_too():
    frame = "Ada Brook spoke at the pier after noon. {quote} Gulls cried. {quote2}"
    quote2 = QUOTE.replace("bolt", "rivet").replace("divers", "riggers")
    text = frame.format(quote=QUOTE, quote2=quote2)
    (found,) = copies([told(text), told(text.replace("noon", "lunch"), "Daily Lantern")])
    assert found.kind == "copy"


def test_an_embedded_post_is_no_copying():
    post = (
        "Divers are up, gates are cracked, and the northern basin of our lovely little port is closed until further "
        "notice, sorry sailors — Port Selm Harbour (@portselm) March 4, 2031"
    )
    assert copies([told(f"{OWN}\n\n{post}"), told(f"Snow fell above Callow.\n\n{post}", "Daily Lantern")]) == ()


def test_a_passage_that_two_share_is_less_than_a_copy():
    passage = WIRE.partition("\n\n")[0]
    snow, rain = (" ".join(f"{word}{n} on {word}ridge{n}." for n in range(60)) for word in ("snow", "rain"))
    (found,) = copies([told(f"{passage}\n\n{snow}"), told(f"{passage}\n\n{OWN} {rain}", "Daily Lantern")])
    assert found.kind == "passage"


def test_a_credit_tells_the_direction_against_time():
    one = told(WIRE, "Meridian Wire", "2031-03-06")
    text = f"Meridian Wire\n\n{WIRE}"
    blocks = report(text, first="byline").blocks
    other = told(text, "Daily Lantern", "2031-03-05", blocks=blocks)
    (found,) = copies([other, one])
    assert found.source == one.id
    assert found.reason.endswith("Daily Lantern credits Meridian Wire")


def test_an_agencys_own_report_is_the_source():
    (found,) = copies([told(WIRE, "Daily Lantern"), told(WIRE + " End.", "Meridian Wire")])
    assert found.source == found.other


@pytest.mark.parametrize(
    "dates", [(None, None), (None, "2031-03-04"), ("2031-03-04", "2031-03-04"), ("2031-03-04", "2031-03-04T10:00")]
)
def test_without_a_sign_the_direction_stays_open(dates):
    one, other = (told(WIRE + end, outlet, day) for end, outlet, day in zip(("", " End."), "AB", dates, strict=True))
    (found,) = copies([one, other])
    assert found.source is None


def test_order_of_input_changes_order_alone():
    pile = [told(WIRE), told(OWN, "Lantern", "2031-03-05"), told(WIRE + " End.", "Mail", "2031-03-06")]
    forth, back = copies(pile), copies(pile[::-1])
    assert [{c.one, c.other} for c in forth] == [{c.one, c.other} for c in back]
    assert [(c.score, c.source) for c in forth] == [(c.score, c.source) for c in back]


def test_runs_do_not_overlap_when_a_text_repeats_itself():
    one, other = own_words(told(WIRE)), own_words(told(f"{WIRE}\n\n{WIRE}", "Lantern"))
    found = runs(one, other)
    assert sum(run.words for run in found) <= len(one)


def test_bands_find_copies_in_large_stories():
    others = [told(f"{OWN} {n} " + " ".join(f"word{n}x{m}" for m in range(30)), "Mail") for n in range(ALL_PAIRS)]
    texts = [own_words(r) for r in (told(WIRE), *others, told(WIRE.replace("nine", "ten"), "Lantern"))]
    assert (0, len(texts) - 1) in candidates(texts)


def test_a_signature_is_fixed():
    found = signature(own_words(told(WIRE)))
    assert (len(found), int(found[0]), int(found[-1])) == (BANDS * ROWS, 25741123, 27412519)
    assert signature(own_words(told("Too short"))).tolist() == [0] * (BANDS * ROWS)


def test_pairs_of_a_large_group_grow_as_the_group_does():
    assert len(list(pairs_in(range(5)))) == 10
    assert len(list(pairs_in(range(1000)))) < 4 * 1000
