"""The dossier without a browser: what is said, what is escaped, what points where."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from builders import attribution, reading, report

from stemma.errors import RecordError, SpanError
from stemma.exports.dossier import Entry, mark, render, render_index
from stemma.records import Block, Published, StoryActor, StoryAttribution
from stemma.spans import Span

HERE = Path(__file__).parent
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></script><style>*{display:none}",
    "{{ 7 * 7 }} {% raw %} &amp;",
    "a \u202egnp.exe\u202c \u2067b",
    "nul \x00 bell \x07 lone \ud800",
    "'\" onmouseover='alert(1)' x=\"",
)


def tree_of(html: str):
    return lxml.html.document_fromstring(html)


def with_class(tree, name: str):
    return tree.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def texts(tree) -> list[str]:
    """Each report's text, pieced together from the elements that hold it."""
    return ["".join(t.text_content() for t in box.xpath(".//*[@data-t]")) for box in with_class(tree, "text")]


def test_the_texts_on_the_page_are_the_reports_texts(port_story):
    assert texts(tree_of(render(port_story))) == [r.text for r in port_story.readings]


@pytest.mark.parametrize(
    "text",
    [
        "One line only",
        "Head\r\n\r\nFirst line\r\nsecond line.\r\n",
        "  led by white space\n\n\nand three breaks\n\n",
        "Zoe\u0308 \U0001f469\u200d\U0001f680 said \u201cyes\u201d \u2014 \u2018no\u2019.",
        "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c",
        "tab\tand\ffeed",
    ],
)
def test_no_character_of_a_text_is_lost(make_story, text):
    # libxml2 knows FF only as white space it may drop; browsers keep it (see the browser tests).
    found = texts(tree_of(render(make_story(reading(report(text)))).replace("\f", " ")))
    assert found == [text.replace("\f", " ")]


def test_text_outside_all_blocks_is_shown_as_not_read(make_story):
    rep = report("Seen.\n\nForgotten.").with_(blocks=(report("Seen.").blocks))
    tree = tree_of(render(make_story(reading(rep))))
    assert texts(tree) == ["Seen.\n\nForgotten."]
    assert "Forgotten." in with_class(tree, "unread")[0].text_content()


def test_all_anchors_are_unique_and_all_links_resolve(port_story):
    tree = tree_of(render(port_story))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [href for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert len(links) > 20
    assert {href[1:] for href in links} <= set(ids)
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)


def test_every_attribution_is_listed_once_and_all_its_pieces_are_marked(port_story):
    tree = tree_of(render(port_story))
    items = with_class(tree, "item")
    assert sorted(int(i.get("data-n")) for i in items) == list(range(1, len(port_story.attributions) + 1))
    for item in items:
        held = {"source": "", "cue": "", "content": ""}
        for part in with_class(tree, "m"):
            for number, role in zip(part.get("data-a").split(), part.get("data-r").split(), strict=True):
                if number == item.get("data-n"):
                    held[role] += part.text_content()
        said = "".join(item.xpath(".//a/span[not(@class)]/text()"))
        assert held["content"] == said
        assert " ".join(held["cue"].split()) == item.get("data-cue")


def test_items_of_the_text_lead_to_the_list_and_back(port_story):
    tree = tree_of(render(port_story))
    for item in with_class(tree, "item"):
        (words,) = with_class(item, "words")
        (told,) = tree.xpath(f"//*[@id='{words.get('href')[1:]}']")
        assert item.get("data-n") in with_class(told, "m")[0].get("data-a").split()
        assert f"#{item.get('id')}" in [a.get("href") for a in with_class(tree, "note")]


def test_speakers_stand_most_quoted_first_and_nobody_is_invented(port_story):
    tree = tree_of(render(port_story))
    assert [h.text_content() for h in tree.xpath("//div[@class='speaker']//h3")] == [
        "Ilse Varga",
        "Dockers\u2019 League",
    ]
    (unnamed,) = with_class(tree, "unnamed")
    assert [h.text_content() for h in unnamed.xpath(".//h4")] == ["Anonymous", "Not resolved", "No speaker stated"]
    assert [p.text_content() for p in with_class(unnamed, "own")] == ["A senior official", "They"]


