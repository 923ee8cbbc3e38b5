"""What one report alone tells."""

from builders import reading, report

from stemma.stories.claims_alone import OF_A_REPORT, SHOWN, alone
from stemma.stories.claims_units import Units


def units(*texts):
    return Units([reading(report(text, published="2023-05-14")) for text in texts], ()).found


LEAD = "The harbour council of Skerrow closed the northern quay to cars."
BODY = "Fishing boats still use the northern quay of Skerrow in calm weather."


def test_the_top_of_a_report_goes_before_its_body_and_shared_sentences_are_left_out():
    found = units(f"{LEAD}\n\n{BODY}", "Hotels in Brannock serve smoked eel to weary pilgrims.")
    words = [found[n].words for (n,) in alone(found, [])]
    assert words == [LEAD, "Hotels in Brannock serve smoked eel to weary pilgrims."]
    lead = next(n for n, u in enumerate(found) if u.words == LEAD)
    assert [found[n].words for (n,) in alone(found, [(lead,)])] == words[1:]


def test_what_leans_on_other_words_or_has_no_verb_is_not_shown():
    found = units("It closed the northern quay of Skerrow to cars.", "Cars on the northern quay of old Skerrow.")
    assert alone(found, []) == []


def test_a_story_shows_few_and_of_one_report_fewer():
    names = ("eels", "bells", "lamps", "boats", "maps", "hats", "ropes", "nets", "tiles", "pipes", "coats", "drums")
    found = units(*(f"The old keeper of Skerrow sold all {name} to a merchant from Lisk." for name in names))
    assert len(alone(found, [])) == SHOWN
    headed = units("\n\n".join(f"The keeper sold all old {name} to merchants from Lisk." for name in names))
    assert len(alone(headed, [])) <= OF_A_REPORT
