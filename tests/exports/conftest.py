"""Stories built by hand for the dossier's tests, and a real browser where one is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import attribution, paragraphs, reading, report
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from stemma.records import Block, Member, Published, Story, StoryActor, StoryAttribution
from stemma.spans import Span

MINISTER = StoryActor("p1", "Ilse Varga", "person", aliases=("Varga",), roles=("harbour minister",))
UNION = StoryActor("p2", "Dockers\u2019 League", "organization")

FIRST = """Port of Mirna to close for a week

\u201cNo ship will sail before the quay is safe,\u201d Harbour Minister Ilse Varga said on Tuesday \U0001f6a2.

A senior official said the repairs could cost \u201ctwice the budget\u201d. They said the figure, which \
the Dockers\u2019 League had called invented, would be published soon.

Caf\u00e9 owners were told to shut as well.

ADVERTISEMENT: Boats for rent"""

SECOND = """The closure of the port was reportedly planned in spring.

Varga denied that she had known of any plan. \u201cI learnt of it on the radio,\u201d she said."""


def _first() -> tuple:
    rep = report(FIRST, outlet="The Mirna Courier", published="2024-09-10", path="courier.txt", first="headline")
    blocks = (*rep.blocks[:-1], Block("advertisement", rep.blocks[-1].start, rep.blocks[-1].end))
    rep = rep.with_(
        blocks=blocks, report=rep.report.with_(url="https://courier.example/port?a=1&b=2", encoding="utf-8")
    )
    outer = attribution(
        FIRST,
        "the figure, which the Dockers\u2019 League had called invented, would be published soon",
        source="They",
        cue="said the figure"[:4],
    )
    # "said" of the last sentence is the third one; the builder takes the first.
    third = FIRST.index("They said") + 5
    outer = outer.with_(cue=(Span(third, third + 4),), id="a-outer")
    nested = attribution(
        FIRST, "invented", source="the Dockers\u2019 League", cue="had called", speaker="p2", form="indirect"
    ).with_(layer="nested", parent="a-outer")
    made = [
        attribution(
            FIRST,
            "\u201cNo ship will sail before the quay is safe,\u201d",
            source="Harbour Minister Ilse Varga",
            cue="said",
            speaker="p1",
            form="direct",
        ),
        attribution(
            FIRST,
            "the repairs could cost \u201ctwice the budget\u201d",
            source="A senior official",
            cue="said",
            form="mixed",
            speaker_type="anonymous",
        ).with_(cue=(Span(FIRST.index("official said") + 9, FIRST.index("official said") + 13),)),
        outer,
        nested,
    ]
    return reading(rep, attributions=made)


def _second() -> tuple:
    rep = report(SECOND, path="second <b>.txt", title="Who knew?")
    rep = rep.with_(
        report=rep.report.with_(
            url="javascript:alert(1)", published=Published(alternatives=("2024-11-09", "2024-09-11"), basis="masthead")
        )
    )
    made = [
        attribution(SECOND, "The closure of the port was", cue="reportedly"),
        attribution(
            SECOND, "that she had known of any plan", source="Varga", cue="denied", speaker="p1", form="indirect"
        ),
        attribution(
            SECOND, "\u201cI learnt of it on the radio,\u201d", source="she", cue="said", speaker="p1", form="direct"
        ),
    ]
    return reading(rep, attributions=made)


def story_of(*readings, title: str = "Port of Mirna to close for a week", actors=(MINISTER, UNION)) -> Story:
    """A story of the given readings, all their attributions in it."""
    return Story(
        id="st0123",
        title=title,
        as_of=None,
        from_="2024-09-10",
        to="2024-09-11",
        readings=tuple(readings),
        actors=tuple(a.with_(members=tuple(Member(r.id, a.id) for r in readings)) for a in actors),
        attributions=tuple(StoryAttribution(r.id, a) for r in readings for a in r.attributions),
        layers=("attributions",),
    )


@pytest.fixture
def port_story() -> Story:
    """Two reports: a dated one with an advertisement and nested speech, one with an open date and no headline."""
    return story_of(_first(), _second())


@pytest.fixture
def make_story():
    """The function that makes a story of readings."""
    return story_of


@pytest.fixture
def long_story() -> Story:
    """One long report, so that the words of its last item start far outside the screen."""
    quiet = "\n\n".join(
        f"Paragraph {n} of the long account tells how the harbour works on a quiet day. " * 4 for n in range(60)
    )
    text = f"{FIRST}\n\n{quiet}\n\n\u201cWe shall open again,\u201d Varga said at last."
    rep = report(text, outlet="The Mirna Courier", published="2024-09-10", first="headline")
    rep = rep.with_(blocks=paragraphs(text, "headline"))
    last = attribution(
        text, "\u201cWe shall open again,\u201d", source="Varga", cue="said at last", speaker="p1", form="direct"
    )
    return story_of(_second(), reading(rep, attributions=[last]))


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = Path("/usr/bin/chromedriver")
BROWSER_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    """A headless Chromium. Without one: skipped on a desk, failed where CI is set, so that it cannot go unnoticed."""
    if CHROMIUM is None or not DRIVER.exists():
        reason = "needs Chromium and /usr/bin/chromedriver (Debian: apt install chromium chromium-driver)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in BROWSER_FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()
