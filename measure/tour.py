"""The pictures of docs/tour.md: serves the bundled examples, visits the main pages in a real browser, photographs them.

`python -m measure.tour [FOLDER]` (docs/tour if not given). Needs Chromium and its driver, as the browser tests do. The
same words and fonts give the same pictures; other fonts give others, so it is run by hand, not in CI.
"""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from measure.picture import EXAMPLES, FLAGS
from stemma import desk
from stemma.records import Story
from stemma.settings import Settings

STORIES = ("dam-dispute", "vaccine-licence", "ferry-sinking")
WIDTH, HEIGHT, SCALE = 1200, 780, 1.0
PHONE = (390, 780)
SETTLE_SECONDS = 1.2


def main(arguments: list[str]) -> None:
    """Build, serve, photograph."""
    if len(arguments) > 1:
        sys.exit("usage: python -m measure.tour [FOLDER]")
    out = Path(arguments[0]) if arguments else EXAMPLES.parent / "docs" / "tour"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(database=Path(name) / "stemma.db")
        with contextlib.chdir(EXAMPLES.parent):  # so that pages show paths as a reader of the repository knows them
            desk.build([f"examples/{story}/reports" for story in STORIES], settings)
        story = max(desk.all_stories(settings), key=lambda s: (len(s.readings), s.id))
        with _server(settings) as url, _browser(Path(name)) as browser:
            for file, path, what in _stops(story):
                _photograph(browser, f"{url}{path}", out / f"{file}.png", what, phone=file.endswith("phone"))


def _stops(story: Story) -> Iterator[tuple[str, str, Callable[[webdriver.Chrome], None] | None]]:
    """Each picture: its name, the page, and what is done there first."""
    base, first = f"/story/{story.id}", story.readings[0].id
    disputed = next((c for c in story.claims if c.status == "disputed"), story.claims[0])
    tally = {a.id: 0 for a in story.actors}
    for told in story.attributions:
        tally[told.attribution.speaker or ""] = tally.get(told.attribution.speaker or "", 0) + 1
    speaker = max(story.actors, key=lambda a: (a.type == "person", tally[a.id]))
    said = next(a for a in story.attributions if a.attribution.speaker == speaker.id)
    copied = next((e for e in story.lineage.edges if e.kind == "copies"), None)
    yield "stories", "/", None
    yield "add", "/add", None
    yield "story", base, _light
    yield "timeline", f"{base}#timeline", None
    yield "claim", f"{base}/claim/{disputed.id}", None
    yield "report", f"{base}/report/{first}?show=said", None
    yield "actor", f"{base}/actor/{speaker.id}", None
    yield "correct", f"{base}/report/{said.report}/said/{said.attribution.id}", None
    if copied:
        yield "beside", f"{base}/report/{copied.from_}?beside={copied.to}", _join
    yield "search", "/search?q=speaker:Calloway+pumps", None
    yield "phone", f"{base}#said", None


def _light(browser: webdriver.Chrome) -> None:
    """The first passage of the brief opened beside it."""
    browser.execute_script("const to = document.querySelector('.brief .teller'); if (to) { to.click(); }")
    time.sleep(SETTLE_SECONDS)
    browser.execute_script("window.scrollTo(0, 0); document.activeElement.blur();")


def _join(browser: webdriver.Chrome) -> None:
    """The first shared passage lit in both reports."""
    browser.execute_script("const mark = document.querySelector('.twin [data-j]'); if (mark) { mark.click(); }")


@contextlib.contextmanager
def _server(settings: Settings) -> Iterator[str]:
    command = [sys.executable, "-m", "stemma", "serve", "--db", str(settings.database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip().rstrip("/")
        finally:
            process.terminate()


@contextlib.contextmanager
def _browser(folder: Path) -> Iterator[webdriver.Chrome]:
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        sys.exit("The tour needs Chromium and chromedriver (Debian: apt install chromium chromium-driver).")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(driver))
    features = [
        {"name": "prefers-color-scheme", "value": "light"},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        yield browser
    finally:
        browser.quit()


def _photograph(
    browser: webdriver.Chrome, url: str, out: Path, what: Callable[[webdriver.Chrome], None] | None, *, phone: bool
) -> None:
    width, height = PHONE if phone else (WIDTH, HEIGHT)
    metrics = {"width": width, "height": height, "deviceScaleFactor": SCALE, "mobile": phone}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(url)
    time.sleep(SETTLE_SECONDS)
    if what:
        what(browser)
        time.sleep(SETTLE_SECONDS)
    shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    out.write_bytes(base64.b64decode(shot["data"]))
    print(out)


if __name__ == "__main__":
    main(sys.argv[1:])