def test_a_nested_item_names_the_one_it_lies_inside(port_story):
    tree = tree_of(render(port_story))
    (nested,) = [i for i in with_class(tree, "item") if "within no." in i.text_content()]
    assert nested.get("data-who") == "Dockers\u2019 League"
    deep = [m for m in with_class(tree, "m") if m.get("data-r").split().count("content") == 2]
    assert [m.text_content() for m in deep] == ["invented"]


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (Published(), "date unknown"),
        (Published(alternatives=("2024-11-09", "2024-09-11")), "date open: 9 Nov or 11 Sep 2024"),
        (Published(alternatives=("2024-12-01", "2025-01-12")), "date open: 1 Dec 2024 or 12 Jan 2025"),
        (Published("2024-09-11", "day", "pile", 0.9, ("2024-11-09",)), "also read as 9 Nov 2024"),
        (Published("2024-09-11T21:26:00-04:00", "minute", "masthead"), "11 Sep 2024, 21:26 UTC\u221204:00"),
        (Published("2024-09", "month", "metadata"), "Sep 2024 (from the page\u2019s metadata)"),
    ],
)
def test_dates_say_their_basis_and_stay_open(make_story, published, said):
    rep = report("Some text.")
    rep = rep.with_(report=rep.report.with_(published=published))
    (line,) = with_class(tree_of(render(make_story(reading(rep)))), "report-line")
    assert said in " ".join(line.text_content().split())


def test_the_words_a_date_was_read_from_are_linked(make_story):
    rep = report("Head\n\n11/09/2024\n\nText.")
    rep = rep.with_(
        report=rep.report.with_(published=Published("2024-09-11", "day", "masthead", 1.0, (), (Span(6, 16),)))
    )
    tree = tree_of(render(make_story(reading(rep))))
    (see,) = {a.get("href") for a in with_class(tree, "see")}
    assert tree.xpath(f"//*[@id='{see[1:]}']")[0].text_content() == "11/09/2024"


def test_blocks_that_were_not_read_are_labelled_and_shown(port_story):
    (advert,) = with_class(tree_of(render(port_story)), "unread")
    assert advert.text_content() == "Advertisement, not readADVERTISEMENT: Boats for rent"


def test_blocks_on_one_line_stay_on_one_line_and_a_dot_is_no_unread_text(make_story):
    text = "Vera Hale \u00b7 9 June\n\nMIRNA \u2014 It rained."
    cuts = (
        ("byline", 0, 9),
        ("other", 10, 11),
        ("published_date", 12, 18),
        ("dateline", 20, 25),
        ("paragraph", 28, 38),
    )
    rep = report(text).with_(blocks=tuple(Block(*cut) for cut in cuts))
    tree = tree_of(render(make_story(reading(rep))))
    assert texts(tree) == [text]
    assert not with_class(tree, "unread")
    held = [b.get("class").split()[1:] for b in with_class(tree, "block")]
    line = ["runs-on", "runs-into"]
    # the dash between dateline and paragraph lies in no block: it becomes one
    assert held == [
        ["byline", "runs-into"],
        ["other", *line],
        ["published_date", "runs-on"],
        ["dateline", "runs-into"],
        ["other", *line],
        ["paragraph", "runs-on"],
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_wherever_they_stand(make_story, words):
    text = f"Head {words}\n\nShe said {words} today."
    rep = report(text, outlet=words, title=words, path=words, first="headline")
    rep = rep.with_(report=rep.report.with_(byline=words, url=words, language=words, encoding=words))
    said = attribution(text, f"{words} today", source="She", cue="said", speaker="p1")
    actor = StoryActor("p1", words, "person", roles=(words,))
    html = render(make_story(reading(rep, attributions=[said]), title=words, actors=[actor]))
    tree = tree_of(html.encode("utf-8").decode("utf-8"))
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img | //@*[starts-with(name(), 'on')]")
    if words.isprintable():
        assert texts(tree) == [text]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", re.sub('<span class="ctl"[^>]*>.</span>', "", html))


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ('https://courier.example/a?b=1&c="2"', True),
        ("http://courier.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://courier.example/%0aalert(1)", False),
        ("data:text/html,<b>", False),
        ("//courier.example/a", False),
        ("https:///nowhere", False),
        ("https://courier.example/\u202egpj", False),
        (" https://courier.example/", False),
        ("http://[half", False),
    ],
)
def test_only_web_addresses_become_links(make_story, url, is_link):
    rep = report("Text.")
    tree = tree_of(render(make_story(reading(rep.with_(report=rep.report.with_(url=url))))))
    assert [a.get("href") for a in tree.xpath("//a[not(starts-with(@href, '#'))]")] == ([url] if is_link else [])
    assert "Address" in with_class(tree, "provenance")[0].text_content()


