"""The bundled stories and their gold: fresh, anchored, complete, and showing what they are there to show."""

import json
from pathlib import Path

import pytest
from builders import attribution, person, reading, report

from measure import compile_gold as compiler
from measure.gold_match import check_blocks, check_said, date_right, match, place_said, same_name
from measure.gold_quotes import GoldError, Source, find, load_source
from stemma.records import Published

STORIES = (*compiler.stories(), *compiler.stories(compiler.HELD_OUT))
LINES = [
    (folder, json.loads(line))
    for folder in STORIES
    for line in (folder / "gold" / "readings.jsonl").read_text("utf-8").splitlines()
]
EACH = pytest.mark.parametrize(("folder", "gold"), LINES, ids=[f"{f.name}/{g['file']}" for f, g in LINES])
ROLES = ("source", "cue", "content")

# What the examples are there for; each must be shown by at least one report or attribution.
FEATURES = [
    "a condition", "a deadline", "a quotation everybody carries", "a reportedly with no source",
    "a restriction lifted", "a rule that changes in the week", "acknowledgement", "advertisement in plain text",
    "advertisement in the article", "agency text", "agentless belief", "agentless restriction", "ambiguous date",
    "ambiguous date settled by the dateline", "anonymous official through a newspaper",
    "anonymous sources with stated reasons", "begins in the lead", "caption in plain text", "changing position",
    "cites another outlet", "conflicting numbers", "cookie bar, nav, share box, caption, footer in HTML",
    "correction", "curly quotes", "dateline", "deliberately messy HTML", "denial", "denial against claim",
    "direct quotation", "disclaimer in plain text", "document speaker", "first reported by", "group speakers",
    "hard-wrapped lines", "headline against body", "hedge", "indirect quotation", "joint speakers",
    "look-alike of a stance", "look-alikes of rules", "metadata in JSON-LD and OpenGraph", "metadata in JSON-LD only",
    "missing date", "mixed quotation", "month-first date settled by the address", "no meta tags",
    "no title, outlet or date", "noun cue", "OpenGraph without dates", "pronoun speaker",
    "quotation over two paragraphs", "related leftovers in plain text", "rewrite that adds an error",
    "rows of JSON Lines", "seen by an outlet", "straight quotes", "subheadings inside",
    "support of a decision, not of the thing", "threat", "told an outlet", "update of a toll", "updated report",
    "UTF-8 BOM and CRLF", "Windows-1252", "wire copy lightly rewritten", "wire copy under a second masthead",
    "wire copy without credit",
]  # fmt: skip


def test_there_are_six_stories_of_four_outlets_or_more_and_three_are_held_out():
    assert len(STORIES) >= 6
    assert len(compiler.stories(compiler.HELD_OUT)) >= 3
    for folder in STORIES:
        outlets = [g["report"]["outlet"] for f, g in LINES if f == folder]
        assert len(outlets) >= 4
        assert len(set(outlets)) == len(outlets)


@pytest.mark.parametrize("folder", STORIES, ids=lambda f: f.name)
def test_gold_is_what_the_annotations_compile_to(folder):
    for path, text in compiler.compiled(folder).items():
        assert path.read_bytes().decode("utf-8") == text, f"stale: run python -m measure.compile_gold ({path})"


@pytest.mark.parametrize("folder", STORIES, ids=lambda f: f.name)
def test_gold_and_reports_are_the_same_files_in_the_same_order(folder):
    files = [name for p in sorted((folder / "reports").iterdir()) for name in reports_in(p)]
    assert [g["file"] for f, g in LINES if f == folder] == files
    assert [r["file"] for r in story_of(folder)["reports"]] == files


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_is_shown(feature):
    shown = {s for _, g in LINES for s in g["shows"]} | {
        s for _, g in LINES for a in said(g) for s in a.get("shows", [])
    }
    assert feature in shown


