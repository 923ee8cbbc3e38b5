"""The main paths in a real browser: add, read, follow, compare, correct, undo, as-of, search, share; and no errors."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import axe
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from stemma.settings import Settings

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDE, PHONE = (1280, 900), (360, 740)
QUAY = (
    "Quay at Orle to stay shut for a third week\n\n"
    "“The quay stays shut until the cranes are safe,” Ana Ruiz, the harbour master, said on Monday.\n\n"
    "The dockers’ union said that the delay would cost forty jobs at Orle."
)
DROP = """
const file = new File([arguments[0]], 'orle.txt', {type: 'text/plain'}), carried = new DataTransfer();
carried.items.add(file);
for (const kind of ['dragover', 'drop']) {
  document.getElementById('drop').dispatchEvent(
    new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carried}));
}
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    """A headless Chromium; skipped without one on a desk, failed where CI is set."""
    if CHROMIUM is None or not DRIVER.exists():
        reason = "needs Chromium and /usr/bin/chromedriver (Debian: apt install chromium chromium-driver)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium) -> Iterator[webdriver.Chrome]:
    """The browser at a wide screen; its console must stay silent throughout the test."""
    chromium.get("about:blank")
    chromium.get_log("browser")
    look(chromium)
    yield chromium
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    # A page that answers with a failure on purpose is logged by the browser itself; no test here asks for one.
    assert [entry["message"] for entry in chromium.get_log("browser")] == []


def look(browser, size: tuple[int, int] = WIDE, scheme: str = "light", media: str = "") -> None:
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def one(browser, selector: str):
    return WebDriverWait(browser, 20).until(lambda b: b.find_element(By.CSS_SELECTOR, selector))


def until(browser, what):
    return WebDriverWait(browser, 60).until(what)


def press(browser, element) -> None:
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def test_a_pasted_text_is_read_and_its_story_opened(browser, serve, tmp_path):
    with serve(Settings(database=tmp_path / "new.db")) as site:
        browser.get(site.url + "/")
        browser.find_element(By.LINK_TEXT, "Add reports").click()
        one(browser, "#text").send_keys(QUAY)
        one(browser, "button.main").click()
        until(browser, lambda b: b.find_elements(By.ID, "job-done"))
        assert "1 report added" in one(browser, "#job").text
        one(browser, "#job ul a").click()
        assert "Ana Ruiz" in one(browser, "#said").text


def test_a_dropped_file_is_read(browser, serve, tmp_path):
    with serve(Settings(database=tmp_path / "new.db")) as site:
        browser.get(site.url + "/add")
        browser.execute_script(DROP, QUAY)
        until(browser, lambda b: "/add/" in b.current_url and b.find_elements(By.ID, "job-done"))
        assert "1 report added" in one(browser, "#job").text
        assert site.get("/api/v1/stories").data[0]["reports"][0]["path"] == "orle.txt"


def test_a_passage_opens_beside_its_story_and_the_address_keeps_it(browser, site, dam):
    browser.get(f"{site.url}/story/{dam}")
    one(browser, "#panel .paper")
    words = one(browser, "#said .item .words")
    press(browser, words)
    until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "#panel #at"))
    shown = one(browser, "#panel .w-at").text
    assert shown
    assert shown in words.text
    address = browser.current_url
    assert "#see=" in address
    browser.get("about:blank")
    browser.get(address)
    until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "#panel #at"))
    assert one(browser, "#panel .w-at").text == shown


def test_a_report_is_quiet_until_asked_and_its_notes_lead_on(browser, site, dam, dam_story):
    browser.get(f"{site.url}/story/{dam}/report/{dam_story.readings[0].id}")
    assert not one(browser, ".margin").is_displayed()
    one(browser, ".toggle-said").click()
    assert one(browser, ".margin").is_displayed()
    assert "show=said" in browser.current_url
    mark = one(browser, ".w-content[data-a]")
    press(browser, mark)
    number = mark.get_attribute("data-a").split(" ")[0]
    assert "on" in one(browser, f".margin-note[data-n='{number}']").get_attribute("class")
    also = one(browser, ".margin-note a.also")
    quote = also.get_attribute("title").partition(": ")[2]
    press(browser, also)
    until(browser, lambda b: b.find_elements(By.ID, "at"))
    assert "".join(one(browser, "#at").text.split())[:20] in "".join(quote.split())


