"""Turn quoted words into offsets: `gold/annotations/*.json` of every example becomes `readings.jsonl` and `story.json`.

`python -m measure.compile_gold` rewrites the gold; `--check` changes nothing and fails when it is stale. No offset is
typed by hand: an annotation quotes the words, and a quote that is missing or found too often is an error. The pieces of
an attribution stand in brackets inside their sentence: `[s:The minister] [c:denied] [t:that the gates were shut]`.

For a text file the gold has spans of the decoded file. For a page it has words, placed inside a passage, because the
text of a page is the extractor's to make.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure.gold_cast import cast, mentions, present
from measure.gold_layers import dated_positions, reading_layers, story_rule
from measure.gold_quotes import PIECE, GoldError, Source, find, load_source, marked_pattern, number_of
from stemma.records import READ_BLOCKS, READING_SCHEMA, STORY_SCHEMA

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
# Measured, never tuned on: nobody looks at what is missed there while building a room.
HELD_OUT = EXAMPLES / "held-out"
ROLES = {"s": "source", "c": "cue", "t": "content"}
# Code points: the words between two pieces of one sentence are fewer.
FAR_APART = 400
OPENING, CLOSING = "\u201c\"\u2018'", "\u201d\"\u2019'"

Json = dict[str, Any]


def stories(root: Path = EXAMPLES) -> tuple[Path, ...]:
    """Folders of example stories, by name; those held out are below `HELD_OUT`."""
    return tuple(sorted(p.parent for p in root.glob("*/gold") if p.is_dir()))


# --- attributions ----------------------------------------------------------------------------------------------------


def pieces(source: Source, item: Json) -> dict[str, list[tuple[int, int]]]:
    """Spans of the three roles in the source's text."""
    spans: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES.values()}
    said = item["say"] if isinstance(item["say"], list) else [item["say"]]
    for marked in said:
        start, end = find(source, marked, nth=item.get("nth"))
        match = re.fullmatch(marked_pattern(marked), source.text[start:end])
        if match is None:
            raise GoldError(f"{source.file}: {marked!r} cannot be cut into its pieces.")
        for n, piece in enumerate(PIECE.finditer(marked), 1):
            spans[ROLES[piece[1]]].append((start + match.start(n), start + match.end(n)))
    return {role: sorted(found) for role, found in spans.items()}


def form_of(contents: Sequence[str]) -> str:
    """Direct when all the content stands in quotation marks, mixed when some of it does."""
    if all(c[0] in OPENING and c[-1] in CLOSING for c in contents):
        return "direct"
    return "mixed" if any(mark in c for c in contents for mark in '“"') else "indirect"


def speaker_type(speakers: Sequence[str], actors: dict[str, Json]) -> str:
    """What the kind of the first speaker makes of the attribution."""
    if not speakers:
        return "implicit"
    actor = actors[speakers[0]]
    if actor["anonymous"]:
        return "anonymous"
    return {"person": "named", "publication": "outlet"}.get(actor["type"], "collective")


def attributions(source: Source, items: Sequence[Json], actors: dict[str, Json], parent: Json | None) -> Iterator[Json]:
    """Compiled attributions in the order given, each followed by those nested in it."""
    for n, item in enumerate(items, 1):
        spans = pieces(source, item)
        by = item["by"]
        speakers = [] if by is None else [by] if isinstance(by, str) else list(by)
        missing = [s for s in speakers if s not in actors]
        if missing:
            raise GoldError(f"{source.file}: {missing} are no actors of the story.")
        quotes = {role: [source.text[a:b] for a, b in found] for role, found in spans.items()}
        out: Json = {
            "id": f"{parent['id']}.{n}" if parent else f"at.{number_of(source.file)}.{n:02}",
            "layer": "nested" if parent else "outer",
            "parent": parent["id"] if parent else None,
            "tier": item.get("tier", "core"),
            **placed(source, spans),
            "quotes": quotes,
            "form": item.get("form") or form_of(quotes["content"]),
            "act": item.get("act", "assert"),
            "speaker": speakers[0] if speakers else None,
            "speakers": speakers,
            "speaker_type": item.get("type") or speaker_type(speakers, actors),
            "certainty": item.get("cert", "certain"),
            "polarity": item.get("pol", "positive"),
            "status": item.get("status", "asserted"),
        }
        if "shows" in item:
            out["shows"] = item["shows"]
        yield out
        yield from attributions(source, item.get("nested", []), actors, out)


