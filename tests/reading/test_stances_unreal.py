"""What looks like a stance and is none: unknown, shied away from, scheduled, only possible; and questions kept whole.

All people, countries and outlets are invented.
"""

from __future__ import annotations

import pytest
from builders import attribution, mention, person, report

from stemma.reading.qualities import qualify_all
from stemma.reading.stances import find_stances
from stemma.reading.stances_setting import Setting
from stemma.records import Actor

ORVANIA, SELKIA = person("Orvania", type_="place"), person("Selkia", type_="place")
HALE, BROOK = person("Hale"), person("Ada Brook")
ACT = person("Harbour Act", type_="other")
CAST: tuple[Actor, ...] = (ORVANIA, SELKIA, HALE, BROOK, ACT)


def told(text: str, *said: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Holder, stance and question of each stance of a text; attributions as source, cue and content."""
    names = {actor.id: actor.name for actor in CAST}
    marks = [mention(text, a.name, a, nth=n) for a in CAST for n in range(text.count(a.name))]
    made = [
        attribution(
            text,
            content,
            source=source,
            cue=cue,
            speaker=next(a.id for a in CAST if a.name in source),
            form="direct" if content[0] == "“" else "indirect",
        )
        for source, cue, content in said
    ]
    rep = report(text)
    setting = Setting(rep, marks, qualify_all(text, made, rep.sentences)).with_(marks, (), ())
    return [(names[s.actor], s.stance, s.question) for s in find_stances(setting)]


NOT_TAKEN = [
    "It remains unclear whether Selkia has decided to lift the ban on salt.",
    "Traders asked if Selkia had rejected the treaty.",
    "Selkia steered clear of condemning the raid.",
    "Selkia avoided blaming Orvania for the raid.",
    "Selkia failed to condemn the raid.",
    "Selkia could embrace the treaty next year.",
    "Hale is set to meet Ada Brook at the harbour later on Friday.",
    "Hale was reached by wire, and told to leave for the coast.",
    "Hale was considered a last resort by the pilots.",
    "The Harbour Act has banned night fishing.",
    "Selkia allows users to hide their names.",
]


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_what_the_report_leaves_unknown_undone_or_scheduled(text: str) -> None:
    assert told(text) == []


CUES = [
    ("It is uncertain whether Selkia has decided to lift the ban.", ("Selkia", "decided", "to lift the ban")),
    ("Selkia avoided blaming Orvania.", ("Selkia", "blaming", "Orvania")),
    ("Has Selkia called for a new lock?", ("Selkia", "called for", "a new lock")),
    ("Hale was called in, and told to pray for rain.", ("Hale", "told", "to pray for rain")),
    ("Hale wants people to know the truth.", ("Hale", "wants", "people to know the truth")),
    ("Hale demanded, why did nobody come.", ("Hale", "demanded", "why did nobody come")),
    ("Hale explored how the islanders once lived.", ("Hale", "explored", "how the islanders once lived")),
    ("Hale did not unveil plans to close the port.", ("Hale", "plans", "to close the port")),
    ("Ada Brook cited disparaging remarks that Hale made.", ("Hale", "disparaging", "remarks")),
    ("Hale considered debt a last resort.", ("Hale", "considered", "debt a last resort")),
    ("Hale called on all islanders.", ("Hale", "called on", "all islanders")),
    ("Hale argued that it was rain that closed the lock.", ("Hale", "argued", "that it was rain that closed the lock")),
]


@pytest.mark.parametrize(("text", "said"), CUES)
def test_cues_that_tell_of_no_stance(text: str, said: tuple[str, str, str]) -> None:
    assert told(text, said) == []


SAID = [
    ("they should provide some fine views", []),
    ("Selkia was responsible for 644 deaths", []),
    ("nobody has been held accountable", []),
    ("it was too early to say what caused the fire", []),
    ("everything will work out", []),
    ("people know what Selkia does is a little wrong", []),
    ("the mayor should be held accountable", [("Hale", "urges", "the mayor should be held accountable")]),
    ("Selkia must take immediate, effective steps", [("Hale", "urges", "Selkia must take immediate, effective steps")]),
]


@pytest.mark.parametrize(("content", "found"), SAID)
def test_facts_forecasts_and_what_others_know(content: str, found: list[tuple[str, str, str]]) -> None:
    assert told(f"Hale said {content}.", ("Hale", "said", content)) == found


def test_he_in_a_quotation_is_somebody_else() -> None:
    said = "“He will never sign the treaty,”"
    assert told(f"{said} Hale said.", ("Hale", "said", said)) == []
    said = "“We will never sign the treaty,”"
    assert told(f"{said} Hale said.", ("Hale", "said", said)) == [("Hale", "refuses", "sign the treaty")]


def test_what_a_third_party_is_told_to_have_said_is_not_the_agencys() -> None:
    text = "Ada Brook ordered the march and said it was necessary to close the port, Hale reported."
    assert told(text, ("Hale", "reported", "it was necessary to close the port")) == []


def test_one_side_on_the_same_words() -> None:
    text = "Hale called for a reckless march."
    found = told(text, ("Hale", "called for", "a reckless march"), ("Hale", "called for", "a reckless march"))
    assert found == [("Hale", "urges", "a reckless march")]


WHOLE = [
    ("Selkia's", "decision", "to permit night fishing on the coast", "to permit night fishing on the coast"),
    ("Hale", "urged", "his allies, Orvania and Selkia, to help", "his allies, Orvania and Selkia, to help"),
]


@pytest.mark.parametrize(("source", "cue", "content", "question"), WHOLE)
def test_questions_hold_their_object(source: str, cue: str, content: str, question: str) -> None:
    ((_, _, about),) = told(f"{source} {cue} {content} drew notice.", (source, cue, content))
    assert about == question


def test_sanctions_imposed_are_supported() -> None:
    """Who imposes sanctions forbids something, but not the sanctions."""
    found = told("Selkia imposed new sanctions on Orvania.", ("Selkia", "imposed", "new sanctions on Orvania"))
    assert found == [("Selkia", "supports", "new sanctions on Orvania")]