def test_a_speaker_is_followed_and_a_claim_opened_to_its_passages(browser, site, dam):
    browser.get(f"{site.url}/story/{dam}")
    press(browser, browser.find_element(By.LINK_TEXT, "Ines Calloway"))
    assert one(browser, "h1").text == "Ines Calloway"
    browser.back()
    press(browser, one(browser, "#claims .proposition a"))
    statements = browser.find_elements(By.CSS_SELECTOR, ".statement mark")
    assert len(statements) >= 2
    words = statements[1].text
    press(browser, browser.find_elements(By.CSS_SELECTOR, ".statement")[1].find_element(By.CSS_SELECTOR, "footer a"))
    until(browser, lambda b: b.find_elements(By.ID, "at"))
    assert one(browser, "#at").text.split()[0] == words.split()[0]


def test_a_speaker_is_corrected_seen_everywhere_and_undone(browser, desk_site, dam, dam_story):
    sorn, lena = (next(a for a in dam_story.actors if a.name == n) for n in ("Radek Sorn", "Lena Marrick"))
    told = next(a for a in dam_story.attributions if a.attribution.speaker == sorn.id)
    url, item = desk_site.url, f"said-{told.report}-{told.attribution.id}"
    details = f"{url}/story/{dam}/report/{told.report}/said/{told.attribution.id}"
    browser.get(details)
    Select(one(browser, "#speaker")).select_by_value(lena.id)
    press(browser, browser.find_element(By.XPATH, "//button[.='Set the speaker']"))
    until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".decided"))
    assert one(browser, "h1").text.startswith("Lena Marrick")
    browser.get(f"{url}/story/{dam}?actor={lena.id}")
    assert browser.find_elements(By.ID, item)
    browser.get(f"{url}/story/{dam}/actor/{sorn.id}")
    assert told.attribution.id not in browser.page_source
    browser.get(f"{url}/decisions")
    press(browser, browser.find_element(By.XPATH, "//button[.='Undo']"))
    until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".undone"))
    browser.get(details)
    assert one(browser, "h1").text.startswith("Radek Sorn")


def test_as_of_and_filters_change_the_story_without_a_reload(browser, site, dam):
    browser.get(f"{site.url}/story/{dam}")
    whole = len(browser.find_elements(By.CSS_SELECTOR, ".item"))
    Select(one(browser, "#as-of")).select_by_index(1)
    until(browser, lambda b: "as_of=" in b.current_url)
    until(browser, lambda b: 0 < len(b.find_elements(By.CSS_SELECTOR, ".item")) < whole)
    before = len(browser.find_elements(By.CSS_SELECTOR, ".item"))
    Select(one(browser, "select[name='form']")).select_by_visible_text("direct")
    until(browser, lambda b: "form=direct" in b.current_url and "as_of=" in b.current_url)
    until(browser, lambda b: len(b.find_elements(By.CSS_SELECTOR, ".item")) < before)
    browser.back()
    until(browser, lambda b: "form=direct" not in b.current_url)


def test_the_slider_moves_the_day(browser, site, dam):
    browser.get(f"{site.url}/story/{dam}")
    one(browser, "#slide").send_keys(Keys.HOME)
    until(browser, lambda b: "as_of=" in b.current_url)
    until(browser, lambda b: " of 6" in b.find_element(By.CSS_SELECTOR, ".facts").text)


def test_searching_by_keyboard_leads_to_the_words(browser, site):
    browser.get(site.url + "/")
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    browser.switch_to.active_element.send_keys("speaker:Calloway form:direct", Keys.ENTER)
    until(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".found"))
    browser.find_element(By.TAG_NAME, "body").send_keys("j")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    until(browser, lambda b: "/report/" in b.current_url)


def test_side_by_side_a_shared_passage_lights_up_in_both(browser, site, dam, dam_story):
    edge = next(e for e in dam_story.lineage.edges if e.kind == "copies")
    browser.get(f"{site.url}/story/{dam}/report/{edge.from_}?beside={edge.to}")
    press(browser, one(browser, ".twin[data-side='1'] [data-j]"))
    lit = [len(browser.find_elements(By.CSS_SELECTOR, f".twin[data-side='{n}'] .w-shared.on")) for n in (1, 2)]
    assert all(lit)


def test_chosen_words_get_an_address(browser, site, dam, dam_story):
    reading = dam_story.readings[0]
    browser.get(f"{site.url}/story/{dam}/report/{reading.id}")
    browser.execute_script(
        """const run = [...document.querySelectorAll('[data-t]')].find(r => r.textContent.includes('fourteen Heron'));
        const walk = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
        let node = walk.nextNode(); while (!node.data.includes('fourteen')) { node = walk.nextNode(); }
        const at = node.data.indexOf('fourteen');
        getSelection().setBaseAndExtent(node, at, node, at + 8);"""
    )
    button = one(browser, "#to-words")
    start = reading.text.index("fourteen")
    assert button.get_attribute("data-href").endswith(f"?at={start}-{start + 8}#at")