def placed(source: Source, spans: dict[str, list[tuple[int, int]]]) -> Json:
    """Spans of a text file as they are; for a page, passages and places inside them.

    A passage runs from the first piece to the last, but breaks where an extractor may drop or keep other blocks: where
    the pieces were given in several quotes they lie far apart, and each gets a passage of its own.
    """
    if not source.page:
        return {role: [list(s) for s in found] for role, found in spans.items()}
    passages: list[list[int]] = []
    for start, end in sorted(s for found in spans.values() for s in found):
        if passages and start - passages[-1][1] <= FAR_APART:
            passages[-1][1] = max(passages[-1][1], end)
        else:
            passages.append([start, end])
    out: Json = {"passages": [source.text[a:b] for a, b in passages]}
    for role, found in spans.items():
        out[role] = [_inside(passages, span) for span in found]
    return out


def _inside(passages: Sequence[Sequence[int]], span: tuple[int, int]) -> list[int]:
    for n, (start, end) in enumerate(passages):
        if start <= span[0] and span[1] <= end:
            return [n, span[0] - start, span[1] - start]
    raise GoldError(f"No passage holds {span}.")


def _listed(source: Source, items: Sequence[Any]) -> Iterator[Any]:
    """The block notes, with "paragraphs" replaced by every piece between blank lines up to the next note's words."""
    at = 0
    for n, item in enumerate(items):
        if item != "paragraphs":
            yield item
            if not source.page:
                at = find(source, _words_of(item), start=at, nth=-1)[1]
            continue
        end = len(source.text) if n + 1 == len(items) else find(source, _words_of(items[n + 1]), start=at, nth=-1)[0]
        for piece in re.finditer(r"\S(?:.|\n(?!\s*\n))*", source.text[at:end]):
            yield {"type": "paragraph", "quote": piece[0].strip()}


def _words_of(item: Any) -> str:
    return str(item["quote"] if isinstance(item, dict) else item[1])


# --- blocks, heads, actors and mentions ------------------------------------------------------------------------------


def blocks(source: Source, items: Sequence[Any]) -> list[Json]:
    """Typed blocks in the order of the text; in a text file they must cover all that is not white space."""
    out: list[Json] = []
    at = 0
    for item in _listed(source, items):
        spec = item if isinstance(item, dict) else {"type": item[0], "quote": item[1], "accept": item[2:]}
        start, end = find(source, spec["quote"], start=0 if source.page else at, nth=-1)
        if not source.page and source.text[at:start].strip():
            raise GoldError(f"{source.file}: {source.text[at:start].strip()!r} lies in no block.")
        at = end
        place = {"text": source.text[start:end]} if source.page else {"start": start, "end": end}
        out.append({"type": spec["type"], **place})
        if spec.get("accept"):
            out[-1]["accept"] = list(spec["accept"])
        if spec.get("optional"):
            out[-1]["optional"] = True
    if not source.page and source.text[at:].strip():
        raise GoldError(f"{source.file}: {source.text[at:].strip()!r} lies in no block.")
    return out


def words_read(source: Source, typed: Sequence[Json]) -> str:
    """The words of the blocks that are read."""
    read = [b for b in typed if b["type"] in READ_BLOCKS]
    return "\n".join(b["text"] if source.page else source.text[b["start"] : b["end"]] for b in read)


# --- the two gold files ----------------------------------------------------------------------------------------------


def compile_reading(folder: Path, report: Json, story: Json) -> Json:
    """One line of `readings.jsonl`."""
    source = load_source(folder, report["file"], report["encoding"])
    actors = cast(story, report)
    said = list(attributions(source, report["attributions"], actors, None))
    typed = blocks(source, report["blocks"])
    number = number_of(source.file)
    holding = {
        p["actor"]
        for p in story.get("positions", ())
        if any(n == number for t in p["stances"] for n, _ in t["evidence"])
    }
    people = present(words_read(source, typed), actors, said, holding)
    out: Json = {
        "schema": READING_SCHEMA,
        "file": source.file,
        "encoding": source.encoding,
        "shows": report["shows"],
        "report": compile_head(source, report["head"]),
        "blocks": typed,
        "actors": people,
        "mentions": [] if source.page else mentions(source, typed, actors, said),
        "attributions": [a for a in said if a["layer"] == "outer"],
        "nested": [a for a in said if a["layer"] == "nested"],
    }
    if source.page:
        out["not_annotated"] = ["mentions"]
    return {**out, **reading_layers(source, story, report, {a["id"] for a in people})}


