"""Why a source is not named: cases of a text, its source, and the words that state the reason."""

import pytest
from builders import attribution, report

from stemma.reading.anonymity import with_reasons
from stemma.reports.sentences import split

CASES = [
    ("An official said the port would close, speaking on condition of anonymity because talks go on.",
     "An official", "speaking on condition of anonymity because talks go on"),
    ("Two officials, who asked not to be named, said the port would close.",
     "Two officials", "who asked not to be named"),
    ("An officer who was not authorised to speak publicly said the port would close.",
     "An officer", "who was not authorised to speak publicly"),
    ("A guard, who requested anonymity for fear of losing his post, said the port would close.",
     "A guard", "who requested anonymity for fear of losing his post"),
    ("Three officials said the port would close. The officials asked not to be named because no decision was made.",
     "Three officials", "asked not to be named because no decision was made"),
    ("One official said the port would close. She was not allowed to discuss the talks.",
     "One official", "was not allowed to discuss the talks"),
    ("A diplomat whose name was withheld said the port would close.", "A diplomat", "whose name was withheld"),
    ("An official said the port would close. The minister declined to be named as its patron.", "An official", None),
    ("An official said the port would close.", "An official", None),
    ("An official said that nobody was allowed to leave.", "An official", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "reason"), CASES)
def test_the_stated_reason_is_kept_with_the_source(text, source, reason):
    content = "nobody was allowed to leave" if "nobody" in text else "the port would close"
    said = attribution(text, content, source=source, cue="said", speaker="u1").with_(speaker_type="anonymous")
    (found,) = with_reasons(text, (said,), split(text, 0, len(text)))
    assert [s.cut(text) for s in found.anonymity] == ([reason] if reason else [])


def test_it_holds_for_all_that_the_source_says_and_for_nobody_else():
    text = "Two officials, who asked not to be named, said the port would close. They said ships may pass. Ada said no."
    base = {"cue": "said"}
    first = attribution(text, "the port would close", source="Two officials", speaker="u1", **base)
    second = attribution(text, "ships may pass", source="They", speaker="u1", **base)
    third = attribution(text, "no", source="Ada", speaker="a1", **base)
    pair = [a.with_(speaker_type="anonymous") for a in (first, second)]
    found = with_reasons(text, (*pair, third), report(text).sentences)
    assert [bool(a.anonymity) for a in found] == [True, True, False]
