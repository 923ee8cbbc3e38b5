"""Act, certainty, polarity and status on sentences of our own: what each rule is for, and its look-alikes."""

import pytest
from builders import attribution

from stemma.reading.qualities import qualify, qualify_all
from stemma.spans import Span


def qualities(source, cue, content, text=None):
    """The qualities of one attribution in a text of its parts, or in `text`."""
    whole = text or f"{source} {cue} {content}."
    made = qualify(whole, attribution(whole, content, source=source, cue=cue), [Span(0, len(whole))])
    return made.act, made.certainty, made.polarity, made.status


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("said", "the dam held", "assert"),
        ("has confirmed", "that the dam held", "confirm"),
        ("flatly denied", "opening the gates", "deny"),
        ("called on", "Norrey to open the gates", "urge"),
        ("called again for", "calm", "urge"),
        ("called", "the plan a stunt", "regard"),
        ("has pointed out", "that the dam held", "assert"),
        ("voted in favour of", "the treaty", "support"),
        ("spoke out against", "the treaty", "oppose"),
        ("expressed concern about", "the dam", "worry"),
        ("issued a statement saying", "the dam held", "assert"),
        ("went on to suggest", "that the dam held", "suggest"),
        ("asked", "whether the dam held", "ask"),
        ("asked", "Norrey to open the gates", "request"),
        ("told", "to leave the valley", "urge"),
        ("agreed", "to open the gates", "commit"),
        ("suggested", "that the gate open", "propose"),
        ("suggested", "that the gates might open", "suggest"),
        ("was quoted by the Courier as saying", "the dam held", "assert"),
        ("'s confirmation", "that the dam held", "confirm"),
        ("according to", "the dam held", "assert"),
        (None, "“The dam held”", "assert"),
    ],
)
def test_act_is_what_the_cue_names(cue, content, act):
    assert qualities("Ada Brook", cue, content, None if cue else f"Ada Brook: {content}")[0] == act


@pytest.mark.parametrize(
    ("source", "content", "act"),
    [
        ("Ada Brook", "she would reopen the gates", "commit"),
        ("Ada Brook", "they would reopen the gates", "assert"),
        ("The bank", "it would no longer allow loans", "forbid"),
        ("The banks", "they would bar customers from it", "forbid"),
        ("The ministry", "it had no comment", "refuse"),
        ("Ada Brook", "“Norrey must open the gates”", "urge"),
        ("Ada Brook", "“Who opened the gates?”", "ask"),
        ("Ada Brook", "a decision is unlikely this week", "expect"),
    ],
)
def test_said_takes_its_act_from_what_is_said(source, content, act):
    assert qualities(source, "said", content)[0] == act


@pytest.mark.parametrize(
    ("cue", "content", "certainty", "polarity"),
    [
        ("said", "the dam held", "certain", "positive"),
        ("said", "the dam would not hold", "certain", "negative"),
        ("said", "no gate had opened", "certain", "negative"),
        ("said", "Norrey might not give an immediate go-ahead", "possible", "negative"),
        ("said", "the dam could break", "possible", "positive"),
        ("said", "she could find no such letter", "certain", "negative"),
        ("said", "the dam would probably hold", "probable", "positive"),
        ("said", "she hoped the dam would hold", "possible", "positive"),
        ("believes", "the dam will hold", "probable", "positive"),
        ("fears", "the dam will break", "possible", "positive"),
        ("urged", "Norrey not to open the gates", "underspecified", "negative"),
        ("asked", "whether the dam held", "underspecified", "underspecified"),
        ("denied", "that the dam had held", "certain", "negative"),
        ("said", "the dam would hold if the rain stopped", "probable", "positive"),
        ("reportedly", "the dam held", "probable", "positive"),
    ],
)
def test_content_is_as_sure_as_its_source_puts_it(cue, content, certainty, polarity):
    assert qualities("Ada Brook", cue, content)[1:3] == (certainty, polarity)


@pytest.mark.parametrize(
    "content",
    [
        "the men who could not swim were saved",
        "the gates, which may close again, are open",
        "the gates are open because nobody may close them",
        "not only the gates but the locks are open",
        "when the rain could not be seen the gates opened",
    ],
)
def test_hedge_and_negation_hold_for_what_they_govern_only(content):
    assert qualities("Ada Brook", "said", content)[1:3] == ("certain", "positive")