def test_an_address_of_words_keeps_the_day(browser, site, dam, dam_story):
    reading = dam_story.readings[0]
    day = reading.report.report.published.value[:10]
    browser.get(f"{site.url}/story/{dam}/report/{reading.id}?as_of={day}")
    browser.execute_script("getSelection().selectAllChildren(document.querySelector('.col-text .paragraph [data-t]'))")
    assert one(browser, "#to-words").get_attribute("data-href").endswith(f"&as_of={day}#at")


def test_the_parts_of_a_story_stay_in_reach_and_keys_lead_through_them(browser, site, dam):
    browser.get(f"{site.url}/story/{dam}")
    browser.execute_script("document.getElementById('said').scrollIntoView()")
    assert browser.execute_script("return document.querySelector('.contents').getBoundingClientRect().top") == 0
    browser.execute_script("scrollTo(0, 0)")
    for _ in range(3):
        one(browser, "body").send_keys("n")
    assert one(browser, "#live").text == one(browser, "#timeline h2").text
    one(browser, "body").send_keys("p")
    assert one(browser, "#live").text == one(browser, "#reports h2").text


def test_narrowing_leaves_nothing_empty_in_the_address(browser, site, dam):
    browser.get(f"{site.url}/story/{dam}")
    Select(one(browser, "#narrow [name=form]")).select_by_visible_text("direct")
    until(browser, lambda b: "form=" in b.current_url)
    assert browser.current_url.endswith(f"/story/{dam}?form=direct")


def test_what_is_new_since_you_looked_is_told(browser, desk_site, dam):
    browser.get(f"{desk_site.url}/story/{dam}")
    browser.execute_script(f"localStorage.setItem('seen-{dam}', 'rother')")
    browser.get(desk_site.url + "/")
    assert "6 new since you looked" in one(browser, f"[data-story='{dam}']").text


def test_without_script_everything_can_be_read(browser, site, dam):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{site.url}/story/{dam}")
    press(browser, one(browser, "#said .item .words"))
    until(browser, lambda b: "/report/" in b.current_url)
    assert one(browser, "#at").is_displayed()
    browser.get(f"{site.url}/story/{dam}")
    Select(one(browser, "select[name='form']")).select_by_visible_text("direct")
    browser.find_element(By.XPATH, "//button[.='Apply']").click()
    until(browser, lambda b: "form=direct" in b.current_url)


@pytest.fixture
def every_page(site, dam, dam_story) -> list[str]:
    """An address of each kind of page."""
    first, claim = dam_story.readings[0].id, dam_story.claims[0].id
    sorn = next(a for a in dam_story.actors if a.name == "Radek Sorn")
    told = next(a for a in dam_story.attributions if a.attribution.speaker == sorn.id)
    base = f"/story/{dam}"
    return [
        "/", base, f"{base}?form=direct&as_of=2024-06-08", f"{base}/report/{first}?show=said+actors+times+rules",
        f"{base}/report/{first}?at=100-160", f"{base}/report/{first}?beside={dam_story.readings[1].id}",
        f"{base}/report/{first}/correct", f"{base}/report/{told.report}/said/{told.attribution.id}",
        f"{base}/claim/{claim}", f"{base}/actor/{sorn.id}", "/search?q=pumps", "/search?q=before:x", "/add",
        "/decisions", "/quarantine", "/keys", "/api",
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")])
def test_no_page_has_a_barrier(browser, site, every_page, size, scheme):
    look(browser, size, scheme)
    found = {}
    for path in every_page:
        browser.get(site.url + path)
        if size == WIDE and urlsplit(path).path.count("/") == 2 and path.startswith("/story/"):
            one(browser, "#panel .paper")
        if wrong := axe.violations(browser):
            found[path] = wrong
        assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth"), path
    assert found == {}


def test_a_story_prints_without_its_controls(browser, site, dam):
    look(browser, media="print")
    browser.get(f"{site.url}/story/{dam}")
    assert one(browser, "#said .item").is_displayed()
    for control in browser.find_elements(By.CSS_SELECTOR, ".bar, .narrow-by, .panel, button, .skip"):
        assert not control.is_displayed()
