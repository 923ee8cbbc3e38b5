"""When something was said: words beside the cue tell, whatever their length."""

import pytest
from builders import attribution, person, reading, report, span_of

from stemma.records import TimeExpression
from stemma.stories.lineage_occasions import uttered

ADA = person("Ada Brook")


@pytest.mark.parametrize(
    ("text", "time", "value", "expected"),
    [
        ("“No,” Ada Brook said on Monday.", "Monday", "2031-03-03", "2031-03-03"),
        ("“No,” Ada Brook said earlier this week.", "earlier this week", None, ""),
        ("“No,” Ada Brook said. The basin closes on Monday.", "Monday", "2031-03-03", None),
        ("“No,” Ada Brook said.\n\nOn Monday the basin closed.", "Monday", "2031-03-03", None),
        ("“No,” Ada Brook said in the harbour of Selm on Monday.", "Monday", "2031-03-03", None),
    ],
)
def test_words_beside_source_and_cue_tell_when(text, time, value, expected):
    said = attribution(text, "No", source="Ada Brook", cue="said", speaker=ADA.id)
    place = span_of(text, time)
    expression = TimeExpression(place.start, place.end, "DATE", value)
    told = reading(report(text, published="2031-03-05"), actors=(ADA,), attributions=(said,))
    assert uttered(told.with_(times=(expression,)), said) == expected
