"""Origins of claims: which statements add one, and which pass on what another says."""

import pytest
from builders import attribution, mention, person
from stories.test_claims import REYL, found, told

from stemma.records import Lineage, TimeExpression
from stemma.stories.actors import joined
from stemma.stories.lineage import lineage

BOARD = person("Selkian Harbour Board", type_="organization")
SAID = "The dam at Hallin leaks near the northern gate"


def quoted(outlet="Harbour Courier", speaker=BOARD):
    text = f"{SAID}, {speaker.name} said on the quay."
    said = attribution(text, SAID, source=speaker.name, cue="said", speaker=speaker.id)
    return told(text, outlet, said=(said,), actors=(speaker,), mentions=(mention(text, speaker.name, speaker),))


@pytest.mark.parametrize(("dated", "origins"), [(False, 1), (True, 2)])
def test_a_house_that_says_what_somebody_says_adds_nothing_but_with_a_time_of_its_own(dated, origins):
    text = "Last month the dam at Hallin leaked near the northern gate."
    own = told(text, "Daily Lantern")
    month = TimeExpression(0, len("Last month"), "DATE", "2023-04")
    (claim,) = found(quoted(), own.with_(times=(month,)) if dated else own)
    assert claim.origins == origins


def test_who_speaks_to_one_report_alone_gives_nothing_to_others():
    (claim,) = found(quoted(speaker=REYL), told("The dam at Hallin leaks at the northern gate.", "Daily Lantern"))
    assert claim.origins == 2


def test_houses_that_nobody_speaks_beside_count_each():
    (claim,) = found(told(f"{SAID}.", "Daily Lantern"), told(f"{SAID} today.", "Averley Mail"), tree=Lineage())
    assert claim.origins == 2


def test_a_house_that_names_who_speaks_elsewhere_has_it_from_there():
    text = "The dam at Hallin was handed to the Selkian Harbour Board on Monday."
    own = told(text, "Daily Lantern", actors=(BOARD,), mentions=(mention(text, "Selkian Harbour Board", BOARD),))
    said = "the dam at Hallin was handed over to it on Monday"
    words = f"The Selkian Harbour Board said {said}."
    spoken = told(
        words,
        "Harbour Courier",
        said=(attribution(words, said, source="The Selkian Harbour Board", cue="said", speaker=BOARD.id),),
        actors=(BOARD,),
        mentions=(mention(words, "Selkian Harbour Board", BOARD),),
    )
    for claim in found(own, spoken):
        assert claim.origins == 1


def test_the_documents_of_a_story_are_its_one_named_set_of_them():
    papers = person("Selm Papers", type_="other")
    one, other = "The Selm Papers say the gates rust.", "The documents say the gates rust."
    pile = [
        told(one, "Harbour Courier", actors=(papers,), mentions=(mention(one, "Selm Papers", papers),),
             said=(attribution(one, "the gates rust", source="The Selm Papers", cue="say", speaker=papers.id),)),
        told(other, "Daily Lantern",
             said=(attribution(other, "the gates rust", source="The documents", cue="say", speaker=None),)),
    ]  # fmt: skip
    documents = [n.name for n in lineage(pile, joined(pile)).nodes if n.kind == "document"]
    assert documents == ["Selm Papers"]


def test_what_is_reportedly_so_adds_none():
    words = "The dam at Hallin reportedly leaks near the northern gate."
    content = "leaks near the northern gate"
    hedged = attribution(words, content, source=None, cue="reportedly").with_(act="report", status="hedged")
    (claim,) = found(quoted(), told(words, "Daily Lantern", said=(hedged,)))
    assert claim.origins == 1


def test_nobody_else_has_it_from_somebody_unnamed():
    source = person("a diver")
    text = f"{SAID}, a diver said on the quay."
    by_diver = attribution(text, SAID, source="a diver", cue="said", speaker=source.id)
    one = told(text, "Harbour Courier", said=(by_diver,), actors=(source.with_(anonymous=True),),
               mentions=(mention(text, "a diver", source, form="nominal"),))  # fmt: skip
    (claim,) = found(one, told("The dam at Hallin leaks at the northern gate.", "Daily Lantern"))
    assert claim.origins == 2


def test_what_two_reports_have_from_one_source_no_house_adds_to():
    third = told("In the north the dam at Hallin leaks, its gate rusted.", "Averley Mail")
    for claim in found(quoted(), quoted("Daily Lantern"), third):
        assert claim.origins == 1