def test_the_odd_encodings_are_in_the_bytes():
    raw = {g["file"]: (f / "reports" / g["file"]).read_bytes() for f, g in LINES if "#" not in g["file"]}
    encodings = {g["encoding"] for _, g in LINES}
    assert encodings == {"utf-8", "utf-8-sig", "windows-1252"}
    assert raw["06-asper-chronicle.txt"].startswith(b"\xef\xbb\xbf")
    assert raw["06-asper-chronicle.txt"].count(b"\r\n") == raw["06-asper-chronicle.txt"].count(b"\n") > 20
    with pytest.raises(UnicodeDecodeError):
        raw["02-averley-mail.txt"].decode("utf-8")


@EACH
def test_every_span_cuts_the_quoted_words(folder, gold):
    source = load_source(folder, gold["file"], gold["encoding"])
    for item in said(gold):
        for role in ROLES:
            if source.page:
                cut = [item["passages"][n][a:b] for n, a, b in item[role]]
                assert all(p in source.text for p in item["passages"])
            else:
                cut = [source.text[a:b] for a, b in item[role]]
            assert cut == item["quotes"][role]
            assert all(c == c.strip() and c for c in cut)


@EACH
def test_no_word_stands_in_two_outer_roles_save_shared_sources(folder, gold):
    source = load_source(folder, gold["file"], gold["encoding"])
    taken: dict[int, tuple[str, str]] = {}
    for item in gold["attributions"]:
        for role in ROLES:
            for at in (i for a, b in spans_in(source, item, role) for i in range(a, b)):
                before, by = taken.setdefault(at, (role, item["id"]))
                assert by == item["id"] or before == role == "source", f"{item['id']} meets {by}: {item['quotes']}"
                assert before == role, f"{item['id']}: {item['quotes']}"


@EACH
def test_blocks_cover_a_text_and_mentions_cut_names(folder, gold):
    source = load_source(folder, gold["file"], gold["encoding"])
    if source.page:
        assert all(b["text"] in source.text for b in gold["blocks"])
        return
    at = 0
    for block in gold["blocks"]:
        assert not source.text[at : block["start"]].strip()
        at = block["end"]
    assert not source.text[at:].strip()
    actors = {a["id"]: a for a in gold["actors"]}
    for mention in gold["mentions"]:
        assert source.text[mention["start"] : mention["end"]].strip()
        assert mention["type"] == actors[mention["actor"]]["type"]


@EACH
def test_speakers_are_actors_and_a_missing_source_has_none(folder, gold):
    actors = {a["id"] for a in gold["actors"]}
    for item in said(gold):
        assert set(item["speakers"]) <= actors
        assert (item["speaker"] is None) == (item["speaker_type"] == "implicit") == (not item["source"]), item["quotes"]


@pytest.mark.parametrize("folder", STORIES, ids=lambda f: f.name)
def test_story_gold_is_anchored_and_its_ids_hang_together(folder):
    story = story_of(folder)
    sources = {g["file"]: load_source(folder, g["file"], g["encoding"]) for f, g in LINES if f == folder}
    evidence = list(walk(story, "evidence"))
    assert len(evidence) > 50
    for passage in evidence:
        source = sources[passage["report"]]
        cut = passage["quote"] if source.page else source.text[passage["start"] : passage["end"]]
        assert cut == passage["quote"]
        assert cut in source.text
    nodes = {n["id"] for n in story["lineage"]["nodes"]} | {a["id"] for a in story["actors"]}
    assert all({e["from"], e["to"]} <= nodes for e in story["lineage"]["edges"])
    actors = {a["id"] for a in story["actors"]} | {a["id"] for f, g in LINES if f == folder for a in g["actors"]}
    for claim in story["claims"]:
        assert claim["origins"] == len(claim["origin_nodes"]) == len(set(claim["origin_nodes"]))
        assert set(claim["origin_nodes"]) <= nodes
        assert (claim["status"] == "single-origin") == (claim["origins"] == 1)
        assert {s["attributed_to"] for s in claim["sides"]} <= actors | {"report"}
    assert {a for line in story["timeline"] for a in line["actors"]} <= actors


