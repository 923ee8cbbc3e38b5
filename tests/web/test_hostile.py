"""Reports are hostile input: whatever they hold changes nothing but their own text, on pages and in exports."""

from __future__ import annotations

import csv
import io
import re
import time
from html.parser import HTMLParser

import pytest
from builders import attribution, person, reading, report
from pagetext import text_of
from standins import PlainReader

from stemma import desk
from stemma.records import Block
from stemma.settings import Settings
from stemma.spans import Span
from stemma.web.texts import Mark, blocks_of

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"></p></main><!-- <style>*{}"
BIDI = "\u202eevil\u202c and \u2067shut\u2069"
FORMULA = '=HYPERLINK("http://evil.example")'
SAID = f"“{FORMULA} {BIDI} {EVIL} the bridge at Orle stays shut,” said Ada Brook on Tuesday."
TINY = "\n\n".join(f"Line {n} of the bridge at Orle." for n in range(10_000))
LONG = "the bridge at Orle stays shut and " * (5_000_000 // 34)


@pytest.fixture(scope="module")
def evil_site(tmp_path_factory, serve):
    folder = tmp_path_factory.mktemp("evil")
    texts = {
        "evil.txt": f"Bridge {EVIL} shut\n\nBy {EVIL}\n\n{SAID}\n\nThe council shut the bridge at Orle on Tuesday.",
        'quo"te<b>.txt': f"Bridge at Orle shut on Tuesday\n\n{SAID}\n\nThe council of Orle shut it.",
        "tiny.txt": f"The bridge at Orle is shut on Tuesday\n\n{TINY}\n\n“It stays shut,” said Ada Brook at Orle.",
        "long.txt": f"The bridge at Orle is shut\n\n“It stays shut,” said Ada Brook. {LONG}",
    }
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / name).write_text(text, encoding="utf-8", newline="")
    settings = Settings(database=folder / "evil.db")
    result = desk.build([str(folder / "in")], settings, reader=PlainReader())
    assert result.quarantined == ()
    with serve(settings) as site:
        site.seconds = 300  # the first reader of five million letters waits until they are compared with the rest
        yield site


def pages(site) -> list[str]:
    out = ["/", "/search?q=bridge", "/search?q=" + "%3Cscript%3E", "/decisions", "/quarantine"]
    for story in site.get("/api/v1/stories").data:
        base = f"/story/{story['id']}"
        told = site.get(f"/api/v1/stories/{story['id']}").data
        out += [base, f"{base}?outlet=%3Cscript%3E", f"{base}/dossier.html"]
        out += [f"{base}/actor/{a['id']}" for a in told["actors"]]
        out += [f"{base}/claim/{c['id']}" for c in told["claims"][:3]]
        for head in told["reports"]:
            out += [
                f"{base}/report/{head['id']}",
                f"{base}/report/{head['id']}?show=said+actors&at=0-9",
                f"{base}/report/{head['id']}/correct",
            ]
        out += [f"{base}/report/{a['report']}/said/{a['id']}" for a in told["attributions"][:4]]
    return out


class Elements(HTMLParser):
    """What a page is made of, as a browser takes it apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.inline += tag == "script" and not dict(attrs).get("src")


def test_no_page_holds_an_element_of_a_report(evil_site):
    for path in pages(evil_site):
        answer = evil_site.get(path)
        assert answer.status in {200, 404}, path
        seen = Elements()
        seen.feed(answer.text)
        assert "img" not in seen.tags, path
        assert seen.handlers == [], path
        assert seen.tags.count("main") == 1, path
        assert seen.inline == path.endswith("dossier.html"), path
        assert "\u202e" not in answer.text.replace('data-u="U+202E">\u202e</span>', ""), path


def test_every_page_answers_quickly_however_long_a_report_is(evil_site):
    for path in pages(evil_site):
        evil_site.get(path)
        start = time.perf_counter()
        evil_site.get(path)
        assert time.perf_counter() - start < 1, path


def test_the_texts_are_whole(evil_site):
    for story in evil_site.get("/api/v1/stories").data:
        for head in story["reports"]:
            page = evil_site.get(f"/story/{story['id']}/report/{head['id']}?show=said").text
            told = evil_site.get(f"/api/v1/stories/{story['id']}/reports/{head['id']}").data
            assert text_of(page) == told["text"]


def test_a_table_runs_no_formula(evil_site):
    for story in evil_site.get("/api/v1/stories").data:
        body = evil_site.get(f"/story/{story['id']}/quotes.csv").body.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(body)):
            assert not any(re.match(r"\s*[=+@\t\r-]", cell) for cell in row)


def test_json_keeps_what_the_report_says(evil_site):
    heads = [h for s in evil_site.get("/api/v1/stories").data for h in s["reports"]]
    texts = []
    for story in evil_site.get("/api/v1/stories").data:
        texts += [
            evil_site.get(f"/api/v1/stories/{story['id']}/reports/{h['id']}").data["text"] for h in story["reports"]
        ]
    assert len(heads) == len(texts) == 4
    assert sum(EVIL in text for text in texts) == 2


ODD = [
    "Head\r\n\r\nTab\t, FF\f, Zoe\u0308 \U0001f469\u200d\U0001f680 \u202eevil\u202c x\r\n",
    "a\n\n\n\nb  \n c",
    "one",
    "\n\n lead\n\nend \n",
]


@pytest.mark.parametrize("text", ODD)
def test_pieces_put_together_are_the_text_whatever_overlaps(text):
    rep = report(text, blocks=(Block("paragraph", text.index(text.strip()[0]), len(text.rstrip())),))
    told = reading(rep)
    marks = [
        Mark(Span(a, b), "content", f"{a}") for a in range(len(text)) for b in range(a + 1, min(a + 6, len(text) + 1))
    ]
    blocks = blocks_of(told, [*marks, Mark(Span(0, len(text)), "at")])
    assert "".join(b.gap + "".join(p.text for p in b.pieces) + b.tail for b in blocks) == text
    assert sum(p.opens for b in blocks for p in b.pieces) == 1


def test_a_piece_says_which_marks_lie_over_it():
    text = "Ada Brook said the toll rises"
    ada = person("Ada Brook")
    told = reading(report(text), actors=[ada], attributions=[attribution(text, "the toll rises", cue="said")])
    marks = [
        Mark(Span(0, 9), "source", "1"),
        Mark(Span(4, 14), "actor", "Ada Brook"),
        Mark(Span(15, 29), "content", "1"),
    ]
    (block,) = blocks_of(told, marks)
    assert [(p.text, " ".join(p.layers)) for p in block.pieces] == [
        ("Ada ", "source"),
        ("Brook", "source actor"),
        (" said", "actor"),
        (" ", ""),
        ("the toll rises", "content"),
    ]