def compile_head(source: Source, head: Json) -> Json:
    """Title, outlet, byline, section and publication time; the evidence of the time becomes a span."""
    published = dict(head["published"])
    if "evidence" in published:
        published["evidence"] = [list(find(source, published["evidence"]))]
    return {**head, "published": published}


def compile_story(folder: Path, story: Json, readings: Sequence[Json]) -> Json:
    """`story.json`: evidence pairs of report number and quote become spans (text) or quotes (page)."""
    sources = {number_of(r["file"]): load_source(folder, r["file"], r["encoding"]) for r in readings}
    known = {a["id"] for a in story["actors"]} | {a["id"] for r in readings for a in r["actors"]}
    actors = []
    own = {a["id"]: a for r in readings for a in r["actors"]}
    for actor in [*story["actors"], *(a for id_, a in own.items() if id_ not in {s["id"] for s in story["actors"]})]:
        members = [{"report": r["file"], "actor": actor["id"]} for r in readings if _has(r, actor["id"])]
        fields = {"aliases": [], "roles": [], **{k: v for k, v in actor.items() if k not in _LOOKUP}}
        actors.append({**fields, "members": members})
    out: Json = {"schema": STORY_SCHEMA, "slug": folder.name, **{k: v for k, v in story.items() if k != "actors"}}
    if "rules" in out:
        out["rules"] = [story_rule(rule) for rule in out["rules"]]
    if "positions" in out:
        out["positions"] = dated_positions(out["positions"])
    out = {**_evidence(out, sources), "actors": actors}
    for position in out.get("positions", []):
        if position["actor"] not in known:
            raise GoldError(f"{folder.name}: {position['actor']} is no actor.")
    return out


_LOOKUP = frozenset({"names", "titles", "adjectives"})


def _has(reading: Json, actor: str) -> bool:
    return any(a["id"] == actor for a in reading["actors"])


def _evidence(value: Any, sources: dict[str, Source]) -> Any:
    if isinstance(value, list):
        return [_evidence(v, sources) for v in value]
    if not isinstance(value, dict):
        return value
    out: Json = {}
    for key, inner in value.items():
        if key == "evidence":
            out[key] = [_passage(sources[number], quote) for number, quote in inner]
        elif key == "report" and inner in sources:
            out[key] = sources[inner].file
        else:
            out[key] = _evidence(inner, sources)
    return out


def _passage(source: Source, quote: str) -> Json:
    start, end = find(source, quote, nth=-1)
    place = {} if source.page else {"start": start, "end": end}
    return {"report": source.file, **place, "quote": source.text[start:end]}


def compiled(folder: Path) -> dict[Path, str]:
    """What the gold files of a story should hold."""
    notes = folder / "gold" / "annotations"
    story = json.loads((notes / "story.json").read_text("utf-8"))
    paths = sorted(p for p in notes.glob("*.json") if p.name != "story.json")
    readings = [compile_reading(folder, json.loads(p.read_text("utf-8")), story) for p in paths]
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in readings)
    whole = json.dumps(compile_story(folder, story, readings), ensure_ascii=False, indent=1) + "\n"
    return {folder / "gold" / "readings.jsonl": lines, folder / "gold" / "story.json": whole}


def main(arguments: Sequence[str]) -> int:
    """Rewrite the gold, or with `--check` tell what is stale."""
    stale = []
    for folder in (*stories(), *stories(HELD_OUT)):
        for path, text in compiled(folder).items():
            if not path.exists() or path.read_bytes() != text.encode("utf-8"):
                stale.append(path)
                if "--check" not in arguments:
                    path.write_bytes(text.encode("utf-8"))
    for path in stale:
        print(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(EXAMPLES.parent)}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