def test_the_first_story_has_every_layer():
    story = story_of(compiler.EXAMPLES / "dam-dispute")
    for layer in ("actors", "timeline", "claims", "rules", "tensions", "positions", "brief"):
        assert story[layer]
    rules = {r["id"] for r in story["rules"]}
    assert all(set(t["between"]) <= rules for t in story["tensions"])
    assert len(story["positions"][0]["stances"]) >= 4


# --- looking up quotes ----------------------------------------------------------------------------------------------

TEXT = "The mill closed.\r\nThe mill, he said, “will open” again, and the mill is old."


def plain(text=TEXT):
    return Source("t.txt", "utf-8", text, page=False)


@pytest.mark.parametrize(
    ("quote", "nth", "cut"),
    [
        ("closed. The mill,", None, "closed.\r\nThe mill,"),
        ("he ⋯ again", None, "he said, “will open” again"),
        ("The mill", 1, "The mill"),
        ("[s:he] [c:said], [t:“will open” again]", None, "he said, “will open” again"),
    ],
)
def test_a_quote_is_found(quote, nth, cut):
    start, end = find(plain(), quote, nth=nth)
    assert TEXT[start:end] == cut


@pytest.mark.parametrize(("quote", "why"), [("the dam", "is not in the text"), ("mill", "stands 3 times")])
def test_a_quote_that_is_missing_or_found_too_often_is_an_error(quote, why):
    with pytest.raises(GoldError, match=why):
        find(plain(), quote)


def test_words_outside_every_block_are_an_error():
    with pytest.raises(GoldError, match="lies in no block"):
        compiler.blocks(plain(), [["paragraph", "The mill closed."]])


# --- scoring on records built by hand ---------------------------------------------------------------------------------

BODY = "Mill opens\n\nThe mill will open, Ada Venn said.\n\n“It is ready,” she said.\n\nAdvertisement"


def gold_line(**changes):
    source = plain(BODY)
    actors = {"per.venn": {"id": "per.venn", "name": "Ada Venn", "type": "person", "anonymous": False, "aliases": []}}
    notes = [
        {"say": "[t:The mill will open], [s:Ada Venn] [c:said]", "by": "per.venn"},
        {"say": "[t:“It is ready,”] [s:she] [c:said]", "by": "per.venn"},
    ]
    typed = [["headline", "Mill opens"], ["paragraph", "The mill ⋯ said."], ["paragraph", "“It ⋯ said."]]
    return {
        "blocks": compiler.blocks(source, [*typed, ["advertisement", "Advertisement"]]),
        "actors": list(actors.values()),
        "attributions": list(compiler.attributions(source, notes, actors, None)),
        **changes,
    }


def test_blocks_of_the_right_type_are_right_and_a_read_advertisement_is_not():
    checks = check_blocks(gold_line(), report(BODY, first="headline"))
    assert [c.right for c in checks] == [True, True, True, False]
    assert sum(c.typed for c in checks) == sum(c.size for c in checks) - len("Advertisement")


def test_a_page_misses_a_block_that_must_be_there_and_pays_for_one_that_is_read_in_vain():
    gold = {
        "blocks": [
            {"type": "headline", "text": "Mill opens"},
            {"type": "paragraph", "text": "The mill will open, Ada Venn said."},
            {"type": "paragraph", "text": "This one got lost."},
            {"type": "caption", "text": "The mill in May", "optional": True},
        ]
    }
    checks = check_blocks(gold, report(BODY, first="headline"))
    assert [(c.type, c.right) for c in checks] == [
        ("headline", True), ("paragraph", True), ("paragraph", False), ("not a paragraph", False),
        ("not a paragraph", False),
    ]  # fmt: skip


OPEN = {"open": True, "precision": "day", "value": None, "alternatives": ["2024-06-05T20:10", "2024-05-06T20:10"]}
MINUTE = {"open": False, "precision": "minute", "value": "2024-06-07T14:32", "alternatives": []}
DAY = {"open": False, "precision": "day", "value": "2024-06-07", "alternatives": []}


