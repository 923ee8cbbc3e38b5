"""The README's picture: builds a bundled story's dossier with the real pipeline and photographs its first screen.

`python -m measure.picture OUT.png [NAME]`, NAME a folder under examples/. Needs Chromium and its driver, as the browser
tests do. The same words and fonts give the same picture; other fonts give another, so it is made by hand, not in CI.
"""

from __future__ import annotations

import base64
import contextlib
import shutil
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from stemma import desk
from stemma.exports.dossier import render
from stemma.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples"
DEFAULT = "dam-dispute"
WIDTH, HEIGHT, SCALE = 1280, 1240, 1.5
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
# The first entry of the list stands on the first screen: lit there and in its text, it tells what the page is for.
LIGHT_UP = """
const words = document.querySelector('.words');
if (words) { words.click(); document.activeElement.blur(); }
window.scrollTo(0, 0);
"""


def dossier_of(name: str, folder: Path) -> Path:
    """Build `examples/<name>/reports` in a store of its own and write its largest story's dossier into `folder`."""
    reports = EXAMPLES / name / "reports"
    if not reports.is_dir():
        known = ", ".join(sorted(p.parent.name for p in EXAMPLES.glob("*/reports")))
        sys.exit(f"There is no example {name!r}. Known: {known}.")
    settings = Settings(database=folder / "stemma.db")
    with contextlib.chdir(EXAMPLES.parent):  # so that the page shows the path as a reader of the repository knows it
        desk.build([str(reports.relative_to(EXAMPLES.parent))], settings)
    story = max(desk.all_stories(settings), key=lambda s: (len(s.readings), s.id))
    page = folder / "story.html"
    page.write_text(render(story), encoding="utf-8", newline="")
    return page


def photograph(page: Path, out: Path) -> None:
    """Write the first screen of `page`, in light colours and without motion, to `out` as a PNG."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver_path = shutil.which("chromedriver")
    if browser is None or driver_path is None:
        sys.exit("The picture needs Chromium and chromedriver (Debian: apt install chromium chromium-driver).")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(driver_path))
        try:
            metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": SCALE, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            features = [
                {"name": "prefers-color-scheme", "value": "light"},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            driver.get(page.as_uri())
            driver.execute_script(LIGHT_UP)
            shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
            out.write_bytes(base64.b64decode(shot["data"]))
        finally:
            driver.quit()


def main(arguments: list[str]) -> None:
    """Read the command line, build, photograph."""
    if not 1 <= len(arguments) <= 2:
        sys.exit("usage: python -m measure.picture OUT.png [EXAMPLE]")
    with tempfile.TemporaryDirectory() as folder:
        photograph(dossier_of(arguments[1] if arguments[1:] else DEFAULT, Path(folder)), Path(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