def test_sentences_that_differ_are_mixed():
    assert qualities("Ada Brook", "said", "“This is not a swap. It is a release.”")[2] == "mixed"


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("Ada Brook said the dam held.", "said", "asserted"),
        ("Ada Brook reportedly said the dam held.", "reportedly said", "hedged"),
        ("Ada Brook is said to have warned the dam held.", "is said to have warned", "hedged"),
        ("Ada Brook appears to have warned the dam held.", "appears to have warned", "hedged"),
        ("Ada Brook would say the dam held.", "would say", "hypothetical"),
        ("If Ada Brook says the dam held, all is well.", "says", "hypothetical"),
        ("Ada Brook will announce the dam held.", "will announce", "future"),
        ("Ada Brook is expected to say the dam held.", "is expected to say", "future"),
        ("Ada Brook did not say the dam held.", "did not say", "negated"),
        ("Ada Brook has not confirmed the dam held.", "has not confirmed", "negated"),
        ("Ada Brook declined to say the dam held.", "declined to say", "negated"),
    ],
)
def test_status_is_how_sure_the_report_is_that_it_was_said(text, cue, status):
    assert qualities("Ada Brook", cue, "the dam held", text)[3] == status


@pytest.mark.parametrize(
    ("cue", "content", "made"),
    [
        ("did not say", "whether the dam held", ("assert", "underspecified", "underspecified", "negated")),
        ("has not confirmed", "that the dam held", ("confirm", "underspecified", "positive", "negated")),
        ("does not believe", "the dam will hold", ("doubt", "probable", "negative", "asserted")),
        ("did not want", "the gates open", ("refuse", "underspecified", "negative", "asserted")),
        ("declined", "to comment", ("refuse", "certain", "negative", "asserted")),
        ("declined to say", "who opened the gates", ("refuse", "certain", "negative", "negated")),
    ],
)
def test_what_is_not_said_stays_open_and_what_is_not_thought_is_doubted(cue, content, made):
    assert qualities("Ada Brook", cue, content) == made


def test_a_denial_goes_on_in_the_next_words_of_the_same_speaker():
    text = "Ada Brook denied a leak. “No gate was open,” Brook said. “The gates held,” Brook added."
    given = [
        attribution(text, "a leak", source="Ada Brook", cue="denied", speaker="e1"),
        attribution(text, "“No gate was open,”", source="Brook", cue="said", speaker="e1"),
        attribution(text, "“The gates held,”", source="Brook", cue="added", speaker="e1"),
    ]
    assert [m.act for m in qualify_all(text, given, [Span(0, len(text))])] == ["deny", "deny", "assert"]


@pytest.mark.parametrize(
    ("cue", "content"),
    [("called", "the report an invention"), ("said", "the allegation was simply wrong")],
)
def test_who_calls_a_claim_false_denies_it(cue, content):
    assert qualities("Ada Brook", cue, content)[:3] == ("deny", "certain", "negative")


def test_an_outlet_or_a_paper_reports():
    text = "The dam held, according to the survey."
    assert qualities("the survey", "according to", "The dam held", text)[0] == "report"


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("there was no plan and no need", "negative"),
        ("she listened to engineers, not to talkers", "positive"),
        ("they did not rule out a flood", "positive"),
    ],
)
def test_polarity_of_coordinated_and_contrasted_negations(content, polarity):
    assert qualities("Ada Brook", "said", content)[2] == polarity


def test_nothing_else_is_changed_and_order_is_kept():
    text = "Ada Brook said the dam held. She denied a leak."
    given = [
        attribution(text, "the dam held", source="Ada Brook", cue="said"),
        attribution(text, "a leak", source="She", cue="denied"),
    ]
    made = qualify_all(text, given, [Span(0, 28), Span(29, len(text))])
    assert [m.with_(act=None, certainty=None, polarity=None, status=None) for m in made] == given
    assert [m.act for m in made] == ["assert", "deny"]


def test_a_content_without_words_is_still_judged():
    text = "Ada Brook said: “…”"
    made = qualify(text, attribution(text, "“…”", source="Ada Brook", cue="said"), [])
    assert (made.act, made.certainty, made.polarity, made.status) == ("assert", "certain", "positive", "asserted")


@pytest.mark.parametrize(
    ("content", "certainty"),
    [
        ("the potentially decisive race was stopped", "certain"),
        ("the race was potentially decisive", "possible"),
        ("the race would potentially be stopped", "possible"),
    ],
)
def test_an_adverb_before_an_adjective_hedges_that_alone(content, certainty):
    assert qualities("Ada Brook", "said", content)[1] == certainty