def test_the_policy_lets_in_this_style_and_this_script_and_nothing_else(port_story):
    tree = tree_of(render(port_story))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (source,) = tree.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not tree.xpath("//@style | //@src | //link")


def test_the_same_story_gives_the_same_bytes_under_any_hash_seed():
    code = "import conftest as c; from stemma.exports.dossier import render; "
    code += "import hashlib; print(hashlib.sha256(render(c.story_of(c._first(), c._second())).encode()).hexdigest())"
    path = os.pathsep.join([str(HERE), str(HERE.parent)])
    made = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert made[0] == made[1] != b""


def test_an_attribution_that_points_nowhere_is_an_error(port_story):
    known = port_story.attributions[0]
    lost = StoryAttribution("r-unknown", known.attribution)
    with pytest.raises(RecordError, match="r-unknown"):
        render(port_story.with_(attributions=(lost,)))
    bare = known.attribution.with_(source=(), cue=(), content=())
    with pytest.raises(RecordError, match="no span"):
        render(port_story.with_(attributions=(StoryAttribution(known.report, bare),)))
    outside = known.attribution.with_(content=(Span(5, 99999),))
    with pytest.raises(SpanError):
        render(port_story.with_(attributions=(StoryAttribution(known.report, outside),)))


def test_a_story_in_which_nobody_speaks_says_so(make_story):
    html = render(make_story(reading(report("Nothing was said."))))
    assert "Nothing in these reports was found to be said by anyone." in html


def test_a_joint_statement_names_both(port_story, make_story):
    text = "Varga and the League said it was over."
    both = attribution(text, "it was over", source="Varga and the League", cue="said", speaker="p1")
    tree = tree_of(render(make_story(reading(report(text), attributions=[both.with_(speakers=("p1", "p2"))]))))
    assert "jointly with Dockers\u2019 League" in with_class(tree, "item")[0].text_content()


def test_headings_descend_one_step_at_a_time(port_story):
    levels = [int(h.tag[1]) for h in tree_of(render(port_story)).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_the_index_links_each_story_beside_it():
    told = Entry("st0123", "Port of Mirna", "2024-09-10", "2024-09-11", 2, ("The Mirna Courier",))
    odd = Entry("a/b c", "<b>Odd</b>", None, None, 1)
    tree = tree_of(render_index([told, odd]))
    assert tree.xpath("//li//a/@href") == ["st0123.html", "a%2Fb%20c.html"]
    first, second = (" ".join(li.text_content().split()) for li in tree.xpath("//ul[@class='stories']/li"))
    for part in ("Port of Mirna", "10 to 11 Sep 2024", "2 reports", "The Mirna Courier"):
        assert part in first
    assert "<b>Odd</b>" in second
    assert "dates open" in second
    assert "1 report" in second


def test_a_page_tells_what_it_was_made_from_near_its_beginning(port_story):
    page = render(port_story, made_from="m1")
    assert mark("m1") in page[:2048]
    assert mark("m1") != mark("m2")
    assert mark("m2") not in page