@pytest.mark.parametrize(
    ("gold", "value", "alternatives", "right"),
    [
        (OPEN, None, ("2024-05-06T20:10", "2024-06-05T20:10"), True),
        (OPEN, None, ("2024-06-05",), False),
        (OPEN, "2024-06-05T20:10", ("2024-05-06T20:10",), False),
        (MINUTE, "2024-06-07T14:32:00+00:00", (), True),
        (MINUTE, "2024-06-07", (), False),
        (DAY, "2024-06-07T08:00", (), True),
        (DAY, None, (), False),
    ],
)
def test_a_date_is_right_when_its_value_and_its_openness_are(gold, value, alternatives, right):
    assert date_right(gold, Published(value=value, alternatives=alternatives)) is right


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Mail", "MAIL", True),
        ("Farmers’ League", "Farmers' League", True),
        (None, None, True),
        ("Mail", None, False),
    ],
)
def test_names_are_compared_without_case_and_article(one, other, same):
    assert same_name(one, other) is same


def test_attributions_pair_by_content_and_source_and_speakers_by_name():
    venn, other = person("Ada Venn", "Venn"), person("Bo Lind")
    found = [
        attribution(BODY, "The mill will open", source="Ada Venn", cue="said", speaker=venn.id),
        attribution(BODY, "“It is ready,”", source="she", cue="said", speaker=other.id),
        attribution(BODY, "Mill opens"),
    ]
    check = check_said(gold_line(), reading(report(BODY), actors=(venn, other), attributions=found))
    assert (check.gold, check.found, check.paired, check.speakers) == (2, 3, 2, 1)


@pytest.mark.parametrize(
    ("content", "source", "pairs"),
    [
        ("The mill will open", "Ada Venn", 1),
        ("mill will open", "Venn", 1),
        ("The mill will open", "she", 0),
        ("The mill will open", None, 0),
        ("Mill opens", "Ada Venn", 0),
    ],
)
def test_a_pair_needs_half_the_content_and_a_meeting_source(content, source, pairs):
    gold = [place_said(gold_line()["attributions"][0], BODY)]
    assert len(match(BODY, gold, [attribution(BODY, content, source=source)])) == pairs


def test_a_page_s_pieces_are_found_whatever_its_white_space():
    page = Source("p.html", "utf-8", " ".join(BODY.split()), page=True)
    actors = {"per.venn": {"type": "person", "anonymous": False}}
    notes = [{"say": "[t:The mill will open], [s:Ada Venn] [c:said]", "by": "per.venn"}]
    item = next(iter(compiler.attributions(page, notes, actors, None)))
    text = BODY.replace("Ada Venn", "Ada\n Venn")
    placed = place_said(item, text)
    assert [s.cut(text) for s in placed.content] == ["The mill will open"]
    assert [s.cut(text) for s in placed.source] == ["Ada\n Venn"]


def test_a_page_without_the_words_places_nothing():
    item = {"passages": ["not there"], "source": [[0, 0, 3]], "content": [[0, 4, 9]], "cue": []}
    assert place_said(item, BODY).content == ()


# --- helpers of these tests -------------------------------------------------------------------------------------------


def said(gold):
    return [*gold["attributions"], *gold["nested"]]


def reports_in(path: Path) -> list[str]:
    """A file's name, or one for each row of it."""
    if path.suffix != ".jsonl":
        return [path.name]
    return [f"{path.name}#{json.loads(line)['id']}" for line in path.read_text("utf-8").splitlines()]


def story_of(folder: Path):
    return json.loads((folder / "gold" / "story.json").read_text("utf-8"))


def spans_in(source, item, role):
    if not source.page:
        return item[role]
    bases = [source.text.index(p) for p in item["passages"]]
    return [(bases[n] + a, bases[n] + b) for n, a, b in item[role]]


def walk(value, key):
    if isinstance(value, list):
        for inner in value:
            yield from walk(inner, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield from inner
            else:
                yield from walk(inner, key)
