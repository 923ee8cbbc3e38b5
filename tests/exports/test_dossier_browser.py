"""The dossier in a real browser, opened from a file, as readers do."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from stemma.exports.dossier import Entry, render, render_index

pytestmark = pytest.mark.browser

WIDE, PHONE = (1280, 800), (360, 740)
IN_VIEW = """
const box = arguments[0].getBoundingClientRect();
const at = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + box.height / 2);
return box.top > -2 && box.bottom < innerHeight + 2 && (arguments[0].contains(at) || at.contains(arguments[0]));
"""


@pytest.fixture
def visit(browser, tmp_path):
    """Open a story's dossier from a file at a given size; the browser's console must stay silent throughout."""

    def go(html: str, size: tuple[int, int] = WIDE, *, anchor: str = "", script: bool = True):
        page = tmp_path / "story.html"
        page.write_text(html, encoding="utf-8", newline="")
        browser.get("about:blank")
        browser.get_log("browser")
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE},
        )
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
        )
        browser.get(f"{page.as_uri()}{anchor}")
        return browser

    yield go
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert browser.get_log("browser") == []


def lit(browser, role: str) -> list[str]:
    return [e.get_attribute("textContent") for e in browser.find_elements(By.CSS_SELECTOR, f".m.on-{role}")]


def item_of(browser, words: str):
    return next(i for i in browser.find_elements(By.CSS_SELECTOR, ".item") if words in i.get_attribute("textContent"))


def focused(browser):
    return browser.switch_to.active_element


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_clicking_an_item_shows_its_words_lit_in_the_report(visit, long_story, size):
    browser = visit(render(long_story), size)
    item_of(browser, "We shall open again").find_element(By.CSS_SELECTOR, ".words").click()
    assert lit(browser, "content") == ["\u201cWe shall open again,\u201d"]
    assert lit(browser, "source") == ["Varga"]
    assert lit(browser, "cue") == ["said at last"]
    (words,) = browser.find_elements(By.CSS_SELECTOR, ".m.on-content")
    assert browser.execute_script(IN_VIEW, words)
    assert browser.current_url.endswith(words.find_element(By.XPATH, "..").get_attribute("id"))


def test_on_a_wide_screen_the_list_stays_where_it_is(visit, long_story):
    browser = visit(render(long_story), WIDE)
    before = browser.execute_script("return scrollY")
    words = item_of(browser, "We shall open again").find_element(By.CSS_SELECTOR, ".words")
    words.click()
    assert browser.execute_script(IN_VIEW, words)
    assert browser.execute_script("return scrollY") - before < WIDE[1]
    assert not browser.find_element(By.ID, "back").is_displayed()


def test_on_a_phone_the_way_back_leads_to_the_item(visit, long_story):
    browser = visit(render(long_story), PHONE)
    words = item_of(browser, "We shall open again").find_element(By.CSS_SELECTOR, ".words")
    for leave in (lambda: browser.find_element(By.ID, "back").click(), browser.back):
        words.click()
        assert not browser.execute_script(IN_VIEW, words)
        leave()
        WebDriverWait(browser, 5).until(lambda b: b.execute_script(IN_VIEW, words))
        assert focused(browser) == words
        assert not browser.find_element(By.ID, "back").is_displayed()


def test_all_pieces_of_an_overlapping_item_light_up(visit, port_story):
    browser = visit(render(port_story))
    item_of(browser, "the figure, which").find_element(By.CSS_SELECTOR, ".words").click()
    assert "".join(lit(browser, "content")).startswith("the figure, which the Dockers")
    assert "".join(lit(browser, "content")).endswith("would be published soon")


def test_clicking_marked_text_opens_the_card_of_everything_there(visit, port_story):
    browser = visit(render(port_story))
    deep = browser.find_element(By.CSS_SELECTOR, ".m.deep")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", deep)
    deep.click()
    card = browser.find_element(By.ID, "card")
    assert card.is_displayed()
    entries = [e.text for e in card.find_elements(By.CSS_SELECTOR, ".entry")]
    assert len(entries) == 2
    for part in ("Dockers\u2019 League", "cue: had called", "form: indirect", "confidence: 90%"):
        assert part in entries[0]
    assert entries[1].startswith("They")
    assert lit(browser, "content") == ["invented"]
    card.find_element(By.LINK_TEXT, entries[1].splitlines()[-1]).click()
    assert not card.is_displayed()
    assert "the figure, which" in focused(browser).text


def test_every_marked_segment_can_be_clicked(visit, port_story):
    browser = visit(render(port_story))
    marks = browser.find_elements(By.CSS_SELECTOR, ".m")
    assert len(marks) > 15
    for mark in marks:
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
        mark.click()
        assert browser.find_element(By.ID, "card").is_displayed()
        browser.find_element(By.ID, "card-close").click()


def test_the_keyboard_is_enough(visit, port_story):
    browser = visit(render(port_story))
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    assert focused(browser).text == "Skip to the dossier"
    assert focused(browser).rect["x"] >= 0
    words = item_of(browser, "radio").find_element(By.CSS_SELECTOR, ".words")
    for _ in range(60):
        if focused(browser) == words:
            break
        focused(browser).send_keys(Keys.TAB)
    assert focused(browser) == words
    assert browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    focused(browser).send_keys(Keys.ENTER)
    assert lit(browser, "content") == ["\u201cI learnt of it on the radio,\u201d"]
    note = browser.find_element(By.CSS_SELECTOR, f"a.note[data-n='{words.get_attribute('data-go')}']")
    note.send_keys(Keys.ENTER)
    assert browser.find_element(By.ID, "card").is_displayed()
    focused(browser).send_keys(Keys.ESCAPE)
    assert not browser.find_element(By.ID, "card").is_displayed()
    assert focused(browser) == note


def test_the_list_can_be_filtered_by_speaker_and_form(visit, port_story):
    browser = visit(render(port_story))

    def left() -> list[str]:
        return [i.get_attribute("data-n") for i in browser.find_elements(By.CSS_SELECTOR, ".item") if i.is_displayed()]

    everyone = left()
    assert len(everyone) == len(port_story.attributions)
    select = browser.find_element(By.ID, "by-speaker")
    select.send_keys("Ilse")
    assert len(left()) == 3
    browser.find_element(By.CSS_SELECTOR, "input[value='direct']").send_keys(Keys.SPACE)
    assert len(left()) == 1
    assert browser.find_element(By.ID, "filter-status").text == "1 of 7 shown"
    # an item that the filter hides is shown again when its number is followed
    note = browser.find_element(By.CSS_SELECTOR, "a.note[data-n='1']")
    note.send_keys(Keys.ENTER)
    browser.find_element(By.CSS_SELECTOR, "#card a").click()
    assert left() == everyone


def test_print_shows_everything_and_no_controls(visit, port_story):
    browser = visit(render(port_story))
    browser.find_element(By.ID, "by-speaker").send_keys("Ilse")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    items = browser.find_elements(By.CSS_SELECTOR, ".item")
    assert all(i.is_displayed() for i in items)
    assert browser.find_element(By.CSS_SELECTOR, ".provenance").is_displayed()
    for control in browser.find_elements(By.CSS_SELECTOR, "form, button, nav, .skip"):
        assert not control.is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_without_script_the_anchors_do_the_same(visit, long_story):
    html = render(long_story)
    browser = visit(html, PHONE)
    item = item_of(browser, "We shall open again")
    target = item.find_element(By.CSS_SELECTOR, ".words").get_attribute("href").split("#")[1]
    browser = visit(html, PHONE, anchor=f"#{target}", script=False)
    words = browser.find_element(By.CSS_SELECTOR, f"#{target} .m")
    assert not browser.find_element(By.ID, "filters").is_displayed()
    assert words.rect["y"] >= 0
    assert words.value_of_css_property("background-color") not in ("rgba(0, 0, 0, 0)", "transparent")


@pytest.mark.parametrize("size", [PHONE, (320, 600), (768, 1024), WIDE])
def test_nothing_scrolls_sideways(visit, port_story, size):
    long_word = port_story.readings[0].report
    odd = long_word.with_(report=long_word.report.with_(path="a" * 300, url="https://x.example/" + "b" * 300))
    story = port_story.with_(readings=(port_story.readings[0].with_(report=odd), port_story.readings[1]))
    browser = visit(render(story), size)
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.execute_script("const t = document.getElementById('texts'); return t.scrollWidth <= t.clientWidth")


def test_the_browsers_text_is_the_reports_text(visit, port_story, make_story):
    from builders import reading, report

    odd = "Head\r\n\r\nTab\t, FF\f, Zoe\u0308 \U0001f469\u200d\U0001f680 \u202eevil\u202c \u2067x\r\n"
    story = make_story(reading(report(odd)), *port_story.readings)
    browser = visit(render(story))
    script = """return [...document.querySelectorAll('.text')].map(
        t => [...t.querySelectorAll('[data-t]')].map(e => e.textContent).join(''))"""
    assert browser.execute_script(script) == [r.text for r in story.readings]


def test_hostile_text_runs_nothing(visit, make_story):
    from builders import reading, report

    evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    rep = report(f"Head\n\n{evil}", outlet=evil, title=evil, path=evil)
    rep = rep.with_(report=rep.report.with_(url="javascript:document.title='owned'"))
    browser = visit(render(make_story(reading(rep), title=evil)))
    assert browser.title.startswith("<img")


def test_small_targets_are_large_enough(visit, port_story):
    browser = visit(render(port_story), PHONE)
    # WCAG 2.2 AA asks for 24 by 24 CSS pixels, links inside a sentence excepted
    for target in browser.find_elements(By.CSS_SELECTOR, "button, select, .tick, .contents a, .words, .title a"):
        if target.is_displayed():
            assert target.rect["height"] >= 24, target.text


def test_the_index_opens_from_a_file(visit, port_story):
    browser = visit(render_index([Entry(port_story.id, port_story.title, None, None, 2)]), PHONE)
    assert browser.find_element(By.LINK_TEXT, port_story.title).is_displayed()
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
